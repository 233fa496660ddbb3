//! Signatures, time, tokens, ciphers, scopes, and what goes wrong on purpose.

use std::collections::BTreeMap;

use aftersync_testkit::fake::world::{Currency, Kind};
use aftersync_testkit::fake::{How, TiktokOptions, TiktokShop};
use serde_json::{Value, json};

use super::client::{Shop, V};

const SHOPS: &str = "/authorization/202309/shops";

fn token_call(shop: &Shop, way: &str, more: &[(&str, &str)]) -> Value {
    let mut query: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in [
        ("app_key", shop.options.app_key.as_str()),
        ("app_secret", shop.options.app_secret.as_str()),
    ]
    .iter()
    .chain(more)
    {
        query.insert((*name).to_owned(), (*value).to_owned());
    }
    let (_, answer) = shop
        .send("GET", &format!("/api/v2/token/{way}"), &query, "", "")
        .unwrap();
    serde_json::from_str(&answer).unwrap()
}

fn with_token(shop: &Shop, token: &str) -> (u16, i64) {
    let mut query = shop.query(&[]);
    query.insert("sign".into(), shop.sign("GET", SHOPS, &query, ""));
    let (status, answer) = shop.send("GET", SHOPS, &query, token, "").unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    (status, answer["code"].as_i64().unwrap())
}

#[test]
fn the_signature_covers_path_query_and_body() {
    let shop = Shop::open();
    let path = format!("{V}/returns/search");
    let query = shop.query(&[]);
    let sign = shop.sign("POST", &path, &query, "{}");
    let code = |path: &str, edit: &dyn Fn(&mut BTreeMap<String, String>), body: &str| {
        let mut query = query.clone();
        query.insert("sign".into(), sign.clone());
        edit(&mut query);
        let (status, answer) = shop.send("POST", path, &query, &shop.token, body).unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        (status, answer["code"].as_i64().unwrap())
    };
    assert_eq!(code(&path, &|_| {}, "{}"), (200, 0));
    assert_eq!(code(&path, &|_| {}, "{ }"), (401, 106_001));
    let more = |query: &mut BTreeMap<String, String>| {
        query.insert("page_size".into(), "50".into());
    };
    assert_eq!(code(&path, &more, "{}"), (401, 106_001));
    assert_eq!(
        code(&format!("{V}/cancellations/search"), &|_| {}, "{}"),
        (401, 106_001)
    );
    let unsigned = |query: &mut BTreeMap<String, String>| {
        query.insert("access_token".into(), "not signed".into());
    };
    assert_eq!(code(&path, &unsigned, "{}"), (200, 0));
    assert_eq!(code("/return_refund/202001/nothing", &|_| {}, "{}").0, 404);
}

#[test]
fn drift_only_when_wanted() {
    let late = |max_drift_s: Option<i64>| {
        let shop = Shop::open_with(TiktokOptions {
            max_drift_s,
            ..TiktokOptions::default()
        });
        shop.ask("GET", SHOPS, &[("timestamp", "1759999699")], &Value::Null).1["code"].clone()
    };
    assert_eq!((late(None), late(Some(300))), (json!(0), json!(36_009_004)));
}

#[test]
fn codes_tokens_and_their_renewal() {
    let shop = Shop::open();
    let code = shop.fake.authorization_code(&shop.options.app_key, shop.shop().shop_id);
    let first = token_call(&shop, "get", &[("auth_code", &code), ("grant_type", "authorized_code")]);
    let data = &first["data"];
    assert_eq!(
        data["access_token_expire_in"],
        1_760_000_000 + 7 * 86_400,
        "a moment, not a span"
    );
    assert_eq!(
        (&data["open_id"], &data["seller_name"]),
        (&json!(shop.shop().open_id), &json!("Example Store"))
    );
    let access = data["access_token"].as_str().unwrap();
    assert_eq!(with_token(&shop, access), (200, 0));
    assert_eq!(with_token(&shop, &shop.token), (401, 105_001), "the older one died");
    assert_ne!(
        token_call(&shop, "get", &[("auth_code", &code), ("grant_type", "authorized_code")])["code"],
        0
    );
    shop.later(7 * 86_400);
    assert_eq!(with_token(&shop, access), (401, 105_002));
    let renewal = [
        ("refresh_token", data["refresh_token"].as_str().unwrap()),
        ("grant_type", "refresh_token"),
    ];
    let second = token_call(&shop, "refresh", &renewal);
    assert_eq!(
        with_token(&shop, second["data"]["access_token"].as_str().unwrap()),
        (200, 0)
    );
    assert_ne!(token_call(&shop, "refresh", &renewal)["code"], 0, "it works once");
    assert_ne!(
        token_call(&shop, "refresh", &[("refresh_token", "x"), ("grant_type", "other")])["code"],
        0
    );
    shop.fake.set_authorized(shop.shop().shop_id, false);
    assert_eq!(
        with_token(&shop, second["data"]["access_token"].as_str().unwrap()),
        (401, 105_003)
    );
}

#[test]
fn a_token_opens_every_shop_of_its_seller() {
    let second = TiktokShop {
        shop_id: 7_498_666_193_451_450_700,
        region: "GB".into(),
        currency: Currency::GBP,
        cipher: "GCP_second".into(),
        ..TiktokShop::default()
    };
    let strange = TiktokShop {
        shop_id: 7_498_666_193_451_450_800,
        cipher: "GCP_strange".into(),
        open_id: "another".into(),
        ..TiktokShop::default()
    };
    let shop = Shop::open_with(TiktokOptions {
        shops: vec![TiktokShop::default(), second, strange],
        batch_permille: 0,
        ..TiktokOptions::default()
    });
    let listed = shop.ok("GET", SHOPS, &[], Value::Null);
    let ciphers: Vec<&str> = listed["shops"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["cipher"].as_str().unwrap())
        .collect();
    assert_eq!(ciphers, [shop.shop().cipher.as_str(), "GCP_second"]);
    assert_eq!(
        (&listed["shops"][1]["region"], &listed["shops"][1]["id"]),
        (&json!("GB"), &json!("7498666193451450700"))
    );
    let id = shop.aftersale(Kind::ReturnRefund);
    let path = format!("{V}/returns/search");
    let total = |cipher: &str| shop.ok("POST", &path, &[("shop_cipher", cipher)], json!({}))["total_count"].clone();
    assert_eq!((total(&shop.shop().cipher), total("GCP_second")), (json!(1), json!(0)));
    assert_eq!(
        shop.refused("POST", &path, &[("shop_cipher", "GCP_strange")], json!({})),
        106_011
    );
    assert_eq!(shop.refused("POST", &path, &[("shop_cipher", "")], json!({})), 106_010);
    let approve = format!("{V}/returns/{id}/approve");
    let body = json!({"decision": "APPROVE_RETURN"});
    assert_eq!(
        shop.refused("POST", &approve, &[("shop_cipher", "GCP_second")], body),
        25_020_005
    );
    let order_id = shop.fake.truth()[0].order_id.to_string();
    let seen = shop.ok(
        "GET",
        "/order/202309/orders",
        &[("ids", &order_id), ("shop_cipher", "GCP_second")],
        Value::Null,
    );
    assert_eq!(seen["orders"], json!([]));
}

#[test]
fn affiliate_orders_need_a_scope() {
    let shop = Shop::open_with(TiktokOptions {
        affiliate_scope: false,
        ..TiktokOptions::default()
    });
    assert_eq!(
        shop.refused("POST", "/affiliate_seller/202410/orders/search", &[], json!({})),
        105_005
    );
}

#[test]
fn rates_outages_and_lost_answers() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    let path = format!("{V}/returns/{id}/approve");
    let body = json!({"decision": "APPROVE_REFUND"}).to_string();
    let send = |key: &str| {
        let mut query = shop.query(&[("idempotency_key", key)]);
        query.insert("sign".into(), shop.sign("POST", &path, &query, &body));
        shop.send("POST", &path, &query, &shop.token, &body)
    };
    shop.fake.rate_limit(Some(0));
    assert_eq!(send("k1").unwrap().0, 429);
    shop.fake.clear_faults();
    shop.fake
        .fail_next("returns/approve", 1, How::Code(36_009_003, "Internal error".into()));
    assert!(send("k1").unwrap().1.contains("36009003"));
    assert_eq!(shop.fake.actions().len(), 0);
    shop.fake.fail_next("returns/approve", 1, How::DropAfterApply);
    assert_eq!(send("k1"), None);
    assert!(!shop.fake.actions()[0].answered);
    let (status, again) = send("k1").unwrap();
    assert!(
        status == 200 && again.contains("\"code\":0"),
        "the key gives the first answer again: {again}"
    );
    assert_eq!(shop.fake.actions().len(), 1);
    assert!(send("k2").unwrap().1.contains("25011014"));
    let counts = shop.fake.counts()["returns/approve"];
    assert_eq!((counts.calls, counts.rate_limited, counts.faulted), (5, 1, 2));
}

#[test]
fn a_key_stands_for_one_request() {
    let shop = Shop::open();
    let [first, second] = [Kind::RefundShipped; 2].map(|kind| shop.aftersale(kind));
    let body = json!({"decision": "APPROVE_REFUND"});
    let path = |id: i64| format!("{V}/returns/{id}/approve");
    shop.ok("POST", &path(first), &[("idempotency_key", "k")], body.clone());
    assert_eq!(
        shop.refused("POST", &path(second), &[("idempotency_key", "k")], body),
        25_001_001
    );
    let wrong = json!({"decision": "APPROVE_RETURN"});
    assert_eq!(
        shop.refused("POST", &path(second), &[("idempotency_key", "k3")], wrong),
        25_011_014
    );
    let right = json!({"decision": "APPROVE_REFUND"});
    shop.ok("POST", &path(second), &[("idempotency_key", "k3")], right);
}
