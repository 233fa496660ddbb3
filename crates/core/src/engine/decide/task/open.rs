//! Tasks that are opened, behind those they wait for; and those that nobody needs any more.
use std::collections::BTreeSet;

use crate::lifecycle::handoff::{Blocking, lets_go_on, usual_blocking, usual_group};
use crate::model::config::Config;
use crate::model::handoff::{TaskKind, TaskState};
use crate::model::ids::{AgentId, TaskId, TicketId};
use crate::model::money::Money;
use crate::model::task::{Task, TaskWait};
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule};
use super::write;

/// A task that is to be opened.
#[derive(Clone)]
pub(in crate::engine::decide) struct Work<'a> {
    /// What is to be done.
    pub kind: TaskKind,
    /// By which group.
    pub group: &'a str,
    /// After which tasks, beside those that its kind waits for.
    pub after: &'a [TaskId],
    /// Until when, where its kind has no target.
    pub due_at: Option<Timestamp>,
    /// How much is decided or paid by it.
    pub amount: Option<Money>,
    /// Who asked for that or agreed to it.
    pub not_by: BTreeSet<AgentId>,
}

impl<'a> Work<'a> {
    /// One that moves no money, waits for what its kind waits for, and is due when its kind says.
    pub fn new(kind: TaskKind, group: &'a str) -> Self {
        Self {
            kind,
            group,
            after: &[],
            due_at: None,
            amount: None,
            not_by: BTreeSet::new(),
        }
    }
}

/// The group that does tasks of a kind: the one that is configured, else the usual one.
pub(in crate::engine::decide) fn group(config: &Config, kind: TaskKind) -> &str {
    let named = config.task(kind).and_then(|of| of.group.as_deref());
    named.or(usual_group(kind)).unwrap_or_default()
}

/// Opens a task and puts it on its ticket, which the caller writes.
pub(in crate::engine::decide) fn begin(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    t: &mut Ticket,
    work: Work<'_>,
) -> Rule<TaskId> {
    let of = ctx.config.task(work.kind);
    let (after, waits) = behind(ctx.config, draft, t, &work)?;
    let id = TaskId(draft.mint());
    let task = Task {
        id,
        ticket: t.id,
        kind: work.kind,
        state: if waits { TaskState::Waiting } else { TaskState::Open },
        group: work.group.to_owned(),
        agent: None,
        after,
        blocks_close: of
            .and_then(|of| of.blocks_close)
            .unwrap_or(usual_blocking(work.kind) != Blocking::None),
        band: of.and_then(|of| of.band).unwrap_or_else(|| t.own_band()),
        own_band: of.and_then(|of| of.band).unwrap_or_else(|| t.own_band()),
        raised: None,
        also: BTreeSet::new(),
        wait: TaskWait::default(),
        warn_at: None,
        due_at: work.due_at.filter(|_| of.is_none_or(|of| of.target_ms.is_none())),
        overdue: false,
        rungs: BTreeSet::new(),
        auto_assign: of.is_some_and(|of| of.auto_assign),
        weight: 0,
        declined: BTreeSet::new(),
        amount: work.amount,
        not_by: work.not_by,
        attempt: 1,
        reason: None,
        result: None,
        lines: Vec::new(),
        form: Default::default(),
        approves: None,
        attachments: Vec::new(),
        opened_at: draft.now,
        ended_at: None,
    };
    t.local.tasks.push(id);
    // Who gets it is chosen by its ticket. One that is new is written by the caller only later.
    if draft.get::<Ticket>(t.id)?.is_none() {
        draft.put(t.id, t.clone());
    }
    write(ctx, draft, t.id, None, task)?;
    Ok(id)
}

/// What a task waits for, and whether any of that holds it up now. All of it is there already, so a circle cannot form.
fn behind(config: &Config, draft: &Draft<'_>, t: &Ticket, work: &Work<'_>) -> Rule<(Vec<TaskId>, bool)> {
    let mut after = work.after.to_vec();
    let none = BTreeSet::new();
    let kinds = config.task(work.kind).map_or(&none, |of| &of.after);
    if !kinds.is_empty() {
        draft.want(t.local.tasks.iter().map(|id| Task::key(id.0)))?;
        for id in t.local.tasks.iter().filter(|id| !work.after.contains(id)) {
            let holds = |task: &Task| kinds.contains(&task.kind) && !lets_go_on(task.state);
            if draft.get::<Task>(*id)?.is_some_and(holds) {
                after.push(*id);
            }
        }
    }
    let waits = !all_over(draft, &after)?;
    Ok((after, waits))
}

/// Whether none of these tasks holds up another any more.
fn all_over(draft: &Draft<'_>, tasks: &[TaskId]) -> Rule<bool> {
    draft.want(tasks.iter().map(|id| Task::key(id.0)))?;
    for id in tasks {
        if !draft.get::<Task>(*id)?.is_some_and(|task| lets_go_on(task.state)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Tasks of a ticket that waited for this one are open once nothing they waited for holds them up.
pub(in crate::engine::decide) fn wake(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    ticket: TicketId,
    tasks: &[TaskId],
    moved: TaskId,
) -> Rule<()> {
    draft.want(tasks.iter().map(|id| Task::key(id.0)))?;
    for id in tasks {
        let waits = |task: &&Task| task.state == TaskState::Waiting && task.after.contains(&moved);
        let Some(task) = draft.get::<Task>(*id)?.filter(waits).cloned() else {
            continue;
        };
        if all_over(draft, &task.after)? {
            let open = Task {
                state: TaskState::Open,
                ..task.clone()
            };
            write(ctx, draft, ticket, Some(&task), open)?;
        }
    }
    Ok(())
}

/// Cancels a task that nobody needs any more; what waited for it goes on.
pub(in crate::engine::decide) fn cancel(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &Ticket, task: &Task) -> Rule<()> {
    let over = Task {
        state: TaskState::Cancelled,
        ended_at: Some(draft.now),
        reason: Some("no longer needed".to_owned()),
        weight: 0,
        ..task.clone()
    };
    write(ctx, draft, t.id, Some(task), over)?;
    wake(ctx, draft, t.id, &t.local.tasks, task.id)
}
