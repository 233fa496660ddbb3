//! What is wrong with a configuration, found before it is published.
use std::collections::BTreeSet;

use crate::limits::{MAX_LEAVES, MAX_LIST_VALUES, MAX_NESTING, MAX_RULES, MAX_TAG_BYTES, MAX_TAGS};
use crate::model::config::{Config, Rule, Then, When};
use crate::model::custom::CustomType;
use crate::model::ticket::ClockKind;

/// The least urgent band.
const LAST_BAND: u8 = 4;
/// The highest level of a skill.
const TOP_LEVEL: u8 = 5;
/// Most units of work one ticket may weigh.
const MAX_WEIGHT: i64 = 10_000;
/// Farthest a zone is ahead of UTC, in minutes (and, negative, behind).
const MAX_ZONE: i32 = 14 * 60;

/// Everything that is wrong with a configuration, in words; empty when it can be published.
pub fn validate(config: &Config) -> Vec<String> {
    let mut problems = Vec::new();
    names(config, &mut problems);
    fields(config, &mut problems);
    numbers(config, &mut problems);
    rules(config, &mut problems);
    policies(config, &mut problems);
    problems
}

fn names(config: &Config, problems: &mut Vec<String>) {
    if config.fallback_queue.trim().is_empty() {
        problems.push("the fallback queue has no name: tickets that no rule matches would be lost".to_owned());
    }
    let queues = config.queues.iter().map(|queue| queue.name.as_str());
    unique("queue", queues, problems);
    unique("rule", config.rules.iter().map(|rule| rule.name.as_str()), problems);
    let shops: Vec<String> = config
        .shops
        .iter()
        .map(|shop| format!("{} {}", shop.platform, shop.shop))
        .collect();
    unique("shop", shops.iter().map(String::as_str), problems);
}

fn unique<'a>(what: &str, names: impl Iterator<Item = &'a str>, problems: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for name in names {
        if name.trim().is_empty() {
            problems.push(format!("a {what} has no name"));
        } else if !seen.insert(name) {
            problems.push(format!("{what} `{name}` is declared twice"));
        }
    }
}

fn fields(config: &Config, problems: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for field in &config.custom {
        let name = &field.name;
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if name.is_empty() || name.len() > MAX_TAG_BYTES || !name.bytes().all(plain) {
            problems.push(format!(
                "custom field `{name}`: a name is 1 to {MAX_TAG_BYTES} lower-case letters, digits and underscores"
            ));
        }
        if !seen.insert((field.on, name)) {
            problems.push(format!("custom field `{name}` is declared twice"));
        }
        if matches!(&field.of, CustomType::Choice(words) if words.is_empty()) {
            problems.push(format!("custom field `{name}` offers no choice"));
        }
    }
}

fn numbers(config: &Config, problems: &mut Vec<String>) {
    if config.zone_minutes.abs() > MAX_ZONE {
        problems.push(format!("no zone is {} minutes from UTC", config.zone_minutes));
    }
    let windows = &config.windows;
    let spans = [
        ("cool_off_ms", windows.cool_off_ms),
        ("reopen_ms", windows.reopen_ms),
        ("buyer_answer_ms", windows.buyer_answer_ms),
        ("buyer_return_ms", windows.buyer_return_ms),
        ("stale_notice_ms", windows.stale_notice_ms),
        ("goodwill_cap", windows.goodwill_cap),
    ];
    for (name, _) in spans.iter().filter(|(_, value)| *value < 0) {
        problems.push(format!("{name} is negative"));
    }
    const MINUTES_OF_A_DAY: u16 = 24 * 60;
    if let Some(quiet) = config.quiet_hours
        && (quiet.from >= MINUTES_OF_A_DAY || quiet.to >= MINUTES_OF_A_DAY)
    {
        problems.push(format!(
            "quiet_hours: `from` and `to` are minutes of a day, below {MINUTES_OF_A_DAY}"
        ));
    }
    for shop in config.shops.iter().filter(|shop| shop.poll_every_ms < 0) {
        problems.push(format!(
            "shop `{} {}` polls at a negative interval",
            shop.platform, shop.shop
        ));
    }
    for (clock, target) in &config.sla.0 {
        if *target <= 0 {
            problems.push(format!("the target of {clock:?} is not above zero"));
        }
        if *clock == ClockKind::PlatformDeadline {
            problems.push("the deadline of a platform takes no target: the platform sets it".to_owned());
        }
    }
}

fn rules(config: &Config, problems: &mut Vec<String>) {
    if config.rules.len() > MAX_RULES {
        problems.push(format!("{} rules: at most {MAX_RULES}", config.rules.len()));
        return;
    }
    for rule in &config.rules {
        let mut say = |problem: String| problems.push(format!("rule `{}`: {problem}", rule.name));
        queue(config, rule, &mut say);
        then(&rule.then, &mut say);
        condition(config, &rule.when, &mut say);
    }
}

fn queue(config: &Config, rule: &Rule, say: &mut impl FnMut(String)) {
    let Some(name) = &rule.then.queue else { return };
    if *name != config.fallback_queue && !config.queues.iter().any(|queue| queue.name == *name) {
        say(format!("queue `{name}` is not declared"));
    }
    if !rule.stop {
        say(format!(
            "it names queue `{name}` but does not stop, so the queue would never be used"
        ));
    }
}

fn then(then: &Then, say: &mut impl FnMut(String)) {
    if let Some(band) = then.band.filter(|band| *band > LAST_BAND) {
        say(format!("band {band} is above {LAST_BAND}"));
    }
    if let Some(weight) = then.weight.filter(|weight| !(0..=MAX_WEIGHT).contains(weight)) {
        say(format!("weight {weight} is not between 0 and {MAX_WEIGHT}"));
    }
    for (skill, level) in &then.skills {
        if !(1..=TOP_LEVEL).contains(level) {
            say(format!(
                "level {level} of skill `{skill}` is not between 1 and {TOP_LEVEL}"
            ));
        }
    }
    if then.tags.len() > MAX_TAGS {
        say(format!("{} tags: at most {MAX_TAGS}", then.tags.len()));
    }
    for tag in &then.tags {
        if tag.is_empty() || tag.len() > MAX_TAG_BYTES {
            say(format!("a tag is 1 to {MAX_TAG_BYTES} bytes long"));
        }
    }
}

fn policies(config: &Config, problems: &mut Vec<String>) {
    if config.auto.len() > MAX_RULES {
        problems.push(format!("{} automatic policies: at most {MAX_RULES}", config.auto.len()));
        return;
    }
    for (at, policy) in config.auto.iter().enumerate() {
        let mut say = |problem: String| problems.push(format!("automatic policy {}: {problem}", at + 1));
        if policy.at_most < 0 {
            say("its amount is negative".to_owned());
        }
        condition(config, &policy.when, &mut say);
    }
}

fn condition(config: &Config, when: &When, say: &mut impl FnMut(String)) {
    let leaves = leaves(when);
    if leaves.len() > MAX_LEAVES {
        say(format!("{} conditions: at most {MAX_LEAVES}", leaves.len()));
    }
    let depth = nesting(when);
    if depth > MAX_NESTING {
        say(format!("conditions are nested {depth} deep: at most {MAX_NESTING}"));
    }
    if has_empty_any(when) {
        say("`any` of nothing never matches".to_owned());
    }
    for leaf in leaves {
        list(leaf, say);
        custom(config, leaf, say);
    }
}

fn leaves(when: &When) -> Vec<&When> {
    match when {
        When::All(parts) | When::Any(parts) => parts.iter().flat_map(leaves).collect(),
        When::Not(part) => leaves(part),
        leaf => vec![leaf],
    }
}

fn nesting(when: &When) -> usize {
    match when {
        When::All(parts) | When::Any(parts) => 1 + parts.iter().map(nesting).max().unwrap_or(0),
        When::Not(part) => 1 + nesting(part),
        _ => 0,
    }
}

fn has_empty_any(when: &When) -> bool {
    match when {
        When::Any(parts) if parts.is_empty() => true,
        When::All(parts) | When::Any(parts) => parts.iter().any(has_empty_any),
        When::Not(part) => has_empty_any(part),
        _ => false,
    }
}

/// An empty list never matches and is surely a slip; a huge one belongs into a custom field.
fn list(leaf: &When, say: &mut impl FnMut(String)) {
    let len = match leaf {
        When::Kind(values) => values.len(),
        When::Issue(values) => values.len(),
        When::Headline(values) => values.len(),
        When::Platform(values) => values.len(),
        When::Shop(values) => values.len(),
        When::Host(values) | When::Tag(values) | When::Flag(values) => values.len(),
        _ => return,
    };
    if len == 0 {
        say("a list of values is empty, so it would never match".to_owned());
    }
    if len > MAX_LIST_VALUES {
        say(format!("{len} values in one list: at most {MAX_LIST_VALUES}"));
    }
}

/// The value itself stays out of the message: it may be personal.
fn custom(config: &Config, leaf: &When, say: &mut impl FnMut(String)) {
    let When::Custom(asked) = leaf else { return };
    let name = &asked.name;
    let field = config.custom.iter().find(|f| f.on == asked.on && f.name == *name);
    match field {
        None => say(format!("custom field `{name}` is not declared for a {}", asked.on)),
        Some(field) if !field.of.admits(&asked.is) => {
            say(format!("the value for custom field `{name}` is of another type"))
        }
        Some(_) => (),
    }
}
