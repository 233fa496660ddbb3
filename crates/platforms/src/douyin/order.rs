//! `order.orderDetail`: an order, and the one place that says which room and host sold a line.
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
use super::read::Read;

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    shop_order_detail: Loose<Order<'a>>,
}

#[derive(Deserialize)]
struct Order<'a> {
    #[serde(borrow, default)]
    order_id: Loose<Id<'a>>,
    #[serde(default)]
    order_status: Loose<Whole>,
    #[serde(default)]
    main_status: Loose<Whole>,
    #[serde(default)]
    pay_amount: Loose<Whole>,
    #[serde(default)]
    create_time: Loose<Whole>,
    #[serde(default)]
    pay_time: Loose<Whole>,
    #[serde(default)]
    ship_time: Loose<Whole>,
    #[serde(default)]
    finish_time: Loose<Whole>,
    #[serde(default)]
    update_time: Loose<Whole>,
    #[serde(borrow, default)]
    doudian_open_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    mask_post_receiver: Loose<Text<'a>>,
    #[serde(borrow, default)]
    mask_post_tel: Loose<Text<'a>>,
    #[serde(borrow, default)]
    mask_post_addr: Loose<Address<'a>>,
    #[serde(borrow, default)]
    logistics_info: Loose<Vec<Loose<Parcel<'a>>>>,
    /// Raw, since a line that cannot be read makes the order unreadable: a line left out would look refunded.
    #[serde(borrow, default)]
    sku_order_list: Loose<Vec<Line<'a>>>,
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    order_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    sku_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    product_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    product_name: Loose<Text<'a>>,
    #[serde(default)]
    item_num: Loose<Whole>,
    #[serde(default)]
    pay_amount: Loose<Whole>,
    #[serde(borrow, default)]
    code: Loose<Text<'a>>,
    #[serde(borrow, default)]
    out_sku_id: Loose<Text<'a>>,
    #[serde(borrow, default)]
    supplier_id: Loose<Text<'a>>,
    #[serde(borrow, default)]
    author_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    author_name: Loose<Text<'a>>,
    #[serde(borrow, default)]
    room_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    room_id_str: Loose<Id<'a>>,
}

#[derive(Deserialize)]
struct Address<'a> {
    #[serde(borrow, default)]
    province: Loose<Place<'a>>,
    #[serde(borrow, default)]
    city: Loose<Place<'a>>,
    #[serde(borrow, default)]
    town: Loose<Place<'a>>,
    #[serde(borrow, default)]
    street: Loose<Place<'a>>,
    #[serde(borrow, default)]
    detail: Loose<Text<'a>>,
}

#[derive(Deserialize)]
struct Place<'a> {
    #[serde(borrow, default)]
    name: Loose<Text<'a>>,
}

#[derive(Deserialize)]
struct Parcel<'a> {
    #[serde(borrow, default)]
    tracking_no: Loose<Id<'a>>,
    #[serde(borrow, default)]
    company: Loose<Id<'a>>,
    #[serde(borrow, default)]
    company_name: Loose<Text<'a>>,
}

/// Asks for one order.
pub(super) fn request(call: &Call, id: &str) -> Result<HttpRequest> {
    api::request(call, "order.orderDetail", &json!({"shop_order_id": id}))
}

/// Reads one order. `id` is the one asked for, for answers that do not repeat it.
pub(super) fn read(data: &str, shop: &str, id: &str) -> Reading<Read> {
    let data: Data<'_> = parse(data.as_bytes())?;
    let order = need(data.shop_order_detail.get(), "shop_order_detail")?;
    let lines = need(order.sku_order_list.get(), "sku_order_list")?;
    if lines.len() > MAX_LINES {
        return Err(format!("more than {MAX_LINES} lines"));
    }
    let lines = lines.iter().map(line).collect::<Reading<Vec<_>>>()?;
    let external_id = order.order_id.owned().unwrap_or_else(|| id.to_owned());
    let created_at = order.create_time.seconds();
    // Without a modified time equal snapshots are told apart by their content.
    let revision = order.update_time.positive().unwrap_or(0);
    let occurred_at = order.update_time.seconds().or(created_at).unwrap_or_default();
    let snapshot = OrderSnapshot {
        external_id: external_id.clone(),
        account: order.doudian_open_id.owned().map(|uid| AccountRef {
            scope: format!("shop:{shop}"),
            uid,
            nickname: None,
        }),
        state: state(order),
        paid: paid(order, &lines)?,
        lines,
        receiver: receiver(order),
        parcels: order.logistics_info.each().filter_map(parcel).take(MAX_LINES).collect(),
        created_at: created_at.unwrap_or(occurred_at),
        paid_at: order.pay_time.seconds(),
    };
    Ok(Read {
        external_id,
        revision,
        occurred_at,
        body: FactBody::Order(Box::new(snapshot)),
    })
}

/// How far an order is, by `order_status` or `main_status`.
const STATES: &[(i64, OrderState)] = &[
    (1, OrderState::Created),
    (2, OrderState::Paid), // being packed
    (3, OrderState::Shipped),
    (4, OrderState::Cancelled),
    (5, OrderState::Done),
    (21, OrderState::Cancelled), // refunded before it was shipped
    (22, OrderState::Shipped),   // refunded after it was shipped
    (39, OrderState::Done),      // refunded after it was received
    (101, OrderState::Shipped),  // in part
    (105, OrderState::Paid),
];

/// A status that we do not know says less than the times.
fn state(order: &Order<'_>) -> OrderState {
    let known = |code: Option<i64>| {
        STATES
            .iter()
            .find(|(known, _)| Some(*known) == code)
            .map(|(_, state)| *state)
    };
    let by_time = || {
        let times = [
            (&order.finish_time, OrderState::Done),
            (&order.ship_time, OrderState::Shipped),
            (&order.pay_time, OrderState::Paid),
        ];
        times
            .into_iter()
            .find(|(at, _)| at.positive().is_some())
            .map(|(_, state)| state)
    };
    known(order.order_status.number())
        .or_else(|| known(order.main_status.number()))
        .or_else(by_time)
        .unwrap_or_default()
}

fn paid(order: &Order<'_>, lines: &[OrderLine]) -> Reading<Money> {
    if let Some(paid) = order.pay_amount.fen("pay_amount")? {
        return Ok(paid);
    }
    let sum = lines.iter().try_fold(Money::cny(0), |sum, line| sum.plus(line.paid));
    sum.map_err(|e| format!("pay_amount: {e}"))
}

fn line(line: &Line<'_>) -> Reading<OrderLine> {
    let pieces = line.item_num.number().unwrap_or(1);
    let host = line.author_id.owned().map(|id| HostRef {
        id,
        name: line.author_name.owned(),
    });
    Ok(OrderLine {
        external_id: need(line.order_id.owned(), "sku_order_list.order_id")?,
        sku: line
            .sku_id
            .owned()
            .or_else(|| line.product_id.owned())
            .unwrap_or_default(),
        title: line.product_name.owned().unwrap_or_default(),
        quantity: u32::try_from(pieces).map_err(|_| "item_num: out of bounds".to_owned())?,
        paid: line
            .pay_amount
            .fen("sku_order_list.pay_amount")?
            .unwrap_or(Money::cny(0)),
        merchant_code: line.code.owned().or_else(|| line.out_sku_id.owned()),
        barcode: None,
        supplier: line.supplier_id.owned(),
        batch: None,
        host,
        // The text is preferred: the number has lost digits before.
        room: line.room_id_str.owned().or_else(|| line.room_id.owned()),
        custom: BTreeMap::new(),
    })
}

/// The receiver, as masked by the platform; ciphertext is left alone.
fn receiver(order: &Order<'_>) -> Option<Receiver> {
    let address = order.mask_post_addr.get();
    let places = address.map_or_else(Vec::new, |it| {
        let places = [&it.province, &it.city, &it.town];
        places
            .into_iter()
            .filter_map(|place| place.get()?.name.text())
            .collect()
    });
    let street = address.and_then(|it| it.street.get()?.name.text());
    let exact: String = street
        .into_iter()
        .chain(address.and_then(|it| it.detail.text()))
        .collect();
    let receiver = Receiver {
        name: order.mask_post_receiver.owned(),
        phone: order.mask_post_tel.owned(),
        region: (!places.is_empty()).then(|| places.join(" ")),
        address: (!exact.is_empty()).then_some(exact),
    };
    (receiver != Receiver::default()).then_some(receiver)
}

fn parcel(parcel: &Parcel<'_>) -> Option<ParcelRef> {
    Some(ParcelRef {
        number: parcel.tracking_no.owned()?,
        carrier: parcel.company.owned().or_else(|| parcel.company_name.owned()),
    })
}
