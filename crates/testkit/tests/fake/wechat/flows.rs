//! Each kind of after-sale from open to end, seen through the wire: every status that the world can reach.

use aftersync_testkit::fake::WechatOptions;
use aftersync_testkit::fake::world::{Kind, NewAfterSale, SellerAction, WorldError};
use serde_json::{Value, json};

use super::client::{PRICE, Shop};

const HOURS_48: i64 = 48 * 3_600;

fn address(shop: &Shop) -> Value {
    json!({"address_id": shop.warehouse})
}

#[test]
fn only_three_types() {
    let shop = Shop::open();
    assert_eq!(shop.fake.kinds().len(), 4);
    let order_id = shop.delivered_order();
    for kind in [Kind::Repair, Kind::Resend, Kind::PriceProtection] {
        assert!(!shop.fake.kinds().contains(&kind));
        let refused = shop
            .fake
            .world(|world| world.open_aftersale(NewAfterSale::new(order_id, kind, 0)));
        assert!(matches!(refused, Err(WorldError::BadInput(_))), "{kind:?}");
    }
}

#[test]
fn return_and_refund() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    assert_eq!(shop.act_refused("acceptapply", id, json!({})), 10_021_060);
    assert_eq!(
        shop.act_refused("acceptapply", id, json!({"address_id": 17})),
        10_021_062
    );
    assert_eq!(
        shop.act_refused(
            "acceptapply",
            id,
            json!({"address_id": shop.warehouse, "accept_type": 2})
        ),
        10_020_001
    );
    shop.act(
        "acceptapply",
        id,
        json!({"address_id": shop.warehouse, "accept_type": 1}),
    );
    assert_eq!(shop.status(id), "USER_WAIT_RETURN");
    assert_eq!(shop.act_refused("acceptapply", id, address(&shop)), 10_021_041);
    shop.fake
        .world(|world| world.buyer_ships_back(id, "zhongtong", "ZT1"))
        .unwrap();
    assert_eq!(shop.status(id), "MERCHANT_WAIT_RECEIPT");
    assert_eq!(
        shop.ticket(id)["return_info"],
        json!({"waybill_id": "ZT1", "delivery_id": "ZTO", "delivery_name": "中通快递"})
    );
    assert_eq!(
        shop.act_refused("acceptapply", id, json!({"accept_type": 1})),
        10_020_001
    );
    shop.act("acceptapply", id, json!({}));
    assert_eq!(
        (
            shop.status(id).as_str(),
            shop.ticket(id)["refund_info"]["refund_reason"].as_i64()
        ),
        ("PLATFORM_REFUNDING", Some(3))
    );
    shop.fake.world(|world| world.refund_settles(id, false)).unwrap();
    assert_eq!(shop.status(id), "PLATFORM_REFUND_FAIL");
    assert_eq!(shop.ticket(id)["refund_resp"]["ret"], 10_021_046);
    shop.act(
        "uploadrefundcertificate",
        id,
        json!({"refund_certificates": ["m1"], "desc": "已线下打款"}),
    );
    assert_eq!(
        shop.ticket(id)["merchant_upload_info"]["refund_certificates"],
        json!(["m1"])
    );
    shop.fake.world(|world| world.refund_settles(id, true)).unwrap();
    assert_eq!(shop.status(id), "MERCHANT_RETURN_SUCCESS");
    assert!(shop.ticket(id)["complete_time"].is_i64());
    let truth = &shop.fake.truth()[0];
    assert_eq!(
        (truth.status_text.as_str(), truth.type_text.as_str()),
        ("MERCHANT_RETURN_SUCCESS", "RETURN")
    );
    assert_eq!((truth.refunds_paid, truth.paid_minor), (1, PRICE));
    let order = shop.ok("order/get", json!({"order_id": truth.order_id}));
    assert_eq!(
        order["order"]["order_detail"]["product_infos"][0]["finish_aftersale_sku_cnt"],
        1
    );
}

#[test]
fn refund_at_once_and_not_twice_in_a_minute() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundUnshipped);
    shop.act("acceptapply", id, json!({}));
    assert_eq!(shop.act_refused("acceptapply", id, json!({})), 10_021_059);
    shop.later(59);
    assert_eq!(shop.act_refused("acceptapply", id, json!({})), 10_021_059);
    shop.later(1);
    assert_eq!(shop.act_refused("acceptapply", id, json!({})), 10_020_001);
    shop.fake.world(|world| world.refund_settles(id, true)).unwrap();
    assert_eq!(shop.status(id), "MERCHANT_REFUND_SUCCESS");
    let order_id = shop.fake.truth()[0].order_id;
    assert_eq!(
        shop.ok("order/get", json!({"order_id": order_id}))["order"]["status"],
        250
    );
}

#[test]
fn refusals_need_a_reason_of_their_scene() {
    let shop = Shop::open();
    let reasons = shop.ok("aftersale/rejectreason/get", json!({}))["reason_list"].clone();
    let of_scene = |scene: i64| {
        let found = reasons
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["reject_scene"] == scene);
        found.unwrap()["reject_reason_type"].as_i64().unwrap()
    };
    let statuses = [
        (Kind::RefundShipped, 1, "MERCHANT_REJECT_REFUND"),
        (Kind::ReturnRefund, 4, "MERCHANT_REJECT_RETURN"),
        (Kind::Exchange, 5, "MERCHANT_REJECT_EXCHANGE"),
    ];
    for (kind, scene, status) in statuses {
        let id = shop.aftersale(kind);
        assert_eq!(shop.act_refused("rejectapply", id, json!({})), 9_700_224);
        assert_eq!(
            shop.act_refused("rejectapply", id, json!({"reject_reason_type": of_scene(6)})),
            9_700_224
        );
        let bad = json!({"reject_reason_type": of_scene(scene), "reject_reason": "<b>"});
        assert_eq!(shop.act_refused("rejectapply", id, bad), 10_020_261);
        shop.act(
            "rejectapply",
            id,
            json!({"reject_reason_type": of_scene(scene), "reject_reason": "请提供照片"}),
        );
        assert_eq!(shop.status(id), status);
        assert_eq!(shop.ticket(id)["merchant_upload_info"]["reject_reason"], "请提供照片");
        assert_eq!(shop.act_refused("acceptapply", id, address(&shop)), 10_021_041);
    }
    let id = shop.aftersale(Kind::ReturnRefund);
    shop.act("acceptapply", id, address(&shop));
    shop.fake
        .world(|world| world.buyer_ships_back(id, "jd", "JD1"))
        .unwrap();
    shop.act("rejectapply", id, json!({"reject_reason_type": of_scene(4)}));
    assert_eq!(shop.status(id), "MERCHANT_REJECT_RETURN");
}

#[test]
fn a_shop_may_have_to_negotiate_first() {
    let shop = Shop::open_with(WechatOptions {
        negotiate_first: true,
        ..WechatOptions::default()
    });
    let id = shop.aftersale(Kind::RefundShipped);
    let refusal = json!({"reject_reason_type": 1});
    assert_eq!(shop.act_refused("rejectapply", id, refusal.clone()), 10_021_068);
    shop.act("merchantupdateaftersale", id, update(2, 1, PRICE));
    shop.fake.world(|world| world.buyer_answers_offer(id, false)).unwrap();
    shop.act("rejectapply", id, refusal);
}

#[test]
fn exchange() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::Exchange);
    assert_eq!(shop.act_refused("acceptapply", id, json!({})), 10_021_060);
    shop.act("acceptapply", id, address(&shop));
    assert_eq!(shop.status(id), "USER_WAIT_RETURN");
    let parcel = json!({"waybill_id": "SF9", "delivery_id": "SF"});
    assert_eq!(shop.act_refused("acceptexchangereship", id, parcel.clone()), 10_021_041);
    shop.fake
        .world(|world| world.buyer_ships_back(id, "yunda", "YD1"))
        .unwrap();
    assert_eq!(
        shop.act_refused("acceptapply", id, json!({})),
        10_021_041,
        "the goods leave by another method"
    );
    assert_eq!(
        shop.act_refused("acceptexchangereship", id, json!({"waybill_id": "SF9"})),
        9_700_224
    );
    shop.act("acceptexchangereship", id, parcel.clone());
    assert_eq!(shop.act_refused("acceptexchangereship", id, parcel), 10_021_059);
    assert_eq!(shop.status(id), "USER_WAIT_RECEIPT");
    let ticket = shop.ticket(id);
    assert_eq!(
        (&ticket["type"], &ticket["exchange_delivery_info"]["waybill_id"]),
        (&json!("EXCHANGE"), &json!("SF9"))
    );
    assert_eq!(ticket["exchange_product_info"]["old_sku_id"], shop.sku.to_string());
    shop.fake.world(|world| world.buyer_receives_replacement(id)).unwrap();
    assert_eq!(shop.status(id), "MERCHANT_EXCHANGE_SUCCESS");
}

#[test]
fn exchange_refused_when_the_goods_are_back() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::Exchange);
    shop.act("acceptapply", id, address(&shop));
    shop.fake
        .world(|world| world.buyer_ships_back(id, "yunda", "YD1"))
        .unwrap();
    let refusal = json!({"reject_reason_type": 13, "reject_certificates": ["m1"]});
    shop.act("rejectexchangereship", id, refusal);
    assert_eq!(shop.status(id), "MERCHANT_REJECT_RESHIP");
    let refund = shop.aftersale(Kind::RefundShipped);
    assert_eq!(
        shop.act_refused("rejectexchangereship", refund, json!({"reject_reason_type": 13})),
        10_021_041
    );
}

#[test]
fn an_exchange_that_leaves_before_the_goods_are_back() {
    let shop = Shop::open();
    let [good, bad] = [Kind::Exchange, Kind::Exchange].map(|kind| shop.aftersale(kind));
    for id in [good, bad] {
        shop.fake.world(|world| world.buyer_wants_fast_exchange(id)).unwrap();
        assert_eq!(
            shop.act_refused("handlefastexchangereship", id, json!({"type": 1})),
            10_021_041
        );
        shop.act(
            "acceptexchangereship",
            id,
            json!({"waybill_id": "SF9", "delivery_id": "SF"}),
        );
        assert_eq!(shop.status(id), "USER_WAIT_RETURN");
        shop.fake
            .world(|world| world.buyer_ships_back(id, "jd", "JD1"))
            .unwrap();
        assert_eq!(
            shop.act_refused(
                "acceptexchangereship",
                id,
                json!({"waybill_id": "SF9", "delivery_id": "SF"})
            ),
            10_021_041
        );
    }
    assert_eq!(
        shop.act_refused("handlefastexchangereship", bad, json!({"type": 2})),
        9_700_224
    );
    shop.act("handlefastexchangereship", good, json!({"type": 1}));
    shop.act(
        "handlefastexchangereship",
        bad,
        json!({"type": 2, "reject_reason": "退回商品已损坏"}),
    );
    assert_eq!(
        (shop.status(good).as_str(), shop.status(bad).as_str()),
        ("MERCHANT_EXCHANGE_SUCCESS", "MERCHANT_REJECT_RESHIP")
    );
}

fn update(merchant_update_type: i64, kind: i64, amount: i64) -> Value {
    json!({
        "type": kind, "amount": amount, "merchant_update_desc": "协商", "update_reason_type": 6,
        "merchant_update_type": merchant_update_type, "media_ids": ["m1"],
    })
}

#[test]
fn proposals() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    shop.act("merchantupdateaftersale", id, update(2, 2, PRICE));
    assert_eq!(shop.status(id), "USER_WAIT_CONFIRM");
    assert_eq!(
        shop.act_refused("merchantupdateaftersale", id, update(2, 2, PRICE)),
        10_021_041
    );
    shop.fake.world(|world| world.buyer_answers_offer(id, true)).unwrap();
    assert_eq!(shop.status(id), "MERCHANT_PROCESSING");
    assert_eq!(
        shop.act_refused("merchantupdateaftersale", id, update(3, 1, PRICE + 1)),
        9_700_224
    );
    shop.act("merchantupdateaftersale", id, update(3, 1, 5_000));
    assert_eq!(shop.status(id), "USER_WAIT_CONFIRM_UPDATE");
    let detail = &shop.ticket(id)["merchant_update_detail"];
    assert_eq!(
        (&detail["old_after_sale_type"], &detail["new_after_sale_type"]),
        (&json!("RETURN"), &json!("REFUND"))
    );
    assert_eq!(
        (&detail["old_after_sale_amount"], &detail["new_after_sale_amount"]),
        (&json!(PRICE), &json!(5_000))
    );
    shop.fake.world(|world| world.buyer_answers_offer(id, true)).unwrap();
    let ticket = shop.ticket(id);
    assert_eq!(
        (&ticket["type"], &ticket["refund_info"]["amount"]),
        (&json!("REFUND"), &json!(5_000))
    );
    let withdrawn = shop.aftersale(Kind::RefundShipped);
    shop.act("merchantupdateaftersale", withdrawn, update(1, 1, PRICE));
    shop.fake
        .world(|world| world.buyer_answers_offer(withdrawn, true))
        .unwrap();
    assert_eq!(shop.status(withdrawn), "USER_CANCELD");
    let codes: Vec<(SellerAction, i64)> = shop.fake.actions().iter().map(|it| (it.action, it.code)).collect();
    let wanted = [2, 3, 1].map(|code| (SellerAction::Offer, code));
    assert_eq!(codes, wanted);
}

#[test]
fn tickets_opened_for_the_buyer_are_opened_once() {
    let shop = Shop::open();
    let order_id = shop.delivered_order();
    let product_id = shop.fake.world(|world| world.product(shop.sku).unwrap().product_id);
    let params = |request_id: &str, kind: &str, reason: &str| {
        json!({
            "request_id": request_id, "order_id": order_id.to_string(), "product_id": product_id.to_string(),
            "sku_id": shop.sku.to_string(), "count": 1, "amount": 1_000, "reason": reason, "type": kind,
        })
    };
    let method = "aftersale/genaftersaleorder";
    assert_eq!(shop.refused(method, params("", "REFUND", "10000014")), 10_021_083);
    assert_eq!(shop.refused(method, params("r1", "REFUND", "17")), 10_021_084);
    assert_eq!(shop.refused(method, params("r1", "RETURN", "10000014")), 10_021_060);
    let mut other = params("r1", "REFUND", "10000014");
    other["sku_id"] = json!("17");
    assert_eq!(shop.refused(method, other), 10_021_085);
    let opened = shop.ok(method, params("r1", "REFUND", "10000014"));
    let id: i64 = opened["after_sale_order_id"].as_str().unwrap().parse().unwrap();
    assert_eq!(shop.refused(method, params("r1", "REFUND", "10000014")), 10_021_089);
    assert_eq!(
        shop.refused(method, params("r2", "REFUND", "10000014")),
        10_021_088,
        "one is open"
    );
    assert_eq!(
        (shop.status(id).as_str(), shop.fake.truth().len()),
        ("USER_WAIT_HANDLE_MERCHANT_AFTER_SALE", 1)
    );
    shop.fake.world(|world| world.buyer_answers_offer(id, true)).unwrap();
    assert_eq!(shop.status(id), "PLATFORM_REFUNDING");
}

#[test]
fn silence_and_ends_without_success() {
    let shop = Shop::open();
    let [overdue, failed, cancelled] = [Kind::RefundShipped; 3].map(|kind| shop.aftersale(kind));
    let returned = shop.aftersale(Kind::ReturnRefund);
    let stopped = shop.aftersale(Kind::RefundShipped);
    shop.act("acceptapply", failed, json!({}));
    shop.act("acceptapply", returned, address(&shop));
    shop.fake.world(|world| {
        world.buyer_cancel(cancelled).unwrap();
        world.refund_settles(failed, false).unwrap();
        world.staff_closes(failed).unwrap();
        world.intercept(stopped).unwrap();
    });
    assert_eq!(shop.status(stopped), "WAIT_PACKAGE_INTERCEPT");
    shop.fake
        .world(|world| world.auto_approve_on_deadline(world.now_ms() + HOURS_48 * 1000));
    let token = shop
        .fake
        .issue_tokens(&shop.account().app_id, shop.account().shop_id)
        .access_token;
    let ticket = |id: i64| {
        let params = json!({"after_sale_order_id": id});
        shop.ask(&token, "aftersale/getaftersaleorder", &params)["after_sale_order"].clone()
    };
    let status = |id: i64| ticket(id)["status"].as_str().unwrap().to_owned();
    assert_eq!(
        (
            status(overdue).as_str(),
            ticket(overdue)["refund_info"]["refund_reason"].as_i64()
        ),
        ("MERCHANT_OVERDUE_REFUND", Some(9))
    );
    assert_eq!(
        (status(failed).as_str(), status(cancelled).as_str()),
        ("MERCHANT_REFUND_RETRY_FAIL", "USER_CANCELD")
    );
    assert!(ticket(cancelled)["details"]["cancel_time"].as_i64().unwrap() > 0);
    shop.fake
        .world(|world| world.auto_approve_on_deadline(world.now_ms() + 7 * 86_400_000));
    let token = shop
        .fake
        .issue_tokens(&shop.account().app_id, shop.account().shop_id)
        .access_token;
    let params = json!({"after_sale_order_id": returned});
    let closed = shop.ask(&token, "aftersale/getaftersaleorder", &params);
    assert_eq!(closed["after_sale_order"]["status"], "RETURN_CLOSED");
    assert_eq!(
        shop.fake
            .truth()
            .iter()
            .filter(|it| it.status_text == "RETURN_CLOSED")
            .count(),
        1
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
        (shop.status(id), shop.fake.truth()[0].status_text.as_str()),
        ("SOMETHING_NEW".to_owned(), "SOMETHING_NEW")
    );
}

#[test]
fn a_number_to_call_works_for_a_day() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    let given = shop.act("applyvirtualtelnum", id, json!({}));
    assert_eq!(
        given["virtual_tel_expire_time"].as_i64().unwrap(),
        shop.fake.now_ms() / 1000 + 86_400
    );
    assert_eq!(
        shop.ticket(id)["virtual_tel_num_info"]["virtual_tel_number"],
        given["virtual_tel_number"]
    );
    let reasons = shop.ok("aftersale/reason/get", json!({}));
    assert_eq!(
        reasons["reason_list"][0],
        json!({"reason": "10000000", "reason_text": "不想要了"})
    );
}

#[test]
fn a_platform_without_guards_pays_twice() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    shop.act("acceptapply", id, address(&shop));
    shop.fake.world(|world| {
        world.buyer_ships_back(id, "jd", "JD1").unwrap();
        world.set_forgiving(true);
    });
    shop.act("acceptapply", id, json!({}));
    shop.fake.world(|world| world.settle_all_refunds());
    shop.act("acceptapply", id, json!({}));
    let truth = &shop.fake.truth()[0];
    assert_eq!((truth.refunds_paid, truth.paid_minor), (2, 2 * PRICE));
}
