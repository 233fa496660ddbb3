//! What is wrong with rules and automatic policies.
use std::collections::BTreeMap;

use super::affinity::affinity;
use super::condition::{self, condition, listed};
use super::offer::reservation;
use super::problem::{Problems, of_no_use};
use super::steps::steps;
use crate::limits::{MAX_RULES, MAX_TAG_BYTES, MAX_TAGS};
use crate::model::bot::{BotPolicy, BotUse};
use crate::model::config::{Config, Rule, Then};
use crate::model::selection::{Floor, SkillTier};

/// The least urgent band.
const LAST_BAND: u8 = 4;
/// The highest level of a skill.
const TOP_LEVEL: u8 = 5;
/// Tiers of skills.
const TIERS: u8 = 3;
/// Most units of work one ticket may weigh.
const MAX_WEIGHT: i64 = 10_000;

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
                then(&rule.then, problems);
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

fn then(then: &Then, problems: &mut Problems) {
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
    for (skill, level) in &then.skills {
        if !(1..=TOP_LEVEL).contains(level) {
            problems.at(&format!("skills.{skill}"), |problems| {
                problems.say_allowed(format!("level {level}"), format!("1 to {TOP_LEVEL}"));
            });
        }
    }
    waiting(then, problems);
    affinity(then.affinity.as_ref(), problems);
    if let Some(policy) = &then.bot {
        problems.at("bot", |problems| bot(policy, problems));
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

fn bot(policy: &BotPolicy, problems: &mut Problems) {
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
    let percent = policy.min_confidence.map(i64::from);
    let bounds = [
        ("max_turns", policy.max_turns.map(i64::from), i64::from(u32::MAX)),
        ("min_confidence", percent, 100),
        ("timeout_ms", policy.timeout_ms, i64::MAX),
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

/// Levels that fall must be below the one before, later than it, and of skills that are asked for.
pub(super) fn floors(
    floors: &BTreeMap<String, Vec<Floor>>,
    skills: &BTreeMap<String, u8>,
    whose: &str,
    problems: &mut Problems,
) {
    for (skill, floors) in floors {
        problems.at(&format!("floors.{skill}"), |problems| {
            let Some(level) = skills.get(skill) else {
                let asked = skills.keys().map(String::as_str);
                problems.say_allowed(format!("skill `{skill}` is not asked for by {whose}"), listed(asked));
                return;
            };
            let mut before = (0, *level);
            for (place, floor) in floors.iter().enumerate() {
                if floor.after_ms <= before.0 || floor.level >= before.1 || floor.level == 0 {
                    problems.at(&format!("[{place}]"), |problems| {
                        problems.say_allowed(
                            format!("level {} after {} ms does not fall", floor.level, floor.after_ms),
                            format!("later than {} ms, a level from 1 and below {}", before.0, before.1),
                        );
                    });
                }
                before = (floor.after_ms, floor.level);
            }
        });
    }
}

/// What falls while a ticket waits must fall: levels below the one before, later than it; tiers the higher the sooner.
fn waiting(then: &Then, problems: &mut Problems) {
    floors(&then.floors, &then.skills, "this rule", problems);
    let mut above: Option<&SkillTier> = None;
    let mut tiers: Vec<(usize, &SkillTier)> = then.tiers.iter().enumerate().collect();
    tiers.sort_by_key(|(_, tier)| std::cmp::Reverse(tier.tier));
    for (place, tier) in tiers {
        problems.at_place("tiers", place, |problems| {
            if !(1..=TIERS).contains(&tier.tier) || above.is_some_and(|above| above.tier == tier.tier) {
                problems.at("tier", |problems| {
                    problems.say_allowed(format!("tier {}", tier.tier), format!("1 to {TIERS}, each once"));
                });
            }
            let least = above.map_or(1, |above| above.drop_after_ms);
            if tier.drop_after_ms < least {
                problems.at("drop_after_ms", |problems| {
                    problems.say_allowed(
                        format!("tier {} is dropped after {} ms", tier.tier, tier.drop_after_ms),
                        format!("{least} ms or more: the highest tier is dropped first"),
                    );
                });
            }
            for (skill, level) in tier
                .skills
                .iter()
                .filter(|(_, level)| !(1..=TOP_LEVEL).contains(*level))
            {
                problems.at(&format!("skills.{skill}"), |problems| {
                    problems.say_allowed(format!("level {level} of skill `{skill}`"), format!("1 to {TOP_LEVEL}"));
                });
            }
        });
        above = Some(tier);
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
