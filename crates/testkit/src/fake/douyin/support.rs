//! The smaller methods around an after-sale.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Params, need_text, need_whole, text, texts, whole};
use crate::fake::world::{Actor, Decision, Kind, SellerAction};

/// One reason for a refusal.
pub(super) struct Reason {
    pub code: i64,
    pub text: &'static str,
    pub evidence_need: bool,
    /// 0 parcel not received, 1 received, -1 any.
    pub pkg: i64,
}

pub(super) const NO_RECEIPT: i64 = 0;

/// Made-up reasons in the platform's shape; the true list is asked per after-sale.
pub(super) const REASONS: &[Reason] = &[
    Reason {
        code: 1,
        text: "与买家协商一致,暂不退款",
        evidence_need: false,
        pkg: -1,
    },
    Reason {
        code: 5,
        text: "商品与发货清单不符",
        evidence_need: true,
        pkg: 1,
    },
    Reason {
        code: 7,
        text: "商品影响二次销售",
        evidence_need: true,
        pkg: 1,
    },
    Reason {
        code: 9,
        text: "买家误操作",
        evidence_need: false,
        pkg: -1,
    },
    Reason {
        code: 12,
        text: "快递已在派送中",
        evidence_need: false,
        pkg: 0,
    },
];

pub(super) fn reject_reasons(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let aftersale = whole(params, "aftersale_id")?.map(|id| ctx.aftersale(id)).transpose()?;
    if aftersale.is_some_and(|it| it.kind == Kind::RefundUnshipped) {
        return Ok(json!({"items": []}));
    }
    let fits =
        |reason: &&Reason| aftersale.is_none_or(|it| reason.pkg == -1 || (reason.pkg == NO_RECEIPT) != it.got_parcel);
    let row = |reason: &Reason| {
        json!({
            "reject_reason_code": reason.code,
            "reason": reason.text,
            "evidence_description": if reason.evidence_need { "请上传清晰照片" } else { "" },
            "evidence_need": if reason.evidence_need { "Y" } else { "N" },
            "image": "",
            "order_type": -1,
            "pkg": reason.pkg,
        })
    };
    Ok(json!({"items": REASONS.iter().filter(fits).map(row).collect::<Vec<_>>()}))
}

pub(super) fn addresses(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let (size, page) = (
        whole(params, "page_size")?.unwrap_or(20),
        whole(params, "page_no")?.unwrap_or(1),
    );
    let world = &ctx.core.world;
    let total = world.warehouses(ctx.shop_id).count();
    let (size, page) = (
        usize::try_from(size).unwrap_or(0),
        usize::try_from(page).unwrap_or(1).max(1),
    );
    let rows = world
        .warehouses(ctx.shop_id)
        .skip(size.saturating_mul(page - 1))
        .take(size)
        .map(|house| {
            let [province, city, town] = &house.region;
            json!({
                "address_id": house.address_id,
                "reciever_name": house.name,
                "is_default": i64::from(house.default_for_returns),
                "is_send_default": 0,
                "create_time": "1700000000",
                "update_time": "1700000000",
                "receiver_provinc": province,
                "receiver_city": city,
                "receiver_district": town,
                "receiver_street": "",
                "receiver_detail": house.street,
                "remark": "",
            })
        });
    Ok(json!({"total": total, "page_size": size, "page_no": page, "address_list": rows.collect::<Vec<_>>()}))
}

pub(super) fn submit_evidence(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let id = own(ctx, params, "aftersale_id")?;
    let urls = texts(params, "evidence")?;
    if urls.len() > 4 {
        return Err(ApiError::bad_parameter("evidence: 4 at most"));
    }
    ctx.core
        .world
        .submit_evidence(id, need_text(params, "comment")?, &urls)?;
    Ok(json!({}))
}

pub(super) fn fill_logistics(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let id = own(ctx, params, "aftersale_id")?;
    let (company, number) = (need_text(params, "company_code")?, need_text(params, "tracking_no")?);
    ctx.core
        .world
        .fill_logistics(id, need_whole(params, "send_type")?, company, number)?;
    Ok(json!({}))
}

pub(super) fn extend_time(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let id = own(ctx, params, "aftersale_id")?;
    ctx.core.world.extend_time(id)?;
    Ok(json!({}))
}

pub(super) fn add_remark(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let remark = need_text(params, "remark")?;
    if whole(params, "after_sale_id")?.is_some() {
        let id = own(ctx, params, "after_sale_id")?;
        ctx.core.world.note_aftersale(id, remark)?;
    } else {
        let id = own_order(ctx, params)?;
        ctx.core.world.note_order(id, remark)?;
    }
    Ok(json!({}))
}

pub(super) fn warehouse_received(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let id = own(ctx, params, "aftersale_id")?;
    need_whole(params, "op_time")?;
    let sent = text(params, "tracking_no")?;
    let known = ctx
        .aftersale(id)?
        .return_parcel
        .as_ref()
        .map_or("", |parcel| parcel.tracking_no.as_str());
    if !sent.is_empty() && sent != known {
        return Err(ApiError::bad_parameter("tracking_no"));
    }
    ctx.core.world.warehouse_received(id)?;
    Ok(json!({}))
}

pub(super) fn shipment_cancelled(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let aftersale_id = own(ctx, params, "aftersale_id")?;
    need_whole(params, "op_time")?;
    let action = SellerAction::CancelShipment;
    let actor = Actor::Api;
    ctx.core.world.decide(Decision {
        aftersale_id,
        action,
        code: 0,
        actor,
        version: None,
        address_id: None,
        parcel: None,
        refusal: None,
    })?;
    Ok(json!({}))
}

pub(super) fn intercept(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let id = own(ctx, params, "after_sale_id")?;
    if !matches!(need_whole(params, "op_from")?, 1 | 3) {
        return Err(ApiError::bad_parameter("op_from"));
    }
    ctx.core.world.intercept(id)?;
    Ok(json!({}))
}

pub(super) fn reopen(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let order_id = own_order(ctx, params)?;
    let open = ctx.core.world.aftersales_of(order_id).any(|it| !it.stage.is_over());
    if open {
        return Err(ApiError::bad_parameter("an after-sale is open already"));
    }
    ctx.core.world.reopen_aftersales(order_id)?;
    Ok(json!({}))
}

fn own(ctx: &Ctx<'_>, params: &Params, name: &str) -> Result<i64, ApiError> {
    ctx.aftersale(need_whole(params, name)?).map(|found| found.id)
}

fn own_order(ctx: &Ctx<'_>, params: &Params) -> Result<i64, ApiError> {
    let id = need_whole(params, "order_id")?;
    let order = ctx.core.world.order(id).filter(|order| order.shop_id == ctx.shop_id);
    order
        .map(|order| order.id)
        .ok_or_else(|| ApiError::bad_parameter("订单不存在"))
}
