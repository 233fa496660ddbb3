//! What a list or a queue shows of a ticket: states, figures and names of the desk, nothing of a person.
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::axes::{Decision, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState, WaitingOn};
use super::ids::{AccountId, AgentId, OrderId, Platform, QueueId, ShopId, ShowId, TicketId};
use super::issue::IssueType;
use super::money::Currency;
use super::number::TicketNumber;
use super::ticket::Amounts;
use super::time::Timestamp;

/// A ticket as a line of a list. What is absent is not written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketRow {
    /// Its id.
    pub id: TicketId,
    /// The commit number that wrote it: name it in a command's `expect`.
    pub version: i64,
    /// Its number, to be read aloud.
    pub number: TicketNumber,
    /// What the buyer wants.
    pub kind: Kind,
    /// Where it stands: what people see.
    pub headline: Headline,
    /// On whom it waits.
    pub waiting_on: WaitingOn,
    /// Whether it still needs anybody.
    pub open: bool,
    /// Where the buyer's goods are.
    pub goods: Goods,
    /// How far the refund is.
    pub money: MoneyState,
    /// How far the replacement is.
    pub replacement: ReplacementState,
    /// How far arbitration is.
    pub dispute: DisputeState,
    /// What the seller decided.
    pub decision: Decision,
    /// What the problem is.
    pub issue: IssueType,
    /// The platform's reason code, raw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    /// The platform it began on.
    pub platform: Platform,
    /// The shop it began in.
    pub shop: ShopId,
    /// The order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// The buyer's account: the customer is asked for by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// The evening it was sold in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show: Option<ShowId>,
    /// The host who sold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// 0 (now) to 4.
    pub band: u8,
    /// The queue it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<QueueId>,
    /// The agent who has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<AgentId>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Its amounts, in minor units.
    pub amounts: Amounts,
    /// How many order lines it is about.
    pub lines: u32,
    /// How many outside objects it is made of.
    pub sources: u32,
    /// Counts reopenings, from 1.
    pub episode: u32,
    /// When the problem began.
    pub opened_at: Timestamp,
    /// When the headline last changed.
    pub changed_at: Timestamp,
    /// When it last reached an ended headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// When something is due next: our clocks and the platform's deadline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// The platform's deadline for the present step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform_deadline: Option<Timestamp>,
    /// Marks such as `refund_failed`, `parcel_lost`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub flags: BTreeSet<String>,
    /// Its tags.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<String>,
}
