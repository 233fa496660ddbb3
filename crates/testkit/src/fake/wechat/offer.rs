//! Proposals to the buyer, and tickets opened in the buyer's name.

use serde_json::json;

use super::act::checked;
use super::api::{ApiError, Ctx, Fields, Params, need_text, need_whole, text, texts, whole};
use super::codes::REASONS;
use crate::fake::params::fields;
use crate::fake::world::{Kind, Line, NewAfterSale, Offer, Order, OrderStage, Proposal, WorldError};

pub(super) fn negotiate(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let it = ctx.aftersale(params)?;
    let id = it.id;
    let code = need_whole(params, "merchant_update_type")?;
    let proposal = match code {
        1 => Proposal::Withdraw,
        2 => Proposal::Proof,
        3 => Proposal::Change,
        _ => return Err(ApiError::bad_parameter("merchant_update_type")),
    };
    let shipped = it.kind != Kind::RefundUnshipped;
    let kind = match need_whole(params, "type")? {
        1 if it.kind == Kind::RefundUnshipped => Kind::RefundUnshipped,
        1 => Kind::RefundShipped,
        2 if shipped => Kind::ReturnRefund,
        _ => return Err(ApiError::bad_parameter("type")),
    };
    let amount = need_whole(params, "amount")?;
    let offer = Offer {
        kind: (proposal == Proposal::Change && kind != it.kind).then_some(kind),
        amount_minor: (proposal == Proposal::Change).then_some(amount),
        reason_code: need_whole(params, "update_reason_type")?,
        text: checked(need_text(params, "merchant_update_desc")?)?.to_owned(),
        images: texts(params, "media_ids")?,
        ..Offer::about(it, proposal)
    };
    ctx.core.world.seller_offers(id, offer, code)?;
    Ok(Fields::new())
}

const LONGEST_KEY: usize = 64;

pub(super) fn open(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let request_id = need_text(params, "request_id").map_err(|_| ApiError::new(10_021_083, "请求ID不合法"))?;
    if request_id.len() > LONGEST_KEY {
        return Err(ApiError::new(10_021_083, "请求ID不合法"));
    }
    if ctx.memory.opened_by(ctx.shop_id, request_id).is_some() {
        return Err(ApiError::new(10_021_089, "request_id对应的售后单已经发起"));
    }
    let new = new_ticket(ctx, params)?;
    let opened = ctx.core.world.seller_opens(new).map_err(|error| match error {
        WorldError::BadInput(_) | WorldError::WrongStage { .. } => {
            ApiError::new(10_021_088, format!("订单不支持代发起售后: {error}"))
        }
        other => other.into(),
    })?;
    ctx.memory.remember_request(ctx.shop_id, request_id, opened);
    Ok(fields(json!({"after_sale_order_id": opened.to_string()})))
}

fn new_ticket(ctx: &Ctx<'_>, params: &Params) -> Result<NewAfterSale, ApiError> {
    let no_order = || ApiError::new(10_021_085, "获取订单信息失败");
    let order_id = need_whole(params, "order_id").map_err(|_| no_order())?;
    let order = ctx
        .core
        .world
        .order(order_id)
        .filter(|order| order.shop_id == ctx.shop_id);
    let order = order.ok_or_else(no_order)?;
    let line = line(ctx, order, params).ok_or_else(no_order)?;
    let reason_code: i64 = need_text(params, "reason")?.parse().unwrap_or(0);
    let reason = REASONS.iter().find(|(code, _)| *code == reason_code);
    let (_, reason) = reason.ok_or_else(|| ApiError::new(10_021_084, "售后原因不合法"))?;
    let kind = match (need_text(params, "type")?, order.stage) {
        ("REFUND", OrderStage::Paid) => Kind::RefundUnshipped,
        ("REFUND", _) => Kind::RefundShipped,
        ("RETURN", _) => Kind::ReturnRefund,
        _ => return Err(ApiError::bad_parameter("type")),
    };
    if kind == Kind::ReturnRefund && whole(params, "address_id")?.is_none() {
        return Err(ApiError::new(10_021_060, "缺少退货地址address_id参数"));
    }
    let quantity = need_whole(params, "count")?;
    if !(1..=line.quantity).contains(&quantity) {
        return Err(ApiError::bad_parameter("count"));
    }
    Ok(NewAfterSale {
        quantity,
        reason_code,
        reason: (*reason).to_owned(),
        description: checked(text(params, "desc")?)?.to_owned(),
        ..NewAfterSale::new(line.id, kind, need_whole(params, "amount")?)
    })
}

/// Lines have no number here: article and variant say which is meant.
fn line<'a>(ctx: &Ctx<'_>, order: &'a Order, params: &Params) -> Option<&'a Line> {
    let (product_id, sku_id) = (
        need_whole(params, "product_id").ok()?,
        need_whole(params, "sku_id").ok()?,
    );
    let product = ctx.core.world.product(sku_id)?;
    let fits = product.product_id == product_id;
    order.lines.iter().find(|line| fits && line.sku_id == sku_id)
}
