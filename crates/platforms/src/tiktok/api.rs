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

use super::error::{TABLE, sub_code};
use super::sign;

/// Where the platform lives.
const HOST: &str = "https://open-api.tiktokglobalshop.com";
const CONTENT_TYPE: &str = "application/json";
const SUCCESS: &str = "0";
/// The setting of a shop that names it in every call.
const CIPHER: &str = "shop_cipher";

/// A call of the platform. Versions move one by one and by market: a shop's setting `version:<name>` wins over this one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Endpoint {
    pub name: &'static str,
    pub method: Method,
    pub group: &'static str,
    pub version: &'static str,
    /// What follows the version; `{id}` stands for the object.
    pub rest: &'static str,
    /// Whether it is about one shop, which it must name then.
    pub of_a_shop: bool,
}

const fn post(name: &'static str, version: &'static str, rest: &'static str) -> Endpoint {
    Endpoint {
        name,
        method: Method::Post,
        group: "return_refund",
        version,
        rest,
        of_a_shop: true,
    }
}

pub(super) const SEARCH_RETURNS: Endpoint = post("returns.search", "202309", "returns/search");
pub(super) const SEARCH_CANCELLATIONS: Endpoint = post("cancellations.search", "202309", "cancellations/search");
pub(super) const SEARCH_REQUESTS: Endpoint = post("aftersales.search", "202603", "aftersales/search");
pub(super) const SEARCH_PACKAGES: Endpoint = post("rma.search", "202604", "rma/search");
pub(super) const APPROVE_RETURN: Endpoint = post("returns.approve", "202309", "returns/{id}/approve");
pub(super) const REJECT_RETURN: Endpoint = post("returns.reject", "202309", "returns/{id}/reject");
pub(super) const APPROVE_CANCELLATION: Endpoint = post("cancellations.approve", "202309", "cancellations/{id}/approve");
pub(super) const REJECT_CANCELLATION: Endpoint = post("cancellations.reject", "202309", "cancellations/{id}/reject");
pub(super) const REVIEW: Endpoint = post("aftersales.review", "202603", "aftersales/review");
pub(super) const REJECT_REASONS: Endpoint = Endpoint {
    method: Method::Get,
    ..post("reject_reasons", "202309", "reject_reasons")
};
pub(super) const ORDERS: Endpoint = Endpoint {
    method: Method::Get,
    group: "order",
    ..post("orders", "202309", "orders")
};
pub(super) const SHOPS: Endpoint = Endpoint {
    method: Method::Get,
    group: "authorization",
    of_a_shop: false,
    ..post("shops", "202309", "shops")
};

impl Endpoint {
    fn path(&self, call: &Call, id: &str) -> Result<String> {
        let of_path = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if self.rest.contains("{id}") && !of_path(id) {
            return Err(Error::rejected("the id of the object is none of this platform")
                .during("tiktok.request")
                .with("call", self.name));
        }
        let setting = format!("version:{}", self.name);
        let version = call.settings.get(&setting).map_or(self.version, String::as_str);
        if !of_path(version) {
            return Err(Error::new(ErrorKind::Config, "the version of a call has an odd shape")
                .during("tiktok.request")
                .with("setting", setting)
                .hint("a version is six digits, such as 202309"));
        }
        let rest = self.rest.replace("{id}", id);
        Ok(format!("/{}/{version}/{rest}", self.group))
    }
}

/// Where a call goes: the platform, or where the app says.
pub(super) fn host<'a>(call: &'a Call, usual: &'a str) -> &'a str {
    call.app.base_url.as_deref().unwrap_or(usual).trim_end_matches('/')
}

/// A signed call on behalf of a shop. `id` goes into the path where it has a place for one.
pub(super) fn request(
    call: &Call,
    endpoint: &Endpoint,
    id: &str,
    query: &[(&str, &str)],
    body: Option<&Value>,
) -> Result<HttpRequest> {
    let token = call.token.as_ref().ok_or_else(|| {
        Error::new(ErrorKind::Unauthorized, "the shop has no access token")
            .during("tiktok.request")
            .with("shop", &call.shop)
            .hint("connect the shop")
    })?;
    let path = endpoint.path(call, id)?;
    let timestamp = call.now.secs().to_string();
    let mut fields = vec![("app_key", call.app.app.as_str()), ("timestamp", timestamp.as_str())];
    if endpoint.of_a_shop {
        fields.push((CIPHER, call.setting(CIPHER)?));
    }
    fields.extend(query);
    let body = body.map(Value::to_string).unwrap_or_default();
    let canonical = sign::canonical(endpoint.method, &path, &fields, CONTENT_TYPE, &body);
    let signature = sign::request(call.app.secret.expose(), &canonical);
    fields.push(("sign", &signature));
    Ok(HttpRequest {
        method: endpoint.method,
        url: format!("{}{path}?{}", host(call, HOST), url::query(&fields)),
        headers: [("content-type", CONTENT_TYPE), ("x-tts-access-token", token.expose())]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
        body: body.into_bytes(),
    })
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    code: Loose<Id<'a>>,
    #[serde(borrow, default)]
    message: Loose<Text<'a>>,
    #[serde(borrow, default)]
    request_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
}

/// The `data` of a successful answer; every other answer is an error of the table.
pub(super) fn data<'a>(answer: &'a HttpResponse, effect: Effect, operation: &'static str) -> Result<&'a RawValue> {
    let envelope: Envelope<'a> =
        parse(&answer.body).map_err(|why| answer::unreadable(answer, &why, effect, operation))?;
    let Some(code) = envelope.code.get().map(Id::as_str) else {
        return Err(answer::unreadable(answer, "no usable code", effect, operation));
    };
    if code == SUCCESS {
        return Ok(envelope.data.unwrap_or(RawValue::NULL));
    }
    let message = envelope.message.text().unwrap_or_default();
    let sub = sub_code(code, message);
    // What no line of the table knows may still be told apart by the status of the answer.
    if refusal::pick(TABLE, code, sub).is_none() && matches!(answer.status, 401 | 403 | 429) {
        return Err(answer::unreadable(
            answer,
            "a code that is not known",
            effect,
            operation,
        ));
    }
    let said = Said {
        status: answer.status,
        code,
        sub,
        message,
        request_id: envelope.request_id.id().unwrap_or_default(),
    };
    Err(refusal::error(TABLE, said, effect, operation))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use aftersync_core::model::time::Timestamp;
    use aftersync_core::platform::AppCredentials;

    use super::*;

    const ALL: &[Endpoint] = &[
        SEARCH_RETURNS,
        SEARCH_CANCELLATIONS,
        SEARCH_REQUESTS,
        SEARCH_PACKAGES,
        APPROVE_RETURN,
        REJECT_RETURN,
        APPROVE_CANCELLATION,
        REJECT_CANCELLATION,
        REVIEW,
        REJECT_REASONS,
        ORDERS,
        SHOPS,
    ];

    fn call(settings: &[(&str, &str)]) -> Call {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Call {
            app: Arc::new(AppCredentials::new("k", "s")),
            shop: "1".into(),
            token: Some("t".into()),
            now: Timestamp(0),
            settings: settings.iter().map(owned).collect(),
        }
    }

    #[test]
    fn every_call_has_a_name_of_its_own_and_a_version_that_a_shop_may_change() {
        for (i, endpoint) in ALL.iter().enumerate() {
            assert!(ALL.iter().skip(i + 1).all(|it| it.name != endpoint.name));
            let setting = format!("version:{}", endpoint.name);
            let usual = endpoint.path(&call(&[]), "12").unwrap();
            assert!(
                usual.contains(&format!("/{}/", endpoint.version)) && !usual.contains('{'),
                "{usual}"
            );
            let changed = endpoint.path(&call(&[(&setting, "209901")]), "12").unwrap();
            assert_eq!(changed, usual.replace(endpoint.version, "209901"));
            let odd = endpoint.path(&call(&[(&setting, "../x")]), "12").unwrap_err();
            assert_eq!(odd.kind(), ErrorKind::Config);
        }
    }

    #[test]
    fn an_id_that_would_lead_elsewhere_is_refused() {
        for id in ["", "../1", "1/approve", "1?x=2", "1%2F"] {
            assert_eq!(
                APPROVE_RETURN.path(&call(&[]), id).unwrap_err().kind(),
                ErrorKind::Rejected,
                "{id}"
            );
        }
    }

    #[test]
    fn a_shop_without_a_cipher_is_told_so() {
        let e = request(&call(&[]), &SEARCH_RETURNS, "", &[], None).unwrap_err();
        assert_eq!(
            (e.kind(), e.context_of("setting")),
            (ErrorKind::Config, Some("shop_cipher"))
        );
        assert!(request(&call(&[]), &SHOPS, "", &[], None).is_ok());
    }
}
