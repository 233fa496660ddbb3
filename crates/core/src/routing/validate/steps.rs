//! What is wrong with the steps of a route: times that do not rise, steps that change nothing, routes that go round.
use std::collections::BTreeSet;

use super::condition::{self, calendar};
use super::named::nobody;
use super::offer::max_offers;
use super::problem::Problems;
use super::queue::wait_above;
use super::skills::{levels, tiers};
use crate::limits::MAX_STEPS;
use crate::model::config::Config;
use crate::model::selection::{RouteStep, SkipIf};

/// Looks at the steps of a ticket that came into this queue.
pub(super) fn steps<'c>(config: &Config, begins: &'c str, steps: &'c [RouteStep], problems: &mut Problems) {
    if steps.len() > MAX_STEPS {
        problems.at("steps", |problems| {
            problems.say_allowed(format!("{} steps", steps.len()), format!("at most {MAX_STEPS}"));
        });
        return;
    }
    let mut before = 0;
    let mut been = Been {
        stood: vec![begins],
        beside: BTreeSet::new(),
    };
    for (place, step) in steps.iter().enumerate() {
        problems.at_place("steps", place, |problems| {
            time(step, before, problems);
            queue(config, step, &mut been, problems);
            words(config, step, problems);
            asks(step, problems);
            if let Some(when) = &step.skip_if {
                skip_if(config, when, problems);
            }
        });
        before = step.after_ms;
    }
}

fn time(step: &RouteStep, before: i64, problems: &mut Problems) {
    if step.after_ms <= before {
        problems.at("after_ms", |problems| {
            problems.say_allowed(format!("{} ms", step.after_ms), format!("later than {before} ms"));
        });
    }
    problems.at("after_ms", |problems| problems.span(step.after_ms));
    let widens = step.queue.is_some() || !step.groups.is_empty() || !step.drop_skills.is_empty();
    if !widens && step.raise_by == 0 && step.strategy.is_none() && step.max_offers.is_none() {
        problems.say_allowed(
            "the step changes nothing",
            "a queue, groups, skills to drop, bands to raise, a strategy, or max_offers",
        );
    }
    if step.raise_by > 4 {
        problems.at("raise_by", |problems| {
            problems.say_allowed(format!("{} bands", step.raise_by), "0 to 4");
        });
    }
}

/// What a step asks for. Who may take a ticket does not lose it by waiting: only where it leaves for another queue something
/// else may be asked for.
fn asks(step: &RouteStep, problems: &mut Problems) {
    let own = [("skills", step.skills.is_empty()), ("tiers", step.tiers.is_empty())];
    for (name, _) in own.into_iter().filter(|(_, none)| !step.exclusive && !none) {
        problems.at(name, |problems| {
            problems.say_allowed("the ticket does not leave its queue", "a step with `exclusive`");
        });
    }
    levels(&step.skills, problems);
    tiers(&step.tiers, problems);
    if let Some(most) = step.max_offers {
        max_offers(most, problems);
    }
}

fn skip_if(config: &Config, when: &SkipIf, problems: &mut Problems) {
    problems.at("skip_if", |problems| {
        if *when == SkipIf::default() {
            problems.say_allowed("nothing is said", "nobody_online, no_room, outside or wait_above_ms");
        }
        if let Some(name) = &when.outside {
            problems.at("outside", |problems| calendar(config, name, problems));
        }
        if let Some(most) = when.wait_above_ms {
            problems.at("wait_above_ms", |problems| wait_above(most, problems));
        }
    });
}

/// The queues of a route so far.
struct Been<'c> {
    /// Those it stood in, the present one last.
    stood: Vec<&'c str>,
    /// Those that serve it beside the present one.
    beside: BTreeSet<&'c str>,
}

impl<'c> Been<'c> {
    /// Goes on to a queue; whether it was not there before.
    fn take(&mut self, name: &'c str, exclusive: bool) -> bool {
        if !exclusive {
            return self.stood.last() != Some(&name) && self.beside.insert(name);
        }
        let new = !self.stood.contains(&name);
        self.stood.push(name);
        self.beside.clear();
        new
    }
}

fn queue<'c>(config: &Config, step: &'c RouteStep, been: &mut Been<'c>, problems: &mut Problems) {
    let Some(name) = step.queue.as_deref() else {
        if step.exclusive {
            problems.at("exclusive", |problems| {
                problems.say_allowed("no queue to go to is named", "a queue beside it");
            });
        }
        return;
    };
    problems.at("queue", |problems| {
        condition::queue(config, name, problems);
        if !been.take(name, step.exclusive) {
            problems.say_allowed(
                format!("the route comes to queue `{name}` again, so it goes round"),
                "a queue that it was not in before",
            );
        }
    });
}

fn words(config: &Config, step: &RouteStep, problems: &mut Problems) {
    for (place, group) in step.groups.iter().enumerate() {
        if group.trim().is_empty() {
            problems.at_place("groups", place, |problems| nobody(config, problems));
        }
    }
    let skills = step.drop_skills.iter().enumerate();
    for (place, skill) in skills.filter(|(_, skill)| !is_asked(config, skill)) {
        problems.at_place("drop_skills", place, |problems| {
            problems.say_allowed(
                format!("no rule asks for skill `{skill}`"),
                "a skill that a rule asks for",
            );
        });
    }
}

fn is_asked(config: &Config, skill: &str) -> bool {
    let of_queues = config.queues.iter().map(|queue| &queue.steps);
    let of_rules = config.rules.iter().map(|rule| &rule.then.steps);
    let steps = of_queues.chain(of_rules).flatten();
    let rules = config.rules.iter().map(|rule| (&rule.then.skills, &rule.then.tiers));
    rules
        .chain(steps.map(|step| (&step.skills, &step.tiers)))
        .any(|(skills, tiers)| skills.contains_key(skill) || tiers.iter().any(|tier| tier.skills.contains_key(skill)))
}
