//! The hours of one day, and when they are.
use super::holidays::{HolidayKind, holiday};
use super::zone::Zone;
use crate::model::calendar::{Calendar, Hours, Weekday};
use crate::model::time::{Day, Timestamp};

impl Calendar {
    /// The hours of a day. The strongest word is what the calendar says of the day itself, then its shipped holidays, then
    /// the day of the week.
    pub fn hours(&self, day: Day) -> &[Hours] {
        let date = (!self.special.is_empty() || !self.made_up.is_empty()).then(|| day.to_string());
        let said = date.as_ref().and_then(|date| self.special.get(date));
        if let Some(hours) = said {
            return hours;
        }
        let made_up = date.and_then(|date| self.made_up.get(&date).copied());
        let weekday = made_up.or_else(|| match self.holidays.and_then(|list| holiday(list, day)) {
            Some(HolidayKind::Off) => None,
            Some(HolidayKind::MadeUp) => Some(self.made_up_as.unwrap_or(Weekday::Monday)),
            None => Some(Weekday::of(day)),
        });
        let hours = weekday.and_then(|weekday| self.week.get(&weekday));
        hours.map_or(&[], Vec::as_slice)
    }

    /// Whether a moment is within the hours. The zone is the calendar's; if it has none, so many minutes ahead of UTC.
    pub fn is_open(&self, zone_minutes: i32, at: Timestamp) -> bool {
        let zone = self.zone(zone_minutes);
        spans(self, &zone, zone.day(at)).any(|(from, to)| from <= at && at < to)
    }

    /// The zone its hours are counted in.
    pub(super) fn zone(&self, minutes: i32) -> Zone {
        Zone::of(self.zone.as_deref(), minutes)
    }
}

/// The stretches of a day as moments, in their order. One that a clock skipped over is left out.
pub(super) fn spans<'c>(
    calendar: &'c Calendar,
    zone: &'c Zone,
    day: Day,
) -> impl Iterator<Item = (Timestamp, Timestamp)> + 'c {
    let hours = calendar.hours(day).iter();
    let spans = hours.map(move |h| (zone.moment(day, h.from), zone.moment(day, h.to)));
    spans.filter(|(from, to)| from < to)
}
