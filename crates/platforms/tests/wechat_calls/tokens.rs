//! Access tokens.
use aftersync_core::model::time::HOUR;
use aftersync_core::platform::{Call, PlatformAdapter, TokenRequest};
use aftersync_core::{ErrorKind, Phase, Secret};
use aftersync_platforms::wechat::Wechat;
use serde_json::json;

use super::{APP, NOW, SECRET, answer, body, call, object, refused};

#[test]
fn the_secret_goes_in_the_body() {
    for ask in [TokenRequest::SelfUse, TokenRequest::Refresh(Secret::from("r"))] {
        let request = Wechat.token_request(&call(), &ask).unwrap();
        assert_eq!(request.url, "https://api.weixin.qq.com/cgi-bin/stable_token");
        let expected =
            json!({"grant_type": "client_credential", "appid": APP, "secret": SECRET, "force_refresh": false});
        assert_eq!(body(&request), expected);
        assert!(!format!("{request:?}").contains(SECRET));
    }
    let e = Wechat
        .token_request(&call(), &TokenRequest::Code(Secret::from("c")))
        .unwrap_err();
    assert_eq!((e.kind(), e.phase()), (ErrorKind::Unsupported, Phase::NotSent));
    assert!(e.advice().is_some());
    assert_eq!(Wechat.authorize_url(&call().app, "s"), None);
}

#[test]
fn one_app_is_one_shop() {
    let other = Call {
        shop: "wx_other".into(),
        ..call()
    };
    let e = Wechat.token_request(&other, &TokenRequest::SelfUse).unwrap_err();
    assert_eq!((e.kind(), e.phase()), (ErrorKind::Config, Phase::NotSent));
}

#[test]
fn a_token_ends_when_the_platform_says() {
    let read = |fields| Wechat.token_read(&call(), &answer(&fields));
    let pair = read(json!({"access_token": "a-1", "expires_in": 7200})).unwrap();
    assert_eq!((pair.access.as_str(), pair.refresh), ("a-1", None));
    assert_eq!(pair.expires_at, NOW.plus(2 * HOUR));
    for bad in [json!({"access_token": "a-1"}), json!({"expires_in": 7200}), json!({})] {
        assert_eq!(read(bad).unwrap_err().kind(), ErrorKind::Malformed);
    }
    assert_eq!(
        Wechat.token_read(&call(), &refused(40001)).unwrap_err().kind(),
        ErrorKind::Unauthorized
    );
    assert_eq!(
        Wechat.token_read(&call(), &refused(40125)).unwrap_err().kind(),
        ErrorKind::Config
    );
    assert_eq!(
        Wechat.token_read(&call(), &refused(40164)).unwrap_err().kind(),
        ErrorKind::Forbidden
    );
}

#[test]
fn a_call_without_a_token_is_not_sent() {
    let call = Call { token: None, ..call() };
    let e = Wechat.detail_request(&call, &object("order", "1")).unwrap_err();
    assert_eq!((e.kind(), e.phase()), (ErrorKind::Unauthorized, Phase::NotSent));
}

#[test]
fn another_address_is_taken() {
    let mut app = (*call().app).clone();
    app.base_url = Some("http://127.0.0.1:9/".into());
    let call = Call {
        app: app.into(),
        ..call()
    };
    let request = Wechat.detail_request(&call, &object("order", "1")).unwrap();
    assert!(
        request.url.starts_with("http://127.0.0.1:9/channels/ec/order/get?"),
        "{}",
        request.url
    );
}
