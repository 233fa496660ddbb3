//! Automations at work. What was recorded in a decision calls them, and what they do belongs to the same changeset: it is
//! committed with its cause or not at all, so nothing is done twice after a crash or a repeat.
pub(super) mod step;

use std::collections::BTreeSet;

use crate::automation::{called, counted_from, due};
use crate::error::Error;
use crate::limits::{MAX_AUTOMATED, MAX_AUTOMATION_DEPTH};
use crate::model::automation::{Automation, AutomationStep, AutomationStop};
use crate::model::command::Actor;
use crate::model::event::{AnyEvent, EventBody};
use crate::model::ids::TicketId;
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing;

use super::super::draft::Draft;
use super::subject::Around;
use super::{Ctx, Rule, Stop, command, returns, settle};

/// Carries out what the events of this decision call. Each automation is done at most once on a ticket in one decision, so
/// its own change never calls it again; those that call each other in a row are bounded besides.
pub(super) fn follow(ctx: &Ctx<'_>, draft: &mut Draft<'_>) -> Rule<()> {
    let all = &ctx.config.automations;
    if all.is_empty() {
        return Ok(());
    }
    let (mut seen, mut done) = (0, BTreeSet::new());
    for depth in 0.. {
        let calls = calls(all, draft, seen)?;
        seen = draft.events().len();
        if calls.is_empty() {
            break;
        }
        for (ticket, automation) in calls {
            let id = settle::root(draft, ticket)?;
            if done.contains(&(id, automation.name.as_str())) || !holds(ctx, draft, id, automation)? {
                continue;
            }
            done.insert((id, automation.name.as_str()));
            if depth < MAX_AUTOMATION_DEPTH {
                carry_out(ctx, draft, id, automation)?;
            } else {
                stop(draft, id, automation, AutomationStop::TooDeep, None);
            }
        }
    }
    Ok(())
}

/// Automations that are due because time passed. They are marked: whatever comes of them, they are not asked again before
/// there is a new beginning to count from.
pub(super) fn stood<'c>(ctx: &Ctx<'c>, now: Timestamp, t: &mut Ticket) -> Vec<&'c Automation> {
    let found: Vec<&'c Automation> = due(&ctx.config.automations, t, now).collect();
    for automation in &found {
        let since = counted_from(automation, t);
        let known = t.local.automations.entry(automation.name.clone()).or_default();
        known.since = since;
    }
    found
}

/// Carries them out, where they still wait for what they did.
pub(super) fn after(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, stood: &[&Automation]) -> Rule<()> {
    for automation in stood {
        let still = draft
            .get::<Ticket>(id)?
            .is_some_and(|t| counted_from(automation, t).is_some());
        if still && holds(ctx, draft, id, automation)? {
            carry_out(ctx, draft, id, automation)?;
        }
    }
    Ok(())
}

/// What is called by that which was recorded from some place on, in its order.
fn calls<'c>(all: &'c [Automation], draft: &Draft<'_>, from: usize) -> Rule<Vec<(TicketId, &'c Automation)>> {
    let mut calls = Vec::new();
    for event in draft.events().iter().skip(from) {
        let (AnyEvent::Known(body), Some(ticket)) = (&event.body, event.ticket) else {
            continue;
        };
        // The event does not say how it came out.
        let result = match body {
            EventBody::TaskMoved { task, .. } => draft.get::<Task>(*task)?.and_then(|task| task.result),
            _ => None,
        };
        calls.extend(called(all, body, result).map(|automation| (ticket, automation)));
    }
    Ok(calls)
}

fn holds(ctx: &Ctx<'_>, draft: &Draft<'_>, id: TicketId, automation: &Automation) -> Rule<bool> {
    let Some(t) = draft.get::<Ticket>(id)? else {
        return Ok(false);
    };
    let around = Around::of(ctx, draft, t)?;
    Ok(routing::holds(
        &automation.when,
        &around.subject(t).at(draft.now, ctx.config),
    ))
}

/// All of its steps, or none: what called it goes on in any case.
fn carry_out(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, automation: &Automation) -> Rule<()> {
    let times = count(draft, id, automation)?;
    if times > MAX_AUTOMATED {
        if times == MAX_AUTOMATED + 1 {
            stop(draft, id, automation, AutomationStop::TooOften, None);
        }
        return Ok(());
    }
    let saved = draft.save();
    let actor = std::mem::replace(&mut draft.actor, Actor::system());
    let outcome = steps(ctx, draft, id, automation);
    draft.actor = actor;
    match outcome {
        Ok(()) => {
            record(draft, id, done(automation));
            Ok(())
        }
        Err(Stop::Refuse(error)) => {
            draft.restore(saved);
            let reason = Some(error.message().to_owned());
            stop(draft, id, automation, AutomationStop::Refused, reason);
            Ok(())
        }
        Err(need) => Err(need),
    }
}

/// Counts it on the ticket, up to one more than is allowed.
fn count(draft: &mut Draft<'_>, id: TicketId, automation: &Automation) -> Rule<u32> {
    let mut t = known(draft, id)?;
    let done = t.local.automations.entry(automation.name.clone()).or_default();
    if done.times > MAX_AUTOMATED {
        return Ok(done.times.saturating_add(1));
    }
    done.times += 1;
    let times = done.times;
    draft.put(id, t);
    Ok(times)
}

fn steps(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, automation: &Automation) -> Rule<()> {
    let touched = known(draft, id)?.local.touched;
    for step in &automation.then {
        self::step(ctx, draft, id, &automation.name, step)?;
    }
    // No person worked on it: it may still be taken apart when a fact says so.
    let mut t = known(draft, id)?;
    if t.local.touched != touched {
        t.local.touched = touched;
        draft.put(id, t);
    }
    Ok(())
}

fn step(ctx: &Ctx<'_>, draft: &mut Draft<'_>, ticket: TicketId, name: &str, step: &AutomationStep) -> Rule<()> {
    if let AutomationStep::Approve(limits) = step {
        return returns::approve(ctx, draft, ticket, name, limits);
    }
    match step::act(&known(draft, ticket)?, step) {
        Some(act) => command::by_itself(ctx, draft, act),
        None => Ok(()),
    }
}

fn known(draft: &Draft<'_>, id: TicketId) -> Rule<Ticket> {
    Ok(draft
        .get::<Ticket>(id)?
        .cloned()
        .ok_or_else(|| Error::not_found("ticket", id))?)
}

fn done(automation: &Automation) -> EventBody {
    let notify = automation.then.iter().filter_map(|step| match step {
        AutomationStep::Notify(group) => Some(group.clone()),
        _ => None,
    });
    EventBody::Automated {
        name: automation.name.clone(),
        did: automation.then.iter().map(|step| step.name().to_owned()).collect(),
        notify: notify.collect(),
    }
}

fn stop(draft: &mut Draft<'_>, id: TicketId, automation: &Automation, stop: AutomationStop, reason: Option<String>) {
    let name = automation.name.clone();
    record(draft, id, EventBody::AutomationStopped { name, stop, reason });
}

/// Records what the desk did itself, whoever gave the command that called it.
fn record(draft: &mut Draft<'_>, id: TicketId, body: EventBody) {
    let actor = std::mem::replace(&mut draft.actor, Actor::system());
    draft.event(Some(id), body);
    draft.actor = actor;
}
