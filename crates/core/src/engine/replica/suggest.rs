//! What to do about a command that met a ticket changed meanwhile. Pure: either side may ask.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lifecycle;
use crate::model::axes::Role;
use crate::model::command::Act;
use crate::model::ticket::Ticket;
use crate::model::trigger::Trigger;

/// What the rules propose. The person decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Suggestion {
    /// It still makes sense as it is: give it again on the ticket as it is now.
    Again,
    /// It was done meanwhile, by somebody else: drop it.
    Drop,
    /// It is no longer possible: choose another way, or none.
    Choose {
        /// What is possible now.
        allowed: Vec<Trigger>,
    },
}

/// What to do with a command, seen the ticket as it is now.
pub fn suggest(act: &Act, theirs: &Ticket, role: Role) -> Suggestion {
    match act {
        Act::Move { trigger, .. } => of_move(*trigger, theirs, role),
        Act::Assign { agent, .. } if theirs.assignment.agent == *agent => Suggestion::Drop,
        Act::Transfer { queue, .. } if theirs.local.queue.as_deref() == Some(queue) => Suggestion::Drop,
        _ if theirs.closed_at.is_some() => Suggestion::Choose {
            allowed: allowed(theirs, role),
        },
        _ => Suggestion::Again,
    }
}

fn of_move(trigger: Trigger, theirs: &Ticket, role: Role) -> Suggestion {
    let now = allowed(theirs, role);
    if now.contains(&trigger) {
        Suggestion::Again
    } else if theirs
        .local
        .entries
        .iter()
        .rev()
        .take(3)
        .any(|e| e.trigger == trigger && !e.void)
    {
        Suggestion::Drop
    } else {
        Suggestion::Choose { allowed: now }
    }
}

fn allowed(ticket: &Ticket, role: Role) -> Vec<Trigger> {
    let rows = lifecycle::allowed(&ticket.axes, role);
    rows.into_iter().map(|row| row.trigger).collect()
}
