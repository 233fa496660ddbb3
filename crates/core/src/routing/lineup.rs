//! Agents in the order of their queue, kept: who is first is found without looking at everybody.
//!
//! [`choose`](super::choose) looks at each candidate for each ticket. Here those who are online stand sorted by their place, and
//! are walked until one may take the ticket. A change of one agent costs O(log n), a ticket O(log n) and as many looks as agents
//! stand before the one who gets it: those without the skill, or without room.
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::select::{Asked, Candidate, Found, standing_rank};
use crate::model::agent::Presence;
use crate::model::ids::AgentId;
use crate::model::selection::Strategy;

/// Agents of one team in the order of its queue.
#[derive(Clone, Debug)]
pub struct Lineup {
    strategy: Strategy,
    members: FxHashMap<AgentId, Member>,
    ready: BTreeSet<([i64; 2], AgentId)>,
    turns: BTreeSet<(i64, AgentId)>,
    turns_in_queue: BTreeSet<(i64, AgentId)>,
}

#[derive(Clone, Copy, Debug)]
struct Member {
    rank: [i64; 2],
    turn: i64,
    turn_in_queue: i64,
}

impl Lineup {
    /// One without anybody, in the order of a strategy; `None` for `best_skill`, whose order hangs on what a ticket asks for.
    pub fn new(strategy: Strategy) -> Option<Self> {
        let standing = strategy != Strategy::BestSkill;
        standing.then(|| Self {
            strategy,
            members: FxHashMap::default(),
            ready: BTreeSet::new(),
            turns: BTreeSet::new(),
            turns_in_queue: BTreeSet::new(),
        })
    }

    /// Puts somebody where they belong by now.
    pub fn put(&mut self, candidate: &Candidate<'_>) {
        let id = candidate.agent.id;
        self.remove(id);
        let Some(rank) = standing_rank(candidate, self.strategy) else {
            return;
        };
        let member = Member {
            rank,
            turn: candidate.last_assigned,
            turn_in_queue: candidate.last_in_queue,
        };
        self.members.insert(id, member);
        self.turns.insert((member.turn, id));
        self.turns_in_queue.insert((member.turn_in_queue, id));
        if candidate.agent.presence == Presence::Online {
            self.ready.insert((rank, id));
        }
    }

    /// Somebody is no longer of the team.
    pub fn remove(&mut self, agent: AgentId) {
        if let Some(member) = self.members.remove(&agent) {
            self.ready.remove(&(member.rank, agent));
            self.turns.remove(&(member.turn, agent));
            self.turns_in_queue.remove(&(member.turn_in_queue, agent));
        }
    }

    /// Whether somebody is of the team, there or not.
    pub fn has(&self, agent: AgentId) -> bool {
        self.members.contains_key(&agent)
    }

    /// The latest turn of anybody.
    pub fn latest(&self) -> i64 {
        self.turns.last().map_or(0, |(turn, _)| *turn)
    }

    /// The latest turn of anybody in the queue.
    pub fn latest_in_queue(&self) -> i64 {
        self.turns_in_queue.last().map_or(0, |(turn, _)| *turn)
    }

    /// Those who are online, the first of the order first.
    fn ready(&self) -> impl Iterator<Item = AgentId> + '_ {
        self.ready.iter().map(|(_, id)| *id)
    }
}

/// Who gets a ticket: the agent whom [`choose`](super::choose) takes of the whole team.
///
/// `apart` are members who do not stand by their place: everybody who [`stands_apart`], and who changed since the lineups were
/// made. `lineups` are that of the groups that are asked before others, if there are any, then that of the whole team. `look`
/// gives the candidate of an id; `None` passes them over.
///
/// # Errors
/// What `look` fails with.
pub fn first<'a, E>(
    asked: &Asked,
    apart: &[Candidate<'a>],
    lineups: &[&Lineup],
    mut look: impl FnMut(AgentId) -> Result<Option<Candidate<'a>>, E>,
) -> Result<Option<AgentId>, E> {
    let mut found = Found::default();
    for candidate in apart {
        found.hear(candidate, asked);
    }
    if found.is_named() {
        return Ok(found.agent());
    }
    let seen: BTreeSet<AgentId> = apart.iter().map(|candidate| candidate.agent.id).collect();
    for id in lineups.iter().flat_map(|lineup| lineup.ready()) {
        if seen.contains(&id) {
            continue;
        }
        let Some(candidate) = look(id)? else { continue };
        if found.hear(&candidate, asked).is_none() {
            break;
        }
    }
    Ok(found.agent())
}

/// Who has a place of their own for this ticket: who knows it by name, and who did not take it before.
pub fn stands_apart(asked: &Asked) -> BTreeSet<AgentId> {
    let named = asked.familiar.people.keys();
    named.chain(&asked.excluded).copied().collect()
}
