//! What comes of a ticket of a simulated desk by itself: rungs of its ladder as its clocks run out, and what automations
//! approve.
use std::cmp::Reverse;

use crate::model::ids::QueueId;
use crate::model::sla::Escalate;

use super::super::course::Event;
use super::super::{Approval, Arrival, Calls};
use super::Simulated;

impl Simulated<'_> {
    /// Sees to it that a ticket is looked at when something of it is due next. That hangs on the band it stands in.
    pub(super) fn awaits(&mut self, ticket: usize) {
        let (Some(arrival), Some(course)) = (self.arrivals.get(ticket), self.courses.get_mut(ticket)) else {
            return;
        };
        if course.over {
            return;
        }
        let began = arrival.began_in(course.own_band(arrival));
        let of = &mut course.by_itself;
        let rungs = began.rungs.iter().enumerate();
        let rungs = rungs.filter(|(which, _)| !of.passed.contains(which)).map(|(_, at)| *at);
        let approvals = began.approvals.iter().enumerate();
        let approvals = approvals.filter(|(which, one)| !of.asked.contains(which) && rung_of(one).is_none());
        let moments = rungs.chain(approvals.map(|(_, one)| one.at));
        let next = moments.flatten().min().map(|at| at.max(self.now));
        // Where it is looked at before that anyway, the next moment is found then.
        if let Some(at) = next.filter(|at| of.due_at.is_none_or(|due| *at < due)) {
            of.due_at = Some(at);
            self.ahead.push(Reverse((at, Event::Due { ticket })));
        }
    }

    /// Does what is due: the rungs, in their order; then somebody is looked for; then automations approve.
    pub(super) fn due(&mut self, ticket: usize) {
        let (Some(arrival), Some(course)) = (self.arrivals.get(ticket), self.courses.get_mut(ticket)) else {
            return;
        };
        if course.over || course.by_itself.due_at != Some(self.now) {
            return;
        }
        course.by_itself.due_at = None;
        let rungs = self.pass(ticket, arrival);
        let freed: Vec<usize> = rungs
            .iter()
            .filter_map(|rung| self.escalate(ticket, arrival, *rung))
            .collect();
        if !rungs.is_empty() {
            self.offer(ticket);
        }
        freed.into_iter().for_each(|agent| self.has_room(agent));
        self.approve(ticket, arrival, &rungs);
        self.awaits(ticket);
    }

    /// The rungs whose moment has come, of clocks that still run; each once.
    fn pass(&mut self, ticket: usize, arrival: &Arrival) -> Vec<usize> {
        let Some(course) = self.courses.get_mut(ticket) else {
            return Vec::new();
        };
        let mut due = Vec::new();
        let began = arrival.began_in(course.own_band(arrival));
        for (which, (at, rung)) in began.rungs.iter().zip(&arrival.ladder).enumerate() {
            let has_come = at.is_some_and(|at| at <= self.now) && course.by_itself.passed.insert(which);
            if has_come && course.runs(rung.clock, arrival, self.now) {
                due.push(which);
            }
        }
        course.by_itself.did.extend(&due);
        due
    }

    /// Does what a rung says; gives who had the ticket, if it was taken from them.
    fn escalate(&mut self, ticket: usize, arrival: &Arrival, rung: usize) -> Option<usize> {
        let mut freed = None;
        for step in &arrival.ladder.get(rung)?.what {
            let course = self.courses.get_mut(ticket)?;
            match step {
                Escalate::Band(band) => course.by_itself.raised = Some(course.own_band(arrival).min(*band)),
                Escalate::Widen(groups) => course.by_itself.widened.extend(groups.iter().cloned()),
                Escalate::Queue(queue) if course.by_itself.chosen.as_ref() != Some(queue) => {
                    course.by_itself.chosen = Some(queue.clone());
                    course.past.clear();
                    freed = self.take_away(ticket, arrival).or(freed);
                }
                // Nobody gets it by that.
                Escalate::Queue(_) | Escalate::Notify(_) | Escalate::Watch(_) => (),
            }
        }
        freed
    }

    /// Takes a ticket from whoever has it. The time they had it is none of its age, and their work on it is done.
    fn take_away(&mut self, ticket: usize, arrival: &Arrival) -> Option<usize> {
        let course = self.courses.get_mut(ticket)?;
        if course.talks.is_some() {
            course.by_itself.taken_in = Some(QueueId::of(&arrival.queue));
            self.stops_talking(ticket, arrival);
            return None;
        }
        let hand = course.hand.take()?;
        let late = arrival.began_in(course.own_band(arrival)).clocks.due_at;
        let held = |since| self.now.since(since).max(0);
        let (worked, late) = (held(hand.since), late.map_or(0, |due| held(due.max(hand.since))));
        let of = &mut course.by_itself;
        of.before.push((hand.agent, worked));
        of.worked_ms = of.worked_ms.saturating_add(worked);
        of.held_late_ms = of.held_late_ms.saturating_add(late);
        of.taken_in = course.queue.as_deref().map(QueueId::of);
        course.came_at = course.came_at.plus(worked);
        (course.agent, course.wait_ms) = (None, None);
        self.put_down(hand.agent, ticket)?;
        Some(hand.agent)
    }

    /// Lets the first automation approve that may: those whose time has come, and those that these rungs call.
    fn approve(&mut self, ticket: usize, arrival: &Arrival, rungs: &[usize]) {
        let Some(course) = self.courses.get_mut(ticket) else {
            return;
        };
        for (which, one) in arrival.began_in(course.own_band(arrival)).approvals.iter().enumerate() {
            let is_due = match rung_of(one) {
                Some(rung) => rungs.contains(&rung),
                None => one.at.is_some_and(|at| at <= self.now),
            };
            if !is_due || !course.by_itself.asked.insert(which) {
                continue;
            }
            let calls = match one.by {
                Calls::Clock(clock) => course.runs(clock, arrival, self.now),
                Calls::Time | Calls::Rung(_) => true,
            };
            let undecided = !course.over && !course.is_decided(arrival, self.now);
            if let Some(grants) = one.grants.filter(|_| calls && undecided) {
                course.by_itself.granted = Some(grants);
                return self.granted(ticket, one.over_ms);
            }
        }
    }

    /// It is decided: whoever has it has it for as long as anything is left to do, and so does who gets it yet.
    fn granted(&mut self, ticket: usize, over_ms: i64) {
        let Some(course) = self.courses.get_mut(ticket) else {
            return;
        };
        let until = self.now.plus(over_ms.max(0));
        course.over_at = Some(until);
        if let Some(hand) = &mut course.hand {
            hand.until = until;
            let agent = hand.agent;
            self.ahead.push(Reverse((until, Event::Done { agent, ticket })));
        } else if until == self.now {
            self.over(ticket);
        } else {
            self.ahead.push(Reverse((until, Event::Over { ticket })));
            self.offer(ticket);
        }
    }
}

/// The rung that calls an automation.
fn rung_of(approval: &Approval) -> Option<usize> {
    match approval.by {
        Calls::Rung(rung) => Some(rung),
        Calls::Time | Calls::Clock(_) => None,
    }
}
