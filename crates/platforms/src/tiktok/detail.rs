//! One object. The platform has no call for one return or cancellation: it is searched for by its id.
use aftersync_core::error::{Error, ErrorKind, Phase, Result, Retry};
use aftersync_core::model::job::ObjectRef;
use aftersync_core::platform::{Call, HttpRequest, HttpResponse, Parsed};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::common::answer;
use crate::common::json::{Id, Loose, parse};
use crate::common::refusal::Effect;

use super::{CANCELLATION, ORDER, PACKAGE, REPLACEMENT, REQUEST, RETURN, api, read, status, switch};

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
            let (order, _) = read::replacement_of(id)
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
    pub next_page_token: Loose<Id<'a>>,
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
    if let Some((_, number)) = read::replacement_of(&object.external_id).filter(|_| object.object == REPLACEMENT) {
        return Ok(read::replacement(object, &rows, number));
    }
    let ours = rows
        .iter()
        .find(|row| id_of(row).as_deref() == Some(&object.external_id));
    match ours.or(rows.first()) {
        Some(row) => {
            let batch_model = call.app.unconfirmed.contains(switch::BATCH_MODEL);
            Ok(read::object(object, row.get(), batch_model))
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
