//! Who is who, measured against data with a known truth.
//!
//! `cargo run --release -p aftersync-benches --bin identity -- --data PATH [--then PATH]… [--format febrl|senzing|buyers|csv]
//! [--map FILE] [--batch N] [--store PATH] [--memory] [--train] [--limit N] [--raw] [--lookups N] [--verify] [--json]`
//!
//! Weights are those that ship. `--raw` writes the same rows again without scoring, for comparison.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use aftersync::identity::Resolver;
use aftersync::{Durability, FileOptions, SqliteStore, TicketStore};
use aftersync_benches::identity::load::{Case, Format, guess, load};
use aftersync_benches::identity::raw::write_again;
use aftersync_benches::identity::run::{Speed, feed, judge, peak_rss_mb};
use serde_json::{Value, json};

#[derive(Default)]
struct Args {
    data: Vec<PathBuf>,
    format: Option<Format>,
    map: Option<PathBuf>,
    store: Option<PathBuf>,
    batch: usize,
    limit: usize,
    lookups: usize,
    memory: bool,
    train: bool,
    raw: bool,
    verify: bool,
    json: bool,
}

fn args() -> Result<Args, String> {
    let mut out = Args {
        batch: 1,
        limit: usize::MAX,
        ..Args::default()
    };
    let mut all = std::env::args().skip(1);
    while let Some(word) = all.next() {
        let mut value = || all.next().ok_or(format!("{word} needs a value"));
        let number = |text: String| text.parse::<usize>().map_err(|_| format!("{text} is no number"));
        match word.as_str() {
            "--data" | "--then" => out.data.push(value()?.into()),
            "--map" => out.map = Some(value()?.into()),
            "--store" => out.store = Some(value()?.into()),
            "--batch" => out.batch = number(value()?)?,
            "--limit" => out.limit = number(value()?)?,
            "--lookups" => out.lookups = number(value()?)?,
            "--memory" => out.memory = true,
            "--train" => out.train = true,
            "--raw" => out.raw = true,
            "--verify" => out.verify = true,
            "--json" => out.json = true,
            "--format" => {
                out.format = Some(match value()?.as_str() {
                    "febrl" => Format::Febrl,
                    "senzing" => Format::Senzing,
                    "buyers" => Format::Buyers,
                    "csv" => Format::Csv,
                    other => return Err(format!("no such format: {other}")),
                });
            }
            other => return Err(format!("no such word: {other}")),
        }
    }
    if out.data.is_empty() {
        return Err("say what to read: --data PATH".to_owned());
    }
    Ok(out)
}

fn main() -> ExitCode {
    match args().and_then(|args| run(&args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

/// Files of one path: a folder without a data set of its own stands for all in it.
fn sets(path: &Path, args: &Args) -> Result<Vec<PathBuf>, String> {
    let inside = |name: &str| path.join(name).exists();
    if !path.is_dir() || inside("records.jsonl") || inside("customers.jsonl") {
        return Ok(vec![path.to_owned()]);
    }
    let mut found: Vec<PathBuf> = std::fs::read_dir(path)
        .map_err(|e| e.to_string())?
        .flatten()
        .map(|e| e.path())
        .filter(|p| args.format.is_some() || guess(p).is_some())
        .collect();
    found.sort();
    Ok(found)
}

fn store(args: &Args) -> Result<Box<dyn TicketStore>, String> {
    if args.memory {
        return Ok(Box::new(aftersync_testkit::MemoryStore::new()));
    }
    let options = FileOptions::durable(Durability::Normal);
    let opened = match &args.store {
        Some(path) => SqliteStore::open(path, options),
        None => {
            let folder = std::env::temp_dir().join(format!("identity-{}", std::process::id()));
            std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
            SqliteStore::open(folder.join("identity.db"), options)
        }
    };
    opened
        .map(|s| Box::new(s) as Box<dyn TicketStore>)
        .map_err(|e| e.to_string())
}

fn run(args: &Args) -> Result<(), String> {
    if args.train {
        return Err("there is no training yet: the weights that ship are used".to_owned());
    }
    let mut last = Value::Null;
    for path in args
        .data
        .first()
        .into_iter()
        .map(|p| sets(p, args))
        .collect::<Result<Vec<_>, _>>()?
        .concat()
    {
        let store = store(args)?;
        let mut resolver = Resolver::open(&*store, "bench", &[7; 32]).map_err(|e| e.to_string())?;
        let mut cases: Vec<Case> = Vec::new();
        for file in std::iter::once(&path).chain(args.data.iter().skip(1)) {
            last = step(args, &*store, &mut resolver, &mut cases, file)?;
        }
        drop(resolver);
        clean();
    }
    if args.json {
        println!("{last}");
    }
    Ok(())
}

fn clean() {
    let folder = std::env::temp_dir().join(format!("identity-{}", std::process::id()));
    std::fs::remove_dir_all(folder).ok();
}

fn step(
    args: &Args,
    store: &dyn TicketStore,
    resolver: &mut Resolver,
    cases: &mut Vec<Case>,
    file: &Path,
) -> Result<Value, String> {
    let format = args
        .format
        .or_else(|| guess(file))
        .ok_or(format!("{}: say --format", file.display()))?;
    let new: Vec<Case> = load(file, format, args.map.as_deref())?
        .into_iter()
        .take(args.limit)
        .collect();
    let seen = new.iter().map(|c| c.seen.clone()).collect();
    let speed = feed(resolver, seen, args.batch).map_err(|e| e.to_string())?;
    let peak = peak_rss_mb();
    cases.extend(new);
    let (q, best) = judge(resolver, cases).map_err(|e| e.to_string())?;
    let mut out = json!({
        "data": file.file_name().and_then(|n| n.to_str()), "records": cases.len(), "nodes": q.nodes,
        "pair_precision": round(q.pair_precision), "pair_recall": round(q.pair_recall), "pair_f1": round(q.pair_f1),
        "b3_precision": round(q.b3_precision), "b3_recall": round(q.b3_recall), "b3_f1": round(q.b3_f1),
        "recall_ceiling": best.map_or(1.0, |b| round(b.pair_recall)), "b3_ceiling": best.map_or(1.0, |b| round(b.b3_f1)),
        "largest_cluster": q.largest_cluster, "batch": args.batch, "records_per_s": speed.per_s().round(),
        "p50_us": speed.quantile_us(500).round(), "p99_us": speed.quantile_us(990).round(), "peak_rss_mb": peak.round(),
    });
    extras(args, store, resolver, cases, &speed, &mut out)?;
    if !args.json {
        print(&out);
    }
    Ok(out)
}

/// What is asked for besides: look-ups, the same rows written without scoring, the check of the whole.
fn extras(
    args: &Args,
    store: &dyn TicketStore,
    resolver: &mut Resolver,
    cases: &[Case],
    speed: &Speed,
    out: &mut Value,
) -> Result<(), String> {
    let text = |e: aftersync::Error| e.to_string();
    if let Some(every) = cases.len().checked_div(args.lookups) {
        let mut each = Vec::new();
        let start = Instant::now();
        for case in cases.iter().step_by(every.max(1)) {
            let began = Instant::now();
            resolver.ask().lookup(&case.seen).map_err(text)?;
            each.push(began.elapsed());
        }
        let looked = Speed::of(start.elapsed(), each);
        out["lookup_p50_us"] = json!(looked.quantile_us(500).round());
        out["lookup_p99_us"] = json!(looked.quantile_us(990).round());
    }
    if args.raw {
        let folder = std::env::temp_dir().join(format!("identity-{}-raw", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        let other = SqliteStore::open(folder.join("raw.db"), FileOptions::durable(Durability::Normal)).map_err(text)?;
        let raw = write_again(store, &other, cases, args.batch).map_err(text)?;
        out["raw_records_per_s"] = json!(raw.per_s().round());
        out["raw_p99_us"] = json!(raw.quantile_us(990).round());
        out["p99_to_raw"] = json!(round(speed.quantile_us(990) / raw.quantile_us(990).max(1e-9)));
        std::fs::remove_dir_all(folder).ok();
    }
    if args.verify {
        out["verify_differences"] = json!(resolver.ask().verify().map_err(text)?.len());
    }
    Ok(())
}

/// Six digits: a pair more or less of a small set shows.
fn round(n: f64) -> f64 {
    (n * 1e6).round() / 1e6
}

fn print(out: &Value) {
    let Some(fields) = out.as_object() else { return };
    for (name, value) in fields {
        println!("{name:18} {value}");
    }
    println!();
}
