//! Offers that somebody turned down in truth, or let run out: at a simulated desk they do the same, as often and after as long.
use std::cmp::Reverse;

use crate::model::ids::{AgentId, QueueId};

use super::super::super::offer::offer_terms;
use super::super::super::steps::Standing;
use super::super::Arrival;
use super::super::course::Event;
use super::Simulated;

/// How somebody does not take what is offered to them.
pub(super) struct Terms {
    /// After so many milliseconds.
    pub ms: i64,
    /// Nobody else is asked meanwhile.
    pub alone: bool,
}

impl Simulated<'_> {
    /// How this agent does not take a ticket that is offered to them; `None` where they take it, or have it at once.
    pub(super) fn turns_down(
        &self,
        ticket: usize,
        arrival: &Arrival,
        standing: &Standing,
        agent: AgentId,
    ) -> Option<Terms> {
        let times = self
            .courses
            .get(ticket)?
            .turned_down
            .get(&agent)
            .copied()
            .unwrap_or_default();
        let ms = *arrival.turned_down.get(&agent)?.get(times)?;
        let terms = offer_terms(self.config, &arrival.placement, standing)?;
        Some(Terms {
            ms: ms.clamp(0, terms.for_ms.max(0)),
            alone: terms.max_offers <= 1,
        })
    }

    /// This agent is not asked before others any more.
    pub(super) fn excludes(&mut self, ticket: usize, agent: AgentId) {
        if let Some(course) = self.courses.get_mut(ticket) {
            course.excluded.insert(agent);
            *course.turned_down.entry(agent).or_default() += 1;
        }
    }

    /// It is offered to somebody who will not take it: they hold room for it until then.
    pub(super) fn asks(&mut self, ticket: usize, arrival: &Arrival, to: AgentId, ms: i64) {
        let Some(agent) = self.agents.iter().position(|hands| hands.agent.id == to) else {
            return;
        };
        let Some(course) = self.courses.get_mut(ticket) else {
            return;
        };
        let until = self.now.plus(ms);
        course.asked = Some((agent, until));
        let queue = QueueId::of(course.queue.as_deref().unwrap_or_default());
        if let Some(hands) = self.agents.get_mut(agent) {
            hands.take(queue, arrival, 1);
        }
        self.ahead.push(Reverse((until, Event::TurnedDown { agent, ticket })));
    }

    /// They did not take it: others are asked, and they have room again.
    pub(super) fn turned_down(&mut self, agent: usize, ticket: usize) {
        let now = Some((agent, self.now));
        if self.courses.get(ticket).is_none_or(|course| course.asked != now) {
            return;
        }
        if let Some(id) = self.agents.get(agent).map(|hands| hands.agent.id) {
            self.excludes(ticket, id);
        }
        self.rescind(ticket);
        self.offer(ticket);
    }

    /// It is offered to nobody any more.
    pub(super) fn rescind(&mut self, ticket: usize) {
        let (Some(course), Some(arrival)) = (self.courses.get_mut(ticket), self.arrivals.get(ticket)) else {
            return;
        };
        let Some((agent, _)) = course.asked.take() else {
            return;
        };
        let queue = QueueId::of(course.queue.as_deref().unwrap_or_default());
        if let Some(hands) = self.agents.get_mut(agent) {
            hands.take(queue, arrival, -1);
        }
        self.freed.push(agent);
    }
}
