//! Writing a whole file anew: plain bodies of the first release into envelopes, open envelopes into sealed ones.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync_core::error::{Error, Result};
use aftersync_core::model::event::{AnyEvent, Cursor};
use aftersync_core::model::ids::{AccountId, Uid};
use aftersync_core::store::index::{Index, IndexEntry, entries};
use aftersync_core::store::private::{Owner, owner};
use aftersync_core::store::{BlobHash, Key, Row, Table};
use rusqlite::{Connection, params};

use crate::error::{failed, unreadable};
use crate::read::{event_id, last_event_id};
use crate::schema::is_first;
use crate::scope::{Closing, DAMAGED, Scope};
use crate::seal::Seal;
use crate::statements;

const OPERATION: &str = "store.open";
/// Rows read before they are written.
const PAGE: i64 = 500;

/// How the rows of a file are read.
pub(crate) enum From<'a> {
    /// Plain bodies and words of the first release.
    Plain,
    /// Open envelopes.
    Envelopes(&'a Seal),
}

/// Writes everything of a file anew with `to`. Within a write transaction.
pub(crate) fn recode(conn: &Connection, from: &From<'_>, to: &Seal) -> Result<()> {
    for (id, name) in tenants(conn).map_err(failed(OPERATION))? {
        let read = match from {
            From::Plain => None,
            From::Envelopes(seal) => Some(Scope::new(conn, seal, id, &name)?),
        };
        let write = Scope::writing(conn, to, id, &name)?;
        let whose = whose(&write, read.as_ref())?;
        let mut closing = Closing::new(&write, &whose);
        // A file of the first release has the tables of the first release.
        let plain = matches!(from, From::Plain);
        for table in Table::ROWS.iter().filter(|t| !plain || is_first(t.as_str())) {
            rows(&write, read.as_ref(), *table, |key, row| closing.row(key, row))?;
        }
        events(&write, read.as_ref(), &mut closing)?;
        blobs(&write, read.as_ref(), &mut closing)?;
    }
    Ok(())
}

fn tenants(conn: &Connection) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut statement = conn.prepare("SELECT id, name FROM tenant ORDER BY id")?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    rows.collect()
}

type Raw = (Uid, i64, Vec<u8>);

fn page(scope: &Scope<'_>, table: Table, column: &str, after: &[u8]) -> rusqlite::Result<Vec<Raw>> {
    let text = format!(
        "SELECT key, version, {column} FROM r_{} WHERE tenant=?1 AND key > ?2 ORDER BY key LIMIT ?3",
        table.as_str()
    );
    let mut statement = scope.conn.prepare_cached(&text)?;
    let rows = statement.query_map(params![scope.id, after, PAGE], |r| {
        Ok((Uid(r.get(0)?), r.get(1)?, r.get_ref(2)?.as_bytes()?.to_vec()))
    })?;
    rows.collect()
}

/// Every row of a table, as it stands there now.
fn each(
    write: &Scope<'_>,
    read: Option<&Scope<'_>>,
    table: Table,
    mut visit: impl FnMut(Key, Arc<Row>) -> Result<()>,
) -> Result<()> {
    let column = if read.is_some() { "envelope" } else { "body" };
    let mut after = Vec::new();
    loop {
        let page = page(write, table, column, &after).map_err(failed(OPERATION))?;
        let Some((last, ..)) = page.last() else { return Ok(()) };
        after = last.0.to_vec();
        for (id, version, bytes) in page {
            let key = Key::new(table, id);
            let row = match read {
                Some(scope) => scope.decode(key, version, &bytes)?,
                None => Arc::new(Row::from_json(table, &bytes).map_err(|_| unreadable(table, version))?),
            };
            visit(key, row)?;
        }
    }
}

/// The account of everything that has one: whose the words of events and the payloads are.
fn whose(write: &Scope<'_>, read: Option<&Scope<'_>>) -> Result<BTreeMap<Uid, AccountId>> {
    let mut out = BTreeMap::new();
    for table in [Table::Ticket, Table::Order, Table::Source] {
        each(write, read, table, |key, row| {
            let account = match &*row {
                Row::Ticket(t) => t.account,
                Row::Order(o) => o.account,
                Row::Source(s) => s.account,
                _ => None,
            };
            if let (Some(account), Owner::Of(_)) = (account, owner(key, &row)) {
                out.insert(key.id, account);
            }
            Ok(())
        })?;
    }
    Ok(out)
}

/// Makes the entries of a list anew that files of before did not have. Within a write transaction.
pub(crate) fn relist(conn: &Connection, seal: &Seal, table: Table, list: Index) -> Result<()> {
    for (id, name) in tenants(conn).map_err(failed(OPERATION))? {
        let scope = Scope::new(conn, seal, id, &name)?;
        each(&scope, Some(&scope), table, |key, row| {
            let add = |entry: IndexEntry| {
                let values = params![id, entry.index.number(), entry.group.0, entry.sort, key.id.0];
                conn.prepare_cached(statements::ENTRY_ADD)?.execute(values)
            };
            let of = entries(&row).into_iter().filter(|entry| entry.index == list);
            of.map(add)
                .try_for_each(|added| added.map(drop))
                .map_err(failed(OPERATION))
        })?;
    }
    Ok(())
}

fn rows(
    write: &Scope<'_>,
    read: Option<&Scope<'_>>,
    table: Table,
    mut close: impl FnMut(Key, &Row) -> Result<crate::scope::Body>,
) -> Result<()> {
    let text = format!(
        "UPDATE r_{} SET open=?3, envelope=?4 WHERE tenant=?1 AND key=?2",
        table.as_str()
    );
    each(write, read, table, |key, row| {
        let (open, envelope) = close(key, &row)?;
        let put = || {
            write
                .conn
                .prepare_cached(&text)?
                .execute(params![write.id, key.id.0, open, envelope])
        };
        put().map_err(failed(OPERATION)).map(drop)
    })
}

type RawEvent = (i64, Option<[u8; 16]>, Vec<u8>, Option<Vec<u8>>);

fn event_page(scope: &Scope<'_>, after: i64) -> rusqlite::Result<Vec<RawEvent>> {
    let text = "SELECT id, ticket, body, words FROM event WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3";
    let mut statement = scope.conn.prepare_cached(text)?;
    let rows = statement.query_map(params![after, last_event_id(scope.id), PAGE], |r| {
        Ok((r.get(0)?, r.get(1)?, r.get_ref(2)?.as_bytes()?.to_vec(), r.get(3)?))
    })?;
    rows.collect()
}

fn events(write: &Scope<'_>, read: Option<&Scope<'_>>, closing: &mut Closing<'_>) -> Result<()> {
    let first = event_id(write.id, Cursor(0));
    let mut after = first;
    loop {
        let page = event_page(write, after).map_err(failed(OPERATION))?;
        let Some((last, ..)) = page.last() else { return Ok(()) };
        after = *last;
        for (id, ticket, body, words) in page {
            let cursor = Cursor(id - first);
            let wrong = || {
                Error::internal("an event cannot be read")
                    .during(OPERATION)
                    .with("cursor", cursor.0)
                    .hint(DAMAGED)
            };
            let mut event = AnyEvent::read(&body).map_err(|_| wrong())?;
            if let Some(scope) = read {
                scope.event(cursor, &mut event, words.as_deref())?;
            }
            let (words, person) = closing.event(cursor, ticket.map(Uid), &mut event)?;
            if words.is_some() {
                let text = "UPDATE event SET body=?2, words=?3, person=?4 WHERE id=?1";
                let body = serde_json::to_string(&event).map_err(|_| wrong())?;
                let put = || {
                    write
                        .conn
                        .prepare_cached(text)?
                        .execute(params![id, body, words, person])
                };
                put().map_err(failed(OPERATION))?;
            }
        }
    }
}

fn blobs(write: &Scope<'_>, read: Option<&Scope<'_>>, closing: &mut Closing<'_>) -> Result<()> {
    let ids = || -> rusqlite::Result<Vec<i64>> {
        let mut statement = write.conn.prepare("SELECT id FROM blob WHERE tenant=?1 ORDER BY id")?;
        statement.query_map([write.id], |r| r.get(0))?.collect()
    };
    for id in ids().map_err(failed(OPERATION))? {
        let get = || -> rusqlite::Result<(String, Vec<u8>)> {
            let text = "SELECT lower(hex(hash)), bytes FROM blob WHERE id=?1";
            write
                .conn
                .prepare_cached(text)?
                .query_row([id], |r| Ok((r.get(0)?, r.get(1)?)))
        };
        let (hash, bytes) = get().map_err(failed(OPERATION))?;
        let Some(hash) = BlobHash::parse(&hash) else { continue };
        let content = match read {
            Some(scope) => scope.blob(&hash, &bytes)?.unwrap_or_default(),
            None => bytes,
        };
        let envelope = closing.blob(&hash, &content)?;
        let put = || {
            write
                .conn
                .prepare_cached("UPDATE blob SET bytes=?2 WHERE id=?1")?
                .execute(params![id, envelope])
        };
        put().map_err(failed(OPERATION))?;
    }
    Ok(())
}
