//! How urgent a task is, and who may take it, as it waits: by the functions of tickets, from the settings of its kind.
use super::ageing::{AGE_STEP_MS, Aged, Waiting, gained};
use super::place::Placement;
use super::steps::{Standing, stand_in_group};
use crate::model::config::Config;
use crate::model::ids::AgentId;
use crate::model::selection::RouteStep;
use crate::model::task::{Task, TaskWait};
use crate::model::task_config::{TaskConfig, TaskEscalate, TaskStep};
use crate::model::time::Timestamp;

/// Its age in milliseconds: since it could be begun, without the time in which somebody had it.
pub fn task_age(wait: &TaskWait, now: Timestamp) -> i64 {
    let until = wait.taken_at.unwrap_or(now);
    let since = wait.since.map(|since| since.plus(wait.held_ms));
    since.map_or(0, |since| until.since(since).max(0))
}

/// Keeps the time in which somebody has a task out of its age. `had` is who had it before.
pub fn handed(task: &mut Task, had: Option<AgentId>, now: Timestamp) {
    let has = task.load().map(|(agent, _)| agent);
    if had == has {
        return;
    }
    let due = task.warn_at.and(task.due_at);
    let wait = &mut task.wait;
    if let Some(taken) = wait.taken_at.take() {
        let held = |from: Timestamp| now.since(from).max(0);
        wait.held_ms = wait.held_ms.saturating_add(held(taken));
        let late = due.map_or(0, |due| held(taken.max(due)));
        wait.held_late_ms = wait.held_late_ms.saturating_add(late);
    }
    wait.taken_at = has.map(|_| now);
}

/// Who may take a task of a kind by now, and how much more urgent its steps made it. One that an escalation handed to another
/// group is that group's alone.
pub fn task_standing(config: &Config, of: &TaskConfig, task: &Task, now: Timestamp) -> Standing {
    let placement = Placement {
        skills: of.skills.clone(),
        floors: of.floors.clone(),
        steps: of.steps.iter().map(as_route).collect(),
        ..Placement::default()
    };
    let mut at = stand_in_group(config, &placement, &task.group, task_age(&task.wait, now));
    if was_handed_on(of, task) {
        at.groups.retain(|group| *group == task.group);
    }
    at
}

fn as_route(step: &TaskStep) -> RouteStep {
    RouteStep {
        after_ms: step.after_ms,
        groups: step.groups.iter().cloned().collect(),
        drop_skills: step.drop_skills.clone(),
        raise_by: step.raise_by,
        ..RouteStep::default()
    }
}

fn was_handed_on(of: &TaskConfig, task: &Task) -> bool {
    let hands_on = |step: &TaskEscalate| matches!(step, TaskEscalate::Group(_));
    let done = of.ladder.iter().filter(|rung| task.rungs.contains(&rung.name));
    done.flat_map(|rung| &rung.what).any(hands_on)
}

/// So long it waits for one band more. What nobody is given, and is due at no time that counts, stays where it is unless its
/// kind says otherwise.
fn age_step(of: &TaskConfig, task: &Task) -> i64 {
    let usual = task.auto_assign || task.warn_at.is_some();
    of.age_step_ms.unwrap_or(if usual { AGE_STEP_MS } else { 0 })
}

/// The band of a task by now: the better one of what an escalation raised it to, and what its steps and its age made of its own.
pub fn task_band(of: &TaskConfig, task: &Task, raise_by: u8, now: Timestamp) -> Aged {
    let base = task.own_band.saturating_sub(raise_by);
    let wait = &task.wait;
    // Only a target of its kind makes it late.
    let due_at = task.warn_at.and(task.due_at);
    let waiting = Waiting {
        warn_at: task.warn_at,
        due_at,
        since: wait.since.map(|since| since.plus(wait.held_ms)),
        until: wait.taken_at,
        held_late_ms: wait.held_late_ms,
    };
    let aged = gained(&waiting, base, age_step(of, task), now);
    let raised = task.raised.map_or(base, |raised| raised.min(base));
    Aged {
        band: aged.band.min(raised),
        ..aged
    }
}
