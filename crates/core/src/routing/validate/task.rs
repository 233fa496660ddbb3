//! What is wrong with the settings of internal tasks.
use std::collections::{BTreeMap, BTreeSet};

use super::condition::{calendar, listed};
use super::named::nobody;
use super::problem::Problems;
use super::skills::floors;
use super::sla::after_breach;
use crate::limits::{MAX_LIST_VALUES, MAX_STEPS, MAX_TAG_BYTES, MAX_TAGS, MAX_WEIGHT};
use crate::model::config::Config;
use crate::model::custom::CustomType;
use crate::model::handoff::TaskKind;
use crate::model::task_config::{TaskConfig, TaskEscalate, TaskField, TaskRetry};

/// The highest level of a skill.
const LAST_LEVEL: u8 = 5;
/// Most attempts of one group.
const MAX_ATTEMPTS: u32 = 100;
/// The least urgent band.
const LAST_BAND: u8 = 4;

pub(super) fn tasks(config: &Config, problems: &mut Problems) {
    let mut kinds = BTreeSet::new();
    for (place, of) in config.tasks.iter().enumerate() {
        problems.at_place("tasks", place, |problems| {
            if !kinds.insert(of.kind) {
                problems.at("kind", |p| {
                    p.say_allowed(format!("kind `{}` has settings twice", of.kind), "each kind once")
                });
            }
            task(config, of, problems);
            problems.at("form", |problems| form(&of.form, problems));
        });
    }
    circles(config, problems);
}

fn task(config: &Config, of: &TaskConfig, problems: &mut Problems) {
    if of.group.as_ref().is_some_and(|group| group.trim().is_empty()) {
        problems.at("group", |problems| nobody(config, problems));
    }
    if let Some(ms) = of.target_ms {
        problems.at("target_ms", |problems| {
            if ms <= 0 {
                problems.say_allowed(format!("a target of {ms}"), "milliseconds above zero");
            }
            problems.span(ms);
        });
    }
    if let Some(name) = &of.calendar {
        problems.at("calendar", |problems| {
            calendar(config, name, problems);
            if of.target_ms.is_none() {
                problems.say_allowed(
                    format!("there is no target to count in the hours of `{name}`"),
                    "with `target_ms`",
                );
            }
        });
    }
    if !(0..=MAX_WEIGHT).contains(&of.weight) {
        problems.at("weight", |problems| {
            problems.say_allowed(format!("a weight of {}", of.weight), format!("0 to {MAX_WEIGHT}"));
        });
    }
    for (skill, level) in of.skills.iter().filter(|(_, level)| !(1..=LAST_LEVEL).contains(*level)) {
        problems.at(&format!("skills.{skill}"), |problems| {
            problems.say_allowed(format!("level {level}"), format!("1 to {LAST_LEVEL}"));
        });
    }
    if !of.skills.is_empty() && !of.auto_assign {
        problems.at("skills", |problems| {
            problems.say_allowed("skills are asked of nobody here", "with `auto_assign`");
        });
    }
    if let Some(band) = of.band.filter(|band| *band > LAST_BAND) {
        problems.at("band", |p| p.say_allowed(format!("band {band}"), "0 to 4"));
    }
    if let Some(ms) = of.age_step_ms {
        problems.at("age_step_ms", |problems| {
            if ms < 0 {
                problems.say_allowed(format!("a step of {ms}"), "0 or more, in milliseconds");
            }
            problems.span(ms);
        });
    }
    floors(&of.floors, &of.skills, "this kind", problems);
    steps(config, of, problems);
    ladder(config, of, problems);
    if let Some(retry) = &of.retry {
        problems.at("retry", |problems| self::retry(config, retry, problems));
    }
}

fn retry(config: &Config, retry: &TaskRetry, problems: &mut Problems) {
    if !(1..=MAX_ATTEMPTS).contains(&retry.attempts) {
        problems.at("attempts", |problems| {
            problems.say_allowed(format!("{} attempts", retry.attempts), format!("1 to {MAX_ATTEMPTS}"));
        });
    }
    if retry.escalate_to.as_ref().is_some_and(|group| group.trim().is_empty()) {
        problems.at("escalate_to", |problems| nobody(config, problems));
    }
}

/// Times that do not rise, and steps that change nothing.
fn steps(config: &Config, of: &TaskConfig, problems: &mut Problems) {
    if of.steps.len() > MAX_STEPS {
        problems.at("steps", |problems| {
            problems.say_allowed(format!("{} steps", of.steps.len()), format!("at most {MAX_STEPS}"));
        });
        return;
    }
    if !of.steps.is_empty() && !of.auto_assign {
        problems.at("steps", |p| p.say_allowed("nobody is asked here", "with `auto_assign`"));
    }
    let mut before = 0;
    for (place, step) in of.steps.iter().enumerate() {
        problems.at_place("steps", place, |problems| {
            if step.after_ms <= before {
                problems.at("after_ms", |problems| {
                    problems.say_allowed(format!("{} ms", step.after_ms), format!("later than {before} ms"));
                });
            }
            problems.at("after_ms", |problems| problems.span(step.after_ms));
            if step.groups.is_empty() && step.drop_skills.is_empty() && step.raise_by == 0 {
                problems.say_allowed("the step changes nothing", "groups, skills to drop, or bands to raise");
            }
            if step.raise_by > LAST_BAND {
                problems.at("raise_by", |p| {
                    p.say_allowed(format!("{} bands", step.raise_by), "0 to 4")
                });
            }
            if step.groups.iter().any(|group| group.trim().is_empty()) {
                problems.at("groups", |problems| nobody(config, problems));
            }
            for skill in step.drop_skills.iter().filter(|skill| !of.skills.contains_key(*skill)) {
                problems.at("drop_skills", |problems| {
                    let asked = of.skills.keys().map(String::as_str);
                    problems.say_allowed(format!("skill `{skill}` is not asked for by this kind"), listed(asked));
                });
            }
        });
        before = step.after_ms;
    }
}

fn ladder(config: &Config, of: &TaskConfig, problems: &mut Problems) {
    if !of.ladder.is_empty() && of.target_ms.is_none() {
        problems.at("ladder", |p| {
            p.say_allowed("there is no time that could run out", "with `target_ms`")
        });
    }
    let mut names = BTreeSet::new();
    for (place, rung) in of.ladder.iter().enumerate() {
        problems.at_place("ladder", place, |problems| {
            if rung.name.trim().is_empty() || !names.insert(&rung.name) {
                problems.say_allowed(format!("rung `{}`", rung.name), "a name that no other rung has");
            }
            after_breach(rung.at, problems);
            for (place, step) in rung.what.iter().enumerate() {
                problems.at_place("do", place, |problems| match step {
                    TaskEscalate::Band(band) if *band > LAST_BAND => {
                        problems.say_allowed(format!("band {band}"), "0 to 4");
                    }
                    TaskEscalate::Notify(group) | TaskEscalate::Group(group) if group.trim().is_empty() => {
                        nobody(config, problems);
                    }
                    _ => (),
                });
            }
        });
    }
}

fn form(form: &[TaskField], problems: &mut Problems) {
    if form.len() > MAX_TAGS {
        problems.say_allowed(format!("{} fields", form.len()), format!("at most {MAX_TAGS}"));
        return;
    }
    let mut names = BTreeSet::new();
    for (place, field) in form.iter().enumerate() {
        let name = &field.name;
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        problems.at(&format!("[{place}]"), |problems| {
            problems.at("name", |problems| {
                if name.is_empty() || name.len() > MAX_TAG_BYTES || !name.bytes().all(plain) {
                    problems.say_allowed(
                        format!("field `{name}` has no usable name"),
                        format!("1 to {MAX_TAG_BYTES} lower-case letters, digits and underscores"),
                    );
                } else if !names.insert(name) {
                    problems.say_allowed(format!("field `{name}` is declared twice"), "each name once");
                }
            });
            if let CustomType::Choice(words) = &field.of
                && (words.is_empty() || words.len() > MAX_LIST_VALUES)
            {
                problems.at("of.choice", |problems| {
                    problems.say_allowed(format!("{} words", words.len()), format!("1 to {MAX_LIST_VALUES}"));
                });
            }
        });
    }
}

/// Each kind that waits for itself, with the way there: its tasks would hold each other up.
fn circles(config: &Config, problems: &mut Problems) {
    let mut waits: BTreeMap<TaskKind, &BTreeSet<TaskKind>> = BTreeMap::new();
    for of in &config.tasks {
        waits.entry(of.kind).or_insert(&of.after);
    }
    for (place, of) in config.tasks.iter().enumerate() {
        if let Some(way) = way_back(&waits, of.kind) {
            let told: Vec<String> = way.iter().map(ToString::to_string).collect();
            problems.at_place("tasks", place, |problems| {
                problems.at("after", |p| {
                    p.say_allowed(
                        format!("`{}` waits for itself: {}", of.kind, told.join(" → ")),
                        "kinds that do not wait for this one",
                    );
                });
            });
        }
    }
}

/// The shortest way from a kind along what it waits for back to itself.
fn way_back(waits: &BTreeMap<TaskKind, &BTreeSet<TaskKind>>, kind: TaskKind) -> Option<Vec<TaskKind>> {
    let mut seen = BTreeSet::new();
    let mut ways = std::collections::VecDeque::from([vec![kind]]);
    while let Some(way) = ways.pop_front() {
        let next = way.last().and_then(|last| waits.get(last));
        for behind in next.into_iter().flat_map(|kinds| kinds.iter()) {
            let mut longer = way.clone();
            longer.push(*behind);
            if *behind == kind {
                return Some(longer);
            }
            if seen.insert(*behind) {
                ways.push_back(longer);
            }
        }
    }
    None
}
