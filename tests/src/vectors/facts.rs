//! Facts: what is told by signals and by facts of ours, and how the stated fields are compared.
use aftersync_core::lifecycle::{headline, jump};
use aftersync_core::model::axes::Axes;
use aftersync_core::model::fact::{Fact, FactBody};
use aftersync_core::platform::{Parsed, Signal};
use serde_json::{Value, json};

use super::check::Differences;
use super::found::Fields;
use super::platforms::Platform;

/// The fields that the signals of one message tell, with those that the platform's own table reads from the message.
pub fn of_signals(platform: &Platform, signals: &[Signal], message: &Value) -> Fields {
    let mut fields = Fields::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    if let Some(signal) = signals.first() {
        put("external_id", json!(signal.object.external_id));
        put("shop_id", json!(signal.object.shop.as_str()));
        put("dedupe_key", json!(signal.dedupe));
    }
    // A hint is always read again.
    put("refetch", json!(true));
    (platform.message)(signals, message, &mut fields);
    fields
}

/// Puts the headline of a raw status into the fields, by the adapter's own table.
pub fn put_headline(fields: &mut Fields, platform: &Platform, table: &str, status: Option<&str>) {
    let found = status.and_then(|status| (platform.headline)(table, status)).flatten();
    let known = status.is_some_and(|status| (platform.is_known)(table, status));
    fields.insert("headline".to_owned(), json!(found));
    fields.insert("unknown_status".to_owned(), json!(status.is_some() && !known));
}

/// The fields that a fact tells; `None` for facts that are no after-sales.
pub fn of_fact(fact: &Fact) -> Option<Fields> {
    let FactBody::AfterSale(it) = &fact.body else {
        return None;
    };
    let shown = headline(&jump(&Axes::start(it.kind), it.kind, &it.claim));
    let fields = json!({
        "external_id": it.external_id,
        "order_id": it.order,
        "shop_id": fact.shop.as_str(),
        "kind": it.kind,
        "headline": it.known.then_some(shown),
        "unknown_status": !it.known,
        "refetch": false,
        "version": it.version_token,
        "amount_minor": it.requested.map(|money| money.minor),
        "currency": it.requested.map(|money| money.currency.to_string()),
        "event_time_ms": fact.occurred_at.0,
        "event_time_s": fact.occurred_at.secs(),
    });
    fields.as_object().cloned()
}

/// The fields of all that was read, in order, and how many parts there were.
pub fn of_parsed(platform: &Platform, parsed: &Parsed, messages: &[Value]) -> Result<Vec<Fields>, String> {
    if let Some(lost) = parsed.unreadable.first() {
        return Err(format!("a part cannot be read: {}", lost.reason));
    }
    if !parsed.facts.is_empty() {
        return Ok(parsed.facts.iter().filter_map(of_fact).collect());
    }
    let (mut rest, mut all) = (parsed.signals.as_slice(), Vec::new());
    for message in messages {
        let count = (platform.signals)(message);
        let (ours, others) = rest.split_at_checked(count).ok_or_else(|| {
            format!(
                "{} signals were read, too few for {} messages",
                parsed.signals.len(),
                messages.len()
            )
        })?;
        if count > 0 {
            all.push(of_signals(platform, ours, message));
        }
        rest = others;
    }
    match rest {
        [] => Ok(all),
        more => Err(format!(
            "{} more signals were read than the messages lead to",
            more.len()
        )),
    }
}

/// The last state of each object, by the order of the messages.
pub fn tickets(facts: &[Fields]) -> Vec<Fields> {
    let mut last: Vec<Fields> = Vec::new();
    for fact in facts {
        let same = |known: &&mut Fields| known.get("external_id") == fact.get("external_id");
        match last.iter_mut().find(same) {
            Some(known) if time(known) <= time(fact) => *known = fact.clone(),
            Some(_) => {}
            None => last.push(fact.clone()),
        }
    }
    last
}

fn time(fields: &Fields) -> Option<i64> {
    ["event_time_ms", "event_time_s"]
        .into_iter()
        .find_map(|name| fields.get(name)?.as_i64())
}

/// How many messages are new by their dedupe key, and how many came again.
pub fn fresh_and_repeated(facts: &[Fields]) -> (usize, usize) {
    let mut seen: Vec<&Value> = Vec::new();
    let mut repeated = 0;
    for key in facts.iter().filter_map(|fact| fact.get("dedupe_key")) {
        match !key.is_null() && seen.contains(&key) {
            true => repeated += 1,
            false => seen.push(key),
        }
    }
    (seen.len(), repeated)
}

/// Compares a list of facts in order.
pub fn in_order(key: &str, expected: &Value, found: &[Fields], all: &mut Differences) {
    let Some(list) = expected.as_array() else {
        return all.wrong(key, expected, "a list");
    };
    if list.len() != found.len() {
        all.wrong
            .push(format!("`{key}` has {} entries, expected {}", found.len(), list.len()));
        return;
    }
    for (at, (expected, found)) in list.iter().zip(found).enumerate() {
        fields(&format!("{key}[{at}]"), expected, found, all);
    }
}

/// Compares a list of tickets by their ids.
pub fn by_id(key: &str, expected: &Value, found: &[Fields], all: &mut Differences) {
    let Some(list) = expected.as_array() else {
        return all.wrong(key, expected, "a list");
    };
    if list.len() != found.len() {
        all.wrong
            .push(format!("`{key}` has {} entries, expected {}", found.len(), list.len()));
    }
    for expected in list {
        let id = &expected["external_id"];
        let path = format!("{key}[{id}]");
        match found.iter().find(|fields| fields.get("external_id") == Some(id)) {
            Some(found) => fields(&path, expected, found, all),
            None => all.wrong.push(format!("`{path}` is not there")),
        }
    }
}

fn fields(path: &str, expected: &Value, found: &Fields, all: &mut Differences) {
    let Some(expected) = expected.as_object() else {
        return all.wrong(path, expected, "an object");
    };
    for (name, value) in expected {
        let path = format!("{path}.{name}");
        match found.get(name) {
            None => all.untold.push(format!("`{path}`")),
            Some(ours) if is_met(name, value, ours) => {}
            Some(ours) => all.wrong(&path, value, ours),
        }
    }
}

/// Equal, but for what the format says: a ticket shows `requested` before triage, and a dedupe key may be given in parts.
fn is_met(name: &str, expected: &Value, ours: &Value) -> bool {
    match (name, expected, ours) {
        ("headline", Value::String(expected), Value::String(ours)) => {
            expected == ours || (expected == "awaiting_seller" && ours == "requested")
        }
        ("dedupe_key", Value::Array(parts), Value::String(ours)) => is_joined(parts, ours),
        _ => expected == ours,
    }
}

/// Whether a text is exactly these parts, joined by one separator of up to two characters that are no letters or digits.
fn is_joined(parts: &[Value], text: &str) -> bool {
    let written = |part: &Value| part.as_str().map_or_else(|| part.to_string(), str::to_owned);
    let parts: Vec<String> = parts.iter().map(written).collect();
    let Some(rest) = parts.first().and_then(|first| text.strip_prefix(first.as_str())) else {
        return false;
    };
    let separators = (1..=2)
        .filter_map(|n| rest.get(..n))
        .filter(|it| !it.contains(char::is_alphanumeric));
    parts.len() == 1 && rest.is_empty() || separators.into_iter().any(|it| parts.join(it) == text)
}
