//! Pushes of a platform through the whole engine into a sealed store, against the floor (the same bytes checked and read, the
//! same writes sealed and made with nobody deciding anything), the disk alone, and memory.
//!
//! Not criterion's: only ratios within one run mean anything on a shared disk, so all ways of a round stand side by side,
//! and what counts beside the time is the processor time of each thread. The median of the rounds is printed.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, missing_docs)]
use std::sync::Arc;
use std::time::Duration;

use aftersync_benches::cpu::load;
use aftersync_benches::disk::{appends_a_second, empty_folder};
use aftersync_benches::record::Commits;
use aftersync_benches::runs::{Run, recorded, replayed, scaled, through_engine};
use aftersync_benches::wire::wire;
use aftersync_seal::Sealing;
use aftersync_sqlite::{Durability, Options, SqliteStore};
use aftersync_testkit::MemoryStore;

const ROUNDS: usize = 3;
/// Callers, and how many facts they send in.
const WAYS: [(usize, usize); 3] = [(1, 3_000), (64, 20_000), (512, 40_000)];
const DURABILITIES: [Durability; 2] = [Durability::Full, Durability::Normal];

fn main() {
    if std::env::args().all(|argument| argument != "--bench") {
        return; // Built by `cargo test --benches`: nothing to test here, see `tests/smoke.rs`.
    }
    println!("load {} before", load());
    let mut disks: Vec<f64> = (0..ROUNDS).map(|_| disk()).collect();
    let disk = median(&mut disks);
    println!("disk: {disk:.0} appends of 4 KB a second, each with fdatasync");
    println!(
        "| store | callers | facts/s | to one caller | to the floor | batch | rows/fact | CPU us/fact (lane) | floor CPU us | ratio |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for durability in DURABILITIES {
        let mut one = None;
        for (callers, facts) in WAYS {
            let facts = scaled(facts);
            let sent = wire(facts);
            let commits = recorded(Arc::new(fresh(durability)), &sent, callers);
            let mut rounds: Vec<(Run, Run)> = (0..ROUNDS)
                .map(|_| {
                    let engine = through_engine(Arc::new(fresh(durability)), &sent, callers);
                    (engine, replayed(&fresh(durability), &commits, &sent))
                })
                .collect();
            rounds.sort_by(|a, b| a.0.rate().total_cmp(&b.0.rate()));
            let (engine, raw) = rounds[ROUNDS / 2];
            let rate = engine.rate();
            let alone = *one.get_or_insert(rate);
            let mut ratios: Vec<f64> = rounds.iter().map(|(engine, raw)| engine.rate() / raw.rate()).collect();
            let ratio = format!("{:.2}", median(&mut ratios));
            line(
                &format!("SQLite {durability:?}"),
                callers,
                &engine,
                alone,
                &ratio,
                Some(&commits.1),
                Some(&raw),
            );
            if callers == 1 {
                println!("(one caller {durability:?}: {:.2} of the disk's own rate)", rate / disk);
            }
        }
    }
    let mut one = None;
    for (callers, facts) in WAYS {
        let sent = wire(scaled(facts));
        let mut rounds: Vec<Run> = (0..ROUNDS)
            .map(|_| through_engine(Arc::new(MemoryStore::new()), &sent, callers))
            .collect();
        rounds.sort_by(|a, b| a.rate().total_cmp(&b.rate()));
        let run = rounds[ROUNDS / 2];
        let alone = *one.get_or_insert(run.rate());
        line("memory", callers, &run, alone, "-", None, None);
    }
    println!("load {} after", load());
}

#[allow(clippy::too_many_arguments)]
fn line(store: &str, callers: usize, run: &Run, one: f64, ratio: &str, commits: Option<&Commits>, raw: Option<&Run>) {
    let micros = |run: &Run| match run.micros() {
        Some((all, lane)) => format!("{all:.0} ({lane:.0})"),
        None => "-".to_owned(),
    };
    let (batch, rows) = match commits {
        Some(commits) => {
            let rows: usize = commits.iter().flatten().map(|batch| batch.rows.len()).sum();
            (
                format!("{:.0}", run.facts as f64 / commits.len() as f64),
                format!("{:.1}", rows as f64 / run.facts as f64),
            )
        }
        None => ("-".to_owned(), "-".to_owned()),
    };
    let floor = raw.and_then(Run::micros).map(|(all, _)| all);
    let times = run.micros().zip(floor).map(|((all, _), floor)| all / floor);
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    println!(
        "| {store} | {callers} | {:.0} | {:.1}x | {ratio} | {batch} | {rows} | {} | {} | {} |",
        run.rate(),
        run.rate() / one,
        micros(run),
        or_none(floor.map(|floor| format!("{floor:.0}"))),
        or_none(times.map(|times| format!("{times:.2}x"))),
    );
}

fn fresh(durability: Durability) -> SqliteStore {
    let options = Options {
        sealing: Sealing::local([7; 32]),
        ..Options::durable(durability)
    };
    SqliteStore::open(empty_folder("ingest").join("desk.db"), options).unwrap()
}

fn disk() -> f64 {
    appends_a_second(&empty_folder("disk"), Duration::from_millis(500))
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
