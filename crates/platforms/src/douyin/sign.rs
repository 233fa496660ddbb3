//! Signatures: of our requests, of pushed events, of calls to a service interface (SPI) that we publish.
use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::limits::MAX_BODY_BYTES;
use aftersync_core::platform::verified::{check_hmac_sha256, check_md5, hmac_sha256, md5, to_hex};
use aftersync_core::platform::{AppCredentials, Delivery, Hint, Proof, Verdict};
use serde_json::Value;

use crate::common::json::parse;

use super::switch;

/// How a text is digested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digest {
    /// MD5 over the text, which holds the secret at both ends.
    Md5,
    /// HMAC-SHA256 over the same text, with the secret as key.
    HmacSha256,
}

impl Digest {
    /// The word in `sign_method`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::HmacSha256 => "hmac-sha256",
        }
    }

    /// The digest of a text: lower-case hexadecimal.
    pub fn of(self, secret: &str, text: &[u8]) -> String {
        match self {
            Self::Md5 => to_hex(&md5(&[text])),
            Self::HmacSha256 => to_hex(&hmac_sha256(secret.as_bytes(), &[text])),
        }
    }

    fn check(self, secret: &str, parts: &[&[u8]], given: &str) -> Option<Proof> {
        match self {
            Self::Md5 => check_md5(parts, given),
            Self::HmacSha256 => check_hmac_sha256(secret.as_bytes(), parts, given),
        }
    }
}

/// The signature of a request: lower-case hexadecimal.
pub fn request(digest: Digest, app_key: &str, secret: &str, method: &str, param_json: &str, timestamp: &str) -> String {
    let text = request_text(app_key, secret, method, param_json, timestamp);
    digest.of(secret, text.as_bytes())
}

/// The text that is signed for a request. It holds the secret.
///
/// It is `secret app_key K method M param_json P timestamp T v 2 secret`, without separators. The access token, the
/// signature and its method are not in it.
pub fn request_text(app_key: &str, secret: &str, method: &str, param_json: &str, timestamp: &str) -> String {
    [
        secret,
        "app_key",
        app_key,
        "method",
        method,
        "param_json",
        param_json,
        "timestamp",
        timestamp,
        "v",
        "2",
        secret,
    ]
    .concat()
}

/// The text that is signed for a pushed event: `app_key`, the body as received, and the secret, without separators.
pub fn event_text(app: &AppCredentials, body: &[u8]) -> Vec<u8> {
    event_parts(app, body).concat()
}

fn event_parts<'a>(app: &'a AppCredentials, body: &'a [u8]) -> [&'a [u8]; 3] {
    [app.app.as_str().as_bytes(), body, app.secret.expose().as_bytes()]
}

/// Checks the signature of a pushed event.
pub(super) fn event(digest: Digest, app: &AppCredentials, body: &[u8], given: &str) -> Option<Proof> {
    digest.check(app.secret.expose(), &event_parts(app, body), given)
}

/// JSON as the platform signs it: keys in byte order at every depth, no blanks, nothing escaped that need not be, fields
/// that are null left out, whole numbers without a fraction.
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out, true);
    out
}

fn write(value: &Value, out: &mut String, drop_null: bool) {
    match value {
        Value::Object(fields) => {
            let mut kept: Vec<_> = fields.iter().filter(|(_, v)| !(drop_null && v.is_null())).collect();
            kept.sort_by(|(a, _), (b, _)| a.as_bytes().cmp(b.as_bytes()));
            let entry = |(key, value): (&String, &Value), out: &mut String| {
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write(value, out, drop_null);
            };
            list(kept.into_iter(), ('{', '}'), out, entry);
        }
        Value::Array(items) => list(items.iter(), ('[', ']'), out, |item, out| write(item, out, drop_null)),
        Value::Number(number) => out.push_str(&whole(number)),
        _ => out.push_str(&value.to_string()),
    }
}

fn list<T>(
    items: impl Iterator<Item = T>,
    (open, close): (char, char),
    out: &mut String,
    one: impl Fn(T, &mut String),
) {
    out.push(open);
    for (i, item) in items.enumerate() {
        if i > 0 {
            out.push(',');
        }
        one(item, out);
    }
    out.push(close);
}

/// `12.0` is written `12`.
fn whole(number: &serde_json::Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// The texts that may be signed for a call to a service interface that we publish. They hold the secret.
///
/// The text is `secret app_key K param_json P timestamp T secret`, where P is `param_json` in canonical form, escaped for
/// HTML or not.
pub fn spi_texts(app: &AppCredentials, param_json: &Value, timestamp: &str) -> [String; 2] {
    let mut plain = String::new();
    write(param_json, &mut plain, false);
    let (app_key, secret) = (app.app.as_str(), app.secret.expose().as_str());
    [escaped_for_html(&plain), plain].map(|json| {
        [
            secret,
            "app_key",
            app_key,
            "param_json",
            &json,
            "timestamp",
            timestamp,
            secret,
        ]
        .concat()
    })
}

/// Checks a call to a service interface that we publish. It proves the sender but not that it is fresh: a hint.
///
/// The right value may stand in `sign` or in `sign_v2`.
pub fn verify_spi(app: &AppCredentials, delivery: &Delivery) -> Result<Verdict> {
    let refuse = |what: &str| signature_error(what, "douyin.verify_spi");
    let need = |name: &'static str| {
        delivery
            .query(name)
            .ok_or_else(|| refuse("a query field is absent").with("field", name))
    };
    let app_key = need("app_key")?;
    if app_key != app.app.as_str() {
        return Err(foreign_app(app_key, "douyin.verify_spi"));
    }
    let timestamp = need("timestamp")?;
    let text = delivery
        .query("param_json")
        .map_or(delivery.body.as_slice(), str::as_bytes);
    if text.len() > MAX_BODY_BYTES {
        return Err(too_large("douyin.verify_spi"));
    }
    let digest = match delivery.query("sign_method") {
        Some(word) if word.eq_ignore_ascii_case("hmac-sha256") => Digest::HmacSha256,
        None => Digest::Md5,
        Some(word) if word.eq_ignore_ascii_case("md5") => Digest::Md5,
        Some(_) => return Err(refuse("sign_method is neither md5 nor hmac-sha256")),
    };
    let value: Value = parse(text).map_err(|why| refuse("param_json cannot be read").with("reason", why))?;
    let proof = spi_texts(app, &value, timestamp).iter().find_map(|text| {
        let mut given = ["sign", "sign_v2"].into_iter().filter_map(|name| delivery.query(name));
        given.find_map(|given| digest.check(app.secret.expose(), &[text.as_bytes()], given))
    });
    let proof = proof.ok_or_else(|| refuse("neither sign nor sign_v2 is right"))?;
    Ok(Verdict::Hint(Hint::signed(proof, text.to_vec())))
}

fn escaped_for_html(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

pub(super) fn signature_error(what: &str, operation: &'static str) -> Error {
    Error::new(ErrorKind::Signature, what).during(operation)
}

pub(super) fn foreign_app(given: &str, operation: &'static str) -> Error {
    let shown: String = given.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
    signature_error("the app id is foreign", operation)
        .with("app_id", shown)
        .hint("route deliveries of each app to its own credentials")
}

pub(super) fn too_large(operation: &'static str) -> Error {
    Error::malformed("the body is too large")
        .during(operation)
        .with("limit", MAX_BODY_BYTES)
}

/// The digest that a push asks for in its `sign-method` header. All but MD5 is one source's word: behind a switch.
pub(super) fn event_digest(app: &AppCredentials, method: Option<&str>) -> Result<Digest> {
    match method {
        None => Ok(Digest::Md5),
        Some(word) if word.eq_ignore_ascii_case("md5") => Ok(Digest::Md5),
        Some(_) if app.unconfirmed.contains(switch::HMAC_EVENT) => Ok(Digest::HmacSha256),
        Some(_) => Err(signature_error("sign-method is not MD5", "douyin.verify").hint(format!(
            "HMAC-SHA256 for events rests on one source; switch `{}` on to accept it",
            switch::HMAC_EVENT
        ))),
    }
}
