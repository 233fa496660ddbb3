//! What a pending command will do, drawn over a bundle. Pure; the server decides what really happens.
use crate::lifecycle;
use crate::lifecycle::Times;
use crate::lifecycle::handoff::apply_task;
use crate::model::axes::Role;
use crate::model::command::Act;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::model::trigger::Trigger;

use super::super::decide::edit::{self, Edit};
use super::protocol::{Bundle, Offer};

/// What is drawn of a command beside the changed fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// It shows in the ticket or in a task.
    Shown,
    /// Nothing of it shows; it waits.
    Hidden,
    /// By the table it is not possible after what waits before it.
    Impossible,
}

/// Draws one command over a bundle.
pub fn draw(bundle: &mut Bundle, act: &Act, role: Role, at: Timestamp) -> Drawn {
    let drawn = match act {
        Act::Move { trigger, .. } => moved(&mut bundle.ticket.item, *trigger, role, at),
        Act::Assign { agent, .. } => {
            bundle.ticket.item.assignment.agent = *agent;
            Drawn::Shown
        }
        Act::Transfer { queue, .. } => {
            let assignment = &mut bundle.ticket.item.assignment;
            assignment.queue = Some(crate::model::ids::QueueId::of(queue));
            assignment.agent = None;
            bundle.ticket.item.local.queue = Some(queue.clone());
            Drawn::Shown
        }
        Act::Edit { .. } => edited(&mut bundle.ticket.item, act),
        Act::MoveTask {
            task, trigger, agent, ..
        } => {
            let Some(task) = bundle.tasks.iter_mut().find(|t| t.item.id == *task) else {
                return Drawn::Hidden;
            };
            match apply_task(task.item.state, *trigger) {
                Ok(state) => {
                    task.item.state = state;
                    task.item.agent = agent.or(task.item.agent);
                    Drawn::Shown
                }
                Err(_) => Drawn::Impossible,
            }
        }
        _ => Drawn::Hidden,
    };
    if drawn == Drawn::Shown && matches!(act, Act::Move { .. }) {
        bundle.allowed = offers(&bundle.ticket.item, role, &bundle.allowed);
    }
    drawn
}

fn moved(t: &mut Ticket, trigger: Trigger, role: Role, at: Timestamp) -> Drawn {
    let Ok(applied) = lifecycle::apply_as(&t.axes, trigger, role) else {
        return Drawn::Impossible;
    };
    let mut times = Times {
        changed_at: t.changed_at,
        ended_at: t.ended_at,
        closed_at: t.closed_at,
    };
    times.pass(applied.from, applied.to, at);
    t.axes = applied.axes;
    t.headline = applied.to;
    t.waiting_on = lifecycle::waiting_on(applied.to);
    (t.changed_at, t.ended_at, t.closed_at) = (times.changed_at, times.ended_at, times.closed_at);
    Drawn::Shown
}

fn edited(t: &mut Ticket, act: &Act) -> Drawn {
    let Some(edit) = Edit::of(act) else {
        return Drawn::Hidden;
    };
    edit.onto(&mut t.local);
    edit::show(t);
    Drawn::Shown
}

/// What the table allows after what waits; what the server said of a trigger before stays with it.
fn offers(t: &Ticket, role: Role, known: &[Offer]) -> Vec<Offer> {
    let rows = lifecycle::allowed(&t.axes, role);
    let offer = |trigger: Trigger| {
        known.iter().find(|o| o.trigger == trigger).cloned().unwrap_or(Offer {
            trigger,
            because: None,
            needs: None,
            at_most: None,
        })
    };
    rows.into_iter().map(|row| offer(row.trigger)).collect()
}
