//! What comes of a ticket of a simulated desk by itself: rungs of its ladder as its clocks run out, and what automations
//! do about it.
use std::cmp::Reverse;

use crate::model::ids::{AgentId, QueueId};
use crate::model::sla::Escalate;

use super::super::course::{Course, Event};
use super::super::{Arrival, Called, Calls, Does, Hop};
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
        let rungs = began.rungs.iter().copied().chain(began.again.iter().map(|one| one.at));
        let rungs = rungs.enumerate().filter(|(which, _)| !of.passed.contains(which));
        let called = began.called.iter().enumerate();
        let called = called.filter(|(which, one)| !of.called.contains(which) && rung_of(one).is_none());
        let moments = rungs.map(|(_, at)| at).chain(called.map(|(_, one)| one.at));
        let next = moments.flatten().min().map(|at| at.max(self.now));
        // Where it is looked at before that anyway, the next moment is found then.
        if let Some(at) = next.filter(|at| of.due_at.is_none_or(|due| *at < due)) {
            of.due_at = Some(at);
            self.ahead.push(Reverse((at, Event::Due { ticket })));
        }
    }

    /// Does what is due: the rungs, in their order; then somebody is looked for; then automations are called.
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
        self.call(ticket, arrival, &rungs);
        self.awaits(ticket);
    }

    /// The rungs whose moment has come, of clocks that still run; each once.
    fn pass(&mut self, ticket: usize, arrival: &Arrival) -> Vec<usize> {
        let Some(course) = self.courses.get_mut(ticket) else {
            return Vec::new();
        };
        let began = arrival.began_in(course.own_band(arrival));
        let first = began.rungs.iter().zip(&arrival.ladder);
        let first = first.map(|(at, rung)| (*at, course.runs(rung.clock, arrival, self.now)));
        let again = began.again.iter().map(|one| {
            let runs = !course.is_decided(arrival, self.now) && !course.has(one.answered, arrival, self.now);
            (one.at, runs)
        });
        let come: Vec<(usize, bool)> = first
            .chain(again)
            .enumerate()
            .filter(|(which, (at, _))| at.is_some_and(|at| at <= self.now) && !course.by_itself.passed.contains(which))
            .map(|(which, (_, runs))| (which, runs))
            .collect();
        let of = &mut course.by_itself;
        of.passed.extend(come.iter().map(|(which, _)| *which));
        let due: Vec<usize> = come
            .into_iter()
            .filter_map(|(which, runs)| runs.then_some(which))
            .collect();
        of.did.extend(due.iter().filter_map(|which| began.place_of(*which)));
        due
    }

    /// Does what a rung says; gives who had the ticket, if it was taken from them.
    fn escalate(&mut self, ticket: usize, arrival: &Arrival, rung: usize) -> Option<usize> {
        let mut freed = None;
        let began = arrival.began_in(self.courses.get(ticket)?.own_band(arrival));
        for step in &arrival.ladder.get(began.place_of(rung)?)?.what {
            let course = self.courses.get_mut(ticket)?;
            match step {
                Escalate::Band(band) => course.by_itself.raised = Some(course.own_band(arrival).min(*band)),
                Escalate::Widen(groups) => course.by_itself.widened.extend(groups.iter().cloned()),
                Escalate::Queue(queue) if course.talks.is_some() || course.queue.as_ref() != Some(queue) => {
                    freed = self.moves(ticket, arrival, queue).or(freed);
                }
                // Nobody gets it by that.
                Escalate::Queue(_) | Escalate::Notify(_) | Escalate::Watch(_) => (),
            }
        }
        freed
    }

    /// Puts a ticket into another queue; gives who had it.
    fn moves(&mut self, ticket: usize, arrival: &Arrival, queue: &str) -> Option<usize> {
        let course = self.courses.get_mut(ticket)?;
        course.by_itself.chosen = Some(queue.to_owned());
        course.past.clear();
        self.take_away(ticket, arrival)
    }

    /// Takes a ticket from whoever has it. The time they had it is none of its age, and their work on it is done.
    fn take_away(&mut self, ticket: usize, arrival: &Arrival) -> Option<usize> {
        self.rescind(ticket);
        let course = self.courses.get_mut(ticket)?;
        if course.talks.is_some() {
            course.by_itself.taken_in = Some(QueueId::of(&arrival.queue));
            self.stops_talking(ticket, arrival);
            self.hops.push_back((ticket, Hop::Released));
            return None;
        }
        let hand = course.hand.take()?;
        self.hops.push_back((ticket, Hop::Released));
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

    /// Lets automations do what they do: those whose time has come, and those that these rungs call.
    fn call(&mut self, ticket: usize, arrival: &Arrival, rungs: &[usize]) {
        let Some(course) = self.courses.get_mut(ticket) else {
            return;
        };
        for (which, one) in arrival.began_in(course.own_band(arrival)).called.iter().enumerate() {
            let Some(course) = self.courses.get_mut(ticket) else {
                return;
            };
            let is_due = match rung_of(one) {
                Some(rung) => rungs.contains(&rung),
                None => one.at.is_some_and(|at| at <= self.now),
            };
            if !is_due || !course.by_itself.called.insert(which) {
                continue;
            }
            let calls = match one.by {
                Calls::Clock(clock) => course.runs(clock, arrival, self.now),
                Calls::Again(answered) => !course.has(answered, arrival, self.now),
                Calls::Time | Calls::Rung(_) => true,
            };
            if calls {
                self.carry_out(ticket, arrival, &one.does);
            }
        }
    }

    /// Lets automations hear of what became of tickets, and those who have room again take what waits.
    pub(super) fn hear(&mut self) {
        loop {
            if let Some(agent) = self.freed.pop() {
                self.has_room(agent);
            } else if let Some((ticket, hop)) = self.hops.pop_front() {
                self.hopped(ticket, hop);
            } else {
                return;
            }
        }
    }

    fn hopped(&mut self, ticket: usize, hop: Hop) {
        let (Some(arrival), Some(course)) = (self.arrivals.get(ticket), self.courses.get(ticket)) else {
            return;
        };
        if course.is_undecided(arrival, self.now) {
            let does = (self.ask)(ticket, hop, self.now);
            self.carry_out(ticket, arrival, &does);
        }
    }

    /// Does what automations do about a ticket that nobody has decided.
    fn carry_out(&mut self, ticket: usize, arrival: &Arrival, does: &Does) {
        let now = self.now;
        let undecided = |course: &&mut Course| course.is_undecided(arrival, now);
        let Some(course) = self.courses.get_mut(ticket).filter(undecided) else {
            return;
        };
        if *does == Does::default() {
            return;
        }
        if let Some(band) = does.band {
            (course.by_itself.band, course.by_itself.raised) = (Some(band), None);
        }
        let elsewhere = does.queue.as_ref().filter(|queue| course.queue.as_ref() != Some(queue));
        let freed = elsewhere.and_then(|queue| self.moves(ticket, arrival, queue));
        self.freed.extend(freed);
        match does.agent {
            Some(agent) => self.hands_to(ticket, arrival, agent),
            None => self.offer(ticket),
        }
        if let (Some(grants), Some(course)) = (does.grants, self.courses.get_mut(ticket)) {
            course.by_itself.granted = Some(grants);
            self.granted(ticket, does.over_ms);
        }
        self.awaits(ticket);
    }

    /// Gives a ticket to somebody whatever room they have, unless they have it.
    pub(super) fn hands_to(&mut self, ticket: usize, arrival: &Arrival, to: AgentId) {
        let has = |hand: usize| self.agents.get(hand).is_some_and(|hands| hands.agent.id == to);
        let is_known = self.agents.iter().any(|hands| hands.agent.id == to);
        let has_it = self.courses.get(ticket).and_then(|course| course.hand);
        if !is_known || has_it.is_some_and(|hand| has(hand.agent)) {
            return self.offer(ticket);
        }
        let freed = self.take_away(ticket, arrival);
        self.freed.extend(freed);
        self.leave(ticket);
        let standing = self.standing(ticket, arrival);
        self.give(ticket, arrival, &standing, to);
    }

    /// It is decided: whoever has it has it for as long as anything is left to do, and so does who gets it yet.
    fn granted(&mut self, ticket: usize, over_ms: i64) {
        self.rescind(ticket);
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
fn rung_of(called: &Called) -> Option<usize> {
    match called.by {
        Calls::Rung(rung) => Some(rung),
        Calls::Time | Calls::Clock(_) | Calls::Again(_) => None,
    }
}
