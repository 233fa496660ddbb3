//! What goes wrong on purpose: outages, rate limits and single failures.

use std::collections::{BTreeMap, VecDeque};

/// How one call fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// This HTTP status with an empty body; nothing was applied.
    Status(u16),
    /// This error code and sub-code in the platform's envelope; nothing was applied.
    Code(i64, String),
    /// The call is applied, then the connection ends without an answer: the caller is in doubt.
    DropAfterApply,
    /// The connection ends without an answer; nothing was applied.
    DropBefore,
    /// The call is applied and answered with half a JSON text.
    Truncated,
    /// The call is applied and answered 30 ms late.
    Slow,
}

/// What an outage does to one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outage {
    BadGateway,
    Closed,
}

/// All faults that are switched on.
#[derive(Default)]
pub(crate) struct Faults {
    queued: BTreeMap<String, VecDeque<How>>,
    outages: Vec<(i64, i64)>,
    in_outage: u64,
    per_second: Option<u32>,
    seconds: BTreeMap<(String, String), (i64, u32)>,
}

impl Faults {
    pub fn fail_next(&mut self, method: &str, times: usize, how: &How) {
        let queue = self.queued.entry(method.to_owned()).or_default();
        queue.extend(std::iter::repeat_n(how.clone(), times));
    }

    /// The failure waiting for this method, or for any (`*`).
    pub fn take(&mut self, method: &str) -> Option<How> {
        let own = self.queued.get_mut(method).and_then(VecDeque::pop_front);
        own.or_else(|| self.queued.get_mut("*").and_then(VecDeque::pop_front))
    }

    pub fn add_outage(&mut self, from_ms: i64, to_ms: i64) {
        self.outages.push((from_ms, to_ms));
    }

    /// What the outage at `now_ms`, if any, does to this call: in turn a bad gateway and a closed connection.
    pub fn outage(&mut self, now_ms: i64) -> Option<Outage> {
        if !self.outages.iter().any(|(from, to)| (*from..*to).contains(&now_ms)) {
            return None;
        }
        self.in_outage = self.in_outage.wrapping_add(1);
        Some(if self.in_outage % 2 == 1 {
            Outage::BadGateway
        } else {
            Outage::Closed
        })
    }

    pub fn set_rate_limit(&mut self, per_second: Option<u32>) {
        self.per_second = per_second;
    }

    /// Counts a call in its second of simulated time; false when the app has used this method up.
    pub fn within_rate(&mut self, app: &str, method: &str, now_ms: i64) -> bool {
        let Some(limit) = self.per_second else { return true };
        let second = now_ms.div_euclid(1000);
        let used = self
            .seconds
            .entry((app.to_owned(), method.to_owned()))
            .or_insert((second, 0));
        if used.0 != second {
            *used = (second, 0);
        }
        used.1 = used.1.saturating_add(1);
        used.1 <= limit
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }
}
