//! The page a buyer may look at.
use super::progress::{next_step, progress};
use crate::model::axes::Headline;
use crate::model::labels::Lang;
use crate::model::money::Money;
use crate::model::shipment::Direction;
use crate::model::ticket::{ClockKind, Ticket};
use crate::model::time::Timestamp;
use crate::model::view::{BuyerNotice, BuyerParcel, BuyerView};

/// What the buyer of a ticket may see of it, in their language. Nobody's name, queue, tag, flag, note or score is in it.
pub fn buyer_view(ticket: &Ticket, lang: Lang) -> BuyerView {
    BuyerView {
        number: ticket.number,
        headline: ticket.headline,
        headline_label: ticket.headline.label(lang).to_owned(),
        progress: progress(ticket, lang),
        next_step: next_step(ticket.headline, lang).to_owned(),
        promised_by: promised_by(ticket),
        amount: amount(ticket),
        parcels: parcels(ticket),
        notices: notices(ticket, lang),
    }
}

/// The clock that says when the step of a headline should be over.
const PROMISES: &[(Headline, ClockKind)] = &[
    (Headline::Requested, ClockKind::FirstResponse),
    (Headline::AwaitingSeller, ClockKind::Decision),
    (Headline::AwaitingInspection, ClockKind::Inspection),
    (Headline::Repairing, ClockKind::Resolution),
    (Headline::Refunding, ClockKind::Refund),
    (Headline::ExchangeShipping, ClockKind::Resolution),
];

fn promised_by(ticket: &Ticket) -> Option<Timestamp> {
    if !ticket.is_open() {
        return None;
    }
    let clock = PROMISES.iter().find(|(headline, _)| *headline == ticket.headline);
    let ours = clock.and_then(|(_, kind)| ticket.clocks.get(kind)?.due_at());
    ticket.platform_deadline.or(ours)
}

pub(super) fn amount(ticket: &Ticket) -> Option<Money> {
    let amounts = &ticket.amounts;
    let stages = [amounts.refunded, amounts.approved, amounts.requested];
    let shown = stages.into_iter().find(|minor| *minor > 0);
    shown.map(|minor| ticket.money(minor))
}

/// The parcel of the original goods is left out: the buyer knows it from the order.
fn parcels(ticket: &Ticket) -> Vec<BuyerParcel> {
    let of_aftersale = ticket
        .parcels
        .iter()
        .filter(|parcel| parcel.direction != Direction::Outbound);
    of_aftersale
        .map(|parcel| BuyerParcel {
            direction: parcel.direction,
            tracking: parcel.parcel.number.clone(),
            carrier: parcel.parcel.carrier.clone(),
            state: parcel.state,
        })
        .collect()
}

fn notices(ticket: &Ticket, lang: Lang) -> Vec<BuyerNotice> {
    let of_episode = ticket
        .local
        .notices
        .iter()
        .filter(|(episode, _)| *episode == ticket.episode);
    of_episode
        .map(|(_, notice)| BuyerNotice {
            notice: *notice,
            label: notice.label(lang).to_owned(),
        })
        .collect()
}
