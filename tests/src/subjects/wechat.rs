//! WeChat shops.
use std::sync::Arc;

use aftersync_core::Secret;
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::Kind;
use aftersync_core::model::evidence::{Evidence, EvidenceKind};
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::money::Money;
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::model::time::{MINUTE, Timestamp};
use aftersync_core::platform::{AppCredentials, Delivery, HttpResponse, PollCursor};
use aftersync_platforms::wechat::action::{ACTIONS, ActionRow, Only};
use aftersync_platforms::wechat::{Wechat, error_rows, sign, status, switch};
use aftersync_testkit::adapter_suite::{Deed, Field, ReasonSample, Sample, Signer, Subject};
use serde_json::{Value, json};

use super::answer;

const APP: &str = "wx00aa11bb22cc33dd";
const TICKET: &str = "2082648273412001";
const COMPLAINT: &str = "2172884001";
const GUARANTEE: &str = "2000001077270001";
const GIFT: &str = "2082648273412009";
const ORDER: &str = "3737003284475440001";
const UPDATED: i64 = 1_788_195_600;
const NOW: Timestamp = Timestamp(1_788_195_723_000);
const TOKEN: &str = "fresh-0123456789abcdef-access";

pub(super) fn subject() -> Subject {
    let mut app = AppCredentials::new(APP, "app-secret-made-up-0001");
    app.extra.insert(sign::TOKEN.into(), Secret::from("pushTokenMadeUp01"));
    app.extra.insert(
        sign::AES_KEY.into(),
        Secret::from("iPShskQ+IO8fAyPDDiWCQ7siRnUZAY9PXn2+wQsMujc"),
    );
    Subject {
        adapter: Arc::new(Wechat),
        switches: switch::ALL.iter().map(|name| (*name).to_owned()).collect(),
        shop: APP.into(),
        settings: Default::default(),
        now: NOW,
        signer: Some(Signer {
            deliver,
            signature: Field::Query("msg_signature"),
            fields: &[Field::Query("timestamp"), Field::Query("nonce")],
            signed_part: cipher_text,
            secrets: &[sign::TOKEN, sign::AES_KEY],
            fresh_ms: Some(sign::FRESH_MS),
        }),
        pushes: pushes(),
        messages_named: true,
        unknown_events: vec![
            event(
                "channels_ec_something_new",
                "something",
                json!({"after_sale_order_id": TICKET}),
            ),
            event("channels_ec_something_else", "something", json!({"colour": "red"})),
        ],
        probes: vec![probe(&app)],
        acknowledged: (200, b"success"),
        details: details(),
        people: &[("openid", "oBuyer0001"), ("unionid", "uBuyer0001")],
        behind_switch: &["present_aftersale"],
        unknown_statuses: vec![
            sample("aftersale", TICKET, after_sale("RETURN", "SOMETHING_NEW")),
            sample("aftersale", TICKET, after_sale("BARTER", "USER_WAIT_RETURN")),
            sample("complaint", COMPLAINT, complaint(999)),
            sample("guarantee", GUARANTEE, guarantee("STATUS_SOMETHING_NEW")),
            sample("present_aftersale", GIFT, gift("SOMETHING_NEW")),
        ],
        polls: polls(),
        deeds: ACTIONS.iter().map(deed).collect(),
        reasons: reasons(),
        tokens: vec![(
            ok(json!({"access_token": TOKEN, "expires_in": 7200})),
            vec![TOKEN.to_owned()],
        )],
        // The platform gives the same token again.
        tokens_once: false,
        consent: None,
        statuses: super::status_rows(status::status_rows()),
        errors: super::error_rows(error_rows()),
        refuse,
        unknown_code: "7654321",
        app,
    }
}

/// The platform gives the reasons of all scenes in one answer.
fn reasons() -> Vec<ReasonSample> {
    let of = |code: i64, scene: i64| json!({"reject_reason_type": code, "reject_reason_type_text": "商品与描述相符", "reject_scene": scene});
    let all = json!({"reason_list": [of(21, 1), of(24, 4), of(25, 5), of(26, 6), of(27, 7), of(28, 8),
                     {"reject_reason_type": 29, "reject_reason_type_text": "其他"}]});
    let sent = "replacement_sent".to_owned();
    let cases: [(_, _, _, &'static [&'static str]); 6] = [
        ("REFUND", ActionVerb::Reject, None, &["21", "29"]),
        ("RETURN", ActionVerb::Reject, None, &["24", "29"]),
        ("RETURN", ActionVerb::RejectReturn, None, &["24", "29"]),
        ("EXCHANGE", ActionVerb::Reject, None, &["25", "29"]),
        ("EXCHANGE", ActionVerb::RejectReturn, None, &["26", "29"]),
        ("EXCHANGE", ActionVerb::RejectReturn, Some(sent), &["27", "29"]),
    ];
    let one = |(raw_type, verb, version_token, fits): (&str, _, _, _)| ReasonSample {
        seen: AfterSale {
            raw_type: Some(raw_type.to_owned()),
            version_token,
            ..AfterSale::new(TICKET, Kind::RefundOnly, "MERCHANT_PROCESSING", NOW)
        },
        verb,
        answer: ok(all.clone()),
        fits,
    };
    cases.map(one).to_vec()
}

fn of<'a>(app: &'a AppCredentials, name: &str) -> &'a str {
    app.extra.get(name).map_or("", |secret| secret.expose())
}

/// Seals the content as the platform does: the account outside is the one inside.
fn deliver(app: &AppCredentials, content: &[u8], at: Timestamp) -> Delivery {
    let (time, nonce) = (at.secs(), format!("9{}", at.secs() % 1000));
    let sealed = sign::encrypt_reply(app, content, b"a1b2c3d4e5f6g7h8", time, &nonce).unwrap();
    let sealed: Value = serde_json::from_str(&sealed).unwrap();
    let inner: Value = serde_json::from_slice(content).unwrap_or_default();
    let mut envelope = json!({"Encrypt": sealed["Encrypt"]});
    if let Some(to) = inner["ToUserName"].as_str() {
        envelope["ToUserName"] = json!(to);
    }
    let query = [
        ("timestamp", time.to_string()),
        ("nonce", nonce),
        ("encrypt_type", "aes".to_owned()),
        ("msg_signature", sealed["MsgSignature"].as_str().unwrap().to_owned()),
    ];
    Delivery {
        path: "/wechat".into(),
        query: query.map(|(name, value)| (name.to_owned(), value)).to_vec(),
        headers: Vec::new(),
        body: envelope.to_string().into_bytes(),
    }
}

/// The value of `Encrypt`, without its quotes.
fn cipher_text(body: &[u8]) -> std::ops::Range<usize> {
    const KEY: &[u8] = br#""Encrypt":""#;
    let start = body
        .windows(KEY.len())
        .position(|part| part == KEY)
        .map_or(0, |at| at + KEY.len());
    let length = body[start..].iter().position(|byte| *byte == b'"').unwrap_or_default();
    start..start + length
}

fn probe(app: &AppCredentials) -> Delivery {
    let (time, nonce) = (NOW.secs().to_string(), "882211");
    let signature = sign::signature(&[of(app, sign::TOKEN), &time, nonce]);
    let query = [
        ("signature", signature.as_str()),
        ("timestamp", time.as_str()),
        ("nonce", nonce),
        ("echostr", "3344556677"),
    ];
    Delivery {
        path: "/wechat".into(),
        query: query.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
        ..Delivery::default()
    }
}

fn event(name: &str, field: &str, inner: Value) -> Vec<u8> {
    json!({"ToUserName": "gh_0123456789ab", "FromUserName": "oBuyer0001", "CreateTime": UPDATED, "MsgType": "event", "Event": name, field: inner})
        .to_string()
        .into_bytes()
}

fn pushes() -> Vec<Vec<u8>> {
    vec![
        event(
            "channels_ec_aftersale_update",
            "finder_shop_aftersale_status_update",
            json!({"status": "USER_WAIT_RETURN", "after_sale_order_id": TICKET, "order_id": ORDER}),
        ),
        event(
            "channels_ec_complaint_update",
            "finder_shop_complaint",
            json!({"complaint_status": 100, "after_sale_order_id": 2082648273412001u64, "complaint_id": 2172884001u64}),
        ),
        event(
            "channels_ec_order_pay",
            "order_info",
            json!({"order_id": ORDER, "pay_time": UPDATED}),
        ),
    ]
}

fn object(kind: &str, id: &str) -> ObjectRef {
    ObjectRef {
        platform: "wechat".into(),
        shop: APP.into(),
        object: kind.into(),
        external_id: id.into(),
    }
}

fn ok(mut fields: Value) -> HttpResponse {
    fields["errcode"] = json!(0);
    fields["errmsg"] = json!("ok");
    answer(&fields)
}

fn refuse(code: &str, _: &str, words: &str) -> HttpResponse {
    let code: i64 = code.parse().unwrap();
    answer(&json!({"errcode": code, "errmsg": format!("{words} rid: 6629ae1f-05a5e9fc-4778e998")}))
}

fn sample(kind: &str, id: &str, fields: Value) -> Sample {
    Sample {
        object: object(kind, id),
        answer: ok(fields),
        leads: false,
    }
}

fn after_sale(kind: &str, status: &str) -> Value {
    json!({"after_sale_order": {
        "after_sale_order_id": TICKET, "order_id": 3737003284475440001u64, "type": kind, "status": status, "openid": "oBuyer0001",
        "unionid": "uBuyer0001", "reason": "10000021", "reason_text": "商品质量问题", "complaint_id": COMPLAINT,
        "product_info": {"product_id": "9001", "sku_id": "9001001", "count": 2},
        "details": {"desc": "拉链是坏的", "receive_product": true, "cancel_time": 0, "media_id_list": ["m-1"], "tel_number": "13800138000"},
        "refund_info": {"amount": 12800, "refund_reason": 1}, "create_time": UPDATED - 9000, "update_time": UPDATED, "deadline": 86_400,
    }})
}

fn complaint(status: i64) -> Value {
    let line = json!({"item_type": 10, "time": UPDATED, "content": "坏了", "media_id_list": ["m-9"], "phone_number": "13800138000"});
    json!({"order_id": ORDER, "after_sale_order_id": TICKET, "status": status, "history": [line]})
}

fn guarantee(status: &str) -> Value {
    json!({"guarantee_order": {
        "guarantee_order_id": 2000001077270001u64, "type": 2, "order_id": 3737003284475440001u64, "status": status,
        "create_time": UPDATED - 600, "update_time": UPDATED, "expire_time": UPDATED + 3600, "apply_reason": "商品有破损",
        "apply_reason_type": 2, "openid": "oBuyer0001", "pay_amount": 3000,
        "product_info": [{"product_id": "9001", "sku_id": "9001001", "title": "杯子", "real_price": 9900, "product_cnt": 1}],
        "bad_pay_info": {"bad_level": 30, "content": "杯口裂了", "pic_list": ["p-1"], "pay_fee": 2970},
    }})
}

fn gift(status: &str) -> Value {
    json!({"after_sale_order": {
        "after_sale_order_id": GIFT, "status": status, "openid": "oBuyer0001", "order_info_list": [{"order_id": ORDER}],
        "refund_info": {"amount": 900}, "create_time": UPDATED - 600, "update_time": UPDATED,
    }})
}

fn order() -> Value {
    json!({"order": {
        "order_id": ORDER, "status": 30, "create_time": UPDATED - 7200, "update_time": UPDATED, "openid": "oBuyer0001", "unionid": "uBuyer0001",
        "order_detail": {
            "product_infos": [{"product_id": "9001", "sku_id": "9001001", "sku_cnt": 2, "title": "外套", "sale_price": 9900, "real_price": 17800}],
            "pay_info": {"pay_time": UPDATED - 7100},
            "price_info": {"product_price": 22800, "order_price": 21300, "freight": 500},
            "delivery_info": {"delivery_product_info": [{"waybill_id": "SF1", "delivery_id": "SF"}], "ship_done_time": UPDATED - 100},
            "ext_info": {"order_scene": 2, "finder_id": "sphHost01", "live_id": "export/UzFfAgtgekIEAQAAAAAAt40WWe5njQ"},
            "commission_infos": [{"sku_id": "9001001", "type": 0, "finder_id": "sphHost01", "nickname": "小美直播"}],
        },
        "aftersale_detail": {"aftersale_order_list": [{"aftersale_order_id": TICKET, "status": 13}]},
    }})
}

fn details() -> Vec<Sample> {
    let states = [
        ("REFUND", "MERCHANT_PROCESSING"),
        ("RETURN", "MERCHANT_PROCESSING"),
        ("RETURN", "MERCHANT_WAIT_RECEIPT"),
        ("EXCHANGE", "MERCHANT_WAIT_RECEIPT"),
        ("RETURN", "MERCHANT_RETURN_SUCCESS"),
    ];
    let mut all = Vec::from(states.map(|(kind, status)| sample("aftersale", TICKET, after_sale(kind, status))));
    all.extend([
        sample("complaint", COMPLAINT, complaint(100)),
        sample("complaint", COMPLAINT, complaint(106)),
        sample("guarantee", GUARANTEE, guarantee("STATUS_WAIT_MERCHANT_HANDLE")),
        sample("present_aftersale", GIFT, gift("MERCHANT_REFUND_SUCCESS")),
        sample("order", ORDER, order()),
    ]);
    all
}

fn polls() -> Vec<(PollCursor, HttpResponse)> {
    let cursor = |page: Option<&str>| PollCursor {
        from: NOW.plus(-10 * MINUTE),
        to: NOW,
        page: page.map(str::to_owned),
    };
    let claim = json!({"guarantee_order_id": 2000, "status": "STATUS_PAYING", "update_time": UPDATED});
    vec![
        (
            cursor(None),
            ok(json!({"after_sale_order_id_list": [TICKET], "has_more": true, "next_key": "K2"})),
        ),
        (
            cursor(Some("g:50")),
            ok(json!({"guarantee_order_list": [claim], "total_num": 51})),
        ),
    ]
}

fn deed(row: &ActionRow) -> Deed {
    let (id, usual) = match row.object {
        "complaint" => (COMPLAINT, ""),
        "guarantee" => (GUARANTEE, "2"),
        _ => (TICKET, "REFUND"),
    };
    let first = |list: &[&str], other: &str| list.first().map_or(other, |it| *it).to_owned();
    Deed {
        action: Action {
            verb: row.verb,
            object: object(row.object, id),
            raw_type: Some(first(row.types, usual)),
            raw_status: Some(first(row.statuses, "MERCHANT_PROCESSING")),
            version_token: (row.only == Only::Sent).then(|| "replacement_sent".to_owned()),
            revision: None,
            amount: Some(Money::cny(1_500)),
            // Of a claim for damage it is a level.
            reason_code: Some(if row.object == "guarantee" { "30" } else { "21" }.into()),
            text: Some("商品与清单不符".into()),
            address: Some("556677".into()),
            parcel: Some(ParcelRef {
                number: "SF1".into(),
                carrier: Some("SF".into()),
            }),
            evidence: vec![Evidence {
                kind: EvidenceKind::Image,
                url: Some("media_id:m-1".into()),
                blob: None,
                note: None,
            }],
            at: None,
            dispute: Some(COMPLAINT.into()),
            order: Some(ORDER.into()),
        },
        done: ok(json!({})),
    }
}
