//! How the vectors of WeChat shops are run.
use std::sync::Arc;

use aftersync_core::Secret;
use aftersync_core::platform::{AppCredentials, Signal};
use aftersync_platforms::wechat::{Wechat, sign, status, switch};
use serde_json::{Value, json};

use super::deliver;
use super::facts::put_headline;
use super::file::Vector;
use super::found::{Fields, Found};
use super::input;
use super::platforms::{Platform, Row};

/// WeChat shops.
pub const WECHAT: Platform = Platform {
    owner: "wechat",
    adapter: || Arc::new(Wechat),
    app,
    probe: "verified",
    messages: |content| Ok(vec![serde_json::from_slice(content).map_err(|e| e.to_string())?]),
    signals,
    message,
    headline: |name, raw| status::headline(table(name), raw),
    is_known: |name, raw| status::is_known(table(name), raw),
    rows: &[
        Row {
            case: "url_check",
            algorithm: "wechat.url_check.",
            run: url_check,
        },
        Row {
            case: "decrypt",
            algorithm: "wechat.push.",
            run: push,
        },
        Row {
            case: "verify",
            algorithm: "wechat.push.",
            run: push,
        },
        Row {
            case: "parse",
            algorithm: "wechat.",
            run: deliver::parse,
        },
        Row {
            case: "map",
            algorithm: "wechat.status",
            run: deliver::status,
        },
        Row {
            case: "sign",
            algorithm: "wechat.reply.",
            run: reply,
        },
    ],
};

/// The adapter's name of a table: vectors may name it by what it is about.
fn table(name: &str) -> &str {
    match name {
        "aftersale_status" | "after_sale_status" => "status",
        other => other,
    }
}

fn app(vector: &Vector) -> AppCredentials {
    let ids = [vector.credential("app_id"), vector.credential("app_key")];
    let id = ids.into_iter().find(|id| !id.is_empty()).unwrap_or_default();
    let mut app = AppCredentials::new(id, vector.credential("secret"));
    for name in [sign::TOKEN, sign::AES_KEY] {
        app.extra.insert(name.to_owned(), Secret::from(vector.credential(name)));
    }
    app.unconfirmed
        .extend(switch::ALL.iter().map(|name| (*name).to_owned()));
    app
}

fn url_check(platform: &Platform, vector: &Vector) -> Result<Found, String> {
    let delivery = input::delivery(vector)?;
    let of = |name: &str| delivery.query(name).unwrap_or_default();
    let mut found = deliver::delivery(platform, vector)?;
    found.say(
        "signature",
        sign::signature(&[vector.credential("token"), of("timestamp"), of("nonce")]),
    );
    found.say("plain", of("echostr"));
    Ok(found)
}

fn push(platform: &Platform, vector: &Vector) -> Result<Found, String> {
    let delivery = input::delivery(vector)?;
    let envelope: Value = serde_json::from_slice(&delivery.body).unwrap_or_default();
    let of = |name: &str| delivery.query(name).unwrap_or_default();
    let cipher = envelope["Encrypt"].as_str().unwrap_or_default();
    let mut found = deliver::delivery(platform, vector)?;
    let texts = [vector.credential("token"), of("timestamp"), of("nonce"), cipher];
    found.say("signature", sign::signature(&texts));
    Ok(found)
}

fn reply(_: &Platform, vector: &Vector) -> Result<Found, String> {
    let (plain, nonce) = (input::text(vector, "plain")?, input::text(vector, "nonce")?);
    let random: [u8; 16] = input::text(vector, "random16")?
        .into_bytes()
        .try_into()
        .map_err(|_| "`input.random16` has not 16 bytes")?;
    let time: i64 = input::text(vector, "timestamp")?
        .parse()
        .map_err(|_| "`input.timestamp` is no number")?;
    let body = sign::encrypt_reply(&app(vector), plain.as_bytes(), &random, time, &nonce).map_err(|e| e.to_string())?;
    let read: Value = serde_json::from_str(&body).map_err(|e| e.to_string())?;
    Ok(Found::default()
        .say("signature", read["MsgSignature"].clone())
        .say("body_json", read)
        .say("body", body)
        .done())
}

/// The object of an event, whatever the field is called that holds it.
fn inner(message: &Value) -> &Value {
    let mut objects = message
        .as_object()
        .into_iter()
        .flatten()
        .map(|(_, value)| value)
        .filter(|value| value.is_object());
    objects.next().unwrap_or(&Value::Null)
}

fn is_complaint(message: &Value) -> bool {
    !inner(message)["complaint_id"].is_null()
}

/// A complaint moves its after-sale too.
fn signals(message: &Value) -> usize {
    let both = is_complaint(message) && !inner(message)["after_sale_order_id"].is_null();
    if both { 2 } else { 1 }
}

fn message(signals: &[Signal], message: &Value, fields: &mut Fields) {
    let inner = inner(message);
    let text = |value: &Value| {
        value
            .as_str()
            .map(str::to_owned)
            .or_else(|| value.as_u64().map(|n| n.to_string()))
    };
    let id_of = |object: &str| {
        let found = signals.iter().find(|signal| signal.object.object == object);
        found.map(|signal| signal.object.external_id.clone())
    };
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    let table = match () {
        () if is_complaint(message) => "complaint_status",
        () if !inner["guarantee_order_id"].is_null() => "guarantee_status",
        () => "status",
    };
    if let Some(complaint) = id_of("complaint") {
        put("complaint_id", json!(complaint));
        // The ticket is the after-sale beside which it stands.
        if let Some(after_sale) = id_of("aftersale") {
            put("external_id", json!(after_sale));
        }
    }
    put("order_id", json!(text(&inner["order_id"])));
    // The time of the event, which is not the time of change of what it is about: our signals do not carry it.
    put("event_time_s", message["CreateTime"].clone());
    put("event_time_ms", json!(message["CreateTime"].as_i64().map(|s| s * 1000)));
    let raw = signals
        .first()
        .filter(|signal| signal.object.object != "order")
        .and_then(|signal| signal.status.as_deref());
    put_headline(fields, &WECHAT, table, raw);
}
