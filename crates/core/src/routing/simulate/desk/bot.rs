//! Bots of a simulated desk: they have a ticket for as long as its bot had it in truth.
use std::cmp::Reverse;

use crate::model::ids::QueueId;

use super::super::super::select::{Asked, refusal};
use super::super::course::Event;
use super::super::{Arrival, Hop};
use super::Simulated;

impl Simulated<'_> {
    /// The bot of a ticket, if it may take one more.
    pub(super) fn talks(&self, arrival: &Arrival) -> Option<usize> {
        let talk = arrival.talk?;
        let asked = Asked {
            weight: arrival.placement.weight.max(0),
            amount: arrival.amount,
            tickets: 1,
            platform: Some(arrival.platform.clone()),
            channels: arrival.channels.clone(),
            ..Asked::default()
        };
        self.agents.iter().position(|hands| {
            let candidate = hands.candidate(QueueId::of(""), arrival);
            hands.agent.id == talk.bot && refusal(&candidate, &asked).is_none()
        })
    }

    pub(super) fn talk(&mut self, bot: usize, ticket: usize, arrival: &Arrival) {
        let Some(talk) = arrival.talk else { return };
        if let Some(hands) = self.agents.get_mut(bot) {
            hands.take(QueueId::of(""), arrival, 1);
        }
        if let Some(course) = self.courses.get_mut(ticket) {
            course.talks = Some(bot);
        }
        self.hops.push_back((ticket, Hop::Assigned));
        let until = self.now.plus(talk.ms.max(0));
        self.ahead.push(Reverse((until, Event::HandedOver { bot, ticket })));
    }

    /// The talk is over: people have the ticket from now on, if anything is left to do.
    pub(super) fn handed_over(&mut self, bot: usize, ticket: usize) {
        let Some(arrival) = self.arrivals.get(ticket) else {
            return;
        };
        if !self.stops_talking(ticket, arrival) {
            return;
        }
        if arrival.talk.is_some_and(|talk| talk.handed_over) {
            self.offer(ticket);
        } else if let Some(course) = self.courses.get_mut(ticket) {
            course.over = true;
            course.agent = Some(bot);
            course.work_ms = arrival.talk.map_or(0, |talk| talk.ms.max(0));
        }
    }

    /// The bot of a ticket has it no longer, and people hear of it from now on; whether it had it.
    pub(super) fn stops_talking(&mut self, ticket: usize, arrival: &Arrival) -> bool {
        let Some(course) = self.courses.get_mut(ticket) else {
            return false;
        };
        let Some(bot) = course.talks.take() else {
            return false;
        };
        course.came_at = self.now;
        if let Some(hands) = self.agents.get_mut(bot) {
            hands.take(QueueId::of(""), arrival, -1);
        }
        true
    }
}
