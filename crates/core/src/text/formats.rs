//! The shapes of order and tracking numbers as data: one row a shape, most telling first.
use super::MentionKind::{self, Order, Tracking};
use super::check;

/// Which characters a part of a number is made of.
#[derive(Clone, Copy)]
pub(super) enum Class {
    Digit,
    Letter,
    Either,
}
use Class::{Digit, Either, Letter};

/// How a number may be broken up in writing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Split {
    /// In one piece only.
    Solid,
    /// In one piece, or in equal groups with spaces (the last may be shorter).
    Groups,
    /// With spaces or dashes anywhere: its letters say what it is.
    Free,
    /// As `Free`, but only beside a cue word: its letters are common words too.
    FreeIfCued,
    /// One dash after this many characters.
    Dash(usize),
    /// One piece with this character directly before it.
    After(char),
}

/// A check that the characters must pass.
#[derive(Clone, Copy)]
pub(super) enum Check {
    Any,
    /// The first six digits are a date `YYMMDD`.
    DatePrefix,
    /// A letter is among them.
    HasLetter,
    /// At least five digits and a letter are among them.
    Mixed,
    Ups,
    S10,
}

/// One shape. `strength` + the weight of the best cue word must reach [`ENOUGH`].
pub(super) struct Format {
    pub kind: MentionKind,
    /// Platform or carrier; empty for a shape that is nobody's own.
    pub hint: &'static str,
    /// One of these opens the number.
    pub prefixes: &'static [&'static str],
    /// What follows; only the last part may vary in length.
    pub parts: &'static [(Class, usize, usize)],
    pub check: Check,
    pub split: Split,
    pub strength: u8,
}

/// Score from which a number is reported.
pub(super) const ENOUGH: u8 = 4;

/// Characters of the longest shape.
pub(super) const LONGEST: usize = 30;

const ANY: &[&str] = &[""];

/// Letters that open the tracking numbers of some carrier.
pub fn tracking_prefixes() -> impl Iterator<Item = &'static str> {
    let tracking = FORMATS.iter().filter(|format| format.kind == Tracking);
    let prefixes = tracking.flat_map(|format| format.prefixes.iter().copied());
    prefixes.filter(|prefix| !prefix.is_empty() && prefix.chars().all(char::is_alphabetic))
}

const fn row(
    kind: MentionKind,
    hint: &'static str,
    prefixes: &'static [&'static str],
    parts: &'static [(Class, usize, usize)],
    split: Split,
    strength: u8,
) -> Format {
    Format {
        kind,
        hint,
        prefixes,
        parts,
        check: Check::Any,
        split,
        strength,
    }
}

const fn checked(format: Format, check: Check) -> Format {
    Format { check, ..format }
}

/// Every known shape.
#[rustfmt::skip]
pub(super) static FORMATS: &[Format] = &[
    checked(row(Order, "pinduoduo", ANY, &[(Digit, 6, 6), (Digit, 15, 15)], Split::Dash(6), 6), Check::DatePrefix),
    checked(row(Order, "pinduoduo", ANY, &[(Digit, 21, 21)], Split::Solid, 5), Check::DatePrefix),
    row(Order, "xiaohongshu", &["P"], &[(Digit, 18, 18)], Split::Free, 6),
    row(Order, "wechat_shop", &["37"], &[(Digit, 17, 17)], Split::Groups, 6),
    row(Order, "douyin", ANY, &[(Digit, 19, 19)], Split::Groups, 5),
    row(Order, "taobao", ANY, &[(Digit, 19, 19)], Split::Groups, 5),
    row(Order, "taobao", ANY, &[(Digit, 18, 18)], Split::Groups, 2),
    row(Order, "tiktok_shop", &["57", "58"], &[(Digit, 16, 16)], Split::Groups, 5),
    row(Order, "kuaishou", ANY, &[(Digit, 16, 16)], Split::Groups, 5),
    row(Order, "lazada", ANY, &[(Digit, 16, 16)], Split::Groups, 4),
    row(Order, "lazada", ANY, &[(Digit, 15, 15)], Split::Groups, 4),
    row(Order, "jd", ANY, &[(Digit, 12, 12)], Split::Groups, 4),
    row(Order, "jd", ANY, &[(Digit, 9, 14)], Split::Solid, 2),
    checked(row(Order, "shopee", ANY, &[(Digit, 6, 6), (Either, 8, 8)], Split::Solid, 5), Check::HasLetter),
    row(Order, "shopify", ANY, &[(Digit, 4, 7)], Split::After('#'), 4),
    row(Order, "shopify", ANY, &[(Digit, 3, 3)], Split::After('#'), 2),
    row(Order, "shopify", ANY, &[(Digit, 4, 7)], Split::Solid, 0),
    row(Order, "", ANY, &[(Digit, 8, 24)], Split::Solid, 1),
    checked(row(Order, "", ANY, &[(Either, 8, 30)], Split::Solid, 0), Check::Mixed),

    row(Tracking, "shunfeng", &["SF1"], &[(Digit, 12, 12)], Split::Free, 6),
    row(Tracking, "shunfeng", &["SF"], &[(Digit, 12, 13)], Split::Free, 5),
    row(Tracking, "yuantong", &["YT"], &[(Digit, 13, 13)], Split::Free, 6),
    row(Tracking, "jtexpress", &["JT"], &[(Digit, 13, 13)], Split::Free, 6),
    row(Tracking, "jd", &["JD"], &[(Either, 2, 2), (Digit, 11, 11)], Split::Free, 6),
    row(Tracking, "debang", &["DPK"], &[(Digit, 12, 12)], Split::Free, 6),
    row(Tracking, "cainiao", &["LP"], &[(Digit, 14, 16)], Split::Free, 6),
    checked(row(Tracking, "ups", &["1Z"], &[(Either, 16, 16)], Split::Free, 6), Check::Ups),
    checked(row(Tracking, "china_post", ANY, &[(Letter, 2, 2), (Digit, 9, 9), (Letter, 2, 2)], Split::FreeIfCued, 6), Check::S10),
    row(Tracking, "china_post", &["P"], &[(Letter, 1, 1), (Digit, 11, 11)], Split::FreeIfCued, 5),
    row(Tracking, "shentong", &["77"], &[(Digit, 12, 13)], Split::Groups, 5),
    row(Tracking, "zhongtong", &["73", "74", "75", "76", "78"], &[(Digit, 12, 12)], Split::Groups, 5),
    row(Tracking, "cainiao", &["621"], &[(Digit, 12, 12)], Split::Groups, 5),
    row(Tracking, "usps", &["92", "93", "94", "95"], &[(Digit, 18, 20)], Split::Groups, 5),
    row(Tracking, "yunda", &["3", "4"], &[(Digit, 14, 14)], Split::Groups, 4),
    row(Tracking, "yunda", &["5"], &[(Digit, 12, 12)], Split::Groups, 2),
    row(Tracking, "china_post", &["9", "8", "1"], &[(Digit, 12, 12)], Split::Groups, 2),
    row(Tracking, "shentong", &["77", "43"], &[(Digit, 12, 15)], Split::Groups, 2),
    row(Tracking, "", ANY, &[(Digit, 9, 26)], Split::Solid, 1),
    checked(row(Tracking, "", ANY, &[(Either, 8, 30)], Split::Solid, 0), Check::Mixed),
];

/// Countries at the end of an S10 number whose post has an own name here; others are just `post`.
const S10_POSTS: &[(&str, &str)] = &[
    ("CN", "china_post"),
    ("US", "usps"),
    ("GB", "royal_mail"),
    ("HK", "hongkong_post"),
    ("SG", "singapore_post"),
    ("JP", "japan_post"),
];

impl Format {
    /// Whether the joined characters have this shape and pass its check.
    pub fn fits(&self, value: &str) -> bool {
        let opened = self.prefixes.iter().find_map(|prefix| value.strip_prefix(prefix));
        opened.is_some_and(|rest| self.parts_fit(rest)) && self.check.passes(value)
    }

    /// Whose number it is; S10 numbers name the country.
    pub fn owner(&self, value: &str) -> &'static str {
        let Check::S10 = self.check else { return self.hint };
        S10_POSTS
            .iter()
            .find(|(country, _)| value.ends_with(country))
            .map_or("post", |(_, post)| post)
    }

    fn parts_fit(&self, value: &str) -> bool {
        let mut rest = value;
        for (at, (class, least, most)) in self.parts.iter().enumerate() {
            let last = at + 1 == self.parts.len();
            let take = if last { rest.len() } else { *least };
            let Some((part, after)) = rest.split_at_checked(take) else {
                return false;
            };
            if part.len() < *least || part.len() > *most || !part.chars().all(|ch| class.has(ch)) {
                return false;
            }
            rest = after;
        }
        rest.is_empty()
    }
}

impl Class {
    fn has(self, ch: char) -> bool {
        match self {
            Digit => ch.is_ascii_digit(),
            Letter => ch.is_ascii_alphabetic(),
            Either => ch.is_ascii_alphanumeric(),
        }
    }
}

impl Check {
    fn passes(self, value: &str) -> bool {
        let letter = value.chars().any(|ch| ch.is_ascii_alphabetic());
        match self {
            Self::Any => true,
            Self::DatePrefix => date_prefix(value),
            Self::HasLetter => letter,
            Self::Mixed => letter && value.chars().filter(char::is_ascii_digit).count() >= 5,
            Self::Ups => check::ups(value),
            Self::S10 => check::s10(value),
        }
    }
}

fn date_prefix(value: &str) -> bool {
    let two = |from: usize| {
        value
            .get(from..from + 2)
            .and_then(|part| part.parse::<u8>().ok())
            .unwrap_or(0)
    };
    (1..=12).contains(&two(2)) && (1..=31).contains(&two(4))
}

/// A normalised value as its platform writes it: `#1042`, `260901-111122223333444`.
pub(super) fn written(kind: MentionKind, hint: &str, value: &str) -> String {
    let format = FORMATS
        .iter()
        .find(|format| format.kind == kind && format.hint == hint && format.fits(value));
    match format.map(|format| format.split) {
        Some(Split::After(mark)) => format!("{mark}{value}"),
        Some(Split::Dash(at)) => value
            .split_at_checked(at)
            .map_or_else(|| value.to_owned(), |(head, rest)| format!("{head}-{rest}")),
        _ => value.to_owned(),
    }
}
