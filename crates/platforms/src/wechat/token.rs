//! Access tokens: two hours, asked for with app id and secret. There is neither a code nor a refresh token.
//!
//! The stable interface gives the same token until shortly before its end, so that asking twice harms nobody (V).
use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::model::shop::TokenPair;
use aftersync_core::model::time::SECOND;
use aftersync_core::platform::{Call, HttpRequest, HttpResponse, TokenRequest};
use serde::Deserialize;
use serde_json::json;

use crate::common::answer;
use crate::common::json::{Loose, Text, Whole, parse};
use crate::common::refusal::Effect;

use super::api;

const OPERATION: &str = "wechat.token";

/// Asks for a token. The secret goes in the body, where no log of addresses keeps it.
pub(super) fn request(call: &Call, ask: &TokenRequest) -> Result<HttpRequest> {
    if let TokenRequest::Code(_) = ask {
        return Err(Error::unsupported(
            "this platform gives a merchant's consent no code",
            "ask for a token without a code: app id and secret of the shop are all it takes",
        )
        .during(OPERATION));
    }
    let app = call.app.app.as_str();
    if call.shop.as_str() != app {
        return Err(
            Error::new(ErrorKind::Config, "one app id is one shop, and this shop has another")
                .during(OPERATION)
                .with("shop", &call.shop)
                .with("app", app)
                .hint("configure the shop under its app id, with that application"),
        );
    }
    let body = json!({
        "grant_type": "client_credential",
        "appid": app,
        "secret": call.app.secret.expose(),
        "force_refresh": false,
    });
    Ok(api::post(call, "/cgi-bin/stable_token", &body))
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    access_token: Loose<Text<'a>>,
    #[serde(default)]
    expires_in: Loose<Whole>,
}

/// Reads a token.
pub(super) fn read(call: &Call, answer: &HttpResponse) -> Result<TokenPair> {
    let unreadable = |why: &str| answer::unreadable(answer, why, Effect::Read, OPERATION);
    let data: Data<'_> = parse(api::body(answer, OPERATION)?.as_bytes()).map_err(|why| unreadable(&why))?;
    let lives = data.expires_in.positive();
    let lives = lives.ok_or_else(|| unreadable("no usable expires_in"))?;
    Ok(TokenPair {
        access: data
            .access_token
            .owned()
            .ok_or_else(|| unreadable("no usable access_token"))?,
        refresh: None,
        expires_at: call.now.plus(lives.saturating_mul(SECOND)),
    })
}
