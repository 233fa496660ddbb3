//! Calls as a binding makes them: JSON in, JSON out.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
use std::collections::BTreeSet;
use std::thread;

use aftersync::{ErrorKind, Result};
use aftersync_bindings_common::{Session, TestOptions, Way, call, envelope, ids, methods, start};
use serde_json::{Value, json};

fn session() -> Session {
    Session::for_tests(&TestOptions::default()).unwrap()
}

fn ask(session: &Session, name: &str, args: Value) -> Result<Value> {
    let answer = call(session, name, args.to_string().as_bytes(), b"")?;
    Ok(serde_json::from_slice(&answer).unwrap())
}

fn order(number: &str) -> Value {
    json!({"platform": "douyin", "shop": "1", "revision": 1, "occurred_at": 1_780_272_000_000_i64, "body": {
        "type": "order", "external_id": number, "account": {"scope": "1", "uid": "b"}, "state": "paid",
        "paid": {"minor": 100, "currency": "CNY"}, "lines": [], "created_at": 1_780_272_000_000_i64}})
}

#[test]
fn the_main_path() {
    let session = session();
    let config = json!({"config": {"shops": [{"platform": "douyin", "shop": "1"}]}});
    assert_eq!(ask(&session, "configure", config).unwrap()["repeated"], false);
    let answers = ask(&session, "ingest", json!({"facts": [order("o1"), order("o1")]})).unwrap();
    assert_eq!(answers[0]["ok"]["effect"], "new");
    assert_eq!(answers[1]["ok"]["effect"], "duplicate");
    let page = ask(&session, "events", json!({"since": 0})).unwrap();
    assert_eq!(page["events"][0]["body"]["kind"], "configured");
    assert_eq!(ask(&session, "head", json!({})).unwrap(), page["head"]);
    let answer = ask(&session, "order", json!({"platform": "douyin", "number": "o1"})).unwrap();
    let id = ids::named("order_id").unwrap().make(&["douyin", "o1"]).unwrap();
    assert_eq!(answer["order"]["item"]["id"], json!(id));
}

#[test]
fn a_future_gives_the_same_as_a_blocking_call() {
    let session = session();
    for method in methods::all().iter().filter(|m| !m.body && m.way != Way::Blocks) {
        let blocked = call(&session, method.name, b"", b"");
        let awaited = futures::executor::block_on(start(&session, method.name, Vec::new(), Vec::new()));
        assert_eq!(blocked, awaited, "{}", method.name);
    }
}

#[test]
fn wrong_arguments_name_the_field_and_what_is_allowed() {
    let session = session();
    let wrong = [
        ("ticket", json!({}), "id", ""),
        ("ticket", json!({"id": 5}), "id", ""),
        ("ticket", json!({"id": "no hex"}), "id", ""),
        ("ticket", json!({"id": "00".repeat(16), "more": 1}), "more", "id"),
        (
            "tickets",
            json!({"query": {"headlines": ["opn"]}}),
            "query.headlines[0]",
            "refunding",
        ),
        ("tickets", json!({"query": {"limit": -1}}), "query.limit", ""),
        (
            "execute",
            json!({"command": {"actor": {"role": "agent"}, "act": {"do": "mvoe"}}}),
            "command.act.do",
            "move",
        ),
        (
            "execute",
            json!({"command": {"actor": {"role": "agent"}, "act": {}}}),
            "command.act.do",
            "move",
        ),
        (
            "execute",
            json!({"command": {"actor": {"role": "king"}, "act": {"do": "note", "ticket": "00".repeat(16), "text": ""}}}),
            "command.actor.role",
            "agent",
        ),
        (
            "execute",
            json!({"command": {"actor": {"role": "agent"}, "act": {"do": "note", "ticket": "00".repeat(16)}}}),
            "command.act.text",
            "",
        ),
        ("customer", json!({"whom": {"customer": "x"}}), "whom.customer", ""),
    ];
    for (method, args, field, allowed) in wrong {
        let error = ask(&session, method, args.clone()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed, "{method} {args}");
        assert_eq!(error.context_of("field"), Some(field), "{method} {args}: {error}");
        let said = error.context_of("allowed").unwrap_or_default();
        assert!(said.contains(allowed), "{method} {args}: {error}");
    }
}

#[test]
fn what_was_sent_is_never_repeated() {
    let secret = "13800138000";
    let args = [
        json!({"id": secret}),
        json!({"id": {secret: 1}}),
        json!({secret: 1}),
        json!([secret]),
        json!({"query": {"kind": secret, "tag": [secret]}}),
    ];
    for args in args {
        for method in ["ticket", "tickets", "execute"] {
            if let Err(error) = ask(&session(), method, args.clone()) {
                assert!(!format!("{error:?}").contains(secret), "{method} {args}: {error:?}");
            }
        }
    }
    let broken = format!("{{\"id\": \"{secret}");
    let error = call(&session(), "ticket", broken.as_bytes(), b"").unwrap_err();
    assert!(!format!("{error:?}").contains(secret));
}

#[test]
fn hostile_json_is_an_error() {
    let session = session();
    let deep = "[".repeat(100_000);
    let long = format!("{{\"number\": \"{}\"}}", "1".repeat(20_000_000));
    for args in [deep.as_bytes(), long.as_bytes(), b"\xff\xfe", b"nul", b"{\"id\":1e999}"] {
        let error = call(&session, "ticket_by_number", args, b"").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed);
    }
    let error = call(&session, "no_such", b"{}", b"").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
}

#[test]
fn a_closed_desk_says_so() {
    let session = session();
    let other = session.tenant("other").unwrap();
    session.close().unwrap();
    session.close().unwrap();
    assert!(session.is_closed());
    let error = ask(&session, "now", json!({})).unwrap_err();
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Unavailable, false));
    let config = json!({"config": {}});
    assert_eq!(
        ask(&other, "configure", config).unwrap_err().kind(),
        ErrorKind::Unavailable
    );
}

#[test]
fn closing_ends_a_wait_for_news() {
    let session = session();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| ask(&session, "wait_events", json!({"since": 0, "timeout_ms": 60_000})));
        while !session.is_closed() {
            thread::yield_now();
            session.close().unwrap();
        }
        match waiting.join().unwrap() {
            Ok(page) => assert_eq!(page["events"], json!([])),
            Err(error) => assert_eq!(error.kind(), ErrorKind::Unavailable),
        }
    });
}

#[test]
fn news_end_a_wait() {
    let session = session();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| ask(&session, "wait_events", json!({"since": 0, "timeout_ms": 60_000})));
        ask(&session, "configure", json!({"config": {}})).unwrap();
        let page = waiting.join().unwrap().unwrap();
        assert_eq!(page["events"][0]["body"]["kind"], "configured");
    });
}

#[test]
fn errors_are_data() {
    let session = session();
    let gone = call(
        &session,
        "allowed",
        json!({"id": "00".repeat(16), "actor": {"role": "agent"}})
            .to_string()
            .as_bytes(),
        b"",
    );
    let envelope: Value = serde_json::from_slice(&envelope(&gone)).unwrap();
    assert_eq!(envelope["error"]["kind"], "not_found");
    assert_eq!(envelope["error"]["retryable"], false);
    assert_eq!(envelope["error"]["operation"], "desk.allowed");
    let now: Value =
        serde_json::from_slice(&aftersync_bindings_common::envelope(&call(&session, "now", b"", b""))).unwrap();
    assert_eq!(now["ok"], 1_780_272_000_000_i64);
}

#[test]
fn names_are_unique_and_documented() {
    let names: BTreeSet<&str> = methods::all().iter().map(|m| m.name).collect();
    assert_eq!(names.len(), methods::all().len());
    for method in methods::all() {
        assert!(
            method.doc.ends_with('.') && !method.doc.contains("  "),
            "{}",
            method.name
        );
    }
}

/// Readers take a list for the fields of an object in their order: an empty one would be a document that undoes everything.
#[test]
fn a_list_is_no_configuration() {
    let session = session();
    let config = json!({"config": {"shops": [{"platform": "douyin", "shop": "1"}]}});
    ask(&session, "configure", config).unwrap();
    let before = ask(&session, "config", json!({})).unwrap();
    for list in [json!([]), json!([1, 480])] {
        let command = json!({"act": {"do": "configure", "config": list}, "actor": {"role": "system"}});
        for (method, at, args) in [
            ("configure", "config", json!({"config": list})),
            ("execute", "command.act.config", json!({"command": command})),
        ] {
            let error = ask(&session, method, args).unwrap_err();
            let told = (error.kind(), error.context_of("field"));
            assert_eq!(told, (ErrorKind::Malformed, Some(at)), "{error}");
        }
    }
    assert_eq!(ask(&session, "config", json!({})).unwrap(), before);
}

/// One of both would be lost, and with it what it said.
#[test]
fn a_field_that_stands_twice_is_refused() {
    let session = session();
    let before = ask(&session, "config", json!({})).unwrap();
    let twice = r#"{"queues": [{"name": "a"}], "shops": [], "queues": []}"#;
    for (method, args) in [
        ("configure", format!(r#"{{"config": {twice}}}"#)),
        (
            "execute",
            format!(
                r#"{{"command": {{"act": {{"config": {twice}, "do": "configure"}}, "actor": {{"role": "system"}}}}}}"#
            ),
        ),
    ] {
        let error = call(&session, method, args.as_bytes(), b"").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed, "{method}: {error}");
    }
    assert_eq!(ask(&session, "config", json!({})).unwrap(), before);
}

/// A misspelt field would be a rule, a bound or a whole list that is not there.
#[test]
fn a_field_that_a_configuration_does_not_have_is_refused_wherever_it_stands() {
    let session = session();
    let before = ask(&session, "config", json!({})).unwrap();
    let queue = json!({"name": "a"});
    let wrong = [
        (json!({"quues": [queue]}), "config.quues", "queues"),
        (
            json!({"shops": [{"platform": "app", "shop": "1", "polls": 1}]}),
            "config.shops[0].polls",
            "poll_every_ms",
        ),
        (
            json!({"queues": [{"name": "a", "overfow": "b"}]}),
            "config.queues[0].overfow",
            "overflow",
        ),
        (
            json!({"queues": [queue], "rules": [{"name": "r", "when": "always", "then": {"queue": "a"}, "stops": true}]}),
            "config.rules[0].stops",
            "stop",
        ),
        (
            json!({"queues": [queue], "rules": [{"name": "r", "when": "always", "then": {"que": "a"}}]}),
            "config.rules[0].then.que",
            "queue",
        ),
        (
            json!({"windows": {"goodwil_cap": 1}}),
            "config.windows.goodwil_cap",
            "goodwill_cap",
        ),
    ];
    for (config, path, meant) in wrong {
        let command = json!({"act": {"do": "configure", "config": config}, "actor": {"role": "system"}});
        for (method, before, args) in [
            ("configure", "", json!({"config": config})),
            ("try_config", "", json!({"config": config})),
            ("execute", "command.act.", json!({"command": command})),
        ] {
            let error = ask(&session, method, args).unwrap_err();
            let at = format!("{before}{path}");
            assert_eq!(
                (error.kind(), error.context_of("field")),
                (ErrorKind::Malformed, Some(at.as_str())),
                "{error}"
            );
            assert!(error.context_of("allowed").unwrap().contains(meant), "{error}");
        }
        let found = ask(&session, "check_config", json!({"config": config})).unwrap();
        let first = &found["problems"][0];
        assert_eq!(format!("config.{}", first["path"].as_str().unwrap()), path, "{found}");
        assert!(first["allowed"].as_str().unwrap().contains(meant), "{found}");
    }
    let many =
        json!({"quues": [], "queues": [{"name": "a", "max_depth": "many"}, {"name": "a"}], "sla": {"refund": 0}});
    let found = ask(&session, "check_config", json!({"config": many})).unwrap();
    let places: Vec<&Value> = found["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["path"])
        .collect();
    assert_eq!(places, ["queues[0].max_depth", "quues", "queues[1]", "sla.refund"]);
    assert_eq!(found["warnings"][0]["path"], "queues[0]", "nobody is in group `a`");
    let error = ask(&session, "configure", json!({"config": many})).unwrap_err();
    let all = error.context_of("problems").unwrap();
    for place in ["queues[0].max_depth: ", "quues: ", "queues[1]: ", "sla.refund: "] {
        assert!(all.contains(place), "{all}");
    }
    assert_eq!(ask(&session, "config", json!({})).unwrap(), before, "nothing was taken");
}
