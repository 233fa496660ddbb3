//! Decisions without a lane: a snapshot that holds what one input needs.
use std::collections::BTreeSet;

use aftersync_core::engine::changeset::Need;
use aftersync_core::engine::input::{Decision, Input};
use aftersync_core::engine::rules::Decide;
use aftersync_core::engine::snapshot::Snapshot;
use aftersync_core::store::{Key, Reader};

use crate::merchant::tenant;

/// A snapshot with all that deciding this input looks up, and what was decided.
pub fn warm(rules: &dyn Decide, reader: &mut dyn Reader, input: &Input) -> (Snapshot, Decision) {
    let mut snapshot = Snapshot::default();
    loop {
        let mut want = BTreeSet::new();
        rules.hints(&snapshot, input, &mut want);
        let missing = match rules.decide(&snapshot, input) {
            Ok(decision) if want.is_empty() => return (snapshot, decision),
            Ok(_) => want,
            Err(Need(keys)) => &keys | &want,
        };
        let keys: Vec<Key> = missing.into_iter().collect();
        let loaded = reader.load(&tenant(), &keys).unwrap();
        for (key, slot) in keys.into_iter().zip(loaded.slots) {
            snapshot.set(key, slot);
        }
    }
}
