//! How urgent a task is and who is asked for it by now, written with its row: so that the order of a group is an index, and
//! whoever has room finds what waits for them.
use std::collections::BTreeSet;

use crate::lifecycle::handoff::is_under_way;
use crate::model::config::Config;
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing;
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule};
use super::keep;

/// Brings a task to where it stands by now; gives the moment at which that changes by itself.
pub(super) fn follow(config: &Config, task: &mut Task, now: Timestamp) -> Option<Timestamp> {
    let of = config.task(task.kind).filter(|_| is_under_way(task.state));
    let Some(of) = of else {
        task.band = task.raised.map_or(task.own_band, |raised| raised.min(task.own_band));
        return None;
    };
    let standing = routing::task_standing(config, of, task, now);
    let waits = task.waits_in().is_some();
    if waits {
        task.wait.step = standing.step;
        task.also = standing.groups;
        task.also.remove(&task.group);
    }
    let aged = routing::task_band(of, task, standing.raise_by, now);
    task.band = aged.band;
    let age = routing::task_age(&task.wait, now);
    let falls = standing.next_at.filter(|_| waits).map(|at| now.plus(at - age));
    falls.into_iter().chain(aged.next_at).min()
}

/// The band of a ticket is another one: so is that of its tasks whose kind has none of its own.
pub(in crate::engine::decide) fn follow_ticket(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    before: Option<&Ticket>,
    after: &Ticket,
) -> Rule<()> {
    let band = after.own_band();
    let tasks = &after.local.tasks;
    if tasks.is_empty() || before.map(Ticket::own_band) == Some(band) {
        return Ok(());
    }
    draft.want(tasks.iter().map(|id| Task::key(id.0)))?;
    for id in tasks {
        let Some(task) = draft.get::<Task>(*id)?.cloned() else {
            continue;
        };
        let own = ctx.config.task(task.kind).is_some_and(|of| of.band.is_some());
        if own || task.ended_at.is_some() || task.own_band == band {
            continue;
        }
        let moved = Task {
            own_band: band,
            ..task.clone()
        };
        keep(ctx, draft, after.id, Some(&task), moved)?;
    }
    Ok(())
}

/// Whether more agents may take a task that waits than might before it was looked at again.
pub(super) fn is_wider(config: &Config, before: &Task, after: &Task) -> bool {
    let asked = |task: &Task| -> BTreeSet<String> { task.asks().into_iter().map(str::to_owned).collect() };
    let falls = config.task(after.kind).is_some_and(|of| !of.floors.is_empty());
    falls || before.wait.step != after.wait.step || asked(before) != asked(after)
}
