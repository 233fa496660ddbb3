//! Orders sold by creators who are paid a share: the only place that says who sold a line live.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Fields, Input, whole};
use super::money::amount;
use super::row::seconds;
use super::search::Page;
use crate::fake::params::fields;
use crate::fake::world::{Currency, Line, Order, Room, World};

/// The creator's share, in basis points.
const RATE: i64 = 800;

pub(super) fn search(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    if !ctx.options.affiliate_scope {
        return Err(ApiError::no_scope());
    }
    let size = match input.query("page_size") {
        "" => 20,
        text => text.parse().map_err(|_| ApiError::bad_parameter("page_size"))?,
    };
    let page = Page::new(size, input.query("page_token"), true)?;
    let from = whole(&input.body, "create_time_ge")?.unwrap_or(i64::MIN);
    let to = whole(&input.body, "create_time_lt")?.unwrap_or(i64::MAX);
    let world = &ctx.core.world;
    let found: Vec<_> = world
        .orders()
        .filter(|order| order.shop_id == ctx.shop.shop_id && (from..to).contains(&seconds(order.placed_ms)))
        .filter_map(|order| Some(((seconds(order.placed_ms), order.id), row(world, order)?)))
        .collect();
    let total = found.len();
    let (rows, next) = page.cut(found);
    Ok(fields(
        json!({"orders": rows, "next_page_token": next, "total_count": total}),
    ))
}

fn row(world: &World, order: &Order) -> Option<Value> {
    let with_room = order
        .lines
        .iter()
        .filter_map(|line| Some((line, world.room(line.room_id?)?)));
    let skus: Vec<Value> = with_room
        .filter(|(_, room)| room.affiliate)
        .map(|(line, room)| sku(world, order, line, room))
        .collect();
    let row = || json!({"id": order.id.to_string(), "create_time": seconds(order.placed_ms), "skus": skus});
    (!skus.is_empty()).then(row)
}

fn sku(world: &World, order: &Order, line: &Line, room: &Room) -> Value {
    let money = |minor: i64| priced(order.currency, minor);
    let back = world
        .aftersales_of(order.id)
        .filter(|it| it.line_id == line.id && it.refunds_paid > 0);
    let back: i64 = back.map(|it| it.quantity).sum();
    let share = line.pay_minor.saturating_mul(RATE).div_euclid(10_000);
    json!({
        "sku_id": line.sku_id.to_string(),
        "product_id": world.product(line.sku_id).map_or(0, |product| product.product_id).to_string(),
        "quantity": line.quantity,
        "refunded_quantity": back,
        "returned_quantity": back,
        "fully_return": if back >= line.quantity { "YES" } else { "NO" },
        "price": money(line.unit_price_minor),
        "creator_username": room.author_name,
        "content_type": "LIVE",
        "content_id": room.room_id.to_string(),
        "campaign_id": "",
        "open_collaboration_id": format!("749{}", room.author_id),
        "commission_model": "STANDARD",
        "commission_rate": RATE.to_string(),
        "estimated_commission_base": money(line.pay_minor),
        "estimated_paid_commission": money(share),
        "settlement_status": "TO-SETTLE",
    })
}

fn priced(currency: Currency, minor: i64) -> Value {
    json!({"amount": amount(currency, minor), "currency": currency.code})
}
