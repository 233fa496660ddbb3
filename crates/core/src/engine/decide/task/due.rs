//! When tasks are due, and the event of one that was not done by then.
use crate::lifecycle::handoff::task_has_ended;
use crate::model::event::EventBody;
use crate::model::handoff::TaskState;
use crate::model::ids::TaskId;
use crate::model::job::JobBody;
use crate::model::task::Task;
use crate::model::time::Timestamp;
use crate::sla;

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule, command, jobs};

/// When a task is due that can be begun now, if its kind has a target.
pub(super) fn due_at(ctx: &Ctx<'_>, draft: &Draft<'_>, task: &Task) -> Option<Timestamp> {
    let of = ctx.config.task(task.kind)?;
    sla::task_due(ctx.config, of, draft.now)
}

/// Whether the moment of a task is to be told when it comes.
fn is_timed(ctx: &Ctx<'_>, task: &Task) -> bool {
    let timed = ctx.config.task(task.kind).is_some_and(|of| of.target_ms.is_some());
    timed && awaited(task).is_some()
}

/// When a task that can be worked on is due, unless that was told in this attempt.
fn awaited(task: &Task) -> Option<Timestamp> {
    let under_way = !task_has_ended(task.state) && task.state != TaskState::Waiting;
    task.due_at.filter(|_| under_way && !task.overdue)
}

/// Sees to it that the moment of a task is not missed.
pub(super) fn follow(ctx: &Ctx<'_>, draft: &mut Draft<'_>, before: Option<&Task>, after: &Task) -> Rule<()> {
    let same = before.and_then(awaited) == awaited(after);
    match awaited(after).filter(|_| !same && is_timed(ctx, after)) {
        Some(at) => schedule(draft, after.id, at),
        None => Ok(()),
    }
}

fn schedule(draft: &mut Draft<'_>, task: TaskId, at: Timestamp) -> Rule<()> {
    let body = JobBody::TaskTimer { task };
    draft.comes_with(task.0, body.id().0);
    jobs::at_the_latest(draft, body, at)
}

/// The moment of a task came: told once for each attempt, unless it ended or has more time by now.
pub(in crate::engine::decide) fn timer(draft: &mut Draft<'_>, id: TaskId) -> Rule<()> {
    let Some(task) = draft.get::<Task>(id)?.cloned() else {
        return Ok(());
    };
    let Some(due_at) = awaited(&task) else { return Ok(()) };
    if due_at > draft.now {
        return schedule(draft, id, due_at);
    }
    let ticket = command::ticket(draft, task.ticket)?.id;
    draft.event(
        Some(ticket),
        EventBody::TaskOverdue {
            task: id,
            task_kind: task.kind,
            attempt: task.attempt,
            due_at,
            agent: task.agent,
        },
    );
    draft.put(id, Task { overdue: true, ..task });
    Ok(())
}
