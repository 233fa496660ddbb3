//! Doudian's numbers and words for kinds and stages.

use crate::fake::world::{
    AfterSale, Arbitration, ArbitrationState, Codes, Kind, Order, OrderStage, RefundState, Role, Spelt, Stage, Verdict,
};

pub(super) struct DouyinCodes;

impl Codes for DouyinCodes {
    fn kind(&self, it: &AfterSale) -> Spelt {
        kind_code(it.kind).into()
    }

    fn status(&self, it: &AfterSale) -> Spelt {
        status(it).into()
    }

    fn refund(&self, it: &AfterSale) -> Spelt {
        refund_code(it.refund).into()
    }

    fn arbitration(&self, it: &AfterSale) -> Spelt {
        arbitration_code(it.arbitration.as_ref()).into()
    }
}

pub(super) fn kind_code(kind: Kind) -> i64 {
    match kind {
        Kind::ReturnRefund => 0,
        Kind::RefundShipped => 1,
        Kind::RefundUnshipped => 2,
        Kind::Exchange => 3,
        Kind::PriceProtection => 6,
        Kind::Resend => 7,
        Kind::Repair => 8,
    }
}

pub(super) fn kind_text(kind: Kind) -> &'static str {
    match kind {
        Kind::ReturnRefund => "退货退款",
        Kind::RefundShipped => "已发货仅退款",
        Kind::RefundUnshipped => "未发货仅退款",
        Kind::Exchange => "换货",
        Kind::PriceProtection => "价保",
        Kind::Resend => "补寄",
        Kind::Repair => "维修",
    }
}

pub(super) fn stage_code(stage: Stage) -> i64 {
    match stage {
        // A proposal has no number of its own here, and no method makes one.
        Stage::AwaitingSeller | Stage::AwaitingBuyer => 6,
        Stage::AwaitingBuyerReturn => 7,
        Stage::AwaitingSellerShip => 8,
        Stage::ReturnInTransit => 11,
        Stage::Refund => 12,
        Stage::ReplacementShipped => 13,
        Stage::Completed => 14,
        Stage::Rejected => 27,
        Stage::Closed => 28,
        Stage::RejectedAfterReturn => 29,
    }
}

/// The status as detail and messages show it.
pub(super) fn status(aftersale: &AfterSale) -> i64 {
    let raw = aftersale.raw_status.as_ref().and_then(|raw| raw.parse().ok());
    raw.unwrap_or_else(|| stage_code(aftersale.stage))
}

/// The status as the list shows it: an exchange on its way to the buyer has a number of its own there.
pub(super) fn list_status(aftersale: &AfterSale) -> i64 {
    match (aftersale.kind, status(aftersale)) {
        (Kind::Exchange, 13) => 3,
        (_, status) => status,
    }
}

pub(super) fn status_text(aftersale: &AfterSale) -> &'static str {
    match aftersale.stage {
        Stage::AwaitingSeller | Stage::AwaitingBuyer => "待商家处理",
        Stage::AwaitingBuyerReturn => "待买家退货",
        Stage::AwaitingSellerShip => "待商家发货",
        Stage::ReturnInTransit => "待商家收货",
        Stage::ReplacementShipped => "待买家收货",
        Stage::Refund => "售后成功",
        Stage::Completed => "售后完成",
        Stage::Rejected => "商家拒绝售后申请",
        Stage::RejectedAfterReturn => "商家拒绝退款",
        Stage::Closed => "售后关闭",
    }
}

pub(super) fn refund_code(refund: RefundState) -> i64 {
    match refund {
        RefundState::Waiting => 1,
        RefundState::Moving => 2,
        RefundState::Paid => 3,
        RefundState::Failed => 4,
    }
}

/// 0 none, 1 open, 4 evidence wanted, 5 negotiation, 255 over.
pub(super) fn arbitration_code(dispute: Option<&Arbitration>) -> i64 {
    match dispute.map(|dispute| dispute.state) {
        None => 0,
        Some(ArbitrationState::Open) => 1,
        Some(ArbitrationState::EvidenceWanted) => 4,
        Some(ArbitrationState::Negotiation) => 5,
        Some(ArbitrationState::Ended) => 255,
    }
}

pub(super) fn verdict_code(verdict: Option<Verdict>) -> i64 {
    match verdict {
        None => 0,
        Some(Verdict::ForBuyer) => 1,
        Some(Verdict::ForSeller) => 2,
        Some(Verdict::ForBuyerRefundNow) => 3,
    }
}

pub(super) fn role_code(role: Role) -> i64 {
    match role {
        Role::Buyer => 1,
        Role::Seller => 2,
        Role::Platform => 3,
    }
}

pub(super) fn role_text(role: Role) -> &'static str {
    match role {
        Role::Buyer => "买家",
        Role::Seller => "商家",
        Role::Platform => "平台",
    }
}

pub(super) fn order_status(order: &Order) -> i64 {
    match order.stage {
        OrderStage::Placed => 1,
        OrderStage::Paid => 2,
        OrderStage::Shipped => 3,
        OrderStage::Cancelled => 4,
        OrderStage::Finished => 5,
    }
}

pub(super) fn order_status_text(order: &Order) -> &'static str {
    match order.stage {
        OrderStage::Placed => "待支付",
        OrderStage::Paid => "备货中",
        OrderStage::Shipped => "已发货",
        OrderStage::Cancelled => "已取消",
        OrderStage::Finished => "已完成",
    }
}

/// Carrier names for the codes that the fake's parcels use; others are shown by code.
pub(super) fn carrier_name(code: &str) -> &str {
    match code {
        "shunfeng" => "顺丰速运",
        "zhongtong" => "中通快递",
        "yuantong" => "圆通快递",
        "yunda" => "韵达快递",
        "jd" => "京东快递",
        "ems" => "EMS",
        other => other,
    }
}
