//! What the seller starts: cancellations and returns that need no approval, and what a refund would come to.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Fields, Input, Params, need_text, text, texts};
use super::decide::{created, once};
use super::money::{self, Piece, pieces};
use super::reason;
use crate::fake::params::{fields, need_whole};
use crate::fake::world::{Kind, NewAfterSale, Order, OrderStage, WorldError};

/// The pieces a caller means: named by number, by variant and count, or all of them.
fn meant<'a>(order: &'a Order, body: &Params) -> Result<Vec<(&'a crate::fake::world::Line, Piece)>, ApiError> {
    let every = || {
        order
            .lines
            .iter()
            .flat_map(|line| pieces(line).map(move |piece| (line, piece)))
    };
    let named = texts(body, "order_line_item_ids")?;
    let skus = body.get("skus").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut found: Vec<_> = if named.is_empty() && skus.is_empty() {
        every().collect()
    } else {
        every()
            .filter(|(_, piece)| named.contains(&piece.id.to_string()))
            .collect()
    };
    for sku in skus.into_iter().map(fields) {
        let (sku_id, quantity) = (need_whole(&sku, "sku_id")?, need_whole(&sku, "quantity")?);
        let count = usize::try_from(quantity).map_err(|_| ApiError::bad_parameter("quantity"))?;
        found.extend(every().filter(|(_, piece)| piece.sku_id == sku_id).take(count));
    }
    if found.is_empty() {
        return Err(ApiError::bad_parameter("order_line_item_ids"));
    }
    Ok(found)
}

fn order<'a>(ctx: &'a Ctx<'_>, body: &Params) -> Result<&'a Order, ApiError> {
    let id = need_whole(body, "order_id")?;
    let found = ctx
        .core
        .world
        .order(id)
        .ok_or_else(|| ApiError::bad_parameter("order_id"))?;
    if found.shop_id == ctx.shop.shop_id {
        Ok(found)
    } else {
        Err(ApiError::new(25_020_005, "No permission for the order"))
    }
}

pub(super) fn calculate(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    need_text(&input.body, "reason_name")?;
    let order = order(ctx, &input.body)?;
    let shipping = match need_text(&input.body, "request_type")? {
        "CANCEL" => order.post_minor,
        "REFUND" | "RETURN_AND_REFUND" => 0,
        _ => return Err(ApiError::bad_parameter("request_type")),
    };
    let goods: i64 = meant(order, &input.body)?
        .iter()
        .map(|(_, piece)| piece.pay_minor)
        .sum();
    let total = money::refund(order.currency, goods.saturating_add(shipping), shipping);
    Ok(fields(json!({"order_refund_amount": total})))
}

pub(super) fn cancellation(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    once(ctx, input.query("idempotency_key"), &input.request, |ctx| {
        let reason = need_text(&input.body, "cancel_reason")?;
        let id = grant(ctx, &input.body, Kind::RefundUnshipped, reason, None)?;
        Ok(created("cancel_id", "cancel_status", ctx.aftersale(id)?))
    })
}

pub(super) fn returned(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    once(ctx, input.query("idempotency_key"), &input.request, |ctx| {
        let body = &input.body;
        let reason = need_text(body, "return_reason")?;
        let kind = match need_text(body, "return_type")? {
            "REFUND" => Kind::RefundShipped,
            "RETURN_AND_REFUND" => Kind::ReturnRefund,
            _ => return Err(ApiError::bad_parameter("return_type")),
        };
        let currency = ctx.shop.currency;
        let total = match text(body, "refund_total")? {
            "" => None,
            _ if need_text(body, "currency")? != currency.code => return Err(ApiError::bad_parameter("currency")),
            total => Some(
                currency
                    .minor(total)
                    .ok_or_else(|| ApiError::bad_parameter("refund_total"))?,
            ),
        };
        let id = grant(ctx, body, kind, reason, total)?;
        Ok(created("return_id", "return_status", ctx.aftersale(id)?))
    })
}

/// Opens and agrees at once. The fake's requests are about one line of the order.
fn grant(ctx: &mut Ctx<'_>, body: &Params, kind: Kind, reason: &str, total: Option<i64>) -> Result<i64, ApiError> {
    let order = order(ctx, body)?;
    if kind == Kind::RefundUnshipped && order.stage != OrderStage::Paid {
        return Err(ApiError::new(
            25_001_021,
            "the reason does not match the status of the order",
        ));
    }
    let found = meant(order, body)?;
    let (line, _) = found
        .first()
        .ok_or_else(|| ApiError::bad_parameter("order_line_item_ids"))?;
    if found.iter().any(|(other, _)| other.id != line.id) {
        return Err(ApiError::bad_parameter("this fake takes one order line at a time"));
    }
    let paid: i64 = found.iter().map(|(_, piece)| piece.pay_minor).sum();
    let reason_code = reason::code_of(reason);
    let new = NewAfterSale {
        quantity: i64::try_from(found.len()).unwrap_or(1),
        reason_code,
        reason: reason.to_owned(),
        description: String::new(),
        ..NewAfterSale::new(line.id, kind, total.unwrap_or(paid))
    };
    ctx.core.world.seller_grants(new).map_err(|error| match error {
        WorldError::BadInput(why) if why.contains("still open") => {
            ApiError::new(25_001_011, "another reverse order is in progress")
        }
        other => other.into(),
    })
}
