//! The phone's file: plain states for lists, everything else sealed under a key that follows from the phone's.
use std::path::Path;
use std::time::Duration;

use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::json;
use aftersync_core::model::ids::{DeviceId, Uid};
use aftersync_seal::Key;
use aftersync_seal::cipher::{self, NONCE, Place};
use aftersync_seal::codec::{pack, unpack};
use aftersync_seal::dictionary::ROWS_1;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Marks a SQLite file as a copy on a phone: `PRAGMA application_id`.
const APPLICATION_ID: i32 = 0x4146_5352;
/// The layout. A copy of another layout is thrown away and pulled again; what waits in its queue is kept by its own.
const LAYOUT: i32 = 1;
/// Largest sealed value, unpacked.
const MAX_VALUE: usize = 32 * 1024 * 1024;

const TABLES: &str = "
CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE ticket(
  n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, version INTEGER NOT NULL, generation INTEGER NOT NULL,
  account BLOB, sort INTEGER NOT NULL, shown TEXT NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE INDEX ticket_sort ON ticket(sort, id);
CREATE INDEX ticket_account ON ticket(account) WHERE account IS NOT NULL;
CREATE TABLE customer(id BLOB PRIMARY KEY, generation INTEGER NOT NULL, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE account(id BLOB PRIMARY KEY, customer BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX account_customer ON account(customer);
CREATE TABLE merged(ticket BLOB PRIMARY KEY, into_ticket BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE outbox(
  seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, ticket BLOB, file BLOB, state INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX outbox_ticket ON outbox(ticket, seq);
CREATE TABLE upload(
  id BLOB PRIMARY KEY, hash TEXT NOT NULL, size INTEGER NOT NULL, parts TEXT NOT NULL, refused TEXT, body BLOB NOT NULL
) STRICT, WITHOUT ROWID;
";

/// Which kind of value is sealed: part of the place it is sealed for.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Check = 0,
    Ticket = 1,
    Customer = 2,
    Command = 3,
    Upload = 4,
}

/// The open file with its key.
pub(crate) struct CopyFile {
    pub conn: Connection,
    key: Key,
    device: DeviceId,
}

impl CopyFile {
    /// Opens a phone's file, or makes it.
    pub fn open(path: &Path, key: &Key, device: DeviceId, most_pages: Option<u32>) -> Result<Self> {
        let conn = Connection::open(path).map_err(failed)?;
        prepare(&conn, most_pages).map_err(failed)?;
        let file = Self {
            conn,
            key: key.derive(&[b"replica file"]),
            device,
        };
        file.check()?;
        Ok(file)
    }

    /// The file is ours, of this layout, of this phone, and this is its key.
    fn check(&self) -> Result<()> {
        let number = |name: &str| {
            self.conn
                .pragma_query_value(None, name, |r| r.get::<_, i32>(0))
                .map_err(failed)
        };
        let (application, layout) = (number("application_id")?, number("user_version")?);
        if application == 0 && layout == 0 {
            return self.make();
        }
        if application != APPLICATION_ID || layout != LAYOUT {
            return Err(Error::new(ErrorKind::Config, "the file is no copy of this release")
                .during("replica.open")
                .with("layout", layout)
                .hint("wipe it and begin anew"));
        }
        let check = self.meta_bytes("check")?.unwrap_or_default();
        let known: String = self.unseal(Kind::Check, Uid::ZERO, &check).map_err(|_| {
            Error::new(ErrorKind::Config, "the file is of another device, or under another key")
                .during("replica.open")
                .hint("open it with the registration it was made with, or wipe it")
        })?;
        if known == self.device.to_string() {
            Ok(())
        } else {
            Err(Error::new(ErrorKind::Config, "the file is of another device").during("replica.open"))
        }
    }

    fn make(&self) -> Result<()> {
        let tables =
            format!("BEGIN IMMEDIATE; {TABLES} PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={LAYOUT};");
        let made = self.conn.execute_batch(&tables).map_err(failed);
        let made = made
            .and_then(|()| self.seal(Kind::Check, Uid::ZERO, &self.device.to_string()))
            .and_then(|check| self.put_meta_bytes("check", &check));
        match made {
            Ok(()) => self.conn.execute_batch("COMMIT").map_err(failed),
            Err(error) => {
                self.conn.execute_batch("ROLLBACK").ok();
                Err(error)
            }
        }
    }

    fn place(&self, kind: Kind, id: Uid) -> Place<'_> {
        Place {
            tenant: "aftersync replica",
            table: kind as u8,
            id: id.0,
            column: 0,
            key: u64::from_be_bytes(self.device.0.0.first_chunk().copied().unwrap_or_default()),
            beside: 0,
        }
    }

    /// Seals a value for its place.
    pub fn seal<T: Serialize>(&self, kind: Kind, id: Uid, value: &T) -> Result<Vec<u8>> {
        let json = serde_json::to_vec(value).map_err(|e| Error::internal("a value cannot be written").because(e))?;
        self.seal_bytes(kind, id, &json)
    }

    /// Seals bytes for their place.
    pub fn seal_bytes(&self, kind: Kind, id: Uid, bytes: &[u8]) -> Result<Vec<u8>> {
        let nonce = cipher::nonce()?;
        let mut text = pack(bytes, &ROWS_1);
        cipher::seal(&self.key, &nonce, &self.place(kind, id), &mut text)?;
        Ok([nonce.as_slice(), &text].concat())
    }

    /// Opens a value of that place.
    pub fn unseal<T: DeserializeOwned>(&self, kind: Kind, id: Uid, sealed: &[u8]) -> Result<T> {
        let bytes = self.unseal_bytes(kind, id, sealed)?;
        json::read(&bytes).map_err(|e| damaged().because(e))
    }

    /// Opens bytes of that place.
    pub fn unseal_bytes(&self, kind: Kind, id: Uid, sealed: &[u8]) -> Result<Vec<u8>> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE>().ok_or_else(damaged)?;
        let mut text = text.to_vec();
        cipher::open(&self.key, nonce, &self.place(kind, id), &mut text).map_err(|_| damaged())?;
        unpack(&text, MAX_VALUE)
    }

    fn meta_bytes(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let found = self
            .conn
            .query_row("SELECT value FROM meta WHERE name = ?1", [name], |r| r.get(0));
        found.optional().map_err(failed)
    }

    fn put_meta_bytes(&self, name: &str, value: &[u8]) -> Result<()> {
        let put = "INSERT INTO meta(name, value) VALUES(?1, ?2) ON CONFLICT(name) DO UPDATE SET value = ?2";
        self.conn.execute(put, params![name, value]).map(|_| ()).map_err(failed)
    }

    /// A setting of the copy; the default one when there is none.
    pub fn meta<T: DeserializeOwned + Default>(&self, name: &str) -> Result<T> {
        match self.meta_bytes(name)? {
            Some(json) => json::read(&json).map_err(|e| damaged().because(e)),
            None => Ok(T::default()),
        }
    }

    /// Keeps a setting of the copy.
    pub fn put_meta<T: Serialize>(&self, name: &str, value: &T) -> Result<()> {
        let json = serde_json::to_vec(value).map_err(|e| Error::internal("a value cannot be written").because(e))?;
        self.put_meta_bytes(name, &json)
    }

    /// Does all of it or nothing. What must survive a crash of the phone itself waits for the disk.
    pub fn transaction<T>(&self, durable: bool, work: impl FnOnce() -> Result<T>) -> Result<T> {
        if durable {
            self.conn.execute_batch("PRAGMA synchronous=FULL").map_err(failed)?;
        }
        let done = self.within(work);
        if durable {
            self.conn.execute_batch("PRAGMA synchronous=NORMAL").map_err(failed)?;
        }
        done
    }

    fn within<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.conn.execute_batch("BEGIN IMMEDIATE").map_err(failed)?;
        let done = work().and_then(|value| self.conn.execute_batch("COMMIT").map_err(failed).map(|()| value));
        if done.is_err() && !self.conn.is_autocommit() {
            self.conn.execute_batch("ROLLBACK").ok();
        }
        done
    }
}

fn prepare(conn: &Connection, most_pages: Option<u32>) -> rusqlite::Result<()> {
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.execute_batch(
        "PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-2048;
         PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON; PRAGMA journal_size_limit=4194304;",
    )?;
    if let Some(pages) = most_pages {
        conn.pragma_update(None, "max_page_count", pages)?;
    }
    Ok(())
}

/// A failure of SQLite as one of ours.
pub(crate) fn failed(e: rusqlite::Error) -> Error {
    let full = matches!(&e, rusqlite::Error::SqliteFailure(f, _) if f.code == rusqlite::ErrorCode::DiskFull);
    let what = if full {
        "the phone's disk is full"
    } else {
        "the copy on this phone cannot be used now"
    };
    let error = Error::new(ErrorKind::Unavailable, what).during("replica.file");
    let error = if full {
        error.hint("make room and sync again: nothing was lost")
    } else {
        error
    };
    error.because(e)
}

fn damaged() -> Error {
    Error::new(ErrorKind::Malformed, "a value of the copy was damaged")
        .during("replica.file")
        .hint("wipe the copy and begin anew")
}
