//! The store: a file, its connections, and the port.
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::model::counter::CounterId;
use aftersync_core::model::ids::Tenant;
use aftersync_core::store::{BlobStore, Reader, TicketStore, Writer};
use aftersync_seal::Sealing;

use crate::blobs::SqliteBlobs;
use crate::check;
use crate::counters;
use crate::error::failed;
use crate::migrate::migrate;
use crate::options::{Durability, Options};
use crate::pool::{Lent, Pool};
use crate::read::SqliteReader;
use crate::transaction::Transaction;
use crate::write::{SqliteWriter, new_tenant};

/// A ticket store in one SQLite file.
///
/// Readers and writers of it have connections of their own; the file is closed when the store and the last of them are
/// dropped. Dropping the store moves what is in the write-ahead log into the file.
pub struct SqliteStore {
    pool: Arc<Pool>,
}

impl SqliteStore {
    /// Opens a store; makes the file, but not its folder, when there is none, and brings an older one up to date.
    ///
    /// Kind `Config` when the path cannot be used: another program's file, one of a newer release, a missing folder.
    pub fn open(path: impl AsRef<Path>, options: Options) -> Result<Self> {
        Self::with_pool(Pool::new(path.as_ref().to_owned(), options, None))
    }

    /// A store that is gone when the last of it is dropped, for tests and trials.
    ///
    /// It is a file in a new folder below the system's folder for temporary files, never waits for the disk, and behaves
    /// in everything else like a store on disk.
    pub fn in_memory() -> Result<Self> {
        Self::in_memory_with(Sealing::Unsealed)
    }

    /// The same, sealed as asked.
    pub fn in_memory_with(sealing: Sealing) -> Result<Self> {
        let folder = scratch_folder()?;
        let options = Options {
            sealing,
            cache_kib: 16 * 1024,
            mmap_bytes: 0,
            ..Options::durable(Durability::Off)
        };
        Self::with_pool(Pool::new(folder.join("store.db"), options, Some(folder)))
    }

    fn with_pool(pool: Pool) -> Result<Self> {
        let pool = Arc::new(pool);
        let lent = pool.lend()?;
        pool.seal_with(migrate(lent.conn()?, pool.path(), pool.options())?);
        drop(lent);
        Ok(Self { pool })
    }

    /// Wraps all data keys under the provider's present key, and gives how many were under another. No row is written
    /// anew; once it is through, the former key is not needed any more by this file, only by older copies of it.
    ///
    /// # Errors
    /// `Unsupported` when the store is not sealed; `Config` when a former key is missing.
    pub fn rotate(&self) -> Result<usize> {
        const OPERATION: &str = "store.rotate";
        let lent = self.lend()?;
        let conn = lent.conn()?;
        let write = Transaction::write(conn).map_err(failed(OPERATION))?;
        let rotated = lent.seal()?.rotate(conn)?;
        write.commit().map_err(failed(OPERATION))?;
        Ok(rotated)
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        self.pool.path()
    }

    pub(crate) fn lend(&self) -> Result<Lent> {
        self.pool.lend()
    }
}

/// A folder nobody else has.
fn scratch_folder() -> Result<PathBuf> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let unusable = |e: std::io::Error| {
        Error::new(ErrorKind::Config, "no temporary folder can be made")
            .during("store.open")
            .because(e)
            .hint("check the folder for temporary files, or open a store at a path")
    };
    for _ in 0..16 {
        let nanos = SystemTime::UNIX_EPOCH.elapsed().map_or(0, |d| d.as_nanos());
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("aftersync-{}-{n}-{nanos}", std::process::id()));
        match std::fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(unusable(e)),
        }
    }
    Err(unusable(std::io::ErrorKind::AlreadyExists.into()))
}

impl TicketStore for SqliteStore {
    fn writer(&self) -> Result<Box<dyn Writer>> {
        Ok(Box::new(SqliteWriter::new(self.lend()?)))
    }

    fn reader(&self) -> Result<Box<dyn Reader>> {
        Ok(Box::new(SqliteReader::new(self.lend()?)))
    }

    fn blobs(&self) -> Arc<dyn BlobStore> {
        Arc::new(SqliteBlobs::new(Arc::clone(&self.pool)))
    }

    fn check(&self) -> Result<Vec<String>> {
        let lent = self.lend()?;
        check::check(lent.conn()?, lent.seal()?)
    }

    fn rotate_keys(&self) -> Result<usize> {
        self.rotate()
    }

    fn replace_counters(&self, tenant: &Tenant, counters: &[(CounterId, i64)]) -> Result<()> {
        const OPERATION: &str = "store.replace_counters";
        let lent = self.lend()?;
        let conn = lent.conn()?;
        let write = Transaction::write(conn).map_err(failed(OPERATION))?;
        let id = new_tenant(conn, tenant)?;
        let replace = || -> rusqlite::Result<()> {
            conn.prepare_cached(counters::CLEAR)?.execute([id])?;
            counters::add(conn, id, counters.iter().map(|(c, value)| (c, *value)))
        };
        replace().map_err(failed(OPERATION))?;
        write.commit().map_err(failed(OPERATION))
    }
}
