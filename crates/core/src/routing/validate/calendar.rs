//! What is wrong with working hours.
use super::problem::Problems;
use crate::model::calendar::{Calendar, Hours};
use crate::model::config::Config;
use crate::model::time::Timestamp;

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
    if calendar.special.len() > MAX_SPECIAL {
        let days = calendar.special.len();
        problems.say_allowed(format!("{days} special days"), format!("at most {MAX_SPECIAL}"));
    }
    for (day, hours) in &calendar.special {
        problems.at(&format!("special.{day}"), |problems| {
            let read = Timestamp::parse(&format!("{day}T00:00:00Z"), 0);
            // A day that does not exist, as the 31st of June, would be read as another one.
            if read.is_none_or(|at| at.day(0).to_string() != *day) {
                problems.say_allowed(format!("`{day}` is no day"), "a day as 2026-10-01");
            }
            self::hours(hours, problems);
        });
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
