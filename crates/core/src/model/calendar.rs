//! Working hours: what is open when, day by day.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::time::{DAY, Day, MINUTE, Timestamp};
use super::words::words;

words! {
    /// A day of the week.
    pub enum Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

/// A stretch of a day, in minutes since its midnight. `from` is in it, `to` is the first minute after it; a day ends at
/// `1440`. What runs over midnight is two stretches on two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// From this minute on.
    pub from: u16,
    /// Up to this minute.
    pub to: u16,
}

/// The working hours of a team or a shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Its name, by which rules refer to it.
    pub name: String,
    /// The hours of each day of the week; closed on a day that is not named.
    #[serde(default)]
    pub week: BTreeMap<Weekday, Vec<Hours>>,
    /// Days with other hours than their day of the week, as `2026-10-01`: none for a holiday, those of a working day for a
    /// weekend on which work is made up for.
    #[serde(default)]
    pub special: BTreeMap<String, Vec<Hours>>,
}

impl Weekday {
    /// The day of the week of a day.
    pub fn of(day: Day) -> Self {
        // 1970-01-01 was a Thursday.
        let place = (i64::from(day.0) + 3).rem_euclid(7);
        let found = Self::ALL.iter().find(|weekday| weekday.index() as i64 == place);
        found.copied().unwrap_or(Self::Monday)
    }
}

impl Calendar {
    /// The hours of a day.
    pub fn hours(&self, day: Day) -> &[Hours] {
        let special = if self.special.is_empty() {
            None
        } else {
            self.special.get(&day.to_string())
        };
        let hours = special.or_else(|| self.week.get(&Weekday::of(day)));
        hours.map_or(&[], Vec::as_slice)
    }

    /// Whether a moment is within the hours, in a zone so many minutes ahead of UTC.
    pub fn is_open(&self, zone_minutes: i32, at: Timestamp) -> bool {
        let local = at.plus(i64::from(zone_minutes) * MINUTE);
        let minute = local.0.rem_euclid(DAY) / MINUTE;
        let hours = self.hours(at.day(zone_minutes)).iter();
        hours
            .into_iter()
            .any(|h| (i64::from(h.from)..i64::from(h.to)).contains(&minute))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_of_days() {
        let desk = Calendar {
            name: "desk".into(),
            week: BTreeMap::from([(
                Weekday::Thursday,
                vec![Hours { from: 540, to: 720 }, Hours { from: 780, to: 1_440 }],
            )]),
            // A holiday on a Thursday, made up for on the Saturday after it.
            special: BTreeMap::from([
                ("2026-10-01".to_owned(), Vec::new()),
                ("2026-10-10".to_owned(), vec![Hours { from: 540, to: 600 }]),
            ]),
        };
        let open = |text: &str| desk.is_open(480, Timestamp::parse(text, 480).unwrap());
        let cases = [
            ("2026-09-24 08:59:59", false),
            ("2026-09-24 09:00:00", true),
            ("2026-09-24 11:59:59", true),
            ("2026-09-24 12:00:00", false),
            ("2026-09-24 23:59:59", true),
            ("2026-09-25 00:00:00", false),
            ("2026-10-01 10:00:00", false),
            ("2026-10-10 09:59:00", true),
            ("2026-10-10 10:00:00", false),
        ];
        for (at, expected) in cases {
            assert_eq!(open(at), expected, "{at}");
        }
        assert_eq!(Weekday::of(Day(-1)), Weekday::Wednesday);
    }
}
