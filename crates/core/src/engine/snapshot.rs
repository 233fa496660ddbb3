//! Rows of one commit, with the effects of this batch on top.
use rustc_hash::FxHashMap;

use crate::model::time::Timestamp;
use crate::store::{Key, Slot};

use super::lineups::Lineups;

/// What decisions look up: rows of one commit number and what inputs before this one in the batch did to them.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The slots; a key without one was not loaded. Never iterated in a decision.
    slots: FxHashMap<Key, Slot>,
    /// The tenant's latest time.
    pub(super) now: Timestamp,
    /// Teams in the order of their queues, as of the slots.
    pub(super) lineups: Lineups,
}

impl Snapshot {
    /// One that knows nothing but the time.
    pub(super) fn at(now: Timestamp) -> Self {
        Self { now, ..Self::default() }
    }

    /// What is known of a key; `None` when it was not loaded.
    pub fn slot(&self, key: &Key) -> Option<&Slot> {
        self.slots.get(key)
    }

    /// Puts a slot in, and gives the one that was there; used by the lane and by tests of rules.
    pub fn set(&mut self, key: Key, slot: Slot) -> Option<Slot> {
        self.lineups.moved(key);
        self.slots.insert(key, slot)
    }

    /// Adds to a quantity, if it is known.
    pub(super) fn shift(&mut self, key: Key, by: i64) {
        if let Some(Slot::Gauge(value)) = self.slots.get_mut(&key) {
            *value = value.saturating_add(by);
            self.lineups.moved(key);
        }
    }

    /// Knows nothing of a key any more.
    pub(super) fn remove(&mut self, key: Key) {
        self.lineups.moved(key);
        self.slots.remove(&key);
    }

    /// Keys that are known.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Knows nothing any more; gives the keys that were known, in no order.
    pub(super) fn empty(&mut self) -> Vec<Key> {
        self.lineups = Lineups::default();
        self.slots.drain().map(|(key, _)| key).collect()
    }
}
