//! Cases that are the same for every platform: a delivery, content without a signature, an answer to a poll, a status.
use std::sync::Arc;

use aftersync_core::ErrorKind;
use aftersync_core::platform::{
    AppCredentials, Call, Delivery, Hint, HttpReply, HttpResponse, Parsed, PollCursor, Verdict,
};
use serde_json::{Value, json};

use super::facts;
use super::file::Vector;
use super::found::{Fields, Found, Said};
use super::input;
use super::platforms::Platform;

/// `verify`, `decrypt` and `url_check`: through the adapter's own `verify`.
pub fn delivery(platform: &Platform, vector: &Vector) -> Result<Found, String> {
    let adapter = (platform.adapter)();
    let (app, delivery) = ((platform.app)(vector), input::delivery(vector)?);
    let verdict = adapter.verify(&app, &delivery, input::now(vector));
    judged(platform, &app, &delivery, verdict)
}

/// What a verdict says, and what the content says when there is any.
pub fn judged(
    platform: &Platform,
    app: &AppCredentials,
    delivery: &Delivery,
    verdict: aftersync_core::Result<Verdict>,
) -> Result<Found, String> {
    let adapter = (platform.adapter)();
    let mut found = Found::default();
    match verdict {
        Ok(Verdict::Probe(reply)) => {
            found
                .say("valid", true)
                .say("verdict", platform.probe)
                .say("signal", "probe");
            found.put("ack", ack(&reply)).put("facts", Said::Facts(Vec::new()));
            found.say("plain", String::from_utf8_lossy(&delivery.body).as_ref());
            found.say(
                "messages",
                (platform.messages)(&delivery.body).map_or(0, |list| list.len()),
            );
        }
        Ok(Verdict::Hint(hint)) => {
            found.say("valid", true).say("verdict", "hint");
            found.put("ack", ack(&adapter.acknowledge(true)));
            let parsed = adapter.peek(app, &hint).map_err(|e| format!("peek: {e}"))?;
            content(platform, &hint.content, &parsed, &mut found)?;
        }
        Ok(Verdict::Verified(verified)) => {
            found.say("valid", true).say("verdict", "verified");
            found.put("ack", ack(&adapter.acknowledge(true)));
            let parsed = adapter.parse(app, &verified).map_err(|e| format!("parse: {e}"))?;
            content(platform, &verified.content, &parsed, &mut found)?;
        }
        // Our own misuse is no rejection.
        Err(e) if matches!(e.kind(), ErrorKind::Config | ErrorKind::Internal) => return Err(e.to_string()),
        Err(_) => {
            found.say("valid", false).say("verdict", "rejected");
        }
    }
    Ok(found)
}

/// `parse`: content that passed its check, or that has none.
pub fn parse(platform: &Platform, vector: &Vector) -> Result<Found, String> {
    match vector.input.get("source").and_then(Value::as_str) {
        Some("push" | "queue") => push(platform, vector),
        Some("response") => response(platform, vector),
        Some(other) => Err(format!("this platform has no content of source `{other}`")),
        None => Err("`input.source` is not a text".to_owned()),
    }
}

fn push(platform: &Platform, vector: &Vector) -> Result<Found, String> {
    let body = match vector.input.get("messages") {
        Some(pulled) => pulled.to_string().into_bytes(),
        None => input::body(vector)?,
    };
    let adapter = (platform.adapter)();
    let hint = Hint::unsigned(body);
    let parsed = adapter
        .peek(&(platform.app)(vector), &hint)
        .map_err(|e| format!("peek: {e}"))?;
    let mut found = Found::default();
    found.put("ack", ack(&adapter.acknowledge(true)));
    if parsed == Parsed::default() {
        found.say("signal", "probe");
    }
    content(platform, &hint.content, &parsed, &mut found)?;
    Ok(found)
}

fn response(platform: &Platform, vector: &Vector) -> Result<Found, String> {
    let answer = HttpResponse {
        status: vector.input.get("http_status").and_then(Value::as_u64).unwrap_or(200) as u16,
        headers: input::pairs(vector, "headers")?,
        body: input::body(vector)?,
    };
    let now = input::now(vector);
    let call = Call {
        app: Arc::new((platform.app)(vector)),
        shop: vector
            .input
            .get("shop_id")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .into(),
        token: None,
        now,
        settings: Default::default(),
    };
    let cursor = PollCursor {
        from: now,
        to: now,
        page: None,
    };
    let page = (platform.adapter)()
        .poll_read(&call, &cursor, &answer)
        .map_err(|e| e.to_string())?;
    // Items of a list are told by their signals alone.
    let items = vec![Value::Null; page.parsed.signals.len()];
    let read = facts::of_parsed(platform, &page.parsed, &items)?;
    let mut found = Found::default();
    listed(read, &mut found);
    found.say("next_page", json!(page.next));
    Ok(found)
}

/// What the content of a delivery says.
fn content(platform: &Platform, content: &[u8], parsed: &Parsed, found: &mut Found) -> Result<(), String> {
    found.say("plain", String::from_utf8_lossy(content).as_ref());
    // Content that is no list of messages is for the vector's own check of the facts, if it states any.
    let Ok(messages) = (platform.messages)(content) else {
        return Ok(());
    };
    found.say("messages", messages.len());
    match facts::of_parsed(platform, parsed, &messages) {
        Ok(read) => listed(read, found),
        Err(why) => {
            found.say("facts", why.as_str()).say("tickets", why);
        }
    }
    Ok(())
}

fn listed(read: Vec<Fields>, found: &mut Found) {
    let (fresh, repeated) = facts::fresh_and_repeated(&read);
    found
        .say("accepted_messages", fresh)
        .say("duplicate_messages", repeated);
    found.put("tickets", Said::Tickets(facts::tickets(&read)));
    found.put("facts", Said::Facts(read));
}

/// The answer that is owed.
pub fn ack(reply: &HttpReply) -> Said {
    let fields = json!({"http_status": reply.status, "body": String::from_utf8_lossy(&reply.body)});
    Said::Part(fields.as_object().cloned().unwrap_or_default())
}

/// `map`: one row of a status table.
pub fn status(platform: &Platform, vector: &Vector) -> Result<Found, String> {
    let (table, status) = (input::text(vector, "table")?, input::text(vector, "status")?);
    if (platform.headline)(&table, &status).is_none() {
        return Err(format!("the adapter has no table `{table}`"));
    }
    let mut fields = Fields::new();
    facts::put_headline(&mut fields, platform, &table, Some(&status));
    let mut found = Found::default();
    for key in ["headline", "unknown_status"] {
        found.say(key, fields.get(key).cloned().unwrap_or_default());
    }
    Ok(found)
}
