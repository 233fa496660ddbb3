//! What is wrong with automations.
use std::collections::BTreeSet;

use super::condition::{condition, custom, length, listed, queue};
use super::named::nobody;
use super::problem::{Problems, of_no_use};
use super::returns::amounts;
use super::template::{filled, used};
use crate::automation::place_names;
use crate::limits::{
    MAX_AUTOMATION_STEPS, MAX_CUSTOM_BYTES, MAX_EXTERNAL_ID, MAX_MESSAGE_CHARS, MAX_RULES, MAX_TAG_BYTES,
};
use crate::model::automation::{
    Automation, AutomationField, AutomationMove, AutomationOn, AutomationStep, AutomationTell, Occasion,
};
use crate::model::config::Config;
use crate::model::custom::{CustomIs, CustomOn, CustomValue};
use crate::model::handoff::TaskState;

/// The least urgent band.
const LAST_BAND: u8 = 4;

pub(super) fn automations(config: &Config, problems: &mut Problems) {
    if config.automations.len() > MAX_RULES {
        let automations = config.automations.len();
        problems.at("automations", |problems| {
            problems.say_allowed(format!("{automations} automations"), format!("at most {MAX_RULES}"));
        });
        return;
    }
    for (place, automation) in config.automations.iter().enumerate() {
        problems.at_place("automations", place, |problems| {
            problems.at("on", |problems| on(&automation.on, problems));
            problems.at("event", |problems| event(automation, problems));
            condition(config, &automation.when, problems);
            steps(config, automation, problems);
        });
    }
}

fn on(on: &AutomationOn, problems: &mut Problems) {
    match on {
        AutomationOn::Events(kinds) => problems.at("events", |problems| {
            length(kinds.len(), problems);
            let mut seen = BTreeSet::new();
            for (place, kind) in kinds.iter().enumerate().filter(|(_, kind)| !seen.insert(**kind)) {
                problems.at(&format!("[{place}]"), |problems| {
                    problems.say_allowed(format!("`{kind}` is named twice"), "each event once");
                });
            }
        }),
        AutomationOn::After(age) => problems.at("after", |problems| {
            problems.at("headlines", |problems| length(age.headlines.len(), problems));
            span(age.ms, problems);
        }),
        AutomationOn::Unanswered(it) => problems.at("unanswered", |problems| span(it.ms, problems)),
        AutomationOn::Deadline(it) => problems.at("deadline", |problems| span(it.ms, problems)),
    }
}

fn span(ms: i64, problems: &mut Problems) {
    problems.at("ms", |problems| {
        if ms <= 0 {
            problems.say_allowed(format!("an age of {ms}"), "milliseconds above zero");
        }
        problems.span(ms);
    });
}

/// A list that speaks of none of the events which are named would change nothing, and one that can never fit would call nothing.
fn event(automation: &Automation, problems: &mut Problems) {
    let kinds: &[Occasion] = match &automation.on {
        AutomationOn::Events(kinds) => kinds,
        _ => &[],
    };
    for (list, values, speaks_of) in automation.event.asked() {
        problems.at(list, |problems| {
            length(values, problems);
            if !speaks_of.iter().any(|kind| kinds.contains(kind)) {
                let wrong = "it speaks of none of the events that call this automation";
                let allowed = listed(speaks_of.iter().map(|kind| kind.as_str()));
                problems.say_allowed(wrong, format!("beside `on.events` with one of: {allowed}"));
            }
        });
    }
    let asked = &automation.event;
    let comes_out = asked.task_states.is_empty() || asked.task_states.contains(&TaskState::Done);
    if !asked.results.is_empty() && !comes_out {
        problems.at("task_states", |problems| {
            problems.say_allowed(
                "a task comes out only when it is done, so `results` would never fit",
                "done",
            );
        });
    }
}

fn steps(config: &Config, automation: &Automation, problems: &mut Problems) {
    let steps = &automation.then;
    if steps.is_empty() || steps.len() > MAX_AUTOMATION_STEPS {
        problems.at("then", |problems| {
            problems.say_allowed(format!("{} steps", steps.len()), format!("1 to {MAX_AUTOMATION_STEPS}"));
        });
    }
    for (place, step) in steps.iter().enumerate() {
        problems.at_place("then", place, |problems| {
            problems.at(step.name(), |problems| self::step(config, step, problems));
        });
    }
}

fn step(config: &Config, step: &AutomationStep, problems: &mut Problems) {
    use AutomationStep as S;
    match step {
        S::Tag(tag) | S::Untag(tag) if tag.trim().is_empty() || tag.len() > MAX_TAG_BYTES => {
            problems.say_allowed(of_no_use("tag", tag.len()), format!("1 to {MAX_TAG_BYTES} bytes"));
        }
        S::Note(text) => words(text, problems),
        S::Reply(text) => filled(text, &place_names(), problems),
        S::Template(it) => used(config, it, problems),
        S::Queue(name) => queue(config, name, problems),
        S::Band(band) if *band > LAST_BAND => problems.say_allowed(format!("band {band}"), format!("0 to {LAST_BAND}")),
        S::Task(task) if task.group.trim().is_empty() => problems.at("group", |p| nobody(config, p)),
        S::Notify(group) if group.trim().is_empty() => nobody(config, problems),
        S::Approve(limits) => {
            length(limits.len(), problems);
            amounts(limits, problems);
        }
        S::Move(it) => moved(it, problems),
        S::Tell(it) => told(it, problems),
        S::Custom(it) => field(config, it, problems),
        _ => (),
    }
}

fn moved(it: &AutomationMove, problems: &mut Problems) {
    if !AutomationMove::TRIGGERS.contains(&it.trigger) {
        problems.at("trigger", |problems| {
            problems.say_allowed(
                format!(
                    "`{}` is left to people: it could promise money or goods, or tells what happened",
                    it.trigger
                ),
                listed(AutomationMove::TRIGGERS.iter().map(|it| it.as_str())),
            );
        });
    }
    let code = it.reason_code.as_ref().map_or(1, String::len);
    if code == 0 || code > MAX_EXTERNAL_ID {
        problems.at("reason_code", |problems| {
            problems.say_allowed(of_no_use("code", code), format!("1 to {MAX_EXTERNAL_ID} bytes"));
        });
    }
    said(it.text.as_deref(), problems);
}

fn told(it: &AutomationTell, problems: &mut Problems) {
    if !AutomationTell::VERBS.contains(&it.verb) {
        problems.at("verb", |problems| {
            problems.say_allowed(
                format!("`{}` is not told by itself", it.verb),
                listed(AutomationTell::VERBS.iter().map(|it| it.as_str())),
            );
        });
    }
    said(it.text.as_deref(), problems);
}

fn said(text: Option<&str>, problems: &mut Problems) {
    let Some(text) = text else { return };
    problems.at("text", |problems| filled(text, &place_names(), problems));
}

fn field(config: &Config, it: &AutomationField, problems: &mut Problems) {
    let asked = CustomIs {
        on: CustomOn::Ticket,
        name: it.name.clone(),
        is: it.is.clone(),
    };
    custom(config, &asked, problems);
    if matches!(&it.is, CustomValue::Text(text) if text.len() > MAX_CUSTOM_BYTES) {
        problems.at("is", |problems| {
            problems.say_allowed("the value is too long", format!("at most {MAX_CUSTOM_BYTES} bytes"));
        });
    }
}

fn words(text: &str, problems: &mut Problems) {
    if text.trim().is_empty() || text.chars().count() > MAX_MESSAGE_CHARS {
        problems.say_allowed(
            of_no_use("text", text.chars().count()),
            format!("1 to {MAX_MESSAGE_CHARS} characters"),
        );
    }
}
