use std::sync::Arc;

use aftersync::{Engine, ErrorKind, JobKind, TicketQuery};
use aftersync_testkit::{Fault, FaultyStore, MemoryStore, Plan};
use serde_json::json;

use crate::toy::{Bench, Toy, delivery, item};

#[test]
fn a_wrong_signature_leaves_no_trace() {
    let bench = Bench::new();
    let mut forged = delivery("/full", &json!([item("s1", "a", 1, "open")]));
    forged.body.push(b' ');
    let error = bench.engine.receive("app", forged).wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Signature);
    assert_eq!(Engine::refusal(&error).status, 401);
    assert!(
        bench
            .acme()
            .tickets(TicketQuery::default())
            .wait()
            .unwrap()
            .items
            .is_empty()
    );
    let unknown = bench
        .engine
        .receive("other", delivery("/full", &json!([])))
        .wait()
        .unwrap_err();
    assert_eq!(Engine::refusal(&unknown).status, 404);
}

#[test]
fn a_probe_is_acknowledged_and_nothing_else() {
    let bench = Bench::new();
    let receipt = bench
        .engine
        .receive("app", delivery("/probe", &json!({})))
        .wait()
        .unwrap();
    assert_eq!(
        (receipt.reply.body.as_slice(), receipt.taken, receipt.kept),
        (b"yes".as_slice(), 0, 0)
    );
}

#[test]
fn one_delivery_reaches_every_merchant_and_keeps_what_nobody_has() {
    let bench = Bench::new();
    let body = json!([
        item("s1", "a", 1, "open"),
        item("s2", "b", 1, "open"),
        item("s9", "c", 1, "open"),
        {"shop": "s1", "id": 5},
    ]);
    let receipt = bench.engine.receive("app", delivery("/full", &body)).wait().unwrap();
    assert_eq!(
        (receipt.reply.body.as_slice(), receipt.taken, receipt.kept),
        (b"yes".as_slice(), 2, 2)
    );
    for tenant in ["acme", "bolt"] {
        let page = bench
            .engine
            .desk(tenant)
            .tickets(TicketQuery::default())
            .wait()
            .unwrap();
        assert_eq!(page.items.len(), 1, "{tenant}");
    }
    assert_eq!(bench.acme().quarantined(0, None).wait().unwrap().items.len(), 1);
    let unrouted = bench.engine.unrouted().quarantined(0, None).wait().unwrap().items;
    assert_eq!(unrouted[0].shop.as_ref().unwrap().as_str(), "s9");
    // Sent again, nothing is new.
    bench.engine.receive("app", delivery("/full", &body)).wait().unwrap();
    assert_eq!(
        bench.acme().tickets(TicketQuery::default()).wait().unwrap().items.len(),
        1
    );
    assert_eq!(
        bench.engine.unrouted().quarantined(0, None).wait().unwrap().items[0].times,
        2
    );
}

#[test]
fn the_unrouted_finds_its_merchant_once_the_shop_is_known() {
    let bench = Bench::new();
    let body = json!([item("s9", "c", 4, "open")]);
    bench.engine.receive("app", delivery("/hint", &body)).wait().unwrap();
    let kept = bench.engine.unrouted().quarantined(0, None).wait().unwrap().items;
    let refused = bench
        .engine
        .unrouted()
        .redrive_quarantined(kept[0].id)
        .wait()
        .unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::NotFound);
    bench.configure("core", "s9", 0);
    assert_eq!(
        bench.engine.unrouted().redrive_quarantined(kept[0].id).wait().unwrap(),
        1
    );
    assert!(
        bench
            .engine
            .unrouted()
            .quarantined(0, None)
            .wait()
            .unwrap()
            .items
            .is_empty()
    );
    bench.net.ok("/detail/c", item("s9", "c", 4, "open"));
    assert_eq!(bench.work().of(JobKind::Refetch).done, 1);
    assert_eq!(
        bench
            .engine
            .desk("core")
            .tickets(TicketQuery::default())
            .wait()
            .unwrap()
            .items
            .len(),
        1
    );
}

#[test]
fn a_hundred_hints_are_one_look() {
    let bench = Bench::new();
    let body = json!([item("s1", "a", 2, "open")]);
    for _ in 0..100 {
        let receipt = bench.engine.receive("app", delivery("/hint", &body)).wait().unwrap();
        assert_eq!((receipt.reply.status, receipt.taken), (200, 1));
    }
    bench.net.ok("/detail/a", item("s1", "a", 2, "open"));
    assert_eq!(bench.work().total(), 1);
    assert_eq!(bench.net.asked(), ["/detail/a"]);
    assert_eq!(bench.net.tokens(), ["first-access"]);
}

#[test]
fn a_store_that_fails_says_no_and_the_next_try_takes_it() {
    let plan = Plan::new();
    let store = FaultyStore::new(MemoryStore::new(), plan.clone());
    let bench = Bench::over(Arc::new(store), Toy::new());
    let body = json!([item("s1", "a", 1, "open")]);
    plan.next(Fault::Fail);
    let receipt = bench.engine.receive("app", delivery("/full", &body)).wait().unwrap();
    assert_eq!((receipt.reply.status, receipt.taken), (503, 0));
    let receipt = bench.engine.receive("app", delivery("/full", &body)).wait().unwrap();
    assert_eq!((receipt.reply.status, receipt.taken), (200, 1));
}

#[test]
fn a_shop_routed_by_hand_goes_there() {
    let bench = Bench::new();
    bench.engine.route_shop("toy", "s9", "acme");
    let receipt = bench
        .engine
        .receive("app", delivery("/full", &json!([item("s9", "c", 1, "open")])))
        .wait()
        .unwrap();
    assert_eq!((receipt.taken, receipt.kept), (1, 0));
    assert_eq!(
        bench.acme().tickets(TicketQuery::default()).wait().unwrap().items.len(),
        1
    );
}

#[test]
fn a_warning_is_seen_once_until_it_says_something_else() {
    let bench = Bench::new();
    let warn = |what: &str| {
        let body = json!([{"shop": "s1", "warns": what}, {"shop": "s9", "warns": what}]);
        bench.engine.receive("app", delivery("/full", &body)).wait().unwrap()
    };
    let heard = || {
        let events = bench.acme().events(Default::default(), 0).wait().unwrap().events;
        let bad = |e: &aftersync::Recorded| match &e.event.body {
            aftersync::AnyEvent::Known(aftersync::EventBody::ShopHealth {
                healthy: false, reason, ..
            }) => Some(reason.clone()),
            _ => None,
        };
        events.iter().filter_map(bad).collect::<Vec<_>>()
    };
    assert_eq!(
        (warn("ends soon").taken, warn("ends soon").kept),
        (1, 1),
        "a shop nobody has is kept"
    );
    assert_eq!(heard(), ["ends soon"]);
    warn("ended");
    assert_eq!(heard(), ["ends soon", "ended"]);
}
