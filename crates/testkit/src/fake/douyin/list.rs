//! `afterSale.List`: filters, order, pages.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Params, texts, whole, wholes};
use super::codes::{
    arbitration_code, carrier_name, kind_code, kind_text, list_status, order_status, refund_code, status_text,
};
use crate::fake::world::{AfterSale, Order, Parcel, World};

const LARGEST_PAGE: i64 = 100;

/// What a caller asked for. Bounds are inclusive.
struct Filter {
    updated: (i64, i64),
    applied: (i64, i64),
    amount: (i64, i64),
    statuses: Vec<i64>,
    arbitrations: Vec<i64>,
    kind: Option<i64>,
    order_id: Option<i64>,
    aftersale_id: Option<i64>,
    tracking: Vec<String>,
}

impl Filter {
    fn read(params: &Params) -> Result<Self, ApiError> {
        let range = |from: &str, to: &str| -> Result<(i64, i64), ApiError> {
            Ok((
                whole(params, from)?.unwrap_or(i64::MIN),
                whole(params, to)?.unwrap_or(i64::MAX),
            ))
        };
        Ok(Self {
            updated: range("update_start_time", "update_end_time")?,
            applied: range("start_time", "end_time")?,
            amount: range("amount_start", "amount_end")?,
            statuses: wholes(params, "standard_aftersale_status")?,
            arbitrations: wholes(params, "arbitrate_status")?,
            kind: whole(params, "aftersale_type")?,
            order_id: whole(params, "order_id")?,
            aftersale_id: whole(params, "aftersale_id")?,
            tracking: texts(params, "order_logistics_tracking_no")?,
        })
    }

    fn takes(&self, it: &AfterSale, world: &World) -> bool {
        let within = |value: i64, bounds: (i64, i64)| (bounds.0..=bounds.1).contains(&value);
        let one_of = |value: i64, wanted: &[i64]| wanted.is_empty() || wanted.contains(&value);
        let same = |value: i64, wanted: Option<i64>| wanted.is_none_or(|wanted| wanted == value);
        let tracked = || {
            let parcel = world.order(it.order_id).and_then(|order| order.parcel.as_ref());
            self.tracking.is_empty() || parcel.is_some_and(|parcel| self.tracking.contains(&parcel.tracking_no))
        };
        within(it.update_time, self.updated)
            && within(it.opened_ms.div_euclid(1000), self.applied)
            && within(it.refund_amount_minor, self.amount)
            && one_of(list_status(it), &self.statuses)
            && one_of(arbitration_code(it.arbitration.as_ref()), &self.arbitrations)
            && same(kind_code(it.kind), self.kind)
            && (same(it.order_id, self.order_id) || same(it.line_id, self.order_id))
            && same(it.id, self.aftersale_id)
            && tracked()
    }
}

pub(super) fn list(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let (page, size) = (
        whole(params, "page")?.unwrap_or(0),
        whole(params, "size")?.unwrap_or(10),
    );
    if !(1..=LARGEST_PAGE).contains(&size) || page < 0 {
        return Err(ApiError::bad_parameter("size must be 1 to 100, page 0 or more"));
    }
    let filter = Filter::read(params)?;
    let world = &ctx.core.world;
    let mut found: Vec<&AfterSale> = world
        .aftersales()
        .filter(|it| it.shop_id == ctx.shop_id && filter.takes(it, world))
        .collect();
    sort(&mut found, &texts(params, "order_by")?)?;
    let (total, from) = (
        found.len(),
        usize::try_from(page.saturating_mul(size)).unwrap_or(usize::MAX),
    );
    let size = usize::try_from(size).unwrap_or(0);
    let items: Vec<Value> = found
        .into_iter()
        .skip(from)
        .take(size)
        .map(|it| item(world, it))
        .collect();
    let has_more = from.saturating_add(items.len()) < total;
    Ok(json!({"has_more": has_more, "total": total, "page": page, "size": items.len(), "items": items}))
}

fn sort(found: &mut [&AfterSale], order_by: &[String]) -> Result<(), ApiError> {
    let wanted = order_by.first().map_or("update_time desc", String::as_str);
    let (field, direction) = wanted.split_once(' ').unwrap_or((wanted, "asc"));
    let key = |it: &AfterSale| -> Option<i64> {
        match field {
            "update_time" => Some(it.update_time),
            "apply_time" => Some(it.opened_ms.div_euclid(1000)),
            "status_deadline" => Some(deadline_s(it)),
            _ => None,
        }
    };
    if found.iter().any(|it| key(it).is_none()) || !matches!(direction, "asc" | "desc") {
        return Err(ApiError::bad_parameter("order_by"));
    }
    found.sort_by_key(|it| (key(it), it.id));
    if direction == "desc" {
        found.reverse();
    }
    Ok(())
}

pub(super) fn deadline_s(it: &AfterSale) -> i64 {
    it.deadline_ms.map_or(0, |ms| ms.div_euclid(1000))
}

pub(super) fn part_type(it: &AfterSale, order: Option<&Order>) -> i64 {
    let paid = order
        .and_then(|order| order.line(it.line_id))
        .map_or(0, |line| line.pay_minor);
    i64::from(it.kind.ends_in_money() && it.refund_amount_minor < paid)
}

fn item(world: &World, it: &AfterSale) -> Value {
    let order = world.order(it.order_id);
    json!({
        "aftersale_info": info(it, order),
        "order_info": {
            "shop_order_id": it.order_id.to_string(),
            "related_order_info": order.map(|order| related(world, order, it)).unwrap_or_default(),
            "order_flag": 0,
        },
        "text_part": {
            "logistics_text": order.map_or("", super::codes::order_status_text),
            "aftersale_status_text": status_text(it),
            "aftersale_type_text": kind_text(it.kind),
            "return_logistics_text": if it.return_parcel.is_some() { "买家已退货" } else { "" },
            "aftersale_refund_type_text": "原路退款",
            "reason_text": it.reason,
            "bad_item_text": "",
            "arbitrate_status_text": if it.in_dispute() { "仲裁中" } else { "" },
        },
        "seller_logs": it.notes.iter().map(|note| json!({
            "content": note.text, "op_name": "店铺", "create_time": super::time::plain(note.at_ms.div_euclid(1000)), "star": 0,
        })).collect::<Vec<_>>(),
    })
}

fn info(it: &AfterSale, order: Option<&Order>) -> Value {
    let (return_code, return_company) = it.return_parcel.as_ref().map(number_and_carrier).unwrap_or_default();
    let apply_time = it.opened_ms.div_euclid(1000);
    json!({
        "aftersale_id": it.id.to_string(),
        "aftersale_order_type": 1,
        "aftersale_type": kind_code(it.kind),
        "aftersale_status": list_status(it),
        "related_id": it.line_id.to_string(),
        "apply_time": apply_time,
        "create_time": apply_time,
        "update_time": it.update_time,
        "status_deadline": deadline_s(it),
        "aftersale_status_to_final_time": it.final_ms.map_or(0, |ms| ms.div_euclid(1000)),
        "refund_amount": it.refund_amount_minor,
        "refund_post_amount": it.refund_post_minor,
        "refund_tax_amount": 0,
        "return_promotion_amount": 0,
        "aftersale_num": it.quantity,
        "part_type": part_type(it, order),
        "aftersale_refund_type": 0,
        "refund_type": 0,
        "refund_status": refund_code(it.refund),
        "arbitrate_status": arbitration_code(it.arbitration.as_ref()),
        "arbitrate_blame": 0,
        "left_urge_sms_count": 0,
        "return_logistics_code": return_code,
        "return_logistics_company_name": return_company,
        "exchange_logistics_company_name": it.replacement.as_ref().map(number_and_carrier).unwrap_or_default().1,
        "remark": it.notes.last().map_or("", |note| note.text.as_str()),
        "got_pkg": i64::from(it.got_parcel),
        "order_logistics": order.and_then(|order| order.parcel.as_ref()).map(forward).into_iter().collect::<Vec<_>>(),
        "is_agree_refuse_sign": 0,
        "reason_second_labels": [{"code": it.reason_code, "name": it.reason}],
        "aftersale_tags": [],
        "store_id": 0,
        "store_name": "",
        "aftersale_sub_type": 0,
    })
}

fn number_and_carrier(parcel: &Parcel) -> (&str, &str) {
    (&parcel.tracking_no, carrier_name(&parcel.company_code))
}

/// The order's own parcel: state 2 once the buyer has signed.
pub(super) fn forward(parcel: &Parcel) -> Value {
    json!({
        "tracking_no": parcel.tracking_no,
        "company_name": carrier_name(&parcel.company_code),
        "company_code": parcel.company_code,
        "logistics_time": parcel.delivered_ms.unwrap_or(parcel.sent_ms).div_euclid(1000),
        "logistics_state": if parcel.delivered_ms.is_some() { 2 } else { 0 },
        "value_added_services": [],
    })
}

fn related(world: &World, order: &Order, it: &AfterSale) -> Vec<Value> {
    let line = order.line(it.line_id);
    let product = line.and_then(|line| world.product(line.sku_id));
    let (Some(line), Some(product)) = (line, product) else {
        return Vec::new();
    };
    vec![json!({
        "sku_order_id": line.id.to_string(),
        "order_status": order_status(order),
        "pay_amount": line.pay_minor,
        "post_amount": order.post_minor,
        "item_num": line.quantity,
        "create_time": order.placed_ms.div_euclid(1000),
        "tax_amount": 0,
        "is_oversea_order": 0,
        "product_name": product.title,
        "product_id": product.product_id,
        "product_image": "",
        "tags": [],
        "sku_spec": product.spec.iter().map(|(name, value)| json!({"name": name, "value": value})).collect::<Vec<_>>(),
        "shop_sku_code": product.sku_code,
        "logistics_code": order.parcel.as_ref().map_or("", |parcel| parcel.tracking_no.as_str()),
        "aftersale_pay_amount": it.refund_amount_minor,
        "aftersale_post_amount": it.refund_post_minor,
        "aftersale_tax_amount": 0,
        "aftersale_item_num": it.quantity,
        "promotion_pay_amount": 0,
        "price": line.unit_price_minor,
        "given_sku_order_ids": [],
    })]
}
