//! A desk that lives through what came, event by event.
mod bot;
mod by_itself;
mod goes_on;
mod offered;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque};
use std::ops::Bound;

use super::super::affinity::{Hold, affinity_of};
use super::super::ageing::{Waiting, age_step, in_turn};
use super::super::overflow::stand_past;
use super::super::select::{Asked, Candidate, choose, refusal};
use super::super::shift::{takes_work, takes_work_at};
use super::super::steps::Standing;
use super::course::{Course, Event, Hand, Place};
use super::handled::Handled;
use super::hands::Hands;
use super::ties::Ties;
use super::{Arrival, Ask, Circumstances, HandedOn, Hop, Served, Went};
use crate::model::agent::{Agent, AgentKind, Presence};
use crate::model::config::{Config, QueueConfig};
use crate::model::ids::{AgentId, QueueId};
use crate::model::time::{DAY, Timestamp};

use goes_on::skips_for_going;
use offered::Terms;

pub(super) struct Simulated<'a> {
    config: &'a Config,
    arrivals: &'a [Arrival],
    now: Timestamp,
    ahead: BinaryHeap<Reverse<(Timestamp, Event)>>,
    agents: Vec<Hands>,
    courses: Vec<Course>,
    waiting: BTreeSet<Place>,
    /// Tickets that wait, by queue and band.
    depth: BTreeMap<(QueueId, u8), u32>,
    opens: BTreeSet<Timestamp>,
    turn: i64,
    /// So long it is looked who comes.
    horizon: Timestamp,
    /// What the lightest of the tickets weighs.
    lightest: i64,
    went: &'a [Went],
    ties: Ties,
    handled: Handled,
    /// Whether steps are skipped since somebody goes.
    skips_for_going: bool,
    /// What became of tickets, of which automations have not heard yet.
    hops: VecDeque<(usize, Hop)>,
    /// Who has room again.
    freed: Vec<usize>,
    ask: &'a mut Ask<'a>,
}

impl<'a> Simulated<'a> {
    pub fn new(
        config: &'a Config,
        agents: &[Agent],
        arrivals: &'a [Arrival],
        beside: &'a Circumstances,
        ask: &'a mut Ask<'a>,
    ) -> Self {
        let went = |(which, went): (usize, &Went)| Reverse((went.at, Event::Went { which }));
        let came = |(ticket, arrival): (usize, &Arrival)| Reverse((arrival.at, Event::Came { ticket }));
        Self {
            config,
            arrivals,
            now: Timestamp(i64::MIN),
            ahead: arrivals
                .iter()
                .enumerate()
                .map(came)
                .chain(beside.went.iter().enumerate().map(went))
                .collect(),
            agents: agents.iter().map(Hands::new).collect(),
            courses: vec![Course::default(); arrivals.len()],
            waiting: BTreeSet::new(),
            depth: BTreeMap::new(),
            opens: BTreeSet::new(),
            turn: 0,
            horizon: horizon(arrivals),
            lightest: lightest(arrivals),
            went: &beside.went,
            ties: Ties::new(beside.served.clone()),
            handled: Handled::default(),
            skips_for_going: skips_for_going(config),
            hops: VecDeque::new(),
            freed: Vec::new(),
            ask,
        }
    }

    /// Lives through it all, and says what became of each.
    pub fn run(mut self) -> Vec<Served> {
        while let Some(Reverse((at, event))) = self.ahead.pop() {
            self.at(at);
            match event {
                Event::Done { agent, ticket } => self.done(agent, ticket),
                Event::Over { ticket } => self.over(ticket),
                Event::Went { which } => self.went(which),
                Event::Opens => self.opens(),
                Event::Came { ticket } => self.came(ticket),
                Event::HandedOver { bot, ticket } => self.handed_over(bot, ticket),
                Event::Due { ticket } => self.due(ticket),
                Event::TurnedDown { agent, ticket } => self.turned_down(agent, ticket),
                Event::Older { ticket } => self.offer(ticket),
            }
            self.hear();
        }
        let all = self.courses.iter().zip(self.arrivals);
        all.map(|(course, arrival)| self.served(course, arrival)).collect()
    }

    fn served(&self, course: &Course, arrival: &Arrival) -> Served {
        let id = |agent: usize| self.agents.get(agent).map(|hands| hands.agent.id);
        let before = course.by_itself.before.iter();
        let did = course.by_itself.did.iter().filter_map(|rung| arrival.ladder.get(*rung));
        Served {
            queue: course.queue.as_ref().unwrap_or(&arrival.queue).clone(),
            agent: course.agent.and_then(id),
            wait_ms: course.wait_ms,
            work_ms: course.work_ms,
            before: before
                .filter_map(|(agent, work_ms)| {
                    Some(HandedOn {
                        agent: id(*agent)?,
                        work_ms: *work_ms,
                    })
                })
                .collect(),
            rungs: did.map(|rung| rung.name.clone()).collect(),
            granted: course.by_itself.granted,
        }
    }

    /// It is later: shifts may have begun or ended. Each is worked out once.
    fn at(&mut self, now: Timestamp) {
        if self.now == now {
            return;
        }
        self.now = now;
        let mut known: BTreeMap<&str, bool> = BTreeMap::new();
        for hands in &mut self.agents {
            let Some(shift) = hands.agent.shift.as_deref() else {
                continue;
            };
            let off = || !takes_work(self.config, &hands.agent, now);
            hands.off_shift = *known.entry(shift).or_insert_with(off);
        }
    }

    /// A ticket came: its bot has it first, else people do.
    fn came(&mut self, ticket: usize) {
        let Some(arrival) = self.arrivals.get(ticket) else {
            return;
        };
        let over_at = arrival.over_ms.map(|over| arrival.at.plus(over));
        if let Some(over_at) = over_at {
            self.ahead.push(Reverse((over_at, Event::Over { ticket })));
        }
        if let Some(course) = self.courses.get_mut(ticket) {
            course.came_at = arrival.at;
            course.over_at = over_at;
            course.by_itself.chosen = Some(&arrival.queue).filter(|_| arrival.is_chosen).cloned();
        }
        match (arrival.given_to, self.talks(arrival)) {
            (Some(agent), _) => self.hands_to(ticket, arrival, agent),
            (None, Some(bot)) => self.talk(bot, ticket, arrival),
            (None, None) => self.offer(ticket),
        }
        self.awaits(ticket);
    }

    /// A ticket came, asks for less than before, or is more urgent: whoever may take it gets it, else it waits.
    fn offer(&mut self, ticket: usize) {
        let Some(arrival) = self.arrivals.get(ticket) else {
            return;
        };
        if self.courses.get(ticket).is_none_or(Course::is_settled) {
            return;
        }
        let taken_in = |course: &mut Course| course.by_itself.taken_in.take();
        let taken_in = self.courses.get_mut(ticket).and_then(taken_in);
        let was = self.leave(ticket).or(taken_in);
        loop {
            let standing = self.standing(ticket, arrival);
            let asked = self.asked(ticket, &standing, arrival);
            let queue = QueueId::of(&standing.queue);
            let team = self.team(&standing);
            let candidates: Vec<Candidate<'_>> = team.iter().map(|hands| hands.candidate(queue, arrival)).collect();
            let at_work = team.iter().filter(|hands| hands.is_at_work()).count();
            let choice = choose(&candidates, &asked);
            if let Some(agent) = choice.agent {
                match self.turns_down(ticket, arrival, &standing, agent) {
                    None => return self.give(ticket, arrival, &standing, agent),
                    // Others are asked at the same time.
                    Some(Terms { alone: false, .. }) => self.excludes(ticket, agent),
                    Some(Terms { ms, .. }) => {
                        self.wait(ticket, arrival, standing);
                        return self.asks(ticket, arrival, agent, ms);
                    }
                }
                continue;
            }
            let staffed = !candidates.is_empty();
            let band = self
                .courses
                .get(ticket)
                .map_or(arrival.band, |course| course.own_band(arrival));
            if self.skips(arrival, &standing, (at_work, band), choice.is_without_room()) {
                self.skip(ticket, &standing);
                continue;
            }
            let opens = team
                .iter()
                .filter(|hands| may_come(hands.candidate(queue, arrival), &asked));
            let opens = opens.filter_map(|hands| takes_work_at(self.config, &hands.agent, self.now));
            let opens = opens.min();
            // One that waits here has its place, and keeps it when others fill the queue.
            let comes = was != Some(queue);
            if !self.spill(ticket, &standing, (staffed, comes), (at_work, band)) {
                self.look_again_at(opens);
                return self.wait(ticket, arrival, standing);
            }
        }
    }

    /// Somebody comes or goes. Who comes takes what waits, in order; where steps are skipped since somebody goes, what waits is
    /// looked at again.
    fn went(&mut self, which: usize) {
        let Some(went) = self.went.get(which) else { return };
        let of = self.agents.iter().position(|hands| hands.agent.id == went.agent);
        let Some((agent, hands)) = of.and_then(|at| Some((at, self.agents.get_mut(at)?))) else {
            return;
        };
        let was = std::mem::replace(&mut hands.agent.presence, went.presence);
        if was == went.presence {
            return;
        }
        if went.presence == Presence::Online {
            hands.idle_since = self.now.0;
            return self.has_room(agent);
        }
        if was == Presence::Online && self.skips_for_going {
            for (.., ticket) in self.waiting.clone() {
                self.offer(ticket);
            }
        }
    }

    fn look_again_at(&mut self, opens: Option<Timestamp>) {
        // A calendar has no end, and what nobody takes for so long nobody ever takes.
        if let Some(at) = opens.filter(|at| *at <= self.horizon && self.opens.insert(*at)) {
            self.ahead.push(Reverse((at, Event::Opens)));
        }
    }

    /// A shift begins: of what waits, in order, whoever may take it gets it.
    fn opens(&mut self) {
        self.opens.remove(&self.now);
        for (.., ticket) in self.waiting.clone() {
            self.offer(ticket);
        }
    }

    /// When people heard of a ticket.
    fn came_at(&self, ticket: usize) -> Timestamp {
        self.courses
            .get(ticket)
            .map(|course| course.came_at)
            .unwrap_or_default()
    }

    fn standing(&self, ticket: usize, arrival: &Arrival) -> Standing {
        let Some(course) = self.courses.get(ticket) else {
            return Standing::default();
        };
        let chosen = course.by_itself.chosen.as_ref();
        let chosen = chosen.filter(|queue| self.config.has_queue(queue));
        let queue = chosen.unwrap_or(&arrival.placement.queue);
        let age = self.now.since(course.came_at);
        let (past, skipped) = (&course.past, course.skipped);
        let mut at = stand_past(self.config, &arrival.placement, queue, age, past, skipped);
        at.groups.extend(course.by_itself.widened.iter().cloned());
        at
    }

    fn named(&self, queue: &str) -> Option<&'a QueueConfig> {
        self.config.queues.iter().find(|known| known.name == queue)
    }

    fn asked(&self, ticket: usize, standing: &Standing, arrival: &Arrival) -> Asked {
        let named = self.named(&standing.queue);
        let affinity = affinity_of(self.config, &arrival.placement, &standing.queue);
        let age = self.now.since(self.came_at(ticket));
        let granted = self
            .courses
            .get(ticket)
            .is_some_and(|course| course.by_itself.granted.is_some());
        Asked {
            skills: standing.skills.clone(),
            weight: arrival.placement.weight.max(0),
            amount: arrival.amount.filter(|_| !granted),
            strategy: standing
                .strategy
                .or_else(|| named.map(|queue| queue.strategy))
                .unwrap_or_default(),
            tickets: 1,
            platform: Some(arrival.platform.clone()),
            channels: arrival.channels.clone(),
            per_agent: named.and_then(|queue| queue.per_agent),
            familiar: self.ties.familiar(arrival, &affinity, age, self.now),
            excluded: self
                .courses
                .get(ticket)
                .map(|course| course.excluded.clone())
                .unwrap_or_default(),
            ..Asked::default()
        }
    }

    /// The people who may take it where it stands.
    fn team(&self, standing: &Standing) -> Vec<&Hands> {
        self.agents.iter().filter(|hands| serves(hands, standing)).collect()
    }

    fn wait(&mut self, ticket: usize, arrival: &Arrival, standing: Standing) {
        let queue = QueueId::of(&standing.queue);
        let Some(course) = self.courses.get_mut(ticket) else {
            return;
        };
        course.by_itself.raise_by = standing.raise_by;
        let (own, came_at) = (course.own_band(arrival), course.came_at);
        let began = arrival.began_in(own);
        if began.clocks.due_at.is_some_and(|due| due > self.now) {
            course.by_itself.held_late_ms = 0;
        }
        let waiting = Waiting {
            since: Some(came_at),
            held_late_ms: course.by_itself.held_late_ms,
            ..began.clocks
        };
        let base = course.base_band(arrival).saturating_sub(standing.raise_by);
        let aged = in_turn(&waiting, base, age_step(self.config, Some(queue)), self.now);
        let due = began.due_at.or(aged.due_at).unwrap_or(Timestamp(i64::MAX));
        let place = (aged.band.min(own), due, came_at, ticket);
        self.waiting.insert(place);
        *self.depth.entry((queue, place.0)).or_default() += 1;
        let older = standing.next_at.map(|age| came_at.plus(age));
        let affinity = affinity_of(self.config, &arrival.placement, &standing.queue);
        let held = affinity.wait_ms.filter(|_| affinity.hold(0) == Hold::Busy);
        let held = held.map(|most| came_at.plus(most)).filter(|at| *at > self.now);
        let next = older.into_iter().chain(aged.next_at).chain(held).min();
        // Where it is looked at before that anyway, the next moment is found then.
        let looked_at = course.older_at.filter(|at| *at > self.now);
        let next = next.filter(|next| looked_at.is_none_or(|at| at > *next));
        if let Some(at) = next {
            course.older_at = Some(at);
            self.ahead.push(Reverse((at, Event::Older { ticket })));
        }
        course.waits = Some(place);
        self.stands_in(ticket, standing.queue);
        self.awaits(ticket);
    }

    /// It stands there; who did not take it elsewhere may be asked again.
    fn stands_in(&mut self, ticket: usize, queue: String) {
        let Some(course) = self.courses.get_mut(ticket) else {
            return;
        };
        let was = course.queue.replace(queue);
        if was.is_some() && was != course.queue {
            course.excluded.clear();
            self.hops.push_back((ticket, Hop::Enqueued));
        }
    }

    /// A ticket waits no more; gives the queue it waited in.
    fn leave(&mut self, ticket: usize) -> Option<QueueId> {
        let course = self.courses.get_mut(ticket)?;
        let place = course.waits.take()?;
        self.waiting.remove(&place);
        let (band, ..) = place;
        let queue = QueueId::of(course.queue.as_deref()?);
        let depth = self.depth.entry((queue, band)).or_default();
        *depth = depth.saturating_sub(1);
        Some(queue)
    }

    /// Nobody took it, and nobody has to any more.
    fn over(&mut self, ticket: usize) {
        self.leave(ticket);
        self.rescind(ticket);
        if let Some(course) = self.courses.get_mut(ticket) {
            course.over = true;
        }
    }

    fn give(&mut self, ticket: usize, arrival: &Arrival, standing: &Standing, to: AgentId) {
        let Some(agent) = self.agents.iter().position(|hands| hands.agent.id == to) else {
            return;
        };
        self.turn = self.now.0.max(self.turn.saturating_add(1));
        let queue = QueueId::of(&standing.queue);
        if let Some(hands) = self.agents.get_mut(agent) {
            hands.take(queue, arrival, 1);
            hands.had_turn(queue, self.turn);
            hands.idle_since = self.now.0;
        }
        self.ties.taken(ticket, arrival, to);
        self.stands_in(ticket, standing.queue.clone());
        self.hops.push_back((ticket, Hop::Assigned));
        let Some(course) = self.courses.get_mut(ticket) else {
            return;
        };
        let left = arrival.work_ms.saturating_sub(course.by_itself.worked_ms);
        let until = match course.over_at {
            Some(over) => over.max(self.now),
            None => self.now.plus(left.max(0)),
        };
        course.agent = Some(agent);
        course.wait_ms = Some(self.now.since(course.came_at));
        course.hand = Some(Hand {
            agent,
            since: self.now,
            until,
        });
        self.ahead.push(Reverse((until, Event::Done { agent, ticket })));
    }

    /// Somebody is through with a ticket, unless it was taken from them, or became less or more work meanwhile.
    fn done(&mut self, agent: usize, ticket: usize) {
        let Some(course) = self.courses.get_mut(ticket) else {
            return;
        };
        let is_this = |hand: &Hand| hand.agent == agent && hand.until == self.now;
        let Some(hand) = course.hand.filter(is_this) else {
            return;
        };
        course.hand = None;
        course.over = true;
        course.work_ms = self.now.since(hand.since);
        let (decided, queue) = (course.over_at.is_none(), course.queue.as_deref());
        self.handled
            .count(QueueId::of(queue.unwrap_or_default()), course.work_ms);
        let Some(by) = self.put_down(agent, ticket) else { return };
        if let Some(arrival) = self.arrivals.get(ticket).filter(|_| decided) {
            self.ties.served(arrival, by, self.now);
        }
        self.has_room(agent);
    }

    /// An agent has a ticket no more.
    fn put_down(&mut self, agent: usize, ticket: usize) -> Option<AgentId> {
        let queue = self.courses.get(ticket)?.queue.as_deref();
        let queue = QueueId::of(queue.unwrap_or_default());
        let (arrival, hands) = (self.arrivals.get(ticket)?, self.agents.get_mut(agent)?);
        hands.take(queue, arrival, -1);
        hands.idle_since = self.now.0;
        self.ties.put_down(ticket, arrival);
        Some(hands.agent.id)
    }

    /// Somebody has room again: of what waits, in order, whatever they may take now is theirs. Nobody else has more room than
    /// before, so nobody else is asked.
    fn has_room(&mut self, agent: usize) {
        let Some(hands) = self.agents.get(agent) else { return };
        if hands.off_shift && !self.waiting.is_empty() {
            let opens = takes_work_at(self.config, &hands.agent, self.now);
            return self.look_again_at(opens);
        }
        let mut last = None;
        while let Some(place) = self.waits_behind(last) {
            let has_room = |hands: &Hands| hands.has_room_for(self.lightest);
            if !self.agents.get(agent).is_some_and(has_room) {
                return;
            }
            last = Some(place);
            let (.., next) = place;
            self.take_if_fits(agent, next);
        }
    }

    /// The first that waits, or the first behind this one.
    fn waits_behind(&self, last: Option<Place>) -> Option<Place> {
        let from = last.map_or(Bound::Unbounded, Bound::Excluded);
        self.waiting.range((from, Bound::Unbounded)).next().copied()
    }

    fn take_if_fits(&mut self, agent: usize, ticket: usize) {
        let (Some(arrival), Some(hands)) = (self.arrivals.get(ticket), self.agents.get(agent)) else {
            return;
        };
        let standing = self.standing(ticket, arrival);
        let asked = self.courses.get(ticket).is_none_or(|course| course.asked.is_some());
        if asked || !serves(hands, &standing) {
            return;
        }
        let candidate = hands.candidate(QueueId::of(&standing.queue), arrival);
        let asked = self.asked(ticket, &standing, arrival);
        if refusal(&candidate, &asked).is_some() {
            return;
        }
        // One that may wait for somebody who knows it asks all of them, and so does one that not everybody takes.
        let holds = asked.familiar.hold != Hold::Never && !asked.familiar.people.is_empty();
        if holds || !arrival.turned_down.is_empty() {
            return self.offer(ticket);
        }
        let id = hands.agent.id;
        self.leave(ticket);
        self.give(ticket, arrival, &standing, id);
    }
}

/// Bots have tickets by their talks, never as people do.
fn serves(hands: &Hands, standing: &Standing) -> bool {
    hands.agent.kind == AgentKind::Human && !hands.agent.groups.is_disjoint(&standing.groups)
}

/// Whether somebody takes it as soon as their shift begins, as far as is known now.
fn may_come(candidate: Candidate<'_>, asked: &Asked) -> bool {
    let there = Candidate {
        off_shift: false,
        ..candidate.clone()
    };
    candidate.off_shift && refusal(&there, asked).is_none()
}

/// So long after the last ticket came shifts are waited for, in milliseconds.
const WAITED: i64 = 30 * DAY;

fn horizon(arrivals: &[Arrival]) -> Timestamp {
    let last = arrivals.iter().map(|arrival| arrival.at).max();
    last.unwrap_or_default().plus(WAITED)
}

fn lightest(arrivals: &[Arrival]) -> i64 {
    let weights = arrivals.iter().map(|arrival| arrival.placement.weight.max(0));
    weights.min().unwrap_or_default()
}
