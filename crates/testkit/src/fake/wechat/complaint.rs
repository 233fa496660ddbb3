//! Disputes before the platform's staff.

use serde_json::{Value, json};

use super::act::checked;
use super::api::{ApiError, Ctx, Fields, Params, need_text, texts, whole};
use super::codes::{complaint_status, item_type};
use super::detail::{complaint_id, ticket_of_complaint};
use crate::fake::params::fields;
use crate::fake::world::{AfterSale, Arbitration, DisputeStep, Kind};

/// The seller has to show evidence, alone or with the buyer.
const EVIDENCE_WANTED: [i64; 2] = [106, 108];

fn find<'a>(ctx: &'a Ctx<'_>, params: &Params) -> Result<(&'a AfterSale, &'a Arbitration), ApiError> {
    let wrong = || ApiError::new(10_020_000, "纠纷单号不合法");
    let id = whole(params, "complaint_id").map_err(|_| wrong())?.ok_or_else(wrong)?;
    let found = ctx.core.world.aftersale(ticket_of_complaint(id));
    let found = found.filter(|it| complaint_id(it) == Some(id));
    let found = found.ok_or_else(|| ApiError::new(10_021_050, "纠纷单不存在"))?;
    if found.shop_id != ctx.shop_id {
        return Err(ApiError::new(10_021_043, "纠纷单非当前账号"));
    }
    let dispute = found.arbitration.as_ref();
    Ok((found, dispute.ok_or_else(|| ApiError::new(10_021_050, "纠纷单不存在"))?))
}

pub(super) fn get(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let (it, dispute) = find(ctx, params)?;
    let history: Vec<Value> = dispute.steps.iter().map(|step| item(it, dispute, step)).collect();
    Ok(fields(json!({
        "after_sale_order_id": it.id.to_string(),
        "order_id": it.order_id.to_string(),
        "status": complaint_status(it, dispute),
        "history": history,
    })))
}

/// `after_sale_type`: 1 refund, 2 return, 3 exchange; `complaint_type` 1: the numbers of both are not confirmed.
fn item(it: &AfterSale, dispute: &Arbitration, step: &DisputeStep) -> Value {
    json!({
        "item_type": item_type(step.kind, dispute.verdict),
        "time": step.at_ms.div_euclid(1000),
        "content": step.text,
        "phone_number": "",
        "media_id_list": step.images,
        "after_sale_type": match it.kind { Kind::ReturnRefund => 2, Kind::Exchange => 3, _ => 1 },
        "after_sale_reason": it.reason_code,
        "complaint_type": 1,
    })
}

pub(super) fn message(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let (id, words, media) = written(ctx, params)?;
    ctx.core.world.dispute_message(id, &words, &media)?;
    Ok(Fields::new())
}

pub(super) fn proof(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let (id, words, media) = written(ctx, params)?;
    let (it, dispute) = find(ctx, params)?;
    if !EVIDENCE_WANTED.contains(&complaint_status(it, dispute)) {
        return Err(ApiError::not_now("no evidence of the seller is wanted"));
    }
    if media.is_empty() {
        return Err(ApiError::bad_parameter("media_id_list"));
    }
    ctx.core.world.submit_evidence(id, &words, &media)?;
    Ok(Fields::new())
}

fn written(ctx: &Ctx<'_>, params: &Params) -> Result<(i64, String, Vec<String>), ApiError> {
    let (it, _) = find(ctx, params)?;
    if !it.in_dispute() {
        return Err(ApiError::not_now("the dispute is over"));
    }
    let words = checked(need_text(params, "content")?)?.to_owned();
    Ok((it.id, words, texts(params, "media_id_list")?))
}
