//! How much the words around one number speak for each reading of it.
use super::MentionKind;
use super::cues::{Hit, Topic};
use super::normalize::{BREAK, Glyph};

/// How far a cue reaches to its number, in glyphs.
const REACH: usize = 16;
/// Longest way from "last four digits" to the digits.
const TAIL_REACH: usize = 24;
/// Digits from which a number owns the cues before it.
const OWN_NUMBER: usize = 6;
/// Members of a list that may share one cue.
const LIST: usize = 4;

/// Weight 0 to 4 for each reading, and the platforms and carriers named.
#[derive(Default)]
pub(super) struct Support {
    order: u8,
    tracking: u8,
    phone: u8,
    tail: u8,
    pub other: u8,
    pub names: Vec<&'static str>,
}

impl Support {
    pub fn of(&self, kind: MentionKind) -> u8 {
        match kind {
            MentionKind::Order => self.order,
            MentionKind::Tracking => self.tracking,
            MentionKind::Phone => self.phone,
            MentionKind::PhoneTail => self.tail,
        }
    }

    /// Strongest support for a reading other than this one.
    pub fn against(&self, kind: MentionKind) -> u8 {
        let all = [MentionKind::Order, MentionKind::Tracking, MentionKind::Phone];
        all.into_iter()
            .filter(|other| *other != kind)
            .map(|other| self.of(other))
            .max()
            .unwrap_or(0)
    }

    fn add(&mut self, hit: &Hit, weight: u8) {
        let raise = |slot: &mut u8| *slot = weight.max(*slot);
        match hit.topic {
            Topic::Order => raise(&mut self.order),
            Topic::Tracking => raise(&mut self.tracking),
            Topic::Phone => raise(&mut self.phone),
            Topic::Other => raise(&mut self.other),
            Topic::Number => {
                raise(&mut self.order);
                raise(&mut self.tracking);
            }
            Topic::Tail => {}
        }
        if !hit.name.is_empty() && !self.names.contains(&hit.name) {
            self.names.push(hit.name);
        }
    }
}

/// A message with its cue words, ready to be asked about glyph ranges.
pub(super) struct Surroundings<'a> {
    glyphs: &'a [Glyph],
    by_start: Vec<Option<&'a Hit>>,
    by_end: Vec<Option<&'a Hit>>,
}

impl<'a> Surroundings<'a> {
    pub fn new(glyphs: &'a [Glyph], hits: &'a [Hit]) -> Self {
        let mut by_start = vec![None; glyphs.len() + 1];
        let mut by_end = by_start.clone();
        for hit in hits {
            if let Some(slot) = by_start.get_mut(hit.start) {
                *slot = Some(hit);
            }
            if let Some(slot) = by_end.get_mut(hit.end) {
                *slot = Some(hit);
            }
        }
        Self {
            glyphs,
            by_start,
            by_end,
        }
    }

    pub fn char_at(&self, at: usize) -> Option<char> {
        self.glyphs.get(at).map(|glyph| glyph.ch)
    }

    pub fn char_before(&self, at: usize) -> Option<char> {
        self.char_at(at.checked_sub(1)?)
    }

    /// The cue word that ends just before a glyph.
    pub fn cue_before(&self, at: usize) -> Option<&'a Hit> {
        self.by_end.get(at).copied().flatten()
    }

    /// The cue word that begins at a glyph.
    pub fn cue_at(&self, at: usize) -> Option<&'a Hit> {
        self.by_start.get(at).copied().flatten()
    }

    /// Weighs the cues on both sides of a glyph range.
    pub fn support(&self, start: usize, end: usize) -> Support {
        let mut support = Support::default();
        self.look_left(start, &mut support);
        self.look_right(end, &mut support);
        support
    }

    fn look_left(&self, start: usize, support: &mut Support) {
        let (mut at, mut distance, mut members) = (start, 0, 0);
        let mut item = start;
        // What a tail cue would speak of, were it found now.
        let mut tail_possible = true;
        while at > 0 && distance <= TAIL_REACH {
            if let Some(hit) = self.cue_before(at) {
                if hit.topic == Topic::Tail && tail_possible && self.tail_of_phone(hit) {
                    support.tail = 4;
                } else if distance <= REACH {
                    // A carrier's name beside a number speaks for its parcel as plainly as the words "tracking number".
                    let strong = hit.strong || (hit.names_carrier() && distance <= 2);
                    support.add(hit, left_weight(strong, distance));
                }
                tail_possible &= matches!(hit.topic, Topic::Phone | Topic::Tail);
                at = hit.start;
                continue;
            }
            let ch = self.char_before(at).unwrap_or(BREAK);
            if ends_sentence(ch) {
                return;
            }
            if ch.is_ascii_digit() {
                let from = self.number_start(at);
                if members < LIST && self.only_connectors(at, item) {
                    // "orders A and B": B shares the cue of A.
                    members += 1;
                    distance = 0;
                    (at, item) = (from, from);
                    continue;
                }
                if at - from >= OWN_NUMBER {
                    return;
                }
            }
            distance += usize::from(!is_filler(ch));
            at -= 1;
        }
    }

    /// "Last four" of an order, a parcel or a card is not of a phone.
    fn tail_of_phone(&self, tail: &Hit) -> bool {
        let mut at = tail.start;
        for _ in 0..3 {
            if let Some(before) = self.cue_before(at) {
                return matches!(before.topic, Topic::Phone | Topic::Tail);
            }
            match self.char_before(at) {
                Some(ch) if !ends_sentence(ch) => at -= 1,
                _ => return true,
            }
        }
        true
    }

    fn look_right(&self, end: usize, support: &mut Support) {
        let (mut at, mut distance) = (end, 0);
        while distance <= 6 {
            if let Some(hit) = self.cue_at(at) {
                if !self.leads_to_number(hit.end) {
                    support.add(hit, if distance <= 2 { 2 } else { 1 });
                }
                return;
            }
            match self.char_at(at) {
                Some('结') if distance == 0 && self.char_at(at + 1) == Some('尾') && support.phone > 0 => {
                    support.tail = 4
                }
                Some(ch) if !ends_sentence(ch) && !matches!(ch, '，' | ',' | '、') && !ch.is_ascii_digit() => {}
                _ => return,
            }
            distance += usize::from(!is_filler(self.char_at(at).unwrap_or(BREAK)));
            at += 1;
        }
    }

    /// Whether a word belongs to a number after it rather than to the one before.
    fn leads_to_number(&self, at: usize) -> bool {
        (at..at + 5)
            .map_while(|at| self.char_at(at))
            .any(|ch| ch.is_ascii_digit())
    }

    /// First glyph of the digits that end before `at`; numbers longer than any shape are cut.
    fn number_start(&self, at: usize) -> usize {
        let joined = |at: &usize| {
            self.char_before(*at)
                .is_some_and(|ch| ch.is_ascii_alphanumeric() || ch == '-')
        };
        let mut from = at;
        while joined(&from) && at - from < 32 {
            from -= 1;
        }
        from
    }

    fn only_connectors(&self, from: usize, to: usize) -> bool {
        let between = self.glyphs.get(from..to).unwrap_or_default();
        let short = !between.is_empty() && between.len() <= 8;
        short
            && between
                .iter()
                .all(|glyph| " 和与及跟或还有、，,&/ANDOR".contains(glyph.ch))
            && between.iter().any(|glyph| glyph.ch != ' ')
    }
}

fn left_weight(strong: bool, distance: usize) -> u8 {
    match (strong, distance) {
        (true, 0..=4) => 4,
        (true, 5..=10) | (false, 0..=3) => 3,
        (true, _) | (false, 4..=8) => 2,
        (false, _) => 1,
    }
}

fn ends_sentence(ch: char) -> bool {
    matches!(ch, '。' | '!' | '?' | ';' | BREAK)
}

/// Characters that stand between a cue and its number without adding distance.
fn is_filler(ch: char) -> bool {
    matches!(
        ch,
        ' ' | ':' | '#' | '是' | '为' | '為' | '【' | '】' | '[' | ']' | '(' | ')' | '"' | '“' | '”' | '+' | '.' | ','
    )
}
