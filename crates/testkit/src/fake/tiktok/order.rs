//! Orders by number. Names, phone numbers and streets are masked; which room sold a line is not said here.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Fields, Input};
use super::codes::order_status;
use super::money::{Piece, amount, pieces};
use super::row::seconds;
use crate::fake::params::fields;
use crate::fake::prng::fnv1a;
use crate::fake::world::{Buyer, Line, Order, OrderStage, World};

const MOST: usize = 50;

pub(super) fn get(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let ids: Vec<i64> = input
        .query("ids")
        .split(',')
        .map(|id| id.trim().parse().map_err(|_| ApiError::bad_parameter("ids")))
        .collect::<Result<_, _>>()?;
    if ids.len() > MOST {
        return Err(ApiError::bad_parameter("ids: 50 at most"));
    }
    let world = &ctx.core.world;
    let own = ids
        .iter()
        .filter_map(|id| world.order(*id))
        .filter(|order| order.shop_id == ctx.shop.shop_id);
    let rows: Vec<Value> = own.map(|order| row(world, order, &ctx.shop.region)).collect();
    Ok(fields(json!({"orders": rows})))
}

/// The buyer's number in one shop.
pub(super) fn user_id(shop_id: i64, buyer_id: i64) -> String {
    let mixed = fnv1a(format!("{shop_id} {buyer_id}").as_bytes()) % 100_000_000_000_000_000;
    (7_494_000_000_000_000_000_u64 + mixed).to_string()
}

/// True when every piece of the order was paid back.
pub(super) fn refunded(world: &World, order: &Order) -> bool {
    let back = |line: &Line| {
        let of_line = world
            .aftersales_of(order.id)
            .filter(|it| it.line_id == line.id && it.refunds_paid > 0);
        of_line.map(|it| it.quantity).sum::<i64>()
    };
    order.lines.iter().all(|line| back(line) >= line.quantity)
}

fn row(world: &World, order: &Order, region: &str) -> Value {
    let money = |minor: i64| amount(order.currency, minor);
    let goods: i64 = order.lines.iter().map(|line| line.pay_minor).sum();
    let parcel = order.parcel.as_ref();
    let user_id = user_id(order.shop_id, order.buyer_id);
    let mut row = fields(json!({
        "id": order.id.to_string(),
        "status": order_status(order, refunded(world, order)),
        "order_type": "NORMAL",
        "commerce_platform": "TIKTOK_SHOP",
        "fulfillment_type": "FULFILLMENT_BY_SELLER",
        "shipping_type": "TIKTOK",
        "user_id": user_id,
        "buyer_email": format!("v2b{:016x}@scs.example.test", fnv1a(user_id.as_bytes())),
        "buyer_message": "",
        "create_time": seconds(order.placed_ms),
        "update_time": order.update_time,
        "paid_time": order.paid_ms.map_or(0, seconds),
        "delivery_time": order.finished_ms.map_or(0, seconds),
        "is_on_hold_order": false,
        "is_cod": false,
        "is_sample_order": false,
        "is_replacement_order": order.replaces.is_some(),
        "is_buyer_request_cancel": asks_to_cancel(world, order),
        "tracking_number": parcel.map_or("", |parcel| parcel.tracking_no.as_str()),
        "shipping_provider": parcel.map_or("", |parcel| parcel.company_code.as_str()),
        "payment": {
            "currency": order.currency.code,
            "sub_total": money(goods),
            "shipping_fee": money(order.post_minor),
            "original_total_product_price": money(goods),
            "original_shipping_fee": money(order.post_minor),
            "seller_discount": "0",
            "platform_discount": "0",
            "tax": "0",
            "total_amount": money(order.pay_minor()),
        },
        "recipient_address": world.buyer(order.buyer_id).map(|buyer| address(buyer, region)),
        "line_items": order.lines.iter().flat_map(|line| line_items(world, order, line)).collect::<Vec<_>>(),
        "packages": parcel.map(|_| json!({"id": order.id.saturating_add(500).to_string()})).into_iter().collect::<Vec<_>>(),
    }));
    if let Some(replaced) = order.replaces {
        row.insert("replaced_order_id".into(), json!(replaced.to_string()));
    }
    Value::Object(row)
}

fn asks_to_cancel(world: &World, order: &Order) -> bool {
    let mut open = world
        .aftersales_of(order.id)
        .filter(|it| super::codes::is_cancellation(it));
    order.stage == OrderStage::Paid && open.any(|it| !it.stage.is_over())
}

fn line_items(world: &World, order: &Order, line: &Line) -> Vec<Value> {
    let product = world.product(line.sku_id);
    let parcel = order.parcel.as_ref();
    let sku_name = product.map(|product| {
        let values = product.spec.iter().map(|(_, value)| value.as_str());
        values.collect::<Vec<_>>().join(", ")
    });
    let sku_name = sku_name.unwrap_or_default();
    let row = |piece: Piece| {
        json!({
            "id": piece.id.to_string(),
            "product_id": product.map_or(0, |product| product.product_id).to_string(),
            "product_name": product.map_or("", |product| product.title.as_str()),
            "sku_id": line.sku_id.to_string(),
            "sku_name": sku_name,
            "seller_sku": product.map_or("", |product| product.sku_code.as_str()),
            "sku_image": "",
            "sku_type": "NORMAL",
            "currency": order.currency.code,
            "original_price": amount(order.currency, line.unit_price_minor),
            "sale_price": amount(order.currency, piece.pay_minor),
            "seller_discount": "0",
            "platform_discount": "0",
            "display_status": order_status(order, false),
            "is_gift": false,
            "package_id": parcel.map(|_| order.id.saturating_add(500).to_string()).unwrap_or_default(),
            "tracking_number": parcel.map_or("", |parcel| parcel.tracking_no.as_str()),
            "shipping_provider_name": parcel.map_or("", |parcel| parcel.company_code.as_str()),
        })
    };
    pieces(line).map(row).collect()
}

fn address(buyer: &Buyer, region: &str) -> Value {
    let first = |text: &str| format!("{}****", text.chars().take(1).collect::<String>());
    let last: String = buyer
        .phone
        .chars()
        .skip(buyer.phone.chars().count().saturating_sub(2))
        .collect();
    let [state, city, district] = &buyer.region;
    let name = first(&buyer.name);
    json!({
        "name": name,
        "first_name": name,
        "last_name": "",
        "phone_number": format!("*******{last}"),
        "region_code": region,
        "postal_code": "",
        "full_address": format!("{region}, {state}, {city}, {district}, ******"),
        "address_line1": "******",
        "address_detail": "******",
        "district_info": [
            {"address_level_name": "State", "address_name": state}, {"address_level_name": "City", "address_name": city},
            {"address_level_name": "District", "address_name": district},
        ],
    })
}
