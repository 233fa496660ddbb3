//! Pushes through the whole engine of a merchant with 500 rules and 1,000 people, against the same merchant without either.
//! The target: at least 80 % of the rate.
#![allow(missing_docs)]
use aftersync_benches::compared::compared;
use aftersync_benches::merchant::{Size, desk_of};

fn main() {
    if std::env::args().all(|argument| argument != "--bench") {
        return; // Built by `cargo test --benches`: nothing to test here, see `tests/smoke.rs`.
    }
    compared(
        "routed",
        &[
            ("nobody, 3 rules", &|store| desk_of(store, Size::UNROUTED)),
            ("20 people, 3 rules", &|store| desk_of(store, Size::USUAL)),
            ("1,000 people, 503 rules", &|store| desk_of(store, Size::LARGE)),
        ],
    );
}
