//! Until when a request must be made.
use crate::model::order::Order;
use crate::model::returns::{ReturnReason, ReturnWindow, WindowStart};
use crate::model::shipment::{ParcelSnapshot, ParcelState};
use crate::model::time::{DAY, Timestamp};

/// Whether the goods of an order are with the buyer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// No carrier says anything of its parcels.
    #[default]
    Unknown,
    /// A parcel of it is on its way.
    NotYet,
    /// The last one was delivered then.
    At(Timestamp),
}

impl Delivery {
    /// What the carriers say of the parcels of an order, one entry each.
    pub fn of<'a>(parcels: impl IntoIterator<Item = Option<&'a ParcelSnapshot>>) -> Self {
        let mut last = Self::Unknown;
        for parcel in parcels {
            last = match (last, parcel) {
                (_, None) => return Self::Unknown,
                (Self::NotYet, Some(_)) => Self::NotYet,
                (_, Some(seen)) if seen.state != ParcelState::Delivered => Self::NotYet,
                (Self::At(before), Some(seen)) => Self::At(before.max(seen.at)),
                (Self::Unknown, Some(seen)) => Self::At(seen.at),
            };
        }
        last
    }
}

/// The last moment for a request, if there is one yet; or why nobody can say.
pub(super) fn ends_at(
    window: ReturnWindow,
    order: Option<&Order>,
    delivery: Delivery,
) -> Result<Option<Timestamp>, ReturnReason> {
    let ends = |start: Timestamp| start.plus(i64::from(window.days) * DAY);
    match (window.from, order, delivery) {
        (_, None, _) => Err(ReturnReason::OrderUnknown),
        (WindowStart::Ordered, Some(order), _) => {
            let placed = &order.snapshot;
            Ok(Some(ends(placed.paid_at.unwrap_or(placed.created_at))))
        }
        (WindowStart::Delivered, _, Delivery::At(at)) => Ok(Some(ends(at))),
        (WindowStart::Delivered, _, Delivery::NotYet) => Ok(None),
        (WindowStart::Delivered, _, Delivery::Unknown) => Err(ReturnReason::DeliveryUnknown),
    }
}
