//! The store passes the suite of all stores, sealed and not, and does what the reference store does.
#![allow(clippy::unwrap_used)]
use std::sync::Arc;

use aftersync_core::store::TicketStore;
use aftersync_seal::Sealing;
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::{MemoryStore, store_suite};

fn open() -> Arc<dyn TicketStore> {
    Arc::new(SqliteStore::in_memory().unwrap())
}

fn sealed() -> Arc<dyn TicketStore> {
    Arc::new(SqliteStore::in_memory_with(Sealing::local([7; 32])).unwrap())
}

fn memory() -> Arc<dyn TicketStore> {
    Arc::new(MemoryStore::new())
}

#[test]
fn it_passes_the_suite() {
    store_suite::run(&open);
}

#[test]
fn it_passes_the_suite_sealed() {
    store_suite::run(&sealed);
}

#[test]
fn it_does_what_the_reference_does() {
    for seed in 0..24 {
        store_suite::random_history(seed, &memory, &open);
    }
}

#[test]
fn it_does_what_the_reference_does_sealed() {
    for seed in 0..24 {
        store_suite::random_history(seed, &memory, &sealed);
    }
}
