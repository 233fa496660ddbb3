//! Pushed events: thin, encrypted, one in a request, signed in the query.

use serde_json::{Map, Value, json};

use super::codes::{complaint_status, guarantee_status, status};
use super::detail::complaint_id;
use super::order::{has_commission, open_id};
use super::sign::{AesKey, signature};
use super::{WechatOptions, WechatShop, list};
use crate::fake::dialect::{Message, PushRequest, PushVerb};
use crate::fake::params::fields;
use crate::fake::prng::SplitMix64;
use crate::fake::state::Core;
use crate::fake::world::{AfterSale, Change, ChangeKind, Order};

/// Order events, and the time that each carries.
const ORDERS: &[(ChangeKind, &str)] = &[
    (ChangeKind::OrderPlaced, "channels_ec_order_new"),
    (ChangeKind::OrderPaid, "channels_ec_order_pay"),
    (ChangeKind::OrderShipped, "channels_ec_order_deliver"),
    (ChangeKind::OrderFinished, "channels_ec_order_confirm"),
    (ChangeKind::OrderCancelled, "channels_ec_order_cancel"),
];

/// What only polling finds: notes, scans, refused agreements.
const SILENT: &[ChangeKind] = &[ChangeKind::Touched, ChangeKind::DeadlineMoved];

/// Steps of a dispute; the ticket beside it stays where it is.
const DISPUTES: &[ChangeKind] = &[
    ChangeKind::ArbitrationOpened,
    ChangeKind::ArbitrationWantsEvidence,
    ChangeKind::ArbitrationEvidenceGiven,
    ChangeKind::ArbitrationCancelled,
    ChangeKind::ArbitrationDecided,
    ChangeKind::ArbitrationSteppedIn,
    ChangeKind::ArbitrationNegotiation,
];

struct Event {
    name: &'static str,
    object: &'static str,
    body: Value,
    /// Ticket or order, and what stands there: with the time the only thing that tells events apart.
    key: String,
}

pub(super) fn messages(options: &WechatOptions, core: &Core, change: &Change) -> Vec<Message> {
    let Some(shop) = options.shop(change.shop_id) else {
        return Vec::new();
    };
    let events = match (&change.aftersale, &change.order) {
        (Some(it), _) => aftersale_event(core, change, it).into_iter().collect(),
        (None, Some(order)) if options.order_events => order_events(core, change, order),
        _ => Vec::new(),
    };
    events
        .into_iter()
        .map(|event| message(shop, core, change, event))
        .collect()
}

fn message(shop: &WechatShop, core: &Core, change: &Change, event: Event) -> Message {
    let created = change.at_ms.div_euclid(1000);
    let buyer_id = change
        .order
        .as_ref()
        .or_else(|| core.world.order(change.aftersale.as_ref()?.order_id))
        .map_or(0, |order| order.buyer_id);
    let mut data = Map::new();
    data.insert("ToUserName".into(), json!(shop.user_name));
    data.insert(
        "FromUserName".into(),
        json!(open_id(&core.world, &shop.app_id, buyer_id)),
    );
    data.insert("CreateTime".into(), json!(created));
    data.insert("MsgType".into(), json!("event"));
    data.insert("Event".into(), json!(event.name));
    data.insert(event.object.into(), event.body);
    Message {
        id: format!("{}:{}:{created}", event.name, event.key),
        tag: event.name.to_owned(),
        shop_id: change.shop_id,
        data: Value::Object(data).to_string(),
    }
}

fn aftersale_event(core: &Core, change: &Change, it: &AfterSale) -> Option<Event> {
    if SILENT.contains(&change.kind) {
        return None;
    }
    if it.special {
        return Some(guarantee(it));
    }
    if DISPUTES.contains(&change.kind) {
        return dispute(it);
    }
    if change.kind == ChangeKind::ArbitrationMessage {
        return None;
    }
    let (ticket, order) = (it.id.to_string(), it.order_id.to_string());
    let body = json!({"status": status(it), "after_sale_order_id": ticket, "order_id": order});
    let key = format!("{ticket}:{}", status(it));
    let (name, object) = if list::is_present(&core.world, it) {
        (
            "channels_ec_present_aftersale_update",
            "finder_shop_present_aftersale_status_update",
        )
    } else {
        ("channels_ec_aftersale_update", "finder_shop_aftersale_status_update")
    };
    Some(Event {
        name,
        object,
        body,
        key,
    })
}

/// Numbers, not texts, in this one.
fn dispute(it: &AfterSale) -> Option<Event> {
    let dispute = it.arbitration.as_ref()?;
    let (id, code) = (complaint_id(it)?, complaint_status(it, dispute));
    Some(Event {
        name: "channels_ec_complaint_update",
        object: "finder_shop_complaint",
        body: json!({
            "complaint_status": code, "after_sale_order_id": it.id, "complaint_id": id, "order_id": it.order_id,
        }),
        key: format!("{id}:{code}"),
    })
}

fn guarantee(it: &AfterSale) -> Event {
    let code = guarantee_status(it);
    Event {
        name: "channels_ec_guarantee_update",
        object: "finder_shop_guarantee_status_update",
        body: json!({"status": code, "guarantee_order_id": it.id.to_string(), "order_id": it.order_id.to_string()}),
        key: format!("{}:{code}", it.id),
    }
}

fn order_events(core: &Core, change: &Change, order: &Order) -> Vec<Event> {
    let at_s = change.at_ms.div_euclid(1000);
    let Some((_, name)) = ORDERS.iter().find(|(kind, _)| *kind == change.kind) else {
        return Vec::new();
    };
    let mut body = fields(json!({"order_id": order.id.to_string()}));
    body.extend(match change.kind {
        ChangeKind::OrderPaid => fields(json!({"pay_time": at_s})),
        ChangeKind::OrderShipped => fields(json!({"finish_delivery": 1})),
        ChangeKind::OrderFinished => fields(json!({"confirm_type": 1})),
        ChangeKind::OrderCancelled => fields(json!({"cancel_type": 1})),
        _ => Map::new(),
    });
    let event = |name: &'static str, body: Value, more: &str| Event {
        name,
        object: "order_info",
        body,
        key: format!("{}:{more}", order.id),
    };
    let mut events = vec![event(name, Value::Object(body), "")];
    // Type 1: who is paid a commission has become known.
    if change.kind == ChangeKind::OrderPaid && has_commission(&core.world, order) {
        let body = json!({"order_id": order.id.to_string(), "type": 1});
        events.push(event("channels_ec_order_ext_info_update", body, "1"));
    }
    events
}

/// The request that carries one message, encrypted and signed for its shop. The same message is encrypted the same way each time.
pub(super) fn request(options: &WechatOptions, core: &Core, messages: &[Message]) -> PushRequest {
    let found = messages
        .first()
        .and_then(|message| Some((message, options.shop(message.shop_id)?)));
    let Some((message, shop)) = found else {
        return PushRequest {
            verb: PushVerb::Post,
            query: Vec::new(),
            headers: Vec::new(),
            body: Vec::new(),
        };
    };
    let mut random = SplitMix64::named(options.seed, &message.id);
    let (timestamp, nonce) = stamp(core, &mut random);
    let cipher = AesKey::parse(&shop.aes_key)
        .map(|key| key.encrypt(random16(&mut random), &message.data, &shop.app_id))
        .unwrap_or_default();
    let from = serde_json::from_str::<Value>(&message.data).unwrap_or_default();
    let from = from.get("FromUserName").and_then(Value::as_str).unwrap_or_default();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    PushRequest {
        verb: PushVerb::Post,
        query: vec![
            pair("signature", &signature(&[&shop.push_token, &timestamp, &nonce])),
            pair("timestamp", &timestamp),
            pair("nonce", &nonce),
            pair("openid", from),
            pair("encrypt_type", "aes"),
            pair(
                "msg_signature",
                &signature(&[&shop.push_token, &timestamp, &nonce, &cipher]),
            ),
        ],
        headers: Vec::new(),
        body: json!({"ToUserName": shop.user_name, "Encrypt": cipher})
            .to_string()
            .into_bytes(),
    }
}

fn stamp(core: &Core, random: &mut SplitMix64) -> (String, String) {
    let timestamp = core.world.now_ms().div_euclid(1000).to_string();
    (timestamp, (random.next_u64() % 1_000_000_000).to_string())
}

fn random16(random: &mut SplitMix64) -> [u8; 16] {
    let text = format!("{:016x}", random.next_u64());
    text.as_bytes().try_into().unwrap_or([b'0'; 16])
}

/// What is sent when the address is saved. All shops share the first one's settings then.
pub(super) fn probe(options: &WechatOptions, core: &Core, shop_id: Option<i64>) -> Option<PushRequest> {
    let shop = match shop_id {
        Some(shop_id) => options.shop(shop_id)?,
        None => options.shops.first()?,
    };
    let mut random = SplitMix64::named(options.seed, "probe");
    let (timestamp, nonce) = stamp(core, &mut random);
    // Long digits and a space, so that a receiver that decodes, decrypts or reads a number is found out.
    let echo = format!("{} {}", random.next_u64(), random.next_u64());
    Some(PushRequest {
        verb: PushVerb::Get,
        query: vec![
            ("signature".into(), signature(&[&shop.push_token, &timestamp, &nonce])),
            ("timestamp".into(), timestamp),
            ("nonce".into(), nonce),
            ("echostr".into(), echo),
        ],
        headers: Vec::new(),
        body: Vec::new(),
    })
}

/// The very text that was sent, and nothing else.
pub(super) fn probe_answered(probe: &PushRequest, status: u16, body: &[u8]) -> bool {
    let sent = probe.query.iter().find(|(name, _)| name == "echostr");
    status == 200 && sent.is_some_and(|(_, echo)| echo.as_bytes() == body)
}

/// `success`, or nothing.
pub(super) fn acknowledged(status: u16, body: &[u8]) -> bool {
    status == 200 && (body.is_empty() || body == b"success")
}

/// White space would not be noticed: only the cipher text is signed.
pub(super) fn tamper(body: &mut Vec<u8>) {
    let Ok(Value::Object(mut envelope)) = serde_json::from_slice(body) else {
        return;
    };
    if let Some(Value::String(cipher)) = envelope.get_mut("Encrypt") {
        let first = if cipher.starts_with('B') { "C" } else { "B" };
        cipher.replace_range(..cipher.len().min(1), first);
    }
    *body = Value::Object(envelope).to_string().into_bytes();
}
