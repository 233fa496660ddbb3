//! What is wrong with rules and automatic policies.
use super::affinity::affinity;
use super::condition::{self, condition, listed};
use super::known::person;
use super::named::nobody;
use super::offer::reservation;
use super::problem::{Problems, of_no_use};
use super::skills::{floors, levels, tiers};
use super::steps::steps;
use crate::limits::{MAX_RULES, MAX_SPAN_MS, MAX_TAG_BYTES, MAX_TAGS, MAX_WEIGHT};
use crate::model::bot::{BotPolicy, BotUse};
use crate::model::config::{Config, Rule, Then};

/// The least urgent band.
const LAST_BAND: u8 = 4;

pub(super) fn rules(config: &Config, problems: &mut Problems) {
    if config.rules.len() > MAX_RULES {
        let rules = config.rules.len();
        problems.at("rules", |p| {
            p.say_allowed(format!("{rules} rules"), format!("at most {MAX_RULES}"))
        });
        return;
    }
    for (place, rule) in config.rules.iter().enumerate() {
        problems.at_place("rules", place, |problems| {
            validity(rule, problems);
            problems.at("then", |problems| {
                queue(config, rule, problems);
                then(config, &rule.then, problems);
                told(config, &rule.then, problems);
                route(config, rule, problems);
            });
            condition(config, &rule.when, problems);
        });
    }
}

fn validity(rule: &Rule, problems: &mut Problems) {
    if let Some((from, to)) = rule.valid_from.zip(rule.valid_to)
        && from >= to
    {
        problems.at("valid_to", |p| {
            p.say_allowed(
                format!("rule `{}` ends before it begins: {} to {}", rule.name, from.0, to.0),
                format!("later than {}", from.0),
            );
        });
    }
}

fn queue(config: &Config, rule: &Rule, problems: &mut Problems) {
    let Some(name) = &rule.then.queue else { return };
    problems.at("queue", |problems| {
        condition::queue(config, name, problems);
        if !rule.stop {
            problems.say_allowed(
                format!(
                    "rule `{}` names queue `{name}` but does not stop, so the queue would never be used",
                    rule.name
                ),
                "a rule that stops",
            );
        }
    });
}

/// The clocks and the groups that a rule names.
fn told(config: &Config, then: &Then, problems: &mut Problems) {
    let known = |name: &String| config.sla_policies.iter().any(|policy| policy.name == *name);
    if let Some(name) = then.sla.as_ref().filter(|name| !known(name)) {
        problems.at("sla", |problems| {
            let names = config.sla_policies.iter().map(|policy| policy.name.as_str());
            problems.say_allowed(format!("policy `{name}` is not among `sla_policies`"), listed(names));
        });
    }
    for (place, group) in then.notify.iter().enumerate() {
        if group.trim().is_empty() {
            problems.at_place("notify", place, |problems| nobody(config, problems));
        }
    }
}

fn route(config: &Config, rule: &Rule, problems: &mut Problems) {
    reservation(rule.then.reservation, problems);
    if !rule.stop && rule.then.reservation.is_some() {
        problems.at("reservation", |problems| {
            problems.say_allowed("the rule does not stop, so it would never count", "a rule that stops");
        });
    }
    if !rule.stop && !rule.then.steps.is_empty() {
        problems.at("steps", |problems| {
            problems.say_allowed(
                "the rule does not stop, so its steps would never be taken",
                "a rule that stops",
            );
        });
    }
    let begins = rule.then.queue.as_ref().unwrap_or(&config.fallback_queue);
    steps(config, begins, &rule.then.steps, problems);
}

fn then(config: &Config, then: &Then, problems: &mut Problems) {
    if let Some(band) = then.band.filter(|band| *band > LAST_BAND) {
        problems.at("band", |p| {
            p.say_allowed(format!("band {band}"), format!("0 to {LAST_BAND}"))
        });
    }
    if let Some(weight) = then.weight.filter(|weight| !(0..=MAX_WEIGHT).contains(weight)) {
        problems.at("weight", |p| {
            p.say_allowed(format!("weight {weight}"), format!("0 to {MAX_WEIGHT}"))
        });
    }
    levels(&then.skills, problems);
    floors(&then.floors, &then.skills, "this rule", problems);
    tiers(&then.tiers, problems);
    affinity(then.affinity.as_ref(), problems);
    if let Some(policy) = &then.bot {
        problems.at("bot", |problems| bot(config, policy, problems));
    }
    if then.tags.len() > MAX_TAGS {
        let tags = then.tags.len();
        problems.at("tags", |p| {
            p.say_allowed(format!("{tags} tags"), format!("at most {MAX_TAGS}"))
        });
    }
    for (place, tag) in then.tags.iter().enumerate() {
        if tag.is_empty() || tag.len() > MAX_TAG_BYTES {
            problems.at_place("tags", place, |problems| {
                problems.say_allowed(of_no_use("tag", tag.len()), format!("1 to {MAX_TAG_BYTES} bytes"));
            });
        }
    }
}

fn bot(config: &Config, policy: &BotPolicy, problems: &mut Problems) {
    let first = policy.policy == BotUse::First;
    if first != policy.id.is_some() {
        problems.at("id", |problems| {
            let wrong = match first {
                true => "no bot is named that has tickets first",
                false => "a bot is named, but none has tickets first",
            };
            problems.say_allowed(wrong, "the id of a bot with the policy `first`, else nothing");
        });
    }
    if let Some(id) = policy.id {
        problems.at("id", |problems| person(config, id, problems));
    }
    let percent = policy.min_confidence.map(i64::from);
    let bounds = [
        ("max_turns", policy.max_turns.map(i64::from), i64::from(u32::MAX)),
        ("min_confidence", percent, 100),
        ("timeout_ms", policy.timeout_ms, MAX_SPAN_MS),
    ];
    for (name, value, most) in bounds {
        let Some(value) = value.filter(|value| !(1..=most).contains(value)) else {
            continue;
        };
        problems.at(name, |problems| {
            problems.say_allowed(
                format!("{name} is {value}"),
                format!("1 to {most}, or nothing for no bound"),
            );
        });
    }
    if !first && bounds.iter().any(|(_, value, _)| value.is_some()) {
        problems.say_allowed(
            "bounds of talks, but no bot has tickets first",
            "bounds with the policy `first`",
        );
    }
}

pub(super) fn policies(config: &Config, problems: &mut Problems) {
    if config.auto.len() > MAX_RULES {
        let policies = config.auto.len();
        problems.at("auto", |problems| {
            problems.say_allowed(format!("{policies} automatic policies"), format!("at most {MAX_RULES}"));
        });
        return;
    }
    for (place, policy) in config.auto.iter().enumerate() {
        problems.at_place("auto", place, |problems| {
            if policy.at_most < 0 {
                let amount = policy.at_most;
                problems.at("at_most", |problems| {
                    problems.say_allowed(format!("the amount is negative: {amount}"), "0 or more, in minor units");
                });
            }
            condition(config, &policy.when, problems);
        });
    }
}
