//! What a commit and a load cost here. Not a test: `cargo test --release -p aftersync-sqlite --test measure -- --ignored --nocapture`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use aftersync_core::model::command::Actor;
use aftersync_core::model::event::{AnyEvent, Event, EventBody};
use aftersync_core::model::ids::{Tenant, TicketId, Uid};
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::{Batch, Head, Key, Row, RowChange, Table, TicketStore, index};
use aftersync_sqlite::{Durability, Options, SqliteStore};
use aftersync_testkit::store_suite::sample;

/// Rows of one fact, roughly: ticket, source, order, job, and an event for each ticket.
const TABLES: [Table; 4] = [Table::Ticket, Table::Source, Table::Order, Table::Job];

struct Load {
    samples: Vec<Row>,
    head: Head,
    next: u64,
}

impl Load {
    fn batch(&mut self, rows: usize) -> Batch {
        let mut batch = Batch {
            tenant: Tenant::new("acme"),
            known: self.head,
            now: Timestamp(1),
            checks: Default::default(),
            rows: Default::default(),
            gauges: Default::default(),
            counters: Default::default(),
            events: Vec::new(),
            whose: Default::default(),
            forget: Default::default(),
        };
        for row in self.samples.iter().cycle().take(rows) {
            self.next += 1;
            let id = Uid::digest(&[&self.next.to_string()]);
            if row.table() == Table::Ticket {
                batch.events.push(Event {
                    at: Timestamp(1),
                    v: 1,
                    ticket: Some(TicketId(id)),
                    actor: Actor::system(),
                    body: AnyEvent::Known(EventBody::NoteAdded {
                        text: "seen".to_owned(),
                    }),
                });
            }
            let change = RowChange {
                row: Some(Arc::new(row.clone())),
                remove: Vec::new(),
                add: index::entries(row),
            };
            batch.rows.insert(Key::new(row.table(), id), change);
        }
        batch
    }
}

fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("aftersync-measure-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
#[ignore = "a measurement"]
fn commits_and_loads() {
    for durability in [Durability::Full, Durability::Normal] {
        let folder = scratch(durability_word(durability));
        let store = SqliteStore::open(folder.join("store.db"), Options::durable(durability)).unwrap();
        let mut load = Load {
            samples: TABLES.iter().map(|t| sample::row(*t, 1)).collect(),
            head: Head::default(),
            next: 0,
        };
        let mut writer = store.writer().unwrap();
        for (rows, rounds) in [(512, 40), (1, 400), (64, 200), (512, 40)] {
            let batches: Vec<usize> = vec![rows; rounds];
            let mut spent = 0;
            for rows in batches {
                let batch = load.batch(rows);
                let start = Instant::now();
                load.head = writer.commit(&[batch]).unwrap()[0];
                spent += start.elapsed().as_micros();
            }
            let each = spent / rounds as u128;
            println!(
                "{durability:?}: {rows} rows: {each} us per commit, {} us per row",
                each / rows as u128
            );
        }
        let keys: Vec<Key> = (1..=2_000u64)
            .map(|n| Key::new(TABLES[((n - 1) % 4) as usize], Uid::digest(&[&n.to_string()])))
            .collect();
        for size in [1, 64, 512] {
            let start = Instant::now();
            let loads = keys
                .chunks(size)
                .map(|k| writer.load(&Tenant::new("acme"), k).unwrap().slots.len());
            let found: usize = loads.sum();
            println!(
                "{durability:?}: load {size}: {} ns per key",
                start.elapsed().as_nanos() / found as u128
            );
        }
        drop((writer, store));
        std::fs::remove_dir_all(folder).unwrap();
    }
}

fn durability_word(durability: Durability) -> &'static str {
    match durability {
        Durability::Full => "full",
        _ => "normal",
    }
}
