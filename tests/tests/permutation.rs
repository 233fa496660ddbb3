//! Any permutation with repetitions of the same facts ends in the same tickets, in every store and every way a lane works.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

use aftersync_core::model::counter::CounterId;
use aftersync_core::model::ids::Tenant;
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::{MemoryStore, dump};
use aftersync_tests::history::{history, shuffled};
use aftersync_tests::projection::projection;
use aftersync_tests::run::{bare_rules, ingest};

/// Histories in the test command. `AFTERSYNC_HISTORIES` and `AFTERSYNC_FROM` choose others.
const HISTORIES: u64 = 10_000;

fn from_env(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}

#[test]
fn any_order_of_the_same_facts_ends_in_the_same_tickets() {
    let (from, many) = (
        from_env("AFTERSYNC_FROM", 0),
        from_env("AFTERSYNC_HISTORIES", HISTORIES),
    );
    let rules = bare_rules();
    std::thread::scope(|scope| {
        let half = many / 2;
        for (from, to) in [(from, from + half), (from + half, from + many)] {
            let rules = &rules;
            scope.spawn(move || {
                let sqlite = SqliteStore::in_memory().unwrap();
                (from..to).for_each(|seed| one(seed, rules, &sqlite));
            });
        }
    });
}

fn one(seed: u64, rules: &std::sync::Arc<aftersync_core::engine::decide::Rules>, sqlite: &SqliteStore) {
    let tenant = Tenant::new(format!("t{seed}"));
    let facts = history(seed);
    let memory = MemoryStore::new();
    ingest(&memory, &tenant, rules, &facts, seed, seed);
    let expected = projection(&memory, &tenant);

    ingest(sqlite, &tenant, rules, &facts, seed, seed ^ 0xabcd);
    let (a, b) = (dump(&memory, &tenant).unwrap(), dump(sqlite, &tenant).unwrap());
    assert_eq!(
        a.without_versions(),
        b.without_versions(),
        "seed {seed}: memory and SQLite differ"
    );

    let other = MemoryStore::new();
    ingest(&other, &tenant, rules, &shuffled(seed, &facts), !seed, seed ^ 0x1234);
    let got = projection(&other, &tenant);
    if got != expected {
        let more: Vec<_> = got
            .tickets
            .iter()
            .filter(|(k, v)| expected.tickets.get(*k) != Some(v))
            .collect();
        let less: Vec<_> = expected
            .tickets
            .iter()
            .filter(|(k, v)| got.tickets.get(*k) != Some(v))
            .collect();
        eprintln!("seed {seed}, another order:\n{more:#?}\nexpected:\n{less:#?}");
        eprintln!("customers {:?}\nexpected  {:?}", got.customers, expected.customers);
        eprintln!("products {:?}\nexpected {:?}", got.products, expected.products);
        eprintln!("money {:?}\nexpected {:?}", got.money, expected.money);
        let odd = |a: &[(CounterId, i64)], b: &[(CounterId, i64)]| {
            a.iter().filter(|x| !b.contains(x)).cloned().collect::<Vec<_>>()
        };
        eprintln!(
            "counters {:?}\nexpected {:?}",
            odd(&got.counters, &expected.counters),
            odd(&expected.counters, &got.counters)
        );
        panic!("seed {seed}: another order ends differently");
    }
}
