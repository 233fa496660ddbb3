//! Rows of one commit, with the effects of this batch on top.
use rustc_hash::FxHashMap;

use crate::model::time::Timestamp;
use crate::store::{Key, Slot};

/// What decisions look up: rows of one commit number and what inputs before this one in the batch did to them.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The slots; a key without one was not loaded. Never iterated in a decision.
    pub(super) slots: FxHashMap<Key, Slot>,
    /// The tenant's latest time.
    pub(super) now: Timestamp,
}

impl Snapshot {
    /// What is known of a key; `None` when it was not loaded.
    pub fn slot(&self, key: &Key) -> Option<&Slot> {
        self.slots.get(key)
    }
    /// Puts a slot in; used by the lane and by tests of rules.
    pub fn set(&mut self, key: Key, slot: Slot) {
        self.slots.insert(key, slot);
    }
}
