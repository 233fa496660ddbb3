//! Routing: what 500 rules cost a ticket, by the index, one by one, and as expressions of a general language; and what it costs
//! to find the agent among many.
//!
//! The target is a ratio within one run: the index, with the ticket written down, at least 4 times as fast as one by one and
//! 200 times as fast as the expressions.
#![allow(clippy::unwrap_used, missing_docs)]
use std::hint::black_box;

use aftersync_benches::rulesets::{as_expressions, config, expressions, tickets};
use aftersync_benches::staff::{By, Floor};
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

/// Tickets given out by the order of a team and by a look at everybody, the same agent each time. The targets: at least 8 times as
/// fast at 1,000 agents, 30 times at 10,000.
fn assignment(c: &mut Criterion) {
    for agents in [10, 32, 100, 1_000, 10_000] {
        let (mut kept, mut looked) = (Floor::new(agents), Floor::new(agents));
        for n in 0..2_000 {
            assert_eq!(
                kept.ticket(By::Order),
                looked.ticket(By::All),
                "ticket {n} of {agents} agents"
            );
        }
        let mut group = c.benchmark_group(format!("{agents} agents"));
        group.bench_function("order", |b| b.iter(|| black_box(kept.ticket(By::Order))));
        group.bench_function("all", |b| b.iter(|| black_box(looked.ticket(By::All))));
        group.finish();
    }
}

criterion_group!(benches, matching, assignment);
criterion_main!(benches);
