//! A task that failed goes on as a new attempt, where its kind says so: of its group, then of the group that it escalates to.
use std::collections::BTreeSet;

use crate::model::config::Config;
use crate::model::event::EventBody;
use crate::model::handoff::TaskState;
use crate::model::ids::TaskId;
use crate::model::task::Task;
use crate::model::task_config::TaskEscalate;

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule};
use super::write;

/// The name under which it is told that another group tries.
const FAILED: &str = "failed";

/// Begins the next attempt of a task that failed; the row as it is written.
pub(in crate::engine::decide) fn tried_again(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TaskId) -> Rule<Option<Task>> {
    let Some(failed) = draft.get::<Task>(id)?.filter(|t| t.state == TaskState::Failed).cloned() else {
        return Ok(None);
    };
    let Some(group) = next_group(ctx.config, &failed) else {
        return Ok(None);
    };
    let (ticket, attempt) = (failed.ticket, failed.attempt.saturating_add(1));
    if group != failed.group {
        draft.event(
            Some(ticket),
            EventBody::TaskEscalated {
                task: id,
                task_kind: failed.kind,
                attempt,
                rung: FAILED.to_owned(),
                did: vec![TaskEscalate::Group(group.clone())],
                agent: failed.agent,
            },
        );
    }
    let next = Task {
        state: TaskState::Open,
        group,
        agent: None,
        also: BTreeSet::new(),
        declined: BTreeSet::new(),
        attempt,
        ended_at: None,
        ..failed.clone()
    };
    write(ctx, draft, ticket, Some(&failed), next)?;
    Ok(draft.get::<Task>(id)?.cloned())
}

/// Who tries next: the same group while it has attempts left, then the one it escalates to, once.
fn next_group(config: &Config, failed: &Task) -> Option<String> {
    let retry = config.task(failed.kind)?.retry.as_ref()?;
    if failed.attempt < retry.attempts {
        return Some(failed.group.clone());
    }
    let other = retry.escalate_to.clone();
    other.filter(|group| *group != failed.group && failed.attempt == retry.attempts)
}
