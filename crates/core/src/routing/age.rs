//! How long a ticket is on its way to somebody: since it came into its first queue, without the time in which somebody had it.
use super::ageing::Waiting;
use crate::model::ticket::{Assignment, Ticket};
use crate::model::time::Timestamp;

/// Since when it would have waited without a break: what its age is counted from.
pub fn waits_since(of: &Assignment) -> Option<Timestamp> {
    of.enqueued_at.map(|since| since.plus(of.held_ms))
}

/// Its age in milliseconds. It stands still while somebody has it.
pub fn age(of: &Assignment, now: Timestamp) -> i64 {
    let until = of.agent.and(of.assigned_at).unwrap_or(now);
    waits_since(of).map_or(0, |since| until.since(since).max(0))
}

/// Whoever has it has it no longer: what they had it for is none of its age.
pub fn given_back(t: &mut Ticket, now: Timestamp) {
    let due = Waiting::of(t).due_at;
    let of = &mut t.assignment;
    let (Some(since), Some(came)) = (of.assigned_at.take(), of.enqueued_at) else {
        return;
    };
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
    of.held_ms = 0;
    of.held_late_ms = 0;
}
