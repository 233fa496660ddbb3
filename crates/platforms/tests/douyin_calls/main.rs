//! Calls to Douyin and what their answers are read as.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
use std::sync::Arc;

use aftersync_core::Secret;
use aftersync_core::model::ids::ShopId;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{AppCredentials, Call, HttpRequest, HttpResponse};
use serde_json::{Value, json};

mod actions;
mod laws;
mod orders;
mod polls;
mod tickets;
mod tokens;

const SECRET: &str = "3f0c9a1e-7b52-4d18-8c2e-0a9be1d47f60";
const TOKEN: &str = "act-0123456789abcdef0123456789abcdef";
const TICKET: &str = "7100222222222222001";
const NOW: Timestamp = Timestamp(1_760_000_123_456);

/// A call in the name of shop 880011, with these switches on.
fn call_with(switches: &[&str]) -> Call {
    let mut app = AppCredentials::new("7012345678901234567", SECRET);
    app.unconfirmed = switches.iter().map(|name| (*name).to_owned()).collect();
    Call {
        app: Arc::new(app),
        shop: ShopId::new("880011"),
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
        platform: "douyin".into(),
        shop: ShopId::new("880011"),
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
    answer(&json!({"code": 10000, "msg": "success", "sub_code": "", "sub_msg": "", "data": data, "log_id": "log-1"}))
}

/// A refusal.
fn refused(code: i64, sub_code: &str) -> HttpResponse {
    answer(&json!({"code": code, "msg": "x", "sub_code": sub_code, "sub_msg": "y", "data": null, "log_id": "log-2"}))
}

fn body(request: &HttpRequest) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

/// The value of a query field, still encoded.
fn query<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    let (_, query) = request.url.split_once('?')?;
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// An after-sale as `afterSale.Detail` shows it, of this type, status and refund state.
fn detail(type_code: i64, status: i64, refund: i64) -> Value {
    json!({
        "process_info": {
            "after_sale_info": {
                "after_sale_id": 7100222222222222001i64,
                "after_sale_status": status,
                "after_sale_type": type_code,
                "refund_status": refund,
                "refund_total_amount": 12800,
                "real_refund_amount": 12000,
                "apply_time": 1759990000,
                "update_time": 1760000000,
                "status_deadline": 1760200000,
                "after_sale_apply_count": 2,
                "reason": "其他",
                "reason_code": 15,
                "reason_remark": "收到就是坏的",
                "reason_second_labels": [{"code": 1, "name": "商品破损"}],
                "evidence": ["https://img.example.test/1.jpg", "https://img.example.test/1.jpg"],
                "got_pkg": 1,
                "part_type": 0,
            },
            "arbitrate_info": null,
            "logistics_info": {"return": null, "exchange": null, "order": [], "resend": null},
            "record_logs_list": [
                {"role": 1, "action": "x", "time": "2025-10-09 16:53:20",
                 "all_evidence": [{"type": 2, "urls": ["https://img.example.test/2.mp4"], "desc": "开箱"}]},
                {"role": 2, "action": "y"},
            ],
        },
        "order_info": {"shop_order_id": 6920111111111111001i64, "sku_order_infos": [{"sku_order_id": 6920111111111111002i64}]},
    })
}
