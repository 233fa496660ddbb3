//! Return policies at a desk: what is explained is what is done, in whatever order the facts come, and never above what was
//! paid.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync_core::ErrorKind;
use aftersync_core::engine::Desk;
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::config::{Config, ShopConfig, When};
use aftersync_core::model::fact::{Fact, FactBody};
use aftersync_core::model::ids::{OrderId, TicketId, Uid};
use aftersync_core::model::money::Money;
use aftersync_core::model::order::OrderSnapshot;
use aftersync_core::model::returns::{ReturnAction, ReturnPolicy, ReturnReason, ReturnWindow, WindowStart};
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::model::time::{DAY, HOUR, Timestamp};
use aftersync_core::store::Table;
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{APP, SHOP, START, engine, fact, opened, order, request, ticket, ticket_of};
use aftersync_tests::history::shuffled;
use aftersync_tests::prng::Prng;
use serde_json::json;

use super::from_env;

fn desk_with(policies: Vec<ReturnPolicy>, seed: u64) -> (Desk, Arc<MemoryStore>, ManualClock) {
    let store = Arc::new(MemoryStore::new());
    let (builder, clock) = engine(store.clone(), seed);
    let desk = builder.build().unwrap().desk("acme");
    let config = Config {
        shops: vec![ShopConfig::new(APP, SHOP)],
        return_policies: policies,
        ..Config::default()
    };
    desk.configure(config).wait().unwrap();
    (desk, store, clock)
}

fn up_to(minor: i64) -> ReturnPolicy {
    ReturnPolicy {
        auto_approve: vec![Money::cny(minor)],
        ..ReturnPolicy::new("all")
    }
}

/// The same request, paid back.
fn paid(mut of: AfterSale, at: Timestamp) -> Fact {
    of.claim = serde_json::from_value(json!({"decision": "approved", "money": "paid", "full_refund": true})).unwrap();
    of.raw_status = "refunded".into();
    of.rank += 1;
    of.refunded = of.requested;
    of.ended_at = Some(at);
    fact(at, FactBody::AfterSale(Box::new(of)))
}

#[test]
fn what_is_explained_is_what_is_done() {
    let (desk, ..) = desk_with(
        vec![
            ReturnPolicy {
                when: When::Kind(vec![Kind::ReturnRefund]),
                restocking_per_mille: 100,
                ..up_to(5_000)
            },
            ReturnPolicy {
                name: "rest".into(),
                ..up_to(100)
            },
        ],
        1,
    );
    let back = opened(&desk, "A1", "order-1", Kind::ReturnRefund);
    let t = ticket(&desk, back);
    assert_eq!((t.headline, t.amounts.approved), (Headline::AwaitingBuyerReturn, 4_500));
    let kept = opened(&desk, "A2", "order-2", Kind::RefundOnly);
    assert_eq!(ticket(&desk, kept).headline, Headline::AwaitingSeller);
    let told = desk.explain_policy(kept).wait().unwrap();
    let looked: Vec<(&str, bool)> = told.considered.iter().map(|c| (c.rule.as_str(), c.matched)).collect();
    assert_eq!(looked, [("all", false), ("rest", true)]);
    let terms = told.terms.unwrap();
    assert!(terms.eligible && terms.automatic().next().is_none() && terms.reasons.is_empty());
    assert_eq!(terms.offers[0].amount, Money::cny(5_000));
    assert_eq!(terms.offers[0].action, ReturnAction::Approve);
    let again = desk.explain_policy(back).wait().unwrap().terms.unwrap();
    assert!(again.reasons.contains(&ReturnReason::AlreadyDecided));
    let nobody = desk.explain_policy(TicketId(Uid([9; 16]))).wait().unwrap_err();
    assert_eq!(nobody.kind(), ErrorKind::NotFound);
}

#[test]
fn who_had_many_refunds_lately_is_left_to_a_person() {
    let policy = ReturnPolicy {
        serial_from: Some(2),
        ..up_to(5_000)
    };
    let (desk, _, clock) = desk_with(vec![policy], 2);
    let ask = |n: u32| {
        let at = desk.engine().now();
        let (id, number) = (format!("A{n}"), format!("order-{n}"));
        let ticket = opened(&desk, &id, &number, Kind::RefundOnly);
        let after = at.plus(HOUR);
        clock.advance(HOUR);
        (ticket, paid(request(&id, &number, Kind::RefundOnly, at), after))
    };
    let pay = |fact: Fact| desk.ingest([fact]).wait().unwrap().remove(0).unwrap();
    for n in 1..=2 {
        let (id, payment) = ask(n);
        assert_eq!(ticket(&desk, id).headline, Headline::Refunding, "refund {n}");
        pay(payment.clone());
        pay(payment);
    }
    let (third, payment) = ask(3);
    assert_eq!(ticket(&desk, third).headline, Headline::AwaitingSeller);
    let terms = desk.explain_policy(third).wait().unwrap().terms.unwrap();
    assert_eq!((terms.eligible, terms.refunds_90d), (true, Some(2)));
    assert_eq!(
        terms.reasons.into_iter().collect::<Vec<_>>(),
        [ReturnReason::SerialReturner]
    );
    assert!(ticket(&desk, third).flags.contains("serial_returner"));
    assert!(
        ticket_of(&desk, APP, SHOP, "A2").unwrap().flags.is_empty(),
        "its customer had one refund then"
    );
    pay(payment);
    let own = desk.explain_policy(third).wait().unwrap().terms.unwrap();
    assert_eq!(own.refunds_90d, Some(2), "its own does not count");
    clock.advance(91 * DAY);
    let (late, _) = ask(4);
    assert_eq!(ticket(&desk, late).headline, Headline::Refunding, "it is long ago");
}

/// Facts of some orders: each delivered or not heard of, with a request on each of its lines.
fn facts(seed: u64, scarce: bool) -> Vec<Fact> {
    let mut r = Prng::new(seed ^ 0x0e70);
    let mut out = Vec::new();
    for n in 0..3 {
        let number = format!("order-{n}");
        let lines = 1 + r.below(3);
        let mut o: OrderSnapshot = order(&number, START);
        let line = o.lines[0].clone();
        o.lines = (0..lines)
            .map(|l| aftersync_core::model::order::OrderLine {
                external_id: format!("L{l}"),
                ..line.clone()
            })
            .collect();
        o.paid = Money::cny(if scarce { 4_000 } else { 50_000 });
        let parcel = format!("SF{n}");
        o.parcels = vec![ParcelRef {
            number: parcel.clone(),
            carrier: None,
        }];
        out.push(fact(START, FactBody::Order(Box::new(o))));
        if r.chance(70) {
            let body = json!({"type": "parcel", "number": parcel, "state": "delivered", "at": START.plus(DAY)});
            out.push(fact(START.plus(DAY), serde_json::from_value(body).unwrap()));
        }
        for l in 0..lines {
            let at = START.plus((1 + r.below(12) as i64) * DAY);
            let kind = *r.pick(&[Kind::RefundOnly, Kind::ReturnRefund, Kind::Exchange]);
            let mut a = request(&format!("A{n}-{l}"), &number, kind, at);
            a.lines[0].line = format!("L{l}");
            a.requested = Some(Money::cny(*r.pick(&[200, 900, 2_500, 6_000])));
            out.push(fact(at, FactBody::AfterSale(Box::new(a))));
        }
    }
    out
}

fn policies() -> Vec<ReturnPolicy> {
    vec![ReturnPolicy {
        window: Some(ReturnWindow {
            from: WindowStart::Delivered,
            days: 7,
        }),
        keep_item: vec![Money::cny(500)],
        restocking_per_mille: 30,
        ..up_to(3_000)
    }]
}

/// Where every request stands, and the money of every order.
fn outcome(facts: &[Fact], seed: u64) -> (BTreeMap<String, String>, Vec<(Uid, i64)>) {
    use aftersync_core::store::TicketStore;
    let (desk, store, clock) = desk_with(policies(), seed);
    clock.advance(20 * DAY);
    for fact in facts {
        desk.ingest([fact.clone()]).wait().unwrap().remove(0).unwrap();
    }
    let mut stands = BTreeMap::new();
    for fact in facts {
        let FactBody::AfterSale(a) = &fact.body else { continue };
        let t = ticket_of(&desk, APP, SHOP, &a.external_id).unwrap();
        stands.insert(
            a.external_id.clone(),
            format!("{} {:?} {:?}", t.headline, t.axes, t.amounts),
        );
    }
    let tenant = aftersync_core::model::ids::Tenant::new("acme");
    let money = store.reader().unwrap().gauges(&tenant, Table::OrderMoney).unwrap();
    (stands, money)
}

#[test]
fn any_order_of_the_facts_is_decided_alike() {
    let mut automatic = 0;
    for seed in 0..from_env("AFTERSYNC_HISTORIES", 60) {
        let facts = facts(seed, false);
        let expected = outcome(&facts, seed);
        automatic += expected.0.values().filter(|stands| stands.contains("Approved")).count();
        for other in 1..4 {
            let got = outcome(&shuffled(seed * 7 + other, &facts), seed + other);
            assert_eq!(got, expected, "seed {seed}, order {other}");
        }
    }
    assert!(automatic > 60, "only {automatic} were decided without a person");
}

#[test]
fn no_order_pays_back_more_than_was_paid() {
    let mut full = 0;
    for seed in 0..from_env("AFTERSYNC_HISTORIES", 60) {
        let facts = shuffled(seed, &facts(seed, true));
        let (_, money) = outcome(&facts, seed);
        for n in 0..3 {
            let id = OrderId::of(&APP.into(), &format!("order-{n}"));
            let back = money.iter().find(|(of, _)| *of == id.0).map_or(0, |(_, minor)| *minor);
            assert!((0..=4_000).contains(&back), "seed {seed}: {back} of 4000");
            full += usize::from(back > 2_000);
        }
    }
    assert!(full > 10, "the limit was not come near: {full}");
}
