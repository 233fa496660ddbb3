//! Pushed messages: genuine or not, where they say to look, what to answer.
use aftersync_core::error::Result;
use aftersync_core::limits::{MAX_BODY_BYTES, MAX_MESSAGES_PER_DELIVERY};
use aftersync_core::model::ids::ShopId;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{AppCredentials, Delivery, Hint, HttpReply, Parsed, Signal, Unreadable, Verdict};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::common::json::{Id, Loose, Reading, Text, need, parse};

use super::{AFTERSALE, ORDER, PLATFORM, sign};

/// The tag of the connectivity check that is sent when the URL is saved.
const PROBE: &str = "0";
/// Chinese wall time.
const ZONE_MINUTES: i32 = 480;

/// What a tag is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    AfterSale,
    Order,
}

/// The tags we know, in order. The status they carry is only a claim: samples show ones that do not fit the tag.
const TAGS: &[(&str, About)] = &[
    ("100", About::Order),     // order created
    ("101", About::Order),     // order paid
    ("102", About::Order),     // order shipped
    ("103", About::Order),     // order finished
    ("106", About::Order),     // order cancelled
    ("200", About::AfterSale), // buyer asks
    ("201", About::AfterSale), // refund agreed
    ("202", About::AfterSale), // return agreed
    ("203", About::AfterSale), // buyer sent the goods
    ("204", About::AfterSale), // refund refused
    ("205", About::AfterSale), // return refused
    ("206", About::AfterSale), // refund paid
    ("207", About::AfterSale), // closed
    ("208", About::AfterSale), // buyer changed the request
    ("209", About::AfterSale), // deadline moved: carries no update_time
    ("211", About::AfterSale), // replacement shipped
    ("212", About::AfterSale), // arbitration opened
    ("213", About::AfterSale), // arbitration wants our evidence
    ("214", About::AfterSale), // our evidence is in
    ("215", About::AfterSale), // buyer took the arbitration back
    ("216", About::AfterSale), // arbitration decided
    ("217", About::AfterSale), // platform stepped in
    ("218", About::AfterSale), // evidence during negotiation
    ("224", About::AfterSale), // special refund asked
    ("225", About::AfterSale), // special refund paid
    ("226", About::AfterSale), // resend shipped
    ("227", About::AfterSale), // resend agreed: the status goes by `after_sale_status`
];

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(borrow, default)]
    tag: Loose<Id<'a>>,
    #[serde(borrow, default)]
    msg_id: Loose<Id<'a>>,
    #[serde(borrow, default, rename = "msgId")]
    msg_id_old: Loose<Id<'a>>,
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    shop_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    p_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    aftersale_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    aftersale_status: Loose<Id<'a>>,
    #[serde(borrow, default)]
    after_sale_status: Loose<Id<'a>>,
    #[serde(borrow, default)]
    order_status: Loose<Id<'a>>,
    #[serde(borrow, default)]
    update_time: Loose<Id<'a>>,
}

/// Whether a push is genuine. Nothing limits replay and the body is thin, so it is never more than a hint.
pub(super) fn verify(app: &AppCredentials, delivery: &Delivery) -> Result<Verdict> {
    const OPERATION: &str = "douyin.verify";
    if delivery.body.len() > MAX_BODY_BYTES {
        return Err(sign::too_large(OPERATION));
    }
    let need = |name: &'static str| {
        let absent = || sign::signature_error("a header is absent", OPERATION).with("header", name);
        delivery.header(name).ok_or_else(absent)
    };
    let app_id = need("app-id")?;
    if app_id != app.app.as_str() {
        return Err(sign::foreign_app(app_id, OPERATION));
    }
    let digest = sign::event_digest(app, delivery.header("sign-method"))?;
    let given = need("event-sign")?;
    let proof = sign::event(digest, app, &delivery.body, given)
        .ok_or_else(|| sign::signature_error("event-sign is wrong", OPERATION).hint("check the app secret"))?;
    if is_probe(&delivery.body) {
        return Ok(Verdict::Probe(acknowledge(true)));
    }
    Ok(Verdict::Hint(Hint::signed(proof, delivery.body.clone())))
}

fn is_probe(body: &[u8]) -> bool {
    let messages: Vec<Message<'_>> = parse(body).unwrap_or_default();
    matches!(messages.as_slice(), [only] if only.tag.get().is_some_and(|tag| tag.as_str() == PROBE))
}

/// Where the messages of a push say to look.
pub(super) fn peek(hint: &Hint) -> Parsed {
    let whole = |reason: String| Parsed {
        unreadable: vec![Unreadable {
            payload: hint.content.clone(),
            reason,
            shop: None,
        }],
        ..Parsed::default()
    };
    let messages: Vec<&RawValue> = match parse(&hint.content) {
        Ok(messages) => messages,
        Err(why) => return whole(format!("the push is {why}")),
    };
    if messages.len() > MAX_MESSAGES_PER_DELIVERY {
        return whole(format!("the push has more than {MAX_MESSAGES_PER_DELIVERY} messages"));
    }
    let mut parsed = Parsed::default();
    for raw in messages {
        let mut shop = None;
        match signal(raw, &mut shop) {
            Ok(found) => parsed.signals.extend(found),
            Err(reason) => parsed.unreadable.push(Unreadable {
                payload: raw.get().as_bytes().to_vec(),
                reason,
                shop,
            }),
        }
    }
    parsed
}

/// The signal of one message; none for a connectivity check.
fn signal(raw: &RawValue, shop: &mut Option<ShopId>) -> Reading<Option<Signal>> {
    let message: Message<'_> = parse(raw.get().as_bytes()).map_err(|why| format!("the message is {why}"))?;
    // Not `id()`: zero has a meaning here.
    let tag = need(message.tag.get(), "tag")?.as_str();
    if tag == PROBE {
        return Ok(None);
    }
    let data = need(message.data, "data")?.get();
    // The documents show `data` as an object, the wire has it as a text that holds one.
    let inner: Text<'_>;
    let json = match data.starts_with('"') {
        true => {
            inner = parse(data.as_bytes()).map_err(|why| format!("data is {why}"))?;
            inner.0.as_ref()
        }
        false => data,
    };
    let data: Data<'_> = parse(json.as_bytes()).map_err(|why| format!("data is {why}"))?;
    let found = need(data.shop_id.id(), "shop_id").map(ShopId::new)?;
    *shop = Some(found.clone());
    let (object, external_id) = target(tag, &data)?;
    let status = [&data.aftersale_status, &data.after_sale_status, &data.order_status];
    Ok(Some(Signal {
        object: ObjectRef {
            platform: PLATFORM.into(),
            shop: found,
            object: object.to_owned(),
            external_id,
        },
        revision: data.update_time.id().and_then(seconds),
        status: status.into_iter().find_map(|s| s.get()).map(|s| s.as_str().to_owned()),
        dedupe: message.msg_id.owned().or_else(|| message.msg_id_old.owned()),
    }))
}

/// What a message is about. A tag that we do not know is about whatever it names.
fn target(tag: &str, data: &Data<'_>) -> Reading<(&'static str, String)> {
    let aftersale = || data.aftersale_id.owned().map(|id| (AFTERSALE, id));
    let order = || data.p_id.owned().map(|id| (ORDER, id));
    match TAGS.iter().find(|(known, _)| *known == tag).map(|(_, about)| about) {
        Some(About::AfterSale) => need(aftersale(), "aftersale_id"),
        Some(About::Order) => need(order(), "p_id"),
        None => need(aftersale().or_else(order), "aftersale_id or p_id under an unknown tag"),
    }
}

/// A push writes its time as RFC 3339; the API writes Unix seconds, which is taken too.
fn seconds(text: &str) -> Option<i64> {
    text.parse()
        .ok()
        .or_else(|| Timestamp::parse(text, ZONE_MINUTES).map(Timestamp::secs))
}

/// What the platform wants to hear; anything but the first counts as a failure.
pub(super) fn acknowledge(taken: bool) -> HttpReply {
    let (status, body) = match taken {
        true => (200, r#"{"code":0,"msg":"success"}"#),
        false => (500, r#"{"code":1,"msg":"fail"}"#),
    };
    HttpReply {
        status,
        content_type: "application/json",
        body: body.as_bytes().to_vec(),
    }
}
