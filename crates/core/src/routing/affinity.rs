//! Who is asked before others, and whether a ticket waits for them.
use std::collections::{BTreeMap, BTreeSet};

use crate::model::affinity::{Affinity, AffinityMode};
use crate::model::agent::{Agent, Presence};
use crate::model::config::Config;
use crate::model::ids::{AgentId, QueueId};
use crate::model::selection::{AssignCause, Refusal};
use crate::model::ticket::Ticket;
use crate::model::time::DAY;

use super::place::Placement;

/// So many days a customer is known to who served them, where nothing else is said.
const CUSTOMER_DAYS: u32 = 14;

/// Why somebody knows a ticket, the best reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Knows {
    /// They had it before it waited for somebody outside, or before it was opened again.
    Ticket,
    /// They were the last to serve the customer.
    Customer,
    /// They have another open ticket of the same order.
    Order,
    /// They are of the team of the host or the shop.
    Team,
}

impl Knows {
    /// Whether it is somebody by name who knows it, and not a team.
    pub const fn is_named(self) -> bool {
        !matches!(self, Self::Team)
    }

    const fn cause(self) -> AssignCause {
        match self {
            Self::Ticket => AssignCause::Ticket,
            Self::Customer => AssignCause::Customer,
            Self::Order => AssignCause::Order,
            Self::Team => AssignCause::Team,
        }
    }
}

/// How long a ticket waits for somebody who knows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hold {
    /// Not at all.
    #[default]
    Never,
    /// While they are merely busy.
    Busy,
    /// Until they are there, on shift, and have room.
    Strict,
}

/// Who knows a ticket, and whether it waits for them.
#[derive(Clone, Debug, Default)]
pub struct Familiar {
    /// People by name.
    pub people: BTreeMap<AgentId, Knows>,
    /// Groups.
    pub teams: BTreeSet<String>,
    /// Whether it waits.
    pub hold: Hold,
}

impl Familiar {
    /// One more who knows it; the best reason counts.
    pub fn add(&mut self, agent: AgentId, why: Knows) {
        let known = self.people.entry(agent).or_insert(why);
        *known = why.min(*known);
    }

    /// Why this agent knows the ticket.
    pub(super) fn of(&self, agent: &Agent) -> Option<Knows> {
        let team = || !self.teams.is_disjoint(&agent.groups);
        let named = self.people.get(&agent.id).copied();
        named.or_else(|| team().then_some(Knows::Team))
    }

    /// Why this agent comes before others, or in the order of the queue.
    pub fn cause(&self, agent: &Agent) -> AssignCause {
        self.of(agent).map_or(AssignCause::Queue, Knows::cause)
    }

    /// Whether the ticket waits for somebody who knows it and may not take it for this reason. For a team nobody waits.
    pub(super) fn holds(&self, why: Knows, agent: &Agent, refusal: Refusal) -> bool {
        let full = matches!(
            refusal,
            Refusal::Capacity | Refusal::QueueCap | Refusal::PlatformCap | Refusal::ChannelCap | Refusal::Offered
        );
        let away = refusal == Refusal::NotOnline;
        let busy = full || (away && agent.presence == Presence::Busy);
        why.is_named()
            && match self.hold {
                Hold::Never => false,
                Hold::Busy => busy,
                Hold::Strict => full || away || refusal == Refusal::OffShift,
            }
    }
}

/// What counts for a ticket: what its rule says, else its queue.
pub fn affinity_of(config: &Config, placement: &Placement, queue: &str) -> Affinity {
    let named = config.queues.iter().find(|known| known.name == queue);
    let of_queue = || named.and_then(|known| known.affinity.clone());
    placement.affinity.clone().or_else(of_queue).unwrap_or_default()
}

/// The same by the id of the queue.
pub fn affinity_in(config: &Config, placement: &Placement, queue: Option<QueueId>) -> Affinity {
    let named = config
        .queues
        .iter()
        .find(|known| Some(QueueId::of(&known.name)) == queue);
    affinity_of(config, placement, named.map_or("", |known| &known.name))
}

impl Affinity {
    /// Whether a ticket of this age waits for somebody who knows it.
    pub fn hold(&self, age: i64) -> Hold {
        match self.mode {
            AffinityMode::Prefer => Hold::Never,
            AffinityMode::Wait if self.wait_ms.is_some_and(|most| age < most) => Hold::Busy,
            AffinityMode::Wait => Hold::Never,
            AffinityMode::Strict => Hold::Strict,
        }
    }

    /// So long who served a customer is asked again, in milliseconds.
    pub fn customer_ms(&self) -> i64 {
        i64::from(self.customer_days.unwrap_or(CUSTOMER_DAYS)) * DAY
    }
}

/// The groups that are asked before others for a ticket: those of its host and of its shop.
pub fn teams_of(config: &Config, t: &Ticket) -> BTreeSet<String> {
    let host = t.host.as_ref().and_then(|host| config.host_teams.get(host));
    let shop = config.shop(&t.platform, &t.shop).and_then(|shop| shop.team.as_ref());
    host.into_iter().chain(shop).cloned().collect()
}
