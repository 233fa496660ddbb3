//! Which reasons the platform accepts with a refusal.
//!
//! It gives all of its reasons at once, each with the scene it belongs to, and refuses one of another scene. So only those
//! of the scene are read in which the refusal will be made.
use aftersync_core::error::{Error, Result};
use aftersync_core::model::action::ActionVerb;
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::platform::{Call, HttpRequest, HttpResponse, Reason};
use serde::Deserialize;
use serde_json::json;

use crate::common::answer;
use crate::common::json::{Id, Loose, Text, Whole, parse};
use crate::common::refusal::Effect;

use super::detail::REPLACEMENT_SENT;
use super::{AFTERSALE, api};

const OPERATION: &str = "wechat.reasons";

/// In which refusals a reason fits.
struct Scene {
    /// `reject_scene` (V).
    code: i64,
    verb: ActionVerb,
    raw_type: &'static str,
    /// Whether the replacement was sent before the goods were back.
    sent: bool,
}

const fn scene(code: i64, verb: ActionVerb, raw_type: &'static str) -> Scene {
    Scene {
        code,
        verb,
        raw_type,
        sent: false,
    }
}

/// The scenes: refund, return, exchange, sending the replacement, replacement sent at once.
const SCENES: &[Scene] = &[
    scene(1, ActionVerb::Reject, "REFUND"),
    scene(4, ActionVerb::Reject, "RETURN"),
    scene(4, ActionVerb::RejectReturn, "RETURN"),
    scene(5, ActionVerb::Reject, "EXCHANGE"),
    scene(6, ActionVerb::RejectReturn, "EXCHANGE"),
    Scene {
        sent: true,
        ..scene(7, ActionVerb::RejectReturn, "EXCHANGE")
    },
];

fn scene_of(seen: &AfterSale, verb: ActionVerb) -> Result<i64> {
    let sent = seen.version_token.as_deref() == Some(REPLACEMENT_SENT);
    let raw_type = seen.raw_type.as_deref().unwrap_or_default();
    let fits = |scene: &&Scene| {
        seen.object == AFTERSALE && scene.verb == verb && scene.raw_type == raw_type && scene.sent == sent
    };
    let found = SCENES.iter().find(fits).map(|scene| scene.code);
    found.ok_or_else(|| {
        Error::unsupported(
            "only the refusal of an after-sale carries a reason of a list",
            "leave the reason code out",
        )
        .during(OPERATION)
        .with("object", &seen.object)
        .with("type", raw_type)
        .with("verb", verb)
    })
}

/// Asks for the reasons.
pub(super) fn request(call: &Call, seen: &AfterSale, verb: ActionVerb) -> Result<HttpRequest> {
    scene_of(seen, verb)?;
    api::aftersales(call, "rejectreason/get", &json!({}))
}

#[derive(Deserialize)]
struct Answer<'a> {
    /// The name in the documents; on the wire it was seen as `reject_reason_list` too.
    #[serde(borrow, default, alias = "reject_reason_list")]
    reason_list: Loose<Vec<Loose<Item<'a>>>>,
}

#[derive(Deserialize)]
struct Item<'a> {
    #[serde(borrow, default)]
    reject_reason_type: Loose<Id<'a>>,
    #[serde(borrow, default)]
    reject_reason_type_text: Loose<Text<'a>>,
    #[serde(default)]
    reject_scene: Loose<Whole>,
}

/// Reads those that fit. One without a scene may fit, so it stays.
pub(super) fn read(answer: &HttpResponse, seen: &AfterSale, verb: ActionVerb) -> Result<Vec<Reason>> {
    let wanted = scene_of(seen, verb)?;
    let body = api::body(answer, OPERATION)?;
    let data: Answer<'_> =
        parse(body.as_bytes()).map_err(|why| answer::unreadable(answer, &why, Effect::Read, OPERATION))?;
    let one = |item: &Item<'_>| {
        Some(Reason {
            code: item.reject_reason_type.get()?.as_str().to_owned(),
            text: item.reject_reason_type_text.owned().unwrap_or_default(),
        })
    };
    let fits = |item: &&Item<'_>| item.reject_scene.number().is_none_or(|scene| scene == wanted);
    Ok(data.reason_list.each().filter(fits).filter_map(one).collect())
}
