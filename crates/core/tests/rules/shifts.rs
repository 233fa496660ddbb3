//! Shifts: when an agent takes new work, and when next.
use aftersync_core::calendar::open_until;
use aftersync_core::model::agent::Agent;
use aftersync_core::model::calendar::{Calendar, Hours, Weekday};
use aftersync_core::model::config::Config;
use aftersync_core::model::time::{HOUR, MINUTE, Timestamp};
use aftersync_core::routing::{in_shift, shift_edge, takes_work, takes_work_at};
use proptest::prelude::*;

use crate::fixture::agent;

/// Monday, 2026-06-01, midnight in UTC.
const MONDAY: Timestamp = Timestamp(1_780_272_000_000);

fn calendar(hours: &[(Weekday, &[(u16, u16)])]) -> Calendar {
    let spans = |of: &[(u16, u16)]| of.iter().map(|(from, to)| Hours { from: *from, to: *to }).collect();
    Calendar {
        name: "day".into(),
        week: hours.iter().map(|(day, of)| (*day, spans(of))).collect(),
        ..Calendar::default()
    }
}

fn desk(calendar: Calendar, lead_out_ms: i64) -> (Config, Agent) {
    let mut config = Config {
        zone_minutes: 0,
        calendars: vec![calendar],
        ..Config::default()
    };
    config.presence.lead_out_ms = lead_out_ms;
    let agent = Agent {
        shift: Some("day".into()),
        ..agent("an")
    };
    (config, agent)
}

#[test]
fn nothing_new_outside_a_shift_nor_shortly_before_it_ends() {
    let hours = [(Weekday::Monday, &[(540, 720), (780, 785), (800, 1_080)][..])];
    let (config, an) = desk(calendar(&hours), 10 * MINUTE);
    let takes = |minute: i64| takes_work(&config, &an, MONDAY.plus(minute * MINUTE));
    assert_eq!([539, 540, 709, 710, 720].map(takes), [false, true, true, false, false]);
    assert!(in_shift(&config, &an, MONDAY.plus(710 * MINUTE)));
    let next =
        |minute: i64| takes_work_at(&config, &an, MONDAY.plus(minute * MINUTE)).map(|at| at.since(MONDAY) / MINUTE);
    assert_eq!(next(0), Some(540));
    // The short stretch is over before anything could be done in it.
    assert_eq!(next(710), Some(800));
    assert_eq!(next(1_075), Some(7 * 24 * 60 + 540));
    let edge = |minute: i64| shift_edge(&config, &an, MONDAY.plus(minute * MINUTE)).map(|at| at.since(MONDAY) / MINUTE);
    assert_eq!(
        [0, 540, 720, 782].map(edge),
        [Some(540), Some(720), Some(780), Some(785)]
    );
    let anybody = agent("bo");
    assert!(takes_work(&config, &anybody, MONDAY) && shift_edge(&config, &anybody, MONDAY).is_none());
    // A calendar that is no longer there keeps nobody from their work.
    assert!(takes_work(&Config::default(), &an, MONDAY));
}

#[test]
fn a_night_is_one_stretch() {
    let night = calendar(&[
        (Weekday::Monday, &[(1_320, 1_440)][..]),
        (Weekday::Tuesday, &[(0, 360), (360, 400)][..]),
    ]);
    let until = |minute: i64| open_until(&night, 0, MONDAY.plus(minute * MINUTE)).map(|at| at.since(MONDAY) / MINUTE);
    assert_eq!(
        [1_319, 1_320, 1_439, 1_440].map(until),
        [None, Some(1_840), Some(1_840), Some(1_840)]
    );
    assert_eq!([1_799, 1_800, 1_840].map(until), [Some(1_840), Some(1_840), None]);
}

proptest! {
    /// The next moment at which work is taken is one, and there is none before it.
    #[test]
    fn the_next_moment_is_the_first(minute in 0i64..10_080, lead in 0i64..90, cuts in prop::collection::btree_set(0u16..1_440, 2..7)) {
        let cuts: Vec<u16> = cuts.into_iter().collect();
        let spans: Vec<(u16, u16)> = cuts.chunks_exact(2).map(|c| (c[0], c[1])).collect();
        let (config, an) = desk(calendar(&[(Weekday::Wednesday, &spans)]), lead * MINUTE);
        let now = MONDAY.plus(minute * MINUTE);
        let mut minutes = (0..7 * 24 * 60).map(|n| now.plus(n * MINUTE));
        let first = minutes.find(|at| takes_work(&config, &an, *at));
        prop_assert_eq!(first, takes_work_at(&config, &an, now));
        if let Some(end) = open_until(&config.calendars[0], 0, now) {
            prop_assert!(in_shift(&config, &an, end.plus(-1)) && !in_shift(&config, &an, end));
            prop_assert!(end.since(now) <= 24 * HOUR);
        }
    }
}
