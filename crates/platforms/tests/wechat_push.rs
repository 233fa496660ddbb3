//! Pushes of WeChat: the flipped-byte law, freshness, every event, totality on anything.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]
use aftersync_core::ErrorKind;
use aftersync_core::limits::MAX_BODY_BYTES;
use aftersync_core::model::time::{MINUTE, SECOND, Timestamp};
use aftersync_core::platform::{AppCredentials, Delivery, Hint, Parsed, PlatformAdapter, Verdict};
use aftersync_platforms::wechat::{Wechat, sign, switch};
use proptest::prelude::*;
use serde_json::{Value, json};

const APP: &str = "wx00aa11bb22cc33dd";
const TOKEN: &str = "pushTokenMadeUp01";
const AES_KEY: &str = "iPShskQ+IO8fAyPDDiWCQ7siRnUZAY9PXn2+wQsMujc";
const SECRET: &str = "app-secret-made-up-0001";
const SENT: i64 = 1_788_195_600;
const NOW: Timestamp = Timestamp((SENT + 1) * SECOND);

fn app() -> AppCredentials {
    let mut app = AppCredentials::new(APP, SECRET);
    app.extra.insert(sign::TOKEN.into(), TOKEN.into());
    app.extra.insert(sign::AES_KEY.into(), AES_KEY.into());
    app
}

/// A push as the platform would send it: our own encryption, held against known answers elsewhere.
fn sealed(plain: &str) -> Delivery {
    let nonce = "415670001";
    let reply = sign::encrypt_reply(&app(), plain.as_bytes(), b"a1b2c3d4e5f6g7h8", SENT, nonce).unwrap();
    let reply: Value = serde_json::from_str(&reply).unwrap();
    let time = SENT.to_string();
    let query = [
        ("signature", "e7149bfff8a64b38adfa7de9b34cf3ca7a2f41e7"),
        ("timestamp", &time),
        ("nonce", nonce),
        ("encrypt_type", "aes"),
        ("msg_signature", reply["MsgSignature"].as_str().unwrap()),
    ];
    Delivery {
        path: "/hook".into(),
        query: query.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec(),
        headers: Vec::new(),
        body: format!(
            r#"{{"ToUserName":"gh_0123456789ab","Encrypt":"{}"}}"#,
            reply["Encrypt"].as_str().unwrap()
        )
        .into_bytes(),
    }
}

fn event(name: &str, field: &str, object: Value) -> String {
    json!({"ToUserName": "gh_0123456789ab", "FromUserName": "o1", "CreateTime": SENT, "MsgType": "event",
           "Event": name, field: object})
    .to_string()
}

fn ticket() -> String {
    let object = json!({"status": "USER_WAIT_RETURN", "after_sale_order_id": "2082648273412001", "order_id": "37370"});
    event(
        "channels_ec_aftersale_update",
        "finder_shop_aftersale_status_update",
        object,
    )
}

fn verify(delivery: &Delivery) -> aftersync_core::Result<Verdict> {
    Wechat.verify(&app(), delivery, NOW)
}

fn peek_with(app: &AppCredentials, plain: &[u8]) -> Parsed {
    Wechat.peek(app, &Hint::unsigned(plain.to_vec())).unwrap()
}

fn peek(plain: &str) -> Parsed {
    peek_with(&app(), plain.as_bytes())
}

fn named(parsed: &Parsed) -> Vec<(&str, &str)> {
    let names = parsed.signals.iter().map(|s| &s.object);
    names.map(|o| (o.object.as_str(), o.external_id.as_str())).collect()
}

#[test]
fn a_genuine_push_is_a_hint() {
    let plain = ticket();
    let Ok(Verdict::Hint(hint)) = verify(&sealed(&plain)) else {
        panic!()
    };
    assert_eq!(hint.content, plain.as_bytes());
}

#[test]
fn a_push_is_fresh_for_ten_minutes_both_ways() {
    let delivery = sealed(&ticket());
    let at = |ms: i64| Wechat.verify(&app(), &delivery, Timestamp(SENT * SECOND + ms));
    for fresh in [-10 * MINUTE, 0, 10 * MINUTE] {
        assert!(at(fresh).is_ok(), "{fresh}");
    }
    for stale in [
        -10 * MINUTE - 1,
        10 * MINUTE + 1,
        i64::MAX - SENT * SECOND,
        i64::MIN + SENT * SECOND,
    ] {
        let e = at(stale).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Signature);
        assert!(e.advice().unwrap().contains("clock"), "{e}");
    }
    let mut check = delivery.clone();
    check.body.clear();
    check.query.push(("echostr".into(), "1".into()));
    let sum = sign::signature(&[TOKEN, &SENT.to_string(), "415670001"]);
    check.query[0].1 = sum;
    assert!(matches!(verify(&check), Ok(Verdict::Probe(_))));
    let late = Wechat.verify(&app(), &check, NOW.plus(11 * MINUTE)).unwrap_err();
    assert_eq!(late.kind(), ErrorKind::Signature);
}

#[test]
fn an_echo_beside_a_body_is_no_check_of_the_url() {
    let mut delivery = sealed(&ticket());
    delivery.query.push(("echostr".into(), "1".into()));
    assert!(matches!(verify(&delivery), Ok(Verdict::Hint(_))));
}

#[test]
fn every_event_names_what_to_read() {
    let order = json!({"order_id": 3705115058471208928u64});
    let complaint = json!({"complaint_status": 112, "complaint_id": 2172884001u64, "after_sale_order_id": "208",
                           "order_id": "37"});
    let guarantee = json!({"status": "STATUS_PAYING", "guarantee_order_id": "2000", "order_id": "37"});
    let gift = json!({"status": "PLATFORM_REFUNDING", "after_sale_order_id": "209", "order_id": "39"});
    let cases = [
        (
            "channels_ec_complaint_update",
            "finder_shop_complaint",
            &complaint,
            vec![("complaint", "2172884001"), ("aftersale", "208")],
            "channels_ec_complaint_update:2172884001:112:1788195600",
        ),
        (
            "channels_ec_guarantee_update",
            "finder_shop_guarantee_status_update",
            &guarantee,
            vec![("guarantee", "2000")],
            "channels_ec_guarantee_update:2000:STATUS_PAYING:1788195600",
        ),
        (
            "channels_ec_present_aftersale_update",
            "finder_shop_present_aftersale_status_update",
            &gift,
            vec![("order", "39")],
            "channels_ec_present_aftersale_update:209:PLATFORM_REFUNDING:1788195600",
        ),
        (
            "channels_ec_order_new",
            "order_info",
            &order,
            vec![("order", "3705115058471208928")],
            "channels_ec_order_new:3705115058471208928::1788195600",
        ),
    ];
    for (name, field, object, expected, dedupe) in cases {
        let parsed = peek(&event(name, field, object.clone()));
        assert_eq!(named(&parsed), expected, "{name}");
        for signal in &parsed.signals {
            assert_eq!(signal.dedupe.as_deref(), Some(dedupe));
            assert_eq!((signal.object.shop.as_str(), signal.revision), (APP, None));
        }
    }
    for name in [
        "pay",
        "wait_shipping",
        "deliver",
        "confirm",
        "cancel",
        "settle",
        "ext_info_update",
    ] {
        let parsed = peek(&event(
            &format!("channels_ec_order_{name}"),
            "order_info",
            order.clone(),
        ));
        assert_eq!(named(&parsed), [("order", "3705115058471208928")], "{name}");
    }
}

#[test]
fn a_gift_nobody_took_is_read_itself_where_that_is_switched_on() {
    let gift = json!({"status": "PLATFORM_REFUNDING", "after_sale_order_id": "209", "order_id": "39"});
    let mut app = app();
    app.unconfirmed.insert(switch::PRESENT.into());
    for field in [
        "finder_shop_present_aftersale_status_update",
        "finder_shop_aftersale_status_update",
    ] {
        let push = event("channels_ec_present_aftersale_update", field, gift.clone());
        assert_eq!(
            named(&peek_with(&app, push.as_bytes())),
            [("present_aftersale", "209")],
            "{field}"
        );
        assert_eq!(named(&peek(&push)), [("order", "39")], "{field}");
    }
}

#[test]
fn an_unknown_event_is_about_what_it_names_and_nothing_is_lost() {
    let cases = [
        (
            json!({"complaint_id": 1, "after_sale_order_id": 2, "order_id": 3}),
            vec![("complaint", "1"), ("aftersale", "2")],
        ),
        (
            json!({"guarantee_order_id": 1, "order_id": 3}),
            vec![("guarantee", "1")],
        ),
        (
            json!({"after_sale_order_id": 2, "order_id": 3}),
            vec![("aftersale", "2")],
        ),
        (json!({"order_id": 3}), vec![("order", "3")]),
    ];
    for (object, expected) in cases {
        assert_eq!(named(&peek(&event("channels_ec_new_thing", "thing", object))), expected);
    }
    for plain in [
        event("product_spu_update", "ProductSpuUpdate", json!({"product_id": "1"})),
        event(
            "channels_ec_aftersale_update",
            "finder_shop_aftersale_status_update",
            json!({"order_id": 3}),
        ),
        event(
            "channels_ec_aftersale_update",
            "another_field",
            json!({"after_sale_order_id": 3}),
        ),
        json!({"MsgType": "text", "Content": "hello"}).to_string(),
        ticket()[..100].to_owned(),
        "<xml></xml>".to_owned(),
        String::new(),
    ] {
        let parsed = peek(&plain);
        assert!(parsed.signals.is_empty(), "{plain}");
        assert_eq!(parsed.unreadable.len(), 1);
        assert_eq!(parsed.unreadable[0].payload, plain.as_bytes());
        assert_eq!(parsed.unreadable[0].shop.as_ref().map(|s| s.as_str()), Some(APP));
    }
}

#[test]
fn what_is_genuine_and_not_readable_is_kept() {
    let delivery = sealed("<xml><a>1</a></xml>");
    let Ok(Verdict::Hint(hint)) = verify(&delivery) else {
        panic!()
    };
    assert_eq!(Wechat.peek(&app(), &hint).unwrap().unreadable.len(), 1);
}

#[test]
fn refusals_name_what_is_wrong_and_no_secret() {
    let good = sealed(&ticket());
    let without = |name: &str| {
        let mut delivery = good.clone();
        delivery.query.retain(|(n, _)| n != name);
        delivery
    };
    let with_body = |body: &[u8]| Delivery {
        body: body.to_vec(),
        ..good.clone()
    };
    let without_secret = |name: &str| {
        let mut app = app();
        app.extra.remove(name);
        app
    };
    let mut short = app();
    short.extra.insert(sign::AES_KEY.into(), AES_KEY[..42].into());
    let mut other = app();
    other.app = "wx_some_other_app".into();
    let cases = [
        (app(), without("msg_signature"), ErrorKind::Signature, "msg_signature"),
        (app(), without("timestamp"), ErrorKind::Signature, "timestamp"),
        (app(), without("nonce"), ErrorKind::Signature, "nonce"),
        (app(), with_body(b"{}"), ErrorKind::Signature, "Encrypt"),
        (app(), with_body(b"<xml/>"), ErrorKind::Signature, "envelope"),
        (
            app(),
            with_body(&vec![b' '; MAX_BODY_BYTES + 1]),
            ErrorKind::Malformed,
            "too large",
        ),
        (
            without_secret(sign::TOKEN),
            good.clone(),
            ErrorKind::Config,
            "secret=token",
        ),
        (
            without_secret(sign::AES_KEY),
            good.clone(),
            ErrorKind::Config,
            "secret=aes_key",
        ),
        (short, good.clone(), ErrorKind::Config, "secret=aes_key"),
        (other, good.clone(), ErrorKind::Signature, "another app"),
    ];
    for (app, delivery, kind, says) in cases {
        let e = Wechat.verify(&app, &delivery, NOW).unwrap_err();
        assert_eq!(e.kind(), kind, "{says}");
        assert!(e.to_string().contains(says), "{e}");
        let shown = format!("{e:?}{e}{app:?}");
        for secret in [SECRET, TOKEN, &AES_KEY[..42]] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[test]
fn the_platform_hears_what_it_wants() {
    let taken = Wechat.acknowledge(true);
    assert_eq!((taken.status, taken.body), (200, b"success".to_vec()));
    let refused = Wechat.acknowledge(false);
    assert_eq!(refused.status, 500);
    assert_ne!(refused.body, b"success");
}

proptest! {
    #[test]
    fn any_flipped_byte_of_the_body_fails(at in any::<prop::sample::Index>(), mask in 1u8..) {
        let good = sealed(&ticket());
        prop_assert!(verify(&good).is_ok());
        let mut bad = good.clone();
        let slot = at.index(bad.body.len());
        bad.body[slot] ^= mask;
        prop_assert_eq!(verify(&bad).unwrap_err().kind(), ErrorKind::Signature);
    }

    #[test]
    fn any_changed_character_of_what_is_signed_fails(field in 1usize..5, at in any::<prop::sample::Index>(), by in 1u8..) {
        let good = sealed(&ticket());
        let field = ["", "timestamp", "nonce", "msg_signature", "msg_signature"][field];
        let mut bad = good.clone();
        let value = bad.query.iter_mut().find(|(n, _)| n == field).map(|(_, v)| v).unwrap();
        let slot = at.index(value.len());
        let mut bytes = value.clone().into_bytes();
        bytes[slot] = (bytes[slot].wrapping_add(by)) & 0x7f;
        prop_assume!(bytes != value.as_bytes());
        *value = String::from_utf8(bytes).unwrap();
        prop_assert_eq!(verify(&bad).unwrap_err().kind(), ErrorKind::Signature);
        let mut upper = good.clone();
        upper.query[4].1.make_ascii_uppercase();
        prop_assert!(verify(&upper).is_err());
    }

    #[test]
    fn decryption_is_total(cipher in "[A-Za-z0-9+/]{0,90}={0,2}") {
        let e = sign::decrypt(&app(), &cipher).unwrap_err();
        prop_assert_eq!(e.kind(), ErrorKind::Signature);
    }

    #[test]
    fn what_is_encrypted_decrypts(plain in prop::collection::vec(any::<u8>(), 0..200), random in any::<[u8; 16]>()) {
        let reply = sign::encrypt_reply(&app(), &plain, &random, SENT, "n").unwrap();
        let reply: Value = serde_json::from_str(&reply).unwrap();
        prop_assert_eq!(sign::decrypt(&app(), reply["Encrypt"].as_str().unwrap()).unwrap(), plain);
    }

    #[test]
    fn verify_is_total(body in prop::collection::vec(any::<u8>(), 0..200), value in ".{0,20}") {
        let names = ["timestamp", "nonce", "msg_signature", "signature", "echostr"];
        let delivery = Delivery { body, query: names.map(|n| (n.to_owned(), value.clone())).to_vec(), ..Delivery::default() };
        prop_assert!(verify(&delivery).is_err());
    }

    #[test]
    fn peek_is_total_and_deterministic(body in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(peek_with(&app(), &body), peek_with(&app(), &body));
    }

    #[test]
    fn peek_survives_mutated_pushes(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut body = ticket().into_bytes();
        for (at, byte) in edits {
            let slot = at.index(body.len());
            body[slot] = byte;
        }
        let parsed = peek_with(&app(), &body);
        prop_assert!(parsed.facts.is_empty());
        prop_assert_eq!(parsed.signals.len() + parsed.unreadable.len(), 1, "one event, one outcome");
    }
}
