//! The suite every ticket store passes: each sentence of the store port, as a case.
//!
//! ```no_run
//! # use std::sync::Arc;
//! # use aftersync_core::store::TicketStore;
//! # fn my_store() -> Arc<dyn TicketStore> { unimplemented!() }
//! aftersync_testkit::store_suite::run(&my_store);
//! aftersync_testkit::store_suite::random_history(1, &my_store, &my_store);
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used)] // a suite fails by panicking

mod blobs;
mod commits;
mod counters;
mod gauges;
mod history;
mod kit;
mod lists;
mod log;
pub mod sample;
mod tenants;

use std::sync::Arc;

use aftersync_core::store::TicketStore;

pub use history::{TENANTS, random_commits, random_history};

/// Makes a new, empty store.
pub type MakeStore<'a> = &'a dyn Fn() -> Arc<dyn TicketStore>;

/// One case.
#[derive(Clone, Copy)]
pub struct Case {
    /// What holds when it passes.
    pub name: &'static str,
    /// Runs it on an empty store; panics when it fails.
    pub run: fn(&dyn TicketStore),
}

/// All cases.
pub fn cases() -> Vec<Case> {
    [
        commits::CASES,
        tenants::CASES,
        gauges::CASES,
        counters::CASES,
        log::CASES,
        lists::CASES,
        blobs::CASES,
    ]
    .concat()
}

/// Runs all cases, each on a new store, and checks the store's structure after each.
pub fn run(make: MakeStore<'_>) {
    for case in cases() {
        run_case(case, make);
    }
}

/// Runs one case on a new store. Its name stands in the panic when the structure is wrong afterwards.
pub fn run_case(case: Case, make: MakeStore<'_>) {
    let store = make();
    (case.run)(&*store);
    let found = store.check().unwrap();
    assert!(found.is_empty(), "after the case `{}`: {found:?}", case.name);
}

/// Short for a case whose function's name says it all.
macro_rules! suite {
    ($($name:ident,)+) => {
        /// The cases of this file.
        pub(super) const CASES: &[$crate::store_suite::Case] =
            &[$($crate::store_suite::Case { name: stringify!($name), run: $name },)+];
    };
}
use suite;
