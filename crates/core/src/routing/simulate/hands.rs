//! An agent of a simulated desk: what is in their hands, and whether their shift lets them take more.
use std::collections::BTreeMap;

use crate::model::agent::{Agent, AgentKind, Presence};
use crate::model::conversation::Channel;
use crate::model::ids::{Platform, QueueId};

use super::super::select::Candidate;
use super::super::weight::weight_on;
use super::Arrival;

/// What an agent has in hand.
pub(super) struct Hands {
    pub agent: Agent,
    pub idle_since: i64,
    pub off_shift: bool,
    load: i64,
    tickets: i64,
    turn: i64,
    turns: BTreeMap<QueueId, i64>,
    of_queue: BTreeMap<QueueId, i64>,
    of_platform: BTreeMap<Platform, i64>,
    of_channels: BTreeMap<Channel, i64>,
}

impl Hands {
    /// Somebody who has nothing.
    pub fn new(agent: &Agent) -> Self {
        Self {
            agent: agent.clone(),
            idle_since: 0,
            off_shift: false,
            load: 0,
            tickets: 0,
            turn: 0,
            turns: BTreeMap::new(),
            of_queue: BTreeMap::new(),
            of_platform: BTreeMap::new(),
            of_channels: BTreeMap::new(),
        }
    }

    /// What the order and the bounds of a queue look at.
    pub fn candidate(&self, queue: QueueId, arrival: &Arrival) -> Candidate<'_> {
        Candidate {
            last_in_queue: self.turns.get(&queue).copied().unwrap_or_default(),
            idle_since: self.idle_since,
            tickets: self.tickets,
            of_queue: self.of_queue.get(&queue).copied().unwrap_or_default(),
            of_platform: self.of_platform.get(&arrival.platform).copied().unwrap_or_default(),
            of_channels: self.of_these(arrival),
            off_shift: self.off_shift,
            ..Candidate::new(&self.agent, self.load, self.turn)
        }
    }

    /// How many they have of each channel of a ticket.
    fn of_these(&self, arrival: &Arrival) -> BTreeMap<Channel, i64> {
        let has = |channel: &Channel| Some((*channel, *self.of_channels.get(channel)?));
        arrival.channels.iter().filter_map(has).collect()
    }

    /// Whether it is a person who is online and on shift.
    pub fn is_at_work(&self) -> bool {
        let there = self.agent.kind == AgentKind::Human && self.agent.presence == Presence::Online;
        there && !self.off_shift
    }

    /// Whether they could take something so heavy, whatever else it asks for.
    pub fn has_room_for(&self, weight: i64) -> bool {
        let load = self.load.saturating_add(weight_on(self.agent.kind, weight));
        self.agent.presence == Presence::Online && load <= self.agent.capacity
    }

    /// It was their turn.
    pub fn had_turn(&mut self, queue: QueueId, turn: i64) {
        self.turn = turn;
        self.turns.insert(queue, turn);
    }

    /// One ticket more or less.
    pub fn take(&mut self, queue: QueueId, arrival: &Arrival, by: i64) {
        self.load += by * weight_on(self.agent.kind, arrival.placement.weight);
        self.tickets += by;
        *self.of_queue.entry(queue).or_default() += by;
        *self.of_platform.entry(arrival.platform.clone()).or_default() += by;
        for channel in &arrival.channels {
            *self.of_channels.entry(*channel).or_default() += by;
        }
    }
}
