//! Labels of the axes of a ticket, of its clocks and of its money.

use super::Lang;
use crate::model::axes::{CancelReason, Decision, DisputeState, Goods, MoneyState, ReplacementState, Role};
use crate::model::ticket::{ClockKind, CompensationState, RefundChannel};

impl Goods {
    /// The label of where the returned goods are.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::NotRequired => ("无需寄回", "No return needed"),
            Self::AwaitingShip => ("待买家寄出", "Waiting to be sent"),
            Self::InTransit => ("退货运输中", "In transit"),
            Self::AtLocker => ("已投入寄件柜", "In a parcel locker"),
            Self::Delivered => ("已到仓待验", "Delivered, not inspected"),
            Self::PartiallyReceived => ("部分到仓", "Partly received"),
            Self::Received => ("已收货（免检）", "Received without inspection"),
            Self::InspectedPass => ("验货通过", "Inspection passed"),
            Self::InspectedFail => ("验货不通过", "Inspection failed"),
            Self::InspectedPartial => ("验货部分通过", "Inspection passed in part"),
            Self::Lost => ("退货丢件", "Lost in transit"),
            Self::ReturnedToBuyer => ("已退还买家", "Sent back to the buyer"),
            Self::WrittenOff => ("已核销", "Written off"),
        };
        lang.pick(zh, en)
    }
}

impl MoneyState {
    /// The label of how far the refund is.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::None => ("无退款", "No refund"),
            Self::Approved => ("已同意，收货后退款", "Approved, paid after the return"),
            Self::Pending => ("待退款", "To be paid"),
            Self::Partial => ("部分已退", "Partly paid"),
            Self::Paid => ("已全额退款", "Paid in full"),
            Self::Failed => ("退款失败", "Payment failed"),
            Self::Reversed => ("退款已追回", "Recovered from the buyer"),
        };
        lang.pick(zh, en)
    }
}

impl ReplacementState {
    /// The label of how far the replacement is.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::None => ("无换补货", "No replacement"),
            Self::Reserved => ("已锁定库存", "Stock reserved"),
            Self::Shipped => ("换补货已发出", "Shipped"),
            Self::Delivered => ("换补货已送达", "Delivered"),
            Self::Failed => ("丢件或缺货", "Lost or out of stock"),
            Self::Returned => ("被退回", "Came back undelivered"),
        };
        lang.pick(zh, en)
    }
}

impl DisputeState {
    /// The label of where the arbitration stands.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::None => ("无仲裁", "No dispute"),
            Self::Open => ("仲裁已发起", "Opened"),
            Self::EvidenceDue => ("待商家举证", "Evidence due"),
            Self::Ruling => ("平台裁决中", "Platform is deciding"),
            Self::RuledBuyer => ("判买家胜诉", "Ruled for the buyer"),
            Self::RuledSeller => ("判商家胜诉", "Ruled for the seller"),
            Self::Split => ("判双方分担", "Ruled in part"),
            Self::Withdrawn => ("买家已撤诉", "Withdrawn"),
            Self::Appealed => ("申诉中", "Under appeal"),
        };
        lang.pick(zh, en)
    }
}

impl Decision {
    /// The label of what the seller decided.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::None => ("未决定", "Undecided"),
            Self::Approved => ("已同意", "Approved"),
            Self::Rejected => ("已拒绝", "Rejected"),
        };
        lang.pick(zh, en)
    }
}

impl CancelReason {
    /// The label of why a ticket was cancelled.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::None => ("未取消", "Not cancelled"),
            Self::Buyer => ("买家撤销", "Cancelled by the buyer"),
            Self::Expired => ("超时取消", "Expired"),
            Self::Platform => ("平台取消", "Cancelled by the platform"),
        };
        lang.pick(zh, en)
    }
}

impl Role {
    /// The label of who acts.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Buyer => ("买家", "Buyer"),
            Self::Agent => ("客服", "Agent"),
            Self::Warehouse => ("仓库", "Warehouse"),
            Self::Qc => ("质检", "Quality control"),
            Self::Repair => ("维修", "Repair"),
            Self::Finance => ("财务", "Finance"),
            Self::Platform => ("平台", "Platform"),
            Self::Carrier => ("快递", "Carrier"),
            Self::Locker => ("快递柜", "Parcel locker"),
            Self::System => ("系统", "System"),
        };
        lang.pick(zh, en)
    }
}

impl ClockKind {
    /// The label of what a clock measures.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::FirstResponse => ("首次响应", "First response"),
            Self::Decision => ("处理决定", "Decision"),
            Self::Inspection => ("收货验货", "Inspection"),
            Self::Refund => ("退款打款", "Refund"),
            Self::Resolution => ("整单解决", "Resolution"),
            Self::PlatformDeadline => ("平台时限", "Platform deadline"),
            Self::NextResponse => ("再次响应", "Next response"),
            Self::FirstHumanResponse => ("人工首次响应", "First response by a person"),
        };
        lang.pick(zh, en)
    }
}

impl RefundChannel {
    /// The label of where money paid back goes.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Original => ("原路退回", "Original payment method"),
            Self::Bank => ("银行转账", "Bank transfer"),
            Self::Wallet => ("平台钱包", "Platform wallet"),
            Self::Points => ("积分", "Points"),
            Self::StoreCredit => ("店铺余额", "Store credit"),
            Self::GiftCard => ("礼品卡", "Gift card"),
            Self::Coupon => ("优惠券", "Coupon"),
        };
        lang.pick(zh, en)
    }
}

impl CompensationState {
    /// The label of where a goodwill payout stands.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Draft => ("草稿", "Draft"),
            Self::ToApprove => ("待审批", "Waiting for approval"),
            Self::ToPay => ("待打款", "Waiting for payment"),
            Self::Paying => ("打款中", "Being paid"),
            Self::Paid => ("已打款", "Paid"),
            Self::Failed => ("打款失败", "Payment failed"),
            Self::Refused => ("已驳回", "Refused"),
        };
        lang.pick(zh, en)
    }
}
