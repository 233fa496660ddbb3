//! Working hours over clocks that jump, leap days, holidays and the weekends on which they are made up for.
use aftersync_core::calendar::{HolidayKind, after_open, holiday, next_open, open_between};
use aftersync_core::model::calendar::{Calendar, Holidays, Hours, Weekday};
use aftersync_core::model::time::{DAY, Day, HOUR, MINUTE};
use proptest::prelude::*;

use crate::fixture::{daily, moment as at};

/// Open from Monday to Friday, 9 to 12 and 13 to 18, with China's holidays.
fn shanghai() -> Calendar {
    let mut calendar = daily("Asia/Shanghai", &[(540, 720), (780, 1_080)]);
    calendar
        .week
        .retain(|day, _| !matches!(day, Weekday::Saturday | Weekday::Sunday));
    calendar.holidays = Some(Holidays::Cn);
    calendar
}

#[test]
fn a_day_on_which_the_clock_skips_an_hour_is_shorter() {
    let night = daily("Europe/Berlin", &[(60, 240)]);
    let open = |from: &str, to: &str| open_between(&night, 0, at(from), at(to)) / HOUR;
    assert_eq!(open("2026-03-28T00:00:00Z", "2026-03-28T12:00:00Z"), 3);
    assert_eq!(
        open("2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z"),
        2,
        "2:00 to 3:00 is not there"
    );
    assert_eq!(
        open("2026-10-24T23:00:00Z", "2026-10-25T12:00:00Z"),
        4,
        "2:00 to 3:00 comes twice"
    );
    // What lies in the hour that is skipped never opens; what begins in it opens when the clock has jumped.
    let gone = daily("Europe/Berlin", &[(130, 170)]);
    assert!(open_between(&gone, 0, at("2026-03-29T00:00:00Z"), at("2026-03-29T12:00:00Z")) == 0);
    let half = daily("Europe/Berlin", &[(150, 240)]);
    assert_eq!(
        next_open(&half, 0, at("2026-03-29T00:00:00Z")),
        Some(at("2026-03-29T01:00:00Z"))
    );
    assert!(half.is_open(0, at("2026-03-29T01:00:00Z")));
    assert!(!half.is_open(0, at("2026-03-29T00:59:59Z")));
    // What begins in the hour that comes twice begins the first time.
    let twice = next_open(&half, 0, at("2026-10-24T22:00:00Z"));
    assert_eq!(twice, Some(at("2026-10-25T00:30:00Z")));
}

#[test]
fn opening_time_follows_the_clock_on_the_wall() {
    let desk = daily("America/New_York", &[(540, 1_020)]);
    assert_eq!(
        next_open(&desk, 480, at("2026-03-07T12:00:00Z")),
        Some(at("2026-03-07T14:00:00Z"))
    );
    assert_eq!(
        next_open(&desk, 480, at("2026-03-08T12:00:00Z")),
        Some(at("2026-03-08T13:00:00Z"))
    );
    assert_eq!(
        next_open(&desk, 480, at("2026-11-01T12:00:00Z")),
        Some(at("2026-11-01T14:00:00Z"))
    );
    let ours = Calendar { zone: None, ..desk };
    assert_eq!(
        next_open(&ours, 480, at("2026-03-07T12:00:00Z")),
        Some(at("2026-03-08T01:00:00Z"))
    );
}

#[test]
fn a_leap_day_is_a_day() {
    let desk = daily("Asia/Shanghai", &[(0, 1_440)]);
    let open = |year: i32| {
        let (from, to) = (format!("{year}-02-27T16:00:00Z"), format!("{year}-02-28T16:00:00Z"));
        open_between(&desk, 0, at(&from), at(&to).plus(DAY)) / DAY
    };
    assert_eq!((open(2028), open(2027)), (2, 2));
    let mut leap = daily("Asia/Shanghai", &[(540, 600)]);
    leap.special = [("2028-02-29".to_owned(), vec![Hours { from: 600, to: 660 }])].into();
    assert_eq!(
        next_open(&leap, 0, at("2028-02-28T12:00:00Z")),
        Some(at("2028-02-29T02:00:00Z"))
    );
    assert_eq!(Day::parse("2028-02-29").map(|day| day.date()), Some((2028, 2, 29)));
    assert_eq!(Day::parse("2027-02-29"), None);
}

#[test]
fn holidays_are_closed_and_made_up_for() {
    let desk = shanghai();
    let hours = |day: &str| desk.hours(Day::parse(day).unwrap()).len();
    for (day, stretches) in [
        ("2026-09-30", 2),
        ("2026-10-01", 0),
        ("2026-10-07", 0),
        ("2026-10-08", 2),
        ("2026-10-10", 2), // a Saturday
        ("2026-10-11", 0),
        ("2026-09-20", 2), // a Sunday
        ("2025-01-26", 2), // a Sunday
        ("2025-02-04", 0), // a Tuesday
        ("2023-01-02", 0), // a Monday
        ("2027-10-01", 2), // not shipped: an ordinary Friday
    ] {
        assert_eq!(hours(day), stretches, "{day}");
    }
    // A clock of nine open hours that starts on the eve at 17:30.
    let due = after_open(&desk, 480, at("2026-09-30T09:30:00Z"), 9 * HOUR);
    assert_eq!(due, Some(at("2026-10-09T01:30:00Z")));
}

#[test]
fn what_a_calendar_says_itself_is_stronger_than_what_is_shipped() {
    let mut desk = shanghai();
    desk.special = [("2026-10-02".to_owned(), vec![Hours { from: 600, to: 601 }])].into();
    desk.made_up = [("2027-02-06".to_owned(), Weekday::Friday)].into();
    desk.made_up_as = Some(Weekday::Friday);
    desk.week.insert(Weekday::Friday, vec![Hours { from: 1, to: 2 }]);
    let hours = |day: &str| desk.hours(Day::parse(day).unwrap());
    assert_eq!(hours("2026-10-02"), [Hours { from: 600, to: 601 }]);
    assert_eq!(hours("2027-02-06"), [Hours { from: 1, to: 2 }]);
    assert_eq!(hours("2026-10-10"), [Hours { from: 1, to: 2 }]);
}

#[test]
fn the_shipped_years_are_whole() {
    // As announced: days off and made-up weekends by year of the day.
    for (year, off, worked) in [(2023, 28, 7), (2024, 30, 8), (2025, 28, 5), (2026, 33, 6)] {
        let first = Day::parse(&format!("{year}-01-01")).unwrap().0;
        let days = (first..first + 366).map(Day).filter(|day| day.date().0 == year);
        let kinds: Vec<_> = days
            .filter_map(|day| Some((holiday(Holidays::Cn, day)?, day)))
            .collect();
        let count = |kind| kinds.iter().filter(|(of, _)| *of == kind).count();
        let counts = (count(HolidayKind::Off), count(HolidayKind::MadeUp));
        assert_eq!(counts, (off, worked), "{year}");
        let on = |day: &Day| matches!(Weekday::of(*day), Weekday::Saturday | Weekday::Sunday);
        assert!(
            kinds.iter().all(|(kind, day)| *kind == HolidayKind::Off || on(day)),
            "work is made up for on weekends"
        );
    }
}

#[test]
fn a_calendar_that_never_opens_has_no_next_moment() {
    let never = Calendar::default();
    assert_eq!(next_open(&never, 0, at("2026-01-01T00:00:00Z")), None);
    let once = Calendar {
        special: [("2026-02-01".to_owned(), vec![Hours { from: 0, to: 60 }])].into(),
        ..Calendar::default()
    };
    assert_eq!(
        after_open(&once, 0, at("2026-01-01T00:00:00Z"), HOUR),
        Some(at("2026-02-01T01:00:00Z"))
    );
    assert_eq!(after_open(&once, 0, at("2026-01-01T00:00:00Z"), HOUR + 1), None);
}

fn any_calendar() -> impl Strategy<Value = Calendar> {
    let zones = [
        "Europe/Berlin",
        "America/Sao_Paulo",
        "Asia/Shanghai",
        "Australia/Lord_Howe",
        "Africa/Cairo",
    ];
    let hours = prop::collection::btree_set(0u16..=1_440, 2..=6);
    (prop::sample::select(zones.to_vec()), hours).prop_map(|(zone, marks)| {
        let marks: Vec<u16> = marks.into_iter().collect();
        let hours: Vec<(u16, u16)> = marks.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        daily(zone, &hours)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn counted_time_is_the_sum_of_open_minutes(calendar in any_calendar(), start in 0i64..365 * 24 * 60, minutes in 1i64..3_000) {
        let from = at("2026-01-01T00:00:00Z").plus(start * MINUTE);
        let to = from.plus(minutes * MINUTE);
        let naive = (0..minutes).filter(|minute| calendar.is_open(0, from.plus(minute * MINUTE))).count() as i64;
        prop_assert_eq!(open_between(&calendar, 0, from, to), naive * MINUTE);
    }

    #[test]
    fn counting_on_is_counting_back(calendar in any_calendar(), start in 0i64..365 * 24 * 60, ms in 1i64..200 * HOUR) {
        let from = at("2026-01-01T00:00:00Z").plus(start * MINUTE);
        // With a minute a day so many hours lie farther ahead than anything is looked for.
        prop_assume!(open_between(&calendar, 0, from, from.plus(30 * DAY)) >= 30 * 2 * MINUTE);
        let due = after_open(&calendar, 0, from, ms).unwrap();
        prop_assert_eq!(open_between(&calendar, 0, from, due), ms);
        prop_assert_eq!(open_between(&calendar, 0, from, due.plus(-1)), ms - 1);
    }
}
