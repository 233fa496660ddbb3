//! A store that fails, at loads and at commits, before and after it wrote.
use aftersync_core::engine::input::Input;
use aftersync_core::error::{ErrorKind, Phase};
use aftersync_core::store::TicketStore;
use aftersync_testkit::{Fault, MemoryStore, dump};
use proptest::prelude::*;

use crate::bench::*;
use crate::toy::Op;

#[test]
fn a_load_that_fails_is_the_error_of_that_step_only() {
    let (store, faulty, plan) = faulty();
    let mut lane = lane(&faulty);
    plan.fail_loads(1);
    let done = lane.step(&inputs(&[deposit(1, 1, 5), deposit(1, 2, 5)]));
    for error in done.into_iter().map(Result::unwrap_err) {
        assert_eq!((error.kind(), error.phase()), (ErrorKind::Unavailable, Phase::NotSent));
    }
    assert_eq!(balance(&store, 1), None);
    one(&mut lane, deposit(1, 1, 5)).unwrap();
    assert_eq!(balance(&store, 1), Some(5));
}

#[test]
fn a_lost_commit_is_in_doubt_for_all_and_a_repeat_is_safe() {
    for (fault, phase, written) in [
        (Fault::Fail, Phase::NotSent, false),
        (Fault::LostBefore, Phase::InDoubt, false),
        (Fault::LostAfter, Phase::InDoubt, true),
    ] {
        let (store, faulty, plan) = faulty();
        let mut lane = lane(&faulty);
        one(&mut lane, deposit(1, 0, 1)).unwrap();
        plan.next(fault);
        let batch = inputs(&[deposit(1, 1, 5), deposit(2, 2, 5)]);
        for error in lane.step(&batch).into_iter().map(Result::unwrap_err) {
            assert_eq!((error.kind(), error.phase()), (ErrorKind::Unavailable, phase));
        }
        assert_eq!(lane.resident_rows(), 0, "the rows in memory hold what may not be so");
        assert_eq!(balance(&store, 1), Some(if written { 6 } else { 1 }));
        let again = lane.step(&batch);
        assert!(again.iter().all(|done| repeated(done) == written), "{fault:?}");
        assert_eq!((balance(&store, 1), balance(&store, 2)), (Some(6), Some(5)));
    }
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        Just(Fault::Conflict),
        Just(Fault::Fail),
        Just(Fault::LostBefore),
        Just(Fault::LostAfter),
        Just(Fault::DieBefore),
        Just(Fault::DieAfter),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Deaths and losses at any commits; who got no answer repeats with the same key. Nothing is lost, nothing happens
    /// twice, and what was acknowledged is there.
    #[test]
    fn after_repeating_it_is_as_if_nothing_had_failed(
        wishes in prop::collection::vec((0..5u8, 1..20u64), 1..60),
        faults in prop::collection::vec((1..40u64, fault()), 0..12),
        step in 1..9usize,
    ) {
        let (store, faulty, plan) = faulty();
        for (commit, fault) in faults {
            plan.clone().at(commit, fault);
        }
        let all: Vec<Input> = wishes.iter().zip(0..).map(|((n, by), key)| input(deposit(*n, key, *by), key.into())).collect();
        let mut left = all.clone();
        let mut lane = lane(&faulty);
        let mut lives = 0;
        while !left.is_empty() {
            let mut failed = Vec::new();
            for chunk in left.chunks(step) {
                for (input, done) in chunk.iter().zip(lane.step(chunk)) {
                    match done {
                        Ok(done) => prop_assert!(store.reader().unwrap().head(&tenant()).unwrap().cursor >= done.cursor),
                        Err(_) => failed.push(input.clone()),
                    }
                }
            }
            left = failed;
            lives += 1;
            prop_assert!(lives < 20);
            lane = crate::bench::lane(&faulty);
        }
        let calm = MemoryStore::new();
        let mut lane = crate::bench::lane(&calm);
        prop_assert!(lane.step(&all).iter().all(Result::is_ok));
        let (got, expected) = (dump(&store, &tenant()).unwrap(), dump(&calm, &tenant()).unwrap());
        let amounts = |d: &aftersync_testkit::Dump| {
            d.rows.iter().filter(|((table, _), _)| *table == "sequence").map(|(k, (_, v))| (*k, v.clone())).collect::<Vec<_>>()
        };
        prop_assert_eq!(amounts(&got), amounts(&expected));
        prop_assert_eq!(got.counters, expected.counters);
        prop_assert_eq!(got.events.len(), expected.events.len());
        prop_assert_eq!(store.check().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn a_dead_writer_fails_until_another_is_made() {
    let (store, faulty, plan) = faulty();
    let mut first = lane(&faulty);
    plan.next(Fault::DieAfter);
    assert_eq!(one(&mut first, deposit(1, 1, 5)).unwrap_err().phase(), Phase::InDoubt);
    assert_eq!(
        one(&mut first, Op::Same { account: 1 }).unwrap_err().phase(),
        Phase::NotSent
    );
    assert!(repeated(&one(&mut lane(&faulty), deposit(1, 1, 5))));
    assert_eq!(balance(&store, 1), Some(5));
}
