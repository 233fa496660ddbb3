//! Access tokens, the page of consent, the shops it covers.
use std::sync::Arc;

use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{Call, Method, PlatformAdapter, TokenRequest};
use aftersync_core::{ErrorKind, Phase, Secret};
use aftersync_platforms::tiktok::{TikTok, shops};
use serde_json::json;

use super::{KEY, SECRET, TOKEN, call, ok, query, refused, target};

#[test]
fn the_two_ways_to_a_token() {
    let code = TikTok
        .token_request(&call(), &TokenRequest::Code(Secret::from("c/1")))
        .unwrap();
    assert_eq!(code.method, Method::Get);
    assert_eq!(
        code.url,
        format!(
            "https://auth.tiktok-shops.com/api/v2/token/get?app_key={KEY}&app_secret={SECRET}&auth_code=c%2F1&grant_type=authorized_code"
        )
    );
    let refresh = TikTok
        .token_request(&call(), &TokenRequest::Refresh(Secret::from("r-1")))
        .unwrap();
    assert_eq!(
        refresh.url,
        format!(
            "https://auth.tiktok-shops.com/api/v2/token/refresh?app_key={KEY}&app_secret={SECRET}&refresh_token=r-1&grant_type=refresh_token"
        )
    );
    for request in [code, refresh] {
        let shown = format!("{request:?}");
        assert!(!shown.contains(SECRET) && !shown.contains("r-1"), "{shown}");
        assert!(request.headers.is_empty() && request.body.is_empty());
    }
    let own = TikTok.token_request(&call(), &TokenRequest::SelfUse).unwrap_err();
    assert_eq!((own.kind(), own.phase()), (ErrorKind::Forbidden, Phase::NotSent));
}

#[test]
fn another_address_holds_for_both_hosts() {
    let usual = call();
    let call = Call {
        app: Arc::new((*usual.app).clone().at("http://127.0.0.1:8080/")),
        ..usual
    };
    let token = TikTok
        .token_request(&call, &TokenRequest::Refresh(Secret::from("r")))
        .unwrap();
    assert!(token.url.starts_with("http://127.0.0.1:8080/api/v2/token/refresh?"));
    let shops = shops::request(&call).unwrap();
    assert!(
        shops
            .url
            .starts_with("http://127.0.0.1:8080/authorization/202309/shops?")
    );
}

#[test]
fn a_token_ends_at_the_instant_the_platform_says() {
    let data = json!({"access_token": "a-1", "access_token_expire_in": 1781604800, "refresh_token": "r-2", "refresh_token_expire_in": 4890000000i64,
                      "open_id": "o", "seller_name": "s", "user_type": 0, "granted_scopes": ["seller.order.info"]});
    let pair = TikTok.token_read(&call(), &ok(data)).unwrap();
    assert_eq!((pair.access.as_str(), pair.refresh.as_deref()), ("a-1", Some("r-2")));
    assert_eq!(pair.expires_at, Timestamp::from_secs(1_781_604_800));
    assert!(!format!("{pair:?}").contains("a-1"));
}

#[test]
fn a_token_that_is_none_or_not_a_sellers_is_refused() {
    let read = |data| TikTok.token_read(&call(), &ok(data)).unwrap_err();
    let creator = read(json!({"access_token": "a", "access_token_expire_in": 1781604800, "user_type": 1}));
    assert_eq!(creator.kind(), ErrorKind::Forbidden);
    for data in [
        json!({"access_token_expire_in": 1781604800}),
        json!({"access_token": "a"}),
        json!({"access_token": "a", "access_token_expire_in": 604800}),
        json!({"access_token": "a", "access_token_expire_in": 1781000000}),
    ] {
        let e = read(data);
        assert_eq!((e.kind(), e.phase()), (ErrorKind::Malformed, Phase::InDoubt));
    }
    for (code, message) in [
        (36004001, "rt has expired"),
        (36004004, "invalid auth code"),
        (36004005, "can not find related auth record"),
    ] {
        let e = TikTok.token_read(&call(), &refused(code, message)).unwrap_err();
        assert_eq!((e.kind(), e.phase()), (ErrorKind::Unauthorized, Phase::Answered));
    }
}

#[test]
fn the_page_of_consent_needs_a_service_id() {
    let mut app = (*call().app).clone();
    assert_eq!(TikTok.authorize_url(&app, "s"), None);
    app.extra.insert("service_id".into(), Secret::from("42"));
    assert_eq!(
        TikTok.authorize_url(&app, "a b&c").unwrap(),
        "https://services.tiktokshop.com/open/authorize?service_id=42&state=a%20b%26c"
    );
}

#[test]
fn the_shops_of_a_seller_with_their_ciphers() {
    let bare = Call {
        settings: Default::default(),
        ..call()
    };
    let request = shops::request(&bare).unwrap();
    assert_eq!(
        (request.method, target(&request).0),
        (Method::Get, "/authorization/202309/shops")
    );
    assert_eq!(query(&request, "shop_cipher"), None);
    assert!(request.headers.iter().any(|(_, value)| value == TOKEN));
    let data = json!({"shops": [
        {"id": "7498", "name": "MUGS", "region": "GB", "seller_type": "LOCAL", "cipher": "GCP_x", "code": "GB1"},
        {"id": "7499", "name": "", "region": "", "cipher": "GCP_y"},
        {"id": "7500", "name": "no cipher"}, 5,
    ]});
    let found = shops::read(&ok(data)).unwrap();
    let shown: Vec<_> = found
        .iter()
        .map(|s| (s.id.as_str(), s.name.as_deref(), s.region.as_deref(), s.cipher.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("7498", Some("MUGS"), Some("GB"), "GCP_x"),
            ("7499", None, None, "GCP_y")
        ]
    );
    let e = shops::read(&refused(105005, "you should apply auth pkg for this api")).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Forbidden);
    let without = Call { token: None, ..call() };
    assert_eq!(shops::request(&without).unwrap_err().kind(), ErrorKind::Unauthorized);
}
