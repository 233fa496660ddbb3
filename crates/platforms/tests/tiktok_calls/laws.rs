//! Laws: readers take anything, say the same twice, and show no secret.
use aftersync_core::Secret;
use aftersync_core::error::ErrorRecord;
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::time::{MINUTE, Timestamp};
use aftersync_core::platform::{Call, HttpResponse, PlatformAdapter, PollCursor, TokenRequest};
use aftersync_platforms::tiktok::{TikTok, shops};
use aftersync_platforms::{all, tiktok};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{CIPHER, RETURN, SECRET, SHOP, TOKEN, batch_call, call, cancelled, object, ok, returned, standing};

const OBJECTS: &[(&str, &str)] = &[
    ("return", RETURN),
    ("cancellation", "4044740954611139309"),
    ("aftersales_request", "4053979262243933283"),
    ("rma", "2897791601108436469"),
    ("order", "584100772837832661"),
    ("replacement", "584100772837832661:TN9"),
];

fn response(body: Vec<u8>, status: u16) -> HttpResponse {
    HttpResponse {
        status,
        headers: Vec::new(),
        body,
    }
}

fn approve(kind: &str) -> Action {
    let json = json!({"verb": "approve_refund", "object": {"platform": "tiktok", "shop": SHOP, "object": kind, "external_id": RETURN},
                      "raw_type": "REFUND", "raw_status": "RETURN_OR_REFUND_REQUEST_PENDING"});
    serde_json::from_value(json).unwrap()
}

/// Runs every reader, as text; errors too.
fn read_all(answer: &HttpResponse) -> String {
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    let mut out = String::new();
    for call in [call(), batch_call()] {
        for (kind, id) in OBJECTS {
            let of = object(kind, id);
            out += &format!("{:?}", TikTok.detail_read(&call, &of, answer));
            out += &format!("{:?}", TikTok.reread(&of, &text));
        }
        for page in [None, Some("cancellation"), Some("rma"), Some("aftersales_request:x")] {
            let cursor = PollCursor {
                from: Timestamp(0),
                to: Timestamp(MINUTE),
                page: page.map(str::to_owned),
            };
            out += &format!("{:?}", TikTok.poll_read(&call, &cursor, answer));
        }
        for kind in ["return", "rma"] {
            out += &format!("{:?}", TikTok.action_read(&call, &approve(kind), answer));
        }
        out += &format!("{:?}", TikTok.token_read(&call, answer).map(|pair| pair.expires_at));
        out += &format!(
            "{:?}",
            TikTok.reasons_read(&call, &standing("return"), ActionVerb::Reject, answer)
        );
        out += &format!("{:?}", shops::read(answer));
    }
    out
}

fn any_json() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec![
        "code",
        "data",
        "return_orders",
        "cancellations",
        "aftersales_requests",
        "return_merchandise_authorizations",
        "orders",
        "return_id",
        "cancel_id",
        "id",
        "update_time",
        "create_time",
        "return_status",
        "status",
        "sku_return_requests",
        "return_line_items",
        "order_line_item_id",
        "refund_amount",
        "refund_total",
        "currency",
        "line_items",
        "next_page_token",
        "errors",
        "shops",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-4000i32..4000).prop_map(|n| Value::from(f64::from(n) / 4.0)),
        ".{0,6}".prop_map(Value::from),
        Just(json!("USD")),
        Just(json!("18.50")),
        Just(json!(RETURN)),
    ];
    leaf.prop_recursive(6, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(names.clone(), inner, 0..5)
                .prop_map(|fields| Value::Object(fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())),
        ]
    })
}

#[test]
fn nothing_secret_is_shown() {
    let call = call();
    let request = TikTok.detail_request(&call, &object("return", RETURN)).unwrap();
    let token = TikTok
        .token_request(&call, &TokenRequest::Code(Secret::from("code-0123456789abcdef")))
        .unwrap();
    assert!(
        token.url.contains(SECRET),
        "this platform wants it there, and only there"
    );
    let address = |url: &str| url.split('?').next().unwrap().to_owned();
    for path in [address(&request.url), address(&token.url)] {
        assert!(!path.contains(SECRET) && !path.contains(TOKEN) && !path.contains(CIPHER));
    }
    let said = format!(r#"{{"code":25001001,"message":"token {TOKEN} phone 13800138000"}}"#);
    let e = TikTok
        .detail_read(&call, &object("return", RETURN), &response(said.into_bytes(), 200))
        .unwrap_err();
    let shown = format!(
        "{:?} {request:?} {token:?} {e} {e:?} {:?}",
        call.app,
        ErrorRecord::from(&e)
    );
    for secret in [SECRET, TOKEN, "13800138000", "code-0123456789abcdef"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn it_is_registered_under_its_name() {
    let names: Vec<String> = all().iter().map(|p| p.platform().to_string()).collect();
    assert!(names.contains(&"tiktok".to_owned()));
    assert!(names.is_sorted());
}

#[test]
fn what_is_declared_is_there() {
    let can = TikTok.capabilities();
    for kind in can.after_sales {
        assert!(can.can_read(kind));
    }
    for kind in can.detail {
        let (_, id) = OBJECTS.iter().find(|(known, _)| known == kind).unwrap();
        assert!(TikTok.detail_request(&call(), &object(kind, id)).is_ok(), "{kind}");
    }
    assert_eq!(tiktok::switch::ALL, [tiktok::switch::BATCH_MODEL]);
}

#[test]
fn a_call_without_token_or_cipher_is_not_sent() {
    let without_token = Call { token: None, ..call() };
    let without_cipher = Call {
        settings: Default::default(),
        ..call()
    };
    for (call, kind) in [
        (without_token, aftersync_core::ErrorKind::Unauthorized),
        (without_cipher, aftersync_core::ErrorKind::Config),
    ] {
        let e = TikTok.detail_request(&call, &object("return", RETURN)).unwrap_err();
        assert_eq!((e.kind(), e.phase()), (kind, aftersync_core::Phase::NotSent));
    }
}

#[test]
fn verbs_without_a_row_never_panic() {
    for verb in ActionVerb::ALL {
        for kind in ["return", "cancellation", "rma", "order", "x"] {
            let action = Action {
                verb: *verb,
                raw_type: None,
                raw_status: None,
                ..approve(kind)
            };
            assert!(TikTok.action_request(&call(), &action).is_err());
        }
    }
}

proptest! {
    #[test]
    fn readers_are_total_and_deterministic(body in prop::collection::vec(any::<u8>(), 0..200), status in 100u16..600) {
        let answer = response(body, status);
        prop_assert_eq!(read_all(&answer), read_all(&answer));
    }

    #[test]
    fn readers_take_any_json(data in any_json(), wrapped in any::<bool>()) {
        let answer = if wrapped { ok(data) } else { response(data.to_string().into_bytes(), 200) };
        prop_assert_eq!(read_all(&answer), read_all(&answer));
    }

    #[test]
    fn readers_survive_mutated_and_cut_answers(which in 0usize..2, cut in any::<prop::sample::Index>(),
                                               edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8)) {
        let (kind, id) = OBJECTS[which];
        let data = match kind {
            "return" => json!({"return_orders": [returned("RETURN_AND_REFUND", "BUYER_SHIPPED_ITEM", &["SELLER_RESPOND_RECEIVE_PACKAGE"])]}),
            _ => json!({"cancellations": [cancelled("CANCELLATION_REQUEST_PENDING")]}),
        };
        let mut answer = ok(data);
        for (at, byte) in edits {
            let slot = at.index(answer.body.len());
            answer.body[slot] = byte;
        }
        if let Ok(parsed) = TikTok.detail_read(&call(), &object(kind, id), &answer) {
            prop_assert_eq!(parsed.facts.len() + parsed.unreadable.len(), 1);
        }
        prop_assert_eq!(read_all(&answer), read_all(&answer));
        answer.body.truncate(cut.index(answer.body.len()));
        prop_assert!(TikTok.detail_read(&call(), &object(kind, id), &answer).is_err());
    }
}
