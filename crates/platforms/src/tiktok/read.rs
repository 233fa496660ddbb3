//! From a question to facts: which call asks for an object, where its row stands in the answer, what the row says.
//!
//! The platform has no call for one return or one cancellation: it is searched for by its id.
use aftersync_core::error::{Error, ErrorKind, Phase, Result, Retry};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::fact::{Fact, FactBody, Payload};
use aftersync_core::model::ids::ShopId;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::shipment::{ParcelRef, ParcelSnapshot, ParcelState};
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{Call, HttpRequest, HttpResponse, Parsed, Signal, Unreadable};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::common::answer;
use crate::common::json::{Id, Loose, Reading, Text, parse};
use crate::common::refusal::Effect;

use super::batch::{self, Batch};
use super::detail::{self, Row};
use super::{CANCELLATION, ORDER, PACKAGE, PLATFORM, REPLACEMENT, REQUEST, RETURN, api, order, status, switch};

const OPERATION: &str = "tiktok.detail";
/// What a search of the batch model is to show; without it there is an id and a status only.
pub(super) const FIELDS: &[&str] = &["LINE_ITEMS", "SKU_RETURN_REQUESTS", "RETURN_MERCHANDISE_AUTHORIZATIONS"];

/// Asks for one object.
pub(super) fn request(call: &Call, object: &ObjectRef) -> Result<HttpRequest> {
    let id = object.external_id.as_str();
    let search = |endpoint: &api::Endpoint, body: &Value| api::request(call, endpoint, "", &[], Some(body));
    let batch = |filter: &str| json!({"whitelisted_data_fields": FIELDS, "filters": {filter: [id]}, "pagination": {"page_size": 10}});
    match object.object.as_str() {
        RETURN => search(&api::SEARCH_RETURNS, &json!({"return_ids": [id]})),
        CANCELLATION => search(&api::SEARCH_CANCELLATIONS, &json!({"cancel_ids": [id]})),
        REQUEST => search(&api::SEARCH_REQUESTS, &batch("aftersales_request_ids")),
        PACKAGE => search(&api::SEARCH_PACKAGES, &batch("rma_ids")),
        ORDER => api::request(call, &api::ORDERS, "", &[("ids", id)], None),
        REPLACEMENT => {
            let (order, _) = replacement_of(id)
                .ok_or_else(|| Error::internal("a replacement is named by an order and a parcel").during(OPERATION))?;
            let body = json!({"order_ids": [order], "return_types": [status::REPLACEMENT]});
            search(&api::SEARCH_RETURNS, &body)
        }
        other => Err(Error::unsupported(
            "this platform has no such object",
            "ask for `return`, `cancellation`, `aftersales_request`, `rma` or `order`",
        )
        .during(OPERATION)
        .with("object", other)),
    }
}

/// The lists that answers have, one of them each.
#[derive(Deserialize)]
pub(super) struct Lists<'a> {
    #[serde(borrow, default)]
    return_orders: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default)]
    cancellations: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default)]
    aftersales_requests: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default)]
    return_merchandise_authorizations: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default)]
    orders: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default)]
    /// A text of any length.
    pub next_page_token: Loose<Text<'a>>,
}

impl<'a> Lists<'a> {
    /// The rows of that type of object. No rows may be written as null or left out.
    pub fn of(self, object: &str) -> Vec<&'a RawValue> {
        let rows = match object {
            RETURN | REPLACEMENT => self.return_orders,
            CANCELLATION => self.cancellations,
            REQUEST => self.aftersales_requests,
            PACKAGE => self.return_merchandise_authorizations,
            _ => self.orders,
        };
        rows.unwrap_or_default()
    }
}

#[derive(Deserialize)]
struct Named<'a> {
    #[serde(borrow, default)]
    return_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    cancel_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    id: Loose<Id<'a>>,
}

/// The id that a row gives its object.
pub(super) fn id_of(row: &RawValue) -> Option<String> {
    let named: Named<'_> = parse(row.get().as_bytes()).ok()?;
    let ids = [named.return_id, named.cancel_id, named.id];
    ids.iter().find_map(Loose::<Id<'_>>::owned)
}

/// Reads that object.
pub(super) fn read(call: &Call, object: &ObjectRef, answer: &HttpResponse) -> Result<Parsed> {
    let data = api::data(answer, Effect::Read, OPERATION)?;
    let lists: Lists<'_> =
        parse(data.get().as_bytes()).map_err(|why| answer::unreadable(answer, &why, Effect::Read, OPERATION))?;
    let rows = lists.of(&object.object);
    if let Some((_, number)) = replacement_of(&object.external_id).filter(|_| object.object == REPLACEMENT) {
        return Ok(replacement(object, &rows, number));
    }
    let ours = rows
        .iter()
        .find(|row| id_of(row).as_deref() == Some(&object.external_id));
    match ours.or(rows.first()) {
        Some(row) => {
            let batch_model = call.app.unconfirmed.contains(switch::BATCH_MODEL);
            Ok(self::object(object, row.get(), batch_model))
        }
        // A search may lag behind a message, so it is asked again.
        None => Err(
            Error::new(ErrorKind::NotFound, "the platform's search does not find the object")
                .during(OPERATION)
                .with("object", &object.object)
                .with("id", &object.external_id)
                .at(Phase::Answered)
                .retry_as(Retry::Backoff)
                .hint("check that `shop_cipher` is the one of this shop"),
        ),
    }
}

/// Reads one object. What cannot be read is set aside whole, with the reason.
pub(super) fn object(object: &ObjectRef, data: &str, batch_model: bool) -> Parsed {
    let read = match object.object.as_str() {
        RETURN => returned(object, data),
        CANCELLATION => cancelled(object, data),
        REQUEST => batched(object, REQUEST, data, batch_model),
        PACKAGE => batched(object, PACKAGE, data, batch_model),
        ORDER => ordered(object, data),
        _ => Err("this platform has no such object".to_owned()),
    };
    read.unwrap_or_else(|reason| set_aside(object.shop.clone(), data, reason))
}

/// A part that could not be read, whole.
pub(super) fn set_aside(shop: ShopId, data: &str, reason: String) -> Parsed {
    Parsed {
        unreadable: vec![Unreadable {
            payload: data.as_bytes().to_vec(),
            reason,
            shop: Some(shop),
        }],
        ..Parsed::default()
    }
}

fn fact(object: &ObjectRef, revision: i64, body: FactBody, raw: Option<String>) -> Fact {
    Fact {
        platform: PLATFORM.into(),
        shop: object.shop.clone(),
        revision,
        occurred_at: Timestamp::from_secs(revision),
        body,
        raw: raw.map(Payload),
    }
}

/// Where to look further.
pub(super) fn look(object: &ObjectRef, kind: &str, external_id: String) -> Signal {
    Signal {
        object: ObjectRef {
            platform: PLATFORM.into(),
            shop: object.shop.clone(),
            object: kind.to_owned(),
            external_id,
        },
        revision: None,
        status: None,
        dedupe: None,
    }
}

/// An answer about another object than the one asked for is not believed.
fn same(object: &ObjectRef, id: &str) -> Reading<()> {
    if id == object.external_id {
        Ok(())
    } else {
        Err("the answer is about another object".to_owned())
    }
}

fn after_sale(object: &ObjectRef, shown: detail::Shown, data: &str) -> Reading<Fact> {
    same(object, &shown.aftersale.external_id)?;
    let body = FactBody::AfterSale(Box::new(shown.aftersale));
    Ok(fact(object, shown.updated, body, Some(data.to_owned())))
}

/// A return together with the parcel of the order that replaces its goods: two answers in one payload, so that the fact can
/// be read again from it.
#[derive(Deserialize, Serialize)]
struct WithReplacement<'a> {
    #[serde(borrow)]
    row: &'a RawValue,
    replacement_number: String,
}

fn returned(object: &ObjectRef, data: &str) -> Reading<Parsed> {
    let wrapped: Option<WithReplacement<'_>> = parse(data.as_bytes()).ok();
    let row = wrapped.as_ref().map_or(data, |it| it.row.get());
    let row: Row<'_> = parse(row.as_bytes())?;
    let mut shown = detail::read(&row, RETURN)?;
    if let Some(it) = &wrapped {
        shown.aftersale.replacement_parcel = parcel(&it.replacement_number);
    }
    // A request that was edited goes on under another id.
    let next = row.next().map(|id| look(object, RETURN, id.to_owned()));
    Ok(Parsed {
        facts: vec![after_sale(object, shown, data)?],
        signals: next.into_iter().collect(),
        ..Parsed::default()
    })
}

fn parcel(number: &str) -> Option<ParcelRef> {
    Some(ParcelRef {
        number: number.to_owned(),
        carrier: None,
    })
}

fn cancelled(object: &ObjectRef, data: &str) -> Reading<Parsed> {
    let row: Row<'_> = parse(data.as_bytes())?;
    let shown = detail::read(&row, CANCELLATION)?;
    Ok(Parsed {
        facts: vec![after_sale(object, shown, data)?],
        ..Parsed::default()
    })
}

fn batched(object: &ObjectRef, kind: &'static str, data: &str, on: bool) -> Reading<Parsed> {
    let batch: Batch<'_> = parse(data.as_bytes())?;
    if on {
        let shown = batch::read(&batch, kind)?;
        return Ok(Parsed {
            facts: vec![after_sale(object, shown, data)?],
            ..Parsed::default()
        });
    }
    same(object, batch.id.id().unwrap_or_default())?;
    let signals: Vec<Signal> = batch.returns().map(|id| look(object, RETURN, id.to_owned())).collect();
    if signals.is_empty() {
        return Err(format!(
            "it names no return to read; switch {} on to read it itself",
            switch::BATCH_MODEL
        ));
    }
    Ok(Parsed {
        signals,
        ..Parsed::default()
    })
}

fn ordered(object: &ObjectRef, data: &str) -> Reading<Parsed> {
    let shown = order::read(data, object.shop.as_str())?;
    same(object, &shown.order.external_id)?;
    let mut parsed = Parsed::default();
    let whole = Some(data.to_owned());
    if let Some((replaced, parcels)) = shown.replaces {
        for parcel in parcels {
            // Once it is on its way, the return it replaces learns its number.
            let moves = parcel.state != ParcelState::Announced;
            let target = replacement_id(&replaced, &parcel);
            parsed.signals.extend(moves.then(|| look(object, REPLACEMENT, target)));
            let body = FactBody::Parcel(Box::new(parcel));
            parsed.facts.push(fact(object, shown.updated, body, None));
        }
    }
    let body = FactBody::Order(Box::new(shown.order));
    let of_order = Fact {
        occurred_at: shown.at,
        ..fact(object, shown.updated, body, whole)
    };
    parsed.facts.insert(0, of_order);
    Ok(parsed)
}

/// The id under which the return that a parcel replaces the goods of is looked for: the replaced order and the parcel.
fn replacement_id(replaced: &str, parcel: &ParcelSnapshot) -> String {
    format!("{replaced}:{}", parcel.number)
}

/// The order and the parcel of such an id.
pub(super) fn replacement_of(id: &str) -> Option<(&str, &str)> {
    id.split_once(':').filter(|(a, b)| !a.is_empty() && !b.is_empty())
}

/// Which of the returns of an order a replacement belongs to: the one that the platform replaces. Nothing tells two apart.
pub(super) fn replacement(object: &ObjectRef, rows: &[&RawValue], number: &str) -> Parsed {
    let candidate = |raw: &&RawValue| {
        let row: Row<'_> = parse(raw.get().as_bytes()).ok()?;
        let AfterSale { external_id, claim, .. } = detail::read(&row, RETURN).ok()?.aftersale;
        claim.replacement.map(|_| (external_id, raw.get().to_owned()))
    };
    let found: Vec<(String, String)> = rows.iter().filter_map(candidate).collect();
    let [(id, row)] = found.as_slice() else {
        let reason = "the order has no return or several that this parcel may replace the goods of";
        return set_aside(object.shop.clone(), &object.external_id, reason.to_owned());
    };
    let wrapped = RawValue::from_string(row.clone()).and_then(|row| {
        serde_json::to_string(&WithReplacement {
            row: &row,
            replacement_number: number.to_owned(),
        })
    });
    let target = ObjectRef {
        object: RETURN.to_owned(),
        external_id: id.clone(),
        ..object.clone()
    };
    match wrapped {
        Ok(payload) => self::object(&target, &payload, false),
        Err(_) => set_aside(object.shop.clone(), row, "it cannot be written again".to_owned()),
    }
}
