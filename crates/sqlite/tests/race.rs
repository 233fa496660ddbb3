//! Two stores on one file: each meets the other's commits, and nothing is lost.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
mod common;

use aftersync_core::model::event::Cursor;
use aftersync_core::store::{CommitError, GaugeChange, Head, Key, Record, Sequence, Slot, Table, TicketStore, Writer};
use aftersync_sqlite::{Durability, Options, SqliteStore};
use aftersync_testkit::store_suite::sample;
use common::{Folder, acme, batch, note, number, number_key, put};

const EACH: u64 = 150;
const THREADS: u64 = 4;

fn open(folder: &Folder) -> SqliteStore {
    SqliteStore::open(folder.file("store.db"), Options::durable(Durability::Normal)).unwrap()
}

/// Adds one to the shared row and says so in the log, until it succeeds. Returns how often somebody else was faster.
fn add_one(writer: &mut dyn Writer, head: &mut Head) -> u64 {
    for conflicts in 0.. {
        let loaded = writer.load(&acme(), &[number_key(1)]).unwrap();
        let slot = &loaded.slots[0];
        let value = match slot {
            Slot::Row { row, .. } => Sequence::of(row).unwrap().tickets,
            _ => 0,
        };
        // Decided on the head of this writer's last commit, as a lane does.
        let mut next = batch(if conflicts % 2 == 0 { *head } else { loaded.head });
        next.checks.insert(number_key(1), slot.version());
        put(&mut next, 1, number(value + 1));
        next.events = vec![note(1)];
        match writer.commit(&[next]) {
            Ok(heads) => {
                *head = heads[0];
                return conflicts;
            }
            Err(CommitError::Conflict) => {}
            Err(CommitError::Failed(e)) => panic!("{e:?}"),
        }
    }
    0
}

#[test]
fn every_addition_counts_once() {
    let folder = Folder::new();
    let stores = [open(&folder), open(&folder)];
    std::thread::scope(|scope| {
        for n in 0..THREADS {
            let store = &stores[n as usize % 2];
            scope.spawn(move || {
                let mut writer = store.writer().unwrap();
                let mut head = Head::default();
                for _ in 0..EACH {
                    add_one(&mut *writer, &mut head);
                }
            });
        }
        let reader = &stores[0];
        scope.spawn(move || watch(reader));
    });
    let loaded = stores[1].reader().unwrap().load(&acme(), &[number_key(1)]).unwrap();
    let Slot::Row { row, version } = &loaded.slots[0] else {
        panic!("the row is gone");
    };
    let total = THREADS * EACH;
    assert_eq!(Sequence::of(row).unwrap().tickets, total);
    assert_eq!(
        (loaded.head.rev, loaded.head.cursor.0, *version),
        (total as i64, total as i64, total as i64)
    );
    assert!(stores[0].check().unwrap().is_empty());
}

/// While others write: each load is of one commit, and the log has no hole at any time.
fn watch(store: &SqliteStore) {
    let mut reader = store.reader().unwrap();
    let mut since = Cursor(0);
    while since.0 < (THREADS * EACH) as i64 {
        let loaded = reader.load(&acme(), &[number_key(1)]).unwrap();
        if let Slot::Row { row, version } = &loaded.slots[0] {
            let value = Sequence::of(row).unwrap().tickets as i64;
            assert_eq!((value, *version), (loaded.head.cursor.0, loaded.head.rev));
        }
        let page = reader.events(&acme(), since, 7).unwrap();
        let places: Vec<i64> = page.events.iter().map(|e| e.cursor.0).collect();
        let expected: Vec<i64> = (since.0 + 1..).take(places.len()).collect();
        assert_eq!(places, expected);
        since = page.next;
    }
}

#[test]
fn a_bound_holds_for_all_writers_together() {
    let folder = Folder::new();
    let stores = [open(&folder), open(&folder)];
    let load = Key::new(Table::AgentLoad, sample::id_of(1));
    let taken: u64 = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|n| {
                let store = &stores[n as usize % 2];
                scope.spawn(move || {
                    let mut writer = store.writer().unwrap();
                    let mut take = || {
                        let mut next = batch(Head::default());
                        next.gauges.insert(
                            load,
                            GaugeChange {
                                by: 10,
                                ceiling: Some(490),
                            },
                        );
                        writer.commit(&[next]).is_ok()
                    };
                    (0..40).filter(|_| take()).count() as u64
                })
            })
            .collect();
        threads.into_iter().map(|t| t.join().unwrap()).sum()
    });
    assert_eq!(taken, 50);
    assert_eq!(
        stores[0].reader().unwrap().gauges(&acme(), Table::AgentLoad).unwrap(),
        [(sample::id_of(1), 500)]
    );
}
