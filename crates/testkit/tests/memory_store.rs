//! The reference store passes the suite of all stores.
use std::sync::Arc;

use aftersync_core::store::TicketStore;
use aftersync_testkit::{MemoryStore, store_suite};

fn make() -> Arc<dyn TicketStore> {
    Arc::new(MemoryStore::new())
}

#[test]
fn it_passes_the_suite() {
    store_suite::run(&make);
}

#[test]
fn a_history_has_one_outcome() {
    for seed in 0..40 {
        store_suite::random_history(seed, &make, &make);
    }
}
