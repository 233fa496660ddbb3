//! The band a ticket stands in: what rules, people and escalations gave it, and what it gained by waiting. Written with the row,
//! so that the order of a queue is an index.
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing::{self, Waiting};

use super::Ctx;

/// The band without what is gained: what rules or people say, or what an escalation raised it to.
pub(super) fn begin(t: &mut Ticket, band: u8) {
    t.band = t.local.raised.map_or(band, |raised| raised.min(band));
    t.aged = 0;
}

/// Gives a ticket the band it has by now; gives the moment at which it gains the next one. What an escalation raised it to and what
/// it gains by waiting are not added: the better one counts.
pub(super) fn follow(ctx: &Ctx<'_>, t: &mut Ticket, band: u8, now: Timestamp) -> Option<Timestamp> {
    begin(t, band);
    // What it was late with is done, and the next is not due yet.
    if Waiting::of(t).due_at.is_some_and(|due| due > now) {
        t.assignment.held_late_ms = 0;
    }
    let step = routing::age_step(ctx.config, t.assignment.queue);
    let aged = routing::aged(t, band, step, now);
    let own = t.band;
    t.band = own.min(aged.band);
    t.aged = own - t.band;
    t.assignment.due_at = aged.due_at;
    aged.next_at
}
