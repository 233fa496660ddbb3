//! Clocks of tickets over days that are not like others: the clock on the wall jumps, a leap day, a weekend on which is worked.
//! Each is stepped as a desk steps it, and due when somebody counts the hours by hand.
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::calendar::{Calendar, Holidays, Weekday};
use aftersync_core::model::config::{Config, When};
use aftersync_core::model::sla::{SlaPolicy, SlaTarget};
use aftersync_core::model::ticket::{Clock, ClockKind, Ticket};
use aftersync_core::model::time::{HOUR, MINUTE};
use aftersync_core::sla::{Plan, advance, due_clocks};

use crate::fixture::{daily, in_headline, moment as at, ticket};

use Headline::{AwaitingBuyer, AwaitingSeller};

/// Monday to Friday, 9 to 17 in Shanghai, with China's holidays.
fn shanghai() -> Calendar {
    let mut calendar = daily("Asia/Shanghai", &[(540, 1_020)]);
    let weekend = |day: &Weekday| matches!(day, Weekday::Saturday | Weekday::Sunday);
    calendar.week.retain(|day, _| !weekend(day));
    calendar.holidays = Some(Holidays::Cn);
    calendar
}

/// A desk that decides within so many open hours.
struct Hourly(Config);

impl Hourly {
    fn new(calendar: Calendar, target_ms: i64) -> Self {
        let target = SlaTarget {
            target_ms,
            bands: Vec::new(),
            calendar: None,
            pauses: None,
        };
        Self(Config {
            calendars: vec![calendar],
            sla_policies: vec![SlaPolicy {
                name: "all".into(),
                when: When::Always,
                clocks: [(ClockKind::Decision, target)].into(),
                calendar: Some("desk".into()),
                ladder: Vec::new(),
            }],
            ..Config::default()
        })
    }

    fn step(&self, t: &Ticket, before: Option<Headline>, headline: Headline, when: &str) -> Ticket {
        let mut after = in_headline(t, headline, at(when));
        let mut clocks = t.clocks.clone();
        advance(&mut clocks, before, &after, at(when), Plan::of(&self.0, None, |_| true));
        after.clocks = clocks;
        after
    }

    fn opened(&self, when: &str) -> Ticket {
        let mut new = ticket(Kind::RefundOnly);
        new.opened_at = at(when);
        self.step(&new, None, AwaitingSeller, when)
    }

    /// Waits for the buyer in between.
    fn paused(&self, t: &Ticket, from: &str, to: &str) -> Ticket {
        let asked = self.step(t, Some(AwaitingSeller), AwaitingBuyer, from);
        assert_eq!(clock(&asked).due_at(), None);
        self.step(&asked, Some(AwaitingBuyer), AwaitingSeller, to)
    }
}

fn clock(t: &Ticket) -> Clock {
    t.clocks[&ClockKind::Decision]
}

/// It is due then, not a millisecond before, and is told of as due.
fn is_due(t: &Ticket, when: &str) {
    assert_eq!(clock(t).due_at(), Some(at(when)));
    assert!(!due_clocks(t, at(when).plus(-1)).contains(&(ClockKind::Decision, true)));
    assert_eq!(due_clocks(t, at(when)), [(ClockKind::Decision, true)]);
}

#[test]
fn an_hour_that_the_clock_skips_is_not_counted() {
    // 1:00 to 4:00 at night in Berlin; from 2:00 to 3:00 on the 29th there is no time.
    let desk = Hourly::new(daily("Europe/Berlin", &[(60, 240)]), 4 * HOUR);
    // From 2:00 on the 28th: two hours that night, two on the next, which has no more.
    let t = desk.opened("2026-03-28T01:00:00Z");
    is_due(&t, "2026-03-29T02:00:00Z");
    assert_eq!(
        clock(&t).warn_at(),
        Some(at("2026-03-29T01:12:00Z")),
        "a fifth of four hours before"
    );
    // Stopped at 1:30 before the jump and run again at 3:30 after it: half an hour was counted and half one is left that night.
    let t = desk.opened("2026-03-29T00:00:00Z");
    let t = desk.paused(&t, "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z");
    assert_eq!(clock(&t).ran_ms, 30 * MINUTE);
    // Half an hour that night, three on the 30th (1:00 is 23:00 UTC now).
    is_due(&t, "2026-03-30T02:00:00Z");
    // Stopped across the jump: of the two hours it ran for one.
    let t = desk.opened("2026-03-29T00:00:00Z");
    let t = desk.step(&t, Some(AwaitingSeller), AwaitingBuyer, "2026-03-29T01:00:00Z");
    assert_eq!(clock(&t).ran_ms, HOUR);
    let t = desk.opened("2026-03-29T00:00:00Z");
    let t = desk.step(&t, Some(AwaitingSeller), AwaitingBuyer, "2026-03-29T12:00:00Z");
    assert_eq!(clock(&t).ran_ms, 2 * HOUR, "all that night");
}

#[test]
fn an_hour_that_comes_twice_is_counted_twice() {
    // On the night to the 25th of October 2:00 to 3:00 comes twice: four hours from 1:00 to 4:00.
    let desk = Hourly::new(daily("Europe/Berlin", &[(60, 240)]), 5 * HOUR);
    let t = desk.opened("2026-10-24T23:00:00Z");
    // Four hours until 3:00 UTC, the fifth from 1:00 on the 26th, which is 0:00 UTC now.
    is_due(&t, "2026-10-26T01:00:00Z");
    // Stopped in the hour that comes first and run again in the one that comes second, both at 2:30 on the wall.
    let t = desk.paused(&t, "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z");
    assert_eq!(clock(&t).ran_ms, 90 * MINUTE);
    is_due(&t, "2026-10-26T02:00:00Z");
    let t = desk.opened("2026-10-24T23:00:00Z");
    let t = desk.step(&t, Some(AwaitingSeller), AwaitingBuyer, "2026-10-25T12:00:00Z");
    assert_eq!(clock(&t).ran_ms, 4 * HOUR, "all that night");
}

#[test]
fn opening_hours_go_with_the_wall_over_a_jump() {
    // 9 to 17 in New York; on the 8th of March it opens an hour earlier by UTC, on the 1st of November an hour later.
    let desk = Hourly::new(daily("America/New_York", &[(540, 1_020)]), 10 * HOUR);
    is_due(&desk.opened("2026-03-07T20:00:00Z"), "2026-03-08T21:00:00Z");
    is_due(&desk.opened("2026-10-31T19:00:00Z"), "2026-11-01T22:00:00Z");
}

#[test]
fn a_leap_day_is_counted_like_others() {
    let desk = Hourly::new(daily("Asia/Shanghai", &[(540, 1_020)]), 20 * HOUR);
    // 12:00 on the 28th: five hours then, eight on the 29th, seven on the next day.
    is_due(&desk.opened("2028-02-28T04:00:00Z"), "2028-03-01T08:00:00Z");
    // In a year without it: five, eight on the 1st of March, seven on the 2nd.
    is_due(&desk.opened("2027-02-28T04:00:00Z"), "2027-03-02T08:00:00Z");
    // Stopped on the leap day from 10:00 to 16:00: six hours less that day.
    let t = desk.opened("2028-02-28T04:00:00Z");
    let t = desk.paused(&t, "2028-02-29T02:00:00Z", "2028-02-29T08:00:00Z");
    assert_eq!(clock(&t).ran_ms, 6 * HOUR);
    // One hour that day, eight on the 1st, five on the 2nd.
    is_due(&t, "2028-03-02T06:00:00Z");
}

#[test]
fn a_weekend_on_which_is_worked_counts_and_holidays_do_not() {
    // China's National Day of 2026: off from Thursday the 1st to Wednesday the 7th of October, made up for on Sunday the 20th of
    // September and Saturday the 10th of October.
    let desk = Hourly::new(shanghai(), 20 * HOUR);
    // 13:00 on Wednesday the 30th: four hours, eight on Thursday the 8th, eight on Friday the 9th.
    is_due(&desk.opened("2026-09-30T05:00:00Z"), "2026-10-09T09:00:00Z");
    // 13:00 on Friday the 9th: four hours, eight on the Saturday, none on the Sunday, eight on Monday.
    is_due(&desk.opened("2026-10-09T05:00:00Z"), "2026-10-12T09:00:00Z");
    // Stopped on that Saturday from 11:00 until Sunday: two of its hours were counted.
    let t = desk.opened("2026-10-09T05:00:00Z");
    let t = desk.paused(&t, "2026-10-10T03:00:00Z", "2026-10-11T04:00:00Z");
    assert_eq!(clock(&t).ran_ms, 6 * HOUR);
    // Fourteen are left: eight on Monday, six on Tuesday.
    is_due(&t, "2026-10-13T07:00:00Z");
    // 13:00 on Friday the 18th of September: four hours, none on Saturday, eight on the Sunday, eight on Monday.
    is_due(&desk.opened("2026-09-18T05:00:00Z"), "2026-09-21T09:00:00Z");
    // A weekend like others: four hours on Friday, eight on Monday, eight on Tuesday.
    is_due(&desk.opened("2026-09-11T05:00:00Z"), "2026-09-15T09:00:00Z");
}
