//! The published vectors: address checks, encrypted pushes and replies.

use aftersync_testkit::fake::wechat::sign::{AesKey, Refused, signature};
use serde_json::Value;

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in {value}"))
}

#[test]
fn every_vector_holds() {
    let file: Value = serde_json::from_str(include_str!("../../data/wechat-shop.json")).unwrap();
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    for vector in file["vectors"].as_array().unwrap() {
        let case = text(vector, "case");
        match case {
            "url_check" => address_check(vector),
            "decrypt" => push(vector),
            "sign" => reply(vector),
            other => panic!("{other}"),
        }
        *seen.entry(case.to_owned()).or_default() += 1;
    }
    let wanted = [("decrypt", 7), ("sign", 3), ("url_check", 3)].map(|(case, count)| (case.to_owned(), count));
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), wanted);
}

fn address_check(vector: &Value) {
    let query = &vector["input"]["query"];
    let found = signature(&[
        text(&vector["account"], "token"),
        text(query, "timestamp"),
        text(query, "nonce"),
    ]);
    assert_eq!(found, text(query, "signature"), "{}", vector["name"]);
}

fn push(vector: &Value) {
    let (account, query, expect) = (&vector["account"], &vector["input"]["query"], &vector["expect"]);
    let body: Value = serde_json::from_str(text(&vector["input"], "body")).unwrap();
    let cipher = text(&body, "Encrypt");
    let parts = [text(account, "token"), text(query, "timestamp"), text(query, "nonce")];
    assert_eq!(signature(&parts), text(query, "signature"), "{}", vector["name"]);
    let signed = signature(&[parts[0], parts[1], parts[2], cipher]) == text(query, "msg_signature");
    let key = AesKey::parse(text(account, "aes_key")).unwrap();
    let plain = key.decrypt(cipher, text(account, "app_id"));
    assert_eq!(
        signed && plain.is_ok(),
        expect["valid"].as_bool().unwrap(),
        "{}",
        vector["name"]
    );
    if let (true, Ok(plain)) = (signed, &plain) {
        let random16 = text(expect, "random16");
        let again = key.encrypt(random16.as_bytes().try_into().unwrap(), plain, text(account, "app_id"));
        assert_eq!(again, cipher, "{}", vector["name"]);
    }
    if let Some(wanted) = expect["plain"].as_str() {
        assert_eq!(plain.as_deref(), Ok(wanted));
    }
    if vector["name"] == "push_wrong_appid_is_rejected" {
        assert_eq!((signed, plain), (true, Err(Refused::OtherApp)));
    }
}

fn reply(vector: &Value) {
    let (account, input, expect) = (&vector["account"], &vector["input"], &vector["expect"]["body_json"]);
    let key = AesKey::parse(text(account, "aes_key")).unwrap();
    let random16 = text(input, "random16").as_bytes().try_into().unwrap();
    let cipher = key.encrypt(random16, text(input, "plain"), text(account, "app_id"));
    assert_eq!(cipher, text(expect, "Encrypt"), "{}", vector["name"]);
    let parts = [
        text(account, "token"),
        text(input, "timestamp"),
        text(input, "nonce"),
        &cipher,
    ];
    assert_eq!(signature(&parts), text(expect, "MsgSignature"), "{}", vector["name"]);
}

#[test]
fn known_answers_of_the_platform() {
    let found = signature(&["AAAAA", "1714036504", "1514711492"]);
    assert_eq!(found, "f464b24fc39322e44b38aa78f5edd27bd1441696");
    let key = AesKey::parse(&"A".repeat(43)).unwrap();
    let message = "{\"demo_resp\":\"good luck\"}";
    let cipher = key.encrypt(*b"707722b803182950", message, "wxba5fad812f8e6fb9");
    // The token of this sample is the one of the address check.
    let signed = signature(&["AAAAA", "1713424427", "415670741", &cipher]);
    assert_eq!(signed, "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1");
    assert_eq!(key.decrypt(&cipher, "wxba5fad812f8e6fb9").as_deref(), Ok(message));
}

#[test]
fn what_is_no_message_is_refused() {
    let key = AesKey::parse(&"A".repeat(43)).unwrap();
    assert_eq!(key.decrypt("!", "wx"), Err(Refused::Shape));
    assert_eq!(key.decrypt("", "wx"), Err(Refused::Shape));
    assert_eq!(key.decrypt("AAAA", "wx"), Err(Refused::Shape));
    assert!(key.decrypt(&"A".repeat(128), "wx").is_err());
    assert!(AesKey::parse("short").is_none());
}
