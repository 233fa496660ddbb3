//! Which reasons the platform accepts with a refusal: by request, by market and by how far the order is.
use aftersync_core::error::{Error, Result};
use aftersync_core::model::action::ActionVerb;
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::platform::{Call, HttpRequest, HttpResponse, Reason};
use serde::Deserialize;

use crate::common::answer;
use crate::common::json::{Loose, Text, parse};
use crate::common::refusal::Effect;

use super::{CANCELLATION, RETURN, api};

const OPERATION: &str = "tiktok.reasons";
/// The setting of a shop for the language of the words, such as `en-US`; without it they are English.
const LOCALE: &str = "locale";

/// Asks for the reasons with which this request can be refused now.
pub(super) fn request(call: &Call, seen: &AfterSale, verb: ActionVerb) -> Result<HttpRequest> {
    if !matches!(verb, ActionVerb::Reject | ActionVerb::RejectReturn) {
        return Err(Error::unsupported("only a refusal carries a reason", "leave the reason out").during(OPERATION));
    }
    if !matches!(seen.object.as_str(), RETURN | CANCELLATION) {
        return Err(Error::unsupported(
            "the platform names reasons for returns and cancellations only",
            "handle it in the platform's console",
        )
        .during(OPERATION)
        .with("object", &seen.object));
    }
    let mut query = vec![("return_or_cancel_id", seen.external_id.as_str())];
    query.extend(call.settings.get(LOCALE).map(|locale| (LOCALE, locale.as_str())));
    api::request(call, &api::REJECT_REASONS, "", &query, None)
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    reasons: Loose<Vec<Loose<Row<'a>>>>,
}

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow, default)]
    name: Loose<Text<'a>>,
    #[serde(borrow, default)]
    text: Loose<Text<'a>>,
}

/// Reads them.
pub(super) fn read(answer: &HttpResponse) -> Result<Vec<Reason>> {
    let data = api::data(answer, Effect::Read, OPERATION)?;
    let data: Data<'_> =
        parse(data.get().as_bytes()).map_err(|why| answer::unreadable(answer, &why, Effect::Read, OPERATION))?;
    let one = |row: &Row<'_>| {
        Some(Reason {
            code: row.name.owned()?,
            text: row.text.owned().unwrap_or_default(),
        })
    };
    Ok(data.reasons.each().filter_map(one).collect())
}
