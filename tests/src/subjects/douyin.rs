//! Douyin.
use std::sync::Arc;

use aftersync_core::Secret;
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::Kind;
use aftersync_core::model::evidence::{Evidence, EvidenceKind};
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::model::time::{MINUTE, Timestamp};
use aftersync_core::platform::{AppCredentials, Delivery, HttpResponse, PollCursor};
use aftersync_platforms::douyin::action::OPERATE;
use aftersync_platforms::douyin::sign::{Digest, event_text};
use aftersync_platforms::douyin::{Douyin, error_rows, status, switch};
use aftersync_testkit::adapter_suite::{Deed, Field, ReasonSample, Sample, Signer, Subject};
use serde_json::{Value, json};

use super::answer;

const SHOP: &str = "880011";
const TICKET: &str = "7100222222222222001";
const ORDER: &str = "6920111111111111001";
const NOW: Timestamp = Timestamp(1_760_000_123_456);
const TOKEN: &str = "fresh-0123456789abcdef-access";
const REFRESH: &str = "fresh-0123456789abcdef-refresh";

pub(super) fn subject() -> Subject {
    let app = AppCredentials::new("7012345678901234567", "3f0c9a1e-7b52-4d18-8c2e-0a9be1d47f60");
    let mut consent = app.clone();
    consent.extra.insert("service_id".into(), Secret::from("42"));
    let operate = OPERATE.iter().filter_map(|row| row.switch);
    Subject {
        adapter: Arc::new(Douyin),
        switches: operate
            .chain(switch::OTHERS.iter().copied())
            .map(str::to_owned)
            .collect(),
        shop: SHOP.into(),
        settings: Default::default(),
        now: NOW,
        signer: Some(Signer {
            deliver,
            signature: Field::Header("event-sign"),
            fields: &[Field::Header("app-id")],
            signed_part: |body| 0..body.len(),
            secrets: &["secret"],
            fresh_ms: None,
        }),
        pushes: pushes(),
        messages_named: true,
        unknown_events: vec![
            push(
                "999",
                &json!({"shop_id": 880011, "aftersale_id": TICKET, "aftersale_status": 6}),
            ),
            push("998", &json!({"shop_id": 880011, "colour": "red"})),
        ],
        probes: vec![deliver(&app, br#"[{"tag":"0","msg_id":"0","data":"{}"}]"#, NOW)],
        acknowledged: (200, br#"{"code":0,"msg":"success"}"#),
        details: details(),
        people: &[("doudian_open_id", "1@#open")],
        behind_switch: &[],
        unknown_statuses: vec![
            sample("aftersale", TICKET, &after_sale(0, 77, 1)),
            sample("aftersale", TICKET, &after_sale(42, 6, 1)),
            sample("aftersale", TICKET, &after_sale(0, 12, 9)),
        ],
        polls: polls(),
        deeds: deeds(),
        reasons: vec![ReasonSample {
            seen: AfterSale::new(TICKET, Kind::RefundOnly, "6", NOW),
            verb: ActionVerb::Reject,
            answer: ok(&json!([{"reject_reason_code": 5, "reason": "商品与发货清单不符"}])),
            fits: &["5"],
        }],
        tokens: vec![(
            ok(&json!({"access_token": TOKEN, "refresh_token": REFRESH, "expires_in": 604800, "shop_id": 880011})),
            vec![TOKEN.to_owned(), REFRESH.to_owned()],
        )],
        tokens_once: true,
        consent: Some(consent),
        statuses: super::status_rows(status::status_rows()),
        errors: super::error_rows(error_rows()),
        refuse,
        unknown_code: "12345",
        app,
    }
}

fn deliver(app: &AppCredentials, content: &[u8], _: Timestamp) -> Delivery {
    let sign = Digest::Md5.of(app.secret.expose(), &event_text(app, content));
    Delivery {
        path: "/douyin".into(),
        query: Vec::new(),
        headers: vec![("App-Id".into(), app.app.as_str().into()), ("Event-Sign".into(), sign)],
        body: content.to_vec(),
    }
}

fn push(tag: &str, data: &Value) -> Vec<u8> {
    json!([{"tag": tag, "msg_id": format!("m-{tag}"), "data": data.to_string()}])
        .to_string()
        .into_bytes()
}

fn pushes() -> Vec<Vec<u8>> {
    let after_sale = json!({"p_id": 6920111111111111001i64, "shop_id": 880011, "aftersale_id": 7100222222222222001i64,
        "aftersale_status": 6, "aftersale_type": 1, "update_time": "2025-10-09T16:53:20+08:00", "reason": "破损"});
    let deadline = json!({"shop_id": 880011, "aftersale_id": TICKET, "status_deadline": 1760200000});
    let order = json!({"p_id": ORDER, "shop_id": 880011, "order_status": 2, "update_time": 1760000000});
    vec![push("200", &after_sale), push("209", &deadline), push("101", &order)]
}

fn object(kind: &str, id: &str) -> ObjectRef {
    ObjectRef {
        platform: "douyin".into(),
        shop: SHOP.into(),
        object: kind.into(),
        external_id: id.into(),
    }
}

fn ok(data: &Value) -> HttpResponse {
    answer(&json!({"code": 10000, "msg": "success", "sub_code": "", "sub_msg": "", "data": data, "log_id": "log-1"}))
}

fn refuse(code: &str, sub: &str, words: &str) -> HttpResponse {
    let code: i64 = code.parse().unwrap();
    answer(&json!({"code": code, "msg": words, "sub_code": sub, "sub_msg": words, "data": null, "log_id": "log-2"}))
}

fn sample(kind: &str, id: &str, data: &Value) -> Sample {
    Sample {
        object: object(kind, id),
        answer: ok(data),
        leads: false,
    }
}

fn after_sale(type_code: i64, status: i64, refund: i64) -> Value {
    json!({
        "process_info": {
            "after_sale_info": {
                "after_sale_id": 7100222222222222001i64, "after_sale_status": status, "after_sale_type": type_code,
                "refund_status": refund, "refund_total_amount": 12800, "real_refund_amount": 12000, "apply_time": 1759990000,
                "update_time": 1760000000, "status_deadline": 1760200000, "after_sale_apply_count": 2, "reason": "其他",
                "reason_code": 15, "reason_remark": "收到就是坏的", "reason_second_labels": [{"code": 1, "name": "商品破损"}],
                "evidence": ["https://img.example.test/1.jpg"], "got_pkg": 1, "part_type": 0,
            },
            "arbitrate_info": {"arbitrate_id": "7100_001", "arbitrate_status": 0, "arbitrate_status_deadline": "1760300000"},
            "logistics_info": {"return": {"tracking_no": "SF1", "company_code": "shunfeng"}, "exchange": null, "resend": null},
            "record_logs_list": [{"role": 1, "all_evidence": [{"type": 2, "urls": ["https://img.example.test/2.mp4"], "desc": "开箱"}]}],
        },
        "order_info": {"shop_order_id": 6920111111111111001i64, "sku_order_infos": [{"sku_order_id": 6920111111111111002i64}]},
    })
}

fn order() -> Value {
    json!({"shop_order_detail": {
        "order_id": ORDER, "order_status": 3, "pay_amount": 12800, "create_time": 1759900000, "pay_time": 1759900060,
        "update_time": 1760000000, "doudian_open_id": "1@#open", "mask_post_receiver": "张*", "mask_post_tel": "1********00",
        "mask_post_addr": {"province": {"name": "浙江省"}, "city": {"name": "杭州市"}, "detail": "****"},
        "logistics_info": [{"tracking_no": "SF2", "company": "shunfeng"}],
        "sku_order_list": [{"order_id": "6920111111111111002", "sku_id": 1, "product_id": 2, "product_name": "杯子", "item_num": 2,
            "pay_amount": 12800, "code": "CUP-1", "author_id": 77, "author_name": "小美", "room_id_str": "7300000000000000001"}],
    }})
}

fn details() -> Vec<Sample> {
    let states = [
        (0, 6, 1),
        (0, 7, 1),
        (0, 11, 1),
        (1, 12, 3),
        (3, 11, 1),
        (7, 8, 1),
        (8, 13, 1),
        (0, 29, 1),
        (2, 6, 1),
    ];
    let mut all: Vec<Sample> = states
        .map(|(t, s, r)| sample("aftersale", TICKET, &after_sale(t, s, r)))
        .into();
    all.push(sample("order", ORDER, &order()));
    all
}

fn polls() -> Vec<(PollCursor, HttpResponse)> {
    let cursor = |page: Option<&str>| PollCursor {
        from: NOW.plus(-10 * MINUTE),
        to: NOW,
        page: page.map(str::to_owned),
    };
    let item = json!({"aftersale_info": {"aftersale_id": TICKET, "aftersale_status": 6, "update_time": 1760000000}});
    vec![
        (cursor(None), ok(&json!({"items": [item, item], "has_more": true}))),
        (cursor(Some("3")), ok(&json!({"items": [], "has_more": false}))),
    ]
}

fn action(verb: ActionVerb, type_code: i64, status: i64) -> Action {
    Action {
        verb,
        object: object("aftersale", TICKET),
        raw_type: Some(type_code.to_string()),
        raw_status: Some(status.to_string()),
        version_token: Some("1760000000".into()),
        revision: None,
        amount: None,
        reason_code: Some("5".into()),
        text: Some("商品与发货清单不符".into()),
        address: Some("556677".into()),
        parcel: Some(ParcelRef {
            number: "SF1".into(),
            carrier: Some("shunfeng".into()),
        }),
        evidence: vec![Evidence {
            kind: EvidenceKind::Image,
            url: Some("https://img.example.test/e/1.jpg".into()),
            blob: None,
            note: Some("开箱照片".into()),
        }],
        at: Some(Timestamp::from_secs(1_760_000_100)),
        dispute: Some("7100_001".into()),
        order: Some(ORDER.into()),
    }
}

/// Calls of their own, with a type and status in which they make sense.
const CALLS: &[(ActionVerb, i64, i64)] = &[
    (ActionVerb::ShipReplacement, 7, 8),
    (ActionVerb::SubmitEvidence, 0, 27),
    (ActionVerb::ReportArrival, 0, 11),
    (ActionVerb::ReportIntercepted, 2, 6),
    (ActionVerb::InterceptParcel, 1, 6),
    (ActionVerb::ExtendTime, 0, 6),
    (ActionVerb::AddRemark, 0, 6),
    (ActionVerb::Reopen, 0, 28),
];

fn deeds() -> Vec<Deed> {
    let operated = OPERATE.iter().map(|row| Deed {
        action: action(row.verb, row.aftersale_type, row.status),
        done: ok(&json!({"items": [{"aftersale_id": TICKET, "status_code": 0, "status_msg": ""}]})),
    });
    let called = CALLS.iter().map(|(verb, type_code, status)| Deed {
        action: action(*verb, *type_code, *status),
        done: ok(&json!({})),
    });
    operated.chain(called).collect()
}
