//! How old a ticket is: the time in which somebody had it is no time that it waited.
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::ticket::{ClockKind, Ticket};
use aftersync_core::model::time::{HOUR, Timestamp};
use aftersync_core::routing::{age, aged, begin_anew, given_back, waits_since};
use proptest::prelude::*;

use crate::fixture::{OPENED, waiting, with_clock};

const STEP: i64 = 4 * HOUR;

fn taken(t: &mut Ticket, at: Timestamp) {
    t.assignment.agent = Some(AgentId::of("an"));
    t.assignment.assigned_at = Some(at);
}

fn released(t: &mut Ticket, at: Timestamp) {
    given_back(t, at);
    t.assignment.agent = None;
}

/// A ticket that waited and was somebody's in turn, and when it was given back for the last time.
fn lived(mut t: Ticket, spans: &[(i64, i64)]) -> (Ticket, Timestamp) {
    let mut now = OPENED;
    for (waited, held) in spans {
        now = now.plus(*waited);
        taken(&mut t, now);
        now = now.plus(*held);
        released(&mut t, now);
    }
    (t, now)
}

/// Milliseconds after a moment in which nobody had it.
fn waited_after(spans: &[(i64, i64)], from: Timestamp, until: Timestamp) -> i64 {
    let (mut at, mut sum) = (OPENED, 0);
    for (waited, held) in spans.iter().chain([&(i64::MAX / 4, 0)]) {
        let end = at.plus(*waited).min(until);
        sum += end.since(at.max(from)).max(0);
        at = at.plus(waited.saturating_add(*held)).min(until);
    }
    sum
}

#[test]
fn ten_days_with_an_agent_are_no_age() {
    let (t, back) = lived(waiting(), &[(HOUR, 240 * HOUR)]);
    assert_eq!(age(&t.assignment, back), HOUR);
    assert_eq!(waits_since(&t.assignment), Some(back.plus(-HOUR)));
    assert_eq!(aged(&t, 3, STEP, back).band, 3);
    assert_eq!(aged(&t, 3, STEP, back.plus(3 * HOUR)).band, 2);
    assert_eq!(aged(&t, 3, STEP, back).next_at, Some(back.plus(3 * HOUR)));
}

#[test]
fn one_that_is_opened_again_waits_anew() {
    let (mut t, back) = lived(with_clock(ClockKind::Decision, HOUR), &[(HOUR, 9 * HOUR)]);
    // It ended with somebody, who stays named, and comes back.
    taken(&mut t, back);
    begin_anew(&mut t.assignment);
    assert_eq!(age(&t.assignment, back.plus(HOUR)), 0);
    let again = back.plus(5 * HOUR);
    t.assignment.enqueued_at = Some(again);
    t.clocks.clear();
    assert_eq!(age(&t.assignment, again.plus(HOUR)), 0);
    released(&mut t, again.plus(2 * HOUR));
    assert_eq!(age(&t.assignment, again.plus(2 * HOUR)), 0);
    assert_eq!(age(&t.assignment, again.plus(3 * HOUR)), HOUR);
}

fn any_spans() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((0i64..20 * HOUR, 0i64..400 * HOUR), 1..6)
}

proptest! {
    /// The age after a release is the age before it was given to somebody, and the time since the release.
    #[test]
    fn only_waiting_counts(spans in any_spans(), since in 0i64..100 * HOUR) {
        let (t, back) = lived(waiting(), &spans);
        let waited: i64 = spans.iter().map(|(waited, _)| waited).sum();
        prop_assert_eq!(age(&t.assignment, back.plus(since)), waited + since);
        let mut held = t.clone();
        taken(&mut held, back.plus(since));
        prop_assert_eq!(age(&held.assignment, back.plus(since + 1_000 * HOUR)), waited + since);
    }

    /// It gains bands as one does that waited as long without a break; what it had gained stays.
    #[test]
    fn bands_are_gained_by_waiting_alone(spans in any_spans(), since in 0i64..40 * HOUR, base in 0u8..=4) {
        let (t, back) = lived(waiting(), &spans);
        let waited: i64 = spans.iter().map(|(waited, _)| waited).sum();
        let unbroken = aged(&waiting(), base, STEP, OPENED.plus(waited + since));
        let broken = aged(&t, base, STEP, back.plus(since));
        prop_assert_eq!(broken.band, unbroken.band);
        let next = |next: Option<Timestamp>, from: Timestamp| next.map(|at| at.since(from));
        prop_assert_eq!(
            next(broken.next_at, back.plus(since)),
            next(unbroken.next_at, OPENED.plus(waited + since))
        );
    }

    /// Where a clock is due, only what it waited after that counts.
    #[test]
    fn after_a_clock_is_due_too(spans in any_spans(), target in HOUR..300 * HOUR, since in 0i64..40 * HOUR) {
        let (t, back) = lived(with_clock(ClockKind::Decision, target), &spans);
        let (now, due) = (back.plus(since), OPENED.plus(target));
        let by_clock = i64::from(now >= OPENED.plus(target - target / 5)) + i64::from(now >= due);
        let by_waiting = waited_after(&spans, due, now) / STEP;
        prop_assert_eq!(i64::from(aged(&t, 4, STEP, now).band), (4 - by_clock - by_waiting).max(0));
    }
}
