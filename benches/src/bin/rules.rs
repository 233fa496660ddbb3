//! The same rules in our own engine, for `benches/peers/run`: `rules data N` prints them as data, `rules rate N` how many tickets
//! a second are matched by the index, one by one and by the `cel` crate, the ticket written down each time.
#![allow(clippy::print_stdout)]
use std::hint::black_box;
use std::time::{Duration, Instant};

use aftersync_benches::rulesets::{as_data, as_expressions, config, expressions, tickets};
use aftersync_core::routing::{Ruleset, Search, Subject};
use serde_json::json;

const ROUND: Duration = Duration::from_millis(500);
const ROUNDS: usize = 3;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let word = arguments.next().unwrap_or_default();
    let rules = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(500);
    let said = if word == "rate" { rates(rules) } else { as_data(rules) };
    println!("{said}");
}

fn rates(rules: usize) -> serde_json::Value {
    let (config, tickets) = (config(rules), tickets());
    let by = |search| {
        let compiled = Ruleset::with(&config, search);
        rate(tickets.len(), || {
            let found = tickets.iter().filter_map(|t| {
                compiled
                    .matching(black_box(&Subject::from(t).at(t.changed_at, &config)))
                    .winner
            });
            black_box(found.count());
        })
    };
    let (programs, facts) = (expressions(rules), as_expressions(&tickets));
    let cel = rate(facts.len(), || {
        let first = |facts: &_| {
            programs
                .iter()
                .position(|p| p.execute(black_box(facts)) == Ok(true.into()))
        };
        black_box(facts.iter().filter_map(first).count());
    });
    json!({"index": by(Search::Indexed), "one by one": by(Search::Linear), "cel": cel})
}

/// Tickets a second, the best of some rounds: others on the machine only make it slower.
fn rate(tickets: usize, mut pass: impl FnMut()) -> f64 {
    pass();
    let mut best = 0.0_f64;
    for _ in 0..ROUNDS {
        let (start, mut passes) = (Instant::now(), 0_usize);
        while start.elapsed() < ROUND {
            pass();
            passes += 1;
        }
        best = best.max((passes * tickets) as f64 / start.elapsed().as_secs_f64());
    }
    best
}
