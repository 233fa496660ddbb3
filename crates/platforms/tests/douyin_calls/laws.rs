//! Laws: readers take anything, say the same twice, and show no secret; signed JSON has one form.
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::time::{MINUTE, Timestamp};
use aftersync_core::platform::{HttpResponse, PlatformAdapter, PollCursor};
use aftersync_platforms::all;
use aftersync_platforms::douyin::Douyin;
use aftersync_platforms::douyin::sign::canonical;
use proptest::prelude::*;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::{SECRET, TICKET, TOKEN, call, detail, object, ok};

fn response(body: Vec<u8>, status: u16) -> HttpResponse {
    HttpResponse {
        status,
        headers: Vec::new(),
        body,
    }
}

fn approve() -> Action {
    let json = json!({"verb": "approve_refund", "object": {"platform": "douyin", "shop": "880011", "object": "aftersale",
                      "external_id": TICKET}, "raw_type": "1", "raw_status": "6", "version_token": "1760000000"});
    serde_json::from_value(json).unwrap()
}

/// Runs every reader, as text; errors too.
fn read_all(answer: &HttpResponse) -> String {
    let call = call();
    let cursor = PollCursor {
        from: Timestamp(0),
        to: Timestamp(MINUTE),
        page: None,
    };
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    let outcomes = (
        Douyin.detail_read(&call, &object("aftersale", TICKET), answer),
        Douyin.detail_read(&call, &object("order", "1"), answer),
        Douyin.poll_read(&call, &cursor, answer),
        Douyin.action_read(&call, &approve(), answer),
        Douyin.token_read(&call, answer).map(|pair| pair.expires_at),
        Douyin.reread(&object("aftersale", TICKET), &text),
        Douyin.reread(&object("order", "1"), &text),
    );
    format!("{outcomes:?}")
}

fn any_json() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec![
        "code",
        "data",
        "process_info",
        "after_sale_info",
        "after_sale_id",
        "update_time",
        "shop_order_detail",
        "order_info",
        "sku_order_list",
        "items",
        "has_more",
        "aftersale_info",
        "aftersale_id",
        "status_code",
        "x",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-4000i32..4000).prop_map(|n| Value::from(f64::from(n) / 4.0)),
        ".{0,6}".prop_map(Value::from),
        Just(json!(10000)),
    ];
    leaf.prop_recursive(6, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(names.clone(), inner, 0..5)
                .prop_map(|fields| Value::Object(fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())),
        ]
    })
}

/// The fields of an object as they are written.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Written;
        impl<'de> Visitor<'de> for Written {
            type Value = Fields<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        d.deserialize_map(Written)
    }
}

/// At every depth: keys in byte order, no field null, no blank, no whole number with a fraction.
fn well_formed(json: &str) -> bool {
    match json.as_bytes().first() {
        Some(b'{') => {
            let Fields(fields) = serde_json::from_str(json).unwrap();
            let sorted = fields
                .windows(2)
                .all(|pair| pair[0].0.as_bytes() < pair[1].0.as_bytes());
            let size: usize = fields
                .iter()
                .map(|(k, v)| json!(k).to_string().len() + 2 + v.get().len())
                .sum();
            let tight = json.len() == (size + 1).max(2);
            sorted && tight && fields.iter().all(|(_, v)| v.get() != "null" && well_formed(v.get()))
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(json).unwrap();
            items.iter().all(|item| well_formed(item.get()))
        }
        Some(b'"') => !json.contains("\\u00e") && !json.contains("\\u003"),
        _ => !json.ends_with(".0"),
    }
}

#[test]
fn signed_json_has_one_form() {
    let value = json!({"b": {"z": 1, "a": null, "é": [null, {"y": 2.0, "x": "<&>/\u{4e2d}"}]}, "a": 1e3, "B": -0.5, "big": 7100222222222222001u64});
    assert_eq!(
        canonical(&value),
        "{\"B\":-0.5,\"a\":1000,\"b\":{\"z\":1,\"é\":[null,{\"x\":\"<&>/中\",\"y\":2}]},\"big\":7100222222222222001}"
    );
    assert_eq!(canonical(&json!({})), "{}");
}

#[test]
fn nothing_secret_is_shown() {
    let call = call();
    let request = Douyin.detail_request(&call, &object("order", "1")).unwrap();
    assert!(request.url.contains(TOKEN));
    let e = Douyin
        .detail_read(
            &call,
            &object("order", "1"),
            &response(
                format!(r#"{{"code":40004,"sub_msg":"token {TOKEN} phone 13800138000"}}"#).into_bytes(),
                200,
            ),
        )
        .unwrap_err();
    let shown = format!(
        "{call:?} {request:?} {e} {e:?} {:?}",
        aftersync_core::error::ErrorRecord::from(&e)
    );
    for secret in [SECRET, TOKEN, "13800138000"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn all_platforms_have_names_of_their_own() {
    let names: Vec<String> = all().iter().map(|p| p.platform().to_string()).collect();
    let mut sorted = names.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(names, sorted);
    assert!(names.contains(&"douyin".to_owned()));
}

#[test]
fn verbs_without_a_row_never_panic() {
    for verb in ActionVerb::ALL {
        let action = Action {
            verb: *verb,
            raw_type: None,
            raw_status: None,
            ..approve()
        };
        let _ = Douyin.action_request(&call(), &action);
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
    fn readers_survive_mutated_answers(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut answer = ok(detail(0, 11, 1));
        for (at, byte) in edits {
            let slot = at.index(answer.body.len());
            answer.body[slot] = byte;
        }
        let parsed = Douyin.detail_read(&call(), &object("aftersale", TICKET), &answer);
        if let Ok(parsed) = parsed {
            prop_assert_eq!(parsed.facts.len() + parsed.unreadable.len(), 1);
        }
        prop_assert_eq!(read_all(&answer), read_all(&answer));
    }

    #[test]
    fn signed_json_is_stable(value in any_json()) {
        let object = json!({ "params": value, "a": {} });
        let once = canonical(&object);
        prop_assert!(well_formed(&once), "{}", once);
        // Signed again from what was sent, it is the same.
        prop_assert_eq!(canonical(&serde_json::from_str(&once).unwrap()), once);
    }
}
