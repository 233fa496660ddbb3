//! From the `input` of a vector to what our code takes.
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::Delivery;
use serde_json::{Map, Value};

use super::file::Vector;

/// What `input` says in a text; a number is taken as it is written.
pub fn text(vector: &Vector, key: &str) -> Result<String, String> {
    match vector.input.get(key) {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Number(number)) => Ok(number.to_string()),
        _ => Err(format!("`input.{key}` is not a text")),
    }
}

/// The clock of the vector. Where it names none a request is as fresh as it says, and all else is at the beginning of time.
pub fn now(vector: &Vector) -> Timestamp {
    let sent = || {
        let query = object(vector, "query")?;
        let seconds = query.get("timestamp")?;
        seconds.as_i64().or_else(|| seconds.as_str()?.parse().ok())
    };
    match vector.now_ms {
        Some(ms) => Timestamp(ms),
        None => sent().map_or(Timestamp(0), Timestamp::from_secs),
    }
}

/// The exact bytes of the body; none when there is no body.
pub fn body(vector: &Vector) -> Result<Vec<u8>, String> {
    match (vector.input.get("body"), vector.input.get("body_base64")) {
        (Some(Value::String(text)), None) => Ok(text.clone().into_bytes()),
        (None, Some(Value::String(text))) => base64(text).ok_or_else(|| "`body_base64` is not Base64".to_owned()),
        (None, None) => Ok(Vec::new()),
        _ => Err("`body` and `body_base64` are not one text".to_owned()),
    }
}

/// Names and values, in the order of the file.
pub fn pairs(vector: &Vector, key: &str) -> Result<Vec<(String, String)>, String> {
    let Some(value) = vector.input.get(key) else {
        return Ok(Vec::new());
    };
    let object = value
        .as_object()
        .ok_or_else(|| format!("`input.{key}` is not an object"))?;
    let pair = |(name, value): (&String, &Value)| match value {
        Value::String(text) => Ok((name.clone(), text.clone())),
        Value::Number(number) => Ok((name.clone(), number.to_string())),
        _ => Err(format!("`input.{key}.{name}` is not a text")),
    };
    object.iter().map(pair).collect()
}

/// The request as a host would hand it to the adapter. A form that is given decoded becomes the body again when there is
/// no body.
pub fn delivery(vector: &Vector) -> Result<Delivery, String> {
    let url = ["path", "url"]
        .into_iter()
        .find_map(|key| vector.input.get(key)?.as_str());
    let (path, written) = url.map_or(("", ""), |url| url.split_once('?').unwrap_or((url, "")));
    let mut query = pairs(vector, "query")?;
    if query.is_empty() {
        query = decode_form(written);
    }
    let mut body = body(vector)?;
    let form = pairs(vector, "form")?;
    if body.is_empty() && !form.is_empty() {
        body = encode_form(&form).into_bytes();
    }
    Ok(Delivery {
        path: path_of(path).to_owned(),
        query,
        headers: pairs(vector, "headers")?,
        body,
    })
}

/// The path of a URL: what follows the host.
fn path_of(url: &str) -> &str {
    match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => url,
    }
}

fn encode_form(pairs: &[(String, String)]) -> String {
    let joined: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", percent(name), percent(value)))
        .collect();
    joined.join("&")
}

fn percent(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

/// A query string, decoded once.
pub fn decode_form(text: &str) -> Vec<(String, String)> {
    let pair = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (decode(name), decode(value))
    };
    text.split('&').filter(|part| !part.is_empty()).map(pair).collect()
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let code = text
            .get(at + 1..at + 3)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (byte, code) {
            (b'%', Some(code)) => {
                out.push(code);
                at += 3;
                continue;
            }
            (b'+', _) => out.push(b' '),
            _ => out.push(*byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Standard Base64, padded or not; `None` for anything else.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |byte: u8| DIGITS.iter().position(|d| *d == byte).map(|at| at as u32);
    let sextets: Vec<u32> = text.trim_end_matches('=').bytes().map(digit).collect::<Option<_>>()?;
    let mut out = Vec::new();
    for group in sextets.chunks(4) {
        if group.len() == 1 {
            return None;
        }
        let bits = group.iter().fold(0, |n, s| n << 6 | s) << (6 * (4 - group.len()));
        out.extend(&bits.to_be_bytes()[1..group.len()]);
    }
    Some(out)
}

/// Texts by name, from an object.
pub fn object<'a>(vector: &'a Vector, key: &str) -> Option<&'a Map<String, Value>> {
    vector.input.get(key)?.as_object()
}
