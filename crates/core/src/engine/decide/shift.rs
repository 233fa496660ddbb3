//! Shifts at the desk: the calendars agents name are there, and tickets that wait are given out when a shift begins.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::Error;
use crate::model::agent::{Agent, Presence, Roster};
use crate::model::calendar::Calendar;
use crate::model::config::Config;
use crate::model::ids::{AgentId, QueueId, Uid};
use crate::model::job::JobBody;
use crate::model::presence::Absence;
use crate::model::time::Timestamp;
use crate::routing::{self, ClosedForGood, Problem};
use crate::store::Record;

use super::super::draft::Draft;
use super::assign::roster;
use super::quantity::waiting_in;
use super::{Ctx, Rule, jobs, presence};

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

/// The row of those whose shift a calendar is: whoever is put, changed or removed is noted there, as in the rosters of groups.
pub(super) fn roster_of(calendar: &str) -> Uid {
    Uid::digest(&["shift", calendar])
}

/// Those whose shift each of these calendars is.
fn workers<'n>(draft: &Draft<'_>, calendars: &BTreeSet<&'n str>) -> Rule<BTreeMap<&'n str, BTreeSet<AgentId>>> {
    draft.want(calendars.iter().map(|name| Roster::key(roster_of(name))))?;
    let mut found = BTreeMap::new();
    for name in calendars {
        let row = draft.get::<Roster>(roster_of(name))?;
        found.insert(*name, row.map(|row| row.agents.clone()).unwrap_or_default());
    }
    Ok(found)
}

/// Of these calendars, those that are somebody's shift who was put by hand, each with how many there are of them: those whom
/// either configuration keeps are looked at with it.
fn by_hand<'n>(
    ctx: &Ctx<'_>,
    draft: &Draft<'_>,
    new: &Config,
    calendars: &BTreeSet<&'n str>,
) -> Rule<BTreeMap<&'n str, usize>> {
    let said = ctx.config.agents.iter().chain(&new.agents);
    let said: BTreeSet<AgentId> = said.map(|agent| agent.agent_id()).collect();
    let all = workers(draft, calendars)?.into_iter();
    let others = all.map(|(name, agents)| (name, agents.difference(&said).count()));
    Ok(others.filter(|(_, agents)| *agents > 0).collect())
}

/// Calendars of a configuration that have hours in the past only.
pub(super) fn closed_for_good(ctx: &Ctx<'_>, draft: &Draft<'_>, new: &Config) -> Rule<ClosedForGood> {
    let closed = routing::never_open_again(new, draft.now);
    let shifts = by_hand(ctx, draft, new, &closed)?.into_keys().collect();
    Ok(routing::closed_for_good(new, draft.now, &shifts))
}

/// Calendars that a configuration has no longer, and that are somebody's shift.
pub(super) fn missing(ctx: &Ctx<'_>, draft: &Draft<'_>, new: &Config) -> Rule<Vec<Problem>> {
    let kept: BTreeSet<&str> = new.calendars.iter().map(|calendar| calendar.name.as_str()).collect();
    let names = ctx.config.calendars.iter().map(|calendar| calendar.name.as_str());
    let gone: BTreeSet<&str> = names.filter(|name| !kept.contains(name)).collect();
    let work = by_hand(ctx, draft, new, &gone)?;
    let told = work.into_iter().map(|(name, agents)| Problem {
        path: "calendars".to_owned(),
        wrong: match agents {
            1 => format!("`{name}` is missing, and it is the shift of an agent"),
            _ => format!("`{name}` is missing, and it is the shift of {agents} agents"),
        },
        allowed: Some(format!("`{name}` among them, or another shift for these agents first")),
    });
    Ok(told.collect())
}

/// Hours or what becomes of the work of those who go were published anew: what waits, and who works by them, is looked at.
pub(super) fn published(old: &Config, next: &Ctx<'_>, draft: &mut Draft<'_>) -> Rule<()> {
    let new = next.config;
    let same = old.calendars == new.calendars && old.presence == new.presence && old.zone_minutes == new.zone_minutes;
    if same {
        return Ok(());
    }
    attended(old, next, draft)?;
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

/// When the shift of somebody ends is another moment now, or something else comes of it.
fn attended(old: &Config, next: &Ctx<'_>, draft: &mut Draft<'_>) -> Rule<()> {
    let new = next.config;
    if new.presence.on_leave == Absence::Keep {
        return Ok(());
    }
    let moved = |calendar: &&Calendar| {
        let zone = calendar.zone.is_none() && old.zone_minutes != new.zone_minutes;
        zone || old.presence != new.presence || !old.calendars.contains(calendar)
    };
    let moved = new.calendars.iter().filter(moved);
    let moved: BTreeSet<&str> = moved.map(|calendar| calendar.name.as_str()).collect();
    let agents: BTreeSet<AgentId> = workers(draft, &moved)?.into_values().flatten().collect();
    // All at once: asked for one by one they would take as many rounds.
    draft.want(agents.iter().flat_map(|id| presence::keys_of(*id)))?;
    for id in agents {
        if let Some(agent) = draft.get::<Agent>(id)?.cloned() {
            presence::published(old, next, draft, &agent)?;
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
    begins_for(ctx, draft, &ctx.routing().reaching(name))
}

/// When the first of these groups who is online, but off shift, takes work again.
pub(super) fn begins_for(ctx: &Ctx<'_>, draft: &Draft<'_>, groups: &BTreeSet<String>) -> Rule<Option<Timestamp>> {
    let agents = roster(draft, groups)?;
    draft.want(agents.iter().map(|id| Agent::key(id.0)))?;
    let mut rows = Vec::with_capacity(agents.len());
    for id in agents {
        rows.extend(draft.get::<Agent>(id)?);
    }
    Ok(first_begin(ctx.config, rows, draft.now))
}

/// When the first of some agents who are online, but off shift, takes work again. Each shift is worked out once.
pub(super) fn first_begin<'a>(
    config: &Config,
    agents: impl IntoIterator<Item = &'a Agent>,
    now: Timestamp,
) -> Option<Timestamp> {
    let mut seen = BTreeSet::new();
    let online = agents.into_iter().filter(|agent| agent.presence == Presence::Online);
    let each = online.filter(|agent| agent.shift.as_deref().is_some_and(|name| seen.insert(name)));
    let waits = each.filter(|agent| !routing::takes_work(config, agent, now));
    waits
        .filter_map(|agent| routing::takes_work_at(config, agent, now))
        .min()
}

/// Whose shift lets them take nothing new at some moment: each shift is worked out once.
#[derive(Default)]
pub(crate) struct Off(BTreeMap<String, bool>);

impl Off {
    /// Whether that is so of an agent.
    pub fn has(&mut self, config: &Config, agent: &Agent, now: Timestamp) -> bool {
        let Some(name) = &agent.shift else { return false };
        if let Some(known) = self.0.get(name) {
            return *known;
        }
        let off = !routing::takes_work(config, agent, now);
        self.0.insert(name.clone(), off);
        off
    }
}

/// A ticket waits for somebody whose shift has not begun: the queue is looked at when it does.
pub(super) fn awaited(draft: &mut Draft<'_>, queue: QueueId, at: Option<Timestamp>) -> Rule<()> {
    match at {
        Some(at) => jobs::at_the_latest(draft, JobBody::Drain { queue }, at),
        None => Ok(()),
    }
}
