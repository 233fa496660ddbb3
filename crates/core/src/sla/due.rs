//! Which clocks have to be announced: a warning at 80 % of the target, a breach at 100 %, each once.
use std::collections::BTreeMap;

use crate::model::ticket::{Clock, ClockKind, Ticket};
use crate::model::time::Timestamp;

/// The part of the target that is left when the warning is given: a fifth.
pub(super) const WARNING_PARTS: i64 = Clock::WARNING_PARTS;

/// Clocks whose warning (`false`) or breach (`true`) is due and was not announced yet, by kind.
///
/// A clock that passed both moments unseen announces the breach only. Record what was announced with [`announce`].
pub fn due_clocks(ticket: &Ticket, now: Timestamp) -> Vec<(ClockKind, bool)> {
    let due = |(kind, clock): (&ClockKind, &Clock)| {
        let breached = breach_at(clock).filter(|_| !clock.breached);
        let warned = clock.warn_at().filter(|_| !clock.breached && !clock.warned);
        match (breached, warned) {
            (Some(at), _) if at <= now => Some((*kind, true)),
            (_, Some(at)) if at <= now => Some((*kind, false)),
            _ => None,
        }
    };
    ticket.clocks.iter().filter_map(due).collect()
}

/// Records that a clock's warning or breach was announced.
pub fn announce(clocks: &mut BTreeMap<ClockKind, Clock>, kind: ClockKind, breached: bool) {
    if let Some(clock) = clocks.get_mut(&kind) {
        clock.warned = true;
        clock.breached |= breached;
    }
}

/// The next moment at which a clock has something to announce; it may have passed.
pub(super) fn next_announcement(clock: &Clock) -> Option<Timestamp> {
    match (clock.breached, clock.warned) {
        (true, _) => None,
        (false, true) => breach_at(clock),
        (false, false) => clock.warn_at(),
    }
}

fn breach_at(clock: &Clock) -> Option<Timestamp> {
    clock.due_at()
}
