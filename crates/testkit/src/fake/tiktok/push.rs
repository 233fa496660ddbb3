//! Pushed messages: numbers and a status, nothing more. One real return may raise messages of both models.

use serde_json::{Map, Value, json};

use super::codes::{
    is_cancellation, last_role, order_status, pushed_status, request_status, rma_status, status, type_word,
};
use super::money::{RequestLine, amount, request_lines};
use super::row::seconds;
use super::sign::push_sign;
use super::{TiktokOptions, request_id, rma_id};
use crate::fake::dialect::{Message, PushRequest, PushVerb};
use crate::fake::prng::{SplitMix64, fnv1a};
use crate::fake::state::Core;
use crate::fake::world::{AfterSale, Change, ChangeKind, Kind, Order, Stage, World};

/// Changes of an after-sale that are pushed; the rest (disputes, scans, notes, moved deadlines) only polling finds.
const PUSHED: &[ChangeKind] = &[
    ChangeKind::Opened,
    ChangeKind::SellerOpened,
    ChangeKind::Modified,
    ChangeKind::Replaced,
    ChangeKind::Offered,
    ChangeKind::OfferAnswered,
    ChangeKind::RefundAgreed,
    ChangeKind::ReturnAgreed,
    ChangeKind::BuyerSentGoods,
    ChangeKind::RefundRefused,
    ChangeKind::ReturnRefused,
    ChangeKind::RefundPaid,
    ChangeKind::ReplacementShipped,
    ChangeKind::Closed,
];

const ORDERS: &[ChangeKind] = &[
    ChangeKind::OrderPlaced,
    ChangeKind::OrderPaid,
    ChangeKind::OrderShipped,
    ChangeKind::OrderFinished,
    ChangeKind::OrderCancelled,
];

pub(super) fn messages(options: &TiktokOptions, core: &Core, change: &Change) -> Vec<Message> {
    let found = match (&change.aftersale, &change.order) {
        (Some(it), _) if PUSHED.contains(&change.kind) => aftersale(options, &core.world, change, it),
        (None, Some(order)) if ORDERS.contains(&change.kind) && options.order_messages => {
            vec![(1, format!("{} {}", order.id, order.update_time), order_data(order))]
        }
        (None, None) => shop(change).into_iter().collect(),
        _ => Vec::new(),
    };
    found
        .into_iter()
        .map(|(kind, key, data)| message(change, kind, &key, data))
        .collect()
}

type Found = (i64, String, Value);

fn message(change: &Change, kind: i64, key: &str, data: Value) -> Message {
    let mixed = fnv1a(format!("{kind} {key}").as_bytes()) % 100_000_000_000_000_000;
    let id = (7_300_000_000_000_000_000_u64 + mixed).to_string();
    let mut envelope = Map::new();
    envelope.insert("type".into(), json!(kind));
    envelope.insert("tts_notification_id".into(), json!(id));
    envelope.insert("shop_id".into(), json!(change.shop_id.to_string()));
    envelope.insert("timestamp".into(), json!(seconds(change.at_ms)));
    envelope.insert("data".into(), data);
    Message {
        id,
        tag: kind.to_string(),
        shop_id: change.shop_id,
        data: Value::Object(envelope).to_string(),
    }
}

fn aftersale(options: &TiktokOptions, world: &World, change: &Change, it: &AfterSale) -> Vec<Found> {
    let key = format!("{} {}", it.id, it.update_time);
    let mut random = SplitMix64::named(options.seed, &key);
    let draw = random.chance(options.alias_permille).then(|| random.next_u64());
    let word = pushed_status(status(it), draw);
    let mut found = Vec::new();
    if is_cancellation(it) {
        let data = json!({
            "order_id": it.order_id.to_string(), "cancellations_role": last_role(it), "cancel_status": word,
            "cancel_id": it.id.to_string(), "create_time": seconds(it.opened_ms),
        });
        return vec![(11, key, data)];
    }
    let data = json!({
        "order_id": it.order_id.to_string(), "return_role": last_role(it), "return_type": type_word(it),
        "return_status": word, "return_id": it.id.to_string(), "create_time": seconds(it.opened_ms),
        "update_time": it.update_time,
    });
    found.push((12, key.clone(), data));
    if options.is_batch(it) {
        found.extend(batch(world, change, it, &key));
    }
    found
}

/// Without the order's number, which only the search knows.
fn batch(world: &World, change: &Change, it: &AfterSale, key: &str) -> Vec<Found> {
    let (request, rma) = (request_id(it.id).to_string(), rma_id(it.id).to_string());
    let created = seconds(it.opened_ms);
    let mut found = Vec::new();
    if it.stage == Stage::AwaitingSeller || it.agreed_by.is_some() || it.refusal.is_some() {
        let data = json!({
            "aftersales_request_id": request, "return_role": last_role(it), "aftersales_request_status": request_status(it),
            "aftersales_request_create_time": created, "aftersales_request_update_time": it.update_time,
        });
        let review = matches!(
            change.kind,
            ChangeKind::Opened | ChangeKind::ReturnAgreed | ChangeKind::RefundAgreed | ChangeKind::ReturnRefused
        );
        found.extend(review.then(|| (64, key.to_owned(), data)));
    }
    if let Some(status) = rma_status(it) {
        let status = if change.kind == ChangeKind::ReturnAgreed {
            "RMA_CREATED"
        } else {
            status
        };
        let data = json!({
            "rma_id": rma, "aftersales_request_id": request, "return_role": last_role(it), "rma_status": status,
            "rma_create_time": created, "rma_update_time": it.update_time,
        });
        found.push((65, key.to_owned(), data));
    }
    if change.kind == ChangeKind::RefundPaid && it.kind == Kind::ReturnRefund {
        found.push((67, key.to_owned(), refund_success(world, it, &request, &rma)));
    }
    found
}

fn refund_success(world: &World, it: &AfterSale, request: &str, rma: &str) -> Value {
    let lines = world
        .order(it.order_id)
        .map(|order| request_lines(it, order))
        .unwrap_or_default();
    let line = |line: &RequestLine| {
        json!({
            "main_order_id": it.order_id.to_string(), "sku_id": line.piece.sku_id.to_string(),
            "return_line_item_id": line.id.to_string(), "sku_return_request_id": it.id.to_string(),
        })
    };
    json!({
        "aftersales_request_id": request, "rma_id": rma, "refund_status": "REFUND_SUCCESS",
        "refund_timestamp": it.final_ms.map_or(it.update_time, seconds), "refund_total": amount(it.currency, it.paid_minor),
        "refund_currency": it.currency.code, "line_items": lines.iter().map(line).collect::<Vec<_>>(),
    })
}

fn order_data(order: &Order) -> Value {
    json!({
        "order_id": order.id.to_string(), "order_status": order_status(order, false), "is_on_hold_order": false,
        "update_time": order.update_time,
    })
}

fn shop(change: &Change) -> Option<Found> {
    let key = format!("{} {}", change.shop_id, change.at_ms);
    match change.kind {
        ChangeKind::Deauthorised => Some((6, key, json!({"message": "seller deauthorized", "expiration_time": ""}))),
        ChangeKind::AuthorisationEnding => {
            let until = change.until_ms.map_or(0, seconds).to_string();
            Some((
                7,
                key,
                json!({"message": "authorization expires soon", "expiration_time": until}),
            ))
        }
        _ => None,
    }
}

/// The request that carries one message, signed for the app.
pub(super) fn request(options: &TiktokOptions, core: &Core, messages: &[Message]) -> PushRequest {
    let body = messages
        .first()
        .map(|message| message.data.clone())
        .unwrap_or_default()
        .into_bytes();
    let (app_key, secret) = match core.accounts.secret(&options.app_key) {
        Some(secret) => (options.app_key.as_str(), secret),
        None => core.accounts.first_app().unwrap_or_default(),
    };
    PushRequest {
        verb: PushVerb::Post,
        query: Vec::new(),
        headers: vec![("Authorization".to_owned(), push_sign(app_key, secret, &body))],
        body,
    }
}
