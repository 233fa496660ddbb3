//! What is wrong with a configuration where it is to be published: by itself, by the time, and by who is there.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::limits::MAX_KEPT_AGENTS;
use crate::model::agent::{Agent, AgentKind, Roster};
use crate::model::command::Actor;
use crate::model::config::{self, Config};
use crate::model::ids::AgentId;
use crate::model::time::Timestamp;
use crate::routing::{self, Document, Problem, Staffed};
use crate::store::Record;
use crate::store::index::group_of;

use super::super::draft::Draft;
use super::super::snapshot::Snapshot;
use super::assign::roster;
use super::{Asked, Ctx, Rule, Rules, answered, shift};

/// What is wrong with a configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConfigCheck {
    /// What must be put right before it can be published.
    pub problems: Vec<Problem>,
    /// What is probably a slip, but may be meant: tickets would wait for people who are not there yet, or one is named who
    /// is not.
    pub warnings: Vec<Problem>,
}

/// What is wrong with a configuration as it was written.
///
/// # Errors
/// None of its own.
pub(crate) fn checked(rules: &Rules, snapshot: &Snapshot, now: Timestamp, document: &Document) -> Asked<ConfigCheck> {
    let draft = Draft::new(snapshot, now, 0, Actor::system());
    answered(Ctx::with(rules, &draft, |ctx| check(ctx, &draft, document)))
}

fn check(ctx: &Ctx<'_>, draft: &Draft<'_>, document: &Document) -> Rule<ConfigCheck> {
    let mut found = ConfigCheck {
        problems: document.unread().to_vec(),
        warnings: Vec::new(),
    };
    let Some(config) = document.config() else {
        return Ok(found);
    };
    found.problems.extend(document.told(problems(ctx, draft, config)?));
    // Who could not be read may be the one who serves.
    let doubts = match document.has_all_of("agents") {
        true => {
            let mut doubts = warnings(ctx, draft, config)?;
            // The shop that could not be read may be one of that platform.
            if !document.has_all_of("shops") {
                let scopes = routing::scopes_of_no_shop(config);
                doubts.retain(|doubt| !scopes.contains(doubt));
            }
            doubts
        }
        false => shift::closed_for_good(ctx, draft, config)?.asked,
    };
    found.warnings = document.told(doubts);
    Ok(found)
}

/// Everything that is probably a slip in it.
pub(super) fn warnings(ctx: &Ctx<'_>, draft: &Draft<'_>, config: &Config) -> Rule<Vec<Problem>> {
    let mut found = shift::closed_for_good(ctx, draft, config)?.asked;
    found.extend(routing::unserved(config, &staffed(ctx, draft, config)?));
    found.extend(routing::strangers(config, &put_by_hand(ctx, draft, config)?));
    if let Some(staff) = staff(ctx, draft, config)? {
        found.extend(routing::out_of_reach(config, &staff));
    }
    found.extend(routing::scopes_of_no_shop(config));
    Ok(found)
}

/// Everything because of which it is not published.
pub(super) fn problems(ctx: &Ctx<'_>, draft: &Draft<'_>, config: &Config) -> Rule<Vec<Problem>> {
    let mut found = routing::validate(config);
    found.extend(shift::closed_for_good(ctx, draft, config)?.counted);
    found.extend(shift::missing(ctx, draft, config)?);
    Ok(found)
}

/// The groups of a configuration in which somebody is once it is published: agents whom it keeps, and those put by hand. Where
/// these are too many to be looked at, all are taken for people.
fn staffed(ctx: &Ctx<'_>, draft: &Draft<'_>, config: &Config) -> Rule<Staffed> {
    let mut groups: BTreeSet<String> = routing::all_groups(config);
    groups.extend(routing::task_groups(config));
    draft.want(groups.iter().map(|group| Roster::key(group_of(group))))?;
    // Of those whom either configuration keeps, what this one says counts.
    let kept = ctx.config.agents.iter().chain(&config.agents);
    let kept: BTreeSet<AgentId> = kept.map(|agent| agent.agent_id()).collect();
    let mut staffed = Staffed::default();
    for agent in &config.agents {
        agent.groups.iter().for_each(|group| staffed.add(group, agent.kind));
    }
    let mut by_hand: Vec<(String, AgentId)> = Vec::new();
    for group in groups {
        let roster = draft.get::<Roster>(group_of(&group))?;
        let others = roster.into_iter().flat_map(|row| row.agents.difference(&kept));
        by_hand.extend(others.map(|id| (group.clone(), *id)));
    }
    let few = by_hand.len() <= MAX_KEPT_AGENTS;
    let looked_at = by_hand.iter().filter(|_| few);
    draft.want(looked_at.map(|(_, id)| Agent::key(id.0)))?;
    for (group, id) in &by_hand {
        let row = match few {
            true => draft.get::<Agent>(*id)?,
            false => None,
        };
        staffed.add(group, row.map_or(AgentKind::Human, |agent| agent.kind));
    }
    Ok(staffed)
}

/// Everybody who is there once a configuration is published and may take anything: whom it keeps, and who was put by hand.
/// `None` where it asks nothing of anybody, or where they are too many to be looked at.
fn staff(ctx: &Ctx<'_>, draft: &Draft<'_>, config: &Config) -> Rule<Option<Vec<Agent>>> {
    let asks = |rule: &config::Rule| rule.then.weight.is_some() || !rule.then.skills.is_empty();
    if !config.rules.iter().any(asks) && !config.tasks.iter().any(|of| of.auto_assign) {
        return Ok(None);
    }
    let mut groups: BTreeSet<String> = routing::all_groups(config);
    groups.extend(routing::task_groups(config));
    let kept = ctx.config.agents.iter().chain(&config.agents);
    let kept: BTreeSet<AgentId> = kept.map(|agent| agent.agent_id()).collect();
    let mut others = roster(draft, &groups)?;
    others.retain(|id| !kept.contains(id));
    if others.len() > MAX_KEPT_AGENTS {
        return Ok(None);
    }
    draft.want(others.iter().map(|id| Agent::key(id.0)))?;
    let mut staff: Vec<Agent> = config.agents.iter().map(|agent| agent.agent(None)).collect();
    for id in others {
        staff.extend(draft.get::<Agent>(id)?.cloned());
    }
    Ok(Some(staff))
}

/// Of those whom a configuration names by their ids, the agents put by hand: whom the one in force keeps, goes with it.
fn put_by_hand(ctx: &Ctx<'_>, draft: &Draft<'_>, config: &Config) -> Rule<BTreeMap<AgentId, AgentKind>> {
    let mut named = routing::named_agents(config);
    for agent in &ctx.config.agents {
        named.remove(&agent.agent_id());
    }
    draft.want(named.iter().map(|id| Agent::key(id.0)))?;
    let mut there = BTreeMap::new();
    for id in named {
        if let Some(agent) = draft.get::<Agent>(id)? {
            there.insert(id, agent.kind);
        }
    }
    Ok(there)
}
