//! Approvals and refusals. A key against doing things twice gives the first answer again.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Fields, Input, Params, need_text, text};
use super::codes::is_cancellation;
use super::memory::Key;
use super::{eligible, reason};
use crate::fake::params::fields;
use crate::fake::world::{Actor, AfterSale, Decision, Kind, Offer, Proposal, Refusal, SellerAction};

/// Runs `act` once for each key; a key that comes back with another request is refused.
pub(super) fn once(
    ctx: &mut Ctx<'_>,
    key: &str,
    request: &str,
    act: impl FnOnce(&mut Ctx<'_>) -> Result<Fields, ApiError>,
) -> Result<Fields, ApiError> {
    let shop_id = ctx.shop.shop_id;
    if !key.is_empty() {
        match ctx.memory.key(shop_id, key, request) {
            Key::New => {}
            Key::Repeated(answer) => return Ok(answer.clone()),
            Key::OtherRequest => return Err(ApiError::bad_parameter("idempotency_key was used for another request")),
        }
    }
    let answer = act(ctx)?;
    if !key.is_empty() {
        ctx.memory.remember(shop_id, key, request, &answer);
    }
    Ok(answer)
}

pub(super) fn approve_return(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let id = input.path_id("return_id")?;
    once(ctx, input.query("idempotency_key"), &input.request, |ctx| {
        let name = decision_name(&input.body, false)?;
        by_name(ctx, id, name, &input.body)
    })
}

pub(super) fn reject_return(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let id = input.path_id("return_id")?;
    once(ctx, input.query("idempotency_key"), &input.request, |ctx| {
        let name = decision_name(&input.body, true)?;
        by_name(ctx, id, name, &input.body)
    })
}

pub(super) fn approve_cancellation(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let id = input.path_id("cancel_id")?;
    once(ctx, input.query("idempotency_key"), &input.request, |ctx| {
        by_name(ctx, id, "APPROVE_REQUEST_CANCEL", &input.body)
    })
}

pub(super) fn reject_cancellation(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let id = input.path_id("cancel_id")?;
    once(ctx, input.query("idempotency_key"), &input.request, |ctx| {
        by_name(ctx, id, "REJECT_REQUEST_CANCEL", &input.body)
    })
}

/// Approvals and refusals have a method each, and cancellations have methods of their own.
fn decision_name(body: &Params, refusal: bool) -> Result<&str, ApiError> {
    let name = need_text(body, "decision")?;
    if name.starts_with("REJECT_") != refusal || name.ends_with("_REQUEST_CANCEL") {
        return Err(ApiError::bad_parameter(format!("decision {name}")));
    }
    Ok(name)
}

/// Applies a decision by its name.
pub(super) fn by_name(ctx: &mut Ctx<'_>, id: i64, name: &str, body: &Params) -> Result<Fields, ApiError> {
    let it = ctx.aftersale(id)?;
    if is_cancellation(it) != name.ends_with("_REQUEST_CANCEL") {
        return Err(ApiError::bad_parameter(
            "returns and cancellations have methods of their own",
        ));
    }
    let rule = eligible::rule(ctx, it, name)?;
    let keeps = body.get("buyer_keep_item").and_then(Value::as_bool).unwrap_or(false);
    let action = match (rule.action, keeps) {
        // The return is agreed to, and the goods need not come.
        (SellerAction::ApproveReturn, true) => SellerAction::RefundWithoutReturn,
        (action, false) => action,
        (_, true) => return Err(ApiError::bad_parameter("buyer_keep_item: of a return only")),
    };
    match action {
        SellerAction::Offer => return offer(ctx, id, body),
        SellerAction::ApproveReplacement => {
            ctx.core.world.replace_with_order(id, Actor::Api, 0)?;
            return Ok(Fields::new());
        }
        _ => {}
    }
    let refusal = if action.is_refusal() {
        Some(refusal(ctx, it, body)?)
    } else {
        None
    };
    let address_id = home(ctx, it);
    ctx.core.world.decide(Decision {
        aftersale_id: id,
        action,
        code: 0,
        actor: Actor::Api,
        version: None,
        address_id,
        parcel: None,
        refusal,
    })?;
    Ok(Fields::new())
}

/// The wire names no address: goods go to the shop's own warehouse.
fn home(ctx: &Ctx<'_>, it: &AfterSale) -> Option<i64> {
    let mut houses = ctx.core.world.warehouses(it.shop_id);
    let found = houses.find(|house| house.default_for_returns && it.kind == Kind::ReturnRefund);
    found.map(|house| house.address_id)
}

fn offer(ctx: &mut Ctx<'_>, id: i64, body: &Params) -> Result<Fields, ApiError> {
    let it = ctx.aftersale(id)?;
    let part = body.get("partial_refund").cloned().map(fields).unwrap_or_default();
    if need_text(&part, "currency")? != it.currency.code {
        return Err(ApiError::bad_parameter("partial_refund.currency"));
    }
    let amount = it.currency.minor(need_text(&part, "amount")?);
    let amount = amount.filter(|amount| (1..=it.refund_amount_minor).contains(amount));
    let amount = amount.ok_or_else(|| ApiError::bad_parameter("partial_refund.amount"))?;
    let offer = Offer {
        amount_minor: Some(amount),
        text: text(body, "comment")?.to_owned(),
        ..Offer::about(it, Proposal::PartialRefund)
    };
    ctx.core.world.seller_offers(id, offer, 0)?;
    Ok(Fields::new())
}

fn refusal(ctx: &Ctx<'_>, it: &AfterSale, body: &Params) -> Result<Refusal, ApiError> {
    let name = need_text(body, "reject_reason")?;
    let known = reason::rejections(it, &ctx.shop.region);
    let known = known.into_iter().find(|(known, _)| known == name);
    let (_, reason) =
        known.ok_or_else(|| ApiError::new(25_001_021, "the reason does not match the status of the order"))?;
    let images = body.get("images").and_then(Value::as_array).into_iter().flatten();
    let evidence = images.filter_map(|image| image.get("image_id").and_then(Value::as_str).map(str::to_owned));
    Ok(Refusal {
        reason_code: 0,
        reason: reason.to_owned(),
        remark: text(body, "comment")?.to_owned(),
        evidence: evidence.collect(),
    })
}

/// The number and status that creating methods answer with.
pub(super) fn created(name: &str, status_name: &str, it: &AfterSale) -> Fields {
    fields(json!({name: it.id.to_string(), status_name: super::codes::status(it)}))
}
