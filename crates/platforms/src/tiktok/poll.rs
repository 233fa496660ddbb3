//! What changed within a window, by time of change: returns, then cancellations, and with the batch model switched on
//! requests and packages. Rows are whole, so each is a fact at once.
use aftersync_core::error::{Error, Result};
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::time::SECOND;
use aftersync_core::platform::{AppCredentials, Call, HttpRequest, HttpResponse, Parsed, PollCursor, PollPage};
use serde_json::{Value, json};

use crate::common::answer;
use crate::common::json::parse;
use crate::common::refusal::Effect;

use super::read::{FIELDS, Lists, id_of};
use super::{CANCELLATION, OVERLAP_MS, PACKAGE, PLATFORM, REQUEST, RETURN, WINDOW_MS, api, read, switch};

const OPERATION: &str = "tiktok.poll";
/// The platform takes no more.
const PAGE_SIZE: &str = "50";
const BATCH_PAGE_SIZE: u32 = 50;

/// The lists in the order they are read in, and whether they belong to the batch model.
const LISTS: &[(&str, bool)] = &[(RETURN, false), (CANCELLATION, false), (REQUEST, true), (PACKAGE, true)];

/// Where a poll stands: a list, and the page in it. Written `list` or `list:token`.
struct Place<'a> {
    list: &'static str,
    token: Option<&'a str>,
}

fn lists(app: &AppCredentials) -> impl Iterator<Item = &'static str> {
    let batch_model = app.unconfirmed.contains(switch::BATCH_MODEL);
    let on = move |(_, batch): &&(&str, bool)| batch_model || !batch;
    LISTS.iter().filter(on).map(|(list, _)| *list)
}

fn place<'a>(call: &Call, cursor: &'a PollCursor) -> Result<Place<'a>> {
    let Some(page) = cursor.page.as_deref() else {
        return Ok(Place {
            list: RETURN,
            token: None,
        });
    };
    let (name, token) = match page.split_once(':') {
        Some((name, token)) => (name, Some(token)),
        None => (page, None),
    };
    let list = lists(&call.app).find(|list| *list == name);
    let list = list.ok_or_else(|| Error::internal("the page is not one of ours").during(OPERATION))?;
    Ok(Place { list, token })
}

/// Asks for a page.
pub(super) fn request(call: &Call, cursor: &PollCursor) -> Result<HttpRequest> {
    let width = cursor.to.since(cursor.from);
    if !(0..=WINDOW_MS.saturating_add(OVERLAP_MS)).contains(&width) {
        let e = Error::internal("the window is empty or too wide");
        return Err(e.during(OPERATION).with("width_ms", width));
    }
    let place = place(call, cursor)?;
    // Rounded up, so that nothing of the last second is missed.
    let (from, to) = (cursor.from.secs(), cursor.to.plus(SECOND.saturating_sub(1)).secs());
    match place.list {
        RETURN => classic(call, &api::SEARCH_RETURNS, &place, from, to),
        CANCELLATION => classic(call, &api::SEARCH_CANCELLATIONS, &place, from, to),
        REQUEST => batch(call, &api::SEARCH_REQUESTS, &place, from, to),
        _ => batch(call, &api::SEARCH_PACKAGES, &place, from, to),
    }
}

fn classic(call: &Call, endpoint: &api::Endpoint, place: &Place<'_>, from: i64, to: i64) -> Result<HttpRequest> {
    let mut query = vec![
        ("page_size", PAGE_SIZE),
        ("sort_field", "update_time"),
        ("sort_order", "ASC"),
    ];
    query.extend(place.token.map(|token| ("page_token", token)));
    let body = json!({"update_time_ge": from, "update_time_lt": to});
    api::request(call, endpoint, "", &query, Some(&body))
}

fn batch(call: &Call, endpoint: &api::Endpoint, place: &Place<'_>, from: i64, to: i64) -> Result<HttpRequest> {
    let window = json!({"min_unix_time_inclusive": from, "max_unix_time_exclusive": to});
    let mut pagination = json!({"page_size": BATCH_PAGE_SIZE});
    if let (Some(fields), Some(token)) = (pagination.as_object_mut(), place.token) {
        fields.insert("page_token".to_owned(), Value::from(token));
    }
    let body = json!({
        "whitelisted_data_fields": FIELDS,
        "filters": {"time": {"update_time": window}},
        "sort": {"sort_field": "update_time", "sort_order": "ASC"},
        "pagination": pagination,
    });
    api::request(call, endpoint, "", &[], Some(&body))
}

/// Reads a page.
pub(super) fn read(call: &Call, cursor: &PollCursor, answer: &HttpResponse) -> Result<PollPage> {
    let place = place(call, cursor)?;
    let data = api::data(answer, Effect::Read, OPERATION)?;
    let lists_of: Lists<'_> =
        parse(data.get().as_bytes()).map_err(|why| answer::unreadable(answer, &why, Effect::Read, OPERATION))?;
    let token = lists_of.next_page_token.owned();
    let rows = lists_of.of(place.list);
    let mut parsed = Parsed::default();
    for row in &rows {
        let of_row = one(call, place.list, row.get(), id_of(row));
        parsed.facts.extend(of_row.facts);
        parsed.unreadable.extend(of_row.unreadable);
    }
    // A page that is empty and yet promises more would be asked for without end.
    let within = token.filter(|_| !rows.is_empty());
    let next = match within {
        Some(token) => Some(format!("{}:{token}", place.list)),
        None => lists(&call.app)
            .skip_while(|list| *list != place.list)
            .nth(1)
            .map(str::to_owned),
    };
    Ok(PollPage { parsed, next })
}

/// A row by itself. Where else it says to look is polled too.
fn one(call: &Call, list: &'static str, row: &str, id: Option<String>) -> Parsed {
    let Some(external_id) = id else {
        return read::set_aside(call.shop.clone(), row, "no usable id".to_owned());
    };
    let object = ObjectRef {
        platform: PLATFORM.into(),
        shop: call.shop.clone(),
        object: list.to_owned(),
        external_id,
    };
    let batch_model = call.app.unconfirmed.contains(switch::BATCH_MODEL);
    read::object(&object, row, batch_model)
}
