//! Numbers that are nearly the same: what a slip of the hand or a torn label makes of a tracking number.
use std::collections::BTreeSet;

use crate::text::tracking_prefixes;

use super::clue::Clue;

/// Below so many characters nearly everything is near.
const SHORTEST: usize = 8;
/// Above so many it is no tracking number, and has too many variants to look up.
const LONGEST: usize = 40;
/// Characters that may be missing in front.
const MOST_PREFIX: usize = 4;

/// Letters and digits that are taken for one another.
const ALIKE: &[(char, char)] = &[
    ('O', '0'),
    ('I', '1'),
    ('L', '1'),
    ('Z', '2'),
    ('S', '5'),
    ('G', '6'),
    ('B', '8'),
    ('D', '0'),
    ('Q', '0'),
    ('U', 'V'),
];

/// How two plain numbers differ that may be meant to be one; `None` when they are the same or have nothing to do with
/// each other.
pub fn near(scanned: &str, known: &str) -> Option<Clue> {
    let (a, b): (Vec<char>, Vec<char>) = (scanned.chars().collect(), known.chars().collect());
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short < SHORTEST || long > LONGEST || a == b {
        return None;
    }
    match long - short {
        0 => replaced(&a, &b),
        1 if a.len() < b.len() => lacks_one(&a, &b).then_some(Clue::OneMissing),
        1 => lacks_one(&b, &a).then_some(Clue::OneExtra),
        more => {
            let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
            if more <= MOST_PREFIX && long.ends_with(short) {
                Some(Clue::Prefix)
            } else {
                long.starts_with(short).then_some(Clue::CutOff)
            }
        }
    }
}

fn replaced(a: &[char], b: &[char]) -> Option<Clue> {
    let differ: Vec<(usize, (&char, &char))> = a.iter().zip(b).enumerate().filter(|(_, (x, y))| x != y).collect();
    match differ.as_slice() {
        [_] => Some(Clue::OneWrong),
        [(i, (a1, b1)), (j, (a2, b2))] if i + 1 == *j && a1 == b2 && a2 == b1 => Some(Clue::Swapped),
        _ => None,
    }
}

/// Whether the shorter one is the longer one without one character.
fn lacks_one(short: &[char], long: &[char]) -> bool {
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    short.iter().skip(same).eq(long.iter().skip(same + 1))
}

/// Numbers that a plain number may have been meant to be, to be looked up one by one: every single slip, the letters that
/// carriers put in front, and what stands before a dash of the code as it was scanned. At most about 1,000, none twice.
pub fn variants(scanned: &str, raw: &str) -> BTreeSet<String> {
    let number: Vec<char> = scanned.chars().collect();
    let mut out = BTreeSet::new();
    if number.len() < SHORTEST || number.len() > LONGEST {
        return out;
    }
    for at in 0..=number.len() {
        let (before, after) = number.split_at(at);
        let mut put = |middle: &[char], rest: &[char]| {
            out.insert([before, middle, rest].concat().into_iter().collect::<String>());
        };
        ('0'..='9').for_each(|digit| put(&[digit], after));
        let Some((one, rest)) = after.split_first() else { break };
        put(&[], rest);
        meant(*one).into_iter().for_each(|other| put(&[other], rest));
        if let Some((two, rest)) = rest.split_first() {
            put(&[*two, *one], rest);
        }
    }
    let bare: String = scanned.trim_start_matches(|c: char| c.is_alphabetic()).to_owned();
    out.extend(tracking_prefixes().map(|prefix| format!("{prefix}{bare}")));
    out.insert(bare);
    // Some carriers print the number of the piece behind a dash.
    let whole = raw.split('-').next().map(crate::model::ids::plain_number);
    out.extend(whole);
    out.retain(|other| other.chars().count() >= SHORTEST && other != scanned);
    out
}

/// What a character may have been meant to be: a digit any other digit, a letter what looks like it.
fn meant(one: char) -> Vec<char> {
    let digits = ('0'..='9').filter(|digit| one.is_ascii_digit() && *digit != one);
    let alike = ALIKE.iter().filter_map(|(a, b)| match one {
        _ if one == *a => Some(*b),
        _ if one == *b => Some(*a),
        _ => None,
    });
    digits.chain(alike).collect()
}
