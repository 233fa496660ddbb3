//! Writing: batches of several tenants in one transaction.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aftersync_core::error::{Error, Result};
use aftersync_core::model::counter::CounterId;
use aftersync_core::model::event::{Cursor, Event};
use aftersync_core::model::ids::{Tenant, TicketId, Uid};
use aftersync_core::store::{
    Batch, CommitError, CounterQuery, EventPage, GaugeChange, Head, Index, IndexEntry, Key, Listing, Loaded, Reader,
    Row, RowChange, Scan, Table, Writer,
};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, ToSql, params};

use crate::counters;
use crate::error::{failed, not_written, perhaps_written};
use crate::forget::forget;
use crate::pool::Lent;
use crate::read::{MAX_TENANT, SqliteReader, event_id, tenant};
use crate::scope::{Closing, Scope};
use crate::seal::Seal;
use crate::statements as sql;
use crate::transaction::Transaction;

/// JSON bytes, bound as text without copying or checking them again.
struct Json<'a>(&'a [u8]);

impl ToSql for Json<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Text(self.0)))
    }
}

/// Writes over one connection.
pub(crate) struct SqliteWriter {
    reader: SqliteReader,
}

impl SqliteWriter {
    pub(crate) fn new(lent: Lent) -> Self {
        Self {
            reader: SqliteReader::new(lent),
        }
    }
}

impl Writer for SqliteWriter {
    fn commit(&mut self, batches: &[Batch]) -> std::result::Result<Vec<Head>, CommitError> {
        one_each(batches).map_err(CommitError::Failed)?;
        let conn = self.reader.conn().map_err(CommitError::Failed)?;
        let seal = self.reader.lent().seal().map_err(CommitError::Failed)?;
        let only_checks = batches.iter().all(Batch::is_empty);
        let begin = if only_checks {
            Transaction::read
        } else {
            Transaction::write
        };
        let transaction = begin(conn).map_err(not_written)?;
        let heads: Vec<Head> = batches
            .iter()
            .map(|batch| write(conn, seal, batch))
            .collect::<std::result::Result<_, _>>()?;
        transaction.commit().map_err(perhaps_written)?;
        if batches.iter().any(|batch| !batch.forget.is_empty()) {
            // What fails here is done when the store is opened, or forgets, the next time: the commit stands.
            let _ = seal.shred(conn);
        }
        Ok(heads)
    }
}

/// A second batch of a tenant would be decided on a head that the first one moves.
fn one_each(batches: &[Batch]) -> Result<()> {
    let distinct: BTreeSet<&Tenant> = batches.iter().map(|b| &b.tenant).collect();
    if distinct.len() == batches.len() {
        return Ok(());
    }
    Err(Error::internal("two batches of one tenant in a commit").during("store.commit"))
}

fn write(conn: &Connection, seal: &Seal, batch: &Batch) -> std::result::Result<Head, CommitError> {
    let stored = tenant(conn, &batch.tenant).map_err(not_written)?;
    let head = stored.map(|s| s.head).unwrap_or_default();
    if head.rev != batch.known.rev {
        versions_hold(conn, stored.map(|s| s.id), &batch.checks)?;
    }
    if batch.is_empty() {
        return Ok(head);
    }
    let id = match stored {
        Some(stored) => stored.id,
        None => new_tenant(conn, &batch.tenant).map_err(CommitError::Failed)?,
    };
    let next = Head {
        rev: head.rev + 1,
        cursor: Cursor(head.cursor.0 + batch.events.len() as i64),
        now: head.now.max(batch.now),
    };
    move_gauges(conn, id, &batch.gauges)?;
    let scope = Scope::writing(conn, seal, id, batch.tenant.as_str()).map_err(CommitError::Failed)?;
    forget(&scope, batch)?;
    let mut closing = Closing::new(&scope, &batch.whose);
    write_rows(&scope, &mut closing, next.rev, &batch.rows).map_err(CommitError::Failed)?;
    write_entries(conn, id, &batch.rows).map_err(not_written)?;
    counters::add(conn, id, batch.counters.iter().map(|(c, by)| (c, *by))).map_err(not_written)?;
    write_events(&scope, &mut closing, &head, &batch.events).map_err(CommitError::Failed)?;
    move_tenant(conn, id, next).map_err(not_written)?;
    Ok(next)
}

/// Compares the versions of what was read.
fn versions_hold(
    conn: &Connection,
    tenant: Option<i64>,
    checks: &BTreeMap<Key, i64>,
) -> std::result::Result<(), CommitError> {
    for (key, expected) in checks.iter().filter(|(k, _)| !k.table.is_gauge()) {
        let text = &sql::of(key.table).map_err(CommitError::Failed)?.version;
        let found = || -> rusqlite::Result<Option<i64>> {
            let mut statement = conn.prepare_cached(text)?;
            statement.query_row(params![tenant, key.id.0], |r| r.get(0)).optional()
        };
        if found().map_err(not_written)?.unwrap_or(0) != *expected {
            return Err(CommitError::Conflict);
        }
    }
    Ok(())
}

/// Makes a tenant, or finds the one that is there; its number is small enough for the keys of events.
pub(crate) fn new_tenant(conn: &Connection, name: &Tenant) -> Result<i64> {
    const OPERATION: &str = "store.tenant";
    let add = || -> rusqlite::Result<Option<i64>> {
        conn.prepare_cached(sql::TENANT_ADD)?.execute([name.as_str()])?;
        Ok(tenant(conn, name)?.map(|s| s.id))
    };
    add()
        .map_err(failed(OPERATION))?
        .filter(|id| *id <= MAX_TENANT)
        .ok_or_else(|| {
            Error::rejected("the store has no room for another tenant")
                .during(OPERATION)
                .with("limit", MAX_TENANT)
                .hint("open another file")
        })
}

fn move_tenant(conn: &Connection, tenant: i64, head: Head) -> rusqlite::Result<()> {
    conn.prepare_cached(sql::TENANT_MOVE)?
        .execute(params![tenant, head.rev, head.cursor.0, head.now.0])
        .map(drop)
}

fn move_gauges(
    conn: &Connection,
    tenant: i64,
    gauges: &BTreeMap<Key, GaugeChange>,
) -> std::result::Result<(), CommitError> {
    for (key, change) in gauges {
        if !move_gauge(conn, tenant, *key, *change).map_err(not_written)? {
            return Err(CommitError::Conflict);
        }
    }
    Ok(())
}

/// Moves one quantity; false when it stood above its ceiling. One that was never written stands at 0.
fn move_gauge(conn: &Connection, tenant: i64, key: Key, change: GaugeChange) -> rusqlite::Result<bool> {
    let (kind, id) = (key.table.number(), key.id.0);
    let ceiling = change.ceiling.unwrap_or(i64::MAX);
    let moved = conn
        .prepare_cached(sql::GAUGE_MOVE)?
        .execute(params![tenant, kind, id, change.by, ceiling])?;
    if moved > 0 {
        return Ok(true);
    }
    let there = conn.prepare_cached(sql::GAUGE)?.exists(params![tenant, kind, id])?;
    if there || ceiling < 0 {
        return Ok(false);
    }
    conn.prepare_cached(sql::GAUGE_ADD)?
        .execute(params![tenant, kind, id, change.by])?;
    Ok(true)
}

fn write_rows(
    scope: &Scope<'_>,
    closing: &mut Closing<'_>,
    version: i64,
    rows: &BTreeMap<Key, RowChange>,
) -> Result<()> {
    const OPERATION: &str = "store.commit";
    let (conn, tenant) = (scope.conn, scope.id);
    for (key, change) in rows {
        let texts = sql::of(key.table)?;
        match change.row.as_deref() {
            Some(row) => {
                let (open, envelope) = closing.row(*key, row)?;
                let put = || {
                    conn.prepare_cached(&texts.put)?
                        .execute(params![tenant, key.id.0, version, open, envelope])
                };
                put().map_err(failed(OPERATION))?;
            }
            None => {
                let delete = || conn.prepare_cached(&texts.delete)?.execute(params![tenant, key.id.0]);
                delete().map_err(failed(OPERATION))?;
            }
        }
    }
    Ok(())
}

/// Index entries in the order of their tree: all that go, then all that come.
fn write_entries(conn: &Connection, tenant: i64, rows: &BTreeMap<Key, RowChange>) -> rusqlite::Result<()> {
    each_entry(conn, sql::ENTRY_REMOVE, tenant, rows, |c| &c.remove)?;
    each_entry(conn, sql::ENTRY_ADD, tenant, rows, |c| &c.add)
}

fn each_entry(
    conn: &Connection,
    text: &str,
    tenant: i64,
    rows: &BTreeMap<Key, RowChange>,
    of: fn(&RowChange) -> &Vec<IndexEntry>,
) -> rusqlite::Result<()> {
    let mut entries: Vec<(&IndexEntry, Uid)> = rows
        .iter()
        .flat_map(|(key, change)| of(change).iter().map(|e| (e, key.id)))
        .collect();
    if entries.is_empty() {
        return Ok(());
    }
    entries.sort_unstable_by_key(|(e, id)| (e.index.number(), e.group, e.sort, *id));
    let mut statement = conn.prepare_cached(text)?;
    for (e, id) in entries {
        statement.execute(params![tenant, e.index.number(), e.group.0, e.sort, id.0])?;
    }
    Ok(())
}

fn write_events(scope: &Scope<'_>, closing: &mut Closing<'_>, head: &Head, events: &[Event]) -> Result<()> {
    const OPERATION: &str = "store.commit";
    if events.is_empty() {
        return Ok(());
    }
    let mut statement = scope.conn.prepare_cached(sql::EVENT_ADD).map_err(failed(OPERATION))?;
    for (event, n) in events.iter().zip(1..) {
        let json = |value: serde_json::Result<Vec<u8>>| {
            value.map_err(|_| Error::internal("an event cannot be written").during(OPERATION))
        };
        let actor = json(serde_json::to_vec(&event.actor))?;
        let (cursor, mut body) = (Cursor(head.cursor.0 + n), event.body.clone());
        let (words, person) = closing.event(cursor, event.ticket.map(Uid::from), &mut body)?;
        let body = json(serde_json::to_vec(&body))?;
        let id = event_id(scope.id, cursor);
        let ticket = event.ticket.map(|t| t.0.0);
        statement
            .execute(params![
                id,
                Batch::time_of(event, head).0,
                event.v,
                ticket,
                Json(&actor),
                Json(&body),
                words,
                person
            ])
            .map_err(failed(OPERATION))?;
    }
    Ok(())
}

impl Reader for SqliteWriter {
    fn head(&mut self, tenant: &Tenant) -> Result<Head> {
        self.reader.head(tenant)
    }
    fn load(&mut self, tenant: &Tenant, keys: &[Key]) -> Result<Loaded> {
        self.reader.load(tenant, keys)
    }
    fn events(&mut self, tenant: &Tenant, since: Cursor, limit: usize) -> Result<EventPage> {
        self.reader.events(tenant, since, limit)
    }
    fn ticket_events(&mut self, tenant: &Tenant, ticket: TicketId, since: Cursor, limit: usize) -> Result<EventPage> {
        self.reader.ticket_events(tenant, ticket, since, limit)
    }
    fn list(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing> {
        self.reader.list(tenant, scan)
    }
    fn list_open(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing<String>> {
        self.reader.list_open(tenant, scan)
    }
    fn count(&mut self, tenant: &Tenant, index: Index, group: Uid, from: i64, to: i64) -> Result<u64> {
        self.reader.count(tenant, index, group, from, to)
    }
    fn rows(
        &mut self,
        tenant: &Tenant,
        table: Table,
        after: Option<Uid>,
        limit: usize,
    ) -> Result<Vec<(Uid, i64, Arc<Row>)>> {
        self.reader.rows(tenant, table, after, limit)
    }
    fn gauges(&mut self, tenant: &Tenant, table: Table) -> Result<Vec<(Uid, i64)>> {
        self.reader.gauges(tenant, table)
    }
    fn counters(&mut self, tenant: &Tenant, query: &CounterQuery) -> Result<Vec<(CounterId, i64)>> {
        self.reader.counters(tenant, query)
    }
    fn tenants(&mut self) -> Result<Vec<Tenant>> {
        self.reader.tenants()
    }
}
