//! Who is there: statuses set by hand, leases that heartbeats keep up, and what becomes of the work of those who went.
use crate::error::Error;
use crate::model::agent::{Agent, Presence};
use crate::model::config::Config;
use crate::model::event::{EventBody, Via};
use crate::model::ids::{AgentId, TicketId, Uid};
use crate::model::job::{Job, JobBody};
use crate::model::presence::{Absence, PresenceCause};
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing;
use crate::store::{Key, Record, Table};

use super::super::draft::Draft;
use super::{Ctx, Rule, assign, bot, effects, first_action, jobs, offer, overflow, settle, skip};

/// The key of the moment until which the lease of an agent holds. Heartbeats move it and nothing else: the row of the agent,
/// on which every assignment rests, changes with the status only.
fn lease_of(agent: AgentId) -> Key {
    Key::new(Table::AgentPresence, Uid::digest(&["lease", &agent.to_string()]))
}

/// The key of the moment since when an agent is gone; 0 while they are there.
pub(super) fn gone_since(agent: AgentId) -> Key {
    Key::new(Table::AgentPresence, Uid::digest(&["gone", &agent.to_string()]))
}

/// Sets the status of an agent: by hand, or for as long as heartbeats come.
pub(super) fn set(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    id: AgentId,
    presence: Presence,
    leased: bool,
) -> Rule<Option<TicketId>> {
    let before = known(draft, id)?;
    let after = Agent {
        presence,
        leased,
        ..before.clone()
    };
    change(ctx, draft, &before, after, None)?;
    Ok(None)
}

/// An agent is still there. A status that was set by hand is stronger.
pub(super) fn heartbeat(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: AgentId) -> Rule<Option<TicketId>> {
    let before = known(draft, id)?;
    if !before.leased {
        return Ok(None);
    }
    if before.presence == Presence::Offline {
        let after = Agent {
            presence: Presence::Online,
            ..before.clone()
        };
        change(ctx, draft, &before, after, Some(PresenceCause::Heartbeat))?;
    } else {
        extend(ctx, draft, id)?;
    }
    Ok(None)
}

fn known(draft: &Draft<'_>, id: AgentId) -> Rule<Agent> {
    Ok(draft
        .get::<Agent>(id)?
        .cloned()
        .ok_or_else(|| Error::not_found("agent", id))?)
}

fn change(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    before: &Agent,
    after: Agent,
    because: Option<PresenceCause>,
) -> Rule<()> {
    if *before != after {
        draft.put(after.id, after.clone());
    }
    follow(ctx, draft, Some(before), &after, because)?;
    if before.presence != after.presence && after.presence == Presence::Online {
        assign::freed(ctx, draft, after.id)?;
    }
    Ok(())
}

/// What follows from what an agent is now: the event of another status, the lease, the timer.
pub(super) fn follow(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    before: Option<&Agent>,
    after: &Agent,
    because: Option<PresenceCause>,
) -> Rule<()> {
    let (agent, presence) = (after.id, after.presence);
    if let Some(before) = before.filter(|before| before.presence != presence) {
        draft.event(
            None,
            EventBody::PresenceChanged {
                agent,
                presence,
                from: Some(before.presence),
                because,
            },
        );
    }
    let went = before.is_some_and(|before| before.presence != presence) && offer::is_away(presence);
    if went && offer::are_made(ctx.config) {
        let now = draft.now;
        jobs::at_the_latest(draft, JobBody::Vacate { agent }, now)?;
    }
    if went {
        bot::left(draft, after)?;
    }
    if before.is_some_and(|before| before.presence == Presence::Online) && presence != Presence::Online {
        skip::review(ctx, draft, after)?;
        overflow::went(ctx, draft, after)?;
    }
    if is_on_lease(after) {
        extend(ctx, draft, agent)?;
    }
    review(ctx, draft, after)
}

/// Whether the status ends unless heartbeats come.
fn is_on_lease(agent: &Agent) -> bool {
    agent.leased && agent.presence != Presence::Offline
}

/// The lease holds from now on for its whole length. The bound keeps two processes from adding to it at once.
fn extend(ctx: &Ctx<'_>, draft: &mut Draft<'_>, agent: AgentId) -> Rule<()> {
    let was = draft.gauge(lease_of(agent))?;
    let until = draft.now.plus(ctx.config.presence.lease_ms).0.max(was);
    draft.add(lease_of(agent), until.saturating_sub(was), Some(until));
    // One that runs has its timer.
    if was > draft.now.0 {
        return Ok(());
    }
    jobs::at_the_latest(draft, JobBody::Attend { agent }, Timestamp(until))
}

/// A moment the presence of an agent waited for.
pub(super) fn timer(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: AgentId) -> Rule<()> {
    let Some(before) = draft.get::<Agent>(id)?.cloned() else {
        return Ok(());
    };
    if !is_on_lease(&before) {
        return review(ctx, draft, &before);
    }
    let until = Timestamp(draft.gauge(lease_of(id))?);
    if until > draft.now {
        jobs::at_the_latest(draft, JobBody::Attend { agent: id }, until)?;
        return review(ctx, draft, &before);
    }
    let after = Agent {
        presence: Presence::Offline,
        ..before.clone()
    };
    change(ctx, draft, &before, after, Some(PresenceCause::LeaseOver))
}

/// Somebody lets offers run out: they are not at their desk.
pub(super) fn missed(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: AgentId) -> Rule<()> {
    let Some(before) = draft.get::<Agent>(id)?.cloned() else {
        return Ok(());
    };
    if offer::is_away(before.presence) {
        return Ok(());
    }
    let after = Agent {
        presence: Presence::Away,
        ..before.clone()
    };
    change(ctx, draft, &before, after, Some(PresenceCause::OffersMissed))
}

/// Whether somebody is neither at work nor about to come back: offline, or past their shift.
fn is_gone(config: &Config, agent: &Agent, now: Timestamp) -> bool {
    agent.presence == Presence::Offline || !routing::in_shift(config, agent, now)
}

/// Whether somebody is gone for longer than their work stays with them.
pub(super) fn is_gone_long(ctx: &Ctx<'_>, draft: &Draft<'_>, agent: &Agent) -> Rule<bool> {
    let since = draft.gauge(gone_since(agent.id))?;
    let over = Timestamp(since).plus(ctx.config.presence.grace_ms) <= draft.now;
    Ok(since != 0 && over && is_gone(ctx.config, agent, draft.now))
}

/// Keeps in step since when somebody is gone, and sees to it that their work goes back in time.
pub(super) fn review(ctx: &Ctx<'_>, draft: &mut Draft<'_>, agent: &Agent) -> Rule<()> {
    let config = &ctx.config.presence;
    let (id, now) = (agent.id, draft.now);
    let since = draft.gauge(gone_since(id))?;
    // Where all stays with them nobody is gone: a policy that follows counts from the next time that they go.
    let gone = config.on_leave != Absence::Keep && is_gone(ctx.config, agent, now);
    let is = match gone {
        true if since > 0 => since,
        true => now.0,
        false => 0,
    };
    draft.add(gone_since(id), is - since, None);
    if config.on_leave == Absence::Keep {
        return Ok(());
    }
    let over = Timestamp(is).plus(config.grace_ms);
    if gone && over <= now {
        jobs::at_the_latest(draft, JobBody::Vacate { agent: id }, now)?;
    }
    let edge = routing::shift_edge(ctx.config, agent, now);
    let next = Some(over)
        .filter(|over| gone && *over > now)
        .into_iter()
        .chain(edge)
        .min();
    match next {
        Some(at) => jobs::at_the_latest(draft, JobBody::Attend { agent: id }, at),
        None => Ok(()),
    }
}

/// Hours or the policy were published anew. Whoever was gone while all stayed with them is not gone by it: they are looked at
/// when they go the next time.
pub(super) fn published(old: &Config, ctx: &Ctx<'_>, draft: &mut Draft<'_>, agent: &Agent) -> Rule<()> {
    if old.presence.on_leave != Absence::Keep || !is_gone(old, agent, draft.now) {
        return review(ctx, draft, agent);
    }
    let there = agent.presence != Presence::Offline;
    match routing::shift_edge(ctx.config, agent, draft.now).filter(|_| there) {
        Some(at) => jobs::at_the_latest(draft, JobBody::Attend { agent: agent.id }, at),
        None => Ok(()),
    }
}

/// What a look at an agent reads: the row, since when they are gone, and the jobs that follow.
pub(super) fn keys_of(agent: AgentId) -> [Key; 4] {
    let job = |body: JobBody| Job::key(body.id().0);
    [
        Agent::key(agent.0),
        gone_since(agent),
        job(JobBody::Attend { agent }),
        job(JobBody::Vacate { agent }),
    ]
}

/// Whether a ticket goes back to its queue when its agent is gone for good, or long enough.
pub(crate) fn goes_back(policy: Absence, t: &Ticket) -> bool {
    match policy {
        Absence::Keep => false,
        Absence::RequeueUntouched => !first_action::was_taken(t),
        Absence::RequeueAll => true,
    }
}

/// Takes a ticket back from an agent who is gone, where it goes back. Its place and its age stay.
pub(super) fn take_back(ctx: &Ctx<'_>, draft: &mut Draft<'_>, agent: AgentId, id: TicketId) -> Rule<()> {
    let id = settle::root(draft, id)?;
    let Some(before) = draft.get::<Ticket>(id)?.cloned() else {
        return Ok(());
    };
    let theirs = before.assignment.agent == Some(agent) && before.is_open();
    if !theirs || !goes_back(ctx.config.presence.on_leave, &before) {
        return Ok(());
    }
    let Some(row) = draft.get::<Agent>(agent)?.cloned() else {
        return Ok(());
    };
    if !is_gone_long(ctx, draft, &row)? {
        return Ok(());
    }
    let mut t = before.clone();
    assign::release(ctx, draft, &mut t, "the agent is gone")?;
    assign::count(ctx, draft, Some(&before), &t)?;
    effects::count(ctx, draft, Some(&before), &t);
    draft.put(id, t);
    settle::settle(ctx, draft, id, Via::Timer)
}
