//! When tasks are due, the event of one that was not done by then, and the one timer of each for all that comes of time.
use crate::lifecycle::handoff::is_under_way;
use crate::model::config::Config;
use crate::model::event::EventBody;
use crate::model::ids::{TaskId, TicketId};
use crate::model::job::JobBody;
use crate::model::task::{Task, TaskWait};
use crate::model::time::Timestamp;
use crate::sla;

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule, command, jobs};
use super::{give, ladder, stand, write};

/// An attempt can be begun from now on: its time and its age count from here.
pub(super) fn begin(config: &Config, task: &mut Task, now: Timestamp) {
    let of = config.task(task.kind);
    task.due_at = of.and_then(|of| sla::task_due(config, of, now)).or(task.due_at);
    task.warn_at = of.and_then(|of| sla::task_warns(config, of, now));
    task.overdue = false;
    task.raised = None;
    task.rungs.clear();
    task.wait = TaskWait {
        since: Some(now),
        ..TaskWait::default()
    };
}

/// Whether the moment of a task is to be told when it comes.
fn is_timed(config: &Config, task: &Task) -> bool {
    task.warn_at.is_some() || config.task(task.kind).is_some_and(|of| of.target_ms.is_some())
}

/// When a task that can be worked on is due, unless that was told in this attempt.
fn awaited(config: &Config, task: &Task) -> Option<Timestamp> {
    let told = task.overdue || !is_under_way(task.state);
    task.due_at.filter(|_| !told && is_timed(config, task))
}

/// Sees to it that no moment of a task is missed; `next` is when it stands elsewhere.
pub(super) fn follow(ctx: &Ctx<'_>, draft: &mut Draft<'_>, task: &Task, next: Option<Timestamp>) -> Rule<()> {
    let of = ctx.config.task(task.kind);
    let rung = of.and_then(|of| sla::next_task_rung(ctx.config, of, task));
    let moments = [awaited(ctx.config, task), rung, next];
    let Some(at) = moments.into_iter().flatten().min() else {
        return Ok(());
    };
    let body = JobBody::TaskTimer { task: task.id };
    draft.comes_with(task.id.0, body.id().0);
    let at = at.max(draft.now);
    jobs::at_the_latest(draft, body, at)
}

/// A moment of a task came: that it is late is told once for each attempt, rungs that are due are done, and whoever may take it
/// by now is asked. One that came too early is waited for again.
pub(in crate::engine::decide) fn timer(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TaskId) -> Rule<()> {
    let Some(before) = draft.get::<Task>(id)?.filter(|task| is_under_way(task.state)).cloned() else {
        return Ok(());
    };
    let ticket = command::ticket(draft, before.ticket)?.id;
    let mut after = before.clone();
    tell_late(ctx.config, draft, ticket, &mut after);
    ladder::climb(ctx, draft, ticket, &mut after)?;
    command::compensation::taken_back(draft, &after)?;
    write(ctx, draft, ticket, Some(&before), after)?;
    let waits = |task: &&Task| task.waits_in().is_some();
    let wider = draft.get::<Task>(id)?.filter(waits).cloned();
    match wider.filter(|after| stand::is_wider(ctx.config, &before, after)) {
        Some(task) => give::in_turn(ctx, draft, &task),
        None => Ok(()),
    }
}

fn tell_late(config: &Config, draft: &mut Draft<'_>, ticket: TicketId, task: &mut Task) {
    let now = draft.now;
    let Some(due_at) = awaited(config, task).filter(|due_at| *due_at <= now) else {
        return;
    };
    draft.event(
        Some(ticket),
        EventBody::TaskOverdue {
            task: task.id,
            task_kind: task.kind,
            attempt: task.attempt,
            due_at,
            agent: task.agent,
        },
    );
    task.overdue = true;
}
