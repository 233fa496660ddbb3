//! Reads a desk lives by, over a file of ten thousand and one of a million tickets (`AFTERSYNC_BENCH_TICKETS`), opening it,
//! and how many bytes a ticket takes.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, missing_docs)]
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use aftersync_benches::archive::archive;
use aftersync_benches::disk::folder;
use aftersync_benches::merchant::reopened;
use aftersync_benches::traffic::{Case, archived};
use aftersync_core::engine::Desk;
use aftersync_core::engine::input::Effect;
use aftersync_core::engine::query::TicketQuery;
use aftersync_core::model::counter::{Dim, Grain, Metric};
use aftersync_core::model::event::Cursor;
use aftersync_core::model::ids::{AccountId, QueueId, TicketId};
use aftersync_core::model::number::TicketNumber;
use aftersync_core::store::CounterQuery;
use aftersync_sqlite::{Options, SqliteStore};
use criterion::{Criterion, criterion_group, criterion_main};

const SMALL: u64 = 10_000;
/// Tickets that are read in turn, spread over the file.
const SAMPLE: u64 = 4_096;

fn large() -> u64 {
    let asked = std::env::var("AFTERSYNC_BENCH_TICKETS")
        .ok()
        .and_then(|n| n.parse().ok());
    asked.unwrap_or(1_000_000)
}

fn open(path: &Path) -> Desk {
    reopened(Arc::new(SqliteStore::open(path, Options::default()).unwrap()))
}

/// The nth of the sample, as the number of a case: a fixed shuffle.
fn pick(n: u64, tickets: u64) -> u64 {
    (n % SAMPLE).wrapping_mul(0x9e37_79b9_7f4a_7c15) % tickets
}

fn urgent() -> TicketQuery {
    TicketQuery {
        queue: Some(QueueId::of("aftersales")),
        limit: 50,
        ..TicketQuery::default()
    }
}

fn reads(c: &mut Criterion) {
    for tickets in [SMALL, large()] {
        let began = Instant::now();
        let path = archive(&folder("read"), tickets);
        println!(
            "{tickets} tickets: at hand after {:.0} s",
            began.elapsed().as_secs_f64()
        );
        sizes(&path, tickets);
        of_size(c, &path, tickets);
    }
}

fn of_size(c: &mut Criterion, path: &Path, tickets: u64) {
    let desk = open(path);
    let number = |n: u64| TicketNumber::from_sequence(1 + pick(n, tickets));
    let ids: Vec<TicketId> = (0..SAMPLE)
        .map(|n| desk.ticket_by_number(number(n)).wait().unwrap().unwrap().item.id)
        .collect();
    let accounts: Vec<AccountId> = (0..SAMPLE)
        .map(|n| {
            let case = Case(pick(n, tickets));
            let who = case.account();
            AccountId::of(&case.platform(), &who.scope, &who.uid)
        })
        .collect();
    let head = desk.events(Cursor(0), 1).wait().unwrap().head;
    let mut next = (0..).map(|n| n % SAMPLE);
    let mut at = || next.next().unwrap() as usize;

    let mut group = c.benchmark_group(format!("read {tickets}"));
    group.bench_function("ticket by id", |b| {
        b.iter(|| desk.ticket(ids[at()]).wait().unwrap().unwrap())
    });
    group.bench_function("ticket by number", |b| {
        b.iter(|| desk.ticket_by_number(number(at() as u64)).wait().unwrap().unwrap());
    });
    group.bench_function("queue, the 50 most urgent", |b| {
        b.iter(|| assert_eq!(desk.tickets(urgent()).wait().unwrap().items.len(), 50));
    });
    group.bench_function("customer, all of them", |b| {
        b.iter(|| desk.customer(accounts[at()], 0).wait().unwrap().unwrap());
    });
    group.bench_function("timeline", |b| {
        b.iter(|| desk.timeline(ids[at()], None, 0).wait().unwrap())
    });
    group.bench_function("100 events", |b| {
        b.iter(|| {
            let since = Cursor(head.0 / SAMPLE as i64 * at() as i64 * 9 / 10);
            assert_eq!(desk.events(since, 100).wait().unwrap().events.len(), 100);
        });
    });
    group.bench_function("a fact that is known already", |b| {
        b.iter(|| {
            let facts = archived(pick(at() as u64, tickets)).take(1);
            let known = desk.ingest(facts).wait().unwrap().remove(0).unwrap();
            assert_eq!(known.effect, Effect::Duplicate);
        });
    });
    group.sample_size(10);
    let shell = rusqlite::Connection::open(path).unwrap();
    assert_eq!(by_counters(&desk), by_rows(&shell), "the panel says what the rows say");
    group.bench_function("panel by issue, from counters", |b| b.iter(|| by_counters(&desk)));
    group.bench_function("panel by issue, GROUP BY over rows", |b| b.iter(|| by_rows(&shell)));
    group.bench_function("open, the first list shown", |b| {
        b.iter(|| open(path).tickets(urgent()).wait().unwrap());
    });
    group.finish();
}

/// Tickets opened, by the kind of problem: months of counters.
fn by_counters(desk: &Desk) -> BTreeMap<String, i64> {
    let query = CounterQuery {
        grain: Grain::Month,
        from: 0,
        to: i32::MAX,
        dim: Dim::Issue,
        member: None,
    };
    let mut found = BTreeMap::new();
    for (id, value) in desk.counters(query).wait().unwrap() {
        if id.metric == Metric::Opened {
            *found.entry(id.member).or_default() += value;
        }
    }
    found
}

/// The same as anybody would count it who has no counters.
fn by_rows(shell: &rusqlite::Connection) -> BTreeMap<String, i64> {
    let sql = "SELECT issue, count(*) FROM v_ticket WHERE merged_into IS NULL GROUP BY issue";
    let mut statement = shell.prepare_cached(sql).unwrap();
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Bytes of the file for each ticket, and where they are.
fn sizes(path: &Path, tickets: u64) {
    for (name, bytes) in aftersync_benches::archive::sizes(path, 12) {
        println!("  {name}: {} bytes each", bytes / tickets);
    }
}

criterion_group!(benches, reads);
criterion_main!(benches);
