//! Labels of orders, parcels, problems and messages.

use super::Lang;
use crate::model::conversation::{Channel, DeliveryState, Sender};
use crate::model::evidence::EvidenceKind;
use crate::model::issue::IssueType;
use crate::model::order::{Attribution, OrderState};
use crate::model::product::JoinedBy;
use crate::model::shipment::{Direction, ParcelState};

impl Channel {
    /// The label of this channel.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Chat => ("店铺客服聊天", "Shop chat"),
            Self::LiveComment => ("直播间评论", "Live comment"),
            Self::Form => ("售后表单", "Form"),
            Self::Sms => ("短信", "Text message"),
            Self::Push => ("应用推送", "Push message"),
            Self::Email => ("电子邮件", "E-mail"),
            Self::Call => ("电话", "Phone call"),
            Self::AfterSaleNote => ("售后单留言", "After-sale note"),
        };
        lang.pick(zh, en)
    }
}

impl Sender {
    /// The label of who wrote.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Buyer => ("买家", "Buyer"),
            Self::Agent => ("客服", "Agent"),
            Self::Bot => ("机器人", "Bot"),
            Self::System => ("系统消息", "System"),
        };
        lang.pick(zh, en)
    }
}

impl DeliveryState {
    /// The label of where the delivery of our message stands.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Queued => ("待发送", "Waiting to be sent"),
            Self::Sent => ("已发送", "Sent"),
            Self::Failed => ("发送失败", "Not sent"),
        };
        lang.pick(zh, en)
    }
}

impl EvidenceKind {
    /// The label of this kind of file.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Image => ("图片", "Picture"),
            Self::Video => ("视频", "Video"),
            Self::Audio => ("音频", "Audio"),
            Self::Text => ("文字", "Text"),
            Self::File => ("文件", "File"),
        };
        lang.pick(zh, en)
    }
}

impl OrderState {
    /// The label of how far an order is.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Created => ("待付款", "Waiting for payment"),
            Self::Paid => ("待发货", "Waiting for shipment"),
            Self::Shipped => ("已发货", "Shipped"),
            Self::Done => ("交易完成", "Completed"),
            Self::Cancelled => ("已取消", "Cancelled"),
        };
        lang.pick(zh, en)
    }
}

impl Attribution {
    /// The label of how the host of a line is known.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Unknown => ("未知", "Unknown"),
            Self::ByTime => ("按开播时段推断", "By the time of the show"),
            Self::ByRoom => ("按直播间匹配", "By the live room"),
            Self::ByPlatform => ("平台标明", "Named by the platform"),
        };
        lang.pick(zh, en)
    }
}

impl JoinedBy {
    /// The label of how a listing was joined to its product.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::First => ("首次上架", "First listing"),
            Self::MerchantCode => ("商家编码相同", "Same merchant code"),
            Self::Barcode => ("条码相同", "Same barcode"),
            Self::Hand => ("人工关联", "Joined by hand"),
        };
        lang.pick(zh, en)
    }
}

impl Direction {
    /// The label of which way a parcel goes.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Outbound => ("发货包裹", "To the buyer"),
            Self::Return => ("退货包裹", "Return"),
            Self::Replacement => ("换补货包裹", "Replacement"),
        };
        lang.pick(zh, en)
    }
}

impl ParcelState {
    /// The label of where a parcel is.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Announced => ("待揽收", "Not picked up yet"),
            Self::PickedUp => ("已揽收", "Picked up"),
            Self::AtLocker => ("已投柜", "In a locker"),
            Self::InTransit => ("运输中", "In transit"),
            Self::Delivered => ("已签收", "Delivered"),
            Self::Returned => ("退回途中", "Going back to the sender"),
            Self::Lost => ("丢件", "Lost"),
        };
        lang.pick(zh, en)
    }
}

impl IssueType {
    /// The label of this kind of problem.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = self.labels();
        lang.pick(zh, en)
    }
}
