//! Queues and groups in which nobody is: what comes there would stay. No problem, for people may come later by command.
use std::collections::BTreeSet;

use super::super::steps::reaching;
use super::problem::{Problem, Problems};
use crate::lifecycle::handoff::usual_group;
use crate::model::agent::AgentKind;
use crate::model::automation::AutomationStep;
use crate::model::config::{Config, Rule};
use crate::model::task_config::TaskEscalate;

/// The groups in which somebody is.
#[derive(Default)]
pub struct Staffed {
    anybody: BTreeSet<String>,
    people: BTreeSet<String>,
}

impl Staffed {
    /// Somebody is in a group.
    pub fn add(&mut self, group: &str, kind: AgentKind) {
        self.anybody.insert(group.to_owned());
        if kind == AgentKind::Human {
            self.people.insert(group.to_owned());
        }
    }
}

/// Queues whose tickets nobody can take and that go nowhere else, queues of bots alone whose tickets are for people, and groups
/// without people that are to do a task.
pub fn unserved(config: &Config, staffed: &Staffed) -> Vec<Problem> {
    let mut problems = Problems::default();
    queues(config, staffed, &mut problems);
    by_bots_alone(config, staffed, &mut problems);
    for (path, group) in doers(config)
        .iter()
        .filter(|(_, group)| !staffed.people.contains(*group))
    {
        problems.at(path, |problems| {
            let wrong = match staffed.anybody.contains(*group) {
                true => format!("only bots are in group `{group}`, and tasks are for people"),
                false => format!("no agent is in group `{group}`"),
            };
            problems.say_allowed(wrong, "a group in which somebody is");
        });
    }
    problems.found
}

/// The groups that are to do tasks.
pub fn task_groups(config: &Config) -> BTreeSet<String> {
    doers(config).into_iter().map(|(_, group)| group.to_owned()).collect()
}

/// The groups that are to do tasks, each with the place that names it.
fn doers(config: &Config) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    for (place, of) in config.tasks.iter().enumerate() {
        let path = |step: &str| format!("tasks[{place}].{step}");
        match &of.group {
            Some(group) => found.push((path("group"), group.as_str())),
            // What nobody is given may lie in a list that somebody of another group looks at.
            None if of.auto_assign => found.extend(usual_group(of.kind).map(|group| (path("group"), group))),
            None => (),
        }
        for (step_place, step) in of.steps.iter().enumerate() {
            let groups = step.groups.iter().enumerate();
            found
                .extend(groups.map(|(at, group)| (path(&format!("steps[{step_place}].groups[{at}]")), group.as_str())));
        }
        for (rung_place, rung) in of.ladder.iter().enumerate() {
            for (at, step) in rung.what.iter().enumerate() {
                if let TaskEscalate::Group(group) = step {
                    found.push((path(&format!("ladder[{rung_place}].do[{at}].group")), group));
                }
            }
        }
        let other = of.retry.as_ref().and_then(|retry| retry.escalate_to.as_deref());
        found.extend(other.map(|group| (path("retry.escalate_to"), group)));
    }
    for (place, automation) in config.automations.iter().enumerate() {
        for (step_place, step) in automation.then.iter().enumerate() {
            if let AutomationStep::Task(task) = step {
                found.push((
                    format!("automations[{place}].then[{step_place}].task.group"),
                    &task.group,
                ));
            }
        }
    }
    found
}

fn queues(config: &Config, staffed: &Staffed, problems: &mut Problems) {
    let reaching = reaching(config);
    let declared = config.queues.iter().enumerate();
    let mut named: Vec<(String, &str)> = declared
        .filter(|(_, queue)| queue.overflow.is_none())
        .map(|(place, queue)| (format!("queues[{place}]"), queue.name.as_str()))
        .collect();
    if config.queues.iter().all(|queue| queue.name != config.fallback_queue) {
        named.push(("fallback_queue".to_owned(), &config.fallback_queue));
    }
    for (path, name) in named {
        let Some(groups) = reaching.get(name).filter(|groups| groups.is_disjoint(&staffed.anybody)) else {
            continue;
        };
        let told: Vec<String> = groups.iter().map(|group| format!("`{group}`")).collect();
        problems.at(&path, |problems| {
            problems.say_allowed(
                format!("nobody serves queue `{name}`: no agent is in {}", told.join(", ")),
                "an agent in one of its groups, or an `overflow`",
            );
        });
    }
}

/// What a rule says the part of bots in is for people, with or after a bot.
fn by_bots_alone(config: &Config, staffed: &Staffed, problems: &mut Problems) {
    let reaching = reaching(config);
    let of_people = |rule: &&Rule| rule.enabled && rule.then.bot.is_some();
    for (place, rule) in config.rules.iter().enumerate() {
        let Some(rule) = Some(rule).filter(of_people).filter(|rule| rule.stop) else {
            continue;
        };
        let name = rule.then.queue.as_ref().unwrap_or(&config.fallback_queue);
        let goes_on = config
            .queues
            .iter()
            .any(|queue| queue.name == *name && queue.overflow.is_some());
        let bots_alone =
            |groups: &&BTreeSet<String>| groups.is_disjoint(&staffed.people) && !groups.is_disjoint(&staffed.anybody);
        if goes_on || reaching.get(name).filter(bots_alone).is_none() {
            continue;
        }
        problems.at(&format!("rules[{place}].then.bot"), |problems| {
            problems.say_allowed(
                format!("only bots serve queue `{name}`, and these tickets are for people"),
                "a person in one of its groups, or an `overflow`",
            );
        });
    }
}
