//! Access tokens: seven days; refresh tokens: fourteen.
use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::model::shop::TokenPair;
use aftersync_core::model::time::SECOND;
use aftersync_core::platform::{AppCredentials, Call, HttpRequest, HttpResponse, TokenRequest};
use serde::Deserialize;
use serde_json::json;

use crate::common::answer;
use crate::common::json::{Id, Loose, Text, Whole, parse};
use crate::common::refusal::Effect;
use crate::common::url;

use super::{api, switch};

/// Where a merchant gives an app its consent.
const CONSENT: &str = "https://fuwu.jinritemai.com/authorize";
/// The entry of [`AppCredentials::extra`] that names the app on the service market.
const SERVICE: &str = "service_id";

/// The page of consent; only apps with a service id on the market have one.
pub(super) fn authorize_url(app: &AppCredentials, state: &str) -> Option<String> {
    let service = app.extra.get(SERVICE)?;
    let query = url::query(&[("service_id", service.expose()), ("state", state)]);
    Some(format!("{CONSENT}?{query}"))
}

/// Asks for a token. Signed like every call, without a token of its own.
pub(super) fn request(call: &Call, ask: &TokenRequest) -> HttpRequest {
    let (method, params) = match ask {
        TokenRequest::Code(code) => (
            "token.create",
            json!({"code": code.expose(), "grant_type": "authorization_code"}),
        ),
        TokenRequest::SelfUse => {
            let test_shop = call.app.unconfirmed.contains(switch::TEST_SHOP).then_some("1");
            let shop = call.shop.as_str();
            (
                "token.create",
                json!({"code": "", "grant_type": "authorization_self", "shop_id": shop, "test_shop": test_shop}),
            )
        }
        TokenRequest::Refresh(token) => (
            "token.refresh",
            json!({"grant_type": "refresh_token", "refresh_token": token.expose()}),
        ),
    };
    api::signed(call, None, method, &params)
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    access_token: Loose<Text<'a>>,
    #[serde(borrow, default)]
    refresh_token: Loose<Text<'a>>,
    #[serde(default)]
    expires_in: Loose<Whole>,
    #[serde(borrow, default)]
    shop_id: Loose<Id<'a>>,
}

/// Reads a token. One for another shop is refused: it would act in that shop's name.
pub(super) fn read(call: &Call, answer: &HttpResponse) -> Result<TokenPair> {
    const OPERATION: &str = "douyin.token";
    // A refresh token works once, so an unclear answer is not a clear failure.
    let data = api::data(answer, Effect::Write, OPERATION)?;
    let unreadable = |why: &str| answer::unreadable(answer, why, Effect::Write, OPERATION);
    let data: Data<'_> = parse(data.get().as_bytes()).map_err(|why| unreadable(&why))?;
    if data.shop_id.id().is_some_and(|shop| shop != call.shop.as_str()) {
        return Err(Error::new(ErrorKind::Forbidden, "the token is for another shop")
            .during(OPERATION)
            .with("shop", &call.shop)
            .hint("let the merchant give consent for this shop"));
    }
    let lives = data
        .expires_in
        .positive()
        .ok_or_else(|| unreadable("no usable expires_in"))?;
    Ok(TokenPair {
        access: data
            .access_token
            .owned()
            .ok_or_else(|| unreadable("no usable access_token"))?,
        refresh: data.refresh_token.owned(),
        expires_at: call.now.plus(lives.saturating_mul(SECOND)),
    })
}
