//! Tokens for a seller's code, their renewal, and the shops that a token opens. Times are unix seconds, not spans.

use serde_json::json;

use super::TiktokShop;
use super::api::{ApiError, Ctx, Fields, Input};
use crate::fake::params::fields;

pub(super) fn get(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let app_key = caller(ctx, input, "authorized_code")?;
    let now_ms = ctx.core.world.now_ms();
    let redeemed = ctx
        .core
        .accounts
        .redeem_code(&app_key, input.query("auth_code"), now_ms);
    let shop_id = redeemed.map_err(|_| ApiError::new(36_004_004, "auth_code is invalid or expired"))?;
    issue(ctx, &app_key, shop_id)
}

/// The refresh token works once.
pub(super) fn refresh(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let app_key = caller(ctx, input, "refresh_token")?;
    let now_ms = ctx.core.world.now_ms();
    let redeemed = ctx
        .core
        .accounts
        .redeem_refresh(&app_key, input.query("refresh_token"), now_ms);
    let shop_id = redeemed.map_err(|_| ApiError::new(36_004_005, "refresh_token is invalid or expired"))?;
    issue(ctx, &app_key, shop_id)
}

fn caller(ctx: &Ctx<'_>, input: &Input<'_>, grant_type: &str) -> Result<String, ApiError> {
    let app_key = input.query("app_key");
    if ctx.core.accounts.secret(app_key) != Some(input.query("app_secret")) {
        return Err(ApiError::new(36_004_003, "app_key or app_secret is invalid"));
    }
    if input.query("grant_type") != grant_type {
        return Err(ApiError::new(36_004_002, "grant_type is invalid"));
    }
    Ok(app_key.to_owned())
}

fn issue(ctx: &mut Ctx<'_>, app_key: &str, shop_id: i64) -> Result<Fields, ApiError> {
    let shop = ctx
        .options
        .shop(shop_id)
        .filter(|_| ctx.core.accounts.is_authorised(shop_id));
    let shop = shop.ok_or_else(|| ApiError::new(36_004_006, "the seller has withdrawn the authorization"))?;
    let now_ms = ctx.core.world.now_ms();
    let tokens = ctx.core.accounts.issue(app_key, shop_id, now_ms);
    Ok(fields(json!({
        "access_token": tokens.access_token,
        "access_token_expire_in": tokens.expires_ms.div_euclid(1000),
        "refresh_token": tokens.refresh_token,
        "refresh_token_expire_in": tokens.refresh_expires_ms.div_euclid(1000),
        "open_id": shop.open_id,
        "seller_name": shop.name,
        "seller_base_region": shop.region,
        "user_type": 0,
        "granted_scopes": [],
    })))
}

pub(super) fn shops(ctx: &mut Ctx<'_>, _input: &Input<'_>) -> Result<Fields, ApiError> {
    let own = |shop: &&TiktokShop| shop.open_id == ctx.shop.open_id && ctx.core.accounts.is_authorised(shop.shop_id);
    let rows = ctx.options.shops.iter().filter(own).map(|shop| {
        json!({
            "id": shop.shop_id.to_string(), "name": shop.name, "region": shop.region, "cipher": shop.cipher,
            "code": format!("{}LC{}", shop.region, shop.shop_id % 1_000_000), "seller_type": "LOCAL",
        })
    });
    Ok(fields(json!({"shops": rows.collect::<Vec<_>>()})))
}
