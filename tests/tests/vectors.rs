//! Every known-answer vector there is, and proof that the runner notices a wrong one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
use std::path::{Path, PathBuf};

use aftersync_tests::vectors::file::{self, Vector};
use aftersync_tests::vectors::{Counts, Outcome, run, run_all, run_file};
use serde_json::{Map, Value, json};

/// File, and how many of its vectors must pass.
const FILES: &[(&str, usize)] = &[("douyin.json", 25), ("tiktok-shop.json", 53), ("wechat-shop.json", 13)];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("vectors/platforms")
        .join(name)
}

fn vectors(name: &str) -> Vec<Value> {
    file::read(&std::fs::read(path(name)).unwrap()).unwrap()
}

#[test]
fn every_vector_passes() {
    for (name, expected) in FILES {
        let lines = run_file(&path(name)).unwrap();
        let bad: Vec<_> = lines.iter().filter(|line| line.outcome != Outcome::Passed).collect();
        assert!(bad.is_empty(), "{name}: {bad:#?}");
        assert_eq!(Counts::of(&lines).passed, *expected, "{name}");
    }
}

/// Another value of the same kind.
fn spoiled(value: &Value) -> Value {
    match value {
        Value::Bool(it) => json!(!it),
        Value::String(it) => json!(format!("{it}0")),
        Value::Number(it) => json!(it.as_i64().unwrap() + 1),
        Value::Null => json!("something"),
        other => panic!("not a leaf: {other}"),
    }
}

/// All values that differ from this one in one leaf, or by one element.
fn each_spoiled(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(fields) => {
            let one = |(key, inner): (&String, &Value)| {
                let with = |it: Value| {
                    let mut copy: Map<String, Value> = fields.clone();
                    copy.insert(key.clone(), it);
                    Value::Object(copy)
                };
                each_spoiled(inner).into_iter().map(with).collect::<Vec<_>>()
            };
            fields.iter().flat_map(one).collect()
        }
        Value::Array(items) => {
            let mut all: Vec<Value> = Vec::new();
            for (at, item) in items.iter().enumerate() {
                for inner in each_spoiled(item) {
                    let mut copy = items.clone();
                    copy[at] = inner;
                    all.push(Value::Array(copy));
                }
            }
            all.push(Value::Array(items.iter().skip(1).cloned().collect()));
            all
        }
        leaf => vec![spoiled(leaf)],
    }
}

#[test]
fn no_vector_passes_when_one_thing_that_it_expects_is_another() {
    let mut tried = 0;
    for (name, _) in FILES {
        for raw in vectors(name) {
            let good = Vector::read(&raw).unwrap();
            for (key, value) in good.expect.iter().filter(|(key, _)| *key != "random16") {
                for wrong in each_spoiled(value) {
                    let mut bad = good.clone();
                    bad.expect.insert(key.clone(), wrong.clone());
                    let outcome = run(&bad);
                    assert!(
                        matches!(outcome, Outcome::Failed(_)),
                        "{}: {key} as {wrong}: {outcome:?}",
                        raw["name"]
                    );
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 60, "{tried}");
}

#[test]
fn what_is_signed_is_looked_at() {
    for (name, _) in FILES {
        let genuine = vectors(name).into_iter().filter(|raw| raw["expect"]["valid"] == true);
        for raw in genuine {
            let good = Vector::read(&raw).unwrap();
            for credential in ["secret", "token"]
                .iter()
                .filter(|name| good.account.contains_key(**name))
            {
                let mut bad = good.clone();
                bad.account.insert((*credential).to_string(), "another".to_owned());
                assert!(
                    matches!(run(&bad), Outcome::Failed(_)),
                    "{}: another {credential}",
                    raw["name"]
                );
            }
            if let Some(Value::String(body)) = good.input.get("body") {
                let mut bad = good.clone();
                bad.input.insert("body".to_owned(), json!(format!("{body} ")));
                let encrypted = raw["case"] == "decrypt";
                assert!(
                    encrypted || matches!(run(&bad), Outcome::Failed(_)),
                    "{}: another body",
                    raw["name"]
                );
            }
        }
    }
}

fn vector(change: &[(&str, Value)]) -> Value {
    let mut raw = json!({
        "name": "x", "set": "public", "case": "verify", "algorithm": "douyin.event.md5", "account": {"app_key": "1", "secret": "s"},
        "now_ms": null, "input": {"method": "POST", "headers": {}, "body": "[]"}, "expect": {"valid": false},
        "confidence": "confirmed", "checked_with": [],
    });
    for (key, value) in change {
        raw[key] = value.clone();
    }
    raw
}

fn outcome(change: &[(&str, Value)]) -> Outcome {
    run_all(&[vector(change)]).remove(0).outcome
}

#[test]
fn nothing_passes_by_silence() {
    assert_eq!(outcome(&[]), Outcome::Passed);
    let skipped = [
        (vec![("algorithm", json!("nobody.event"))], "no adapter for `nobody`"),
        (vec![("case", json!("frame"))], "nothing for case `frame`"),
        (vec![("expect", json!({}))], "nothing to check"),
        (vec![("expect", json!({"valid": false, "colour": "red"}))], "`colour`"),
    ];
    for (change, says) in skipped {
        let Outcome::Skipped(why) = outcome(&change) else {
            panic!("{change:?}")
        };
        assert!(why.contains(says), "{why}");
    }
    let failed = [
        (
            vec![("expect", json!({"valid": true, "colour": "red"}))],
            "`valid` is false, expected true",
        ),
        (vec![("account", json!({"secret": 5}))], "account.secret"),
        (
            vec![("input", json!({"body": "a", "body_base64": "YQ=="}))],
            "not one text",
        ),
        (vec![("now_ms", json!("soon"))], "now_ms"),
        (
            vec![
                ("case", json!("parse")),
                ("input", json!({"source": "fax", "body": "[]"})),
            ],
            "fax",
        ),
    ];
    for (change, says) in failed {
        let Outcome::Failed(why) = outcome(&change) else {
            panic!("{change:?}")
        };
        assert!(why.join(" ").contains(says), "{why:?}");
    }
}

#[test]
fn a_file_of_another_format_is_refused() {
    for text in [
        "{",
        "[]",
        "{}",
        r#"{"format": "aftersync-vectors/2", "vectors": []}"#,
        r#"{"format": "aftersync-vectors/1"}"#,
    ] {
        assert!(file::read(text.as_bytes()).is_err(), "{text}");
    }
}

fn push(messages: &Value, expect: Value) -> Outcome {
    let input = json!({"source": "push", "body": messages.to_string()});
    outcome(&[
        ("case", json!("parse")),
        ("account", json!({})),
        ("input", input),
        ("expect", expect),
    ])
}

#[test]
fn facts_are_compared_field_by_field() {
    let of = |id: &str, status: i64, at: i64| {
        let data = json!({"aftersale_id": 9_007_199_254_740_993_i64, "p_id": "6920", "shop_id": 880_011,
            "aftersale_status": status, "aftersale_type": 0, "update_time": at});
        json!({"tag": "202", "msg_id": id, "data": data.to_string()})
    };
    let messages = json!([
        of("m-1", 6, 1_760_000_000),
        of("m-2", 7, 1_760_000_060),
        of("m-1", 6, 1_760_000_000)
    ]);
    let ticket = json!({"external_id": "9007199254740993", "headline": "awaiting_buyer_return", "kind": "return_refund",
        "order_id": "6920", "shop_id": "880011", "event_time_s": 1_760_000_060, "unknown_status": false, "refetch": true});
    let expect = json!({"tickets": [ticket], "accepted_messages": 2, "duplicate_messages": 1, "messages": 3});
    assert_eq!(push(&messages, expect), Outcome::Passed);
    for wrong in [
        json!({"external_id": "9007199254740992"}),
        json!({"external_id": "9007199254740993", "headline": "requested"}),
    ] {
        assert!(matches!(
            push(&messages, json!({"tickets": [wrong]})),
            Outcome::Failed(_)
        ));
    }
    let parts = |parts: Value| json!({"facts": [{"dedupe_key": parts}]});
    let one = json!([of("a/b", 99, 1)]);
    assert_eq!(push(&one, parts(json!(["a", "b"]))), Outcome::Passed);
    assert!(matches!(push(&one, parts(json!(["a"]))), Outcome::Failed(_)));
    assert!(matches!(push(&one, parts(json!(["a", "c"]))), Outcome::Failed(_)));
    assert_eq!(
        push(&one, json!({"facts": [{"headline": null, "unknown_status": true}]})),
        Outcome::Passed
    );
    let Outcome::Skipped(why) = push(&one, json!({"facts": [{"amount_minor": 5}]})) else {
        panic!()
    };
    assert!(why.contains("facts[0].amount_minor"), "{why}");
    assert!(matches!(push(&one, json!({"facts": []})), Outcome::Failed(_)));
}

#[test]
fn a_poll_answer_is_read_too() {
    let item = json!({"aftersale_info": {"aftersale_id": "71", "aftersale_status": 6, "update_time": 1_760_000_000}});
    let body = json!({"code": 10000, "data": {"items": [item], "has_more": true}}).to_string();
    let input = json!({"source": "response", "body": body});
    let change = |expect: Value| {
        [
            ("case", json!("parse")),
            ("account", json!({})),
            ("input", input.clone()),
            ("expect", expect),
        ]
    };
    let right = json!({"facts": [{"external_id": "71", "headline": "awaiting_seller", "event_time_s": 1_760_000_000}], "next_page": "1"});
    assert_eq!(outcome(&change(right)), Outcome::Passed);
    assert!(matches!(
        outcome(&change(json!({"next_page": null}))),
        Outcome::Failed(_)
    ));
}

#[test]
fn a_request_without_a_clock_is_as_fresh_as_it_says() {
    let checks = vectors("wechat-shop.json")
        .into_iter()
        .filter(|raw| raw["case"] == "url_check");
    for mut raw in checks {
        raw["now_ms"] = Value::Null;
        assert_eq!(run(&Vector::read(&raw).unwrap()), Outcome::Passed);
        raw["now_ms"] = json!(1);
        assert!(
            matches!(run(&Vector::read(&raw).unwrap()), Outcome::Failed(_))
                || raw["input"]["query"]["timestamp"] == "9"
        );
    }
}

#[test]
fn rows_of_status_tables_are_looked_up() {
    let map = |algorithm: &str, table: &str, status: &str, headline: Value| {
        outcome(&[
            ("case", json!("map")),
            ("algorithm", json!(algorithm)),
            ("account", json!({})),
            ("input", json!({"table": table, "status": status})),
            ("expect", json!({"headline": headline})),
        ])
    };
    for (algorithm, table, status, headline) in [
        (
            "wechat.status",
            "after_sale_status",
            "USER_WAIT_RETURN",
            json!("awaiting_buyer_return"),
        ),
        ("wechat.status", "complaint_status", "112", Value::Null),
        ("douyin.status", "aftersale_status", "7", json!("awaiting_buyer_return")),
        ("douyin.status", "aftersale_status.0.3", "12", json!("refunded")),
        ("douyin.status", "aftersale_status", "12", Value::Null),
        ("douyin.status", "arbitrate_status", "4", json!("disputed")),
        ("tiktok.status", "return_status", "SOMETHING_NEW", Value::Null),
    ] {
        assert_eq!(
            map(algorithm, table, status, headline),
            Outcome::Passed,
            "{table} {status}"
        );
    }
    assert!(matches!(
        map("tiktok.status", "no_table", "X", Value::Null),
        Outcome::Failed(_)
    ));
}
