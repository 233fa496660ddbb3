//! Teams in the order of their queues, kept beside the rows of a snapshot. They are a function of those rows and nothing else,
//! so that keeping them changes no decision.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::agent::{Agent, Roster};
use crate::model::ids::{AgentId, QueueId};
use crate::model::selection::Strategy;
use crate::routing::{Candidate, Lineup};
use crate::store::index::group_of;
use crate::store::{Key, Record, Slot, Table};

use super::changeset::Need;
use super::snapshot::Snapshot;

/// Most teams whose order is kept; with one more all are made anew.
const KEPT: usize = 64;

/// Whose order is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Whose {
    /// The agents of these groups.
    pub groups: BTreeSet<String>,
    /// Of them, those who are in one of these too; all when empty.
    pub within: BTreeSet<String>,
    /// Their order.
    pub strategy: Strategy,
    /// The queue whose turns count.
    pub queue: QueueId,
}

/// Where the quantities of an agent stand that the order looks at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quantities {
    /// Units of work.
    pub load: Key,
    /// The last turn.
    pub turn: Key,
    /// The last turn in the queue, where it goes by that.
    pub turn_in_queue: Option<Key>,
    /// Since when nothing was given or taken, where it goes by that.
    pub idle: Option<Key>,
    /// Tickets in hand, where it goes by that.
    pub tickets: Option<Key>,
    /// Those of the queue, where they are bounded: no part of the order, but looked at next.
    pub of_queue: Option<Key>,
}

impl Quantities {
    /// All of them.
    pub fn keys(self) -> impl Iterator<Item = Key> {
        let asked = [self.turn_in_queue, self.idle, self.tickets, self.of_queue];
        [self.load, self.turn].into_iter().chain(asked.into_iter().flatten())
    }
}

/// The orders of teams, as of the rows beside them.
#[derive(Default)]
pub(super) struct Lineups(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    teams: BTreeMap<Whose, Team>,
    // Keys whose slots changed since: looked at when somebody asks.
    moved: FxHashSet<Key>,
}

/// One team in its order.
pub(super) struct Team {
    /// The order.
    pub lineup: Lineup,
    // Whose order hangs on a key.
    of: FxHashMap<Key, AgentId>,
    members: FxHashMap<AgentId, Quantities>,
    rosters: Vec<Key>,
    within: BTreeSet<String>,
}

impl std::fmt::Debug for Lineups {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lineups").finish_non_exhaustive()
    }
}

// They are made anew where they are asked for.
impl Clone for Lineups {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Lineups {
    /// The slot of a key is another now.
    pub fn moved(&mut self, key: Key) {
        let of_agents = matches!(
            key.table,
            Table::Agent | Table::Roster | Table::AgentLoad | Table::AgentTurn | Table::AgentTickets
        );
        if !of_agents {
            return;
        }
        let kept = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        if !kept.teams.is_empty() {
            kept.moved.insert(key);
        }
    }

    /// Asks teams in their order.
    ///
    /// # Errors
    /// [`Need`] for rows of the teams that were not loaded, and what the question fails with.
    pub fn ask<T, E: From<Need>>(
        &self,
        snapshot: &Snapshot,
        whose: &[Whose],
        quantities: impl Fn(AgentId) -> Quantities,
        question: impl FnOnce(&[&Team]) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut kept = self.0.lock().unwrap_or_else(|poisoned| {
            // Whoever panicked may have left one half changed.
            let mut kept = poisoned.into_inner();
            *kept = Kept::default();
            kept
        });
        kept.catch_up(snapshot);
        if kept.teams.len() >= KEPT {
            kept.teams.clear();
        }
        for whose in whose {
            if !kept.teams.contains_key(whose) {
                let team = Team::new(snapshot, whose, &quantities)?;
                kept.teams.insert(whose.clone(), team);
            }
        }
        let teams: Vec<&Team> = whose.iter().filter_map(|whose| kept.teams.get(whose)).collect();
        question(&teams)
    }
}

impl Kept {
    /// Brings the teams to what the rows say by now; one that cannot be is made anew when it is asked for.
    fn catch_up(&mut self, snapshot: &Snapshot) {
        let moved = std::mem::take(&mut self.moved);
        if !moved.is_empty() {
            self.teams.retain(|_, team| team.catch_up(snapshot, &moved));
        }
    }
}

impl Team {
    fn new(snapshot: &Snapshot, whose: &Whose, quantities: impl Fn(AgentId) -> Quantities) -> Result<Self, Need> {
        let rosters: Vec<Key> = whose.groups.iter().map(|group| Roster::key(group_of(group))).collect();
        loaded(snapshot, rosters.iter().copied())?;
        let agents: BTreeSet<AgentId> = rosters
            .iter()
            .filter_map(|key| row::<Roster>(snapshot, key))
            .flat_map(|roster| roster.agents.iter().copied())
            .collect();
        let members: FxHashMap<AgentId, Quantities> = agents.into_iter().map(|id| (id, quantities(id))).collect();
        let keys = |(id, of): (&AgentId, &Quantities)| {
            of.keys()
                .chain([Agent::key(id.0)])
                .map(|key| (key, *id))
                .collect::<Vec<_>>()
        };
        let of: FxHashMap<Key, AgentId> = members.iter().flat_map(keys).collect();
        loaded(snapshot, of.keys().copied())?;
        let lineup = Lineup::new(whose.strategy).ok_or_else(|| Need(BTreeSet::new()))?;
        let mut team = Self {
            lineup,
            of,
            members,
            rosters,
            within: whose.within.clone(),
        };
        let all: Vec<AgentId> = team.members.keys().copied().collect();
        all.into_iter().for_each(|id| team.place(snapshot, id));
        Ok(team)
    }

    /// Whether it is as the rows say after that.
    fn catch_up(&mut self, snapshot: &Snapshot, moved: &FxHashSet<Key>) -> bool {
        if self.rosters.iter().any(|key| moved.contains(key)) {
            return false;
        }
        let whose = moved.iter().filter_map(|key| self.of.get(key).map(|id| (*key, *id)));
        let changed: Vec<(Key, AgentId)> = whose.collect();
        let known = changed.iter().all(|(key, _)| snapshot.slot(key).is_some());
        let agents: FxHashSet<AgentId> = changed.into_iter().map(|(_, id)| id).collect();
        agents.into_iter().for_each(|id| self.place(snapshot, id));
        known
    }

    /// Puts somebody where their row and quantities say.
    fn place(&mut self, snapshot: &Snapshot, id: AgentId) {
        let agent = row::<Agent>(snapshot, &Agent::key(id.0));
        let counts = |agent: &&Agent| self.within.is_empty() || !self.within.is_disjoint(&agent.groups);
        let (Some(agent), Some(of)) = (agent.filter(counts), self.members.get(&id)) else {
            return self.lineup.remove(id);
        };
        let gauge = |key: Option<Key>| match key.and_then(|key| snapshot.slot(&key)) {
            Some(Slot::Gauge(value)) => *value,
            _ => 0,
        };
        let candidate = Candidate {
            last_in_queue: gauge(of.turn_in_queue),
            idle_since: gauge(of.idle),
            tickets: gauge(of.tickets),
            ..Candidate::new(agent, gauge(Some(of.load)), gauge(Some(of.turn)))
        };
        self.lineup.put(&candidate);
    }

    /// The agents of it whose place hangs on these keys.
    pub fn among<'k>(&self, keys: impl Iterator<Item = &'k Key>) -> BTreeSet<AgentId> {
        keys.filter_map(|key| self.of.get(key)).copied().collect()
    }
}

fn row<'s, R: Record>(snapshot: &'s Snapshot, key: &Key) -> Option<&'s R> {
    match snapshot.slot(key) {
        Some(Slot::Row { row, .. }) => R::of(row),
        _ => None,
    }
}

fn loaded(snapshot: &Snapshot, keys: impl Iterator<Item = Key>) -> Result<(), Need> {
    let missing: BTreeSet<Key> = keys.filter(|key| snapshot.slot(key).is_none()).collect();
    if missing.is_empty() { Ok(()) } else { Err(Need(missing)) }
}
