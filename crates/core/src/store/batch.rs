//! What a store writes: the net effect of several decisions of one tenant, all or nothing.
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::counter::CounterId;
use crate::model::event::Event;
use crate::model::ids::{AccountId, Tenant, Uid};
use crate::model::time::Timestamp;
use crate::mutation::{self, Mutation};

use super::erase::Forget;
use super::index::IndexEntry;
use super::port::Head;
use super::row::{Key, Row};

/// One row as it is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct RowChange {
    /// The row; `None` deletes it.
    pub row: Option<Arc<Row>>,
    /// Index entries that no longer hold.
    pub remove: Vec<IndexEntry>,
    /// Index entries that hold now.
    pub add: Vec<IndexEntry>,
}

/// A change of a quantity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GaugeChange {
    /// Added to it.
    pub by: i64,
    /// The value before must not be above this; else the batch is a conflict.
    pub ceiling: Option<i64>,
}

/// The net effect of a batch on one tenant.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// The tenant.
    pub tenant: Tenant,
    /// The head the batch was decided on. While the stored commit number is equal, no other check of rows is needed.
    pub known: Head,
    /// The latest time an input brought: the tenant's time never runs backwards.
    pub now: Timestamp,
    /// Versions of all rows that were read: compared when the commit number moved on. 0 means absent.
    pub checks: BTreeMap<Key, i64>,
    /// Rows as they are to be; each gets the new commit number as its version.
    pub rows: BTreeMap<Key, RowChange>,
    /// Quantities; their ceilings are always checked.
    pub gauges: BTreeMap<Key, GaugeChange>,
    /// Counters: added, never read.
    pub counters: BTreeMap<CounterId, i64>,
    /// Events, in order: they get the next places of the log, at the times [`Batch::time_of`] gives.
    pub events: Vec<Event>,
    /// Whose the tickets, orders and sources are that events and rows of this batch speak of, as far as that is known
    /// here: what is private in them is kept under that account.
    pub whose: BTreeMap<Uid, AccountId>,
    /// Whom to forget in the same commit. It is a conflict while lists name rows of these accounts that the batch neither
    /// writes nor checks.
    pub forget: Forget,
}

impl Batch {
    /// A batch that writes nothing yet.
    pub fn new(tenant: Tenant, known: Head) -> Self {
        Self {
            tenant,
            known,
            now: known.now,
            checks: BTreeMap::new(),
            rows: BTreeMap::new(),
            gauges: BTreeMap::new(),
            counters: BTreeMap::new(),
            events: Vec::new(),
            whose: BTreeMap::new(),
            forget: Forget::default(),
        }
    }

    /// When an event stands in the log that ends at that head. What was decided earlier than what another process has
    /// committed meanwhile comes after it in the log, so it is given that one's time: the log's time never runs back.
    pub fn time_of(event: &Event, head: &Head) -> Timestamp {
        if mutation::on(Mutation::TimeRunsBack) {
            return event.at;
        }
        event.at.max(head.now)
    }

    /// Nothing to write; only the checks matter.
    pub fn is_empty(&self) -> bool {
        let rows = self.rows.is_empty() && self.gauges.is_empty() && self.counters.is_empty();
        rows && self.events.is_empty() && self.forget.is_empty()
    }
}
