//! Messages and conversations, from chats, live-room comments, forms and calls.
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aftersale::AccountRef;
use super::customer::AttestedKey;
use super::evidence::Evidence;
use super::ids::{AccountId, ConversationId, DocketId, MessageId, Platform, ShopId, SourceId, TicketId};
use super::issue::IssueType;
use super::revision::Revision;
use super::time::{Day, Timestamp};
use super::words::words;

words! {
    /// Where a message came through.
    #[derive(Default)]
    pub enum Channel {
        /// The shop's chat.
        #[default]
        Chat = "chat",
        /// A comment in a live room.
        LiveComment = "live_comment",
        /// A form in the merchant's app or site.
        Form = "form",
        /// A text message.
        Sms = "sms",
        /// A push message to the merchant's app.
        Push = "push",
        /// E-mail.
        Email = "email",
        /// A phone call, written down.
        Call = "call",
        /// A note to the after-sale on the platform.
        AfterSaleNote = "after_sale_note",
    }
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    /// The buyer.
    Buyer,
    /// One of our people.
    Agent,
    /// A bot.
    Bot,
    /// The platform or a system text.
    System,
}

/// What a message says it is about, when the channel knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct About {
    /// The order number, on whichever platform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// The platform of that order; the message's own when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<Platform>,
    /// The order line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// The after-sale, by the platform's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_sale: Option<String>,
}

/// One message as its channel shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MessageSnapshot {
    /// The channel's id of the message.
    pub external_id: String,
    /// The channel's id of the conversation.
    pub conversation: String,
    /// Where it came through.
    #[serde(default)]
    pub channel: Channel,
    /// Who wrote it.
    pub sender: Sender,
    /// The buyer it is with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountRef>,
    /// Keys the channel has proven for that buyer. Personal data, hashed on the way in.
    #[serde(default)]
    pub keys: Vec<AttestedKey>,
    /// The words. Personal data.
    pub text: String,
    /// Photos and files.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// What it is about, when the channel knows.
    #[serde(default)]
    pub about: About,
    /// The problem, when the channel's form asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<IssueType>,
    /// When it was written.
    pub at: Timestamp,
}

/// A stored message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// The platform it came through.
    pub platform: Platform,
    /// The shop.
    pub shop: ShopId,
    /// The conversation.
    pub conversation: ConversationId,
    /// What the channel shows.
    pub snapshot: MessageSnapshot,
    /// How new that is.
    pub revision: Revision,
    /// The buyer's account.
    pub account: Option<AccountId>,
    /// The source (day of the conversation, or part of it) it belongs to.
    pub source: SourceId,
    /// For our own answer: where its delivery stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<DeliveryState>,
}

/// Where the delivery of our own message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Waits to be sent.
    Queued,
    /// Handed over.
    Sent,
    /// It could not be sent.
    Failed,
}

/// Where in a conversation an order was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct NamedOrder {
    /// When first.
    pub at: Timestamp,
    /// By which part of the conversation.
    pub source: SourceId,
    /// The docket of the order named.
    pub docket: DocketId,
}

/// Who named an order number that nothing was known of: looked up when the order comes after all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mentions {
    /// The parts of conversations that named it.
    pub by: BTreeSet<(SourceId, ConversationId)>,
}

/// A conversation with one buyer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Conversation {
    /// The platform.
    pub platform: Platform,
    /// The shop.
    pub shop: ShopId,
    /// The channel's id.
    pub external_id: String,
    /// The channel.
    pub channel: Channel,
    /// The buyer's account.
    pub account: Option<AccountId>,
    /// Where orders were named, sorted.
    pub named: BTreeSet<NamedOrder>,
    /// Parts that name nothing known: they follow the orders named nearby.
    pub loose: BTreeSet<(Day, SourceId)>,
    /// When the buyer last wrote: bounds what may be answered there.
    pub last_buyer_at: Option<Timestamp>,
}

/// What a conversation says on one day, about one order or about none: a source of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Segment {
    /// The conversation.
    pub conversation: ConversationId,
    /// The channel the buyer wrote through, or we where the buyer wrote nothing; of several the last in the order of the words.
    pub channel: Channel,
    /// The day (UTC).
    pub day: Day,
    /// First message of the buyer; of ours where the buyer wrote none.
    pub first_at: Timestamp,
    /// Last message of the buyer.
    pub last_buyer_at: Option<Timestamp>,
    /// When we wrote, people or bots of ours: the first times and the last one.
    pub ours: BTreeSet<Timestamp>,
    /// Numbers of orders, after-sales or parcels that were named, as first named.
    #[serde(default)]
    pub named: Vec<String>,
    /// The platform whose numbers these are, when the channel says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Platform>,
    /// The order line named, if one was.
    pub line: Option<String>,
    /// The problem as the form or the classifier says.
    pub issue: Option<IssueType>,
    /// Messages counted.
    pub messages: u32,
}

impl Segment {
    /// When we first answered what the buyer wrote.
    pub fn answered_at(&self) -> Option<Timestamp> {
        self.ours
            .range(self.first_at..)
            .next()
            .copied()
            .filter(|_| self.last_buyer_at.is_some())
    }
}

/// A channel through which a buyer can be reached, or why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reach {
    /// The platform.
    pub platform: Platform,
    /// The channel.
    pub channel: Channel,
    /// The conversation, when one is open there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<ConversationId>,
    /// Why it cannot reach the buyer; `None` when it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cannot: Option<String>,
    /// The ticket concerned.
    pub ticket: TicketId,
}
