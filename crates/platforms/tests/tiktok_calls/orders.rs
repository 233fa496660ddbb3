//! Orders, and the replacements among them.
use aftersync_core::ErrorKind;
use aftersync_core::lifecycle::{apply, headline, jump};
use aftersync_core::model::axes::{Axes, Headline, Kind};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::order::{OrderSnapshot, OrderState};
use aftersync_core::model::shipment::{ParcelSnapshot, ParcelState};
use aftersync_core::model::time::Timestamp;
use aftersync_core::model::trigger::Trigger;
use aftersync_core::platform::{Parsed, PlatformAdapter};
use aftersync_platforms::tiktok::TikTok;
use serde_json::{Value, json};

use super::{RETURN, SHOP, after_sale, body, call, object, ok, parsed, query, returned, target};

const ORDER: &str = "584100772837832661";

fn order(status: &str) -> Value {
    let line = |id: &str, price: &str| {
        json!({"id": id, "sku_id": "3", "product_id": "2", "product_name": "Mug", "seller_sku": "MUG-350", "currency": "USD",
               "sale_price": price, "display_status": status, "tracking_number": "TN9", "shipping_provider_name": "USPS"})
    };
    json!({
        "id": ORDER, "status": status, "user_id": "7494", "buyer_email": "x@relay.example.test",
        "payment": {"currency": "USD", "total_amount": "40.25", "sub_total": "37.00", "tax": "3.25"},
        "recipient_address": {"name": "J*** D**", "phone_number": "(+1)213-***-**00", "full_address": "US, CA, x", "address_detail": "1 Main St",
                              "region_code": "US", "district_info": [{"address_level": "L0", "address_name": "United States"}, {"address_name": "California"}]},
        "line_items": [line("71", "18.50"), line("72", "18.50")],
        "create_time": 1780000000, "paid_time": 1780000100, "update_time": 1781000099, "delivery_time": 1781000050, "collection_time": 1780500000,
    })
}

fn read(row: &Value) -> Parsed {
    parsed(&call(), "order", ORDER, "orders", row)
}

fn snapshot(parsed: &Parsed) -> &OrderSnapshot {
    match &parsed.facts[0].body {
        FactBody::Order(it) => it,
        other => panic!("{other:?}"),
    }
}

fn parcel(parsed: &Parsed) -> &ParcelSnapshot {
    match &parsed.facts[1].body {
        FactBody::Parcel(it) => it,
        other => panic!("{other:?}"),
    }
}

#[test]
fn is_asked_for_by_its_number() {
    let request = TikTok.detail_request(&call(), &object("order", ORDER)).unwrap();
    assert_eq!(target(&request).0, "/order/202309/orders");
    assert_eq!(query(&request, "ids"), Some(ORDER));
    assert!(request.body.is_empty());
}

#[test]
fn every_field_has_its_place() {
    let parsed = read(&order("IN_TRANSIT"));
    assert_eq!((parsed.facts.len(), parsed.signals.len()), (1, 0));
    assert_eq!(parsed.facts[0].revision, 1_781_000_099);
    let it = snapshot(&parsed);
    assert_eq!((it.external_id.as_str(), it.state), (ORDER, OrderState::Shipped));
    let account = it.account.as_ref().unwrap();
    assert_eq!(
        (account.scope.as_str(), account.uid.as_str()),
        (&*format!("shop:{SHOP}"), "7494")
    );
    assert_eq!(it.paid, Money::new(4025, Currency::USD));
    let lines: Vec<_> = it
        .lines
        .iter()
        .map(|l| (l.external_id.as_str(), l.quantity, l.paid.minor))
        .collect();
    assert_eq!(lines, [("71", 1, 1850), ("72", 1, 1850)]);
    assert_eq!(it.lines[0].merchant_code.as_deref(), Some("MUG-350"));
    assert!(it.lines[0].host.is_none() && it.lines[0].room.is_none());
    let receiver = it.receiver.as_ref().unwrap();
    assert_eq!(receiver.region.as_deref(), Some("United States California"));
    assert_eq!(receiver.address.as_deref(), Some("1 Main St"));
    assert_eq!(it.parcels.len(), 1, "one parcel for both lines");
    assert_eq!(
        (it.parcels[0].number.as_str(), it.parcels[0].carrier.as_deref()),
        ("TN9", Some("USPS"))
    );
    assert_eq!(it.created_at, Timestamp::from_secs(1_780_000_000));
    assert_eq!(it.paid_at, Some(Timestamp::from_secs(1_780_000_100)));
    // The address for mails is a relay: it joins nothing.
    assert!(!format!("{:?}", parsed.facts[0].body).contains("relay"));
}

#[test]
fn every_status_has_its_state() {
    for (status, state) in [
        ("UNPAID", OrderState::Created),
        ("ON_HOLD", OrderState::Paid),
        ("AWAITING_SHIPMENT", OrderState::Paid),
        ("PARTIALLY_SHIPPING", OrderState::Shipped),
        ("AWAITING_COLLECTION", OrderState::Paid),
        ("IN_TRANSIT", OrderState::Shipped),
        ("DELIVERED", OrderState::Done),
        ("COMPLETED", OrderState::Done),
        ("CANCELLED", OrderState::Cancelled),
        ("SOMETHING_NEW", OrderState::Paid),
    ] {
        assert_eq!(snapshot(&read(&order(status))).state, state, "{status}");
    }
}

#[test]
fn what_must_be_there_is_named_and_a_lost_line_is_not_overlooked() {
    for (field, value) in [
        ("update_time", json!(null)),
        ("line_items", json!("x")),
        ("payment", json!({"currency": "USD", "total_amount": "-5"})),
    ] {
        let mut row = order("DELIVERED");
        row[field] = value;
        let parsed = read(&row);
        assert!(
            parsed.facts.is_empty() && parsed.unreadable[0].reason.contains(field),
            "{field}"
        );
    }
    let mut row = order("DELIVERED");
    row["line_items"][1] = json!({"sku_id": "3"});
    assert!(read(&row).unreadable[0].reason.contains("line_items.id"));
    row = order("DELIVERED");
    row["payment"] = json!({});
    assert_eq!(snapshot(&read(&row)).paid.minor, 3700, "the sum of the lines");
}

fn replacing(status: &str) -> Value {
    let mut row = order(status);
    row["is_replacement_order"] = json!(true);
    row["replaced_order_id"] = json!("584100772837800000");
    row
}

#[test]
fn a_replacement_tells_where_its_parcel_is_and_leads_to_its_return() {
    for (status, state, at) in [
        ("IN_TRANSIT", ParcelState::InTransit, 1_780_500_000),
        ("DELIVERED", ParcelState::Delivered, 1_781_000_050),
        ("COMPLETED", ParcelState::Delivered, 1_781_000_050),
    ] {
        let parsed = read(&replacing(status));
        let it = parcel(&parsed);
        assert_eq!((it.number.as_str(), it.carrier.as_deref()), ("TN9", Some("USPS")));
        assert_eq!((it.state, it.at), (state, Timestamp::from_secs(at)), "{status}");
        let signal = &parsed.signals[0];
        assert_eq!(signal.object.object, "replacement");
        assert_eq!(signal.object.external_id, "584100772837800000:TN9");
        assert!(TikTok.capabilities().can_read("replacement"));
    }
    let waiting = read(&replacing("AWAITING_COLLECTION"));
    assert_eq!(parcel(&waiting).state, ParcelState::Announced);
    assert!(waiting.signals.is_empty());
    // Half of a parcel does not arrive: the line that is behind tells.
    let mut row = replacing("DELIVERED");
    row["line_items"][0]["display_status"] = json!("IN_TRANSIT");
    assert_eq!(parcel(&read(&row)).state, ParcelState::InTransit);
    // An order that only looks like one tells of no parcel.
    row["is_replacement_order"] = json!(false);
    assert_eq!(read(&row).facts.len(), 1);
    let again = TikTok
        .reread(&object("order", ORDER), &replacing("DELIVERED").to_string())
        .unwrap();
    assert_eq!(again, read(&replacing("DELIVERED")));
}

fn looked_up(rows: &[Value]) -> Parsed {
    let target = object("replacement", "584100772837832661:TN9");
    TikTok
        .detail_read(&call(), &target, &ok(json!({ "return_orders": rows })))
        .unwrap()
}

#[test]
fn the_return_learns_the_parcel_that_replaces_its_goods() {
    let request = TikTok
        .detail_request(&call(), &object("replacement", "584100772837832661:TN9"))
        .unwrap();
    assert_eq!(target(&request).0, "/return_refund/202309/returns/search");
    assert_eq!(
        body(&request),
        json!({"order_ids": [ORDER], "return_types": ["REPLACEMENT"]})
    );
    let done = returned("REPLACEMENT", "REPLACEMENT_REQUEST_COMPLETE", &[]);
    let refused = returned("REPLACEMENT", "REPLACEMENT_REQUEST_REJECT", &[]);
    let parsed = looked_up(&[refused.clone(), done.clone()]);
    let it = after_sale(&parsed);
    assert_eq!(it.object, "return");
    assert_eq!(it.external_id, RETURN);
    assert_eq!(it.replacement_parcel.as_ref().unwrap().number, "TN9");
    // What it was read from is kept with it, so that it reads the same again.
    let raw = parsed.facts[0].raw.as_ref().unwrap();
    let again = TikTok.reread(&object("return", RETURN), &raw.0).unwrap();
    assert_eq!(again, parsed);
    // When the parcel arrives, the ticket is exchanged.
    let axes = jump(&Axes::start(Kind::Exchange), Kind::Exchange, &it.claim);
    assert_eq!(headline(&axes), Headline::ExchangeShipping);
    let arrived = apply(&axes, Trigger::ReplacementDelivered).unwrap();
    assert_eq!(headline(&arrived.axes), Headline::Exchanged);
    // Which of two it is, or none, cannot be told: a person looks.
    for rows in [vec![done.clone(), done], vec![refused], vec![]] {
        let parsed = looked_up(&rows);
        assert!(parsed.facts.is_empty());
        assert_eq!(parsed.unreadable[0].payload, b"584100772837832661:TN9");
    }
    let odd = TikTok
        .detail_request(&call(), &object("replacement", "584100772837832661"))
        .unwrap_err();
    assert_eq!(odd.kind(), ErrorKind::Internal);
}
