//! What a notice says of a ticket as it is.
use super::text::NoticeFacts;
use super::view::amount;
use crate::model::notice::Notice;
use crate::model::shipment::Direction;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;

/// What a notice can say of a ticket as it is now. `until` is how long the buyer has, where they have to do something; else
/// the platform's deadline is told.
pub fn facts(notice: Notice, ticket: &Ticket, until: Option<Timestamp>, zone_minutes: i32) -> NoticeFacts {
    NoticeFacts {
        number: ticket.number,
        amount: match notice {
            Notice::N6 => Some(ticket.amounts.compensation)
                .filter(|minor| *minor > 0)
                .map(|minor| ticket.money(minor)),
            _ => amount(ticket),
        },
        deadline: until.or(ticket.platform_deadline),
        tracking: way(notice).and_then(|way| tracking(ticket, way)),
        zone_minutes,
    }
}

/// The parcel a notice is about.
const fn way(notice: Notice) -> Option<Direction> {
    match notice {
        Notice::N7 | Notice::N9 => Some(Direction::Return),
        Notice::N8 | Notice::N8B => Some(Direction::Replacement),
        _ => None,
    }
}

fn tracking(ticket: &Ticket, way: Direction) -> Option<String> {
    let parcels = ticket.parcels.iter().rev();
    let mut of_way = parcels.filter(|parcel| parcel.direction == way);
    of_way.next().map(|parcel| parcel.parcel.number.clone())
}
