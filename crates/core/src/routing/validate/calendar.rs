//! What is wrong with working hours.
use std::collections::BTreeSet;

use super::problem::{Problem, Problems};
use crate::calendar::{has_open_hour, is_zone, next_open};
use crate::model::calendar::{Calendar, Hours};
use crate::model::config::Config;
use crate::model::time::{Day, Timestamp};

const MINUTES_OF_A_DAY: u16 = 24 * 60;
/// Most days of a calendar that are not as their day of the week.
const MAX_SPECIAL: usize = 1_000;

pub(super) fn calendars(config: &Config, problems: &mut Problems) {
    for (place, calendar) in config.calendars.iter().enumerate() {
        problems.at_place("calendars", place, |problems| self::calendar(calendar, problems));
    }
}

fn calendar(calendar: &Calendar, problems: &mut Problems) {
    for (weekday, hours) in &calendar.week {
        problems.at(&format!("week.{weekday}"), |problems| self::hours(hours, problems));
    }
    let days = calendar.special.len() + calendar.made_up.len();
    if days > MAX_SPECIAL {
        problems.say_allowed(format!("{days} special days"), format!("at most {MAX_SPECIAL}"));
    }
    for (day, hours) in &calendar.special {
        problems.at(&format!("special.{day}"), |problems| {
            self::day(day, problems);
            self::hours(hours, problems);
        });
    }
    for day in calendar.made_up.keys() {
        problems.at(&format!("made_up.{day}"), |problems| self::day(day, problems));
    }
    if let Some(zone) = calendar.zone.as_deref().filter(|zone| !is_zone(zone)) {
        problems.at("zone", |problems| {
            problems.say_allowed(
                format!("`{zone}` is no time zone"),
                "a name of the time zone database, as Asia/Shanghai",
            );
        });
    }
    if !has_open_hour(calendar) {
        problems.at("week", |problems| {
            problems.say_allowed("it is never open", "one stretch of hours at least");
        });
    }
}

/// Calendars that have no open hour any more.
#[derive(Debug, Default)]
pub struct ClosedForGood {
    /// Those by which something is counted or people work: it would never come to an end, and they would never get anything.
    pub counted: Vec<Problem>,
    /// The others: conditions that never hold again.
    pub asked: Vec<Problem>,
}

/// The names of calendars that have hours, but none from now on.
pub fn never_open_again(config: &Config, now: Timestamp) -> BTreeSet<&str> {
    closed(config, now)
        .map(|(_, calendar)| calendar.name.as_str())
        .collect()
}

fn closed(config: &Config, now: Timestamp) -> impl Iterator<Item = (usize, &Calendar)> {
    config.calendars.iter().enumerate().filter(move |(_, calendar)| {
        let zone = calendar.zone.as_deref().is_none_or(is_zone);
        zone && has_open_hour(calendar) && next_open(calendar, config.zone_minutes, now).is_none()
    })
}

/// Calendars that have hours, but none from now on. `shifts` are those by which people work whom the configuration does not
/// keep.
pub fn closed_for_good(config: &Config, now: Timestamp, shifts: &BTreeSet<&str>) -> ClosedForGood {
    let mut counted = counted_by(config);
    counted.extend(shifts);
    let mut found = ClosedForGood::default();
    for (place, calendar) in closed(config, now) {
        let mut problems = Problems::default();
        problems.at(&format!("calendars[{place}].special"), |problems| {
            problems.say_allowed(
                format!(
                    "calendar `{}` has hours in the past only: it is never open again",
                    calendar.name
                ),
                "hours on a day of the week, or on a day to come",
            );
        });
        match counted.contains(calendar.name.as_str()) {
            true => found.counted.extend(problems.found),
            false => found.asked.extend(problems.found),
        }
    }
    found
}

/// The calendars by which clocks run, tasks are due, first actions are awaited and people work.
fn counted_by(config: &Config) -> BTreeSet<&str> {
    let queues = config.queues.iter().map(|queue| &queue.calendar);
    let tasks = config.tasks.iter().map(|of| &of.calendar);
    let shifts = config.agents.iter().map(|agent| &agent.shift);
    let policies = config.sla_policies.iter().map(|policy| &policy.calendar);
    let clocks = config.sla_policies.iter().flat_map(|policy| policy.clocks.values());
    let clocks = clocks.map(|target| &target.calendar);
    let all = queues.chain(tasks).chain(shifts).chain(policies).chain(clocks);
    all.filter_map(|name| name.as_deref()).collect()
}

fn day(day: &str, problems: &mut Problems) {
    if Day::parse(day).is_none() {
        problems.say_allowed(format!("`{day}` is no day"), "a day as 2026-10-01");
    }
}

fn hours(hours: &[Hours], problems: &mut Problems) {
    let mut open_until = 0;
    for (place, Hours { from, to }) in hours.iter().enumerate() {
        problems.at(&format!("[{place}]"), |problems| {
            if from >= to || *to > MINUTES_OF_A_DAY {
                problems.say_allowed(
                    format!("{from} to {to} is no stretch of a day"),
                    format!("minutes of a day, the first below the second, up to {MINUTES_OF_A_DAY}"),
                );
            } else if *from < open_until {
                problems.say_allowed(
                    format!("{from} is before the end of the hours above"),
                    "hours in order, apart",
                );
            }
        });
        open_until = (*to).max(open_until);
    }
}
