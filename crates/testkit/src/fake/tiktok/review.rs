//! Decisions of the batch model, many in one call. What fails is listed beside code 0.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Fields, Input, Params, need_text, text};
use super::decide::{by_name, once};
use super::{REQUEST_BASE, RMA_BASE, codes, money, return_of};
use crate::fake::params::fields;
use crate::fake::world::{AfterSale, Kind};

/// An action, what it is for, and the decision it stands for.
const ACTIONS: &[(&str, &str, Kind, &str)] = &[
    ("AFTERSALES", "APPROVE_REQUEST", Kind::RefundShipped, "APPROVE_REFUND"),
    ("AFTERSALES", "APPROVE_REQUEST", Kind::ReturnRefund, "APPROVE_RETURN"),
    ("AFTERSALES", "APPROVE_REQUEST", Kind::Exchange, "APPROVE_REPLACEMENT"),
    ("AFTERSALES", "REJECT_REQUEST", Kind::RefundShipped, "REJECT_REFUND"),
    ("AFTERSALES", "REJECT_REQUEST", Kind::ReturnRefund, "REJECT_RETURN"),
    ("AFTERSALES", "REJECT_REQUEST", Kind::Exchange, "REJECT_REPLACEMENT"),
    (
        "AFTERSALES",
        "REFUND_INSTEAD",
        Kind::Exchange,
        "ISSUE_REPLACEMENT_REFUND",
    ),
    ("AFTERSALES", "REFUND_INSTEAD", Kind::ReturnRefund, "APPROVE_RETURN"),
    (
        "AFTERSALES",
        "OFFER_PARTIAL_REFUND",
        Kind::RefundShipped,
        "OFFER_PARTIAL_REFUND",
    ),
    (
        "AFTERSALES",
        "OFFER_PARTIAL_REFUND",
        Kind::ReturnRefund,
        "OFFER_PARTIAL_REFUND",
    ),
    (
        "RMA",
        "APPROVE_RETURN_PACKAGE",
        Kind::ReturnRefund,
        "APPROVE_RECEIVED_PACKAGE",
    ),
    (
        "RMA",
        "REJECT_RETURN_PACKAGE",
        Kind::ReturnRefund,
        "REJECT_RECEIVED_PACKAGE",
    ),
];

fn invalid(why: &str) -> ApiError {
    ApiError::new(
        98_001_004,
        format!("Invalid parameters. Please verify your input before retrying: {why}"),
    )
}

pub(super) fn review(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let decisions = input.body.get("aftersales_request_decisions").and_then(Value::as_array);
    let decisions = decisions.filter(|decisions| !decisions.is_empty());
    let decisions = decisions.ok_or_else(|| ApiError::bad_parameter("aftersales_request_decisions"))?;
    let mut errors = Vec::new();
    for decision in decisions {
        let decision = fields(decision.clone());
        if let Err(error) = one(ctx, &decision) {
            let request_id = text(&decision, "request_id").unwrap_or_default();
            errors.push(json!({"code": error.code.to_string(), "message": error.message, "request_id": request_id}));
        }
    }
    Ok(fields(json!({"errors": errors})))
}

fn one(ctx: &mut Ctx<'_>, decision: &Params) -> Result<Fields, ApiError> {
    let key = text(decision, "idempotency_key")?;
    let request = Value::Object(decision.clone()).to_string();
    once(ctx, key, &request, |ctx| apply(ctx, decision))
}

fn apply(ctx: &mut Ctx<'_>, decision: &Params) -> Result<Fields, ApiError> {
    let kind = need_text(decision, "request_id_type")?;
    let number: i64 = need_text(decision, "request_id")?
        .parse()
        .map_err(|_| invalid("request_id"))?;
    let id = match kind {
        "AFTERSALES" => return_of(number, REQUEST_BASE),
        "RMA" => return_of(number, RMA_BASE),
        _ => return Err(invalid("request_id_type")),
    };
    let it = ctx.aftersale(id)?;
    if !ctx.options.is_batch(it) || kind == "RMA" && codes::rma_status(it).is_none() {
        return Err(invalid("request_id"));
    }
    let line = lines(ctx, it, decision)?;
    let action = need_text(&line, "action")?;
    let row = ACTIONS
        .iter()
        .find(|(of, name, on, _)| *of == kind && *name == action && *on == it.kind);
    let (.., name) = row.ok_or_else(|| invalid("action"))?;
    let mut body = line.clone();
    if action == "REFUND_INSTEAD" && it.kind == Kind::ReturnRefund {
        body.insert("buyer_keep_item".into(), json!(true));
    }
    by_name(ctx, id, name, &body)
}

/// The one decision about all lines. The fake's requests are whole: it takes no mixed decisions.
fn lines(ctx: &Ctx<'_>, it: &AfterSale, decision: &Params) -> Result<Params, ApiError> {
    let rows = decision.get("line_item_decisions").and_then(Value::as_array);
    let [row] = rows.map(Vec::as_slice).unwrap_or_default() else {
        return Err(invalid("line_item_decisions"));
    };
    let row = fields(row.clone());
    let named: Vec<&str> = row
        .get("line_items")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|line| line.get("return_line_item_id").and_then(Value::as_str))
        .collect();
    let order = ctx.core.world.order(it.order_id);
    let own = order.map(|order| money::request_lines(it, order)).unwrap_or_default();
    let all = own.iter().all(|line| named.contains(&line.id.to_string().as_str()));
    if all && named.len() == own.len() {
        Ok(row)
    } else {
        Err(invalid("line_items"))
    }
}
