//! Internal tasks: opened, moved, and consumed by the ticket when they are done.
use crate::error::Error;
use crate::lifecycle;
use crate::lifecycle::handoff::{apply_task, raises, task_has_ended, usual_disposition};
use crate::limits::MAX_EVIDENCE;
use crate::model::agent::Agent;
use crate::model::command::{Act, Actor, Details};
use crate::model::evidence::Evidence;
use crate::model::handoff::{TaskKind, TaskResult, TaskState, TaskTrigger};
use crate::model::ids::{AgentId, TaskId, TicketId};
use crate::model::task::Task;
use crate::model::ticket::{LineOutcome, Ticket};
use crate::model::time::DAY;
use crate::model::trigger::Trigger;
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::task::{self, Work};
use super::super::{Ctx, Rule, settle};
use super::{approval, compensation, moves};

/// Opens a task, behind those it waits for.
pub(super) fn open(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    ticket: TicketId,
    kind: TaskKind,
    group: &str,
    after: &[TaskId],
) -> Rule<TicketId> {
    let mut t = super::ticket(draft, ticket)?;
    same_ticket(draft, t.id, after)?;
    let group = match group {
        "" => task::group(ctx.config, kind),
        named => named,
    };
    let due_at = Some(draft.now.plus(2 * DAY));
    let work = Work {
        after,
        due_at,
        ..Work::new(kind, group)
    };
    task::begin(ctx, draft, &mut t, work)?;
    t.local.touched = true;
    let ticket = t.id;
    draft.put(ticket, t);
    Ok(ticket)
}

/// Refuses to wait for tasks of other tickets: nothing would wake it. A ticket that was merged is the one it went into.
fn same_ticket(draft: &Draft<'_>, ticket: TicketId, after: &[TaskId]) -> Rule<()> {
    draft.want(after.iter().map(|id| Task::key(id.0)))?;
    for id in after {
        let task = draft.get::<Task>(*id)?.ok_or_else(|| Error::not_found("task", id))?;
        if settle::root(draft, task.ticket)? != ticket {
            return Err(Error::rejected("a task cannot wait for a task of another ticket")
                .with("path", "after")
                .with("task", id)
                .with("allowed", "tasks of the same ticket")
                .into());
        }
    }
    Ok(())
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
        attachments,
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
    counted(&super::ticket(draft, known.ticket)?, &lines)?;
    let mut task = known.clone();
    task.state = to;
    hand_over(ctx, draft, &mut task, *trigger, agent.or(actor.agent))?;
    task.attempt += u32::from(*trigger == TaskTrigger::Retry);
    task.reason = reason.clone().or(task.reason);
    task.result = (to == TaskState::Done).then(|| result.unwrap_or(TaskResult::Full));
    task.ended_at = task_has_ended(to).then_some(draft.now);
    task.lines = if lines.is_empty() { task.lines } else { lines.clone() };
    task::filled(ctx.config, &mut task, form)?;
    attach(&mut task, attachments)?;
    let ticket = task.ticket;
    task::write(ctx, draft, ticket, Some(&known), task.clone())?;
    if compensation::may_go_on(ctx, draft, &task)?
        && let Some(next) = task::tried_again(ctx, draft, *id)?
    {
        task = next;
    }
    let all = super::ticket(draft, ticket)?.local.tasks;
    task::wake(ctx, draft, ticket, &all, *id)?;
    if let Some(raised) = raised(draft, &task, *raises)? {
        let details = Details {
            lines,
            amount: *amount,
            ..Details::default()
        };
        moves::run(ctx, draft, actor, ticket, raised, &details)?;
    }
    compensation::task_moved(ctx, draft, actor, &task)?;
    approval::task_moved(ctx, draft, actor, &task)?;
    Ok(Some(ticket))
}

/// Adds files to those it has, each once.
fn attach(task: &mut Task, files: &[Evidence]) -> Result<(), Error> {
    for file in files {
        if !task.attachments.contains(file) {
            task.attachments.push(file.clone());
        }
    }
    match task.attachments.len() > MAX_EVIDENCE {
        true => Err(Error::rejected("too many files on one task")
            .with("field", "attachments")
            .with("limit", MAX_EVIDENCE)),
        false => Ok(()),
    }
}

/// Who has a task after it moved, and what it weighs on them.
fn hand_over(ctx: &Ctx<'_>, draft: &Draft<'_>, task: &mut Task, trigger: TaskTrigger, to: Option<AgentId>) -> Rule<()> {
    match trigger {
        TaskTrigger::Assign => {
            if let Some(agent) = to
                && draft.get::<Agent>(agent)?.is_none()
            {
                return Err(Error::not_found("agent", agent).into());
            }
            task.agent = to;
            task.weight = task::weigh(ctx, draft, task)?;
        }
        TaskTrigger::Decline => task.declined.extend(task.agent.take()),
        TaskTrigger::Retry => {
            task.declined.clear();
            // Who had it stays named where somebody takes it by hand.
            task.agent = task.agent.filter(|_| !task.auto_assign);
        }
        _ => {}
    }
    if task.load().is_none() {
        task.weight = 0;
    }
    Ok(())
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

/// Refuses counts that cannot be: more pieces that came than were bought, but for those of another article; more that passed
/// and are damaged, are another article or used than came or were to come; and more missing than were to come.
pub(super) fn counted(t: &Ticket, said: &[LineOutcome]) -> Result<(), Error> {
    for said in said {
        // As long as the order is not here, nobody knows how many pieces there are.
        let Some(line) = t.lines.iter().find(|line| line.line == said.line && line.bought > 0) else {
            continue;
        };
        let came = said.received.max(line.received).max(line.requested);
        let bought = line.bought.max(line.requested);
        let counts = [
            ("wrong", said.wrong, came),
            ("used", said.used, came),
            ("missing", said.missing, line.requested),
            ("received", said.received, bought.saturating_add(said.wrong)),
            ("passed", said.passed, came.min(bought)),
            ("damaged", said.damaged, came.saturating_sub(said.passed)),
        ];
        if let Some((field, pieces, limit)) = counts.into_iter().find(|(_, pieces, limit)| pieces > limit) {
            return Err(Error::rejected("there are not so many pieces")
                .with("field", field)
                .with("pieces", pieces)
                .with("limit", limit));
        }
    }
    Ok(())
}
