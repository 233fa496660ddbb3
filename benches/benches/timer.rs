//! The next due timer among ten thousand, a hundred thousand and a million open ones (`AFTERSYNC_BENCH_TIMERS`, numbers with
//! commas between): found, moved, and, to compare, looked for among all rows.
//!
//! The target is O(log n) with no scan. A timer is a job row with one entry in a list sorted by time, so that finding the
//! next one is one descent of a tree and moving one is two, whatever the number: in SQLite the pages of a B-tree, in memory
//! a `BTreeSet`. What is looked for among all rows costs O(n). Both are measured in one run over the same rows, and agree
//! before the clock runs. A commit does not wait for the disk here (`NORMAL`): that time hangs on no number of timers and
//! would hide the rest.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]
use std::sync::Arc;
use std::time::Instant;

use aftersync_benches::disk::empty_folder;
use aftersync_benches::timers::{Timers, scan_by_sql};
use aftersync_benches::traffic::START;
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::TicketStore;
use aftersync_sqlite::{Durability, Options, SqliteStore};
use aftersync_testkit::MemoryStore;
use criterion::{Criterion, criterion_group, criterion_main};

fn sizes() -> Vec<u64> {
    let asked = std::env::var("AFTERSYNC_BENCH_TIMERS").ok();
    let asked = asked.map(|all| all.split(',').map(|n| n.trim().parse().unwrap()).collect());
    asked.unwrap_or_else(|| vec![10_000, 100_000, 1_000_000])
}

fn timers(c: &mut Criterion) {
    for count in sizes() {
        let path = empty_folder("timer").join("timers.db");
        let options = Options::durable(Durability::Normal);
        let sqlite = Arc::new(SqliteStore::open(&path, options).unwrap());
        let shell = rusqlite::Connection::open(&path).unwrap();
        over(c, "SQLite", count, sqlite, Some(&shell));
        over(c, "memory", count, Arc::new(MemoryStore::new()), None);
    }
}

fn over(c: &mut Criterion, name: &str, count: u64, store: Arc<dyn TicketStore>, shell: Option<&rusqlite::Connection>) {
    let began = Instant::now();
    let mut timers = Timers::fill(store, count);
    println!(
        "{name}, {count} timers: filled after {:.1} s",
        began.elapsed().as_secs_f64()
    );
    let engine = timers.engine();
    let next = timers.look(START).1;
    assert!(next.is_some(), "something is due later");
    assert_eq!(next, timers.scan(), "the list says what the rows say");
    assert_eq!(
        next,
        engine.run_due(START).wait().unwrap().next,
        "and the worker says it"
    );

    let mut group = c.benchmark_group(format!("{count} timers, {name}"));
    group.bench_function("the next one, nothing due", |b| {
        b.iter(|| assert_eq!(timers.look(START), (0, next)));
    });
    // The first sixteen of a million, or fewer of less: what a worker takes at a time.
    let when = Timestamp(START.0 + 16 * 90 * 24 * 3_600_000 / count as i64);
    let due = timers.look(when).0;
    println!("{name}, {count} timers: {due} are due a little later");
    group.bench_function("those that are due, and the next", |b| {
        b.iter(|| assert_eq!(timers.look(when).0, due));
    });
    group.bench_function("all a worker looks at, nothing due", |b| {
        b.iter(|| assert_eq!(engine.run_due(START).wait().unwrap().next, next));
    });
    group.bench_function("move one and commit", |b| {
        b.iter(|| timers.move_one());
    });
    let next = timers.look(START).1;
    assert_eq!(next, timers.scan(), "the list says what the rows say after they moved");
    group.sample_size(10);
    group.bench_function("a look at all rows", |b| b.iter(|| assert_eq!(timers.scan(), next)));
    if let Some(shell) = shell {
        group.bench_function("a look at all times, in SQL", |b| {
            b.iter(|| assert_eq!(Some(scan_by_sql(shell)), next));
        });
    }
    group.finish();
    engine.close();
}

criterion_group!(benches, timers);
criterion_main!(benches);
