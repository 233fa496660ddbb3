//! Who holds the key above all keys: the host, or a service of its choice.
use std::fmt;
use std::sync::Arc;

use aftersync_core::error::Result;
use aftersync_core::platform::verified::to_hex;

use crate::cipher::{self, NONCE};
use crate::fault::Fault;
use crate::key::Key;

/// Wraps the merchants' data keys. One call per merchant when it is first met, none on the way of a row.
///
/// It may hold older keys besides the current one: what they wrapped can still be unwrapped, and a rotation wraps it anew.
pub trait KeyProvider: Send + Sync + 'static {
    /// The id of the key that wraps from now on: up to 64 characters, never reused for another key.
    fn current(&self) -> String;
    /// Wraps a data key under the current key. `context` is authenticated and must be given again to unwrap.
    ///
    /// # Errors
    /// Those of the service that holds the key.
    fn wrap(&self, key: &Key, context: &str) -> Result<Vec<u8>>;
    /// Unwraps what was wrapped under the key of that id.
    ///
    /// # Errors
    /// [`Fault::RotatedAway`] when there is no key of that id, [`Fault::Tampered`] when the bytes or the context are others.
    fn unwrap(&self, id: &str, wrapped: &[u8], context: &str) -> Result<Key>;
}

/// A provider over 32-byte keys that the host gives.
///
/// ```
/// use aftersync_seal::{Key, KeyProvider, LocalKeys};
/// let (old, new) = (LocalKeys::new([1; 32]), LocalKeys::new([2; 32]).and_old([1; 32]));
/// let wrapped = old.wrap(&Key::new([9; 32]), "acme")?;
/// assert_eq!(new.unwrap(&old.current(), &wrapped, "acme")?, Key::new([9; 32]));
/// # Ok::<(), aftersync_core::Error>(())
/// ```
#[derive(Clone)]
pub struct LocalKeys {
    current: Key,
    old: Vec<Key>,
}

impl LocalKeys {
    /// A provider with this key alone.
    pub fn new(key: [u8; 32]) -> Self {
        Self {
            current: wrapping(key),
            old: Vec::new(),
        }
    }

    /// Unwraps with this former key too.
    pub fn and_old(mut self, key: [u8; 32]) -> Self {
        self.old.push(wrapping(key));
        self
    }

    fn by_id(&self, id: &str) -> Option<&Key> {
        std::iter::once(&self.current)
            .chain(&self.old)
            .find(|key| id_of(key) == id)
    }
}

impl fmt::Debug for LocalKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalKeys")
            .field("current", &self.current())
            .field("old", &self.old.len())
            .finish()
    }
}

/// The host's key may serve other ends too: what wraps follows from it.
fn wrapping(key: [u8; 32]) -> Key {
    Key::new(key).derive(&[b"wrap"])
}

/// The name of a key: it follows from the key and tells nothing of it.
fn id_of(key: &Key) -> String {
    let digest = key.derive(&[b"id"]);
    let (short, _) = digest.expose().split_at(8);
    format!("local-{}", to_hex(short))
}

impl KeyProvider for LocalKeys {
    fn current(&self) -> String {
        id_of(&self.current)
    }

    fn wrap(&self, key: &Key, context: &str) -> Result<Vec<u8>> {
        let nonce = cipher::nonce()?;
        let mut text = key.expose().to_vec();
        cipher::encrypt(&self.current, &nonce, context.as_bytes(), &mut text)?;
        Ok([&nonce[..], &text].concat())
    }

    fn unwrap(&self, id: &str, wrapped: &[u8], context: &str) -> Result<Key> {
        let key = self.by_id(id).ok_or(Fault::RotatedAway)?;
        let (nonce, sealed) = wrapped.split_first_chunk::<NONCE>().ok_or(Fault::Tampered)?;
        let mut text = zeroize::Zeroizing::new(sealed.to_vec());
        cipher::decrypt(key, nonce, context.as_bytes(), &mut text)?;
        Key::from_slice(&text).ok_or_else(|| Fault::Tampered.into())
    }
}

/// Whether and under whose key a store is sealed.
#[derive(Clone, Default)]
pub enum Sealing {
    /// Not at all: everything is compressed and can be read by whoever has the file. For trying things out.
    #[default]
    Unsealed,
    /// Under keys of this provider.
    Sealed(Arc<dyn KeyProvider>),
}

impl Sealing {
    /// Under a key the host keeps.
    pub fn local(key: [u8; 32]) -> Self {
        Self::Sealed(Arc::new(LocalKeys::new(key)))
    }
    /// Under keys of a provider.
    pub fn by(provider: impl KeyProvider) -> Self {
        Self::Sealed(Arc::new(provider))
    }
    /// The provider, if there is one.
    pub fn provider(&self) -> Option<&Arc<dyn KeyProvider>> {
        match self {
            Self::Unsealed => None,
            Self::Sealed(provider) => Some(provider),
        }
    }
}

impl fmt::Debug for Sealing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsealed => f.write_str("Unsealed"),
            Self::Sealed(provider) => write!(f, "Sealed({})", provider.current()),
        }
    }
}
