//! On which terms a ticket is offered where it stands.
use crate::model::config::Config;
use crate::model::offer::{OfferTerms, Reservation};

use super::place::Placement;
use super::steps::Standing;

/// The terms on which a ticket is offered where it stands; `None` where its agent has it at once.
pub fn offer_terms(config: &Config, placement: &Placement, standing: &Standing) -> Option<OfferTerms> {
    let queue = config.queues.iter().find(|queue| queue.name == standing.queue);
    let by_rule = placement.reservation.filter(|_| standing.queue == placement.queue);
    match by_rule.or_else(|| queue.and_then(|queue| queue.reservation))? {
        Reservation::AutoAccept => None,
        Reservation::Offer(terms) => Some(OfferTerms {
            max_offers: standing.max_offers.unwrap_or(terms.max_offers),
            ..terms
        }),
    }
}
