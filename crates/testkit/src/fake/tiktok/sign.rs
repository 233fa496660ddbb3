//! TikTok Shop's signatures: requests over path, query and body; pushes over the app's key and the raw body.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Never signed.
const LEFT_OUT: [&str; 3] = ["sign", "access_token", "x-tts-access-token"];

/// The text that a request's signature stands for, without the secrets at its ends. The query is decoded; the body is left out of
/// `GET` and of uploads (`multipart/form-data`).
#[must_use]
pub fn request_base(
    verb: &str,
    path: &str,
    query: &BTreeMap<String, String>,
    content_type: &str,
    body: &str,
) -> String {
    let mut base = path.to_owned();
    for (key, value) in query.iter().filter(|(key, _)| !LEFT_OUT.contains(&key.as_str())) {
        base.push_str(key);
        base.push_str(value);
    }
    if verb != "GET" && !content_type.starts_with("multipart/form-data") {
        base.push_str(body);
    }
    base
}

/// The signature of a request: lower hex HMAC-SHA256 with the app's secret, which also stands at both ends of the text.
#[must_use]
pub fn request_sign(secret: &str, base: &str) -> String {
    hmac_sha256(secret, format!("{secret}{base}{secret}").as_bytes())
}

/// The `Authorization` of a push: lower hex HMAC-SHA256 with the app's secret over the app's key and the body as sent.
#[must_use]
pub fn push_sign(app_key: &str, secret: &str, body: &[u8]) -> String {
    hmac_sha256(secret, &[app_key.as_bytes(), body].concat())
}

fn hmac_sha256(key: &str, text: &[u8]) -> String {
    // HMAC takes keys of any length, so the error case has no meaning; an empty signature matches nothing.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else {
        return String::new();
    };
    mac.update(text);
    let digest = mac.finalize().into_bytes();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
