//! The published signature vectors.

use aftersync_testkit::fake::douyin::sign::{
    Algorithm, canonical_json, event_sign, request_base, request_sign, spi_sign,
};
use serde_json::Value;

fn vectors() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../data/douyin.json")).unwrap();
    file["vectors"].as_array().unwrap().clone()
}

fn algorithm(name: &str) -> Algorithm {
    if name.ends_with("md5") {
        Algorithm::Md5
    } else {
        Algorithm::HmacSha256
    }
}

fn body(input: &Value) -> Vec<u8> {
    match input["body"].as_str() {
        Some(text) => text.as_bytes().to_vec(),
        None => base64(input["body_base64"].as_str().unwrap()),
    }
}

fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u32> = text
        .bytes()
        .filter_map(|byte| ALPHABET.iter().position(|it| *it == byte))
        .map(|bits| bits as u32)
        .collect();
    let group = |four: &[u32]| {
        let word = four
            .iter()
            .enumerate()
            .fold(0, |word, (index, bits)| word | bits << (18 - 6 * index));
        word.to_be_bytes()[1..four.len()].to_vec()
    };
    bits.chunks(4).flat_map(group).collect()
}

#[test]
fn every_vector_holds() {
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    for vector in vectors() {
        let (name, kind) = (vector["name"].as_str().unwrap(), vector["algorithm"].as_str().unwrap());
        let (app_key, secret) = (
            vector["account"]["app_key"].as_str().unwrap(),
            vector["account"]["secret"].as_str().unwrap(),
        );
        let (input, expect) = (&vector["input"], &vector["expect"]);
        let wanted = expect["signature"].as_str().unwrap();
        let family = kind.split('.').nth(1).unwrap();
        let found = match family {
            "event" => event_sign(algorithm(kind), app_key, secret, &body(input)),
            "request" => {
                let (method, timestamp) = (input["api"].as_str().unwrap(), input["timestamp"].as_str().unwrap());
                let text = canonical_json(&input["params"]);
                assert_eq!(text, expect["body"].as_str().unwrap(), "{name}");
                assert_eq!(
                    request_base(app_key, secret, method, &text, timestamp),
                    expect["string_to_sign"].as_str().unwrap(),
                    "{name}"
                );
                request_sign(algorithm(kind), app_key, secret, method, &text, timestamp)
            }
            "spi" => {
                let query = &input["query"];
                spi_sign(
                    algorithm(kind),
                    app_key,
                    secret,
                    query["param_json"].as_str().unwrap(),
                    query["timestamp"].as_str().unwrap(),
                )
            }
            other => panic!("{other}"),
        };
        assert_eq!(found, wanted, "{name}");
        if let Some(sent) = input["headers"]["event-sign"].as_str() {
            assert_eq!(found == sent, expect["valid"].as_bool().unwrap(), "{name}");
        }
        *seen.entry(family.to_owned()).or_default() += 1;
    }
    assert_eq!(
        seen.into_iter().collect::<Vec<_>>(),
        [
            ("event".to_owned(), 9),
            ("request".to_owned(), 10),
            ("spi".to_owned(), 6)
        ]
    );
}
