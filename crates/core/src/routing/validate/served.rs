//! Queues and groups in which nobody is: what comes there would stay. No problem, for people may come later by command.
use std::collections::BTreeSet;

use super::super::steps::reaching;
use super::problem::{Problem, Problems};
use crate::model::automation::AutomationStep;
use crate::model::config::Config;

/// Queues whose tickets nobody can take and that go nowhere else, and tasks of groups in which nobody is. `staffed` are the
/// groups in which somebody is.
pub fn unserved(config: &Config, staffed: &BTreeSet<String>) -> Vec<Problem> {
    let mut problems = Problems::default();
    queues(config, staffed, &mut problems);
    for (place, of) in config.tasks.iter().enumerate() {
        problems.at_place("tasks", place, |problems| group(of.group.as_ref(), staffed, problems));
    }
    for (place, automation) in config.automations.iter().enumerate() {
        for (step_place, step) in automation.then.iter().enumerate() {
            let AutomationStep::Task(task) = step else { continue };
            let path = format!("automations[{place}].then[{step_place}].task");
            problems.at(&path, |problems| group(Some(&task.group), staffed, problems));
        }
    }
    problems.found
}

fn queues(config: &Config, staffed: &BTreeSet<String>, problems: &mut Problems) {
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
        let Some(groups) = reaching.get(name).filter(|groups| groups.is_disjoint(staffed)) else {
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

fn group(group: Option<&String>, staffed: &BTreeSet<String>, problems: &mut Problems) {
    if let Some(group) = group.filter(|group| !staffed.contains(*group)) {
        problems.at("group", |problems| {
            problems.say_allowed(
                format!("no agent is in group `{group}`"),
                "a group in which somebody is",
            );
        });
    }
}
