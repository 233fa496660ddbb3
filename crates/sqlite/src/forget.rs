//! Forgetting people: within a commit their shares and files go, right after it the shares are wiped out.
use aftersync_core::error::Result;
use aftersync_core::model::ids::Uid;
use aftersync_core::platform::verified::from_hex;
use aftersync_core::store::{Batch, CommitError, Forget, Index, Key, Table};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{failed, not_written};
use crate::scope::Scope;
use crate::statements as sql;

/// Lists that name the rows of an account.
const OF_ACCOUNT: [(Index, Table); 3] = [
    (Index::TicketAccount, Table::Ticket),
    (Index::OrderAccount, Table::Order),
    (Index::MessageAccount, Table::Message),
];

/// Takes the shares of those who are to be forgotten from them, before the rows of the batch are written: what is written
/// of them now gets another share.
pub(crate) fn forget(scope: &Scope<'_>, batch: &Batch) -> std::result::Result<(), CommitError> {
    if batch.forget.is_empty() {
        return Ok(());
    }
    if !all_written(scope, batch).map_err(not_written)? {
        return Err(CommitError::Conflict);
    }
    take(scope, &batch.forget).map_err(CommitError::Failed)
}

/// Whether the batch knows of every row that the lists have of them: it writes it, or has found it empty already.
fn all_written(scope: &Scope<'_>, batch: &Batch) -> rusqlite::Result<bool> {
    let mut statement = scope.conn.prepare_cached(sql::ENTRY_KEYS)?;
    for owner in &batch.forget.owners {
        for (index, table) in OF_ACCOUNT {
            let mut rows = statement.query(params![scope.id, index.number(), owner.0])?;
            while let Some(r) = rows.next()? {
                let key = Key::new(table, Uid(r.get(0)?));
                if !batch.rows.contains_key(&key) && !batch.checks.contains_key(&key) {
                    return Ok(false);
                }
            }
        }
    }
    Ok(true)
}

fn take(scope: &Scope<'_>, forget: &Forget) -> Result<()> {
    const OPERATION: &str = "store.forget";
    let (conn, tenant) = (scope.conn, scope.id);
    let files = forget.blobs.iter().map(|hash| hash.id());
    let owners = forget.owners.iter().copied().chain(files);
    for owner in owners {
        let number = || -> rusqlite::Result<Option<i64>> {
            let mut statement = conn.prepare_cached(sql::PERSON_REMOVE)?;
            statement.query_row(params![tenant, owner.0], |r| r.get(0)).optional()
        };
        if let Some(number) = number().map_err(failed(OPERATION))? {
            let sealed = scope.is_sealed();
            leave(conn, number, sealed).map_err(failed(OPERATION))?;
        }
    }
    for hash in &forget.blobs {
        let key = from_hex(hash.as_str()).unwrap_or_default();
        let delete = || conn.prepare_cached(sql::BLOB_DELETE)?.execute(params![tenant, key]);
        delete().map_err(failed(OPERATION))?;
    }
    Ok(())
}

/// Leaves a share to be wiped out; an open store, which has none, loses the words of its events at once.
fn leave(conn: &Connection, number: i64, sealed: bool) -> rusqlite::Result<()> {
    let text = if sealed { sql::SHRED_ADD } else { sql::WORDS_REMOVE };
    conn.prepare_cached(text)?.execute([number]).map(drop)
}
