//! What is done as the time of a task runs out: each rung of the ladder of its kind once in an attempt.
use crate::model::event::EventBody;
use crate::model::handoff::TaskState;
use crate::model::ids::TicketId;
use crate::model::task::Task;
use crate::model::task_config::TaskEscalate;
use crate::sla;

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule, command};

/// Does what the ladder asks for by now.
pub(super) fn climb(ctx: &Ctx<'_>, draft: &mut Draft<'_>, ticket: TicketId, task: &mut Task) -> Rule<()> {
    let Some(of) = ctx.config.task(task.kind) else {
        return Ok(());
    };
    for rung in sla::due_task_rungs(ctx.config, of, task, draft.now) {
        task.rungs.insert(rung.name.clone());
        draft.event(
            Some(ticket),
            EventBody::TaskEscalated {
                task: task.id,
                task_kind: task.kind,
                attempt: task.attempt,
                rung: rung.name.clone(),
                did: rung.what.clone(),
                agent: task.load().map(|(agent, _)| agent),
            },
        );
        for step in &rung.what {
            take(draft, ticket, task, step)?;
        }
    }
    Ok(())
}

fn take(draft: &mut Draft<'_>, ticket: TicketId, task: &mut Task, step: &TaskEscalate) -> Rule<()> {
    match step {
        TaskEscalate::Band(band) => task.raised = Some(task.raised.unwrap_or(task.own_band).min(*band)),
        // The event says it.
        TaskEscalate::Notify(_) => (),
        TaskEscalate::Watch(agent) => {
            let mut t = command::ticket(draft, ticket)?;
            if t.local.watchers.insert(*agent) {
                draft.put(t.id, t);
            }
        }
        TaskEscalate::Group(group) if task.group != *group => hand_on(task, group),
        TaskEscalate::Group(_) => (),
    }
    Ok(())
}

/// Another group does it from now on; whoever had it has it no longer.
fn hand_on(task: &mut Task, group: &str) {
    if task.load().is_some() {
        task.state = TaskState::Open;
        task.agent = None;
        task.weight = 0;
    }
    task.group = group.to_owned();
    task.also.clear();
    task.wait.unstaffed = false;
    task.declined.clear();
}
