//! Doudian's signatures: requests (HMAC-SHA256 or MD5), pushed messages and callbacks.

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use serde_json::Value;
use sha2::Sha256;

/// Which digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// Plain MD5 over a text that has the secret at both ends.
    Md5,
    /// HMAC-SHA256 over the same text, keyed with the secret.
    HmacSha256,
}

impl Algorithm {
    /// Reads the `sign_method` parameter. Absent means MD5, the older of the two.
    #[must_use]
    pub fn named(name: Option<&str>) -> Option<Self> {
        match name.map(str::to_ascii_lowercase).as_deref() {
            None | Some("md5" | "") => Some(Self::Md5),
            Some("hmac-sha256") => Some(Self::HmacSha256),
            Some(_) => None,
        }
    }

    fn digest(self, secret: &str, text: &[u8]) -> String {
        match self {
            Self::Md5 => hex(&Md5::digest(text)),
            Self::HmacSha256 => hmac_sha256(secret.as_bytes(), text),
        }
    }
}

/// The signature of a request. `param_json` is the body as sent.
#[must_use]
pub fn request_sign(
    algorithm: Algorithm,
    app_key: &str,
    secret: &str,
    method: &str,
    param_json: &str,
    timestamp: &str,
) -> String {
    algorithm.digest(
        secret,
        request_base(app_key, secret, method, param_json, timestamp).as_bytes(),
    )
}

/// The text that is signed for a request.
#[must_use]
pub fn request_base(app_key: &str, secret: &str, method: &str, param_json: &str, timestamp: &str) -> String {
    format!("{secret}app_key{app_key}method{method}param_json{param_json}timestamp{timestamp}v2{secret}")
}

/// The signature of a pushed body, over its raw bytes.
#[must_use]
pub fn event_sign(algorithm: Algorithm, app_key: &str, secret: &str, body: &[u8]) -> String {
    let text = [app_key.as_bytes(), body, secret.as_bytes()].concat();
    algorithm.digest(secret, &text)
}

/// The signature of a callback in which the platform asks the app.
#[must_use]
pub fn spi_sign(algorithm: Algorithm, app_key: &str, secret: &str, param_json: &str, timestamp: &str) -> String {
    algorithm.digest(
        secret,
        format!("{secret}app_key{app_key}param_json{param_json}timestamp{timestamp}{secret}").as_bytes(),
    )
}

/// The one text for a JSON value: keys in byte order at every depth, no white space, no escapes beyond what JSON demands, whole
/// numbers without a fraction, null fields left out.
#[must_use]
pub fn canonical_json(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut sorted: Vec<_> = fields.iter().filter(|(_, value)| !value.is_null()).collect();
            sorted.sort_by(|left, right| left.0.as_bytes().cmp(right.0.as_bytes()));
            separated(out, '{', '}', sorted, |(key, value), out| {
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write(value, out);
            });
        }
        Value::Array(items) => separated(out, '[', ']', items.iter().collect(), write),
        Value::Number(number) => {
            let text = number.to_string();
            out.push_str(text.strip_suffix(".0").unwrap_or(&text));
        }
        other => out.push_str(&other.to_string()),
    }
}

fn separated<T>(out: &mut String, open: char, close: char, items: Vec<T>, mut each: impl FnMut(T, &mut String)) {
    out.push(open);
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        each(item, out);
    }
    out.push(close);
}

fn hmac_sha256(key: &[u8], text: &[u8]) -> String {
    // HMAC takes keys of any length, so the error case has no meaning; an empty signature matches nothing.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return String::new();
    };
    mac.update(text);
    hex(&mac.finalize().into_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            for half in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
            }
            out
        })
}

#[cfg(test)]
mod tests {
    use super::canonical_json;
    use serde_json::json;

    #[test]
    fn canonical_text() {
        let value = json!({"b": {"z": 1.0, "a": "中/<&>\"\n"}, "a": [null, 2, {"y": null, "x": true}], "B": 0.5});
        assert_eq!(
            canonical_json(&value),
            r#"{"B":0.5,"a":[null,2,{"x":true}],"b":{"a":"中/<&>\"\n","z":1}}"#
        );
    }
}
