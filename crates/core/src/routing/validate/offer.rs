//! What is wrong with offers and with the time for a first action.
use super::condition::calendar;
use super::problem::Problems;
use crate::model::config::{Config, QueueConfig};
use crate::model::offer::Reservation;
use crate::model::time::{DAY, SECOND};

/// Most agents who are asked for one ticket at the same time: each holds room that others could use.
const MAX_OFFERS: u32 = 16;

pub(super) fn reservation(said: Option<Reservation>, problems: &mut Problems) {
    let Some(Reservation::Offer(terms)) = said else { return };
    problems.at("reservation.offer", |problems| {
        if !(SECOND..=DAY).contains(&terms.for_ms) {
            problems.at("for_ms", |problems| {
                problems.say_allowed(format!("{} milliseconds", terms.for_ms), format!("{SECOND} to {DAY}"));
            });
        }
        max_offers(terms.max_offers, problems);
    });
}

/// How many may be asked at a time.
pub(super) fn max_offers(most: u32, problems: &mut Problems) {
    if !(1..=MAX_OFFERS).contains(&most) {
        problems.at("max_offers", |problems| {
            problems.say_allowed(
                format!("a ticket cannot be offered to {most} agents at a time"),
                format!("1 to {MAX_OFFERS}"),
            );
        });
    }
}

pub(super) fn first_action(config: &Config, queue: &QueueConfig, problems: &mut Problems) {
    if let Some(ms) = queue.first_action_ms {
        problems.at("first_action_ms", |problems| {
            if ms < SECOND {
                problems.say_allowed(
                    format!("nobody can do anything so soon: {ms}"),
                    format!("{SECOND} or more"),
                );
            }
            problems.span(ms);
        });
    }
    if let Some(name) = &queue.calendar {
        problems.at("calendar", |problems| calendar(config, name, problems));
    }
}
