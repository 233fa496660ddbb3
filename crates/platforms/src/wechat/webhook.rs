//! Pushed events: genuine or not, where they say to look, what to answer.
use std::collections::BTreeMap;

use aftersync_core::error::Result;
use aftersync_core::json::read_text;
use aftersync_core::model::ids::ShopId;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{AppCredentials, Delivery, Hint, HttpReply, Parsed, Signal, Unreadable, Verdict};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::common::json::{Id, Loose, Reading, Text, Whole, need, parse};

use super::{AFTERSALE, COMPLAINT, GUARANTEE, ORDER, PLATFORM, PRESENT, sign, switch};

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    AfterSale,
    Complaint,
    Guarantee,
    Gift,
    Order,
}

/// The events we know, with the fields that hold what they are about; the first that is there is taken.
const EVENTS: &[(&str, About, &[&str])] = &[
    (
        "channels_ec_aftersale_update",
        About::AfterSale,
        &["finder_shop_aftersale_status_update"],
    ),
    (
        "channels_ec_complaint_update",
        About::Complaint,
        &["finder_shop_complaint"],
    ),
    (
        "channels_ec_guarantee_update",
        About::Guarantee,
        &["finder_shop_guarantee_status_update"],
    ),
    (
        "channels_ec_present_aftersale_update",
        About::Gift,
        // The second name stands in the example of the documents.
        &[
            "finder_shop_present_aftersale_status_update",
            "finder_shop_aftersale_status_update",
        ],
    ),
    ("channels_ec_order_new", About::Order, ORDER_INFO),
    ("channels_ec_order_pay", About::Order, ORDER_INFO),
    ("channels_ec_order_wait_shipping", About::Order, ORDER_INFO),
    ("channels_ec_order_deliver", About::Order, ORDER_INFO),
    ("channels_ec_order_confirm", About::Order, ORDER_INFO),
    ("channels_ec_order_cancel", About::Order, ORDER_INFO),
    ("channels_ec_order_settle", About::Order, ORDER_INFO),
    ("channels_ec_order_ext_info_update", About::Order, ORDER_INFO),
];
const ORDER_INFO: &[&str] = &["order_info"];

/// What an event names: ids come as text or number.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Named<'a> {
    #[serde(borrow, alias = "complaint_status")]
    status: Loose<Id<'a>>,
    #[serde(borrow)]
    after_sale_order_id: Loose<Id<'a>>,
    #[serde(borrow)]
    complaint_id: Loose<Id<'a>>,
    #[serde(borrow)]
    guarantee_order_id: Loose<Id<'a>>,
    #[serde(borrow)]
    order_id: Loose<Id<'a>>,
}

/// Whether a push or the check of the URL is genuine. The event is thin, so it is never more than a hint.
pub(super) fn verify(app: &AppCredentials, delivery: &Delivery, now: Timestamp) -> Result<Verdict> {
    if delivery.body.is_empty() && delivery.query("echostr").is_some() {
        let echo = sign::url_check(app, delivery, now)?;
        return Ok(Verdict::Probe(plain(200, echo.into_bytes())));
    }
    let opened = sign::open(app, delivery, now)?;
    Ok(Verdict::Hint(Hint::signed(opened.proof, opened.plain)))
}

/// Where a push says to look. One push is one event.
pub(super) fn peek(app: &AppCredentials, hint: &Hint) -> Parsed {
    let shop = ShopId::new(app.app.as_str());
    match signals(app, &shop, &hint.content) {
        Ok(signals) => Parsed {
            signals,
            ..Parsed::default()
        },
        Err(reason) => Parsed {
            unreadable: vec![Unreadable {
                payload: hint.content.clone(),
                reason,
                shop: Some(shop),
            }],
            ..Parsed::default()
        },
    }
}

fn signals(app: &AppCredentials, shop: &ShopId, content: &[u8]) -> Reading<Vec<Signal>> {
    let fields: BTreeMap<String, &RawValue> = parse(content).map_err(|why| format!("the push is {why}"))?;
    let event: Text<'_> = need(field(&fields, "Event"), "Event")?;
    let event = event.0.as_ref();
    let (about, named) = named(event, &fields)?;
    let time: Option<Whole> = field(&fields, "CreateTime");
    let targets = targets(app, about, &named)?;
    let id = ticket(about, &named).unwrap_or_default();
    let status = named.status.get().map(|status| status.as_str().to_owned());
    let time = time.map(|at| at.0.to_string()).unwrap_or_default();
    // There is no id of the message: these four together are one [V].
    let dedupe = [event, id, status.as_deref().unwrap_or_default(), &time].join(":");
    let signal = |(object, external_id): (&str, String)| Signal {
        object: ObjectRef {
            platform: PLATFORM.into(),
            shop: shop.clone(),
            object: object.to_owned(),
            external_id,
        },
        // The time of the event is not the update_time of what it is about.
        revision: None,
        status: status.clone(),
        dedupe: Some(dedupe.clone()),
    };
    Ok(targets.into_iter().map(signal).collect())
}

fn field<'a, T: Deserialize<'a>>(fields: &BTreeMap<String, &'a RawValue>, name: &str) -> Option<T> {
    fields.get(name).and_then(|raw| read_text(raw.get()).ok())
}

/// What an event is about, and what it names. One that we do not know is about whatever it names.
fn named<'a>(event: &str, fields: &BTreeMap<String, &'a RawValue>) -> Reading<(About, Named<'a>)> {
    if let Some((_, about, bodies)) = EVENTS.iter().find(|(name, ..)| *name == event) {
        let body = bodies.iter().find_map(|name| field::<Named<'a>>(fields, name));
        return Ok((*about, need(body, "object of the event")?));
    }
    let names = fields.values().filter_map(|raw| {
        let named: Named<'a> = read_text(raw.get()).ok()?;
        let about = if named.complaint_id.id().is_some() {
            About::Complaint
        } else if named.guarantee_order_id.id().is_some() {
            About::Guarantee
        } else if named.after_sale_order_id.id().is_some() {
            About::AfterSale
        } else {
            named.order_id.id().map(|_| About::Order)?
        };
        Some((about, named))
    });
    need(names.into_iter().next(), "known id under an unknown event")
}

/// The id of what the event is about.
fn ticket<'a>(about: About, named: &'a Named<'_>) -> Option<&'a str> {
    match about {
        About::AfterSale | About::Gift => named.after_sale_order_id.id(),
        About::Complaint => named.complaint_id.id(),
        About::Guarantee => named.guarantee_order_id.id(),
        About::Order => named.order_id.id(),
    }
}

/// What to read. A complaint moves its after-sale too: some of its statuses only say that that one went on.
fn targets(app: &AppCredentials, about: About, named: &Named<'_>) -> Reading<Vec<(&'static str, String)>> {
    let aftersale = || named.after_sale_order_id.owned();
    let order = || named.order_id.owned();
    let one = |object, id: Option<String>, field| Ok(vec![(object, need(id, field)?)]);
    match about {
        About::AfterSale => one(AFTERSALE, aftersale(), "after_sale_order_id"),
        About::Guarantee => one(GUARANTEE, named.guarantee_order_id.owned(), "guarantee_order_id"),
        About::Order => one(ORDER, order(), "order_id"),
        About::Gift if app.unconfirmed.contains(switch::PRESENT) => one(PRESENT, aftersale(), "after_sale_order_id"),
        About::Gift => one(ORDER, order(), "order_id"),
        About::Complaint => {
            let complaint = need(named.complaint_id.owned(), "complaint_id")?;
            let beside = aftersale().map(|id| (AFTERSALE, id));
            Ok(std::iter::once((COMPLAINT, complaint)).chain(beside).collect())
        }
    }
}

/// What the platform wants to hear, in plain text (V); without it the event comes again.
pub(super) fn acknowledge(taken: bool) -> HttpReply {
    match taken {
        true => plain(200, b"success".to_vec()),
        false => plain(500, b"fail".to_vec()),
    }
}

fn plain(status: u16, body: Vec<u8>) -> HttpReply {
    HttpReply {
        status,
        content_type: "text/plain",
        body,
    }
}
