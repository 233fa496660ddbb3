//! Giving past tickets out again by another configuration, and telling what would have been different.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::lifecycle::waiting_on;
use crate::limits::{MAX_EXAMINED, MAX_PAGE};
use crate::model::agent::{Agent, AgentKind};
use crate::model::config::Config;
use crate::model::event::{AnyEvent, Cursor, EventBody};
use crate::model::ids::{AgentId, Tenant, TicketId};
use crate::model::number::TicketNumber;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing::{self, Arrival, Served, parks};
use crate::store::{Reader, Record};

use super::decide::Rules;
use super::decide::trial::{Candidate, arrivals, colleagues};
use super::desk::Desk;
use super::later::Later;
use super::look::Look;
use super::routes;
use super::trial::{opened, published};

/// How long a ticket keeps an agent when no ticket in the range tells, in milliseconds.
const USUAL_WORK: i64 = 10 * 60 * 1_000;
/// Milliseconds of a minute.
const MINUTE: i64 = 60_000;

/// Which past tickets are given out again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SimulationQuery {
    /// Opened then or later.
    pub opened_from: Option<Timestamp>,
    /// Opened then or earlier.
    pub opened_to: Option<Timestamp>,
    /// How long each ticket keeps an agent, in milliseconds. When absent, as long as its agent had it in hand; the median of
    /// the others for one that nobody had.
    pub work_ms: Option<i64>,
}

/// What became of a ticket under one configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GivenOut {
    /// The queue it stood in at the end.
    pub queue: String,
    /// Who got it; nobody when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<AgentId>,
    /// How long it waited for them, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_ms: Option<i64>,
}

/// A ticket of which something would have been different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Differs {
    /// Which.
    pub ticket: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// By the configuration in force.
    pub is: GivenOut,
    /// By the other one.
    pub would: GivenOut,
}

/// How much work an agent had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgentWork {
    /// Who.
    pub agent: AgentId,
    /// Tickets they got.
    pub tickets: u32,
    /// Minutes of work on them.
    pub minutes: i64,
}

/// What one configuration makes of all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attained {
    /// Tickets that somebody got.
    pub assigned: u32,
    /// Tickets that nobody ever got.
    pub unassigned: u32,
    /// The wait that half of those who got somebody did not exceed, in milliseconds.
    pub wait_median_ms: i64,
    /// The wait that nine of ten did not exceed.
    pub wait_p90_ms: i64,
    /// The longest wait.
    pub wait_longest_ms: i64,
    /// How much work each agent had.
    pub agents: Vec<AgentWork>,
    /// Tickets by the queue they stood in at the end.
    pub queues: BTreeMap<String, u32>,
}

/// The difference between the configuration in force and another one, over past tickets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Simulation {
    /// The version of the configuration in force.
    pub version: u32,
    /// How many tickets were given out.
    pub tickets: u32,
    /// By the configuration in force.
    pub is: Attained,
    /// By the other one.
    pub would: Attained,
    /// How many tickets would have been elsewhere, with somebody else, or after another wait.
    pub differ: u32,
    /// The first of them in the order they were opened, at most [`MAX_PAGE`].
    pub differing: Vec<Differs>,
}

impl Desk {
    /// Gives past tickets out again, once by the configuration in force and once by another, and tells what would have been
    /// different: queue, agent and wait of each ticket, minutes of work by agent. Nothing is written. Both begin with an empty
    /// desk and with all agents there; see `docs/routing.md` for what is left out.
    ///
    /// # Errors
    /// `Config` with all problems of the configuration; `Rejected` for a range of more than
    /// [`MAX_EXAMINED`] tickets.
    pub fn simulate(&self, config: Config, query: SimulationQuery) -> Later<Simulation> {
        let rules = self.engine().0.rules.clone();
        self.read(move |reader, tenant| {
            simulate(reader, tenant, &rules, config, &query).map_err(|error| error.during("desk.simulate"))
        })
    }
}

/// A past ticket, by both configurations.
struct Past {
    ticket: TicketId,
    number: TicketNumber,
    work_ms: Option<i64>,
    is: Arrival,
    would: Arrival,
}

fn simulate(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    rules: &Rules,
    config: Config,
    query: &SimulationQuery,
) -> Result<Simulation> {
    let candidate = Candidate::new(published(config)?);
    let force = routes::config(reader, tenant)?.unwrap_or_default();
    let mut past = past(reader, tenant, rules, &candidate, query)?;
    fill_work(&mut past, query.work_ms);
    let agents = agents(reader, tenant, [&force, candidate.config()])?;
    let run = |config: &Config, of: fn(&Past) -> &Arrival| {
        let arrivals: Vec<Arrival> = past.iter().map(|one| of(one).clone()).collect();
        let served = routing::simulate(config, &agents, &arrivals);
        (attained(&served, &arrivals), served)
    };
    let (is, served_now) = run(&force, |one| &one.is);
    let (would, served_then) = run(candidate.config(), |one| &one.would);
    let pairs = past.iter().zip(served_now.iter().zip(&served_then));
    let differing: Vec<Differs> = pairs.filter(|(_, (is, would))| is != would).map(differs).collect();
    Ok(Simulation {
        version: force.version,
        tickets: count(past.len()),
        is,
        would,
        differ: count(differing.len()),
        differing: differing.into_iter().take(MAX_PAGE).collect(),
    })
}

fn differs((past, (is, would)): (&Past, (&Served, &Served))) -> Differs {
    Differs {
        ticket: past.ticket,
        number: past.number,
        is: given(is),
        would: given(would),
    }
}

fn given(served: &Served) -> GivenOut {
    GivenOut {
        queue: served.queue.clone(),
        agent: served.agent,
        wait_ms: served.wait_ms,
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The tickets of the range, the first opened first.
fn past(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    rules: &Rules,
    candidate: &Candidate,
    query: &SimulationQuery,
) -> Result<Vec<Past>> {
    let mut scan = opened(query.opened_from, query.opened_to, MAX_PAGE);
    let mut past = Vec::new();
    loop {
        let page = reader.list(tenant, &scan)?;
        let tickets: Vec<&Ticket> = page.entries.iter().filter_map(|entry| Ticket::of(&entry.row)).collect();
        if past.len() + tickets.len() > MAX_EXAMINED {
            return Err(
                Error::new(ErrorKind::Rejected, "more tickets than are given out again at once")
                    .with("most", MAX_EXAMINED)
                    .hint("choose a shorter range with `opened_from` and `opened_to`"),
            );
        }
        for ticket in tickets {
            let work_ms = in_hand(reader, tenant, ticket.id)?;
            let both = Look::new(reader, tenant).ask(|snapshot| arrivals(rules, snapshot, candidate, ticket.id))??;
            past.extend(both.map(|(is, would)| Past {
                ticket: ticket.id,
                number: ticket.number,
                work_ms,
                is,
                would,
            }));
        }
        match page.next {
            Some(mark) => scan.after = Some(mark),
            None => return Ok(past),
        }
    }
}

/// How long the first who had a ticket had it in hand: until it waited for somebody outside, ended, or was taken away.
fn in_hand(reader: &mut dyn Reader, tenant: &Tenant, ticket: TicketId) -> Result<Option<i64>> {
    let mut since = None;
    let mut after = Cursor::default();
    loop {
        let page = reader.ticket_events(tenant, ticket, after, MAX_PAGE)?;
        for event in page.events.iter().map(|recorded| &recorded.event) {
            let AnyEvent::Known(body) = &event.body else { continue };
            match (body, since) {
                (EventBody::Assigned { .. }, None) => since = Some(event.at),
                (EventBody::Released { .. }, Some(since)) => return Ok(Some(event.at.since(since))),
                (EventBody::StateChanged { to, .. }, Some(since)) if parks(waiting_on(*to)) => {
                    return Ok(Some(event.at.since(since)));
                }
                _ => (),
            }
        }
        if page.events.len() < MAX_PAGE || page.next <= after {
            return Ok(None);
        }
        after = page.next;
    }
}

/// Says how long each ticket keeps an agent.
fn fill_work(past: &mut [Past], wanted: Option<i64>) {
    let mut known: Vec<i64> = past.iter().filter_map(|one| one.work_ms).collect();
    known.sort_unstable();
    let median = known.get(known.len() / 2).copied().unwrap_or(USUAL_WORK);
    for one in past {
        let work_ms = wanted.or(one.work_ms).unwrap_or(median);
        one.is.work_ms = work_ms;
        one.would.work_ms = work_ms;
    }
}

/// The people who serve a queue of either configuration, sorted.
fn agents(reader: &mut dyn Reader, tenant: &Tenant, configs: [&Config; 2]) -> Result<Vec<Agent>> {
    let groups: BTreeSet<String> = configs.into_iter().flat_map(routing::all_groups).collect();
    let mut agents = Look::new(reader, tenant).ask(|snapshot| colleagues(snapshot, &groups))??;
    agents.retain(|agent| agent.kind == AgentKind::Human);
    Ok(agents)
}

/// What became of all tickets, in figures.
fn attained(served: &[Served], arrivals: &[Arrival]) -> Attained {
    let mut attained = Attained::default();
    let mut waits = Vec::new();
    let mut work: BTreeMap<AgentId, (u32, i64)> = BTreeMap::new();
    for (served, arrival) in served.iter().zip(arrivals) {
        *attained.queues.entry(served.queue.clone()).or_default() += 1;
        match served.agent {
            Some(agent) => {
                attained.assigned += 1;
                let (tickets, ms) = work.entry(agent).or_default();
                *tickets += 1;
                *ms += arrival.work_ms;
                waits.extend(served.wait_ms);
            }
            None => attained.unassigned += 1,
        }
    }
    waits.sort_unstable();
    let reached = |tenths: usize| {
        waits
            .get((waits.len() * tenths).div_ceil(10).saturating_sub(1))
            .copied()
    };
    attained.wait_median_ms = reached(5).unwrap_or_default();
    attained.wait_p90_ms = reached(9).unwrap_or_default();
    attained.wait_longest_ms = waits.last().copied().unwrap_or_default();
    let of = |(agent, (tickets, ms)): (AgentId, (u32, i64))| AgentWork {
        agent,
        tickets,
        minutes: ms / MINUTE,
    };
    attained.agents = work.into_iter().map(of).collect();
    attained
}
