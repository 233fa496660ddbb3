//! Tasks that nobody needs any more: a question whose move was made, or is possible no more; the work of a ticket that came
//! to nothing. What is owed stays: money, goodwill, and goods that come to us or lie here.
use crate::lifecycle::{self, blocking, headline};
use crate::model::axes::{Axes, Goods, Headline};
use crate::model::handoff::TaskKind;
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::store::Record;

use super::super::draft::Draft;
use super::{Ctx, Rule, handoff, task};

/// Cancels what a change of the axes makes needless. The last opened goes first, so that none is woken in between.
pub(super) fn follow(ctx: &Ctx<'_>, draft: &mut Draft<'_>, before: Option<&Ticket>, after: &Ticket) -> Rule<()> {
    let Some(before) = before.filter(|before| before.axes != after.axes) else {
        return Ok(());
    };
    let tasks = &after.local.tasks;
    draft.want(tasks.iter().map(|id| Task::key(id.0)))?;
    for id in tasks.iter().rev() {
        let open = draft.get::<Task>(*id)?.filter(|task| task.ended_at.is_none());
        let Some(task) = open.filter(|task| is_needless(before, after, task)).cloned() else {
            continue;
        };
        task::cancel(ctx, draft, after, &task)?;
    }
    Ok(())
}

/// Whether a task keeps the timer from closing a ticket. People see to what is open themselves.
pub(super) fn holds_up_timer(t: &Ticket, task: &Task) -> bool {
    let in_vain = matches!(t.headline, Headline::Cancelled | Headline::Rejected);
    !(in_vain && is_older(t, task)) || is_owed(t, task)
}

/// Whether the move that a task asks for was made, or cannot be made any more. While a buyer is asked, and while an arbiter
/// looks at it, it only waits.
pub(super) fn is_answered(t: &Ticket, task: &Task) -> bool {
    let waits = matches!(
        t.headline,
        Headline::Requested | Headline::AwaitingBuyer | Headline::Disputed
    );
    let cannot = |trigger| lifecycle::apply(&t.axes, trigger).is_err();
    !waits && task.approves.as_ref().is_some_and(|asks| cannot(asks.trigger))
}

fn is_needless(before: &Ticket, after: &Ticket, task: &Task) -> bool {
    if task.approves.is_some() {
        return is_answered(after, task);
    }
    if !in_vain(&after.axes) || is_owed(after, task) {
        return false;
    }
    // A buyer may add to what was rejected, so its work waits until it is closed.
    let ends = !in_vain(&before.axes) && before.headline != Headline::Rejected;
    let closes = after.axes.closed && !before.axes.closed && is_older(before, task);
    ends || closes || is_owed(before, task)
}

/// Opened before the ticket came to its end: what is opened later is wanted all the same.
fn is_older(t: &Ticket, task: &Task) -> bool {
    t.ended_at.is_some_and(|ended| task.opened_at <= ended)
}

/// Whether it came to nothing: cancelled, or closed without an outcome.
fn in_vain(axes: &Axes) -> bool {
    let open = Axes { closed: false, ..*axes };
    match headline(axes) {
        Headline::Cancelled => true,
        Headline::Closed => !matches!(
            headline(&open),
            Headline::Refunded | Headline::Exchanged | Headline::Resolved
        ),
        _ => false,
    }
}

/// Whether somebody still needs a task on a ticket that came to nothing.
fn is_owed(t: &Ticket, task: &Task) -> bool {
    let comes = matches!(
        t.axes.goods,
        Goods::InTransit | Goods::AtLocker | Goods::Delivered | Goods::PartiallyReceived
    );
    let goodwill = t.local.compensations.iter();
    match task.kind {
        TaskKind::ReceiveGoods | TaskKind::QcInspection if comes => true,
        TaskKind::FinancePayout => true,
        TaskKind::Approval => goodwill.filter(|c| c.state.stands()).any(|c| c.task == Some(task.id)),
        kind => blocking(&t.axes).contains(&kind) || handoff::needs(t, kind),
    }
}
