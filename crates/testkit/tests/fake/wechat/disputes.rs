//! Disputes before the staff, and guarantees.

use aftersync_testkit::fake::world::{Kind, SellerAction};
use serde_json::{Value, json};

use super::client::{PRICE, Shop};

fn complaint(shop: &Shop, id: i64) -> (String, Value) {
    let number = shop.ticket(id)["complaint_id"].as_str().unwrap().to_owned();
    let found = shop.ok("aftersale/getcomplaintorder", json!({"complaint_id": number}));
    (number, found)
}

#[test]
fn a_dispute_with_words_and_proof() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    shop.act("rejectapply", id, json!({"reject_reason_type": 7}));
    assert!(shop.ticket(id).get("complaint_id").is_none());
    shop.fake.world(|world| world.escalate(id)).unwrap();
    let (number, opened) = complaint(&shop, id);
    assert_eq!(
        (&opened["status"], &opened["after_sale_order_id"]),
        (&json!(100), &json!(id.to_string()))
    );
    assert_eq!(
        shop.status(id),
        "MERCHANT_REJECT_RETURN",
        "the ticket stays where it is"
    );
    shop.fake.world(|world| world.arbitration_steps_in(id)).unwrap();
    shop.ok(
        "aftersale/addcomplaintmaterial",
        json!({"complaint_id": number, "content": "已联系买家", "media_id_list": []}),
    );
    assert_eq!(complaint(&shop, id).1["status"], 103, "words do not move it");
    let early = json!({"complaint_id": number, "content": "开箱视频", "media_id_list": ["m1"]});
    assert_eq!(shop.refused("aftersale/addcomplaintproof", early), 10_021_041);
    shop.fake.world(|world| world.arbitration_wants_evidence(id)).unwrap();
    assert_eq!(complaint(&shop, id).1["status"], 106);
    let proof = |media: Value| json!({"complaint_id": number, "content": "开箱视频", "media_id_list": media});
    assert_eq!(shop.refused("aftersale/addcomplaintproof", proof(json!([]))), 9_700_224);
    shop.ok("aftersale/addcomplaintproof", proof(json!(["m1", "m2"])));
    assert_eq!(complaint(&shop, id).1["status"], 107);
    shop.fake.world(|world| world.arbitration_result(id, 2)).unwrap();
    let (_, ended) = complaint(&shop, id);
    assert_eq!(
        (&ended["status"], shop.status(id).as_str()),
        (&json!(116), "RETURN_CLOSED")
    );
    let steps: Vec<i64> = ended["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["item_type"].as_i64().unwrap())
        .collect();
    assert_eq!(steps, [1, 13, 3, 16, 8, 31]);
    assert_eq!(ended["history"][4]["media_id_list"], json!(["m1", "m2"]));
    assert_eq!(
        shop.refused("aftersale/addcomplaintproof", proof(json!(["m3"]))),
        10_021_041
    );
}

#[test]
fn verdicts_for_the_buyer_and_a_second_dispute() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    shop.fake.world(|world| {
        world.escalate(id).unwrap();
        world.arbitration_negotiation(id).unwrap();
    });
    let (first, found) = complaint(&shop, id);
    assert_eq!(found["status"], 108);
    shop.fake.world(|world| world.buyer_cancels_arbitration(id)).unwrap();
    assert_eq!(complaint(&shop, id).1["status"], 102);
    shop.fake.world(|world| world.escalate(id)).unwrap();
    let (second, _) = complaint(&shop, id);
    assert_ne!(first, second);
    assert_eq!(
        shop.refused("aftersale/getcomplaintorder", json!({"complaint_id": first})),
        10_021_050
    );
    shop.fake.world(|world| world.arbitration_result(id, 3)).unwrap();
    assert_eq!(complaint(&shop, id).1["status"], 114);
    let ticket = shop.ticket(id);
    assert_eq!(
        (&ticket["status"], &ticket["refund_info"]["refund_reason"]),
        (&json!("PLATFORM_REFUNDING"), &json!(5))
    );
    shop.fake.world(|world| world.refund_settles(id, true)).unwrap();
    assert_eq!(complaint(&shop, id).1["status"], 115);
    assert_eq!(shop.fake.truth()[0].arbitrate_status_code, 115);
}

#[test]
fn after_a_verdict_the_replacement_can_be_sent() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::Exchange);
    shop.act("acceptapply", id, json!({"address_id": shop.warehouse}));
    shop.fake.world(|world| {
        world.buyer_ships_back(id, "jd", "JD1").unwrap();
        world.escalate(id).unwrap();
        world.arbitration_result(id, 1).unwrap();
    });
    assert_eq!(shop.status(id), "MERCHANT_WAIT_RECEIPT");
    shop.act(
        "acceptexchangereship",
        id,
        json!({"waybill_id": "SF9", "delivery_id": "OTHER"}),
    );
    assert_eq!(shop.status(id), "USER_WAIT_RECEIPT");
}

fn guarantee(shop: &Shop, id: i64) -> Value {
    shop.ok("aftersale/getguaranteeorder", json!({"guarantee_order_id": id}))["guarantee_order"].clone()
}

#[test]
fn guarantees_are_tickets_of_their_own() {
    let shop = Shop::open();
    let orders: Vec<i64> = (0..3).map(|_| shop.delivered_order()).collect();
    let ids: Vec<i64> = orders
        .iter()
        .map(|order_id| {
            shop.fake
                .world(|world| world.open_special_refund(*order_id, PRICE))
                .unwrap()
        })
        .collect();
    let status = |id: i64| guarantee(&shop, id)["status"].as_str().unwrap().to_owned();
    let act = |method: &str, id: i64, more: Value| {
        let mut params = json!({"guarantee_order_id": id});
        params
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        shop.ask(&shop.token, &format!("aftersale/{method}"), &params)["errcode"]
            .as_i64()
            .unwrap()
    };
    assert_eq!(status(ids[0]), "STATUS_WAIT_MERCHANT_HANDLE");
    assert_eq!(shop.act_refused("getaftersaleorder", ids[0], json!({})), 10_021_050);
    let day = shop.ok(
        "aftersale/getaftersalelist",
        json!({"begin_create_time": 1_760_000_000, "end_create_time": 1_760_000_001}),
    );
    assert_eq!(day["after_sale_order_id_list"], json!([]));

    assert_eq!(act("merchantacceptguarantee", ids[0], json!({})), 0);
    assert_eq!(status(ids[0]), "STATUS_PAYING");
    shop.fake.world(|world| world.refund_settles(ids[0], true)).unwrap();
    assert_eq!(status(ids[0]), "STATUS_PAY_SUCC");
    assert_eq!(act("merchantacceptguarantee", ids[0], json!({})), 10_020_001);

    assert_eq!(
        act("merchantmodifyguarantee", ids[1], json!({"bad_level": 20})),
        9_700_224
    );
    assert_eq!(
        act(
            "merchantmodifyguarantee",
            ids[1],
            json!({"bad_level": 30, "merchant_remark": "轻微"})
        ),
        0
    );
    assert_eq!(status(ids[1]), "STATUS_WAIT_USER_CONFIRM");
    shop.fake
        .world(|world| world.buyer_answers_offer(ids[1], true))
        .unwrap();
    assert_eq!(
        (status(ids[1]).as_str(), guarantee(&shop, ids[1])["pay_amount"].as_i64()),
        ("STATUS_PAYING", Some(PRICE * 30 / 100))
    );
    shop.fake.world(|world| world.refund_settles(ids[1], false)).unwrap();
    assert_eq!(status(ids[1]), "STATUS_PAY_FAIL");

    assert_eq!(
        act("merchantrefuseguarantee", ids[2], json!({"reason": "无损坏"})),
        9_700_224
    );
    assert_eq!(
        act(
            "merchantrefuseguarantee",
            ids[2],
            json!({"reason": "无损坏", "pic_list": ["m1"]})
        ),
        0
    );
    assert_eq!(status(ids[2]), "STATUS_WAIT_PLATFORM_HANDLE");
    let proof = json!({"content": "出库照片", "pic_list": ["m2"]});
    assert_eq!(act("merchantproofguarantee", ids[2], proof.clone()), 10_021_041);
    shop.fake.world(|world| {
        world.escalate(ids[2]).unwrap();
        world.arbitration_wants_evidence(ids[2]).unwrap();
    });
    assert_eq!(status(ids[2]), "STATUS_WAIT_MERCHANT_PROOF");
    assert_eq!(act("merchantproofguarantee", ids[2], proof), 0);

    let search = |more: Value| {
        let mut params = json!({"limit": 2});
        params
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let found = shop.ok("aftersale/searchguaranteeorder", params);
        (
            found["total_num"].as_i64().unwrap(),
            found["guarantee_order_list"].as_array().unwrap().len(),
        )
    };
    assert_eq!((search(json!({})), search(json!({"offset": 2}))), ((3, 2), (3, 1)));
    assert_eq!(search(json!({"status_list": ["STATUS_PAY_SUCC"]})), (1, 1));
    assert_eq!(search(json!({"order_id_list": [orders[1].to_string()]})), (1, 1));
    assert_eq!(search(json!({"type": 1})), (0, 0));
    assert_eq!(
        shop.refused("aftersale/getguaranteeorder", json!({"guarantee_order_id": 17})),
        10_021_057
    );
    assert!(
        shop.fake
            .actions()
            .iter()
            .any(|it| it.action == SellerAction::RejectRefund)
    );
}
