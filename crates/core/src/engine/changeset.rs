//! What one decision wants to write, and what it read to get there.
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::counter::CounterId;
use crate::model::event::Event;
use crate::store::{Forget, Key, Row};

/// Keys that were looked up and not loaded. The lane loads them and asks again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Need(pub BTreeSet<Key>);

/// One row as a decision wants it.
#[derive(Clone, Debug, PartialEq)]
pub struct Put {
    /// Which row.
    pub key: Key,
    /// How it is to be; `None` deletes it.
    pub row: Option<Arc<Row>>,
    /// Nobody read it: written without a check.
    pub blind: bool,
}

/// A change of a quantity with the bound it was decided under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GaugeDelta {
    /// Which quantity.
    pub key: Key,
    /// Added to it.
    pub by: i64,
    /// The value after this change must not be above this.
    pub at_most: Option<i64>,
}

/// What one decision wants to write, and what it read to get there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changeset {
    /// What was read: key and version (0 for absent).
    pub reads: Vec<(Key, i64)>,
    /// Quantities that were looked at: a refusal rests on their values.
    pub measured: Vec<Key>,
    /// Rows, in the order of their keys.
    pub puts: Vec<Put>,
    /// Quantities, in the order they were changed.
    pub gauges: Vec<GaugeDelta>,
    /// What is added to counters; one may come several times.
    pub counters: Vec<(CounterId, i64)>,
    /// Events, in order.
    pub events: Vec<Event>,
    /// Whom to forget.
    pub forget: Forget,
}

impl Changeset {
    /// Nothing to write.
    pub fn is_empty(&self) -> bool {
        let rows = self.puts.is_empty() && self.gauges.is_empty() && self.counters.is_empty();
        rows && self.events.is_empty() && self.forget.is_empty()
    }
}
