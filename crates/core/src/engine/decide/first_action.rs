//! Whether the agent of a ticket did anything on it since they have it, and what becomes of it if they do not.
use crate::calendar::after_open;
use crate::model::axes::Role;
use crate::model::command::{Act, Actor, Command};
use crate::model::config::Config;
use crate::model::ids::{AgentId, QueueId};
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing::is_parked;

use super::super::draft::Draft;
use super::{Ctx, Rule, assign, settle};

/// Whether they did: by a command here, or by an answer to the buyer on the platform.
pub(crate) fn was_taken(t: &Ticket) -> bool {
    t.assignment.acted_at.is_some()
}

/// A person of ours answered the buyer on the platform. Nobody is named there, so it is taken for the agent's who had the
/// ticket by then.
pub(super) fn answered(t: &mut Ticket, at: Timestamp) {
    let of = &mut t.assignment;
    let had = of.agent.is_some() && of.assigned_at.is_some_and(|since| at >= since);
    if had && of.acted_at.is_none() {
        of.acted_at = Some(at);
    }
}

/// Remembers that the agent of a ticket is doing something on it.
pub(super) fn note(draft: &mut Draft<'_>, c: &Command) -> Rule<()> {
    let named = match &c.act {
        Act::Assign { .. } | Act::AcceptOffer { .. } | Act::HoldOffer { .. } | Act::RejectOffer { .. } => None,
        Act::Transfer { .. } | Act::Refold { .. } => None,
        Act::MoveTask { task, .. } => draft.get::<Task>(*task)?.map(|task| task.ticket),
        other => other.ticket(),
    };
    let Some(named) = named.filter(|_| c.actor.role == Role::Agent) else {
        return Ok(());
    };
    let id = settle::root(draft, named)?;
    let Some(t) = draft.get::<Ticket>(id)? else {
        return Ok(());
    };
    let owner = t.assignment.agent.filter(|_| t.assignment.acted_at.is_none());
    if !owner.is_some_and(|owner| is_theirs(&c.actor, owner)) {
        return Ok(());
    }
    let mut t = t.clone();
    t.assignment.acted_at = Some(draft.now);
    draft.put(id, t);
    Ok(())
}

/// Who does not say which agent they are is taken for the one who has the ticket.
fn is_theirs(actor: &Actor, owner: AgentId) -> bool {
    actor.agent.is_none_or(|agent| agent == owner)
}

/// When a ticket is taken from its agent if they do nothing by then: so long after they got it, or it last moved.
pub(super) fn due(config: &Config, t: &Ticket) -> Option<Timestamp> {
    if !t.is_open() || is_parked(t) || was_taken(t) {
        return None;
    }
    t.assignment.agent?;
    let queue = config
        .queues
        .iter()
        .find(|q| t.assignment.queue == Some(QueueId::of(&q.name)))?;
    let (from, within) = (t.assignment.assigned_at?.max(t.changed_at), queue.first_action_ms?);
    match &queue.calendar {
        Some(name) => {
            let hours = config.calendars.iter().find(|calendar| calendar.name == *name)?;
            after_open(hours, config.zone_minutes, from, within)
        }
        None => Some(from.plus(within)),
    }
}

/// Takes a ticket from an agent who did nothing on it in time. It keeps its place, and goes to others first.
pub(super) fn take_back(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket) -> Rule<()> {
    let Some(agent) = t
        .assignment
        .agent
        .filter(|_| due(ctx.config, t).is_some_and(|at| at <= draft.now))
    else {
        return Ok(());
    };
    assign::release(ctx, draft, t, "no_first_action")?;
    t.assignment.last_agent = None;
    t.assignment.excluded.insert(agent);
    Ok(())
}
