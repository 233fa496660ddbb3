//! The pure rules of the lifecycle: what a headline, a step and a jump cost.
#![allow(clippy::unwrap_used, missing_docs)]
use std::hint::black_box;

use aftersync_core::lifecycle::{allowed, apply, claim_for, headline, jump};
use aftersync_core::model::axes::{Axes, Headline, Kind, Role};
use aftersync_core::model::trigger::Trigger;
use criterion::{Criterion, criterion_group, criterion_main};

/// A return on its way, put there by the platform.
fn moving() -> Axes {
    let start = Axes {
        triaged: true,
        ..Axes::start(Kind::ReturnRefund)
    };
    jump(
        &start,
        Kind::ReturnRefund,
        &claim_for(Headline::ReturnInTransit, Kind::ReturnRefund),
    )
}

fn lifecycle(c: &mut Criterion) {
    let mut group = c.benchmark_group("lifecycle");
    let (axes, kind) = (moving(), Kind::ReturnRefund);
    let claim = claim_for(Headline::Refunded, kind);
    assert_eq!(headline(&axes), Headline::ReturnInTransit);
    apply(&axes, Trigger::GoodsArrived).unwrap();
    group.bench_function("headline", |b| b.iter(|| headline(black_box(&axes))));
    group.bench_function("apply one trigger", |b| {
        b.iter(|| apply(black_box(&axes), Trigger::GoodsArrived))
    });
    group.bench_function("refuse one trigger", |b| {
        b.iter(|| apply(black_box(&axes), Trigger::Triaged))
    });
    group.bench_function("jump", |b| b.iter(|| jump(black_box(&axes), kind, black_box(&claim))));
    group.bench_function("allowed", |b| b.iter(|| allowed(black_box(&axes), Role::Agent)));
    group.finish();
}

criterion_group!(benches, lifecycle);
criterion_main!(benches);
