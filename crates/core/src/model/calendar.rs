//! Working hours: what is open when, day by day.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::time::Day;
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

words! {
    /// Lists of public holidays that are shipped.
    pub enum Holidays {
        /// China: 2023 to 2026, with the weekends on which work is made up for.
        Cn = "cn",
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
    /// The time zone its hours are counted in, by its name as `Asia/Shanghai` or `Europe/Berlin`, with daylight-saving time.
    /// That of the merchant (`zone_minutes`) when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The hours of each day of the week; closed on a day that is not named.
    #[serde(default)]
    pub week: BTreeMap<Weekday, Vec<Hours>>,
    /// Days with other hours than their day of the week, as `2026-10-01`: none for a holiday, those of a working day for a
    /// weekend on which work is made up for.
    #[serde(default)]
    pub special: BTreeMap<String, Vec<Hours>>,
    /// Public holidays that are kept, with the weekends on which they are made up for. What `special` and `made_up` say of a day
    /// is stronger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holidays: Option<Holidays>,
    /// Days with the hours of another day of the week, as `2027-02-06`: `friday`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub made_up: BTreeMap<String, Weekday>,
    /// Whose hours those weekends have on which a public holiday is made up for; Monday's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_up_as: Option<Weekday>,
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

#[cfg(test)]
mod tests {
    use super::super::time::Timestamp;
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
            ..Calendar::default()
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
