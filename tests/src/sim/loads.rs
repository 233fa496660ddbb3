//! Nobody is given what they cannot carry, and who is gone is given nothing. What wakes up, and what people give by hand,
//! may exceed.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::{Agent, AgentId, AnyEvent, EventBody, Presence, Recorded, Ticket, Uid};
use aftersync_core::lifecycle;
use aftersync_core::model::axes::{Headline, WaitingOn};
use aftersync_core::model::handoff::TaskState;
use aftersync_core::model::task::Task;

use super::agents::capacity;

/// What stands in the store after a commit.
pub struct Held<'a> {
    pub tickets: &'a [Ticket],
    pub tasks: &'a [Task],
    pub agents: &'a [Agent],
}

impl Held<'_> {
    /// What each thing weighs on each agent who has it, or to whom it is offered.
    fn weights(&self) -> BTreeMap<(Uid, AgentId), i64> {
        let roots = self.tickets.iter().filter(|t| t.merged_into.is_none());
        let tickets = roots.flat_map(|t| {
            let own = t.assignment.agent.map(|agent| (agent, t.assignment.weight));
            let offers = t.assignment.offers.iter().map(|offer| (offer.agent, offer.weight));
            own.into_iter()
                .chain(offers)
                .map(|(agent, weight)| ((t.id.0, agent), weight))
        });
        let tasks = self.tasks.iter().filter_map(|task| {
            let (agent, weight) = task.load()?;
            Some(((task.id.0, agent), weight))
        });
        tickets.chain(tasks).collect()
    }

    /// All that an agent has.
    pub fn load(&self, agent: AgentId) -> i64 {
        let all = self.weights();
        all.iter()
            .filter(|((_, of), _)| *of == agent)
            .map(|(_, weight)| weight)
            .sum()
    }

    fn online(&self) -> BTreeSet<AgentId> {
        let there = self.agents.iter().filter(|agent| agent.presence == Presence::Online);
        there.map(|agent| agent.id).collect()
    }

    fn name(&self, id: Uid) -> String {
        let ticket = self.tickets.iter().find(|t| t.id.0 == id);
        ticket.map_or_else(|| format!("task {id}"), |t| t.number.to_string())
    }
}

/// What each agent had when it was last looked at.
#[derive(Default)]
pub struct Loads {
    held: BTreeMap<(Uid, AgentId), i64>,
    online: BTreeSet<AgentId>,
}

impl Loads {
    /// Looks at what was committed since.
    pub fn look(&mut self, held: &Held<'_>, events: &[Recorded]) -> Result<(), String> {
        let (weights, online) = (held.weights(), held.online());
        let (moved_on, woken_since) = (moved_on(events), woken_since(events));
        for agent in given(events, held.tasks) {
            if !self.online.contains(&agent) && !online.contains(&agent) && !came(events, agent) {
                return Err(format!("agent {agent} is not there and was given work"));
            }
            let theirs = || weights.iter().filter(|((_, of), _)| *of == agent);
            // What it weighed when it was given is known to nobody any more; while it slept, nothing.
            let before = |id: Uid| {
                let was = self.held.get(&(id, agent)).copied();
                let slept = was.is_some() && woken_since.contains(&(agent, id));
                if moved_on.contains(&id) || slept { Some(0) } else { was }
            };
            let load: i64 = theirs().map(|(_, weight)| weight).sum();
            let woken: i64 = theirs()
                .filter_map(|((id, _), weight)| before(*id).map(|was| (weight - was).max(0)))
                .sum();
            if load - woken > capacity(agent) {
                let all = theirs()
                    .map(|((id, _), _)| format!("{} ({:?} before)", held.name(*id), self.held.get(&(*id, agent))));
                let (most, all) = (capacity(agent), all.collect::<Vec<_>>().join(", "));
                return Err(format!("agent {agent} was given work up to {load} of {most}: {all}"));
            }
        }
        (self.held, self.online) = (weights, online);
        Ok(())
    }
}

/// To whom the engine gave or offered something. What somebody accepts was weighed when it was offered; what they take by
/// themselves is theirs to weigh.
fn given(events: &[Recorded], tasks: &[Task]) -> BTreeSet<AgentId> {
    let (mut given, mut by_hand) = (BTreeSet::new(), BTreeSet::new());
    for event in events {
        let AnyEvent::Known(body) = &event.event.body else {
            continue;
        };
        match body {
            EventBody::Assigned {
                agent, by_hand: false, ..
            }
            | EventBody::Offered { agent, .. } => {
                given.insert(*agent);
            }
            EventBody::Assigned { agent, .. } | EventBody::OfferAccepted { agent } => {
                by_hand.insert(*agent);
            }
            EventBody::TaskMoved {
                task,
                to: TaskState::Assigned,
                agent: Some(agent),
                ..
            } if tasks.iter().any(|it| it.id == *task && it.auto_assign) => {
                let taken = event.event.actor.agent == Some(*agent);
                if taken { &mut by_hand } else { &mut given }.insert(*agent);
            }
            _ => {}
        }
    }
    given.difference(&by_hand).copied().collect()
}

/// Whether somebody's presence changed, so that they may have been there in between.
fn came(events: &[Recorded], who: AgentId) -> bool {
    events.iter().any(|event| match &event.event.body {
        AnyEvent::Known(EventBody::PresenceChanged { agent, .. }) => *agent == who,
        _ => false,
    })
}

/// Tickets that were given to somebody and grew heavier since: they waited for others and woke up, or became another kind.
fn moved_on(events: &[Recorded]) -> BTreeSet<Uid> {
    let (mut given, mut moved) = (BTreeSet::new(), BTreeSet::new());
    for event in events {
        let Some(ticket) = event.event.ticket else { continue };
        match &event.event.body {
            AnyEvent::Known(EventBody::Assigned { .. } | EventBody::Offered { .. }) => drop(given.insert(ticket.0)),
            AnyEvent::Known(EventBody::StateChanged { .. } | EventBody::KindChanged { .. })
                if given.contains(&ticket.0) =>
            {
                moved.insert(ticket.0);
            }
            _ => {}
        }
    }
    moved
}

/// Tickets that slept when their agent was last given something and woke up after that, with that agent: what cancels itself
/// makes room, another takes the room, and then it is asked for anew.
fn woken_since(events: &[Recorded]) -> BTreeSet<(AgentId, Uid)> {
    let (mut given, mut woken) = (BTreeSet::new(), BTreeSet::new());
    for event in events {
        let Some(ticket) = event.event.ticket else { continue };
        match &event.event.body {
            AnyEvent::Known(EventBody::Assigned { agent, .. } | EventBody::Offered { agent, .. }) => {
                given.insert(*agent);
                woken.retain(|(of, which)| of != agent && *which != ticket.0);
            }
            AnyEvent::Known(EventBody::StateChanged { from, .. }) if sleeps(*from) => {
                woken.extend(given.iter().map(|agent| (*agent, ticket.0)));
            }
            _ => {}
        }
    }
    woken
}

/// Nobody here can do anything: it weighs nothing.
fn sleeps(headline: Headline) -> bool {
    use WaitingOn as W;
    let waits = lifecycle::waiting_on(headline);
    matches!(waits, W::Buyer | W::Carrier | W::Platform | W::Nobody)
}
