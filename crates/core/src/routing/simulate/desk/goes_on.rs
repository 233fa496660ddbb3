//! Where a ticket of a simulated desk goes on to: the next step of its route at once, or where its queue overflows.
use crate::model::config::Config;
use crate::model::ids::QueueId;
use crate::model::selection::{OverflowCause, Skipped};

use super::super::super::overflow::{max_depth, overflow_of};
use super::super::super::steps::{Standing, skip_if};
use super::super::super::wait::is_outside;
use super::super::{Arrival, Hop};
use super::Simulated;

impl Simulated<'_> {
    /// Whether waiting for the next step is of no use.
    pub(super) fn skips(
        &self,
        arrival: &Arrival,
        standing: &Standing,
        (at_work, band): (usize, u8),
        without_room: bool,
    ) -> bool {
        skip_if(self.config, &arrival.placement, standing).is_some_and(|when| {
            is_outside(self.config, when.outside.as_deref(), self.now)
                || (when.nobody_online && at_work == 0)
                || (when.no_room && without_room)
                || self.is_slow((QueueId::of(&standing.queue), band), when.wait_above_ms, at_work)
        })
    }

    /// Tickets that wait in a queue, in this band or a more urgent one.
    fn ahead_of(&self, queue: QueueId, band: u8) -> u32 {
        self.depth
            .range((queue, 0)..=(queue, band))
            .map(|(_, waits)| waits)
            .sum()
    }

    /// Whether a ticket that comes to a queue in this band would wait longer than it may.
    fn is_slow(&self, (queue, band): (QueueId, u8), most: Option<i64>, at_work: usize) -> bool {
        let ahead = self.ahead_of(queue, band);
        let expected = || self.handled.expected(queue, ahead, at_work);
        most.is_some_and(|most| expected().is_some_and(|ms| ms > most))
    }

    pub(super) fn skip(&mut self, ticket: usize, standing: &Standing) {
        if let Some(course) = self.courses.get_mut(ticket) {
            course.skipped = Some(Skipped {
                route: QueueId::of(&standing.route),
                steps: standing.step.saturating_add(1),
            });
        }
    }

    /// Whether a ticket goes on to where its queue overflows: that is full, closed or slow, or nobody serves it or is there.
    pub(super) fn spill(
        &mut self,
        ticket: usize,
        standing: &Standing,
        (staffed, comes): (bool, bool),
        (at_work, band): (usize, u8),
    ) -> bool {
        let queue = QueueId::of(&standing.queue);
        if overflow_of(self.config, &standing.queue).is_none() {
            return false;
        }
        let waits = self.ahead_of(queue, u8::MAX);
        let full = max_depth(self.config, &standing.queue).is_some_and(|most| waits >= most);
        let hours = self
            .named(&standing.queue)
            .and_then(|known| known.overflow_when.as_ref());
        let hopeless = hours.and_then(|when| {
            let closed = is_outside(self.config, when.outside.as_deref(), self.now);
            let slow = || self.is_slow((queue, band), when.wait_above_ms, at_work);
            let gone = when.nobody_online && at_work == 0;
            let all = [(closed, OverflowCause::Closed), (gone, OverflowCause::NobodyOnline)];
            let why = all.into_iter().find_map(|(so, why)| so.then_some(why));
            why.or_else(|| slow().then_some(OverflowCause::LongWait))
        });
        let coming = full.then_some(OverflowCause::Full).or(hopeless).filter(|_| comes);
        let Some(because) = coming.or((!staffed).then_some(OverflowCause::Unstaffed)) else {
            return false;
        };
        let went_on = self
            .courses
            .get_mut(ticket)
            .is_some_and(|course| course.past.insert(queue));
        if went_on {
            self.hops.push_back((ticket, Hop::Overflowed(because)));
        }
        went_on
    }
}

/// Whether steps are skipped since somebody goes.
pub(super) fn skips_for_going(config: &Config) -> bool {
    let steps = config.queues.iter().map(|queue| &queue.steps);
    let of_rules = config.rules.iter().map(|rule| &rule.then.steps);
    let all = steps.chain(of_rules).flatten();
    let skips = all.filter_map(|step| step.skip_if.as_ref());
    skips.into_iter().any(|when| when.nobody_online || when.no_room)
}
