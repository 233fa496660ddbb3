//! Internal tasks: opened, moved, and consumed by the ticket when they are done.
use std::collections::BTreeSet;

use crate::error::Error;
use crate::lifecycle::handoff::{apply_task, task_has_ended};
use crate::model::command::{Act, Actor, Details};
use crate::model::event::EventBody;
use crate::model::handoff::{TaskKind, TaskState, TaskTrigger};
use crate::model::ids::{TaskId, TicketId};
use crate::model::task::Task;
use crate::model::time::DAY;
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule};
use super::moves;

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
        waits |= !task_has_ended(other.state);
    }
    let id = TaskId(draft.mint());
    let state = if waits { TaskState::Waiting } else { TaskState::Open };
    let task = Task {
        id,
        ticket: t.id,
        kind,
        state,
        group: group.to_owned(),
        agent: None,
        after: after.to_vec(),
        blocks_close: kind != TaskKind::Custom,
        due_at: Some(draft.now.plus(2 * DAY)),
        attempt: 1,
        reason: None,
        lines: Vec::new(),
        form: Default::default(),
        opened_at: draft.now,
        ended_at: None,
    };
    draft.put(id, task);
    draft.event(
        Some(t.id),
        EventBody::TaskMoved {
            task: id,
            task_kind: kind,
            from: None,
            to: state,
        },
    );
    t.local.tasks.push(id);
    t.local.touched = true;
    let ticket = t.id;
    draft.put(ticket, t);
    Ok(ticket)
}

/// Moves a task; a done one moves its ticket by what it raises.
pub(super) fn move_task(ctx: &Ctx<'_>, draft: &mut Draft<'_>, actor: &Actor, act: &Act) -> Rule<Option<TicketId>> {
    let Act::MoveTask {
        task: id,
        trigger,
        agent,
        reason,
        raises,
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
    let mut task = known.clone();
    task.state = to;
    task.agent = match trigger {
        TaskTrigger::Assign => agent.or(actor.agent),
        TaskTrigger::Decline => None,
        _ => task.agent,
    };
    task.attempt += u32::from(*trigger == TaskTrigger::Retry);
    task.reason = reason.clone().or(task.reason);
    task.ended_at = task_has_ended(to).then_some(draft.now);
    task.lines = if lines.is_empty() { task.lines } else { lines.clone() };
    task.form.extend(form.iter().map(|(k, v)| (k.clone(), v.clone())));
    let (ticket, kind) = (task.ticket, task.kind);
    draft.event(
        Some(ticket),
        EventBody::TaskMoved {
            task: *id,
            task_kind: kind,
            from: Some(known.state),
            to,
        },
    );
    draft.put(*id, task);
    wake_dependents(draft, ticket, *id)?;
    if let (TaskState::Done, Some(raises)) = (to, raises) {
        let details = Details {
            lines: lines.clone(),
            ..Details::default()
        };
        moves::run(ctx, draft, actor, ticket, *raises, &details)?;
    }
    Ok(Some(ticket))
}

/// Tasks that waited for this one are open once all they waited for has ended.
fn wake_dependents(draft: &mut Draft<'_>, ticket: TicketId, ended: TaskId) -> Rule<()> {
    let all = super::ticket(draft, ticket)?.local.tasks;
    draft.want(all.iter().map(|id| Task::key(id.0)))?;
    let mut done: BTreeSet<TaskId> = BTreeSet::new();
    for id in &all {
        if draft.get::<Task>(*id)?.is_some_and(|t| task_has_ended(t.state)) {
            done.insert(*id);
        }
    }
    for id in all {
        let Some(task) = draft.get::<Task>(id)?.cloned() else {
            continue;
        };
        let ready = task.after.iter().all(|a| done.contains(a));
        if task.state == TaskState::Waiting && task.after.contains(&ended) && ready {
            let to = TaskState::Open;
            draft.event(
                Some(ticket),
                EventBody::TaskMoved {
                    task: id,
                    task_kind: task.kind,
                    from: Some(task.state),
                    to,
                },
            );
            draft.put(id, Task { state: to, ..task });
        }
    }
    Ok(())
}
