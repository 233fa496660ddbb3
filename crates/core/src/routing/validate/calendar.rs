//! What is wrong with working hours.
use super::problem::Problems;
use crate::calendar::{has_open_hour, is_zone};
use crate::model::calendar::{Calendar, Hours};
use crate::model::config::Config;
use crate::model::time::Day;

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
        problems.say_allowed("it is never open", "one stretch of hours at least");
    }
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
