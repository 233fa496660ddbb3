//! The reference store alone: lists, pages, checks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync_core::model::command::Actor;
use aftersync_core::model::event::{AnyEvent, Cursor, Event, EventBody};
use aftersync_core::model::ids::{Tenant, TicketId, Uid};
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::{
    Batch, CommitError, GaugeChange, Head, Index, IndexEntry, Key, Reader, Record, RowChange, Scan, Sequence, Slot,
    Table, TicketStore, Writer,
};
use aftersync_testkit::MemoryStore;

fn tenant() -> Tenant {
    Tenant::new("tenant")
}

fn uid(n: u8) -> Uid {
    Uid([n; 16])
}

fn batch(known: Head) -> Batch {
    Batch {
        tenant: tenant(),
        known,
        now: Timestamp(1),
        checks: BTreeMap::new(),
        rows: BTreeMap::new(),
        gauges: BTreeMap::new(),
        counters: BTreeMap::new(),
        events: Vec::new(),
        whose: Default::default(),
        forget: Default::default(),
    }
}

fn row(n: u8, sort: i64) -> (Key, RowChange) {
    let entry = IndexEntry {
        index: Index::TicketOpen,
        group: Uid::ZERO,
        sort,
    };
    let row = Some(Arc::new(Sequence { tickets: n.into() }.wrap()));
    (
        Key::new(Table::Sequence, uid(n)),
        RowChange {
            row,
            remove: Vec::new(),
            add: vec![entry],
        },
    )
}

fn event(ticket: Option<u8>) -> Event {
    let body = EventBody::NoteAdded { text: String::new() };
    let ticket = ticket.map(|n| TicketId(uid(n)));
    Event {
        at: Timestamp(1),
        v: 1,
        ticket,
        actor: Actor::system(),
        body: AnyEvent::Known(body),
    }
}

fn open() -> (MemoryStore, Box<dyn Writer>) {
    let store = MemoryStore::new();
    let writer = store.writer().unwrap();
    (store, writer)
}

fn ids(reader: &mut dyn Reader, scan: &Scan) -> (Vec<u8>, bool) {
    let page = reader.list(&tenant(), scan).unwrap();
    (
        page.entries.iter().map(|e| e.mark.id.0[0]).collect(),
        page.next.is_some(),
    )
}

#[test]
fn lists_are_paged_in_both_directions_with_ties_broken_by_id() {
    let (_, mut w) = open();
    let rows = [(1, 10), (2, 20), (3, 20), (4, 30), (5, 40)].map(|(n, sort)| row(n, sort));
    w.commit(&[Batch {
        rows: rows.into(),
        ..batch(Head::default())
    }])
    .unwrap();
    let mut scan = Scan::all(Index::TicketOpen, Uid::ZERO, Table::Sequence, 2);
    for (descending, pages) in [(false, [[1, 2], [3, 4]]), (true, [[5, 4], [3, 2]])] {
        (scan.descending, scan.after) = (descending, None);
        for page in pages {
            assert_eq!(ids(&mut *w, &scan), (page.to_vec(), true));
            scan.after = w.list(&tenant(), &scan).unwrap().next;
        }
        assert_eq!(ids(&mut *w, &scan), (vec![if descending { 1 } else { 5 }], false));
    }
    (scan.after, scan.limit, scan.from, scan.to, scan.descending) = (None, 9, 20, 30, false);
    assert_eq!(ids(&mut *w, &scan), (vec![2, 3, 4], false));
    assert_eq!(w.count(&tenant(), Index::TicketOpen, Uid::ZERO, 20, 30).unwrap(), 3);
    (scan.from, scan.to) = (30, 20);
    assert_eq!(ids(&mut *w, &scan), (vec![], false));
    scan.group = uid(9);
    assert_eq!(ids(&mut *w, &scan), (vec![], false));
}

#[test]
fn rows_and_events_are_paged() {
    let (_, mut w) = open();
    let rows = [1, 2, 3].map(|n| row(n, 0));
    let events = [Some(1), None, Some(1), Some(2), Some(1)].map(event).to_vec();
    w.commit(&[Batch {
        rows: rows.into(),
        events,
        ..batch(Head::default())
    }])
    .unwrap();
    let page = w.rows(&tenant(), Table::Sequence, Some(uid(1)), 1).unwrap();
    assert_eq!(
        page.iter().map(|(id, v, _)| (*id, *v)).collect::<Vec<_>>(),
        [(uid(2), 1)]
    );
    assert!(w.rows(&tenant(), Table::IdBucket, None, 9).unwrap().is_empty());
    let cursors = |page: aftersync_core::store::EventPage| {
        (
            page.events.iter().map(|e| e.cursor.0).collect::<Vec<_>>(),
            page.next.0,
            page.head.0,
        )
    };
    assert_eq!(cursors(w.events(&tenant(), Cursor(1), 2).unwrap()), (vec![2, 3], 3, 5));
    assert_eq!(cursors(w.events(&tenant(), Cursor(5), 2).unwrap()), (vec![], 5, 5));
    let of = |w: &mut dyn Writer, since, limit| w.ticket_events(&tenant(), TicketId(uid(1)), Cursor(since), limit);
    assert_eq!(cursors(of(&mut *w, 0, 2).unwrap()), (vec![1, 3], 3, 5));
    assert_eq!(cursors(of(&mut *w, 3, 2).unwrap()), (vec![5], 5, 5));
}

#[test]
fn a_commit_is_all_or_nothing_and_checks_what_it_must() {
    let (store, mut w) = open();
    let load = Key::new(Table::AgentLoad, uid(1));
    let up = |ceiling| BTreeMap::from([(load, GaugeChange { by: 1, ceiling })]);
    let first = w
        .commit(&[Batch {
            rows: [row(1, 0)].into(),
            gauges: up(Some(0)),
            ..batch(Head::default())
        }])
        .unwrap();
    // The ceiling is always checked, even when the commit number is the known one.
    let full = Batch {
        gauges: up(Some(0)),
        ..batch(first[0])
    };
    assert!(matches!(w.commit(&[full]), Err(CommitError::Conflict)));
    // Versions are compared when it is not.
    let key = Key::new(Table::Sequence, uid(1));
    let checked = |known, version| Batch {
        checks: [(key, version)].into(),
        ..batch(known)
    };
    assert_eq!(w.commit(&[checked(first[0], 7)]).unwrap(), first);
    assert_eq!(
        w.commit(&[checked(Head::default(), 1)]).unwrap(),
        first,
        "an empty batch keeps its number"
    );
    assert!(matches!(
        w.commit(&[checked(Head::default(), 0)]),
        Err(CommitError::Conflict)
    ));
    // One bad batch undoes the good one beside it.
    let other = Batch {
        tenant: Tenant::new("other"),
        rows: [row(2, 0)].into(),
        ..batch(Head::default())
    };
    assert!(w.commit(&[other.clone(), checked(Head::default(), 0)]).is_err());
    assert_eq!(store.reader().unwrap().tenants().unwrap(), [tenant()]);
    assert!(matches!(w.commit(&[other.clone(), other]), Err(CommitError::Failed(_))));
    let loaded = w
        .load(&tenant(), &[load, key, Key::new(Table::Sequence, uid(9))])
        .unwrap();
    assert!(matches!(
        loaded.slots[..],
        [Slot::Gauge(1), Slot::Row { version: 1, .. }, Slot::Absent]
    ));
}

#[test]
fn check_finds_entries_that_are_not_those_of_the_rows() {
    let (store, mut w) = open();
    w.commit(&[Batch {
        rows: [row(1, 0)].into(),
        ..batch(Head::default())
    }])
    .unwrap();
    let faults = store.check().unwrap();
    assert_eq!(faults.len(), 1);
    assert!(faults[0].contains("stale index entry"), "{faults:?}");
}
