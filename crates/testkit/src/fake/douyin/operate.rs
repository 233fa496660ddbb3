//! `afterSale.operate`: the seller's decisions, guarded by the version the seller looked at.

use serde_json::{Value, json};

use super::OperateRow;
use super::api::{ApiError, Ctx, Params, need_text, need_whole, text, whole};
use super::support::{NO_RECEIPT, REASONS};
use crate::fake::world::{Actor, Decision, Kind, Refusal, SellerAction};

const fn row(code: i64, kind: Kind, action: SellerAction) -> OperateRow {
    OperateRow {
        code,
        kind: Some(kind),
        action,
    }
}

/// The numbers the documents give. Unshipped refunds, price protection, resend and repair have none there.
const TABLE: &[OperateRow] = &[
    row(101, Kind::ReturnRefund, SellerAction::ApproveReturn),
    row(102, Kind::ReturnRefund, SellerAction::RejectReturn),
    row(111, Kind::ReturnRefund, SellerAction::AcceptReturn),
    row(112, Kind::ReturnRefund, SellerAction::RejectAfterReturn),
    row(201, Kind::RefundShipped, SellerAction::ApproveRefund),
    row(202, Kind::RefundShipped, SellerAction::RejectRefund),
    row(301, Kind::Exchange, SellerAction::ApproveExchange),
    row(302, Kind::Exchange, SellerAction::RejectExchange),
    row(311, Kind::Exchange, SellerAction::ShipReplacement),
    row(312, Kind::Exchange, SellerAction::RejectExchangeAfterReturn),
];

const LARGEST_BATCH: usize = 20;

pub(super) fn operate(ctx: &mut Ctx<'_>, params: &Params) -> Result<Value, ApiError> {
    let code = need_whole(params, "type")?;
    let items: Vec<&Params> = params
        .get("items")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .collect();
    if items.is_empty() || items.len() > LARGEST_BATCH {
        return Err(ApiError::bad_parameter("items must be 1 to 20"));
    }
    let decisions: Vec<Decision> = items
        .iter()
        .map(|item| decision(ctx, code, item))
        .collect::<Result<_, _>>()?;
    // One bad item fails the whole batch, so all are looked at before any is applied.
    let checks: Vec<_> = decisions
        .iter()
        .map(|decision| ctx.core.world.check(decision))
        .collect();
    if let Some(error) = checks.iter().find_map(|check| check.as_ref().err()) {
        let mut refused = ApiError::from(error.clone());
        let status = |failed: bool| {
            if failed {
                (20_309_541, "售后单状态已变更")
            } else {
                (1, "同批其他售后单失败")
            }
        };
        let rows = decisions
            .iter()
            .zip(&checks)
            .map(|(decision, check)| item_row(decision.aftersale_id, status(check.is_err())));
        refused.data = json!({"items": rows.collect::<Vec<_>>()});
        return Err(refused);
    }
    let mut rows = Vec::with_capacity(decisions.len());
    for decision in decisions {
        rows.push(item_row(decision.aftersale_id, (0, "success")));
        ctx.core.world.decide(decision)?;
    }
    Ok(json!({"items": rows}))
}

fn item_row(aftersale_id: i64, (status_code, status_msg): (i64, &str)) -> Value {
    json!({"aftersale_id": aftersale_id, "status_code": status_code, "status_msg": status_msg})
}

fn decision(ctx: &Ctx<'_>, code: i64, item: &Params) -> Result<Decision, ApiError> {
    // Declared as text: a number here would have lost digits in many languages.
    let aftersale_id = need_text(item, "aftersale_id")?
        .parse()
        .map_err(|_| ApiError::bad_parameter("aftersale_id"))?;
    let kind = ctx.aftersale(aftersale_id)?.kind;
    let rows = || {
        TABLE
            .iter()
            .chain(&ctx.options.extra_operate)
            .filter(|row| row.code == code)
    };
    let fitting = rows().find(|row| row.kind.is_none_or(|wanted| wanted == kind));
    let action = match (fitting, rows().next()) {
        (Some(row), _) => row.action,
        (None, Some(_)) => return Err(ApiError::state_moved("type does not fit the kind of after-sale")),
        (None, None) => return Err(ApiError::bad_parameter("type")),
    };
    let empty = Params::new();
    let logistics = item.get("logistics").and_then(Value::as_object).unwrap_or(&empty);
    Ok(Decision {
        aftersale_id,
        action,
        code,
        actor: Actor::Api,
        version: whole(item, "update_time")?,
        address_id: address(ctx, action, logistics)?,
        parcel: parcel(action, logistics)?,
        refusal: refusal(ctx, aftersale_id, action, item)?,
    })
}

fn address(ctx: &Ctx<'_>, action: SellerAction, logistics: &Params) -> Result<Option<i64>, ApiError> {
    if !matches!(
        action,
        SellerAction::ApproveReturn | SellerAction::ApproveExchange | SellerAction::ApproveRepair
    ) {
        return Ok(None);
    }
    let id = need_whole(logistics, "receiver_address_id")?;
    let known = ctx
        .core
        .world
        .warehouses(ctx.shop_id)
        .any(|house| house.address_id == id);
    if known {
        Ok(Some(id))
    } else {
        Err(ApiError::bad_parameter("receiver_address_id"))
    }
}

fn parcel(action: SellerAction, logistics: &Params) -> Result<Option<(String, String)>, ApiError> {
    if action != SellerAction::ShipReplacement {
        return Ok(None);
    }
    Ok(Some((
        need_text(logistics, "company_code")?.to_owned(),
        need_text(logistics, "logistics_code")?.to_owned(),
    )))
}

fn refusal(ctx: &Ctx<'_>, aftersale_id: i64, action: SellerAction, item: &Params) -> Result<Option<Refusal>, ApiError> {
    if !action.is_refusal() {
        return Ok(None);
    }
    let reason_code = need_whole(item, "reject_reason_code")?;
    let remark = need_text(item, "remark")?.to_owned();
    let got_parcel = ctx.aftersale(aftersale_id)?.got_parcel;
    let reason = REASONS
        .iter()
        .find(|reason| reason.code == reason_code && (reason.pkg == -1 || (reason.pkg == NO_RECEIPT) != got_parcel));
    let reason = reason.ok_or_else(|| ApiError::bad_parameter("reject_reason_code"))?;
    let evidence: Vec<String> = item
        .get("evidence")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|it| it.get("url").and_then(Value::as_str).map(str::to_owned))
        .collect();
    if reason.evidence_need && evidence.is_empty() {
        return Err(ApiError::bad_parameter("this reason needs evidence"));
    }
    Ok(Some(Refusal {
        reason_code,
        reason: text(item, "reason")?.to_owned(),
        remark,
        evidence,
    }))
}
