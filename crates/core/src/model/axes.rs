//! The axes of a ticket: the small independent facts from which its headline state is derived.
//!
//! Nothing but the axes is stored as truth. [`Headline`] and [`WaitingOn`] are computed from them by
//! `lifecycle::headline` and `lifecycle::waiting_on`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words::words;

words! {
    /// What the buyer asks for. It may change during the life of a ticket.
    pub enum Kind {
        /// Money back, the goods stay with the buyer (or were never sent).
        RefundOnly = "refund_only",
        /// The goods come back, then the money goes back.
        ReturnRefund = "return_refund",
        /// The goods come back and another item is sent.
        Exchange = "exchange",
        /// The goods come back, are repaired and sent again.
        Repair = "repair",
        /// Something was lost or missing and is sent again; nothing comes back.
        Resend = "resend",
        /// The price fell after the purchase and the difference is asked for.
        PriceProtection = "price_protection",
        /// Dissatisfaction that may end in an answer or in money.
        Complaint = "complaint",
        /// A question.
        Inquiry = "inquiry",
    }
}

impl Kind {
    /// True for the kinds that end when the replacement arrives; all others end by the money.
    pub const fn ends_by_replacement(self) -> bool {
        matches!(self, Self::Exchange | Self::Repair | Self::Resend)
    }

    /// True for the kinds that always move an amount of money when they are granted.
    pub const fn pays(self) -> bool {
        matches!(self, Self::RefundOnly | Self::ReturnRefund | Self::PriceProtection)
    }

    /// Where the goods axis starts for a new ticket of this kind.
    pub const fn initial_goods(self) -> Goods {
        match self {
            Self::ReturnRefund | Self::Exchange | Self::Repair => Goods::AwaitingShip,
            _ => Goods::NotRequired,
        }
    }
}

words! {
    /// Where the goods that the buyer returns are.
    pub enum Goods {
        /// Nothing has to come back.
        NotRequired = "not_required",
        /// The buyer has to send them.
        AwaitingShip = "awaiting_ship",
        /// With a carrier.
        InTransit = "in_transit",
        /// In a parcel locker, not yet collected by the carrier.
        AtLocker = "at_locker",
        /// The whole parcel arrived and was not looked at yet.
        Delivered = "delivered",
        /// Some of the pieces arrived and were not looked at yet.
        PartiallyReceived = "partially_received",
        /// Taken in without an inspection.
        Received = "received",
        /// Inspected, everything as expected.
        InspectedPass = "inspected_pass",
        /// Inspected, not acceptable.
        InspectedFail = "inspected_fail",
        /// Inspected, part of it acceptable.
        InspectedPartial = "inspected_partial",
        /// Lost on the way back.
        Lost = "lost",
        /// Sent back to the buyer.
        ReturnedToBuyer = "returned_to_buyer",
        /// Given up: no one expects them any more.
        WrittenOff = "written_off",
    }
}

impl Goods {
    /// True while the buyer's goods are still to be taken in and looked at.
    pub const fn is_owed(self) -> bool {
        matches!(
            self,
            Self::AwaitingShip | Self::InTransit | Self::AtLocker | Self::Delivered | Self::PartiallyReceived
        )
    }
}

words! {
    /// How far the refund is.
    pub enum MoneyState {
        /// No refund promised.
        None = "none",
        /// Promised, to be paid once the goods are back.
        Approved = "approved",
        /// To be paid now.
        Pending = "pending",
        /// Partly paid.
        Partial = "partial",
        /// Paid in full.
        Paid = "paid",
        /// The payment failed or came back.
        Failed = "failed",
        /// Paid once, then recovered from the buyer.
        Reversed = "reversed",
    }
}

words! {
    /// How far the item is that is sent to the buyer (exchange, repaired item or resend).
    pub enum ReplacementState {
        /// None planned.
        None = "none",
        /// Stock is set aside.
        Reserved = "reserved",
        /// On its way to the buyer.
        Shipped = "shipped",
        /// With the buyer.
        Delivered = "delivered",
        /// Lost on the way, or out of stock.
        Failed = "failed",
        /// Came back undelivered.
        Returned = "returned",
    }
}

words! {
    /// Arbitration by the platform.
    pub enum DisputeState {
        /// None.
        None = "none",
        /// Opened by the buyer or the platform.
        Open = "open",
        /// The platform waits for our evidence.
        EvidenceDue = "evidence_due",
        /// Evidence is in, the platform decides.
        Ruling = "ruling",
        /// Decided for the buyer.
        RuledBuyer = "ruled_buyer",
        /// Decided for the seller.
        RuledSeller = "ruled_seller",
        /// Decided in part for each side.
        Split = "split",
        /// Taken back by the buyer.
        Withdrawn = "withdrawn",
        /// A ruling was appealed.
        Appealed = "appealed",
    }
}

impl DisputeState {
    /// True while the platform still has to decide.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Open | Self::EvidenceDue | Self::Ruling | Self::Appealed)
    }
}

words! {
    /// What the seller decided.
    pub enum Decision {
        /// Nothing yet, or the decision was taken back.
        None = "none",
        /// Agreed.
        Approved = "approved",
        /// Refused.
        Rejected = "rejected",
    }
}

words! {
    /// Why a ticket was cancelled.
    pub enum CancelReason {
        /// It was not.
        None = "none",
        /// The buyer took it back.
        Buyer = "buyer",
        /// A time window of the buyer ended.
        Expired = "expired",
        /// The platform cancelled or closed it.
        Platform = "platform",
    }
}

words! {
    /// The state that people see, route on and get notified about; derived, never stored as truth.
    pub enum Headline {
        /// New, not yet triaged.
        Requested = "requested",
        /// The seller has to decide.
        AwaitingSeller = "awaiting_seller",
        /// The buyer has to supply or accept something.
        AwaitingBuyer = "awaiting_buyer",
        /// Approved; the buyer has to send the goods.
        AwaitingBuyerReturn = "awaiting_buyer_return",
        /// The goods are on their way back.
        ReturnInTransit = "return_in_transit",
        /// The goods arrived and have to be looked at.
        AwaitingInspection = "awaiting_inspection",
        /// Being repaired.
        Repairing = "repairing",
        /// Money is to be paid.
        Refunding = "refunding",
        /// The replacement is to be sent or under way.
        ExchangeShipping = "exchange_shipping",
        /// The platform arbitrates.
        Disputed = "disputed",
        /// Paid.
        Refunded = "refunded",
        /// The replacement arrived.
        Exchanged = "exchanged",
        /// Answered, nothing left to move.
        Resolved = "resolved",
        /// Refused.
        Rejected = "rejected",
        /// Cancelled or expired.
        Cancelled = "cancelled",
        /// Closed for good, except for a reopening in time.
        Closed = "closed",
    }
}

words! {
    /// Whom the ticket waits for.
    pub enum WaitingOn {
        /// Our own triage.
        System = "system",
        /// An agent of the seller.
        Seller = "seller",
        /// The buyer.
        Buyer = "buyer",
        /// A carrier or locker.
        Carrier = "carrier",
        /// Warehouse and quality check.
        Warehouse = "warehouse",
        /// The repair shop.
        RepairShop = "repair_shop",
        /// Whoever pays.
        Finance = "finance",
        /// The platform.
        Platform = "platform",
        /// Nobody; it has ended.
        Nobody = "nobody",
    }
}

words! {
    /// The kind of actor that may send a trigger.
    pub enum Role {
        /// The buyer, on a platform or in our own form.
        Buyer = "buyer",
        /// A person working for the seller.
        Agent = "agent",
        /// Who takes goods in and sends them out.
        Warehouse = "warehouse",
        /// Who inspects returned goods.
        Qc = "qc",
        /// The repair shop.
        Repair = "repair",
        /// Who pays refunds.
        Finance = "finance",
        /// The selling platform.
        Platform = "platform",
        /// A carrier.
        Carrier = "carrier",
        /// A parcel locker.
        Locker = "locker",
        /// Our engine: triage, timers and automatic policies.
        System = "system",
    }
}

/// The axes and plain fields of one ticket, everything its headline depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub struct Axes {
    /// What is asked for.
    pub kind: Kind,
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
    /// Triage is done.
    pub triaged: bool,
    /// The question was answered.
    pub answered: bool,
    /// The buyer was asked for something.
    pub asked_buyer: bool,
    /// A repair is under way.
    pub repair_running: bool,
    /// Why it was cancelled, if it was.
    pub cancel_reason: CancelReason,
    /// Closed. When is kept on the ticket.
    pub closed: bool,
}

impl Axes {
    /// The axes of a new ticket of this kind.
    pub const fn start(kind: Kind) -> Self {
        Self {
            kind,
            goods: kind.initial_goods(),
            money: MoneyState::None,
            replacement: ReplacementState::None,
            dispute: DisputeState::None,
            decision: Decision::None,
            triaged: false,
            answered: false,
            asked_buyer: false,
            repair_running: false,
            cancel_reason: CancelReason::None,
            closed: false,
        }
    }
}

impl Headline {
    /// Ended, but may be reopened or closed.
    pub const fn is_soft_terminal(self) -> bool {
        matches!(
            self,
            Self::Refunded | Self::Exchanged | Self::Resolved | Self::Rejected | Self::Cancelled
        )
    }
    /// Ended or closed: nobody has to do anything.
    pub const fn is_ended(self) -> bool {
        self.is_soft_terminal() || matches!(self, Self::Closed)
    }
}
