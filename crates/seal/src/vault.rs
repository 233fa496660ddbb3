//! The vault for tokens: whoever has them can act in the merchant's name, so they are sealed once more than all else.
use std::fmt;

use aftersync_core::error::Result;

use crate::cipher::{self, NONCE, Place};
use crate::fault::Fault;
use crate::key::Key;

/// Stands in a place where a table, a row and a column would: tokens have a column of their own.
const COLUMN: u8 = b't';

/// Seals tokens of shops. A store has one per merchant, under the merchant's key; a host whose store has no key can give
/// one with a key of its own.
///
/// ```
/// use aftersync_seal::TokenVault;
/// let vault = TokenVault::new([7; 32]);
/// let kept = vault.seal("acme", [1; 16], b"access-token")?;
/// assert_eq!(vault.open("acme", [1; 16], &kept)?, b"access-token");
/// assert!(vault.open("acme", [2; 16], &kept).is_err()); // another shop
/// # Ok::<(), aftersync_core::Error>(())
/// ```
#[derive(Clone)]
pub struct TokenVault(Key);

impl TokenVault {
    /// A vault under this key.
    pub fn new(key: [u8; 32]) -> Self {
        Self(Key::new(key))
    }

    pub(crate) fn over(key: Key) -> Self {
        Self(key)
    }

    /// Seals what belongs to a shop of a merchant.
    ///
    /// # Errors
    /// [`Fault::NoRandomness`].
    pub fn seal(&self, tenant: &str, shop: [u8; 16], text: &[u8]) -> Result<Vec<u8>> {
        let nonce = cipher::nonce()?;
        let mut sealed = text.to_vec();
        cipher::seal(&self.0, &nonce, &place(tenant, shop), &mut sealed)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens what was sealed for that shop.
    ///
    /// # Errors
    /// [`Fault::Tampered`].
    pub fn open(&self, tenant: &str, shop: [u8; 16], sealed: &[u8]) -> Result<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(Fault::Tampered)?;
        let mut text = sealed.to_vec();
        cipher::open(&self.0, nonce, &place(tenant, shop), &mut text)?;
        Ok(text)
    }
}

fn place(tenant: &str, shop: [u8; 16]) -> Place<'_> {
    Place {
        tenant,
        table: 0,
        id: shop,
        column: COLUMN,
        key: 1,
        beside: 0,
    }
}

impl fmt::Debug for TokenVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenVault(***)")
    }
}
