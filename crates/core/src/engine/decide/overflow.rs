//! Tickets that nobody takes where they stand, and agents who are no longer there: each has an outcome and an event, so that
//! no ticket is lost or stuck.
use std::collections::BTreeSet;

use crate::model::agent::{Agent, AgentKind, Presence, Roster};
use crate::model::config::Config;
use crate::model::event::EventBody;
use crate::model::ids::{AgentId, QueueId};
use crate::model::job::{Job, JobBody};
use crate::model::selection::OverflowCause;
use crate::model::ticket::Ticket;
use crate::routing::{self, Placement, Standing};
use crate::store::index::group_of;
use crate::store::{Key, Record};

use super::super::draft::Draft;
use super::assign::{release, roster, waits_in};
use super::quantity::{load_of, waiting_in};
use super::team::Team;
use super::{Ctx, Rule, bot, jobs, shift, wait};

/// What becomes of a ticket that nobody takes.
pub(super) enum Spill {
    /// It waits where it is.
    Stays,
    /// It stands in another queue by now, for this reason.
    Goes(OverflowCause),
    /// A bot has it where that may begin.
    Bot(AgentId),
}

/// Sends a ticket that nobody takes on to where its queue overflows, if that is full, nobody serves it, or it is of no use to
/// wait there.
pub(super) fn spill(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    before: Option<&Ticket>,
    t: &mut Ticket,
    (placement, standing): (&Placement, &Standing),
    team: &Team,
) -> Rule<Spill> {
    let from = QueueId::of(&standing.queue);
    // One that waits here has its place, and keeps it when others fill the queue.
    let comes = before.and_then(waits_in) != Some(from);
    let full = comes && is_full(ctx, draft, from, &standing.queue)?;
    let left = t.assignment.past.contains(&from);
    let named = ctx
        .config
        .queues
        .iter()
        .find(|queue| queue.name == standing.queue && !left);
    let next = named.and_then(|queue| queue.overflow.as_deref());
    let bot = named.and_then(|queue| queue.overflow_bot).filter(|_| next.is_none());
    let asks = next.is_some() || bot.is_some() || named.is_some_and(|queue| queue.overflow_when.is_some());
    let staffed = team.is_staffed(ctx, draft, bot::is_for_people(t, placement))?;
    let because = match (staffed, full) {
        (false, _) => Some(OverflowCause::Unstaffed),
        (true, true) => Some(OverflowCause::Full),
        (true, false) if comes && asks => hopeless(ctx, draft, t, standing, team)?,
        (true, false) => None,
    };
    let Some(because) = because else {
        return Ok(Spill::Stays);
    };
    if !(full || asks) {
        if comes {
            filled(ctx, draft, from, &standing.queue)?;
        }
        return Ok(Spill::Stays);
    }
    let to = next.map(QueueId::of);
    let bot = match bot {
        Some(bot) if bot::takes_over(ctx, draft, t, placement, bot)? => Some(bot),
        _ => None,
    };
    // What waits here already, and stays, was told as it came.
    if !comes && to.is_none() && bot.is_none() {
        return Ok(Spill::Stays);
    }
    draft.event(
        Some(t.id),
        EventBody::Overflowed {
            from,
            to,
            because,
            version: ctx.config.version,
        },
    );
    if to.is_some() {
        t.assignment.past.insert(from);
    }
    Ok(match (to, bot) {
        (Some(_), _) => Spill::Goes(because),
        (None, Some(bot)) => Spill::Bot(bot),
        (None, None) => Spill::Stays,
    })
}

/// A ticket comes to wait in a queue that nobody serves. Of the first that is told, where the queue is one of the
/// configuration's own: who publishes none gives nothing out.
fn filled(ctx: &Ctx<'_>, draft: &mut Draft<'_>, queue: QueueId, name: &str) -> Rule<()> {
    if ctx.config.queues.iter().any(|known| known.name == name) && draft.gauge(waiting_in(queue))? <= 0 {
        unstaffed(draft, queue, 1, OverflowCause::Unstaffed);
    }
    Ok(())
}

fn unstaffed(draft: &mut Draft<'_>, queue: QueueId, waiting: i64, because: OverflowCause) {
    draft.event(
        None,
        EventBody::QueueUnstaffed {
            queue,
            waiting,
            because,
        },
    );
}

/// Why a ticket is better off elsewhere, though it has a place in a queue.
fn hopeless(
    ctx: &Ctx<'_>,
    draft: &Draft<'_>,
    t: &Ticket,
    standing: &Standing,
    team: &Team,
) -> Rule<Option<OverflowCause>> {
    let queue = QueueId::of(&standing.queue);
    let named = ctx.config.queues.iter().find(|known| known.name == standing.queue);
    let Some(when) = named.and_then(|known| known.overflow_when.as_ref()) else {
        return Ok(None);
    };
    if routing::is_outside(ctx.config, when.outside.as_deref(), draft.now) {
        return Ok(Some(OverflowCause::Closed));
    }
    if when.nobody_online && wait::at_work(ctx, draft, team)? == 0 {
        return Ok(Some(OverflowCause::NobodyOnline));
    }
    let Some(most) = when.wait_above_ms else {
        return Ok(None);
    };
    let ahead = wait::ahead_of(draft, None, queue, t.band)?;
    let expected = wait::expected(ctx, draft, queue, ahead, team)?;
    Ok(expected.filter(|ms| *ms > most).map(|_| OverflowCause::LongWait))
}

/// Whether as many wait in a queue as may. Where one more may, that is a bound of the commit: two who come at once do not both
/// get the last place.
fn is_full(ctx: &Ctx<'_>, draft: &mut Draft<'_>, queue: QueueId, name: &str) -> Rule<bool> {
    let Some(most) = routing::max_depth(ctx.config, name).map(i64::from) else {
        return Ok(false);
    };
    let full = draft.gauge(waiting_in(queue))? >= most;
    if !full {
        draft.add(waiting_in(queue), 0, Some(most - 1));
    }
    Ok(full)
}

/// One more comes to wait in a queue: that it is nearly full is told as its tickets come to four fifths of its depth.
pub(super) fn fills(ctx: &Ctx<'_>, draft: &mut Draft<'_>, queue: Option<QueueId>) -> Rule<()> {
    let deep = ctx.config.queues.iter().filter(|known| known.max_depth.is_some());
    let mut named = deep.filter(|known| Some(QueueId::of(&known.name)) == queue);
    let (Some(queue), Some(max_depth)) = (queue, named.next().and_then(|known| known.max_depth)) else {
        return Ok(());
    };
    let waiting = draft.gauge(waiting_in(queue))? + 1;
    let high = (i64::from(max_depth) * 4 + 4) / 5;
    if waiting == high {
        draft.event(
            None,
            EventBody::QueueDepthHigh {
                queue,
                waiting,
                max_depth,
            },
        );
    }
    Ok(())
}

/// Takes a ticket from an agent who is no longer there.
pub(super) fn leave_gone(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket) -> Rule<()> {
    let Some(agent) = t.assignment.agent.filter(|_| t.is_open()) else {
        return Ok(());
    };
    if draft.get::<Agent>(agent)?.is_none() {
        release(ctx, draft, t, "the agent was removed")?;
        t.assignment.last_agent = None;
    }
    Ok(())
}

/// Looks after queues that these groups served: where nobody is left and tickets wait, that is told, and they go on to where
/// the queue overflows. Of those that people left, bots alone do not serve what waits.
pub(super) fn left(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    groups: &BTreeSet<String>,
    by_people: &BTreeSet<String>,
) -> Rule<()> {
    let queues = ctx.routing().queues_for(groups);
    let served: Vec<(&str, BTreeSet<String>)> = queues
        .map(|name| (name, routing::serving(ctx.config, name)))
        .filter(|(_, serving)| !serving.is_disjoint(groups))
        .collect();
    // All at once: a team that goes may have served many.
    draft.want(served.iter().flat_map(|(name, serving)| looked_at(name, serving)))?;
    for (name, serving) in served {
        let people_only = !serving.is_disjoint(by_people);
        emptied(ctx, draft, name, &serving, people_only)?;
    }
    Ok(())
}

/// Other groups serve a queue from now on: where nobody is in them and tickets wait, that is told likewise.
pub(super) fn published(old: &Config, next: &Ctx<'_>, draft: &mut Draft<'_>) -> Rule<()> {
    let served = next.config.queues.iter().map(|queue| queue.name.as_str());
    let served = served.map(|name| (name, routing::serving(next.config, name)));
    let served: Vec<_> = served
        .filter(|(name, serving)| routing::serving(old, name) != *serving)
        .collect();
    draft.want(served.iter().flat_map(|(name, serving)| looked_at(name, serving)))?;
    for (name, serving) in served {
        emptied(next, draft, name, &serving, false)?;
    }
    Ok(())
}

fn looked_at<'a>(name: &'a str, serving: &'a BTreeSet<String>) -> impl Iterator<Item = Key> + 'a {
    let queue = QueueId::of(name);
    let own = [waiting_in(queue), Job::key(JobBody::Drain { queue }.id().0)];
    own.into_iter()
        .chain(serving.iter().map(|group| Roster::key(group_of(group))))
}

/// Looks after a queue that somebody may have left.
fn emptied(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    name: &str,
    serving: &BTreeSet<String>,
    people_only: bool,
) -> Rule<()> {
    let queue = QueueId::of(name);
    let waiting = draft.gauge(waiting_in(queue))?;
    if waiting <= 0 || is_served(draft, serving, people_only)? {
        return Ok(());
    }
    unstaffed(draft, queue, waiting, OverflowCause::Unstaffed);
    if routing::overflow_of(ctx.config, name).is_some() {
        let now = draft.now;
        jobs::at_the_latest(draft, JobBody::Drain { queue }, now)?;
    }
    Ok(())
}

/// Whether anybody is in these groups, or any person.
pub(super) fn is_served(draft: &Draft<'_>, groups: &BTreeSet<String>, people_only: bool) -> Rule<bool> {
    let agents = roster(draft, groups)?;
    if !people_only {
        return Ok(!agents.is_empty());
    }
    draft.want(agents.iter().map(|id| Agent::key(id.0)))?;
    for id in agents {
        if draft.get::<Agent>(id)?.is_some_and(is_person) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_person(agent: &Agent) -> bool {
    agent.kind == AgentKind::Human
}

/// Somebody is no longer online: of queues in which tickets wait, and where nobody else is, that is told. A bot that stays does
/// not stand in for a person who went.
pub(super) fn went(ctx: &Ctx<'_>, draft: &mut Draft<'_>, agent: &Agent) -> Rule<()> {
    let queues: Vec<&str> = ctx.routing().queues_for(&agent.groups).collect();
    draft.want(queues.iter().map(|name| waiting_in(QueueId::of(name))))?;
    for name in queues {
        let queue = QueueId::of(name);
        let waiting = draft.gauge(waiting_in(queue))?;
        let serving = routing::serving(ctx.config, name);
        if waiting <= 0 || serving.is_disjoint(&agent.groups) || is_anybody_there(ctx, draft, &serving, agent)? {
            continue;
        }
        unstaffed(draft, queue, waiting, OverflowCause::NobodyOnline);
    }
    Ok(())
}

/// Whether anybody of these groups is online and on shift who may do what this one did.
fn is_anybody_there(ctx: &Ctx<'_>, draft: &Draft<'_>, groups: &BTreeSet<String>, went: &Agent) -> Rule<bool> {
    let agents = roster(draft, groups)?;
    draft.want(agents.iter().map(|id| Agent::key(id.0)))?;
    let mut off = shift::Off::default();
    for id in agents {
        let there = |agent: &&Agent| agent.presence == Presence::Online && (is_person(agent) || !is_person(went));
        if let Some(agent) = draft.get::<Agent>(id)?.filter(there)
            && !off.has(ctx.config, agent, draft.now)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Somebody's capacity was lowered below what they have: they keep it, and nothing is added until there is room.
pub(super) fn lowered(draft: &mut Draft<'_>, known: Option<&Agent>, agent: &Agent) -> Rule<()> {
    let lower = known.is_some_and(|known| agent.capacity < known.capacity);
    if !lower {
        return Ok(());
    }
    above(draft, agent.id, agent.capacity)
}

/// Something came to somebody whatever they have: a person gave it, or it woke. That is told where it is more than they can take.
pub(super) fn added(draft: &mut Draft<'_>, agent: AgentId) -> Rule<()> {
    match draft.get::<Agent>(agent)?.map(|agent| agent.capacity) {
        Some(capacity) => above(draft, agent, capacity),
        None => Ok(()),
    }
}

fn above(draft: &mut Draft<'_>, agent: AgentId, capacity: i64) -> Rule<()> {
    let load = draft.gauge(load_of(agent))?;
    if load > capacity {
        draft.event(None, EventBody::AgentOverCapacity { agent, load, capacity });
    }
    Ok(())
}

/// An agent who was removed has tickets still: a part of them at a time goes back to the queues.
pub(super) fn vacate(draft: &mut Draft<'_>, agent: AgentId) -> Rule<()> {
    let now = draft.now;
    jobs::at_the_latest(draft, JobBody::Vacate { agent }, now)
}
