//! Tickets that came once, given out again by some configuration: the same order of agents, bounds, presence, shifts, steps,
//! overflow, ageing, escalations and ties as in a decision, over a desk that is empty at the beginning.
mod ahead;
mod course;
mod desk;
mod handled;
mod hands;
mod ties;

use std::collections::{BTreeMap, BTreeSet};

pub use ahead::{Again, Began, Called, Calls, Does, Happened, Hop, Truth};
use desk::Simulated;

use super::place::Placement;
use crate::model::affinity::Served as LastServed;
use crate::model::agent::{Agent, Presence};
use crate::model::config::Config;
use crate::model::conversation::Channel;
use crate::model::ids::{AgentId, CustomerId, OrderId, Platform};
use crate::model::money::Money;
use crate::model::sla::Rung;
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
    /// A person chose that queue.
    pub is_chosen: bool,
    /// The band it comes into.
    pub band: u8,
    /// The platform it is of.
    pub platform: Platform,
    /// The channels the buyer wrote through.
    pub channels: BTreeSet<Channel>,
    /// What an agent has to approve.
    pub amount: Option<Money>,
    /// How long it keeps an agent, in milliseconds.
    pub work_ms: i64,
    /// Decided as it came, without a person: so long after it came nobody here has anything to do on it.
    pub over_ms: Option<i64>,
    /// The clocks that begin as it comes, and what is due by them, in the band it comes into.
    pub began: Began,
    /// The same in each more urgent band, the nearest first; empty where the band says nothing of it.
    pub raised: Vec<Began>,
    /// The rungs of its ladder.
    pub ladder: Vec<Rung>,
    /// When its clocks were met.
    pub truth: Truth,
    /// The talk that its bot had on it before people.
    pub talk: Option<Talk>,
    /// Who turned it down or let it run out where it was offered to them, each after how many milliseconds.
    pub turned_down: BTreeMap<AgentId, Vec<i64>>,
    /// Whom an automation gave it to as it came.
    pub given_to: Option<AgentId>,
    /// The groups that are asked before others: those of its host and of its shop.
    pub teams: BTreeSet<String>,
    /// Whose it is.
    pub customer: Option<CustomerId>,
    /// The order it is about.
    pub order: Option<OrderId>,
}

/// Somebody's status is another from some moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Went {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub agent: AgentId,
    /// What it is.
    pub presence: Presence,
}

/// What a desk lives through beside the tickets that come.
#[derive(Clone, Debug, Default)]
pub struct Circumstances {
    /// Who comes and goes, in the order of time.
    pub went: Vec<Went>,
    /// Who served a customer last before the first of the tickets came.
    pub served: BTreeMap<CustomerId, LastServed>,
}

/// A bot's talk on a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Talk {
    /// Which bot.
    pub bot: AgentId,
    /// How long it had the ticket, in milliseconds.
    pub ms: i64,
    /// Whether it handed it over to people then; else nothing was left to do.
    pub handed_over: bool,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// The queue it stood in at the end.
    pub queue: String,
    /// Who got it; nobody ever when absent.
    pub agent: Option<AgentId>,
    /// How long it waited for them, in milliseconds; from when its bot handed it over where one had it.
    pub wait_ms: Option<i64>,
    /// How long they had it in hand, in milliseconds.
    pub work_ms: i64,
    /// Who had it before, until an escalation took it from them.
    pub before: Vec<HandedOn>,
    /// The rungs of its ladder that were done, by name, in that order.
    pub rungs: Vec<String>,
    /// What an automation decided of it later, by its place in what was handed in.
    pub granted: Option<usize>,
}

/// Says what automations do about a ticket, by its place, to which this happens at the simulated desk.
pub type Ask<'a> = dyn FnMut(usize, Hop, Timestamp) -> Does + 'a;

/// Somebody had it in hand for some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandedOn {
    /// Who.
    pub agent: AgentId,
    /// How long, in milliseconds.
    pub work_ms: i64,
}

/// Gives tickets out, in the order they came, and says what became of each, in the order given. `agents` are all who may get
/// any: people by their groups, bots as talks name them; their presence is that at the beginning.
///
/// A ticket keeps its weight on its agent for as long as its work takes. Costs, for `n` tickets of which `w` wait at the worst and
/// `a` agents: `O(n (log n + a + w))`, `O(w a)` for each beginning of a shift that is waited for, and as much where somebody goes and
/// steps are skipped for that. Rungs and automations that are due later wait in the same heap as all that comes, one moment a
/// ticket: for `r` of them on each ticket `O(n r (log n + a + r))` more, and `O(w)` where one takes a ticket from somebody. `ask` is
/// asked once for each hop of a ticket that nobody decided.
pub fn simulate(
    config: &Config,
    agents: &[Agent],
    arrivals: &[Arrival],
    beside: &Circumstances,
    ask: &mut Ask<'_>,
) -> Vec<Served> {
    Simulated::new(config, agents, arrivals, beside, ask).run()
}
