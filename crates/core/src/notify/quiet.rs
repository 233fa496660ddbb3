//! Hours in which buyers are left in peace.
use crate::model::config::QuietHours;
use crate::model::time::{DAY, MINUTE, Timestamp};

/// When a notice may be sent: now, or at the end of the quiet hours that it falls into.
pub fn not_before(quiet: Option<QuietHours>, zone_minutes: i32, now: Timestamp) -> Timestamp {
    let Some(QuietHours { from, to }) = quiet else {
        return now;
    };
    let local = now.0.saturating_add(i64::from(zone_minutes) * MINUTE);
    let of_day = local.rem_euclid(DAY);
    let (from, to) = (i64::from(from) * MINUTE, i64::from(to) * MINUTE);
    let wait = match from <= to {
        true if (from..to).contains(&of_day) => to - of_day,
        false if of_day >= from => to + DAY - of_day,
        false if of_day < to => to - of_day,
        _ => 0,
    };
    now.plus(wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of a minute of the day in China.
    fn sent(quiet: (u16, u16), minute: i64) -> i64 {
        let quiet = QuietHours {
            from: quiet.0,
            to: quiet.1,
        };
        let midnight = 20_000 * DAY - 480 * MINUTE;
        let at = not_before(Some(quiet), 480, Timestamp(midnight + minute * MINUTE));
        (at.0 - midnight) / MINUTE
    }

    #[test]
    fn what_falls_into_the_night_waits_for_the_morning() {
        let night = (22 * 60, 8 * 60);
        for (minute, expected) in [
            (21 * 60 + 59, 21 * 60 + 59),
            (22 * 60, 32 * 60),
            (23 * 60, 32 * 60),
            (0, 8 * 60),
            (7 * 60 + 59, 8 * 60),
            (8 * 60, 8 * 60),
        ] {
            assert_eq!(sent(night, minute), expected, "{minute}");
        }
    }

    #[test]
    fn hours_within_a_day_and_none_at_all() {
        let noon = (12 * 60, 14 * 60);
        for (minute, expected) in [(719, 719), (720, 840), (839, 840), (840, 840)] {
            assert_eq!(sent(noon, minute), expected, "{minute}");
        }
        assert_eq!(sent((600, 600), 600), 600, "from and to the same: never quiet");
        assert_eq!(not_before(None, 480, Timestamp(7)), Timestamp(7));
    }
}
