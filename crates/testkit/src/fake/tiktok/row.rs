//! A return or a cancellation as the searches show it.

use serde_json::{Value, json};

use super::api::Fields;
use super::codes::{arbitration, next_action, role_word, status, type_word};
use super::money::{RequestLine, refund, refund_of, request_lines};
use super::reason;
use crate::fake::params::fields;
use crate::fake::world::{AfterSale, Kind, Order, Proposal, Stage, World};

pub(super) fn seconds(ms: i64) -> i64 {
    ms.div_euclid(1000)
}

fn actions(it: &AfterSale) -> Vec<Value> {
    let action = next_action(it);
    let row = |action| json!({"action": action, "deadline": it.deadline_ms.map_or(0, seconds)});
    action.map(row).into_iter().collect()
}

/// A number that is there or an empty text.
fn linked(id: Option<i64>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

pub(super) fn returned(world: &World, it: &AfterSale) -> Value {
    let (reason, reason_text) = reason::of(it);
    let order = world.order(it.order_id);
    let mut row = fields(json!({
        "return_id": it.id.to_string(),
        "order_id": it.order_id.to_string(),
        "return_type": type_word(it),
        "return_status": status(it),
        "arbitration_status": arbitration(it),
        "role": role_word(it.opened_by),
        "return_reason": reason,
        "return_reason_text": reason_text,
        "shipment_type": "PLATFORM",
        "handover_method": "DROP_OFF",
        "return_method": "PLATFORM_SHIPPED",
        "return_shipping_document_type": "SHIPPING_LABEL",
        "return_tracking_number": it.return_parcel.as_ref().map_or("", |parcel| parcel.tracking_no.as_str()),
        "return_provider_name": it.return_parcel.as_ref().map_or("", |parcel| parcel.company_code.as_str()),
        "return_provider_id": "",
        "pre_return_id": linked(it.previous_id),
        "next_return_id": linked(it.next_id),
        "seller_next_action_response": actions(it),
        "refund_amount": refund_of(it),
        "discount_amount": [{
            "currency": it.currency.code, "product_seller_discount": "0", "product_platform_discount": "0",
            "shipping_fee_seller_discount": "0", "shipping_fee_platform_discount": "0",
        }],
        "shipping_fee_amount": [{
            "currency": it.currency.code, "seller_paid_return_shipping_fee": "0", "platform_paid_return_shipping_fee": "0",
            "buyer_paid_return_shipping_fee": "0",
        }],
        "return_line_items": lines(world, it, order, "return_line_item_id"),
        "is_combined_return": false,
        "combined_return_id": "",
        "is_quick_refund": false,
        "can_buyer_keep_item": it.kind == Kind::ReturnRefund && it.stage == Stage::AwaitingSeller,
        "buyer_keep_item": it.kind == Kind::ReturnRefund && it.stage == Stage::Refund && it.return_parcel.is_none(),
        "create_time": seconds(it.opened_ms),
        "update_time": it.update_time,
    }));
    row.extend(proposed(it));
    Value::Object(row)
}

/// What the seller has offered, while it is offered and when it was refused.
fn proposed(it: &AfterSale) -> Fields {
    let offer = it
        .offer
        .as_ref()
        .filter(|offer| offer.proposal == Proposal::PartialRefund);
    let Some(offer) = offer else { return Fields::new() };
    let offered = offer.amount_minor.unwrap_or(offer.old_amount_minor);
    fields(json!({
        "seller_proposed_return_type": "PARTIAL_REFUND",
        "partial_refund": {"currency": it.currency.code, "amount": super::money::amount(it.currency, offered)},
        "buyer_rejected_partial_refund": offer.accepted == Some(false),
    }))
}

pub(super) fn cancelled(world: &World, it: &AfterSale) -> Value {
    let (reason, reason_text) = reason::of(it);
    let order = world.order(it.order_id);
    json!({
        "cancel_id": it.id.to_string(),
        "order_id": it.order_id.to_string(),
        "cancel_type": type_word(it),
        "cancel_status": status(it),
        "role": role_word(it.opened_by),
        "cancel_reason": reason,
        "cancel_reason_text": reason_text,
        "seller_next_action_response": actions(it),
        "refund_amount": refund_of(it),
        "cancel_line_items": lines(world, it, order, "cancel_line_item_id"),
        "should_replenish_stock": true,
        "create_time": seconds(it.opened_ms),
        "update_time": it.update_time,
    })
}

fn lines(world: &World, it: &AfterSale, order: Option<&Order>, id_name: &str) -> Vec<Value> {
    let found = order.map(|order| request_lines(it, order)).unwrap_or_default();
    found.iter().map(|line| line_row(world, it, line, id_name)).collect()
}

fn line_row(world: &World, it: &AfterSale, line: &RequestLine, id_name: &str) -> Value {
    let product = world.product(line.piece.sku_id);
    let sku_name = product.map(|product| {
        let values = product.spec.iter().map(|(_, value)| value.as_str());
        values.collect::<Vec<_>>().join(", ")
    });
    let mut row = fields(json!({
        "order_line_item_id": line.piece.id.to_string(),
        "sku_id": line.piece.sku_id.to_string(),
        "sku_name": sku_name.unwrap_or_default(),
        "seller_sku": product.map_or("", |product| product.sku_code.as_str()),
        "product_name": product.map_or("", |product| product.title.as_str()),
        "product_image": {"url": "", "width": 200, "height": 200},
        "refund_amount": refund(it.currency, line.refund_minor, 0),
    }));
    row.insert(id_name.to_owned(), json!(line.id.to_string()));
    Value::Object(row)
}
