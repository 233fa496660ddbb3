//! A merchant who sells in two currencies: every figure of money says which one it is in, and a recount gives the same.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used)]
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::insight::rate_table;
use aftersync_core::lifecycle::claim_for;
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::counter::{CounterId, Dim, Grain};
use aftersync_core::model::fact::{Fact, FactBody};
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::store::{CounterQuery, TicketStore};
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{START, engine, fact, order, request};

/// An order of 100.00 and a refund of 50.00 on it, in a shop of that currency.
fn sold_and_refunded(currency: Currency, number: &str) -> [Fact; 2] {
    let money = |minor| Money::new(minor, currency);
    let mut sold = order(number, START);
    sold.paid = money(10_000);
    sold.lines.iter_mut().for_each(|line| line.paid = money(10_000));
    let mut back = AfterSale {
        claim: claim_for(Headline::Refunded, Kind::RefundOnly),
        requested: Some(money(5_000)),
        refunded: Some(money(5_000)),
        ended_at: Some(START),
        ..request(&format!("as-{number}"), number, Kind::RefundOnly, START)
    };
    back.lines.iter_mut().for_each(|line| line.amount = Some(money(5_000)));
    let bodies = [FactBody::Order(Box::new(sold)), FactBody::AfterSale(Box::new(back))];
    bodies.map(|body| Fact {
        shop: currency.as_str().into(),
        ..fact(START, body)
    })
}

fn figures(desk: &Desk, dim: Dim) -> Vec<(CounterId, i64)> {
    let query = CounterQuery {
        grain: Grain::Day,
        from: i32::MIN,
        to: i32::MAX,
        dim,
        member: None,
    };
    desk.counters(query).wait().unwrap()
}

fn in_a_store(store: Arc<dyn TicketStore>) {
    let (builder, _clock) = engine(store, 7);
    let engine = builder.build().unwrap();
    let desk = engine.desk("acme");
    let shops = [(Currency::CNY, "1"), (Currency::USD, "2"), (Currency::USD, "3")];
    for (currency, number) in shops {
        for done in desk.ingest(sold_and_refunded(currency, number)).wait().unwrap() {
            done.unwrap();
        }
    }
    let usd = |minor| Money::new(minor, Currency::USD);
    let all = rate_table(&figures(&desk, Dim::All), Dim::All);
    assert_eq!((all[0].sold_units, all[0].refunds), (6, 3), "pieces and tickets add up");
    assert_eq!(all[0].sold, [Money::cny(10_000), usd(20_000)]);
    assert_eq!(all[0].refunded, [Money::cny(5_000), usd(10_000)]);
    for row in rate_table(&figures(&desk, Dim::Shop), Dim::Shop) {
        let of = |amounts: &[Money]| -> Vec<String> { amounts.iter().map(|m| m.currency.to_string()).collect() };
        assert_eq!(of(&row.sold), of(&row.refunded));
        assert_eq!(
            format!("app|{}", of(&row.sold).concat()),
            row.member,
            "a shop sells in one"
        );
    }
    assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());
    let before = figures(&desk, Dim::Product);
    assert!(!before.is_empty());
    desk.rebuild_counters().wait().unwrap();
    assert_eq!(figures(&desk, Dim::Product), before);
    engine.close();
}

#[test]
fn amounts_of_two_currencies_never_add_up_and_a_recount_agrees() {
    in_a_store(Arc::new(MemoryStore::new()));
    in_a_store(Arc::new(SqliteStore::in_memory().unwrap()));
}
