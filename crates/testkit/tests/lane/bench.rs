//! A small set-up for tests of the lane.
use std::sync::Arc;

use aftersync_core::engine::input::{Answer, Done, Input};
use aftersync_core::engine::lane::{Lane, LaneOptions};
use aftersync_core::error::Error;
use aftersync_core::model::ids::Tenant;
use aftersync_core::store::{Key, Record, Sequence, Slot, TicketStore};
use aftersync_testkit::{FaultyStore, MemoryStore, Plan};

use crate::toy::{Op, Toy, account};

pub fn tenant() -> Tenant {
    Tenant::new("tenant")
}

/// An operation of the one tenant at time 1.
pub fn input(op: Op, seed: u128) -> Input {
    op.input(&tenant(), 1, seed)
}

pub fn inputs(ops: &[Op]) -> Vec<Input> {
    ops.iter().zip(0..).map(|(op, seed)| input(*op, seed)).collect()
}

pub fn deposit(account: u8, key: u16, by: u64) -> Op {
    Op::Deposit { account, key, by }
}

pub fn lane(store: &dyn TicketStore) -> Lane {
    Lane::new(store.writer().unwrap(), Toy::new())
}

/// A lane that looks everything up when it needs it and forgets it at once.
pub fn bare(store: &dyn TicketStore) -> Lane {
    let options = LaneOptions {
        hints: false,
        resident: false,
        ..LaneOptions::default()
    };
    lane(store).with_options(options)
}

pub fn faulty() -> (MemoryStore, FaultyStore<MemoryStore>, Plan) {
    let (store, plan) = (MemoryStore::new(), Plan::new());
    (store.clone(), FaultyStore::new(store, plan.clone()), plan)
}

pub fn slot(store: &dyn TicketStore, key: Key) -> Slot {
    let loaded = store.reader().unwrap().load(&tenant(), &[key]).unwrap();
    loaded.slots.into_iter().next().unwrap()
}

pub fn balance(store: &dyn TicketStore, n: u8) -> Option<u64> {
    match slot(store, Sequence::key(account(n))) {
        Slot::Row { row, .. } => Some(Sequence::of(&row).unwrap().tickets),
        _ => None,
    }
}

pub fn gauge(store: &dyn TicketStore, key: Key) -> i64 {
    match slot(store, key) {
        Slot::Gauge(value) => value,
        other => panic!("not a quantity: {other:?}"),
    }
}

pub fn repeated(done: &Result<Done, Error>) -> bool {
    matches!(
        done,
        Ok(Done {
            answer: Answer::Applied { repeated: true, .. },
            ..
        })
    )
}

/// One input through a lane.
pub fn one(lane: &mut Lane, op: Op) -> Result<Done, Error> {
    lane.step(&[input(op, 99)]).pop().unwrap()
}

/// The toy, shared, to count how often it was asked.
pub fn counted(store: &dyn TicketStore) -> (Lane, Arc<Toy>) {
    let toy = Toy::new();
    (Lane::new(store.writer().unwrap(), toy.clone()), toy)
}
