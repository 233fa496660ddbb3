//! The same inputs end in the same state, however they are batched and whatever is in memory.
use aftersync_core::engine::input::Input;
use aftersync_core::engine::lane::{Lane, LaneOptions};
use aftersync_core::model::ids::Tenant;
use aftersync_core::store::TicketStore;
use aftersync_testkit::{Dump, MemoryStore, dump};
use proptest::prelude::*;

use crate::toy::{Op, Toy};

/// Any operation, on few enough objects that they meet.
pub fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        9 => checked_op(),
        1 => (0..3u8, 0..6u8).prop_map(|(load, account)| Op::Look { load, account }),
    ]
}

/// Any operation whose writes rest on rows and bounds only.
pub fn checked_op() -> impl Strategy<Value = Op> {
    prop_oneof![
        4 => (0..6u8, 0..40u16, 1..50u64).prop_map(|(account, key, by)| Op::Deposit { account, key, by }),
        3 => (0..6u8).prop_map(|account| Op::Chase { account }),
        3 => (0..3u8, 1..4i64, any::<bool>()).prop_map(|(load, cap, told)| Op::Take { load, cap, told }),
        2 => (0..3u8).prop_map(|load| Op::Release { load }),
        1 => (0..3u8).prop_map(|group| Op::Open { group }),
        3 => (0..4u8).prop_map(|task| Op::Toggle { task }),
        2 => (0..3u8, 0..9u8).prop_map(|(raw, size)| Op::Blind { raw, size }),
        2 => (0..3u8, 0..6u8).prop_map(|(raw, account)| Op::ReadBlind { raw, account }),
        1 => (0..6u8).prop_map(|account| Op::Delete { account }),
        1 => (0..6u8).prop_map(|account| Op::Same { account }),
        1 => (0..6u8, 0..60u64).prop_map(|(account, bound)| Op::Below { account, bound }),
    ]
}

/// Inputs of two tenants whose clocks jump back and forth.
pub fn inputs(most: usize) -> impl Strategy<Value = Vec<Input>> {
    inputs_of(op(), most)
}

pub fn inputs_of(op: impl Strategy<Value = Op>, most: usize) -> impl Strategy<Value = Vec<Input>> {
    let one = (op, 0..2u8, 0..5_000i64);
    prop::collection::vec(one, 1..most).prop_map(|all| {
        let made = all.into_iter().enumerate();
        made.map(|(i, (op, t, now))| op.input(&tenant(t), now, i as u128))
            .collect()
    })
}

pub fn tenant(n: u8) -> Tenant {
    Tenant::new(format!("tenant {n}"))
}

type Outcome = (Vec<Dump>, Vec<String>);

/// Runs the inputs in steps of that size and gives all that can be seen of it, versions apart.
fn run(inputs: &[Input], step: usize, options: LaneOptions) -> Outcome {
    let store = MemoryStore::new();
    let mut lane = Lane::new(store.writer().unwrap(), Toy::new()).with_options(options);
    let mut answers = Vec::new();
    for chunk in inputs.chunks(step) {
        let done = lane.step(chunk).into_iter();
        answers.extend(done.map(|a| format!("{:?}", a.map(|done| (done.answer, done.cursor)))));
    }
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let dumps = (0..2).map(|t| dump(&store, &tenant(t)).unwrap().without_versions());
    (dumps.collect(), answers)
}

fn every_way() -> Vec<(usize, LaneOptions)> {
    let mut ways = Vec::new();
    for step in [1, 7, 64, 1_000] {
        for (hints, resident) in [(false, false), (true, false), (false, true), (true, true)] {
            for resident_rows in [8, 20_000] {
                let max_batch = 1_000;
                ways.push((
                    step,
                    LaneOptions {
                        hints,
                        resident,
                        max_batch,
                        resident_rows,
                    },
                ));
            }
        }
    }
    ways.push((
        1_000,
        LaneOptions {
            max_batch: 13,
            ..LaneOptions::default()
        },
    ));
    ways
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn batches_hints_and_memory_change_nothing(inputs in inputs(150)) {
        let plain = LaneOptions { hints: false, resident: false, ..LaneOptions::default() };
        let expected = run(&inputs, 1, plain);
        for (step, options) in every_way() {
            let got = run(&inputs, step, options);
            prop_assert_eq!(&got, &expected, "steps of {} with {:?}", step, options);
        }
    }
}
