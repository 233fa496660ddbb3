//! What is wrong with queues.
use super::problem::Problems;
use super::steps::steps;
use crate::model::config::{Config, QueueConfig};

pub(super) fn queues(config: &Config, problems: &mut Problems) {
    for (place, queue) in config.queues.iter().enumerate() {
        problems.at_place("queues", place, |problems| {
            bounds(queue, problems);
            steps(config, &queue.name, &queue.steps, problems);
        });
    }
}

fn bounds(queue: &QueueConfig, problems: &mut Problems) {
    if queue.per_agent == Some(0) {
        problems.at("per_agent", |problems| {
            problems.say_allowed("nobody may have a ticket of it", "1 or more, or nothing for no bound");
        });
    }
}
