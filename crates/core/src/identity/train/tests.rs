//! Pairs whose truth is given: how often each class shows what. What is learned comes nearer to it.
#![allow(clippy::unwrap_used)]
use super::super::levels::{NameLevel, PhoneLevel, phone_name};
use super::*;

const PAIRS: f64 = 40_000.0;
const SAME: f64 = 0.3;

/// A line, or nothing, and its share of the pairs of one person and of two.
type Shows = (Option<Line>, f64, f64);

fn level(of: Other) -> Line {
    Line::Level(other(of))
}

fn phone(name: NameLevel) -> Line {
    Line::Level(phone_name(PhoneLevel::Receiver, name))
}

/// What pairs show, each field by itself. Many receivers say nothing here, which ships as -4.4 bits.
fn truth() -> [Vec<Shows>; 3] {
    [
        vec![
            (Some(phone(NameLevel::Exact)), 0.6, 0.2),
            (Some(phone(NameLevel::Conflict)), 0.39, 0.795),
            (Some(phone(NameLevel::Given)), 0.01, 0.005),
        ],
        vec![(Some(level(Other::FanMany)), 0.5, 0.5), (None, 0.5, 0.5)],
        vec![
            (Some(level(Other::SameShop)), 0.4, 0.6),
            (Some(level(Other::OtherPlatform)), 0.6, 0.4),
        ],
    ]
}

/// Each pattern with its pairs, and how likely they are one person in truth, in bits.
fn pairs() -> Vec<(Pattern, f64, f64)> {
    let start = (vec![level(Other::Prior)], SAME, 1.0 - SAME);
    let all = truth().into_iter().fold(vec![start], |so_far, field| {
        let with = |(lines, m, u): &(Vec<Line>, f64, f64)| {
            let more = |(line, same, two): &Shows| {
                let lines = lines.iter().copied().chain(*line).collect::<Vec<_>>();
                (lines, m * same, u * two)
            };
            field.iter().map(more).collect::<Vec<_>>()
        };
        so_far.iter().flat_map(with).collect()
    });
    all.into_iter()
        .map(|(mut lines, m, u)| {
            lines.sort_unstable();
            (Pattern { lines, known: None }, PAIRS * (m + u), (m / u).log2())
        })
        .collect()
}

/// One pair in ten is known: a person said so.
fn learned(model: &Model) -> Trained {
    let mut lessons = Lessons::default();
    for (pattern, n, odds) in pairs() {
        for (known, share) in [
            (None, 0.9),
            (Some(true), 0.1 * likely(odds)),
            (Some(false), 0.1 * likely(-odds)),
        ] {
            let (pattern, n) = (
                Pattern {
                    known,
                    ..pattern.clone()
                },
                (n * share).round() as u64,
            );
            *lessons.patterns.entry(pattern).or_default() += n;
            lessons.pairs += n;
        }
    }
    lessons.learn(model).unwrap()
}

/// How far the scores of pairs are from the truth, in bits.
fn error(model: &Model) -> f64 {
    let of = |(pattern, n, odds): &(Pattern, f64, f64)| {
        let score: f64 = pattern.lines.iter().map(|l| bits(weight(model, *l))).sum();
        n * (score - odds).abs()
    };
    pairs().iter().map(of).sum::<f64>() / PAIRS
}

#[test]
fn all_lines_of_a_score_are_learned_together() {
    let shipped = Model::default();
    let model = learned(&shipped).model;
    let (before, after) = (error(&shipped), error(&model));
    assert!(after < before * 0.7, "{before} bits before, {after} after");
    let many = weight(&model, level(Other::FanMany));
    assert!(
        many > weight(&shipped, level(Other::FanMany)) * 2 / 3,
        "many receivers say {many}"
    );
}

#[test]
fn what_few_pairs_show_stays_near_what_it_was() {
    let shipped = Model::default();
    let trained = learned(&shipped);
    let moved = |line| {
        let name = name(&shipped, line);
        let of = trained.weights.iter().find(|l| l.level == name);
        of.map_or(0, |l| (l.after - l.before).abs())
    };
    let (rare, usual) = (moved(phone(NameLevel::Given)), moved(phone(NameLevel::Exact)));
    assert!(rare < 100 && usual > 500, "{rare} and {usual} thousandths");
}

#[test]
fn many_epochs_come_to_rest_near_the_truth() {
    // Each epoch goes a part of the way; many come near to the truth and stay there.
    let mut model = Model::default();
    for _ in 0..40 {
        model = learned(&model).model;
    }
    let again = learned(&model).model;
    let far = model
        .weights
        .iter()
        .zip(&again.weights)
        .map(|(a, b)| (a - b).abs())
        .max();
    assert!(far.is_some_and(|far| far <= 20), "{far:?} thousandths");
    assert!(error(&model) < 0.6, "{} bits", error(&model));
}
