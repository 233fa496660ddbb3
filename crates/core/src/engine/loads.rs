//! Whether the loads of agents are what their tickets, tasks and offers add up to, and putting right those that are not.
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::limits::MAX_PAGE;
use crate::model::agent::Agent;
use crate::model::ids::{AgentId, Tenant};
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::store::{Index, Reader, Record, Scan, Slot, Table};

use super::check::each;
use super::decide::{load_of, mends_of};
use super::desk::Desk;
use super::input::{Answer, SeenLoad, What};
use super::later::Later;

const OPERATION: &str = "desk.verify_loads";
/// How often an agent is counted anew whose work moved meanwhile.
const TRIES: usize = 8;
/// How often what was found and moved before it could be put right is looked for again.
const ROUNDS: usize = 8;

/// A load that was not what a recount gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LoadDrift {
    /// Whose.
    pub agent: AgentId,
    /// Units of work it said.
    pub stored: i64,
    /// Units of work that tickets, tasks and offers add up to: what it says now.
    pub counted: i64,
}

/// What a look at some agents gave.
#[derive(Default)]
struct Found {
    drifted: Vec<SeenLoad>,
    /// Who may have drifted, and whose work moved whenever they were counted.
    restless: Vec<AgentId>,
}

impl Desk {
    /// Counts the loads of all agents anew from open tickets, tasks and offers, tells each that drifted as the event
    /// `load_drifted`, and puts it right in the same commit; gives those. Where none drifted nothing is written. May run
    /// while people work: a load that moves while it is looked at is looked at again.
    ///
    /// # Errors
    /// The store's own. `Conflict` when loads that seem wrong move faster than they can be counted: those that were put
    /// right before are, and are in the log.
    pub fn verify_loads(&self) -> Later<Vec<LoadDrift>> {
        let desk = self.clone();
        Later::of(async move {
            let mut mended = Vec::new();
            let mut of = desk.read(everybody).await?;
            for _ in 0..ROUNDS {
                let found = desk.read(move |reader, tenant| look(reader, tenant, &of)).await?;
                of = found.restless;
                if !found.drifted.is_empty() {
                    let done = desk.mend(found.drifted.clone()).await?;
                    let (right, moved): (Vec<_>, Vec<_>) =
                        found.drifted.iter().partition(|one| done.contains(&one.agent));
                    mended.extend(right.into_iter().map(SeenLoad::drift));
                    of.extend(moved.into_iter().map(|one| one.agent));
                }
                if of.is_empty() {
                    mended.sort_by_key(|drift| drift.agent);
                    return Ok(mended);
                }
            }
            Err(
                Error::new(ErrorKind::Conflict, "loads move faster than they can be counted")
                    .during(OPERATION)
                    .with("agents", of.len())
                    .hint("try again when less is going on"),
            )
        })
    }

    fn mend(&self, seen: Vec<SeenLoad>) -> Later<Vec<AgentId>> {
        self.submit(What::Loads(seen), |done| match done.answer {
            Answer::Mended(agents) => Ok(agents),
            _ => Err(Error::internal("another answer than was asked for").during(OPERATION)),
        })
    }
}

impl SeenLoad {
    fn drift(&self) -> LoadDrift {
        LoadDrift {
            agent: self.agent,
            stored: self.stored,
            counted: self.counted,
        }
    }
}

/// Who may have a load: all agents, and whoever has one without being one any more.
fn everybody(reader: &mut dyn Reader, tenant: &Tenant) -> Result<Vec<AgentId>> {
    let mut all = BTreeSet::new();
    each::<Agent>(reader, tenant, |id, _| {
        all.insert(AgentId(id));
    })?;
    let loaded = reader.gauges(tenant, Table::AgentLoad)?;
    all.extend(loaded.into_iter().map(|(id, _)| AgentId(id)));
    Ok(all.into_iter().collect())
}

fn look(reader: &mut dyn Reader, tenant: &Tenant, agents: &[AgentId]) -> Result<Found> {
    let mut found = Found::default();
    for agent in agents {
        match settled(reader, tenant, *agent)? {
            Some(seen) if seen.stored != seen.counted => found.drifted.push(seen),
            Some(_) => {}
            None => found.restless.push(*agent),
        }
    }
    Ok(found)
}

/// What one agent's load says and what it should say, both of one commit; `None` where they differ and commits came between
/// at every try. Where they agree nothing more is asked.
fn settled(reader: &mut dyn Reader, tenant: &Tenant, agent: AgentId) -> Result<Option<SeenLoad>> {
    for _ in 0..TRIES {
        let loaded = reader.load(tenant, &[load_of(agent), mends_of(agent)])?;
        let gauge = |n: usize| match loaded.slots.get(n) {
            Some(Slot::Gauge(value)) => *value,
            _ => 0,
        };
        let seen = SeenLoad {
            agent,
            stored: gauge(0),
            counted: counted(reader, tenant, agent)?,
            mends: gauge(1),
        };
        if seen.stored == seen.counted || reader.head(tenant)?.rev == loaded.head.rev {
            return Ok(Some(seen));
        }
    }
    Ok(None)
}

/// What an agent's open tickets, tasks and offers weigh.
fn counted(reader: &mut dyn Reader, tenant: &Tenant, agent: AgentId) -> Result<i64> {
    let mut sum = 0_i64;
    of_list::<Ticket>(reader, tenant, Index::TicketAgent, agent, |t| {
        let has = t.assignment.agent == Some(agent);
        sum += if has { t.assignment.weight } else { 0 };
    })?;
    of_list::<Ticket>(reader, tenant, Index::TicketOffered, agent, |t| {
        let offers = t.assignment.offers.iter().filter(|offer| offer.agent == agent);
        sum += offers.map(|offer| offer.weight).sum::<i64>();
    })?;
    of_list::<Task>(reader, tenant, Index::TaskAgent, agent, |task| {
        let load = task.load().filter(|(who, _)| *who == agent);
        sum += load.map_or(0, |(_, weight)| weight);
    })?;
    Ok(sum)
}

/// Every row of a list of an agent's.
fn of_list<R: Record>(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    index: Index,
    agent: AgentId,
    mut visit: impl FnMut(&R),
) -> Result<()> {
    let mut scan = Scan::all(index, agent.0, R::TABLE, MAX_PAGE);
    loop {
        let page = reader.list(tenant, &scan)?;
        page.entries.iter().filter_map(|e| R::of(&e.row)).for_each(&mut visit);
        scan.after = match page.next {
            Some(mark) => Some(mark),
            None => return Ok(()),
        };
    }
}
