//! Errors of SQLite as errors of this library. Nothing of a row's content ever gets into them.
use aftersync_core::error::{Error, ErrorKind, Phase, Retry};
use aftersync_core::store::{CommitError, Table};
use rusqlite::ErrorCode;

/// What a failure code means: kind, message, and what the reader can do.
struct Meaning(ErrorKind, &'static str, Option<&'static str>);

fn meaning(code: ErrorCode) -> Meaning {
    use ErrorKind::{Config, Internal, Unavailable};
    match code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Meaning(
            Unavailable,
            "the store is busy: another connection writes",
            Some("try again; if it stays so, look for a process that holds a transaction open"),
        ),
        ErrorCode::DiskFull => Meaning(
            Unavailable,
            "the disk of the store is full",
            Some("free some space; nothing was half written"),
        ),
        ErrorCode::SystemIoFailure => Meaning(
            Unavailable,
            "the disk of the store failed",
            Some("check the disk and the file system; then run check()"),
        ),
        ErrorCode::DatabaseCorrupt => Meaning(
            Internal,
            "the store's file is damaged",
            Some("restore the last backup, or recover with the sqlite3 shell's .recover"),
        ),
        ErrorCode::NotADatabase => Meaning(
            Config,
            "the file is not a SQLite database",
            Some("give the path of a store, or of a file that does not exist yet"),
        ),
        ErrorCode::CannotOpen => Meaning(
            Config,
            "the store's file cannot be opened",
            Some("check that its folder exists and may be written"),
        ),
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Meaning(
            Config,
            "the store's file may not be written",
            Some("the file, its folder and the -wal file beside it must be writable"),
        ),
        ErrorCode::OutOfMemory => Meaning(Unavailable, "the store ran out of memory", None),
        ErrorCode::TooBig => Meaning(Internal, "a value is larger than the store can hold", None),
        _ => Meaning(Internal, "the store failed", None),
    }
}

/// Maps what SQLite says during an operation named as `module.verb`.
pub(crate) fn failed(operation: &'static str) -> impl Fn(rusqlite::Error) -> Error {
    move |e| from_sqlite(&e).during(operation)
}

fn from_sqlite(e: &rusqlite::Error) -> Error {
    let Some(cause) = e.sqlite_error() else {
        return Error::internal("the store's database did not answer as expected")
            .hint("its file may be damaged: run check(), or restore the last backup");
    };
    let Meaning(kind, message, hint) = meaning(cause.code);
    let error = Error::new(kind, message)
        .with("sqlite", cause.extended_code)
        .because(*cause);
    match hint {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

/// Whether another connection stood in the way.
pub(crate) fn is_busy(e: &rusqlite::Error) -> bool {
    matches!(
        e.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

/// A failure before the end of a transaction: nothing was written.
pub(crate) fn not_written(e: rusqlite::Error) -> CommitError {
    CommitError::Failed(failed("store.commit")(e).at(Phase::NotSent))
}

/// A failure of the commit itself. Unless somebody only stood in the way, it may have been written.
pub(crate) fn perhaps_written(e: rusqlite::Error) -> CommitError {
    let busy = is_busy(&e);
    let error = failed("store.commit")(e);
    CommitError::Failed(if busy {
        error.at(Phase::NotSent)
    } else {
        error.retry_as(Retry::Backoff).at(Phase::InDoubt)
    })
}

/// A row whose body cannot be read. Says which table and version, never what stands in it.
pub(crate) fn unreadable(table: Table, version: i64) -> Error {
    Error::internal("a row cannot be read")
        .during("store.read")
        .with("table", table.as_str())
        .with("version", version)
        .hint("it was written by a newer release, or its file is damaged: run check()")
}
