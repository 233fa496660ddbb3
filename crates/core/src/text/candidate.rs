//! Reads spans of segments as numbers, scores each reading, and keeps the best that do not overlap.
use super::check;
use super::formats::{self, ENOUGH, FORMATS, Format, LONGEST, Split};
use super::normalize::{Glyph, letters};
use super::phone;
use super::scan::{Gap, Seg};
use super::spoken::{self, Disguised};
use super::support::{Support, Surroundings};
use super::{Mention, MentionKind};

/// Segments that one number may consist of: `1Z 999 AA1 01 2345 6784` has eight.
const MOST_SEGS: usize = 12;

/// One reading of one span; glyph positions, half open.
struct Candidate {
    start: usize,
    end: usize,
    kind: MentionKind,
    value: String,
    hints: Vec<&'static str>,
    cued: bool,
    score: u8,
}

/// Reads everything; counts shape comparisons into `work`.
pub(super) fn mentions(glyphs: &[Glyph], segs: &[Seg], around: &Surroundings<'_>, work: &mut u64) -> Vec<Mention> {
    let mut found = Vec::new();
    for first in 0..segs.len() {
        for count in 1..=MOST_SEGS {
            let Some(span) = Span::new(glyphs, segs, first, count, around) else {
                break;
            };
            *work += 1;
            if span.is_whole && span.digits >= 3 {
                *work += FORMATS.len() as u64;
                found.extend(best_reading(&span, around));
            }
        }
    }
    let disguised = spoken::spelled_mobiles(glyphs)
        .into_iter()
        .chain(spoken::masked_mobiles(glyphs));
    found.extend(disguised.map(|phone| disguised_reading(phone, around)));
    keep_apart(found, glyphs)
}

/// Consecutive segments with what stands between and around them.
struct Span<'a> {
    segs: &'a [Seg],
    start: usize,
    end: usize,
    value: String,
    digits: usize,
    /// Begins and ends where a number may begin and end.
    is_whole: bool,
    /// Hangs by a dash, dot or underscore on something else: part of a longer code.
    is_fragment: bool,
}

impl<'a> Span<'a> {
    fn new(glyphs: &[Glyph], all: &'a [Seg], first: usize, count: usize, around: &Surroundings<'_>) -> Option<Self> {
        let segs = all.get(first..first + count)?;
        let (head, last) = (segs.first()?, segs.last()?);
        let length: usize = segs.iter().map(Seg::len).sum();
        // A long word opens no number; spaces after a whole word would otherwise be tried too.
        if length > LONGEST || (!head.digits && head.len() > 6) || (count > 1 && last.before == Gap::Break) {
            return None;
        }
        let after = all.get(first + count).map_or(Gap::Break, |next| next.before);
        let (start, end) = (head.start, last.end);
        let opens = head.before != Gap::Joined || around.cue_before(start).is_some();
        let closes = after != Gap::Joined || around.cue_at(end).is_some();
        let hangs = |gap: Gap, ch: Option<char>| {
            gap == Gap::Dash || (gap == Gap::Dot && ch == Some('.')) || matches!(ch, Some('_' | '=' | '\\'))
        };
        let dotted_end = after == Gap::Dot && around.char_at(end + 1).is_none_or(|ch| !ch.is_ascii_alphanumeric());
        let is_fragment =
            hangs(head.before, around.char_before(start)) || (hangs(after, around.char_at(end)) && !dotted_end);
        let value = segs.iter().map(|seg| letters(glyphs, seg.start..seg.end)).collect();
        let digits = segs.iter().filter(|seg| seg.digits).map(Seg::len).sum();
        Some(Self {
            segs,
            start,
            end,
            value,
            digits,
            is_whole: opens && closes,
            is_fragment,
        })
    }

    fn is_solid(&self) -> bool {
        self.segs.iter().skip(1).all(|seg| seg.before == Gap::Joined)
    }

    fn is_only_digits(&self) -> bool {
        self.digits == self.value.len()
    }

    /// Equal groups of three to six digits with spaces, the last not longer.
    fn is_grouped(&self) -> bool {
        let Some((last, groups)) = self.segs.split_last() else {
            return false;
        };
        let Some(width) = groups.first().map(Seg::len) else {
            return false;
        };
        let spaced = self.segs.iter().skip(1).all(|seg| seg.before == Gap::Space);
        spaced && (3..=6).contains(&width) && groups.iter().all(|group| group.len() == width) && last.len() <= width
    }

    fn is_split_as(&self, split: Split, around: &Surroundings<'_>, cued: bool) -> bool {
        let free = || {
            self.segs
                .iter()
                .skip(1)
                .all(|seg| matches!(seg.before, Gap::Joined | Gap::Space | Gap::Dash))
        };
        match split {
            Split::Solid => self.is_solid(),
            Split::Groups => self.is_solid() || self.is_grouped(),
            Split::Free => free(),
            Split::FreeIfCued => self.is_solid() || (cued && free()),
            Split::Dash(at) => {
                matches!(self.segs, [head, tail] if head.len() == at && matches!(tail.before, Gap::Dash | Gap::Space))
            }
            Split::After(mark) => self.is_solid() && around.char_before(self.start) == Some(mark),
        }
    }
}

/// The best reading of a span that is worth reporting.
fn best_reading(span: &Span<'_>, around: &Surroundings<'_>) -> Option<Candidate> {
    let support = around.support(span.start, span.end);
    let numbers = [MentionKind::Order, MentionKind::Tracking]
        .into_iter()
        .filter_map(|kind| number_reading(span, kind, &support, around));
    let phones = [
        phone_reading(span, &support, around),
        tail_reading(span, &support, around),
    ]
    .into_iter()
    .flatten();
    // Of equal scores the first wins: order, tracking, phone.
    numbers
        .chain(phones)
        .reduce(|best, next| if next.score > best.score { next } else { best })
}

fn number_reading(
    span: &Span<'_>,
    kind: MentionKind,
    support: &Support,
    around: &Surroundings<'_>,
) -> Option<Candidate> {
    let weight = support.of(kind);
    let fitting: Vec<&Format> = FORMATS
        .iter()
        .filter(|format| {
            format.kind == kind && span.is_split_as(format.split, around, weight > 0) && format.fits(&span.value)
        })
        .collect();
    let strongest = fitting.iter().max_by_key(|format| format.strength)?;
    let score = score(strongest.strength, kind, support);
    if score < ENOUGH || is_something_else(span, kind, support, around) {
        return None;
    }
    let marked = fitting.iter().any(|format| matches!(format.split, Split::After(_)));
    Some(Candidate {
        start: span.start - usize::from(marked),
        end: span.end,
        kind,
        value: span.value.clone(),
        hints: hints(&fitting, &span.value, support),
        cued: weight > 0,
        score,
    })
}

/// Shape and words together. A number that the words announce as something else loses two.
fn score(strength: u8, kind: MentionKind, support: &Support) -> u8 {
    let weight = support.of(kind);
    let contradicted = weight < 4 && support.against(kind) >= 4;
    (strength + weight).saturating_sub(if contradicted { 2 } else { 0 })
}

/// Cards, sums, dates, product numbers and laughter (`6666666`) are not orders or parcels.
fn is_something_else(span: &Span<'_>, kind: MentionKind, support: &Support, around: &Surroundings<'_>) -> bool {
    let weight = support.of(kind);
    if support.other >= 3 && support.other >= weight || around.char_at(span.end) == Some('@') {
        return true;
    }
    if !span.is_only_digits() {
        return span.is_fragment && weight == 0;
    }
    let distinct = ('0'..='9').filter(|digit| span.value.contains(*digit)).count();
    let dated = check::is_timestamp(&span.value) && (weight < 4 || span.value.len() == 8);
    let card = weight < 3 && check::identity_card(&span.value) || weight == 0 && check::payment_card(&span.value);
    // A parcel's digits dash-joined to others are part of a longer code, unless the whole is read.
    let fragment = span.is_fragment && weight == 0;
    distinct < 3 && weight < 3 || dated || card || fragment || is_money(span, around) || has_unit(span, around)
}

fn is_money(span: &Span<'_>, around: &Surroundings<'_>) -> bool {
    let before = around.char_before(span.start);
    let before = if before == Some(' ') {
        around.char_before(span.start - 1)
    } else {
        before
    };
    let cents =
        around.char_at(span.end) == Some('.') && around.char_at(span.end + 1).is_some_and(|ch| ch.is_ascii_digit());
    matches!(before, Some('¥' | '$' | '€' | '£' | '￥'))
        || matches!(around.char_at(span.end), Some('元' | '块' | '圆' | '%'))
        || cents
}

/// Short numbers count and measure things: `1042件`, `2026年`.
fn has_unit(span: &Span<'_>, around: &Surroundings<'_>) -> bool {
    const UNITS: &str = "件个個斤克米岁次天号月日年点分秒时码折寸瓶盒箱包袋双套条张款批人位楼室期大:/";
    span.value.len() < 9 && around.char_at(span.end).is_some_and(|ch| UNITS.contains(ch))
}

/// Owners of the fitting shapes: those that the text names first, then by strength, then as in the table.
fn hints(fitting: &[&Format], value: &str, support: &Support) -> Vec<&'static str> {
    let mut owners: Vec<(bool, u8, &'static str)> = fitting
        .iter()
        .map(|format| (format.strength, format.owner(value)))
        .filter(|(_, owner)| !owner.is_empty())
        .map(|(strength, owner)| (!support.names.contains(&owner), u8::MAX - strength, owner))
        .collect();
    owners.sort_by_key(|(unnamed, weakness, _)| (*unnamed, *weakness));
    let mut hints: Vec<&'static str> = Vec::new();
    for (_, _, owner) in owners {
        if !hints.contains(&owner) {
            hints.push(owner);
        }
    }
    if hints.is_empty() {
        // A shape that is nobody's own belongs to whom the text names.
        hints.extend(support.names.first());
    }
    hints
}

fn phone_reading(span: &Span<'_>, support: &Support, around: &Surroundings<'_>) -> Option<Candidate> {
    if !span.is_only_digits() || around.char_at(span.end) == Some('@') {
        return None;
    }
    let mut groups: Vec<&str> = Vec::new();
    let mut rest = span.value.as_str();
    for seg in span.segs {
        let (group, after) = rest.split_at_checked(seg.len())?;
        groups.push(group);
        rest = after;
    }
    let plus = around.char_before(span.start) == Some('+');
    let phone = phone::read(&groups, plus)?;
    let score = score(phone.strength, MentionKind::Phone, support);
    let cued = support.of(MentionKind::Phone) > 0;
    let sure = phone.strength >= 6 || cued;
    let denied = support.other >= 4 && support.other > support.of(MentionKind::Phone);
    let part = span.is_fragment && !sure || is_money(span, around) || has_unit(span, around);
    if score < ENOUGH || denied || part {
        return None;
    }
    Some(Candidate {
        start: span.start - usize::from(plus),
        end: span.end,
        kind: MentionKind::Phone,
        value: phone.value,
        hints: Vec::new(),
        cued,
        score,
    })
}

fn tail_reading(span: &Span<'_>, support: &Support, around: &Surroundings<'_>) -> Option<Candidate> {
    let weight = support.of(MentionKind::PhoneTail);
    let alone = span.segs.len() == 1 && span.is_only_digits() && span.value.len() == 4 && !span.is_fragment;
    if !alone || weight < ENOUGH || is_money(span, around) {
        return None;
    }
    let (value, kind) = (span.value.clone(), MentionKind::PhoneTail);
    Some(Candidate {
        start: span.start,
        end: span.end,
        kind,
        value,
        hints: Vec::new(),
        cued: true,
        score: weight + 1,
    })
}

fn disguised_reading(phone: Disguised, around: &Surroundings<'_>) -> Candidate {
    let support = around.support(phone.start, phone.end);
    let kind = if phone.tail {
        MentionKind::PhoneTail
    } else {
        MentionKind::Phone
    };
    let cued = support.of(MentionKind::Phone) > 0 || support.of(kind) > 0;
    Candidate {
        start: phone.start,
        end: phone.end,
        kind,
        value: phone.value,
        hints: Vec::new(),
        cued,
        score: 5,
    }
}

/// Longest cue-supported first; what overlaps an accepted one is dropped. In text order.
fn keep_apart(mut found: Vec<Candidate>, glyphs: &[Glyph]) -> Vec<Mention> {
    found.sort_by_key(|candidate| {
        let length = candidate.end - candidate.start;
        (
            !candidate.cued,
            usize::MAX - length,
            u8::MAX - candidate.score,
            candidate.start,
            candidate.kind,
        )
    });
    let mut taken = vec![false; glyphs.len()];
    let mut kept: Vec<Mention> = Vec::new();
    for candidate in found {
        let Some(places) = taken.get_mut(candidate.start..candidate.end) else {
            continue;
        };
        if places.iter().any(|taken| *taken) {
            continue;
        }
        places.fill(true);
        kept.extend(mention(candidate, glyphs));
    }
    kept.sort_by_key(|mention| mention.range.start);
    kept
}

fn mention(candidate: Candidate, glyphs: &[Glyph]) -> Option<Mention> {
    let start = glyphs.get(candidate.start)?.start;
    let end = glyphs.get(candidate.end.checked_sub(1)?)?.end;
    let Candidate {
        kind,
        value,
        hints,
        cued,
        ..
    } = candidate;
    Some(Mention {
        kind,
        value,
        range: start..end,
        hints,
        cued,
    })
}

impl Mention {
    /// The value as its platform or country writes it, for looking it up or showing it: `#1042`, `260901-111122223333444`,
    /// `+14155552671`. Equal to `value` for all kinds that are written without punctuation.
    #[must_use]
    pub fn written(&self) -> String {
        match (self.kind, self.value.strip_prefix("00")) {
            (MentionKind::Phone, Some(foreign)) => format!("+{foreign}"),
            _ => formats::written(self.kind, self.hints.first().copied().unwrap_or_default(), &self.value),
        }
    }
}
