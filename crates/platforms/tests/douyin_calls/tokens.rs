//! Access tokens.
use aftersync_core::model::time::DAY;
use aftersync_core::platform::{PlatformAdapter, TokenRequest};
use aftersync_core::{ErrorKind, Phase, Secret};
use aftersync_platforms::douyin::{Douyin, switch};
use serde_json::json;

use super::{NOW, SECRET, body, call, call_with, ok, query, refused};

#[test]
fn the_three_ways_to_a_token() {
    let code = Douyin
        .token_request(&call(), &TokenRequest::Code(Secret::from("c-1")))
        .unwrap();
    assert_eq!(query(&code, "method"), Some("token.create"));
    assert_eq!(query(&code, "access_token"), None);
    assert_eq!(body(&code), json!({"code": "c-1", "grant_type": "authorization_code"}));
    let own = Douyin.token_request(&call(), &TokenRequest::SelfUse).unwrap();
    assert_eq!(
        body(&own),
        json!({"code": "", "grant_type": "authorization_self", "shop_id": "880011"})
    );
    let test = Douyin
        .token_request(&call_with(&[switch::TEST_SHOP]), &TokenRequest::SelfUse)
        .unwrap();
    assert_eq!(body(&test)["test_shop"], "1");
    let refresh = Douyin
        .token_request(&call(), &TokenRequest::Refresh(Secret::from("r-1")))
        .unwrap();
    assert_eq!(query(&refresh, "method"), Some("token.refresh"));
    assert_eq!(
        body(&refresh),
        json!({"grant_type": "refresh_token", "refresh_token": "r-1"})
    );
}

#[test]
fn a_token_ends_when_the_platform_says() {
    let data = json!({"access_token": "a-1", "refresh_token": "r-2", "expires_in": 604800, "shop_id": 880011});
    let pair = Douyin.token_read(&call(), &ok(data)).unwrap();
    assert_eq!((pair.access.as_str(), pair.refresh.as_deref()), ("a-1", Some("r-2")));
    assert_eq!(pair.expires_at, NOW.plus(7 * DAY));
    assert!(!format!("{pair:?}").contains("a-1"));
}

#[test]
fn a_token_that_is_none_or_for_another_shop_is_refused() {
    let other = json!({"access_token": "a-1", "expires_in": 10, "shop_id": 5});
    assert_eq!(
        Douyin.token_read(&call(), &ok(other)).unwrap_err().kind(),
        ErrorKind::Forbidden
    );
    let none = Douyin.token_read(&call(), &ok(json!({"expires_in": 10}))).unwrap_err();
    assert_eq!((none.kind(), none.phase()), (ErrorKind::Malformed, Phase::InDoubt));
    let expired = Douyin
        .token_read(&call(), &refused(50001, "dop.token-generate-failed:code-expired"))
        .unwrap_err();
    assert_eq!(expired.kind(), ErrorKind::Unauthorized);
}

#[test]
fn the_page_of_consent_needs_a_service_id() {
    let mut app = (*call().app).clone();
    assert_eq!(Douyin.authorize_url(&app, "s"), None);
    app.extra.insert("service_id".into(), Secret::from("42"));
    let url = Douyin.authorize_url(&app, "a b&c").unwrap();
    assert_eq!(
        url,
        "https://fuwu.jinritemai.com/authorize?service_id=42&state=a%20b%26c"
    );
    assert!(!url.contains(SECRET));
}

#[test]
fn a_call_without_a_token_is_not_sent() {
    let mut call = call();
    call.token = None;
    let e = Douyin.detail_request(&call, &super::object("order", "1")).unwrap_err();
    assert_eq!((e.kind(), e.phase()), (ErrorKind::Unauthorized, Phase::NotSent));
}
