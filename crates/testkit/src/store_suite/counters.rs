//! Counters: added to, read by range, replaced after a recount.
use aftersync_core::model::counter::{CounterId, Dim, Grain, Metric};
use aftersync_core::model::ids::Tenant;
use aftersync_core::model::money::Currency;
use aftersync_core::store::{CounterQuery, Head, TicketStore, Writer};

use super::kit::{Build, acme, counter};
use super::suite;

suite! {
    counters_add_up,
    counters_are_read_by_range_and_member,
    counters_come_in_the_order_of_their_ids,
    amounts_of_two_currencies_stay_apart,
    counters_are_replaced_for_one_tenant,
}

fn query(dim: Dim, from: i32, to: i32, member: Option<&str>) -> CounterQuery {
    CounterQuery {
        grain: Grain::Day,
        from,
        to,
        dim,
        member: member.map(str::to_owned),
    }
}

fn all(writer: &mut dyn Writer, dim: Dim) -> Vec<(CounterId, i64)> {
    writer.counters(&acme(), &query(dim, i32::MIN, i32::MAX, None)).unwrap()
}

fn counters_add_up(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let opened = counter(20_000, Dim::Host, "lin", Metric::Opened);
    let ended = counter(20_000, Dim::Host, "lin", Metric::Ended);
    let head = Build::on(&acme(), Head::default())
        .count(opened.clone(), 2)
        .count(ended.clone(), 1)
        .commit(&mut *writer);
    assert_eq!((head.rev, head.cursor.0), (1, 0));
    Build::on(&acme(), head)
        .count(opened.clone(), 3)
        .count(ended, -1)
        .commit(&mut *writer);
    assert_eq!(all(&mut *writer, Dim::Host), [(opened, 5)]);
}

fn counters_are_read_by_range_and_member(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let mut build = Build::on(&acme(), Head::default());
    for period in [-3, 0, 5, 6, 400] {
        for (member, value) in [("a", 1), ("a|b", 2), ("b", 3)] {
            build = build.count(counter(period, Dim::Product, member, Metric::Opened), value);
        }
    }
    let month = CounterId {
        grain: Grain::Month,
        ..counter(5, Dim::Product, "a", Metric::Opened)
    };
    build.count(month.clone(), 50).commit(&mut *writer);
    let mut sums = |from, to, member| -> Vec<(i32, i64)> {
        let found = writer
            .counters(&acme(), &query(Dim::Product, from, to, member))
            .unwrap();
        found.into_iter().map(|(c, value)| (c.period, value)).collect()
    };
    assert_eq!(sums(0, 5, Some("a")), [(0, 1), (5, 1)]);
    assert_eq!(sums(0, 5, Some("b")), [(0, 3), (5, 3)]);
    assert_eq!(sums(i32::MIN, -1, Some("a|b")), [(-3, 2)]);
    assert_eq!(
        sums(6, i32::MAX, None),
        [(6, 1), (6, 2), (6, 3), (400, 1), (400, 2), (400, 3)]
    );
    assert_eq!(sums(7, 399, None), []);
    assert_eq!(sums(5, 0, None), []);
    assert_eq!(sums(5, 0, Some("a")), []);
    assert_eq!(sums(0, 400, Some("nobody")), []);
    let months = CounterQuery {
        grain: Grain::Month,
        ..query(Dim::Product, 5, 5, None)
    };
    assert_eq!(writer.counters(&acme(), &months).unwrap(), [(month, 50)]);
    assert!(all(&mut *writer, Dim::Host).is_empty());
}

fn counters_come_in_the_order_of_their_ids(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let mut ids: Vec<CounterId> = Metric::ALL
        .iter()
        .flat_map(|m| {
            [
                counter(2, Dim::All, "", *m),
                counter(1, Dim::All, "z", *m),
                counter(1, Dim::All, "é", *m),
            ]
        })
        .collect();
    let build = ids
        .iter()
        .fold(Build::on(&acme(), Head::default()), |b, c| b.count(c.clone(), 1));
    build.commit(&mut *writer);
    ids.sort_unstable();
    let found: Vec<CounterId> = all(&mut *writer, Dim::All).into_iter().map(|(c, _)| c).collect();
    assert_eq!(found, ids);
}

fn amounts_of_two_currencies_stay_apart(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let sold = |currency| CounterId {
        currency,
        ..counter(1, Dim::Shop, "a", Metric::SoldMinor)
    };
    let ids = [None, Some(Currency::CNY), Some(Currency::USD)].map(sold);
    let mut head = Head::default();
    for value in [1, 10] {
        let build = Build::on(&acme(), head);
        let build = ids
            .iter()
            .zip(1..)
            .fold(build, |b, (c, n)| b.count(c.clone(), n * value));
        head = build.commit(&mut *writer);
    }
    let expected: Vec<(CounterId, i64)> = ids.into_iter().zip([11, 22, 33]).collect();
    assert_eq!(all(&mut *writer, Dim::Shop), expected);
    let of_member = writer.counters(&acme(), &query(Dim::Shop, 0, 9, Some("a"))).unwrap();
    assert_eq!(of_member, expected);
    store.replace_counters(&acme(), &expected).unwrap();
    assert_eq!(all(&mut *writer, Dim::Shop), expected);
}

fn counters_are_replaced_for_one_tenant(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let (a, b) = (
        counter(1, Dim::Shop, "a", Metric::Opened),
        counter(1, Dim::Shop, "b", Metric::Opened),
    );
    let head = Build::on(&acme(), Head::default())
        .count(a.clone(), 2)
        .count(b.clone(), 2)
        .commit(&mut *writer);
    let other = Tenant::new("other");
    Build::on(&other, Head::default())
        .count(a.clone(), 7)
        .commit(&mut *writer);
    store.replace_counters(&acme(), &[(b.clone(), 9)]).unwrap();
    assert_eq!(all(&mut *writer, Dim::Shop), [(b, 9)]);
    assert_eq!(
        writer.counters(&other, &query(Dim::Shop, 0, 9, None)).unwrap(),
        [(a, 7)]
    );
    assert_eq!(writer.head(&acme()).unwrap().cursor, head.cursor);
    store.replace_counters(&acme(), &[]).unwrap();
    assert!(all(&mut *writer, Dim::Shop).is_empty());
}
