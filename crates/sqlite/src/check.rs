//! The store's own structure: is the file sound, is the log dense, do the lists match the rows.
use aftersync_core::error::Result;
use aftersync_core::model::event::Cursor;
use aftersync_core::model::ids::Tenant;
use aftersync_core::model::ids::Uid;
use aftersync_core::store::{Head, Key, Table, index};
use rusqlite::{Connection, params};

use crate::error::failed;
use crate::migrate::SCHEMA_VERSION;
use crate::read::{blob, event_id, last_event_id};
use crate::scope::Scope;
use crate::seal::Seal;
use crate::statements as sql;
use crate::transaction::Transaction;

/// Most lines of one kind of finding.
const MOST: usize = 20;

/// What is wrong, in one line each; empty when nothing is.
pub(crate) fn check(conn: &Connection, seal: &Seal) -> Result<Vec<String>> {
    const OPERATION: &str = "store.check";
    let _state = Transaction::read(conn).map_err(failed(OPERATION))?;
    let mut found = file(conn).map_err(failed(OPERATION))?;
    for (id, name, head) in tenants(conn).map_err(failed(OPERATION))? {
        found.extend(log(conn, id, head).map_err(failed(OPERATION))?);
        let scope = Scope::new(conn, seal, id, name.as_str())?;
        found.extend(rows_and_entries(&scope, head).map_err(failed(OPERATION))?);
    }
    found.extend(strays(conn).map_err(failed(OPERATION))?);
    Ok(found)
}

fn file(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut found: Vec<String> = conn
        .prepare(&format!("PRAGMA integrity_check({MOST})"))?
        .query_map([], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    found.retain(|line| line != "ok");
    let version: i64 = conn.pragma_query_value(None, "user_version", |r| r.get(0))?;
    if version != SCHEMA_VERSION {
        found.push(format!(
            "the schema is version {version} and should be {SCHEMA_VERSION}"
        ));
    }
    Ok(found)
}

fn tenants(conn: &Connection) -> rusqlite::Result<Vec<(i64, Tenant, Head)>> {
    conn.prepare("SELECT id, rev, cursor, name FROM tenant ORDER BY id")?
        .query_map([], |r| {
            let (rev, cursor) = (r.get(1)?, Cursor(r.get(2)?));
            Ok((
                r.get(0)?,
                Tenant::from(r.get::<_, String>(3)?),
                Head {
                    rev,
                    cursor,
                    ..Head::default()
                },
            ))
        })?
        .collect()
}

/// The log goes from 1 to the cursor without a gap.
fn log(conn: &Connection, tenant: i64, head: Head) -> rusqlite::Result<Vec<String>> {
    let bounds = params![event_id(tenant, Cursor(0)), last_event_id(tenant)];
    let (count, last): (i64, Option<i64>) = conn.query_row(sql::EVENT_SPAN, bounds, |r| Ok((r.get(0)?, r.get(1)?)))?;
    let last = last.map_or(0, |id| id - event_id(tenant, Cursor(0)));
    let dense = count == head.cursor.0 && last == head.cursor.0;
    let line = format!(
        "tenant {tenant}: the log has {count} events up to {last}, its cursor is {}",
        head.cursor.0
    );
    Ok(if dense { Vec::new() } else { vec![line] })
}

/// Every row can be read and has its entries, and there are no others.
fn rows_and_entries(scope: &Scope<'_>, head: Head) -> rusqlite::Result<Vec<String>> {
    let (conn, tenant) = (scope.conn, scope.id);
    let mut found = Vec::new();
    let mut expected = 0i64;
    for table in Table::ROWS {
        let lines = one_table(scope, head, *table, &mut expected)?;
        found.extend(lines.into_iter().take(MOST));
    }
    let there: i64 = conn.query_row(sql::ENTRY_TOTAL, [tenant], |r| r.get(0))?;
    if found.is_empty() && there != expected {
        found.push(format!(
            "tenant {tenant}: {there} index entries where {expected} belong to rows"
        ));
    }
    Ok(found)
}

fn one_table(scope: &Scope<'_>, head: Head, table: Table, expected: &mut i64) -> rusqlite::Result<Vec<String>> {
    let (conn, tenant) = (scope.conn, scope.id);
    let mut found = Vec::new();
    let word = table.as_str();
    let mut has = conn.prepare_cached(sql::ENTRY_HAS)?;
    let mut all = conn.prepare(&format!(
        "SELECT key, version, envelope FROM r_{word} WHERE tenant=?1 ORDER BY key"
    ))?;
    let mut rows = all.query([tenant])?;
    while let Some(r) = rows.next()? {
        let (id, version): (Uid, i64) = (Uid(r.get(0)?), r.get(1)?);
        if !(1..=head.rev).contains(&version) {
            found.push(format!(
                "tenant {tenant}: {word} {id} has version {version} of {}",
                head.rev
            ));
        }
        let Ok(row) = scope.decode(Key::new(table, id), version, blob(r, 2)?.unwrap_or_default()) else {
            found.push(format!("tenant {tenant}: {word} {id} cannot be read"));
            continue;
        };
        for e in index::entries(&row) {
            *expected += 1;
            if !has.exists(params![tenant, e.index.number(), e.group.0, e.sort, id.0])? {
                found.push(format!(
                    "tenant {tenant}: {word} {id} is missing from list {:?}",
                    e.index
                ));
            }
        }
    }
    Ok(found)
}

/// Things of tenants that do not exist.
fn strays(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut tables: Vec<String> = Table::ROWS.iter().map(|t| format!("r_{}", t.as_str())).collect();
    tables.extend(["entry", "gauge", "counter", "blob"].map(str::to_owned));
    let by_column = tables.iter().map(|t| (t.as_str(), "tenant"));
    for (table, column) in by_column.chain([("event", "id >> 40")]) {
        let text = format!("SELECT EXISTS(SELECT 1 FROM {table} WHERE {column} NOT IN (SELECT id FROM tenant))");
        if conn.query_row(&text, [], |r| r.get(0))? {
            found.push(format!("table {table} has something of a tenant that does not exist"));
        }
    }
    Ok(found)
}
