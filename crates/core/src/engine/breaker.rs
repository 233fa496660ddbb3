//! Leaving a shop alone that does not answer: after some failures in a row no call for a while, then one to try.
use crate::model::time::{MINUTE, SECOND, Timestamp};

/// Failures in a row that open it.
pub const FAILURES: u32 = 5;
/// The first pause, in milliseconds; each further failure doubles it.
pub const FIRST_OPEN: i64 = 15 * SECOND;
/// The longest pause, in milliseconds.
pub const LONGEST_OPEN: i64 = 10 * MINUTE;

/// The breaker of one shop. In memory only: after a restart it learns again within a few calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Breaker {
    failures: u32,
    open_until: Option<Timestamp>,
}

/// Whether a call may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Yes.
    Closed,
    /// One, to see whether the shop answers again.
    Trial,
    /// Not before then.
    Open(Timestamp),
}

impl Breaker {
    /// Whether a call may be made now.
    pub fn gate(&self, now: Timestamp) -> Gate {
        match self.open_until {
            None => Gate::Closed,
            Some(until) if until > now => Gate::Open(until),
            Some(_) => Gate::Trial,
        }
    }

    /// The other side answered, whatever it said.
    pub fn succeeded(&mut self) {
        *self = Self::default();
    }

    /// The other side did not answer, or said that it cannot.
    pub fn failed(&mut self, now: Timestamp) {
        self.failures = self.failures.saturating_add(1);
        if let Some(beyond) = self.failures.checked_sub(FAILURES) {
            let pause = FIRST_OPEN.checked_shl(beyond.min(20)).unwrap_or(LONGEST_OPEN);
            self.open_until = Some(now.plus(pause.clamp(FIRST_OPEN, LONGEST_OPEN)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_for_growing_times_and_closes_with_an_answer() {
        let mut breaker = Breaker::default();
        let at = Timestamp;
        (1..FAILURES).for_each(|_| breaker.failed(at(0)));
        assert_eq!(breaker.gate(at(0)), Gate::Closed);
        breaker.failed(at(0));
        assert_eq!(breaker.gate(at(14_999)), Gate::Open(at(15_000)));
        assert_eq!(breaker.gate(at(15_000)), Gate::Trial);
        breaker.failed(at(15_000));
        assert_eq!(breaker.gate(at(15_001)), Gate::Open(at(45_000)));
        (0..40).for_each(|_| breaker.failed(at(45_000)));
        assert_eq!(breaker.gate(at(45_001)), Gate::Open(at(45_000 + LONGEST_OPEN)));
        breaker.succeeded();
        assert_eq!(breaker.gate(at(45_002)), Gate::Closed);
    }
}
