//! What is wrong with the policies of our clocks.
use std::collections::BTreeSet;

use super::condition::{self, condition, listed};
use super::named::nobody;
use super::problem::Problems;
use crate::json::tree;
use crate::limits::MAX_RULES;
use crate::model::config::Config;
use crate::model::sla::{Escalate, Rung, RungAt, SlaPolicy, SlaTarget};
use crate::model::ticket::ClockKind;

/// What is wrong with a target for the deadline of a platform, and what is allowed.
pub(super) const SET_BY_PLATFORM: (&str, &str) = (
    "the deadline of a platform takes no target: the platform sets it",
    "a clock of ours",
);
/// What is wrong with pauses of the clock of the next answer, and what is allowed.
const NEVER_PAUSES: (&str, &str) = (
    "this clock never pauses: it runs while a buyer waits for the next answer, whatever the headline",
    "no `pauses` here, or those of another clock",
);
/// The least urgent band.
const LAST_BAND: u8 = 4;

pub(super) fn policies(config: &Config, problems: &mut Problems) {
    if config.sla_policies.len() > MAX_RULES {
        let policies = config.sla_policies.len();
        problems.at("sla_policies", |problems| {
            problems.say_allowed(format!("{policies} policies"), format!("at most {MAX_RULES}"));
        });
        return;
    }
    for (place, policy) in config.sla_policies.iter().enumerate() {
        problems.at_place("sla_policies", place, |problems| self::policy(config, policy, problems));
    }
}

fn policy(config: &Config, policy: &SlaPolicy, problems: &mut Problems) {
    condition(config, &policy.when, problems);
    calendar(config, policy.calendar.as_deref(), problems);
    for (kind, target) in &policy.clocks {
        problems.at(&format!("clocks.{}", word(*kind)), |problems| {
            if *kind == ClockKind::PlatformDeadline {
                problems.say_allowed(SET_BY_PLATFORM.0, SET_BY_PLATFORM.1);
            }
            let pauses = target.pauses.iter().flatten().next();
            if *kind == ClockKind::NextResponse && pauses.is_some() {
                problems.at("pauses", |problems| {
                    problems.say_allowed(NEVER_PAUSES.0, NEVER_PAUSES.1)
                });
            }
            self::target(config, target, problems);
        });
    }
    let mut names = BTreeSet::new();
    for (place, rung) in policy.ladder.iter().enumerate() {
        problems.at_place("ladder", place, |problems| {
            if rung.name.trim().is_empty() || !names.insert(&rung.name) {
                problems.say_allowed(format!("rung `{}`", rung.name), "a name that no other rung has");
            }
            self::rung(config, policy, rung, problems);
        });
    }
}

fn calendar(config: &Config, name: Option<&str>, problems: &mut Problems) {
    if let Some(name) = name {
        problems.at("calendar", |problems| condition::calendar(config, name, problems));
    }
}

fn target(config: &Config, target: &SlaTarget, problems: &mut Problems) {
    calendar(config, target.calendar.as_deref(), problems);
    let above = |ms: i64, problems: &mut Problems| {
        if ms <= 0 {
            problems.say_allowed(format!("a target of {ms}"), "milliseconds above zero");
        }
        problems.span(ms);
    };
    problems.at("target_ms", |problems| above(target.target_ms, problems));
    let mut bands = BTreeSet::new();
    for (place, own) in target.bands.iter().enumerate() {
        problems.at_place("bands", place, |problems| {
            if own.band > LAST_BAND || !bands.insert(own.band) {
                problems.say_allowed(format!("band {}", own.band), "0 to 4, each once");
            }
            problems.at("target_ms", |problems| above(own.target_ms, problems));
        });
    }
}

fn rung(config: &Config, policy: &SlaPolicy, rung: &Rung, problems: &mut Problems) {
    if rung.clock != ClockKind::PlatformDeadline && !policy.clocks.contains_key(&rung.clock) {
        problems.at("clock", |problems| {
            let deadline = ClockKind::PlatformDeadline;
            let clocks: Vec<String> = policy.clocks.keys().copied().chain([deadline]).map(word).collect();
            let wrong = format!("this policy has no clock `{}`", word(rung.clock));
            problems.say_allowed(wrong, listed(clocks.iter().map(String::as_str)));
        });
    }
    after_breach(rung.at, problems);
    for (place, step) in rung.what.iter().enumerate() {
        problems.at_place("do", place, |problems| match step {
            Escalate::Band(band) if *band > LAST_BAND => problems.say_allowed(format!("band {band}"), "0 to 4"),
            Escalate::Notify(group) if group.trim().is_empty() => nobody(config, problems),
            Escalate::Widen(groups) if groups.is_empty() || groups.iter().any(|group| group.trim().is_empty()) => {
                nobody(config, problems);
            }
            Escalate::Queue(name) => condition::queue(config, name, problems),
            _ => (),
        });
    }
}

pub(super) fn after_breach(at: RungAt, problems: &mut Problems) {
    let RungAt::AfterBreach(ms) = at else { return };
    problems.at("at.after_breach", |problems| {
        if ms <= 0 {
            problems.say_allowed(format!("{ms} after the breach"), "milliseconds above zero");
        }
        problems.span(ms);
    });
}

/// A clock as it is written.
pub(super) fn word(kind: ClockKind) -> String {
    let written = tree(&kind).ok();
    written
        .and_then(|it| it.as_str().map(str::to_owned))
        .unwrap_or_default()
}
