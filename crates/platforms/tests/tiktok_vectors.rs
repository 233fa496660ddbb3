//! Every known-answer vector of TikTok Shop: signatures of pushes and of requests, what pushes say, what statuses mean.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
use aftersync_core::ErrorKind;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{AppCredentials, Delivery, Hint, Method, PlatformAdapter, Verdict};
use aftersync_platforms::tiktok::sign::{canonical, push, request, string_to_sign};
use aftersync_platforms::tiktok::{TikTok, status};
use serde_json::Value;

fn vectors() -> Vec<Value> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/vectors/platforms/tiktok-shop.json"
    );
    let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    file["vectors"].as_array().unwrap().clone()
}

fn of(case: &str, algorithm: &str) -> Vec<Value> {
    let fits = |v: &Value| v["case"] == case && v["algorithm"] == algorithm;
    let found: Vec<Value> = vectors().into_iter().filter(fits).collect();
    assert!(!found.is_empty());
    found
}

fn app(vector: &Value) -> AppCredentials {
    let field = |name: &str| vector["account"][name].as_str().unwrap_or_default().to_owned();
    AppCredentials::new(field("app_key"), field("secret"))
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sextets: Vec<u32> = text
        .bytes()
        .filter(|b| *b != b'=')
        .map(|b| DIGITS.iter().position(|d| *d == b).unwrap() as u32)
        .collect();
    let mut out = Vec::new();
    for group in sextets.chunks(4) {
        let bits = group.iter().fold(0, |n, s| n << 6 | s) << (6 * (4 - group.len()));
        out.extend(&bits.to_be_bytes()[1..group.len()]);
    }
    out
}

fn pairs(fields: &Value) -> Vec<(String, String)> {
    let text = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    let fields = fields.as_object().cloned().unwrap_or_default();
    fields.into_iter().map(|(k, v)| (k, text(v))).collect()
}

fn body(input: &Value) -> Vec<u8> {
    match (&input["body"], &input["body_base64"]) {
        (Value::String(text), _) => text.clone().into_bytes(),
        (_, Value::String(text)) => base64(text),
        _ => Vec::new(),
    }
}

#[test]
fn all_vectors_are_of_a_kind_that_is_run_here() {
    let counts = [
        of("verify", "tiktok.webhook").len(),
        of("sign", "tiktok.request").len(),
        of("parse", "tiktok.webhook").len(),
        of("map", "tiktok.status").len(),
    ];
    assert_eq!(counts, [13, 5, 8, 27]);
    assert_eq!(vectors().len(), counts.iter().sum::<usize>());
}

#[test]
fn pushes_are_genuine_or_not() {
    for vector in of("verify", "tiktok.webhook") {
        let name = vector["name"].as_str().unwrap();
        let (app, input) = (app(&vector), &vector["input"]);
        let delivery = Delivery {
            path: "/hook".into(),
            query: pairs(&input["query"]),
            headers: pairs(&input["headers"]),
            body: body(input),
        };
        match (
            vector["expect"]["valid"].as_bool().unwrap(),
            TikTok.verify(&app, &delivery, Timestamp(0)),
        ) {
            (true, Ok(Verdict::Hint(hint))) => {
                assert_eq!(hint.content, delivery.body, "{name}");
                let given = delivery.header("authorization").unwrap();
                assert_eq!(push(app.app.as_str(), app.secret.expose(), &delivery.body), given);
            }
            (false, Err(e)) => assert_eq!(e.kind(), ErrorKind::Signature, "{name}"),
            (_, other) => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn requests() {
    for vector in of("sign", "tiktok.request") {
        let name = vector["name"].as_str().unwrap();
        let (input, expect, secret) = (&vector["input"], &vector["expect"], &vector["account"]["secret"]);
        let secret = secret.as_str().unwrap();
        let method = match input["method"].as_str().unwrap() {
            "GET" => Method::Get,
            "POST" => Method::Post,
            other => panic!("{other}"),
        };
        let content_type = input["headers"]["Content-Type"].as_str().unwrap();
        let text = canonical(
            method,
            input["path"].as_str().unwrap(),
            &pairs(&input["query"]),
            content_type,
            input["body"].as_str().unwrap(),
        );
        assert_eq!(text, expect["canonical"].as_str().unwrap(), "{name}");
        // In whatever order the fields are given.
        let mut turned = pairs(&input["query"]);
        turned.reverse();
        let (path, body) = (input["path"].as_str().unwrap(), input["body"].as_str().unwrap());
        assert_eq!(canonical(method, path, &turned, content_type, body), text, "{name}");
        if method == Method::Get {
            let with_body = canonical(method, path, &turned, content_type, "{}");
            assert_eq!(with_body, text, "{name}: a GET signs no body");
        }
        let signed = string_to_sign(secret, &text);
        assert_eq!(signed, expect["string_to_sign"].as_str().unwrap(), "{name}");
        assert_eq!(request(secret, &text), expect["signature"].as_str().unwrap(), "{name}");
    }
}

#[test]
fn what_pushes_say() {
    for vector in of("parse", "tiktok.webhook") {
        let name = vector["name"].as_str().unwrap();
        let content = body(&vector["input"]);
        let parsed = TikTok.peek(&app(&vector), &Hint::unsigned(content.clone())).unwrap();
        assert!(parsed.unreadable.is_empty() && parsed.warnings.is_empty(), "{name}");
        let facts = vector["expect"]["facts"].as_array().unwrap();
        assert_eq!(parsed.signals.len(), facts.len(), "{name}");
        for (signal, fact) in parsed.signals.iter().zip(facts) {
            assert_eq!(
                signal.object.external_id,
                fact["external_id"].as_str().unwrap(),
                "{name}"
            );
            assert_eq!(signal.object.shop.as_str(), fact["shop_id"].as_str().unwrap(), "{name}");
            assert_eq!(signal.dedupe.as_deref(), fact["dedupe_key"].as_str(), "{name}");
            let (object, table) = match fact["external_id_field"].as_str().unwrap() {
                "return_id" => ("return", "return_status"),
                "cancel_id" => ("cancellation", "cancel_status"),
                "rma_id" => ("rma", "rma_status"),
                other => (other.trim_end_matches("_id"), "aftersales_request_status"),
            };
            assert_eq!(signal.object.object, object, "{name}");
            let message: Value = serde_json::from_slice(&content).unwrap();
            // Cancellations and refunds carry no time of change.
            let time = match message["type"].as_i64().unwrap() {
                11 | 67 => None,
                _ => fact["event_time_s"].as_i64(),
            };
            assert_eq!(signal.revision, time, "{name}");
            let raw = signal.status.as_deref().unwrap();
            let refund = raw == "REFUND_SUCCESS";
            let means = status::headline(table, raw).unwrap().map(|it| it.to_string());
            let expected = (!refund).then(|| fact["headline"].as_str().unwrap().to_owned());
            assert_eq!(means, expected, "{name}");
        }
    }
}

#[test]
fn what_statuses_mean() {
    for vector in of("map", "tiktok.status") {
        let input = &vector["input"];
        let (table, raw) = (input["table"].as_str().unwrap(), input["status"].as_str().unwrap());
        let means = status::headline(table, raw).expect("a known table");
        assert_eq!(
            means.map(|it| it.to_string()).as_deref(),
            vector["expect"]["headline"].as_str(),
            "{table} {raw}"
        );
    }
}
