//! Reasons, proof of payments, and phone numbers that hide the buyer's.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Fields, Params, need_text, texts};
use super::codes::REASONS;
use crate::fake::params::fields;
use crate::fake::prng::fnv1a;

/// The numbers of `reject_scene`.
pub(super) struct Scenes {
    pub refund: i64,
    pub returned: i64,
    pub exchange: i64,
    pub reship: i64,
    pub fast: i64,
}

pub(super) const SCENES: Scenes = Scenes {
    refund: 1,
    returned: 4,
    exchange: 5,
    reship: 6,
    fast: 7,
};

/// One reason for a refusal.
pub(super) struct Reason {
    pub code: i64,
    pub text: &'static str,
    /// What the buyer reads when the seller writes nothing.
    pub words: &'static str,
    pub scene: i64,
}

const fn reason(code: i64, text: &'static str, words: &'static str, scene: i64) -> Reason {
    Reason {
        code,
        text,
        words,
        scene,
    }
}

/// Made-up reasons in the platform's shape; the true list is asked for.
pub(super) const REJECT_REASONS: &[Reason] = &[
    reason(1, "已发货,请勿申请退款", "商品已发货", SCENES.refund),
    reason(2, "已协商一致", "与您协商一致,不再退款", SCENES.refund),
    reason(7, "商品影响二次销售", "商品已影响二次销售", SCENES.returned),
    reason(8, "退回商品与原商品不符", "退回商品与原商品不符", SCENES.returned),
    reason(11, "库存不足无法换货", "库存不足", SCENES.exchange),
    reason(13, "退回商品已损坏", "退回商品已损坏", SCENES.reship),
    reason(15, "未收到退回商品", "未收到退回商品", SCENES.fast),
];

pub(super) fn reject_reasons(_ctx: &mut Ctx<'_>, _params: &Params) -> Result<Fields, ApiError> {
    let row = |reason: &Reason| {
        json!({
            "reject_reason_type": reason.code,
            "reject_reason_type_text": reason.text,
            "reject_reason": reason.words,
            "reject_scene": reason.scene,
        })
    };
    Ok(fields(
        json!({"reason_list": REJECT_REASONS.iter().map(row).collect::<Vec<_>>()}),
    ))
}

pub(super) fn reasons(_ctx: &mut Ctx<'_>, _params: &Params) -> Result<Fields, ApiError> {
    let row = |(code, text): &(i64, &str)| json!({"reason": code.to_string(), "reason_text": text});
    Ok(fields(
        json!({"reason_list": REASONS.iter().map(row).collect::<Vec<_>>()}),
    ))
}

pub(super) fn prove_refund(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let id = ctx.aftersale(params)?.id;
    let media = texts(params, "refund_certificates")?;
    if media.is_empty() {
        return Err(ApiError::bad_parameter("refund_certificates"));
    }
    let words = need_text(params, "desc")?.to_owned();
    ctx.core.world.prove_refund(id, &media, &words)?;
    Ok(Fields::new())
}

const NUMBER_LIFE_MS: i64 = 86_400_000;

pub(super) fn virtual_number(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    let it = ctx.aftersale(params)?;
    let id = it.id;
    let number = format!("170{:08}-{:04}", fnv1a(&id.to_be_bytes()) % 100_000_000, id % 10_000);
    let until_ms = ctx.now_ms().saturating_add(NUMBER_LIFE_MS);
    ctx.memory.give_number(id, number, until_ms);
    Ok(fields(number_info(ctx, id)))
}

/// The number given out for a ticket while it works.
pub(super) fn number_info(ctx: &Ctx<'_>, id: i64) -> Value {
    match ctx.memory.number(id) {
        Some((number, until_ms)) if *until_ms > ctx.now_ms() => json!({
            "virtual_tel_number": number, "virtual_tel_expire_time": until_ms.div_euclid(1000),
        }),
        _ => Value::Null,
    }
}
