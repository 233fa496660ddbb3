//! Access tokens: some days; refresh tokens: about as long as the merchant's consent.
use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::model::shop::TokenPair;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{AppCredentials, Call, HttpRequest, HttpResponse, Method, TokenRequest};
use serde::Deserialize;

use crate::common::answer;
use crate::common::json::{Loose, Text, Whole, parse};
use crate::common::refusal::Effect;
use crate::common::url;

use super::api;

/// Where tokens are given: another host than the one of all other calls.
const HOST: &str = "https://auth.tiktok-shops.com";
/// Where a merchant gives an app its consent.
const CONSENT: &str = "https://services.tiktokshop.com/open/authorize";
/// The entry of [`AppCredentials::extra`] that names the app on the service market.
const SERVICE: &str = "service_id";
/// The user type of a seller; creators and partners have others, whose tokens open no shop.
const SELLER: i64 = 0;

/// The page of consent; only apps with a service id have one.
pub(super) fn authorize_url(app: &AppCredentials, state: &str) -> Option<String> {
    let service = app.extra.get(SERVICE)?;
    let query = url::query(&[("service_id", service.expose()), ("state", state)]);
    Some(format!("{CONSENT}?{query}"))
}

/// Asks for a token. The platform wants the app's secret in the query of this one call, and no signature.
pub(super) fn request(call: &Call, ask: &TokenRequest) -> Result<HttpRequest> {
    let (path, grant) = match ask {
        TokenRequest::Code(code) => (
            "/api/v2/token/get",
            [("auth_code", code.expose().as_str()), ("grant_type", "authorized_code")],
        ),
        TokenRequest::Refresh(token) => (
            "/api/v2/token/refresh",
            [
                ("refresh_token", token.expose().as_str()),
                ("grant_type", "refresh_token"),
            ],
        ),
        TokenRequest::SelfUse => {
            return Err(Error::new(
                ErrorKind::Forbidden,
                "this platform gives tokens by a merchant's consent only",
            )
            .during("tiktok.token")
            .with("shop", &call.shop)
            .hint("connect the shop"));
        }
    };
    let mut query = vec![
        ("app_key", call.app.app.as_str()),
        ("app_secret", call.app.secret.expose().as_str()),
    ];
    query.extend(grant);
    Ok(HttpRequest {
        method: Method::Get,
        url: format!("{}{path}?{}", api::host(call, HOST), url::query(&query)),
        headers: Vec::new(),
        body: Vec::new(),
    })
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    access_token: Loose<Text<'a>>,
    #[serde(default)]
    access_token_expire_in: Loose<Whole>,
    #[serde(borrow, default)]
    refresh_token: Loose<Text<'a>>,
    #[serde(default)]
    user_type: Loose<Whole>,
}

/// Reads a token. It covers all shops of one seller, and the answer names none of them.
pub(super) fn read(call: &Call, answer: &HttpResponse) -> Result<TokenPair> {
    const OPERATION: &str = "tiktok.token";
    // A refresh token may work once only, so an unclear answer is not a clear failure.
    let data = api::data(answer, Effect::Write, OPERATION)?;
    let unreadable = |why: &str| answer::unreadable(answer, why, Effect::Write, OPERATION);
    let data: Data<'_> = parse(data.get().as_bytes()).map_err(|why| unreadable(&why))?;
    if data.user_type.number().is_some_and(|kind| kind != SELLER) {
        return Err(Error::new(ErrorKind::Forbidden, "the token is not a seller's")
            .during(OPERATION)
            .with("shop", &call.shop)
            .hint("let the seller give consent, not a creator or a partner"));
    }
    // In spite of its name it is an instant, in Unix seconds. One that is over already would be renewed without end.
    let expires_at = data.access_token_expire_in.seconds();
    let ahead = |at: &Timestamp| *at > call.now;
    Ok(TokenPair {
        access: data
            .access_token
            .owned()
            .ok_or_else(|| unreadable("no usable access_token"))?,
        refresh: data.refresh_token.owned(),
        expires_at: expires_at
            .filter(ahead)
            .ok_or_else(|| unreadable("access_token_expire_in is no instant to come"))?,
    })
}
