//! How an internal task moves, and what its end means for the ticket.

pub use crate::model::handoff::TaskResult;
use crate::model::handoff::{Disposition, Grade, TaskKind, TaskState, TaskTrigger};
use crate::model::trigger::Trigger;
use crate::model::words::words;

words! {
    /// What a task holds up while it is not done.
    pub enum Blocking {
        /// Nothing.
        None = "none",
        /// The closing of the ticket.
        Close = "close",
        /// The next state of the ticket.
        NextState = "next_state",
    }
}

/// One row of the table of tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskRow {
    /// The states it starts from.
    pub from: &'static [TaskState],
    /// What moves it.
    pub trigger: TaskTrigger,
    /// Where to.
    pub to: TaskState,
}

const fn row(from: &'static [TaskState], trigger: TaskTrigger, to: TaskState) -> TaskRow {
    TaskRow { from, trigger, to }
}

/// The table of tasks. What it does not list is refused.
pub static TASK_ROWS: &[TaskRow] = {
    use TaskState::{Assigned, Blocked, Cancelled, Done, Failed, InProgress, Open, Waiting};
    &[
        row(&[Waiting], TaskTrigger::DepsDone, Open),
        row(&[Open], TaskTrigger::Assign, Assigned),
        row(&[Assigned], TaskTrigger::Start, InProgress),
        row(&[Assigned], TaskTrigger::Decline, Open),
        row(&[InProgress], TaskTrigger::Block, Blocked),
        row(&[Blocked], TaskTrigger::Unblock, InProgress),
        row(&[InProgress], TaskTrigger::Done, Done),
        row(&[InProgress, Blocked], TaskTrigger::Fail, Failed),
        // A further attempt; the latest one counts, so what is done can be done again.
        row(&[Failed, Done], TaskTrigger::Retry, Open),
        row(
            &[Waiting, Open, Assigned, InProgress, Blocked, Failed],
            TaskTrigger::Cancel,
            Cancelled,
        ),
    ]
};

/// Why a task did not move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRefused {
    /// The state it was in.
    pub state: TaskState,
    /// What was sent.
    pub trigger: TaskTrigger,
    /// What would be taken.
    pub allowed: Vec<TaskTrigger>,
}

impl std::fmt::Display for TaskRefused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} is not possible for a task that is {}", self.trigger, self.state)
    }
}

impl std::error::Error for TaskRefused {}

/// Moves a task.
///
/// # Errors
/// [`TaskRefused`] if the table has no row for it.
pub fn apply_task(state: TaskState, trigger: TaskTrigger) -> Result<TaskState, TaskRefused> {
    let mut open = TASK_ROWS.iter().filter(|row| row.from.contains(&state));
    match open.clone().find(|row| row.trigger == trigger) {
        Some(row) => Ok(row.to),
        None => Err(TaskRefused {
            state,
            trigger,
            allowed: open.by_ref().map(|row| row.trigger).collect(),
        }),
    }
}

/// True if nobody works on a task in this state any more.
pub const fn task_has_ended(state: TaskState) -> bool {
    matches!(state, TaskState::Done | TaskState::Failed | TaskState::Cancelled)
}

/// True if a task in this state can be worked on: it waits for no other, and has not ended.
pub const fn is_under_way(state: TaskState) -> bool {
    !task_has_ended(state) && !matches!(state, TaskState::Waiting)
}

/// True if a task that waits for one in this state need not wait for it: it is done, or nobody needs it. One that failed
/// holds up until it is tried again or given up.
pub const fn lets_go_on(state: TaskState) -> bool {
    matches!(state, TaskState::Done | TaskState::Cancelled)
}

/// What a task of this kind holds up, unless who opens it says otherwise.
pub const fn usual_blocking(kind: TaskKind) -> Blocking {
    match kind {
        TaskKind::ReceiveGoods | TaskKind::QcInspection | TaskKind::RepairJob | TaskKind::FinanceRefund => {
            Blocking::NextState
        }
        TaskKind::FinancePayout | TaskKind::Approval | TaskKind::WarehouseCheck => Blocking::Close,
        TaskKind::InterceptParcel
        | TaskKind::Evidence
        | TaskKind::PlatformFollowup
        | TaskKind::CarrierClaim
        | TaskKind::VideoInspection
        | TaskKind::Callback
        | TaskKind::Custom => Blocking::None,
    }
}

/// The group that does tasks of this kind unless another is configured; `None` for kinds that the desk opens for no group of
/// its own accord.
pub const fn usual_group(kind: TaskKind) -> Option<&'static str> {
    match kind {
        TaskKind::QcInspection => Some("qc"),
        TaskKind::Evidence => Some("aftersales"),
        TaskKind::FinanceRefund | TaskKind::FinancePayout => Some("finance"),
        TaskKind::Approval => Some("approval"),
        TaskKind::CarrierClaim => Some("warehouse"),
        _ => None,
    }
}

/// The trigger that a done task of this kind raises on its ticket; most kinds raise none.
pub const fn raises(kind: TaskKind, result: TaskResult) -> Option<Trigger> {
    match (kind, result) {
        (TaskKind::ReceiveGoods, TaskResult::Full | TaskResult::Unchecked) => Some(Trigger::GoodsArrived),
        (TaskKind::ReceiveGoods, TaskResult::Partial) => Some(Trigger::GoodsArrivedPart),
        (TaskKind::QcInspection, TaskResult::Full) => Some(Trigger::InspectPass),
        (TaskKind::QcInspection, TaskResult::Partial) => Some(Trigger::InspectPartial),
        (TaskKind::QcInspection, TaskResult::Failed) => Some(Trigger::InspectFail),
        (TaskKind::QcInspection, TaskResult::Unchecked) => Some(Trigger::AcceptUnchecked),
        (TaskKind::RepairJob, TaskResult::Full) => Some(Trigger::RepairDone),
        (TaskKind::RepairJob, TaskResult::Failed) => Some(Trigger::Unrepairable),
        (TaskKind::FinanceRefund, TaskResult::Full) => Some(Trigger::PayoutSent),
        (TaskKind::FinanceRefund, TaskResult::Partial) => Some(Trigger::PayoutPart),
        (TaskKind::FinanceRefund, TaskResult::Failed) => Some(Trigger::PayoutFailed),
        (TaskKind::Evidence, TaskResult::Full | TaskResult::Partial) => Some(Trigger::SubmitEvidence),
        _ => None,
    }
}

/// Where an inspected item of this grade usually goes; a person may decide otherwise.
pub const fn usual_disposition(grade: Grade) -> Disposition {
    match grade {
        Grade::A | Grade::B => Disposition::Restock,
        Grade::C => Disposition::Refurbish,
        Grade::D => Disposition::Destroy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_runs_to_its_end() {
        use TaskTrigger as T;
        let steps = [
            T::DepsDone,
            T::Assign,
            T::Decline,
            T::Assign,
            T::Start,
            T::Block,
            T::Unblock,
            T::Done,
        ];
        let end = steps.into_iter().try_fold(TaskState::Waiting, apply_task);
        assert_eq!(end, Ok(TaskState::Done));
    }

    #[test]
    fn what_the_table_does_not_list_is_refused() {
        let refused = apply_task(TaskState::Cancelled, TaskTrigger::Start).unwrap_err();
        assert_eq!(refused.allowed, []);
        let refused = apply_task(TaskState::Open, TaskTrigger::Done).unwrap_err();
        assert_eq!(refused.allowed, [TaskTrigger::Assign, TaskTrigger::Cancel]);
        assert!(apply_task(TaskState::Done, TaskTrigger::Cancel).is_err());
    }

    #[test]
    fn one_row_at_most_for_each_state_and_trigger() {
        for state in TaskState::ALL {
            for trigger in TaskTrigger::ALL {
                let rows = TASK_ROWS
                    .iter()
                    .filter(|row| row.trigger == *trigger && row.from.contains(state));
                assert!(rows.count() <= 1, "{state} {trigger}");
            }
        }
    }
}
