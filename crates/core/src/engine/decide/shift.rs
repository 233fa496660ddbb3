//! Shifts at the desk: the calendars agents name are there, and tickets that wait are given out when a shift begins.
use std::collections::BTreeSet;

use crate::error::{Error, ErrorKind};
use crate::model::agent::{Agent, Presence};
use crate::model::config::Config;
use crate::model::ids::QueueId;
use crate::model::job::JobBody;
use crate::model::time::Timestamp;
use crate::routing;
use crate::store::Record;

use super::super::draft::Draft;
use super::assign::{roster, waiting_in};
use super::{Ctx, Rule, jobs};

/// Refuses an agent whose shift is no calendar.
pub(super) fn named(ctx: &Ctx<'_>, agent: &Agent) -> Rule<()> {
    match &agent.shift {
        Some(name) if routing::shift_of(ctx.config, agent).is_none() => Err(Error::rejected(
            "the shift of an agent is a calendar that is not declared",
        )
        .with("path", "agent.shift")
        .with("calendar", name)
        .hint("publish a configuration with that calendar first")
        .into()),
        _ => Ok(()),
    }
}

/// Refuses a configuration without a calendar that is somebody's shift.
pub(super) fn still_there(ctx: &Ctx<'_>, draft: &Draft<'_>, new: &Config) -> Rule<()> {
    let kept: BTreeSet<&str> = new.calendars.iter().map(|calendar| calendar.name.as_str()).collect();
    let names = ctx.config.calendars.iter().map(|calendar| calendar.name.as_str());
    let gone: BTreeSet<&str> = names.filter(|name| !kept.contains(name)).collect();
    if gone.is_empty() {
        return Ok(());
    }
    let agents = roster(draft, &ctx.routing().groups())?;
    draft.want(agents.iter().map(|id| Agent::key(id.0)))?;
    for id in agents {
        let shift = draft.get::<Agent>(id)?.and_then(|agent| agent.shift.as_deref());
        if let Some(name) = shift.filter(|name| gone.contains(name)) {
            let told = format!("calendars: `{name}` is missing, and it is the shift of an agent");
            return Err(Error::new(ErrorKind::Config, "the configuration has problems")
                .with("problems", told)
                .with("agent", id)
                .hint("give the agents another shift first")
                .into());
        }
    }
    Ok(())
}

/// Hours or lead-out were published anew: what waits is looked at by them.
pub(super) fn published(old: &Config, next: &Ctx<'_>, draft: &mut Draft<'_>) -> Rule<()> {
    let same = old.calendars == next.config.calendars && old.presence == next.config.presence;
    if same {
        return Ok(());
    }
    let queues: Vec<QueueId> = next.routing().queues().map(QueueId::of).collect();
    draft.want(queues.iter().map(|queue| waiting_in(*queue)))?;
    for queue in queues {
        if draft.gauge(waiting_in(queue))? > 0 {
            let now = draft.now;
            jobs::at_the_latest(draft, JobBody::Drain { queue }, now)?;
        }
    }
    Ok(())
}

/// When somebody who may take the tickets that wait in a queue begins their shift.
pub(super) fn opens(ctx: &Ctx<'_>, draft: &Draft<'_>, queue: QueueId) -> Rule<Option<Timestamp>> {
    draft.want([waiting_in(queue)])?;
    if draft.gauge(waiting_in(queue))? <= 0 {
        return Ok(None);
    }
    let Some(name) = ctx.routing().queues().find(|name| QueueId::of(name) == queue) else {
        return Ok(None);
    };
    let agents = roster(draft, &ctx.routing().reaching(name))?;
    draft.want(agents.iter().map(|id| Agent::key(id.0)))?;
    let mut next: Option<Timestamp> = None;
    for id in agents {
        let Some(agent) = draft.get::<Agent>(id)? else { continue };
        next = next.into_iter().chain(begins(ctx.config, agent, draft.now)).min();
    }
    Ok(next)
}

/// When an agent who is online, but off shift, takes work again.
pub(super) fn begins(config: &Config, agent: &Agent, now: Timestamp) -> Option<Timestamp> {
    let waits = agent.presence == Presence::Online && !routing::takes_work(config, agent, now);
    waits.then(|| routing::takes_work_at(config, agent, now)).flatten()
}

/// A ticket waits for somebody whose shift has not begun: the queue is looked at when it does.
pub(super) fn awaited(draft: &mut Draft<'_>, queue: QueueId, at: Option<Timestamp>) -> Rule<()> {
    match at {
        Some(at) => jobs::at_the_latest(draft, JobBody::Drain { queue }, at),
        None => Ok(()),
    }
}
