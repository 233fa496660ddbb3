//! What the cases are written with: short names for keys, rows and batches.
use std::sync::Arc;

use aftersync_core::model::command::Actor;
use aftersync_core::model::counter::{CounterId, Dim, Grain, Metric};
use aftersync_core::model::event::{AnyEvent, Event, EventBody};
use aftersync_core::model::ids::{Tenant, TicketId, Uid};
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::{
    Batch, CommitError, GaugeChange, Head, IndexEntry, Key, Reader, Record, Row, RowChange, Sequence, Slot, Table,
    Writer, index,
};

/// An id that sorts by its number.
pub(crate) fn id(n: u32) -> Uid {
    let mut bytes = [0; 16];
    for (slot, byte) in bytes.iter_mut().zip(n.to_be_bytes()) {
        *slot = byte;
    }
    Uid(bytes)
}

pub(crate) fn acme() -> Tenant {
    Tenant::new("acme")
}

/// The simplest row.
pub(crate) fn number(tickets: u64) -> Row {
    Sequence { tickets }.wrap()
}

/// The key of the simplest row.
pub(crate) fn slot(n: u32) -> Key {
    Key::new(Table::Sequence, id(n))
}

pub(crate) fn load(n: u32) -> Key {
    Key::new(Table::AgentLoad, id(n))
}

pub(crate) fn counter(period: i32, dim: Dim, member: &str, metric: Metric) -> CounterId {
    CounterId {
        grain: Grain::Day,
        period,
        dim,
        member: member.to_owned(),
        metric,
        currency: None,
    }
}

pub(crate) fn event(at: i64, ticket: Option<u32>) -> Event {
    Event {
        at: Timestamp(at),
        v: 1,
        ticket: ticket.map(|n| TicketId(id(n))),
        actor: Actor::system(),
        body: AnyEvent::Known(EventBody::NoteAdded {
            text: format!("note {at}"),
        }),
    }
}

/// Builds a batch.
pub(crate) struct Build(Batch);

impl Build {
    /// An empty batch decided on that head.
    pub(crate) fn on(tenant: &Tenant, known: Head) -> Self {
        Self(Batch {
            tenant: tenant.clone(),
            known,
            now: known.now,
            checks: Default::default(),
            rows: Default::default(),
            gauges: Default::default(),
            counters: Default::default(),
            events: Vec::new(),
            whose: Default::default(),
            forget: Default::default(),
        })
    }
    pub(crate) fn at(mut self, now: i64) -> Self {
        self.0.now = Timestamp(now);
        self
    }
    pub(crate) fn check(mut self, key: Key, version: i64) -> Self {
        self.0.checks.insert(key, version);
        self
    }
    /// Writes a row that has no index entries, or makes one that has.
    pub(crate) fn put(self, n: u32, row: Row) -> Self {
        self.replace(n, None, Some(row))
    }
    pub(crate) fn delete(self, key: Key) -> Self {
        self.change(key, None, Vec::new(), Vec::new())
    }
    /// One row as it was and as it is to be, with the index entries core would give it.
    pub(crate) fn replace(self, n: u32, old: Option<&Row>, new: Option<Row>) -> Self {
        let Some(table) = new.as_ref().or(old).map(Row::table) else {
            return self;
        };
        let remove = old.map(index::entries).unwrap_or_default();
        let add = new.as_ref().map(index::entries).unwrap_or_default();
        self.change(Key::new(table, id(n)), new, remove, add)
    }
    /// One row with any index entries.
    pub(crate) fn change(mut self, key: Key, row: Option<Row>, remove: Vec<IndexEntry>, add: Vec<IndexEntry>) -> Self {
        let row = row.map(Arc::new);
        self.0.rows.insert(key, RowChange { row, remove, add });
        self
    }
    pub(crate) fn gauge(mut self, key: Key, by: i64, ceiling: Option<i64>) -> Self {
        self.0.gauges.insert(key, GaugeChange { by, ceiling });
        self
    }
    pub(crate) fn count(mut self, counter: CounterId, by: i64) -> Self {
        *self.0.counters.entry(counter).or_default() += by;
        self
    }
    pub(crate) fn event(mut self, event: Event) -> Self {
        self.0.events.push(event);
        self
    }
    pub(crate) fn batch(self) -> Batch {
        self.0
    }
    /// Commits it alone.
    pub(crate) fn commit(self, writer: &mut dyn Writer) -> Head {
        match writer.commit(&[self.0]) {
            Ok(heads) => heads.first().copied().unwrap_or_default(),
            Err(e) => unexpected(&e),
        }
    }
    /// Commits it alone and expects that nothing happens.
    pub(crate) fn conflicts(self, writer: &mut dyn Writer) {
        assert_conflict(writer.commit(&[self.0]));
    }
}

pub(crate) fn assert_conflict(outcome: Result<Vec<Head>, CommitError>) {
    assert!(
        matches!(outcome, Err(CommitError::Conflict)),
        "{outcome:?} is not a conflict"
    );
}

#[allow(clippy::panic)] // a suite fails by panicking
fn unexpected(e: &CommitError) -> ! {
    panic!("the commit did not happen: {e:?}")
}

/// Version and number of a simple row; `None` when it is absent.
pub(crate) fn read(reader: &mut dyn Reader, tenant: &Tenant, n: u32) -> Option<(i64, u64)> {
    let loaded = reader.load(tenant, &[slot(n)]).unwrap();
    match loaded.slots.as_slice() {
        [Slot::Row { version, row }] => Some((*version, Sequence::of(row)?.tickets)),
        [Slot::Absent] => None,
        other => {
            assert!(other.is_empty(), "{other:?}");
            None
        }
    }
}

/// The value of a quantity.
pub(crate) fn gauge(reader: &mut dyn Reader, tenant: &Tenant, key: Key) -> Option<i64> {
    match reader.load(tenant, &[key]).unwrap().slots.first() {
        Some(Slot::Gauge(value)) => Some(*value),
        _ => None,
    }
}
