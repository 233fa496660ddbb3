//! What a store does.
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::counter::{CounterId, Dim, Grain};
use crate::model::event::{Cursor, Recorded};
use crate::model::ids::{Tenant, TicketId, Uid};
use crate::model::time::Timestamp;

use super::batch::Batch;
use super::index::Index;
use super::open;
use super::row::{Key, Row, Slot, Table};

/// Where a tenant stands: its commit number, the end of its log and its latest time. All zero before the first commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Commits so far.
    pub rev: i64,
    /// The last event.
    pub cursor: Cursor,
    /// The latest time an input brought.
    pub now: Timestamp,
}

/// Slots for the keys asked, all of one commit.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The commit they are of.
    pub head: Head,
    /// One slot per key, in the order asked.
    pub slots: Vec<Slot>,
}

/// Why a commit did not happen, or may not have.
#[derive(Clone, Debug)]
pub enum CommitError {
    /// A row was changed or a quantity moved meanwhile: nothing was written.
    Conflict,
    /// The store failed. When the phase is in doubt, it may have been written.
    Failed(Error),
}

/// A place in a list: continue after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// The sort value.
    pub sort: i64,
    /// The row's id, which breaks ties.
    pub id: Uid,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// Which list.
    pub index: Index,
    /// Which group.
    pub group: Uid,
    /// The table its rows are in.
    pub table: Table,
    /// Sort values from here (inclusive).
    pub from: i64,
    /// Sort values up to here (inclusive).
    pub to: i64,
    /// Largest first.
    pub descending: bool,
    /// Continue after this.
    pub after: Option<Mark>,
    /// At most so many.
    pub limit: usize,
}

impl Scan {
    /// The whole group, smallest first.
    pub fn all(index: Index, group: Uid, table: Table, limit: usize) -> Self {
        Self {
            index,
            group,
            table,
            from: i64::MIN,
            to: i64::MAX,
            descending: false,
            after: None,
            limit,
        }
    }
}

/// A row in a list, or what is shown of it.
#[derive(Clone, Debug)]
pub struct Entry<R = Arc<Row>> {
    /// Where it stands.
    pub mark: Mark,
    /// Its version.
    pub version: i64,
    /// The row.
    pub row: R,
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Listing<R = Arc<Row>> {
    /// The rows.
    pub entries: Vec<Entry<R>>,
    /// Continue after this; `None` when the end was reached.
    pub next: Option<Mark>,
}

impl<R> Default for Listing<R> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            next: None,
        }
    }
}

/// A page of the log.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventPage {
    /// The events.
    pub events: Vec<Recorded>,
    /// Ask on from here.
    pub next: Cursor,
    /// The end of the log when this was read.
    pub head: Cursor,
}

/// Which counters to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CounterQuery {
    /// Days or months.
    pub grain: Grain,
    /// From this day or month (inclusive).
    pub from: i32,
    /// Up to this day or month (inclusive).
    pub to: i32,
    /// By what.
    pub dim: Dim,
    /// Only this member.
    pub member: Option<String>,
}

/// Reads a store; has its own connection and sees only what was committed.
pub trait Reader: Send {
    /// Where a tenant stands.
    fn head(&mut self, tenant: &Tenant) -> Result<Head>;
    /// Slots for these keys, all of one commit: absent rows are `Absent`, quantities never written are 0.
    fn load(&mut self, tenant: &Tenant, keys: &[Key]) -> Result<Loaded>;
    /// Events after a place, oldest first.
    fn events(&mut self, tenant: &Tenant, since: Cursor, limit: usize) -> Result<EventPage>;
    /// Events of one ticket after a place, oldest first.
    fn ticket_events(&mut self, tenant: &Tenant, ticket: TicketId, since: Cursor, limit: usize) -> Result<EventPage>;
    /// A page of a list.
    fn list(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing>;
    /// The same page with the [open values](super::open) instead of the rows; empty for a table that shows nothing. A store
    /// that keeps them beside its rows gives them as they were written, by whatever release.
    fn list_open(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing<String>> {
        let Listing { entries, next } = self.list(tenant, scan)?;
        let shown = entries.into_iter().map(|entry| Entry {
            mark: entry.mark,
            version: entry.version,
            row: open::values(&entry.row).unwrap_or_default(),
        });
        Ok(Listing {
            entries: shown.collect(),
            next,
        })
    }
    /// How many entries a group of a list has between two sort values (inclusive).
    fn count(&mut self, tenant: &Tenant, index: Index, group: Uid, from: i64, to: i64) -> Result<u64>;
    /// All rows of a table in the order of their ids, after one of them: for checks, recounts and exports.
    fn rows(
        &mut self,
        tenant: &Tenant,
        table: Table,
        after: Option<Uid>,
        limit: usize,
    ) -> Result<Vec<(Uid, i64, Arc<Row>)>>;
    /// All quantities of a kind that are not 0.
    fn gauges(&mut self, tenant: &Tenant, table: Table) -> Result<Vec<(Uid, i64)>>;
    /// Counters that are not 0, in the order of their ids.
    fn counters(&mut self, tenant: &Tenant, query: &CounterQuery) -> Result<Vec<(CounterId, i64)>>;
    /// All tenants, sorted.
    fn tenants(&mut self) -> Result<Vec<Tenant>>;
}

/// Writes a store. There is one per lane.
pub trait Writer: Reader {
    /// Writes the batches of several tenants, one batch each, all or none, and returns their new heads in that order.
    ///
    /// Per batch: if the stored commit number differs from `known.rev`, every version in `checks` is compared; ceilings of
    /// quantities always are. Then the commit number steps by one, rows get it as their version, events get the next
    /// places. An empty batch writes nothing and keeps its number, but its checks are made. Runs to its end.
    fn commit(&mut self, batches: &[Batch]) -> std::result::Result<Vec<Head>, CommitError>;
}

/// A store of tickets and all that belongs to them.
pub trait TicketStore: Send + Sync + 'static {
    /// A writer. Several may exist, in one or several processes.
    fn writer(&self) -> Result<Box<dyn Writer>>;
    /// A reader.
    fn reader(&self) -> Result<Box<dyn Reader>>;
    /// Where files are kept.
    fn blobs(&self) -> Arc<dyn super::blob::BlobStore>;
    /// Checks the store's own structure; the list names what is wrong, empty when nothing is.
    fn check(&self) -> Result<Vec<String>>;
    /// Wraps all keys of a sealed store under the present key of its provider, and gives how many were under another.
    ///
    /// # Errors
    /// `Unsupported` when the store is not sealed.
    fn rotate_keys(&self) -> Result<usize> {
        Err(Error::unsupported("the store is not sealed", "open a store with a key").during("store.rotate"))
    }
    /// Replaces all counters of a tenant: the repair after a recount.
    fn replace_counters(&self, tenant: &Tenant, counters: &[(CounterId, i64)]) -> Result<()>;
}
