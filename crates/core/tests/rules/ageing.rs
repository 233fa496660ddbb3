//! What a ticket gains by waiting.
use aftersync_core::model::axes::Headline;
use aftersync_core::model::config::{Config, QueueConfig};
use aftersync_core::model::ids::{AgentId, QueueId};
use aftersync_core::model::ticket::{ClockKind, Ticket};
use aftersync_core::model::time::{HOUR, Timestamp};
use aftersync_core::routing::{Aged, age_step, aged};
use aftersync_core::store::index::queue_sort;
use proptest::prelude::*;

use crate::fixture::{OPENED, in_headline, waiting, with_clock};

fn at(t: &Ticket, base: u8, after: i64) -> Aged {
    aged(t, base, 4 * HOUR, OPENED.plus(after))
}

#[test]
fn a_clock_gives_one_band_when_it_warns_and_one_when_it_is_due() {
    let t = with_clock(ClockKind::Decision, 100);
    assert_eq!(at(&t, 3, 79).band, 3);
    assert_eq!(at(&t, 3, 79).next_at, Some(OPENED.plus(80)));
    assert_eq!(at(&t, 3, 80).band, 2);
    assert_eq!(at(&t, 3, 99).next_at, Some(OPENED.plus(100)));
    assert_eq!(at(&t, 3, 100).band, 1);
    // After that it gains by waiting.
    assert_eq!(at(&t, 3, 100).next_at, Some(OPENED.plus(100 + 4 * HOUR)));
    assert_eq!(
        at(&t, 3, 100 + 4 * HOUR),
        Aged {
            band: 0,
            next_at: None,
            due_at: None
        }
    );
    // The first of several clocks counts.
    let mut two = with_clock(ClockKind::Resolution, 1_000);
    two.clocks.extend(t.clocks.clone());
    assert_eq!(at(&two, 3, 100).band, 1);
}

#[test]
fn where_no_clock_runs_each_step_gives_one() {
    let t = waiting();
    let bands: Vec<u8> = (0..6).map(|steps| at(&t, 3, steps * 4 * HOUR).band).collect();
    assert_eq!(bands, [3, 2, 1, 0, 0, 0]);
    assert_eq!(at(&t, 3, 0).due_at, Some(OPENED.plus(16 * HOUR)));
    let mut paused = with_clock(ClockKind::Decision, 100);
    paused.clocks.values_mut().for_each(|clock| clock.running_since = None);
    assert_eq!(at(&paused, 3, 4 * HOUR).band, 2);
}

#[test]
fn nothing_is_gained_with_an_agent_while_parked_or_where_it_is_switched_off() {
    let with_agent = |mut t: Ticket, since: i64| {
        t.assignment.agent = Some(AgentId::of("an"));
        t.assignment.assigned_at = Some(OPENED.plus(since));
        let aged = at(&t, 3, 40 * HOUR);
        (aged.band, aged.next_at)
    };
    assert_eq!(with_agent(waiting(), HOUR), (3, None));
    assert_eq!(with_agent(waiting(), 9 * HOUR), (1, None), "what it had gained stays");
    let late = with_clock(ClockKind::Decision, 100);
    assert_eq!(with_agent(late, 0), (1, None), "its clock counts all the same");
    let parked = in_headline(&waiting(), Headline::AwaitingBuyer, OPENED);
    assert_eq!(at(&parked, 3, 40 * HOUR).band, 3);
    assert_eq!(aged(&waiting(), 3, 0, OPENED.plus(40 * HOUR)).band, 3);
    assert_eq!(at(&waiting(), 0, 40 * HOUR).band, 0);
}

#[test]
fn a_queue_says_how_long_a_step_is() {
    let mut config = Config::default();
    for (name, step) in [("strict", Some(0)), ("fast", Some(1_000)), ("plain", None)] {
        let age_step_ms = step;
        config.queues.push(QueueConfig {
            age_step_ms,
            ..QueueConfig::new(name)
        });
    }
    let step = |name: &str| age_step(&config, Some(QueueId::of(name)));
    assert_eq!(
        [step("strict"), step("fast"), step("plain"), step("unknown")],
        [0, 1_000, 4 * HOUR, 4 * HOUR]
    );
    assert_eq!(age_step(&config, None), 4 * HOUR);
}

/// The place of a ticket in its queue.
fn place(t: &Ticket, base: u8, now: Timestamp) -> i64 {
    let aged = aged(t, base, 4 * HOUR, now);
    queue_sort(aged.band, t.next_due().or(aged.due_at))
}

proptest! {
    /// However many urgent tickets come, each with so long to be done: at some time all that come later stand behind.
    #[test]
    fn nobody_starves(base in 0u8..=4, target in proptest::option::of(1i64..100 * HOUR), urgent in 1i64..100 * HOUR) {
        let t = target.map_or_else(waiting, |ms| with_clock(ClockKind::Resolution, ms));
        let at_last = OPENED.plus(target.unwrap_or(0) + 24 * HOUR);
        for later in [0, 1, HOUR, 1_000 * HOUR] {
            let now = at_last.plus(later);
            let mut new = with_clock(ClockKind::Decision, urgent);
            for clock in new.clocks.values_mut() {
                clock.started_at = now;
                clock.running_since = Some(now);
            }
            prop_assert!(place(&t, base, now) < place(&new, 0, now));
        }
    }

    /// Waiting never costs a band, and the moment that is told is the one at which the next is gained.
    #[test]
    fn the_next_moment_is_the_next_gain(base in 0u8..=4, target in proptest::option::of(5i64..50 * HOUR), after in 0i64..80 * HOUR) {
        let t = target.map_or_else(waiting, |ms| with_clock(ClockKind::Decision, ms));
        let now = at(&t, base, after);
        prop_assert!(now.band <= base);
        match now.next_at {
            Some(next) => {
                prop_assert!(next > OPENED.plus(after));
                prop_assert_eq!(aged(&t, base, 4 * HOUR, next.plus(-1)).band, now.band);
                prop_assert!(aged(&t, base, 4 * HOUR, next).band < now.band);
            }
            None => prop_assert_eq!(now.band, 0),
        }
    }
}
