//! What state a ticket should be in, worked out from the platform's own codes by its documents and not by the adapter, so
//! that two readings can disagree.
use aftersync::{Headline, Ticket};
use aftersync_testkit::fake::world::TruthAfterSale;

use super::site::Selling;

/// The states that a platform's codes stand for. Some steps are seen only in our own house: a buyer who was asked something,
/// goods that arrived, goods that were looked at.
pub(super) fn expected(selling: Selling, t: &TruthAfterSale, ours: &Ticket, arrived: bool) -> Vec<Headline> {
    match selling {
        Selling::Douyin => douyin(t, ours, arrived),
    }
}

fn douyin(t: &TruthAfterSale, ours: &Ticket, arrived: bool) -> Vec<Headline> {
    use Headline as H;
    if matches!(t.arbitrate_status_code, 1 | 4 | 5) {
        return vec![H::Disputed];
    }
    let by_goods = matches!(t.type_code, 3 | 7 | 8);
    match (t.status_code, t.type_code, t.refund_status_code) {
        (6, ..) => vec![H::AwaitingSeller, H::AwaitingBuyer],
        (7, ..) => vec![H::AwaitingBuyerReturn],
        (8, 8, _) => vec![H::Repairing],
        (8 | 13, ..) => vec![H::ExchangeShipping],
        (11, ..) if ours.flags.contains("qc_fail") => vec![H::AwaitingSeller],
        (11, ..) if arrived => vec![H::AwaitingInspection, H::ExchangeShipping, H::Repairing],
        (11, ..) => vec![H::ReturnInTransit],
        (12, ..) if by_goods => vec![H::Exchanged],
        (12, _, 3) => vec![H::Refunded],
        (12, ..) => vec![H::Refunding],
        (14, ..) => vec![H::Exchanged],
        (27 | 29, ..) => vec![H::Rejected],
        (28, ..) => vec![H::Closed],
        _ => Vec::new(),
    }
}
