//! Files: photos, films, documents; named by the hash of their content.
use std::fmt;

use crate::error::{Error, Result};
use crate::limits::MAX_BLOB_BYTES;
use crate::model::ids::{Tenant, Uid};
use crate::platform::verified::{sha256, to_hex};

/// The SHA-256 of a file's content, in hexadecimal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobHash(String);

impl BlobHash {
    /// The hash of some content; refuses what is larger than the bound.
    pub fn of(content: &[u8]) -> Result<Self> {
        if content.len() > MAX_BLOB_BYTES {
            return Err(Error::malformed("the file is too large")
                .during("blob.put")
                .with("bytes", content.len())
                .with("limit", MAX_BLOB_BYTES));
        }
        Ok(Self(to_hex(&sha256(&[content]))))
    }
    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        fits.then(|| Self(text.to_owned()))
    }
    /// The first 16 bytes: the id of what is kept under it.
    pub fn id(&self) -> Uid {
        self.0
            .get(..32)
            .and_then(|digits| digits.parse().ok())
            .unwrap_or_default()
    }
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Keeps files by their content.
pub trait BlobStore: Send + Sync + 'static {
    /// Keeps a file; the same content twice is one file.
    fn put(&self, tenant: &Tenant, content: &[u8]) -> Result<BlobHash>;
    /// The file, or `None` when there is none of that hash.
    fn get(&self, tenant: &Tenant, hash: &BlobHash) -> Result<Option<Vec<u8>>>;
    /// Deletes a file; nothing happens when there is none.
    fn delete(&self, tenant: &Tenant, hash: &BlobHash) -> Result<()>;
}
