//! What a seller may do with a request now, as a table.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Fields, Input};
use super::codes::next_action;
use super::reason;
use crate::fake::params::fields;
use crate::fake::world::{AfterSale, Kind, SellerAction, Stage};
use SellerAction as Act;

/// One row: a decision's name, what it is for, and what it does.
pub(super) struct Rule {
    pub name: &'static str,
    kind: Kind,
    stage: Stage,
    pub action: SellerAction,
}

const fn row(name: &'static str, kind: Kind, stage: Stage, action: SellerAction) -> Rule {
    Rule {
        name,
        kind,
        stage,
        action,
    }
}

/// Every decision that the fake knows.
#[rustfmt::skip]
const RULES: &[Rule] = &[
    row("APPROVE_REQUEST_CANCEL", Kind::RefundUnshipped, Stage::AwaitingSeller, Act::ApproveRefund),
    row("REJECT_REQUEST_CANCEL", Kind::RefundUnshipped, Stage::AwaitingSeller, Act::RejectRefund),
    row("APPROVE_REFUND", Kind::RefundShipped, Stage::AwaitingSeller, Act::ApproveRefund),
    row("REJECT_REFUND", Kind::RefundShipped, Stage::AwaitingSeller, Act::RejectRefund),
    row("APPROVE_RETURN", Kind::ReturnRefund, Stage::AwaitingSeller, Act::ApproveReturn),
    row("REJECT_RETURN", Kind::ReturnRefund, Stage::AwaitingSeller, Act::RejectReturn),
    row("APPROVE_RECEIVED_PACKAGE", Kind::ReturnRefund, Stage::ReturnInTransit, Act::AcceptReturn),
    row("REJECT_RECEIVED_PACKAGE", Kind::ReturnRefund, Stage::ReturnInTransit, Act::RejectAfterReturn),
    row("APPROVE_REPLACEMENT", Kind::Exchange, Stage::AwaitingSeller, Act::ApproveReplacement),
    row("REJECT_REPLACEMENT", Kind::Exchange, Stage::AwaitingSeller, Act::RejectExchange),
    row("ISSUE_REPLACEMENT_REFUND", Kind::Exchange, Stage::AwaitingSeller, Act::RefundInsteadOfExchange),
    row("OFFER_PARTIAL_REFUND", Kind::RefundShipped, Stage::AwaitingSeller, Act::Offer),
    row("OFFER_PARTIAL_REFUND", Kind::ReturnRefund, Stage::AwaitingSeller, Act::Offer),
];

/// The rule of a decision for a request.
pub(super) fn rule(ctx: &Ctx<'_>, it: &AfterSale, name: &str) -> Result<&'static Rule, ApiError> {
    let mut known = RULES.iter().filter(|rule| rule.name == name).peekable();
    if known.peek().is_none() {
        return Err(ApiError::bad_parameter(format!("decision {name}")));
    }
    let forgiven = ctx.core.world.is_forgiving() && it.stage == Stage::Refund;
    let fits = |rule: &&Rule| {
        let now = rule.stage == it.stage && next_action(it).is_some();
        rule.kind == it.kind && (now || forgiven)
    };
    known.find(fits).ok_or_else(|| ApiError::not_allowed(name))
}

/// Names in the order of the table, each once.
fn names() -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    for rule in RULES {
        if !names.contains(&rule.name) {
            names.push(rule.name);
        }
    }
    names
}

fn asked<'a>(ctx: &'a Ctx<'_>, input: &Input<'_>) -> Result<&'a AfterSale, ApiError> {
    let id = input.query("return_or_cancel_id").parse();
    ctx.aftersale(id.map_err(|_| ApiError::bad_parameter("return_or_cancel_id"))?)
}

fn rejections(ctx: &Ctx<'_>, it: &AfterSale) -> Vec<Value> {
    let reasons = reason::rejections(it, &ctx.shop.region);
    reasons
        .into_iter()
        .map(|(name, text)| json!({"name": name, "text": text}))
        .collect()
}

pub(super) fn eligibility(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let it = asked(ctx, input)?;
    let wanted: Vec<&str> = input
        .query("check_decisions")
        .split(',')
        .filter(|name| !name.is_empty())
        .collect();
    let rows = names()
        .into_iter()
        .filter(|name| wanted.is_empty() || wanted.contains(name))
        .map(|name| match rule(ctx, it, name) {
            Ok(rule) => json!({
                "decision": name, "eligible": true, "ineligible_code": 0, "ineligible_reason": "",
                "available_reject_reasons": if rule.action.is_refusal() { rejections(ctx, it) } else { Vec::new() },
            }),
            Err(_) => json!({
                "decision": name, "eligible": false, "ineligible_code": 25_011_014,
                "ineligible_reason": "the status of the request does not allow this", "available_reject_reasons": [],
            }),
        });
    Ok(fields(json!({"decisions": rows.collect::<Vec<_>>()})))
}

pub(super) fn reject_reasons(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let it = asked(ctx, input)?;
    Ok(fields(json!({"reasons": rejections(ctx, it)})))
}
