//! One binary for all targets: the environment variable `AFTERSYNC_FUZZ` names the one to run. What the targets are, and
//! what must hold in each, is in `tests/src/fuzz.rs`.
#![no_main]
use std::sync::OnceLock;

use aftersync_tests::fuzz::{Target, find, targets};
use libfuzzer_sys::fuzz_target;

fn chosen() -> &'static Target {
    static CHOSEN: OnceLock<&'static Target> = OnceLock::new();
    CHOSEN.get_or_init(|| {
        let name = std::env::var("AFTERSYNC_FUZZ").unwrap_or_default();
        let known: Vec<&str> = targets().iter().map(|target| target.name.as_str()).collect();
        find(&name).unwrap_or_else(|| panic!("AFTERSYNC_FUZZ must name one of {known:?}"))
    })
}

fuzz_target!(|bytes: &[u8]| (chosen().run)(bytes));
