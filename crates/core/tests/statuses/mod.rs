//! Which statuses a platform can have for which kind.

use aftersync_core::model::axes::{Goods, Headline, Kind};

/// The headlines that a status of a platform can mean for a ticket of this kind.
pub fn sensible(kind: Kind) -> Vec<Headline> {
    use Headline as H;
    let mut headlines = vec![
        H::AwaitingSeller,
        H::AwaitingBuyer,
        H::Refunding,
        H::Refunded,
        H::Disputed,
        H::Resolved,
        H::Rejected,
        H::Cancelled,
        H::Closed,
    ];
    if kind.initial_goods() == Goods::AwaitingShip {
        headlines.extend([H::AwaitingBuyerReturn, H::ReturnInTransit, H::AwaitingInspection]);
    }
    if kind.ends_by_replacement() {
        headlines.extend([H::ExchangeShipping, H::Exchanged]);
    }
    if kind == Kind::Repair {
        headlines.push(H::Repairing);
    }
    headlines
}
