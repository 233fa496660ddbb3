//! The rungs of an escalation ladder: each once in a cycle of its clock.
use super::due::WARNING_PARTS;
use super::plan::{Hours, Plan};
use crate::model::sla::{Rung, RungAt};
use crate::model::ticket::{Clock, RungDone, Ticket};
use crate::model::time::Timestamp;

/// What was done is remembered by this: the clock, its cycle and the name of the rung.
pub fn rung_key(rung: &Rung, clock: &Clock) -> RungDone {
    (rung.clock, clock.cycle, rung.name.clone())
}

/// The rungs whose moment has come and that were not done in this cycle of their clocks, in the order of the ladder.
pub fn due_rungs<'c>(ticket: &Ticket, plan: &Plan<'c>, now: Timestamp) -> Vec<&'c Rung> {
    let pending = pending(ticket, plan);
    pending.filter(|(at, _)| *at <= now).map(|(_, rung)| rung).collect()
}

/// The next moment at which a rung is due; it may have passed.
pub fn next_rung(ticket: &Ticket, plan: &Plan<'_>) -> Option<Timestamp> {
    pending(ticket, plan).map(|(at, _)| at).min()
}

/// All rungs of the ladder of a ticket, in its order, with the moments at which they are due as its clocks run now; none
/// where theirs does not.
pub fn rungs<'c>(ticket: &Ticket, plan: &Plan<'c>) -> Vec<(Option<Timestamp>, &'c Rung)> {
    let due = |rung: &'c Rung| {
        let clock = ticket.clocks.get(&rung.clock)?;
        moment(rung.at, clock, plan.hours_of(rung.clock, ticket.own_band()))
    };
    plan.ladder().iter().map(|rung| (due(rung), rung)).collect()
}

/// Rungs that are still to come in this cycle, with their moments. A clock that is paused or met has none.
fn pending<'c>(ticket: &Ticket, plan: &Plan<'c>) -> impl Iterator<Item = (Timestamp, &'c Rung)> {
    plan.ladder().iter().filter_map(move |rung| {
        let clock = ticket.clocks.get(&rung.clock)?;
        let done = ticket.local.rungs.contains(&rung_key(rung, clock));
        let hours = plan.hours_of(rung.clock, ticket.own_band());
        moment(rung.at, clock, hours).filter(|_| !done).map(|at| (at, rung))
    })
}

fn moment(at: RungAt, clock: &Clock, hours: Hours<'_>) -> Option<Timestamp> {
    let counted = match at {
        RungAt::Warn => clock.target_ms - clock.target_ms / WARNING_PARTS,
        RungAt::Breach => clock.target_ms,
        RungAt::AfterBreach(ms) => clock.target_ms.saturating_add(ms),
    };
    hours.after(clock.running_since?, counted - clock.ran_ms)
}
