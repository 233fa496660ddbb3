//! Every known-answer vector of Douyin: signatures of pushes, of requests and of service-interface calls.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
use aftersync_core::ErrorKind;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{AppCredentials, Delivery, PlatformAdapter, Verdict};
use aftersync_platforms::douyin::sign::{Digest, canonical, request, verify_spi};
use aftersync_platforms::douyin::{Douyin, switch};
use serde_json::Value;

fn vectors() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/platforms/douyin.json");
    let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    file["vectors"].as_array().unwrap().clone()
}

fn of(algorithm: &str) -> Vec<Value> {
    let found: Vec<Value> = vectors()
        .into_iter()
        .filter(|v| v["algorithm"].as_str().unwrap().starts_with(algorithm))
        .collect();
    assert!(!found.is_empty());
    found
}

fn app(vector: &Value) -> AppCredentials {
    let account = &vector["account"];
    AppCredentials::new(
        account["app_key"].as_str().unwrap(),
        account["secret"].as_str().unwrap(),
    )
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

fn delivery(vector: &Value) -> Delivery {
    let input = &vector["input"];
    let pairs = |name: &str| -> Vec<(String, String)> {
        let fields = input[name].as_object().cloned().unwrap_or_default();
        fields
            .into_iter()
            .map(|(k, v)| (k, v.as_str().unwrap().to_owned()))
            .collect()
    };
    let body = match (&input["body"], &input["body_base64"]) {
        (Value::String(text), _) => text.clone().into_bytes(),
        (_, Value::String(text)) => base64(text),
        _ => Vec::new(),
    };
    Delivery {
        path: "/hook".into(),
        query: pairs("query"),
        headers: pairs("headers"),
        body,
    }
}

fn digest(vector: &Value) -> Digest {
    if vector["algorithm"].as_str().unwrap().ends_with(".md5") {
        Digest::Md5
    } else {
        Digest::HmacSha256
    }
}

#[test]
fn all_vectors_are_of_a_kind_that_is_run_here() {
    let run = ["douyin.event.", "douyin.request.", "douyin.spi."];
    let counts: Vec<usize> = run.iter().map(|kind| of(kind).len()).collect();
    assert_eq!(counts, [9, 10, 6]);
    assert_eq!(vectors().len(), 25);
}

#[test]
fn pushes() {
    for vector in of("douyin.event.") {
        let name = vector["name"].as_str().unwrap();
        let (mut app, delivery) = (app(&vector), delivery(&vector));
        let hmac = digest(&vector) == Digest::HmacSha256;
        if hmac {
            let off = Douyin.verify(&app, &delivery, Timestamp(0)).unwrap_err();
            assert_eq!(off.kind(), ErrorKind::Signature, "{name}");
            assert!(off.advice().unwrap().contains(switch::HMAC_EVENT), "{name}");
            app.unconfirmed.insert(switch::HMAC_EVENT.into());
        }
        let verdict = Douyin.verify(&app, &delivery, Timestamp(0));
        match (vector["expect"]["valid"].as_bool().unwrap(), verdict) {
            (true, Ok(Verdict::Probe(_))) => assert!(name.starts_with("connectivity-probe"), "{name}"),
            (true, Ok(Verdict::Hint(hint))) => assert_eq!(hint.content, delivery.body, "{name}"),
            (false, Err(e)) => assert_eq!(e.kind(), ErrorKind::Signature, "{name}"),
            (_, other) => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn requests() {
    for vector in of("douyin.request.") {
        let (input, expect, account) = (&vector["input"], &vector["expect"], &vector["account"]);
        let body = canonical(&input["params"]);
        assert_eq!(body, expect["body"].as_str().unwrap(), "{}", vector["name"]);
        let text = |v: &Value| v.as_str().unwrap().to_owned();
        let signature = request(
            digest(&vector),
            &text(&account["app_key"]),
            &text(&account["secret"]),
            &text(&input["api"]),
            &body,
            &text(&input["timestamp"]),
        );
        assert_eq!(signature, text(&expect["signature"]), "{}", vector["name"]);
    }
}

#[test]
fn service_interface_calls() {
    for vector in of("douyin.spi.") {
        let name = vector["name"].as_str().unwrap();
        let (app, good) = (app(&vector), delivery(&vector));
        assert!(matches!(verify_spi(&app, &good), Ok(Verdict::Hint(_))), "{name}");
        for field in ["timestamp", "param_json", "sign"] {
            let mut bad = good.clone();
            let value = bad.query.iter_mut().find(|(n, _)| n == field).map(|(_, v)| v).unwrap();
            let last = value.pop().unwrap();
            value.push_str(if last == '1' { "2" } else { "1" });
            assert_eq!(
                verify_spi(&app, &bad).unwrap_err().kind(),
                ErrorKind::Signature,
                "{name} {field}"
            );
        }
        let mut second = good.clone();
        for (field, _) in second.query.iter_mut().filter(|(n, _)| n == "sign") {
            *field = "sign_v2".into();
        }
        assert!(verify_spi(&app, &second).is_ok(), "{name}: sign_v2");
    }
}
