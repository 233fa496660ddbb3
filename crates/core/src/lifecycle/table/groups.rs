//! Named groups of values that several rows test.

use crate::lifecycle::condition::{Condition, Mask, money, repair_running};
use crate::lifecycle::row::{except, only};
use crate::model::axes::{Goods as G, Headline as H, Kind as K, MoneyState as M};

pub(super) const ANY: Mask = except(&[]);
/// The headlines in which nothing is left to do.
pub(super) const ENDED: Mask = only(&[H::Refunded, H::Exchanged, H::Resolved, H::Rejected, H::Cancelled]);
pub(super) const ENDED_OR_CLOSED: Mask = only(&[
    H::Refunded,
    H::Exchanged,
    H::Resolved,
    H::Rejected,
    H::Cancelled,
    H::Closed,
]);
/// Neither closed nor before an arbiter.
pub(super) const OPEN: Mask = except(&[H::Disputed, H::Closed]);
pub(super) const OPEN_NOT_ENDED: Mask = except(&[
    H::Disputed,
    H::Closed,
    H::Refunded,
    H::Exchanged,
    H::Resolved,
    H::Rejected,
    H::Cancelled,
]);

/// Kinds that end when the replacement arrives.
pub(super) const BY_REPLACEMENT: &[K] = &[K::Exchange, K::Repair, K::Resend];
/// Kinds that end when the money is paid.
pub(super) const BY_MONEY: &[K] = &[
    K::RefundOnly,
    K::ReturnRefund,
    K::PriceProtection,
    K::Complaint,
    K::Inquiry,
];

pub(super) const MOVING: &[G] = &[G::InTransit, G::AtLocker];
pub(super) const ARRIVED: &[G] = &[G::Delivered, G::PartiallyReceived];
/// Still to be taken in and looked at.
pub(super) const OWED: &[G] = &[
    G::AwaitingShip,
    G::InTransit,
    G::AtLocker,
    G::Delivered,
    G::PartiallyReceived,
];
pub(super) const IN_HAND: &[G] = &[G::Received, G::InspectedPass, G::InspectedFail, G::InspectedPartial];

/// No payment is under way that a second one could cross.
pub(super) const NOT_PAYING: Condition = money(&[M::Pending, M::Partial, M::Failed]).not();
pub(super) const REPAIR_RUNNING: Condition = repair_running(true);
