//! How long a ticket that comes to a queue now will wait, as far as anybody can tell.
use crate::model::config::Config;
use crate::model::time::{SECOND, Timestamp};

/// Spans of handling times, each half again or a third longer than the one before; the last one reaches over months.
pub const SPANS: u8 = 48;
/// Of fewer handled tickets nothing is told.
const FEWEST: i64 = 5;

/// The span a handling time falls into: two for each power of two seconds.
pub fn span(ms: i64) -> u8 {
    let seconds = ms.max(SECOND).unsigned_abs() / SECOND.unsigned_abs();
    let power = seconds.ilog2();
    let upper = seconds >= (1_u64 << power).saturating_mul(3) / 2 && power > 0;
    let span = power.saturating_mul(2).saturating_add(u32::from(upper));
    u8::try_from(span).unwrap_or(u8::MAX).min(SPANS - 1)
}

/// The middle of a span, in milliseconds.
fn middle(span: u8) -> i64 {
    let quarters = if span.is_multiple_of(2) { 5 } else { 7 };
    (SECOND * quarters / 4) << (span / 2)
}

/// The median of handling times that were counted by span; unknown where too few were.
pub fn median(counts: &[i64]) -> Option<i64> {
    let all: i64 = counts.iter().sum();
    let mut seen = 0;
    let reached = |count: &i64| {
        seen += count;
        seen * 2 >= all
    };
    let place = counts.iter().position(reached).filter(|_| all >= FEWEST)?;
    u8::try_from(place).ok().map(middle)
}

/// So long somebody waits behind so many, each of which takes so long, with so many at work. Nobody is never as good as no
/// wait: it is unknown.
pub fn estimate(ahead: i64, each: Option<i64>, at_work: i64) -> Option<i64> {
    let each = each.filter(|_| at_work > 0)?;
    Some(ahead.max(0).saturating_mul(each) / at_work)
}

/// Whether it is outside the hours of a calendar, where one is named.
pub fn is_outside(config: &Config, hours: Option<&str>, now: Timestamp) -> bool {
    let calendar = hours.and_then(|name| config.calendars.iter().find(|known| known.name == name));
    calendar.is_some_and(|calendar| !calendar.is_open(config.zone_minutes, now))
}
