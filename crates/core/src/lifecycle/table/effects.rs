//! Named changes of the axes that the rows are made of.

use crate::lifecycle::condition::{decision, goods, kind, money, replacement};
use crate::lifecycle::row::{Set, Value, set};
use crate::model::axes::{
    CancelReason as C, Decision as V, DisputeState as D, Goods as G, Kind as K, MoneyState as M, ReplacementState as P,
};

/// Gives up what was only promised: reserved stock and an approved refund.
pub(in crate::lifecycle) const RELEASE: &[Set] = &[
    set(Value::Replacement(P::None)).when(replacement(&[P::Reserved])),
    set(Value::Money(M::None)).when(money(&[M::Approved])),
];

/// Takes the decision back.
pub(in crate::lifecycle) const UNDECIDE: &[Set] = &[
    set(Value::Decision(V::None)),
    set(Value::Replacement(P::None)).when(replacement(&[P::Reserved])),
    set(Value::Money(M::None)).when(money(&[M::Approved])),
];

/// Takes an approval back, told by a fact that may come at any time; a rejection stays.
pub(in crate::lifecycle) const UNAPPROVE: &[Set] = &[
    set(Value::Decision(V::None)).when(decision(&[V::Approved])),
    set(Value::Replacement(P::None)).when(replacement(&[P::Reserved])),
    set(Value::Money(M::None)).when(money(&[M::Approved])),
];

/// Money is paid instead of what was asked for: the kind changes so that money is the outcome.
pub(in crate::lifecycle) const TO_REFUND: &[Set] = &[
    set(Value::Triaged(true)),
    set(Value::Kind(K::ReturnRefund)).when(kind(&[K::Exchange, K::Repair])),
    set(Value::Kind(K::RefundOnly)).when(kind(&[K::Resend, K::Inquiry])),
    set(Value::Replacement(P::None)).when(replacement(&[P::Reserved])),
    set(Value::Decision(V::Approved)),
    set(Value::CancelReason(C::None)),
    set(Value::AskedBuyer(false)),
    set(Value::Answered(false)),
    set(Value::RepairRunning(false)),
];

/// What a cancellation ends.
pub(in crate::lifecycle) const TO_CANCEL: &[Set] = &[
    set(Value::Replacement(P::None)).when(replacement(&[P::Reserved])),
    set(Value::Money(M::None)).when(money(&[M::Approved])),
    set(Value::AskedBuyer(false)),
    set(Value::RepairRunning(false)),
];

/// Starts the axes of a new episode; goods and a replacement under way keep their value.
pub(in crate::lifecycle) const NEW_EPISODE: &[Set] = &[
    set(Value::Triaged(true)),
    set(Value::Answered(false)),
    set(Value::AskedBuyer(false)),
    set(Value::RepairRunning(false)),
    set(Value::CancelReason(C::None)),
    set(Value::Closed(false)),
    set(Value::Decision(V::None)),
    set(Value::Dispute(D::None)),
    set(Value::Money(M::None)).when(money(&[M::Approved, M::Paid, M::Reversed])),
    set(Value::Replacement(P::None)).when(replacement(&[P::Reserved, P::Delivered, P::Failed, P::Returned])),
];

/// What another kind does not inherit.
pub(in crate::lifecycle) const CONVERT: &[Set] = &[
    set(Value::Decision(V::None)),
    set(Value::Money(M::None)).when(money(&[M::Approved, M::Paid, M::Reversed])),
    set(Value::Replacement(P::None)).when(replacement(&[P::Reserved, P::Delivered, P::Failed, P::Returned])),
];

pub(super) const GOODS_AT_LOCKER: &[Set] = &[set(Value::Goods(G::AtLocker))];
pub(super) const GOODS_AWAITING_SHIP: &[Set] = &[set(Value::Goods(G::AwaitingShip))];
pub(super) const GOODS_DELIVERED: &[Set] = &[set(Value::Goods(G::Delivered))];
pub(super) const GOODS_INSPECTED_FAIL: &[Set] = &[set(Value::Goods(G::InspectedFail))];
pub(super) const GOODS_INSPECTED_PARTIAL: &[Set] = &[set(Value::Goods(G::InspectedPartial))];
pub(super) const GOODS_INSPECTED_PASS: &[Set] = &[set(Value::Goods(G::InspectedPass))];
pub(super) const GOODS_IN_TRANSIT: &[Set] = &[set(Value::Goods(G::InTransit))];
pub(super) const GOODS_LOST: &[Set] = &[set(Value::Goods(G::Lost))];
pub(super) const GOODS_NOT_REQUIRED: &[Set] = &[set(Value::Goods(G::NotRequired))];
pub(super) const GOODS_PARTIALLY_RECEIVED: &[Set] = &[set(Value::Goods(G::PartiallyReceived))];
pub(super) const GOODS_RECEIVED: &[Set] = &[set(Value::Goods(G::Received))];
pub(super) const GOODS_RETURNED_TO_BUYER: &[Set] = &[set(Value::Goods(G::ReturnedToBuyer))];
pub(super) const GOODS_WRITTEN_OFF: &[Set] = &[set(Value::Goods(G::WrittenOff))];
pub(super) const NOTHING_TO_RETURN: &[Set] = &[set(Value::Goods(G::NotRequired)).when(goods(&[G::AwaitingShip]))];
pub(super) const RETURN_EXPECTED: &[Set] = &[set(Value::Goods(G::AwaitingShip)).when(goods(&[G::NotRequired]))];
pub(in crate::lifecycle) const SEND_IT_BACK: &[Set] = &[set(Value::Goods(G::AwaitingShip)).when(goods(&[
    G::Received,
    G::InspectedPass,
    G::InspectedFail,
    G::InspectedPartial,
    G::NotRequired,
    G::Lost,
    G::WrittenOff,
]))];
pub(super) const MONEY_APPROVED: &[Set] = &[set(Value::Money(M::Approved))];
pub(super) const MONEY_FAILED: &[Set] = &[set(Value::Money(M::Failed))];
pub(super) const MONEY_NONE: &[Set] = &[set(Value::Money(M::None))];
pub(super) const MONEY_PAID: &[Set] = &[set(Value::Money(M::Paid))];
pub(super) const MONEY_PARTIAL: &[Set] = &[set(Value::Money(M::Partial))];
pub(super) const MONEY_PENDING: &[Set] = &[set(Value::Money(M::Pending))];
pub(super) const MONEY_REVERSED: &[Set] = &[set(Value::Money(M::Reversed))];
pub(super) const STOP_PAYING: &[Set] = &[set(Value::Money(M::None)).when(money(&[M::Pending, M::Failed]))];
pub(super) const REPLACEMENT_DELIVERED: &[Set] = &[set(Value::Replacement(P::Delivered))];
pub(super) const REPLACEMENT_FAILED: &[Set] = &[set(Value::Replacement(P::Failed))];
pub(super) const REPLACEMENT_RESERVED: &[Set] = &[set(Value::Replacement(P::Reserved))];
pub(super) const REPLACEMENT_RETURNED: &[Set] = &[set(Value::Replacement(P::Returned))];
pub(super) const REPLACEMENT_SHIPPED: &[Set] = &[set(Value::Replacement(P::Shipped))];
pub(super) const DISPUTE_APPEALED: &[Set] = &[set(Value::Dispute(D::Appealed))];
pub(super) const DISPUTE_EVIDENCE_DUE: &[Set] = &[set(Value::Dispute(D::EvidenceDue))];
pub(super) const DISPUTE_OPEN: &[Set] = &[set(Value::Dispute(D::Open))];
pub(super) const DISPUTE_RULED_BUYER: &[Set] = &[set(Value::Dispute(D::RuledBuyer))];
pub(super) const DISPUTE_RULED_SELLER: &[Set] = &[set(Value::Dispute(D::RuledSeller))];
pub(super) const DISPUTE_RULING: &[Set] = &[set(Value::Dispute(D::Ruling))];
pub(super) const DISPUTE_SPLIT: &[Set] = &[set(Value::Dispute(D::Split))];
pub(super) const DISPUTE_WITHDRAWN: &[Set] = &[set(Value::Dispute(D::Withdrawn))];
pub(super) const APPROVED: &[Set] = &[set(Value::Decision(V::Approved))];
pub(super) const REJECTED: &[Set] = &[set(Value::Decision(V::Rejected))];
pub(super) const UNDECIDED: &[Set] = &[set(Value::Decision(V::None))];
pub(super) const WITHDRAW_APPROVAL: &[Set] = &[set(Value::Decision(V::None)).when(decision(&[V::Approved]))];
pub(super) const KIND_EXCHANGE: &[Set] = &[set(Value::Kind(K::Exchange))];
pub(super) const KIND_REFUND_ONLY: &[Set] = &[set(Value::Kind(K::RefundOnly))];
pub(super) const KIND_REPAIR: &[Set] = &[set(Value::Kind(K::Repair))];
pub(super) const KIND_RESEND: &[Set] = &[set(Value::Kind(K::Resend))];
pub(super) const KIND_RETURN_REFUND: &[Set] = &[set(Value::Kind(K::ReturnRefund))];
pub(super) const CANCELLED_AS_EXPIRED: &[Set] = &[set(Value::CancelReason(C::Expired))];
pub(super) const CANCELLED_BY_BUYER: &[Set] = &[set(Value::CancelReason(C::Buyer))];
pub(super) const CANCELLED_BY_PLATFORM: &[Set] = &[set(Value::CancelReason(C::Platform))];
pub(super) const NOT_CANCELLED: &[Set] = &[set(Value::CancelReason(C::None))];
pub(super) const ANSWERED: &[Set] = &[set(Value::Answered(true))];
pub(super) const BUYER_ASKED: &[Set] = &[set(Value::AskedBuyer(true))];
pub(super) const BUYER_NOT_ASKED: &[Set] = &[set(Value::AskedBuyer(false))];
pub(super) const CLOSED: &[Set] = &[set(Value::Closed(true))];
pub(super) const NOT_ANSWERED: &[Set] = &[set(Value::Answered(false))];
pub(super) const REPAIR_ENDS: &[Set] = &[set(Value::RepairRunning(false))];
pub(super) const REPAIR_STARTS: &[Set] = &[set(Value::RepairRunning(true))];
pub(super) const TRIAGED: &[Set] = &[set(Value::Triaged(true))];
