//! What exists in the fake world: shops' orders, buyers, rooms and after-sales, in no platform's spelling.

use super::dispute::Arbitration;
use super::{Actor, Currency, Offer};

/// What a buyer asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Send the goods back, get the money back.
    ReturnRefund,
    /// Keep the goods (or never got them), get money back; the parcel has left.
    RefundShipped,
    /// Money back before the parcel has left.
    RefundUnshipped,
    /// Send the goods back, get others.
    Exchange,
    /// The difference to a later, lower price.
    PriceProtection,
    /// A missing part is sent after.
    Resend,
    /// Send the goods back, get them repaired.
    Repair,
}

impl Kind {
    /// True when the buyer must send something back.
    #[must_use]
    pub fn needs_return(self) -> bool {
        matches!(self, Self::ReturnRefund | Self::Exchange | Self::Repair)
    }

    /// True when the end is a refund.
    #[must_use]
    pub fn ends_in_money(self) -> bool {
        matches!(
            self,
            Self::ReturnRefund | Self::RefundShipped | Self::RefundUnshipped | Self::PriceProtection
        )
    }
}

/// Where an after-sale stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The seller must agree or refuse.
    AwaitingSeller,
    /// The seller has proposed something; the buyer must answer.
    AwaitingBuyer,
    /// Agreed; the buyer must send the goods.
    AwaitingBuyerReturn,
    /// The buyer has sent the goods; the seller must receive and agree a second time.
    ReturnInTransit,
    /// The seller must send the missing part or the repaired goods.
    AwaitingSellerShip,
    /// The replacement is on its way to the buyer.
    ReplacementShipped,
    /// Approved; the money moves or has moved (see [`RefundState`]).
    Refund,
    /// The buyer has the replacement.
    Completed,
    /// Refused at first review; the buyer may ask again.
    Rejected,
    /// Refused after the goods came back.
    RejectedAfterReturn,
    /// Ended without success.
    Closed,
}

impl Stage {
    /// True when nothing more happens except moving money.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Refund | Self::Completed | Self::Closed)
    }
}

/// How far the money is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefundState {
    /// Not yet sent on its way.
    Waiting,
    /// On its way.
    Moving,
    /// Paid.
    Paid,
    /// The payment failed; the platform tries again later.
    Failed,
}

/// A parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Carrier code such as `shunfeng`.
    pub company_code: String,
    /// Tracking number.
    pub tracking_no: String,
    /// Handed over, epoch ms.
    pub sent_ms: i64,
    /// Arrived, epoch ms.
    pub delivered_ms: Option<i64>,
}

/// Who did something to an after-sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The buyer.
    Buyer,
    /// The seller, by API or in the platform's console.
    Seller,
    /// The platform or its staff.
    Platform,
}

/// One line of the negotiation log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// When, epoch ms.
    pub at_ms: i64,
    /// Who.
    pub role: Role,
    /// What, short.
    pub action: String,
    /// What, in words.
    pub text: String,
    /// Picture URLs.
    pub images: Vec<String>,
}

/// A note of the seller that the buyer does not see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// When, epoch ms.
    pub at_ms: i64,
    /// What.
    pub text: String,
}

/// Why the seller refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The platform's reason code.
    pub reason_code: i64,
    /// Its text.
    pub reason: String,
    /// What the buyer reads.
    pub remark: String,
    /// Evidence URLs.
    pub evidence: Vec<String>,
}

/// One after-sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AfterSale {
    /// Its number on the platform.
    pub id: i64,
    /// The request it follows, where a changed request gets a new number.
    pub previous_id: Option<i64>,
    /// The request that follows it.
    pub next_id: Option<i64>,
    /// The shop.
    pub shop_id: i64,
    /// What its amounts are in.
    pub currency: Currency,
    /// The order.
    pub order_id: i64,
    /// The order line.
    pub line_id: i64,
    /// What is asked for.
    pub kind: Kind,
    /// Where it stands.
    pub stage: Stage,
    /// How far the money is.
    pub refund: RefundState,
    /// Asked for, freight included, minor units of the shop's currency.
    pub refund_amount_minor: i64,
    /// Freight part of it, minor units of the shop's currency.
    pub refund_post_minor: i64,
    /// Pieces.
    pub quantity: i64,
    /// The buyer's reason as a platform code.
    pub reason_code: i64,
    /// The buyer's reason in words.
    pub reason: String,
    /// What the buyer wrote.
    pub description: String,
    /// Whether the buyer says that the parcel arrived.
    pub got_parcel: bool,
    /// Who opened it.
    pub opened_by: Role,
    /// Opened, epoch ms.
    pub opened_ms: i64,
    /// Version: unix seconds, strictly rising with every change.
    pub update_time: i64,
    /// When the platform decides by itself, epoch ms.
    pub deadline_ms: Option<i64>,
    /// Ended for good, epoch ms.
    pub final_ms: Option<i64>,
    /// Who agreed last, if anybody has; verdicts of the platform's staff do not count.
    pub agreed_by: Option<Actor>,
    /// Who closed it, while it is closed.
    pub closed_by: Option<Role>,
    /// The seller's last proposal, if any.
    pub offer: Option<Offer>,
    /// The seller sends the replacement before the goods are back.
    pub fast_exchange: bool,
    /// How often the seller has asked for more time.
    pub extensions: u32,
    /// The warehouse the goods go back to.
    pub return_address_id: Option<i64>,
    /// The parcel coming back.
    pub return_parcel: Option<Parcel>,
    /// The warehouse has told the platform that it arrived.
    pub in_warehouse: bool,
    /// The parcel going out again (exchange, resend, repair).
    pub replacement: Option<Parcel>,
    /// The order that replaces the goods, where a replacement is an order.
    pub replacement_order: Option<i64>,
    /// The seller has stopped the order's own parcel.
    pub intercepted: bool,
    /// The dispute, if any.
    pub arbitration: Option<Arbitration>,
    /// Proof of a payment outside the platform, once the seller handed it in.
    pub refund_proof: Vec<String>,
    /// The last refusal, if any.
    pub refusal: Option<Refusal>,
    /// Negotiation log, oldest first.
    pub log: Vec<LogLine>,
    /// Notes of the seller.
    pub notes: Vec<Note>,
    /// A refund out of a special right of the buyer.
    pub special: bool,
    /// A status shown on the wire instead of the stage's own (for codes that the documents do not list).
    pub raw_status: Option<String>,
    /// How many times money was paid for it.
    pub refunds_paid: u32,
    /// Money paid in all, minor units of the shop's currency.
    pub paid_minor: i64,
}

/// One article of a shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Article number on the platform.
    pub product_id: i64,
    /// Variant number on the platform.
    pub sku_id: i64,
    /// The shop's own code for the variant.
    pub sku_code: String,
    /// Title.
    pub title: String,
    /// Variant as (name, value) pairs.
    pub spec: Vec<(String, String)>,
    /// Price, minor units of the shop's currency.
    pub price_minor: i64,
}

/// One live room of one evening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Its number on the platform.
    pub room_id: i64,
    /// The shop that sells in it.
    pub shop_id: i64,
    /// The host's number.
    pub author_id: i64,
    /// The host's name.
    pub author_name: String,
    /// True when the host is paid a share and is not the shop itself.
    pub affiliate: bool,
    /// Opened, epoch ms.
    pub opened_ms: i64,
}

/// A buyer with one address. Plain here; masked or encrypted on the wire.
#[derive(Clone, PartialEq, Eq)]
pub struct Buyer {
    /// Number inside the fake.
    pub id: i64,
    /// Receiver's name.
    pub name: String,
    /// Phone number.
    pub phone: String,
    /// Province, city, district.
    pub region: [String; 3],
    /// Street and house.
    pub street: String,
}

impl std::fmt::Debug for Buyer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Buyer").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A shop's warehouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warehouse {
    /// Address number on the platform.
    pub address_id: i64,
    /// The shop.
    pub shop_id: i64,
    /// Who receives.
    pub name: String,
    /// Phone number.
    pub phone: String,
    /// Province, city, district.
    pub region: [String; 3],
    /// Street and house.
    pub street: String,
    /// Used for returns unless told otherwise.
    pub default_for_returns: bool,
}

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderStage {
    /// Waits for payment.
    Placed,
    /// Paid, not packed.
    Paid,
    /// On its way.
    Shipped,
    /// Received.
    Finished,
    /// Cancelled.
    Cancelled,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number on the platform.
    pub id: i64,
    /// The variant.
    pub sku_id: i64,
    /// Pieces.
    pub quantity: i64,
    /// Price of one piece, minor units of the shop's currency.
    pub unit_price_minor: i64,
    /// Paid for the line without freight, minor units of the shop's currency.
    pub pay_minor: i64,
    /// The live room it was sold in.
    pub room_id: Option<i64>,
}

/// One order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its number on the platform.
    pub id: i64,
    /// The shop.
    pub shop_id: i64,
    /// What its amounts are in.
    pub currency: Currency,
    /// The order it replaces, when it is a replacement.
    pub replaces: Option<i64>,
    /// Who paid, when it is a gift to the buyer.
    pub giver_id: Option<i64>,
    /// The buyer inside the fake.
    pub buyer_id: i64,
    /// Its lines; the first has the order's own number.
    pub lines: Vec<Line>,
    /// Freight paid, minor units of the shop's currency.
    pub post_minor: i64,
    /// Where it stands.
    pub stage: OrderStage,
    /// Placed, epoch ms.
    pub placed_ms: i64,
    /// Paid, epoch ms.
    pub paid_ms: Option<i64>,
    /// Finished, epoch ms.
    pub finished_ms: Option<i64>,
    /// The parcel to the buyer.
    pub parcel: Option<Parcel>,
    /// Version: unix seconds, strictly rising.
    pub update_time: i64,
    /// The seller has reopened after-sales on an order whose time was over.
    pub reopened: bool,
    /// Notes of the seller.
    pub notes: Vec<Note>,
}

impl Order {
    /// Everything paid, freight included, minor units of the shop's currency.
    #[must_use]
    pub fn pay_minor(&self) -> i64 {
        self.lines
            .iter()
            .map(|line| line.pay_minor)
            .sum::<i64>()
            .saturating_add(self.post_minor)
    }

    /// The line of that number.
    #[must_use]
    pub fn line(&self, line_id: i64) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == line_id)
    }
}

/// What a world method refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorldError {
    /// No such thing.
    NotFound {
        /// What was looked for.
        what: &'static str,
        /// Its number.
        id: i64,
    },
    /// The thing stands where this move is not possible.
    WrongStage {
        /// Its number.
        id: i64,
        /// Where it stands.
        stage: String,
        /// The move.
        wanted: &'static str,
    },
    /// The caller's version is not the present one.
    StaleVersion {
        /// Its number.
        id: i64,
        /// What the caller sent.
        sent: i64,
        /// What it is.
        now: i64,
    },
    /// The input cannot be used.
    BadInput(&'static str),
}

impl std::fmt::Display for WorldError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound { what, id } => write!(out, "no {what} {id}"),
            Self::WrongStage { id, stage, wanted } => write!(out, "{id} is {stage}: cannot {wanted}"),
            Self::StaleVersion { id, sent, now } => write!(out, "{id}: version {sent} was sent, it is {now}"),
            Self::BadInput(why) => out.write_str(why),
        }
    }
}

impl std::error::Error for WorldError {}
