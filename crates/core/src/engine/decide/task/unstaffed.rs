//! Tasks that wait for the desk while nobody is in the groups that may do them: told once, so that none waits unseen.
use std::collections::BTreeSet;

use crate::model::event::EventBody;
use crate::model::ids::TaskId;
use crate::model::job::JobBody;
use crate::model::task::{Task, TaskWait};
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::{Rule, command, jobs, overflow};
use super::waiting_in;

/// Tells that nobody is there for a task that waits, unless that was told; the row as it is then.
pub(super) fn tell(draft: &mut Draft<'_>, task: Task) -> Rule<Task> {
    let unstaffed = task.waits_in().is_some() && !is_anybody_in(draft, &task.asks())?;
    if unstaffed == task.wait.unstaffed {
        return Ok(task);
    }
    if unstaffed {
        let ticket = command::ticket(draft, task.ticket)?.id;
        draft.event(
            Some(ticket),
            EventBody::TaskUnstaffed {
                task: task.id,
                task_kind: task.kind,
                group: task.group.clone(),
            },
        );
    }
    let wait = TaskWait { unstaffed, ..task.wait };
    let told = Task { wait, ..task };
    draft.put(told.id, told.clone());
    Ok(told)
}

/// Whether any person is: bots do no tasks.
fn is_anybody_in(draft: &Draft<'_>, groups: &BTreeSet<&str>) -> Rule<bool> {
    let groups: BTreeSet<String> = groups.iter().map(|group| (*group).to_owned()).collect();
    overflow::is_served(draft, &groups, true)
}

/// Agents left these groups: of those in which nobody is any more, what waits is looked through by a job.
pub(in crate::engine::decide) fn left(draft: &mut Draft<'_>, groups: &BTreeSet<String>) -> Rule<()> {
    draft.want(groups.iter().map(|group| waiting_in(group)))?;
    for group in groups {
        if draft.gauge(waiting_in(group))? > 0 && !is_anybody_in(draft, &BTreeSet::from([group.as_str()]))? {
            let (group, now) = (group.clone(), draft.now);
            jobs::at_the_latest(draft, JobBody::DrainTasks { group }, now)?;
        }
    }
    Ok(())
}

/// Whether of any of these tasks it was told by now that nobody is there: those behind may be told of too.
pub(in crate::engine::decide) fn was_told(draft: &Draft<'_>, tasks: &[TaskId]) -> Rule<bool> {
    let changed: BTreeSet<_> = draft.changed().copied().collect();
    for id in tasks.iter().filter(|id| changed.contains(&Task::key(id.0))) {
        if draft.get::<Task>(*id)?.is_some_and(|task| task.wait.unstaffed) {
            return Ok(true);
        }
    }
    Ok(false)
}
