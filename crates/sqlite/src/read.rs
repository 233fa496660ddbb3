//! Reading: rows by key, the log, quantities.
use std::sync::Arc;

use aftersync_core::error::{Error, Result};
use aftersync_core::json;
use aftersync_core::model::command::Actor;
use aftersync_core::model::counter::CounterId;
use aftersync_core::model::event::{AnyEvent, Cursor, Event, Recorded};
use aftersync_core::model::ids::{Tenant, TicketId, Uid};
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::{
    CounterQuery, EventPage, Head, Index, Key, Listing, Loaded, Reader, Row, Scan, Slot, Table,
};
use rusqlite::{Connection, OptionalExtension, params};

use crate::counters;
use crate::error::failed;
use crate::lists;
use crate::pool::Lent;
use crate::scope::{DAMAGED, Scope};
use crate::statements as sql;
use crate::transaction::Transaction;

/// Bits of the place within an event's integer key; the tenant's number stands above them.
const SEQ_BITS: u32 = 40;
/// Largest number of a tenant: what is left above the place.
pub(crate) const MAX_TENANT: i64 = (1 << 23) - 1;

/// The integer key of an event.
pub(crate) fn event_id(tenant: i64, cursor: Cursor) -> i64 {
    (tenant << SEQ_BITS) | cursor.0
}

/// The last integer key a tenant's events may have.
pub(crate) fn last_event_id(tenant: i64) -> i64 {
    event_id(tenant, Cursor((1 << SEQ_BITS) - 1))
}

/// A tenant as it is stored.
#[derive(Clone, Copy)]
pub(crate) struct Stored {
    pub(crate) id: i64,
    pub(crate) head: Head,
}

/// The tenant, if anything was ever written for it.
pub(crate) fn tenant(conn: &Connection, tenant: &Tenant) -> rusqlite::Result<Option<Stored>> {
    conn.prepare_cached(sql::TENANT)?
        .query_row([tenant.as_str()], |r| {
            Ok(Stored {
                id: r.get(0)?,
                head: Head {
                    rev: r.get(1)?,
                    cursor: Cursor(r.get(2)?),
                    now: Timestamp(r.get(3)?),
                },
            })
        })
        .optional()
}

/// The rest of `rows` as a vector; a row that cannot be read ends it.
pub(crate) fn collect<T>(
    mut rows: rusqlite::Rows<'_>,
    operation: &'static str,
    mut read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<Result<T>>,
) -> Result<Vec<T>> {
    let mut out = Vec::new();
    while let Some(row) = rows.next().map_err(failed(operation))? {
        out.push(read(row).map_err(failed(operation))??);
    }
    Ok(out)
}

/// A number of rows as SQLite takes it.
pub(crate) fn limit(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Reads over one connection.
pub(crate) struct SqliteReader {
    lent: Lent,
}

impl SqliteReader {
    pub(crate) fn new(lent: Lent) -> Self {
        Self { lent }
    }
    pub(crate) fn conn(&self) -> Result<&Connection> {
        self.lent.conn()
    }

    pub(crate) fn lent(&self) -> &Lent {
        &self.lent
    }

    /// The tenant with what its rows are opened with.
    fn scope<'a>(&'a self, name: &'a Tenant, operation: &'static str) -> Result<Option<(Scope<'a>, Head)>> {
        let conn = self.conn()?;
        let Some(stored) = tenant(conn, name).map_err(failed(operation))? else {
            return Ok(None);
        };
        let scope = Scope::new(conn, self.lent.seal()?, stored.id, name.as_str())?;
        Ok(Some((scope, stored.head)))
    }

    fn stored(&self, tenant_name: &Tenant, operation: &'static str) -> Result<Option<Stored>> {
        tenant(self.conn()?, tenant_name).map_err(failed(operation))
    }

    fn log(&self, tenant_name: &Tenant, ticket: Option<TicketId>, since: Cursor, most: usize) -> Result<EventPage> {
        const OPERATION: &str = "store.events";
        let conn = self.conn()?;
        let _read = Transaction::read(conn).map_err(failed(OPERATION))?;
        let Some((scope, head)) = self.scope(tenant_name, OPERATION)? else {
            return Ok(EventPage {
                next: since,
                ..EventPage::default()
            });
        };
        let events = log_page(&scope, ticket, since, most)?;
        let next = match events.last() {
            Some(last) if events.len() >= most => last.cursor,
            _ if most == 0 => since,
            _ => head.cursor.max(since),
        };
        Ok(EventPage {
            events,
            next,
            head: head.cursor,
        })
    }
}

fn log_page(scope: &Scope<'_>, ticket: Option<TicketId>, since: Cursor, most: usize) -> Result<Vec<Recorded>> {
    const OPERATION: &str = "store.events";
    let from = event_id(scope.id, Cursor(since.0.clamp(0, (1 << SEQ_BITS) - 1)));
    let (to, most) = (last_event_id(scope.id), limit(most));
    let text = if ticket.is_some() {
        sql::TICKET_EVENTS
    } else {
        sql::EVENTS
    };
    let mut statement = scope.conn.prepare_cached(text).map_err(failed(OPERATION))?;
    let rows = match ticket {
        Some(ticket) => statement.query(params![from, to, most, ticket.0.0]),
        None => statement.query(params![from, to, most]),
    };
    collect(rows.map_err(failed(OPERATION))?, OPERATION, |r| recorded(scope, r))
}

fn recorded(scope: &Scope<'_>, r: &rusqlite::Row<'_>) -> rusqlite::Result<Result<Recorded>> {
    let id: i64 = r.get(0)?;
    let cursor = Cursor(id & ((1 << SEQ_BITS) - 1));
    let ticket: Option<[u8; 16]> = r.get(3)?;
    let (actor, body) = (text(r, 4)?, text(r, 5)?);
    let parts = json::read::<Actor>(actor).and_then(|a| Ok((a, AnyEvent::read(body)?)));
    let Ok((actor, mut body)) = parts else {
        let error = Error::internal("an event cannot be read")
            .during("store.events")
            .hint(DAMAGED);
        return Ok(Err(error.with("cursor", cursor.0)));
    };
    if let Err(e) = scope.event(cursor, &mut body, blob(r, 6)?) {
        return Ok(Err(e));
    }
    Ok(Ok(Recorded {
        cursor,
        event: Event {
            at: Timestamp(r.get(1)?),
            v: r.get(2)?,
            ticket: ticket.map(|t| TicketId(Uid(t))),
            actor,
            body,
        },
    }))
}

/// A column of text as its bytes.
pub(crate) fn text<'r>(r: &'r rusqlite::Row<'_>, column: usize) -> rusqlite::Result<&'r [u8]> {
    Ok(r.get_ref(column)?.as_bytes()?)
}

/// A column of bytes, if there is something in it.
pub(crate) fn blob<'r>(r: &'r rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<&'r [u8]>> {
    Ok(r.get_ref(column)?.as_blob_or_null()?)
}

/// Slots of keys that are sorted by table, written to the places they were asked at.
fn fill(scope: &Scope<'_>, sorted: &[(Key, usize)], slots: &mut [Slot]) -> Result<()> {
    for of_table in sorted.chunk_by(|a, b| a.0.table == b.0.table) {
        let Some(table) = of_table.first().map(|(k, _)| k.table) else {
            continue;
        };
        let get = if table.is_gauge() {
            sql::GAUGE
        } else {
            &sql::of(table)?.get
        };
        let mut statement = scope.conn.prepare_cached(get).map_err(failed("store.load"))?;
        for (key, place) in of_table {
            let found = if table.is_gauge() {
                gauge(&mut statement, scope.id, *key).map_err(failed("store.load"))?
            } else {
                row(&mut statement, scope, *key)?
            };
            if let Some(slot) = slots.get_mut(*place) {
                *slot = found;
            }
        }
    }
    Ok(())
}

fn gauge(statement: &mut rusqlite::Statement<'_>, tenant: i64, key: Key) -> rusqlite::Result<Slot> {
    let value = statement
        .query_row(params![tenant, key.table.number(), key.id.0], |r| r.get(0))
        .optional()?;
    Ok(Slot::Gauge(value.unwrap_or(0)))
}

fn row(statement: &mut rusqlite::Statement<'_>, scope: &Scope<'_>, key: Key) -> Result<Slot> {
    let mut rows = statement
        .query(params![scope.id, key.id.0])
        .map_err(failed("store.load"))?;
    let Some(r) = rows.next().map_err(failed("store.load"))? else {
        return Ok(Slot::Absent);
    };
    let version = r.get(0).map_err(failed("store.load"))?;
    let body = blob(r, 1).map_err(failed("store.load"))?.unwrap_or_default();
    Ok(Slot::Row {
        version,
        row: scope.decode(key, version, body)?,
    })
}

fn absent(key: &Key) -> Slot {
    if key.table.is_gauge() {
        Slot::Gauge(0)
    } else {
        Slot::Absent
    }
}

impl Reader for SqliteReader {
    fn head(&mut self, tenant: &Tenant) -> Result<Head> {
        let stored = self.stored(tenant, "store.head")?;
        Ok(stored.map_or_else(Head::default, |s| s.head))
    }

    fn load(&mut self, tenant: &Tenant, keys: &[Key]) -> Result<Loaded> {
        let conn = self.conn()?;
        let _read = Transaction::read(conn).map_err(failed("store.load"))?;
        let mut slots: Vec<Slot> = keys.iter().map(absent).collect();
        let Some((scope, head)) = self.scope(tenant, "store.load")? else {
            return Ok(Loaded {
                head: Head::default(),
                slots,
            });
        };
        let mut sorted: Vec<(Key, usize)> = keys.iter().copied().zip(0..).collect();
        sorted.sort_unstable();
        fill(&scope, &sorted, &mut slots)?;
        Ok(Loaded { head, slots })
    }

    fn events(&mut self, tenant: &Tenant, since: Cursor, limit: usize) -> Result<EventPage> {
        self.log(tenant, None, since, limit)
    }

    fn ticket_events(&mut self, tenant: &Tenant, ticket: TicketId, since: Cursor, limit: usize) -> Result<EventPage> {
        self.log(tenant, Some(ticket), since, limit)
    }

    fn list(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing> {
        match self.scope(tenant, "store.list")? {
            Some((scope, _)) => lists::list(&scope, scan),
            None => Ok(Listing::default()),
        }
    }

    fn list_open(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing<String>> {
        match self.stored(tenant, "store.list")? {
            Some(stored) => lists::list_open(self.conn()?, stored.id, scan),
            None => Ok(Listing::default()),
        }
    }

    fn count(&mut self, tenant: &Tenant, index: Index, group: Uid, from: i64, to: i64) -> Result<u64> {
        match self.stored(tenant, "store.count")? {
            Some(stored) => lists::count(self.conn()?, stored.id, (index, group), (from, to)),
            None => Ok(0),
        }
    }

    fn rows(
        &mut self,
        tenant: &Tenant,
        table: Table,
        after: Option<Uid>,
        limit: usize,
    ) -> Result<Vec<(Uid, i64, Arc<Row>)>> {
        match self.scope(tenant, "store.rows")? {
            Some((scope, _)) => lists::rows(&scope, table, after, limit),
            None => Ok(Vec::new()),
        }
    }

    fn gauges(&mut self, tenant: &Tenant, table: Table) -> Result<Vec<(Uid, i64)>> {
        match self.stored(tenant, "store.gauges")? {
            Some(stored) => lists::gauges(self.conn()?, stored.id, table).map_err(failed("store.gauges")),
            None => Ok(Vec::new()),
        }
    }

    fn counters(&mut self, tenant: &Tenant, query: &CounterQuery) -> Result<Vec<(CounterId, i64)>> {
        match self.stored(tenant, "store.counters")? {
            Some(stored) => counters::read(self.conn()?, stored.id, query),
            None => Ok(Vec::new()),
        }
    }

    fn tenants(&mut self) -> Result<Vec<Tenant>> {
        lists::tenants(self.conn()?).map_err(failed("store.tenants"))
    }
}
