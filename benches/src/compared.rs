//! Ways to run one merchant, side by side in each round: what each costs of the rate of the first one.
#![allow(clippy::print_stdout)]
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::store::TicketStore;
use aftersync_seal::Sealing;
use aftersync_sqlite::{Durability, Options, SqliteStore};
use aftersync_testkit::MemoryStore;

use crate::cpu::load;
use crate::disk::empty_folder;
use crate::runs::{Run, scaled, through_desk};
use crate::wire::wire;

const ROUNDS: usize = 3;
const FACTS: usize = 20_000;
const CALLERS: usize = 64;

/// What a way is called, and how its desk is set up over an empty store.
pub type Way<'a> = (&'a str, &'a dyn Fn(Arc<dyn TicketStore>) -> Desk);

/// Prints a table: pushes through the whole engine each way, over a sealed file and over memory; the median of the rounds.
pub fn compared(folder: &str, ways: &[Way<'_>]) {
    println!("load {} before", load());
    let first = ways.first().map_or("", |way| way.0);
    println!(
        "| store | merchant | facts/s | of the rate with {first} | CPU us/fact (lane) |\n| --- | --- | --- | --- | --- |"
    );
    let sent = wire(scaled(FACTS));
    let sealed: &dyn Fn() -> Arc<dyn TicketStore> = &|| sealed(folder);
    let memory: &dyn Fn() -> Arc<dyn TicketStore> = &|| Arc::new(MemoryStore::new());
    for (store, open) in [("SQLite NORMAL", sealed), ("memory", memory)] {
        let mut runs: Vec<Vec<Run>> = vec![Vec::new(); ways.len()];
        for _ in 0..ROUNDS {
            for (runs, (_, desk)) in runs.iter_mut().zip(ways) {
                runs.push(through_desk(desk(open()), &sent, CALLERS));
            }
        }
        let mut alone = None;
        for ((way, _), rounds) in ways.iter().zip(runs) {
            let run = median(rounds);
            let share = 100.0 * run.rate() / *alone.get_or_insert(run.rate());
            let micros = run
                .micros()
                .map_or("-".to_owned(), |(all, lane)| format!("{all:.0} ({lane:.0})"));
            println!("| {store} | {way} | {:.0} | {share:.0} % | {micros} |", run.rate());
        }
    }
    println!("load {} after", load());
}

fn median(mut rounds: Vec<Run>) -> Run {
    rounds.sort_by(|a, b| a.rate().total_cmp(&b.rate()));
    rounds[ROUNDS / 2]
}

fn sealed(folder: &str) -> Arc<dyn TicketStore> {
    let options = Options {
        sealing: Sealing::local([7; 32]),
        ..Options::durable(Durability::Normal)
    };
    Arc::new(SqliteStore::open(empty_folder(folder).join("desk.db"), options).unwrap())
}
