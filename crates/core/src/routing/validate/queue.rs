//! What is wrong with queues.
use super::super::overflow::Ways;
use super::affinity::affinity;
use super::condition::{self, calendar};
use super::known::person;
use super::offer::{first_action, reservation};
use super::problem::Problems;
use super::steps::steps;
use crate::model::config::{Config, QueueConfig};
use crate::model::selection::OverflowWhen;

pub(super) fn queues(config: &Config, problems: &mut Problems) {
    let ways = Ways::new(config);
    for (place, queue) in config.queues.iter().enumerate() {
        problems.at_place("queues", place, |problems| {
            bounds(queue, problems);
            affinity(queue.affinity.as_ref(), problems);
            reservation(queue.reservation, problems);
            first_action(config, queue, problems);
            overflow(config, queue, &ways, problems);
            overflow_bot(config, queue, problems);
            when(config, queue, problems);
            steps(config, &queue.name, &queue.steps, problems);
        });
    }
}

fn bounds(queue: &QueueConfig, problems: &mut Problems) {
    if queue.per_agent == Some(0) {
        problems.at("per_agent", |problems| {
            problems.say_allowed(
                "nobody may have a ticket of it with 0",
                "1 or more, or nothing for no bound",
            );
        });
    }
    if let Some(step) = queue.age_step_ms {
        problems.at("age_step_ms", |problems| {
            if step < 0 {
                problems.say_allowed(
                    format!("a step of ageing is negative: {step}"),
                    "0 or more, in milliseconds",
                );
            }
            problems.span(step);
        });
    }
    if queue.max_depth == Some(0) {
        problems.at("max_depth", |problems| {
            problems.say_allowed("no ticket may wait in it with 0", "1 or more, or nothing for no bound");
        });
    }
}

fn overflow(config: &Config, queue: &QueueConfig, ways: &Ways<'_>, problems: &mut Problems) {
    let Some(next) = queue.overflow.as_deref() else { return };
    problems.at("overflow", |problems| {
        condition::queue(config, next, problems);
        if ways.lead(next, &queue.name) {
            problems.say_allowed(
                format!(
                    "from queue `{next}` a ticket comes back to `{}`, so it goes round",
                    queue.name
                ),
                "a queue that leads nowhere near it, by overflow or by a step",
            );
        }
    });
}

fn overflow_bot(config: &Config, queue: &QueueConfig, problems: &mut Problems) {
    let Some(bot) = queue.overflow_bot else { return };
    problems.at("overflow_bot", |problems| {
        if queue.overflow.is_some() {
            problems.say_allowed(
                "a queue is named beside the bot",
                "one of `overflow` and `overflow_bot`",
            );
        }
        person(config, bot, problems);
    });
}

fn when(config: &Config, queue: &QueueConfig, problems: &mut Problems) {
    let Some(when) = &queue.overflow_when else { return };
    problems.at("overflow_when", |problems| {
        if *when == OverflowWhen::default() {
            problems.say_allowed("nothing is said", "outside, nobody_online or wait_above_ms");
        }
        if let Some(name) = &when.outside {
            problems.at("outside", |problems| calendar(config, name, problems));
        }
        if let Some(most) = when.wait_above_ms {
            problems.at("wait_above_ms", |problems| wait_above(most, problems));
        }
    });
}

/// A wait that is too long to be left to it.
pub(super) fn wait_above(most: i64, problems: &mut Problems) {
    if most <= 0 {
        problems.say_allowed(format!("no wait is so short: {most}"), "1 or more, in milliseconds");
    }
    problems.span(most);
}
