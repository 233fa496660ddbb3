//! The band a ticket stands in: what rules, people and escalations gave it, and what it gained by waiting. Written with the row,
//! so that the order of a queue is an index.
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing;

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
    let step = routing::age_step(ctx.config, t.assignment.queue);
    let aged = routing::aged(t, band, step, now);
    let own = t.band;
    t.band = own.min(aged.band);
    t.aged = own - t.band;
    t.assignment.due_at = aged.due_at;
    aged.next_at
}
