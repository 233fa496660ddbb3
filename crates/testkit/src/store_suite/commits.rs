//! Rows: versions, conflicts, all or nothing.
use aftersync_core::model::counter::{Dim, Metric};
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::{Head, Key, Slot, Table, TicketStore};

use super::kit::{Build, acme, counter, event, gauge, id, load, number, read, slot};
use super::sample;
use super::suite;

suite! {
    a_tenant_never_written_is_empty,
    rows_get_the_commit_number_as_their_version,
    slots_come_in_the_order_asked,
    an_old_head_is_enough_while_the_versions_hold,
    a_changed_row_is_a_conflict,
    a_row_that_came_or_went_is_a_conflict,
    a_row_made_again_is_another_row,
    a_row_that_nobody_read_is_written_blindly,
    a_conflict_writes_nothing,
    an_empty_batch_is_only_checked,
    time_never_runs_backwards,
    readers_see_what_was_committed,
    two_writers_see_each_other,
    every_table_keeps_its_rows,
    rows_of_a_table_come_in_pages,
}

fn a_tenant_never_written_is_empty(store: &dyn TicketStore) {
    let mut reader = store.reader().unwrap();
    assert_eq!(reader.head(&acme()).unwrap(), Head::default());
    let loaded = reader.load(&acme(), &[slot(1), load(1)]).unwrap();
    assert_eq!(loaded.head, Head::default());
    assert!(matches!(loaded.slots.as_slice(), [Slot::Absent, Slot::Gauge(0)]));
    assert!(reader.tenants().unwrap().is_empty());
    assert!(reader.rows(&acme(), Table::Sequence, None, 10).unwrap().is_empty());
    assert!(reader.gauges(&acme(), Table::AgentLoad).unwrap().is_empty());
}

fn rows_get_the_commit_number_as_their_version(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let first = Build::on(&acme(), Head::default())
        .put(1, number(10))
        .put(2, number(20))
        .commit(&mut *writer);
    assert_eq!(first.rev, 1);
    let second = Build::on(&acme(), first).put(2, number(21)).commit(&mut *writer);
    assert_eq!(second.rev, 2);
    assert_eq!(writer.head(&acme()).unwrap(), second);
    assert_eq!(read(&mut *writer, &acme(), 1), Some((1, 10)));
    assert_eq!(read(&mut *writer, &acme(), 2), Some((2, 21)));
}

fn slots_come_in_the_order_asked(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let head = Build::on(&acme(), Head::default())
        .put(1, number(10))
        .put(9, number(90))
        .gauge(load(5), 7, None)
        .commit(&mut *writer);
    let other_table = Key::new(Table::Receipt, id(1));
    let keys = [slot(9), load(5), slot(4), slot(1), other_table, slot(9)];
    let loaded = writer.load(&acme(), &keys).unwrap();
    assert_eq!(loaded.head, head);
    let seen: Vec<Option<i64>> = loaded
        .slots
        .iter()
        .map(|s| match s {
            Slot::Absent => None,
            Slot::Gauge(value) => Some(*value),
            Slot::Row { row, .. } => Some(if **row == number(10) { 10 } else { 90 }),
        })
        .collect();
    assert_eq!(seen, [Some(90), Some(7), None, Some(10), None, Some(90)]);
    assert!(writer.load(&acme(), &[]).unwrap().slots.is_empty());
}

fn an_old_head_is_enough_while_the_versions_hold(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let old = Build::on(&acme(), Head::default())
        .put(1, number(1))
        .commit(&mut *writer);
    Build::on(&acme(), old).put(2, number(2)).commit(&mut *writer);
    let head = Build::on(&acme(), old)
        .check(slot(1), 1)
        .check(slot(7), 0)
        .check(load(1), 0)
        .put(1, number(3))
        .event(event(1, None))
        .commit(&mut *writer);
    assert_eq!((head.rev, head.cursor.0), (3, 1));
    assert_eq!(read(&mut *writer, &acme(), 1), Some((3, 3)));
}

fn a_changed_row_is_a_conflict(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let old = Build::on(&acme(), Head::default())
        .put(1, number(1))
        .commit(&mut *writer);
    Build::on(&acme(), old).put(1, number(2)).commit(&mut *writer);
    Build::on(&acme(), old)
        .check(slot(1), 1)
        .put(2, number(9))
        .conflicts(&mut *writer);
    assert_eq!(read(&mut *writer, &acme(), 2), None);
}

fn a_row_that_came_or_went_is_a_conflict(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let old = Build::on(&acme(), Head::default())
        .put(1, number(1))
        .commit(&mut *writer);
    let moved = Build::on(&acme(), old)
        .delete(slot(1))
        .put(2, number(2))
        .commit(&mut *writer);
    assert_eq!(read(&mut *writer, &acme(), 1), None);
    Build::on(&acme(), old)
        .check(slot(1), 1)
        .put(3, number(3))
        .conflicts(&mut *writer);
    Build::on(&acme(), old)
        .check(slot(2), 0)
        .put(3, number(3))
        .conflicts(&mut *writer);
    // The very first head is an old one too.
    Build::on(&acme(), Head::default())
        .check(slot(2), 0)
        .put(3, number(3))
        .conflicts(&mut *writer);
    assert_eq!(writer.head(&acme()).unwrap(), moved);
}

fn a_row_made_again_is_another_row(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let old = Build::on(&acme(), Head::default())
        .put(1, number(1))
        .commit(&mut *writer);
    let gone = Build::on(&acme(), old).delete(slot(1)).commit(&mut *writer);
    Build::on(&acme(), gone).put(1, number(1)).commit(&mut *writer);
    assert_eq!(read(&mut *writer, &acme(), 1), Some((3, 1)));
    Build::on(&acme(), old)
        .check(slot(1), 1)
        .put(2, number(2))
        .conflicts(&mut *writer);
    Build::on(&acme(), gone)
        .check(slot(1), 0)
        .put(2, number(2))
        .conflicts(&mut *writer);
    // Deleting what is not there is no error.
    let head = writer.head(&acme()).unwrap();
    assert_eq!(Build::on(&acme(), head).delete(slot(5)).commit(&mut *writer).rev, 4);
}

fn a_row_that_nobody_read_is_written_blindly(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let old = Build::on(&acme(), Head::default())
        .put(1, number(1))
        .commit(&mut *writer);
    Build::on(&acme(), old).put(1, number(2)).commit(&mut *writer);
    Build::on(&acme(), old).put(1, number(3)).commit(&mut *writer);
    assert_eq!(read(&mut *writer, &acme(), 1), Some((3, 3)));
}

fn a_conflict_writes_nothing(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let old = Build::on(&acme(), Head::default())
        .put(1, number(1))
        .commit(&mut *writer);
    let show = sample::row(Table::Show, 4);
    let head = Build::on(&acme(), old)
        .put(1, number(2))
        .gauge(load(1), 3, None)
        .commit(&mut *writer);
    let before = crate::dump(store, &acme()).unwrap();
    Build::on(&acme(), old)
        .at(99)
        .check(slot(1), 1)
        .put(2, number(5))
        .put(4, show)
        .gauge(load(1), 1, None)
        .count(counter(1, Dim::All, "", Metric::Opened), 1)
        .event(event(1, Some(1)))
        .conflicts(&mut *writer);
    assert_eq!(crate::dump(store, &acme()).unwrap(), before);
    assert_eq!(writer.head(&acme()).unwrap(), head);
    assert_eq!(gauge(&mut *writer, &acme(), load(1)), Some(3));
}

fn an_empty_batch_is_only_checked(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let nothing = Build::on(&acme(), Head::default())
        .at(5)
        .check(slot(1), 0)
        .commit(&mut *writer);
    assert_eq!(nothing, Head::default());
    assert!(writer.tenants().unwrap().is_empty());
    let old = Build::on(&acme(), Head::default())
        .put(1, number(1))
        .commit(&mut *writer);
    let head = Build::on(&acme(), old).put(1, number(2)).commit(&mut *writer);
    assert_eq!(
        Build::on(&acme(), head).at(77).check(slot(1), 2).commit(&mut *writer),
        head
    );
    assert_eq!(Build::on(&acme(), old).check(slot(1), 2).commit(&mut *writer), head);
    Build::on(&acme(), old).check(slot(1), 1).conflicts(&mut *writer);
    assert_eq!(writer.head(&acme()).unwrap(), head);
    assert!(writer.commit(&[]).unwrap().is_empty());
}

fn time_never_runs_backwards(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let late = Build::on(&acme(), Head::default())
        .at(1_000)
        .put(1, number(1))
        .commit(&mut *writer);
    assert_eq!(late.now, Timestamp(1_000));
    let early = Build::on(&acme(), late).at(400).put(1, number(2)).commit(&mut *writer);
    assert_eq!(early.now, Timestamp(1_000));
    assert_eq!(writer.head(&acme()).unwrap(), early);
}

fn readers_see_what_was_committed(store: &dyn TicketStore) {
    let mut reader = store.reader().unwrap();
    let mut writer = store.writer().unwrap();
    assert_eq!(read(&mut *reader, &acme(), 1), None);
    let head = Build::on(&acme(), Head::default())
        .put(1, number(1))
        .commit(&mut *writer);
    assert_eq!(read(&mut *reader, &acme(), 1), Some((1, 1)));
    assert_eq!(reader.head(&acme()).unwrap(), head);
    drop(writer);
    assert_eq!(read(&mut *store.reader().unwrap(), &acme(), 1), Some((1, 1)));
}

fn two_writers_see_each_other(store: &dyn TicketStore) {
    let (mut one, mut two) = (store.writer().unwrap(), store.writer().unwrap());
    let old = Build::on(&acme(), Head::default()).put(1, number(1)).commit(&mut *one);
    assert_eq!(two.head(&acme()).unwrap(), old);
    Build::on(&acme(), old)
        .check(slot(1), 1)
        .put(1, number(2))
        .commit(&mut *two);
    Build::on(&acme(), old)
        .check(slot(1), 1)
        .put(1, number(3))
        .conflicts(&mut *one);
    assert_eq!(read(&mut *one, &acme(), 1), Some((2, 2)));
}

fn every_table_keeps_its_rows(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let rows = || Table::ROWS.iter().zip(1..).map(|(t, n)| (n, sample::row(*t, n)));
    let all = rows().fold(Build::on(&acme(), Head::default()), |b, (n, row)| b.put(n, row));
    let head = all.commit(&mut *writer);
    for (n, row) in rows() {
        let loaded = writer.load(&acme(), &[Key::new(row.table(), id(n))]).unwrap();
        let [Slot::Row { version: 1, row: found }] = loaded.slots.as_slice() else {
            assert!(loaded.slots.is_empty(), "{:?} was not kept", row.table());
            continue;
        };
        assert_eq!(**found, row);
    }
    let none = rows().fold(Build::on(&acme(), head), |b, (n, row)| b.replace(n, Some(&row), None));
    none.commit(&mut *writer);
    for table in Table::ROWS {
        assert!(writer.rows(&acme(), *table, None, 9).unwrap().is_empty());
    }
}

fn rows_of_a_table_come_in_pages(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let ids = [3, 1, 70_000, 256, 2];
    let all = ids.iter().fold(Build::on(&acme(), Head::default()), |b, n| {
        b.put(*n, number(u64::from(*n)))
    });
    all.put(1, sample::row(Table::Receipt, 1)).commit(&mut *writer);
    for size in 1..7 {
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = writer.rows(&acme(), Table::Sequence, after, size).unwrap();
            assert!(page.len() <= size);
            let Some((last, ..)) = page.last() else { break };
            after = Some(*last);
            seen.extend(page.into_iter().map(|(id, version, row)| (id, version, (*row).clone())));
        }
        let mut sorted = ids;
        sorted.sort_unstable();
        let expected: Vec<_> = sorted.iter().map(|n| (id(*n), 1, number(u64::from(*n)))).collect();
        assert_eq!(seen, expected);
    }
}
