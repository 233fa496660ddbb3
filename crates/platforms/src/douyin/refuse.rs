//! Which reasons the platform accepts with a refusal.
use aftersync_core::error::{Error, Result};
use aftersync_core::model::action::ActionVerb;
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::platform::{Call, HttpRequest, HttpResponse, Reason};
use serde::Deserialize;
use serde_json::json;

use crate::common::answer;
use crate::common::json::{Id, Loose, Text, parse};
use crate::common::refusal::Effect;

use super::api;

const OPERATION: &str = "douyin.reasons";

/// Asks for the reasons with which this after-sale can be refused now. Empty before the parcel has left.
pub(super) fn request(call: &Call, seen: &AfterSale, verb: ActionVerb) -> Result<HttpRequest> {
    if !matches!(verb, ActionVerb::Reject | ActionVerb::RejectReturn) {
        return Err(Error::unsupported("only a refusal carries a reason", "leave the reason out").during(OPERATION));
    }
    let params = json!({ "aftersale_id": seen.external_id });
    api::request(call, "afterSale.rejectReasonCodeList", &params)
}

#[derive(Deserialize)]
struct Item<'a> {
    #[serde(borrow, default)]
    reject_reason_code: Loose<Id<'a>>,
    #[serde(borrow, default)]
    reason: Loose<Text<'a>>,
}

#[derive(Deserialize)]
struct Items<'a> {
    #[serde(borrow, default)]
    items: Loose<Vec<Loose<Item<'a>>>>,
}

/// Reads them: a list, or an object that holds one.
pub(super) fn read(answer: &HttpResponse) -> Result<Vec<Reason>> {
    let data = api::data(answer, Effect::Read, OPERATION)?.get();
    let unreadable = |why: String| answer::unreadable(answer, &why, Effect::Read, OPERATION);
    let items = match data.starts_with('[') {
        true => Loose(Some(
            parse::<Vec<Loose<Item<'_>>>>(data.as_bytes()).map_err(unreadable)?,
        )),
        false => parse::<Items<'_>>(data.as_bytes()).map_err(unreadable)?.items,
    };
    // Zero is a code here, not an absence.
    let one = |item: &Item<'_>| {
        Some(Reason {
            code: item.reject_reason_code.get()?.as_str().to_owned(),
            text: item.reason.owned().unwrap_or_default(),
        })
    };
    Ok(items.each().filter_map(one).collect())
}
