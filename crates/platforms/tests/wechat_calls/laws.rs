//! Laws: readers take anything, say the same twice, and show no secret.
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::time::{MINUTE, Timestamp};
use aftersync_core::platform::{HttpResponse, PlatformAdapter, PollCursor};
use aftersync_platforms::all;
use aftersync_platforms::wechat::{Wechat, switch};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{APP, SECRET, TICKET, TOKEN, call, object, ok, seen, ticket};

const OBJECTS: [&str; 5] = ["aftersale", "complaint", "guarantee", "present_aftersale", "order"];

fn response(body: Vec<u8>, status: u16) -> HttpResponse {
    HttpResponse {
        status,
        headers: Vec::new(),
        body,
    }
}

fn approve() -> Action {
    let json = json!({"verb": "approve_refund", "object": {"platform": "wechat", "shop": APP, "object": "aftersale",
                      "external_id": TICKET}, "raw_type": "REFUND", "raw_status": "MERCHANT_PROCESSING"});
    serde_json::from_value(json).unwrap()
}

/// Runs every reader, as text; errors too.
fn read_all(answer: &HttpResponse) -> String {
    let call = call();
    let cursor = |page: Option<&str>| PollCursor {
        from: Timestamp(0),
        to: Timestamp(MINUTE),
        page: page.map(str::to_owned),
    };
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    let objects: Vec<_> = OBJECTS
        .iter()
        .map(|name| {
            let object = object(name, TICKET);
            (
                Wechat.detail_read(&call, &object, answer),
                Wechat.reread(&object, &text),
            )
        })
        .collect();
    let ask = seen("REFUND", "MERCHANT_PROCESSING");
    let outcomes = (
        objects,
        Wechat.poll_read(&call, &cursor(None), answer),
        Wechat.poll_read(&call, &cursor(Some("g:0")), answer),
        Wechat.action_read(&call, &approve(), answer),
        Wechat.token_read(&call, answer).map(|pair| pair.expires_at),
        Wechat.reasons_read(&call, &ask, ActionVerb::Reject, answer),
    );
    format!("{outcomes:?}")
}

fn any_json() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec![
        "errcode",
        "errmsg",
        "after_sale_order",
        "after_sale_order_id",
        "after_sale_order_id_list",
        "type",
        "status",
        "update_time",
        "history",
        "item_type",
        "time",
        "guarantee_order",
        "guarantee_order_id",
        "guarantee_order_list",
        "product_info",
        "order",
        "order_id",
        "order_detail",
        "product_infos",
        "sku_id",
        "has_more",
        "reason_list",
        "read_at",
        "object",
        "x",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (0i64..130).prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
        Just(json!(TICKET)),
        Just(json!("MERCHANT_PROCESSING")),
        Just(json!("REFUND")),
    ];
    leaf.prop_recursive(6, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(names.clone(), inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())),
        ]
    })
}

#[test]
fn nothing_secret_is_shown() {
    let call = call();
    let request = Wechat.detail_request(&call, &object("order", "1")).unwrap();
    let (path, query) = request.url.split_once('?').unwrap();
    assert!(query.contains(TOKEN) && !path.contains(TOKEN) && !request.url.contains(SECRET));
    let refusal = format!(r#"{{"errcode":9700224,"errmsg":"token {TOKEN} phone 13800138000"}}"#);
    let e = Wechat
        .detail_read(&call, &object("order", "1"), &response(refusal.into_bytes(), 200))
        .unwrap_err();
    let parsed = Wechat.detail_read(&call, &object("aftersale", TICKET), &ok(ticket("RETURN", "X")));
    let fact = parsed.unwrap().facts[0].raw.clone();
    let shown = format!(
        "{call:?} {request:?} {e} {e:?} {:?} {fact:?}",
        aftersync_core::error::ErrorRecord::from(&e)
    );
    for secret in [SECRET, TOKEN, "13800138000"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn it_stands_among_the_others() {
    let names: Vec<String> = all().iter().map(|p| p.platform().to_string()).collect();
    assert!(names.contains(&"wechat".to_owned()));
    assert!(switch::ALL.iter().all(|name| name.starts_with("wechat.")));
    for name in Wechat.capabilities().detail {
        assert!(Wechat.detail_request(&call(), &object(name, "1")).is_ok(), "{name}");
    }
}

#[test]
fn pushes_are_never_facts_and_verbs_without_a_row_never_panic() {
    for verb in ActionVerb::ALL {
        for name in OBJECTS {
            let action = Action {
                verb: *verb,
                object: object(name, "x"),
                raw_type: None,
                raw_status: None,
                ..approve()
            };
            let _ = Wechat.action_request(&call(), &action);
        }
    }
}

#[test]
fn every_cut_of_an_answer_is_an_error_or_kept() {
    let whole = ok(ticket("RETURN", "MERCHANT_PROCESSING"));
    for end in 0..whole.body.len() {
        let cut = response(whole.body[..end].to_vec(), 200);
        let read = Wechat.detail_read(&call(), &object("aftersale", TICKET), &cut);
        assert!(read.is_err(), "{end}");
        let kept = String::from_utf8_lossy(&cut.body).into_owned();
        assert!(
            Wechat
                .reread(&object("aftersale", TICKET), &kept)
                .unwrap()
                .facts
                .is_empty()
        );
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
        let answer = match (wrapped, &data) {
            (true, Value::Object(_)) => ok(data),
            _ => response(data.to_string().into_bytes(), 200),
        };
        prop_assert_eq!(read_all(&answer), read_all(&answer));
    }

    #[test]
    fn readers_survive_mutated_answers(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut answer = ok(ticket("EXCHANGE", "MERCHANT_WAIT_RECEIPT"));
        for (at, byte) in edits {
            let slot = at.index(answer.body.len());
            answer.body[slot] = byte;
        }
        if let Ok(parsed) = Wechat.detail_read(&call(), &object("aftersale", TICKET), &answer) {
            let main = parsed.facts.iter().filter(|fact| fact.raw.is_some()).count();
            prop_assert_eq!(main + parsed.unreadable.len(), 1);
        }
        prop_assert_eq!(read_all(&answer), read_all(&answer));
    }
}
