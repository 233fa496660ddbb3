//! Moves that one agent may not decide on alone: asked for by one, approved by another.
use crate::error::{Error, ErrorKind};
use crate::model::command::{Actor, Details};
use crate::model::handoff::{TaskKind, TaskResult, TaskState};
use crate::model::ids::{TaskId, TicketId};
use crate::model::task::{AskedMove, Task};
use crate::model::ticket::Ticket;
use crate::model::time::DAY;
use crate::model::trigger::Trigger;
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::fold::promises_money;
use super::super::task::{self, Work};
use super::super::{Ctx, Rule, settle};
use super::moves;

/// Asks for a move. It has to be possible now but for the amount, and it is looked at again when it is approved.
pub(super) fn ask(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    actor: &Actor,
    id: TicketId,
    trigger: Trigger,
    details: &Details,
) -> Rule<TicketId> {
    let mut t = super::ticket(draft, id)?;
    askable(trigger, details)?;
    moves::possible(ctx, draft, actor, &t, trigger, details)?;
    only_once(draft, &t, trigger)?;
    let amount = details.amount.unwrap_or_else(|| moves::promised(&t));
    let group = task::group(ctx.config, TaskKind::Approval);
    let work = Work {
        due_at: Some(draft.now.plus(2 * DAY)),
        amount: Some(amount),
        not_by: actor.agent.into_iter().collect(),
        ..Work::new(TaskKind::Approval, group)
    };
    let asks = AskedMove {
        trigger,
        amount,
        reason_code: details.reason_code.clone(),
        lines: details.lines.clone(),
        address: details.address.clone(),
        goodwill: details.goodwill,
        by: actor.agent,
    };
    let task = task::begin(ctx, draft, &mut t, work)?;
    attach(draft, task, asks)?;
    t.local.touched = true;
    let id = t.id;
    draft.put(id, t);
    settle::settle(ctx, draft, id, crate::model::event::Via::Command)?;
    Ok(id)
}

/// What can be asked for: a promise of money. Goodwill asks by itself, and words and evidence do not lie in tasks.
fn askable(trigger: Trigger, details: &Details) -> Result<(), Error> {
    if !promises_money(trigger) {
        return Err(Error::rejected("this promises no money, so nobody has to approve it")
            .with("trigger", trigger)
            .hint("give the command itself"));
    }
    if details.text.is_some() || !details.evidence.is_empty() || details.parcel.is_some() {
        return Err(
            Error::rejected("words, evidence and parcels are not kept with a question for approval")
                .with("path", "details")
                .with("allowed", "amount, reason_code, lines, address, goodwill")
                .hint("give them to the ticket first: reply, edit"),
        );
    }
    Ok(())
}

fn attach(draft: &mut Draft<'_>, id: TaskId, asks: AskedMove) -> Rule<()> {
    let task = draft
        .get::<Task>(id)?
        .cloned()
        .ok_or_else(|| Error::not_found("task", id))?;
    let approves = Some(Box::new(asks));
    draft.put(id, Task { approves, ..task });
    Ok(())
}

/// Refuses a second question for the same move while the first is open.
fn only_once(draft: &Draft<'_>, t: &Ticket, trigger: Trigger) -> Rule<()> {
    draft.want(t.local.tasks.iter().map(|id| Task::key(id.0)))?;
    for id in &t.local.tasks {
        let asked = draft.get::<Task>(*id)?.filter(|task| {
            let same = task.approves.as_ref().is_some_and(|asks| asks.trigger == trigger);
            same && task.ended_at.is_none()
        });
        if asked.is_some() {
            return Err(Error::rejected("this was asked for already")
                .with("task", id)
                .with("trigger", trigger)
                .hint("wait for that task, or cancel it")
                .into());
        }
    }
    Ok(())
}

/// A task was done: what it was asked to approve is made, by who approves it.
pub(super) fn task_moved(ctx: &Ctx<'_>, draft: &mut Draft<'_>, actor: &Actor, task: &Task) -> Rule<()> {
    let Some(asks) = task.approves.as_ref().filter(|_| task.state == TaskState::Done) else {
        return Ok(());
    };
    match task.result {
        Some(TaskResult::Failed) => return Ok(()),
        Some(TaskResult::Partial) => {
            return Err(Error::rejected("a move is approved whole, or not at all")
                .with("allowed", "full, failed")
                .into());
        }
        _ => (),
    }
    if asks.by.is_some() && asks.by == actor.agent {
        return Err(
            Error::new(ErrorKind::Forbidden, "who asked for a move cannot approve it")
                .hint("let somebody else approve it")
                .into(),
        );
    }
    let details = Details {
        amount: Some(asks.amount),
        reason_code: asks.reason_code.clone(),
        lines: asks.lines.clone(),
        address: asks.address.clone(),
        goodwill: asks.goodwill,
        ..Details::default()
    };
    moves::run(ctx, draft, actor, task.ticket, asks.trigger, &details)?;
    Ok(())
}
