//! One call: JSON out with the token in the query, envelope in.
use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::platform::{Call, HttpRequest, HttpResponse, Method};
use serde::Deserialize;
use serde_json::Value;

use crate::common::answer;
use crate::common::json::{Loose, Text, Whole, parse};
use crate::common::refusal::{self, Effect, Said};
use crate::common::url;

use super::error::TABLE;

/// Where the platform lives.
const HOST: &str = "https://api.weixin.qq.com";
/// Everything about after-sales.
pub(super) const AFTERSALES: &str = "/channels/ec/aftersale/";

/// A call on behalf of a shop.
pub(super) fn request(call: &Call, path: &str, body: &Value) -> Result<HttpRequest> {
    let token = call.token.as_ref().ok_or_else(|| {
        Error::new(ErrorKind::Unauthorized, "the shop has no access token")
            .during("wechat.request")
            .with("shop", &call.shop)
            .hint("ask for a token first")
    })?;
    let query = url::query(&[("access_token", token.expose())]);
    Ok(post(call, &format!("{path}?{query}"), body))
}

/// A call about after-sales, by the last part of its path.
pub(super) fn aftersales(call: &Call, name: &str, body: &Value) -> Result<HttpRequest> {
    request(call, &format!("{AFTERSALES}{name}"), body)
}

/// A call without a token.
pub(super) fn post(call: &Call, path_and_query: &str, body: &Value) -> HttpRequest {
    let host = call.app.base_url.as_deref().unwrap_or(HOST).trim_end_matches('/');
    HttpRequest {
        method: Method::Post,
        url: format!("{host}{path_and_query}"),
        headers: vec![("content-type".to_owned(), "application/json; charset=utf-8".to_owned())],
        body: body.to_string().into_bytes(),
    }
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(default)]
    errcode: Loose<Whole>,
    #[serde(borrow, default)]
    errmsg: Loose<Text<'a>>,
}

/// The body of a successful answer to a read; every other answer is an error of the table.
pub(super) fn body<'a>(answer: &'a HttpResponse, operation: &'static str) -> Result<&'a str> {
    let (text, code) = open(answer, Effect::Read, operation)?;
    // Some answers have no errcode when all is well.
    if code.is_none() && answer.status != 200 {
        return Err(answer::unreadable(answer, "no usable errcode", Effect::Read, operation));
    }
    Ok(text)
}

/// Whether a write was taken. Without a code nobody knows.
pub(super) fn taken(answer: &HttpResponse, operation: &'static str) -> Result<()> {
    let (_, code) = open(answer, Effect::Write, operation)?;
    code.map(|_| ())
        .ok_or_else(|| answer::unreadable(answer, "no usable errcode", Effect::Write, operation))
}

fn open<'a>(answer: &'a HttpResponse, effect: Effect, operation: &'static str) -> Result<(&'a str, Option<i64>)> {
    let unreadable = |why: &str| answer::unreadable(answer, why, effect, operation);
    let envelope: Envelope<'_> = parse(&answer.body).map_err(|why| unreadable(&why))?;
    let text = std::str::from_utf8(&answer.body).map_err(|_| unreadable("not UTF-8"))?;
    let code = envelope.errcode.number();
    match code {
        None | Some(0) => Ok((text, code)),
        Some(code) => {
            let message = envelope.errmsg.text().unwrap_or_default();
            let said = Said {
                status: answer.status,
                code: &code.to_string(),
                sub: "",
                message,
                request_id: request_id(message),
            };
            Err(refusal::error(TABLE, said, effect, operation))
        }
    }
}

/// The platform's id of the request stands at the end of its words, behind `rid:`.
fn request_id(message: &str) -> &str {
    let found = message.rsplit_once("rid:").map(|(_, id)| id.trim());
    found
        .filter(|id| !id.is_empty() && id.chars().all(|c| c.is_ascii_hexdigit() || c == '-'))
        .unwrap_or_default()
}
