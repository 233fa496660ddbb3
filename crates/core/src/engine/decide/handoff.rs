//! Hand-offs that follow from where a ticket stands: goods that arrived want inspection, a dispute wants evidence, money
//! that we pay ourselves wants finance. Opened by the change that needs them, cancelled by the one that no longer does.
use crate::lifecycle::handoff::{Blocking, task_has_ended, usual_blocking};
use crate::model::axes::{Axes, DisputeState, Goods, MoneyState};
use crate::model::event::EventBody;
use crate::model::handoff::{TaskKind, TaskState};
use crate::model::ids::{TaskId, TicketId};
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
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
    let due_at = t.next_due();
    begin(draft, t, Work::at_once(h.kind, h.group, due_at));
    Ok(())
}

/// A task that is to be opened.
#[derive(Clone, Copy)]
pub(super) struct Work<'a> {
    /// What is to be done.
    pub kind: TaskKind,
    /// By which group.
    pub group: &'a str,
    /// After which tasks.
    pub after: &'a [TaskId],
    /// Whether one of those holds it up now.
    pub waits: bool,
    /// Until when.
    pub due_at: Option<Timestamp>,
}

impl<'a> Work<'a> {
    /// Work that waits for no other task.
    pub fn at_once(kind: TaskKind, group: &'a str, due_at: Option<Timestamp>) -> Self {
        Self {
            kind,
            group,
            after: &[],
            waits: false,
            due_at,
        }
    }
}

/// Opens a task and puts it on its ticket, which the caller writes.
pub(super) fn begin(draft: &mut Draft<'_>, t: &mut Ticket, work: Work<'_>) -> TaskId {
    let id = TaskId(draft.mint());
    let to = if work.waits {
        TaskState::Waiting
    } else {
        TaskState::Open
    };
    let task = Task {
        id,
        ticket: t.id,
        kind: work.kind,
        state: to,
        group: work.group.to_owned(),
        agent: None,
        after: work.after.to_vec(),
        blocks_close: usual_blocking(work.kind) != Blocking::None,
        due_at: work.due_at,
        attempt: 1,
        reason: None,
        result: None,
        lines: Vec::new(),
        form: Default::default(),
        opened_at: draft.now,
        ended_at: None,
    };
    draft.put(id, task);
    t.local.tasks.push(id);
    moved(draft, t.id, id, work.kind, None, to);
    id
}

/// Records that a task came to another state.
pub(super) fn moved(
    draft: &mut Draft<'_>,
    ticket: TicketId,
    task: TaskId,
    task_kind: TaskKind,
    from: Option<TaskState>,
    to: TaskState,
) {
    draft.event(
        Some(ticket),
        EventBody::TaskMoved {
            task,
            task_kind,
            from,
            to,
        },
    );
}

fn cancel(draft: &mut Draft<'_>, t: &Ticket, kind: TaskKind) -> Rule<()> {
    let Some(task) = open_task(draft, t, kind)? else {
        return Ok(());
    };
    let (id, to) = (task.id, TaskState::Cancelled);
    moved(draft, t.id, id, kind, Some(task.state), to);
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
