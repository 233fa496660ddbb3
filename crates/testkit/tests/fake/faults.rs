//! The gate (signature, time, token), and what goes wrong on purpose.

use aftersync_testkit::fake::douyin::sign::{Algorithm, request_sign};
use aftersync_testkit::fake::world::Kind;
use aftersync_testkit::fake::{DouyinOptions, How};
use serde_json::{Value, json};

use super::client::{SHOP, STATE_MOVED, Shop, is};

fn ask(shop: &Shop, token: Option<&str>, method: &str, params: &Value) -> Value {
    serde_json::from_str(&shop.raw(token, method, params).unwrap().1).unwrap()
}

#[test]
fn wrong_and_uncanonical_signatures() {
    let shop = Shop::open();
    let code = |body: &str, sign: &str| -> (Value, Value) {
        let (_, answer) = shop
            .send("afterSale.List", body, "1760000000", sign, Some(&shop.token))
            .unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        (answer["code"].clone(), answer["sub_code"].clone())
    };
    let sign = |body: &str| {
        request_sign(
            Algorithm::HmacSha256,
            &shop.options.app_key,
            &shop.options.app_secret,
            "afterSale.List",
            body,
            "1760000000",
        )
    };
    assert_eq!(code("{}", &sign("{}")), (json!(10000), json!("")));
    assert_eq!(
        code("{\"page\":0}", &sign("{}")),
        (json!(40003), json!("isv.signature-invalid"))
    );
    let spaced = "{\"size\": 5}";
    assert_eq!(
        code(spaced, &sign(spaced)),
        (json!(40003), json!("isv.signature-invalid"))
    );
}

#[test]
fn drift_only_when_wanted() {
    let shop = Shop::open_with(DouyinOptions {
        max_drift_s: Some(300),
        ..DouyinOptions::default()
    });
    shop.ok("afterSale.List", &json!({}));
    let sign = request_sign(
        Algorithm::HmacSha256,
        &shop.options.app_key,
        &shop.options.app_secret,
        "afterSale.List",
        "{}",
        "1759999699",
    );
    let (_, answer) = shop
        .send("afterSale.List", "{}", "1759999699", &sign, Some(&shop.token))
        .unwrap();
    assert!(answer.contains("isv.timestamp-invalid"));
}

#[test]
fn tokens_expire_and_refresh_works_once() {
    let shop = Shop::open();
    let created = ask(
        &shop,
        None,
        "token.create",
        &json!({"grant_type": "authorization_self", "code": "", "shop_id": SHOP.to_string()}),
    );
    let data = &created["data"];
    assert_eq!(
        (data["expires_in"].as_i64(), data["shop_id"].as_i64()),
        (Some(7 * 86_400), Some(SHOP))
    );
    let (access, refresh) = (
        data["access_token"].as_str().unwrap(),
        data["refresh_token"].as_str().unwrap(),
    );
    assert_eq!(ask(&shop, Some(access), "afterSale.List", &json!({}))["code"], 10000);
    assert_eq!(
        ask(&shop, Some(&shop.token), "afterSale.List", &json!({}))["sub_code"],
        "isv.access-token-no-existed",
        "the older one died"
    );
    shop.fake.set_now(1_760_000_000_000 + 7 * 86_400_000);
    let late = ask(&shop, Some(access), "afterSale.List", &json!({}));
    assert_eq!(
        (late["code"].as_i64(), late["sub_code"].as_str()),
        (Some(40003), Some("isv.access-token-expired"))
    );
    let params = json!({"grant_type": "refresh_token", "refresh_token": refresh});
    let fresh = ask(&shop, None, "token.refresh", &params);
    assert_eq!(
        ask(
            &shop,
            fresh["data"]["access_token"].as_str(),
            "afterSale.List",
            &json!({})
        )["code"],
        10000
    );
    assert_eq!(
        ask(&shop, None, "token.refresh", &params)["code"],
        50001,
        "a refresh token works once"
    );
    assert_eq!(
        ask(&shop, None, "afterSale.List", &json!({}))["sub_code"],
        "isv.access-token-no-existed"
    );
}

#[test]
fn codes_live_ten_minutes_and_owners_can_leave() {
    let shop = Shop::open();
    let create = |code: &str| {
        ask(
            &shop,
            None,
            "token.create",
            &json!({"grant_type": "authorization_code", "code": code}),
        )
    };
    let code = shop.fake.authorization_code(&shop.options.app_key, SHOP);
    let tokens = create(&code);
    assert_eq!(tokens["code"], 10000);
    assert_eq!(create(&code)["sub_code"], "dop.token-generate-failed:code-expired");
    let late = shop.fake.authorization_code(&shop.options.app_key, SHOP);
    shop.fake.set_now(1_760_000_600_000);
    assert_eq!(create(&late)["code"], 50001);
    let access = tokens["data"]["access_token"].as_str();
    shop.fake.set_authorized(SHOP, false);
    let left = ask(&shop, access, "afterSale.List", &json!({}));
    assert_eq!(
        (left["code"].as_i64(), left["sub_code"].as_str()),
        (Some(30001), Some("dop.authorization-closed"))
    );
    shop.fake.set_authorized(SHOP, true);
    shop.fake.expire_access_tokens(SHOP);
    assert_eq!(
        ask(&shop, access, "afterSale.List", &json!({}))["sub_code"],
        "isv.access-token-expired"
    );
}

#[test]
fn rate_per_method_and_simulated_second() {
    let shop = Shop::open();
    shop.fake.rate_limit(Some(2));
    let code = || shop.call("afterSale.List", &json!({}))["code"].as_i64().unwrap();
    assert_eq!([code(), code(), code()], [10000, 10000, 60000]);
    shop.ok("address.list", &json!({}));
    shop.fake.set_now(1_760_000_001_000);
    assert_eq!(code(), 10000);
    let count = shop.fake.counts()["afterSale.List"];
    assert_eq!((count.calls, count.ok, count.rate_limited), (4, 3, 1));
}

#[test]
fn an_answer_lost_after_it_was_applied() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    let params = json!({"type": 201, "items": [shop.item(id, json!({}))]});
    shop.fake.fail_next("afterSale.operate", 1, How::DropAfterApply);
    assert_eq!(shop.raw(Some(&shop.token), "afterSale.operate", &params), None);
    let actions = shop.fake.actions();
    assert_eq!((actions.len(), actions[0].answered), (1, false));
    assert_eq!(shop.status(id), 12, "reading back shows that it was applied");
    assert!(
        is(&shop.refused("afterSale.operate", &params), STATE_MOVED),
        "sending it again is refused"
    );
    assert_eq!(shop.fake.actions().len(), 1);
}

#[test]
fn every_other_failure() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    let params = json!({"type": 201, "items": [shop.item(id, json!({}))]});
    let send = |how: How| {
        shop.fake.fail_next("afterSale.operate", 1, how);
        shop.raw(Some(&shop.token), "afterSale.operate", &params)
    };
    assert_eq!(send(How::DropBefore), None);
    assert_eq!(send(How::Status(500)), Some((500, String::new())));
    let coded: Value = serde_json::from_str(&send(How::Code(20000, "isp.service-error:1".into())).unwrap().1).unwrap();
    assert_eq!(
        (coded["code"].as_i64(), coded["sub_code"].as_str()),
        (Some(20000), Some("isp.service-error:1"))
    );
    assert_eq!(shop.fake.actions().len(), 0, "none of these was applied");
    let (status, half) = send(How::Truncated).unwrap();
    assert_eq!((status, serde_json::from_str::<Value>(&half).is_err()), (200, true));
    assert_eq!(shop.fake.actions().len(), 1);
    let slow = send(How::Slow).unwrap();
    assert!(slow.1.contains("20309541"));
}

#[test]
fn outage_between_two_moments() {
    let shop = Shop::open();
    shop.fake.outage(1_760_000_010_000, 1_760_000_020_000);
    shop.ok("afterSale.List", &json!({}));
    shop.fake.set_now(1_760_000_010_000);
    let list = || shop.raw(Some(&shop.token), "afterSale.List", &json!({}));
    assert_eq!(list(), Some((502, String::new())));
    assert_eq!(list(), None);
    assert_eq!(list().unwrap().0, 502);
    shop.fake.set_now(1_760_000_020_000);
    shop.ok("afterSale.List", &json!({}));
    assert_eq!(shop.fake.counts()["afterSale.List"].faulted, 3);
    assert_eq!(shop.fake.requests().iter().filter(|it| it.http_status == 0).count(), 1);
}

#[test]
fn a_stopped_platform_is_gone() {
    let mut shop = Shop::open();
    shop.ok("afterSale.List", &json!({}));
    shop.fake.stop();
    assert_eq!(shop.raw(Some(&shop.token), "afterSale.List", &json!({})), None);
}
