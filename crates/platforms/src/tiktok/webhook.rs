//! Pushed messages: genuine or not, where they say to look, what to answer.
//!
//! The sender is proven by HMAC-SHA256 over the app key and the body as received, but there is neither a time nor a nonce
//! under the signature, and the body holds ids and a status only. So every message is a hint. An old one is not refused for
//! its age: the platform may send again for days, and whatever a repeated message says, the object is read as it is now.
use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::limits::MAX_BODY_BYTES;
use aftersync_core::model::ids::ShopId;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::platform::{
    AppCredentials, Delivery, Hint, HttpReply, Parsed, Signal, Unreadable, Verdict, Warning,
};
use serde::Deserialize;

use crate::common::json::{Id, Loose, Reading, Text, Whole, need, parse};

use super::{CANCELLATION, ORDER, PACKAGE, PLATFORM, REQUEST, RETURN, sign};

/// What a type of message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Order,
    Cancellation,
    Return,
    Request,
    Package,
    Refund,
    ConsentEnds,
    ConsentGone,
    /// Nothing that can be read; the reason says why.
    Nothing(&'static str),
}

/// The types we know, in order.
const TYPES: &[(i64, About)] = &[
    (1, About::Order),
    (
        2,
        About::Nothing("a message of the interface before 2023: subscribe to types 11 and 12 instead"),
    ),
    (6, About::ConsentGone),
    (7, About::ConsentEnds),
    (11, About::Cancellation),
    (12, About::Return),
    (
        13,
        About::Nothing("a talk with a buyer: this platform's talks are not read"),
    ),
    (
        14,
        About::Nothing("a talk with a buyer: this platform's talks are not read"),
    ),
    (
        33,
        About::Nothing("a talk with a buyer: this platform's talks are not read"),
    ),
    (64, About::Request),
    (65, About::Package),
    (
        66,
        About::Nothing("what it holds is not documented: read the after-sale by hand"),
    ),
    (67, About::Refund),
];

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(default, rename = "type")]
    kind: Loose<Whole>,
    #[serde(borrow, default)]
    tts_notification_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    shop_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    data: Loose<Data<'a>>,
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    order_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    return_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    cancel_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    aftersales_request_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    rma_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    order_status: Loose<Text<'a>>,
    #[serde(borrow, default)]
    return_status: Loose<Text<'a>>,
    #[serde(borrow, default)]
    cancel_status: Loose<Text<'a>>,
    #[serde(borrow, default)]
    aftersales_request_status: Loose<Text<'a>>,
    #[serde(borrow, default)]
    rma_status: Loose<Text<'a>>,
    #[serde(borrow, default)]
    refund_status: Loose<Text<'a>>,
    #[serde(default)]
    update_time: Loose<Whole>,
    #[serde(default)]
    aftersales_request_update_time: Loose<Whole>,
    #[serde(default)]
    rma_update_time: Loose<Whole>,
    #[serde(default)]
    expiration_time: Loose<Whole>,
}

/// Whether a push is genuine.
pub(super) fn verify(app: &AppCredentials, delivery: &Delivery) -> Result<Verdict> {
    const OPERATION: &str = "tiktok.verify";
    const HEADER: &str = "authorization";
    if delivery.body.len() > MAX_BODY_BYTES {
        return Err(Error::malformed("the body is too large")
            .during(OPERATION)
            .with("limit", MAX_BODY_BYTES));
    }
    let refuse = |what: &str| Error::new(ErrorKind::Signature, what).during(OPERATION);
    let given = delivery
        .header(HEADER)
        .ok_or_else(|| refuse("a header is absent").with("header", HEADER))?;
    let proof = sign::check_push(app, &delivery.body, given)
        .ok_or_else(|| refuse("the signature is wrong").hint("check the app key and the app secret"))?;
    Ok(Verdict::Hint(Hint::signed(proof, delivery.body.clone())))
}

/// Where a push says to look.
pub(super) fn peek(hint: &Hint) -> Parsed {
    let mut shop = None;
    match message(&hint.content, &mut shop) {
        Ok(parsed) => parsed,
        Err(reason) => Parsed {
            unreadable: vec![Unreadable {
                payload: hint.content.clone(),
                reason,
                shop,
            }],
            ..Parsed::default()
        },
    }
}

fn message(content: &[u8], shop: &mut Option<ShopId>) -> Reading<Parsed> {
    let message: Message<'_> = parse(content).map_err(|why| format!("the push is {why}"))?;
    // Some types are about a seller and not about one of the shops: those are none of ours.
    let found = need(message.shop_id.id(), "shop_id").map(ShopId::new)?;
    *shop = Some(found.clone());
    let kind = need(message.kind.number(), "type")?;
    let about = TYPES.iter().find(|(known, _)| *known == kind).map(|(_, about)| *about);
    let about = about.ok_or_else(|| format!("a message of type {kind}, which is not known"))?;
    let warn = |reason: String| Parsed {
        warnings: vec![Warning {
            shop: found.clone(),
            reason,
        }],
        ..Parsed::default()
    };
    let data = message.data.get();
    match about {
        About::Nothing(reason) => Err(reason.to_owned()),
        About::ConsentGone => Ok(warn(
            "the merchant took the consent back: connect the shop again".to_owned(),
        )),
        About::ConsentEnds => Ok(warn(match data.and_then(|data| data.expiration_time.seconds()) {
            Some(at) => format!("the merchant's consent ends at {at}: connect the shop again before that"),
            None => "the merchant's consent ends soon: connect the shop again".to_owned(),
        })),
        _ => {
            let (object, external_id) = target(about, need(data, "data")?)?;
            let data = need(data, "data")?;
            Ok(Parsed {
                signals: vec![Signal {
                    object: ObjectRef {
                        platform: PLATFORM.into(),
                        shop: found.clone(),
                        object: object.to_owned(),
                        external_id,
                    },
                    revision: revision(data),
                    status: status(data),
                    dedupe: message.tts_notification_id.owned(),
                }],
                ..Parsed::default()
            })
        }
    }
}

/// What a message says to read. A refund leads to the package it was paid for, or where there is none to the request.
fn target(about: About, data: &Data<'_>) -> Reading<(&'static str, String)> {
    let one = |object, id: &Loose<Id<'_>>, name| need(id.owned(), name).map(|id| (object, id));
    match about {
        About::Order => one(ORDER, &data.order_id, "order_id"),
        About::Cancellation => one(CANCELLATION, &data.cancel_id, "cancel_id"),
        About::Return => one(RETURN, &data.return_id, "return_id"),
        About::Request => one(REQUEST, &data.aftersales_request_id, "aftersales_request_id"),
        About::Refund if data.rma_id.id().is_none() => {
            one(REQUEST, &data.aftersales_request_id, "rma_id or aftersales_request_id")
        }
        _ => one(PACKAGE, &data.rma_id, "rma_id"),
    }
}

/// The revision a message claims; cancellations and refunds claim none.
fn revision(data: &Data<'_>) -> Option<i64> {
    let times = [
        &data.update_time,
        &data.aftersales_request_update_time,
        &data.rma_update_time,
    ];
    times.into_iter().find_map(Loose::<Whole>::positive)
}

fn status(data: &Data<'_>) -> Option<String> {
    let all = [
        &data.return_status,
        &data.cancel_status,
        &data.order_status,
        &data.aftersales_request_status,
        &data.rma_status,
        &data.refund_status,
    ];
    all.into_iter().find_map(|it| it.owned())
}

/// What the platform wants to hear: any success, soon.
pub(super) fn acknowledge(taken: bool) -> HttpReply {
    let (status, body) = match taken {
        true => (200, r#"{"code":0,"message":"success"}"#),
        false => (500, r#"{"code":1,"message":"fail"}"#),
    };
    HttpReply {
        status,
        content_type: "application/json",
        body: body.as_bytes().to_vec(),
    }
}
