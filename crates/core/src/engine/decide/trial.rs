//! What other rules would make of tickets that are there.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::agent::Agent;
use crate::model::command::Actor;
use crate::model::config::Config;
use crate::model::ids::{AgentId, TicketId};
use crate::model::number::TicketNumber;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing::{self, Ruleset};
use crate::store::Record;

use super::super::draft::Draft;
use super::super::snapshot::Snapshot;
use super::assign::roster;
use super::subject::Around;
use super::{Asked, Ctx, Rule, Rules, answered};

/// Where rules put a ticket when it comes, before anybody has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Placed {
    /// The queue: that of the rules, unless a person chose one.
    pub queue: String,
    /// Its priority, 0 (now) to 4.
    pub band: u8,
    /// Its weight in units of work.
    pub weight: i64,
    /// Skills an agent needs, with the lowest level.
    pub skills: BTreeMap<String, u8>,
    /// Tags the rules add.
    pub tags: BTreeSet<String>,
    /// The rule that decided; `None` when the ticket fell through to the fallback queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// A ticket that another configuration puts elsewhere, or asks something else of agents for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rerouted {
    /// Which.
    pub ticket: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// When it was opened: the time that both are asked for.
    pub opened_at: Timestamp,
    /// By the configuration in force.
    pub is: Placed,
    /// By the other one.
    pub would: Placed,
}

/// A configuration that is tried, with its rules compiled.
pub(crate) struct Candidate {
    config: Config,
    rules: Ruleset,
}

impl Candidate {
    pub fn new(config: Config) -> Self {
        let rules = Ruleset::new(&config);
        Self { config, rules }
    }

    pub fn config(&self) -> &Config {
        &self.config
    }

    pub(super) fn rules(&self) -> &Ruleset {
        &self.rules
    }
}

/// What becomes of one ticket, `None` when it is the same.
///
/// # Errors
/// The inner one: what a rule refuses.
pub(crate) fn tried(
    rules: &Rules,
    snapshot: &Snapshot,
    candidate: &Candidate,
    id: TicketId,
) -> Asked<Option<Rerouted>> {
    let draft = Draft::new(snapshot, Timestamp::default(), 0, Actor::system());
    answered(Ctx::with(rules, &draft, |ctx| {
        let Some(t) = draft.get::<Ticket>(id)? else {
            return Ok(None);
        };
        let is = by(ctx.routing(), ctx.config, &draft, t)?;
        let would = by(&candidate.rules, &candidate.config, &draft, t)?;
        Ok((is != would).then_some(Rerouted {
            ticket: t.id,
            number: t.number,
            opened_at: t.opened_at,
            is,
            would,
        }))
    }))
}

/// The agents of these groups and these besides, sorted.
///
/// # Errors
/// The inner one: what a rule refuses.
pub(crate) fn colleagues(
    snapshot: &Snapshot,
    groups: &BTreeSet<String>,
    besides: &BTreeSet<AgentId>,
) -> Asked<Vec<Agent>> {
    let draft = Draft::new(snapshot, Timestamp::default(), 0, Actor::system());
    answered((|| {
        let mut ids = roster(&draft, groups)?;
        ids.extend(besides);
        draft.want(ids.iter().map(|id| Agent::key(id.0)))?;
        let agents = ids.into_iter().map(|id| Ok(draft.get::<Agent>(id)?.cloned()));
        agents.filter_map(Rule::transpose).collect()
    })())
}

/// Where one configuration puts a ticket, at the time it was opened.
fn by(rules: &Ruleset, config: &Config, draft: &Draft<'_>, t: &Ticket) -> Rule<Placed> {
    let around = Around::asked(rules.around(), draft, t)?;
    let placement = routing::place_by(rules, config, &around.subject(t).at(t.opened_at, config));
    Ok(Placed {
        queue: routing::chosen(config, t).cloned().unwrap_or(placement.queue),
        band: t.local.band.unwrap_or(placement.band),
        weight: placement.weight,
        skills: placement.skills,
        tags: placement.tags,
        rule: placement.rule,
    })
}
