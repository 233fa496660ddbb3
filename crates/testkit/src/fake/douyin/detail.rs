//! `afterSale.Detail`, with its own spelling: `after_sale_*`, numbers where the list has texts.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Params, need_whole};
use super::codes::{
    arbitration_code, carrier_name, kind_code, kind_text, order_status, refund_code, role_code, role_text, status,
    status_text, verdict_code,
};
use super::list::{deadline_s, forward, part_type};
use super::order::{cipher, masked_phone, masked_text, region};
use super::time;
use crate::fake::world::{AfterSale, Arbitration, ArbitrationState, Buyer, Kind, LogLine, Order, Parcel, World};

pub(super) fn detail(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let it = ctx.aftersale(need_whole(params, "after_sale_id")?)?;
    let world = &ctx.core.world;
    let with_log = params
        .get("need_operation_record")
        .and_then(Value::as_bool)
        .unwrap_or(false);
    let order = world.order(it.order_id);
    let log: Vec<Value> = if with_log {
        it.log.iter().rev().map(log_line).collect()
    } else {
        Vec::new()
    };
    Ok(json!({
        "process_info": {
            "after_sale_info": info(world, it, order),
            "arbitrate_info": it.arbitration.as_ref().map(|dispute| arbitrate(it, dispute)),
            "after_sale_service_tag": {"after_sale_service_tag": []},
            "logistics_info": {
                "return": it.return_parcel.as_ref().map(parcel),
                "exchange": it.replacement.as_ref().filter(|_| it.kind == Kind::Exchange).map(parcel),
                "order": order.and_then(|order| order.parcel.as_ref()).map(forward).into_iter().collect::<Vec<_>>(),
                "resend": it.replacement.as_ref().filter(|_| it.kind != Kind::Exchange).map(parcel),
            },
            "after_sale_shop_remarks": it.notes.iter().map(|note| json!({
                "order_id": it.order_id, "after_sale_id": it.id, "remark": note.text,
                "create_time": note.at_ms.div_euclid(1000), "operator": "店铺",
            })).collect::<Vec<_>>(),
            "price_protection_detail": null,
            "record_logs_list": log,
        },
        "order_info": {"shop_order_id": it.order_id, "sku_order_infos": order.map(|order| lines(world, order, it)).unwrap_or_default()},
    }))
}

fn info(world: &World, it: &AfterSale, order: Option<&Order>) -> Value {
    let mut info = json!({
        "after_sale_id": it.id,
        "after_sale_order_type": 1,
        "after_sale_status": status(it),
        "after_sale_status_desc": status_text(it),
        "after_sale_type": kind_code(it.kind),
        "after_sale_type_text": kind_text(it.kind),
        "after_sale_sub_type": 0,
        "refund_type": 0,
        "refund_type_text": "原路退款",
        "refund_status": refund_code(it.refund),
        "refund_total_amount": it.refund_amount_minor,
        "refund_post_amount": it.refund_post_minor,
        "refund_promotion_amount": 0,
        "real_refund_amount": it.paid_minor,
        "refund_fail_reason": if refund_code(it.refund) == 4 { "账户余额不足" } else { "" },
        "deduction_amount": 0,
        "apply_time": it.opened_ms.div_euclid(1000),
        "update_time": it.update_time,
        "status_deadline": deadline_s(it),
        "reason": it.reason,
        "reason_code": it.reason_code,
        "reason_remark": it.description,
        "reason_second_labels": [{"code": it.reason_code, "name": it.reason}],
        "evidence": [],
        "after_sale_apply_count": it.quantity,
        "need_return_count": if it.kind.needs_return() { it.quantity } else { 0 },
        "part_type": part_type(it, order),
        "got_pkg": i64::from(it.got_parcel),
        "refund_voucher_num": 0,
        "refund_voucher_times": 0,
        "aftersale_tags": [],
        "store_id": "",
        "store_name": "",
        "return_address_id": it.return_address_id.unwrap_or(0),
        "return_address": return_address(world, it),
        "exchange_sku_info": exchange_sku(world, it, order),
    });
    if let (Some(fields), Some(receiver)) = (info.as_object_mut(), receiver(world, it, order)) {
        fields.extend(receiver);
    }
    info
}

fn return_address(world: &World, it: &AfterSale) -> Value {
    let Some(house) = it.return_address_id.and_then(|id| world.warehouse(id)) else {
        return Value::Null;
    };
    let mut address = region(&house.region);
    if let Some(fields) = address.as_object_mut() {
        fields.insert("detail".into(), json!(house.street));
        fields.insert("landmark".into(), json!(""));
    }
    address
}

fn exchange_sku(world: &World, it: &AfterSale, order: Option<&Order>) -> Value {
    let line = order
        .and_then(|order| order.line(it.line_id))
        .filter(|_| it.kind == Kind::Exchange);
    let Some(product) = line.and_then(|line| world.product(line.sku_id)) else {
        return Value::Null;
    };
    json!({
        "sku_id": product.sku_id.to_string(),
        "code": product.sku_code,
        "num": it.quantity,
        "out_sku_id": "",
        "out_warehouse_id": "",
        "supplier_id": "",
        "url": "",
        "name": product.title,
        "price": product.price_minor.to_string(),
        "spec_desc": product.spec.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(","),
    })
}

/// Exchanges and resends show where the parcel goes, encrypted.
fn receiver(world: &World, it: &AfterSale, order: Option<&Order>) -> Option<serde_json::Map<String, Value>> {
    if !matches!(it.kind, Kind::Exchange | Kind::Resend) {
        return None;
    }
    let buyer: &Buyer = order.and_then(|order| world.buyer(order.buyer_id))?;
    let mut address = region(&buyer.region);
    let fields = address.as_object_mut()?;
    fields.insert("detail".into(), json!(masked_text(&buyer.street)));
    fields.insert("encrypt_detail".into(), json!(cipher(world, "addr", &buyer.street)));
    let value = json!({
        "post_receiver": masked_text(&buyer.name),
        "encrypt_post_receiver": cipher(world, "name", &buyer.name),
        "post_tel_sec": masked_phone(&buyer.phone),
        "encrypt_post_tel_sec": cipher(world, "tel", &buyer.phone),
        "post_address": address,
    });
    value.as_object().cloned()
}

fn arbitrate(it: &AfterSale, dispute: &Arbitration) -> Value {
    json!({
        "arbitrate_id": format!("{}_{:03}", it.id, dispute.number),
        "arbitrate_status": arbitration_code(Some(dispute)),
        "is_required_evidence": dispute.state == ArbitrationState::EvidenceWanted,
        "arbitrate_status_deadline": dispute.deadline_ms.map_or(String::new(), |ms| ms.div_euclid(1000).to_string()),
        "arbitrate_opinion": if dispute.verdict.is_some() { "平台判定" } else { "" },
        "arbitrate_conclusion": verdict_code(dispute.verdict),
        "arbitrate_create_time": dispute.opened_ms.div_euclid(1000),
        "arbitrate_update_time": it.update_time,
        "arbitrate_evidence_tmpl": null,
        "arbitrate_evidence": {"images": dispute.evidence, "describe": dispute.comment},
        "arbitrate_blame": match verdict_code(dispute.verdict) { 0 => 0, 2 => 2, _ => 1 },
    })
}

fn parcel(parcel: &Parcel) -> Value {
    json!({
        "tracking_no": parcel.tracking_no,
        "company_name": carrier_name(&parcel.company_code),
        "company_code": parcel.company_code,
        "logistics_time": parcel.sent_ms.div_euclid(1000),
    })
}

fn log_line(line: &LogLine) -> Value {
    let at = time::plain(line.at_ms.div_euclid(1000));
    json!({
        "operator": role_text(line.role),
        "role": role_code(line.role),
        "time": at,
        "create_time": at,
        "action": line.action,
        "text": line.text,
        "images": line.images,
        "desc_kvs": [],
        "all_evidence": [],
    })
}

fn lines(world: &World, order: &Order, it: &AfterSale) -> Vec<Value> {
    let line = order.line(it.line_id);
    let product = line.and_then(|line| world.product(line.sku_id));
    let (Some(line), Some(product)) = (line, product) else {
        return Vec::new();
    };
    vec![json!({
        "sku_order_id": line.id,
        "order_status": order_status(order),
        "pay_amount": line.pay_minor,
        "post_amount": order.post_minor,
        "item_quantity": line.quantity,
        "create_time": order.placed_ms.div_euclid(1000),
        "tax_amount": 0,
        "is_oversea_order": 0,
        "product_name": product.title,
        "product_id": product.product_id,
        "product_image": "",
        "tags": [],
        "sku_spec": product.spec.iter().map(|(name, value)| json!({"name": name, "value": value})).collect::<Vec<_>>(),
        "shop_sku_code": product.sku_code,
        "sku_id": product.sku_id,
        "item_sum_amount": line.unit_price_minor.saturating_mul(line.quantity),
        "sku_pay_amount": line.pay_minor,
        "promotion_amount": 0,
        "pay_type": 1,
        "insurance_tags": [],
        "after_sale_item_count": it.quantity,
        "given_sku_details": [],
    })]
}
