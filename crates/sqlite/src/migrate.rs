//! Migrations: steps counted by `PRAGMA user_version`. And what makes an open file a sealed one.
use std::path::Path;

use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::store::Table;
use aftersync_core::store::index::Index;
use rusqlite::Connection;

use crate::error::failed;
use crate::options::Options;
use crate::recode::{From, recode, relist};
use crate::schema;
use crate::seal::{Seal, marks};
use crate::transaction::Transaction;
use crate::views;

/// Marks a SQLite file as a store of aftersync: `PRAGMA application_id`.
pub const APPLICATION_ID: i32 = 0x4146_5359;

/// A step: brings a file one version up.
type Step = fn(&Connection) -> Result<()>;

/// From this version on tickets are listed by who watches them, which stands in what is sealed: no statement can tell.
const WATCHED_FROM: i64 = 10;

/// The steps from an empty file to the present. Add to the end; never edit what was released.
const STEPS: &[Step] = &[
    step_1, step_2, step_3, step_4, step_5, step_6, step_7, step_8, step_9, step_10,
];

/// The `PRAGMA user_version` this release writes. The views are made anew with every step, so a change of a view is a step too.
pub const SCHEMA_VERSION: i64 = STEPS.len() as i64;

const OPERATION: &str = "store.open";

/// Whether there is a store at a path that is sealed, so that a new key would be of no use. `false` where there is no
/// file, or an open store.
///
/// # Errors
/// As of opening it: `Config` when the file is of something else or of a newer release.
pub fn is_sealed(path: impl AsRef<Path>) -> Result<bool> {
    let path = path.as_ref();
    if !path.exists() {
        return Ok(false);
    }
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    let conn = Connection::open_with_flags(path, flags).map_err(failed(OPERATION))?;
    if inspect(&conn)? < SEALED_SINCE {
        return Ok(false);
    }
    Ok(marks(&conn).map_err(failed(OPERATION))?.value.is_some())
}

/// The first version of a file that can be sealed.
const SEALED_SINCE: i64 = 2;

fn step_1(conn: &Connection) -> Result<()> {
    conn.execute_batch(&schema::step_1()).map_err(failed(OPERATION))
}

/// Bodies become open envelopes; whether they are sealed is another question.
fn step_2(conn: &Connection) -> Result<()> {
    conn.execute_batch(&schema::step_2()).map_err(failed(OPERATION))?;
    recode(conn, &From::Plain, &Seal::open(&Options::default()))?;
    // Statements that named the plain bodies are of no use any more, and stand in the way.
    conn.flush_prepared_statement_cache();
    conn.execute_batch(&schema::step_2_end()).map_err(failed(OPERATION))
}

/// A row of counters for each member instead of one for each figure.
fn step_3(conn: &Connection) -> Result<()> {
    conn.execute_batch(&schema::step_3()).map_err(failed(OPERATION))
}

/// Who is who.
fn step_4(conn: &Connection) -> Result<()> {
    conn.execute_batch(&schema::step_4()).map_err(failed(OPERATION))
}

/// Keys that join accounts are kept by the matching. And more is shown of a ticket, in the views; rows get it when they are
/// next written.
fn step_5(conn: &Connection) -> Result<()> {
    conn.execute_batch(schema::STEP_5).map_err(failed(OPERATION))
}

/// Phones that keep a copy of somebody's work.
fn step_6(conn: &Connection) -> Result<()> {
    conn.execute_batch(schema::STEP_6).map_err(failed(OPERATION))
}

/// Stock.
fn step_7(conn: &Connection) -> Result<()> {
    conn.execute_batch(schema::STEP_7).map_err(failed(OPERATION))
}

/// Tasks by their agent.
fn step_8(conn: &Connection) -> Result<()> {
    conn.execute_batch(schema::STEP_8).map_err(failed(OPERATION))
}

/// Tasks that wait for somebody by their band.
fn step_9(conn: &Connection) -> Result<()> {
    conn.execute_batch(schema::STEP_9).map_err(failed(OPERATION))
}

/// Tickets that wait, counted by band.
fn step_10(conn: &Connection) -> Result<()> {
    conn.execute_batch(schema::STEP_10).map_err(failed(OPERATION))
}

/// Brings a file up to date and seals it where that is asked for; or says why it cannot be used, and leaves it as it is.
pub(crate) fn migrate(conn: &Connection, path: &Path, options: &Options) -> Result<Seal> {
    let behind = inspect(conn)? != SCHEMA_VERSION;
    if !behind {
        let marks = marks(conn).map_err(failed(OPERATION))?;
        let seal = Seal::of(path, options, &marks)?;
        if seal.is_sealed() == marks.value.is_some() {
            seal.shred(conn)?;
            return Ok(seal);
        }
    }
    let write = Transaction::write(conn).map_err(failed(OPERATION))?;
    // Another process may have been faster.
    let version = inspect(conn)?;
    apply(conn, version)?;
    let seal = sealed(conn, path, options)?;
    if (1..WATCHED_FROM).contains(&version) {
        relist(conn, &seal, Table::Ticket, Index::TicketWatched)?;
    }
    write.commit().map_err(failed(OPERATION))?;
    if version != 0 {
        // What was plain must not stay behind in the log.
        let cut = |_: &rusqlite::Row<'_>| Ok(());
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], cut)
            .map_err(failed(OPERATION))?;
    }
    seal.shred(conn)?;
    Ok(seal)
}

/// Seals an open file when there is a key. Within a write transaction.
fn sealed(conn: &Connection, path: &Path, options: &Options) -> Result<Seal> {
    let marks = marks(conn).map_err(failed(OPERATION))?;
    let seal = Seal::of(path, options, &marks)?;
    if seal.is_sealed() && marks.value.is_none() {
        seal.mark(conn)?;
        recode(conn, &From::Envelopes(&Seal::open(options)), &seal)?;
    }
    Ok(seal)
}

fn apply(conn: &Connection, version: i64) -> Result<()> {
    let done = usize::try_from(version).unwrap_or(0);
    if done == STEPS.len() {
        return Ok(());
    }
    for step in STEPS.iter().skip(done) {
        step(conn)?;
    }
    let end = || -> rusqlite::Result<()> {
        conn.execute_batch(&views::create_all())?;
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
        conn.pragma_update(None, "user_version", SCHEMA_VERSION)
    };
    end().map_err(failed(OPERATION))
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
