//! `getaftersaleorder`: the one full view of a ticket. Long numbers are texts in most tickets and numbers in some.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Fields, Params};
use super::codes::{carrier, kind_word, reason_of, refund_reason, remaining_s, status};
use super::order::{masked_address, open_id, union_id};
use super::{AFTERSALE_BASE, WechatOptions, list, support};
use crate::fake::params::fields;
use crate::fake::prng::SplitMix64;
use crate::fake::world::{AfterSale, Kind, Offer, Order, Parcel, Proposal, RefundState, Role, World};

/// How one ticket writes its long numbers.
#[derive(Clone, Copy)]
pub(super) struct Ids {
    numeric: bool,
}

impl Ids {
    /// The same ticket always writes them the same way.
    pub fn of(options: &WechatOptions, id: i64) -> Self {
        let numeric = SplitMix64::named(options.seed, &format!("ids {id}")).chance(options.numeric_ids_permille);
        Self { numeric }
    }

    pub fn value(self, id: i64) -> Value {
        if self.numeric { json!(id) } else { json!(id.to_string()) }
    }
}

/// The number of a ticket's last dispute.
pub(super) fn complaint_id(it: &AfterSale) -> Option<i64> {
    let dispute = it.arbitration.as_ref()?;
    let place = it.id.saturating_sub(AFTERSALE_BASE).saturating_mul(10);
    Some(place.saturating_add(i64::from(dispute.number % 10)))
}

/// The ticket that a dispute's number belongs to, whatever the dispute's turn.
pub(super) fn ticket_of_complaint(complaint_id: i64) -> i64 {
    complaint_id.div_euclid(10).saturating_add(AFTERSALE_BASE)
}

pub(super) fn detail(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let it = ctx.aftersale(params)?;
    let order = ctx.core.world.order(it.order_id);
    let order = order.ok_or_else(|| ApiError::new(10_021_050, "订单不存在"))?;
    Ok(fields(json!({"after_sale_order": ticket(ctx, it, order)})))
}

fn ticket(ctx: &Ctx<'_>, it: &AfterSale, order: &Order) -> Value {
    let ids = Ids::of(ctx.options, it.id);
    let world = &ctx.core.world;
    let mut ticket = fields(json!({
        "after_sale_order_id": ids.value(it.id),
        "order_id": ids.value(it.order_id),
        "type": kind_word(it.kind),
        "status": status(it),
        "openid": open_id(world, ctx.app_id, order.buyer_id),
        "reason": reason_of(it),
        "reason_text": it.reason,
        "product_info": product(world, it, order, ids),
        "details": {
            "desc": it.description,
            "receive_product": it.got_parcel,
            "cancel_time": if it.closed_by == Some(Role::Buyer) { seconds(it.final_ms) } else { 0 },
            "media_id_list": [],
            "tel_number": "",
            "wxa_vip_discounted_price": 0,
        },
        "refund_info": {"amount": it.refund_amount_minor, "refund_reason": refund_reason(it)},
        "return_info": parcel(it.return_parcel.as_ref()),
        "merchant_upload_info": {
            "reject_reason": it.refusal.as_ref().map_or("", |refusal| refusal.remark.as_str()),
            "refund_certificates": it.refund_proof,
        },
        // Who started it: 1 the buyer, 2 the seller for the buyer. The numbers are not confirmed.
        "gen_scene": if it.opened_by == Role::Seller { 2 } else { 1 },
        "create_time": list::created_s(it),
        "update_time": it.update_time,
    }));
    ticket.extend(sometimes(ctx, it, order, ids));
    Value::Object(ticket)
}

/// What a ticket has only while it means something.
fn sometimes(ctx: &Ctx<'_>, it: &AfterSale, order: &Order, ids: Ids) -> Fields {
    let (world, options) = (&ctx.core.world, ctx.options);
    let person = |id: i64| options.unionids.then(|| union_id(world, id));
    let found = [
        ("unionid", person(order.buyer_id).map(Value::from)),
        (
            "present_giver_openid",
            order.giver_id.map(|id| json!(open_id(world, ctx.app_id, id))),
        ),
        (
            "present_giver_unionid",
            order.giver_id.and_then(person).map(Value::from),
        ),
        ("complaint_id", complaint_id(it).map(|id| ids.value(id))),
        ("deadline", remaining_s(it, ctx.now_ms()).map(Value::from)),
        ("complete_time", it.final_ms.map(|ms| json!(seconds(Some(ms))))),
        ("refund_resp", (it.refund == RefundState::Failed).then(failed_payment)),
        ("merchant_update_detail", it.offer.as_ref().and_then(update)),
        ("exchange_product_info", exchange(world, it, order, ids)),
        (
            "exchange_delivery_info",
            (it.kind == Kind::Exchange).then(|| delivery(world, it, order)),
        ),
        ("virtual_tel_num_info", Some(support::number_info(ctx, it.id))),
    ];
    let present = found
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    present.filter(|(_, value)| !value.is_null()).collect()
}

fn product(world: &World, it: &AfterSale, order: &Order, ids: Ids) -> Value {
    let line = order.line(it.line_id);
    let product = line.and_then(|line| world.product(line.sku_id));
    json!({
        "product_id": ids.value(product.map_or(0, |product| product.product_id)),
        "sku_id": ids.value(line.map_or(0, |line| line.sku_id)),
        "sku_code": product.map_or("", |product| product.sku_code.as_str()),
        "count": it.quantity,
        "fast_refund": false,
        "voucher_list": [],
        "gift_product_list": [],
    })
}

fn parcel(parcel: Option<&Parcel>) -> Value {
    let (number, (id, name)) = parcel.map_or(("", ("", "")), |it| {
        (it.tracking_no.as_str(), carrier(&it.company_code))
    });
    json!({"waybill_id": number, "delivery_id": id, "delivery_name": name})
}

fn delivery(world: &World, it: &AfterSale, order: &Order) -> Value {
    let mut found = fields(parcel(it.replacement.as_ref()));
    if let Some(buyer) = world.buyer(order.buyer_id) {
        found.insert("address_info".into(), masked_address(buyer));
    }
    Value::Object(found)
}

fn exchange(world: &World, it: &AfterSale, order: &Order, ids: Ids) -> Option<Value> {
    let line = order.line(it.line_id).filter(|_| it.kind == Kind::Exchange)?;
    let product = world.product(line.sku_id)?;
    Some(json!({
        "product_id": ids.value(product.product_id),
        "old_sku_id": ids.value(line.sku_id),
        "new_sku_id": ids.value(line.sku_id),
        "old_sku_price": line.unit_price_minor,
        "new_sku_price": product.price_minor,
        "old_sku_code": product.sku_code,
        "new_sku_code": product.sku_code,
        "product_cnt": it.quantity,
    }))
}

fn update(offer: &Offer) -> Option<Value> {
    let kind = match offer.proposal {
        Proposal::Withdraw => 1,
        Proposal::Proof => 2,
        Proposal::Change | Proposal::PartialRefund => 3,
        Proposal::Opened => return None,
    };
    Some(json!({
        "merchant_update_type": kind,
        "merchant_update_desc": offer.text,
        "update_reason_type": offer.reason_code,
        "old_after_sale_type": kind_word(offer.old_kind),
        "new_after_sale_type": kind_word(offer.kind.unwrap_or(offer.old_kind)),
        "old_after_sale_amount": offer.old_amount_minor,
        "new_after_sale_amount": offer.amount_minor.unwrap_or(offer.old_amount_minor),
        "media_ids": offer.images,
    }))
}

fn failed_payment() -> Value {
    json!({"code": "NOT_ENOUGH", "ret": 10_021_046, "message": "余额不足"})
}

fn seconds(ms: Option<i64>) -> i64 {
    ms.map_or(0, |ms| ms.div_euclid(1000))
}

pub(super) fn present_detail(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let it = ctx.ticket(params, "after_sale_order_id")?;
    let world = &ctx.core.world;
    let order = world.order(it.order_id).filter(|_| list::is_present(world, it));
    let order = order.ok_or_else(|| ApiError::new(10_021_050, "售后单不存在"))?;
    let giver = order.giver_id.unwrap_or(order.buyer_id);
    let line = order.line(it.line_id);
    let refund = json!({"amount": it.refund_amount_minor, "refund_reason": refund_reason(it)});
    let product_id = line
        .and_then(|line| world.product(line.sku_id))
        .map_or(0, |product| product.product_id);
    let mut ticket = fields(json!({
        "after_sale_order_id": it.id.to_string(),
        "present_order_id": order.id.to_string(),
        "status": status(it),
        "openid": open_id(world, ctx.app_id, giver),
        "refund_info": refund,
        "order_info_list": [{
            "order_id": order.id.to_string(),
            "refund_info": refund,
            "product_info_list": [{
                "product_id": product_id.to_string(),
                "sku_id": line.map_or(0, |line| line.sku_id).to_string(),
                "count": it.quantity,
                "refund_info": refund,
            }],
        }],
        "create_time": list::created_s(it),
        "update_time": it.update_time,
    }));
    if ctx.options.unionids {
        ticket.insert("unionid".into(), json!(union_id(world, giver)));
    }
    Ok(fields(json!({"after_sale_order": ticket})))
}
