//! The two spellings of Chinese standard time (UTC+8, no daylight saving).

const OFFSET_S: i64 = 8 * 3600;

struct Civil {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
}

/// `2025-10-09T16:53:20+08:00` for unix seconds.
pub(super) fn rfc3339(unix_s: i64) -> String {
    let Civil {
        year,
        month,
        day,
        hour,
        minute,
        second,
    } = civil(unix_s);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+08:00")
}

/// `2025-10-09 16:53:20` for unix seconds.
pub(super) fn plain(unix_s: i64) -> String {
    let Civil {
        year,
        month,
        day,
        hour,
        minute,
        second,
    } = civil(unix_s);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// Unix seconds out of a request's `timestamp`: seconds or `yyyy-MM-dd HH:mm:ss` in UTC+8.
pub(super) fn parse(text: &str) -> Option<i64> {
    if let Ok(seconds) = text.parse::<i64>() {
        return Some(seconds);
    }
    let parts: Vec<i64> = text
        .split(['-', ' ', ':'])
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [year, month, day, hour, minute, second] = parts.as_slice() else {
        return None;
    };
    Some(days(*year, *month, *day) * 86_400 + hour * 3600 + minute * 60 + second - OFFSET_S)
}

fn civil(unix_s: i64) -> Civil {
    let local = unix_s + OFFSET_S;
    let (day_number, in_day) = (local.div_euclid(86_400), local.rem_euclid(86_400));
    // Days to date after Howard Hinnant's civil_from_days: eras of 400 years that begin in March.
    let shifted = day_number + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    Civil {
        year: year_of_era + era * 400 + i64::from(month <= 2),
        month,
        day: day_of_year - (153 * from_march + 2) / 5 + 1,
        hour: in_day / 3600,
        minute: in_day / 60 % 60,
        second: in_day % 60,
    }
}

fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let from_march = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::{parse, plain, rfc3339};

    #[test]
    fn known_moments() {
        assert_eq!(rfc3339(1_760_000_000), "2025-10-09T16:53:20+08:00");
        assert_eq!(plain(1_709_136_000), "2024-02-29 00:00:00");
        assert_eq!(plain(0), "1970-01-01 08:00:00");
    }

    #[test]
    fn both_timestamps_of_requests() {
        assert_eq!(parse("1760000000"), Some(1_760_000_000));
        for second in [0, 951_753_600, 1_709_136_000, 1_760_000_000, 4_102_444_799] {
            assert_eq!(parse(&plain(second)), Some(second));
        }
        assert_eq!(parse("yesterday"), None);
    }
}
