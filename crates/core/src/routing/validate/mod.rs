//! What is wrong with a configuration, found before it is published.
mod affinity;
mod agent;
mod automation;
mod calendar;
mod condition;
mod document;
mod known;
mod named;
mod offer;
mod out_of_reach;
mod presence;
mod problem;
mod queue;
mod returns;
mod rule;
mod served;
mod skills;
mod sla;
mod steps;
mod task;
mod template;

use std::collections::BTreeSet;

use crate::limits::MAX_TAG_BYTES;
use crate::model::config::{Config, QuietHours};
use crate::model::custom::CustomType;
use crate::model::ticket::ClockKind;

pub use agent::agent as agent_problems;
pub use calendar::{ClosedForGood, closed_for_good, never_open_again};
pub use document::Document;
pub use known::{named_agents, strangers};
pub use out_of_reach::{out_of_reach, scopes_of_no_shop};
use problem::Problems;
pub use problem::{Problem, listed};
pub use served::{Staffed, task_groups, unserved};

const MINUTES_OF_A_DAY: u16 = 24 * 60;
/// Farthest a zone is ahead of UTC, in minutes (and, negative, behind).
const MAX_ZONE: i32 = 14 * 60;

/// Everything that is wrong with a configuration, each with its place; empty when it can be published.
pub fn validate(config: &Config) -> Vec<Problem> {
    let mut problems = Problems::default();
    names(config, &mut problems);
    fields(config, &mut problems);
    numbers(config, &mut problems);
    shops(config, &mut problems);
    calendar::calendars(config, &mut problems);
    presence::presence(config, &mut problems);
    named::named(config, &mut problems);
    agent::agents(config, &mut problems);
    template::templates(config, &mut problems);
    queue::queues(config, &mut problems);
    rule::rules(config, &mut problems);
    rule::policies(config, &mut problems);
    returns::policies(config, &mut problems);
    automation::automations(config, &mut problems);
    sla::policies(config, &mut problems);
    task::tasks(config, &mut problems);
    problems.found
}

fn names(config: &Config, problems: &mut Problems) {
    if config.fallback_queue.trim().is_empty() {
        problems.at("fallback_queue", |problems| {
            problems.say_allowed(
                "the fallback queue has no name: tickets that no rule matches would be lost",
                "the name of a queue",
            );
        });
    }
    let queues = config.queues.iter().map(|queue| queue.name.as_str());
    unique("queues", "queue", queues, problems);
    let groups = config.groups.iter().map(|group| group.name.as_str());
    unique("groups", "group", groups, problems);
    let skills = config.skills.iter().map(|skill| skill.name.as_str());
    unique("skills", "skill", skills, problems);
    let templates = config.templates.iter().map(|template| template.name.as_str());
    unique("templates", "template", templates, problems);
    let rules = config.rules.iter().map(|rule| rule.name.as_str());
    unique("rules", "rule", rules, problems);
    let calendars = config.calendars.iter().map(|calendar| calendar.name.as_str());
    unique("calendars", "calendar", calendars, problems);
    let policies = config.sla_policies.iter().map(|policy| policy.name.as_str());
    unique("sla_policies", "policy", policies, problems);
    let returns = config.return_policies.iter().map(|policy| policy.name.as_str());
    unique("return_policies", "policy", returns, problems);
    let automations = config.automations.iter().map(|automation| automation.name.as_str());
    unique("automations", "automation", automations, problems);
    let shops: Vec<String> = config
        .shops
        .iter()
        .map(|shop| format!("{} {}", shop.platform, shop.shop))
        .collect();
    unique("shops", "shop", shops.iter().map(String::as_str), problems);
}

fn unique<'a>(list: &str, what: &str, names: impl Iterator<Item = &'a str>, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for (place, name) in names.enumerate() {
        problems.at_place(list, place, |problems| {
            if name.trim().is_empty() {
                problems.say_allowed(format!("a {what} has no name"), "a name that no other has");
            } else if !seen.insert(name) {
                problems.say_allowed(format!("{what} `{name}` is declared twice"), "each name once");
            }
        });
    }
}

fn fields(config: &Config, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for (place, field) in config.custom.iter().enumerate() {
        let name = &field.name;
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        problems.at_place("custom", place, |problems| {
            if name.is_empty() || name.len() > MAX_TAG_BYTES || !name.bytes().all(plain) {
                problems.say_allowed(
                    format!("custom field `{name}` has no usable name"),
                    format!("1 to {MAX_TAG_BYTES} lower-case letters, digits and underscores"),
                );
            }
            if !seen.insert((field.on, name)) {
                problems.say_allowed(
                    format!("custom field `{name}` is declared twice"),
                    format!("each name once for a {}", field.on),
                );
            }
            if matches!(&field.of, CustomType::Choice(words) if words.is_empty()) {
                problems.at("of.choice", |problems| {
                    problems.say_allowed(format!("custom field `{name}` offers no choice"), "one word or more");
                });
            }
        });
    }
}

fn numbers(config: &Config, problems: &mut Problems) {
    if config.zone_minutes.abs() > MAX_ZONE {
        let minutes = config.zone_minutes;
        problems.at("zone_minutes", |problems| {
            problems.say_allowed(
                format!("no zone is {minutes} minutes from UTC"),
                format!("-{MAX_ZONE} to {MAX_ZONE}"),
            );
        });
    }
    windows(config, problems);
    if config.parked_weight < 0 {
        let weight = config.parked_weight;
        problems.at("parked_weight", |problems| {
            problems.say_allowed(format!("a weight of {weight}"), "0 or more units of work");
        });
    }
    if let Some(quiet) = config.quiet_hours {
        problems.at("quiet_hours", |problems| self::quiet(quiet, problems));
    }
    for (clock, target) in &config.sla.0 {
        problems.at(&format!("sla.{}", sla::word(*clock)), |problems| {
            if *target <= 0 {
                problems.say_allowed(format!("a target of {target}"), "milliseconds above zero");
            }
            problems.span(*target);
            if *clock == ClockKind::PlatformDeadline {
                problems.say_allowed(sla::SET_BY_PLATFORM.0, sla::SET_BY_PLATFORM.1);
            }
        });
    }
}

fn shops(config: &Config, problems: &mut Problems) {
    for (place, shop) in config.shops.iter().enumerate() {
        problems.at_place("shops", place, |problems| {
            for (name, word) in [("platform", shop.platform.as_str()), ("shop", shop.shop.as_str())] {
                if word.trim().is_empty() {
                    problems.at(name, |p| p.say_allowed(format!("a {name} has no name"), "its name"));
                }
            }
            problems.at("poll_every_ms", |problems| {
                if shop.poll_every_ms < 0 {
                    let wrong = format!(
                        "shop `{} {}` polls at a negative interval: {}",
                        shop.platform, shop.shop, shop.poll_every_ms
                    );
                    problems.say_allowed(wrong, "0 or more, in milliseconds");
                }
                problems.span(shop.poll_every_ms);
            });
        });
    }
}

/// Hours in which buyers are left in peace.
fn quiet(quiet: QuietHours, problems: &mut Problems) {
    for (name, minute) in [("from", quiet.from), ("to", quiet.to)] {
        if minute >= MINUTES_OF_A_DAY {
            problems.at(name, |problems| {
                problems.say_allowed(
                    format!("{minute} is no minute of a day"),
                    format!("0 to {}", MINUTES_OF_A_DAY - 1),
                );
            });
        }
    }
}

fn windows(config: &Config, problems: &mut Problems) {
    let windows = &config.windows;
    let spans = [
        ("cool_off_ms", windows.cool_off_ms),
        ("reopen_ms", windows.reopen_ms),
        ("buyer_answer_ms", windows.buyer_answer_ms),
        ("buyer_return_ms", windows.buyer_return_ms),
        ("stale_notice_ms", windows.stale_notice_ms),
    ];
    problems.at("windows.goodwill_cap", |p| returns::amounts(&windows.goodwill_cap, p));
    for (name, value) in spans {
        problems.at(&format!("windows.{name}"), |problems| {
            if value < 0 {
                problems.say_allowed(format!("{name} is negative: {value}"), "0 or more, in milliseconds");
            }
            problems.span(value);
        });
    }
}
