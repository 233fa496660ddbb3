//! Pushes of TikTok Shop: the flipped-byte law, every type, totality on anything.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
use aftersync_core::ErrorKind;
use aftersync_core::limits::MAX_BODY_BYTES;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::verified::{from_hex, to_hex};
use aftersync_core::platform::{AppCredentials, Delivery, Hint, Parsed, PlatformAdapter, Verdict};
use aftersync_platforms::tiktok::{TikTok, sign};
use proptest::prelude::*;
use serde_json::{Value, json};

const KEY: &str = "676nm8mg6vjfc";
const SECRET: &str = "ce50211670eae679f02e8d28a79023c39c200661";
const SHOP: &str = "7498666193451450612";

fn app() -> AppCredentials {
    AppCredentials::new(KEY, SECRET)
}

fn signed(body: &[u8]) -> Delivery {
    Delivery {
        headers: vec![("authorization".into(), sign::push(KEY, SECRET, body))],
        body: body.to_vec(),
        ..Delivery::default()
    }
}

fn verify(delivery: &Delivery) -> aftersync_core::Result<Verdict> {
    TikTok.verify(&app(), delivery, Timestamp(0))
}

fn peek(body: &[u8]) -> Parsed {
    TikTok.peek(&app(), &Hint::unsigned(body.to_vec())).unwrap()
}

fn message(kind: i64, data: Value) -> Value {
    json!({"type": kind, "tts_notification_id": "73000000000000001", "shop_id": SHOP, "timestamp": 1781000002, "data": data})
}

fn pushes() -> Vec<Value> {
    vec![
        message(
            1,
            json!({"order_id": "581", "order_status": "DELIVERED", "is_on_hold_order": false, "update_time": 1781000099}),
        ),
        message(
            11,
            json!({"order_id": "581", "cancellations_role": "BUYER", "cancel_status": "CANCELLATION_REQUEST_PENDING",
                   "cancel_id": "4044", "create_time": 1780999970}),
        ),
        message(
            12,
            json!({"order_id": "581", "return_role": "SELLER", "return_type": "REFUND", "return_status": "AWAITING_BUYER_SHIP",
                   "return_id": "4037", "create_time": 1780999400, "update_time": 1781000000}),
        ),
        message(
            64,
            json!({"aftersales_request_id": "4053", "aftersales_request_status": "INIT",
                   "aftersales_request_create_time": 1781000000, "aftersales_request_update_time": 1781000005}),
        ),
        message(
            65,
            json!({"rma_id": "2897", "aftersales_request_id": "4053", "rma_status": "RMA_CREATED",
                   "rma_create_time": 1781000000, "rma_update_time": 1781000060}),
        ),
        message(
            67,
            json!({"aftersales_request_id": "4053", "rma_id": "2897", "refund_status": "REFUND_SUCCESS",
                   "refund_timestamp": 1781007000, "refund_total": "18.50", "refund_currency": "USD", "line_items": []}),
        ),
    ]
}

#[test]
fn one_example_per_type() {
    let expected = [
        ("order", "581", Some("DELIVERED"), Some(1_781_000_099)),
        ("cancellation", "4044", Some("CANCELLATION_REQUEST_PENDING"), None),
        ("return", "4037", Some("AWAITING_BUYER_SHIP"), Some(1_781_000_000)),
        ("aftersales_request", "4053", Some("INIT"), Some(1_781_000_005)),
        ("rma", "2897", Some("RMA_CREATED"), Some(1_781_000_060)),
        ("rma", "2897", Some("REFUND_SUCCESS"), None),
    ];
    for (push, (object, id, status, revision)) in pushes().iter().zip(expected) {
        let body = push.to_string().into_bytes();
        assert!(matches!(verify(&signed(&body)), Ok(Verdict::Hint(_))));
        let parsed = peek(&body);
        assert!(parsed.facts.is_empty() && parsed.unreadable.is_empty() && parsed.warnings.is_empty());
        let [signal] = parsed.signals.as_slice() else {
            panic!("{parsed:?}")
        };
        assert_eq!(
            (signal.object.object.as_str(), signal.object.external_id.as_str()),
            (object, id)
        );
        assert_eq!((signal.status.as_deref(), signal.revision), (status, revision));
        assert_eq!(signal.object.shop.as_str(), SHOP);
        assert_eq!(signal.dedupe.as_deref(), Some("73000000000000001"));
    }
    assert!(TikTok.capabilities().detail.contains(&"rma"));
}

#[test]
fn a_refund_without_a_package_leads_to_its_request() {
    let push = message(
        67,
        json!({"aftersales_request_id": "4053", "refund_status": "REFUND_SUCCESS"}),
    );
    let signal = &peek(push.to_string().as_bytes()).signals[0];
    assert_eq!(signal.object.object, "aftersales_request");
}

#[test]
fn what_becomes_of_the_consent_is_a_warning() {
    let ends = message(
        7,
        json!({"message": "authorization expires soon", "expiration_time": "1781600000"}),
    );
    let gone = message(6, json!({"message": "x"}));
    let bare = json!({"type": 7, "shop_id": SHOP});
    for (push, says) in [
        (ends, "2026-06-16T08:53:20"),
        (gone, "took the consent back"),
        (bare, "ends soon"),
    ] {
        let parsed = peek(push.to_string().as_bytes());
        assert!(parsed.signals.is_empty() && parsed.unreadable.is_empty());
        let warning = &parsed.warnings[0];
        assert_eq!(warning.shop.as_str(), SHOP);
        assert!(warning.reason.contains(says), "{}", warning.reason);
        assert!(warning.reason.contains("connect the shop again"));
    }
}

#[test]
fn what_is_not_read_is_kept_whole_with_the_reason() {
    let cases = [
        (message(2, json!({"reverse_order_id": "1"})), "before 2023"),
        (message(13, json!({})), "talk"),
        (message(14, json!({})), "talk"),
        (message(33, json!({})), "talk"),
        (message(66, json!({"x": 1})), "not documented"),
        (message(999, json!({"return_id": "1"})), "type 999"),
        (message(12, json!({"order_id": "1"})), "return_id"),
        (message(11, json!({"order_id": "1"})), "cancel_id"),
        (message(64, json!({})), "aftersales_request_id"),
        (message(65, json!({"aftersales_request_id": "1"})), "rma_id"),
        (message(67, json!({})), "rma_id or aftersales_request_id"),
        (json!({"type": 12, "shop_id": SHOP}), "data"),
        (json!({"shop_id": SHOP, "data": {}}), "type"),
    ];
    for (push, says) in cases {
        let body = push.to_string().into_bytes();
        let parsed = peek(&body);
        assert!(parsed.signals.is_empty() && parsed.warnings.is_empty(), "{says}");
        let [kept] = parsed.unreadable.as_slice() else {
            panic!("{says}")
        };
        assert!(kept.reason.contains(says), "{} {says}", kept.reason);
        assert_eq!(kept.payload, body);
        assert_eq!(kept.shop.as_ref().map(|s| s.as_str()), Some(SHOP));
    }
    let seller = json!({"type": 21, "seller_open_id": "7010", "data": {}}).to_string();
    let whole = [
        seller.as_str(),
        "{\"type\": 12, \"data\": {\"a\": 1 \"b\": 2}}",
        "[]",
        "17",
        "",
        "\u{0}",
    ];
    for body in whole {
        let parsed = peek(body.as_bytes());
        assert_eq!(parsed.unreadable.len(), 1, "{body}");
        assert_eq!(parsed.unreadable[0].payload, body.as_bytes());
        assert_eq!(parsed.unreadable[0].shop, None);
    }
}

#[test]
fn an_old_message_is_not_refused_for_its_age() {
    let mut push = pushes().remove(2);
    push["timestamp"] = json!(1_500_000_000);
    let delivery = signed(push.to_string().as_bytes());
    let later = TikTok.verify(&app(), &delivery, Timestamp::from_secs(1_781_000_000));
    assert!(matches!(later, Ok(Verdict::Hint(_))));
}

#[test]
fn refusals_name_what_is_wrong_and_no_secret() {
    let good = signed(b"{}");
    let absent = Delivery {
        headers: Vec::new(),
        ..good.clone()
    };
    let mut bearer = good.clone();
    bearer.headers[0].1.insert_str(0, "Bearer ");
    let mut large = signed(b"{}");
    large.body = vec![b' '; MAX_BODY_BYTES + 1];
    for (delivery, kind, says) in [
        (absent, ErrorKind::Signature, "authorization"),
        (bearer, ErrorKind::Signature, "signature is wrong"),
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
    assert_eq!(TikTok.acknowledge(true).status, 200);
    assert_ne!(TikTok.acknowledge(false).status, 200);
}

proptest! {
    #[test]
    fn any_flipped_byte_fails(which in 0usize..6, at in any::<prop::sample::Index>(), mask in 1u8..) {
        let body = pushes()[which].to_string().into_bytes();
        let good = signed(&body);
        prop_assert!(verify(&good).is_ok());
        let mut bad = good.clone();
        bad.body[at.index(body.len())] ^= mask;
        prop_assert_eq!(verify(&bad).unwrap_err().kind(), ErrorKind::Signature);
    }

    #[test]
    fn any_flipped_byte_of_the_signature_fails(at in 0usize..32, mask in 1u8..) {
        let good = signed(b"{}");
        let mut bytes = from_hex(&good.headers[0].1).unwrap();
        bytes[at] ^= mask;
        let mut bad = good.clone();
        bad.headers[0].1 = to_hex(&bytes);
        prop_assert_eq!(verify(&bad).unwrap_err().kind(), ErrorKind::Signature);
        // The case of its letters is not part of it; its length is.
        let mut upper = good.clone();
        upper.headers[0].1.make_ascii_uppercase();
        prop_assert!(verify(&upper).is_ok());
        upper.headers[0].1.truncate(at * 2);
        prop_assert!(verify(&upper).is_err());
    }

    #[test]
    fn peek_is_total_and_deterministic(body in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(peek(&body), peek(&body));
    }

    #[test]
    fn peek_survives_mutated_and_cut_pushes(which in 0usize..6, cut in any::<prop::sample::Index>(),
                                            edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)) {
        let mut body = pushes()[which].to_string().into_bytes();
        for (at, byte) in edits {
            let slot = at.index(body.len());
            body[slot] = byte;
        }
        let short = &body[..cut.index(body.len())];
        prop_assert_eq!(peek(short).unreadable.len(), 1);
        let parsed = peek(&body);
        prop_assert!(parsed.facts.is_empty());
        let all = parsed.signals.len() + parsed.unreadable.len() + parsed.warnings.len();
        prop_assert_eq!(all, 1, "one message, one outcome");
    }
}
