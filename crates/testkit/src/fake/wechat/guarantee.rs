//! Guarantees: a buyer's special right to money. In the world they are special refunds.

use serde_json::{Value, json};

use super::act::{checked, decide, decision};
use super::api::{ApiError, Ctx, Fields, Params, need_text, need_whole, text, texts, whole, wholes};
use super::codes::guarantee_status;
use super::list;
use super::order::{open_id, union_id};
use crate::fake::params::fields;
use crate::fake::world::{AfterSale, Offer, Proposal, Refusal, SellerAction};

/// Damaged goods are made good. The fake knows no other type.
const DAMAGED: i64 = 2;
const LEVELS: [i64; 5] = [10, 30, 50, 80, 100];

fn find<'a>(ctx: &'a Ctx<'_>, params: &Params) -> Result<&'a AfterSale, ApiError> {
    let id = need_whole(params, "guarantee_order_id")?;
    let found = ctx.core.world.aftersale(id);
    let found = found.filter(|it| it.special && it.shop_id == ctx.shop_id);
    found.ok_or_else(|| ApiError::new(10_021_057, "保障单不存在"))
}

pub(super) fn get(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let it = find(ctx, params)?;
    Ok(fields(json!({"guarantee_order": guarantee(ctx, it)})))
}

pub(super) fn search(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let (offset, limit) = (whole(params, "offset")?.unwrap_or(0), need_whole(params, "limit")?);
    let size = |number: i64| usize::try_from(number).map_err(|_| ApiError::bad_parameter("offset, limit"));
    let (offset, limit) = (size(offset)?, size(limit)?);
    let times = (
        whole(params, "begin_time")?.unwrap_or(i64::MIN),
        whole(params, "end_time")?.unwrap_or(i64::MAX),
    );
    let kind = whole(params, "type")?.unwrap_or(0);
    let (ids, orders) = (
        wholes(params, "guarantee_order_id_list")?,
        wholes(params, "order_id_list")?,
    );
    let statuses = texts(params, "status_list")?;
    let wanted = |it: &&AfterSale| {
        it.special
            && it.shop_id == ctx.shop_id
            && (times.0..=times.1).contains(&list::created_s(it))
            && matches!(kind, 0 | DAMAGED)
            && (ids.is_empty() || ids.contains(&it.id))
            && (orders.is_empty() || orders.contains(&it.order_id))
            && (statuses.is_empty() || statuses.iter().any(|status| status == guarantee_status(it)))
    };
    let mut found: Vec<&AfterSale> = ctx.core.world.aftersales().filter(wanted).collect();
    found.sort_by_key(|it| (std::cmp::Reverse(it.opened_ms), it.id));
    let rows = found.iter().skip(offset).take(limit).map(|it| guarantee(ctx, it));
    Ok(fields(
        json!({"guarantee_order_list": rows.collect::<Vec<_>>(), "total_num": found.len()}),
    ))
}

fn guarantee(ctx: &Ctx<'_>, it: &AfterSale) -> Value {
    let world = &ctx.core.world;
    let order = world.order(it.order_id);
    let line = order.and_then(|order| order.line(it.line_id));
    let product = line.and_then(|line| world.product(line.sku_id));
    let buyer_id = order.map_or(0, |order| order.buyer_id);
    let mut found = fields(json!({
        "guarantee_order_id": it.id.to_string(),
        "type": DAMAGED,
        "order_id": it.order_id.to_string(),
        "order_type": 0,
        "status": guarantee_status(it),
        "openid": open_id(world, ctx.app_id, buyer_id),
        "apply_reason": it.reason,
        "apply_reason_type": it.reason_code,
        "pay_amount": it.refund_amount_minor,
        "expire_time": it.deadline_ms.map_or(0, |ms| ms.div_euclid(1000)),
        "complete_time": it.final_ms.map_or(0, |ms| ms.div_euclid(1000)),
        "merchant_refuse_reason": it.refusal.as_ref().map_or("", |refusal| refusal.remark.as_str()),
        "product_info": {
            "title": product.map_or("", |product| product.title.as_str()),
            "thumb_img": "",
            "real_price": line.map_or(0, |line| line.pay_minor),
            "product_cnt": it.quantity,
        },
        "bad_pay_info": {
            "bad_level": 100, "content": it.description, "pic_list": [], "pay_fee": it.refund_amount_minor,
            "merchant_remark": it.offer.as_ref().map_or("", |offer| offer.text.as_str()),
            "merchant_modify_level": it.offer.as_ref().map_or(0, |offer| offer.reason_code),
        },
        "order_pay_info": {"transaction_id": format!("4200{}", it.order_id)},
        "create_time": list::created_s(it),
        "update_time": it.update_time,
    }));
    if ctx.options.unionids {
        found.insert("unionid".into(), json!(union_id(world, buyer_id)));
    }
    Value::Object(found)
}

pub(super) fn accept(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let id = find(ctx, params)?.id;
    decide(ctx, decision(id, SellerAction::ApproveRefund, 0), false)
}

pub(super) fn refuse(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let id = find(ctx, params)?.id;
    let refusal = Refusal {
        remark: checked(need_text(params, "reason")?)?.to_owned(),
        evidence: pictures(params)?,
        ..Refusal::default()
    };
    let mut refused = decision(id, SellerAction::RejectRefund, 0);
    refused.refusal = Some(refusal);
    decide(ctx, refused, false)
}

pub(super) fn modify(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let it = find(ctx, params)?;
    let level = need_whole(params, "bad_level")?;
    if !LEVELS.contains(&level) {
        return Err(ApiError::bad_parameter("bad_level"));
    }
    let id = it.id;
    let offer = Offer {
        amount_minor: Some(it.refund_amount_minor.saturating_mul(level).div_euclid(100)),
        reason_code: level,
        text: checked(text(params, "merchant_remark")?)?.to_owned(),
        ..Offer::about(it, Proposal::PartialRefund)
    };
    ctx.core.world.seller_offers(id, offer, level)?;
    Ok(Fields::new())
}

pub(super) fn proof(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let it = find(ctx, params)?;
    if !it.in_dispute() {
        return Err(ApiError::not_now("no proof is wanted"));
    }
    let id = it.id;
    let words = checked(need_text(params, "content")?)?.to_owned();
    ctx.core.world.submit_evidence(id, &words, &pictures(params)?)?;
    Ok(Fields::new())
}

fn pictures(params: &Params) -> Result<Vec<String>, ApiError> {
    let found = texts(params, "pic_list")?;
    if found.is_empty() {
        return Err(ApiError::bad_parameter("pic_list"));
    }
    Ok(found)
}
