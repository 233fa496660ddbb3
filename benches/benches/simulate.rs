//! Past tickets given out again by other rules, both configurations in one call: how it grows with tickets and people, beside a
//! mere trial of the rules over the same tickets. Nobody has ten minutes for each, so many wait.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]
use std::sync::Arc;
use std::time::Instant;

use aftersync_benches::cpu::load;
use aftersync_benches::merchant::{Size, config, desk_of};
use aftersync_benches::runs::scaled;
use aftersync_benches::traffic::traffic;
use aftersync_core::engine::Desk;
use aftersync_core::engine::simulate::SimulationQuery;
use aftersync_core::engine::trial::TrialQuery;
use aftersync_core::limits::MAX_PAGE;
use aftersync_core::model::config::Config;
use aftersync_core::model::time::MINUTE;
use aftersync_testkit::MemoryStore;

/// Facts of which each fifth opens a ticket.
const FACTS_A_TICKET: usize = 5;
const ROUNDS: usize = 3;

fn main() {
    if std::env::args().all(|argument| argument != "--bench") {
        return; // Built by `cargo test --benches`: nothing to test here, see `tests/smoke.rs`.
    }
    println!("load {} before", load());
    println!(
        "| people, rules | tickets | would differ | simulate | a ticket | the trial of the rules alone, of that |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    for (name, size) in [("20, 3", Size::USUAL), ("1,000, 503", Size::LARGE)] {
        for tickets in [1_000, 10_000] {
            row(name, size, scaled(tickets));
        }
    }
    println!("load {} after", load());
}

fn row(name: &str, size: Size, tickets: usize) {
    let desk = desk_of(Arc::new(MemoryStore::new()), size);
    for facts in traffic(tickets * FACTS_A_TICKET).chunks(500) {
        let taken = desk.ingest(facts.to_vec()).wait().unwrap();
        assert!(taken.iter().all(Result::is_ok));
    }
    let other = other(size);
    let query = SimulationQuery {
        everybody_there: true,
        work_ms: Some(10 * MINUTE),
        ..SimulationQuery::default()
    };
    let simulated = || desk.simulate(other.clone(), query.clone()).wait().unwrap();
    let found = simulated();
    let whole = least(|| drop(simulated()));
    let trial = least(|| tried(&desk, &other));
    println!(
        "| {name} | {} | {} | {:.0} ms | {:.0} us | {:.0} % |",
        found.tickets,
        found.differ,
        whole * 1e3,
        whole * 1e6 / f64::from(found.tickets.max(1)),
        100.0 * trial / whole,
    );
}

/// What is broken goes where all else goes.
fn other(size: Size) -> Config {
    let mut other = config(size);
    other.rules.retain(|rule| rule.name != "broken");
    other
}

fn tried(desk: &Desk, other: &Config) {
    let mut query = TrialQuery {
        limit: MAX_PAGE,
        ..TrialQuery::default()
    };
    loop {
        let page = desk.try_config(other.clone(), query.clone()).wait().unwrap();
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
}

fn least(of: impl Fn()) -> f64 {
    let timed = (0..ROUNDS).map(|_| {
        let began = Instant::now();
        of();
        began.elapsed().as_secs_f64()
    });
    timed.fold(f64::INFINITY, f64::min)
}
