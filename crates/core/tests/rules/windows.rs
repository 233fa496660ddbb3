use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::config::{SlaTargets, Windows};
use aftersync_core::model::ids::{TicketId, Uid};
use aftersync_core::model::notice::Notice;
use aftersync_core::model::ticket::{ClockKind, Ticket};
use aftersync_core::model::time::{DAY, HOUR, MINUTE, Timestamp};
use aftersync_core::model::trigger::Trigger;
use aftersync_core::sla::{advance, announce, due_clocks, next_wake, reminder_due, timer_action};
use proptest::prelude::*;

use crate::fixture::{LIVE, OPENED, in_headline, ticket};

fn at(ms: i64) -> Timestamp {
    OPENED.plus(ms)
}

fn waiting(headline: Headline) -> Ticket {
    in_headline(&ticket(Kind::ReturnRefund), headline, OPENED)
}

#[test]
fn the_buyer_has_a_window_and_then_time_is_up() {
    let windows = Windows::default();
    for (headline, length) in [
        (Headline::AwaitingBuyer, 3 * DAY),
        (Headline::AwaitingBuyerReturn, 7 * DAY),
    ] {
        let ticket = waiting(headline);
        assert_eq!(timer_action(&ticket, &windows, at(length - 1)), None);
        assert_eq!(timer_action(&ticket, &windows, at(length)), Some(Trigger::TimerFired));
        assert_eq!(next_wake(&ticket, &windows, at(length * 19 / 20)), Some(at(length)));
    }
}

#[test]
fn the_platform_may_give_longer_but_not_shorter() {
    let with = |deadline: i64| Ticket {
        platform_deadline: Some(at(deadline)),
        ..waiting(Headline::AwaitingBuyer)
    };
    assert_eq!(timer_action(&with(DAY), &Windows::default(), at(2 * DAY)), None);
    let ticket = with(9 * DAY);
    assert_eq!(timer_action(&ticket, &Windows::default(), at(8 * DAY)), None);
    assert_eq!(
        timer_action(&ticket, &Windows::default(), at(9 * DAY)),
        Some(Trigger::TimerFired)
    );
}

#[test]
fn an_ended_ticket_closes_after_the_cool_off_and_is_tried_again() {
    let (ticket, windows) = (waiting(Headline::Refunded), Windows::default());
    assert_eq!(timer_action(&ticket, &windows, at(7 * DAY - 1)), None);
    assert_eq!(timer_action(&ticket, &windows, at(7 * DAY)), Some(Trigger::Close));
    assert_eq!(next_wake(&ticket, &windows, OPENED), Some(at(7 * DAY)));
    assert_eq!(next_wake(&ticket, &windows, at(7 * DAY)), Some(at(8 * DAY)));
    assert_eq!(next_wake(&ticket, &windows, at(30 * DAY + 1)), Some(at(31 * DAY)));
    assert_eq!(next_wake(&waiting(Headline::Closed), &windows, OPENED), None);
    let merged = Ticket {
        merged_into: Some(TicketId(Uid::ZERO)),
        ..ticket
    };
    assert_eq!(next_wake(&merged, &windows, OPENED), None);
    assert_eq!(timer_action(&merged, &windows, at(8 * DAY)), None);
}

#[test]
fn reminders_come_on_the_way_and_once() {
    let (mut ticket, windows) = (waiting(Headline::AwaitingBuyer), Windows::default());
    assert_eq!(next_wake(&ticket, &windows, OPENED), Some(at(36 * HOUR)));
    assert_eq!(reminder_due(&ticket, &windows, at(36 * HOUR - 1)), None);
    assert_eq!(reminder_due(&ticket, &windows, at(36 * HOUR)), Some(Notice::R1));
    ticket.local.notices.insert((1, Notice::R1));
    assert_eq!(reminder_due(&ticket, &windows, at(37 * HOUR)), None);
    assert_eq!(reminder_due(&ticket, &windows, at(71 * HOUR)), Some(Notice::R3));
    assert_eq!(reminder_due(&ticket, &windows, at(72 * HOUR)), None, "it is too late");
    assert_eq!(reminder_due(&waiting(Headline::Refunded), &windows, at(6 * DAY)), None);
}

#[test]
fn a_clock_wakes_for_its_warning_then_for_its_breach() {
    let mut ticket = waiting(Headline::AwaitingSeller);
    let (windows, targets) = (Windows::default(), SlaTargets::default());
    let mut clocks = ticket.clocks.clone();
    advance(&mut clocks, None, &ticket, OPENED, &targets);
    ticket.clocks = clocks;
    assert_eq!(next_wake(&ticket, &windows, OPENED), Some(at(12 * MINUTE)));
    assert_eq!(
        next_wake(&ticket, &windows, at(13 * MINUTE)),
        Some(at(13 * MINUTE)),
        "at once"
    );
    announce(&mut ticket.clocks, ClockKind::FirstResponse, false);
    assert_eq!(next_wake(&ticket, &windows, at(13 * MINUTE)), Some(at(15 * MINUTE)));
    announce(&mut ticket.clocks, ClockKind::FirstResponse, true);
    assert_eq!(
        next_wake(&ticket, &windows, at(16 * MINUTE)),
        Some(at(24 * HOUR * 4 / 5))
    );
}

proptest! {
    /// Between two wakes nothing becomes due, and a timer that does what is due always moves on.
    #[test]
    fn nothing_is_missed_between_wakes(
        headline in prop::sample::select([LIVE.as_slice(), &[Headline::Refunded, Headline::Rejected]].concat()),
        deadline in prop::option::of(0..20 * DAY),
        probe in 0i64..1_000,
    ) {
        let (windows, targets) = (Windows::default(), SlaTargets::default());
        let mut ticket = Ticket { platform_deadline: deadline.map(at), ..waiting(headline) };
        let mut clocks = ticket.clocks.clone();
        advance(&mut clocks, None, &ticket, OPENED, &targets);
        ticket.clocks = clocks;
        let mut now = OPENED;
        for _ in 0..40 {
            for (kind, breached) in due_clocks(&ticket, now) {
                announce(&mut ticket.clocks, kind, breached);
            }
            if let Some(reminder) = reminder_due(&ticket, &windows, now) {
                ticket.local.notices.insert((1, reminder));
            }
            let Some(wake) = next_wake(&ticket, &windows, now) else { break };
            prop_assert!(wake > now, "{wake} after {now}");
            let between = now.plus((wake.since(now) - 1) * probe / 1_000);
            prop_assert_eq!(due_clocks(&ticket, between), []);
            prop_assert_eq!(reminder_due(&ticket, &windows, between), None);
            prop_assert_eq!(timer_action(&ticket, &windows, between), timer_action(&ticket, &windows, now));
            now = wake;
        }
    }
}
