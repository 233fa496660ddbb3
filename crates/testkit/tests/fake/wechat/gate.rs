//! Tokens, grants, quotas, and what goes wrong on purpose.

use aftersync_testkit::fake::world::Kind;
use aftersync_testkit::fake::{How, WechatOptions, WechatShop};
use serde_json::{Value, json};

use super::client::Shop;

fn reply(shop: &Shop, verb: &str, path: &str, body: &Value) -> Value {
    serde_json::from_str(&shop.send(verb, path, &body.to_string()).unwrap().1).unwrap()
}

fn stable(shop: &Shop, force: bool) -> Value {
    let account = shop.account();
    let body = json!({
        "grant_type": "client_credential", "appid": account.app_id, "secret": account.app_secret, "force_refresh": force,
    });
    reply(shop, "POST", "/cgi-bin/stable_token", &body)
}

fn plain(shop: &Shop) -> Value {
    let account = shop.account();
    let path = format!(
        "/cgi-bin/token?grant_type=client_credential&appid={}&secret={}",
        account.app_id, account.app_secret
    );
    reply(shop, "GET", &path, &json!({}))
}

fn code(shop: &Shop, token: &str) -> i64 {
    shop.ask(token, "aftersale/reason/get", &json!({}))["errcode"]
        .as_i64()
        .unwrap()
}

fn token(answer: &Value) -> String {
    answer["access_token"]
        .as_str()
        .unwrap_or_else(|| panic!("{answer}"))
        .to_owned()
}

#[test]
fn a_stable_token_stays_until_it_is_about_to_die() {
    let shop = Shop::open();
    let first = stable(&shop, false);
    assert_eq!(first["expires_in"], 7200);
    assert!(first.get("errcode").is_none(), "no envelope while all is well");
    shop.later(6_800);
    let again = stable(&shop, false);
    assert_eq!(
        (token(&again), again["expires_in"].as_i64()),
        (token(&first), Some(400))
    );
    shop.later(200);
    let second = stable(&shop, false);
    assert_ne!(token(&second), token(&first));
    assert_eq!(code(&shop, &token(&first)), 0, "the old one lives on for a while");
    shop.later(200);
    assert_eq!((code(&shop, &token(&first)), code(&shop, &token(&second))), (40_001, 0));
    let forced = stable(&shop, true);
    assert_eq!(
        (code(&shop, &token(&second)), code(&shop, &token(&forced))),
        (40_001, 0)
    );
}

#[test]
fn a_normal_refresh_kills_the_old_token_soon_and_not_the_stable_one() {
    let shop = Shop::open();
    let stable = token(&stable(&shop, false));
    let (first, second) = (token(&plain(&shop)), token(&plain(&shop)));
    assert_ne!(first, second);
    shop.later(299);
    assert_eq!(code(&shop, &first), 0);
    shop.later(1);
    assert_eq!(code(&shop, &first), 40_001);
    assert_eq!((code(&shop, &second), code(&shop, &stable)), (0, 0));
    shop.later(7_200);
    assert_eq!(code(&shop, &second), 42_001, "of old age");
}

#[test]
fn what_is_no_token() {
    let shop = Shop::open();
    assert_eq!(code(&shop, "nonsense"), 40_014);
    assert_eq!(code(&shop, "act-0000000000000000"), 40_001);
    let nothing = reply(&shop, "POST", "/channels/ec/aftersale/reason/get", &json!({}));
    assert_eq!(nothing["errcode"], 41_001);
    let wrong = json!({"grant_type": "client_credential", "appid": shop.account().app_id, "secret": "other"});
    assert_eq!(reply(&shop, "POST", "/cgi-bin/stable_token", &wrong)["errcode"], 40_001);
    let unknown = json!({"grant_type": "client_credential", "appid": "wxother", "secret": "other"});
    assert_eq!(
        reply(&shop, "POST", "/cgi-bin/stable_token", &unknown)["errcode"],
        40_013
    );
    shop.fake.expire_access_tokens(shop.account().shop_id);
    assert_eq!(code(&shop, &shop.token), 42_001);
}

#[test]
fn verb_path_and_body() {
    let shop = Shop::open();
    let path = format!("/channels/ec/aftersale/rejectapply?access_token={}", shop.token);
    assert_eq!(reply(&shop, "GET", &path, &json!({}))["errcode"], 43_002);
    assert_eq!(shop.send("POST", "/channels/ec/nothing", "{}").unwrap().0, 404);
    let (_, answer) = shop.send("POST", &path, "{\"half").unwrap();
    assert!(answer.contains("47001"), "{answer}");
}

#[test]
fn grants_quotas_and_rates() {
    let shop = Shop::open_with(WechatOptions {
        not_granted: vec!["order/get".into()],
        daily_quota: Some(2),
        ..WechatOptions::default()
    });
    assert_eq!(shop.refused("order/get", json!({"order_id": "1"})), 48_001);
    let list = || code(&shop, &shop.token);
    assert_eq!([list(), list(), list()], [0, 0, 45_009]);
    shop.later(86_400);
    let fresh = shop.fake.issue_tokens(&shop.account().app_id, shop.account().shop_id);
    assert_eq!(code(&shop, &fresh.access_token), 0, "another day");
    shop.fake.rate_limit(Some(0));
    assert_eq!(code(&shop, &fresh.access_token), 45_011);
    assert_eq!(shop.fake.counts()["aftersale/reason/get"].rate_limited, 1);
    shop.fake.clear_faults();
    shop.fake.set_authorized(shop.account().shop_id, false);
    assert_eq!(code(&shop, &fresh.access_token), 48_001);
}

#[test]
fn an_answer_lost_after_it_was_applied_and_others() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    let path = format!("/channels/ec/aftersale/acceptapply?access_token={}", shop.token);
    let body = json!({"after_sale_order_id": id.to_string()}).to_string();
    let send = |how: How| {
        shop.fake.fail_next("aftersale/acceptapply", 1, how);
        shop.send("POST", &path, &body)
    };
    assert_eq!(send(How::Status(503)), Some((503, String::new())));
    assert!(
        send(How::Code(-1, "system busy".into()))
            .unwrap()
            .1
            .contains("\"errcode\":-1")
    );
    assert_eq!(shop.fake.actions().len(), 0);
    assert_eq!(send(How::DropAfterApply), None);
    let actions = shop.fake.actions();
    assert_eq!((actions.len(), actions[0].answered), (1, false));
    assert_eq!(shop.status(id), "PLATFORM_REFUNDING", "reading back shows it");
    assert_eq!(shop.act_refused("acceptapply", id, json!({})), 10_021_059);
    shop.later(60);
    assert_eq!(shop.act_refused("acceptapply", id, json!({})), 10_020_001);
    assert_eq!(shop.fake.actions().len(), 1);
}

#[test]
fn each_shop_is_an_app_of_its_own() {
    let second = WechatShop {
        shop_id: 660_022,
        app_id: "wxffffffffffffff01".into(),
        ..WechatShop::default()
    };
    let shop = Shop::open_with(WechatOptions {
        shops: vec![WechatShop::default(), second],
        numeric_ids_permille: 0,
        ..WechatOptions::default()
    });
    let id = shop.aftersale(Kind::RefundShipped);
    let other = shop.fake.issue_tokens("wxffffffffffffff01", 660_022).access_token;
    let ask = |token: &str, id: &str| {
        shop.ask(
            token,
            "aftersale/getaftersaleorder",
            &json!({"after_sale_order_id": id}),
        )["errcode"]
            .clone()
    };
    assert_eq!(ask(&other, &id.to_string()), 10_021_043);
    assert_eq!(ask(&other, "17"), 10_021_050);
    assert_eq!(ask(&other, "many"), 10_020_000);
    assert_eq!(ask(&shop.token, &id.to_string()), 0);
}
