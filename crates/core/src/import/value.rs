//! The text of a cell becomes a number, an amount or a point in time; what is wrong is said without quoting the cell.
use crate::model::money::{Currency, Money};
use crate::model::time::{SECOND, Timestamp};

/// Why a cell cannot be read, and what to do.
pub(super) type Wrong = (&'static str, Option<&'static str>);

/// Spreadsheet manners taken off: blanks, tabs, and the `="…"` or leading `'` that keep long numbers from being rounded.
pub(super) fn clean(text: &str) -> &str {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let formula = trimmed.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let bare = formula.unwrap_or(trimmed);
    match bare.strip_prefix(['\'', '`']) {
        Some(digits) if digits.starts_with(|c: char| c.is_ascii_digit()) => digits,
        _ => bare,
    }
}

/// True for a long number that a spreadsheet has rounded, such as `6.91234E+17`.
pub(super) fn is_rounded(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    digits(whole) && digits(part) && exponent.strip_prefix('+').is_some_and(digits)
}

/// A whole number; thousands commas and a fraction of zeros are let pass.
pub(super) fn integer(text: &str) -> Result<i64, Wrong> {
    let bare = text.replace(',', "");
    let whole = match bare.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|b| b == b'0') => whole,
        Some(_) => return Err(("not a whole number", None)),
        None => &bare,
    };
    whole.parse().map_err(|_| ("not a whole number", None))
}

/// An amount in minor units.
pub(super) fn money_minor(text: &str, currency: Currency) -> Result<Money, Wrong> {
    let hint = Some("amounts such as 128.05 are read as money_decimal");
    let minor = integer(text).map_err(|_| ("not an amount in minor units", hint))?;
    bounded(minor, currency)
}

fn bounded(minor: i64, currency: Currency) -> Result<Money, Wrong> {
    let checked = Money::new(minor, currency).checked();
    checked.map_err(|_| ("the amount is negative or larger than any order", None))
}

const NOT_MONEY: Wrong = ("not an amount of money", Some("amounts look like 128.05"));

/// An amount as people write it.
pub(super) fn money_decimal(text: &str, currency: Currency) -> Result<Money, Wrong> {
    let bare = text
        .trim_start_matches(['¥', '￥', '$', '€', '£'])
        .trim_end_matches('元')
        .trim();
    let bare = bare.strip_prefix(currency.as_str()).unwrap_or(bare).trim();
    let (whole, part) = bare.split_once('.').unwrap_or((bare, ""));
    let whole = grouped(whole).ok_or(NOT_MONEY)?;
    let digits = currency.digits() as usize;
    let kept: String = part.chars().take(digits).collect();
    let rest = part.get(kept.len()..).unwrap_or("");
    if !part.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NOT_MONEY);
    }
    if rest.bytes().any(|b| b != b'0') {
        return Err(("more digits after the point than the currency has", None));
    }
    let minor = format!("{whole}{kept:0<digits$}").parse().map_err(|_| NOT_MONEY)?;
    bounded(minor, currency)
}

/// The digits of a whole amount; commas only where they part groups of three.
fn grouped(whole: &str) -> Option<String> {
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
    let mut parts = digits.split(',');
    let first = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    let fine = !first.is_empty() && rest.iter().all(|p| p.len() == 3) && (rest.is_empty() || first.len() <= 3);
    let joined = format!("{first}{}", rest.concat());
    (fine && joined.bytes().all(|b| b.is_ascii_digit())).then(|| format!("{sign}{joined}"))
}

/// 1990-01-01 and 2100-01-01: what lies outside was read with the wrong unit.
const SANE: std::ops::Range<i64> = 631_152_000_000..4_102_444_800_000;

fn sane(ms: i64, hint: Option<&'static str>) -> Result<Timestamp, Wrong> {
    if SANE.contains(&ms) {
        Ok(Timestamp(ms))
    } else {
        Err(("the time is not between 1990 and 2100", hint))
    }
}

/// Unix seconds.
pub(super) fn time_secs(text: &str) -> Result<Timestamp, Wrong> {
    let secs = integer(text).map_err(|_| ("not a time in Unix seconds", None))?;
    sane(secs.saturating_mul(SECOND), Some("13 digits are read as time_ms"))
}

/// Unix milliseconds.
pub(super) fn time_ms(text: &str) -> Result<Timestamp, Wrong> {
    let ms = integer(text).map_err(|_| ("not a time in Unix milliseconds", None))?;
    sane(ms, Some("10 digits are read as time_secs"))
}

const NOT_TIME: Wrong = (
    "not a date and time",
    Some("times look like 2025-10-09 16:53:20, 2025/10/9 16:53 or 2025-10-09T16:53:20+08:00"),
);

/// A written date: year, month, day, then maybe hours, minutes, seconds, a fraction and a zone.
pub(super) fn time_text(text: &str, zone_minutes: i32) -> Result<Timestamp, Wrong> {
    let mut rest = text;
    let year = number(&mut rest, 4, 4).ok_or(NOT_TIME)?;
    let month = part(&mut rest, &['-', '/', '.', '年']).ok_or(NOT_TIME)?;
    let day = part(&mut rest, &['-', '/', '.', '月']).ok_or(NOT_TIME)?;
    if day > days_of(year, month) {
        return Err(("there is no such day", None));
    }
    rest = rest.strip_prefix('日').unwrap_or(rest);
    let (hour, minute, second) = clock(&mut rest).ok_or(NOT_TIME)?;
    let written = format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{}",
        rest.trim()
    );
    let parsed = Timestamp::parse(&written, zone_minutes).ok_or(NOT_TIME)?;
    sane(parsed.0, None)
}

/// Hours, minutes and seconds; midnight when nothing follows the day.
fn clock(rest: &mut &str) -> Option<(u32, u32, u32)> {
    if rest.is_empty() {
        return Some((0, 0, 0));
    }
    let after = rest.strip_prefix(['T', 't', ' '])?;
    *rest = after.trim_start();
    let hour = number(rest, 1, 2)?;
    let minute = part(rest, &[':', '时'])?;
    let second = if rest.starts_with([':', '分']) {
        part(rest, &[':', '分'])?
    } else {
        0
    };
    *rest = rest.strip_prefix(['秒', '分']).unwrap_or(rest);
    Some((hour, minute, second))
}

fn part(rest: &mut &str, marks: &[char]) -> Option<u32> {
    *rest = rest.strip_prefix(marks)?;
    number(rest, 1, 2)
}

fn number(rest: &mut &str, least: usize, most: usize) -> Option<u32> {
    let len = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (digits, after) = rest.split_at_checked(len)?;
    if len < least || after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    *rest = after;
    digits.parse().ok()
}

const fn days_of(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheet_manners_come_off() {
        for written in ["6912", "\t6912\t", "=\"6912\"", "'6912", "`6912", " 6912 "] {
            assert_eq!(clean(written), "6912");
        }
        assert_eq!(clean("'quoted'"), "'quoted'");
        assert!(is_rounded("6.91234E+17") && is_rounded("7E+18"));
        assert!(!is_rounded("E17") && !is_rounded("AE+17") && !is_rounded("6912"));
    }

    #[test]
    fn money_is_exact_or_refused() {
        let cny = |text| money_decimal(text, Currency::CNY).map(|m| m.minor);
        for (text, fen) in [
            ("128.05", 12_805),
            ("128.5", 12_850),
            ("128", 12_800),
            ("¥1,280.50", 128_050),
            ("128.0500", 12_805),
            ("12元", 1_200),
            ("CNY 3.00", 300),
            ("0", 0),
        ] {
            assert_eq!(cny(text), Ok(fen), "{text}");
        }
        for text in [
            "",
            "abc",
            "1.2.3",
            "1,28.5",
            "128.055",
            "-5",
            ".",
            ".5",
            "1e3",
            "99999999999999999999",
            "12,",
        ] {
            assert!(cny(text).is_err(), "{text}");
        }
        let jpy = Currency::parse("JPY").unwrap();
        assert_eq!(money_decimal("500", jpy).unwrap().minor, 500);
        assert!(money_decimal("500.5", jpy).is_err());
        assert_eq!(money_minor("12805", Currency::CNY).unwrap().minor, 12_805);
        assert!(money_minor("128.05", Currency::CNY).is_err());
    }

    #[test]
    fn times_of_every_usual_shape() {
        let t = Timestamp::from_secs(1_760_000_000);
        for text in [
            "2025-10-09 16:53:20",
            "2025/10/9 16:53:20",
            "2025.10.09 16:53:20",
            "2025年10月9日 16:53:20",
            "2025年10月9日 16时53分20秒",
            "2025-10-09T08:53:20Z",
            "2025-10-09T16:53:20+08:00",
        ] {
            assert_eq!(time_text(text, 480), Ok(t), "{text}");
        }
        assert_eq!(time_text("2025-10-09 16:53", 480), Ok(t.plus(-20_000)));
        assert_eq!(
            time_text("2025-10-09", 480),
            Ok(Timestamp::parse("2025-10-09 00:00:00", 480).unwrap())
        );
        assert_eq!(time_text("2025-10-09 16:53:20.25", 480), Ok(t.plus(250)));
        for text in [
            "2025-02-29",
            "2025-13-01",
            "20251009",
            "10/09/2025",
            "2025-10-09 25:00",
            "yesterday",
            "",
            "2025-10-09x",
        ] {
            assert!(time_text(text, 480).is_err(), "{text}");
        }
        assert_eq!(time_secs("1760000000"), Ok(t));
        assert!(time_secs("1760000000000").is_err());
        assert!(time_ms("1760000000").is_err());
        assert_eq!(time_ms("1760000000000"), Ok(t));
    }
}
