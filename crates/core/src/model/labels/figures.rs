//! Labels of figures: what is counted, by what, and over what time.

use super::Lang;
use crate::model::counter::{Dim, Grain, Metric};

impl Dim {
    /// The label of what a figure is counted by.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::All => ("全部", "Total"),
            Self::Product => ("商品", "Product"),
            Self::Sku => ("规格", "SKU"),
            Self::Host => ("主播", "Host"),
            Self::Show => ("场次", "Show"),
            Self::Room => ("直播间", "Live room"),
            Self::Issue => ("问题类型", "Issue type"),
            Self::Platform => ("平台", "Platform"),
            Self::Shop => ("店铺", "Shop"),
            Self::Queue => ("队列", "Queue"),
            Self::Agent => ("客服", "Agent"),
            Self::HostProduct => ("主播与商品", "Host and product"),
            Self::ProductIssue => ("商品与问题类型", "Product and issue type"),
            Self::HostIssue => ("主播与问题类型", "Host and issue type"),
        };
        lang.pick(zh, en)
    }
}

impl Metric {
    /// The label of what is counted.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::SoldUnits => ("销售件数", "Units sold"),
            Self::SoldMinor => ("销售额", "Sales"),
            Self::Opened => ("新增工单", "Tickets opened"),
            Self::Ended => ("完结工单", "Tickets ended"),
            Self::RefundsBySale => ("退款单数（按销售日）", "Refunds, by day of sale"),
            Self::RefundMinorBySale => ("退款金额（按销售日）", "Money refunded, by day of sale"),
            Self::ReturnsBySale => ("退货单数（按销售日）", "Returns, by day of sale"),
            Self::UnitsBySale => ("售后件数（按销售日）", "Units asked back, by day of sale"),
            Self::ExchangesBySale => ("换货单数（按销售日）", "Exchanges, by day of sale"),
            Self::TicketsBySale => ("售后单数（按销售日）", "Tickets, by day of sale"),
            Self::RefundMinor => ("退款金额（按申请日）", "Money refunded, by day opened"),
            Self::Breaches => ("超时次数", "Targets missed"),
            Self::Responded => ("已响应工单", "Tickets answered"),
            Self::ResponseMs => ("首次响应总时长", "Total time to first response"),
            Self::ResolutionMs => ("解决总时长", "Total time to resolution"),
            Self::Response0 => ("1分钟内响应", "Answered within 1 minute"),
            Self::Response1 => ("1至4分钟响应", "Answered in 1 to 4 minutes"),
            Self::Response2 => ("4至16分钟响应", "Answered in 4 to 16 minutes"),
            Self::Response3 => ("16至64分钟响应", "Answered in 16 to 64 minutes"),
            Self::Response4 => ("64分钟至4小时响应", "Answered in 64 minutes to 4 hours"),
            Self::Response5 => ("4小时以上响应", "Answered after more than 4 hours"),
        };
        lang.pick(zh, en)
    }
}

impl Grain {
    /// The label of this length of time.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Day => ("日", "Day"),
            Self::Month => ("月", "Month"),
        };
        lang.pick(zh, en)
    }
}
