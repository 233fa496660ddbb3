//! Calls to TikTok Shop and what their answers are read as.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
use std::sync::Arc;

use aftersync_core::Secret;
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::Kind;
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::ids::ShopId;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{AppCredentials, Call, HttpRequest, HttpResponse, Parsed, PlatformAdapter};
use aftersync_platforms::tiktok::{TikTok, switch};
use serde_json::{Value, json};

mod actions;
mod batches;
mod laws;
mod orders;
mod polls;
mod returns;
mod tokens;

const KEY: &str = "676nm8mg6vjfc";
const SECRET: &str = "ce50211670eae679f02e8d28a79023c39c200661";
const TOKEN: &str = "ROW_0123456789abcdef0123456789abcdef";
const CIPHER: &str = "GCP_8sma8cmqtyk3qf42i67na2x7";
const SHOP: &str = "7498666193451450612";
const RETURN: &str = "4037630494032699102";
const NOW: Timestamp = Timestamp(1_781_000_000_456);

/// A call in the name of the shop, with these switches on.
fn call_with(switches: &[&str]) -> Call {
    let mut app = AppCredentials::new(KEY, SECRET);
    app.unconfirmed = switches.iter().map(|name| (*name).to_owned()).collect();
    Call {
        app: Arc::new(app),
        shop: ShopId::new(SHOP),
        token: Some(Secret::from(TOKEN)),
        now: NOW,
        settings: [("shop_cipher".to_owned(), CIPHER.to_owned())].into(),
    }
}

fn call() -> Call {
    call_with(&[])
}

fn batch_call() -> Call {
    call_with(&[switch::BATCH_MODEL])
}

fn object(kind: &str, id: &str) -> ObjectRef {
    ObjectRef {
        platform: "tiktok".into(),
        shop: ShopId::new(SHOP),
        object: kind.into(),
        external_id: id.into(),
    }
}

fn answer(body: &Value) -> HttpResponse {
    HttpResponse {
        status: 200,
        headers: Vec::new(),
        body: body.to_string().into_bytes(),
    }
}

/// A successful answer.
fn ok(data: Value) -> HttpResponse {
    answer(&json!({"code": 0, "message": "Success", "request_id": "2026r1", "data": data}))
}

/// A refusal.
fn refused(code: i64, message: &str) -> HttpResponse {
    answer(&json!({"code": code, "message": message, "request_id": "2026r2", "data": null}))
}

fn body(request: &HttpRequest) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

/// The path of a request, and its query fields as they are encoded.
fn target(request: &HttpRequest) -> (&str, Vec<(&str, &str)>) {
    let (address, query) = request.url.split_once('?').unwrap();
    let path = address
        .strip_prefix("https://open-api.tiktokglobalshop.com")
        .expect("the platform's host");
    let fields = query.split('&').map(|pair| pair.split_once('=').unwrap()).collect();
    (path, fields)
}

/// The value of a query field, still encoded.
fn query<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    let (_, fields) = target(request);
    fields.into_iter().find(|(n, _)| *n == name).map(|(_, v)| v)
}

/// A return as its search shows it.
fn returned(return_type: &str, status: &str, asked: &[&str]) -> Value {
    let asked: Vec<Value> = asked
        .iter()
        .enumerate()
        .map(|(i, action)| json!({"action": action, "deadline": 1781172800 + 100 * i}))
        .collect();
    json!({
        "return_id": RETURN, "order_id": "584100772837832661", "return_type": return_type, "return_status": status,
        "arbitration_status": "", "role": "BUYER",
        "return_reason": "ecom_order_delivered_refund_and_return_reason_damaged_uk", "return_reason_text": "Damaged",
        "shipment_type": "PLATFORM", "handover_method": "DROP_OFF",
        "return_tracking_number": "", "return_provider_name": "", "pre_return_id": "", "next_return_id": "",
        "can_buyer_keep_item": false,
        "seller_next_action_response": asked,
        "refund_amount": {"currency": "USD", "refund_total": "37.00", "refund_subtotal": "34.00", "refund_tax": "3.00"},
        "return_line_items": [
            {"return_line_item_id": "1", "order_line_item_id": "71", "sku_id": "3", "refund_amount": {"currency": "USD", "refund_total": "18.50"}},
            {"return_line_item_id": "2", "order_line_item_id": "72", "sku_id": "3", "refund_amount": {"currency": "USD", "refund_total": "12.00"}},
            {"return_line_item_id": "3", "order_line_item_id": "72", "sku_id": "3", "refund_amount": {"currency": "USD", "refund_total": "6.50"}},
        ],
        "create_time": 1780900000, "update_time": 1781000000,
    })
}

/// A cancellation as its search shows it.
fn cancelled(status: &str) -> Value {
    json!({
        "cancel_id": "4044740954611139309", "order_id": "584100772837832661", "cancel_type": "BUYER_CANCEL",
        "cancel_status": status, "role": "BUYER", "cancel_reason": "ecom_order_to_ship_canceled_reason_no_need",
        "cancel_reason_text": "No longer needed",
        "seller_next_action_response": [{"action": "SELLER_RESPOND_CANCEL", "deadline": 1781172800}],
        "refund_amount": {"currency": "VND", "refund_total": "150000"},
        "cancel_line_items": [{"cancel_line_item_id": "9", "order_line_item_id": "71", "refund_amount": {"currency": "VND", "refund_total": "150000"}}],
        "create_time": 1780999970, "update_time": 1781000009,
    })
}

/// An object of that type, of which nothing more is known.
fn standing(kind: &str) -> AfterSale {
    AfterSale {
        object: kind.to_owned(),
        ..AfterSale::new(RETURN, Kind::RefundOnly, "", NOW)
    }
}

/// What the adapter reads of an answer with one row.
fn parsed(call: &Call, kind: &str, id: &str, list: &str, row: &Value) -> Parsed {
    let data = json!({list: [row], "next_page_token": "", "total_count": 1});
    TikTok.detail_read(call, &object(kind, id), &ok(data)).unwrap()
}

fn parsed_return(row: &Value) -> Parsed {
    parsed(&call(), "return", RETURN, "return_orders", row)
}

fn parsed_cancellation(row: &Value) -> Parsed {
    parsed(&call(), "cancellation", "4044740954611139309", "cancellations", row)
}

/// The one after-sale among what was read.
fn after_sale(parsed: &Parsed) -> AfterSale {
    assert!(parsed.unreadable.is_empty(), "{}", parsed.unreadable[0].reason);
    let [fact] = parsed.facts.as_slice() else {
        panic!("{parsed:?}")
    };
    match &fact.body {
        FactBody::AfterSale(it) => (**it).clone(),
        other => panic!("{other:?}"),
    }
}
