//! One-time folding of a message into upper-case, half-width glyphs that remember where they came from.
use std::ops::Range;

/// Longest message that is read whole, in characters; a longer one keeps this much in head and tail together.
pub(super) const MAX_CHARS: usize = 4_000;

/// Stands for "nothing joins across here": line ends, and the hole of a cut message.
pub(super) const BREAK: char = '\n';

/// One character after folding, with its bytes in the original text.
#[derive(Clone, Copy)]
pub(super) struct Glyph {
    pub ch: char,
    pub start: usize,
    pub end: usize,
}

/// Folds a message: full-width to half-width, upper case, one kind of dash, space and star, invisible characters dropped.
pub(super) fn fold(text: &str) -> Vec<Glyph> {
    let is_long = text.char_indices().nth(MAX_CHARS).is_some();
    if !is_long {
        return text.char_indices().filter_map(glyph).collect();
    }
    let half = MAX_CHARS / 2;
    let mut glyphs: Vec<Glyph> = text.char_indices().take(half).filter_map(glyph).collect();
    // A number that the cut went through would be read wrongly: drop what touches the hole on both sides.
    while glyphs.pop_if(|last| joins(last.ch)).is_some() {}
    let mut tail: Vec<Glyph> = text.char_indices().rev().take(half).filter_map(glyph).collect();
    while tail.pop_if(|first| joins(first.ch)).is_some() {}
    let at = glyphs.last().map_or(0, |last| last.end);
    glyphs.push(Glyph {
        ch: BREAK,
        start: at,
        end: at,
    });
    glyphs.extend(tail.into_iter().rev());
    glyphs
}

/// Folded text of a glyph range.
pub(super) fn letters(glyphs: &[Glyph], range: Range<usize>) -> String {
    glyphs
        .get(range)
        .unwrap_or_default()
        .iter()
        .map(|glyph| glyph.ch)
        .collect()
}

fn glyph((start, original): (usize, char)) -> Option<Glyph> {
    let ch = fold_char(original)?;
    Some(Glyph {
        ch,
        start,
        end: start + original.len_utf8(),
    })
}

fn joins(ch: char) -> bool {
    ch.is_ascii_alphanumeric()
        || spoken_digit(ch).is_some()
        || matches!(ch, ' ' | '-' | '.' | '(' | ')' | '+' | '#' | '*')
}

fn fold_char(ch: char) -> Option<char> {
    let folded = match ch {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' => return None,
        '\r' | '\t' | '\u{2028}' | '\u{2029}' => BREAK,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' => '-',
        '\u{2022}' | '\u{25cf}' | '\u{2217}' => '*',
        // Mathematical digits: five alphabets of ten, in order.
        '\u{1d7ce}'..='\u{1d7ff}' => char::from_digit((u32::from(ch) - 0x1d7ce) % 10, 10)?,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0)?,
        other => other,
    };
    Some(folded.to_ascii_uppercase())
}

/// Digit that a Chinese numeral stands for when a number is spelled out one digit at a time.
pub(super) fn spoken_digit(ch: char) -> Option<char> {
    let digit = match ch {
        '零' | '〇' => '0',
        '一' | '壹' | '幺' => '1',
        '二' | '贰' => '2',
        '三' | '叁' => '3',
        '四' | '肆' => '4',
        '五' | '伍' => '5',
        '六' | '陆' => '6',
        '七' | '柒' => '7',
        '八' | '捌' => '8',
        '九' | '玖' => '9',
        _ => return None,
    };
    Some(digit)
}
