//! Two lanes on one store.
use aftersync_core::engine::lane::Lane;
use aftersync_core::error::ErrorKind;
use aftersync_core::limits::MAX_CONFLICTS;
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::TicketStore;
use aftersync_testkit::{Fault, MemoryStore, dump};
use proptest::prelude::*;

use crate::bench::*;
use crate::determinism;
use crate::toy::{Op, load};

/// Two lanes that both have the account and the load in memory.
fn pair(store: &MemoryStore) -> (Lane, Lane) {
    let (mut a, mut b) = (lane(store), lane(store));
    one(&mut a, deposit(1, 1, 50)).unwrap();
    one(
        &mut a,
        Op::Take {
            load: 0,
            cap: 1,
            told: false,
        },
    )
    .unwrap();
    let look = [Op::Below { account: 1, bound: 99 }, Op::Look { load: 0, account: 2 }];
    assert!(b.step(&inputs(&look)).iter().all(Result::is_ok));
    assert!(a.step(&inputs(&look)).iter().all(Result::is_ok));
    (a, b)
}

#[test]
fn what_another_lane_changed_is_decided_anew() {
    let store = MemoryStore::new();
    let (mut a, mut b) = pair(&store);
    one(&mut a, deposit(1, 2, 7)).unwrap();
    one(&mut b, deposit(1, 3, 1)).unwrap();
    assert_eq!(balance(&store, 1), Some(58));
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn what_another_lane_added_elsewhere_is_no_conflict() {
    let (store, faulty, plan) = faulty();
    let (mut a, mut b) = (lane(&faulty), lane(&faulty));
    one(&mut b, deposit(1, 1, 1)).unwrap();
    one(&mut a, deposit(2, 2, 1)).unwrap();
    let before = plan.commits();
    one(&mut b, Op::Below { account: 1, bound: 9 }).unwrap();
    assert_eq!(plan.commits() - before, 1);
    assert_eq!(b.resident_rows(), 0, "what was not checked may be old");
    assert_eq!(balance(&store, 2), Some(1));
}

#[test]
fn a_refusal_on_an_old_row_is_not_given_out() {
    let store = MemoryStore::new();
    let (mut a, mut b) = pair(&store);
    let below = Op::Below { account: 1, bound: 40 };
    assert!(one(&mut b, below).is_err());
    one(&mut a, Op::Delete { account: 1 }).unwrap();
    assert!(one(&mut b, below).is_ok(), "the other lane made it possible");
}

#[test]
fn a_refusal_on_an_old_quantity_is_not_given_out() {
    let store = MemoryStore::new();
    for told in [false, true] {
        let (mut a, mut b) = pair(&store);
        let take = Op::Take { load: 0, cap: 1, told };
        assert!(one(&mut b, take).is_err());
        one(&mut a, Op::Release { load: 0 }).unwrap();
        let events = dump(&store, &tenant()).unwrap().events.len();
        assert!(one(&mut b, take).is_ok(), "the other lane made room");
        assert_eq!(dump(&store, &tenant()).unwrap().events.len(), events);
        one(&mut a, Op::Release { load: 0 }).unwrap();
        one(&mut a, Op::Delete { account: 1 }).unwrap();
        one(&mut a, Op::Delete { account: 2 }).unwrap();
    }
}

#[test]
fn a_duplicate_on_an_old_row_is_not_given_out() {
    let store = MemoryStore::new();
    let (mut a, mut b) = (lane(&store), lane(&store));
    assert!(!repeated(&one(&mut b, deposit(1, 1, 1))));
    assert!(repeated(&one(&mut a, deposit(1, 1, 1))));
    let first = deposit(1, 2, 1);
    assert!(!repeated(&one(&mut a, first)));
    assert!(repeated(&one(&mut b, first)), "the other lane's receipt is found");
    assert_eq!(balance(&store, 1), Some(2));
}

#[test]
fn an_input_that_can_never_be_committed_stops_only_itself() {
    let (store, faulty, plan) = faulty();
    let mut lane = lane(&faulty);
    let ops: Vec<Op> = (0..8).map(|n| deposit(n, n.into(), 1)).collect();
    // The whole batch twice, its first half twice, its first quarter twice, then the first input until it gives up.
    for commit in 1..=(6 + MAX_CONFLICTS as u64) {
        plan.clone().at(commit, Fault::Conflict);
    }
    let done = lane.step(&inputs(&ops));
    let kinds: Vec<_> = done.iter().map(|d| d.as_ref().err().map(|e| e.kind())).collect();
    assert_eq!(kinds[0], Some(ErrorKind::Conflict));
    assert!(kinds[1..].iter().all(Option::is_none));
    assert_eq!((balance(&store, 0), balance(&store, 7)), (None, Some(1)));
}

#[test]
fn a_bound_that_the_store_does_not_admit_is_a_conflict_of_that_input() {
    let store = MemoryStore::new();
    let mut lane = lane(&store);
    for _ in 0..3 {
        one(
            &mut lane,
            Op::Take {
                load: 1,
                cap: 3,
                told: false,
            },
        )
        .unwrap();
    }
    let blind = Op::TakeUnseen { load: 1, cap: 3 };
    let done = lane.step(&inputs(&[deposit(1, 1, 1), blind, deposit(1, 2, 1)]));
    assert_eq!(done[1].as_ref().unwrap_err().kind(), ErrorKind::Conflict);
    assert!(done[0].is_ok() && done[2].is_ok());
    assert_eq!(gauge(&store, load(1)), 3);
    // Room within the batch counts: one is given back before it is taken.
    let done = lane.step(&inputs(&[Op::Release { load: 1 }, blind]));
    assert!(done.iter().all(Result::is_ok));
    assert_eq!(gauge(&store, load(1)), 3);
}

#[test]
fn a_load_of_another_commit_starts_the_step_again() {
    let store = MemoryStore::new();
    let (mut a, mut b) = pair(&store);
    one(&mut a, deposit(3, 2, 7)).unwrap();
    // Account 1 is in memory from before, account 3 must be loaded: both must be of one commit.
    let done = b.step(&inputs(&[deposit(1, 4, 1), deposit(3, 5, 1)]));
    assert!(done.iter().all(Result::is_ok));
    assert_eq!((balance(&store, 1), balance(&store, 3)), (Some(51), Some(8)));
}

#[test]
fn rows_of_two_commits_are_never_seen_together() {
    let store = MemoryStore::new();
    let (mut a, mut b) = (lane(&store), lane(&store));
    a.step(&inputs(&[deposit(1, 1, 1), deposit(3, 2, 1)]));
    one(&mut b, Op::Same { account: 1 }).unwrap();
    a.step(&inputs(&[deposit(1, 3, 1), deposit(3, 4, 1)]));
    // Account 1 is in memory as it was, account 3 is loaded as it is.
    one(&mut b, Op::Equal { a: 1, b: 3 }).unwrap();
}

#[test]
fn what_a_batch_did_itself_is_no_conflict() {
    let (_, faulty, plan) = faulty();
    let (mut a, mut b) = (lane(&faulty), lane(&faulty));
    let toggle = Op::Toggle { task: 1 };
    one(&mut b, toggle).unwrap();
    one(&mut a, deposit(1, 1, 1)).unwrap();
    let before = plan.commits();
    assert!(b.step(&inputs(&[toggle, toggle])).iter().all(Result::is_ok));
    assert_eq!(
        plan.commits() - before,
        1,
        "its own rows are compared as they are stored"
    );
    let take = Op::Take {
        load: 1,
        cap: 1,
        told: false,
    };
    let before = plan.loads();
    assert!(b.step(&inputs(&[take, take]))[1].is_err());
    assert_eq!(
        plan.loads() - before,
        2,
        "looked up once, looked at once more for the refusal"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Takes and releases by two lanes in any order and any batches: the load is never over its cap, and the count of
    /// those who got one is the count of those who have one.
    #[test]
    fn no_load_is_ever_over_its_cap(
        rounds in prop::collection::vec((any::<bool>(), prop::collection::vec((0..2u8, 0..3u8), 1..6)), 1..30),
        cap in 1..4i64,
    ) {
        let store = MemoryStore::new();
        let mut lanes = [lane(&store), lane(&store)];
        let mut held = [0i64; 2];
        for (which, wishes) in rounds {
            let wish = |(load, release): &(u8, u8)| match release {
                0 if held[usize::from(*load)] > 0 => Op::Release { load: *load },
                _ => Op::Take { load: *load, cap, told: false },
            };
            let mut ops: Vec<Op> = wishes.iter().map(wish).collect();
            ops.dedup_by(|a, b| a == b && matches!(a, Op::Release { .. }));
            let mut free = held;
            ops.retain(|op| match op {
                Op::Release { load } => {
                    free[usize::from(*load)] -= 1;
                    free[usize::from(*load)] >= 0
                }
                _ => true,
            });
            let done = lanes[usize::from(which)].step(&inputs(&ops));
            for (op, done) in ops.iter().zip(done) {
                match op {
                    Op::Release { load } => held[usize::from(*load)] -= 1,
                    Op::Take { load, .. } if done.is_ok() => held[usize::from(*load)] += 1,
                    Op::Take { load, .. } => {
                        let kind = done.unwrap_err().kind();
                        prop_assert_eq!(kind, ErrorKind::Rejected, "load {} holds {:?}", load, held);
                    }
                    _ => {}
                }
            }
            for n in 0..2 {
                prop_assert_eq!(gauge(&store, load(n)), held[usize::from(n)]);
                prop_assert!(held[usize::from(n)] <= cap);
            }
        }
    }

    /// Two lanes that take turns end like one lane that does it all. Their clock is right, and no write rests on a
    /// quantity other than by its bound: what is neither read as a row nor bounded is not compared.
    #[test]
    fn lanes_in_turn_end_like_one(
        inputs in determinism::inputs_of(determinism::checked_op(), 80),
        turns in prop::collection::vec((any::<bool>(), 1..9usize), 80),
    ) {
        let (one, two) = (MemoryStore::new(), MemoryStore::new());
        let mut alone = bare(&one);
        let mut lanes = [lane(&two), lane(&two)];
        let mut inputs = inputs;
        (0..).zip(&mut inputs).for_each(|(now, input)| input.now = Timestamp(now));
        let mut rest = &inputs[..];
        for (which, n) in turns {
            let (now, later) = rest.split_at(n.min(rest.len()));
            rest = later;
            let expected: Vec<_> = alone.step(now).into_iter().map(|d| d.map(|d| (d.answer, d.cursor))).collect();
            let got = lanes[usize::from(which)].step(now).into_iter();
            let got: Vec<_> = got.map(|d| d.map(|d| (d.answer, d.cursor))).collect();
            prop_assert_eq!(got, expected);
        }
        for t in 0..2 {
            let tenant = determinism::tenant(t);
            let (a, b) = (dump(&one, &tenant).unwrap(), dump(&two, &tenant).unwrap());
            prop_assert_eq!(a.without_versions(), b.without_versions());
        }
        prop_assert_eq!(two.check().unwrap(), Vec::<String>::new());
    }
}
