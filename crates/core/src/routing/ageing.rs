//! How a ticket gains bands as it waits, so that urgent ones that keep coming do not keep it waiting for ever.
use super::weight::is_parked;
use crate::model::config::Config;
use crate::model::ids::QueueId;
use crate::model::ticket::{Clock, Ticket};
use crate::model::time::{HOUR, Timestamp};

/// So long a ticket waits for one band more, where its queue says nothing else.
const AGE_STEP_MS: i64 = 4 * HOUR;

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

/// The band of a ticket that began in `base`, by now.
///
/// It gains one when the first of its clocks warns and one when the first is due. After that, and from the start where no
/// clock runs, it gains one for each step that it waits for an agent. Nothing is gained while nobody here can do anything.
pub fn aged(t: &Ticket, base: u8, step: i64, now: Timestamp) -> Aged {
    let mut aged = Aged {
        band: base,
        next_at: None,
        due_at: None,
    };
    if step <= 0 || !t.is_open() || is_parked(t) {
        return aged;
    }
    let due = t.clocks.values().filter_map(Clock::due_at).min();
    let warning = t.clocks.values().filter_map(Clock::warn_at).min().or(due);
    let waits_since = due.or(t.assignment.enqueued_at);
    let after = |steps: i64| waits_since.map(|since| since.plus(step.saturating_mul(steps)));
    // Whoever has it keeps it where it came to stand by then.
    let waited_until = t.assignment.agent.and(t.assignment.assigned_at);
    let in_time = |gain: &Timestamp| waited_until.is_none_or(|until| *gain <= until);
    let by_waiting = (1..=i64::from(base)).filter_map(after).take_while(in_time);
    for gain in warning.into_iter().chain(due).chain(by_waiting).take(base.into()) {
        match gain <= now {
            true => aged.band = aged.band.saturating_sub(1),
            false => aged.next_at = aged.next_at.or(Some(gain)).min(Some(gain)),
        }
    }
    aged.due_at = after(i64::from(base) + 1).filter(|_| due.is_none());
    aged
}
