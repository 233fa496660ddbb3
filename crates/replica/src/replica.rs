//! The copy itself: opened, asked, brought in step, wiped.
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use aftersync_core::engine::replica::{SyncMark, SyncRequest};
use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::model::axes::Role;
use aftersync_core::model::ids::{AgentId, DeviceId, Uid};
use aftersync_core::model::time::Timestamp;
use aftersync_seal::Key;
use aftersync_seal::cipher::NONCE;

use crate::file::CopyFile;
use crate::{outbox, uploads, wire};

/// How often a copy is counted against the server's.
const COUNT_EVERY_MS: i64 = 60 * 60 * 1_000;

/// What a phone was given when it was registered. Keep it in the phone's key store, not beside the file.
#[derive(Clone, Debug)]
pub struct Access {
    /// The phone.
    pub device: DeviceId,
    /// Whose work it is.
    pub agent: AgentId,
    /// In which role commands are drawn until the server decides.
    pub role: Role,
    /// The phone's key.
    pub key: Key,
}

/// How a copy is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Tickets asked for at a time; 0 means 500, which is the most.
    pub page: usize,
    /// Most pages of 4 KiB the file may have: for phones with little room.
    pub most_pages: Option<u32>,
}

/// A copy of somebody's work on their phone. All calls are quick and block; call them off the screen's thread.
pub struct Replica {
    pub(crate) access: Access,
    pub(crate) options: Options,
    path: PathBuf,
    inner: Mutex<Inner>,
}

/// What is behind the lock. No file: the copy was wiped or closed.
pub(crate) struct Inner {
    file: Option<CopyFile>,
    /// The request that is under way.
    asked: Option<[u8; NONCE]>,
}

impl fmt::Debug for Replica {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replica")
            .field("device", &self.access.device)
            .finish_non_exhaustive()
    }
}

/// How far the copy is, as it is kept.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Place {
    pub mark: SyncMark,
    pub scope: Option<Uid>,
    pub generation: i64,
    /// How much the server's clock is ahead of the phone's, in milliseconds.
    pub ahead_ms: i64,
    /// The last answer was whole: nothing more was there.
    pub in_step_at: Option<Timestamp>,
    /// The copy begins anew since it counted otherwise than the server; once, so that no disagreement goes round.
    #[serde(default)]
    pub healing: bool,
    /// The scope is larger than what is kept.
    #[serde(default)]
    pub cut: bool,
    /// When the copy last counted as the server did.
    #[serde(default)]
    pub counted_at: Option<Timestamp>,
}

impl Place {
    /// Whether the copy is to be counted again, by the phone's own clock. Between two counts a sync costs what changed.
    fn is_to_count(&self, at: Timestamp) -> bool {
        let long_ago = |last: Timestamp| at < last || at.0.saturating_sub(last.0) >= COUNT_EVERY_MS;
        !self.cut && self.counted_at.is_none_or(long_ago)
    }
}

impl Replica {
    /// Opens a phone's file, or makes it.
    ///
    /// # Errors
    /// `Config` when the file is of another phone, key or release; `Unavailable` when it cannot be used.
    pub fn open(path: impl AsRef<Path>, access: Access, options: Options) -> Result<Self> {
        let path = path.as_ref().to_owned();
        let file = CopyFile::open(&path, &access.key, access.device, options.most_pages)?;
        Ok(Self {
            access,
            options,
            path,
            inner: Mutex::new(Inner {
                file: Some(file),
                asked: None,
            }),
        })
    }

    /// What to post to the server now: commands that wait, a part of a file, and how far the copy is. `at` is the phone's
    /// own clock. One request is under way at a time: asking again gives that one up, which loses nothing.
    ///
    /// # Errors
    /// `Unavailable` when the file cannot be used; `Unauthorized` after a wipe.
    pub fn request(&self, at: Timestamp) -> Result<Vec<u8>> {
        let mut inner = self.lock();
        let file = inner.file()?;
        let place: Place = file.meta("place")?;
        let (upload, bytes) = uploads::next(file)?.unzip();
        let request = SyncRequest {
            at,
            scope: place.scope,
            mark: place.mark,
            check: place.is_to_count(at),
            limit: self.options.page,
            commands: outbox::to_push(file)?,
            upload,
        };
        let json =
            serde_json::to_vec(&request).map_err(|e| Error::internal("a request cannot be written").because(e))?;
        let bytes = bytes.unwrap_or_default();
        let (sealed, nonce) = wire::seal_request(&self.access.key, self.access.device, &json, &bytes)?;
        inner.asked = Some(nonce);
        Ok(sealed)
    }

    /// Deletes the copy and all that waits in it, for good: the file, its logs, and the key in memory.
    ///
    /// # Errors
    /// `Unavailable` when a file could not be deleted; what was in it is overwritten even then.
    pub fn wipe(&self) -> Result<()> {
        let mut inner = self.lock();
        inner.asked = None;
        let emptied = inner.file.take().map_or(Ok(()), |file| empty(&file));
        let deleted = delete(&self.path);
        emptied.and(deleted)
    }

    /// Closes the file. What waits is kept.
    pub fn close(&self) {
        let mut inner = self.lock();
        inner.asked = None;
        inner.file = None;
    }

    /// Whether it was wiped or closed.
    pub fn is_closed(&self) -> bool {
        self.lock().file.is_none()
    }

    /// When the copy was last wholly in step, by the server's clock.
    ///
    /// # Errors
    /// As of every read.
    pub fn in_step_at(&self) -> Result<Option<Timestamp>> {
        self.with(|file| Ok(file.meta::<Place>("place")?.in_step_at))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn with<T>(&self, work: impl FnOnce(&CopyFile) -> Result<T>) -> Result<T> {
        work(self.lock().file()?)
    }
}

impl Inner {
    pub fn file(&self) -> Result<&CopyFile> {
        self.file.as_ref().ok_or_else(|| {
            Error::new(ErrorKind::Unauthorized, "the copy was wiped or closed")
                .during("replica")
                .hint("register the phone again, or open the copy again")
        })
    }

    /// The request that is under way, once.
    pub fn take_asked(&mut self) -> Option<[u8; NONCE]> {
        self.asked.take()
    }
}

/// Overwrites what is in the file: pages of deleted rows are zeroed.
fn empty(file: &CopyFile) -> Result<()> {
    file.conn
        .execute_batch(
            "DELETE FROM ticket; DELETE FROM customer; DELETE FROM account; DELETE FROM merged; DELETE FROM outbox;
             DELETE FROM upload; DELETE FROM meta; PRAGMA wal_checkpoint(TRUNCATE);",
        )
        .map_err(crate::file::failed)
}

fn delete(path: &Path) -> Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        match std::fs::remove_file(PathBuf::from(name)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(
                    Error::new(ErrorKind::Unavailable, "the file of the copy cannot be deleted")
                        .during("replica.wipe")
                        .because(e),
                );
            }
            _ => {}
        }
    }
    Ok(())
}
