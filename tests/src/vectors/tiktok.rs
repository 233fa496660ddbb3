//! How the vectors of TikTok Shop are run.
use std::sync::Arc;

use aftersync_core::platform::{AppCredentials, Method, Signal};
use aftersync_platforms::tiktok::{TikTok, sign, status, switch};
use serde_json::{Value, json};

use super::deliver;
use super::facts::put_headline;
use super::file::Vector;
use super::found::{Fields, Found, Said};
use super::input;
use super::platforms::{Platform, Row};

/// TikTok Shop.
pub const TIKTOK: Platform = Platform {
    owner: "tiktok",
    adapter: || Arc::new(TikTok),
    app,
    probe: "hint",
    messages: |content| Ok(vec![serde_json::from_slice(content).map_err(|e| e.to_string())?]),
    signals: |message| usize::from(!matches!(message["type"].as_i64(), Some(6 | 7))),
    message,
    headline: status::headline,
    is_known: status::is_known,
    rows: &[
        Row {
            case: "verify",
            algorithm: "tiktok.webhook",
            run: push,
        },
        Row {
            case: "parse",
            algorithm: "tiktok.",
            run: deliver::parse,
        },
        Row {
            case: "map",
            algorithm: "tiktok.status",
            run: deliver::status,
        },
        Row {
            case: "sign",
            algorithm: "tiktok.request",
            run: request,
        },
    ],
};

fn app(vector: &Vector) -> AppCredentials {
    let mut app = AppCredentials::new(vector.credential("app_key"), vector.credential("secret"));
    app.unconfirmed
        .extend(switch::ALL.iter().map(|name| (*name).to_owned()));
    app
}

fn push(platform: &Platform, vector: &Vector) -> Result<Found, String> {
    let delivery = input::delivery(vector)?;
    let (key, secret) = (vector.credential("app_key"), vector.credential("secret"));
    let text = [key.as_bytes(), &delivery.body].concat();
    let mut found = deliver::delivery(platform, vector)?;
    found.say("signature", sign::push(key, secret, &delivery.body));
    found.say("string_to_sign", String::from_utf8_lossy(&text).as_ref());
    Ok(found)
}

fn request(_: &Platform, vector: &Vector) -> Result<Found, String> {
    let methods = [Method::Get, Method::Post, Method::Put, Method::Delete];
    let word = input::text(vector, "method")?;
    let method = methods.into_iter().find(|method| method.as_str() == word);
    let method = method.ok_or_else(|| format!("`{word}` is no method"))?;
    let delivery = input::delivery(vector)?;
    let body = String::from_utf8(delivery.body.clone()).map_err(|_| "the body is no text")?;
    let content_type = delivery.header("content-type").unwrap_or_default();
    let canonical = sign::canonical(method, &delivery.path, &delivery.query, content_type, &body);
    let secret = vector.credential("secret");
    Ok(Found::default()
        .say("string_to_sign", sign::string_to_sign(secret, &canonical))
        .say("signature", sign::request(secret, &canonical))
        .say("canonical", canonical)
        .say("path", delivery.path)
        .say("body_json", serde_json::from_str::<Value>(&body).unwrap_or_default())
        .say("body", body)
        .put("headers", Said::Headers(delivery.headers))
        .done())
}

/// Where a type names its object, its status and its time of change.
const FIELDS: &[(i64, &str, &str, &str)] = &[
    (1, "order_id", "order_status", "update_time"),
    (11, "cancel_id", "cancel_status", "update_time"),
    (12, "return_id", "return_status", "update_time"),
    (
        64,
        "aftersales_request_id",
        "aftersales_request_status",
        "aftersales_request_update_time",
    ),
    (65, "rma_id", "rma_status", "rma_update_time"),
    (67, "rma_id", "refund_status", "refund_timestamp"),
];

fn message(signals: &[Signal], message: &Value, fields: &mut Fields) {
    let [signal] = signals else { return };
    let data = &message["data"];
    let known = FIELDS.iter().find(|(kind, ..)| message["type"] == *kind);
    let Some((_, id_field, table, time_field)) = known else {
        return;
    };
    let text = |value: &Value| {
        value
            .as_str()
            .map(str::to_owned)
            .or_else(|| value.as_i64().map(|n| n.to_string()))
    };
    let order = text(&data["order_id"]).or_else(|| text(&data["line_items"][0]["main_order_id"]));
    // A type without a time of change is dated by the message itself.
    let time = signal
        .revision
        .or(data[time_field].as_i64())
        .or(message["timestamp"].as_i64());
    let named = text(&data[id_field]).is_some_and(|id| id == signal.object.external_id);
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    put(
        "external_id_field",
        json!(if named { id_field } else { "aftersales_request_id" }),
    );
    put("order_id", json!(order));
    put("event_time_s", json!(time));
    put("event_time_ms", json!(time.map(|s| s * 1000)));
    let status = signal.status.as_deref().filter(|_| *table != "order_status");
    put_headline(fields, &TIKTOK, table, status);
}
