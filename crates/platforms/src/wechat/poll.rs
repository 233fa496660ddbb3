//! What changed within a window: after-sales by time of change, then claims under a guarantee by time of application.
//!
//! The first list holds ids only and is turned by a key of the platform's, the second is counted. Complaints have no list;
//! the after-sale names its own.
use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::time::{DAY, HOUR, MINUTE, SECOND};
use aftersync_core::platform::{Call, HttpRequest, HttpResponse, Parsed, PollCursor, PollPage, Signal, Unreadable};
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;

use crate::common::answer;
use crate::common::json::{Id, Loose, Reading, Text, Whole, need, parse};
use crate::common::refusal::Effect;

use super::{AFTERSALE, GUARANTEE, PLATFORM, api, switch};

/// The widest window that is asked for. The platform takes 24 hours (V); rounding must not make it more.
pub(super) const WINDOW_MS: i64 = 23 * HOUR;
/// How much windows overlap.
pub(super) const OVERLAP_MS: i64 = 5 * MINUTE;
/// Claims asked for at once; the platform names no limit.
const CLAIMS: u64 = 50;

const OPERATION: &str = "wechat.poll";

/// Where a poll stands.
enum Page<'a> {
    /// After-sales, from the beginning or from the platform's key.
    AfterSales(Option<&'a str>),
    /// Claims, from this one.
    Claims(u64),
}

const KEY: &str = "a:";
const FROM: &str = "g:";

fn page(cursor: &PollCursor) -> Option<Page<'_>> {
    match cursor.page.as_deref() {
        None => Some(Page::AfterSales(None)),
        Some(page) => match page.strip_prefix(KEY) {
            Some(key) => Some(Page::AfterSales(Some(key))),
            None => page.strip_prefix(FROM)?.parse().ok().map(Page::Claims),
        },
    }
}

/// Asks for a page.
pub(super) fn request(call: &Call, cursor: &PollCursor) -> Result<HttpRequest> {
    let fail = |what: &str| Error::internal(what).during(OPERATION);
    let from = cursor.from.secs();
    // Rounded up, so that nothing of the last second is missed.
    let to = cursor.to.plus(SECOND.saturating_sub(1)).secs();
    let width = to.saturating_sub(from);
    if !(0..=DAY / SECOND).contains(&width) {
        return Err(fail("the window is empty or too wide").with("width_s", width));
    }
    match page(cursor).ok_or_else(|| fail("the page is not one of ours"))? {
        Page::AfterSales(key) => {
            let mut body = match call.app.unconfirmed.contains(switch::POLL_BY_CREATION) {
                true => json!({"begin_create_time": from, "end_create_time": to}),
                false => json!({"begin_update_time": from, "end_update_time": to}),
            };
            if let (Some(key), Some(fields)) = (key, body.as_object_mut()) {
                fields.insert("next_key".to_owned(), key.into());
            }
            api::aftersales(call, "getaftersalelist", &body)
        }
        Page::Claims(offset) => {
            let body = json!({"begin_time": from, "end_time": to, "offset": offset, "limit": CLAIMS});
            api::aftersales(call, "searchguaranteeorder", &body)
        }
    }
}

/// Reads that page.
pub(super) fn read(call: &Call, cursor: &PollCursor, answer: &HttpResponse) -> Result<PollPage> {
    match page(cursor) {
        Some(Page::AfterSales(_)) => after_sales(call, answer),
        Some(Page::Claims(offset)) => claims(call, offset, answer),
        None => Err(Error::internal("the page is not one of ours").during(OPERATION)),
    }
}

#[derive(Deserialize)]
struct AfterSales<'a> {
    #[serde(borrow, default)]
    after_sale_order_id_list: Option<Vec<&'a RawValue>>,
    #[serde(default)]
    has_more: Loose<bool>,
    #[serde(borrow, default)]
    next_key: Loose<Text<'a>>,
}

fn after_sales(call: &Call, answer: &HttpResponse) -> Result<PollPage> {
    let unreadable = |why: &str| answer::unreadable(answer, why, Effect::Read, OPERATION);
    let data: AfterSales<'_> = parse(api::body(answer, OPERATION)?.as_bytes()).map_err(|why| unreadable(&why))?;
    // No change may be written as null or left out; whether there is more must be said.
    let more = *data.has_more.get().ok_or_else(|| unreadable("no usable has_more"))?;
    let ids = data.after_sale_order_id_list.unwrap_or_default();
    let parsed = each(call, &ids, |raw| {
        let id: Id<'_> = parse(raw.get().as_bytes())?;
        Ok(signal(call, AFTERSALE, id.as_str().to_owned(), None, None))
    });
    // A page that is empty and yet promises more would be asked for without end.
    let key = data.next_key.text().filter(|_| more && !ids.is_empty());
    let next = key.map_or_else(|| format!("{FROM}0"), |key| format!("{KEY}{key}"));
    Ok(PollPage {
        parsed,
        next: Some(next),
    })
}

#[derive(Deserialize)]
struct Claims<'a> {
    #[serde(borrow, default)]
    guarantee_order_list: Option<Vec<&'a RawValue>>,
    #[serde(default)]
    total_num: Loose<Whole>,
}

#[derive(Deserialize)]
struct Claim<'a> {
    #[serde(borrow, default)]
    guarantee_order_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    status: Loose<Id<'a>>,
    #[serde(default)]
    update_time: Loose<Whole>,
}

fn claims(call: &Call, offset: u64, answer: &HttpResponse) -> Result<PollPage> {
    let unreadable = |why: &str| answer::unreadable(answer, why, Effect::Read, OPERATION);
    let body = match api::body(answer, OPERATION) {
        // A shop without guarantees may not list them. That must not keep its after-sales from being polled.
        Err(e) if e.kind() == ErrorKind::Forbidden => return Ok(PollPage::default()),
        body => body?,
    };
    let data: Claims<'_> = parse(body.as_bytes()).map_err(|why| unreadable(&why))?;
    let list = data.guarantee_order_list.unwrap_or_default();
    let parsed = each(call, &list, |raw| {
        let claim: Claim<'_> = parse(raw.get().as_bytes())?;
        let id = need(claim.guarantee_order_id.owned(), "guarantee_order_id")?;
        let status = claim.status.get().map(|status| status.as_str().to_owned());
        Ok(signal(call, GUARANTEE, id, claim.update_time.positive(), status))
    });
    let read = offset.saturating_add(list.len() as u64);
    let total = data
        .total_num
        .positive()
        .and_then(|n| u64::try_from(n).ok())
        .unwrap_or(0);
    Ok(PollPage {
        parsed,
        next: (!list.is_empty() && read < total).then(|| format!("{FROM}{read}")),
    })
}

fn each(call: &Call, items: &[&RawValue], one: impl Fn(&RawValue) -> Reading<Signal>) -> Parsed {
    let mut parsed = Parsed::default();
    for raw in items {
        match one(raw) {
            Ok(signal) => parsed.signals.push(signal),
            Err(reason) => parsed.unreadable.push(Unreadable {
                payload: raw.get().as_bytes().to_vec(),
                reason,
                shop: Some(call.shop.clone()),
            }),
        }
    }
    parsed
}

fn signal(call: &Call, object: &str, external_id: String, revision: Option<i64>, status: Option<String>) -> Signal {
    Signal {
        object: ObjectRef {
            platform: PLATFORM.into(),
            shop: call.shop.clone(),
            object: object.to_owned(),
            external_id,
        },
        revision,
        status,
        dedupe: None,
    }
}
