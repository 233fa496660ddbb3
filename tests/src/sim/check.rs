//! What must hold after every commit.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::{
    Agent, AnyEvent, Cursor, EventBody, Job, JobBody, JobId, OrderId, Platform, Recorded, Role, SourceId, Tenant,
    Ticket, Timestamp, Uid,
};
use aftersync_core::model::job::JobState;
use aftersync_core::model::revision::Revision;
use aftersync_core::model::shop::ShopState;
use aftersync_core::model::source::Source;
use aftersync_core::model::task::Task;
use aftersync_core::store::{Reader, Record, TicketStore};

use super::floor;
use super::loads::{Held, Loads};

/// What was seen of one merchant so far.
#[derive(Default)]
struct Seen {
    rev: i64,
    cursor: i64,
    at: Timestamp,
    revisions: BTreeMap<Uid, Revision>,
    loads: Loads,
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
    /// How often things happened that a busy floor is there for.
    pub met: BTreeMap<&'static str, u64>,
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
            seen.event(event)?;
            if let AnyEvent::Known(body) = &event.event.body
                && let Some(name) = floor::met(body)
            {
                *self.met.entry(name).or_default() += 1;
            }
        }
        if page.head.0 != seen.cursor {
            return Err(format!("the log ends at {} and says {}", seen.cursor, page.head.0));
        }
        for (_, shop) in each::<ShopState>(&mut *reader, tenant) {
            let why = shop.stopped.as_ref().map(|reason| format!("{}: {reason}", shop.shop));
            self.stopped.extend(why);
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
        over(&tickets)?;
        let held = Held {
            tickets: &tickets,
            tasks: &each::<Task>(&mut *reader, tenant)
                .into_iter()
                .map(|(_, t)| t)
                .collect::<Vec<_>>(),
            agents: &each::<Agent>(&mut *reader, tenant)
                .into_iter()
                .map(|(_, a)| a)
                .collect::<Vec<_>>(),
        };
        seen.loads.look(&held, &page.events)
    }
}

/// What is over weighs nothing.
fn over(tickets: &[Ticket]) -> Result<(), String> {
    let ended = |t: &&Ticket| t.merged_into.is_none() && !t.is_open() && t.assignment.weight != 0;
    tickets.iter().find(ended).map_or(Ok(()), |t| {
        let (number, weight) = (&t.number, t.assignment.weight);
        Err(format!("{number} is over and weighs {weight} on its agent"))
    })
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
    fn event(&mut self, event: &Recorded) -> Result<(), String> {
        let Cursor(at) = event.cursor;
        if at != self.cursor + 1 {
            return Err(format!("the log has {at} after {}", self.cursor));
        }
        self.cursor = at;
        if event.event.at < self.at {
            return Err(format!("the time of the log ran back at {at}"));
        }
        self.at = event.event.at;
        if let AnyEvent::Known(EventBody::OverRefund {
            order,
            paid,
            going_back,
        }) = &event.event.body
        {
            let first = self.over_paid.insert(*order);
            if first && event.event.actor.role == Role::Agent {
                return Err(format!(
                    "a person's command lets {going_back} go back for order {order}, of which {paid} was paid"
                ));
            }
        }
        Ok(())
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
}
