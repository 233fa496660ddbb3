//! The simulator finds faults that were put into the engine on purpose, each within so many seeds.
//! `cargo test --profile ci -p aftersync-tests --features mutations --test mutations -- --nocapture`
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]
use std::sync::Mutex;

use aftersync_core::mutation::{Mutation, set};
use aftersync_tests::sim::{Options, Which, run};

/// Which seeds are tried.
#[derive(Clone, Copy)]
enum Seeds {
    /// One after the other.
    All,
    /// The narrow ones, which are every fourth.
    Narrow,
    /// One after the other, and all of them with phones.
    Phones,
    /// One after the other, and work is offered and given out in all of them.
    Floor,
}

/// How many seeds it may take to find each of them.
const FOUND_WITHIN: &[(Mutation, Seeds, usize)] = &[
    (Mutation::CapacityIgnored, Seeds::Narrow, 200),
    (Mutation::AgainLost, Seeds::Narrow, 40),
    (Mutation::LostLeaseCheck, Seeds::All, 150),
    (Mutation::CountersNotUndone, Seeds::All, 60),
    (Mutation::TokenNotKept, Seeds::All, 40),
    (Mutation::DoubtForgotten, Seeds::All, 40),
    (Mutation::BlindResend, Seeds::Narrow, 90),
    (Mutation::MoneyCeilingIgnored, Seeds::Narrow, 10),
    (Mutation::TimeRunsBack, Seeds::All, 20),
    (Mutation::RevisionGuardDropped, Seeds::All, 60),
    (Mutation::LoadNotGivenBack, Seeds::All, 10),
    (Mutation::DroppedDedupe, Seeds::All, 10),
    (Mutation::SettleWithoutFacts, Seeds::All, 10),
    (Mutation::NoticeDedupeDropped, Seeds::All, 10),
    (Mutation::CursorGap, Seeds::All, 10),
    (Mutation::ForeignCommitUnseen, Seeds::All, 10),
    (Mutation::PushDedupeDropped, Seeds::Phones, 40),
    (Mutation::LeftUntold, Seeds::Phones, 40),
    (Mutation::BaseUnchecked, Seeds::Phones, 40),
    (Mutation::RoomUntold, Seeds::Floor, 40),
    (Mutation::AbsentAsked, Seeds::Floor, 40),
];

#[test]
fn every_fault_on_purpose_is_looked_for() {
    let missing: Vec<Mutation> = Mutation::ALL
        .into_iter()
        .filter(|fault| FOUND_WITHIN.iter().all(|(it, ..)| it != fault))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn faults_on_purpose_are_found() {
    let (left, missed) = (Mutex::new(FOUND_WITHIN.iter()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    // The lock is over before the hunt begins.
                    let next = left.lock().unwrap().next();
                    let Some((fault, seeds, within)) = next else { return };
                    if !found(*fault, *seeds, *within) {
                        missed.lock().unwrap().push(*fault);
                    }
                }
            });
        }
    });
    let missed = missed.into_inner().unwrap();
    assert!(missed.is_empty(), "not found within their seeds: {missed:?}");
}

fn found(fault: Mutation, seeds: Seeds, within: usize) -> bool {
    let (first, step, phones, floor) = match seeds {
        Seeds::All => (0, 1, Which::None, Which::None),
        Seeds::Narrow => (2, 4, Which::None, Which::None),
        Seeds::Phones => (0, 1, Which::All, Which::None),
        Seeds::Floor => (0, 1, Which::None, Which::All),
    };
    let options = Options {
        phones,
        floor,
        ..Options::default()
    };
    set(Some(fault));
    let tried = (first..).step_by(step).take(within).zip(1..);
    let hit = tried
        .map(|(seed, n)| (n, run(seed, options)))
        .find(|(_, report)| !report.wrong.is_empty());
    set(None);
    match &hit {
        Some((n, report)) => {
            let what = report.wrong.first().unwrap();
            eprintln!("{fault:?}: seed {}, the {n}. that was tried: {what}", report.seed);
        }
        None => eprintln!("{fault:?}: not found in {within} seeds"),
    }
    hit.is_some()
}
