//! How the vectors of Douyin are run.
use std::sync::Arc;

use aftersync_core::Secret;
use aftersync_core::platform::{AppCredentials, Call, Signal};
use aftersync_platforms::douyin::sign::{Digest, canonical, event_text, request, request_text, spi_texts, verify_spi};
use aftersync_platforms::douyin::{Douyin, signed_call, status, switch};
use serde_json::{Value, json};

use super::deliver;
use super::facts::put_headline;
use super::file::Vector;
use super::found::{Fields, Found, Said};
use super::input;
use super::platforms::{Platform, Row};

/// Douyin.
pub const DOUYIN: Platform = Platform {
    owner: "douyin",
    adapter: || Arc::new(Douyin),
    app,
    probe: "hint",
    messages,
    message,
    signals: |_| 1,
    headline: |name, raw| status::headline(table(name), raw),
    is_known: |name, raw| status::is_known(table(name), raw),
    rows: &[
        Row {
            case: "verify",
            algorithm: "douyin.event.",
            run: event,
        },
        Row {
            case: "verify",
            algorithm: "douyin.spi.",
            run: spi,
        },
        Row {
            case: "sign",
            algorithm: "douyin.request.",
            run: sign,
        },
        Row {
            case: "parse",
            algorithm: "douyin.",
            run: deliver::parse,
        },
        Row {
            case: "map",
            algorithm: "douyin.status",
            run: deliver::status,
        },
    ],
};

/// The adapter's name of a table: messages and lists spell it differently.
fn table(name: &str) -> &str {
    match name {
        "status" | "after_sale_status" | "standard_aftersale_status" => "aftersale_status",
        other => other,
    }
}

fn app(vector: &Vector) -> AppCredentials {
    let mut app = AppCredentials::new(vector.credential("app_key"), vector.credential("secret"));
    app.unconfirmed
        .extend(switch::OTHERS.iter().map(|name| (*name).to_owned()));
    app
}

fn digest(vector: &Vector) -> Result<Digest, String> {
    let known = [Digest::Md5, Digest::HmacSha256];
    let named = known.into_iter().find(|digest| digest.as_str() == vector.digest());
    named.ok_or_else(|| format!("`{}` names no digest of this platform", vector.algorithm))
}

fn event(platform: &Platform, vector: &Vector) -> Result<Found, String> {
    let (app, delivery, digest) = (app(vector), input::delivery(vector)?, digest(vector)?);
    let text = event_text(&app, &delivery.body);
    let mut found = deliver::delivery(platform, vector)?;
    found.say("signature", digest.of(app.secret.expose(), &text));
    found.say("string_to_sign", String::from_utf8_lossy(&text).as_ref());
    Ok(found)
}

fn spi(platform: &Platform, vector: &Vector) -> Result<Found, String> {
    let (app, delivery, digest) = (app(vector), input::delivery(vector)?, digest(vector)?);
    let mut found = deliver::judged(platform, &app, &delivery, verify_spi(&app, &delivery))?;
    let params = delivery
        .query("param_json")
        .map_or(delivery.body.as_slice(), str::as_bytes);
    let timestamp = delivery.query("timestamp").unwrap_or_default();
    // What is no JSON has no right signature.
    if let Ok(params) = serde_json::from_slice(params) {
        let texts = spi_texts(&app, &params, timestamp);
        let signatures = texts
            .each_ref()
            .map(|text| Value::from(digest.of(app.secret.expose(), text.as_bytes())));
        found.put("signature", Said::AnyOf(signatures.to_vec()));
        found.put("string_to_sign", Said::AnyOf(texts.map(Value::from).to_vec()));
    }
    Ok(found)
}

fn sign(_: &Platform, vector: &Vector) -> Result<Found, String> {
    let (app_key, secret) = (vector.credential("app_key"), vector.credential("secret"));
    let (method, timestamp) = (input::text(vector, "api")?, input::text(vector, "timestamp")?);
    let params = vector.input.get("params").ok_or("`input.params` is absent")?;
    let (digest, body) = (digest(vector)?, canonical(params));
    let call = Call {
        app: Arc::new(app(vector)),
        shop: "".into(),
        token: vector.account.get("access_token").cloned().map(Secret::new),
        now: aftersync_core::model::time::Timestamp::from_secs(timestamp.parse().unwrap_or_default()),
        settings: Default::default(),
    };
    let whole = signed_call(&call, &method, params);
    let signature = request(digest, app_key, secret, &method, &body, &timestamp);
    let sent = format!("sign={signature}");
    if whole.body != body.as_bytes() || (digest == Digest::HmacSha256 && !whole.url.ends_with(&sent)) {
        return Err("the whole request carries another body or signature than its parts".to_owned());
    }
    let path = whole
        .url
        .trim_start_matches("https://")
        .split_once('/')
        .unwrap_or_default()
        .1;
    let path = format!("/{}", path.split('?').next().unwrap_or_default());
    Ok(Found::default()
        .say("body_json", serde_json::from_str::<Value>(&body).unwrap_or_default())
        .say("canonical", body.as_str())
        .say("body", body)
        .say(
            "string_to_sign",
            request_text(
                app_key,
                secret,
                &method,
                &String::from_utf8_lossy(&whole.body),
                &timestamp,
            ),
        )
        .say("signature", signature)
        .say("path", path)
        .put("headers", Said::Headers(whole.headers))
        .done())
}

fn messages(content: &[u8]) -> Result<Vec<Value>, String> {
    let list: Vec<Value> = serde_json::from_slice(content).map_err(|e| e.to_string())?;
    let is_probe = |message: &Value| message["tag"] == "0" || message["tag"] == 0;
    Ok(list.into_iter().filter(|message| !is_probe(message)).collect())
}

/// `data` is a text that holds an object, or the object itself.
fn data(message: &Value) -> Value {
    match &message["data"] {
        Value::String(text) => serde_json::from_str(text).unwrap_or_default(),
        other => other.clone(),
    }
}

fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn message(signals: &[Signal], message: &Value, fields: &mut Fields) {
    let [signal] = signals else { return };
    let data = data(message);
    let is_order = signal.object.object == "order";
    let kind_code = id(&data["aftersale_type"]);
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    put(
        "external_id_field",
        json!(if is_order { "p_id" } else { "aftersale_id" }),
    );
    put("order_id", json!(id(&data["p_id"])));
    put("event_time_s", json!(signal.revision));
    put("event_time_ms", json!(signal.revision.map(|s| s * 1000)));
    put("event_time_text", data["update_time"].clone());
    put("kind", json!(kind_code.as_deref().and_then(status::kind)));
    // A push names status and type, but not how far the money is.
    let table = kind_code.map_or_else(
        || "aftersale_status".to_owned(),
        |code| format!("aftersale_status.{code}"),
    );
    let raw = signal.status.as_deref().filter(|_| !is_order);
    put_headline(fields, &DOUYIN, &table, raw);
}
