//! How long tickets of the queues of a simulated desk took, and how long one that comes will wait.
use std::collections::BTreeMap;

use crate::model::ids::QueueId;

use super::super::wait::{SPANS, estimate, median, span};

/// Handling times by queue, counted by span as at a real desk.
#[derive(Default)]
pub(super) struct Handled(BTreeMap<QueueId, Vec<i64>>);

impl Handled {
    /// One more that took so long.
    pub fn count(&mut self, queue: QueueId, ms: i64) {
        let counts = self.0.entry(queue).or_insert_with(|| vec![0; usize::from(SPANS)]);
        if let Some(count) = counts.get_mut(usize::from(span(ms))) {
            *count += 1;
        }
    }

    /// How long a ticket behind so many waits for so many people; `None` where nobody can tell.
    pub fn expected(&self, queue: QueueId, ahead: u32, at_work: usize) -> Option<i64> {
        let each = self.0.get(&queue).and_then(|counts| median(counts));
        estimate(i64::from(ahead), each, i64::try_from(at_work).unwrap_or(i64::MAX))
    }
}
