//! One input's own layer over the snapshot: rules read and write here and nowhere else.
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::command::Actor;
use crate::model::counter::CounterId;
use crate::model::event::{AnyEvent, Event, EventBody};
use crate::model::ids::{AgentId, DocketId, TicketId, Uid};
use crate::model::number::TicketNumber;
use crate::model::ticket::Local;
use crate::model::time::Timestamp;
use crate::mutation::{self, Mutation};
use crate::store::{Forget, Key, Record, Row, Slot};

use super::changeset::{Changeset, GaugeDelta, Need, Put};
use super::lineups::{Quantities, Team, Whose};
use super::snapshot::Snapshot;

/// One input's own layer. Dropping it leaves no trace.
pub struct Draft<'a> {
    snapshot: &'a Snapshot,
    /// When the input came; never earlier than what the tenant saw before.
    pub now: Timestamp,
    /// Who acts.
    pub actor: Actor,
    seed: u128,
    minted: u32,
    fresh: std::collections::BTreeSet<Uid>,
    reads: RefCell<BTreeMap<Key, i64>>,
    measured: RefCell<std::collections::BTreeSet<Key>>,
    puts: BTreeMap<Key, Put>,
    gauges: Vec<GaugeDelta>,
    counters: Vec<(CounterId, i64)>,
    events: Vec<Event>,
    begun: BTreeMap<TicketId, (DocketId, TicketNumber)>,
    inherited: BTreeMap<TicketId, Vec<Local>>,
    forget: Forget,
}

/// What a draft was to write at some moment.
pub struct Saved {
    puts: BTreeMap<Key, Put>,
    gauges: Vec<GaugeDelta>,
    counters: Vec<(CounterId, i64)>,
    events: Vec<Event>,
    begun: BTreeMap<TicketId, (DocketId, TicketNumber)>,
    inherited: BTreeMap<TicketId, Vec<Local>>,
}

impl<'a> Draft<'a> {
    /// An empty layer over a snapshot.
    pub fn new(snapshot: &'a Snapshot, now: Timestamp, seed: u128, actor: Actor) -> Self {
        Self {
            snapshot,
            now: if mutation::on(Mutation::TimeRunsBack) {
                now
            } else {
                now.max(snapshot.now)
            },
            actor,
            seed,
            minted: 0,
            fresh: Default::default(),
            reads: RefCell::default(),
            measured: RefCell::default(),
            puts: BTreeMap::new(),
            gauges: Vec::new(),
            counters: Vec::new(),
            events: Vec::new(),
            begun: BTreeMap::new(),
            inherited: BTreeMap::new(),
            forget: Forget::default(),
        }
    }

    /// Notes a ticket that this decision opens; the fold writes it.
    pub fn begin_ticket(&mut self, id: TicketId, docket: DocketId, number: TicketNumber) {
        self.begun.insert(id, (docket, number));
    }
    /// The docket and number of a ticket that this decision opens.
    pub fn begun(&self, id: TicketId) -> Option<(DocketId, TicketNumber)> {
        self.begun.get(&id).copied()
    }
    /// Notes what people did on a ticket that becomes part of one opened in this decision.
    pub fn inherit_later(&mut self, into: TicketId, local: Local) {
        self.inherited.entry(into).or_default().push(local);
    }
    /// Takes what was noted for a ticket.
    pub fn inherited(&mut self, id: TicketId) -> Vec<Local> {
        self.inherited.remove(&id).unwrap_or_default()
    }

    /// Asks for all these keys at once, so that one miss does not hide the next.
    pub fn want(&self, keys: impl IntoIterator<Item = Key>) -> Result<(), Need> {
        let missing: std::collections::BTreeSet<Key> = keys
            .into_iter()
            .filter(|k| !self.fresh.contains(&k.id) && !self.puts.contains_key(k) && self.snapshot.slot(k).is_none())
            .collect();
        if missing.is_empty() { Ok(()) } else { Err(Need(missing)) }
    }

    /// The row with that id, or `None` when there is none.
    pub fn get<R: Record>(&self, id: impl Into<Uid>) -> Result<Option<&R>, Need> {
        let id = id.into();
        let key = R::key(id);
        if let Some(put) = self.puts.get(&key) {
            return Ok(put.row.as_deref().and_then(R::of));
        }
        if self.fresh.contains(&id) {
            return Ok(None);
        }
        match self.snapshot.slot(&key) {
            None => Err(Need(std::collections::BTreeSet::from([key]))),
            Some(slot) => {
                self.reads.borrow_mut().insert(key, slot.version());
                Ok(match slot {
                    Slot::Row { row, .. } => R::of(row),
                    _ => None,
                })
            }
        }
    }

    /// The row under a key, shared: for rows that are read while others are written.
    pub fn arc(&self, key: Key) -> Result<Option<Arc<Row>>, Need> {
        if let Some(put) = self.puts.get(&key) {
            return Ok(put.row.clone());
        }
        if self.fresh.contains(&key.id) {
            return Ok(None);
        }
        let slot = self
            .snapshot
            .slot(&key)
            .ok_or_else(|| Need(std::collections::BTreeSet::from([key])))?;
        self.reads.borrow_mut().insert(key, slot.version());
        Ok(match slot {
            Slot::Row { row, .. } => Some(Arc::clone(row)),
            _ => None,
        })
    }

    /// Asks teams in the order of their queues, as they were before this draft.
    pub(super) fn ask_teams<T, E: From<Need>>(
        &self,
        whose: &[Whose],
        quantities: impl Fn(AgentId) -> Quantities,
        question: impl FnOnce(&[&Team]) -> Result<T, E>,
    ) -> Result<T, E> {
        self.snapshot.lineups.ask(self.snapshot, whose, quantities, question)
    }

    /// The keys that this draft changes so far.
    pub(super) fn changed(&self) -> impl Iterator<Item = &Key> {
        self.gauges.iter().map(|delta| &delta.key).chain(self.puts.keys())
    }

    /// Forgets what was to be written and keeps what was read: a refusal stands on what was read.
    pub fn withdraw(&mut self) {
        self.puts.clear();
        self.gauges.clear();
        self.counters.clear();
        self.events.clear();
        self.forget = Forget::default();
    }

    /// What is to be written so far, to come back to.
    pub fn save(&self) -> Saved {
        Saved {
            puts: self.puts.clone(),
            gauges: self.gauges.clone(),
            counters: self.counters.clone(),
            events: self.events.clone(),
            begun: self.begun.clone(),
            inherited: self.inherited.clone(),
        }
    }

    /// Forgets what was to be written since, and keeps what was read.
    pub fn restore(&mut self, saved: Saved) {
        self.puts = saved.puts;
        self.gauges = saved.gauges;
        self.counters = saved.counters;
        self.events = saved.events;
        self.begun = saved.begun;
        self.inherited = saved.inherited;
    }

    /// The version of a row as the snapshot has it; 0 when it is absent or new.
    pub fn version<R: Record>(&self, id: impl Into<Uid>) -> Result<i64, Need> {
        let id = id.into();
        if self.fresh.contains(&id) {
            return Ok(0);
        }
        let key = R::key(id);
        let slot = self
            .snapshot
            .slot(&key)
            .ok_or_else(|| Need(std::collections::BTreeSet::from([key])))?;
        self.reads.borrow_mut().insert(key, slot.version());
        Ok(slot.version())
    }

    /// The value of a quantity, with this draft's own changes.
    pub fn gauge(&self, key: Key) -> Result<i64, Need> {
        let base = match self.snapshot.slot(&key) {
            None => return Err(Need(std::collections::BTreeSet::from([key]))),
            Some(Slot::Gauge(value)) => *value,
            Some(_) => 0,
        };
        self.measured.borrow_mut().insert(key);
        Ok(base + self.gauges.iter().filter(|g| g.key == key).map(|g| g.by).sum::<i64>())
    }

    /// Changes a quantity; the value after this change must not be above `at_most`.
    pub fn add(&mut self, key: Key, by: i64, at_most: Option<i64>) {
        if by != 0 || at_most.is_some() {
            self.gauges.push(GaugeDelta { key, by, at_most });
        }
    }

    /// Adds to counters; one may come several times.
    pub fn count(&mut self, changes: Vec<(CounterId, i64)>) {
        self.counters.extend(changes);
    }

    /// Writes a row that was read here (or whose id was minted here).
    pub fn put<R: Record>(&mut self, id: impl Into<Uid>, row: R) {
        let key = R::key(id.into());
        self.puts.insert(
            key,
            Put {
                key,
                row: Some(Arc::new(row.wrap())),
                blind: false,
            },
        );
    }

    /// Writes a row of any table that was read here.
    pub fn rewrite(&mut self, key: Key, row: Row) {
        self.puts.insert(
            key,
            Put {
                key,
                row: Some(Arc::new(row)),
                blind: false,
            },
        );
    }

    /// Deletes a row of any table that was read here.
    pub fn erase(&mut self, key: Key) {
        self.puts.insert(
            key,
            Put {
                key,
                row: None,
                blind: false,
            },
        );
    }

    /// Writes a row without having read it: one that no decision reads, or whose key holds something decided just now, so
    /// that it cannot exist yet. Not checked, not kept resident.
    pub fn put_blind<R: Record>(&mut self, id: impl Into<Uid>, row: R) {
        let key = R::key(id.into());
        self.puts.insert(
            key,
            Put {
                key,
                row: Some(Arc::new(row.wrap())),
                blind: true,
            },
        );
    }

    /// Deletes a row that was read here.
    pub fn delete<R: Record>(&mut self, id: impl Into<Uid>) {
        let key = R::key(id.into());
        self.puts.insert(
            key,
            Put {
                key,
                row: None,
                blind: false,
            },
        );
    }

    /// A new id: cannot exist yet, so everything under it is absent without a look.
    pub fn mint(&mut self) -> Uid {
        let id = Uid::mint(self.now.0, self.seed, self.minted);
        self.minted += 1;
        self.fresh.insert(id);
        id
    }

    /// A row whose id follows from one minted here cannot exist yet either.
    pub fn comes_with(&mut self, minted: Uid, id: Uid) {
        if self.fresh.contains(&minted) {
            self.fresh.insert(id);
        }
    }

    /// Records what happened.
    pub fn event(&mut self, ticket: Option<TicketId>, body: EventBody) {
        let actor = self.actor.clone();
        self.events.push(Event {
            at: self.now,
            v: 1,
            ticket,
            actor,
            body: AnyEvent::Known(body),
        });
    }

    /// What was recorded so far, in order.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Makes the store forget people and files with this commit.
    pub fn forget(&mut self, whom: Forget) {
        self.forget.join(whom);
    }

    /// A text that nobody can work out later: from the seed, which is not kept.
    pub fn salt(&self) -> String {
        format!("{:032x}", self.seed)
    }

    /// Whether anything is to be written.
    pub fn is_untouched(&self) -> bool {
        self.puts.is_empty() && self.gauges.is_empty() && self.counters.is_empty() && self.events.is_empty()
    }

    /// What was decided. A row that was put without being read is a bug of the rule that did it.
    pub fn finish(self) -> Result<Changeset, &'static str> {
        let reads = self.reads.into_inner();
        let unread = |p: &&Put| !p.blind && !reads.contains_key(&p.key) && !self.fresh.contains(&p.key.id);
        if self.puts.values().any(|p| unread(&p)) {
            return Err("a row was written that was not read");
        }
        Ok(Changeset {
            reads: reads.into_iter().collect(),
            measured: self.measured.into_inner().into_iter().collect(),
            puts: self.puts.into_values().collect(),
            gauges: self.gauges,
            counters: self.counters,
            events: self.events,
            forget: self.forget,
        })
    }
}

/// Whether a key's row is in the draft's reach; used by hints.
pub fn known(snapshot: &Snapshot, key: &Key) -> bool {
    snapshot.slot(key).is_some()
}

/// A row of the snapshot without remembering that it was read: for hints only.
pub fn peek<R: Record>(snapshot: &Snapshot, id: impl Into<Uid>) -> Option<&R> {
    match snapshot.slot(&R::key(id.into())) {
        Some(Slot::Row { row, .. }) => R::of(row as &Row),
        _ => None,
    }
}
