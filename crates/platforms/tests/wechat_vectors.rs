//! Every known-answer vector of WeChat: checks of the URL, encrypted pushes, encrypted replies.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
use aftersync_core::ErrorKind;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{AppCredentials, Delivery, PlatformAdapter, Verdict};
use aftersync_platforms::wechat::{Wechat, sign, status};
use serde_json::Value;

fn vectors() -> Vec<Value> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/vectors/platforms/wechat-shop.json"
    );
    let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    file["vectors"].as_array().unwrap().clone()
}

fn of(algorithm: &str) -> Vec<Value> {
    let found: Vec<Value> = vectors().into_iter().filter(|v| v["algorithm"] == algorithm).collect();
    assert!(!found.is_empty());
    found
}

fn app(vector: &Value) -> AppCredentials {
    let account = &vector["account"];
    let mut app = AppCredentials::new(account["app_id"].as_str().unwrap_or("wx"), "secret");
    for name in [sign::TOKEN, sign::AES_KEY] {
        if let Some(value) = account[name].as_str() {
            app.extra.insert(name.into(), value.into());
        }
    }
    app
}

fn delivery(vector: &Value) -> Delivery {
    let input = &vector["input"];
    let query = input["query"].as_object().unwrap().iter();
    Delivery {
        path: "/hook".into(),
        query: query
            .map(|(k, v)| (k.clone(), v.as_str().unwrap().to_owned()))
            .collect(),
        headers: Vec::new(),
        body: input["body"].as_str().unwrap_or_default().as_bytes().to_vec(),
    }
}

fn now(vector: &Value) -> Timestamp {
    Timestamp(vector["now_ms"].as_i64().unwrap())
}

#[test]
fn all_vectors_are_of_a_kind_that_is_run_here() {
    let run = ["wechat.url_check.sha1", "wechat.push.aes", "wechat.reply.aes"];
    let counts: Vec<usize> = run.iter().map(|kind| of(kind).len()).collect();
    assert_eq!(counts, [3, 7, 3]);
    assert_eq!(vectors().len(), 13);
}

#[test]
fn url_checks() {
    for vector in of("wechat.url_check.sha1") {
        let (name, good) = (vector["name"].as_str().unwrap(), delivery(&vector));
        let Verdict::Probe(reply) = Wechat.verify(&app(&vector), &good, now(&vector)).unwrap() else {
            panic!("{name}")
        };
        assert_eq!(reply.status, 200);
        assert_eq!(
            reply.body,
            vector["expect"]["ack"]["body"].as_str().unwrap().as_bytes(),
            "{name}"
        );
        for field in ["timestamp", "nonce", "signature"] {
            let mut bad = good.clone();
            let value = bad.query.iter_mut().find(|(n, _)| n == field).map(|(_, v)| v).unwrap();
            let last = value.pop().unwrap();
            value.push(if last == '1' { '2' } else { '1' });
            let e = Wechat.verify(&app(&vector), &bad, now(&vector)).unwrap_err();
            assert_eq!(e.kind(), ErrorKind::Signature, "{name} {field}");
        }
    }
}

#[test]
fn pushes() {
    for vector in of("wechat.push.aes") {
        let (name, app) = (vector["name"].as_str().unwrap(), app(&vector));
        let verdict = Wechat.verify(&app, &delivery(&vector), now(&vector));
        let expect = &vector["expect"];
        if expect["valid"] == false {
            assert_eq!(verdict.unwrap_err().kind(), ErrorKind::Signature, "{name}");
            continue;
        }
        let Ok(Verdict::Hint(hint)) = verdict else {
            panic!("{name}: {verdict:?}")
        };
        assert_eq!(hint.content, expect["plain"].as_str().unwrap().as_bytes(), "{name}");
        let parsed = Wechat.peek(&app, &hint).unwrap();
        assert!(parsed.facts.is_empty() && parsed.unreadable.is_empty());
        for fact in expect["facts"].as_array().unwrap() {
            let found = |id: &Value| {
                let id = id.as_str().unwrap();
                parsed.signals.iter().find(|s| s.object.external_id == id)
            };
            let signal = found(&fact["external_id"]).unwrap();
            assert_eq!(signal.object.object, "aftersale", "{name}");
            assert_eq!(signal.object.shop.as_str(), app.app.as_str());
            assert_eq!(signal.revision, None);
            let parts = fact["dedupe_key"].as_array().unwrap().iter();
            let parts: Vec<String> = parts
                .map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned))
                .collect();
            assert_eq!(signal.dedupe, Some(parts.join(":")), "{name}");
            let mut table = "status";
            if !fact["complaint_id"].is_null() {
                table = "complaint_status";
                assert_eq!(found(&fact["complaint_id"]).unwrap().object.object, "complaint");
            }
            let claimed = status::headline(table, signal.status.as_deref().unwrap()).unwrap();
            assert_eq!(claimed.map(|h| h.as_str()), fact["headline"].as_str(), "{name}");
        }
        let ack = Wechat.acknowledge(true);
        assert_eq!(ack.body, expect["ack"]["body"].as_str().unwrap().as_bytes());
    }
}

#[test]
fn replies() {
    for vector in of("wechat.reply.aes") {
        let (input, app) = (&vector["input"], app(&vector));
        let text = |name: &str| input[name].as_str().unwrap();
        let random: [u8; 16] = text("random16").as_bytes().try_into().unwrap();
        let time = text("timestamp").parse().unwrap();
        let reply = sign::encrypt_reply(&app, text("plain").as_bytes(), &random, time, text("nonce")).unwrap();
        let reply: Value = serde_json::from_str(&reply).unwrap();
        assert_eq!(reply, vector["expect"]["body_json"], "{}", vector["name"]);
        let cipher = reply["Encrypt"].as_str().unwrap();
        assert_eq!(sign::decrypt(&app, cipher).unwrap(), text("plain").as_bytes());
    }
}

/// What the platform prints in its own documents.
#[test]
fn the_published_answers() {
    assert_eq!(
        sign::signature(&["AAAAA", "1714036504", "1514711492"]),
        "f464b24fc39322e44b38aa78f5edd27bd1441696"
    );
    let mut app = AppCredentials::new("wxba5fad812f8e6fb9", "secret");
    app.extra.insert(sign::TOKEN.into(), "AAAAA".into());
    app.extra.insert(sign::AES_KEY.into(), "A".repeat(43).into());
    let plain = br#"{"demo_resp":"good luck"}"#;
    let reply = sign::encrypt_reply(&app, plain, b"707722b803182950", 1_713_424_427, "415670741").unwrap();
    let reply: Value = serde_json::from_str(&reply).unwrap();
    assert_eq!(reply["MsgSignature"], "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1");
}
