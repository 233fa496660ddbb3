//! Routing rules: what 500 of them cost a ticket, by the index, one by one, and as expressions of a general language.
//!
//! The target is a ratio within one run: the index, with the ticket written down, at least 4 times as fast as one by one and
//! 200 times as fast as the expressions.
#![allow(clippy::unwrap_used, missing_docs)]
use std::hint::black_box;

use aftersync_benches::rulesets::{as_expressions, config, expressions, tickets};
use aftersync_core::routing::{Ruleset, Search, Subject};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Rules of the merchant.
const RULES: usize = 500;

fn matching(c: &mut Criterion) {
    let config = config(RULES);
    let tickets = tickets();
    let subjects: Vec<Subject<'_>> = tickets
        .iter()
        .map(|t| Subject::from(t).at(t.changed_at, &config))
        .collect();
    let mut group = c.benchmark_group("rules");
    group.throughput(Throughput::Elements(subjects.len() as u64));
    for (name, search) in [("index", Search::Indexed), ("one by one", Search::Linear)] {
        let rules = Ruleset::with(&config, search);
        group.bench_function(name, |b| {
            b.iter(|| {
                subjects
                    .iter()
                    .filter_map(|s| rules.matching(black_box(s)).winner)
                    .count()
            })
        });
    }
    let (programs, facts) = (expressions(RULES), as_expressions(&tickets));
    group.sample_size(10);
    group.bench_function("expressions", |b| {
        b.iter(|| {
            let first = |facts: &_| {
                programs
                    .iter()
                    .position(|p| p.execute(black_box(facts)) == Ok(true.into()))
            };
            facts.iter().filter_map(first).count()
        })
    });
    group.finish();
    c.bench_function("compile the rules", |b| b.iter(|| Ruleset::new(black_box(&config))));
}

criterion_group!(benches, matching);
criterion_main!(benches);
