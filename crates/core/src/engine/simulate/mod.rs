//! Giving past tickets out again by another configuration, and telling what would have been different.
mod figures;
mod history;
mod hops;
mod presence;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::limits::{MAX_EXAMINED, MAX_PAGE};
use crate::model::agent::{Agent, AgentKind, Presence};
use crate::model::automation::{AutomationStep, Occasion};
use crate::model::config::Config;
use crate::model::customer::Customer;
use crate::model::ids::{AgentId, CustomerId, Tenant, TicketId};
use crate::model::money::Money;
use crate::model::number::TicketNumber;
use crate::model::ticket::Ticket;
use crate::model::time::{DAY, Timestamp};
use crate::routing::{self, Arrival, Circumstances, Does, Served};
use crate::store::{Reader, Record, Slot};

use super::decide::Rules;
use super::decide::trial::{Candidate, colleagues};
use super::decide::verdict::{Came, Ledger, PolicyVerdict, came};
use super::desk::Desk;
use super::later::Later;
use super::look::Look;
use super::routes;
use super::trial::{opened, published};

use figures::attained;
use history::{Told, Usual, heard_of, told};
use hops::Hops;

/// Which past tickets are given out again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SimulationQuery {
    /// Opened then or later.
    pub opened_from: Option<Timestamp>,
    /// Opened then or earlier.
    pub opened_to: Option<Timestamp>,
    /// Everybody is taken to be there within their shifts, whoever came and went in truth.
    pub everybody_there: bool,
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
    /// How long it waited for them, in milliseconds, without the time in which somebody had it before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_ms: Option<i64>,
    /// The rungs of its ladder that were done, by name, in that order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub escalated: Vec<String>,
    /// What policies and automations decided as it came, or automations later.
    pub verdict: PolicyVerdict,
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
    /// Tickets that policies and automations decided without a person.
    pub decided: u32,
    /// Money that was granted with that, one amount for a currency.
    pub granted: Vec<Money>,
    /// Tickets of which a rung of an escalation ladder was done.
    #[serde(default, skip_serializing_if = "is_none")]
    pub escalated: u32,
}

// Serde hands over a reference.
fn is_none(tickets: &u32) -> bool {
    *tickets == 0
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
    /// different: queue, agent and wait of each ticket, what is granted of it without a person, minutes of work by agent.
    /// Nothing is written. Both begin with an empty desk, and with those agents there who were; see `docs/routing.md` for what
    /// is left out.
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

/// The longest that a ticket may be said to keep an agent, in milliseconds.
const MOST_WORK: i64 = 366 * DAY;

/// A past ticket, by both configurations.
struct Past {
    ticket: TicketId,
    number: TicketNumber,
    told: Told,
    is: Came,
    would: Came,
}

/// The one of both configurations that is looked at.
type Side = fn(&Past) -> &Came;

fn simulate(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    rules: &Rules,
    config: Config,
    query: &SimulationQuery,
) -> Result<Simulation> {
    if query.work_ms.is_some_and(|ms| !(0..=MOST_WORK).contains(&ms)) {
        return Err(
            Error::new(ErrorKind::Rejected, "nobody has a ticket in hand for so long")
                .with("work_ms", query.work_ms.unwrap_or_default())
                .with("most", MOST_WORK)
                .hint("give milliseconds from 0 to a year, or nothing for as long as it took"),
        );
    }
    let candidate = Candidate::new(published(config)?);
    let force = routes::config(reader, tenant)?.unwrap_or_default();
    let hears = heard_of([&force, candidate.config()]);
    let mut past = past(reader, tenant, rules, &candidate, query, &hears)?;
    let usual = Usual::of(past.iter().map(|one| &one.told));
    fill_work(&mut past, &usual, query.work_ms);
    let mut agents = agents(reader, tenant, [&force, candidate.config()], &past)?;
    let beside = circumstances(reader, tenant, &mut agents, &past, query.everybody_there)?;
    let mut run = |config: &Config, other: Option<&Candidate>, side: Side| -> Result<_> {
        let arrivals: Vec<Arrival> = past.iter().map(|one| side(one).arrival.clone()).collect();
        let mut hops = Hops::new(Look::new(reader, tenant), rules, other, (&usual, query.work_ms));
        let mut ask = |which: usize, hop, at| {
            past.get(which)
                .map_or_else(Does::default, |one| hops.ask(one, side, (hop, at)))
        };
        let served = routing::simulate(config, &agents, &arrivals, &beside, &mut ask);
        let decided = hops.decided()?;
        let all: Vec<GivenOut> = past
            .iter()
            .zip(&served)
            .map(|(one, served)| given(side(one), served, &decided))
            .collect();
        Ok((attained(served.iter().zip(all.iter().map(|one| &one.verdict))), all))
    };
    let (is, given_now) = run(&force, None, |one| &one.is)?;
    let (would, given_then) = run(candidate.config(), Some(&candidate), |one| &one.would)?;
    let pairs = past.iter().zip(given_now.into_iter().zip(given_then));
    let differing: Vec<Differs> = pairs.filter_map(differs).collect();
    Ok(Simulation {
        version: force.version,
        tickets: count(past.len()),
        is,
        would,
        differ: count(differing.len()),
        differing: differing.into_iter().take(MAX_PAGE).collect(),
    })
}

fn differs((past, (is, would)): (&Past, (GivenOut, GivenOut))) -> Option<Differs> {
    (is != would).then_some(Differs {
        ticket: past.ticket,
        number: past.number,
        is,
        would,
    })
}

fn given(came: &Came, served: &Served, decided: &[PolicyVerdict]) -> GivenOut {
    GivenOut {
        queue: served.queue.clone(),
        agent: served.agent,
        wait_ms: served.wait_ms,
        escalated: served.rungs.clone(),
        verdict: came.verdict_by(served.granted, decided).clone(),
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
    hears: &BTreeSet<Occasion>,
) -> Result<Vec<Past>> {
    let mut scan = opened(query.opened_from, query.opened_to, MAX_PAGE);
    let mut past = Vec::new();
    let (mut ledger, mut other) = (Ledger::default(), Ledger::default());
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
            let told = told(reader, tenant, ticket, hears)?;
            let ledgers = [&ledger, &other];
            let mut look = Look::new(reader, tenant);
            let both = look.ask(|snapshot| came(rules, snapshot, candidate, ticket.id, &told.known, ledgers))??;
            let Some((is, would)) = both else { continue };
            ledger.enter(ticket.id, &is);
            other.enter(ticket.id, &would);
            past.push(Past {
                ticket: ticket.id,
                number: ticket.number,
                told,
                is,
                would,
            });
        }
        match page.next {
            Some(mark) => scan.after = Some(mark),
            None => return Ok(past),
        }
    }
}

/// Who comes and goes meanwhile, and who served the customers before the first of the tickets came.
fn circumstances(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    agents: &mut [Agent],
    past: &[Past],
    everybody_there: bool,
) -> Result<Circumstances> {
    let moments = || past.iter().map(|one| one.is.arrival.at);
    let (Some(from), Some(to)) = (moments().min(), moments().max()) else {
        return Ok(Circumstances::default());
    };
    let went = if everybody_there {
        agents.iter_mut().for_each(|agent| agent.presence = Presence::Online);
        Vec::new()
    } else {
        presence::lived(reader, tenant, agents, from, to)?
    };
    let mut ids: Vec<CustomerId> = past.iter().filter_map(|one| one.is.arrival.customer).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut served = BTreeMap::new();
    for some in ids.chunks(MAX_PAGE) {
        let keys: Vec<_> = some.iter().map(|id| Customer::key(id.0)).collect();
        for slot in reader.load(tenant, &keys)?.slots {
            let Slot::Row { row, .. } = slot else { continue };
            let Some(customer) = Customer::of(&row) else { continue };
            // Who served them since is not known from before.
            let before = customer.served.filter(|served| served.at < from);
            served.extend(before.map(|before| (customer.id, before)));
        }
    }
    Ok(Circumstances { went, served })
}

/// Says how long each ticket keeps an agent.
fn fill_work(past: &mut [Past], usual: &Usual, wanted: Option<i64>) {
    for one in past {
        for came in [&mut one.is, &mut one.would] {
            came.arrival.work_ms = wanted.unwrap_or_else(|| usual.work_ms(&one.told));
            let over = || usual.over_ms(&one.told, came.stands).min(wanted.unwrap_or(i64::MAX));
            came.arrival.over_ms = came.verdict.is_decided().then(over);
            let Came { arrival, later, .. } = came;
            for called in arrival.called() {
                let stands = called.does.grants.and_then(|which| later.get(which));
                let over_ms = stands.map(|(_, stands)| usual.over_ms(&one.told, *stands));
                called.does.over_ms = over_ms.unwrap_or_default().min(wanted.unwrap_or(i64::MAX));
            }
        }
    }
}

/// The people who serve a queue of either configuration, and the bots that had a talk, sorted.
fn agents(reader: &mut dyn Reader, tenant: &Tenant, configs: [&Config; 2], past: &[Past]) -> Result<Vec<Agent>> {
    let groups: BTreeSet<String> = configs.into_iter().flat_map(routing::all_groups).collect();
    let talks = past.iter().filter_map(|one| one.told.known.talk);
    let bots: BTreeSet<AgentId> = talks.map(|talk| talk.bot).collect();
    let steps = configs.into_iter().flat_map(|config| &config.automations);
    let named = steps
        .flat_map(|automation| &automation.then)
        .filter_map(|step| match step {
            AutomationStep::Assign(agent) => Some(*agent),
            _ => None,
        });
    let beside = bots.iter().copied().chain(named).collect();
    let mut agents = Look::new(reader, tenant).ask(|snapshot| colleagues(snapshot, &groups, &beside))??;
    agents.retain(|agent| agent.kind == AgentKind::Human || bots.contains(&agent.id));
    Ok(agents)
}
