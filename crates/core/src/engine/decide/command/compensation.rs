//! Goodwill paid outside the refund balance: drafted or asked for, approved where the agent may not decide alone, paid. Its
//! limits hold whenever it comes to stand: when it is asked for, and when what failed or was turned down is tried again.
use std::collections::BTreeSet;

use crate::error::{Error, ErrorKind};
use crate::model::command::{Actor, Details};
use crate::model::event::Via;
use crate::model::handoff::{TaskKind, TaskResult, TaskState};
use crate::model::ids::{AgentId, TaskId, TicketId};
use crate::model::money::Money;
use crate::model::notice::Notice;
use crate::model::order::Order;
use crate::model::source::Docket;
use crate::model::task::Task;
use crate::model::ticket::{Compensation, CompensationState, Ticket};
use crate::model::time::{DAY, Timestamp};
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::settle::{self, Cause};
use super::super::task::{self, Work};
use super::super::{Ctx, Rule, Stop};
use super::{authority, goodwill_draft};

/// The number of a payout that was given none.
pub(super) const FIRST: &str = "1";

/// A payout as its limits see it.
struct Payout<'a> {
    number: &'a str,
    amount: Money,
    goodwill: bool,
}

/// What was asked for and not turned down: paid, to be paid, or waiting for approval.
pub(super) fn committed(t: &Ticket) -> i64 {
    standing_of(t).map(|c| c.amount.minor).sum()
}

fn standing_of(t: &Ticket) -> impl Iterator<Item = &Compensation> {
    t.local.compensations.iter().filter(|c| c.state.stands())
}

/// Whether so much may be asked for: the cap of one ticket, the number, the value of the order.
pub(super) fn check(ctx: &Ctx<'_>, draft: &Draft<'_>, t: &Ticket, d: &Details) -> Rule<()> {
    let said = goodwill_draft::said(t, d);
    let Some(amount) = said.amount.filter(|m| m.minor > 0) else {
        return Err(Error::rejected("a compensation needs an amount").into());
    };
    let payout = Payout {
        number: said.number,
        amount,
        goodwill: said.goodwill,
    };
    limits(ctx, draft, t, &payout)
}

/// Whether one that failed or was turned down may stand again, by what stands beside it now.
fn again(ctx: &Ctx<'_>, draft: &Draft<'_>, t: &Ticket, c: &Compensation) -> Rule<()> {
    let mut others = t.clone();
    let beside = |other: &Compensation| other.state.stands() && other.task != c.task;
    others.local.compensations.retain(beside);
    let payout = Payout {
        number: &c.number,
        amount: c.amount,
        goodwill: c.goodwill,
    };
    limits(ctx, draft, &others, &payout)
}

/// Whether a payout that failed may be tried again by itself. What its limits do not allow by now stays failed.
pub(super) fn may_go_on(ctx: &Ctx<'_>, draft: &Draft<'_>, task: &Task) -> Rule<bool> {
    if task.state != TaskState::Failed || !is_of_goodwill(task.kind) {
        return Ok(true);
    }
    let t = super::ticket(draft, task.ticket)?;
    let Some(c) = t.local.compensations.iter().find(|c| c.task == Some(task.id)) else {
        return Ok(true);
    };
    match again(ctx, draft, &t, c) {
        Err(Stop::Refuse(_)) => Ok(false),
        allowed => allowed.map(|()| true),
    }
}

fn is_of_goodwill(kind: TaskKind) -> bool {
    matches!(kind, TaskKind::Approval | TaskKind::FinancePayout)
}

fn limits(ctx: &Ctx<'_>, draft: &Draft<'_>, t: &Ticket, payout: &Payout<'_>) -> Rule<()> {
    let (cap, already) = (cap_of(ctx, t)?, committed(t));
    if already.saturating_add(payout.amount.minor) > cap {
        return Err(Error::rejected("the compensation is above the cap for one ticket")
            .with("cap", t.money(cap))
            .with("already", t.money(already))
            .into());
    }
    only_once(draft, t, payout.number)?;
    let Some(left) = left_of_order(draft, t)?.filter(|_| !payout.goodwill) else {
        return Ok(());
    };
    if payout.amount.minor > left {
        return Err(Error::rejected("the compensation is above what was paid for the order")
            .with("left", t.money(left.max(0)))
            .with("amount", payout.amount)
            .hint("lower the amount, or mark it as goodwill")
            .into());
    }
    Ok(())
}

/// The cap of a ticket, which is an amount of its currency.
fn cap_of(ctx: &Ctx<'_>, t: &Ticket) -> Rule<i64> {
    let caps = &ctx.config.windows;
    caps.goodwill_in(t.currency).ok_or_else(|| {
        let named: Vec<&str> = caps.goodwill_cap.iter().map(|cap| cap.currency.as_str()).collect();
        Error::rejected("no cap of goodwill is set in this currency")
            .with("currency", t.currency)
            .with("caps", named.join(", "))
            .hint("publish a configuration with an amount of it in windows.goodwill_cap")
            .into()
    })
}

/// Refuses a payout number that was asked for already: on this ticket, or for the same order on another one, where it stands.
fn only_once(draft: &Draft<'_>, t: &Ticket, number: &str) -> Rule<()> {
    let has = |c: &Compensation| c.number == number;
    let asked = |c: &Compensation| has(c) && !goodwill_draft::was_never_asked(c);
    let mut known = t.local.compensations.iter().any(asked).then_some(t.number);
    for id in others_of_order(draft, t)? {
        let other = draft.get::<Ticket>(id)?;
        known = known.or_else(|| other.filter(|t| standing_of(t).any(has)).map(|t| t.number));
    }
    let Some(ticket) = known else { return Ok(()) };
    Err(Error::rejected("this payout number was asked for already")
        .with("payout", number)
        .with("ticket", ticket)
        .hint("give a second compensation for the order a payout number of its own")
        .into())
}

/// The other tickets of its order; none where the order is not known.
fn others_of_order(draft: &Draft<'_>, t: &Ticket) -> Rule<BTreeSet<TicketId>> {
    if t.order.is_none() {
        return Ok(BTreeSet::new());
    }
    let members = draft.get::<Docket>(t.docket)?.map(|d| d.members.iter());
    let others: BTreeSet<TicketId> = members
        .into_iter()
        .flatten()
        .filter_map(|m| m.ticket)
        .filter(|id| *id != t.id)
        .collect();
    draft.want(others.iter().map(|id| Ticket::key(id.0)))?;
    Ok(others)
}

/// What was paid for the order, less what all its tickets were promised in goodwill; `None` when the order is not known.
pub(super) fn left_of_order(draft: &Draft<'_>, t: &Ticket) -> Rule<Option<i64>> {
    let Some(order) = t.order else { return Ok(None) };
    let Some(paid) = draft.get::<Order>(order)?.map(|o| o.snapshot.paid.minor) else {
        return Ok(None);
    };
    let mut promised = committed(t);
    for id in others_of_order(draft, t)? {
        promised += draft.get::<Ticket>(id)?.map_or(0, committed);
    }
    Ok(Some(paid - promised))
}

/// Keeps what was asked for and opens the task it waits for; gives whether it is promised already.
pub(super) fn record(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    actor: &Actor,
    t: &mut Ticket,
    d: &Details,
    at: Timestamp,
) -> Rule<bool> {
    let said = goodwill_draft::said(t, d);
    let (number, goodwill) = (said.number.to_owned(), said.goodwill);
    let Some(amount) = said.amount else { return Ok(false) };
    let drafted_by = goodwill_draft::taken(t, &number).and_then(|draft| draft.by);
    let promised = authority::is_within(draft, actor, amount)?;
    let (state, kind) = if promised {
        (CompensationState::ToPay, TaskKind::FinancePayout)
    } else {
        (CompensationState::ToApprove, TaskKind::Approval)
    };
    let not_by = actor.agent.into_iter().chain(drafted_by).collect();
    let task = Some(begin(ctx, draft, t, kind, amount, not_by)?);
    t.local.compensations.push(Compensation {
        number,
        amount,
        state,
        at,
        by: actor.agent,
        drafted_by,
        task,
        goodwill,
    });
    Ok(promised)
}

/// Opens the task that a compensation waits for. Who asked for it or approved it does not do it.
fn begin(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    t: &mut Ticket,
    kind: TaskKind,
    amount: Money,
    not_by: BTreeSet<AgentId>,
) -> Rule<TaskId> {
    let work = Work {
        due_at: Some(draft.now.plus(2 * DAY)),
        amount: Some(amount),
        not_by,
        ..Work::new(kind, task::group(ctx.config, kind))
    };
    task::begin(ctx, draft, t, work)
}

/// Where a compensation stands by the task it waits for.
fn standing(kind: TaskKind, state: TaskState, result: Option<TaskResult>) -> CompensationState {
    use CompensationState as C;
    let approval = kind == TaskKind::Approval;
    match state {
        TaskState::Done if result == Some(TaskResult::Failed) => C::Refused,
        TaskState::Done if approval => C::ToPay,
        TaskState::Done => C::Paid,
        TaskState::Cancelled => C::Refused,
        TaskState::Failed if approval => C::Refused,
        TaskState::Failed => C::Failed,
        _ if approval => C::ToApprove,
        TaskState::InProgress | TaskState::Blocked => C::Paying,
        _ => C::ToPay,
    }
}

/// A task moved: the compensation that waits for it follows. What is approved goes on to finance, and the buyer hears of it.
pub(super) fn task_moved(ctx: &Ctx<'_>, draft: &mut Draft<'_>, actor: &Actor, task: &Task) -> Rule<()> {
    if !is_of_goodwill(task.kind) {
        return Ok(());
    }
    let mut t = super::ticket(draft, task.ticket)?;
    let is_it = |c: &Compensation| c.task == Some(task.id);
    let Some(c) = t.local.compensations.iter().find(|c| is_it(c)).cloned() else {
        return Ok(());
    };
    let to = standing(task.kind, task.state, task.result);
    if to == c.state {
        return Ok(());
    }
    if c.state == CompensationState::Paid {
        return Err(Error::rejected("what was paid is not paid again")
            .with("payout", &c.number)
            .with("task", task.id)
            .hint("give a further compensation a payout number of its own")
            .into());
    }
    if !c.state.stands() && to.stands() {
        again(ctx, draft, &t, &c)?;
    }
    if task.result == Some(TaskResult::Partial) {
        return Err(Error::rejected("a compensation is approved and paid whole, or not at all").into());
    }
    let approved = task.kind == TaskKind::Approval && to == CompensationState::ToPay;
    if approved {
        authority::within(draft, actor, c.amount, "let somebody with more authority approve it")?;
    }
    if approved && actor.agent.is_some() && [c.by, c.drafted_by].contains(&actor.agent) {
        return Err(
            Error::new(ErrorKind::Forbidden, "who asked for a compensation cannot approve it")
                .hint("let somebody else approve it")
                .into(),
        );
    }
    let payout = match approved {
        true => {
            let not_by = [c.by, c.drafted_by, actor.agent].into_iter().flatten().collect();
            Some(begin(ctx, draft, &mut t, TaskKind::FinancePayout, c.amount, not_by)?)
        }
        false => None,
    };
    if let Some(c) = t.local.compensations.iter_mut().find(|c| is_it(c)) {
        c.state = to;
        c.task = payout.or(c.task);
    }
    let id = t.id;
    draft.put(id, t);
    let cause = Cause {
        notice: approved.then_some(Notice::N6),
        ..Cause::from(Via::Command)
    };
    settle::settle(ctx, draft, id, cause)
}

/// A task that was taken from who had it without their doing: what they were paying waits to be paid again.
pub(in crate::engine::decide) fn taken_back(draft: &mut Draft<'_>, task: &Task) -> Rule<()> {
    if task.kind != TaskKind::FinancePayout || task.state != TaskState::Open {
        return Ok(());
    }
    let mut t = super::ticket(draft, task.ticket)?;
    let paying = |c: &&mut Compensation| c.task == Some(task.id) && c.state == CompensationState::Paying;
    let Some(c) = t.local.compensations.iter_mut().find(paying) else {
        return Ok(());
    };
    c.state = CompensationState::ToPay;
    draft.put(t.id, t);
    Ok(())
}
