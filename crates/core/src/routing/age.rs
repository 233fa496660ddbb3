//! How long a ticket is on its way to somebody: since it came into its first queue, without the time in which somebody had it,
//! or in which it waited for somebody outside.
use super::ageing::Waiting;
use super::weight::is_parked;
use crate::model::ticket::{Assignment, Ticket};
use crate::model::time::Timestamp;

/// Since when it would have waited without a break: what its age is counted from.
pub fn waits_since(of: &Assignment) -> Option<Timestamp> {
    of.enqueued_at.map(|since| since.plus(of.held_ms))
}

/// Since when its age stands still: somebody has it, or it is parked and nobody has it.
pub fn stands_since(of: &Assignment) -> Option<Timestamp> {
    of.agent.and(of.assigned_at).or(of.parked_at)
}

/// Its age in milliseconds.
pub fn age(of: &Assignment, now: Timestamp) -> i64 {
    let until = stands_since(of).unwrap_or(now);
    waits_since(of).map_or(0, |since| until.since(since).max(0))
}

/// Whoever has it has it no longer: what they had it for is none of its age.
pub fn given_back(t: &mut Ticket, now: Timestamp) {
    if let Some(since) = t.assignment.assigned_at.take() {
        stood(t, since, now);
    }
}

/// Follows whether a ticket that nobody has is parked: what it is parked for is none of its age.
pub fn rest(t: &mut Ticket, now: Timestamp) {
    let rests = t.assignment.agent.is_none() && t.assignment.enqueued_at.is_some() && t.is_open() && is_parked(t);
    match t.assignment.parked_at {
        None if rests => t.assignment.parked_at = Some(now),
        Some(since) if !rests => {
            t.assignment.parked_at = None;
            stood(t, since, now);
        }
        _ => (),
    }
}

/// Its age stood still since then, and no longer does.
fn stood(t: &mut Ticket, since: Timestamp, now: Timestamp) {
    let due = Waiting::of(t).due_at;
    let of = &mut t.assignment;
    let Some(came) = of.enqueued_at else { return };
    // One that was opened again waits anew, and its agent had it before.
    let since = since.max(came);
    let held = |since: Timestamp| now.since(since).max(0);
    of.held_ms = of.held_ms.saturating_add(held(since));
    let late = due.map_or(0, |due| held(since.max(due)));
    of.held_late_ms = of.held_late_ms.saturating_add(late);
}

/// It waits anew from when it next comes into a queue.
pub fn begin_anew(of: &mut Assignment) {
    of.enqueued_at = None;
    of.parked_at = None;
    of.held_ms = 0;
    of.held_late_ms = 0;
}
