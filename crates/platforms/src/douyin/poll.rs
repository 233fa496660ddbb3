//! `afterSale.List`: what changed within a window, by time of change.
//!
//! The list is thin and spells differently from the detail, so it is read for ids and times only; each change is then read
//! whole. Pages shift when something changes meanwhile, which is why windows overlap.
use aftersync_core::error::{Error, Result};
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::time::SECOND;
use aftersync_core::platform::{Call, HttpRequest, HttpResponse, Parsed, PollCursor, PollPage, Signal, Unreadable};
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;

use crate::common::answer;
use crate::common::json::{Id, Loose, Reading, Whole, need, parse};
use crate::common::refusal::Effect;

use super::{AFTERSALE, OVERLAP_MS, PLATFORM, WINDOW_MS, api};

/// The platform takes no more.
const PAGE_SIZE: usize = 100;

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    items: Option<Vec<&'a RawValue>>,
    #[serde(default)]
    has_more: Loose<bool>,
}

#[derive(Deserialize)]
struct Item<'a> {
    #[serde(borrow, default)]
    aftersale_info: Loose<Info<'a>>,
}

#[derive(Deserialize)]
struct Info<'a> {
    #[serde(borrow, default)]
    aftersale_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    aftersale_status: Loose<Id<'a>>,
    #[serde(default)]
    update_time: Loose<Whole>,
}

/// Asks for a page.
pub(super) fn request(call: &Call, cursor: &PollCursor) -> Result<HttpRequest> {
    let fail = |what: &str| Error::internal(what).during("douyin.poll");
    let width = cursor.to.since(cursor.from);
    if !(0..=WINDOW_MS.saturating_add(OVERLAP_MS)).contains(&width) {
        return Err(fail("the window is empty or too wide").with("width_ms", width));
    }
    let page = page(cursor).ok_or_else(|| fail("the page is not one of ours"))?;
    let params = json!({
        "order_by": ["update_time asc"],
        "page": page,
        "size": PAGE_SIZE,
        "update_start_time": cursor.from.secs(),
        // Rounded up, so that nothing of the last second is missed.
        "update_end_time": cursor.to.plus(SECOND.saturating_sub(1)).secs(),
    });
    api::request(call, "afterSale.List", &params)
}

/// The number of the page, from zero.
fn page(cursor: &PollCursor) -> Option<u32> {
    cursor.page.as_ref().map_or(Some(0), |page| page.parse().ok())
}

/// Reads a page.
pub(super) fn read(call: &Call, cursor: &PollCursor, answer: &HttpResponse) -> Result<PollPage> {
    const OPERATION: &str = "douyin.poll";
    let data = api::data(answer, Effect::Read, OPERATION)?;
    let unreadable = |why: &str| answer::unreadable(answer, why, Effect::Read, OPERATION);
    let data: Data<'_> = parse(data.get().as_bytes()).map_err(|why| unreadable(&why))?;
    // No change may be written as null; no list at all is not an answer.
    let items = data.items.unwrap_or_default();
    let has_more = *data.has_more.get().ok_or_else(|| unreadable("no usable has_more"))?;
    let mut parsed = Parsed::default();
    for raw in &items {
        match signal(call, raw) {
            Ok(signal) => parsed.signals.push(signal),
            Err(reason) => parsed.unreadable.push(Unreadable {
                payload: raw.get().as_bytes().to_vec(),
                reason,
                shop: Some(call.shop.clone()),
            }),
        }
    }
    // A page that is empty and yet promises more would be asked for without end.
    let next = page(cursor)
        .and_then(|page| page.checked_add(1))
        .filter(|_| has_more && !items.is_empty());
    Ok(PollPage {
        parsed,
        next: next.map(|page| page.to_string()),
    })
}

fn signal(call: &Call, raw: &RawValue) -> Reading<Signal> {
    let item: Item<'_> = parse(raw.get().as_bytes())?;
    let info = need(item.aftersale_info.get(), "aftersale_info")?;
    Ok(Signal {
        object: ObjectRef {
            platform: PLATFORM.into(),
            shop: call.shop.clone(),
            object: AFTERSALE.to_owned(),
            external_id: need(info.aftersale_id.owned(), "aftersale_id")?,
        },
        revision: info.update_time.positive(),
        status: info.aftersale_status.get().map(|status| status.as_str().to_owned()),
        dedupe: None,
    })
}
