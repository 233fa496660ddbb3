//! What sealing costs a row: splitting, packing, sealing, and the way back.
#![allow(clippy::unwrap_used, missing_docs)]
use std::hint::black_box;

use aftersync_core::store::private::{put_back, take_out};
use aftersync_core::store::{Row, Table, open};
use aftersync_seal::dictionary::{PAYLOADS_1, ROWS_1};
use aftersync_seal::envelope::{self, Found, Private, close};
use aftersync_seal::{At, Key, TenantKeys, codec};
use aftersync_testkit::store_suite::sample;
use criterion::{Criterion, criterion_group, criterion_main};

const MOST: usize = 1 << 20;

fn sealing(c: &mut Criterion) {
    let keys = TenantKeys::new("acme", &Key::new([3; 32]));
    let hers = Key::new([5; 32]);
    let at = At {
        tenant: "acme",
        table: 1,
        id: [7; 16],
    };
    let mut group = c.benchmark_group("seal");
    for table in [Table::Ticket, Table::Source, Table::Order, Table::Message] {
        let row = sample::row(table, 1);
        let seal = |row: &Row| {
            let mut rest = row.clone();
            let words = serde_json::to_vec(&take_out(&mut rest)).unwrap();
            let private = Private::Person {
                number: 9,
                key: Some(&hers),
                text: &words,
                with: &PAYLOADS_1,
            };
            (
                open::values(row),
                close(Some(&keys), &at, &rest.to_json().unwrap(), &ROWS_1, &private).unwrap(),
            )
        };
        let word = table.as_str();
        let bytes = seal(&row).1;
        group.bench_function(format!("{word}, as JSON alone"), |b| {
            b.iter(|| black_box(&row).to_json().unwrap())
        });
        group.bench_function(format!("{word}, closed"), |b| b.iter(|| seal(black_box(&row))));
        group.bench_function(format!("{word}, opened"), |b| {
            b.iter(|| {
                let found =
                    envelope::open(Some(&keys), &at, black_box(&bytes), MOST, |_| Ok(Some(hers.clone()))).unwrap();
                let mut row = Row::from_json(table, &found.main).unwrap();
                let Found::Person(words) = found.private else {
                    unreachable!()
                };
                assert!(put_back(&mut row, serde_json::from_slice(&words).unwrap()));
                row
            });
        });
    }
    let text = sample::row(Table::Ticket, 1).to_json().unwrap();
    let packed = codec::pack(&text, &ROWS_1);
    group.bench_function("pack a ticket", |b| b.iter(|| codec::pack(black_box(&text), &ROWS_1)));
    group.bench_function("unpack a ticket", |b| {
        b.iter(|| codec::unpack(black_box(&packed), MOST).unwrap())
    });
    group.finish();
}

criterion_group!(benches, sealing);
criterion_main!(benches);
