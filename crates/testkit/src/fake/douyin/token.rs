//! `token.create` and `token.refresh`.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Params, need_text, need_whole, text};
use crate::fake::accounts::TokenFault;

pub(super) fn create(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let now_ms = ctx.core.world.now_ms();
    let shop_id = match need_text(params, "grant_type")? {
        "authorization_self" => {
            if !text(params, "code")?.is_empty() {
                return Err(ApiError::bad_parameter("code must be empty for authorization_self"));
            }
            need_whole(params, "shop_id")?
        }
        "authorization_code" => {
            let code = need_text(params, "code")?;
            ctx.core
                .accounts
                .redeem_code(ctx.app_key, code, now_ms)
                .map_err(|fault| failed("code", fault))?
        }
        _ => return Err(ApiError::bad_parameter("grant_type")),
    };
    issue(ctx, shop_id)
}

pub(super) fn refresh(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    if need_text(params, "grant_type")? != "refresh_token" {
        return Err(ApiError::bad_parameter("grant_type"));
    }
    let now_ms = ctx.core.world.now_ms();
    let old = need_text(params, "refresh_token")?;
    let shop_id = ctx
        .core
        .accounts
        .redeem_refresh(ctx.app_key, old, now_ms)
        .map_err(|fault| failed("token", fault))?;
    issue(ctx, shop_id)
}

fn issue(ctx: &mut Ctx<'_>, shop_id: i64) -> Result<Value, ApiError> {
    let name = ctx.core.accounts.shop_name(shop_id).map(str::to_owned);
    let name = name.ok_or_else(|| ApiError::new(50001, "dop.token-generate-failed:shop-not-exist", "店铺不存在"))?;
    let now_ms = ctx.core.world.now_ms();
    let tokens = ctx.core.accounts.issue(ctx.app_key, shop_id, now_ms);
    Ok(json!({
        "access_token": tokens.access_token,
        "expires_in": tokens.expires_ms.saturating_sub(now_ms).div_euclid(1000),
        "refresh_token": tokens.refresh_token,
        "scope": "SCOPE",
        "shop_id": shop_id,
        "shop_name": name,
        "authority_id": "",
        "auth_subject_type": "",
    }))
}

fn failed(what: &str, fault: TokenFault) -> ApiError {
    let why = match fault {
        TokenFault::Expired | TokenFault::Used => "expired",
        TokenFault::Unknown | TokenFault::Revoked => "invalid",
    };
    ApiError::new(
        50001,
        &format!("dop.token-generate-failed:{what}-{why}"),
        "token 生成失败",
    )
}
