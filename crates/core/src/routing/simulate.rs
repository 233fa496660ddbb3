//! Tickets that came once, given out again by some configuration: the same order of agents, bounds, steps and overflow as in a
//! decision, over a desk that is empty at the beginning and whose agents are all there.
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::overflow::{max_depth, overflow_of, stand_past};
use super::place::Placement;
use super::select::{Asked, Candidate, choose, refusal};
use super::steps::Standing;
use crate::model::agent::{Agent, Presence};
use crate::model::config::{Config, QueueConfig};
use crate::model::ids::{AgentId, Platform, QueueId};
use crate::model::money::Money;
use crate::model::time::Timestamp;

/// A ticket as it came.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// When.
    pub at: Timestamp,
    /// Where the rules put it, and what they ask of an agent.
    pub placement: Placement,
    /// The queue it comes into: that of the rules, unless a person chose one.
    pub queue: String,
    /// The channel it came through.
    pub channel: Platform,
    /// What an agent has to approve.
    pub amount: Option<Money>,
    /// How long it keeps an agent, in milliseconds.
    pub work_ms: i64,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// The queue it stood in at the end.
    pub queue: String,
    /// Who got it; nobody ever when absent.
    pub agent: Option<AgentId>,
    /// How long it waited for them, in milliseconds.
    pub wait_ms: Option<i64>,
}

/// Gives tickets out, in the order they came, and says what became of each, in the order given.
///
/// A ticket keeps its weight on its agent for as long as its work takes. Costs, for `n` tickets of which `w` wait at the worst and
/// `a` agents: `O(n (log n + a + w))`.
pub fn simulate(config: &Config, agents: &[Agent], arrivals: &[Arrival]) -> Vec<Served> {
    let mut desk = Simulated::new(config, agents, arrivals);
    while let Some(Reverse((at, event))) = desk.ahead.pop() {
        desk.now = at;
        match event {
            Event::Done { agent, ticket } => desk.done(agent, ticket),
            Event::Came { ticket } | Event::Older { ticket } => desk.offer(ticket),
        }
    }
    desk.served()
}

/// What comes next; of what comes at one moment, agents are freed first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Done {
        agent: usize,
        ticket: usize,
    },
    Came {
        ticket: usize,
    },
    /// A step of its route is due, or a skill falls.
    Older {
        ticket: usize,
    },
}

/// What an agent has in hand.
struct Hands {
    agent: Agent,
    load: i64,
    tickets: i64,
    turn: i64,
    idle_since: i64,
    turns: BTreeMap<QueueId, i64>,
    of_queue: BTreeMap<QueueId, i64>,
    of_channel: BTreeMap<Platform, i64>,
}

/// Where a ticket got to.
#[derive(Clone, Default)]
struct Course {
    past: BTreeSet<QueueId>,
    queue: Option<String>,
    agent: Option<usize>,
    wait_ms: Option<i64>,
}

struct Simulated<'a> {
    config: &'a Config,
    arrivals: &'a [Arrival],
    now: Timestamp,
    ahead: BinaryHeap<Reverse<(Timestamp, Event)>>,
    agents: Vec<Hands>,
    courses: Vec<Course>,
    /// By urgency, then by time; then by place in the list.
    waiting: BTreeSet<(u8, Timestamp, usize)>,
    depth: BTreeMap<QueueId, u32>,
    turn: i64,
}

impl<'a> Simulated<'a> {
    fn new(config: &'a Config, agents: &[Agent], arrivals: &'a [Arrival]) -> Self {
        let came = |(ticket, arrival): (usize, &Arrival)| Reverse((arrival.at, Event::Came { ticket }));
        Self {
            config,
            arrivals,
            now: Timestamp::default(),
            ahead: arrivals.iter().enumerate().map(came).collect(),
            agents: agents.iter().map(Hands::new).collect(),
            courses: vec![Course::default(); arrivals.len()],
            waiting: BTreeSet::new(),
            depth: BTreeMap::new(),
            turn: 0,
        }
    }

    fn served(self) -> Vec<Served> {
        let of = |(course, arrival): (Course, &Arrival)| Served {
            queue: course.queue.unwrap_or_else(|| arrival.queue.clone()),
            agent: course
                .agent
                .and_then(|agent| self.agents.get(agent))
                .map(|h| h.agent.id),
            wait_ms: course.wait_ms,
        };
        self.courses.into_iter().zip(self.arrivals).map(of).collect()
    }

    /// A ticket came, or asks for less than before: whoever may take it gets it, else it waits.
    fn offer(&mut self, ticket: usize) {
        let Some(arrival) = self.arrivals.get(ticket) else {
            return;
        };
        if self.courses.get(ticket).is_none_or(|course| course.agent.is_some()) {
            return;
        }
        let was = self.leave(ticket);
        loop {
            let standing = self.standing(ticket, arrival);
            let asked = self.asked(&standing, arrival);
            let queue = QueueId::of(&standing.queue);
            let team = self.team(&standing);
            let candidates: Vec<Candidate<'_>> = team.iter().map(|hands| hands.candidate(queue, arrival)).collect();
            if let Some(agent) = choose(&candidates, &asked).agent {
                return self.give(ticket, arrival, &standing, agent);
            }
            let staffed = !candidates.is_empty();
            // One that waits here has its place, and keeps it when others fill the queue.
            let comes = was != Some(queue);
            if !self.spill(ticket, &standing, staffed, comes) {
                return self.wait(ticket, arrival, standing);
            }
        }
    }

    fn standing(&self, ticket: usize, arrival: &Arrival) -> Standing {
        let none = BTreeSet::new();
        let past = self.courses.get(ticket).map_or(&none, |course| &course.past);
        let age = self.now.since(arrival.at);
        stand_past(self.config, &arrival.placement, &arrival.queue, age, past, None)
    }

    fn named(&self, queue: &str) -> Option<&QueueConfig> {
        self.config.queues.iter().find(|known| known.name == queue)
    }

    fn asked(&self, standing: &Standing, arrival: &Arrival) -> Asked {
        let named = self.named(&standing.queue);
        Asked {
            skills: standing.skills.clone(),
            weight: arrival.placement.weight.max(0),
            amount: arrival.amount,
            strategy: named.map(|queue| queue.strategy).unwrap_or_default(),
            tickets: 1,
            channel: Some(arrival.channel.clone()),
            per_agent: named.and_then(|queue| queue.per_agent),
            ..Asked::default()
        }
    }

    fn team(&self, standing: &Standing) -> Vec<&Hands> {
        let serves = |hands: &&Hands| !hands.agent.groups.is_disjoint(&standing.groups);
        self.agents.iter().filter(serves).collect()
    }

    /// Whether a ticket goes on to where its queue overflows, since that is full or nobody serves it.
    fn spill(&mut self, ticket: usize, standing: &Standing, staffed: bool, comes: bool) -> bool {
        let queue = QueueId::of(&standing.queue);
        let waits = self.depth.get(&queue).copied().unwrap_or_default();
        let full = comes && max_depth(self.config, &standing.queue).is_some_and(|most| waits >= most);
        if overflow_of(self.config, &standing.queue).is_none() || (staffed && !full) {
            return false;
        }
        self.courses
            .get_mut(ticket)
            .is_some_and(|course| course.past.insert(queue))
    }

    fn wait(&mut self, ticket: usize, arrival: &Arrival, standing: Standing) {
        self.waiting.insert((arrival.placement.band, arrival.at, ticket));
        *self.depth.entry(QueueId::of(&standing.queue)).or_default() += 1;
        if let Some(age) = standing.next_at {
            self.ahead
                .push(Reverse((arrival.at.plus(age), Event::Older { ticket })));
        }
        if let Some(course) = self.courses.get_mut(ticket) {
            course.queue = Some(standing.queue);
        }
    }

    /// A ticket waits no more; gives the queue it waited in.
    fn leave(&mut self, ticket: usize) -> Option<QueueId> {
        let arrival = self.arrivals.get(ticket)?;
        if !self.waiting.remove(&(arrival.placement.band, arrival.at, ticket)) {
            return None;
        }
        let queue = QueueId::of(self.courses.get(ticket)?.queue.as_deref()?);
        let depth = self.depth.entry(queue).or_default();
        *depth = depth.saturating_sub(1);
        Some(queue)
    }

    fn give(&mut self, ticket: usize, arrival: &Arrival, standing: &Standing, to: AgentId) {
        let Some(agent) = self.agents.iter().position(|hands| hands.agent.id == to) else {
            return;
        };
        self.turn = self.now.0.max(self.turn.saturating_add(1));
        if let Some(hands) = self.agents.get_mut(agent) {
            hands.take(QueueId::of(&standing.queue), arrival, 1);
            hands.turn = self.turn;
            hands.turns.insert(QueueId::of(&standing.queue), self.turn);
            hands.idle_since = self.now.0;
        }
        if let Some(course) = self.courses.get_mut(ticket) {
            course.queue = Some(standing.queue.clone());
            course.agent = Some(agent);
            course.wait_ms = Some(self.now.since(arrival.at));
        }
        let until = self.now.plus(arrival.work_ms.max(0));
        self.ahead.push(Reverse((until, Event::Done { agent, ticket })));
    }

    /// Somebody has room again: of what waits, in order, whatever they may take now is theirs. Nobody else has more room than
    /// before, so nobody else is asked.
    fn done(&mut self, agent: usize, ticket: usize) {
        let queue = self.courses.get(ticket).and_then(|course| course.queue.clone());
        let (Some(arrival), Some(hands)) = (self.arrivals.get(ticket), self.agents.get_mut(agent)) else {
            return;
        };
        hands.take(QueueId::of(&queue.unwrap_or_default()), arrival, -1);
        hands.idle_since = self.now.0;
        for (_, _, next) in self.waiting.clone() {
            self.take_if_fits(agent, next);
        }
    }

    fn take_if_fits(&mut self, agent: usize, ticket: usize) {
        let (Some(arrival), Some(hands)) = (self.arrivals.get(ticket), self.agents.get(agent)) else {
            return;
        };
        let standing = self.standing(ticket, arrival);
        let candidate = hands.candidate(QueueId::of(&standing.queue), arrival);
        let serves = !hands.agent.groups.is_disjoint(&standing.groups);
        if serves && refusal(&candidate, &self.asked(&standing, arrival)).is_none() {
            let id = hands.agent.id;
            self.leave(ticket);
            self.give(ticket, arrival, &standing, id);
        }
    }
}

impl Hands {
    fn new(agent: &Agent) -> Self {
        Self {
            agent: Agent {
                presence: Presence::Online,
                ..agent.clone()
            },
            load: 0,
            tickets: 0,
            turn: 0,
            idle_since: 0,
            turns: BTreeMap::new(),
            of_queue: BTreeMap::new(),
            of_channel: BTreeMap::new(),
        }
    }

    fn candidate(&self, queue: QueueId, arrival: &Arrival) -> Candidate<'_> {
        Candidate {
            last_in_queue: self.turns.get(&queue).copied().unwrap_or_default(),
            idle_since: self.idle_since,
            tickets: self.tickets,
            of_queue: self.of_queue.get(&queue).copied().unwrap_or_default(),
            of_channel: self.of_channel.get(&arrival.channel).copied().unwrap_or_default(),
            ..Candidate::new(&self.agent, self.load, self.turn)
        }
    }

    /// One ticket more or less.
    fn take(&mut self, queue: QueueId, arrival: &Arrival, by: i64) {
        self.load += by * arrival.placement.weight.max(0);
        self.tickets += by;
        *self.of_queue.entry(queue).or_default() += by;
        *self.of_channel.entry(arrival.channel.clone()).or_default() += by;
    }
}
