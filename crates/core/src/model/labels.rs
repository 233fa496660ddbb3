//! What people read: the labels of the model's words in Chinese and English.

mod axes;
mod bot;
mod figures;
#[cfg(test)]
mod tests;
mod trade;
mod work;

use super::axes::{Headline, Kind, WaitingOn};
use super::handoff::TaskKind;
use super::notice::Notice;
use super::trigger::Trigger;
use super::words::words;

words! {
    /// A display language.
    pub enum Lang {
        /// Simplified Chinese.
        Zh = "zh",
        /// English.
        En = "en",
    }
}

impl Lang {
    /// The text of this language out of the two.
    const fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

impl Lang {
    /// The name of this language, in a language.
    pub const fn label(self, lang: Self) -> &'static str {
        let (zh, en) = match self {
            Self::Zh => ("简体中文", "Simplified Chinese"),
            Self::En => ("英文", "English"),
        };
        lang.pick(zh, en)
    }
}

impl Headline {
    /// The label of this state.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Requested => ("新申请", "New request"),
            Self::AwaitingSeller => ("待商家处理", "Waiting for seller"),
            Self::AwaitingBuyer => ("待买家处理", "Waiting for buyer"),
            Self::AwaitingBuyerReturn => ("待买家寄回", "Waiting for return"),
            Self::ReturnInTransit => ("退货运输中", "Return in transit"),
            Self::AwaitingInspection => ("待收货验货", "Waiting for inspection"),
            Self::Repairing => ("维修中", "In repair"),
            Self::Refunding => ("退款中", "Refund in progress"),
            Self::ExchangeShipping => ("换补货配送中", "Replacement on its way"),
            Self::Disputed => ("平台仲裁中", "In dispute"),
            Self::Refunded => ("已退款", "Refunded"),
            Self::Exchanged => ("换补货完成", "Replacement delivered"),
            Self::Resolved => ("已解决", "Resolved"),
            Self::Rejected => ("已拒绝", "Rejected"),
            Self::Cancelled => ("已取消", "Cancelled"),
            Self::Closed => ("已关闭", "Closed"),
        };
        lang.pick(zh, en)
    }
}

impl Kind {
    /// The label of this kind.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::RefundOnly => ("仅退款", "Refund only"),
            Self::ReturnRefund => ("退货退款", "Return and refund"),
            Self::Exchange => ("换货", "Exchange"),
            Self::Repair => ("维修", "Repair"),
            Self::Resend => ("补发", "Resend"),
            Self::PriceProtection => ("价保", "Price protection"),
            Self::Complaint => ("投诉", "Complaint"),
            Self::Inquiry => ("咨询", "Inquiry"),
        };
        lang.pick(zh, en)
    }
}

impl WaitingOn {
    /// The label of this side.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::System => ("系统", "System"),
            Self::Seller => ("商家", "Seller"),
            Self::Buyer => ("买家", "Buyer"),
            Self::Carrier => ("物流", "Carrier"),
            Self::Warehouse => ("仓库", "Warehouse"),
            Self::RepairShop => ("维修方", "Repair shop"),
            Self::Finance => ("财务", "Finance"),
            Self::Platform => ("平台", "Platform"),
            Self::Nobody => ("无需处理", "Nobody"),
        };
        lang.pick(zh, en)
    }
}

impl TaskKind {
    /// The label of this kind of task.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::WarehouseCheck => ("仓库核查", "Warehouse check"),
            Self::InterceptParcel => ("拦截包裹", "Intercept parcel"),
            Self::ReceiveGoods => ("退货收货", "Receive goods"),
            Self::QcInspection => ("退货质检", "Quality inspection"),
            Self::RepairJob => ("维修任务", "Repair job"),
            Self::FinanceRefund => ("财务退款", "Refund payment"),
            Self::FinancePayout => ("财务打款", "Compensation payment"),
            Self::Approval => ("审批", "Approval"),
            Self::Evidence => ("举证", "Evidence"),
            Self::PlatformFollowup => ("平台跟进", "Platform follow-up"),
            Self::CarrierClaim => ("物流理赔", "Carrier claim"),
            Self::VideoInspection => ("视频验货", "Video inspection"),
            Self::Callback => ("电话回访", "Call back"),
            Self::Custom => ("自定义任务", "Custom task"),
        };
        lang.pick(zh, en)
    }
}

impl Notice {
    /// The label of this notification, for lists and settings; the text itself is a template.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::N1 => ("申请已受理", "Request received"),
            Self::N2 => ("申请已通过", "Request approved"),
            Self::N3 => ("需要您处理", "Action needed"),
            Self::N4 => ("请寄回商品", "How to return the goods"),
            Self::N5 => ("申请被拒绝", "Request rejected"),
            Self::N6 => ("补偿通知", "Compensation"),
            Self::N7 => ("退货已寄出", "Return on its way"),
            Self::N8 => ("换补货已发货", "Replacement shipped"),
            Self::N8B => ("换补货已送达", "Replacement delivered"),
            Self::N9 => ("退货已送达仓库", "Return arrived"),
            Self::N10 => ("退款到账提醒", "Refund on its way"),
            Self::N11 => ("已答复，请评价", "Answered, please rate us"),
            Self::N12 => ("申请已取消", "Request cancelled"),
            Self::N13 => ("平台已介入", "Platform stepped in"),
            Self::N14 => ("仲裁结果", "Ruling"),
            Self::R1 => ("首次提醒", "First reminder"),
            Self::R2 => ("再次提醒", "Second reminder"),
            Self::R3 => ("最后提醒", "Last reminder"),
        };
        lang.pick(zh, en)
    }
}

impl Trigger {
    /// What a person reads on the button or timeline entry of this trigger.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Triaged => ("完成分诊", "Triage"),
            Self::AutoPolicy => ("按策略自动同意", "Approve by policy"),
            Self::AutoApproved => ("平台自动同意", "Approved by the platform"),
            Self::Cancel => ("买家撤销申请", "Cancel the request"),
            Self::AskBuyer => ("要求买家补充", "Ask the buyer"),
            Self::Offer => ("向买家提出方案", "Make an offer"),
            Self::Amend => ("买家补充或修改", "Amend the request"),
            Self::AcceptOffer => ("买家接受方案", "Accept the offer"),
            Self::TimerFired => ("买家超时", "Time is up"),
            Self::ApproveRefund => ("同意退款", "Approve the refund"),
            Self::InstantRefund => ("先行退款", "Refund at once"),
            Self::ApproveReturn => ("同意退货", "Approve the return"),
            Self::ApproveExchange => ("同意换货", "Approve the exchange"),
            Self::ApproveRepair => ("同意维修", "Approve the repair"),
            Self::ApproveResend => ("同意补发", "Approve the resend"),
            Self::Answer => ("答复买家", "Answer"),
            Self::Compensate => ("小额补偿", "Compensate"),
            Self::Reject => ("拒绝申请", "Reject"),
            Self::RefundDifference => ("退还差价", "Refund the difference"),
            Self::ConvertToRefundOnly => ("转为仅退款", "Change to refund only"),
            Self::ConvertToReturnRefund => ("转为退货退款", "Change to return and refund"),
            Self::ConvertToExchange => ("转为换货", "Change to exchange"),
            Self::ConvertToRepair => ("转为维修", "Change to repair"),
            Self::ConvertToResend => ("转为补发", "Change to resend"),
            Self::WaiveReturn => ("免寄回并退款", "Waive the return"),
            Self::PickedUp => ("买家已寄回", "Goods shipped back"),
            Self::DroppedIn => ("已投入寄件柜", "Dropped into a locker"),
            Self::Collected => ("快递已从柜中取件", "Collected from the locker"),
            Self::GoodsArrived => ("退货已到仓", "Goods arrived"),
            Self::GoodsArrivedPart => ("退货部分到仓", "Some goods arrived"),
            Self::Lost => ("退货包裹丢失", "Return parcel lost"),
            Self::InspectPass => ("验货通过", "Inspection passed"),
            Self::AcceptUnchecked => ("免检入库", "Accept without inspection"),
            Self::InspectFail => ("验货不通过", "Inspection failed"),
            Self::InspectPartial => ("验货部分通过", "Inspection passed in part"),
            Self::ReturnToBuyer => ("货物退还买家", "Return the goods to the buyer"),
            Self::WriteOff => ("货物核销", "Write the goods off"),
            Self::RepairDone => ("维修完成", "Repair done"),
            Self::Unrepairable => ("无法维修", "Cannot be repaired"),
            Self::ReplacementShipped => ("换补货已发出", "Replacement shipped"),
            Self::ReplacementDelivered => ("换补货已送达", "Replacement delivered"),
            Self::ConfirmReceived => ("买家确认收货", "Confirm receipt"),
            Self::ReplacementFailed => ("换补货失败", "Replacement failed"),
            Self::ReplacementReturned => ("换补货被退回", "Replacement returned"),
            Self::OutOfStockRefund => ("缺货改退款", "Refund, out of stock"),
            Self::PayoutSent => ("退款已打款", "Refund paid"),
            Self::PayoutPart => ("退款部分打款", "Refund paid in part"),
            Self::PayoutFailed => ("打款失败", "Payout failed"),
            Self::PayoutRetry => ("重新打款", "Retry the payout"),
            Self::PayoutAbandoned => ("放弃打款", "Give up the payout"),
            Self::FundsRecovered => ("款项已追回", "Funds recovered"),
            Self::ForceRefund => ("平台强制退款", "Refunded by the platform"),
            Self::PlatformCancel => ("平台取消", "Cancelled by the platform"),
            Self::PlatformClosed => ("平台关闭", "Closed by the platform"),
            Self::DisputeOpened => ("发起平台仲裁", "Open a dispute"),
            Self::Appeal => ("申诉", "Appeal"),
            Self::EvidenceAsked => ("平台要求举证", "Evidence requested"),
            Self::SubmitEvidence => ("提交举证", "Submit evidence"),
            Self::Withdrawn => ("撤回仲裁", "Withdraw the dispute"),
            Self::RulingBuyer => ("判买家胜诉", "Ruled for the buyer"),
            Self::RulingSplit => ("判双方分担", "Ruled in part"),
            Self::RulingSeller => ("判商家胜诉", "Ruled for the seller"),
            Self::Close => ("关闭工单", "Close"),
            Self::Merge => ("合并工单", "Merge"),
            Self::Reopen => ("重新打开", "Reopen"),
        };
        lang.pick(zh, en)
    }
}
