//! Runs the simulator: `simulate --seeds N [--from S] [--every K] [--store memory|sqlite] [--go-on]
//! [--phones planned|none|all] [--floor planned|none|all] [--fault NAME] [--json] [--trace]`. See `docs/simulator.md`.
#![allow(clippy::print_stdout, clippy::print_stderr)]
// A tool for developers: it talks to a terminal.
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Instant;

use aftersync_tests::sim::{Options, Report, Store, Which, run, shortest};
use serde_json::json;

const USAGE: &str = "usage: simulate --seeds N [--from S] [--every K] [--store memory|sqlite] [--go-on] \
                     [--phones planned|none|all] [--floor planned|none|all] [--fault NAME] [--json] [--trace]";

struct Asked {
    from: u64,
    seeds: u64,
    every: usize,
    go_on: bool,
    json: bool,
    trace: bool,
    options: Options,
}

fn asked() -> Result<Asked, String> {
    let mut asked = Asked {
        from: 0,
        seeds: 100,
        every: 1,
        go_on: false,
        json: false,
        trace: false,
        options: Options::default(),
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} needs a value"));
        let number = |text: String| text.parse::<u64>().map_err(|_| format!("`{text}` is no number"));
        match word.as_str() {
            "--seeds" => asked.seeds = number(value()?)?,
            "--from" => asked.from = number(value()?)?,
            "--every" => asked.every = number(value()?)?.max(1) as usize,
            "--go-on" => asked.go_on = true,
            "--fault" => put_in(&value()?)?,
            "--json" => asked.json = true,
            "--trace" => asked.trace = true,
            "--phones" => asked.options.phones = which(&value()?)?,
            "--floor" => asked.options.floor = which(&value()?)?,
            "--store" => {
                asked.options.store = match value()?.as_str() {
                    "memory" => Store::Memory,
                    "sqlite" => Store::Sqlite,
                    other => return Err(format!("no store `{other}`: memory or sqlite")),
                }
            }
            other => return Err(format!("no option `{other}`")),
        }
    }
    Ok(asked)
}

fn which(word: &str) -> Result<Which, String> {
    Which::parse(word).ok_or(format!("no seeds `{word}`: planned, none or all"))
}

/// Puts a fault into the engine on purpose, to see whether it is found.
#[cfg(feature = "mutations")]
fn put_in(name: &str) -> Result<(), String> {
    use aftersync_core::mutation::{Mutation, set};
    let fault = Mutation::ALL.into_iter().find(|it| format!("{it:?}") == name);
    set(Some(fault.ok_or(format!("no fault `{name}`: {:?}", Mutation::ALL))?));
    Ok(())
}

#[cfg(not(feature = "mutations"))]
fn put_in(_: &str) -> Result<(), String> {
    Err("faults are only in a build with the feature `mutations`".to_owned())
}

#[derive(Default)]
struct Totals {
    tally: BTreeMap<&'static str, u64>,
    faults: BTreeMap<&'static str, u64>,
}

impl Totals {
    fn add(&mut self, report: &Report) {
        for (name, n) in &report.tally {
            *self.tally.entry(name).or_default() += n;
        }
        for (name, n) in &report.faults {
            *self.faults.entry(name).or_default() += n;
        }
    }
}

fn main() -> ExitCode {
    let asked = match asked() {
        Ok(asked) => asked,
        Err(why) => {
            eprintln!("{why}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let began = Instant::now();
    let mut totals = Totals::default();
    let mut told = Instant::now();
    let mut failed: Vec<u64> = Vec::new();
    for (seed, n) in (asked.from..).step_by(asked.every).zip(1..=asked.seeds) {
        let report = run(seed, asked.options);
        totals.add(&report);
        if !report.wrong.is_empty() && !asked.go_on {
            return failing(&asked, report);
        }
        if let Some(wrong) = report.wrong.first() {
            eprintln!("seed {seed}: {wrong}");
            failed.push(seed);
        }
        if asked.trace {
            let traced = run(
                seed,
                Options {
                    trace: true,
                    ..asked.options
                },
            );
            traced.trace.iter().for_each(|line| println!("{line}"));
        }
        if !asked.json && told.elapsed().as_secs() >= 5 {
            told = Instant::now();
            eprintln!("{n} seeds, {:.1}/s", n as f64 / began.elapsed().as_secs_f64());
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    if asked.json {
        let all = json!({"from": asked.from, "seeds": asked.seeds, "seconds": seconds, "failed": failed,
            "happened": totals.tally, "faults": totals.faults});
        println!("{all}");
    } else {
        println!(
            "{} seeds from {}, {:.1}/s",
            asked.seeds,
            asked.from,
            asked.seeds as f64 / seconds
        );
        println!("failed: {}, seeds {failed:?}", failed.len());
        println!("happened:");
        totals.tally.iter().for_each(|(name, n)| println!("  {n:>10} {name}"));
        println!("faults injected:");
        totals.faults.iter().for_each(|(name, n)| println!("  {n:>10} {name}"));
    }
    if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    }
}

fn failing(asked: &Asked, report: Report) -> ExitCode {
    let short = shortest(report.seed, asked.options);
    if asked.json {
        println!(
            "{}",
            json!({"failed": short.seed, "rounds": short.rounds, "wrong": short.wrong, "trace": short.trace})
        );
    } else {
        short.trace.iter().for_each(|line| println!("{line}"));
        println!("seed {} fails after {} rounds:", short.seed, short.rounds);
        short.wrong.iter().for_each(|line| println!("  {line}"));
        println!("again: simulate --from {} --seeds 1", short.seed);
    }
    ExitCode::from(1)
}
