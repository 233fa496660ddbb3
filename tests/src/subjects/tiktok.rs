//! TikTok Shop.
use std::sync::Arc;

use aftersync_core::Secret;
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::Kind;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::time::{MINUTE, Timestamp};
use aftersync_core::platform::{AppCredentials, Delivery, HttpResponse, PollCursor};
use aftersync_platforms::tiktok::action::{DECISIONS, DecisionRow};
use aftersync_platforms::tiktok::{TikTok, error_rows, sign, status, switch};
use aftersync_testkit::adapter_suite::{Deed, Field, ReasonSample, Sample, Signer, Subject};
use serde_json::{Value, json};

use super::answer;

const SHOP: &str = "7498666193451450612";
const RETURN: &str = "4037630494032699102";
const CANCELLATION: &str = "4044740954611139309";
const REQUEST: &str = "4053979262243933283";
const PACKAGE: &str = "2897791601108436469";
const ORDER: &str = "584100772837832661";
const NOW: Timestamp = Timestamp(1_781_000_000_456);
const TOKEN: &str = "fresh-0123456789abcdef-access";
const REFRESH: &str = "fresh-0123456789abcdef-refresh";
const UNKNOWN: &str = "SOMETHING_NEW";
/// The code that stands for every refused parameter; the words of its message are the sub code.
const PARAMETER: &str = "36009004";

pub(super) fn subject() -> Subject {
    let app = AppCredentials::new("676nm8mg6vjfc", "ce50211670eae679f02e8d28a79023c39c200661");
    let mut consent = app.clone();
    consent
        .extra
        .insert("service_id".into(), Secret::from("7400000000000000042"));
    Subject {
        adapter: Arc::new(TikTok),
        switches: switch::ALL.iter().map(|name| (*name).to_owned()).collect(),
        shop: SHOP.into(),
        settings: [("shop_cipher".to_owned(), "GCP_8sma8cmqtyk3qf42i67na2x7".to_owned())].into(),
        now: NOW,
        signer: Some(Signer {
            deliver,
            signature: Field::Header("authorization"),
            fields: &[],
            signed_part: |body| 0..body.len(),
            secrets: &["secret"],
            fresh_ms: None,
        }),
        pushes: pushes(),
        messages_named: true,
        unknown_events: vec![push(999, json!({"return_id": RETURN})), push(66, json!({"x": 1}))],
        probes: Vec::new(),
        acknowledged: (200, br#"{"code":0,"message":"success"}"#),
        details: details(),
        people: &[("user_id", "7494")],
        behind_switch: &["aftersales_request", "rma"],
        unknown_statuses: vec![
            sample(
                "return",
                RETURN,
                "return_orders",
                &returned("RETURN_AND_REFUND", UNKNOWN, ""),
            ),
            sample(
                "return",
                RETURN,
                "return_orders",
                &returned("BARTER", "AWAITING_BUYER_SHIP", ""),
            ),
            sample("cancellation", CANCELLATION, "cancellations", &cancelled(UNKNOWN)),
            sample(
                "aftersales_request",
                REQUEST,
                "aftersales_requests",
                &batch(REQUEST, UNKNOWN),
            ),
            sample(
                "rma",
                PACKAGE,
                "return_merchandise_authorizations",
                &batch(PACKAGE, UNKNOWN),
            ),
        ],
        polls: polls(),
        deeds: DECISIONS.iter().map(deed).collect(),
        reasons: vec![ReasonSample {
            seen: AfterSale {
                object: "return".to_owned(),
                ..AfterSale::new(RETURN, Kind::RefundOnly, "RETURN_OR_REFUND_REQUEST_PENDING", NOW)
            },
            verb: ActionVerb::Reject,
            answer: ok(json!({"reasons": [{"name": "reverse_reject_request_reason_3", "text": "Already used"}]})),
            fits: &["reverse_reject_request_reason_3"],
        }],
        tokens: vec![(
            ok(
                json!({"access_token": TOKEN, "access_token_expire_in": 1781604800, "refresh_token": REFRESH,
                      "refresh_token_expire_in": 4890000000i64, "user_type": 0}),
            ),
            vec![TOKEN.to_owned(), REFRESH.to_owned()],
        )],
        tokens_once: true,
        consent: Some(consent),
        statuses: super::status_rows(status::status_rows()),
        errors: super::error_rows(error_rows()),
        refuse,
        unknown_code: "99999999",
        app,
    }
}

fn deliver(app: &AppCredentials, content: &[u8], _: Timestamp) -> Delivery {
    let signature = sign::push(app.app.as_str(), app.secret.expose(), content);
    Delivery {
        path: "/tiktok".into(),
        query: Vec::new(),
        headers: vec![("Authorization".into(), signature)],
        body: content.to_vec(),
    }
}

fn push(kind: i64, data: Value) -> Vec<u8> {
    let id = format!("73124589215275892{kind:02}");
    json!({"type": kind, "tts_notification_id": id, "shop_id": SHOP, "timestamp": 1781000002, "data": data})
        .to_string()
        .into_bytes()
}

fn pushes() -> Vec<Vec<u8>> {
    vec![
        push(
            12,
            json!({"order_id": ORDER, "return_type": "RETURN_AND_REFUND", "return_status": "AWAITING_BUYER_SHIP",
                        "return_id": RETURN, "update_time": 1781000000}),
        ),
        push(
            11,
            json!({"order_id": ORDER, "cancel_status": "CANCELLATION_REQUEST_PENDING", "cancel_id": CANCELLATION}),
        ),
        push(
            65,
            json!({"rma_id": PACKAGE, "aftersales_request_id": REQUEST, "rma_status": "RMA_CREATED", "rma_update_time": 1781000060}),
        ),
        push(7, json!({"expiration_time": 1781600000})),
    ]
}

fn object(kind: &str, id: &str) -> ObjectRef {
    ObjectRef {
        platform: "tiktok".into(),
        shop: SHOP.into(),
        object: kind.into(),
        external_id: id.into(),
    }
}

fn ok(data: Value) -> HttpResponse {
    answer(&json!({"code": 0, "message": "Success", "request_id": "2026r1", "data": data}))
}

fn refuse(code: &str, sub: &str, words: &str) -> HttpResponse {
    let number: i64 = code.parse().unwrap();
    let message = if code == PARAMETER {
        format!("invalid {sub}")
    } else {
        words.to_owned()
    };
    answer(&json!({"code": number, "message": message, "request_id": "2026r2", "data": null}))
}

fn sample(kind: &str, id: &str, list: &str, row: &Value) -> Sample {
    Sample {
        object: object(kind, id),
        answer: ok(json!({list: [row], "next_page_token": "", "total_count": 1})),
        leads: false,
    }
}

fn leading(sample: Sample) -> Sample {
    Sample { leads: true, ..sample }
}

fn returned(return_type: &str, status: &str, asked: &str) -> Value {
    json!({
        "return_id": RETURN, "order_id": ORDER, "return_type": return_type, "return_status": status, "arbitration_status": "",
        "role": "BUYER", "return_reason": "ecom_order_delivered_refund_and_return_reason_damaged_uk", "return_reason_text": "Damaged",
        "return_tracking_number": "", "return_provider_name": "", "can_buyer_keep_item": false,
        "seller_next_action_response": [{"action": asked, "deadline": 1781172800}],
        "refund_amount": {"currency": "USD", "refund_total": "18.50"},
        "return_line_items": [{"return_line_item_id": "1", "order_line_item_id": "71", "sku_id": "3",
                               "refund_amount": {"currency": "USD", "refund_total": "18.50"}}],
        "create_time": 1780900000, "update_time": 1781000000,
    })
}

fn cancelled(status: &str) -> Value {
    json!({
        "cancel_id": CANCELLATION, "order_id": ORDER, "cancel_type": "BUYER_CANCEL", "cancel_status": status, "role": "BUYER",
        "cancel_reason": "ecom_order_to_ship_canceled_reason_no_need", "cancel_reason_text": "No longer needed",
        "seller_next_action_response": [{"action": "SELLER_RESPOND_CANCEL", "deadline": 1781172800}],
        "refund_amount": {"currency": "VND", "refund_total": "150000"},
        "cancel_line_items": [{"cancel_line_item_id": "9", "order_line_item_id": "71",
                               "refund_amount": {"currency": "VND", "refund_total": "150000"}}],
        "create_time": 1780999970, "update_time": 1781000009,
    })
}

fn batch(id: &str, status: &str) -> Value {
    // Where the package says nothing that is known, its returns speak.
    let of_return = if status == UNKNOWN {
        status
    } else {
        "AWAITING_BUYER_SHIP"
    };
    json!({
        "id": id, "aftersales_request_id": REQUEST, "package_id": "77", "status": status,
        "line_items": [{"main_order_id": ORDER, "return_line_item_id": "848212", "sku_id": "3"}],
        "sku_return_requests": [returned("RETURN_AND_REFUND", of_return, "")],
    })
}

fn order() -> Value {
    let line = json!({"id": "71", "sku_id": "3", "product_id": "2", "product_name": "Mug", "seller_sku": "MUG-350", "currency": "USD",
        "sale_price": "18.50", "display_status": "IN_TRANSIT", "tracking_number": "TN9", "shipping_provider_name": "USPS"});
    json!({
        "id": ORDER, "status": "IN_TRANSIT", "user_id": "7494",
        "payment": {"currency": "USD", "total_amount": "20.00", "sub_total": "18.50", "tax": "1.50"},
        "recipient_address": {"name": "J*** D**", "phone_number": "(+1)213-***-**00", "region_code": "US"},
        "line_items": [line], "create_time": 1780000000, "paid_time": 1780000100, "update_time": 1781000099,
    })
}

fn details() -> Vec<Sample> {
    let states = [
        ("REFUND", "RETURN_OR_REFUND_REQUEST_PENDING", "SELLER_RESPOND_REFUND"),
        (
            "RETURN_AND_REFUND",
            "RETURN_OR_REFUND_REQUEST_PENDING",
            "SELLER_RESPOND_RETURN",
        ),
        (
            "RETURN_AND_REFUND",
            "BUYER_SHIPPED_ITEM",
            "SELLER_RESPOND_RECEIVE_PACKAGE",
        ),
        ("RETURN_AND_REFUND", "RETURN_OR_REFUND_REQUEST_COMPLETE", ""),
        (
            "REPLACEMENT",
            "REPLACEMENT_REQUEST_PENDING",
            "SELLER_RESPOND_REPLACEMENT",
        ),
    ];
    let returns =
        states.map(|(kind, status, asked)| sample("return", RETURN, "return_orders", &returned(kind, status, asked)));
    let mut all = Vec::from(returns);
    let replaced = returned("REPLACEMENT", "REPLACEMENT_REQUEST_COMPLETE", "");
    all.extend([
        sample(
            "cancellation",
            CANCELLATION,
            "cancellations",
            &cancelled("CANCELLATION_REQUEST_PENDING"),
        ),
        sample("order", ORDER, "orders", &order()),
        leading(sample(
            "aftersales_request",
            REQUEST,
            "aftersales_requests",
            &batch(REQUEST, "PENDING_REQUEST_REVIEW"),
        )),
        leading(sample(
            "rma",
            PACKAGE,
            "return_merchandise_authorizations",
            &batch(PACKAGE, "RMA_CREATED"),
        )),
        leading(sample(
            "replacement",
            &format!("{ORDER}:TN9"),
            "return_orders",
            &replaced,
        )),
    ]);
    all
}

fn polls() -> Vec<(PollCursor, HttpResponse)> {
    let cursor = |page: Option<&str>| PollCursor {
        from: NOW.plus(-10 * MINUTE),
        to: NOW,
        page: page.map(str::to_owned),
    };
    let rows = [returned(
        "REFUND",
        "RETURN_OR_REFUND_REQUEST_PENDING",
        "SELLER_RESPOND_REFUND",
    )];
    vec![
        (
            cursor(None),
            ok(json!({"return_orders": rows, "next_page_token": "t2"})),
        ),
        (
            cursor(Some("cancellation:t9")),
            ok(json!({"cancellations": [cancelled("CANCELLATION_REQUEST_PENDING")]})),
        ),
    ]
}

fn deed(row: &DecisionRow) -> Deed {
    let (id, usual, token) = match row.object {
        "return" => (RETURN, "REFUND", None),
        "cancellation" => (CANCELLATION, "BUYER_CANCEL", None),
        "rma" => (PACKAGE, "REFUND", Some("1,848212")),
        _ => (REQUEST, "REFUND", Some("1,848212")),
    };
    let return_type = if row.return_type.is_empty() {
        usual
    } else {
        row.return_type
    };
    Deed {
        action: Action {
            verb: row.verb,
            object: object(row.object, id),
            raw_type: Some(return_type.to_owned()),
            raw_status: Some(row.status.to_owned()),
            version_token: token.map(str::to_owned),
            revision: None,
            amount: Some(Money::new(1_500, Currency::USD)),
            reason_code: Some("reverse_reject_request_reason_3".into()),
            text: Some("Handle broke off on arrival".into()),
            address: None,
            parcel: None,
            evidence: Vec::new(),
            at: Some(NOW),
            dispute: None,
            order: Some(ORDER.into()),
        },
        done: ok(json!({})),
    }
}
