//! 32 bytes of key: wiped when dropped, never printed.
use std::fmt;

use aftersync_core::error::Result;
use aftersync_core::platform::verified::hmac_sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::fault::Fault;

/// A key. Its bytes are wiped when it is dropped and never shown.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl Key {
    /// A key of these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A new key from the system's random bytes.
    ///
    /// # Errors
    /// [`Fault::NoRandomness`].
    pub fn random() -> Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| Fault::NoRandomness)?;
        Ok(Self(bytes))
    }

    /// A key from a slice of exactly 32 bytes.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        <[u8; 32]>::try_from(bytes).ok().map(Self)
    }

    /// The bytes. Use them where the key is needed and nowhere else.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Another key that follows from this one and a label, and does not lead back.
    ///
    /// ```
    /// use aftersync_seal::Key;
    /// let key = Key::new([7; 32]);
    /// assert!(key.derive(&[b"tokens"]) != key.derive(&[b"people"]));
    /// assert_eq!(format!("{key:?}"), "Key(***)");
    /// ```
    pub fn derive(&self, label: &[&[u8]]) -> Self {
        let mut parts: Vec<Vec<u8>> = Vec::with_capacity(label.len() + 1);
        parts.push(b"aftersync".to_vec());
        for part in label {
            parts.push((part.len() as u64).to_le_bytes().to_vec());
            parts.push(part.to_vec());
        }
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        Self(hmac_sha256(&self.0, &parts))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(***)")
    }
}
