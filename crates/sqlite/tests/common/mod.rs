//! A folder for one test, and short ways to write.
#![allow(dead_code, clippy::unwrap_used)]
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use aftersync_core::model::command::Actor;
use aftersync_core::model::event::{AnyEvent, Event, EventBody};
use aftersync_core::model::ids::{Tenant, TicketId};
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::{Batch, Head, Key, Record, Row, RowChange, Sequence, Table, index};
use aftersync_testkit::store_suite::sample;

/// A folder that is removed at the end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("aftersync-test-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn acme() -> Tenant {
    Tenant::new("acme")
}

pub fn batch(known: Head) -> Batch {
    Batch {
        tenant: acme(),
        known,
        now: Timestamp(1),
        checks: Default::default(),
        rows: Default::default(),
        gauges: Default::default(),
        counters: Default::default(),
        events: Vec::new(),
        whose: Default::default(),
        forget: Default::default(),
    }
}

/// Adds a new row with the index entries it has.
pub fn put(batch: &mut Batch, n: u32, row: Row) {
    let add = index::entries(&row);
    let key = Key::new(row.table(), sample::id_of(n));
    let row = Some(Arc::new(row));
    batch.rows.insert(
        key,
        RowChange {
            row,
            remove: Vec::new(),
            add,
        },
    );
}

pub fn number(n: u64) -> Row {
    Sequence { tickets: n }.wrap()
}

pub fn number_key(n: u32) -> Key {
    Key::new(Table::Sequence, sample::id_of(n))
}

pub fn note(ticket: u32) -> Event {
    Event {
        at: Timestamp(1),
        v: 1,
        ticket: Some(TicketId(sample::id_of(ticket))),
        actor: Actor::system(),
        body: AnyEvent::Known(EventBody::NoteAdded {
            text: "seen".to_owned(),
        }),
    }
}
