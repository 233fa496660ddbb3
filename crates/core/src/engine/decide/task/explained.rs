//! Why a task stands where it stands, and who would do it: the way it is given out, told instead of written.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::lifecycle::handoff::task_has_ended;
use crate::model::command::Actor;
use crate::model::handoff::TaskState;
use crate::model::ids::TaskId;
use crate::model::selection::Refusal;
use crate::model::task::Task;
use crate::model::task_config::TaskConfig;
use crate::model::time::Timestamp;
use crate::routing::{self, Candidate, Choice, Ranked};
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::super::snapshot::Snapshot;
use super::super::explained::{TOLD, by_reason};
use super::super::{Asked, Ctx, Rule, Rules, answered, command, quantity};
use super::give::Taker;
use super::{stand, waiting_in};

/// Who would be given a task, and why the others would not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaskExplained {
    /// The configuration it is by.
    pub version: u32,
    /// Whether the desk gives it to somebody by itself; else whoever wants it takes it, and `choice` is of whom it would choose.
    pub auto_assign: bool,
    /// Tasks that have to be done before it can be begun.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<TaskId>,
    /// Agents of these groups may take it by now, or by when it was given to who has it: of its own, and of those that steps of
    /// its kind added.
    pub groups: BTreeSet<String>,
    /// With these skills, at these levels at least.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub skills: BTreeMap<String, u8>,
    /// Steps of its kind taken so far.
    pub step: u32,
    /// Who would get it if nobody had it, and why the others would not: of those the first 20 by id.
    pub choice: Choice,
    /// How many may not take it now, by reason. Who gave it back in this attempt is `excluded`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub refusals: BTreeMap<Refusal, u32>,
    /// Those who may take it now, in the order in which they come, the first 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ranked: Vec<Ranked>,
    /// When something else may come of it where it stands, if nothing happens before: a step of its kind, less skill that is
    /// enough, a band that it gains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Timestamp>,
    /// Other tasks that wait in its group to be given to somebody.
    pub ahead: i64,
}

/// The explanation of a task.
///
/// # Errors
/// The inner one: `NotFound` when there is no such task.
pub(crate) fn explained(rules: &Rules, snapshot: &Snapshot, now: Timestamp, id: TaskId) -> Asked<TaskExplained> {
    let mut draft = Draft::new(snapshot, now, 0, Actor::system());
    let around = Draft::new(snapshot, now, 0, Actor::system());
    answered(Ctx::with(rules, &around, |ctx| explain(ctx, &mut draft, id)))
}

fn explain(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TaskId) -> Rule<TaskExplained> {
    let task = draft.get::<Task>(id)?.cloned();
    let task = task.ok_or_else(|| Error::not_found("task", id))?;
    let usual = TaskConfig::new(task.kind);
    let of = ctx.config.task(task.kind).unwrap_or(&usual);
    let ticket = command::ticket(draft, task.ticket)?;
    put_down(draft, &task)?;
    let Taker { standing, team, wanted } = Taker::of(ctx, of, &task, &ticket, draft.now);
    let gave_back = |candidate: &Candidate<'_>| task.declined.contains(&candidate.agent.id);
    let (excluded, asked): (Vec<_>, Vec<_>) = team.candidates(ctx, draft)?.into_iter().partition(gave_back);
    let mut choice = routing::choose(&asked, &wanted);
    let excluded = excluded.iter().map(|candidate| (candidate.agent.id, Refusal::Excluded));
    choice.refused.extend(excluded);
    choice.refused.sort_unstable();
    let refusals = by_reason(&choice);
    choice.refused.truncate(TOLD);
    let mut ranked = routing::ranked(&asked, &wanted);
    ranked.truncate(TOLD);
    Ok(TaskExplained {
        version: ctx.config.version,
        auto_assign: of.auto_assign,
        waits_for: waits_for(draft, &task)?,
        next_at: stand::follow(ctx.config, &mut task.clone(), draft.now),
        ahead: ahead_of(draft, &task)?,
        groups: standing.groups,
        skills: standing.skills,
        step: standing.step,
        choice,
        refusals,
        ranked,
    })
}

/// Takes what it weighs off who has it.
fn put_down(draft: &mut Draft<'_>, task: &Task) -> Rule<()> {
    let Some((agent, weight)) = task.load() else {
        return Ok(());
    };
    draft.want([quantity::load_of(agent)])?;
    draft.add(quantity::load_of(agent), -weight, None);
    Ok(())
}

/// Those of the tasks before it that are not done.
fn waits_for(draft: &Draft<'_>, task: &Task) -> Rule<Vec<TaskId>> {
    if task.state != TaskState::Waiting {
        return Ok(Vec::new());
    }
    draft.want(task.after.iter().map(|id| Task::key(id.0)))?;
    let mut left = Vec::new();
    for id in &task.after {
        let open = draft.get::<Task>(*id)?.filter(|before| !task_has_ended(before.state));
        left.extend(open.map(|before| before.id));
    }
    Ok(left)
}

fn ahead_of(draft: &Draft<'_>, task: &Task) -> Rule<i64> {
    let key = waiting_in(&task.group);
    draft.want([key])?;
    let own = i64::from(task.waits_in().is_some());
    Ok(draft.gauge(key)?.saturating_sub(own).max(0))
}
