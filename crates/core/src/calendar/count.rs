//! Counting open time.
use super::day::spans;
use crate::model::calendar::Calendar;
use crate::model::time::{Day, Timestamp};

/// A calendar that is closed for so many days on end is taken for closed for good: two years.
const FAR: i32 = 731;
/// No span of time that is counted is longer than this, in days: twenty years.
const LONGEST: i32 = 7_305;

/// Open milliseconds from one moment up to another; 0 when the second is not later.
pub fn open_between(calendar: &Calendar, zone_minutes: i32, from: Timestamp, to: Timestamp) -> i64 {
    let zone = calendar.zone(zone_minutes);
    let (first, last) = (zone.day(from), zone.day(to));
    let mut open = 0;
    for day in days(first, last.0.saturating_sub(first.0).min(LONGEST)) {
        for (begin, end) in spans(calendar, &zone, day) {
            open += end.min(to).since(begin.max(from)).max(0);
        }
    }
    open
}

/// The moment at which so many open milliseconds have passed. It is never in a closed hour but at its beginning.
///
/// `None` when the calendar stays closed for two years before that, or the moment is more than twenty years away.
pub fn after_open(calendar: &Calendar, zone_minutes: i32, from: Timestamp, ms: i64) -> Option<Timestamp> {
    let zone = calendar.zone(zone_minutes);
    let (mut left, mut closed) = (ms.max(0), 0);
    for day in days(zone.day(from), LONGEST) {
        closed += 1;
        for (begin, end) in spans(calendar, &zone, day) {
            let begin = begin.max(from);
            let here = end.since(begin);
            if here <= 0 {
                continue;
            }
            if left <= here {
                return Some(begin.plus(left));
            }
            (left, closed) = (left - here, 0);
        }
        if closed > FAR {
            return None;
        }
    }
    None
}

/// The first open moment that is not before this one; `None` when there is none for two years.
pub fn next_open(calendar: &Calendar, zone_minutes: i32, from: Timestamp) -> Option<Timestamp> {
    after_open(calendar, zone_minutes, from, 0)
}

/// When the open stretch that a moment is in ends, going on over stretches that join; `None` for a closed moment.
pub fn open_until(calendar: &Calendar, zone_minutes: i32, at: Timestamp) -> Option<Timestamp> {
    let zone = calendar.zone(zone_minutes);
    let mut until = None;
    for day in days(zone.day(at), FAR) {
        for (begin, end) in spans(calendar, &zone, day) {
            let reached = until.unwrap_or(at);
            if begin <= reached && reached < end {
                until = Some(end);
            }
        }
        let goes_on = until.is_some_and(|end| zone.day(end) > day);
        if !goes_on {
            break;
        }
    }
    until
}

/// Whether it has hours at all: on some day of the week, or on a day that is named.
pub fn has_open_hour(calendar: &Calendar) -> bool {
    let weekly = calendar.week.values().chain(calendar.special.values());
    weekly.flatten().next().is_some()
}

fn days(first: Day, more: i32) -> impl Iterator<Item = Day> {
    (0..=more.max(-1)).map(move |later| Day(first.0.saturating_add(later)))
}
