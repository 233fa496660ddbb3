//! Folding: the changesets of one tenant become one batch of net effects, and later inputs see them before they are written.
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::model::counter::CounterId;
use crate::model::event::Event;
use crate::model::ids::Tenant;
use crate::model::time::Timestamp;
use crate::mutation::{self, Mutation};
use crate::store::index::entries;
use crate::store::{Batch, Forget, GaugeChange, Head, IndexEntry, Key, Row, RowChange, Slot};

use super::changeset::{Changeset, GaugeDelta, Put};
use super::snapshot::Snapshot;
use super::whose::whose;

/// A row that was written in this batch.
#[derive(Clone, Debug)]
struct Pending {
    /// The slot as it is stored; `None` when it was written blindly and never looked up.
    stored: Option<Slot>,
    /// The row as it is to be.
    row: Option<Arc<Row>>,
    /// Only ever written blindly.
    blind: bool,
}

/// Net effects of the decisions of one tenant so far, over the commit they were decided on.
///
/// The snapshot is passed to every call instead of being kept here: it outlives the batch.
#[derive(Clone, Debug)]
pub struct Fold {
    tenant: Tenant,
    known: Head,
    checks: BTreeMap<Key, i64>,
    rows: BTreeMap<Key, Pending>,
    gauges: BTreeMap<Key, GaugeChange>,
    watched: BTreeMap<Key, i64>,
    /// Sums in no order, which is found again when the batch is finished: most inputs touch the same ones. Members are
    /// words of platforms, so that the hash is seeded.
    counters: HashMap<CounterId, i64, RandomState>,
    events: Vec<Event>,
    forget: Forget,
}

/// A folded batch, with what the lane needs besides it.
#[derive(Clone, Debug)]
pub struct Folded {
    /// What the store writes.
    pub batch: Batch,
    /// Rows that were only written blindly: not kept in memory.
    pub blind: BTreeSet<Key>,
    /// Stored values of quantities that refusals rest on: they must still be so when the refusals are given out.
    pub watched: BTreeMap<Key, i64>,
}

impl Fold {
    /// Nothing yet, over that commit.
    pub fn new(tenant: Tenant, known: Head) -> Self {
        Self {
            tenant,
            known,
            checks: BTreeMap::new(),
            rows: BTreeMap::new(),
            gauges: BTreeMap::new(),
            watched: BTreeMap::new(),
            counters: HashMap::default(),
            events: Vec::new(),
            forget: Forget::default(),
        }
    }

    /// Puts a slot that was loaded just now into the snapshot, with what this batch has done to it already.
    ///
    /// Without that a quantity that was changed before it was loaded would lose the change, and the outcome would hang
    /// on what happened to be in memory.
    pub fn loaded(&mut self, snapshot: &mut Snapshot, key: Key, slot: Slot) {
        if snapshot.slot(&key).is_some() {
            return;
        }
        let slot = match (slot, self.rows.get_mut(&key)) {
            (stored, Some(pending)) => {
                let now = overlaid(pending.row.as_ref(), self.known.rev);
                pending.stored = Some(stored);
                now
            }
            (Slot::Gauge(value), None) => Slot::Gauge(value.saturating_add(self.moved(&key))),
            (slot, None) => slot,
        };
        snapshot.set(key, slot);
    }

    /// Takes one decision in. `at` is the time its input brought; `refused` when its answer is an error.
    ///
    /// The tenant's time moves only with inputs that write something, so that it is the same however inputs are batched.
    pub fn add(&mut self, snapshot: &mut Snapshot, changes: Changeset, at: Timestamp, refused: bool) {
        let rests_on_reads = refused || changes.is_empty();
        for (key, version) in changes.reads {
            self.check(key, version);
        }
        if rests_on_reads {
            changes.measured.iter().for_each(|key| self.watch(snapshot, *key));
        }
        let mut wrote = !changes.gauges.is_empty() || !changes.counters.is_empty() || !changes.events.is_empty();
        wrote |= !changes.forget.is_empty();
        for put in changes.puts {
            wrote |= self.put(snapshot, put);
        }
        for delta in changes.gauges {
            self.shift(snapshot, delta);
        }
        for (id, by) in changes.counters {
            let sum = self.counters.entry(id).or_default();
            *sum = sum.saturating_add(by);
        }
        self.events.extend(changes.events);
        self.forget.join(changes.forget);
        if wrote {
            snapshot.now = snapshot.now.max(at);
        }
    }

    /// Events so far.
    pub fn events(&self) -> usize {
        self.events.len()
    }

    /// All keys this batch rests on or writes: what to load at once when it must be decided anew.
    pub fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        let rows = self
            .rows
            .iter()
            .filter(|(_, pending)| !pending.blind)
            .map(|(key, _)| *key);
        let gauges = self.gauges.keys().chain(self.watched.keys()).copied();
        self.checks.keys().copied().chain(rows).chain(gauges)
    }

    /// The net effects as a store writes them.
    pub fn finish(self, snapshot: &Snapshot) -> Folded {
        let whose = whose(
            snapshot,
            &self.events,
            self.rows.iter().filter_map(|(k, p)| Some((*k, p.row.as_deref()?))),
        );
        let blind = self.rows.iter().filter(|(_, p)| p.blind).map(|(key, _)| *key).collect();
        let rows = self
            .rows
            .into_iter()
            .map(|(key, pending)| (key, change(pending)))
            .collect();
        let counters = self.counters.into_iter().filter(|(_, by)| *by != 0).collect();
        let lost = usize::from(mutation::on(Mutation::CursorGap) && self.events.len() > 1);
        let events = self.events.into_iter().skip(lost).collect();
        Folded {
            batch: Batch {
                tenant: self.tenant,
                known: self.known,
                now: snapshot.now,
                checks: self.checks,
                rows,
                gauges: self.gauges,
                counters,
                events,
                whose,
                forget: self.forget,
            },
            blind,
            watched: self.watched,
        }
    }

    /// What this batch has added to a quantity so far.
    fn moved(&self, key: &Key) -> i64 {
        self.gauges.get(key).map_or(0, |change| change.by)
    }

    /// Remembers a read as of the stored state: what this batch wrote itself is compared by what it was before.
    fn check(&mut self, key: Key, version: i64) {
        match self.rows.get(&key) {
            Some(pending) => {
                if let Some(stored) = &pending.stored {
                    self.checks.insert(key, stored.version());
                }
            }
            None => {
                self.checks.insert(key, version);
            }
        }
    }

    fn watch(&mut self, snapshot: &Snapshot, key: Key) {
        if let Some(Slot::Gauge(value)) = snapshot.slot(&key) {
            self.watched.insert(key, value.saturating_sub(self.moved(&key)));
        }
    }

    /// Whether it changes anything. A row put as it already is needs no write; one put blindly is written unseen.
    fn put(&mut self, snapshot: &mut Snapshot, put: Put) -> bool {
        let seen = snapshot.slot(&put.key);
        if !put.blind && is_already(seen, put.row.as_ref()) {
            return false;
        }
        if !put.blind || seen.is_some() {
            let slot = overlaid(put.row.as_ref(), self.known.rev);
            let before = snapshot.set(put.key, slot);
            self.pend(put, before);
        } else {
            self.pend(put, None);
        }
        true
    }

    fn pend(&mut self, put: Put, seen: Option<Slot>) {
        if let Some(pending) = self.rows.get_mut(&put.key) {
            pending.row = put.row;
            pending.blind &= put.blind;
            return;
        }
        // A row that is neither known nor blind has an id minted by its decision: it cannot be stored yet.
        let stored = seen.or((!put.blind).then_some(Slot::Absent));
        let pending = Pending {
            stored,
            row: put.row,
            blind: put.blind,
        };
        self.rows.insert(put.key, pending);
    }

    /// Adds a delta; its bound on the value after becomes one on the value before the batch.
    fn shift(&mut self, snapshot: &mut Snapshot, delta: GaugeDelta) {
        let change = self.gauges.entry(delta.key).or_default();
        change.by = change.by.saturating_add(delta.by);
        if let Some(most) = delta.at_most {
            let ceiling = most.saturating_sub(change.by);
            change.ceiling = Some(change.ceiling.map_or(ceiling, |c| c.min(ceiling)));
        }
        snapshot.shift(delta.key, delta.by);
    }
}

/// Brings a snapshot to the commit that just wrote the batch.
pub fn settle(snapshot: &mut Snapshot, batch: &Batch, blind: &BTreeSet<Key>, head: Head) {
    for (key, change) in &batch.rows {
        if blind.contains(key) {
            snapshot.remove(*key);
            continue;
        }
        let slot = change.row.as_ref().map_or(Slot::Absent, |row| Slot::Row {
            version: head.rev,
            row: row.clone(),
        });
        snapshot.set(*key, slot);
    }
    snapshot.now = head.now;
}

/// A row as later inputs of the batch see it: its version is the commit number it will get.
fn overlaid(row: Option<&Arc<Row>>, known_rev: i64) -> Slot {
    row.map_or(Slot::Absent, |row| Slot::Row {
        version: known_rev.saturating_add(1),
        row: row.clone(),
    })
}

fn is_already(seen: Option<&Slot>, row: Option<&Arc<Row>>) -> bool {
    match (seen, row) {
        (Some(Slot::Row { row: old, .. }), Some(new)) => Arc::ptr_eq(old, new) || old == new,
        (Some(Slot::Absent) | None, None) => true,
        _ => false,
    }
}

fn change(pending: Pending) -> RowChange {
    let old = match &pending.stored {
        Some(Slot::Row { row, .. }) => entries(row),
        _ => Vec::new(),
    };
    let new = pending.row.as_deref().map(entries).unwrap_or_default();
    let without = |all: &[IndexEntry], other: &[IndexEntry]| -> Vec<IndexEntry> {
        all.iter().filter(|entry| !other.contains(entry)).copied().collect()
    };
    RowChange {
        remove: without(&old, &new),
        add: without(&new, &old),
        row: pending.row,
    }
}
