//! Calls to WeChat and what their answers are read as.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
use std::sync::Arc;

use aftersync_core::Secret;
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::ids::ShopId;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{AppCredentials, Call, HttpRequest, HttpResponse, Parsed, PlatformAdapter};
use aftersync_platforms::wechat::Wechat;
use serde_json::{Value, json};

mod actions;
mod complaints;
mod guarantees;
mod laws;
mod orders;
mod polls;
mod tickets;
mod tokens;

const APP: &str = "wx00aa11bb22cc33dd";
const SECRET: &str = "app-secret-made-up-0001";
const TOKEN: &str = "74_madeUpAccessToken0123456789abcdef";
const TICKET: &str = "2082648273412001";
const COMPLAINT: &str = "2172884001";
const GUARANTEE: &str = "2000001077270001";
const ORDER: &str = "3737003284475440001";
const UPDATED: i64 = 1_788_195_600;
const NOW: Timestamp = Timestamp(1_788_195_723_456);

/// A call in the name of the shop, with these switches on.
fn call_with(switches: &[&str]) -> Call {
    let mut app = AppCredentials::new(APP, SECRET);
    app.unconfirmed = switches.iter().map(|name| (*name).to_owned()).collect();
    Call {
        app: Arc::new(app),
        shop: ShopId::new(APP),
        token: Some(Secret::from(TOKEN)),
        now: NOW,
        settings: Default::default(),
    }
}

fn call() -> Call {
    call_with(&[])
}

fn object(kind: &str, id: &str) -> ObjectRef {
    ObjectRef {
        platform: "wechat".into(),
        shop: ShopId::new(APP),
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

/// A successful answer with these fields.
fn ok(mut fields: Value) -> HttpResponse {
    fields["errcode"] = json!(0);
    fields["errmsg"] = json!("ok");
    answer(&fields)
}

/// A refusal.
fn refused(code: i64) -> HttpResponse {
    answer(&json!({"errcode": code, "errmsg": "no rid: 6629ae1f-05a5e9fc-4778e998"}))
}

fn body(request: &HttpRequest) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

/// The path of a request; that the token stands in the query, and nothing else of ours.
fn path(request: &HttpRequest) -> String {
    let (path, query) = request.url.split_once('?').unwrap();
    assert_eq!(query, format!("access_token={TOKEN}"));
    path.strip_prefix("https://api.weixin.qq.com").unwrap().to_owned()
}

fn read(kind: &str, id: &str, answer: &HttpResponse) -> Parsed {
    let parsed = Wechat.detail_read(&call(), &object(kind, id), answer).unwrap();
    // What is kept must tell the same when it is read again.
    for fact in &parsed.facts {
        if let Some(raw) = &fact.raw {
            let again = Wechat.reread(&object(kind, id), &raw.0).unwrap();
            assert_eq!(again, parsed);
        }
    }
    parsed
}

fn after_sale(parsed: &Parsed) -> AfterSale {
    let Some(FactBody::AfterSale(it)) = parsed.facts.first().map(|fact| fact.body.clone()) else {
        panic!("{parsed:?}")
    };
    *it
}

/// An after-sale as `getaftersaleorder` shows it, of this type and status.
fn ticket(kind: &str, status: &str) -> Value {
    json!({"after_sale_order": {
        "after_sale_order_id": TICKET,
        "order_id": 3737003284475440001u64,
        "type": kind,
        "status": status,
        "openid": "oBuyer0001",
        "reason": "10000021",
        "reason_text": "商品质量问题",
        "product_info": {"product_id": "9001", "sku_id": "9001001", "count": 2, "fast_refund": false, "gift_product_list": []},
        "details": {"desc": "拉链是坏的", "receive_product": true, "cancel_time": 0, "media_id_list": ["m-1", "m-2", "m-1"],
                    "tel_number": "13800138000"},
        "refund_info": {"amount": 12800, "refund_reason": 1},
        "create_time": UPDATED - 9000,
        "update_time": UPDATED,
        "deadline": 86_400,
    }})
}

fn seen(kind: &str, status: &str) -> AfterSale {
    after_sale(&read("aftersale", TICKET, &ok(ticket(kind, status))))
}
