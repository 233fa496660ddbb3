//! Which reasons the platform accepts with a refusal.
use aftersync_core::error::{Error, Result};
use aftersync_core::model::action::ActionVerb;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::platform::{Call, HttpRequest, HttpResponse, Reason};
use serde::Deserialize;
use serde_json::json;

use crate::common::answer;
use crate::common::json::{Id, Loose, Text, Whole, parse};
use crate::common::refusal::Effect;

use super::{AFTERSALE, api};

const OPERATION: &str = "wechat.reasons";

/// Asks for the reasons. The platform gives all of them at once, whatever the after-sale is about.
pub(super) fn request(call: &Call, object: &ObjectRef, verb: ActionVerb) -> Result<HttpRequest> {
    if object.object != AFTERSALE || !matches!(verb, ActionVerb::Reject | ActionVerb::RejectReturn) {
        return Err(Error::unsupported(
            "only the refusal of an after-sale carries a reason of a list",
            "leave the reason code out",
        )
        .during(OPERATION));
    }
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

/// When a reason fits (V); shown with it, since the list does not tell by itself.
const SCENES: &[(i64, &str)] = &[
    (1, "仅退款"),
    (4, "退货退款"),
    (5, "换货"),
    (6, "换货拒绝发货"),
    (7, "极速换货"),
];

/// Reads them.
pub(super) fn read(answer: &HttpResponse) -> Result<Vec<Reason>> {
    let body = api::body(answer, OPERATION)?;
    let data: Answer<'_> =
        parse(body.as_bytes()).map_err(|why| answer::unreadable(answer, &why, Effect::Read, OPERATION))?;
    let one = |item: &Item<'_>| {
        let text = item.reject_reason_type_text.text().unwrap_or_default();
        let scene = item.reject_scene.number();
        let scene = SCENES.iter().find(|(code, _)| Some(*code) == scene);
        Some(Reason {
            code: item.reject_reason_type.get()?.as_str().to_owned(),
            text: match scene {
                Some((_, scene)) => format!("{text}（{scene}）"),
                None => text.to_owned(),
            },
        })
    };
    Ok(data.reason_list.each().filter_map(one).collect())
}
