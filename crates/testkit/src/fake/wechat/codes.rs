//! WeChat's words and numbers for stages, kinds, disputes and guarantees.

use crate::fake::world::{
    Actor, AfterSale, Arbitration, ArbitrationState, ChangeKind, Codes, Kind, Order, OrderStage, Proposal, RefundState,
    Role, Spelt, Stage, Verdict,
};

pub(super) struct WechatCodes;

impl Codes for WechatCodes {
    fn kind(&self, it: &AfterSale) -> Spelt {
        kind_word(it.kind).into()
    }

    fn status(&self, it: &AfterSale) -> Spelt {
        if it.special {
            guarantee_status(it).into()
        } else {
            status(it).into()
        }
    }

    fn refund(&self, it: &AfterSale) -> Spelt {
        refund_reason(it).into()
    }

    fn arbitration(&self, it: &AfterSale) -> Spelt {
        it.arbitration
            .as_ref()
            .map_or(0, |dispute| complaint_status(it, dispute))
            .into()
    }
}

/// What a buyer can ask for here.
pub(super) const KINDS: &[Kind] = &[
    Kind::ReturnRefund,
    Kind::RefundShipped,
    Kind::RefundUnshipped,
    Kind::Exchange,
];

pub(super) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::ReturnRefund => "RETURN",
        Kind::Exchange => "EXCHANGE",
        _ => "REFUND",
    }
}

/// The status as every answer and event shows it.
pub(super) fn status(it: &AfterSale) -> &str {
    it.raw_status.as_deref().unwrap_or_else(|| status_word(it))
}

fn status_word(it: &AfterSale) -> &'static str {
    match it.stage {
        Stage::AwaitingSeller if it.intercepted => "WAIT_PACKAGE_INTERCEPT",
        Stage::AwaitingSeller => "MERCHANT_PROCESSING",
        Stage::AwaitingBuyer => match it.offer.as_ref().map(|offer| offer.proposal) {
            Some(Proposal::Opened) => "USER_WAIT_HANDLE_MERCHANT_AFTER_SALE",
            Some(Proposal::Proof) => "USER_WAIT_CONFIRM",
            _ => "USER_WAIT_CONFIRM_UPDATE",
        },
        Stage::AwaitingBuyerReturn => "USER_WAIT_RETURN",
        // After a verdict the seller sends the replacement; there is no word of its own for it.
        Stage::ReturnInTransit | Stage::AwaitingSellerShip => "MERCHANT_WAIT_RECEIPT",
        Stage::ReplacementShipped => "USER_WAIT_RECEIPT",
        Stage::Completed => "MERCHANT_EXCHANGE_SUCCESS",
        Stage::Refund => money_word(it),
        Stage::Rejected | Stage::RejectedAfterReturn => match (it.kind, it.stage) {
            (Kind::ReturnRefund, _) => "MERCHANT_REJECT_RETURN",
            (Kind::Exchange, Stage::Rejected) => "MERCHANT_REJECT_EXCHANGE",
            (Kind::Exchange, _) => "MERCHANT_REJECT_RESHIP",
            _ => "MERCHANT_REJECT_REFUND",
        },
        Stage::Closed if it.closed_by == Some(Role::Buyer) => "USER_CANCELD",
        Stage::Closed if it.refund == RefundState::Failed => "MERCHANT_REFUND_RETRY_FAIL",
        Stage::Closed if it.kind == Kind::ReturnRefund => "RETURN_CLOSED",
        Stage::Closed => "MERCHANT_FAIL",
    }
}

fn money_word(it: &AfterSale) -> &'static str {
    match (it.refund, it.kind) {
        (RefundState::Paid, Kind::ReturnRefund) => "MERCHANT_RETURN_SUCCESS",
        (RefundState::Paid, _) => "MERCHANT_REFUND_SUCCESS",
        (RefundState::Failed, _) => "PLATFORM_REFUND_FAIL",
        (RefundState::Waiting, _) if it.agreed_by == Some(Actor::Deadline) => "MERCHANT_OVERDUE_REFUND",
        (RefundState::Waiting | RefundState::Moving, _) => "PLATFORM_REFUNDING",
    }
}

/// The number that orders show for a status; 0 for those that have none.
pub(super) fn status_number(it: &AfterSale) -> i64 {
    match status(it) {
        "USER_CANCELD" => 1,
        "MERCHANT_PROCESSING" => 2,
        "MERCHANT_REJECT_REFUND" => 4,
        "MERCHANT_REJECT_RETURN" => 5,
        "USER_WAIT_RETURN" => 6,
        "RETURN_CLOSED" => 7,
        "MERCHANT_WAIT_RECEIPT" => 8,
        "MERCHANT_OVERDUE_REFUND" => 12,
        "MERCHANT_REFUND_SUCCESS" => 13,
        "MERCHANT_RETURN_SUCCESS" => 14,
        "PLATFORM_REFUNDING" => 15,
        "PLATFORM_REFUND_FAIL" => 16,
        "USER_WAIT_CONFIRM" => 17,
        "MERCHANT_REFUND_RETRY_FAIL" => 18,
        "MERCHANT_FAIL" => 19,
        _ => 0,
    }
}

/// Why money moves; 0 before it does.
pub(super) fn refund_reason(it: &AfterSale) -> i64 {
    let ruled = it.arbitration.as_ref().and_then(|dispute| dispute.verdict);
    match (it.stage, it.agreed_by) {
        (Stage::Refund, None) if ruled.is_some() => 5,
        (Stage::Refund, Some(Actor::Console)) => 1,
        (Stage::Refund, Some(Actor::Api)) => 3,
        (Stage::Refund, Some(Actor::Deadline)) => match it.kind {
            Kind::RefundUnshipped => 4,
            Kind::ReturnRefund => 11,
            _ => 9,
        },
        _ => 0,
    }
}

/// Messages do not move a dispute.
pub(super) fn complaint_status(it: &AfterSale, dispute: &Arbitration) -> i64 {
    let moved = |kind: &ChangeKind| *kind != ChangeKind::ArbitrationMessage;
    let last = dispute.steps.iter().rev().map(|step| step.kind).find(moved);
    match last {
        Some(ChangeKind::ArbitrationSteppedIn) => 103,
        Some(ChangeKind::ArbitrationWantsEvidence) => 106,
        Some(ChangeKind::ArbitrationEvidenceGiven) => 107,
        Some(ChangeKind::ArbitrationNegotiation) => 108,
        Some(ChangeKind::ArbitrationCancelled) => 102,
        Some(ChangeKind::ArbitrationDecided) => match dispute.verdict {
            Some(Verdict::ForBuyerRefundNow) if it.refund == RefundState::Paid => 115,
            Some(Verdict::ForBuyerRefundNow) => 114,
            Some(Verdict::ForSeller) => 116,
            _ => 112,
        },
        _ => 100,
    }
}

/// One step of a dispute's history.
pub(super) fn item_type(kind: ChangeKind, verdict: Option<Verdict>) -> i64 {
    match kind {
        ChangeKind::ArbitrationMessage => 3,
        ChangeKind::ArbitrationEvidenceGiven => 8,
        ChangeKind::ArbitrationCancelled => 12,
        ChangeKind::ArbitrationSteppedIn => 13,
        ChangeKind::ArbitrationWantsEvidence => 16,
        ChangeKind::ArbitrationNegotiation => 18,
        ChangeKind::ArbitrationDecided if verdict == Some(Verdict::ForSeller) => 31,
        ChangeKind::ArbitrationDecided => 30,
        _ => 1,
    }
}

/// A guarantee that the seller refuses goes to the platform.
pub(super) fn guarantee_status(it: &AfterSale) -> &'static str {
    let dispute = it.arbitration.as_ref().filter(|_| it.in_dispute());
    if let Some(dispute) = dispute {
        return match dispute.state {
            ArbitrationState::EvidenceWanted => "STATUS_WAIT_MERCHANT_PROOF",
            ArbitrationState::Negotiation => "STATUS_WAIT_BOTH_PROOF",
            ArbitrationState::Open | ArbitrationState::Ended => "STATUS_WAIT_PLATFORM_HANDLE",
        };
    }
    match (it.stage, it.refund) {
        (Stage::AwaitingSeller, _) => "STATUS_WAIT_MERCHANT_HANDLE",
        (Stage::AwaitingBuyer, _) => "STATUS_WAIT_USER_CONFIRM",
        (Stage::Refund, RefundState::Paid) => "STATUS_PAY_SUCC",
        (Stage::Refund, RefundState::Failed) => "STATUS_PAY_FAIL",
        (Stage::Refund, _) => "STATUS_PAYING",
        (Stage::Closed, _) => "STATUS_USER_CANCEL",
        _ => "STATUS_WAIT_PLATFORM_HANDLE",
    }
}

/// Remaining seconds while the seller must act.
pub(super) fn remaining_s(it: &AfterSale, now_ms: i64) -> Option<i64> {
    let sellers_turn = matches!(
        it.stage,
        Stage::AwaitingSeller | Stage::ReturnInTransit | Stage::AwaitingSellerShip
    );
    let deadline = it.deadline_ms.filter(|_| sellers_turn)?;
    Some(deadline.saturating_sub(now_ms).max(0).div_euclid(1000))
}

pub(super) fn order_status(order: &Order, refunded: bool) -> i64 {
    match order.stage {
        OrderStage::Placed => 10,
        OrderStage::Paid if refunded => 250,
        OrderStage::Paid => 20,
        OrderStage::Shipped => 30,
        OrderStage::Finished => 100,
        OrderStage::Cancelled => 250,
    }
}

/// The buyer's reasons. Old words still occur: see [`reason_of`].
pub(super) const REASONS: &[(i64, &str)] = &[
    (10_000_000, "不想要了"),
    (10_000_001, "缺货"),
    (10_000_002, "拍错/多拍"),
    (10_000_006, "卖家发错货"),
    (10_000_007, "未收到商品"),
    (10_000_008, "其他"),
    (10_000_014, "协商一致退款"),
    (10_000_015, "快递长时间未送达"),
    (10_000_017, "物流无跟踪记录"),
    (10_000_021, "质量问题"),
];

/// The reason as the ticket shows it: a number from the table, an old word when the world gives no number, else "other".
pub(super) fn reason_of(it: &AfterSale) -> String {
    match it.reason_code {
        0 => it.reason.clone(),
        code if REASONS.iter().any(|(known, _)| *known == code) => code.to_string(),
        _ => "10000008".to_owned(),
    }
}

/// Carriers that the fake's parcels use, by WeChat's code; others go by `OTHER`.
pub(super) fn carrier(code: &str) -> (&str, &str) {
    match code {
        "shunfeng" | "SF" => ("SF", "顺丰速运"),
        "zhongtong" | "ZTO" => ("ZTO", "中通快递"),
        "yuantong" | "YTO" => ("YTO", "圆通速递"),
        "yunda" | "YD" => ("YD", "韵达速递"),
        "jd" | "JD" => ("JD", "京东物流"),
        "ems" | "EMS" => ("EMS", "EMS"),
        other => ("OTHER", other),
    }
}
