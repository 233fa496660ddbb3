//! The clocks of a ticket as it is written: by which policy they run, and what is done as they run out.
use std::collections::BTreeSet;

use crate::limits::MAX_VERSIONS;
use crate::model::axes::Headline;
use crate::model::config::Config;
use crate::model::event::EventBody;
use crate::model::ids::QueueId;
use crate::model::sla::Escalate;
use crate::model::ticket::{Clock, ClockKind, Ticket};
use crate::model::time::Timestamp;
use crate::routing;
use crate::sla::{self, Plan};

use super::super::draft::Draft;
use super::subject::Around;
use super::{Ctx, Rule, assign};

/// The clocks of a ticket as configured now.
fn plan<'c>(ctx: &'c Ctx<'_>, draft: &Draft<'_>, t: &Ticket) -> Rule<Plan<'c>> {
    let config: &'c Config = ctx.config;
    if config.sla_policies.is_empty() {
        return Ok(Plan::of(config, None, |_| false));
    }
    let around = Around::of(ctx, draft, t)?;
    let subject = around.subject(t).at(draft.now, config);
    let rules = ctx.routing();
    let placement = rules.names_sla().then(|| routing::place_by(rules, config, &subject));
    let named = placement.and_then(|placement| placement.sla);
    Ok(Plan::of(config, named.as_deref(), |policy| {
        routing::holds(&policy.when, &subject)
    }))
}

/// The configurations by whose hours its clocks ran until now, where those are others than the one in force: of one that is
/// kept no longer the oldest that is.
fn former<'d>(ctx: &Ctx<'_>, draft: &'d Draft<'_>, t: &Ticket) -> Rule<Vec<&'d Config>> {
    let hours = t.clocks.values().filter_map(|clock| clock.hours);
    let oldest = ctx.config.version.saturating_sub(MAX_VERSIONS - 1);
    let versions: BTreeSet<u32> = hours.map(|hours| hours.version.max(oldest)).collect();
    let mut former = Vec::new();
    for version in versions.into_iter().filter(|version| *version != ctx.config.version) {
        former.extend(draft.get::<Config>(Config::id_of(version))?);
    }
    Ok(former)
}

/// Brings the clocks of a ticket from the headline it had to what it is now.
pub(super) fn advance(ctx: &Ctx<'_>, draft: &Draft<'_>, from: Option<Headline>, t: &mut Ticket) -> Rule<()> {
    let plan = plan(ctx, draft, t)?;
    let former = former(ctx, draft, t)?;
    let mut clocks = std::mem::take(&mut t.clocks);
    sla::advance(&mut clocks, from, t, draft.now, plan.knowing(&former));
    t.clocks = clocks;
    nobody_waits_for_people(draft, t)?;
    // What was done in a cycle that is over is not asked for again.
    let current = |kind, cycle| t.clocks.get(&kind).is_some_and(|clock| clock.cycle == cycle);
    t.local.rungs.retain(|(kind, cycle, _)| current(*kind, *cycle));
    Ok(())
}

/// Where a bot has a ticket from the beginning nobody waits for a person yet: the clock that began in this very decision did
/// not.
fn nobody_waits_for_people(draft: &Draft<'_>, t: &mut Ticket) -> Rule<()> {
    let kind = ClockKind::FirstHumanResponse;
    let runs = |clock: &&Clock| clock.met_at.is_none();
    let Some(cycle) = t
        .clocks
        .get(&kind)
        .filter(runs)
        .map(|clock| clock.cycle)
        .filter(|_| t.is_with_bot())
    else {
        return Ok(());
    };
    let known = draft
        .get::<Ticket>(t.id)?
        .and_then(|known| known.clocks.get(&kind).copied());
    match known {
        Some(known) if known.cycle == cycle => None,
        Some(known) => t.clocks.insert(kind, known),
        None => t.clocks.remove(&kind),
    };
    Ok(())
}

/// The next moment at which an escalation is due; never before now.
pub(super) fn next_rung(ctx: &Ctx<'_>, draft: &Draft<'_>, t: &Ticket) -> Rule<Option<Timestamp>> {
    if !t.is_open() {
        return Ok(None);
    }
    let plan = plan(ctx, draft, t)?;
    Ok(sla::next_rung(t, &plan).map(|at| at.max(draft.now)))
}

/// Does what the ladder asks for by now: each rung once in a cycle of its clock.
pub(super) fn escalate(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket) -> Rule<()> {
    if !t.is_open() {
        return Ok(());
    }
    let plan = plan(ctx, draft, t)?;
    let mut came_to: Option<String> = None;
    for rung in sla::due_rungs(t, &plan, draft.now) {
        let Some(clock) = t.clocks.get(&rung.clock).copied() else {
            continue;
        };
        t.local.rungs.insert(sla::rung_key(rung, &clock));
        let does = rung.what.iter().filter(|step| !is_there(t, came_to.as_deref(), step));
        let did: Vec<Escalate> = does.cloned().collect();
        let goes_to = did.iter().rev().find_map(|step| match step {
            Escalate::Queue(queue) => Some(queue.clone()),
            _ => None,
        });
        came_to = goes_to.or(came_to);
        draft.event(
            Some(t.id),
            EventBody::Escalated {
                clock: rung.clock,
                cycle: clock.cycle,
                rung: rung.name.clone(),
                did: did.clone(),
            },
        );
        take(ctx, draft, t, &did)?;
    }
    Ok(())
}

/// Whether a ticket stands in the queue that an escalation puts it into, whoever chose that: who has it keeps it, but a bot.
/// `came_to` is where a rung that was done just now has put it.
fn is_there(t: &Ticket, came_to: Option<&str>, step: &Escalate) -> bool {
    let stands = |queue: &str| match came_to {
        Some(there) => there == queue,
        None => t.assignment.queue == Some(QueueId::of(queue)) && !t.is_with_bot(),
    };
    matches!(step, Escalate::Queue(queue) if stands(queue))
}

fn take(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket, did: &[Escalate]) -> Rule<()> {
    for step in did {
        match step {
            Escalate::Band(band) => t.local.raised = Some(t.own_band().min(*band)),
            // The event says it.
            Escalate::Notify(_) => (),
            Escalate::Watch(agent) => {
                t.local.watchers.insert(*agent);
            }
            Escalate::Widen(groups) => t.local.widened.extend(groups.iter().cloned()),
            Escalate::Queue(queue) => {
                assign::release(ctx, draft, t, "escalated")?;
                t.assignment.last_agent = None;
                t.assignment.past.clear();
                t.local.queue = Some(queue.clone());
            }
        }
    }
    Ok(())
}
