//! Encrypted events: readable with the shop's key, one in a request, and forgeries that an honest check refuses.

use std::collections::BTreeSet;

use aftersync_testkit::fake::wechat::sign::{AesKey, signature};
use aftersync_testkit::fake::world::{Kind, NewBuyer};
use aftersync_testkit::fake::{Chaos, PumpReport, WechatOptions, WechatShop};
use serde_json::{Value, json};

use super::client::{PRICE, Shop};
use crate::receiver::{Arrived, Receiver};

const NEVER: i64 = i64::MAX / 4;

/// The event in a request, when signature and app are right.
fn opened(arrived: &Arrived, account: &WechatShop) -> Option<Value> {
    let field = |name: &str| arrived.query.get(name).map_or("", String::as_str);
    let body: Value = serde_json::from_slice(&arrived.body).ok()?;
    let cipher = body["Encrypt"].as_str()?;
    let wanted = signature(&[&account.push_token, field("timestamp"), field("nonce"), cipher]);
    if field("msg_signature") != wanted || field("encrypt_type") != "aes" {
        return None;
    }
    let plain = AesKey::parse(&account.aes_key)?.decrypt(cipher, &account.app_id).ok()?;
    serde_json::from_str(&plain).ok()
}

fn listening(account: &WechatShop) -> Receiver {
    let account = account.clone();
    Receiver::start(move |arrived| match opened(arrived, &account) {
        Some(_) => (200, "success".into()),
        None => (403, String::new()),
    })
}

fn connected() -> (Shop, Receiver) {
    let shop = Shop::open();
    let receiver = listening(shop.account());
    shop.fake.set_webhook(&receiver.url);
    (shop, receiver)
}

fn events(shop: &Shop, receiver: &Receiver) -> Vec<Value> {
    let all = receiver.arrived();
    all.iter()
        .filter_map(|arrived| opened(arrived, shop.account()))
        .collect()
}

fn names(events: &[Value]) -> Vec<&str> {
    events
        .iter()
        .map(|it| it["Event"].as_str().unwrap().trim_start_matches("channels_ec_"))
        .collect()
}

#[test]
fn the_address_check_is_a_get_that_wants_its_text_back() {
    let shop = Shop::open();
    let account = shop.account().clone();
    let receiver = Receiver::start(move |arrived| {
        let field = |name: &str| arrived.query[name].clone();
        let wanted = signature(&[&account.push_token, &field("timestamp"), &field("nonce")]);
        assert_eq!((arrived.verb.as_str(), field("signature")), ("GET", wanted));
        (200, field("echostr"))
    });
    assert!(!shop.fake.probe_webhook(), "there is no address yet");
    shop.fake.set_webhook(&receiver.url);
    assert!(shop.fake.probe_webhook());
    receiver.answer_with(|_| (200, "success".into()));
    assert!(!shop.fake.probe_webhook());
    receiver.answer_with(|arrived| (200, format!("\"{}\"", arrived.query["echostr"])));
    assert!(!shop.fake.probe_webhook());
}

#[test]
fn a_whole_return() {
    let (shop, receiver) = connected();
    let id = shop.aftersale(Kind::ReturnRefund);
    shop.act("acceptapply", id, json!({"address_id": shop.warehouse}));
    shop.fake.world(|world| {
        world.buyer_ships_back(id, "zhongtong", "ZT1").unwrap();
        world.return_delivered(id).unwrap();
    });
    shop.act("acceptapply", id, json!({}));
    shop.fake.world(|world| world.refund_settles(id, true)).unwrap();
    let report = shop.fake.pump(shop.fake.now_ms());
    assert_eq!((report.sent, report.requests, report.failed), (11, 11, 0));
    let events = events(&shop, &receiver);
    let wanted = [
        "order_new",
        "order_pay",
        "order_ext_info_update",
        "order_deliver",
        "order_confirm",
        "aftersale_update",
        "aftersale_update",
        "aftersale_update",
        "aftersale_update",
        "aftersale_update",
        "aftersale_update",
    ];
    assert_eq!(names(&events), wanted);
    let statuses: Vec<&str> = events[5..]
        .iter()
        .map(|it| it["finder_shop_aftersale_status_update"]["status"].as_str().unwrap())
        .collect();
    assert_eq!(
        statuses,
        [
            "MERCHANT_PROCESSING",
            "USER_WAIT_RETURN",
            "MERCHANT_WAIT_RECEIPT",
            "PLATFORM_REFUNDING",
            "PLATFORM_REFUNDING",
            "MERCHANT_RETURN_SUCCESS"
        ]
    );
    let first = &events[5];
    assert_eq!(first["ToUserName"], shop.account().user_name);
    assert_eq!(
        (&first["MsgType"], &first["CreateTime"]),
        (&json!("event"), &json!(1_760_000_000))
    );
    assert_eq!(
        first["finder_shop_aftersale_status_update"]["after_sale_order_id"],
        id.to_string()
    );
    assert_eq!(
        receiver.arrived()[5].query["openid"],
        first["FromUserName"].as_str().unwrap()
    );
    assert_eq!(events[2]["order_info"]["type"], 1);
    assert_eq!(receiver.arrived()[5].headers["content-type"], "application/json");
}

#[test]
fn disputes_guarantees_and_gifts_have_events_of_their_own() {
    let (shop, receiver) = connected();
    let id = shop.aftersale(Kind::RefundShipped);
    let gift = shop.aftersale(Kind::RefundUnshipped);
    let order_id = shop.delivered_order();
    let _ = shop.fake.pump(shop.fake.now_ms());
    let before = events(&shop, &receiver).len();
    shop.fake.world(|world| {
        world.escalate(id).unwrap();
        world.dispute_message(id, "words", &[]).unwrap();
        world.arbitration_result(id, 3).unwrap();
        let giver = world.add_buyer(NewBuyer::default());
        let gift_order = world.aftersale(gift).unwrap().order_id;
        world.mark_gift(gift_order, giver).unwrap();
    });
    shop.fake.world(|world| {
        world.open_special_refund(order_id, PRICE).unwrap();
        world.buyer_cancel(gift).unwrap();
    });
    let _ = shop.fake.pump(shop.fake.now_ms());
    let found = &events(&shop, &receiver)[before..];
    assert_eq!(
        names(found),
        [
            "complaint_update",
            "complaint_update",
            "aftersale_update",
            "guarantee_update",
            "present_aftersale_update"
        ]
    );
    let complaint = &found[0]["finder_shop_complaint"];
    assert_eq!(
        (&complaint["complaint_status"], &complaint["after_sale_order_id"]),
        (&json!(100), &json!(id))
    );
    assert!(complaint["complaint_id"].is_i64(), "numbers in this one");
    assert_eq!(found[1]["finder_shop_complaint"]["complaint_status"], 114);
    assert_eq!(
        found[3]["finder_shop_guarantee_status_update"]["status"],
        "STATUS_WAIT_MERCHANT_HANDLE"
    );
    assert_eq!(
        found[4]["finder_shop_present_aftersale_status_update"]["status"],
        "USER_CANCELD"
    );
}

#[test]
fn success_or_nothing_acknowledges_and_anything_else_is_repeated_three_times() {
    let (shop, receiver) = connected();
    let order_id = shop.paid_order();
    let acks = [
        (200, "success", true),
        (200, "", true),
        (200, "{\"code\":0}", false),
        (500, "success", false),
    ];
    for (status, text, good) in acks {
        receiver.answer_with(move |_| (status, text.into()));
        shop.fake.world(|world| world.note_order(order_id, "x")).unwrap();
        let id = shop.paid_order();
        let report = shop.fake.pump(shop.fake.now_ms());
        assert_eq!(report.acked > 0, good, "{status} {text}");
        assert!(id > 0);
        let mut rest = PumpReport::default();
        for _ in 0..5 {
            shop.later(5);
            rest.add(&shop.fake.pump(shop.fake.now_ms()));
        }
        assert_eq!(
            (rest.sent, rest.gave_up),
            if good { (0, 0) } else { (3 * report.sent, report.sent) }
        );
    }
}

#[test]
fn shops_have_keys_and_addresses_of_their_own() {
    let second = WechatShop {
        shop_id: 660_022,
        app_id: "wxffffffffffffff01".into(),
        aes_key: "nyfQgOKyPc/sUp/AWl5aQGJOrfnStpN2QSFhmOpkCOo".into(),
        push_token: "tok2".into(),
        ..WechatShop::default()
    };
    let options = WechatOptions {
        shops: vec![WechatShop::default(), second.clone()],
        ..WechatOptions::default()
    };
    let shop = Shop::open_with(options);
    let (one, two) = (listening(shop.account()), listening(&second));
    shop.fake.set_shop_webhook(shop.account().shop_id, &one.url);
    shop.fake.set_shop_webhook(second.shop_id, &two.url);
    shop.paid_order();
    assert_eq!(shop.fake.pump(shop.fake.now_ms()).acked, 3);
    assert_eq!((one.arrived().len(), two.arrived().len()), (3, 0));
    two.answer_with(|arrived| (200, arrived.query["echostr"].clone()));
    assert!(shop.fake.probe_shop_webhook(second.shop_id));
    let check = &two.arrived()[0].query;
    assert_eq!(
        check["signature"],
        signature(&["tok2", &check["timestamp"], &check["nonce"]])
    );
}

fn storm(seed: u64) -> (PumpReport, Vec<String>, Vec<Arrived>) {
    let (shop, receiver) = connected();
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
        shop.act("acceptapply", id, json!({}));
        shop.fake.world(|world| world.refund_settles(id, true)).unwrap();
    }
    let report = shop.fake.pump(NEVER);
    let found = events(&shop, &receiver).iter().map(Value::to_string).collect();
    let refused = receiver
        .arrived()
        .into_iter()
        .filter(|arrived| opened(arrived, shop.account()).is_none());
    (report, found, refused.collect())
}

#[test]
fn chaos_is_the_same_for_the_same_seed_and_every_forgery_is_noticed() {
    let (report, found, refused) = storm(11);
    assert_eq!((report, &found), (storm(11).0, &storm(11).1));
    assert_ne!(found, storm(12).1);
    assert!(
        report.lost > 0 && report.duplicated > 0 && report.forged > 3,
        "{report:?}"
    );
    assert_eq!(
        (report.forged_refused, refused.len() as u64),
        (report.forged, report.forged)
    );
    assert_eq!(
        report.requests,
        report.sent + report.forged,
        "each message travels alone"
    );
    let distinct: BTreeSet<&String> = found.iter().collect();
    assert!(distinct.len() < found.len(), "second copies say the same");
    let shapes: BTreeSet<(bool, bool)> = refused
        .iter()
        .map(|arrived| {
            let body: Value = serde_json::from_slice(&arrived.body).unwrap();
            let field = |name: &str| arrived.query.get(name).map_or("", String::as_str);
            let wanted = signature(&["pushTokenMadeUp01", field("timestamp"), field("nonce")]);
            assert_eq!(
                field("signature"),
                wanted,
                "the weaker signature is right in all of them"
            );
            (arrived.query.contains_key("msg_signature"), body["Encrypt"].is_string())
        })
        .collect();
    assert!(
        shapes.contains(&(false, true)) && shapes.contains(&(true, true)),
        "{shapes:?}"
    );
}
