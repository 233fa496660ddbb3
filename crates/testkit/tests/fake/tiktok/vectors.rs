//! The published vectors: signatures of requests and pushes.

use std::collections::BTreeMap;

use aftersync_testkit::fake::tiktok::sign::{push_sign, request_base, request_sign};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in {value}"))
}

#[test]
fn every_vector_holds() {
    let file: Value = serde_json::from_str(include_str!("../../data/tiktok-shop.json")).unwrap();
    let mut seen = BTreeMap::<String, usize>::new();
    for vector in file["vectors"].as_array().unwrap() {
        let case = text(vector, "case");
        match case {
            "verify" => push(vector),
            "sign" => request(vector),
            // What an adapter reads out of a message, and its table of states: the tests of pushes and flows look at those.
            "parse" | "map" => {}
            other => panic!("{other}"),
        }
        *seen.entry(case.to_owned()).or_default() += 1;
    }
    let wanted = [("map", 27), ("parse", 8), ("sign", 5), ("verify", 13)].map(|(case, count)| (case.to_owned(), count));
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), wanted);
}

fn push(vector: &Value) {
    let (account, input) = (&vector["account"], &vector["input"]);
    let body = match input["body"].as_str() {
        Some(body) => body.as_bytes().to_vec(),
        None => STANDARD.decode(text(input, "body_base64")).unwrap(),
    };
    let found = push_sign(text(account, "app_key"), text(account, "secret"), &body);
    let sent = input["headers"]["Authorization"].as_str();
    assert_eq!(
        sent == Some(&found),
        vector["expect"]["valid"].as_bool().unwrap(),
        "{}",
        vector["name"]
    );
    if let Some(wanted) = vector["expect"]["signature"].as_str() {
        assert_eq!(found, wanted, "{}", vector["name"]);
    }
}

fn request(vector: &Value) {
    let (input, expect) = (&vector["input"], &vector["expect"]);
    let pairs = input["query"].as_object().unwrap().iter();
    let query: BTreeMap<String, String> = pairs
        .map(|(name, value)| {
            (
                name.clone(),
                value.as_str().map_or_else(|| value.to_string(), str::to_owned),
            )
        })
        .collect();
    let content_type = text(&input["headers"], "Content-Type");
    let base = request_base(
        text(input, "method"),
        text(input, "path"),
        &query,
        content_type,
        text(input, "body"),
    );
    assert_eq!(base, text(expect, "canonical"), "{}", vector["name"]);
    let found = request_sign(text(&vector["account"], "secret"), &base);
    assert_eq!(found, text(expect, "signature"), "{}", vector["name"]);
}

#[test]
fn the_body_of_a_get_is_not_signed() {
    let base = |verb: &str| request_base(verb, "/path", &BTreeMap::new(), "application/json", "{}");
    assert_eq!((base("GET").as_str(), base("POST").as_str()), ("/path", "/path{}"));
}
