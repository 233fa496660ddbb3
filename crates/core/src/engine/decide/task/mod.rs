//! Internal tasks as they are written: opened, moved, due, in somebody's hands. Whatever changes a task goes through
//! [`write`], which keeps the loads of agents, the numbers of waiting tasks and the log in step with the rows.
mod due;
pub mod explained;
mod form;
mod give;
mod ladder;
mod open;
mod retry;
mod stand;
mod unstaffed;

pub(super) use due::timer;
pub(super) use form::filled;
pub(crate) use give::goes_back;
pub(super) use give::{freed, give_out, opens, published, reapplied, take_back, weigh};
pub(super) use open::{Work, begin, cancel, group, wake};
pub(super) use retry::tried_again;
pub(super) use stand::follow_ticket;
pub(super) use unstaffed::{left, was_told};

use crate::lifecycle::handoff::task_has_ended;
use crate::model::event::EventBody;
use crate::model::handoff::TaskState;
use crate::model::ids::TicketId;
use crate::model::task::Task;
use crate::routing;
use crate::store::index::group_of;
use crate::store::{Key, Table};

use super::super::draft::Draft;
use super::{Ctx, Rule, assign, quantity};

/// The key of the number of tasks of a group that are to be given to somebody.
fn waiting_in(group: &str) -> Key {
    Key::new(Table::TaskWaiting, group_of(group))
}

/// Writes a task that moved on a ticket, and does what follows from the difference.
pub(super) fn write(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    ticket: TicketId,
    before: Option<&Task>,
    after: Task,
) -> Rule<()> {
    let after = keep(ctx, draft, ticket, before, after)?;
    let (had, has) = (before.and_then(Task::load), after.load());
    let waited = before.and_then(Task::waits_in).is_some();
    if after.waits_in().is_some() && !waited {
        give::in_turn(ctx, draft, &after)?;
    }
    match had.filter(|(_, weight)| had != has && *weight > 0) {
        Some((agent, _)) => assign::freed(ctx, draft, agent),
        None => Ok(()),
    }
}

/// The same without looking for somebody who may take it, or who has room now: the row as it is written.
fn keep(ctx: &Ctx<'_>, draft: &mut Draft<'_>, ticket: TicketId, before: Option<&Task>, mut after: Task) -> Rule<Task> {
    let now = draft.now;
    if begins(before, &after) {
        due::begin(ctx.config, &mut after, now);
    }
    let had = before.and_then(Task::load).map(|(agent, _)| agent);
    routing::handed(&mut after, had, now);
    after.wait.unstaffed &= after.waits_in().is_some();
    let next = stand::follow(ctx.config, &mut after, now);
    if before.is_none_or(|before| (before.state, before.agent) != (after.state, after.agent)) {
        moved(draft, ticket, before, &after);
    }
    due::follow(ctx, draft, &after, next)?;
    count(draft, before, &after);
    if before != Some(&after) {
        draft.put(after.id, after.clone());
    }
    Ok(after)
}

/// Keeps loads and waiting numbers in step with the row.
fn count(draft: &mut Draft<'_>, before: Option<&Task>, after: &Task) {
    let (waited, waits) = (before.map(Task::asks).unwrap_or_default(), after.asks());
    let left = waited.difference(&waits).map(|group| (*group, -1));
    let came = waits.difference(&waited).map(|group| (*group, 1));
    for (group, by) in left.chain(came) {
        draft.add(waiting_in(group), by, None);
    }
    let (had, has) = (before.and_then(Task::load), after.load());
    if had != has {
        for (agent, by) in had.map(|(agent, weight)| (agent, -weight)).into_iter().chain(has) {
            draft.add(quantity::load_of(agent), by, None);
        }
    }
}

/// Whether a task can be begun from now on: it was opened so, waited, or is tried again.
fn begins(before: Option<&Task>, after: &Task) -> bool {
    let could_not = |task: &Task| task.state == TaskState::Waiting || task_has_ended(task.state);
    after.state == TaskState::Open && before.is_none_or(could_not)
}

/// Records that a task came to another state.
fn moved(draft: &mut Draft<'_>, ticket: TicketId, before: Option<&Task>, after: &Task) {
    let from = before.map(|task| task.state);
    draft.event(
        Some(ticket),
        EventBody::TaskMoved {
            task: after.id,
            task_kind: after.kind,
            from,
            to: after.state,
            agent: after.agent,
        },
    );
}
