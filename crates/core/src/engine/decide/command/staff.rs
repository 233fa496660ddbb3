//! Agents: put and removed one by one, or kept by the configuration, which then is the only one to change them.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::Error;
use crate::model::agent::{Agent, AgentKind, Roster};
use crate::model::config::Config;
use crate::model::event::EventBody;
use crate::model::ids::{AgentId, TicketId, Uid};
use crate::model::job::{Job, JobBody};
use crate::model::staff::AgentConfig;
use crate::routing;
use crate::store::index::group_of;
use crate::store::{Key, Record};

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule, assign, bot, overflow, presence, quantity, shift, task};

/// Most names that a refusal tells.
const SHOWN: usize = 20;

/// Adds or changes an agent, and the rosters of the groups.
pub(super) fn put(ctx: &Ctx<'_>, draft: &mut Draft<'_>, agent: &Agent) -> Rule<Option<TicketId>> {
    usable(ctx.config, agent)?;
    declared(ctx.config, agent)?;
    bot::known_actions(agent)?;
    shift::named(ctx, agent)?;
    if let Some(kept) = kept(ctx.config, agent.id) {
        let same = kept.agent(Some(agent)) == *agent;
        same.then_some(()).ok_or_else(|| is_kept(ctx.config, agent.id))?;
    }
    let known = draft.get::<Agent>(agent.id)?.cloned();
    let mut moves = Moves::default();
    moves.note(agent.id, known.as_ref(), Some(agent));
    moves.write(draft)?;
    draft.put(agent.id, agent.clone());
    draft.event(None, EventBody::AgentChanged { agent: agent.id });
    overflow::lowered(draft, known.as_ref(), agent)?;
    left(ctx, draft, &moves)?;
    presence::follow(ctx, draft, known.as_ref(), agent, None)?;
    assign::freed(ctx, draft, agent.id)?;
    Ok(None)
}

/// By hand comes who might stand in a document too.
fn usable(config: &Config, agent: &Agent) -> Result<(), Error> {
    let Some(problem) = routing::agent_problems(config, &AgentConfig::of(agent))
        .into_iter()
        .next()
    else {
        return Ok(());
    };
    let refused = Error::rejected("the agent cannot be put like this")
        .with("path", &problem.path)
        .with("wrong", &problem.wrong);
    Err(match &problem.allowed {
        Some(allowed) => refused.with("allowed", allowed),
        None => refused,
    })
}

/// Where groups or skills are declared an agent is in no other ones.
fn declared(config: &Config, agent: &Agent) -> Result<(), Error> {
    let groups: BTreeSet<&str> = config.groups.iter().map(|group| group.name.as_str()).collect();
    let skills: BTreeSet<&str> = config.skills.iter().map(|skill| skill.name.as_str()).collect();
    let named = [
        ("agent.groups", &groups, agent.groups.iter().collect::<Vec<_>>()),
        ("agent.skills", &skills, agent.skills.keys().collect()),
    ];
    for (path, known, names) in named {
        let unknown = names.into_iter().find(|name| !known.contains(name.as_str()));
        if let Some(name) = unknown.filter(|_| !known.is_empty()) {
            let known: Vec<&str> = known.iter().take(SHOWN).copied().collect();
            return Err(
                Error::rejected("the configuration declares no group or skill of this name")
                    .with("path", path)
                    .with("name", name)
                    .with("known", known.join(", "))
                    .hint("publish a configuration that declares it, or name another"),
            );
        }
    }
    Ok(())
}

/// Removes an agent.
pub(super) fn remove(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: AgentId) -> Rule<Option<TicketId>> {
    if kept(ctx.config, id).is_some() {
        return Err(is_kept(ctx.config, id).into());
    }
    let Some(agent) = draft.get::<Agent>(id)?.cloned() else {
        return Err(Error::not_found("agent", id).into());
    };
    let mut moves = Moves::default();
    moves.note(id, Some(&agent), None);
    moves.write(draft)?;
    take_out(draft, id)?;
    left(ctx, draft, &moves)?;
    Ok(None)
}

/// Looks after what waits in groups that somebody left.
fn left(ctx: &Ctx<'_>, draft: &mut Draft<'_>, moves: &Moves) -> Rule<()> {
    overflow::left(ctx, draft, &moves.left, &moves.people_left)?;
    task::left(draft, &moves.left)
}

/// What they have goes back to the queues by a job, since it may be much.
fn take_out(draft: &mut Draft<'_>, id: AgentId) -> Rule<()> {
    draft.delete::<Agent>(id);
    draft.event(None, EventBody::AgentRemoved { agent: id });
    overflow::vacate(draft, id)
}

/// What a configuration keeps of an agent, if it keeps them.
fn kept(config: &Config, id: AgentId) -> Option<&AgentConfig> {
    config.agents.iter().find(|agent| agent.agent_id() == id)
}

fn is_kept(config: &Config, id: AgentId) -> Error {
    Error::rejected("the configuration keeps this agent")
        .with("agent", id)
        .with("version", config.version)
        .hint("change `agents` there and publish it; whether they are there is said with set_presence")
}

/// Brings the agents in step with those that the configuration keeps: those that are as the one before said cost nothing,
/// and those that nobody kept stay as they are. Nobody's status changes.
pub(super) fn published(before: &Config, ctx: &Ctx<'_>, draft: &mut Draft<'_>) -> Rule<()> {
    let old: BTreeMap<AgentId, &AgentConfig> = by_id(before);
    let new: BTreeMap<AgentId, &AgentConfig> = by_id(ctx.config);
    let changed: Vec<(AgentId, &AgentConfig)> = new
        .iter()
        .filter(|(id, agent)| old.get(id) != Some(agent))
        .map(|(id, agent)| (*id, *agent))
        .collect();
    let gone: Vec<AgentId> = old.keys().filter(|id| !new.contains_key(id)).copied().collect();
    // All at once: asked for one by one they would take as many rounds.
    draft.want(keys(&changed, &gone))?;
    let mut moves = Moves::default();
    for (id, said) in changed {
        let known = draft.get::<Agent>(id)?.cloned();
        let agent = said.agent(known.as_ref());
        if known.as_ref() == Some(&agent) {
            continue;
        }
        moves.note(id, known.as_ref(), Some(&agent));
        draft.put(id, agent.clone());
        draft.event(None, EventBody::AgentChanged { agent: id });
        overflow::lowered(draft, known.as_ref(), &agent)?;
        presence::review(ctx, draft, &agent)?;
        assign::busy(ctx, draft, id)?;
    }
    for id in gone {
        let Some(agent) = draft.get::<Agent>(id)?.cloned() else {
            continue;
        };
        moves.note(id, Some(&agent), None);
        take_out(draft, id)?;
    }
    moves.write(draft)?;
    left(ctx, draft, &moves)?;
    assign::room_in(ctx, draft, &moves.stay)
}

fn by_id(config: &Config) -> BTreeMap<AgentId, &AgentConfig> {
    config.agents.iter().map(|agent| (agent.agent_id(), agent)).collect()
}

fn keys(changed: &[(AgentId, &AgentConfig)], gone: &[AgentId]) -> Vec<Key> {
    let vacate = |agent: AgentId| Job::key(JobBody::Vacate { agent }.id().0);
    let of_changed = changed.iter().flat_map(|(id, _)| {
        let sums = [quantity::load_of(*id), quantity::idle_of(*id)];
        presence::keys_of(*id).into_iter().chain(sums)
    });
    let of_gone = gone.iter().flat_map(|id| [Agent::key(id.0), vacate(*id)]);
    of_changed.chain(of_gone).collect()
}

/// Who comes into which groups and shifts, and who leaves them: each roster is written once.
#[derive(Default)]
struct Moves {
    come: BTreeMap<Uid, Vec<AgentId>>,
    go: BTreeMap<Uid, Vec<AgentId>>,
    /// The groups that somebody left.
    left: BTreeSet<String>,
    /// The groups of all who were changed, as they are now.
    stay: BTreeSet<String>,
    /// The groups that a person left.
    people_left: BTreeSet<String>,
}

impl Moves {
    fn note(&mut self, id: AgentId, before: Option<&Agent>, after: Option<&Agent>) {
        let none = BTreeSet::new();
        let groups = |agent: Option<&'_ Agent>| agent.map_or(none.clone(), |agent| agent.groups.clone());
        let (was, is) = (groups(before), groups(after));
        self.moved(id, rosters(before), rosters(after));
        if before.is_some_and(|agent| agent.kind == AgentKind::Human) {
            self.people_left.extend(was.difference(&is).cloned());
        }
        self.left.extend(was.difference(&is).cloned());
        self.stay.extend(is);
    }

    fn moved(&mut self, id: AgentId, was: BTreeSet<Uid>, is: BTreeSet<Uid>) {
        for roster in was.difference(&is) {
            self.go.entry(*roster).or_default().push(id);
        }
        for roster in is {
            self.come.entry(roster).or_default().push(id);
        }
    }

    fn write(&self, draft: &mut Draft<'_>) -> Rule<()> {
        let rosters: BTreeSet<Uid> = self.come.keys().chain(self.go.keys()).copied().collect();
        draft.want(rosters.iter().copied().map(Roster::key))?;
        for roster in rosters {
            let known = draft.get::<Roster>(roster)?.cloned().unwrap_or_default();
            let mut row = known.clone();
            row.agents.extend(self.come.get(&roster).into_iter().flatten());
            let go = self.go.get(&roster).into_iter().flatten();
            go.for_each(|id| {
                row.agents.remove(id);
            });
            if known != row {
                draft.put(roster, row);
            }
        }
        Ok(())
    }
}

/// The rosters somebody stands in: of their groups, and of their shift.
fn rosters(agent: Option<&Agent>) -> BTreeSet<Uid> {
    let groups = agent.into_iter().flat_map(|agent| &agent.groups);
    let shift = agent.and_then(|agent| agent.shift.as_deref());
    groups
        .map(|group| group_of(group))
        .chain(shift.map(shift::roster_of))
        .collect()
}
