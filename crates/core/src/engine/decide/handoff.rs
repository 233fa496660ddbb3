//! Hand-offs that follow from where a ticket stands: goods that arrived want inspection, a dispute wants evidence, money
//! that we pay ourselves wants finance. Opened by the change that needs them, cancelled by the one that no longer does.
use std::collections::BTreeSet;

use crate::lifecycle::handoff::{task_has_ended, usual_group};
use crate::model::axes::{Axes, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState};
use crate::model::handoff::TaskKind;
use crate::model::ids::AgentId;
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::model::trigger::Trigger;
use crate::store::Record;

use super::super::draft::Draft;
use super::task::{self, Work};
use super::{Ctx, Rule, moot};

/// A hand-off: its task, and when it is needed.
struct HandOff {
    kind: TaskKind,
    needed: fn(&Ticket) -> bool,
    /// Only where the configuration names the group that does it.
    named: bool,
}

const HAND_OFFS: [HandOff; 6] = [
    HandOff {
        kind: TaskKind::QcInspection,
        needed: |t| arrived(&t.axes),
        named: false,
    },
    HandOff {
        kind: TaskKind::Evidence,
        needed: |t| wants_evidence(&t.axes),
        named: false,
    },
    HandOff {
        kind: TaskKind::FinanceRefund,
        needed: |t| t.principal.is_none() && owes(&t.axes),
        named: false,
    },
    HandOff {
        kind: TaskKind::CarrierClaim,
        needed: |t| t.axes.goods == Goods::Lost,
        named: false,
    },
    HandOff {
        kind: TaskKind::RepairJob,
        needed: |t| t.headline == Headline::Repairing,
        named: true,
    },
    // The piece that goes out instead is fetched from the shelf. What was repaired lies ready.
    HandOff {
        kind: TaskKind::WarehouseCheck,
        needed: wants_picking,
        named: true,
    },
];

/// What a person does when they agree that money goes back.
const GRANTS: &[Trigger] = &[
    Trigger::ApproveRefund,
    Trigger::InstantRefund,
    Trigger::ApproveReturn,
    Trigger::WaiveReturn,
    Trigger::RefundDifference,
];

fn wants_picking(t: &Ticket) -> bool {
    let sends = matches!(t.axes.kind, Kind::Exchange | Kind::Resend) && t.headline == Headline::ExchangeShipping;
    sends && matches!(t.axes.replacement, ReplacementState::None | ReplacementState::Reserved)
}

fn arrived(axes: &Axes) -> bool {
    matches!(axes.goods, Goods::Delivered | Goods::PartiallyReceived)
}
fn wants_evidence(axes: &Axes) -> bool {
    matches!(
        axes.dispute,
        DisputeState::Open | DisputeState::EvidenceDue | DisputeState::Appealed
    )
}
fn owes(axes: &Axes) -> bool {
    matches!(
        axes.money,
        MoneyState::Pending | MoneyState::Partial | MoneyState::Failed
    )
}

/// Opens what is needed now and was not before, and cancels what is no longer needed.
pub(super) fn follow(ctx: &Ctx<'_>, draft: &mut Draft<'_>, before: Option<&Ticket>, after: &mut Ticket) -> Rule<()> {
    let named = |h: &HandOff| ctx.config.task(h.kind).is_some_and(|of| of.group.is_some());
    for h in HAND_OFFS.iter().filter(|h| !h.named || named(h)) {
        let (was, is) = (before.is_some_and(h.needed), (h.needed)(after));
        if is && !was {
            open(ctx, draft, after, h)?;
        } else if was && !is {
            cancel(ctx, draft, after, h.kind)?;
        } else if is && h.kind == TaskKind::FinanceRefund {
            what_is_left(ctx, draft, before, after, h)?;
        }
    }
    moot::follow(ctx, draft, before, after)
}

/// Whether the desk itself would hand such work off as the ticket stands.
pub(super) fn needs(t: &Ticket, kind: TaskKind) -> bool {
    HAND_OFFS.iter().any(|h| h.kind == kind && (h.needed)(t))
}

fn open_task(draft: &Draft<'_>, t: &Ticket, kind: TaskKind) -> Rule<Option<Task>> {
    draft.want(t.local.tasks.iter().map(|id| Task::key(id.0)))?;
    for id in &t.local.tasks {
        if let Some(task) = draft
            .get::<Task>(*id)?
            .filter(|x| x.kind == kind && !task_has_ended(x.state))
        {
            return Ok(Some(task.clone()));
        }
    }
    Ok(None)
}

fn open(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket, h: &HandOff) -> Rule<()> {
    if open_task(draft, t, h.kind)?.is_some() {
        return Ok(());
    }
    let pays = h.kind == TaskKind::FinanceRefund;
    let work = Work {
        due_at: t.next_due(),
        amount: pays.then(|| t.money(t.amounts.pending)).filter(|money| money.minor > 0),
        not_by: if pays { deciders(t) } else { BTreeSet::new() },
        ..Work::new(h.kind, task::group(ctx.config, h.kind))
    };
    task::begin(ctx, draft, t, work)?;
    Ok(())
}

/// Who agreed that money goes back.
fn deciders(t: &Ticket) -> BTreeSet<AgentId> {
    let entries = t.local.entries.iter();
    let stands = entries.filter(|entry| !entry.void && GRANTS.contains(&entry.trigger));
    stands.filter_map(|entry| entry.agent).collect()
}

/// A part was paid, or another sum is to be paid: the task carries what is left. Where it is over, what is left is a new one.
fn what_is_left(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    before: Option<&Ticket>,
    t: &mut Ticket,
    h: &HandOff,
) -> Rule<()> {
    let pending = t.amounts.pending;
    if pending <= 0 || before.is_some_and(|before| before.amounts.pending == pending) {
        return Ok(());
    }
    let Some(task) = open_task(draft, t, h.kind)? else {
        return open(ctx, draft, t, h);
    };
    let amount = Some(t.money(pending));
    let left = Task { amount, ..task.clone() };
    task::write(ctx, draft, t.id, Some(&task), left)
}

fn cancel(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &Ticket, kind: TaskKind) -> Rule<()> {
    match open_task(draft, t, kind)? {
        Some(task) => task::cancel(ctx, draft, t, &task),
        None => Ok(()),
    }
}

/// The groups that do what the desk hands off by itself, unless others are configured.
pub(super) fn groups() -> impl Iterator<Item = &'static str> {
    TaskKind::ALL.iter().filter_map(|kind| usual_group(*kind))
}
