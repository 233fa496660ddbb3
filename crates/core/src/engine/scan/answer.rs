//! What the warehouse hears.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::axes::{Goods, Headline, Kind};
use crate::model::evidence::Evidence;
use crate::model::ids::{AgentId, CustomerId, OrderId, Platform, ProductId, ShopId, TaskId, TicketId};
use crate::model::issue::IssueType;
use crate::model::number::TicketNumber;
use crate::model::shipment::ParcelSnapshot;
use crate::model::time::Timestamp;
use crate::model::trigger::Trigger;
use crate::model::words::words;
use crate::warehouse::WeighedClue;

words! {
    /// What a scanned code turned out to be.
    pub enum FoundBy {
        /// The tracking number of a return.
        ReturnParcel = "return_parcel",
        /// The tracking number of a replacement that went out.
        ReplacementParcel = "replacement_parcel",
        /// The tracking number under which the order went out.
        OutboundParcel = "outbound_parcel",
        /// The number of an after-sale.
        Request = "request",
        /// The number of an order.
        Order = "order",
        /// The number of a ticket.
        Ticket = "ticket",
    }
}

/// What a scanned parcel is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Scanned {
    /// Goods of these returns are to come in it.
    Expected(ExpectedParcel),
    /// It is known whose it is, but no goods of theirs are asked back.
    NoRequest(KnownParcel),
    /// Nothing is known of it; these returns wait for a parcel.
    Unknown(UnknownParcel),
}

/// A parcel with returns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExpectedParcel {
    /// What the code turned out to be.
    pub by: FoundBy,
    /// What the carrier says of it, if the code is a tracking number it knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parcel: Option<ParcelSnapshot>,
    /// What is to come, the ticket that was opened first in front.
    pub returns: Vec<ExpectedReturn>,
}

/// Goods of one ticket that are to come back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExpectedReturn {
    /// The ticket.
    pub ticket: TicketId,
    /// Its version: name it in a command's `expect`.
    pub version: i64,
    /// Its number.
    pub number: TicketNumber,
    /// The platform it began on.
    pub platform: Platform,
    /// The shop it began in.
    pub shop: ShopId,
    /// The order's number on its platform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// What the buyer wants.
    pub kind: Kind,
    /// Its headline.
    pub headline: Headline,
    /// How far the goods are: whether some came before.
    pub goods: Goods,
    /// What is wrong with them.
    pub issue: IssueType,
    /// The buyer's own words about it. Personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Photos and files to compare with.
    pub evidence: Vec<Evidence>,
    /// Line by line. Empty while the order is not known.
    pub lines: Vec<ExpectedLine>,
    /// The inspection that waits for it, if one was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspection: Option<InspectionTask>,
    /// What warehouse and quality check may do with it now.
    pub moves: Vec<Trigger>,
}

/// Pieces of one order line that are to come back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExpectedLine {
    /// The order line, by the platform's id: what the outcome of an inspection names.
    pub line: String,
    /// The sku.
    pub sku: String,
    /// The title.
    pub title: String,
    /// The article across shops.
    pub product: Option<ProductId>,
    /// The merchant's own code for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_code: Option<String>,
    /// Its barcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub barcode: Option<String>,
    /// The batch it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
    /// Pieces that are to come in all.
    pub expected: u32,
    /// Pieces that came.
    pub received: u32,
    /// Pieces that are still to come.
    pub missing: u32,
}

/// An inspection that waits for goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InspectionTask {
    /// The task.
    pub task: TaskId,
    /// The group that does it.
    pub group: String,
    /// Who does it.
    pub agent: Option<AgentId>,
    /// When it should be done.
    pub due_at: Option<Timestamp>,
}

/// A parcel that nobody asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct KnownParcel {
    /// What the code turned out to be.
    pub by: FoundBy,
    /// What the carrier says of it, if the code is a tracking number it knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parcel: Option<ParcelSnapshot>,
    /// The orders it may belong to: several where platforms have the same number.
    pub orders: Vec<KnownOrder>,
    /// Tickets about them, none of which waits for goods.
    pub tickets: Vec<OtherTicket>,
}

/// An order of which nothing is asked back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KnownOrder {
    /// The order.
    pub order: OrderId,
    /// Its number on its platform.
    pub number: String,
    /// The platform.
    pub platform: Platform,
    /// The shop.
    pub shop: ShopId,
    /// Who bought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// What was sold; `expected` is 0 in all of them.
    pub lines: Vec<ExpectedLine>,
}

/// A ticket about the same order that waits for no goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OtherTicket {
    /// The ticket.
    pub ticket: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// What the buyer wants.
    pub kind: Kind,
    /// Its headline.
    pub headline: Headline,
    /// Where its goods are.
    pub goods: Goods,
}

/// A parcel of which nothing is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct UnknownParcel {
    /// What the carrier says of it, if it ever said anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parcel: Option<ParcelSnapshot>,
    /// The articles that the code or the hints name.
    pub products: Vec<ProductId>,
    /// Returns it may be, the likeliest first.
    pub candidates: Vec<ReturnCandidate>,
    /// How many tickets that wait for goods were compared.
    pub compared: u32,
    /// There are more such tickets than are compared at once: name an article, or look by hand.
    pub more: bool,
}

/// A return that an unknown parcel may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReturnCandidate {
    /// What the points of the reasons add up to.
    pub score: i32,
    /// Why, that which weighs most in front.
    pub reasons: Vec<WeighedClue>,
    /// The ticket.
    pub ticket: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// The platform it began on.
    pub platform: Platform,
    /// The shop it began in.
    pub shop: ShopId,
    /// What the buyer wants.
    pub kind: Kind,
    /// Its headline.
    pub headline: Headline,
    /// Line by line.
    pub lines: Vec<ExpectedLine>,
}
