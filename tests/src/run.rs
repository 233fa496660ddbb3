//! Runs a history through a lane, in any of the ways a lane can work.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync_core::engine::decide::Rules;
use aftersync_core::engine::input::{Input, What};
use aftersync_core::engine::lane::{Lane, LaneOptions};
use aftersync_core::model::fact::Fact;
use aftersync_core::model::ids::Tenant;
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::TicketStore;

use crate::prng::Prng;

/// Rules without any platform: facts only.
pub fn bare_rules() -> Arc<Rules> {
    Arc::new(Rules::new(BTreeMap::new(), BTreeMap::new(), [7; 32]))
}

/// One of the ways a lane can work; none may change what comes out.
pub fn options(seed: u64) -> (LaneOptions, usize) {
    let mut r = Prng::new(seed);
    let options = LaneOptions {
        hints: r.chance(50),
        resident: r.chance(50),
        resident_rows: *r.pick(&[50, 20_000]),
        ..LaneOptions::default()
    };
    (options, *r.pick(&[1, 2, 7, 64, 1_000]))
}

/// Takes in facts, `batch` at a time; panics when one is refused.
pub fn ingest(store: &dyn TicketStore, tenant: &Tenant, rules: &Arc<Rules>, facts: &[Fact], seed: u64, way: u64) {
    let (options, batch) = options(way);
    let mut lane = Lane::new(store.writer().unwrap(), rules.clone()).with_options(options);
    let now = facts.iter().map(|f| f.occurred_at).max().unwrap_or_default();
    let inputs: Vec<Input> = facts
        .iter()
        .enumerate()
        .map(|(i, f)| input(tenant, now, seed, i, f))
        .collect();
    for part in inputs.chunks(batch) {
        for (answer, given) in lane.step(part).into_iter().zip(part) {
            if let Err(e) = answer {
                panic!("{e:?} for {:?}", given.what);
            }
        }
    }
}

fn input(tenant: &Tenant, now: Timestamp, seed: u64, i: usize, fact: &Fact) -> Input {
    Input {
        tenant: tenant.clone(),
        now: now.plus(i as i64),
        seed: u128::from(seed) << 64 | i as u128,
        what: What::Fact(Box::new(fact.clone())),
    }
}
