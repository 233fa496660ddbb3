//! What one push and one answer of a platform cost: check, peek, read.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]
use std::hint::black_box;
use std::sync::Arc;

use aftersync_core::Secret;
use aftersync_core::model::ids::ShopId;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::verified::{md5, to_hex};
use aftersync_core::platform::{AppCredentials, Call, Delivery, HttpResponse, PlatformAdapter, Verdict};
use aftersync_platforms::douyin::Douyin;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde_json::json;

const KEY: &str = "7012345678901234567";
const SECRET: &str = "3f0c9a1e-7b52-4d18-8c2e-0a9be1d47f60";
const TICKET: &str = "7100222222222222001";
const NOW: Timestamp = Timestamp(1_760_000_123_456);

fn push() -> Delivery {
    let data = json!({
        "p_id": 6920111111111111001i64, "s_id": 6920111111111111002i64, "shop_id": 880011,
        "aftersale_id": 7100222222222222001i64, "aftersale_status": 6, "aftersale_type": 1, "refund_amount": 12800,
        "refund_post_amount": 0, "refund_voucher_num": 0, "reason_code": 15, "apply_time": 1760000000,
        "update_time": "2025-10-09T16:53:20+08:00",
    });
    let body = json!([{"tag": "200", "msg_id": "m-1", "data": data.to_string()}])
        .to_string()
        .into_bytes();
    let sign = to_hex(&md5(&[KEY.as_bytes(), &body, SECRET.as_bytes()]));
    Delivery {
        headers: vec![("App-Id".into(), KEY.into()), ("Event-Sign".into(), sign)],
        body,
        ..Delivery::default()
    }
}

fn detail() -> HttpResponse {
    let after_sale = json!({
        "after_sale_id": 7100222222222222001i64, "after_sale_status": 12, "after_sale_type": 0, "refund_status": 3,
        "refund_total_amount": 12800, "real_refund_amount": 12000, "apply_time": 1759990000, "update_time": 1760000000,
        "status_deadline": 1760200000, "after_sale_apply_count": 2, "reason": "其他", "reason_code": 15,
        "reason_remark": "收到就是坏的", "reason_second_labels": [{"code": 1, "name": "商品破损"}],
        "evidence": ["https://img.example.test/1.jpg", "https://img.example.test/2.jpg"], "got_pkg": 1, "part_type": 0,
    });
    let data = json!({
        "process_info": {
            "after_sale_info": after_sale,
            "arbitrate_info": null,
            "logistics_info": {"return": null, "exchange": null, "order": [], "resend": null},
            "record_logs_list": [{
                "role": 1, "action": "apply", "time": "2025-10-09 16:53:20",
                "all_evidence": [{"type": 2, "urls": ["https://img.example.test/2.mp4"], "desc": "开箱"}],
            }],
        },
        "order_info": {
            "shop_order_id": 6920111111111111001i64,
            "sku_order_infos": [{"sku_order_id": 6920111111111111002i64}],
        },
    });
    let body = json!({"code": 10000, "msg": "success", "sub_code": "", "sub_msg": "", "data": data, "log_id": "log-1"});
    HttpResponse {
        status: 200,
        headers: Vec::new(),
        body: body.to_string().into_bytes(),
    }
}

fn adapter(c: &mut Criterion) {
    let app = AppCredentials::new(KEY, SECRET);
    let (push, detail) = (push(), detail());
    let hint = || match Douyin.verify(&app, black_box(&push), NOW).unwrap() {
        Verdict::Hint(hint) => hint,
        other => panic!("{other:?}"),
    };
    let call = Call {
        app: Arc::new(app.clone()),
        shop: ShopId::new("880011"),
        token: Some(Secret::from("act-0123456789abcdef0123456789abcdef")),
        now: NOW,
        settings: Default::default(),
    };
    let object = ObjectRef {
        platform: "douyin".into(),
        shop: ShopId::new("880011"),
        object: "aftersale".into(),
        external_id: TICKET.into(),
    };
    let read = || Douyin.detail_read(&call, &object, black_box(&detail)).unwrap();
    assert_eq!(Douyin.peek(&app, &hint()).unwrap().signals.len(), 1);
    assert_eq!(read().facts.len(), 1);

    let mut group = c.benchmark_group("douyin");
    group.throughput(Throughput::Bytes(push.body.len() as u64));
    group.bench_function("verify a push", |b| b.iter(hint));
    group.bench_function("verify and peek a push", |b| {
        b.iter(|| Douyin.peek(&app, &hint()).unwrap())
    });
    group.throughput(Throughput::Bytes(detail.body.len() as u64));
    group.bench_function("read a detail answer", |b| b.iter(read));
    group.finish();
}

criterion_group!(benches, adapter);
criterion_main!(benches);
