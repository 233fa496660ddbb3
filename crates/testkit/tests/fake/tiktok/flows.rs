//! Each kind of request from open to end, seen through the wire.

use aftersync_testkit::fake::world::{Actor, Kind, NewAfterSale, OrderStage, SellerAction, WorldError};
use aftersync_testkit::fake::{TiktokOptions, TiktokShop};
use serde_json::{Value, json};

use super::client::{PRICE, START_S, Shop, V};

fn eligible(shop: &Shop, id: i64) -> Vec<String> {
    let query = [("return_or_cancel_id", id.to_string())];
    let query: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let data = shop.ok("GET", "/return_refund/202601/decision_eligibility", &query, Value::Null);
    let rows = data["decisions"].as_array().unwrap().iter();
    rows.filter(|row| row["eligible"] == true)
        .map(|row| row["decision"].as_str().unwrap().to_owned())
        .collect()
}

fn reasons(shop: &Shop, id: i64) -> Vec<String> {
    let data = shop.ok(
        "GET",
        &format!("{V}/reject_reasons"),
        &[("return_or_cancel_id", &id.to_string())],
        Value::Null,
    );
    let rows = data["reasons"].as_array().unwrap().iter();
    rows.map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

fn approve(decision: &str) -> Value {
    json!({"decision": decision})
}

#[test]
fn kinds_of_this_platform() {
    let shop = Shop::open();
    let order_id = shop.delivered_order(1);
    for kind in [Kind::Repair, Kind::Resend, Kind::PriceProtection] {
        assert!(!shop.fake.kinds().contains(&kind));
        let refused = shop
            .fake
            .world(|world| world.open_aftersale(NewAfterSale::new(order_id, kind, 0)));
        assert!(matches!(refused, Err(WorldError::BadInput(_))));
    }
    assert!(shop.fake.world(|world| world.open_special_refund(order_id, 1)).is_err());
}

#[test]
fn return_and_refund() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    let wanted = ["APPROVE_RETURN", "REJECT_RETURN", "OFFER_PARTIAL_REFUND"];
    let mut found = eligible(&shop, id);
    found.sort_by_key(|name| wanted.iter().position(|wanted| wanted == name));
    assert_eq!(found, wanted);
    assert_eq!(
        shop.decide_refused(id, "approve", approve("APPROVE_RECEIVED_PACKAGE")),
        25_011_014
    );
    assert_eq!(shop.decide_refused(id, "approve", approve("REJECT_RETURN")), 25_001_001);
    assert_eq!(shop.decide_refused(id, "approve", approve("NONSENSE")), 25_001_001);
    shop.decide(id, "approve", approve("APPROVE_RETURN"));
    assert_eq!(shop.status(id), "AWAITING_BUYER_SHIP");
    assert_eq!(shop.row(id)["seller_next_action_response"], json!([]));
    shop.fake
        .world(|world| world.buyer_ships_back(id, "USPS", "TN9"))
        .unwrap();
    let row = shop.row(id);
    assert_eq!(
        (&row["return_status"], &row["return_tracking_number"]),
        (&json!("BUYER_SHIPPED_ITEM"), &json!("TN9"))
    );
    assert_eq!(
        row["seller_next_action_response"],
        json!([]),
        "the parcel is on its way"
    );
    assert_eq!(
        shop.decide_refused(id, "approve", approve("APPROVE_RECEIVED_PACKAGE")),
        25_011_014
    );
    shop.later(86_400);
    shop.fake.world(|world| world.return_delivered(id)).unwrap();
    let deadline = START_S + 86_400 + 48 * 3_600;
    let next = json!([{"action": "SELLER_RESPOND_RECEIVE_PACKAGE", "deadline": deadline}]);
    assert_eq!(
        shop.row(id)["seller_next_action_response"],
        next,
        "the clock starts when it arrives"
    );
    shop.decide(id, "approve", approve("APPROVE_RECEIVED_PACKAGE"));
    assert_eq!(shop.status(id), "RETURN_OR_REFUND_REQUEST_SUCCESS");
    shop.fake.world(|world| world.refund_settles(id, true)).unwrap();
    assert_eq!(shop.status(id), "RETURN_OR_REFUND_REQUEST_COMPLETE");
    assert!(eligible(&shop, id).is_empty());
    let truth = &shop.fake.truth()[0];
    assert_eq!(
        (truth.refunds_paid, truth.paid_minor, truth.type_text.as_str()),
        (1, PRICE, "RETURN_AND_REFUND")
    );
    let actions: Vec<SellerAction> = shop.fake.actions().iter().map(|it| it.action).collect();
    assert_eq!(actions, [SellerAction::ApproveReturn, SellerAction::AcceptReturn]);
}

#[test]
fn a_refund_may_let_the_buyer_keep_the_item() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    assert_eq!(shop.row(id)["can_buyer_keep_item"], json!(true));
    let keep = |decision: &str| json!({"decision": decision, "buyer_keep_item": true});
    for decision in ["APPROVE_REFUND", "OFFER_PARTIAL_REFUND"] {
        assert!(shop.decide_refused(id, "approve", keep(decision)) > 0, "{decision}");
    }
    shop.decide(id, "approve", keep("APPROVE_RETURN"));
    assert_eq!(shop.row(id)["can_buyer_keep_item"], json!(false));
    let row = shop.row(id);
    assert_eq!(
        (&row["return_status"], &row["buyer_keep_item"]),
        (&json!("RETURN_OR_REFUND_REQUEST_SUCCESS"), &json!(true))
    );
}

#[test]
fn refusals_need_a_reason_of_the_ticket() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    let reject =
        |reason: &str| json!({"decision": "REJECT_REFUND", "reject_reason": reason, "comment": "No damage seen"});
    assert_eq!(
        shop.decide_refused(id, "reject", json!({"decision": "REJECT_REFUND"})),
        25_001_001
    );
    assert_eq!(
        shop.decide_refused(id, "reject", reject("reverse_reject_request_reason_1")),
        25_001_021
    );
    shop.decide(id, "reject", reject(&reasons(&shop, id)[0]));
    assert_eq!(shop.status(id), "REFUND_OR_RETURN_REQUEST_REJECT");
    let records = shop.ok("GET", &format!("{V}/returns/{id}/records"), &[], Value::Null)["records"].clone();
    assert_eq!(
        (&records[0]["event"], &records[0]["note"]),
        (&json!("ORDER_REFUND"), &json!("Handle broke off"))
    );
    assert_eq!(
        (&records[1]["role"], &records[1]["note"]),
        (&json!("SELLER"), &json!("No damage seen"))
    );

    let id = shop.aftersale(Kind::ReturnRefund);
    shop.decide(id, "approve", approve("APPROVE_RETURN"));
    shop.fake.world(|world| {
        world.buyer_ships_back(id, "USPS", "TN9").unwrap();
        world.return_delivered(id).unwrap();
    });
    let reason = reasons(&shop, id)[1].clone();
    assert!(reason.contains("return_parcel"));
    let body = json!({"decision": "REJECT_RECEIVED_PACKAGE", "reject_reason": reason, "images": [{"image_id": "i1"}]});
    shop.decide(id, "reject", body);
    assert_eq!(shop.status(id), "REJECT_RECEIVE_PACKAGE");
}

#[test]
fn reasons_end_differently_in_other_markets() {
    let british = TiktokShop {
        region: "GB".into(),
        ..TiktokShop::default()
    };
    let shop = Shop::open_with(TiktokOptions {
        shops: vec![british],
        ..TiktokOptions::default()
    });
    let id = shop.aftersale(Kind::ReturnRefund);
    assert!(reasons(&shop, id).iter().all(|name| name.ends_with("_uk")));
    let query = [("return_or_cancel_id", id.to_string())];
    let query = [
        (query[0].0, query[0].1.as_str()),
        ("check_decisions", "REJECT_RETURN,REJECT_REFUND"),
    ];
    let data = shop.ok("GET", "/return_refund/202601/decision_eligibility", &query, Value::Null);
    assert_eq!(data["decisions"].as_array().unwrap().len(), 2);
    let row = data["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["decision"] == "REJECT_RETURN");
    assert!(
        row.unwrap()["available_reject_reasons"][0]["name"]
            .as_str()
            .unwrap()
            .ends_with("_uk")
    );
}

#[test]
fn cancellations_are_objects_of_their_own() {
    let shop = Shop::open();
    let [agreed, refused] = [Kind::RefundUnshipped; 2].map(|kind| shop.aftersale(kind));
    let found = shop.ok("POST", &format!("{V}/returns/search"), &[], json!({}));
    assert_eq!(found["total_count"], 0);
    let row = shop.cancellation(agreed);
    assert_eq!(
        (&row["cancel_type"], &row["cancel_status"]),
        (&json!("BUYER_CANCEL"), &json!("CANCELLATION_REQUEST_PENDING"))
    );
    assert_eq!(row["seller_next_action_response"][0]["action"], "SELLER_RESPOND_CANCEL");
    assert_eq!(row["cancel_line_items"][0]["refund_amount"]["refund_total"], "18.50");
    let order = shop.ok(
        "GET",
        "/order/202309/orders",
        &[("ids", row["order_id"].as_str().unwrap())],
        Value::Null,
    );
    assert_eq!(order["orders"][0]["is_buyer_request_cancel"], true);
    assert_eq!(
        shop.decide_refused(agreed, "approve", approve("APPROVE_REFUND")),
        25_001_001,
        "it is no return"
    );
    shop.ok(
        "POST",
        &format!("{V}/cancellations/{agreed}/approve"),
        &[("idempotency_key", "k")],
        Value::Null,
    );
    assert_eq!(
        shop.cancellation(agreed)["cancel_status"],
        "CANCELLATION_REQUEST_SUCCESS"
    );
    shop.fake.world(|world| world.refund_settles(agreed, true)).unwrap();
    assert_eq!(
        shop.cancellation(agreed)["cancel_status"],
        "CANCELLATION_REQUEST_COMPLETE"
    );
    let order = shop.ok(
        "GET",
        "/order/202309/orders",
        &[("ids", row["order_id"].as_str().unwrap())],
        Value::Null,
    );
    assert_eq!(order["orders"][0]["status"], "CANCELLED");

    let path = format!("{V}/cancellations/{refused}/reject");
    assert_eq!(
        shop.refused("POST", &path, &[], json!({"reject_reason": "x"})),
        25_001_021
    );
    shop.ok(
        "POST",
        &path,
        &[],
        json!({"reject_reason": "seller_reject_apply_product_has_been_packed"}),
    );
    assert_eq!(
        shop.cancellation(refused)["cancel_status"],
        "CANCELLATION_REQUEST_CANCEL"
    );
    assert!(shop.fake.world(|world| world.buyer_modify(agreed, 1, None)).is_err());
    let order_id = shop
        .fake
        .truth()
        .iter()
        .find(|it| it.aftersale_id == refused)
        .unwrap()
        .order_id;
    shop.fake.world(|world| {
        world.ship(order_id, "USPS", "TN1").unwrap();
        world.deliver(order_id).unwrap();
        world
            .open_aftersale(NewAfterSale::new(order_id, Kind::ReturnRefund, PRICE))
            .unwrap();
    });
}

#[test]
fn a_replacement_is_a_new_order() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::Exchange);
    assert_eq!(shop.status(id), "REPLACEMENT_REQUEST_PENDING");
    let row = shop.row(id);
    assert_eq!(
        row["seller_next_action_response"][0],
        json!({"action": "SELLER_RESPOND_REPLACEMENT", "deadline": START_S + 24 * 3_600})
    );
    assert_eq!(row["refund_amount"]["refund_total"], "0");
    shop.decide(id, "approve", approve("APPROVE_REPLACEMENT"));
    assert_eq!(shop.status(id), "REPLACEMENT_REQUEST_COMPLETE");
    let original: i64 = row["order_id"].as_str().unwrap().parse().unwrap();
    let new = shop.fake.world(|world| {
        world
            .orders()
            .find(|order| order.replaces == Some(original))
            .unwrap()
            .id
    });
    let order =
        |id: i64| shop.ok("GET", "/order/202309/orders", &[("ids", &id.to_string())], Value::Null)["orders"][0].clone();
    let found = order(new);
    assert_eq!(
        (&found["is_replacement_order"], &found["replaced_order_id"]),
        (&json!(true), &json!(original.to_string()))
    );
    assert_eq!(found["payment"]["total_amount"], "0");
    shop.fake.world(|world| {
        world.ship(new, "USPS", "TN2").unwrap();
        world.deliver(new).unwrap();
    });
    assert_eq!(order(new)["status"], "DELIVERED");
    assert_eq!(
        shop.fake.truth()[0].stage,
        aftersync_testkit::fake::world::Stage::Completed
    );
}

#[test]
fn money_instead_of_a_replacement() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::Exchange);
    shop.decide(id, "approve", approve("ISSUE_REPLACEMENT_REFUND"));
    assert_eq!(shop.row(id)["refund_amount"]["refund_total"], "18.50");
    assert_eq!(shop.status(id), "RETURN_OR_REFUND_REQUEST_SUCCESS");
    shop.fake.world(|world| world.refund_settles(id, true)).unwrap();
    assert_eq!(shop.status(id), "REPLACEMENT_REQUEST_REFUND_SUCCESS");
    let refused = shop.aftersale(Kind::Exchange);
    let reason = reasons(&shop, refused)[0].clone();
    shop.decide(
        refused,
        "reject",
        json!({"decision": "REJECT_REPLACEMENT", "reject_reason": reason}),
    );
    assert_eq!(shop.status(refused), "REPLACEMENT_REQUEST_REJECT");
    shop.fake.world(|world| world.escalate(refused)).unwrap();
    shop.fake.world(|world| world.arbitration_result(refused, 1)).unwrap();
    let row = shop.row(refused);
    assert_eq!(
        (&row["return_status"], &row["arbitration_status"]),
        (&json!("REPLACEMENT_REQUEST_COMPLETE"), &json!("SUPPORT_BUYER")),
        "back from a refusal"
    );
    let original = shop.fake.truth()[1].order_id;
    assert!(shop.fake.world(|world| {
        world
            .orders()
            .any(|order| order.replaces == Some(original) && order.stage == OrderStage::Paid)
    }));
}

#[test]
fn part_of_the_money() {
    let shop = Shop::open();
    let offer = |amount: &str, currency: &str| json!({"decision": "OFFER_PARTIAL_REFUND", "partial_refund": {"currency": currency, "amount": amount}});
    let id = shop.aftersale(Kind::ReturnRefund);
    for bad in [
        offer("18.51", "USD"),
        offer("9.00", "EUR"),
        offer("9.001", "USD"),
        offer("0", "USD"),
        approve("OFFER_PARTIAL_REFUND"),
    ] {
        assert_eq!(shop.decide_refused(id, "approve", bad), 25_001_001);
    }
    shop.decide(id, "approve", offer("9.25", "USD"));
    let row = shop.row(id);
    assert_eq!(
        (&row["return_status"], &row["partial_refund"]["amount"]),
        (&json!("AWAITING_BUYER_RESPONSE"), &json!("9.25"))
    );
    shop.fake.world(|world| world.buyer_answers_offer(id, false)).unwrap();
    let row = shop.row(id);
    assert_eq!(
        (&row["return_status"], &row["buyer_rejected_partial_refund"]),
        (&json!("RETURN_OR_REFUND_REQUEST_PENDING"), &json!(true))
    );
    shop.decide(id, "approve", offer("12.50", "USD"));
    shop.fake.world(|world| world.buyer_answers_offer(id, true)).unwrap();
    let row = shop.row(id);
    assert_eq!(
        (&row["return_status"], &row["refund_amount"]["refund_total"]),
        (&json!("RETURN_OR_REFUND_REQUEST_SUCCESS"), &json!("12.50"))
    );
}

#[test]
fn a_changed_request_goes_on_under_a_new_number() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    shop.fake.world(|world| world.buyer_modify(id, 1_000, None)).unwrap();
    let old = shop.row(id);
    assert_eq!(old["return_status"], "RETURN_OR_REFUND_REQUEST_CANCEL");
    let next: i64 = old["next_return_id"].as_str().unwrap().parse().unwrap();
    let new = shop.row(next);
    assert_eq!(
        (&new["pre_return_id"], &new["refund_amount"]["refund_total"]),
        (&json!(id.to_string()), &json!("10.00"))
    );
    let truth = shop.fake.truth();
    assert_eq!((truth[0].next_id, truth[1].previous_id), (Some(next), Some(id)));
}

#[test]
fn silence_is_approval() {
    let shop = Shop::open();
    let [refund, returned] = [Kind::RefundShipped, Kind::ReturnRefund].map(|kind| shop.aftersale(kind));
    let (replacement, cancel) = (shop.aftersale(Kind::Exchange), shop.aftersale(Kind::RefundUnshipped));
    shop.fake
        .world(|world| world.auto_approve_on_deadline(world.now_ms() + 24 * 3_600_000));
    assert_eq!(
        (shop.status(replacement).as_str(), shop.status(refund).as_str()),
        ("REPLACEMENT_REQUEST_COMPLETE", "RETURN_OR_REFUND_REQUEST_PENDING")
    );
    shop.fake
        .world(|world| world.auto_approve_on_deadline(world.now_ms() + 24 * 3_600_000));
    assert_eq!(
        (shop.status(refund).as_str(), shop.status(returned).as_str()),
        ("RETURN_OR_REFUND_REQUEST_SUCCESS", "AWAITING_BUYER_SHIP")
    );
    assert_eq!(
        shop.cancellation(cancel)["cancel_status"],
        "CANCELLATION_REQUEST_SUCCESS"
    );
    assert!(shop.fake.actions().iter().all(|it| it.actor == Actor::Deadline));
    shop.fake
        .world(|world| world.buyer_ships_back(returned, "USPS", "TN9"))
        .unwrap();
    shop.fake
        .world(|world| world.auto_approve_on_deadline(world.now_ms() + 60 * 3_600_000));
    assert_eq!(shop.status(returned), "BUYER_SHIPPED_ITEM", "nothing has arrived yet");
    shop.fake.world(|world| world.return_delivered(returned)).unwrap();
    shop.fake
        .world(|world| world.auto_approve_on_deadline(world.now_ms() + 48 * 3_600_000));
    assert_eq!(shop.status(returned), "RETURN_OR_REFUND_REQUEST_SUCCESS");
}

#[test]
fn in_a_dispute_the_platform_decides() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    shop.fake.world(|world| world.escalate(id)).unwrap();
    let row = shop.row(id);
    assert_eq!(
        (&row["arbitration_status"], &row["seller_next_action_response"]),
        (&json!("IN_PROGRESS"), &json!([]))
    );
    assert!(eligible(&shop, id).is_empty());
    assert_eq!(
        shop.decide_refused(id, "approve", approve("APPROVE_REFUND")),
        25_011_014
    );
    shop.fake.world(|world| world.buyer_cancels_arbitration(id)).unwrap();
    assert_eq!(shop.row(id)["arbitration_status"], "CLOSED");
    shop.fake.world(|world| {
        world.escalate(id).unwrap();
        world.arbitration_result(id, 2).unwrap();
    });
    let row = shop.row(id);
    assert_eq!(
        (&row["arbitration_status"], &row["return_status"]),
        (&json!("SUPPORT_SELLER"), &json!("RETURN_OR_REFUND_REQUEST_CANCEL"))
    );
    assert_eq!(shop.fake.truth()[0].arbitrate_status_text, "SUPPORT_SELLER");
}

#[test]
fn what_the_seller_starts_and_what_it_would_cost() {
    let shop = Shop::open();
    let order_id = shop.paid_order(2).to_string();
    let calculate = |more: Value| {
        let mut body = json!({"order_id": order_id, "request_type": "CANCEL", "reason_name": "x"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        shop.ok("POST", &format!("{V}/refunds/calculate"), &[], body)["order_refund_amount"].clone()
    };
    let whole = calculate(json!({}));
    assert_eq!(
        (&whole["refund_total"], &whole["refund_shipping_fee"]),
        (&json!("40.99"), &json!("3.99"))
    );
    let part = calculate(json!({"request_type": "REFUND", "order_line_item_ids": [order_id]}));
    assert_eq!(part["refund_total"], "18.50");
    let path = format!("{V}/cancellations");
    let body = json!({"order_id": order_id, "cancel_reason": "seller_cancel_reason_out_of_stock", "skus": [{"sku_id": shop.sku.to_string(), "quantity": 1}]});
    let created = shop.ok("POST", &path, &[("idempotency_key", "c1")], body.clone());
    assert_eq!(created["cancel_status"], "CANCELLATION_REQUEST_SUCCESS");
    assert_eq!(
        shop.ok("POST", &path, &[("idempotency_key", "c1")], body)["cancel_id"],
        created["cancel_id"]
    );
    let row = shop.cancellation(created["cancel_id"].as_str().unwrap().parse().unwrap());
    assert_eq!(
        (&row["cancel_type"], &row["role"]),
        (&json!("CANCEL"), &json!("SELLER"))
    );
    assert_eq!(row["refund_amount"]["refund_total"], "18.50");

    let delivered = shop.delivered_order(1).to_string();
    let path = format!("{V}/returns");
    let body = |kind: &str, total: &str| json!({"order_id": delivered, "return_reason": "ecom_order_delivered_reason_no_need", "return_type": kind, "refund_total": total, "currency": "USD"});
    assert_eq!(shop.refused("POST", &path, &[], body("REPLACEMENT", "")), 25_001_001);
    let created = shop.ok("POST", &path, &[], body("RETURN_AND_REFUND", "10.00"));
    assert_eq!(created["return_status"], "AWAITING_BUYER_SHIP");
    assert_eq!(
        shop.refused("POST", &path, &[], body("REFUND", "1.00")),
        25_001_011,
        "one is in progress"
    );
    let wrong = json!({"order_id": delivered, "cancel_reason": "x"});
    assert_eq!(
        shop.refused("POST", &format!("{V}/cancellations"), &[], wrong),
        25_001_021
    );
}

#[test]
fn a_status_that_no_document_knows_can_be_shown() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    shop.fake
        .world(|world| world.set_raw_status(id, "SOMETHING_NEW"))
        .unwrap();
    assert_eq!(
        (shop.status(id).as_str(), shop.fake.truth()[0].status_text.as_str()),
        ("SOMETHING_NEW", "SOMETHING_NEW")
    );
}

#[test]
fn a_platform_without_guards_pays_twice() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    shop.fake.world(|world| world.set_forgiving(true));
    let approve_with = |key: &str| {
        let path = format!("{V}/returns/{id}/approve");
        shop.ok("POST", &path, &[("idempotency_key", key)], approve("APPROVE_REFUND"));
    };
    approve_with("k1");
    shop.fake.world(|world| world.settle_all_refunds());
    approve_with("k1");
    assert_eq!(
        shop.fake.truth()[0].refunds_paid,
        1,
        "the same key does it once even so"
    );
    approve_with("k2");
    let truth = &shop.fake.truth()[0];
    assert_eq!((truth.refunds_paid, truth.paid_minor), (2, 2 * PRICE));
}
