//! What the seller decides. There is no version to act on: the state alone guards, and a ticket moves once a minute at most.

use super::api::{ApiError, Ctx, Fields, Params, need_text, need_whole, text, texts, whole};
use super::support::{self, SCENES};
use crate::fake::world::{Actor, AfterSale, Decision, Kind, Refusal, SellerAction, Stage};

pub(super) fn accept(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let it = ctx.aftersale(params)?;
    let id = it.id;
    let action = match (it.kind, it.stage) {
        (Kind::ReturnRefund, Stage::AwaitingSeller) => SellerAction::ApproveReturn,
        (Kind::ReturnRefund, Stage::ReturnInTransit) => SellerAction::AcceptReturn,
        (Kind::ReturnRefund, Stage::Refund) if ctx.core.world.is_forgiving() => SellerAction::AcceptReturn,
        (Kind::Exchange, Stage::AwaitingSeller) => SellerAction::ApproveExchange,
        (Kind::RefundShipped | Kind::RefundUnshipped, _) => SellerAction::ApproveRefund,
        _ => return Err(refused(it)),
    };
    let pays = matches!(action, SellerAction::AcceptReturn | SellerAction::ApproveRefund);
    let wanted = match (action, whole(params, "accept_type")?) {
        (_, None) => true,
        (SellerAction::AcceptReturn, Some(2)) | (SellerAction::ApproveReturn, Some(1)) => true,
        (SellerAction::AcceptReturn | SellerAction::ApproveReturn, Some(1 | 2)) => false,
        (_, Some(1 | 2)) => true,
        _ => return Err(ApiError::bad_parameter("accept_type")),
    };
    if !wanted {
        return Err(ApiError::bad_state("accept_type"));
    }
    if pays && ctx.memory.moved_lately(id, ctx.now_ms()) && !ctx.core.world.is_forgiving() {
        return Err(too_often());
    }
    let address_id = address(ctx, params, action)?;
    let decision = Decision {
        address_id,
        ..decision(id, action, 0)
    };
    decide(ctx, decision, pays)
}

pub(super) fn reject(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let it = ctx.aftersale(params)?;
    let (action, scene) = match (it.kind, it.stage) {
        (Kind::ReturnRefund, Stage::ReturnInTransit) => (SellerAction::RejectAfterReturn, SCENES.returned),
        (Kind::ReturnRefund, _) => (SellerAction::RejectReturn, SCENES.returned),
        (Kind::Exchange, _) => (SellerAction::RejectExchange, SCENES.exchange),
        _ => (SellerAction::RejectRefund, SCENES.refund),
    };
    if ctx.options.negotiate_first && it.offer.is_none() {
        return Err(ApiError::new(10_021_068, "需先使用售后协商功能"));
    }
    let id = it.id;
    let reason = reason(params, scene)?;
    let decision = Decision {
        refusal: Some(reason),
        ..decision(id, action, need_whole(params, "reject_reason_type")?)
    };
    decide(ctx, decision, false)
}

pub(super) fn ship_exchange(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let it = exchange(ctx, params)?;
    let id = it.id;
    let action = match it.stage {
        Stage::AwaitingSeller if it.fast_exchange => SellerAction::ShipReplacementFirst,
        Stage::ReturnInTransit if it.fast_exchange && it.replacement.is_some() => return Err(refused(it)),
        _ => SellerAction::ShipReplacement,
    };
    let parcel = (need_text(params, "delivery_id")?, need_text(params, "waybill_id")?);
    if ctx.memory.moved_lately(id, ctx.now_ms()) {
        return Err(too_often());
    }
    let decision = Decision {
        parcel: Some((parcel.0.to_owned(), checked(parcel.1)?.to_owned())),
        ..decision(id, action, 0)
    };
    decide(ctx, decision, true)
}

pub(super) fn reject_exchange(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let id = exchange(ctx, params)?.id;
    let mut refusal = reason(params, SCENES.reship)?;
    refusal.evidence = texts(params, "reject_certificates")?;
    let decision = Decision {
        refusal: Some(refusal),
        ..decision(
            id,
            SellerAction::RejectExchangeAfterReturn,
            need_whole(params, "reject_reason_type")?,
        )
    };
    decide(ctx, decision, false)
}

pub(super) fn fast_exchange(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let it = exchange(ctx, params)?;
    if !it.fast_exchange || it.replacement.is_none() {
        return Err(refused(it));
    }
    let id = it.id;
    let kind = need_whole(params, "type")?;
    let decision = match kind {
        1 => decision(id, SellerAction::AcceptFastExchange, kind),
        2 => Decision {
            refusal: Some(Refusal {
                remark: checked(need_text(params, "reject_reason")?)?.to_owned(),
                ..Refusal::default()
            }),
            ..decision(id, SellerAction::RejectFastExchange, kind)
        },
        _ => return Err(ApiError::bad_parameter("type")),
    };
    decide(ctx, decision, false)
}

fn exchange<'a>(ctx: &'a Ctx<'_>, params: &Params) -> Result<&'a AfterSale, ApiError> {
    let it = ctx.aftersale(params)?;
    if it.kind == Kind::Exchange {
        Ok(it)
    } else {
        Err(ApiError::not_now("no exchange"))
    }
}

pub(super) fn decision(aftersale_id: i64, action: SellerAction, code: i64) -> Decision {
    Decision {
        aftersale_id,
        action,
        code,
        actor: Actor::Api,
        version: None,
        address_id: None,
        parcel: None,
        refusal: None,
    }
}

/// Applies a decision; `counted` ones lock the ticket for a minute.
pub(super) fn decide(ctx: &mut Ctx<'_>, decision: Decision, counted: bool) -> Result<Fields, ApiError> {
    let id = decision.aftersale_id;
    if ctx.core.world.check(&decision).is_err() {
        let found = ctx.core.world.aftersale(id);
        return Err(found.map_or_else(|| ApiError::not_now(id), refused));
    }
    ctx.core.world.decide(decision)?;
    if counted {
        let now_ms = ctx.now_ms();
        ctx.memory.moved(id, now_ms);
    }
    Ok(Fields::new())
}

/// A ticket that is over can never be acted on; another one cannot be now.
fn refused(it: &AfterSale) -> ApiError {
    if it.stage.is_over() {
        ApiError::bad_state(format!("{:?}", it.stage))
    } else {
        ApiError::not_now(format!("{:?}", it.stage))
    }
}

fn too_often() -> ApiError {
    ApiError::new(10_021_059, "平台退款请求太频繁，1qpm限制")
}

fn address(ctx: &Ctx<'_>, params: &Params, action: SellerAction) -> Result<Option<i64>, ApiError> {
    let needed = match action {
        SellerAction::ApproveReturn => true,
        SellerAction::ApproveExchange => ctx.options.exchange_needs_address,
        _ => return Ok(None),
    };
    let wrong = || ApiError::new(10_021_062, "退货地址address_id错误");
    match whole(params, "address_id").map_err(|_| wrong())? {
        None if needed => Err(ApiError::new(10_021_060, "缺少退货地址address_id参数")),
        None => Ok(None),
        Some(id) => {
            let mut own = ctx.core.world.warehouses(ctx.shop_id);
            own.any(|house| house.address_id == id)
                .then_some(Some(id))
                .ok_or_else(wrong)
        }
    }
}

fn reason(params: &Params, scene: i64) -> Result<Refusal, ApiError> {
    let reason_code = need_whole(params, "reject_reason_type")?;
    let known = support::REJECT_REASONS
        .iter()
        .find(|reason| reason.code == reason_code && reason.scene == scene);
    let known = known.ok_or_else(|| ApiError::bad_parameter("reject_reason_type"))?;
    let own_words = checked(text(params, "reject_reason")?)?;
    Ok(Refusal {
        reason_code,
        reason: known.text.to_owned(),
        remark: if own_words.is_empty() { known.words } else { own_words }.to_owned(),
        evidence: Vec::new(),
    })
}

/// Control characters and angle brackets are not taken.
pub(super) fn checked(text: &str) -> Result<&str, ApiError> {
    let forbidden = |letter: char| letter.is_control() && letter != '\n' || matches!(letter, '<' | '>');
    if text.chars().any(forbidden) {
        return Err(ApiError::new(10_020_261, "存在不合规字符"));
    }
    Ok(text)
}
