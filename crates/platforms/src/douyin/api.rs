//! One call: signed request out, envelope in.
use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::platform::{Call, HttpRequest, HttpResponse, Method};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::common::answer;
use crate::common::json::{Id, Loose, Text, parse};
use crate::common::refusal::{self, Effect, Said};
use crate::common::url;

use super::error::TABLE;
use super::sign::{self, Digest};

/// Where the platform lives.
pub(super) const HOST: &str = "https://openapi-fxg.jinritemai.com";
const SUCCESS: &str = "10000";
/// Some items of a batch failed: the items say which.
const PARTIAL: &str = "10001";

/// A call on behalf of a shop.
pub(super) fn request(call: &Call, method: &str, params: &Value) -> Result<HttpRequest> {
    let token = call.token.as_ref().ok_or_else(|| {
        Error::new(ErrorKind::Unauthorized, "the shop has no access token")
            .during("douyin.request")
            .with("shop", &call.shop)
            .hint("connect the shop")
    })?;
    Ok(signed(call, Some(token.expose()), method, params))
}

/// A signed call, with or without a token.
pub(super) fn signed(call: &Call, token: Option<&str>, method: &str, params: &Value) -> HttpRequest {
    let body = sign::canonical(params);
    let timestamp = call.now.secs().to_string();
    let app_key = call.app.app.as_str();
    let digest = Digest::HmacSha256;
    let signature = sign::request(digest, app_key, call.app.secret.expose(), method, &body, &timestamp);
    let mut query = vec![("app_key", app_key), ("method", method)];
    query.extend(token.map(|token| ("access_token", token)));
    query.extend([
        ("timestamp", timestamp.as_str()),
        ("v", "2"),
        ("sign_method", digest.as_str()),
        ("sign", signature.as_str()),
    ]);
    let host = call.app.base_url.as_deref().unwrap_or(HOST).trim_end_matches('/');
    HttpRequest {
        method: Method::Post,
        url: format!("{host}/{}?{}", method.replace('.', "/"), url::query(&query)),
        headers: [
            ("content-type", "application/json;charset=UTF-8"),
            // Without it old error numbers stand beside the new ones.
            ("x-open-no-old-err-code", "1"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec(),
        body: body.into_bytes(),
    }
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    code: Loose<Id<'a>>,
    #[serde(borrow, default)]
    msg: Loose<Text<'a>>,
    #[serde(borrow, default)]
    sub_code: Loose<Text<'a>>,
    #[serde(borrow, default)]
    sub_msg: Loose<Text<'a>>,
    #[serde(borrow, default)]
    log_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
}

/// The `data` of a successful answer; every other answer is an error of the table.
pub(super) fn data<'a>(answer: &'a HttpResponse, effect: Effect, operation: &'static str) -> Result<&'a RawValue> {
    open(answer, &[SUCCESS], effect, operation)
}

/// The same for a batch, whose items tell for themselves when some of them failed.
pub(super) fn batch<'a>(answer: &'a HttpResponse, effect: Effect, operation: &'static str) -> Result<&'a RawValue> {
    open(answer, &[SUCCESS, PARTIAL], effect, operation)
}

fn open<'a>(answer: &'a HttpResponse, taken: &[&str], effect: Effect, operation: &'static str) -> Result<&'a RawValue> {
    let envelope: Envelope<'a> =
        parse(&answer.body).map_err(|why| answer::unreadable(answer, &why, effect, operation))?;
    let Some(code) = envelope.code.get().map(Id::as_str) else {
        return Err(answer::unreadable(answer, "no usable code", effect, operation));
    };
    let data = envelope.data.unwrap_or(RawValue::NULL);
    // A batch that failed in part and names no item is a failure like others.
    let told = code != PARTIAL || data.get() != RawValue::NULL.get();
    if taken.contains(&code) && told {
        return Ok(data);
    }
    let said = Said {
        status: answer.status,
        code,
        sub: envelope.sub_code.text().unwrap_or_default(),
        message: envelope.sub_msg.text().or(envelope.msg.text()).unwrap_or_default(),
        request_id: envelope.log_id.id().unwrap_or_default(),
    };
    Err(refusal::error(TABLE, said, effect, operation))
}
