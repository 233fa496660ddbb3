//! Many agents of one queue and tickets that are given to them, by a look at everybody and by the order of the team.
use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;

use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::selection::Strategy;
use aftersync_core::routing::{Asked, Candidate, Lineup, choose, first};

/// What a ticket weighs.
const WEIGHT: i64 = 10;
/// Tickets an agent has in hand, about.
const IN_HAND: usize = 5;

/// How the agent of a ticket is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Everybody is looked at.
    All,
    /// The order of the team is kept and walked.
    Order,
}

/// A floor of agents that works: each ticket that comes is given out, and the oldest is put down.
#[derive(Debug)]
pub struct Floor {
    agents: Vec<Agent>,
    at: BTreeMap<AgentId, usize>,
    loads: Vec<i64>,
    turns: Vec<i64>,
    lineup: Lineup,
    open: VecDeque<usize>,
    given: i64,
}

impl Floor {
    /// One in ten is away, every eighth speaks English.
    pub fn new(agents: usize) -> Self {
        let agent = |n: usize| Agent {
            presence: if n % 10 == 9 { Presence::Away } else { Presence::Online },
            skills: BTreeMap::from([("english".to_owned(), if n.is_multiple_of(8) { 4 } else { 0 })]),
            ..Agent::new(format!("agent-{n}"))
        };
        let agents: Vec<Agent> = (0..agents).map(agent).collect();
        let mut floor = Self {
            at: agents.iter().enumerate().map(|(at, agent)| (agent.id, at)).collect(),
            loads: vec![0; agents.len()],
            turns: vec![0; agents.len()],
            lineup: Lineup::new(Strategy::LeastLoad).unwrap_or_else(|| unreachable!("that order is kept")),
            open: VecDeque::new(),
            given: 0,
            agents,
        };
        (0..floor.agents.len()).for_each(|at| floor.moved(at));
        floor
    }

    fn candidate(&self, at: usize) -> Option<Candidate<'_>> {
        let agent = self.agents.get(at)?;
        Some(Candidate::new(agent, *self.loads.get(at)?, *self.turns.get(at)?))
    }

    fn moved(&mut self, at: usize) {
        if let (Some(agent), Some(load), Some(turn)) = (self.agents.get(at), self.loads.get(at), self.turns.get(at)) {
            self.lineup.put(&Candidate::new(agent, *load, *turn));
        }
    }

    /// Gives the next ticket out and puts the oldest down. Every tenth asks for English. Gives who got it.
    pub fn ticket(&mut self, by: By) -> Option<AgentId> {
        let mut asked = Asked {
            weight: WEIGHT,
            tickets: 1,
            ..Asked::default()
        };
        if self.given % 10 == 0 {
            asked.skills.insert("english".to_owned(), 3);
        }
        let agent = match by {
            By::All => {
                let candidates: Vec<Candidate<'_>> =
                    (0..self.agents.len()).filter_map(|at| self.candidate(at)).collect();
                choose(&candidates, &asked).agent
            }
            By::Order => {
                let look = |id: AgentId| Ok::<_, Infallible>(self.at.get(&id).and_then(|at| self.candidate(*at)));
                let Ok(agent) = first(&asked, &[], &[&self.lineup], look);
                agent
            }
        }?;
        let at = *self.at.get(&agent)?;
        self.given += 1;
        self.change(by, at, WEIGHT);
        self.open.push_back(at);
        if self.open.len() > self.agents.len() * IN_HAND {
            let done = self.open.pop_front()?;
            self.change(by, done, -WEIGHT);
        }
        Some(agent)
    }

    fn change(&mut self, by: By, at: usize, load: i64) {
        if let (Some(has), Some(turn)) = (self.loads.get_mut(at), self.turns.get_mut(at)) {
            *has += load;
            *turn = if load > 0 { self.given } else { *turn };
        }
        if by == By::Order {
            self.moved(at);
        }
    }
}
