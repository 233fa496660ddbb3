//! Who is who, measured against data with a known truth.
//!
//! `cargo run --release -p aftersync-benches --bin identity -- --data PATH [--then PATH]… [--format febrl|senzing|buyers|csv]
//! [--map FILE] [--batch N] [--store PATH] [--memory] [--train] [--limit N] [--raw] [--lookups N] [--missed N] [--verify] [--json]
//! [--weight NAME=THOUSANDTHS]… [--cache-kib N] [--checkpoint-pages N] [--mmap-bytes N]`
//!
//! Weights are those that ship, but for those given by `--weight`. `--raw` writes the same rows again without scoring, for
//! comparison; `--train` learns from what was taken in and judges again with what it learned; `--missed` shows pairs of one person that were not joined, and why.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use aftersync::identity::{Model, Resolver};
use aftersync::{Durability, FileOptions, SqliteStore, TicketStore, Timestamp};
use aftersync_benches::identity::load::{Case, Format, guess, load, stream};
use aftersync_benches::identity::raw::write_again;
use aftersync_benches::identity::run::{Speed, feed, judge, missed, peak_rss_mb};
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
    missed: usize,
    weights: Vec<(String, i32)>,
    cache_kib: Option<u32>,
    checkpoint_pages: Option<u32>,
    mmap_bytes: Option<u64>,
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
            "--missed" => out.missed = number(value()?)?,
            "--weight" => out.weights.push(named(&value()?)?),
            "--cache-kib" => out.cache_kib = Some(small(number(value()?)?)?),
            "--checkpoint-pages" => out.checkpoint_pages = Some(small(number(value()?)?)?),
            "--mmap-bytes" => out.mmap_bytes = Some(number(value()?)? as u64),
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

fn small(n: usize) -> Result<u32, String> {
    u32::try_from(n).map_err(|_| format!("{n} is too large"))
}

/// `level=thousandths`.
fn named(text: &str) -> Result<(String, i32), String> {
    let (name, weight) = text
        .rsplit_once('=')
        .ok_or(format!("{text}: a weight is NAME=THOUSANDTHS"))?;
    let weight = weight.parse().map_err(|_| format!("{weight} is no number"))?;
    Ok((name.to_owned(), weight))
}

/// The weights that ship, but for those that the words give: of a level, or of a kind with `=`, `~` or `!` before it.
fn model(args: &Args) -> Result<Model, String> {
    let mut model = Model::default();
    for (name, weight) in &args.weights {
        let kind = name
            .get(1..)
            .and_then(|word| model.kinds.iter_mut().find(|k| k.word == word));
        let set = match (name.chars().next(), kind) {
            (Some('='), Some(kind)) => {
                kind.equal = *weight;
                true
            }
            (Some('~'), Some(kind)) => {
                kind.near = *weight;
                true
            }
            (Some('!'), Some(kind)) => {
                kind.conflict = *weight;
                true
            }
            _ => model.set(name, *weight),
        };
        if !set {
            return Err(format!("there is no weight of the name {name}"));
        }
    }
    Ok(model)
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

/// How files are opened: as is usual, but for what the words say.
fn options(args: &Args) -> FileOptions {
    let usual = FileOptions::durable(Durability::Normal);
    FileOptions {
        cache_kib: args.cache_kib.unwrap_or(usual.cache_kib),
        autocheckpoint_pages: args.checkpoint_pages.unwrap_or(usual.autocheckpoint_pages),
        mmap_bytes: args.mmap_bytes.unwrap_or(usual.mmap_bytes),
        ..usual
    }
}

fn store(args: &Args) -> Result<Box<dyn TicketStore>, String> {
    if args.memory {
        return Ok(Box::new(aftersync_testkit::MemoryStore::new()));
    }
    let options = options(args);
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
        let mut resolver = Resolver::with_model(&*store, "bench", &[7; 32], model(args)?).map_err(|e| e.to_string())?;
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
    let map = args.map.as_deref();
    let seen = stream(file, format, map)?.take(args.limit);
    let fed = feed(resolver, seen.map(|case| case.map(|c| c.seen)), args.batch)?;
    let (speed, peak) = (&fed.speed, peak_rss_mb());
    // The truth is read afterwards: what it takes is not the matching's.
    cases.extend(load(file, format, map)?.into_iter().take(args.limit));
    let (q, best) = judge(resolver, cases).map_err(|e| e.to_string())?;
    let mut out = json!({
        "data": file.file_name().and_then(|n| n.to_str()), "records": cases.len(), "nodes": q.nodes,
        "pair_precision": round(q.pair_precision), "pair_recall": round(q.pair_recall), "pair_f1": round(q.pair_f1),
        "b3_precision": round(q.b3_precision), "b3_recall": round(q.b3_recall), "b3_f1": round(q.b3_f1),
        "recall_ceiling": best.map_or(1.0, |b| round(b.pair_recall)), "b3_ceiling": best.map_or(1.0, |b| round(b.b3_f1)),
        "largest_cluster": q.largest_cluster, "batch": args.batch, "records_per_s": speed.per_s().round(),
        "p50_us": speed.quantile_us(500).round(), "p99_us": speed.quantile_us(990).round(), "cpu_s": round(fed.cpu_s), "memory_mb": fed.memory_mb.round(), "peak_rss_mb": peak.round(),
    });
    if args.train {
        let trained = trained(resolver, cases)?;
        if let Some(out) = out.as_object_mut() {
            out.insert("trained".to_owned(), trained);
        }
    }
    extras(args, store, resolver, cases, speed, &mut out)?;
    if !args.json {
        print(&out);
    }
    Ok(out)
}

/// Learns weights from what was taken in, adopts them, and judges again. Too little to learn from is said and no fault.
fn trained(resolver: &mut Resolver, cases: &[Case]) -> Result<Value, String> {
    let text = |e: aftersync::Error| e.to_string();
    let start = Instant::now();
    let trained = match resolver.ask().train() {
        Ok(trained) => trained,
        Err(why) => return Ok(json!({ "refused": why.to_string() })),
    };
    let learning = start.elapsed();
    let told = resolver.ask().dry_run(&trained.model).map_err(text)?;
    let start = Instant::now();
    resolver.adopt(trained.model, Timestamp::from_secs(0)).map_err(text)?;
    let adopting = start.elapsed();
    let (q, _) = judge(resolver, cases).map_err(text)?;
    Ok(json!({
        "pairs": trained.pairs, "labelled": trained.labelled, "same_per_1000": trained.same, "weights": trained.weights.len(),
        "told_merged": told.merged, "told_split": told.split, "told_customers": told.then,
        "pair_precision": round(q.pair_precision), "pair_recall": round(q.pair_recall), "pair_f1": round(q.pair_f1),
        "b3_f1": round(q.b3_f1), "largest_cluster": q.largest_cluster,
        "learning_s": round(learning.as_secs_f64()), "adopting_s": round(adopting.as_secs_f64()),
    }))
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
    for (a, b) in missed(resolver, cases, args.missed).map_err(text)? {
        let why = resolver.ask().why(a.seen.node(), b.seen.node()).map_err(text)?;
        println!(
            "{:?} {:?}\n  {:?}\n  {:?}\n  {:#?}",
            a.seen.id, b.seen.id, a.seen, b.seen, why
        );
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
