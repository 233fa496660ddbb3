//! Pushes of Douyin: the flipped-byte law, one example per tag, totality on anything.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
use aftersync_core::ErrorKind;
use aftersync_core::limits::{MAX_BODY_BYTES, MAX_MESSAGES_PER_DELIVERY};
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::verified::{md5, to_hex};
use aftersync_core::platform::{AppCredentials, Delivery, Hint, Parsed, PlatformAdapter, Verdict};
use aftersync_platforms::douyin::Douyin;
use proptest::prelude::*;
use serde_json::{Value, json};

const KEY: &str = "7012345678901234567";
const SECRET: &str = "3f0c9a1e-7b52-4d18-8c2e-0a9be1d47f60";
const PUSHES: &str = include_str!("data/douyin_pushes.jsonl");

fn app() -> AppCredentials {
    AppCredentials::new(KEY, SECRET)
}

fn signed(body: &[u8]) -> Delivery {
    let sign = to_hex(&md5(&[KEY.as_bytes(), body, SECRET.as_bytes()]));
    Delivery {
        headers: vec![("App-Id".into(), KEY.into()), ("Event-Sign".into(), sign)],
        body: body.to_vec(),
        ..Delivery::default()
    }
}

fn verify(delivery: &Delivery) -> aftersync_core::Result<Verdict> {
    Douyin.verify(&app(), delivery, Timestamp(0))
}

fn peek(body: &[u8]) -> Parsed {
    Douyin.peek(&app(), &Hint::unsigned(body.to_vec())).unwrap()
}

/// One message whose data stands in a text, as on the wire.
fn message(tag: &str, data: &Value) -> Value {
    json!({"tag": tag, "msg_id": format!("m-{tag}"), "data": data.to_string()})
}

fn push(messages: &[Value]) -> Vec<u8> {
    Value::from(messages.to_vec()).to_string().into_bytes()
}

#[test]
fn one_example_per_tag() {
    let mut tags = Vec::new();
    for line in PUSHES.lines() {
        let whole: Value = serde_json::from_str(line).unwrap();
        let tag = whole[0]["tag"].as_str().unwrap();
        let data: Value = serde_json::from_str(whole[0]["data"].as_str().unwrap()).unwrap();
        assert!(
            matches!(verify(&signed(line.as_bytes())), Ok(Verdict::Hint(_))),
            "{tag}"
        );
        let parsed = peek(line.as_bytes());
        assert!(parsed.facts.is_empty() && parsed.unreadable.is_empty(), "{tag}");
        let [signal] = parsed.signals.as_slice() else {
            panic!("{tag}: {parsed:?}")
        };
        assert_eq!(signal.object.object, "aftersale", "{tag}");
        assert_eq!(signal.object.external_id, "7100222222222222001", "{tag}");
        assert_eq!(signal.object.shop.as_str(), "880011", "{tag}");
        assert_eq!(signal.dedupe.as_deref(), whole[0]["msg_id"].as_str(), "{tag}");
        let status = data.get("aftersale_status").or(data.get("after_sale_status")).unwrap();
        assert_eq!(signal.status, Some(status.to_string()), "{tag}");
        let revision = data.get("update_time").map(|_| 1_760_000_000);
        assert_eq!(signal.revision, revision, "{tag}");
        tags.push(tag.to_owned());
    }
    let expected: Vec<String> = (200..=209)
        .chain(211..=218)
        .chain(224..=227)
        .map(|tag: i32| tag.to_string())
        .collect();
    assert_eq!(tags, expected);
}

#[test]
fn trade_tags_name_the_order() {
    for tag in ["100", "101", "102", "103", "106"] {
        let data =
            json!({"p_id": 6920111111111111001i64, "shop_id": 880011, "order_status": 2, "update_time": 1760000000});
        let parsed = peek(&push(&[message(tag, &data)]));
        let signal = &parsed.signals[0];
        assert_eq!(
            (signal.object.object.as_str(), signal.object.external_id.as_str()),
            ("order", "6920111111111111001")
        );
        assert_eq!(signal.revision, Some(1_760_000_000));
    }
}

#[test]
fn both_spellings_of_every_part() {
    let data = json!({"aftersale_id": "7100222222222222001", "shop_id": "880011"});
    for body in [
        json!([{"tag": 200, "msgId": "x", "data": data}]),
        json!([{"tag": "200", "msg_id": "x", "data": data.to_string()}]),
    ] {
        let signal = &peek(body.to_string().as_bytes()).signals[0];
        assert_eq!(signal.object.external_id, "7100222222222222001");
        assert_eq!(signal.dedupe.as_deref(), Some("x"));
    }
}

#[test]
fn an_unknown_tag_is_about_what_it_names_and_nothing_is_lost() {
    let shop = 880011;
    let parsed = peek(&push(&[
        message("999", &json!({"shop_id": shop, "aftersale_id": 5, "p_id": 6})),
        message("998", &json!({"shop_id": shop, "p_id": 6})),
        message("997", &json!({"shop_id": shop, "hello": 1})),
        message("200", &json!({"shop_id": shop})),
        message("200", &json!({"aftersale_id": 5})),
        json!({"tag": "200", "msg_id": "m", "data": "{\"cut"}),
        json!(17),
    ]));
    let objects: Vec<_> = parsed
        .signals
        .iter()
        .map(|s| (s.object.object.as_str(), s.object.external_id.as_str()))
        .collect();
    assert_eq!(objects, [("aftersale", "5"), ("order", "6")]);
    assert_eq!(parsed.unreadable.len(), 5);
    assert_eq!(parsed.unreadable[0].shop.as_ref().map(|s| s.as_str()), Some("880011"));
    let kept = String::from_utf8(parsed.unreadable[0].payload.clone()).unwrap();
    assert!(kept.contains("hello"));
    assert_eq!(parsed.unreadable[4].payload, b"17");
}

#[test]
fn a_push_that_cannot_be_read_is_kept_whole() {
    let line = PUSHES.lines().next().unwrap();
    let too_many: Vec<Value> = (0..=MAX_MESSAGES_PER_DELIVERY).map(|_| json!({})).collect();
    let deep = format!("[{}{}]", "[".repeat(200), "]".repeat(200)).into_bytes();
    for body in [
        line.as_bytes()[..line.len() - 9].to_vec(),
        push(&too_many),
        deep,
        b"\xff\xfe".to_vec(),
        Vec::new(),
    ] {
        let parsed = peek(&body);
        assert_eq!(parsed.unreadable.len(), 1);
        assert_eq!(parsed.unreadable[0].payload, body);
        assert!(parsed.signals.is_empty());
    }
}

#[test]
fn a_probe_is_a_lone_tag_zero_with_a_right_signature() {
    for body in [r#"[{"tag":"0","msg_id":"0","data":"{}"}]"#, r#"[{"tag":0,"msg_id":0}]"#] {
        let mut delivery = signed(body.as_bytes());
        assert!(matches!(verify(&delivery), Ok(Verdict::Probe(_))), "{body}");
        delivery.headers[1].1 = to_hex(&[0; 16]);
        assert_eq!(verify(&delivery).unwrap_err().kind(), ErrorKind::Signature);
    }
    let mixed = push(&[
        json!({"tag": "0"}),
        message("200", &json!({"aftersale_id": 1, "shop_id": 2})),
    ]);
    assert!(matches!(verify(&signed(&mixed)), Ok(Verdict::Hint(_))));
    let parsed = peek(&mixed);
    assert_eq!((parsed.signals.len(), parsed.unreadable.len()), (1, 0));
}

#[test]
fn refusals_name_what_is_wrong_and_no_secret() {
    let good = signed(b"[]");
    let without = |name: &str| {
        let mut delivery = good.clone();
        delivery.headers.retain(|(n, _)| !n.eq_ignore_ascii_case(name));
        delivery
    };
    let mut foreign = good.clone();
    foreign.headers[0].1 = "9999".into();
    let mut large = signed(b"[]");
    large.body = vec![b' '; MAX_BODY_BYTES + 1];
    for (delivery, kind, says) in [
        (without("app-id"), ErrorKind::Signature, "app-id"),
        (without("event-sign"), ErrorKind::Signature, "event-sign"),
        (foreign, ErrorKind::Signature, "9999"),
        (large, ErrorKind::Malformed, "too large"),
    ] {
        let e = verify(&delivery).unwrap_err();
        assert_eq!(e.kind(), kind);
        assert!(e.to_string().contains(says), "{e}");
        assert!(!format!("{e:?}{e}{:?}", app()).contains(SECRET));
    }
}

#[test]
fn the_platform_hears_what_it_wants() {
    let taken = Douyin.acknowledge(true);
    assert_eq!(
        (taken.status, taken.body),
        (200, br#"{"code":0,"msg":"success"}"#.to_vec())
    );
    assert_ne!(Douyin.acknowledge(false).status, 200);
}

proptest! {
    #[test]
    fn any_flipped_byte_fails(line in 0usize..22, at in any::<prop::sample::Index>(), mask in 1u8..) {
        let body = PUSHES.lines().nth(line).unwrap().as_bytes();
        let good = signed(body);
        prop_assert!(verify(&good).is_ok());
        let mut bad = good.clone();
        let slot = at.index(body.len());
        bad.body[slot] ^= mask;
        prop_assert_eq!(verify(&bad).unwrap_err().kind(), ErrorKind::Signature);
    }

    #[test]
    fn any_flipped_byte_of_the_signature_fails(at in 0usize..16, mask in 1u8..) {
        let good = signed(b"[]");
        let mut bytes = aftersync_core::platform::verified::from_hex(&good.headers[1].1).unwrap();
        bytes[at] ^= mask;
        let mut bad = good.clone();
        bad.headers[1].1 = to_hex(&bytes);
        prop_assert_eq!(verify(&bad).unwrap_err().kind(), ErrorKind::Signature);
        // The case of its letters is not part of it; its length is.
        let mut upper = good.clone();
        upper.headers[1].1.make_ascii_uppercase();
        prop_assert!(verify(&upper).is_ok());
        upper.headers[1].1.truncate(at * 2);
        prop_assert!(verify(&upper).is_err());
    }

    #[test]
    fn peek_is_total_and_deterministic(body in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(peek(&body), peek(&body));
    }

    #[test]
    fn peek_survives_mutated_pushes(line in 0usize..22, edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut body = PUSHES.lines().nth(line).unwrap().as_bytes().to_vec();
        for (at, byte) in edits {
            let slot = at.index(body.len());
            body[slot] = byte;
        }
        let parsed = peek(&body);
        prop_assert!(parsed.facts.is_empty());
        prop_assert_eq!(parsed.signals.len() + parsed.unreadable.len(), 1, "one message, one outcome");
    }
}
