//! Learning weights from a store's own pairs: Fellegi and Sunter's two classes, estimated by expectation and maximisation.
//!
//! Pairs that share a key are counted by what they agree in. Of each outcome the share among pairs of one person (m) and
//! among pairs of two (u) is estimated in turns with how likely each pair is one person; a weight is log2(m/u), and goes a part
//! of the way there from where it was, in each turn. All lines of a score are estimated together, that it shows none of a
//! field too: a sum of which a part stays as it was says nothing. What people decided, what anchors prove and what is barred
//! is known and not estimated. Floats stay in here: what comes out is whole thousandths of a bit, and is only a proposal
//! until it is adopted.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::ids::Uid;

use super::levels::{LEVELS, Other, PhoneLevel, PlaceLevel, other, place};
use super::model::Model;
use super::rows::Rows;
use super::score::{Line, is_candidate, score};
use super::work::Work;

/// Fewer pairs than this teach nothing.
pub const LEAST_PAIRS: u64 = 5_000;
/// A weight moves at most so far from the one that ships, in thousandths of a bit.
const CLAMP: i32 = 4_000;
/// Turns of estimating.
const TURNS: u32 = 25;
/// An outcome seen in so many pairs is believed half for their number, one seen more often more.
const ENOUGH: f64 = 200.0;
/// One that this share of all pairs shows is believed half for what it is, a rarer one less: outcomes hang together, which the
/// estimate does not see, and no number of pairs mends that. Without it buyers of one seed lose a tenth of their precision.
const BELIEVED: f64 = 0.4;
/// Pairs of each class that every outcome is given beforehand, so that no share is nothing.
const BEFOREHAND: f64 = 0.5;

/// What a pair agrees in, and what is known of it beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Pattern {
    lines: Vec<Line>,
    /// One person or two, where it is known.
    known: Option<bool>,
}

/// How pairs agree: all that is learned from.
#[derive(Clone, Debug, Default)]
pub struct Lessons {
    patterns: BTreeMap<Pattern, u64>,
    /// Pairs that were looked at.
    pub pairs: u64,
}

/// What was learned of one weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Learned {
    /// The level, or the kind with `=`, `~` or `!` before it.
    pub level: String,
    /// Pairs that showed it.
    pub pairs: u64,
    /// The weight before, in thousandths of a bit.
    pub before: i32,
    /// The weight proposed.
    pub after: i32,
}

/// What came of learning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Trained {
    /// The weights that are proposed: a new epoch once they are adopted.
    pub model: Model,
    /// Pairs that were looked at.
    pub pairs: u64,
    /// Pairs of which it was known whether they are one person.
    pub labelled: u64,
    /// How many of a thousand pairs are one person, as estimated.
    pub same: u32,
    /// The weights that change.
    pub weights: Vec<Learned>,
}

impl Lessons {
    /// Looks at all pairs of an account and those after it that share a key with it.
    ///
    /// # Errors
    /// What must be loaded first.
    pub fn look<R: Rows>(&mut self, work: &mut Work<'_, R>, id: Uid) -> Result<(), R::Miss> {
        let others = work.candidates(id)?;
        let pairs: BTreeSet<(Uid, Uid)> = others.range(id..).map(|other| (id, *other)).collect();
        work.want_pairs(&pairs)?;
        pairs.into_iter().try_for_each(|(a, b)| self.pair(work, a, b))
    }

    fn pair<R: Rows>(&mut self, work: &mut Work<'_, R>, a: Uid, b: Uid) -> Result<(), R::Miss> {
        let (Some(x), Some(y)) = (work.features(a)?, work.features(b)?) else {
            return Ok(());
        };
        let shared = work.shared(&x, &y)?;
        if !is_candidate(&shared) {
            return Ok(());
        }
        let mut lines = Vec::new();
        let scored = score(work.model, &x, &y, &shared, &mut |line, _| lines.push(line));
        let said = work.node(a)?.and_then(|node| {
            let same = node.must.iter().any(|m| m.0 == b);
            let apart = node.cannot.iter().any(|c| c.0 == b);
            (same || apart).then_some(same)
        });
        let proven = (scored.anchor || scored.barred).then_some(scored.anchor);
        let known = said.or(proven);
        lines.sort_unstable();
        *self.patterns.entry(Pattern { lines, known }).or_default() += 1;
        self.pairs += 1;
        Ok(())
    }

    /// Estimates the weights; `None` when there are too few pairs.
    pub fn learn(&self, model: &Model) -> Option<Trained> {
        if self.pairs < LEAST_PAIRS {
            return None;
        }
        let mut tables = Tables::default();
        let (mut proposed, mut weights) = (model.clone(), Vec::new());
        for _ in 0..TURNS {
            let shares: Vec<f64> = self.patterns.keys().map(|p| likelihood(&proposed, p)).collect();
            tables = Tables::of(model, self.patterns.iter().zip(&shares));
            (proposed, weights) = tables.weights(model);
        }
        let (same, all) = tables.sums;
        let labelled = self.patterns.iter().filter(|(p, _)| p.known.is_some()).map(|(_, n)| n);
        Some(Trained {
            model: proposed,
            pairs: self.pairs,
            labelled: labelled.sum(),
            same: (1_000.0 * same / all.max(1.0)).round() as u32,
            weights,
        })
    }
}

/// Fields of which a pair need not show anything: that it does not is an outcome too.
const MAY_LACK: std::ops::RangeInclusive<usize> = 6..=11;

/// Outcomes that exclude each other: their shares are of one whole. `None` for what is not learned.
fn field(model: &Model, line: Line) -> Option<usize> {
    let places = place(PlaceLevel::Detail, PhoneLevel::Unknown);
    let rest = other(Other::Prior);
    let of = |from: Other, to: Other| other(from)..=other(to);
    match line {
        Line::Level(n) if n < places => Some(0),
        Line::Level(n) if n < rest => Some(1 + (n - places) / (PlaceLevel::Unknown as usize + 1)),
        Line::Level(n) if of(Other::ShareAll, Other::ShareLow).contains(&n) => Some(4),
        Line::Level(n) if of(Other::SameShop, Other::OtherPlatform).contains(&n) => Some(5),
        Line::Level(n) if n == other(Other::Contact) => Some(5),
        Line::Level(n) if of(Other::FanFew, Other::FanMany).contains(&n) => Some(6),
        Line::Level(n) if of(Other::Shared3, Other::SharedMany).contains(&n) => Some(7),
        Line::Level(n) if n == other(Other::Faded) => Some(8),
        Line::Level(n) if n == other(Other::TwoReceivers) => Some(9),
        Line::Level(n) if n == other(Other::PostcodeConflict) => Some(10),
        Line::Level(n) if n == other(Other::GivenAtHome) => Some(11),
        Line::Level(_) => None,
        Line::Equal(k) | Line::Near(k) | Line::Differ(k) => {
            // Anchors and what bars are proof, not likelihood.
            let kind = model.kinds.get(usize::from(k)).filter(|k| !k.anchor && !k.exclusive);
            kind.map(|_| 16 + usize::from(k))
        }
    }
}

/// What a pair showed, or that it showed nothing of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Shows(Line),
    Lacks(usize),
}

/// All that is learned from a pattern: each outcome once, with its field.
fn outcomes(model: &Model, pattern: &Pattern) -> BTreeMap<Outcome, usize> {
    let shown = |line: &Line| Some((Outcome::Shows(*line), field(model, *line)?));
    let mut all: BTreeMap<Outcome, usize> = pattern.lines.iter().filter_map(shown).collect();
    let lacks: Vec<usize> = MAY_LACK.filter(|f| all.values().all(|of| of != f)).collect();
    all.extend(lacks.into_iter().map(|f| (Outcome::Lacks(f), f)));
    all
}

/// The weight of a line.
fn weight(model: &Model, line: Line) -> i32 {
    let kind = |k: u8| model.kinds.get(usize::from(k));
    match line {
        Line::Level(n) => model.weight(n),
        Line::Equal(k) => kind(k).map_or(0, |k| k.equal),
        Line::Near(k) => kind(k).map_or(0, |k| k.near),
        Line::Differ(k) => kind(k).map_or(0, |k| k.conflict),
    }
}

fn slot(model: &mut Model, line: Line) -> Option<&mut i32> {
    match line {
        Line::Level(n) => model.weights.get_mut(n),
        Line::Equal(k) => model.kinds.get_mut(usize::from(k)).map(|k| &mut k.equal),
        Line::Near(k) => model.kinds.get_mut(usize::from(k)).map(|k| &mut k.near),
        Line::Differ(k) => model.kinds.get_mut(usize::from(k)).map(|k| &mut k.conflict),
    }
}

fn name(model: &Model, line: Line) -> String {
    let word = |k: u8| model.kinds.get(usize::from(k)).map_or("", |k| k.word.as_str());
    match line {
        Line::Level(n) => LEVELS.get(n).map_or_else(String::new, |l| l.name.to_owned()),
        Line::Equal(k) => format!("={}", word(k)),
        Line::Near(k) => format!("~{}", word(k)),
        Line::Differ(k) => format!("!{}", word(k)),
    }
}

fn likely(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

fn bits(thousandths: i32) -> f64 {
    f64::from(thousandths) / 1_000.0
}

/// How likely a pair is one person, by these weights where it is not known.
fn likelihood(model: &Model, pattern: &Pattern) -> f64 {
    let sum = || pattern.lines.iter().map(|l| bits(weight(model, *l))).sum();
    pattern
        .known
        .map_or_else(|| likely(sum()), |same| f64::from(u8::from(same)))
}

/// Of each outcome: pairs of one person, and pairs, as estimated.
#[derive(Default)]
struct Tables {
    outcomes: BTreeMap<Outcome, (f64, f64)>,
    fields: BTreeMap<usize, (f64, f64, f64)>,
    sums: (f64, f64),
}

impl Tables {
    fn of<'a>(model: &Model, patterns: impl Iterator<Item = ((&'a Pattern, &'a u64), &'a f64)>) -> Self {
        let mut out = Self::default();
        let mut fields = BTreeMap::new();
        for ((pattern, n), share) in patterns {
            let (all, same) = (*n as f64, *n as f64 * share);
            out.sums = (out.sums.0 + same, out.sums.1 + all);
            for (outcome, field) in outcomes(model, pattern) {
                let counts = out.outcomes.entry(outcome).or_default();
                *counts = (counts.0 + same, counts.1 + all);
                let sums = out.fields.entry(field).or_default();
                *sums = (sums.0 + same, sums.1 + all, sums.2);
                fields.insert(outcome, field);
            }
        }
        for field in fields.values() {
            out.fields.entry(*field).or_default().2 += 1.0;
        }
        out
    }

    /// How likely a pair is one person of which nothing is known but that it shares a key.
    fn prior(&self) -> f64 {
        let (same, all) = self.sums;
        ((same + BEFOREHAND) / (all - same + BEFOREHAND)).log2()
    }

    /// log2(m/u) of an outcome.
    fn weight(&self, outcome: Outcome, field: usize) -> Option<f64> {
        let (same, all) = self.outcomes.get(&outcome)?;
        let (field_same, field_all, outcomes) = self.fields.get(&field)?;
        let share = |n: f64, of: f64| (n + BEFOREHAND) / (of + BEFOREHAND * outcomes);
        Some((share(*same, *field_same) / share(all - same, field_all - field_same)).log2())
    }

    /// What it says that a pair shows nothing of a field.
    fn lacking(&self, field: usize) -> f64 {
        self.weight(Outcome::Lacks(field), field).unwrap_or_default()
    }

    /// log2(m/u) of a line beside that of showing nothing of its field, as a score counts it.
    fn line(&self, model: &Model, line: Line) -> Option<f64> {
        let field = field(model, line)?;
        Some(self.weight(Outcome::Shows(line), field)? - self.lacking(field))
    }

    /// How likely a pair is one person before anything it shows.
    fn start(&self) -> f64 {
        self.prior() + MAY_LACK.map(|field| self.lacking(field)).sum::<f64>()
    }

    /// The weights in whole thousandths of a bit, held near those that ship.
    fn weights(&self, model: &Model) -> (Model, Vec<Learned>) {
        let shipped = Model::default();
        let (mut proposed, mut learned) = (model.clone(), Vec::new());
        proposed.epoch = model.epoch + 1;
        let start = Line::Level(other(Other::Prior));
        let prior = (start, (self.start(), self.sums.1));
        let lines = self.outcomes.iter().filter_map(|(outcome, (_, all))| match outcome {
            Outcome::Shows(line) => Some((*line, (self.line(model, *line)?, *all))),
            Outcome::Lacks(_) => None,
        });
        for (line, (found, pairs)) in std::iter::once(prior).chain(lines) {
            let before = weight(model, line);
            let centre = if known_kind(&shipped, model, line) {
                weight(&shipped, line)
            } else {
                before
            };
            let share = pairs / self.sums.1.max(1.0);
            let believed = pairs / (pairs + ENOUGH) * share / (share + BELIEVED);
            let moved = bits(before) + believed * (found - bits(before));
            let after = ((moved * 1_000.0).round() as i32).clamp(centre - CLAMP, centre + CLAMP);
            if after != before {
                slot(&mut proposed, line).into_iter().for_each(|slot| *slot = after);
                learned.push(Learned {
                    level: name(model, line),
                    pairs: pairs as u64,
                    before,
                    after,
                });
            }
        }
        (proposed, learned)
    }
}

/// Whether a line is one that ships: kinds of the merchant's own have no weight to be held near.
fn known_kind(shipped: &Model, model: &Model, line: Line) -> bool {
    match line {
        Line::Level(_) => true,
        Line::Equal(k) | Line::Near(k) | Line::Differ(k) => {
            let word = |m: &Model| m.kinds.get(usize::from(k)).map(|k| k.word.clone());
            word(shipped) == word(model)
        }
    }
}

#[cfg(test)]
mod tests;
