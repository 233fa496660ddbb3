//! Thin messages, one in a request, signed in a header; and forgeries that an honest check refuses.

use std::collections::BTreeSet;

use aftersync_testkit::fake::tiktok::sign::push_sign;
use aftersync_testkit::fake::world::Kind;
use aftersync_testkit::fake::{Chaos, PumpReport, TiktokOptions};
use serde_json::{Value, json};

use super::client::{PRICE, Shop, V};
use crate::receiver::{Arrived, Receiver};

const NEVER: i64 = i64::MAX / 4;

fn genuine(arrived: &Arrived, options: &TiktokOptions) -> bool {
    let wanted = push_sign(&options.app_key, &options.app_secret, &arrived.body);
    arrived.headers.get("authorization") == Some(&wanted)
}

fn connected(batch_permille: u16, alias_permille: u16) -> (Shop, Receiver) {
    let shop = Shop::open_with(TiktokOptions {
        batch_permille,
        alias_permille,
        ..TiktokOptions::default()
    });
    let options = shop.options.clone();
    let receiver = Receiver::start(move |arrived| {
        let good = genuine(arrived, &options);
        (if good { 200 } else { 401 }, String::new())
    });
    shop.fake.set_webhook(&receiver.url);
    (shop, receiver)
}

fn messages(shop: &Shop, receiver: &Receiver) -> Vec<Value> {
    let all = receiver.arrived();
    let genuine = all.iter().filter(|arrived| genuine(arrived, &shop.options));
    genuine
        .map(|arrived| serde_json::from_slice(&arrived.body).unwrap())
        .collect()
}

fn types(messages: &[Value]) -> Vec<i64> {
    messages.iter().map(|it| it["type"].as_i64().unwrap()).collect()
}

#[test]
fn a_return_in_both_models() {
    let (shop, receiver) = connected(1000, 0);
    assert!(shop.fake.probe_webhook(), "this platform asks nothing");
    assert!(receiver.arrived().is_empty());
    let id = shop.aftersale(Kind::ReturnRefund);
    shop.decide(id, "approve", json!({"decision": "APPROVE_RETURN"}));
    shop.fake.world(|world| {
        world.buyer_ships_back(id, "USPS", "TN9").unwrap();
        world.return_delivered(id).unwrap();
    });
    shop.decide(id, "approve", json!({"decision": "APPROVE_RECEIVED_PACKAGE"}));
    shop.fake.world(|world| world.refund_settles(id, true)).unwrap();
    let report = shop.fake.pump(shop.fake.now_ms());
    let found = messages(&shop, &receiver);
    assert_eq!(
        types(&found),
        [1, 1, 1, 1, 12, 64, 12, 64, 65, 12, 65, 12, 64, 65, 12, 65, 67]
    );
    assert_eq!((report.sent, report.acked, report.requests), (17, 17, 17));
    let first = &found[4];
    assert_eq!(first["shop_id"], shop.shop().shop_id.to_string());
    assert_eq!(
        (&first["timestamp"], &first["data"]["update_time"]),
        (&json!(1_760_000_000), &json!(1_760_000_000))
    );
    assert_eq!(
        (&first["data"]["return_id"], &first["data"]["return_role"]),
        (&json!(id.to_string()), &json!("BUYER"))
    );
    assert!(
        first["data"].get("refund_total").is_none() && first["data"].get("reason").is_none(),
        "thin"
    );
    let of = |kind: i64| {
        found
            .iter()
            .filter(move |it| it["type"] == kind)
            .map(|it| &it["data"])
            .collect::<Vec<_>>()
    };
    let statuses: Vec<&str> = of(12).iter().map(|it| it["return_status"].as_str().unwrap()).collect();
    assert_eq!(
        statuses,
        [
            "RETURN_OR_REFUND_REQUEST_PENDING",
            "AWAITING_BUYER_SHIP",
            "BUYER_SHIPPED_ITEM",
            "RETURN_OR_REFUND_REQUEST_SUCCESS",
            "RETURN_OR_REFUND_REQUEST_COMPLETE"
        ]
    );
    assert_eq!(
        (&of(64)[0]["aftersales_request_status"], of(64)[0].get("order_id")),
        (&json!("PENDING_REQUEST_REVIEW"), None)
    );
    assert_eq!(
        (&of(65)[0]["rma_status"], &of(65)[0]["aftersales_request_id"]),
        (&json!("RMA_CREATED"), &of(64)[0]["aftersales_request_id"])
    );
    let paid = of(67)[0];
    assert_eq!(
        (&paid["refund_total"], &paid["refund_currency"]),
        (&json!("18.50"), &json!("USD"))
    );
    let line = &paid["line_items"][0];
    assert_eq!(
        (&line["sku_return_request_id"], &line["sku_id"]),
        (&json!(id.to_string()), &json!(shop.sku.to_string()))
    );
    let ids: BTreeSet<&str> = found
        .iter()
        .map(|it| it["tts_notification_id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), found.len(), "each has a number of its own");
}

#[test]
fn cancellations_replacements_and_shops() {
    let (shop, receiver) = connected(0, 0);
    let cancel = shop.aftersale(Kind::RefundUnshipped);
    shop.fake.world(|world| world.buyer_cancel(cancel)).unwrap();
    let replacement = shop.aftersale(Kind::Exchange);
    let _ = shop.fake.pump(shop.fake.now_ms());
    let before = messages(&shop, &receiver).len();
    shop.decide(replacement, "approve", json!({"decision": "APPROVE_REPLACEMENT"}));
    shop.fake.world(|world| {
        let order_id = world.aftersale(replacement).unwrap().replacement_order.unwrap();
        world.ship(order_id, "USPS", "TN2").unwrap();
        world.deliver(order_id).unwrap();
        world.authorisation_ends_soon(shop.shop().shop_id, 1_781_600_000_000);
    });
    shop.fake.set_authorized(shop.shop().shop_id, false);
    let _ = shop.fake.pump(shop.fake.now_ms());
    let all = messages(&shop, &receiver);
    let cancelled: Vec<&Value> = all.iter().filter(|it| it["type"] == 11).map(|it| &it["data"]).collect();
    assert_eq!(
        cancelled[1]["cancel_status"], "CANCELLATION_REQUEST_CANCELLED",
        "spelled otherwise in the search"
    );
    assert!(cancelled[1].get("update_time").is_none());
    let found = &all[before..];
    assert_eq!(types(found), [12, 1, 1, 1, 1, 7, 6]);
    assert_eq!(found[0]["data"]["return_status"], "REPLACEMENT_REQUEST_COMPLETE");
    assert_eq!(found[4]["data"]["order_status"], "DELIVERED");
    assert_eq!(found[5]["data"]["expiration_time"], "1781600000");
}

#[test]
fn disputes_are_found_by_polling_only() {
    let (shop, _receiver) = connected(0, 0);
    let id = shop.aftersale(Kind::RefundShipped);
    let _ = shop.fake.pump(shop.fake.now_ms());
    shop.fake.world(|world| world.escalate(id)).unwrap();
    assert_eq!(shop.fake.queued_pushes(), 0);
    let window = json!({"update_time_ge": 1_760_000_001});
    let found = shop.ok("POST", &format!("{V}/returns/search"), &[], window);
    assert_eq!(found["return_orders"][0]["arbitration_status"], "IN_PROGRESS");
}

#[test]
fn statuses_are_spelled_in_many_ways() {
    let (shop, receiver) = connected(0, 1000);
    for _ in 0..12 {
        let id = shop.aftersale(Kind::RefundShipped);
        shop.fake.world(|world| world.buyer_cancel(id)).unwrap();
    }
    let _ = shop.fake.pump(shop.fake.now_ms());
    let spelled: BTreeSet<String> = messages(&shop, &receiver)
        .iter()
        .filter_map(|it| it["data"]["return_status"].as_str().map(str::to_owned))
        .filter(|status| status.contains("CANCEL"))
        .collect();
    assert!(
        spelled.len() > 1 && !spelled.contains("RETURN_OR_REFUND_REQUEST_CANCEL"),
        "{spelled:?}"
    );
}

#[test]
fn what_is_not_taken_comes_again_for_days() {
    let (shop, receiver) = connected(0, 0);
    receiver.answer_with(|_| (500, String::new()));
    shop.paid_order(1);
    let mut total = PumpReport::default();
    let hours: Vec<i64> = (0..80).collect();
    for hour in hours {
        total.add(&shop.fake.pump(shop.fake.now_ms() + hour * 3_600_000));
    }
    assert_eq!((total.gave_up, total.sent), (2, 14));
    assert_eq!(shop.fake.queued_pushes(), 0);
}

fn storm(seed: u64) -> (PumpReport, Vec<String>, Vec<Arrived>) {
    let (shop, receiver) = connected(500, 250);
    shop.fake.set_chaos(Chaos {
        seed,
        lose_permille: 100,
        duplicate_permille: 150,
        reorder_permille: 150,
        max_delay_ms: 30_000,
        corrupt_permille: 150,
        batch_permille: 300,
    });
    for _ in 0..15 {
        let id = shop.aftersale(Kind::RefundShipped);
        shop.decide(id, "approve", json!({"decision": "APPROVE_REFUND"}));
        shop.fake.world(|world| world.refund_settles(id, true)).unwrap();
    }
    let report = shop.fake.pump(NEVER);
    let found = messages(&shop, &receiver).iter().map(Value::to_string).collect();
    let all = receiver.arrived();
    let forged = all
        .into_iter()
        .filter(|arrived| !genuine(arrived, &shop.options))
        .collect();
    assert_eq!(
        shop.fake.truth().iter().map(|it| it.paid_minor).sum::<i64>(),
        15 * PRICE
    );
    (report, found, forged)
}

#[test]
fn chaos_is_the_same_for_the_same_seed_and_every_forgery_is_noticed() {
    let (report, found, forged) = storm(11);
    assert_eq!((report, &found), (storm(11).0, &storm(11).1));
    assert_ne!(found, storm(12).1);
    assert!(
        report.lost > 0 && report.duplicated > 0 && report.forged > 3,
        "{report:?}"
    );
    assert_eq!(
        (report.forged_refused, forged.len() as u64),
        (report.forged, report.forged)
    );
    assert_eq!(
        report.requests,
        report.sent + report.forged,
        "each message travels alone"
    );
    let unsigned = forged
        .iter()
        .filter(|arrived| !arrived.headers.contains_key("authorization"))
        .count();
    assert!(unsigned > 0 && unsigned < forged.len());
}
