//! What must hold after every commit.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::{
    AgentId, AnyEvent, Cursor, EventBody, Job, JobBody, JobId, OrderId, Platform, Recorded, Role, SourceId, Tenant,
    Ticket, Timestamp, Uid,
};
use aftersync_core::lifecycle;
use aftersync_core::model::axes::{Headline, WaitingOn};
use aftersync_core::model::job::JobState;
use aftersync_core::model::revision::Revision;
use aftersync_core::model::source::Source;
use aftersync_core::store::{Reader, Record, TicketStore};

use super::agents::capacity;

/// What was seen of one merchant so far.
#[derive(Default)]
struct Seen {
    rev: i64,
    cursor: i64,
    at: Timestamp,
    revisions: BTreeMap<Uid, Revision>,
    held: BTreeMap<Uid, (Option<AgentId>, i64)>,
    over_paid: BTreeSet<OrderId>,
    numbers: BTreeMap<String, Uid>,
    /// The lease each job is under.
    leases: BTreeMap<JobId, Uid>,
    /// Jobs that tell a platform something, by the after-sale they tell it of.
    told: BTreeMap<(Platform, String), BTreeSet<JobId>>,
}

/// Looks at every commit.
#[derive(Default)]
pub struct Watch {
    seen: BTreeMap<Tenant, Seen>,
    /// Events so far.
    pub events: u64,
    /// Leases that ran out and were followed by another: nothing may be settled under them.
    pub run_out: BTreeSet<Uid>,
    /// Authorisations that the engine gave up.
    pub stopped: Vec<String>,
}

/// Every row of a table, with its version.
pub fn each<R: Record + Clone>(reader: &mut dyn Reader, tenant: &Tenant) -> Vec<(i64, R)> {
    let rows = reader.rows(tenant, R::TABLE, None, 10_000).unwrap();
    rows.iter()
        .filter_map(|(_, version, row)| Some((*version, R::of(row)?.clone())))
        .collect()
}

impl Watch {
    /// Looks at what was committed since the last look.
    pub fn look(&mut self, store: &dyn TicketStore, tenant: &Tenant) -> Result<(), String> {
        let mut reader = store.reader().map_err(|e| e.to_string())?;
        let seen = self.seen.entry(tenant.clone()).or_default();
        let rev = reader.head(tenant).map_err(|e| e.to_string())?.rev;
        if rev == seen.rev {
            return Ok(());
        }
        seen.rev = rev;
        let page = reader
            .events(tenant, Cursor(seen.cursor), 10_000)
            .map_err(|e| e.to_string())?;
        self.events += page.events.len() as u64;
        for event in &page.events {
            self.stopped.extend(seen.event(event)?);
        }
        if page.head.0 != seen.cursor {
            return Err(format!("the log ends at {} and says {}", seen.cursor, page.head.0));
        }
        for (_, source) in each::<Source>(&mut *reader, tenant) {
            let before = seen.revisions.insert(source.id.0, source.revision);
            if before.is_some_and(|before| before > source.revision) {
                let (from, to) = (before.unwrap_or_default().number, source.revision.number);
                return Err(format!("source {} went back from revision {from} to {to}", source.id));
            }
        }
        let mut leases = BTreeMap::new();
        for (_, job) in each::<Job>(&mut *reader, tenant) {
            if let JobState::Leased(lease) = job.state {
                let before = seen.leases.get(&job.id).filter(|before| **before != lease);
                self.run_out.extend(before);
                leases.insert(job.id, lease);
            }
            if let JobBody::Action { action, .. } = &job.body {
                let of = (action.object.platform.clone(), action.object.external_id.clone());
                seen.told.entry(of).or_default().insert(job.id);
            }
        }
        seen.leases = leases;
        let tickets: Vec<Ticket> = each::<Ticket>(&mut *reader, tenant)
            .into_iter()
            .map(|(_, t)| t)
            .collect();
        seen.numbers(&tickets)?;
        apart(&tickets)?;
        seen.loads(&tickets, &page.events)
    }
}

/// Tickets that were given to somebody and grew heavier since: they waited for others and woke up, or became another kind.
fn moved_on(events: &[Recorded]) -> BTreeSet<Uid> {
    let (mut given, mut moved) = (BTreeSet::new(), BTreeSet::new());
    for event in events {
        let Some(ticket) = event.event.ticket else { continue };
        match &event.event.body {
            AnyEvent::Known(EventBody::Assigned { .. }) => drop(given.insert(ticket.0)),
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
            AnyEvent::Known(EventBody::Assigned { agent, .. }) => {
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

/// A source speaks in one ticket: one that became part of another keeps its own, and is silent.
fn apart(tickets: &[Ticket]) -> Result<(), String> {
    let mut owners: BTreeMap<SourceId, &Ticket> = BTreeMap::new();
    for t in tickets.iter().filter(|t| t.merged_into.is_none()) {
        for source in &t.sources {
            if let Some(other) = owners.insert(*source, t) {
                return Err(format!("source {source} is in {} and in {}", other.number, t.number));
            }
        }
    }
    Ok(())
}

impl Watch {
    /// How many jobs there were to tell a platform something of an after-sale.
    pub fn told(&self, tenant: &Tenant, platform: &Platform, external_id: String) -> usize {
        let told = self
            .seen
            .get(tenant)
            .and_then(|seen| seen.told.get(&(platform.clone(), external_id)));
        told.map_or(0, BTreeSet::len)
    }
}

impl Seen {
    fn event(&mut self, event: &Recorded) -> Result<Option<String>, String> {
        let Cursor(at) = event.cursor;
        if at != self.cursor + 1 {
            return Err(format!("the log has {at} after {}", self.cursor));
        }
        self.cursor = at;
        if event.event.at < self.at {
            return Err(format!("the time of the log ran back at {at}"));
        }
        self.at = event.event.at;
        match &event.event.body {
            AnyEvent::Known(EventBody::OverRefund {
                order,
                paid,
                going_back,
            }) => {
                let first = self.over_paid.insert(*order);
                if first && event.event.actor.role == Role::Agent {
                    return Err(format!(
                        "a person's command lets {going_back} go back for order {order}, of which {paid} was paid"
                    ));
                }
            }
            AnyEvent::Known(EventBody::ShopHealth {
                healthy: false,
                shop,
                reason,
                ..
            }) => {
                return Ok(Some(format!("{shop}: {reason}")));
            }
            _ => {}
        }
        Ok(None)
    }

    fn numbers(&mut self, tickets: &[Ticket]) -> Result<(), String> {
        for t in tickets {
            let known = *self.numbers.entry(t.number.to_string()).or_insert(t.id.0);
            if known != t.id.0 {
                return Err(format!("two tickets have number {}", t.number));
            }
        }
        Ok(())
    }

    /// Nobody is given a ticket that does not fit. What wakes up, and what people give by hand, may exceed.
    fn loads(&mut self, tickets: &[Ticket], events: &[Recorded]) -> Result<(), String> {
        let now: BTreeMap<Uid, (Option<AgentId>, i64)> = tickets
            .iter()
            .filter(|t| t.merged_into.is_none())
            .map(|t| (t.id.0, (t.assignment.agent, t.assignment.weight)))
            .collect();
        let mut given: BTreeSet<AgentId> = BTreeSet::new();
        let mut by_hand: BTreeSet<AgentId> = BTreeSet::new();
        for event in events {
            if let AnyEvent::Known(EventBody::Assigned {
                agent, by_hand: hand, ..
            }) = &event.event.body
            {
                if *hand {
                    by_hand.insert(*agent)
                } else {
                    given.insert(*agent)
                };
            }
        }
        let ended = |t: &&Ticket| t.merged_into.is_none() && !t.is_open() && t.assignment.weight != 0;
        if let Some(t) = tickets.iter().find(ended) {
            return Err(format!(
                "{} is over and weighs {} on its agent",
                t.number, t.assignment.weight
            ));
        }
        let (moved_on, woken_since) = (moved_on(events), woken_since(events));
        for agent in given.difference(&by_hand) {
            let load: i64 = now.values().filter(|(a, _)| *a == Some(*agent)).map(|(_, w)| w).sum();
            let slept = |id: &Uid| {
                let same = self.held.get(id).is_some_and(|(holder, _)| *holder == Some(*agent));
                same && woken_since.contains(&(*agent, *id))
            };
            let before = |id: &Uid, holder: &Option<AgentId>| match moved_on.contains(id) || slept(id) {
                // What it weighed when it was given is known to nobody any more; while it slept, nothing.
                true => Some(0),
                false => self.held.get(id).filter(|(b, _)| holder == b).map(|(_, was)| *was),
            };
            let theirs = now.iter().filter(|(_, (a, _))| *a == Some(*agent));
            let woken: i64 = theirs
                .filter_map(|(id, (a, w))| before(id, a).map(|was| (w - was).max(0)))
                .sum();
            if load - woken > capacity(*agent) {
                let theirs = tickets.iter().filter(|t| t.assignment.agent == Some(*agent));
                let held: Vec<String> = theirs
                    .map(|t| format!("{} ({:?} before)", t.number, self.held.get(&t.id.0)))
                    .collect();
                return Err(format!(
                    "agent {agent} was given work up to {load} of {}: {}",
                    capacity(*agent),
                    held.join(", ")
                ));
            }
        }
        self.held = now;
        Ok(())
    }
}
