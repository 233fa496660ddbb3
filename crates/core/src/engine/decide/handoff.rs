//! Hand-offs that follow from where a ticket stands: goods that arrived want inspection, a dispute wants evidence, money
//! that we pay ourselves wants finance. Opened by the change that needs them, cancelled by the one that no longer does.
use crate::lifecycle::handoff::task_has_ended;
use crate::model::axes::{Axes, DisputeState, Goods, MoneyState};
use crate::model::event::EventBody;
use crate::model::handoff::{TaskKind, TaskState};
use crate::model::ids::TaskId;
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::store::Record;

use super::super::draft::Draft;
use super::Rule;

/// A hand-off: its task, the group that does it, and when it is needed.
struct HandOff {
    kind: TaskKind,
    group: &'static str,
    needed: fn(&Ticket) -> bool,
}

const HAND_OFFS: [HandOff; 4] = [
    HandOff {
        kind: TaskKind::QcInspection,
        group: "qc",
        needed: |t| arrived(&t.axes),
    },
    HandOff {
        kind: TaskKind::Evidence,
        group: "aftersales",
        needed: |t| wants_evidence(&t.axes),
    },
    HandOff {
        kind: TaskKind::FinanceRefund,
        group: "finance",
        needed: |t| t.principal.is_none() && owes(&t.axes),
    },
    HandOff {
        kind: TaskKind::CarrierClaim,
        group: "warehouse",
        needed: |t| t.axes.goods == Goods::Lost,
    },
];

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
pub(super) fn follow(draft: &mut Draft<'_>, before: Option<&Ticket>, after: &mut Ticket) -> Rule<()> {
    for h in &HAND_OFFS {
        let (was, is) = (before.is_some_and(h.needed), (h.needed)(after));
        if is && !was {
            open(draft, after, h)?;
        } else if was && !is {
            cancel(draft, after, h.kind)?;
        }
    }
    Ok(())
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

fn open(draft: &mut Draft<'_>, t: &mut Ticket, h: &HandOff) -> Rule<()> {
    if open_task(draft, t, h.kind)?.is_some() {
        return Ok(());
    }
    let id = TaskId(draft.mint());
    let (ticket, opened_at) = (t.id, draft.now);
    let task = Task {
        id,
        ticket,
        kind: h.kind,
        state: TaskState::Open,
        group: h.group.to_owned(),
        agent: None,
        after: Vec::new(),
        // The axes themselves keep such a ticket from being closed.
        blocks_close: false,
        due_at: t.next_due(),
        attempt: 1,
        reason: None,
        lines: Vec::new(),
        form: Default::default(),
        opened_at,
        ended_at: None,
    };
    draft.put(id, task);
    t.local.tasks.push(id);
    let (task_kind, to) = (h.kind, TaskState::Open);
    draft.event(
        Some(ticket),
        EventBody::TaskMoved {
            task: id,
            task_kind,
            from: None,
            to,
        },
    );
    Ok(())
}

fn cancel(draft: &mut Draft<'_>, t: &Ticket, kind: TaskKind) -> Rule<()> {
    let Some(task) = open_task(draft, t, kind)? else {
        return Ok(());
    };
    let (id, from, to) = (task.id, Some(task.state), TaskState::Cancelled);
    draft.event(
        Some(t.id),
        EventBody::TaskMoved {
            task: id,
            task_kind: kind,
            from,
            to,
        },
    );
    let ended_at = Some(draft.now);
    draft.put(
        id,
        Task {
            state: to,
            ended_at,
            reason: Some("no longer needed".to_owned()),
            ..task
        },
    );
    Ok(())
}
