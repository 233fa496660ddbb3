//! `cgi-bin/token` and `cgi-bin/stable_token`. The tokens of the two do not know of each other.

use serde_json::{Value, json};

use super::WechatShop;
use super::api::{ApiError, Ctx, Fields, Params, need_text};
use crate::fake::params::fields;

/// Marks the app of stable tokens among the accounts.
const STABLE: &str = "#stable";

/// The app id behind the name that its tokens go by.
pub(super) fn app_id(app: &str) -> &str {
    app.strip_suffix(STABLE).unwrap_or(app)
}

/// A fresh token each time; the one before lives on for a few minutes.
pub(super) fn token(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let shop = caller(ctx, params)?;
    let (now_ms, grace_ms) = (ctx.now_ms(), ctx.options.token_grace_ms);
    let tokens = ctx
        .core
        .accounts
        .issue_beside(&shop.app_id, shop.shop_id, now_ms, grace_ms);
    Ok(answer(&tokens.access_token, tokens.expires_ms, now_ms))
}

/// The same token until it is about to die, or another at once when the caller insists.
pub(super) fn stable_token(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let shop = caller(ctx, params)?;
    let app = format!("{}{STABLE}", shop.app_id);
    let (now_ms, grace_ms) = (ctx.now_ms(), ctx.options.token_grace_ms);
    let force = params.get("force_refresh").and_then(Value::as_bool).unwrap_or(false);
    let accounts = &mut ctx.core.accounts;
    if force {
        let tokens = accounts.issue(&app, shop.shop_id, now_ms);
        return Ok(answer(&tokens.access_token, tokens.expires_ms, now_ms));
    }
    let current = accounts.current(&app, shop.shop_id, now_ms);
    if let Some((token, expires_ms)) = current.filter(|(_, expires_ms)| expires_ms.saturating_sub(now_ms) > grace_ms) {
        return Ok(answer(token, expires_ms, now_ms));
    }
    let tokens = accounts.issue_beside(&app, shop.shop_id, now_ms, grace_ms);
    Ok(answer(&tokens.access_token, tokens.expires_ms, now_ms))
}

fn caller(ctx: &Ctx<'_>, params: &Params) -> Result<WechatShop, ApiError> {
    let needed = |name: &'static str, code: i64| {
        need_text(params, name).map_err(|_| ApiError::new(code, format!("{name} missing")))
    };
    if needed("grant_type", 40_002)? != "client_credential" {
        return Err(ApiError::new(40_002, "invalid grant_type"));
    }
    let (app_id, secret) = (needed("appid", 41_002)?, needed("secret", 41_004)?);
    let shop = ctx.options.shops.iter().find(|shop| shop.app_id == app_id);
    let shop = shop.ok_or_else(|| ApiError::new(40_013, "invalid appid"))?;
    if ctx.core.accounts.secret(app_id) != Some(secret) {
        return Err(ApiError::new(40_001, "invalid credential, secret is invalid"));
    }
    Ok(shop.clone())
}

fn answer(token: &str, expires_ms: i64, now_ms: i64) -> Fields {
    let expires_in = expires_ms.saturating_sub(now_ms).div_euclid(1000);
    fields(json!({"access_token": token, "expires_in": expires_in}))
}
