//! The store passes the suite of all stores, and does what the reference store does.
#![allow(clippy::unwrap_used)]
use std::sync::Arc;

use aftersync_core::store::TicketStore;
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::{MemoryStore, store_suite};

fn sqlite() -> Arc<dyn TicketStore> {
    Arc::new(SqliteStore::in_memory().unwrap())
}

fn memory() -> Arc<dyn TicketStore> {
    Arc::new(MemoryStore::new())
}

#[test]
fn it_passes_the_suite() {
    store_suite::run(&sqlite);
}

#[test]
fn it_does_what_the_reference_does() {
    for seed in 0..24 {
        store_suite::random_history(seed, &memory, &sqlite);
    }
}
