//! Migrations: steps of SQL, counted by `PRAGMA user_version`.
use aftersync_core::error::{Error, ErrorKind, Result};
use rusqlite::Connection;

use crate::error::failed;
use crate::schema;
use crate::transaction::Transaction;
use crate::views;

/// Marks a SQLite file as a store of aftersync: `PRAGMA application_id`.
pub const APPLICATION_ID: i32 = 0x4146_5359;

/// The steps from an empty file to the present. Add to the end; never edit what was released.
const STEPS: &[fn() -> String] = &[schema::step_1];

/// The `PRAGMA user_version` this release writes. The views are made anew with every step, so a change of a view is a step too.
pub const SCHEMA_VERSION: i64 = STEPS.len() as i64;

const OPERATION: &str = "store.open";

/// Brings a file up to date, or says why it cannot be used.
pub(crate) fn migrate(conn: &Connection) -> Result<()> {
    if inspect(conn)? == SCHEMA_VERSION {
        return Ok(());
    }
    let write = Transaction::write(conn).map_err(failed(OPERATION))?;
    // Another process may have been faster.
    let version = inspect(conn)?;
    apply(conn, version).map_err(failed(OPERATION))?;
    write.commit().map_err(failed(OPERATION))
}

fn apply(conn: &Connection, version: i64) -> rusqlite::Result<()> {
    let done = usize::try_from(version).unwrap_or(0);
    if done == STEPS.len() {
        return Ok(());
    }
    for step in STEPS.iter().skip(done) {
        conn.execute_batch(&step())?;
    }
    conn.execute_batch(&views::create_all())?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", SCHEMA_VERSION)
}

/// The version of a file, which is ours or empty.
fn inspect(conn: &Connection) -> Result<i64> {
    let (application, version, things) = facts(conn).map_err(failed(OPERATION))?;
    let ours = application == APPLICATION_ID;
    if !ours && (application != 0 || version != 0 || things != 0) {
        return Err(Error::new(ErrorKind::Config, "the file belongs to another program")
            .during(OPERATION)
            .with("application_id", application)
            .hint("give the path of a store, or of a file that does not exist yet"));
    }
    if version > SCHEMA_VERSION {
        return Err(
            Error::new(ErrorKind::Config, "the store was written by a newer release")
                .during(OPERATION)
                .with("file_version", version)
                .with("known_version", SCHEMA_VERSION)
                .hint("update this program; a store is never taken back to an older version"),
        );
    }
    Ok(version)
}

fn facts(conn: &Connection) -> rusqlite::Result<(i32, i64, i64)> {
    let application = conn.pragma_query_value(None, "application_id", |r| r.get(0))?;
    let version = conn.pragma_query_value(None, "user_version", |r| r.get(0))?;
    let things = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
    Ok((application, version, things))
}
