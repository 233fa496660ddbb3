//! `order.orderDetail`: the one place that says which room and host sold a line. Personal data is masked and encrypted.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Params, need_whole};
use super::codes::{kind_code, order_status, order_status_text, refund_code, status};
use crate::fake::prng::fnv1a;
use crate::fake::world::{Buyer, Line, Order, OrderStage, Room, World};

pub(super) fn order_detail(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let order_id = need_whole(params, "shop_order_id")?;
    let world = &ctx.core.world;
    let order = world.order(order_id).filter(|order| order.shop_id == ctx.shop_id);
    let order = order.ok_or_else(|| ApiError::bad_parameter("订单不存在"))?;
    let buyer = world
        .buyer(order.buyer_id)
        .ok_or_else(|| ApiError::bad_parameter("订单不存在"))?;
    let shop_name = ctx.core.accounts.shop_name(order.shop_id).unwrap_or_default();
    Ok(json!({"shop_order_detail": shop_order(world, order, buyer, shop_name, ctx.app_key)}))
}

fn shop_order(world: &World, order: &Order, buyer: &Buyer, shop_name: &str, app_key: &str) -> Value {
    let seconds = |ms: Option<i64>| ms.map_or(0, |ms| ms.div_euclid(1000));
    let mut value = json!({
        "shop_id": order.shop_id,
        "shop_name": shop_name,
        "order_id": order.id.to_string(),
        "order_level": 2,
        "biz": 2,
        "order_type": 0,
        "trade_type": 0,
        "order_status": order_status(order),
        "order_status_desc": order_status_text(order),
        "main_status": main_status(world, order),
        "main_status_desc": order_status_text(order),
        "create_time": seconds(Some(order.placed_ms)),
        "pay_time": seconds(order.paid_ms),
        "ship_time": seconds(order.parcel.as_ref().map(|parcel| parcel.sent_ms)),
        "finish_time": seconds(order.finished_ms),
        "update_time": order.update_time,
        "order_amount": order.pay_minor(),
        "pay_amount": order.pay_minor(),
        "post_amount": order.post_minor,
        "pay_type": 1,
        "doudian_open_id": open_id(world, app_key, buyer),
        "open_id": "",
        "seller_words": order.notes.last().map_or("", |note| note.text.as_str()),
        "sku_order_list": order.lines.iter().map(|line| sku_order(world, order, line)).collect::<Vec<_>>(),
        "logistics_info": order.parcel.as_ref().map(|parcel| json!({
            "tracking_no": parcel.tracking_no,
            "company": parcel.company_code,
            "company_name": super::codes::carrier_name(&parcel.company_code),
            "ship_time": parcel.sent_ms.div_euclid(1000),
            "delivery_id": parcel.tracking_no,
            "product_info": [],
        })).into_iter().collect::<Vec<_>>(),
    });
    if let (Some(fields), Value::Object(receiver)) = (value.as_object_mut(), receiver(world, buyer)) {
        fields.extend(receiver);
    }
    value
}

fn sku_order(world: &World, order: &Order, line: &Line) -> Value {
    let product = world.product(line.sku_id);
    let room = line.room_id.and_then(|room_id| world.room(room_id));
    let aftersale = world
        .aftersales_of(order.id)
        .filter(|it| it.line_id == line.id)
        .max_by_key(|it| (it.opened_ms, it.id));
    let mut value = json!({
        "order_id": line.id.to_string(),
        "parent_order_id": order.id.to_string(),
        "order_level": 3,
        "order_status": order_status(order),
        "order_status_desc": order_status_text(order),
        "product_id": product.map_or(0, |product| product.product_id),
        "product_id_str": product.map(|product| product.product_id.to_string()).unwrap_or_default(),
        "product_name": product.map_or("", |product| product.title.as_str()),
        "product_pic": "",
        "sku_id": line.sku_id,
        "out_sku_id": "",
        "code": product.map_or("", |product| product.sku_code.as_str()),
        "spec": product.map(|it| it.spec.iter().map(|(name, value)| json!({"name": name, "value": value})).collect::<Vec<_>>()),
        "item_num": line.quantity,
        "origin_amount": line.unit_price_minor,
        "goods_price": line.unit_price_minor,
        "sum_amount": line.pay_minor,
        "order_amount": line.pay_minor,
        "pay_amount": line.pay_minor,
        "create_time": order.placed_ms.div_euclid(1000),
        "pay_time": order.paid_ms.map_or(0, |ms| ms.div_euclid(1000)),
        "update_time": order.update_time,
        "author_cost_amount": 0,
        "after_sale_info": aftersale.map_or_else(
            || json!({"after_sale_status": 0, "after_sale_type": 0, "refund_status": 0}),
            |it| json!({"after_sale_status": status(it), "after_sale_type": kind_code(it.kind), "refund_status": refund_code(it.refund)}),
        ),
    });
    if let (Some(fields), Value::Object(live)) = (value.as_object_mut(), live(room)) {
        fields.extend(live);
    }
    value
}

/// Zero and empty when no live room sold the line.
fn live(room: Option<&Room>) -> Value {
    match room {
        Some(room) => json!({
            "author_id": room.author_id,
            "author_name": room.author_name,
            "room_id": room.room_id,
            "room_id_str": room.room_id.to_string(),
            "ad_env_type": "live",
            "c_biz": if room.affiliate { 2 } else { 8 },
        }),
        None => {
            json!({"author_id": 0, "author_name": "", "room_id": 0, "room_id_str": "0", "ad_env_type": "", "c_biz": 8})
        }
    }
}

fn receiver(world: &World, buyer: &Buyer) -> Value {
    let mut masked = region(&buyer.region);
    let mut encrypted = region(&buyer.region);
    for (address, name, text) in [
        (&mut masked, "detail", masked_text(&buyer.street)),
        (&mut encrypted, "encrypt_detail", cipher(world, "addr", &buyer.street)),
    ] {
        if let Some(fields) = address.as_object_mut() {
            fields.insert(name.into(), json!(text));
        }
    }
    json!({
        "mask_post_receiver": masked_text(&buyer.name),
        "mask_post_tel": masked_phone(&buyer.phone),
        "mask_post_addr": masked,
        "encrypt_post_receiver": cipher(world, "name", &buyer.name),
        "encrypt_post_tel": cipher(world, "tel", &buyer.phone),
        "post_addr": encrypted,
    })
}

/// 21, 22 and 39: refunded before it left, after it left, after it was received.
fn main_status(world: &World, order: &Order) -> i64 {
    let refunded = order.lines.iter().all(|line| {
        world
            .aftersales_of(order.id)
            .any(|it| it.line_id == line.id && it.refunds_paid > 0)
    });
    match (refunded, order.stage) {
        (true, OrderStage::Paid) => 21,
        (true, OrderStage::Shipped) => 22,
        (true, OrderStage::Finished) => 39,
        _ => order_status(order),
    }
}

/// The buyer's number as one app sees it: stable, and another one for another app.
fn open_id(world: &World, app_key: &str, buyer: &Buyer) -> String {
    format!(
        "1@#{:016x}{:016x}",
        fnv1a(format!("{}{app_key}", buyer.id).as_bytes()),
        world.seed() ^ fnv1a(app_key.as_bytes())
    )
}

/// A stand-in for the platform's ciphertext: the same text gives the same one, and none can be read.
pub(super) fn cipher(world: &World, kind: &str, text: &str) -> String {
    let mix = |round: u8| fnv1a(format!("{round}{kind}{text}{}", world.seed()).as_bytes());
    format!("##{:016x}{:016x}#{kind}##", mix(1), mix(2))
}

/// First and last two digits.
pub(super) fn masked_phone(phone: &str) -> String {
    let (first, last): (String, String) = (
        phone.chars().take(2).collect(),
        phone.chars().skip(phone.chars().count().saturating_sub(2)).collect(),
    );
    format!("{first}*******{last}")
}

/// First character only.
pub(super) fn masked_text(text: &str) -> String {
    format!("{}***", text.chars().take(1).collect::<String>())
}

/// Province, city and district with made-up numbers.
pub(super) fn region(region: &[String; 3]) -> Value {
    let [province, city, town] = region;
    let place = |name: &String, id: &str| json!({"name": name, "id": id});
    json!({"province": place(province, "330000"), "city": place(city, "330100"), "town": place(town, "330110"), "street": {"name": "", "id": "0"}})
}
