//! What happened, in no platform's spelling: the raw material of push messages.

use super::{AfterSale, Order};

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// An order was placed.
    OrderPlaced,
    /// An order was paid.
    OrderPaid,
    /// An order left the warehouse.
    OrderShipped,
    /// An order was received.
    OrderFinished,
    /// An order was cancelled.
    OrderCancelled,
    /// Something about an order that no platform pushes.
    OrderTouched,
    /// A buyer asked.
    Opened,
    /// A buyer changed the request, or asked again after a refusal.
    Modified,
    /// The seller proposed something and the buyer must answer.
    Offered,
    /// The buyer answered, and the seller must act again.
    OfferAnswered,
    /// The seller opened it in the buyer's name.
    SellerOpened,
    /// A changed request was closed because it goes on under a new number.
    Replaced,
    /// The refund was agreed.
    RefundAgreed,
    /// The return (for a refund, an exchange or a repair) was agreed.
    ReturnAgreed,
    /// The buyer sent the goods.
    BuyerSentGoods,
    /// The refund was refused (at first review, or after the goods came back).
    RefundRefused,
    /// The return, exchange, repair or resend was refused.
    ReturnRefused,
    /// The money started to move.
    RefundMoving,
    /// The money was paid.
    RefundPaid,
    /// The payment failed.
    RefundFailed,
    /// Closed without success.
    Closed,
    /// The deadline moved.
    DeadlineMoved,
    /// The replacement left.
    ReplacementShipped,
    /// The missing part was agreed.
    ResendAgreed,
    /// The missing part left.
    ResendShipped,
    /// The buyer received the replacement.
    ReplacementReceived,
    /// Special refund asked for.
    SpecialOpened,
    /// Special refund paid.
    SpecialPaid,
    /// The buyer called the platform's staff.
    ArbitrationOpened,
    /// The staff want the seller's evidence.
    ArbitrationWantsEvidence,
    /// The seller handed evidence in.
    ArbitrationEvidenceGiven,
    /// The buyer called the dispute off.
    ArbitrationCancelled,
    /// The staff decided.
    ArbitrationDecided,
    /// The staff stepped in.
    ArbitrationSteppedIn,
    /// The seller wrote to the staff.
    ArbitrationMessage,
    /// Both sides may talk and hand evidence in.
    ArbitrationNegotiation,
    /// A shop's owner took the authorisation back.
    Deauthorised,
    /// A shop's authorisation ends soon.
    AuthorisationEnding,
    /// The version moved for a reason that no platform pushes (note, parcel scan, warehouse scan).
    Touched,
}

/// One thing that happened, with the object as it was right after.
#[derive(Clone, Debug)]
pub struct Change {
    /// What.
    pub kind: ChangeKind,
    /// When, epoch ms.
    pub at_ms: i64,
    /// The shop.
    pub shop_id: i64,
    /// The after-sale right after, unless an order changed.
    pub aftersale: Option<AfterSale>,
    /// The order right after, when an order changed.
    pub order: Option<Order>,
    /// Until when, epoch ms, for an authorisation that ends.
    pub until_ms: Option<i64>,
}

impl Change {
    pub(super) fn of_aftersale(kind: ChangeKind, aftersale: &AfterSale, at_ms: i64) -> Self {
        Self {
            kind,
            at_ms,
            shop_id: aftersale.shop_id,
            aftersale: Some(aftersale.clone()),
            order: None,
            until_ms: None,
        }
    }

    pub(super) fn of_order(kind: ChangeKind, order: &Order, at_ms: i64) -> Self {
        Self {
            kind,
            at_ms,
            shop_id: order.shop_id,
            aftersale: None,
            order: Some(order.clone()),
            until_ms: None,
        }
    }

    pub(super) fn of_shop(kind: ChangeKind, shop_id: i64, at_ms: i64, until_ms: Option<i64>) -> Self {
        Self {
            kind,
            at_ms,
            shop_id,
            aftersale: None,
            order: None,
            until_ms,
        }
    }
}
