//! How a ticket gains bands as it waits, so that urgent ones that keep coming do not keep it waiting for ever.
use super::age::{stands_since, waits_since};
use super::weight::is_parked;
use crate::model::config::Config;
use crate::model::ids::QueueId;
use crate::model::ticket::{Clock, Ticket};
use crate::model::time::{HOUR, Timestamp};

/// So long a ticket waits for one band more, where its queue says nothing else.
pub(super) const AGE_STEP_MS: i64 = 4 * HOUR;

/// The band of a ticket by now, and when that changes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aged {
    /// The band it stands in.
    pub band: u8,
    /// When it gains the next one, as things are.
    pub next_at: Option<Timestamp>,
    /// When somebody should have it, where no clock says so: its place among those of its band.
    pub due_at: Option<Timestamp>,
}

/// So long a ticket of this queue waits for one band more; 0 where none is gained.
pub fn age_step(config: &Config, queue: Option<QueueId>) -> i64 {
    let named = config
        .queues
        .iter()
        .find(|known| Some(QueueId::of(&known.name)) == queue);
    named.and_then(|known| known.age_step_ms).unwrap_or(AGE_STEP_MS)
}

/// What a ticket gains bands by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// When the first of its clocks warns.
    pub warn_at: Option<Timestamp>,
    /// When the first of them is due.
    pub due_at: Option<Timestamp>,
    /// Since when it waits for an agent.
    pub since: Option<Timestamp>,
    /// Until when it did; it still does when absent.
    pub until: Option<Timestamp>,
    /// Milliseconds since the first of its clocks was due in which it did not, before that.
    pub held_late_ms: i64,
}

impl Waiting {
    /// What a ticket gains bands by as it is.
    pub fn of(t: &Ticket) -> Self {
        let due_at = t.clocks.values().filter_map(Clock::due_at).min();
        Self {
            warn_at: t.clocks.values().filter_map(Clock::warn_at).min().or(due_at),
            due_at,
            since: waits_since(&t.assignment),
            // Whoever has it keeps it where it came to stand by then.
            until: stands_since(&t.assignment),
            held_late_ms: t.assignment.held_late_ms,
        }
    }
}

/// The band of a ticket that began in `base`, by now. Nothing is gained while nobody here can do anything.
pub fn aged(t: &Ticket, base: u8, step: i64, now: Timestamp) -> Aged {
    let waiting = Waiting::of(t);
    if !t.is_open() || is_parked(t) {
        return gained(&waiting, base, 0, now);
    }
    in_turn(&waiting, base, step, now)
}

/// The same of what waits for somebody here.
pub(super) fn in_turn(waiting: &Waiting, base: u8, step: i64, now: Timestamp) -> Aged {
    let mut aged = gained(waiting, base, step, now);
    if step <= 0 && waiting.due_at.is_none() {
        // Nothing is gained, and who waits longest is first all the same.
        aged.due_at = turn_of(waiting, base, AGE_STEP_MS);
    }
    aged
}

/// Its place among those of its band where no clock says so: when it would have gained more bands than there are.
fn turn_of(waiting: &Waiting, base: u8, step: i64) -> Option<Timestamp> {
    let steps = i64::from(base) + 1;
    waiting.since.map(|since| since.plus(step.saturating_mul(steps)))
}

/// The band of something that waits and began in `base`, by now.
///
/// It gains one when the first of its clocks warns and one when the first is due. After that, and from the start where no
/// clock runs, it gains one for each step that it waits for an agent; nothing where a step is 0.
pub fn gained(waiting: &Waiting, base: u8, step: i64, now: Timestamp) -> Aged {
    let mut aged = Aged {
        band: base,
        next_at: None,
        due_at: None,
    };
    if step <= 0 {
        return aged;
    }
    let due = waiting.due_at;
    let waits_since = due.map(|due| due.plus(waiting.held_late_ms)).or(waiting.since);
    let after = |steps: i64| waits_since.map(|since| since.plus(step.saturating_mul(steps)));
    let in_time = |gain: &Timestamp| waiting.until.is_none_or(|until| *gain <= until);
    let by_waiting = (1..=i64::from(base)).filter_map(after).take_while(in_time);
    for gain in waiting
        .warn_at
        .into_iter()
        .chain(due)
        .chain(by_waiting)
        .take(base.into())
    {
        match gain <= now {
            true => aged.band = aged.band.saturating_sub(1),
            false => aged.next_at = aged.next_at.or(Some(gain)).min(Some(gain)),
        }
    }
    aged.due_at = turn_of(waiting, base, step).filter(|_| due.is_none());
    aged
}
