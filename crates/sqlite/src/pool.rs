//! Connections of one store: lent out, taken back, closed together.
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use aftersync_core::error::{Error, Result};
use rusqlite::Connection;

use crate::connect::connect;
use crate::options::Options;
use crate::seal::Seal;

/// What all connections of a store share.
pub(crate) struct Pool {
    path: PathBuf,
    options: Options,
    /// Set once the file was looked at, before anybody reads or writes a row.
    seal: OnceLock<Seal>,
    idle: Mutex<Vec<Connection>>,
    /// A folder to be removed at the end, for stores that are thrown away.
    scratch: Option<PathBuf>,
}

impl Pool {
    pub(crate) fn new(path: PathBuf, options: Options, scratch: Option<PathBuf>) -> Self {
        Self {
            path,
            options,
            seal: OnceLock::new(),
            idle: Mutex::default(),
            scratch,
        }
    }

    /// Lends a connection.
    pub(crate) fn lend(self: &Arc<Self>) -> Result<Lent> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match idle {
            Some(conn) => conn,
            None => connect(&self.path, &self.options)?,
        };
        Ok(Lent {
            conn: Some(conn),
            pool: Arc::clone(self),
        })
    }

    fn give_back(&self, conn: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if conn.is_autocommit() && idle.len() < self.options.read_connections.max(1) {
            idle.push(conn);
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
    pub(crate) fn options(&self) -> &Options {
        &self.options
    }
    /// Says what the store is sealed with.
    pub(crate) fn seal_with(&self, seal: Seal) {
        self.seal.get_or_init(|| seal);
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let idle = self.idle.get_mut().unwrap_or_else(PoisonError::into_inner);
        // Who only looked leaves a file as it is: it may be damaged.
        let wrote = idle.iter().find(|conn| conn.total_changes() > 0);
        if let Some(conn) = wrote.filter(|_| self.scratch.is_none()) {
            // Best effort: what stays in the log is read from there by the next one who opens the file.
            let _ = conn.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
        }
        idle.clear();
        if let Some(folder) = &self.scratch {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// A connection that goes back to its pool.
pub(crate) struct Lent {
    conn: Option<Connection>,
    pool: Arc<Pool>,
}

impl Lent {
    pub(crate) fn conn(&self) -> Result<&Connection> {
        self.conn
            .as_ref()
            .ok_or_else(|| Error::internal("the connection was given back"))
    }
    pub(crate) fn seal(&self) -> Result<&Seal> {
        let seal = self.pool.seal.get();
        seal.ok_or_else(|| Error::internal("the store is not open yet"))
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            self.pool.give_back(conn);
        }
    }
}
