//! `order/get`: what was bought, in which room and through whom; names, numbers and addresses are masked.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Fields, Params, whole};
use super::codes::{carrier, order_status, status_number};
use crate::fake::params::fields;
use crate::fake::prng::fnv1a;
use crate::fake::world::{Buyer, Line, Order, Room, World};

/// The share of a host who is not the shop, in percent.
const COMMISSION: i64 = 10;

fn find<'a>(ctx: &'a Ctx<'_>, params: &Params) -> Result<(&'a Order, &'a Buyer), ApiError> {
    let unknown = || ApiError::new(10_020_050, "无权限访问该订单");
    let id = whole(params, "order_id")?.ok_or_else(|| ApiError::bad_parameter("order_id"))?;
    let world = &ctx.core.world;
    let order = world.order(id).filter(|order| order.shop_id == ctx.shop_id);
    let order = order.ok_or_else(unknown)?;
    Ok((order, world.buyer(order.buyer_id).ok_or_else(unknown)?))
}

pub(super) fn get(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let (order, buyer) = find(ctx, params)?;
    let world = &ctx.core.world;
    let refunded = order
        .lines
        .iter()
        .all(|line| finished(world, order, line) >= line.quantity);
    let mut found = fields(json!({
        "order_id": order.id.to_string(),
        "create_time": order.placed_ms.div_euclid(1000),
        "update_time": order.update_time,
        "status": order_status(order, refunded),
        "openid": open_id(world, ctx.app_id, order.buyer_id),
        "is_present": order.giver_id.is_some(),
        "order_detail": detail(world, order, buyer),
        "aftersale_detail": aftersales(world, order),
    }));
    if ctx.options.unionids {
        found.insert("unionid".into(), json!(union_id(world, order.buyer_id)));
    }
    if let Some(giver) = order.giver_id {
        found.insert("present_giver_openid".into(), json!(open_id(world, ctx.app_id, giver)));
        if ctx.options.unionids {
            found.insert("present_giver_unionid".into(), json!(union_id(world, giver)));
        }
    }
    Ok(fields(json!({"order": found})))
}

pub(super) fn decode(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let (order, buyer) = find(ctx, params)?;
    let number = format!("170{:08}", fnv1a(&order.id.to_be_bytes()) % 100_000_000);
    Ok(fields(json!({
        "address_info": address(buyer, &buyer.name, &buyer.phone, &buyer.street),
        "virtual_number_info": {"virtual_number": number, "extension": format!("{:04}", order.id % 10_000), "expiration": 0},
    })))
}

fn detail(world: &World, order: &Order, buyer: &Buyer) -> Value {
    let seconds = |ms: Option<i64>| ms.map_or(0, |ms| ms.div_euclid(1000));
    let goods: i64 = order.lines.iter().map(|line| line.pay_minor).sum();
    json!({
        "product_infos": order.lines.iter().map(|line| product(world, order, line)).collect::<Vec<_>>(),
        "pay_info": {
            "prepay_id": "", "prepay_time": order.placed_ms.div_euclid(1000), "pay_time": seconds(order.paid_ms),
            "transaction_id": if order.paid_ms.is_some() { format!("4200{}", order.id) } else { String::new() },
            "payment_method": 1,
        },
        "price_info": {
            "product_price": goods, "order_price": order.pay_minor(), "freight": order.post_minor, "discounted_price": 0,
            "is_discounted": false,
        },
        "delivery_info": {
            "address_info": masked_address(buyer),
            "delivery_product_info": deliveries(world, order),
            "ship_done_time": seconds(order.parcel.as_ref().map(|parcel| parcel.sent_ms)),
            "deliver_method": 0,
        },
        "coupon_info": {},
        "ext_info": ext(world, order),
        "commission_infos": commissions(world, order),
        "source_infos": sources(world, order),
        "sharer_info": {},
        "sku_sharer_infos": [],
        "agent_info": {},
        "settle_info": {
            "predict_commission_fee": commissions(world, order).iter().filter_map(|row| row.get("amount")?.as_i64()).sum::<i64>(),
        },
    })
}

fn product(world: &World, order: &Order, line: &Line) -> Value {
    let product = world.product(line.sku_id);
    let attrs = product.map(|product| {
        let pairs = product.spec.iter();
        pairs
            .map(|(key, value)| json!({"attr_key": key, "attr_value": value}))
            .collect::<Vec<_>>()
    });
    let open = |line: &Line| {
        let of_line = world
            .aftersales_of(order.id)
            .filter(|it| it.line_id == line.id && !it.special);
        of_line
            .filter(|it| !it.stage.is_over())
            .map(|it| it.quantity)
            .sum::<i64>()
    };
    json!({
        "product_id": product.map_or(0, |product| product.product_id).to_string(),
        "sku_id": line.sku_id.to_string(),
        "sku_code": product.map_or("", |product| product.sku_code.as_str()),
        "title": product.map_or("", |product| product.title.as_str()),
        "thumb_img": "",
        "sku_attrs": attrs.unwrap_or_default(),
        "sku_cnt": line.quantity,
        "sale_price": line.unit_price_minor,
        "market_price": line.unit_price_minor,
        "real_price": line.pay_minor,
        "estimate_price": line.pay_minor,
        "is_discounted": false,
        "on_aftersale_sku_cnt": open(line),
        "finish_aftersale_sku_cnt": finished(world, order, line),
        "out_product_id": "",
        "out_sku_id": "",
    })
}

/// Pieces of a line that were paid back.
fn finished(world: &World, order: &Order, line: &Line) -> i64 {
    let of_line = world
        .aftersales_of(order.id)
        .filter(|it| it.line_id == line.id && !it.special);
    of_line.filter(|it| it.refunds_paid > 0).map(|it| it.quantity).sum()
}

fn aftersales(world: &World, order: &Order) -> Value {
    let found: Vec<_> = world.aftersales_of(order.id).filter(|it| !it.special).collect();
    let rows = found
        .iter()
        .map(|it| json!({"aftersale_order_id": it.id.to_string(), "status": status_number(it)}));
    json!({
        "aftersale_order_list": rows.collect::<Vec<_>>(),
        "on_aftersale_order_cnt": found.iter().filter(|it| !it.stage.is_over()).count(),
    })
}

fn deliveries(world: &World, order: &Order) -> Vec<Value> {
    let Some(parcel) = &order.parcel else { return Vec::new() };
    let (id, name) = carrier(&parcel.company_code);
    let goods = order.lines.iter().map(|line| {
        let product_id = world.product(line.sku_id).map_or(0, |product| product.product_id);
        json!({"product_id": product_id.to_string(), "sku_id": line.sku_id.to_string(), "product_cnt": line.quantity})
    });
    vec![json!({
        "waybill_id": parcel.tracking_no, "delivery_id": id, "delivery_name": name, "deliver_type": 1,
        "delivery_time": parcel.sent_ms.div_euclid(1000), "product_infos": goods.collect::<Vec<_>>(),
    })]
}

/// The room an order was made in: that of its first line sold live.
fn room<'a>(world: &'a World, order: &Order) -> Option<&'a Room> {
    let room_id = order.lines.iter().find_map(|line| line.room_id)?;
    world.room(room_id)
}

pub(super) fn finder_id(room: &Room) -> String {
    format!("v2_060000231003b20faec8c6e0{:016x}@finder", room.author_id)
}

/// `order_scene` 2 is a live room.
fn ext(world: &World, order: &Order) -> Value {
    let notes = order.notes.last().map_or("", |note| note.text.as_str());
    match room(world, order) {
        Some(room) => json!({
            "customer_notes": "", "merchant_notes": notes, "order_scene": 2,
            "finder_id": finder_id(room), "live_id": format!("export/UzFfAgtgekIEAQAAAAAA{:x}", room.room_id),
        }),
        None => {
            json!({"customer_notes": "", "merchant_notes": notes, "order_scene": 1, "finder_id": "", "live_id": ""})
        }
    }
}

fn sold_by_others<'a>(world: &'a World, order: &'a Order) -> impl Iterator<Item = (&'a Line, &'a Room)> {
    let with_room = order
        .lines
        .iter()
        .filter_map(|line| Some((line, world.room(line.room_id?)?)));
    with_room.filter(|(_, room)| room.affiliate)
}

/// True when a host who is not the shop is paid for a line.
pub(super) fn has_commission(world: &World, order: &Order) -> bool {
    sold_by_others(world, order).next().is_some()
}

fn commissions(world: &World, order: &Order) -> Vec<Value> {
    let row = |(line, room): (&Line, &Room)| {
        json!({
            "sku_id": line.sku_id.to_string(), "nickname": room.author_name, "type": 0, "status": 1,
            "amount": line.pay_minor.saturating_mul(COMMISSION).div_euclid(100),
            "finder_id": finder_id(room), "openfinderid": format!("of_{:016x}", room.author_id),
            "talent_id": format!("talent_{}", room.author_id), "agency_id": "",
        })
    };
    sold_by_others(world, order).map(row).collect()
}

fn sources(world: &World, order: &Order) -> Vec<Value> {
    let with_room = order
        .lines
        .iter()
        .filter_map(|line| Some((line, world.room(line.room_id?)?)));
    let row = |(line, room): (&Line, &Room)| {
        json!({
            "sku_id": line.sku_id.to_string(), "account_type": 1, "account_id": finder_id(room),
            "account_nickname": room.author_name, "sale_channel": if room.affiliate { 100 } else { 0 }, "content_type": 2,
        })
    };
    with_room.map(row).collect()
}

/// The buyer's number as one shop sees it: stable, and another one for another shop.
pub(super) fn open_id(world: &World, app_id: &str, buyer_id: i64) -> String {
    let mix = |round: u8| fnv1a(format!("{round}{buyer_id}{app_id}{}", world.seed()).as_bytes());
    let text = format!("o{:016x}{:016x}", mix(1), mix(2));
    text.chars().take(28).collect()
}

/// The buyer's number on the Open Platform: the same for every shop.
pub(super) fn union_id(world: &World, buyer_id: i64) -> String {
    let mix = |round: u8| fnv1a(format!("union {round}{buyer_id}{}", world.seed()).as_bytes());
    let text = format!("u{:016x}{:016x}", mix(1), mix(2));
    text.chars().take(28).collect()
}

/// The place as it is; name, phone number and street masked.
pub(super) fn masked_address(buyer: &Buyer) -> Value {
    let first = |text: &str, kept: usize| text.chars().take(kept).collect::<String>();
    let last: String = buyer
        .phone
        .chars()
        .skip(buyer.phone.chars().count().saturating_sub(4))
        .collect();
    address(
        buyer,
        &format!("{}**", first(&buyer.name, 1)),
        &format!("{}****{last}", first(&buyer.phone, 3)),
        "******",
    )
}

fn address(buyer: &Buyer, name: &str, phone: &str, street: &str) -> Value {
    let [province, city, county] = &buyer.region;
    json!({
        "user_name": name, "postal_code": "", "province_name": province, "city_name": city, "county_name": county,
        "detail_info": street, "national_code": "", "tel_number": phone,
    })
}
