//! An order: who bought what, and, for one that replaces another, how far the replacement is.
//!
//! Field names are those of the platform's public documents and of two community kits (`GET /order/202309/orders`).
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::limits::MAX_LINES;
use aftersync_core::model::aftersale::AccountRef;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::order::{OrderLine, OrderSnapshot, OrderState, Receiver};
use aftersync_core::model::shipment::{ParcelRef, ParcelSnapshot, ParcelState};
use aftersync_core::model::time::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::common::decimal;
use crate::common::json::{Id, Loose, Reading, Text, Whole, need, parse};

use super::detail::List;

#[derive(Deserialize)]
struct Order<'a> {
    #[serde(borrow, default)]
    id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    status: Loose<Text<'a>>,
    #[serde(borrow, default)]
    user_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    payment: Loose<Payment<'a>>,
    #[serde(borrow, default)]
    recipient_address: Loose<Address<'a>>,
    #[serde(default)]
    create_time: Loose<Whole>,
    #[serde(default)]
    paid_time: Loose<Whole>,
    #[serde(default)]
    update_time: Loose<Whole>,
    #[serde(default)]
    collection_time: Loose<Whole>,
    #[serde(default)]
    delivery_time: Loose<Whole>,
    #[serde(borrow, default)]
    tracking_number: Loose<Id<'a>>,
    #[serde(borrow, default)]
    shipping_provider: Loose<Text<'a>>,
    #[serde(default)]
    is_replacement_order: Loose<bool>,
    #[serde(borrow, default)]
    replaced_order_id: Loose<Id<'a>>,
    /// A line that cannot be read makes the order unreadable: a line left out would look refunded.
    #[serde(borrow, default)]
    line_items: Loose<Vec<Line<'a>>>,
}

#[derive(Deserialize)]
struct Payment<'a> {
    #[serde(borrow, default)]
    currency: Loose<Text<'a>>,
    #[serde(borrow, default)]
    total_amount: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    sku_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    product_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    product_name: Loose<Text<'a>>,
    #[serde(borrow, default)]
    seller_sku: Loose<Text<'a>>,
    #[serde(borrow, default)]
    currency: Loose<Text<'a>>,
    #[serde(borrow, default)]
    sale_price: Option<&'a RawValue>,
    #[serde(borrow, default)]
    display_status: Loose<Text<'a>>,
    #[serde(borrow, default)]
    tracking_number: Loose<Id<'a>>,
    #[serde(borrow, default)]
    shipping_provider_name: Loose<Text<'a>>,
}

#[derive(Deserialize)]
struct Address<'a> {
    #[serde(borrow, default)]
    name: Loose<Text<'a>>,
    #[serde(borrow, default)]
    phone_number: Loose<Text<'a>>,
    #[serde(borrow, default)]
    full_address: Loose<Text<'a>>,
    #[serde(borrow, default)]
    address_detail: Loose<Text<'a>>,
    #[serde(borrow, default)]
    region_code: Loose<Text<'a>>,
    #[serde(borrow, default)]
    district_info: List<District<'a>>,
}

#[derive(Deserialize)]
struct District<'a> {
    #[serde(borrow, default)]
    address_name: Loose<Text<'a>>,
}

/// An order, and what it says of the order it replaces.
pub(super) struct Shown {
    pub order: OrderSnapshot,
    pub updated: i64,
    pub at: Timestamp,
    /// The order that this one replaces, with the parcels of the replacement.
    pub replaces: Option<(String, Vec<ParcelSnapshot>)>,
}

/// How far an order and a parcel of it are, by `status`.
const STATES: &[(&str, OrderState, ParcelState)] = &[
    ("UNPAID", OrderState::Created, ParcelState::Announced),
    ("ON_HOLD", OrderState::Paid, ParcelState::Announced), // the buyer may still cancel
    ("AWAITING_SHIPMENT", OrderState::Paid, ParcelState::Announced),
    ("PARTIALLY_SHIPPING", OrderState::Shipped, ParcelState::Announced),
    ("AWAITING_COLLECTION", OrderState::Paid, ParcelState::Announced), // the carrier has not fetched it
    ("IN_TRANSIT", OrderState::Shipped, ParcelState::InTransit),
    ("DELIVERED", OrderState::Done, ParcelState::Delivered),
    ("COMPLETED", OrderState::Done, ParcelState::Delivered), // past returns and refunds
    ("CANCELLED", OrderState::Cancelled, ParcelState::Announced),
];

fn state(status: &str) -> Option<(OrderState, ParcelState)> {
    let found = STATES.iter().find(|(known, _, _)| *known == status);
    found.map(|(_, order, parcel)| (*order, *parcel))
}

/// Reads one order.
pub(super) fn read(data: &str, shop: &str) -> Reading<Shown> {
    let order: Order<'_> = parse(data.as_bytes())?;
    let external_id = need(order.id.owned(), "id")?;
    let rows = need(order.line_items.get(), "line_items")?;
    if rows.len() > MAX_LINES {
        return Err(format!("more than {MAX_LINES} lines"));
    }
    let updated = need(order.update_time.positive(), "update_time")?;
    let at = Timestamp::from_secs(updated);
    let currency = order.currency()?;
    let lines = rows
        .iter()
        .map(|row| line(row, currency))
        .collect::<Reading<Vec<_>>>()?;
    let status = order.status.text().unwrap_or_default();
    let shown = OrderSnapshot {
        external_id,
        account: order.user_id.owned().map(|uid| AccountRef {
            scope: format!("shop:{shop}"),
            uid,
            nickname: None,
        }),
        // A status that we do not know says less than the time of payment.
        state: state(status).map_or_else(|| order.by_time(), |(order, _)| order),
        paid: order.paid(currency, &lines)?,
        lines,
        receiver: order.receiver(),
        parcels: order.parcels().into_values().map(|(parcel, _)| parcel).collect(),
        created_at: order.create_time.seconds().unwrap_or(at),
        paid_at: order.paid_time.seconds(),
    };
    Ok(Shown {
        order: shown,
        updated,
        at,
        replaces: order.replaces(at),
    })
}

fn line(row: &Line<'_>, currency: Currency) -> Reading<OrderLine> {
    let paid = decimal::money_of(row.sale_price, currency, "line_items.sale_price")?;
    Ok(OrderLine {
        external_id: need(row.id.owned(), "line_items.id")?,
        sku: row
            .sku_id
            .owned()
            .or_else(|| row.product_id.owned())
            .unwrap_or_default(),
        title: row.product_name.owned().unwrap_or_default(),
        // There is a line for every piece.
        quantity: 1,
        paid: paid.unwrap_or(Money::zero(currency)),
        merchant_code: row.seller_sku.owned(),
        barcode: None,
        supplier: None,
        batch: None,
        host: None,
        room: None,
        custom: BTreeMap::new(),
    })
}

impl Order<'_> {
    /// The currency of the payment, else the one of the first line.
    fn currency(&self) -> Reading<Currency> {
        let of_payment = self.payment.get().and_then(|it| it.currency.text());
        let of_line = || self.line_items.get()?.iter().find_map(|row| row.currency.text());
        need(of_payment.or_else(of_line).and_then(Currency::parse), "currency")
    }

    fn paid(&self, currency: Currency, lines: &[OrderLine]) -> Reading<Money> {
        let total = self.payment.get().and_then(|it| it.total_amount);
        if let Some(paid) = decimal::money_of(total, currency, "payment.total_amount")? {
            return Ok(paid);
        }
        let sum = lines
            .iter()
            .try_fold(Money::zero(currency), |sum, line| sum.plus(line.paid));
        sum.map_err(|e| format!("payment.total_amount: {e}"))
    }

    fn by_time(&self) -> OrderState {
        match self.paid_time.positive() {
            Some(_) => OrderState::Paid,
            None => OrderState::Created,
        }
    }

    /// The parcels by number, each with the states of the lines in it.
    fn parcels(&self) -> BTreeMap<String, (ParcelRef, BTreeSet<ParcelState>)> {
        let mut out: BTreeMap<String, (ParcelRef, BTreeSet<ParcelState>)> = BTreeMap::new();
        let mut add = |number: Option<&str>, carrier: Option<String>, status: Option<&str>| {
            let Some(number) = number else { return };
            let fresh = || {
                let number = number.to_owned();
                (ParcelRef { number, carrier }, BTreeSet::new())
            };
            let (_, states) = out.entry(number.to_owned()).or_insert_with(fresh);
            states.extend(status.and_then(state).map(|(_, parcel)| parcel));
        };
        let whole = self.status.text();
        for row in self.line_items.get().into_iter().flatten() {
            let status = row.display_status.text().or(whole);
            add(row.tracking_number.id(), row.shipping_provider_name.owned(), status);
        }
        if self
            .line_items
            .get()
            .is_none_or(|rows| rows.iter().all(|r| r.tracking_number.id().is_none()))
        {
            add(self.tracking_number.id(), self.shipping_provider.owned(), whole);
        }
        out
    }

    /// For a replacement: the order it replaces, and where its parcels are.
    fn replaces(&self, at: Timestamp) -> Option<(String, Vec<ParcelSnapshot>)> {
        let is_replacement = self.is_replacement_order.get().copied().unwrap_or(false);
        let replaced = self.replaced_order_id.owned().filter(|_| is_replacement)?;
        let since = |state| match state {
            ParcelState::Delivered => self.delivery_time.seconds(),
            ParcelState::InTransit => self.collection_time.seconds(),
            _ => None,
        };
        let parcels = self.parcels().into_values().map(|(parcel, states)| {
            // A parcel is as far as its last line.
            let state = states.first().copied().unwrap_or(ParcelState::Announced);
            ParcelSnapshot {
                number: parcel.number,
                carrier: parcel.carrier,
                state,
                at: since(state).unwrap_or(at),
                last_scan: None,
            }
        });
        Some((replaced, parcels.collect()))
    }

    /// The receiver as the platform shows one: masked after a while.
    fn receiver(&self) -> Option<Receiver> {
        let it = self.recipient_address.get()?;
        let places: Vec<&str> = it
            .district_info
            .each()
            .filter_map(|place| place.address_name.text())
            .collect();
        let region = (!places.is_empty()).then(|| places.join(" "));
        let receiver = Receiver {
            name: it.name.owned(),
            phone: it.phone_number.owned(),
            region: region.or_else(|| it.region_code.owned()),
            address: it.address_detail.owned().or_else(|| it.full_address.owned()),
        };
        (receiver != Receiver::default()).then_some(receiver)
    }
}
