//! What one lane writes: nets, versions, places in the log, checks, and the price of it.
use std::sync::atomic::Ordering;

use aftersync_core::error::ErrorKind;
use aftersync_core::model::event::Cursor;
use aftersync_core::model::ids::Tenant;
use aftersync_core::store::{Head, Key, Raw, Record, Sequence, Slot, TicketStore};
use aftersync_testkit::{MemoryStore, dump};

use crate::bench::*;
use crate::toy::{Op, account, load, raw};

#[test]
fn a_batch_is_one_commit_and_each_answer_has_its_place() {
    let store = MemoryStore::new();
    let mut lane = lane(&store);
    let done = lane.step(&inputs(&[
        deposit(1, 1, 5),
        deposit(1, 2, 5),
        deposit(1, 1, 5),
        deposit(2, 3, 1),
    ]));
    let places: Vec<_> = done
        .iter()
        .map(|d| d.as_ref().map(|d| (d.cursor.0, d.rev)).unwrap())
        .collect();
    assert_eq!(places, [(1, 1), (2, 1), (2, 1), (3, 1)]);
    assert!(repeated(&done[2]) && !repeated(&done[3]));
    assert_eq!((balance(&store, 1), balance(&store, 2)), (Some(10), Some(1)));
    let all = dump(&store, &tenant()).unwrap();
    assert!(all.rows.values().all(|(version, _)| *version == 1));
    assert_eq!(all.counters.values().sum::<i64>(), 11);
}

#[test]
fn a_repeat_and_a_row_put_as_it_is_write_nothing() {
    let store = MemoryStore::new();
    for mut lane in [lane(&store), bare(&store)] {
        one(&mut lane, deposit(1, 1, 5)).unwrap();
        assert!(repeated(&one(&mut lane, deposit(1, 1, 5))));
        assert_eq!(one(&mut lane, Op::Same { account: 1 }).unwrap().rev, 1);
        assert_eq!(store.reader().unwrap().head(&tenant()).unwrap().rev, 1);
    }
}

#[test]
fn rows_in_memory_spare_the_loads_and_stay_within_their_bound() {
    let (_, store, plan) = faulty();
    let (mut lane, toy) = counted(&store);
    one(&mut lane, deposit(1, 1, 5)).unwrap();
    let (loads, decided) = (plan.loads(), toy.decided.load(Ordering::Relaxed));
    assert_eq!((loads, decided), (1, 1), "hints load all at once");
    one(&mut lane, Op::Below { account: 1, bound: 9 }).unwrap();
    assert_eq!(plan.loads(), loads, "the account is in memory");

    let options = aftersync_core::engine::lane::LaneOptions {
        resident_rows: 3,
        ..lane.options()
    };
    let mut small = lane.with_options(options);
    for n in 0..20 {
        one(&mut small, deposit(n, n.into(), 1)).unwrap();
        assert!(small.resident_rows() <= 3);
    }
    let tenants: Vec<Tenant> = (0..20).map(|n| Tenant::new(format!("t{n}"))).collect();
    for tenant in &tenants {
        small.step(&[deposit(1, 1, 1).input(tenant, 1, 1)]);
        assert!(small.resident_rows() <= 3);
    }
}

#[test]
fn rows_written_blindly_are_not_kept_and_are_seen_by_those_who_look() {
    let store = MemoryStore::new();
    let mut lane = lane(&store);
    one(&mut lane, Op::Blind { raw: 1, size: 3 }).unwrap();
    assert_eq!(lane.resident_rows(), 0);
    let done = lane.step(&inputs(&[
        Op::Blind { raw: 1, size: 7 },
        Op::ReadBlind { raw: 1, account: 2 },
    ]));
    assert!(done.iter().all(Result::is_ok));
    assert_eq!(balance(&store, 2), Some(7));
    assert!(matches!(slot(&store, Raw::key(raw(1))), Slot::Row { version: 2, .. }));
    assert_eq!(lane.resident_rows(), 1, "the account, not the payload");
}

#[test]
fn a_quantity_loaded_late_has_what_the_batch_did_to_it() {
    let store = MemoryStore::new();
    let mut first = lane(&store);
    for _ in 0..5 {
        one(
            &mut first,
            Op::Take {
                load: 1,
                cap: 9,
                told: false,
            },
        )
        .unwrap();
    }
    // Nobody has looked at load 1 when it is given back twice; then somebody does.
    let ops = [
        Op::Release { load: 1 },
        Op::Release { load: 1 },
        Op::Look { load: 1, account: 1 },
    ];
    let done = bare(&store).step(&inputs(&ops));
    assert!(done.iter().all(Result::is_ok));
    assert_eq!(balance(&store, 1), Some(3));
    assert_eq!(gauge(&store, load(1)), 3);
}

#[test]
fn several_tenants_are_one_commit_with_a_place_each() {
    let (store, faulty, plan) = faulty();
    let mut lane = lane(&faulty);
    let (a, b) = (Tenant::new("a"), Tenant::new("b"));
    let all = [
        deposit(1, 1, 1).input(&b, 7, 1),
        deposit(1, 1, 2).input(&a, 9, 2),
        deposit(1, 2, 3).input(&b, 5, 3),
    ];
    let done: Vec<_> = lane.step(&all).into_iter().map(Result::unwrap).collect();
    assert_eq!(plan.commits(), 1);
    assert_eq!(done.iter().map(|d| d.cursor.0).collect::<Vec<_>>(), [1, 1, 2]);
    let mut reader = store.reader().unwrap();
    let head = |cursor, now| Head {
        rev: 1,
        cursor: Cursor(cursor),
        now: aftersync_core::model::time::Timestamp(now),
    };
    assert_eq!(reader.head(&a).unwrap(), head(1, 9));
    assert_eq!(reader.head(&b).unwrap(), head(2, 7), "time does not run backwards");
    assert_eq!(lane.heads().head(&b), Some(Cursor(2)));
}

#[test]
fn a_panicking_rule_stops_its_own_input_only() {
    let store = MemoryStore::new();
    let mut lane = lane(&store);
    let done = lane.step(&inputs(&[deposit(1, 1, 5), Op::Panic, deposit(1, 2, 5)]));
    assert!(done[0].is_ok() && done[2].is_ok());
    let error = done[1].as_ref().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Internal);
    assert_eq!(error.context_of("panic"), Some("the toy panics"));
    assert_eq!(balance(&store, 1), Some(10));
}

#[test]
fn a_rule_that_asks_without_end_is_stopped_and_says_what_for() {
    let store = MemoryStore::new();
    let mut lane = lane(&store);
    let ops = [
        Op::Stuck,
        Op::Endless { wide: false },
        Op::Endless { wide: true },
        deposit(1, 1, 1),
    ];
    let done = lane.step(&inputs(&ops));
    let asked: Vec<_> = done[..3]
        .iter()
        .map(|d| d.as_ref().unwrap_err().context_of("asked").unwrap())
        .collect();
    assert_eq!(asked, ["sequence:1", "id_bucket:256", "id_bucket:101000"]);
    assert!(
        done[..3]
            .iter()
            .all(|d| d.as_ref().unwrap_err().kind() == ErrorKind::Internal)
    );
    assert!(done[0].as_ref().unwrap_err().message().contains("loaded already"));
    assert!(done[3].is_ok());
}

#[test]
fn a_refusal_may_leave_an_event() {
    let store = MemoryStore::new();
    let mut lane = lane(&store);
    let take = |told| Op::Take { load: 1, cap: 1, told };
    let done = lane.step(&inputs(&[take(true), take(true), take(false)]));
    assert_eq!(done.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(dump(&store, &tenant()).unwrap().events.len(), 1);
    assert_eq!(
        lane.heads().head(&tenant()),
        Some(Cursor(1)),
        "published, though no answer carries it"
    );
}

#[test]
fn a_deleted_row_is_absent_for_the_next_input_and_in_the_store() {
    let store = MemoryStore::new();
    let mut lane = lane(&store);
    let ops = [
        deposit(1, 1, 5),
        Op::Delete { account: 1 },
        Op::Below { account: 1, bound: 0 },
    ];
    assert!(lane.step(&inputs(&ops)).iter().all(Result::is_ok));
    assert_eq!(balance(&store, 1), None);
    one(&mut lane, deposit(1, 2, 4)).unwrap();
    assert_eq!(balance(&store, 1), Some(4));
    let key: Key = Sequence::key(account(1));
    assert_eq!(slot(&store, key).version(), 2);
}
