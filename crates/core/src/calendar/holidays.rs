//! Public holidays that are shipped, with the weekends on which they are made up for.
//!
//! China (`cn`): the years **2023, 2024, 2025 and 2026**, as the State Council announced them. Other years are not in it: then
//! every day has the hours of its day of the week, until it is named in the calendar itself (`special`, `made_up`), which is
//! stronger than this table in any year.
use crate::model::calendar::Holidays;
use crate::model::time::Day;

/// What a public holiday does to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolidayKind {
    /// Nobody works.
    Off,
    /// A weekend on which work is made up for.
    MadeUp,
}

use HolidayKind::{MadeUp, Off};

/// From and to as year, month, day; both included.
type Row = (HolidayKind, (i32, u8, u8), (i32, u8, u8));

const fn off(year: i32, from: (u8, u8), to: (u8, u8)) -> Row {
    (Off, (year, from.0, from.1), (year, to.0, to.1))
}
const fn work(year: i32, month: u8, day: u8) -> Row {
    (MadeUp, (year, month, day), (year, month, day))
}

const CHINA: &[Row] = &[
    // 2023. Its New Year began on the last day of 2022.
    (Off, (2022, 12, 31), (2023, 1, 2)),
    off(2023, (1, 21), (1, 27)),
    work(2023, 1, 28),
    work(2023, 1, 29),
    off(2023, (4, 5), (4, 5)),
    work(2023, 4, 23),
    off(2023, (4, 29), (5, 3)),
    work(2023, 5, 6),
    off(2023, (6, 22), (6, 24)),
    work(2023, 6, 25),
    off(2023, (9, 29), (10, 6)),
    work(2023, 10, 7),
    work(2023, 10, 8),
    // 2024. Its New Year joined the weekend before it.
    (Off, (2023, 12, 30), (2024, 1, 1)),
    work(2024, 2, 4),
    off(2024, (2, 10), (2, 17)),
    work(2024, 2, 18),
    off(2024, (4, 4), (4, 6)),
    work(2024, 4, 7),
    work(2024, 4, 28),
    off(2024, (5, 1), (5, 5)),
    work(2024, 5, 11),
    off(2024, (6, 8), (6, 10)),
    work(2024, 9, 14),
    off(2024, (9, 15), (9, 17)),
    work(2024, 9, 29),
    off(2024, (10, 1), (10, 7)),
    work(2024, 10, 12),
    // 2025
    off(2025, (1, 1), (1, 1)),
    work(2025, 1, 26),
    off(2025, (1, 28), (2, 4)),
    work(2025, 2, 8),
    off(2025, (4, 4), (4, 6)),
    work(2025, 4, 27),
    off(2025, (5, 1), (5, 5)),
    off(2025, (5, 31), (6, 2)),
    work(2025, 9, 28),
    off(2025, (10, 1), (10, 8)),
    work(2025, 10, 11),
    // 2026
    off(2026, (1, 1), (1, 3)),
    work(2026, 1, 4),
    work(2026, 2, 14),
    off(2026, (2, 15), (2, 23)),
    work(2026, 2, 28),
    off(2026, (4, 4), (4, 6)),
    off(2026, (5, 1), (5, 5)),
    work(2026, 5, 9),
    off(2026, (6, 19), (6, 21)),
    work(2026, 9, 20),
    off(2026, (9, 25), (9, 27)),
    off(2026, (10, 1), (10, 7)),
    work(2026, 10, 10),
];

/// What a day is in a shipped list of holidays; `None` for an ordinary day.
pub fn holiday(list: Holidays, day: Day) -> Option<HolidayKind> {
    let rows = match list {
        Holidays::Cn => CHINA,
    };
    let day = day.date();
    let found = rows.iter().find(|(_, from, to)| *from <= day && day <= *to);
    found.map(|(kind, ..)| *kind)
}
