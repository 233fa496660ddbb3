//! The usual way of each kind, and what a jump leaves out of it.

use crate::model::axes::{Headline as H, Kind};

const REFUND: &[H] = &[H::Requested, H::AwaitingSeller, H::Refunding, H::Refunded, H::Closed];
const RETURN: &[H] = &[
    H::Requested,
    H::AwaitingSeller,
    H::AwaitingBuyerReturn,
    H::ReturnInTransit,
    H::AwaitingInspection,
    H::Refunding,
    H::Refunded,
    H::Closed,
];
const EXCHANGE: &[H] = &[
    H::Requested,
    H::AwaitingSeller,
    H::AwaitingBuyerReturn,
    H::ReturnInTransit,
    H::AwaitingInspection,
    H::ExchangeShipping,
    H::Exchanged,
    H::Closed,
];
const REPAIR: &[H] = &[
    H::Requested,
    H::AwaitingSeller,
    H::AwaitingBuyerReturn,
    H::ReturnInTransit,
    H::AwaitingInspection,
    H::Repairing,
    H::ExchangeShipping,
    H::Exchanged,
    H::Closed,
];
const RESEND: &[H] = &[
    H::Requested,
    H::AwaitingSeller,
    H::ExchangeShipping,
    H::Exchanged,
    H::Closed,
];
const ANSWER: &[H] = &[H::Requested, H::AwaitingSeller, H::Resolved, H::Closed];

/// The headlines a ticket of this kind usually passes, first to last. A complaint may end in money as well.
fn ways(kind: Kind) -> &'static [&'static [H]] {
    match kind {
        Kind::RefundOnly | Kind::PriceProtection => &[REFUND],
        Kind::ReturnRefund => &[RETURN],
        Kind::Exchange => &[EXCHANGE],
        Kind::Repair => &[REPAIR],
        Kind::Resend => &[RESEND],
        Kind::Complaint => &[ANSWER, REFUND],
        Kind::Inquiry => &[ANSWER],
    }
}

/// The headlines strictly between the two on the usual way of this kind (the kind after the jump).
///
/// Empty where one of them is off the way (rejected, cancelled, disputed, waiting for the buyer) or the jump goes
/// backwards.
pub fn skipped(kind: Kind, from: H, to: H) -> Vec<H> {
    ways(kind)
        .iter()
        .find_map(|way| between(way, from, to))
        .unwrap_or_default()
}

fn between(way: &[H], from: H, to: H) -> Option<Vec<H>> {
    let start = way.iter().position(|headline| *headline == from)?;
    let end = way.iter().position(|headline| *headline == to)?;
    Some(way.get(start + 1..end).unwrap_or_default().to_vec())
}
