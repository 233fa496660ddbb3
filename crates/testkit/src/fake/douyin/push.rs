//! Pushed messages: which change has which tag, and the payload each tag carries.

use serde_json::{Map, Value, json};

use super::codes::{arbitration_code, kind_code, order_status, status, verdict_code};
use super::list::deadline_s;
use super::order::region;
use super::sign::{Algorithm, event_sign};
use super::{DouyinOptions, time};
use crate::fake::dialect::{Message, PushRequest, PushVerb};
use crate::fake::params::fields;
use crate::fake::prng::fnv1a;
use crate::fake::state::Core;
use crate::fake::world::{AfterSale, Change, ChangeKind, Order, World};

pub(super) const SIGNATURE_HEADER: &str = "event-sign";

/// What a tag's payload has beside the common fields.
#[derive(Clone, Copy)]
enum Shape {
    /// The refund block, the time of this field, and `update_time`.
    Refund(&'static str),
    /// The same with the address the goods go to.
    Return,
    /// `status_deadline` only.
    Deadline,
    /// Dispute number and state.
    Dispute,
    /// Money and the time of this field only.
    Special(&'static str),
    /// `reason_code` and `update_time`; the status goes by another name for 227.
    Resend,
    /// An order.
    Trade(&'static str),
}

/// Changes that are not in the table are not pushed: only polling finds them.
const TAGS: &[(ChangeKind, &str, Shape)] = &[
    (ChangeKind::OrderPlaced, "100", Shape::Trade("create_time")),
    (ChangeKind::OrderPaid, "101", Shape::Trade("pay_time")),
    (ChangeKind::OrderShipped, "102", Shape::Trade("ship_time")),
    (ChangeKind::OrderFinished, "103", Shape::Trade("complete_time")),
    (ChangeKind::OrderCancelled, "106", Shape::Trade("cancel_time")),
    (ChangeKind::Opened, "200", Shape::Refund("apply_time")),
    (ChangeKind::RefundAgreed, "201", Shape::Refund("agree_time")),
    (ChangeKind::ReturnAgreed, "202", Shape::Return),
    (ChangeKind::BuyerSentGoods, "203", Shape::Refund("return_time")),
    (ChangeKind::RefundRefused, "204", Shape::Refund("refuse_time")),
    (ChangeKind::ReturnRefused, "205", Shape::Refund("refuse_time")),
    (ChangeKind::RefundPaid, "206", Shape::Refund("success_time")),
    (ChangeKind::Closed, "207", Shape::Refund("close_time")),
    (ChangeKind::Modified, "208", Shape::Refund("modify_time")),
    (ChangeKind::DeadlineMoved, "209", Shape::Deadline),
    (ChangeKind::ReplacementShipped, "211", Shape::Refund("apply_time")),
    (ChangeKind::ArbitrationOpened, "212", Shape::Dispute),
    (ChangeKind::ArbitrationWantsEvidence, "213", Shape::Dispute),
    (ChangeKind::ArbitrationEvidenceGiven, "214", Shape::Dispute),
    (ChangeKind::ArbitrationCancelled, "215", Shape::Dispute),
    (ChangeKind::ArbitrationDecided, "216", Shape::Dispute),
    (ChangeKind::ArbitrationSteppedIn, "217", Shape::Dispute),
    (ChangeKind::ArbitrationNegotiation, "218", Shape::Dispute),
    (ChangeKind::SpecialOpened, "224", Shape::Special("apply_time")),
    (ChangeKind::SpecialPaid, "225", Shape::Special("success_time")),
    (ChangeKind::ResendShipped, "226", Shape::Resend),
    (ChangeKind::ResendAgreed, "227", Shape::Resend),
];

/// The message for a change, if the platform pushes it.
pub(super) fn message(options: &DouyinOptions, core: &Core, change: &Change) -> Option<Message> {
    let (_, tag, shape) = TAGS.iter().find(|(kind, ..)| *kind == change.kind)?;
    let at_s = change.at_ms.div_euclid(1000);
    let (data, object, version) = match (&change.aftersale, &change.order) {
        (Some(it), _) => (aftersale(&core.world, it, tag, *shape, at_s), it.id, it.update_time),
        (None, Some(order)) if options.trade_messages => (trade(order, *shape, at_s), order.id, order.update_time),
        _ => return None,
    };
    let id = format!(
        "{object}::{tag}:{version}:{}",
        fnv1a(format!("{object}{tag}{version}").as_bytes()) >> 1
    );
    Some(Message {
        id,
        tag: (*tag).to_owned(),
        shop_id: change.shop_id,
        data: Value::Object(data).to_string(),
    })
}

fn aftersale(world: &World, it: &AfterSale, tag: &str, shape: Shape, at_s: i64) -> Map<String, Value> {
    let mut data = fields(json!({
        "p_id": it.order_id, "s_id": it.line_id, "shop_id": it.shop_id, "aftersale_id": it.id, "aftersale_type": kind_code(it.kind),
    }));
    let status_key = if tag == "227" {
        "after_sale_status"
    } else {
        "aftersale_status"
    };
    data.insert(status_key.into(), json!(status(it)));
    match shape {
        Shape::Refund(time_field) => data.extend(refund_block(it, time_field, at_s)),
        Shape::Return => {
            data.extend(refund_block(it, "agree_time", at_s));
            if let Some(address) = address(world, it) {
                data.insert("addr".into(), address);
            }
        }
        Shape::Deadline => data.extend(fields(json!({"status_deadline": deadline_s(it)}))),
        Shape::Dispute => data.extend(dispute(it, tag)),
        Shape::Special(time_field) => data.extend(fields(
            json!({"refund_amount": it.refund_amount_minor, time_field: at_s}),
        )),
        Shape::Resend => data.extend(fields(
            json!({"reason_code": it.reason_code, "update_time": time::rfc3339(it.update_time)}),
        )),
        Shape::Trade(_) => {}
    }
    data
}

fn refund_block(it: &AfterSale, time_field: &str, at_s: i64) -> Map<String, Value> {
    let at_s = if time_field == "apply_time" {
        it.opened_ms.div_euclid(1000)
    } else {
        at_s
    };
    fields(json!({
        "refund_amount": it.refund_amount_minor,
        "refund_post_amount": it.refund_post_minor,
        "refund_voucher_num": 0,
        "reason_code": it.reason_code,
        "update_time": time::rfc3339(it.update_time),
        time_field: at_s,
    }))
}

fn address(world: &World, it: &AfterSale) -> Option<Value> {
    let house = it.return_address_id.and_then(|id| world.warehouse(id))?;
    let places = region(&house.region);
    let mut flat = Map::new();
    for place in ["province", "city", "town", "street"] {
        let part = places.get(place);
        flat.insert(
            place.into(),
            part.and_then(|part| part.get("name")).cloned().unwrap_or_default(),
        );
        flat.insert(
            format!("{place}_id"),
            part.and_then(|part| part.get("id")).cloned().unwrap_or_default(),
        );
    }
    flat.extend(fields(
        json!({"detail": house.street, "name": house.name, "mobile": house.phone}),
    ));
    Some(Value::Object(flat))
}

fn dispute(it: &AfterSale, tag: &str) -> Map<String, Value> {
    let Some(dispute) = it.arbitration.as_ref() else {
        return Map::new();
    };
    let mut data = fields(json!({
        "arbitrate_id": format!("{}_{:03}", it.id, dispute.number),
        "arbitrate_status": arbitration_code(Some(dispute)),
    }));
    if tag == "216" {
        data.insert("arbitrate_conclusion".into(), json!(verdict_code(dispute.verdict)));
    }
    data
}

/// Order messages: only their tags are documented, the fields are the least a receiver can expect.
fn trade(order: &Order, shape: Shape, at_s: i64) -> Map<String, Value> {
    let lines: Vec<i64> = order.lines.iter().map(|line| line.id).collect();
    let mut data = fields(json!({
        "p_id": order.id, "s_ids": lines, "shop_id": order.shop_id, "order_status": order_status(order), "order_type": 0, "biz": 2,
        "update_time": order.update_time,
    }));
    if let Shape::Trade(time_field) = shape {
        data.insert(time_field.into(), json!(at_s));
    }
    data
}

/// The HTTP request that carries these messages, signed for the app.
pub(super) fn request(options: &DouyinOptions, core: &Core, messages: &[Message]) -> PushRequest {
    let array: Vec<Value> = messages
        .iter()
        .map(|it| json!({"tag": it.tag, "msg_id": it.id, "data": it.data}))
        .collect();
    let body = Value::Array(array).to_string().into_bytes();
    let (app_key, secret) = match core.accounts.secret(&options.app_key) {
        Some(secret) => (options.app_key.as_str(), secret),
        None => core.accounts.first_app().unwrap_or_default(),
    };
    let algorithm = if options.hmac_pushes {
        Algorithm::HmacSha256
    } else {
        Algorithm::Md5
    };
    let mut headers = vec![
        (
            SIGNATURE_HEADER.to_owned(),
            event_sign(algorithm, app_key, secret, &body),
        ),
        ("app-id".to_owned(), app_key.to_owned()),
    ];
    if options.hmac_pushes {
        headers.push(("sign-method".to_owned(), "hmac-sha256".to_owned()));
    }
    PushRequest {
        verb: PushVerb::Post,
        query: Vec::new(),
        headers,
        body,
    }
}

/// HTTP 200 and `code` 0.
pub(super) fn acknowledged(status: u16, body: &[u8]) -> bool {
    let answer: Option<Value> = serde_json::from_slice(body).ok();
    status == 200 && answer.and_then(|answer| answer.get("code").and_then(Value::as_i64)) == Some(0)
}
