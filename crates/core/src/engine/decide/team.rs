//! The agents who serve a queue, each with what the order and the bounds of the queue look at.
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::agent::Agent;
use crate::model::config::QueueConfig;
use crate::model::ids::{AgentId, Platform, QueueId};
use crate::model::money::Money;
use crate::model::selection::Strategy;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing::{self, Asked, Candidate, Choice, Placement, Standing};
use crate::store::{Key, Record, Row};

use super::super::draft::Draft;
use super::assign::{idle_of, load_of, roster, turn_in, turn_of};
use super::{Ctx, Rule, affinity, bot, hands, shift};

/// The agents who serve a queue.
pub(super) struct Team {
    pub strategy: Strategy,
    per_agent: Option<u32>,
    queue: QueueId,
    channel: Platform,
    pub of_people: bool,
    members: Vec<Member>,
}

struct Member {
    row: Arc<Row>,
    load: i64,
    turn: i64,
    turn_in_queue: i64,
    idle_since: i64,
    tickets: i64,
    of_queue: i64,
    of_channel: i64,
    off_shift: bool,
}

impl Team {
    /// Those who may take a ticket of this channel that stands there.
    pub fn of(ctx: &Ctx<'_>, draft: &Draft<'_>, standing: &Standing, channel: &Platform) -> Rule<Self> {
        Self::among(ctx, draft, roster(draft, &standing.groups)?, &standing.queue, channel)
    }

    /// Those of a group, for its tasks: the bounds of queues and channels are those of tickets.
    pub fn of_group(ctx: &Ctx<'_>, draft: &Draft<'_>, group: &str) -> Rule<Self> {
        let agents = roster(draft, &BTreeSet::from([group.to_owned()]))?;
        Self::among(ctx, draft, agents, "", &Platform::from(""))
    }

    /// One bot, whatever it serves; the bounds of queues are those of people.
    pub fn bot(ctx: &Ctx<'_>, draft: &Draft<'_>, bot: AgentId, channel: &Platform) -> Rule<Self> {
        let team = Self::among(ctx, draft, BTreeSet::from([bot]), "", channel)?;
        Ok(Self {
            of_people: false,
            ..team
        })
    }

    fn among(
        ctx: &Ctx<'_>,
        draft: &Draft<'_>,
        agents: BTreeSet<AgentId>,
        queue: &str,
        channel: &Platform,
    ) -> Rule<Self> {
        let named = ctx.config.queues.iter().find(|q| q.name == queue);
        let mut team = Self {
            strategy: named.map_or_else(Strategy::default, |q| q.strategy),
            per_agent: named.and_then(|q: &QueueConfig| q.per_agent),
            queue: QueueId::of(queue),
            channel: channel.clone(),
            of_people: true,
            members: Vec::with_capacity(agents.len()),
        };
        let plain = |a: &AgentId| [Agent::key(a.0), load_of(*a), turn_of(*a)];
        let asked = agents.iter().flat_map(|a| {
            let extra = [team.idle(*a), team.turn(queue, *a), team.all(*a), team.in_queue(*a)];
            plain(a).into_iter().chain(extra.into_iter().flatten())
        });
        draft.want(asked.collect::<Vec<_>>())?;
        draft.want(team.bounded(draft, &agents)?)?;
        let mut off = shift::Off::default();
        let gauge = |key: Option<Key>| key.map_or(Ok(0), |key| draft.gauge(key));
        for id in agents {
            if let Some(row) = draft.arc(Agent::key(id.0))? {
                let of_channel = Agent::of(&row).and_then(|agent| team.on_channel(agent));
                let off_shift = Agent::of(&row).is_some_and(|agent| off.has(ctx.config, agent, draft.now));
                team.members.push(Member {
                    row,
                    load: draft.gauge(load_of(id))?,
                    turn: draft.gauge(turn_of(id))?,
                    turn_in_queue: gauge(team.turn(queue, id))?,
                    idle_since: gauge(team.idle(id))?,
                    tickets: gauge(team.all(id))?,
                    of_queue: gauge(team.in_queue(id))?,
                    of_channel: gauge(of_channel)?,
                    off_shift,
                });
            }
        }
        Ok(team)
    }

    // Each quantity is looked at only where the order or a bound asks for it.
    fn idle(&self, agent: AgentId) -> Option<Key> {
        (self.strategy == Strategy::LongestIdle).then(|| idle_of(agent))
    }

    fn turn(&self, queue: &str, agent: AgentId) -> Option<Key> {
        (self.strategy == Strategy::RoundRobin).then(|| turn_in(queue, agent))
    }

    fn all(&self, agent: AgentId) -> Option<Key> {
        (self.strategy == Strategy::FewestOpen).then(|| hands::all_of(agent))
    }

    fn in_queue(&self, agent: AgentId) -> Option<Key> {
        self.per_agent.map(|_| hands::of_queue(agent, self.queue))
    }

    fn on_channel(&self, agent: &Agent) -> Option<Key> {
        let bound = routing::channel_cap(agent, &self.channel);
        bound.map(|_| hands::of_channel(agent.id, &self.channel))
    }

    /// The quantities of those who have a bound for this channel.
    fn bounded(&self, draft: &Draft<'_>, agents: &BTreeSet<AgentId>) -> Rule<Vec<Key>> {
        let mut keys = Vec::new();
        for id in agents {
            keys.extend(draft.get::<Agent>(*id)?.and_then(|agent| self.on_channel(agent)));
        }
        Ok(keys)
    }

    /// Whether anybody is there, working or not.
    pub fn is_staffed(&self) -> bool {
        !self.members.is_empty()
    }

    /// When somebody of them who is online begins their shift.
    pub fn opens_at(&self, ctx: &Ctx<'_>, now: Timestamp) -> Option<Timestamp> {
        let off = self.members.iter().filter(|member| member.off_shift);
        let agents = off.filter_map(|member| Agent::of(&member.row));
        shift::first_begin(ctx.config, agents, now)
    }

    /// All of them.
    pub fn candidates(&self) -> Vec<Candidate<'_>> {
        self.members.iter().filter_map(Member::candidate).collect()
    }

    /// Who of them gets a ticket now.
    pub fn choose(
        &self,
        ctx: &Ctx<'_>,
        draft: &Draft<'_>,
        t: &Ticket,
        placement: &Placement,
        standing: &Standing,
    ) -> Rule<Choice> {
        let affinity = routing::affinity_of(ctx.config, placement, &standing.queue);
        let age = super::assign::age(t, draft.now);
        let familiar = match self.of_people {
            true => affinity::familiar(ctx.config, draft, t, &affinity, age)?,
            false => Default::default(),
        };
        let asked = Asked {
            skills: standing.skills.clone(),
            weight: routing::weight_now(t, placement.weight),
            familiar,
            amount: Some(Money::new(t.amounts.requested, t.currency)).filter(|m| m.minor > 0),
            strategy: self.strategy,
            tickets: tickets(t),
            channel: Some(self.channel.clone()),
            per_agent: self.per_agent,
            people_only: self.of_people && bot::is_for_people(t, placement),
            excluded: t.assignment.excluded.clone(),
        };
        Ok(routing::choose(&self.candidates(), &asked))
    }

    /// The bounds on tickets in an agent's hands, as bounds of the commit: two processes cannot pass them together.
    pub fn guard(&self, draft: &mut Draft<'_>, agent: &Agent, t: &Ticket) {
        let caps = [
            self.in_queue(agent.id).zip(self.per_agent),
            self.on_channel(agent).zip(routing::channel_cap(agent, &self.channel)),
        ];
        for (key, most) in caps.into_iter().flatten() {
            draft.add(key, 0, Some(i64::from(most) - tickets(t)));
        }
    }
}

/// Tickets that a ticket puts into somebody's hands.
fn tickets(t: &Ticket) -> i64 {
    i64::from(!routing::is_parked(t))
}

impl Member {
    fn candidate(&self) -> Option<Candidate<'_>> {
        let agent = Agent::of(&self.row)?;
        Some(Candidate {
            last_in_queue: self.turn_in_queue,
            idle_since: self.idle_since,
            tickets: self.tickets,
            of_queue: self.of_queue,
            of_channel: self.of_channel,
            off_shift: self.off_shift,
            ..Candidate::new(agent, self.load, self.turn)
        })
    }
}
