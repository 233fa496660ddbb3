//! Decisions alone: the rules over a snapshot that holds all they ask for. No lane, no store.
#![allow(clippy::unwrap_used, missing_docs)]
use std::collections::BTreeSet;
use std::hint::black_box;

use aftersync_benches::subjects::{Subject, subjects};
use aftersync_core::engine::rules::Decide;
use criterion::{Criterion, criterion_group, criterion_main};

fn decide(c: &mut Criterion) {
    let (rules, subjects) = subjects();
    let mut group = c.benchmark_group("decide");
    for Subject { name, input, snapshot } in &subjects {
        group.bench_function(*name, |b| {
            b.iter(|| rules.decide(black_box(snapshot), black_box(input)).unwrap())
        });
    }
    group.finish();
    let mut group = c.benchmark_group("hints");
    for Subject { name, input, snapshot } in &subjects {
        group.bench_function(*name, |b| {
            b.iter(|| {
                let mut want = BTreeSet::new();
                rules.hints(black_box(snapshot), black_box(input), &mut want);
                want
            });
        });
    }
    group.finish();
}

criterion_group!(benches, decide);
criterion_main!(benches);
