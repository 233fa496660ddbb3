//! `/channels/ec/order/get`: an order, and the one place that says which room and host sold it.
//!
//! Field names: (V2) where the platform's documents and two public libraries agree, (V) where one of them has it.
use std::collections::BTreeMap;

use aftersync_core::error::Result;
use aftersync_core::limits::MAX_LINES;
use aftersync_core::model::aftersale::AccountRef;
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::money::Money;
use aftersync_core::model::order::{HostRef, OrderLine, OrderSnapshot, OrderState, Receiver};
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::platform::{Call, HttpRequest};
use serde::Deserialize;
use serde_json::json;

use crate::common::json::{Id, Loose, Reading, Text, Whole, need, parse};

use super::api;
use super::read::{Giver, Kept, Read, line_names};

/// A list of which unusable elements are left out.
type List<T> = Loose<Vec<Loose<T>>>;

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    order: Loose<Order<'a>>, // [V2]
}

#[derive(Deserialize)]
struct Order<'a> {
    #[serde(borrow, default)]
    order_id: Loose<Id<'a>>, // [V2]
    #[serde(default)]
    status: Loose<Whole>, // [V2]
    #[serde(default)]
    create_time: Loose<Whole>, // [V2]
    #[serde(default)]
    update_time: Loose<Whole>, // [V2]
    /// The buyer; of a gift, whoever got it.
    #[serde(borrow, default)]
    openid: Loose<Text<'a>>, // [V2]
    #[serde(borrow, default)]
    unionid: Loose<Text<'a>>, // [V2]
    #[serde(borrow, default)]
    present_giver_openid: Loose<Text<'a>>, // [V]
    #[serde(borrow, default)]
    present_giver_unionid: Loose<Text<'a>>, // [V]
    #[serde(borrow, default)]
    order_detail: Loose<Detail<'a>>, // [V2]
}

#[derive(Deserialize)]
struct Detail<'a> {
    /// Not a list of what is usable: a line left out would look refunded.
    #[serde(borrow, default)]
    product_infos: Loose<Vec<Product<'a>>>, // [V2]
    #[serde(default)]
    pay_info: Loose<Pay>, // [V2]
    #[serde(default)]
    price_info: Loose<Price>, // [V2]
    #[serde(borrow, default)]
    delivery_info: Loose<Delivery<'a>>, // [V2]
    #[serde(borrow, default)]
    ext_info: Loose<Extra<'a>>, // [V2]
    #[serde(borrow, default)]
    commission_infos: List<Commission<'a>>, // [V2]
    #[serde(borrow, default)]
    source_infos: List<Source<'a>>, // [V2]
}

#[derive(Deserialize)]
struct Product<'a> {
    #[serde(borrow, default)]
    product_id: Loose<Id<'a>>, // [V2]
    #[serde(borrow, default)]
    sku_id: Loose<Id<'a>>, // [V2]
    #[serde(default)]
    sku_cnt: Loose<Whole>, // [V2]
    #[serde(borrow, default)]
    title: Loose<Text<'a>>, // [V2]
    /// One piece.
    #[serde(default)]
    sale_price: Loose<Whole>, // [V2]
    /// All pieces, as paid: the smaller of the next two.
    #[serde(default)]
    real_price: Loose<Whole>, // [V2]
    #[serde(default)]
    estimate_price: Loose<Whole>, // [V2]
    #[serde(default)]
    change_price: Loose<Whole>, // [V2]
    #[serde(default)]
    is_change_price: Loose<bool>, // [V2]
    #[serde(borrow, default)]
    sku_code: Loose<Text<'a>>, // [V2]
    #[serde(borrow, default)]
    out_sku_id: Loose<Text<'a>>, // [V2]
}

#[derive(Deserialize)]
struct Pay {
    #[serde(default)]
    pay_time: Loose<Whole>, // [V2]
}

#[derive(Deserialize)]
struct Price {
    /// What the buyer paid, freight included.
    #[serde(default)]
    order_price: Loose<Whole>, // [V2]
}

#[derive(Deserialize)]
struct Delivery<'a> {
    #[serde(borrow, default)]
    address_info: Loose<Address<'a>>, // [V2]
    #[serde(borrow, default)]
    delivery_product_info: List<Parcel<'a>>, // [V2]
    #[serde(default)]
    ship_done_time: Loose<Whole>, // [V2]
}

#[derive(Deserialize)]
struct Address<'a> {
    #[serde(borrow, default)]
    user_name: Loose<Text<'a>>, // [V2]
    #[serde(borrow, default)]
    province_name: Loose<Text<'a>>, // [V2]
    #[serde(borrow, default)]
    city_name: Loose<Text<'a>>, // [V2]
    #[serde(borrow, default)]
    county_name: Loose<Text<'a>>, // [V2]
    #[serde(borrow, default)]
    detail_info: Loose<Text<'a>>, // [V2]
    #[serde(borrow, default)]
    house_number: Loose<Text<'a>>, // [V2]
    #[serde(borrow, default)]
    tel_number: Loose<Text<'a>>, // [V2]
    #[serde(borrow, default)]
    tel_number_ext_info: Loose<Phone<'a>>, // [V2]
}

#[derive(Deserialize)]
struct Phone<'a> {
    /// The buyer's own number, masked.
    #[serde(borrow, default)]
    real_tel_number: Loose<Text<'a>>, // [V2]
}

#[derive(Deserialize)]
struct Parcel<'a> {
    #[serde(borrow, default)]
    waybill_id: Loose<Id<'a>>, // [V2]
    #[serde(borrow, default)]
    delivery_id: Loose<Id<'a>>, // [V2]
}

#[derive(Deserialize)]
struct Extra<'a> {
    #[serde(default)]
    order_scene: Loose<Whole>, // [V2]
    #[serde(borrow, default)]
    finder_id: Loose<Text<'a>>, // [V2]
    #[serde(borrow, default)]
    live_id: Loose<Text<'a>>, // [V2]
    #[serde(default)]
    confirm_receipt_time: Loose<Whole>, // [V2]
}

/// Who gets a share of a line.
#[derive(Deserialize)]
struct Commission<'a> {
    #[serde(borrow, default)]
    sku_id: Loose<Id<'a>>, // [V2]
    #[serde(default, rename = "type")]
    kind: Loose<Whole>, // [V2]
    #[serde(borrow, default)]
    finder_id: Loose<Text<'a>>, // [V2]
    #[serde(borrow, default)]
    talent_id: Loose<Text<'a>>, // [V]
    #[serde(borrow, default)]
    nickname: Loose<Text<'a>>, // [V2]
}

/// Through whose account a line was sold.
#[derive(Deserialize)]
struct Source<'a> {
    #[serde(borrow, default)]
    sku_id: Loose<Id<'a>>, // [V]
    #[serde(default)]
    account_type: Loose<Whole>, // [V]
    #[serde(borrow, default)]
    account_id: Loose<Text<'a>>, // [V]
    #[serde(borrow, default)]
    account_nickname: Loose<Text<'a>>, // [V]
}

/// Sold in a live broadcast, by `order_scene` (V2).
const LIVE: i64 = 2;
/// A talent, not an agency, by `commission_infos.type` (V).
const TALENT: i64 = 0;
/// A channel or a talent, by `source_infos.account_type` (V).
const CHANNELS: [i64; 2] = [1, 5];

/// Asks for one order, with the buyer's data masked.
pub(super) fn request(call: &Call, id: &str) -> Result<HttpRequest> {
    let body = json!({"order_id": id, "encode_sensitive_info": true});
    api::request(call, "/channels/ec/order/get", &body)
}

/// Reads one order.
pub(super) fn read(kept: &Kept<'_>, shop: &str) -> Reading<Read> {
    let data: Data<'_> = parse(kept.object.get().as_bytes())?;
    let order = need(data.order.get(), "order")?;
    let id = need(order.order_id.owned(), "order_id")?;
    let updated = need(order.update_time.seconds(), "update_time")?;
    let detail = need(order.order_detail.get(), "order_detail")?;
    let lines = lines(detail)?;
    let account = order.openid.owned().map(|uid| AccountRef {
        scope: shop.to_owned(),
        uid,
        nickname: None,
    });
    let snapshot = OrderSnapshot {
        external_id: id.clone(),
        account: account.clone(),
        state: state(order.status.number(), detail),
        paid: paid(detail, &lines)?,
        lines,
        receiver: detail.delivery_info.get().and_then(receiver),
        parcels: parcels(detail),
        created_at: order.create_time.seconds().unwrap_or(updated),
        paid_at: detail.pay_info.get().and_then(|pay| pay.pay_time.seconds()),
    };
    Ok(Read {
        revision: updated.secs(),
        occurred_at: updated,
        account,
        unionid: order.unionid.owned(),
        giver: Giver::of(&order.present_giver_openid, &order.present_giver_unionid),
        ..Read::of(id, FactBody::Order(Box::new(snapshot)))
    })
}

/// How far an order is, by `status` (V2).
const STATES: &[(i64, OrderState)] = &[
    (10, OrderState::Created),
    (12, OrderState::Paid),    // a gift that nobody took yet
    (13, OrderState::Paid),    // waits for others to buy along
    (20, OrderState::Paid),    // to be shipped
    (21, OrderState::Shipped), // in part
    (30, OrderState::Shipped), // to be received
    (100, OrderState::Done),
    (190, OrderState::Cancelled), // sold out
    (200, OrderState::Cancelled), // everything was refunded
    (250, OrderState::Cancelled), // never paid
];

/// A status that we do not know says less than the times.
fn state(status: Option<i64>, detail: &Detail<'_>) -> OrderState {
    let known = STATES.iter().find(|(code, _)| Some(*code) == status);
    let times = [
        (
            detail.ext_info.get().and_then(|it| it.confirm_receipt_time.positive()),
            OrderState::Done,
        ),
        (
            detail.delivery_info.get().and_then(|it| it.ship_done_time.positive()),
            OrderState::Shipped,
        ),
        (
            detail.pay_info.get().and_then(|it| it.pay_time.positive()),
            OrderState::Paid,
        ),
    ];
    let by_time = || times.into_iter().find(|(at, _)| at.is_some()).map(|(_, state)| state);
    known.map(|(_, state)| *state).or_else(by_time).unwrap_or_default()
}

fn paid(detail: &Detail<'_>, lines: &[OrderLine]) -> Reading<Money> {
    let price = detail.price_info.get().map(|it| it.order_price.fen("order_price"));
    if let Some(paid) = price.transpose()?.flatten() {
        return Ok(paid);
    }
    let sum = lines.iter().try_fold(Money::cny(0), |sum, line| sum.plus(line.paid));
    sum.map_err(|e| format!("order_price: {e}"))
}

fn lines(detail: &Detail<'_>) -> Reading<Vec<OrderLine>> {
    let products = need(detail.product_infos.get(), "product_infos")?;
    if products.len() > MAX_LINES {
        return Err(format!("more than {MAX_LINES} lines"));
    }
    let sku = |it: &Product<'_>| it.sku_id.owned().or_else(|| it.product_id.owned());
    let skus = products.iter().map(|it| need(sku(it), "product_infos.sku_id"));
    let skus = skus.collect::<Reading<Vec<String>>>()?;
    let names = line_names(skus.iter().map(String::as_str));
    let room = room(detail);
    let line = |((name, sku), it): ((String, &String), &Product<'_>)| {
        Ok(OrderLine {
            external_id: name,
            sku: sku.clone(),
            title: it.title.owned().unwrap_or_default(),
            quantity: u32::try_from(pieces(it)).map_err(|_| "sku_cnt: out of bounds".to_owned())?,
            paid: line_paid(it)?,
            merchant_code: it.sku_code.owned().or_else(|| it.out_sku_id.owned()),
            barcode: None,
            supplier: None,
            batch: None,
            host: room.as_ref().and_then(|_| host(detail, sku)),
            room: room.clone().filter(|room| !room.is_empty()),
            custom: BTreeMap::new(),
        })
    };
    names.into_iter().zip(&skus).zip(products).map(line).collect()
}

fn pieces(it: &Product<'_>) -> i64 {
    it.sku_cnt.number().unwrap_or(1)
}

/// What was paid for all pieces of a line, by the first of the fields that is there.
fn line_paid(it: &Product<'_>) -> Reading<Money> {
    let changed = it.change_price.fen("change_price")?;
    let changed = changed.filter(|_| it.is_change_price.get() == Some(&true));
    let known = [
        it.real_price.fen("real_price")?,
        changed,
        it.estimate_price.fen("estimate_price")?,
    ];
    if let Some(paid) = known.into_iter().flatten().next() {
        return Ok(paid);
    }
    let one = it.sale_price.fen("sale_price")?.map_or(0, |money| money.minor);
    let all = Money::cny(one.saturating_mul(pieces(it))).checked();
    all.map_err(|e| format!("sale_price: {e}"))
}

/// The broadcast an order was placed in: `None` when it was placed elsewhere, empty when the broadcast is not named.
fn room(detail: &Detail<'_>) -> Option<String> {
    let it = detail.ext_info.get()?;
    match it.order_scene.number() {
        Some(LIVE) => Some(it.live_id.owned().unwrap_or_default()),
        None => it.live_id.owned(),
        Some(_) => None,
    }
}

/// The channel that was live: named for the order, else by who shares in the line, else by the account it was sold through.
fn host(detail: &Detail<'_>, sku: &str) -> Option<HostRef> {
    let of_line = |id: &Loose<Id<'_>>| id.id().is_none_or(|id| id == sku);
    let shares = || detail.commission_infos.each().filter(|it| of_line(&it.sku_id));
    let shares = || shares().filter(|it| it.kind.number().unwrap_or(TALENT) == TALENT);
    let sources = || detail.source_infos.each().filter(|it| of_line(&it.sku_id));
    let sources = || sources().filter(|it| it.account_type.number().is_some_and(|kind| CHANNELS.contains(&kind)));
    let named = shares().flat_map(|it| [(it.finder_id.owned(), it), (it.talent_id.owned(), it)]);
    let named = named.filter_map(|(id, it)| Some((id?, it.nickname.owned())));
    let sold = sources().filter_map(|it| Some((it.account_id.owned()?, it.account_nickname.owned())));
    let known: Vec<(String, Option<String>)> = named.chain(sold).collect();
    let finder = detail.ext_info.get().and_then(|it| it.finder_id.owned());
    let id = finder.or_else(|| known.first().map(|(id, _)| id.clone()))?;
    let name = known
        .into_iter()
        .filter(|(other, _)| *other == id)
        .find_map(|(_, name)| name);
    Some(HostRef { id, name })
}

/// The receiver, as masked by the platform.
fn receiver(delivery: &Delivery<'_>) -> Option<Receiver> {
    let it = delivery.address_info.get()?;
    let places = [&it.province_name, &it.city_name, &it.county_name];
    let places: Vec<&str> = places.into_iter().filter_map(Loose::text).collect();
    let exact: String = it
        .detail_info
        .text()
        .into_iter()
        .chain(it.house_number.text())
        .collect();
    let own = it
        .tel_number_ext_info
        .get()
        .and_then(|phone| phone.real_tel_number.owned());
    let receiver = Receiver {
        name: it.user_name.owned(),
        phone: own.or_else(|| it.tel_number.owned()),
        region: (!places.is_empty()).then(|| places.join(" ")),
        address: (!exact.is_empty()).then_some(exact),
    };
    (receiver != Receiver::default()).then_some(receiver)
}

fn parcels(detail: &Detail<'_>) -> Vec<ParcelRef> {
    let Some(delivery) = detail.delivery_info.get() else {
        return Vec::new();
    };
    let parcel = |it: &Parcel<'_>| {
        Some(ParcelRef {
            number: it.waybill_id.owned()?,
            carrier: it.delivery_id.owned(),
        })
    };
    delivery
        .delivery_product_info
        .each()
        .filter_map(parcel)
        .take(MAX_LINES)
        .collect()
}
