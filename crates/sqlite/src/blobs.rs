//! Files, kept in the same file as everything else.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync_core::error::{Error, Result};
use aftersync_core::model::ids::Tenant;
use aftersync_core::platform::verified::from_hex;
use aftersync_core::store::{BlobHash, BlobStore};
use rusqlite::{OptionalExtension, params};

use crate::error::failed;
use crate::pool::Pool;
use crate::read::tenant;
use crate::scope::{Closing, Scope};
use crate::statements as sql;
use crate::transaction::Transaction;
use crate::write::new_tenant;

/// Files of a store.
pub(crate) struct SqliteBlobs {
    pool: Arc<Pool>,
}

impl SqliteBlobs {
    pub(crate) fn new(pool: Arc<Pool>) -> Self {
        Self { pool }
    }
}

fn bytes_of(hash: &BlobHash) -> Result<Vec<u8>> {
    from_hex(hash.as_str()).ok_or_else(|| Error::internal("a hash is not hexadecimal"))
}

impl BlobStore for SqliteBlobs {
    fn put(&self, tenant_name: &Tenant, content: &[u8]) -> Result<BlobHash> {
        const OPERATION: &str = "blob.put";
        let hash = BlobHash::of(content)?;
        let key = bytes_of(&hash)?;
        let lent = self.pool.lend()?;
        let conn = lent.conn()?;
        let write = Transaction::write(conn).map_err(failed(OPERATION))?;
        let id = new_tenant(conn, tenant_name)?;
        let there = || conn.prepare_cached(sql::BLOB_HAS)?.exists(params![id, key]);
        if !there().map_err(failed(OPERATION))? {
            let scope = Scope::writing(conn, lent.seal()?, id, tenant_name.as_str())?;
            let envelope = Closing::new(&scope, &BTreeMap::new()).blob(&hash, content)?;
            let put = || conn.prepare_cached(sql::BLOB_PUT)?.execute(params![id, key, envelope]);
            put().map_err(failed(OPERATION))?;
        }
        write.commit().map_err(failed(OPERATION))?;
        Ok(hash)
    }

    fn get(&self, tenant_name: &Tenant, hash: &BlobHash) -> Result<Option<Vec<u8>>> {
        let key = bytes_of(hash)?;
        let lent = self.pool.lend()?;
        let conn = lent.conn()?;
        let Some(stored) = tenant(conn, tenant_name).map_err(failed("blob.get"))? else {
            return Ok(None);
        };
        let get = || -> rusqlite::Result<Option<Vec<u8>>> {
            let mut statement = conn.prepare_cached(sql::BLOB_GET)?;
            statement.query_row(params![stored.id, key], |r| r.get(0)).optional()
        };
        match get().map_err(failed("blob.get"))? {
            Some(envelope) => Scope::new(conn, lent.seal()?, stored.id, tenant_name.as_str())?.blob(hash, &envelope),
            None => Ok(None),
        }
    }

    fn delete(&self, tenant_name: &Tenant, hash: &BlobHash) -> Result<()> {
        let key = bytes_of(hash)?;
        let lent = self.pool.lend()?;
        let conn = lent.conn()?;
        let delete = || -> rusqlite::Result<()> {
            if let Some(stored) = tenant(conn, tenant_name)? {
                conn.prepare_cached(sql::BLOB_DELETE)?
                    .execute(params![stored.id, key])?;
            }
            Ok(())
        };
        delete().map_err(failed("blob.delete"))
    }
}
