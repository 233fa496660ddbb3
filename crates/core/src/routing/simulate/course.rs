//! What happens at a simulated desk, and where a ticket got to by that.
use std::collections::{BTreeMap, BTreeSet};

use crate::model::ids::{AgentId, QueueId};
use crate::model::selection::Skipped;
use crate::model::ticket::ClockKind;
use crate::model::time::Timestamp;

use super::{Arrival, Happened};

/// What comes next; of what comes at one moment, agents are freed first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    Done {
        agent: usize,
        ticket: usize,
    },
    /// Nobody here has anything to do on it any more.
    Over {
        ticket: usize,
    },
    /// Somebody's status is another.
    Went {
        which: usize,
    },
    /// The shift of somebody begins for whom tickets wait.
    Opens,
    Came {
        ticket: usize,
    },
    /// Its bot hands it over to people.
    HandedOver {
        bot: usize,
        ticket: usize,
    },
    /// A rung of its ladder is due, or an automation.
    Due {
        ticket: usize,
    },
    /// Whom it is offered to does not take it.
    TurnedDown {
        agent: usize,
        ticket: usize,
    },
    /// A step of its route is due, a skill falls, or it gains a band.
    Older {
        ticket: usize,
    },
}

/// Where a ticket got to.
#[derive(Clone, Default)]
pub(super) struct Course {
    pub past: BTreeSet<QueueId>,
    pub skipped: Option<Skipped>,
    pub queue: Option<String>,
    /// Who has it in hand, and the person or bot that had it last.
    pub hand: Option<Hand>,
    pub agent: Option<usize>,
    pub wait_ms: Option<i64>,
    pub work_ms: i64,
    /// When people heard of it, without the time in which somebody had it.
    pub came_at: Timestamp,
    /// Its place among those that wait.
    pub waits: Option<Place>,
    /// When it is looked at again for its age.
    pub older_at: Option<Timestamp>,
    /// Nobody has anything to do on it.
    pub over: bool,
    /// The bot that talks with its buyer.
    pub talks: Option<usize>,
    /// Whom it is offered to, who will not take it, and when they say so.
    pub asked: Option<(usize, Timestamp)>,
    /// Who did not take it where it stands.
    pub excluded: BTreeSet<AgentId>,
    /// How often it was turned down by each.
    pub turned_down: BTreeMap<AgentId, usize>,
    /// Decided without a person: nobody has anything to do on it from then on.
    pub over_at: Option<Timestamp>,
    pub by_itself: ByItself,
}

/// What came of a ticket by itself.
#[derive(Clone, Default)]
pub(super) struct ByItself {
    /// When something is due next.
    pub due_at: Option<Timestamp>,
    /// The rungs whose moment has come.
    pub passed: BTreeSet<usize>,
    /// Those of them that were done.
    pub did: Vec<usize>,
    /// The automations that were called.
    pub called: BTreeSet<usize>,
    pub granted: Option<usize>,
    /// The band an automation gave it.
    pub band: Option<u8>,
    /// The band an escalation raised it to.
    pub raised: Option<u8>,
    /// How much more urgent the steps of its route made it.
    pub raise_by: u8,
    pub widened: BTreeSet<String>,
    /// The queue an escalation or an automation chose.
    pub chosen: Option<String>,
    /// Where it stood as it was taken from somebody.
    pub taken_in: Option<QueueId>,
    /// Who had it before, and how long.
    pub before: Vec<(usize, i64)>,
    /// How long people whom it was taken from had it.
    pub worked_ms: i64,
    /// The part of that in which it was late.
    pub held_late_ms: i64,
}

/// Somebody has a ticket.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    pub agent: usize,
    pub since: Timestamp,
    pub until: Timestamp,
}

/// By urgency, by what is due first, then by time; then by place in the list.
pub(super) type Place = (u8, Timestamp, Timestamp, usize);

impl Course {
    /// Nobody has to be found for it: somebody has it, or nothing is left to do.
    pub fn is_settled(&self) -> bool {
        self.over || self.hand.is_some() || self.talks.is_some() || self.asked.is_some()
    }

    /// The band that rules, steps and escalations gave it.
    pub fn own_band(&self, arrival: &Arrival) -> u8 {
        let base = self.base_band(arrival).saturating_sub(self.by_itself.raise_by);
        self.by_itself.raised.map_or(base, |raised| raised.min(base))
    }

    /// The band that it came into, or an automation gave it.
    pub fn base_band(&self, arrival: &Arrival) -> u8 {
        self.by_itself.band.unwrap_or(arrival.band)
    }

    /// Whether it was decided by now.
    pub fn is_decided(&self, arrival: &Arrival, now: Timestamp) -> bool {
        self.over_at.is_some() || self.has(arrival.truth.decided, arrival, now)
    }

    /// Whether there is anything to decide about it.
    pub fn is_undecided(&self, arrival: &Arrival, now: Timestamp) -> bool {
        !self.over && !self.is_decided(arrival, now)
    }

    /// Whether a clock that began as it came still runs. What ends it for good is that it is over.
    pub fn runs(&self, clock: ClockKind, arrival: &Arrival, now: Timestamp) -> bool {
        let answered = match clock {
            ClockKind::FirstResponse => arrival.truth.answered,
            ClockKind::FirstHumanResponse => arrival.truth.by_person,
            ClockKind::Decision | ClockKind::PlatformDeadline => None,
            _ => return true,
        };
        !self.is_decided(arrival, now) && !self.has(answered, arrival, now)
    }

    /// Whether this happened by now.
    pub fn has(&self, happened: Option<Happened>, arrival: &Arrival, now: Timestamp) -> bool {
        match happened {
            None => false,
            Some(Happened::Anyway(ms)) => now >= arrival.at.plus(ms),
            Some(Happened::InHand(ms)) => {
                let had = self.hand.is_some() || !self.by_itself.before.is_empty();
                let in_hand = self.hand.map_or(0, |hand| now.since(hand.since));
                had && self.by_itself.worked_ms.saturating_add(in_hand) >= ms
            }
        }
    }
}
