//! TikTok Shop's words for kinds, stages and disputes.

use crate::fake::world::{
    Actor, AfterSale, ArbitrationState, Codes, Kind, Order, OrderStage, RefundState, Role, Spelt, Stage, Verdict,
};

pub(super) struct TiktokCodes;

impl Codes for TiktokCodes {
    fn kind(&self, it: &AfterSale) -> Spelt {
        type_word(it).into()
    }

    fn status(&self, it: &AfterSale) -> Spelt {
        status(it).into()
    }

    /// There is no word of its own for money: the status says it.
    fn refund(&self, _it: &AfterSale) -> Spelt {
        "".into()
    }

    fn arbitration(&self, it: &AfterSale) -> Spelt {
        arbitration(it).into()
    }
}

/// What is asked for before the parcel left is a cancellation; everything else is a return.
pub(super) fn is_cancellation(it: &AfterSale) -> bool {
    it.kind == Kind::RefundUnshipped
}

/// `return_type` of returns, `cancel_type` of cancellations.
pub(super) fn type_word(it: &AfterSale) -> &'static str {
    match (it.kind, it.opened_by) {
        (Kind::RefundUnshipped, Role::Buyer) => "BUYER_CANCEL",
        (Kind::RefundUnshipped, _) => "CANCEL",
        (Kind::ReturnRefund, _) => "RETURN_AND_REFUND",
        (Kind::Exchange, _) => "REPLACEMENT",
        _ => "REFUND",
    }
}

/// The status as the search shows it.
pub(super) fn status(it: &AfterSale) -> &str {
    it.raw_status.as_deref().unwrap_or_else(|| match it.kind {
        Kind::RefundUnshipped => cancel_status(it),
        Kind::Exchange => replacement_status(it),
        _ => return_status(it),
    })
}

fn return_status(it: &AfterSale) -> &'static str {
    match it.stage {
        Stage::AwaitingSeller => "RETURN_OR_REFUND_REQUEST_PENDING",
        Stage::AwaitingBuyer => "AWAITING_BUYER_RESPONSE",
        Stage::AwaitingBuyerReturn => "AWAITING_BUYER_SHIP",
        Stage::ReturnInTransit | Stage::AwaitingSellerShip | Stage::ReplacementShipped => "BUYER_SHIPPED_ITEM",
        Stage::Rejected => "REFUND_OR_RETURN_REQUEST_REJECT",
        Stage::RejectedAfterReturn => "REJECT_RECEIVE_PACKAGE",
        Stage::Refund if it.refund == RefundState::Paid => "RETURN_OR_REFUND_REQUEST_COMPLETE",
        Stage::Refund => "RETURN_OR_REFUND_REQUEST_SUCCESS",
        Stage::Completed => "RETURN_OR_REFUND_REQUEST_COMPLETE",
        Stage::Closed => "RETURN_OR_REFUND_REQUEST_CANCEL",
    }
}

fn replacement_status(it: &AfterSale) -> &'static str {
    match it.stage {
        Stage::AwaitingSeller => "REPLACEMENT_REQUEST_PENDING",
        Stage::Rejected | Stage::RejectedAfterReturn => "REPLACEMENT_REQUEST_REJECT",
        Stage::Refund if it.refund == RefundState::Paid => "REPLACEMENT_REQUEST_REFUND_SUCCESS",
        Stage::Closed => "REPLACEMENT_REQUEST_CANCEL",
        // The new order has a life of its own; the request is complete as soon as it exists.
        Stage::ReplacementShipped | Stage::Completed => "REPLACEMENT_REQUEST_COMPLETE",
        _ => return_status(it),
    }
}

/// A request that the seller refuses ends; the order goes on.
fn cancel_status(it: &AfterSale) -> &'static str {
    match it.stage {
        Stage::Refund if it.refund == RefundState::Paid => "CANCELLATION_REQUEST_COMPLETE",
        Stage::Refund => "CANCELLATION_REQUEST_SUCCESS",
        Stage::Closed | Stage::Rejected => "CANCELLATION_REQUEST_CANCEL",
        _ => "CANCELLATION_REQUEST_PENDING",
    }
}

/// Other spellings that are seen for the same thing, in pushes and in SDKs.
const ALIASES: &[(&str, &[&str])] = &[
    (
        "REFUND_OR_RETURN_REQUEST_REJECT",
        &["RETURN_OR_REFUND_REQUEST_REJECT", "RETURN_OR_REFUND_REQUEST_REJECTED"],
    ),
    ("REJECT_RECEIVE_PACKAGE", &["RECEIVE_REJECTED"]),
    ("RETURN_OR_REFUND_REQUEST_SUCCESS", &["REQUEST_SUCCESS"]),
    (
        "RETURN_OR_REFUND_REQUEST_CANCEL",
        &[
            "RETURN_OR_REFUND_REQUEST_CANCELLED",
            "RETURN_OR_REFUND__REQUEST_CANCELLED",
            "RETURN_OR_REFUND_CANCEL",
        ],
    ),
    ("REPLACEMENT_REQUEST_PENDING", &["REPLACMENT_REQUEST_PENDING"]),
];

/// How a push spells a status: `draw` picks one of the other spellings. Cancellations always end in `CANCELLED` there.
pub(super) fn pushed_status(status: &str, draw: Option<u64>) -> String {
    if status == "CANCELLATION_REQUEST_CANCEL" {
        return "CANCELLATION_REQUEST_CANCELLED".to_owned();
    }
    let others = ALIASES
        .iter()
        .find(|(name, _)| *name == status)
        .map(|(_, others)| *others);
    let picked = draw.zip(others).and_then(|(draw, others)| {
        let place = usize::try_from(draw).unwrap_or(0).checked_rem(others.len())?;
        others.get(place)
    });
    picked.map_or(status, |alias| *alias).to_owned()
}

/// Empty when there never was a dispute.
pub(super) fn arbitration(it: &AfterSale) -> &'static str {
    match it.arbitration.as_ref().map(|dispute| (dispute.state, dispute.verdict)) {
        None => "",
        Some((ArbitrationState::Ended, None)) => "CLOSED",
        Some((ArbitrationState::Ended, Some(Verdict::ForSeller))) => "SUPPORT_SELLER",
        Some((ArbitrationState::Ended, Some(_))) => "SUPPORT_BUYER",
        Some(_) => "IN_PROGRESS",
    }
}

pub(super) fn role_word(role: Role) -> &'static str {
    match role {
        Role::Buyer => "BUYER",
        Role::Seller => "SELLER",
        Role::Platform => "SYSTEM",
    }
}

/// Who moved it last.
pub(super) fn last_role(it: &AfterSale) -> &'static str {
    let ruled = it.arbitration.as_ref().is_some_and(|dispute| dispute.verdict.is_some());
    match it.log.last().map(|line| line.role) {
        Some(Role::Platform) if ruled && it.agreed_by != Some(Actor::Deadline) => "OPERATOR",
        Some(role) => role_word(role),
        None => "BUYER",
    }
}

/// What the seller must do now, if anything. A parcel is answered once it has arrived; in a dispute the platform decides.
pub(super) fn next_action(it: &AfterSale) -> Option<&'static str> {
    let arrived = it
        .return_parcel
        .as_ref()
        .is_some_and(|parcel| parcel.delivered_ms.is_some());
    if it.in_dispute() {
        return None;
    }
    match (it.stage, it.kind) {
        (Stage::AwaitingSeller, Kind::RefundUnshipped) => Some("SELLER_RESPOND_CANCEL"),
        (Stage::AwaitingSeller, Kind::ReturnRefund) => Some("SELLER_RESPOND_RETURN"),
        (Stage::AwaitingSeller, Kind::Exchange) => Some("SELLER_RESPOND_REPLACEMENT"),
        (Stage::AwaitingSeller, _) => Some("SELLER_RESPOND_REFUND"),
        (Stage::ReturnInTransit, _) if arrived => Some("SELLER_RESPOND_RECEIVE_PACKAGE"),
        _ => None,
    }
}

/// Of the batch request.
pub(super) fn request_status(it: &AfterSale) -> &'static str {
    match it.stage {
        Stage::AwaitingSeller => "PENDING_REQUEST_REVIEW",
        _ => "REQUEST_REVIEW_COMPLETED",
    }
}

/// Of the parcel that comes back; none before a return is agreed. Only the first two words are documented.
pub(super) fn rma_status(it: &AfterSale) -> Option<&'static str> {
    if it.kind != Kind::ReturnRefund {
        return None;
    }
    match it.stage {
        Stage::AwaitingBuyerReturn => Some("AWAITING_BUYER_RETURN"),
        Stage::ReturnInTransit if next_action(it).is_some() => Some("PENDING_PACKAGE_REVIEW"),
        Stage::ReturnInTransit => Some("BUYER_SHIPPED"),
        Stage::RejectedAfterReturn => Some("PACKAGE_REJECTED"),
        Stage::Refund if it.return_parcel.is_some() => Some("PACKAGE_APPROVED"),
        _ => None,
    }
}

/// What a search shows of the parcel of a return: none before it was agreed to, and one that led to nothing is still found.
pub(super) fn rma_shown(it: &AfterSale) -> Option<&'static str> {
    let asked = matches!(it.stage, Stage::AwaitingSeller | Stage::AwaitingBuyer) && it.return_parcel.is_none();
    rma_status(it).or((it.kind == Kind::ReturnRefund && !asked).then_some("RMA_CLOSED"))
}

/// `refunded`: every piece of it was paid back.
pub(super) fn order_status(order: &Order, refunded: bool) -> &'static str {
    match order.stage {
        OrderStage::Placed => "UNPAID",
        OrderStage::Paid if refunded => "CANCELLED",
        OrderStage::Paid => "AWAITING_SHIPMENT",
        OrderStage::Shipped => "IN_TRANSIT",
        OrderStage::Finished => "DELIVERED",
        OrderStage::Cancelled => "CANCELLED",
    }
}
