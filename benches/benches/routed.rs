//! Pushes through the whole engine of a merchant with 500 rules and 1,000 people, against the same merchant without either.
//!
//! The target: at least 80 % of the rate. Both stand side by side in each round; the medians are printed.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, missing_docs)]
use std::sync::Arc;

use aftersync_benches::cpu::load;
use aftersync_benches::disk::empty_folder;
use aftersync_benches::merchant::{Size, desk_of};
use aftersync_benches::runs::{Run, scaled, through_desk};
use aftersync_benches::wire::wire;
use aftersync_core::store::TicketStore;
use aftersync_seal::Sealing;
use aftersync_sqlite::{Durability, Options, SqliteStore};
use aftersync_testkit::MemoryStore;

const ROUNDS: usize = 3;
const FACTS: usize = 20_000;
const CALLERS: usize = 64;
const SIZES: [(&str, Size); 3] = [
    ("nobody, 3 rules", Size::UNROUTED),
    ("20 people, 3 rules", Size::USUAL),
    ("1,000 people, 503 rules", Size::LARGE),
];

type Open = fn() -> Arc<dyn TicketStore>;

fn main() {
    if std::env::args().all(|argument| argument != "--bench") {
        return; // Built by `cargo test --benches`: nothing to test here, see `tests/smoke.rs`.
    }
    println!("load {} before", load());
    println!(
        "| store | merchant | facts/s | of the rate with nobody | CPU us/fact (lane) |\n| --- | --- | --- | --- | --- |"
    );
    let sent = wire(scaled(FACTS));
    let stores: [(&str, Open); 2] = [("SQLite Normal", sealed), ("memory", || Arc::new(MemoryStore::new()))];
    for (store, open) in stores {
        let mut runs: Vec<Vec<Run>> = vec![Vec::new(); SIZES.len()];
        for _ in 0..ROUNDS {
            for (at, (_, size)) in SIZES.iter().enumerate() {
                runs[at].push(through_desk(desk_of(open(), *size), &sent, CALLERS));
            }
        }
        let mut alone = None;
        for ((merchant, _), mut rounds) in SIZES.iter().zip(runs) {
            rounds.sort_by(|a, b| a.rate().total_cmp(&b.rate()));
            let run = rounds[ROUNDS / 2];
            let share = 100.0 * run.rate() / *alone.get_or_insert(run.rate());
            let micros = run
                .micros()
                .map_or("-".to_owned(), |(all, lane)| format!("{all:.0} ({lane:.0})"));
            println!("| {store} | {merchant} | {:.0} | {share:.0} % | {micros} |", run.rate());
        }
    }
    println!("load {} after", load());
}

fn sealed() -> Arc<dyn TicketStore> {
    let options = Options {
        sealing: Sealing::local([7; 32]),
        ..Options::durable(Durability::Normal)
    };
    Arc::new(SqliteStore::open(empty_folder("routed").join("desk.db"), options).unwrap())
}
