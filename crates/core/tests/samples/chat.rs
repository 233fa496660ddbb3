//! Buyers, their accounts, and what they write.
use std::collections::BTreeSet;

use aftersync_core::model::affinity::Served;
use aftersync_core::model::conversation::{
    About, Channel, Conversation, DeliveryState, Mentions, Message, MessageSnapshot, NamedOrder, Reach, Segment, Sender,
};
use aftersync_core::model::customer::{Account, AttestedKey, Customer, KeyKind};
use aftersync_core::model::identity::Given;
use aftersync_core::model::ids::{
    AccountId, AgentId, ConversationId, CustomerId, DocketId, MessageId, SourceId, TicketId,
};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::time::Day;

use super::trade::{account_ref, custom, evidence};
use super::{at, platform, revision, shop, text, uid};

pub fn attested_key() -> AttestedKey {
    AttestedKey {
        kind: KeyKind::ProvenPhone,
        scope: "shop-1".into(),
        value: "13800000000".into(),
        linkable: true,
    }
}

pub fn about() -> About {
    About {
        order: text("6900001"),
        platform: Some(platform()),
        line: text("6900001-1"),
        after_sale: text("as-9001"),
    }
}

pub fn message_snapshot() -> MessageSnapshot {
    MessageSnapshot {
        external_id: "m-1".into(),
        conversation: "buyer-77:shop-1".into(),
        channel: Channel::Chat,
        sender: Sender::Buyer,
        account: Some(account_ref()),
        keys: vec![attested_key()],
        text: "围巾破了，订单6900001".into(),
        evidence: vec![evidence()],
        about: about(),
        issue: Some(IssueType::Damaged),
        at: at(10),
    }
}

pub fn message() -> Message {
    Message {
        id: MessageId(uid(10)),
        platform: platform(),
        shop: shop(),
        conversation: ConversationId(uid(11)),
        snapshot: message_snapshot(),
        revision: revision(),
        account: Some(AccountId(uid(3))),
        source: SourceId(uid(5)),
        delivery: Some(DeliveryState::Sent),
    }
}

pub fn named_order() -> NamedOrder {
    NamedOrder {
        at: at(10),
        source: SourceId(uid(5)),
        docket: DocketId(uid(12)),
    }
}

pub fn mentions() -> Mentions {
    Mentions {
        by: BTreeSet::from([(SourceId(uid(5)), ConversationId(uid(11)))]),
    }
}

pub fn conversation() -> Conversation {
    Conversation {
        platform: platform(),
        shop: shop(),
        external_id: "buyer-77:shop-1".into(),
        channel: Channel::Chat,
        account: Some(AccountId(uid(3))),
        named: BTreeSet::from([named_order()]),
        loose: BTreeSet::from([(Day(20_370), SourceId(uid(5)))]),
        last_buyer_at: Some(at(10)),
    }
}

pub fn segment() -> Segment {
    Segment {
        on: Some(platform()),
        conversation: ConversationId(uid(11)),
        channel: Channel::Chat,
        day: Day(20_370),
        first_at: at(10),
        last_buyer_at: Some(at(12)),
        ours: BTreeSet::from([at(11)]),
        named: vec!["6900001".into()],
        line: text("6900001-1"),
        issue: Some(IssueType::Damaged),
        messages: 3,
    }
}

pub fn reach() -> Reach {
    Reach {
        platform: platform(),
        channel: Channel::Sms,
        conversation: Some(ConversationId(uid(11))),
        cannot: text("the platform gives no phone number"),
        ticket: TicketId(uid(20)),
    }
}

pub fn given() -> Given {
    Given {
        kind: "email".into(),
        scope: "shop-1".into(),
        value: "lin@example.com".into(),
        linkable: Some(true),
    }
}

pub fn account() -> Account {
    Account {
        id: AccountId(uid(3)),
        platform: platform(),
        scope: "shop-1".into(),
        uid: "buyer-77".into(),
        nickname: text("小林"),
        customer: CustomerId(uid(13)),
        conversations: BTreeSet::from([ConversationId(uid(11))]),
        first_seen: at(0),
        refunds: [(TicketId(uid(1)), at(1))].into(),
    }
}

pub fn customer() -> Customer {
    Customer {
        id: CustomerId(uid(13)),
        accounts: BTreeSet::from([AccountId(uid(3))]),
        name: text("林小姐"),
        custom: custom(),
        tags: BTreeSet::from(["vip".into()]),
        first_seen: at(0),
        merged_into: Some(CustomerId(uid(15))),
        absorbed: [CustomerId(uid(16))].into(),
        served: Some(served()),
    }
}

pub fn served() -> Served {
    Served {
        by: AgentId(uid(22)),
        at: at(9),
    }
}
