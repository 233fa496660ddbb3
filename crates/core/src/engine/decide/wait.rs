//! How long tickets of a queue took, and how long one that comes now will wait.
use crate::model::agent::{Agent, AgentKind, Presence};
use crate::model::ids::{QueueId, Uid};
use crate::model::ticket::Ticket;
use crate::routing::{self, is_parked};
use crate::store::{Key, Table};

use super::super::draft::Draft;
use super::assign::waits_in;
use super::quantity::waiting_at;
use super::team::Team;
use super::{Ctx, Rule};

fn handled_in(queue: QueueId, span: u8) -> Key {
    let id = Uid::digest(&["handled in", &queue.to_string(), &span.to_string()]);
    Key::new(Table::QueueHandled, id)
}

/// Counts a ticket that a person is through with for now: since it was given or came back to them, until it ended or waits for
/// somebody else.
pub(super) fn handled(draft: &mut Draft<'_>, before: Option<&Ticket>, after: &Ticket) -> Rule<()> {
    let Some(before) = before.filter(|t| !is_parked(t)) else {
        return Ok(());
    };
    let (Some(agent), Some(queue), Some(given)) = (
        before.assignment.agent.filter(|_| is_parked(after)),
        before.assignment.queue,
        before.assignment.assigned_at,
    ) else {
        return Ok(());
    };
    let person = draft.get::<Agent>(agent)?.is_some_and(|a| a.kind == AgentKind::Human);
    if person && after.assignment.agent == Some(agent) {
        let took = draft.now.since(given.max(before.changed_at));
        draft.add(handled_in(queue, routing::span(took)), 1, None);
    }
    Ok(())
}

/// How long a ticket behind so many others will wait for this team; `None` where nobody can tell.
pub(super) fn expected(ctx: &Ctx<'_>, draft: &Draft<'_>, queue: QueueId, ahead: i64, team: &Team) -> Rule<Option<i64>> {
    let spans = || (0..routing::SPANS).map(|span| handled_in(queue, span));
    draft.want(spans())?;
    let mut counts = Vec::new();
    for key in spans() {
        counts.push(draft.gauge(key)?);
    }
    Ok(routing::estimate(
        ahead,
        routing::median(&counts),
        at_work(ctx, draft, team)?,
    ))
}

/// People of a team who are there and on shift.
pub(super) fn at_work(ctx: &Ctx<'_>, draft: &Draft<'_>, team: &Team) -> Rule<i64> {
    let there = |agent: &Agent| agent.kind == AgentKind::Human && agent.presence == Presence::Online;
    let candidates = team.candidates(ctx, draft)?;
    let count = candidates.iter().filter(|c| there(c.agent) && !c.off_shift).count();
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Tickets that wait in a queue ahead of one that comes there in this band, or that may wait there already: those of its band
/// and of more urgent ones. Inside a band when each is due is not looked at.
pub(super) fn ahead_of(draft: &Draft<'_>, one: Option<&Ticket>, queue: QueueId, band: u8) -> Rule<i64> {
    let bands = || (0..=band).map(|band| waiting_at(queue, band));
    draft.want(bands())?;
    let mut all = 0;
    for key in bands() {
        all += draft.gauge(key)?;
    }
    let own = one.filter(|one| waits_in(one) == Some(queue) && one.band <= band);
    Ok((all - i64::from(own.is_some())).max(0))
}

/// Where a ticket is counted that waits: a queue and a band.
pub(crate) fn stands_at(t: &Ticket) -> Option<Key> {
    waits_in(t).map(|queue| waiting_at(queue, t.band))
}

/// Keeps the numbers of waiting tickets by band in step with what a ticket is now, its band settled.
pub(super) fn stands(draft: &mut Draft<'_>, before: Option<&Ticket>, after: &Ticket) {
    let (was, is) = (before.and_then(stands_at), stands_at(after));
    if was != is {
        for (key, by) in was.map(|key| (key, -1)).into_iter().chain(is.map(|key| (key, 1))) {
            draft.add(key, by, None);
        }
    }
}
