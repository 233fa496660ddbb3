//! Where a ticket goes that its queue has no place for: past queues that are full, or that nobody serves.
use std::collections::{BTreeMap, BTreeSet};

use super::place::Placement;
use super::steps::{Standing, stand_until};
use crate::model::config::{Config, QueueConfig};
use crate::model::ids::QueueId;
use crate::model::selection::{RouteStep, Skipped};

fn named<'c>(config: &'c Config, queue: &str) -> Option<&'c QueueConfig> {
    config.queues.iter().find(|known| known.name == queue)
}

/// Where a queue overflows to.
pub fn overflow_of<'c>(config: &'c Config, queue: &str) -> Option<&'c str> {
    named(config, queue)?.overflow.as_deref()
}

/// Most tickets that may wait in a queue.
pub fn max_depth(config: &Config, queue: &str) -> Option<u32> {
    named(config, queue)?.max_depth
}

/// Where a ticket stands that had no place in some queues: as by its route, but past those, to where they overflow. The steps of
/// a route end where the ticket left it: from there on those of the queue that it came to count.
pub fn stand_past(
    config: &Config,
    placement: &Placement,
    queue: &str,
    age: i64,
    past: &BTreeSet<QueueId>,
    skipped: Option<Skipped>,
) -> Standing {
    let next_of = |queue: &str| overflow_of(config, queue).filter(|_| past.contains(&QueueId::of(queue)));
    let from = |queue: &str| stand_until(config, placement, queue, (age, skipped), |at| next_of(at).is_some());
    let mut at = from(queue);
    // No published configuration goes round; the bound is for one that was not checked.
    for _ in 0..=config.queues.len() {
        match next_of(&at.queue) {
            Some(next) => at = from(next),
            None => break,
        }
    }
    at
}

/// The queues a ticket can come to from each queue, by overflow or by a step.
pub(super) struct Ways<'c>(BTreeMap<&'c str, BTreeSet<&'c str>>);

impl<'c> Ways<'c> {
    pub fn new(config: &'c Config) -> Self {
        let mut ways = Self(BTreeMap::new());
        for queue in &config.queues {
            ways.steps(&queue.name, &queue.steps);
            if let Some(next) = &queue.overflow {
                ways.add(&queue.name, next);
            }
        }
        for rule in &config.rules {
            let begins = rule.then.queue.as_ref().unwrap_or(&config.fallback_queue);
            ways.steps(begins, &rule.then.steps);
        }
        ways
    }

    fn add(&mut self, from: &'c str, to: &'c str) {
        self.0.entry(from).or_default().insert(to);
    }

    fn steps(&mut self, begins: &'c str, steps: &'c [RouteStep]) {
        let moves = steps.iter().filter(|step| step.exclusive);
        moves.filter_map(|step| step.queue.as_deref()).fold(begins, |from, to| {
            self.add(from, to);
            to
        });
    }

    /// Whether a ticket can come from one queue to another; each is on a way to itself.
    pub fn lead(&self, from: &'c str, to: &str) -> bool {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(at) = next.pop() {
            if at == to {
                return true;
            }
            if seen.insert(at) {
                next.extend(self.0.get(at).into_iter().flatten());
            }
        }
        false
    }
}
