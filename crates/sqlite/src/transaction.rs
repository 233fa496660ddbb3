//! Transactions that roll back when dropped. `BEGIN` and `COMMIT` come from the statement cache.
use rusqlite::{Connection, Result};

use crate::statements as sql;

/// An open transaction.
pub(crate) struct Transaction<'a> {
    conn: &'a Connection,
}

impl<'a> Transaction<'a> {
    /// All reads in it see one state of the file.
    pub(crate) fn read(conn: &'a Connection) -> Result<Self> {
        Self::begin(conn, sql::BEGIN)
    }

    /// Takes the write lock at once: a read transaction is never upgraded, since that can fail for good.
    pub(crate) fn write(conn: &'a Connection) -> Result<Self> {
        Self::begin(conn, sql::BEGIN_IMMEDIATE)
    }

    fn begin(conn: &'a Connection, sql: &'static str) -> Result<Self> {
        conn.prepare_cached(sql)?.execute([])?;
        Ok(Self { conn })
    }

    /// Makes it last. On failure it is rolled back.
    pub(crate) fn commit(self) -> Result<()> {
        self.conn.prepare_cached(sql::COMMIT)?.execute([]).map(drop)
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if !self.conn.is_autocommit() {
            // What cannot be rolled back is closed with its connection: the pool takes no open transaction.
            let _ = self.conn.prepare_cached(sql::ROLLBACK).and_then(|mut s| s.execute([]));
        }
    }
}
