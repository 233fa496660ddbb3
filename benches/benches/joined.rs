//! Pushes through the whole engine of a merchant whose buyers are joined by all they show, against the same merchant with
//! nobody joined to anybody. The target: at least 70 % of the rate.
#![allow(missing_docs)]
use aftersync_benches::compared::compared;
use aftersync_benches::merchant::desk_joined;
use aftersync_core::model::customer::JoinBy;

fn main() {
    if std::env::args().all(|argument| argument != "--bench") {
        return; // Built by `cargo test --benches`: nothing to test here, see `tests/smoke.rs`.
    }
    compared(
        "joined",
        &[
            ("joined by nothing", &|store| desk_joined(store, JoinBy::Nothing)),
            ("joined by keys", &|store| desk_joined(store, JoinBy::Keys)),
            ("joined by records", &|store| desk_joined(store, JoinBy::Records)),
        ],
    );
}
