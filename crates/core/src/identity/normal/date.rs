//! Days: of birth.
use super::{fold, is_placeholder, slips};

/// A day in one form, and the forms that a slip or another order of day and month leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// Year, month, day: eight digits; four when only the year is known.
    pub day: String,
    /// Forms of a slip.
    pub near: Vec<String>,
}

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
/// Two-digit years up to this one are of this century.
const CENTURY: u32 = 25;

/// Reads a day: `19930914`, `1993-09-14`, `9/14/93`, `14-Sep-93`, `1993年9月14日`. `None` for what is none.
pub fn date(text: &str) -> Option<Date> {
    let folded = fold(text);
    if is_placeholder(&folded) {
        return None;
    }
    let parts: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric() || super::is_han(c))
        .filter(|p| !p.is_empty())
        .collect();
    let (year, month, day) = match parts.as_slice() {
        [one] if one.len() == 8 => (
            one.get(..4)?.parse().ok()?,
            one.get(4..6)?.parse().ok()?,
            one.get(6..)?.parse().ok()?,
        ),
        [one] if one.len() == 4 => (one.parse().ok()?, 0, 0),
        [a, b, c] => three(a, b, c)?,
        _ => return None,
    };
    let (year, month, day): (u32, u32, u32) = (full_year(year), month, day);
    if year < 1850 || month > 99 || day > 99 {
        return None;
    }
    // A month above twelve is a day.
    let (month, day) = if month > 12 && day <= 12 {
        (day, month)
    } else {
        (month, day)
    };
    let whole = format!("{year:04}{month:02}{day:02}");
    let mut near = slips(&whole);
    near.push(format!("{year:04}{:02}{:02}s", month.min(day), month.max(day)));
    near.extend((day > 0).then(|| format!("{month:02}{day:02}d")));
    near.sort_unstable();
    Some(Date { day: whole, near })
}

fn three(a: &str, b: &str, c: &str) -> Option<(u32, u32, u32)> {
    let month = |w: &str| {
        let short = w.get(..3)?;
        MONTHS
            .iter()
            .position(|m| *m == short)
            .and_then(|n| u32::try_from(n + 1).ok())
    };
    if let Some(m) = month(b) {
        return Some((c.parse().ok()?, m, a.parse().ok()?));
    }
    if let Some(m) = month(a) {
        return Some((c.parse().ok()?, m, b.parse().ok()?));
    }
    let (x, y, z): (u32, u32, u32) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    Some(if a.len() == 4 { (x, y, z) } else { (z, x, y) })
}

fn full_year(year: u32) -> u32 {
    match year {
        0..=CENTURY => 2000 + year,
        26..=99 => 1900 + year,
        _ => year,
    }
}
