//! Our clocks as a fold over the states of a ticket.
//!
//! A clock counts only the time in which the ticket waits for us. Nothing but a change of the ticket or of a target
//! changes a clock, so it does not matter how often or when the fold is stepped in between.
use std::collections::BTreeMap;

use crate::model::axes::Headline;
use crate::model::ticket::{Clock, ClockKind, Moments, Ticket};
use crate::model::time::Timestamp;

use super::due::WARNING_PARTS;
use super::plan::{Hours, Plan, Target};

use Headline::{
    AwaitingBuyer, AwaitingBuyerReturn, AwaitingInspection, AwaitingSeller, Disputed, ExchangeShipping, Refunding,
    Repairing, Requested, ReturnInTransit,
};

/// When a clock runs. In every headline that is in neither list it is met: what it waited for has happened.
struct Row {
    clock: ClockKind,
    /// It runs in these headlines.
    runs: &'static [Headline],
    /// It is paused in these, if it has started.
    holds: &'static [Headline],
    /// It counts from the opening of the ticket instead of from the first of its headlines.
    from_opening: bool,
}

/// Where a first answer is not what is waited for, though none was given yet.
const ANSWERED_LATER: &[Headline] = &[
    AwaitingBuyer,
    AwaitingBuyerReturn,
    ReturnInTransit,
    AwaitingInspection,
    Repairing,
    Refunding,
    ExchangeShipping,
    Disputed,
];

const ROWS: &[Row] = &[
    Row {
        clock: ClockKind::FirstResponse,
        runs: &[Requested, AwaitingSeller],
        holds: ANSWERED_LATER,
        from_opening: true,
    },
    Row {
        clock: ClockKind::FirstHumanResponse,
        runs: &[Requested, AwaitingSeller],
        holds: ANSWERED_LATER,
        from_opening: true,
    },
    Row {
        clock: ClockKind::Decision,
        runs: &[AwaitingSeller],
        // Asking the buyer and a dispute interrupt a decision; they are none.
        holds: &[Requested, AwaitingBuyer, Disputed],
        from_opening: false,
    },
    Row {
        clock: ClockKind::Inspection,
        runs: &[AwaitingInspection],
        holds: &[Disputed],
        from_opening: false,
    },
    Row {
        clock: ClockKind::Refund,
        runs: &[Refunding],
        // A payout that was given up: the money is still owed until it is paid or refused.
        holds: &[AwaitingSeller, Disputed],
        from_opening: false,
    },
    Row {
        clock: ClockKind::Resolution,
        runs: &[
            Requested,
            AwaitingSeller,
            AwaitingInspection,
            Repairing,
            Refunding,
            ExchangeShipping,
        ],
        holds: &[AwaitingBuyer, AwaitingBuyerReturn, ReturnInTransit, Disputed],
        from_opening: true,
    },
];

/// Brings the clocks of a ticket from the headline it had to its new state.
///
/// `before` is the headline it had, `None` for a new ticket. A change of headline counts from when it happened
/// (`changed_at`), but never from later than `now`. Changed targets apply at once to clocks that are not met; the time
/// already counted stays. A ticket that is reopened starts anew, except that a first response is given only once.
pub fn advance<'c>(
    clocks: &mut BTreeMap<ClockKind, Clock>,
    before: Option<Headline>,
    after: &Ticket,
    now: Timestamp,
    plan: impl Into<Plan<'c>>,
) {
    let plan = plan.into();
    let cycles: BTreeMap<ClockKind, u32> = clocks.iter().map(|(kind, clock)| (*kind, clock.cycle)).collect();
    let at = after.changed_at.max(after.opened_at).min(now);
    let ended = after.merged_into.is_some() || after.headline.is_ended();
    if !ended && before.is_some_and(Headline::is_ended) {
        clocks.values_mut().for_each(|clock| is_past(clock, at));
    }
    let until = if before == Some(after.headline) { now } else { at };
    keep_counted(clocks, after, until, &plan);
    let new = before.is_none();
    for row in ROWS {
        match plan.target(row.clock, after.own_band()) {
            Some(target) => step(clocks, row, after, new, (at, until), &target),
            None => rest(clocks, row.clock, until),
        }
    }
    next_response(clocks, after, ended, now, until, &plan);
    platform_deadline(clocks, after, ended, now);
    for (kind, clock) in clocks.iter_mut() {
        let before = cycles.get(kind).copied().unwrap_or(0);
        if clock.cycle == NEW {
            clock.cycle = before + 1;
        }
        clock.moments = moments(clock, plan.hours_of(*kind, after.own_band()));
        let running = clock.running_since.is_some();
        clock.hours = running.then(|| plan.counted(*kind, after.own_band())).flatten();
    }
}

/// A clock that counts other hours from now on keeps what it counted until now: a changed calendar, or another policy, says
/// nothing about what is past.
fn keep_counted(clocks: &mut BTreeMap<ClockKind, Clock>, after: &Ticket, until: Timestamp, plan: &Plan<'_>) {
    for (kind, clock) in clocks.iter_mut() {
        let Some(since) = clock.running_since.filter(|since| until > *since) else {
            continue;
        };
        let counted = match hours_were(clock, plan) {
            Some(were) if were == plan.hours_of(*kind, after.own_band()) => continue,
            Some(were) => were.between(since, until),
            // Written down before hours were kept with the clock.
            None if clock.hours.is_none() => continue,
            None => at_least(clock, until),
        };
        clock.ran_ms = clock.ran_ms.saturating_add(counted);
        clock.running_since = Some(until);
    }
}

/// What a clock counted for sure since it runs, by hours that are not known any more: when it warns and is due was worked out
/// while they were.
fn at_least(clock: &Clock, until: Timestamp) -> i64 {
    let passed = |at: Option<Timestamp>| at.is_some_and(|at| at <= until);
    let counted = match clock.moments {
        Some(moments) if passed(moments.due_at) => clock.target_ms,
        Some(moments) if passed(moments.warn_at) => clock.target_ms - clock.target_ms / WARNING_PARTS,
        _ => clock.ran_ms,
    };
    counted.saturating_sub(clock.ran_ms).max(0)
}

/// A ticket that ended left this clock: it is over, if it only rested. It stays until it begins anew, so that its cycles are
/// counted on.
fn is_past(clock: &mut Clock, at: Timestamp) {
    clock.running_since = None;
    clock.met_at.get_or_insert(at);
}

/// A clock that nobody asks for any more rests, with what it counted: if it is asked for again, it goes on from there.
fn rest(clocks: &mut BTreeMap<ClockKind, Clock>, kind: ClockKind, until: Timestamp) {
    if let Some(clock) = clocks.get_mut(&kind).filter(|clock| clock.met_at.is_none()) {
        // Hours that were others than all were counted before.
        pause(clock, until, Hours::All);
    }
}

/// The hours that a running clock counted until now, where that is known.
fn hours_were<'c>(clock: &Clock, plan: &Plan<'c>) -> Option<Hours<'c>> {
    match clock.hours {
        Some(counted) => plan.hours_were(counted),
        None if clock.moments.is_some() => None,
        None => Some(Hours::All),
    }
}

/// The cycle of a clock that was started just now; it is counted on before anybody sees it.
const NEW: u32 = 0;

/// When a running clock warns and is due, if it counts only some hours.
fn moments(clock: &Clock, hours: Hours<'_>) -> Option<Moments> {
    let since = clock.running_since.filter(|_| matches!(hours, Hours::Of(..)))?;
    let after = |counted: i64| hours.after(since, counted - clock.ran_ms);
    Some(Moments {
        warn_at: after(clock.target_ms - clock.target_ms / WARNING_PARTS),
        due_at: after(clock.target_ms),
    })
}

/// What a clock does in a state.
#[derive(PartialEq)]
enum Phase {
    Runs,
    Holds,
    Met(Timestamp),
}

fn step(
    clocks: &mut BTreeMap<ClockKind, Clock>,
    row: &Row,
    after: &Ticket,
    new: bool,
    (at, until): (Timestamp, Timestamp),
    target: &Target<'_>,
) {
    let phase = phase(row, after, at, target.pauses);
    if let Some(clock) = clocks.get_mut(&row.clock).filter(|clock| clock.met_at.is_none()) {
        clock.target_ms = target.ms;
        match phase {
            Phase::Runs => resume(clock, by_people(row, after, until)),
            Phase::Holds => pause(clock, until, target.hours),
            Phase::Met(when) => meet(clock, when, target.hours),
        }
    } else if phase == Phase::Runs {
        let started_at = if new && row.from_opening {
            after.opened_at.min(at)
        } else {
            at
        };
        let started_at = by_people(row, after, started_at);
        clocks.insert(row.clock, start(started_at, target.ms));
    }
}

/// When a clock goes on: that of people only since its bot handed the ticket over.
fn by_people(row: &Row, after: &Ticket, at: Timestamp) -> Timestamp {
    let talk = after
        .local
        .bot
        .as_ref()
        .filter(|_| row.clock == ClockKind::FirstHumanResponse);
    let over = talk.and_then(|talk| talk.over.as_ref());
    over.map_or(at, |over| at.max(over.at))
}

fn phase(row: &Row, after: &Ticket, at: Timestamp, pauses: Option<&[Headline]>) -> Phase {
    let answered = match row.clock {
        ClockKind::FirstResponse => after.first_response_at,
        ClockKind::FirstHumanResponse => after.local.first_human_at,
        _ => None,
    };
    let waits = row.runs.contains(&after.headline) || row.holds.contains(&after.headline);
    let by_bot = row.clock == ClockKind::FirstHumanResponse && after.is_with_bot();
    let holds = match pauses {
        _ if by_bot => true,
        Some(pauses) => pauses.contains(&after.headline),
        None => row.holds.contains(&after.headline),
    };
    if let Some(when) = answered {
        Phase::Met(when)
    } else if after.merged_into.is_some() || !waits {
        Phase::Met(at)
    } else if holds {
        Phase::Holds
    } else {
        Phase::Runs
    }
}

fn start(at: Timestamp, target_ms: i64) -> Clock {
    Clock {
        started_at: at,
        target_ms,
        ran_ms: 0,
        running_since: Some(at),
        met_at: None,
        breached: false,
        warned: false,
        cycle: NEW,
        moments: None,
        hours: None,
    }
}

fn resume(clock: &mut Clock, at: Timestamp) {
    clock.running_since = clock.running_since.or(Some(at));
}

fn pause(clock: &mut Clock, at: Timestamp, hours: Hours<'_>) {
    if let Some(since) = clock.running_since.take() {
        clock.ran_ms = clock.ran_ms.saturating_add(hours.between(since, at));
    }
}

fn meet(clock: &mut Clock, at: Timestamp, hours: Hours<'_>) {
    pause(clock, at, hours);
    clock.met_at = Some(at);
}

/// Runs while a buyer who was answered before waits for the next answer. It never pauses: nothing else is waited for.
fn next_response(
    clocks: &mut BTreeMap<ClockKind, Clock>,
    after: &Ticket,
    ended: bool,
    now: Timestamp,
    until: Timestamp,
    plan: &Plan<'_>,
) {
    let kind = ClockKind::NextResponse;
    let Some(target) = plan.target(kind, after.own_band()) else {
        rest(clocks, kind, until);
        return;
    };
    let running = clocks.get_mut(&kind).filter(|clock| clock.met_at.is_none());
    match (running, after.buyer_waits_since.filter(|_| !ended)) {
        (Some(clock), Some(_)) => {
            clock.target_ms = target.ms;
            resume(clock, until);
        }
        (Some(clock), None) => meet(clock, now, target.hours),
        (None, Some(since)) => {
            clocks.insert(kind, start(since.min(now), target.ms));
        }
        (None, None) => (),
    }
}

/// The platform's own deadline as a clock, so that it warns like the others. It is never paused; a new deadline is a new
/// clock.
fn platform_deadline(clocks: &mut BTreeMap<ClockKind, Clock>, after: &Ticket, ended: bool, now: Timestamp) {
    let kind = ClockKind::PlatformDeadline;
    let running = clocks.get_mut(&kind).filter(|clock| clock.met_at.is_none());
    match (running, after.platform_deadline.filter(|_| !ended)) {
        (Some(clock), Some(deadline)) if clock.due_at() == Some(deadline) => (),
        (_, Some(deadline)) => {
            let started_at = now.min(deadline);
            clocks.insert(kind, start(started_at, deadline.since(started_at)));
        }
        (Some(clock), None) => meet(clock, now, Hours::All),
        (None, None) => (),
    }
}
