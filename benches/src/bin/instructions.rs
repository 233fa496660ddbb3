//! Instructions a fact takes, counted by callgrind: the same on a busy machine and a quiet one, so that a change for the
//! worse shows.
//!
//! `cargo run --profile bench -p aftersync-benches --bin instructions` counts and compares with `benches/instructions.json`; it
//! fails when one workload takes more than a twentieth more. `-- --write` keeps the new counts. Needs `valgrind`.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Arc;

use aftersync_benches::disk::empty_folder;
use aftersync_benches::merchant::{of_fact, rules, setup_inputs};
use aftersync_benches::record::{Commits, Recorder};
use aftersync_benches::wire::{Intake, Sent, wire};
use aftersync_core::engine::input::Input;
use aftersync_core::engine::lane::Lane;
use aftersync_core::store::TicketStore;
use aftersync_seal::Sealing;
use aftersync_sqlite::{Durability, Options, SqliteStore};
use aftersync_testkit::MemoryStore;

/// Facts that are counted, after as many that are not: a desk has a past.
const FACTS: usize = 600;
/// Facts in one commit.
const BATCH: usize = 100;
/// How much more may be counted before it is a change for the worse, in percent.
const TOLERANCE: u64 = 5;
/// In the environment of a child: what it is to do.
const WORKLOAD: &str = "AFTERSYNC_COUNT";

/// What is counted.
const WORKLOADS: &[(&str, fn())] = &[
    ("engine over SQLite", || engine(Arc::new(sealed()))),
    ("engine over memory", || engine(Arc::new(MemoryStore::new()))),
    ("the floor: read, and written raw", raw),
];

fn main() -> ExitCode {
    if let Ok(name) = std::env::var(WORKLOAD) {
        let found = WORKLOADS.iter().find(|(known, _)| *known == name);
        found.unwrap().1();
        return ExitCode::SUCCESS;
    }
    let counts: BTreeMap<&str, u64> = WORKLOADS.iter().map(|(name, _)| (*name, count(name))).collect();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("instructions.json");
    if std::env::args().any(|arg| arg == "--write") {
        std::fs::write(&kept, serde_json::to_string_pretty(&counts).unwrap() + "\n").unwrap();
    }
    let before: BTreeMap<String, u64> = match std::fs::read(&kept) {
        Ok(json) => serde_json::from_slice(&json).unwrap(),
        Err(_) => fail("no counts are kept yet: give `-- --write` once"),
    };
    let mut worse = false;
    for (name, now) in &counts {
        let then = before.get(*name).copied().unwrap_or(*now);
        let percent = (*now as f64 / then as f64 - 1.0) * 100.0;
        println!("{name}: {now} instructions a fact ({percent:+.1} %)");
        worse |= now * 100 > then * (100 + TOLERANCE);
    }
    if worse {
        eprintln!("more than {TOLERANCE} % worse than what is kept in {}", kept.display());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Runs one workload under callgrind; instructions a fact.
fn count(name: &str) -> u64 {
    let said = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            "--toggle-collect=*counted_from_here*",
        ])
        .arg(std::env::current_exe().unwrap())
        .env(WORKLOAD, name)
        .output();
    let said = String::from_utf8(
        said.unwrap_or_else(|e| fail(&format!("valgrind cannot be run: {e}")))
            .stderr,
    )
    .unwrap();
    let line = said.lines().find_map(|line| line.split_once("Collected : "));
    let total: Option<u64> = line.and_then(|(_, n)| n.trim().parse().ok());
    match total {
        Some(total) if total > 0 => total / FACTS as u64,
        _ => fail(&said),
    }
}

fn fail(why: &str) -> ! {
    eprintln!("{why}");
    std::process::exit(2)
}

/// Callgrind counts what runs in here.
#[inline(never)]
fn counted_from_here(work: &mut dyn FnMut()) {
    work();
}

/// A store that is sealed, without a disk.
fn sealed() -> SqliteStore {
    let options = Options {
        sealing: Sealing::local([7; 32]),
        ..Options::durable(Durability::Off)
    };
    let path = empty_folder(&format!("instructions-{}", std::process::id())).join("desk.db");
    SqliteStore::open(path, options).unwrap()
}

/// All changes: those that come before, and those that are counted.
fn changes() -> (Vec<Sent>, Vec<Sent>) {
    let mut before = wire(2 * FACTS);
    let counted = before.split_off(FACTS);
    (before, counted)
}

/// Reads the bytes and takes the facts in.
fn through(lane: &mut Lane, intake: &Intake, sent: &[Sent], from: u64) {
    for (part, n) in sent.chunks(BATCH).zip((from..).step_by(BATCH)) {
        let facts = part.iter().map(|sent| intake.fact(sent));
        let inputs: Vec<Input> = facts.zip(n..).map(|(fact, n)| of_fact(fact, n)).collect();
        for done in lane.step(&inputs) {
            done.unwrap();
        }
    }
}

fn prepared(store: &dyn TicketStore, intake: &Intake, before: &[Sent]) -> Lane {
    let mut lane = Lane::new(store.writer().unwrap(), rules());
    for done in lane.step(&setup_inputs()) {
        done.unwrap();
    }
    through(&mut lane, intake, before, 0);
    lane
}

fn engine(store: Arc<dyn TicketStore>) {
    let (intake, (before, counted)) = (Intake::default(), changes());
    let mut lane = prepared(&*store, &intake, &before);
    counted_from_here(&mut || through(&mut lane, &intake, &counted, FACTS as u64));
}

fn raw() {
    let recorder = Recorder::new(Arc::new(MemoryStore::new()));
    let (intake, (before, counted)) = (Intake::default(), changes());
    let mut lane = prepared(&recorder, &intake, &before);
    let past = recorder.take();
    through(&mut lane, &intake, &counted, FACTS as u64);
    let commits = recorder.take();
    let store = sealed();
    let mut writer = store.writer().unwrap();
    let mut write = |commits: &Commits| {
        for batches in commits {
            writer.commit(batches).unwrap();
        }
    };
    write(&past);
    counted_from_here(&mut || {
        for sent in &counted {
            black_box(intake.fact(sent));
        }
        write(&commits);
    });
}
