//! Files in memory.
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aftersync_core::Result;
use aftersync_core::model::ids::Tenant;
use aftersync_core::store::{BlobHash, BlobStore};

type Files = BTreeMap<(Tenant, BlobHash), Vec<u8>>;

/// Files in memory. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct MemoryBlobs(Arc<Mutex<Files>>);

impl MemoryBlobs {
    fn lock(&self) -> MutexGuard<'_, Files> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl BlobStore for MemoryBlobs {
    fn put(&self, tenant: &Tenant, content: &[u8]) -> Result<BlobHash> {
        let hash = BlobHash::of(content)?;
        self.lock().insert((tenant.clone(), hash.clone()), content.to_vec());
        Ok(hash)
    }

    fn get(&self, tenant: &Tenant, hash: &BlobHash) -> Result<Option<Vec<u8>>> {
        Ok(self.lock().get(&(tenant.clone(), hash.clone())).cloned())
    }

    fn delete(&self, tenant: &Tenant, hash: &BlobHash) -> Result<()> {
        self.lock().remove(&(tenant.clone(), hash.clone()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_kept_by_content_and_tenant() {
        let blobs = MemoryBlobs::default();
        let (a, b) = (Tenant::new("a"), Tenant::new("b"));
        let hash = blobs.put(&a, b"photo").unwrap();
        assert_eq!(blobs.put(&a, b"photo").unwrap(), hash);
        assert_eq!(blobs.get(&a, &hash).unwrap().as_deref(), Some(&b"photo"[..]));
        assert_eq!(blobs.get(&b, &hash).unwrap(), None);
        blobs.delete(&a, &hash).unwrap();
        blobs.delete(&a, &hash).unwrap();
        assert_eq!(blobs.get(&a, &hash).unwrap(), None);
    }
}
