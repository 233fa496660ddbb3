//! Points in time: UTC, milliseconds since 1970.
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// Milliseconds in a second.
pub const SECOND: i64 = 1_000;
/// Milliseconds in a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Milliseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Milliseconds in a day.
pub const DAY: i64 = 24 * HOUR;

impl Timestamp {
    /// From Unix seconds.
    pub fn from_secs(secs: i64) -> Self {
        Self(secs.saturating_mul(SECOND))
    }
    /// Whole Unix seconds, rounded down.
    pub fn secs(self) -> i64 {
        self.0.div_euclid(SECOND)
    }
    /// So many milliseconds later.
    pub fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }
    /// Milliseconds since `earlier` (negative when that is later).
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
    /// The epoch day in a zone that is `offset_minutes` ahead of UTC.
    pub fn day(self, offset_minutes: i32) -> Day {
        let local = self.0.saturating_add(i64::from(offset_minutes) * MINUTE);
        Day(local.div_euclid(DAY) as i32)
    }
    /// Reads RFC 3339, as `2025-10-09T16:53:20+08:00` or `…Z`, or `2025-10-09 16:53:20` taken as `offset_minutes` ahead of UTC.
    pub fn parse(text: &str, offset_minutes: i32) -> Option<Self> {
        let number = |from: usize, to: usize| text.get(from..to).and_then(|s| s.parse::<i64>().ok());
        let mark = |at: usize, want: &[char]| text.get(at..at + 1).is_some_and(|s| s.starts_with(want));
        let shape = [(4, '-'), (7, '-'), (13, ':'), (16, ':')]
            .iter()
            .all(|(at, c)| mark(*at, &[*c]));
        if !shape || !mark(10, &['T', 't', ' ']) {
            return None;
        }
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
        let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second < 61;
        if !valid || [year, hour, minute, second].iter().any(|n| *n < 0) {
            return None;
        }
        let rest = text.get(19..)?;
        let (millis, zone) = fraction(rest);
        let offset = match zone {
            "" => i64::from(offset_minutes),
            "Z" | "z" => 0,
            _ => zone_minutes(zone)?,
        };
        let days = days_from_civil(year, month, day);
        let secs = days * 86_400 + hour * 3_600 + minute * 60 + second - offset * 60;
        Some(Self(secs * SECOND + millis))
    }
}

fn fraction(rest: &str) -> (i64, &str) {
    let Some(digits) = rest.strip_prefix('.') else {
        return (0, rest);
    };
    let len = digits.bytes().take_while(u8::is_ascii_digit).count();
    let millis = digits
        .bytes()
        .take(len.min(3))
        .fold(0, |n, b| n * 10 + i64::from(b - b'0'));
    let scale = [1_000, 100, 10, 1].get(len.min(3)).copied().unwrap_or(1);
    (
        if len == 0 { 0 } else { millis * scale },
        digits.get(len..).unwrap_or(""),
    )
}

fn zone_minutes(zone: &str) -> Option<i64> {
    let sign = match zone.get(0..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let hours: i64 = zone.get(1..3)?.parse().ok()?;
    let minutes: i64 = zone.get(3..)?.trim_start_matches(':').parse().unwrap_or(0);
    Some(sign * (hours * 60 + minutes))
}

/// Days since 1970-01-01 of a civil date (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (
        yoe + era * 400 + i64::from(month <= 2),
        month,
        doy - (153 * mp + 2) / 5 + 1,
    )
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (secs, millis) = (self.0.div_euclid(SECOND), self.0.rem_euclid(SECOND));
        let (year, month, day) = civil_from_days(secs.div_euclid(86_400));
        let s = secs.rem_euclid(86_400);
        let (hour, minute, second) = (s / 3_600, s / 60 % 60, s % 60);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z"
        )
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// An epoch day (days since 1970-01-01) in the tenant's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Day(pub i32);

impl Day {
    /// Its year, month and day of the month.
    pub fn date(self) -> (i32, u8, u8) {
        let (year, month, day) = civil_from_days(i64::from(self.0));
        (year as i32, month as u8, day as u8)
    }
    /// Reads a day as `2026-10-01`; nothing for one that does not exist, as the 31st of June.
    pub fn parse(text: &str) -> Option<Self> {
        let at = Timestamp::parse(&format!("{text}T00:00:00Z"), 0)?.day(0);
        (at.to_string() == text).then_some(at)
    }
    /// The number of the month: months since 1970-01.
    pub fn month(self) -> i32 {
        let (year, month, _) = civil_from_days(i64::from(self.0));
        ((year - 1970) * 12 + month - 1) as i32
    }
    /// The first day of a month, given as months since 1970-01.
    pub fn first_of_month(month: i32) -> Self {
        let (years, months) = (i64::from(month).div_euclid(12), i64::from(month).rem_euclid(12));
        Self(days_from_civil(1970 + years, months + 1, 1) as i32)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil_from_days(i64::from(self.0));
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_instants() {
        let t = Timestamp::parse("2025-10-09T16:53:20+08:00", 0).unwrap();
        assert_eq!(t, Timestamp::from_secs(1_760_000_000));
        assert_eq!(t.to_string(), "2025-10-09T08:53:20.000Z");
        assert_eq!(Timestamp::parse("2025-10-09 16:53:20", 480), Some(t));
        assert_eq!(Timestamp::parse("2025-10-09T08:53:20.25Z", 0), Some(t.plus(250)));
        assert_eq!(Timestamp::parse("2025-13-09T08:53:20Z", 0), None);
        assert_eq!(Timestamp::parse("nonsense, and much longer than a date", 0), None);
    }

    #[test]
    fn days_in_a_zone() {
        let late = Timestamp::parse("2025-10-09T23:30:00Z", 0).unwrap();
        assert_eq!(late.day(0).to_string(), "2025-10-09");
        assert_eq!(late.day(480).to_string(), "2025-10-10");
        assert_eq!(late.day(480).month(), (2025 - 1970) * 12 + 9);
        assert_eq!(Day::first_of_month(late.day(480).month()).to_string(), "2025-10-01");
        assert_eq!(Day::first_of_month(-1).to_string(), "1969-12-01");
    }
}
