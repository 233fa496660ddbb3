//! The simulator finds every fault that was put into the engine on purpose, within so many seeds.
//! `cargo test -p aftersync-tests --features mutations --test mutations`
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]
use aftersync_core::mutation::{Mutation, set};
use aftersync_tests::sim::{Options, run};

/// Seeds within which each is found.
const WITHIN: u64 = 400;

#[test]
fn every_fault_on_purpose_is_found() {
    let half = Mutation::ALL.len() / 2;
    let (first, second) = Mutation::ALL.split_at(half);
    let missed: Vec<Mutation> = std::thread::scope(|scope| {
        let hunts = [first, second].map(|part| scope.spawn(move || part.iter().filter(|m| !found(**m)).copied().collect::<Vec<_>>()));
        hunts.into_iter().flat_map(|hunt| hunt.join().unwrap()).collect()
    });
    assert!(missed.is_empty(), "not found within {WITHIN} seeds: {missed:?}");
}

fn found(mutation: Mutation) -> bool {
    set(Some(mutation));
    let hit = (0..WITHIN).map(|seed| run(seed, Options::default())).find(|report| !report.wrong.is_empty());
    set(None);
    match &hit {
        Some(report) => eprintln!("{mutation:?}: seed {}: {}", report.seed, report.wrong.first().unwrap()),
        None => eprintln!("{mutation:?}: not found"),
    }
    hit.is_some()
}
