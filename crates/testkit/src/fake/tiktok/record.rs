//! The history of a return: who did what, with words and pictures.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Fields, Input};
use super::codes::{is_cancellation, role_word, type_word};
use super::reason;
use super::row::seconds;
use crate::fake::params::fields;
use crate::fake::world::{AfterSale, LogLine, Role};

pub(super) fn records(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let it = ctx.aftersale(input.path_id("return_id")?)?;
    if is_cancellation(it) {
        return Err(ApiError::bad_parameter("return_id"));
    }
    let first = it.log.first().map(|line| opening(it, line));
    let others = it.log.iter().skip(1).map(|line| event(it, line));
    let rows: Vec<Value> = first.into_iter().chain(others).collect();
    Ok(fields(json!({"records": rows})))
}

/// The buyer's own words stand in the first one.
fn opening(it: &AfterSale, line: &LogLine) -> Value {
    let event = match type_word(it) {
        "REPLACEMENT" => "ORDER_REPLACEMENT",
        "REFUND" => "ORDER_REFUND",
        _ => "ORDER_RETURN",
    };
    let (_, reason_text) = reason::of(it);
    json!({
        "event": event, "role": role_word(line.role), "description": "", "reason_text": reason_text, "note": line.text,
        "images": pictures(&line.images), "videos": [], "create_time": seconds(line.at_ms),
    })
}

/// The names of later events are not documented: they say who moved.
fn event(it: &AfterSale, line: &LogLine) -> Value {
    let name = match line.role {
        Role::Buyer => "BUYER_UPDATE",
        Role::Seller => "SELLER_RESPONSE",
        Role::Platform => "PLATFORM_UPDATE",
    };
    let last_refusal = it.log.iter().rev().find(|other| other.role == Role::Seller);
    let refusal = it
        .refusal
        .as_ref()
        .filter(|_| last_refusal.is_some_and(|other| std::ptr::eq(other, line)));
    json!({
        "event": name, "role": role_word(line.role), "description": line.action,
        "reason_text": refusal.map_or("", |refusal| refusal.reason.as_str()),
        "note": refusal.map_or("", |refusal| refusal.remark.as_str()),
        "images": refusal.map(|refusal| pictures(&refusal.evidence)).unwrap_or_default(),
        "videos": [], "create_time": seconds(line.at_ms),
    })
}

fn pictures(names: &[String]) -> Vec<Value> {
    names
        .iter()
        .map(|name| json!({"url": name, "width": 100, "height": 100}))
        .collect()
}
