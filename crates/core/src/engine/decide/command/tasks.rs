//! Internal tasks: opened, moved, and consumed by the ticket when they are done.
use std::collections::BTreeSet;

use crate::error::Error;
use crate::lifecycle;
use crate::lifecycle::handoff::{apply_task, lets_go_on, raises, task_has_ended, usual_disposition};
use crate::model::command::{Act, Actor, Details};
use crate::model::handoff::{TaskKind, TaskResult, TaskState, TaskTrigger};
use crate::model::ids::{TaskId, TicketId};
use crate::model::task::Task;
use crate::model::ticket::LineOutcome;
use crate::model::time::DAY;
use crate::model::trigger::Trigger;
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::handoff::{self, Work};
use super::super::{Ctx, Rule};
use super::{compensation, moves};

/// Opens a task, behind those it waits for.
pub(super) fn open(
    draft: &mut Draft<'_>,
    ticket: TicketId,
    kind: TaskKind,
    group: &str,
    after: &[TaskId],
) -> Rule<TicketId> {
    let mut t = super::ticket(draft, ticket)?;
    draft.want(after.iter().map(|id| Task::key(id.0)))?;
    let mut waits = false;
    for id in after {
        // A task waits only for tasks that exist before it, so a circle cannot form.
        let other = draft.get::<Task>(*id)?.ok_or_else(|| Error::not_found("task", id))?;
        waits |= !lets_go_on(other.state);
    }
    let due_at = Some(draft.now.plus(2 * DAY));
    let work = Work {
        kind,
        group,
        after,
        waits,
        due_at,
    };
    handoff::begin(draft, &mut t, work);
    t.local.touched = true;
    let ticket = t.id;
    draft.put(ticket, t);
    Ok(ticket)
}

/// Moves a task; a done one moves its ticket by what its result raises.
pub(super) fn move_task(ctx: &Ctx<'_>, draft: &mut Draft<'_>, actor: &Actor, act: &Act) -> Rule<Option<TicketId>> {
    let Act::MoveTask {
        task: id,
        trigger,
        agent,
        reason,
        result,
        raises,
        amount,
        lines,
        form,
    } = act
    else {
        return Err(Error::internal("not a task").into());
    };
    let known = draft
        .get::<Task>(*id)?
        .cloned()
        .ok_or_else(|| Error::not_found("task", id))?;
    let to = apply_task(known.state, *trigger).map_err(|_| {
        Error::rejected(format!("{trigger} is not possible for this task now"))
            .with("state", known.state)
            .with("task", known.kind)
    })?;
    let needs_reason = matches!(trigger, TaskTrigger::Block | TaskTrigger::Fail);
    if needs_reason && reason.as_deref().is_none_or(|r| r.trim().is_empty()) {
        return Err(Error::rejected("say why").with("trigger", trigger).into());
    }
    let lines = graded(lines)?;
    let mut task = known.clone();
    task.state = to;
    task.agent = match trigger {
        TaskTrigger::Assign => agent.or(actor.agent),
        TaskTrigger::Decline => None,
        _ => task.agent,
    };
    task.attempt += u32::from(*trigger == TaskTrigger::Retry);
    task.reason = reason.clone().or(task.reason);
    task.result = (to == TaskState::Done).then(|| result.unwrap_or(TaskResult::Full));
    task.ended_at = task_has_ended(to).then_some(draft.now);
    task.lines = if lines.is_empty() { task.lines } else { lines.clone() };
    task.form.extend(form.iter().map(|(k, v)| (k.clone(), v.clone())));
    let ticket = task.ticket;
    handoff::moved(draft, ticket, *id, task.kind, Some(known.state), to);
    draft.put(*id, task.clone());
    wake_dependents(draft, ticket, *id)?;
    if let Some(raised) = raised(draft, &task, *raises)? {
        if raised == Trigger::PayoutPart && amount.is_none() {
            return Err(Error::rejected("say how much was paid").with("task", task.kind).into());
        }
        let details = Details {
            lines,
            amount: *amount,
            ..Details::default()
        };
        moves::run(ctx, draft, actor, ticket, raised, &details)?;
    }
    compensation::task_moved(ctx, draft, actor, &task)?;
    Ok(Some(ticket))
}

/// What a done task moves its ticket by: what was said, else what the table says for its result. Where the ticket has gone
/// on meanwhile (the carrier was faster than the warehouse), the table's trigger has nothing left to do.
fn raised(draft: &Draft<'_>, task: &Task, said: Option<Trigger>) -> Rule<Option<Trigger>> {
    let Some(result) = task.result else { return Ok(None) };
    if said.is_some() {
        return Ok(said);
    }
    let Some(trigger) = raises(task.kind, result) else {
        return Ok(None);
    };
    let t = super::ticket(draft, task.ticket)?;
    Ok(lifecycle::apply(&t.axes, trigger).is_ok().then_some(trigger))
}

/// The pieces with what becomes of them: what was said, else what is usual for their grade.
pub(super) fn graded(lines: &[LineOutcome]) -> Result<Vec<LineOutcome>, Error> {
    let one = |line: &LineOutcome| {
        if line.fee_percent.is_some_and(|fee| fee > 100) {
            return Err(
                Error::rejected("a fee is at most 100 percent").with("fee_percent", line.fee_percent.unwrap_or(0))
            );
        }
        let mut line = line.clone();
        line.disposition = line.disposition.or(line.grade.map(usual_disposition));
        Ok(line)
    };
    lines.iter().map(one).collect()
}

/// Tasks that waited for this one are open once nothing they waited for holds them up.
fn wake_dependents(draft: &mut Draft<'_>, ticket: TicketId, moved: TaskId) -> Rule<()> {
    let all = super::ticket(draft, ticket)?.local.tasks;
    draft.want(all.iter().map(|id| Task::key(id.0)))?;
    let mut over: BTreeSet<TaskId> = BTreeSet::new();
    for id in &all {
        if draft.get::<Task>(*id)?.is_some_and(|t| lets_go_on(t.state)) {
            over.insert(*id);
        }
    }
    for id in all {
        let Some(task) = draft.get::<Task>(id)?.cloned() else {
            continue;
        };
        let ready = task.after.iter().all(|a| over.contains(a));
        if task.state == TaskState::Waiting && task.after.contains(&moved) && ready {
            let to = TaskState::Open;
            handoff::moved(draft, ticket, id, task.kind, Some(task.state), to);
            draft.put(id, Task { state: to, ..task });
        }
    }
    Ok(())
}
