//! The keys of one merchant: all follow from one data key, which the host's provider wraps.
use std::fmt;

use aftersync_core::error::{Error, Result};

use crate::fault::Fault;
use crate::key::Key;
use crate::provider::KeyProvider;
use crate::vault::TokenVault;

/// A data key as it is stored: wrapped under a key of the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// The id of the key it is wrapped under.
    pub key_id: String,
    /// The wrapped bytes.
    pub bytes: Vec<u8>,
}

impl Wrapped {
    /// Wraps a key for a context under the provider's current key.
    ///
    /// # Errors
    /// Those of the provider.
    pub fn new(provider: &dyn KeyProvider, key: &Key, context: &str) -> Result<Self> {
        Ok(Self {
            key_id: provider.current(),
            bytes: provider.wrap(key, context)?,
        })
    }

    /// The key inside.
    ///
    /// # Errors
    /// [`Fault::RotatedAway`], [`Fault::Tampered`], and those of the provider.
    pub fn open(&self, provider: &dyn KeyProvider, context: &str) -> Result<Key> {
        provider.unwrap(&self.key_id, &self.bytes, context)
    }

    /// The same key under the provider's current key; `None` when it is under that already.
    ///
    /// # Errors
    /// As of [`Self::open`].
    pub fn rotated(&self, provider: &dyn KeyProvider, context: &str) -> Result<Option<Self>> {
        if self.key_id == provider.current() {
            return Ok(None);
        }
        let key = self.open(provider, context)?;
        Self::new(provider, &key, context).map(Some)
    }
}

/// What a store seals under a key of its provider when it is made: opening it shows whether the key is the right one.
const CHECK: &str = "aftersync check value";

/// A check value for a new store.
///
/// # Errors
/// Those of the provider.
pub fn check_value(provider: &dyn KeyProvider) -> Result<Wrapped> {
    Wrapped::new(provider, &Key::random()?, CHECK)
}

/// The check value under the provider's current key; `None` when it is already.
///
/// # Errors
/// As of [`check`].
pub fn rotated_check(provider: &dyn KeyProvider, value: &Wrapped) -> Result<Option<Wrapped>> {
    value.rotated(provider, CHECK)
}

/// Whether the provider is the one of the store.
///
/// # Errors
/// [`Fault::WrongKey`].
pub fn check(provider: &dyn KeyProvider, value: &Wrapped) -> Result<()> {
    match value.open(provider, CHECK) {
        Ok(_) => Ok(()),
        Err(e) if Fault::of(&e).is_some() => Err(Error::from(Fault::WrongKey)
            .with("sealed_under", &value.key_id)
            .with("given", provider.current())),
        Err(e) => Err(e),
    }
}

/// The keys of one merchant.
pub struct TenantKeys {
    tenant: Box<str>,
    rows: Key,
    people: Key,
    blind: Key,
    vault: TokenVault,
}

impl TenantKeys {
    /// The number of a merchant's data key. There is one so far.
    pub const NUMBER: u64 = 1;

    /// The keys that follow from a data key.
    pub fn new(tenant: &str, data: &Key) -> Self {
        Self {
            tenant: tenant.into(),
            rows: data.derive(&[b"rows"]),
            people: data.derive(&[b"people"]),
            blind: data.derive(&[b"blind"]),
            vault: TokenVault::over(data.derive(&[b"tokens"])),
        }
    }
    /// The merchant.
    pub fn tenant(&self) -> &str {
        &self.tenant
    }
    /// What rows are sealed under.
    pub fn rows(&self) -> &Key {
        &self.rows
    }
    /// What blind indexes are made with.
    pub fn blind(&self) -> &Key {
        &self.blind
    }
    /// Where the platforms' tokens go.
    pub fn vault(&self) -> &TokenVault {
        &self.vault
    }
    /// The key of a person's part: it takes the merchant's key and the share of that number.
    pub fn person(&self, number: u64, share: &Key) -> Key {
        self.people.derive(&[&number.to_le_bytes(), share.expose()])
    }
}

impl fmt::Debug for TenantKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TenantKeys")
            .field("tenant", &self.tenant)
            .finish_non_exhaustive()
    }
}
