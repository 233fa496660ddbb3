//! Phones in disguise: digits written as words, and middles hidden by stars.
use super::normalize::{Glyph, spoken_digit};
use super::phone;

/// A phone or its last four digits found by its glyphs alone; glyph positions, half open.
pub(super) struct Disguised {
    pub start: usize,
    pub end: usize,
    pub value: String,
    pub tail: bool,
}

/// Finds mobiles of eleven digits of which at least one is a Chinese numeral.
pub(super) fn spelled_mobiles(glyphs: &[Glyph]) -> Vec<Disguised> {
    let mut found = Vec::new();
    let mut run = Run::default();
    for (at, glyph) in glyphs.iter().enumerate() {
        let spoken = spoken_digit(glyph.ch);
        match spoken.or_else(|| Some(glyph.ch).filter(char::is_ascii_digit)) {
            Some(digit) => run.push(at, digit, spoken.is_some()),
            None if matches!(glyph.ch, ' ' | '-') && at == run.end && !run.digits.is_empty() => run.end = at + 1,
            None => found.extend(std::mem::take(&mut run).finish()),
        }
    }
    found.extend(run.finish());
    found
}

#[derive(Default)]
struct Run {
    start: usize,
    /// After the last glyph that belongs, separators included.
    end: usize,
    /// After the last digit.
    last: usize,
    digits: String,
    spoken: bool,
}

impl Run {
    fn push(&mut self, at: usize, digit: char, spoken: bool) {
        if self.digits.is_empty() {
            self.start = at;
        }
        self.digits.push(digit);
        self.spoken |= spoken;
        self.end = at + 1;
        self.last = at + 1;
    }

    fn finish(self) -> Option<Disguised> {
        if !self.spoken || self.digits.len() != 11 || !self.digits.starts_with('1') {
            return None;
        }
        let value = phone::phone_normalize(&self.digits)?;
        Some(Disguised {
            start: self.start,
            end: self.last,
            value,
            tail: false,
        })
    }
}

/// Finds `138****5678`: three digits of a mobile, three to six stars or crosses, four digits.
pub(super) fn masked_mobiles(glyphs: &[Glyph]) -> Vec<Disguised> {
    let char_at = |at: usize| glyphs.get(at).map(|glyph| glyph.ch);
    let is_digit = |at: usize| char_at(at).is_some_and(|ch| ch.is_ascii_digit());
    let is_hidden = |at: &usize| matches!(char_at(*at), Some('*' | 'X'));
    let mut found = Vec::new();
    for start in 0..glyphs.len() {
        let opens = char_at(start) == Some('1')
            && char_at(start + 1).is_some_and(|ch| ('3'..='9').contains(&ch))
            && is_digit(start + 2);
        let alone = start
            .checked_sub(1)
            .and_then(char_at)
            .is_none_or(|ch| !ch.is_ascii_digit());
        if !opens || !alone {
            continue;
        }
        let hidden = (start + 3..start + 10).take_while(is_hidden).count();
        let tail = start + 3 + hidden;
        if (3..=6).contains(&hidden) && (tail..tail + 4).all(is_digit) && !is_digit(tail + 4) {
            let value = (tail..tail + 4).filter_map(char_at).collect();
            found.push(Disguised {
                start,
                end: tail + 4,
                value,
                tail: true,
            });
        }
    }
    found
}
