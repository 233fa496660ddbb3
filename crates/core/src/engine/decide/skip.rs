//! Steps that a ticket does not wait for, since waiting is of no use: nobody is there, nobody has room, the hours are over, or
//! it would take too long.
use crate::model::agent::Agent;
use crate::model::ids::QueueId;
use crate::model::selection::{RouteStep, SkipIf, Skipped};
use crate::model::ticket::Ticket;
use crate::routing::{self, Placement, Standing};

use super::super::draft::Draft;
use super::assign;
use super::team::{Case, Team};
use super::{Ctx, Rule, wait};

/// Takes the next step of a ticket that nobody takes, if waiting for it is of no use. Whether it does.
pub(super) fn next(
    ctx: &Ctx<'_>,
    draft: &Draft<'_>,
    before: Option<&Ticket>,
    t: &mut Ticket,
    placement: &Placement,
    standing: &Standing,
    team: &Team,
) -> Rule<bool> {
    let Some(when) = routing::skip_if(ctx.config, placement, standing) else {
        return Ok(false);
    };
    let case = Case {
        ticket: t,
        placement,
        standing,
    };
    let useless = !routing::is_parked(t)
        && (is_hopeless(ctx, draft, team, when)?
            || (when.no_room && team.choose(ctx, draft, case)?.is_without_room())
            || is_slow(ctx, draft, (before, t.band), standing, team, when)?);
    if !useless {
        return Ok(false);
    }
    t.assignment.skipped = Some(Skipped {
        route: QueueId::of(&standing.route),
        steps: standing.step.saturating_add(1),
    });
    Ok(true)
}

/// Somebody takes nothing new any more: tickets that waited for them are looked at, where a step may be skipped for that.
pub(super) fn review(ctx: &Ctx<'_>, draft: &mut Draft<'_>, agent: &Agent) -> Rule<()> {
    let steps = ctx.config.queues.iter().map(|queue| &queue.steps);
    let of_rules = ctx.config.rules.iter().map(|rule| &rule.then.steps);
    let skips = |step: &RouteStep| {
        step.skip_if
            .as_ref()
            .is_some_and(|when| when.nobody_online || when.no_room || when.wait_above_ms.is_some())
    };
    if steps.chain(of_rules).flatten().any(skips) {
        assign::room_in(ctx, draft, &agent.groups)?;
    }
    Ok(())
}

/// Whether nobody will take it here for now: the hours are over, or nobody is there.
fn is_hopeless(ctx: &Ctx<'_>, draft: &Draft<'_>, team: &Team, when: &SkipIf) -> Rule<bool> {
    let outside = routing::is_outside(ctx.config, when.outside.as_deref(), draft.now);
    Ok(outside || (when.nobody_online && wait::at_work(ctx, draft, team)? == 0))
}

/// Whether it would wait too long here.
fn is_slow(
    ctx: &Ctx<'_>,
    draft: &Draft<'_>,
    (before, band): (Option<&Ticket>, u8),
    standing: &Standing,
    team: &Team,
    when: &SkipIf,
) -> Rule<bool> {
    let Some(most) = when.wait_above_ms else {
        return Ok(false);
    };
    let queue = QueueId::of(&standing.queue);
    let ahead = wait::ahead_of(draft, before, queue, band)?;
    let expected = wait::expected(ctx, draft, queue, ahead, team)?;
    Ok(expected.is_some_and(|ms| ms > most))
}
