//! Quantities: added to, bounded, never replaced.
use aftersync_core::store::{Head, Key, Table, TicketStore};

use super::kit::{Build, acme, gauge, id, load, number, read};
use super::suite;

suite! {
    quantities_add_up,
    a_ceiling_is_on_the_value_before,
    a_ceiling_holds_whatever_the_head_says,
    a_quantity_never_written_stands_at_zero,
    quantities_that_are_not_zero_are_listed,
}

fn quantities_add_up(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let mut head = Head::default();
    for by in [5, -2, 0, -10] {
        head = Build::on(&acme(), head).gauge(load(1), by, None).commit(&mut *writer);
    }
    assert_eq!(head.rev, 4);
    assert_eq!(gauge(&mut *writer, &acme(), load(1)), Some(-7));
    assert_eq!(
        gauge(&mut *writer, &acme(), Key::new(Table::OrderMoney, id(1))),
        Some(0)
    );
}

fn a_ceiling_is_on_the_value_before(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let ten = Build::on(&acme(), Head::default())
        .gauge(load(1), 10, Some(0))
        .commit(&mut *writer);
    Build::on(&acme(), ten)
        .gauge(load(1), 1, Some(9))
        .put(1, number(1))
        .conflicts(&mut *writer);
    assert_eq!(read(&mut *writer, &acme(), 1), None);
    Build::on(&acme(), ten)
        .gauge(load(1), -1, Some(9))
        .conflicts(&mut *writer);
    let more = Build::on(&acme(), ten)
        .gauge(load(1), 100, Some(10))
        .commit(&mut *writer);
    assert_eq!(gauge(&mut *writer, &acme(), load(1)), Some(110));
    // A bound without a change is a guard.
    Build::on(&acme(), more)
        .gauge(load(1), 0, Some(109))
        .conflicts(&mut *writer);
    assert_eq!(
        Build::on(&acme(), more)
            .gauge(load(1), 0, Some(110))
            .commit(&mut *writer)
            .rev,
        3
    );
}

fn a_ceiling_holds_whatever_the_head_says(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let one = Build::on(&acme(), Head::default())
        .gauge(load(1), 60, Some(40))
        .commit(&mut *writer);
    // Somebody who decided on the head before is refused by the bound alone.
    Build::on(&acme(), Head::default())
        .gauge(load(1), 60, Some(40))
        .conflicts(&mut *writer);
    let two = Build::on(&acme(), Head::default())
        .gauge(load(1), 40, Some(60))
        .commit(&mut *writer);
    assert_eq!(two.rev, one.rev + 1);
    assert_eq!(gauge(&mut *writer, &acme(), load(1)), Some(100));
}

fn a_quantity_never_written_stands_at_zero(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    Build::on(&acme(), Head::default())
        .gauge(load(1), 1, Some(-1))
        .conflicts(&mut *writer);
    assert_eq!(writer.head(&acme()).unwrap(), Head::default());
    Build::on(&acme(), Head::default())
        .gauge(load(1), 1, Some(0))
        .commit(&mut *writer);
    assert_eq!(gauge(&mut *writer, &acme(), load(1)), Some(1));
}

fn quantities_that_are_not_zero_are_listed(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let money = Key::new(Table::OrderMoney, id(2));
    let head = Build::on(&acme(), Head::default())
        .gauge(load(300), 3, None)
        .gauge(load(2), -2, None)
        .gauge(load(4), 4, None)
        .gauge(money, 9, None)
        .commit(&mut *writer);
    Build::on(&acme(), head).gauge(load(4), -4, None).commit(&mut *writer);
    assert_eq!(
        writer.gauges(&acme(), Table::AgentLoad).unwrap(),
        [(id(2), -2), (id(300), 3)]
    );
    assert_eq!(writer.gauges(&acme(), Table::OrderMoney).unwrap(), [(id(2), 9)]);
}
