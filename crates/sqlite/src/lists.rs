//! Pages: lists, whole tables, quantities, tenants.
use std::sync::Arc;

use aftersync_core::error::Result;
use aftersync_core::model::ids::{Tenant, Uid};
use aftersync_core::store::{Entry, Index, Key, Listing, Mark, Row, Scan, Table};
use rusqlite::{Connection, params};

use crate::error::failed;
use crate::read::{blob, collect, limit};
use crate::scope::Scope;
use crate::statements as sql;

/// A key below every id.
const BEFORE_ALL: &[u8] = &[];
/// A key above every id.
const AFTER_ALL: &[u8] = &[0xff; 17];

/// Where a page begins: beyond the mark, and beyond the nearer end of the range.
fn start(scan: &Scan) -> (i64, Vec<u8>) {
    let mark = scan.after.map(|m| (m.sort, m.id.0.to_vec()));
    if scan.descending {
        let edge = (scan.to, AFTER_ALL.to_vec());
        mark.map_or(edge.clone(), |m| m.min(edge))
    } else {
        let edge = (scan.from, BEFORE_ALL.to_vec());
        mark.map_or(edge.clone(), |m| m.max(edge))
    }
}

pub(crate) fn list(scope: &Scope<'_>, scan: &Scan) -> Result<Listing> {
    let lists = &sql::of(scan.table)?.lists;
    page(scope.conn, scope.id, scan, lists, |r, mark, version| {
        Ok(scope.decode(Key::new(scan.table, mark.id), version, blob(r, 3)?.unwrap_or_default()))
    })
}

/// A list with the open values of its rows: nothing is unsealed for it.
pub(crate) fn list_open(conn: &Connection, tenant: i64, scan: &Scan) -> Result<Listing<String>> {
    let lists = &sql::of(scan.table)?.open_lists;
    page(conn, tenant, scan, lists, |r, _, _| {
        Ok(Ok(r.get::<_, Option<String>>(3)?.unwrap_or_default()))
    })
}

/// A page of a list; `read` makes the row of what is read of it.
fn page<R>(
    conn: &Connection,
    tenant: i64,
    scan: &Scan,
    lists: &sql::ListSql,
    read: impl Fn(&rusqlite::Row<'_>, Mark, i64) -> rusqlite::Result<Result<R>>,
) -> Result<Listing<R>> {
    const OPERATION: &str = "store.list";
    let (text_sql, end) = if scan.descending {
        (&lists.down, scan.from)
    } else {
        (&lists.up, scan.to)
    };
    let (sort, key) = start(scan);
    let group = (scan.index.number(), scan.group.0);
    let most = limit(scan.limit.saturating_add(1)); // one more tells whether there are more
    let mut statement = conn.prepare_cached(text_sql).map_err(failed(OPERATION))?;
    let rows = statement.query(params![tenant, group.0, group.1, end, sort, key, most]);
    let mut entries = collect(rows.map_err(failed(OPERATION))?, OPERATION, |r| {
        let (mark, version) = (mark(r)?, r.get(2)?);
        Ok(read(r, mark, version)?.map(|row| Entry { mark, version, row }))
    })?;
    let more = entries.len() > scan.limit;
    entries.truncate(scan.limit);
    let next = entries.last().map(|e| e.mark).filter(|_| more);
    Ok(Listing { entries, next })
}

fn mark(r: &rusqlite::Row<'_>) -> rusqlite::Result<Mark> {
    Ok(Mark {
        sort: r.get(0)?,
        id: Uid(r.get(1)?),
    })
}

pub(crate) fn count(conn: &Connection, tenant: i64, group: (Index, Uid), range: (i64, i64)) -> Result<u64> {
    let count = || -> rusqlite::Result<i64> {
        conn.prepare_cached(sql::ENTRY_COUNT)?
            .query_row(params![tenant, group.0.number(), group.1.0, range.0, range.1], |r| {
                r.get(0)
            })
    };
    Ok(count().map_err(failed("store.count"))?.unsigned_abs())
}

pub(crate) fn rows(
    scope: &Scope<'_>,
    table: Table,
    after: Option<Uid>,
    most: usize,
) -> Result<Vec<(Uid, i64, Arc<Row>)>> {
    const OPERATION: &str = "store.rows";
    let page = &sql::of(table)?.page;
    let mut statement = scope.conn.prepare_cached(page).map_err(failed(OPERATION))?;
    let after = after.map(|id| id.0.to_vec()).unwrap_or_default();
    let rows = statement
        .query(params![scope.id, after, limit(most)])
        .map_err(failed(OPERATION))?;
    collect(rows, OPERATION, |r| {
        let (id, version) = (Uid(r.get(0)?), r.get(1)?);
        let row = scope.decode(Key::new(table, id), version, blob(r, 2)?.unwrap_or_default());
        Ok(row.map(|row| (id, version, row)))
    })
}

pub(crate) fn gauges(conn: &Connection, tenant: i64, table: Table) -> rusqlite::Result<Vec<(Uid, i64)>> {
    let mut statement = conn.prepare_cached(sql::GAUGES)?;
    let rows = statement.query_map(params![tenant, table.number()], |r| Ok((Uid(r.get(0)?), r.get(1)?)))?;
    rows.collect()
}

pub(crate) fn tenants(conn: &Connection) -> rusqlite::Result<Vec<Tenant>> {
    let mut statement = conn.prepare_cached(sql::TENANTS)?;
    let rows = statement.query_map([], |r| Ok(Tenant::from(r.get::<_, String>(0)?)))?;
    rows.collect()
}
