//! Cuts folded text into runs of digits and of Latin letters, and names what stands between them.
use super::normalize::{BREAK, Glyph};

/// What stands between a segment and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: letters touch digits.
    Joined,
    /// One to three spaces.
    Space,
    /// A dash, perhaps among spaces.
    Dash,
    /// A full stop.
    Dot,
    /// A round bracket, as around area codes.
    Paren,
    /// Anything else: no number reaches across.
    Break,
}

/// A maximal run of digits, or of letters; glyph positions, half open.
#[derive(Clone, Copy)]
pub(super) struct Seg {
    pub start: usize,
    pub end: usize,
    pub digits: bool,
    pub before: Gap,
}

impl Seg {
    pub fn len(&self) -> usize {
        self.end - self.start
    }
}

/// All segments of a message outside web addresses, in order.
pub(super) fn segments(glyphs: &[Glyph]) -> Vec<Seg> {
    let mut segs: Vec<Seg> = Vec::new();
    let mut rest = glyphs.iter().enumerate().peekable();
    let mut last_end = None;
    while let Some((start, first)) = rest.next() {
        if !first.ch.is_ascii_alphanumeric() {
            continue;
        }
        let digits = first.ch.is_ascii_digit();
        let mut end = start + 1;
        while rest.next_if(|(_, glyph)| same_class(glyph.ch, digits)).is_some() {
            end += 1;
        }
        if !digits && opens_address(glyphs, start, end) {
            while rest.next_if(|(_, glyph)| in_address(glyph.ch)).is_some() {}
            last_end = None;
            continue;
        }
        let before = last_end.map_or(Gap::Break, |from| gap(glyphs, from, start));
        segs.push(Seg {
            start,
            end,
            digits,
            before,
        });
        last_end = Some(end);
    }
    segs
}

fn same_class(ch: char, digits: bool) -> bool {
    if digits {
        ch.is_ascii_digit()
    } else {
        ch.is_ascii_alphabetic()
    }
}

/// Item numbers in links look like order numbers: an address is skipped to its end.
fn opens_address(glyphs: &[Glyph], start: usize, end: usize) -> bool {
    let word: [char; 5] = std::array::from_fn(|at| match glyphs.get(start + at) {
        Some(glyph) if start + at < end => glyph.ch,
        _ => ' ',
    });
    let next = glyphs.get(end).map(|glyph| glyph.ch);
    match word {
        ['H', 'T', 'T', 'P', ' ' | 'S'] => next == Some(':') && end - start <= 5,
        ['W', 'W', 'W', ' ', ' '] => next == Some('.'),
        _ => false,
    }
}

fn in_address(ch: char) -> bool {
    ch.is_ascii() && ch != ' ' && ch != BREAK
}

fn gap(glyphs: &[Glyph], from: usize, to: usize) -> Gap {
    if from == to {
        return Gap::Joined;
    }
    let between = glyphs.get(from..to).unwrap_or_default();
    if between.len() > 3
        || between
            .iter()
            .any(|glyph| !matches!(glyph.ch, ' ' | '-' | '.' | '(' | ')'))
    {
        return Gap::Break;
    }
    let has = |wanted: &[char]| between.iter().any(|glyph| wanted.contains(&glyph.ch));
    if has(&['(', ')']) {
        Gap::Paren
    } else if has(&['-']) {
        Gap::Dash
    } else if has(&['.']) {
        Gap::Dot
    } else {
        Gap::Space
    }
}
