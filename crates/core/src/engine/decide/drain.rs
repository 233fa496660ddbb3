//! What waits is given out a part at a time: whether it is of use to look behind a part.
use std::collections::BTreeSet;

use crate::model::ids::{QueueId, TicketId};
use crate::model::job::JobBody;
use crate::model::ticket::Ticket;
use crate::routing::{self, Standing};
use crate::store::{Key, Record};

use super::super::draft::Draft;
use super::super::input::Outcome;
use super::team::Team;
use super::{Ctx, Rule, task};

/// Whether what waits behind a full part is looked at too: somebody has room for it, or tickets of the part went elsewhere
/// and those behind may do the same. Where nobody has room a long list is not looked through in vain.
pub(super) fn goes_on(ctx: &Ctx<'_>, draft: &Draft<'_>, body: &JobBody, part: &Outcome) -> Rule<bool> {
    if part.place.is_none() {
        return Ok(false);
    }
    match body {
        JobBody::Drain { queue } => Ok(went_on(draft, &part.assign)? || serves(ctx, draft, *queue)?),
        JobBody::DrainTasks { group } => {
            let weights = ctx.config.tasks.iter().filter(|of| of.auto_assign).map(|of| of.weight);
            let lightest = weights.min().unwrap_or_default();
            Ok(task::was_told(draft, &part.tasks)?
                || Team::of_group(ctx, group).has_room(ctx, draft, lightest, true)?)
        }
        // All that is open is brought in line.
        JobBody::Reapply => Ok(true),
        _ => Ok(false),
    }
}

/// Whether any of these tickets is not as it was, though nobody has it: it overflowed, or took a step.
fn went_on(draft: &Draft<'_>, tickets: &[TicketId]) -> Rule<bool> {
    let changed: BTreeSet<&Key> = draft.changed().collect();
    for id in tickets.iter().filter(|id| changed.contains(&Ticket::key(id.0))) {
        let nobodys = |t: &Ticket| t.assignment.agent.is_none() && t.assignment.offers.is_empty();
        if draft.get::<Ticket>(*id)?.is_some_and(nobodys) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether anybody who may take tickets of a queue is there and has room for the lightest.
fn serves(ctx: &Ctx<'_>, draft: &Draft<'_>, queue: QueueId) -> Rule<bool> {
    let Some(name) = ctx.routing().queues().find(|name| QueueId::of(name) == queue) else {
        return Ok(false);
    };
    let standing = Standing {
        queue: name.to_owned(),
        groups: ctx.routing().reaching(name),
        ..Standing::default()
    };
    let team = Team::anything(ctx, &standing);
    team.has_room(ctx, draft, routing::lightest(ctx.config), false)
}
