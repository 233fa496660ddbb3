//! What is wrong with names of groups and skills where they are declared: a name that is not is a slip of the pen.
use std::collections::{BTreeMap, BTreeSet};

use super::condition::listed;
use super::problem::Problems;
use crate::lifecycle::handoff::usual_group;
use crate::limits::MAX_GROUPS;
use crate::model::automation::AutomationStep;
use crate::model::config::{Config, QueueConfig};
use crate::model::selection::{RouteStep, SkillTier};
use crate::model::sla::Escalate;
use crate::model::task_config::{TaskConfig, TaskEscalate};

const GROUP: &str = "group";

pub(super) fn named(config: &Config, problems: &mut Problems) {
    for (list, length) in [("groups", config.groups.len()), ("skills", config.skills.len())] {
        if length > MAX_GROUPS {
            problems.at(list, |p| {
                p.say_allowed(format!("{length} {list}"), format!("at most {MAX_GROUPS}"))
            });
        }
    }
    let groups = Declared::new(GROUP, config.groups.iter().map(|group| group.name.as_str()));
    let skills = Declared::new("skill", config.skills.iter().map(|skill| skill.name.as_str()));
    queues(config, &groups, &skills, problems);
    rules(config, &groups, &skills, problems);
    agents(config, &groups, &skills, problems);
    teams(config, &groups, problems);
    told(config, &groups, &skills, problems);
}

/// A group is wanted, and none is named.
pub(super) fn nobody(config: &Config, problems: &mut Problems) {
    let declared = config.groups.iter().map(|group| group.name.as_str());
    let allowed = match config.groups.is_empty() {
        true => "the name of a group".to_owned(),
        false => listed(declared),
    };
    problems.say_allowed("nobody is named: a group without a name", allowed);
}

/// The names of a list; every name is one of it when it is empty.
struct Declared<'c> {
    what: &'static str,
    names: BTreeSet<&'c str>,
}

impl<'c> Declared<'c> {
    fn new(what: &'static str, names: impl Iterator<Item = &'c str>) -> Self {
        let names = names.collect();
        Self { what, names }
    }

    fn look(&self, name: &str, problems: &mut Problems) {
        // A group without a name is told of as that.
        let nobody = self.what == GROUP && name.trim().is_empty();
        if !self.names.is_empty() && !self.names.contains(name) && !nobody {
            let wrong = format!("{} `{name}` is not declared", self.what);
            problems.say_allowed(wrong, listed(self.names.iter().copied()));
        }
    }

    fn look_in<'n>(&self, list: &str, names: impl IntoIterator<Item = &'n String>, problems: &mut Problems) {
        for (place, name) in names.into_iter().enumerate() {
            problems.at_place(list, place, |problems| self.look(name, problems));
        }
    }
}

fn queues(config: &Config, groups: &Declared<'_>, skills: &Declared<'_>, problems: &mut Problems) {
    let declared = |queue: &QueueConfig| queue.name == config.fallback_queue;
    if !config.queues.iter().any(declared) {
        problems.at("fallback_queue", |problems| {
            groups.look(&config.fallback_queue, problems)
        });
    }
    for (place, queue) in config.queues.iter().enumerate() {
        problems.at_place("queues", place, |problems| {
            // Without groups the one of its own name serves it.
            if queue.groups.is_empty() {
                problems.at("groups", |problems| groups.look(&queue.name, problems));
            }
            groups.look_in("groups", &queue.groups, problems);
            for (place, _) in queue
                .groups
                .iter()
                .enumerate()
                .filter(|(_, group)| group.trim().is_empty())
            {
                problems.at_place("groups", place, |problems| nobody(config, problems));
            }
            steps(&queue.steps, groups, skills, problems);
        });
    }
}

fn steps(steps: &[RouteStep], groups: &Declared<'_>, skills: &Declared<'_>, problems: &mut Problems) {
    for (place, step) in steps.iter().enumerate() {
        problems.at_place("steps", place, |problems| {
            groups.look_in("groups", &step.groups, problems);
            skills.look_in("drop_skills", &step.drop_skills, problems);
            asked(&step.skills, &step.tiers, skills, problems);
        });
    }
}

/// Skills that are asked for, and those in tiers.
fn asked(wanted: &BTreeMap<String, u8>, tiers: &[SkillTier], skills: &Declared<'_>, problems: &mut Problems) {
    for skill in wanted.keys() {
        problems.at(&format!("skills.{skill}"), |problems| skills.look(skill, problems));
    }
    for (place, tier) in tiers.iter().enumerate() {
        for skill in tier.skills.keys() {
            problems.at(&format!("tiers[{place}].skills.{skill}"), |p| skills.look(skill, p));
        }
    }
}

fn rules(config: &Config, groups: &Declared<'_>, skills: &Declared<'_>, problems: &mut Problems) {
    for (place, rule) in config.rules.iter().enumerate() {
        problems.at(&format!("rules[{place}].then"), |problems| {
            asked(&rule.then.skills, &rule.then.tiers, skills, problems);
            groups.look_in("notify", &rule.then.notify, problems);
            steps(&rule.then.steps, groups, skills, problems);
        });
    }
}

fn agents(config: &Config, groups: &Declared<'_>, skills: &Declared<'_>, problems: &mut Problems) {
    for (place, agent) in config.agents.iter().enumerate() {
        problems.at_place("agents", place, |problems| {
            for (place, group) in agent.groups.iter().enumerate() {
                problems.at_place("groups", place, |problems| groups.look(group, problems));
            }
            for skill in agent.skills.keys() {
                problems.at(&format!("skills.{skill}"), |problems| skills.look(skill, problems));
            }
        });
    }
}

fn teams(config: &Config, groups: &Declared<'_>, problems: &mut Problems) {
    let of_shops = config.shops.iter().enumerate();
    let of_shops = of_shops.filter_map(|(place, shop)| Some((format!("shops[{place}].team"), shop.team.as_ref()?)));
    let of_hosts = config.host_teams.iter();
    let of_hosts = of_hosts.map(|(host, team)| (format!("host_teams.{host}"), team));
    for (path, team) in of_shops.chain(of_hosts) {
        problems.at(&path, |problems| match team.trim().is_empty() {
            true => nobody(config, problems),
            false => groups.look(team, problems),
        });
    }
}

/// Groups that a kind of tasks comes to as it waits, runs late or fails.
fn later(of: &TaskConfig, groups: &Declared<'_>, problems: &mut Problems) {
    for (place, step) in of.steps.iter().enumerate() {
        problems.at_place("steps", place, |problems| {
            groups.look_in("groups", &step.groups, problems)
        });
    }
    for (place, rung) in of.ladder.iter().enumerate() {
        for (step_place, step) in rung.what.iter().enumerate() {
            problems.at(&format!("ladder[{place}].do[{step_place}]"), |problems| match step {
                TaskEscalate::Notify(group) | TaskEscalate::Group(group) => groups.look(group, problems),
                _ => (),
            });
        }
    }
    if let Some(group) = of.retry.as_ref().and_then(|retry| retry.escalate_to.as_ref()) {
        problems.at("retry.escalate_to", |problems| groups.look(group, problems));
    }
}

/// Groups that automations and escalations tell of something, or give a task.
fn told(config: &Config, groups: &Declared<'_>, skills: &Declared<'_>, problems: &mut Problems) {
    for (place, of) in config.tasks.iter().enumerate() {
        // What nobody is given may lie in a list that somebody of another group looks at.
        let usual = usual_group(of.kind).filter(|_| of.auto_assign);
        if let Some(group) = of.group.as_deref().or(usual) {
            problems.at(&format!("tasks[{place}].group"), |problems| {
                groups.look(group, problems)
            });
        }
        for skill in of.skills.keys() {
            problems.at(&format!("tasks[{place}].skills.{skill}"), |p| skills.look(skill, p));
        }
        problems.at_place("tasks", place, |problems| later(of, groups, problems));
    }
    for (place, automation) in config.automations.iter().enumerate() {
        for (step_place, step) in automation.then.iter().enumerate() {
            let path = format!("automations[{place}].then[{step_place}].{}", step.name());
            problems.at(&path, |problems| match step {
                AutomationStep::Notify(group) => groups.look(group, problems),
                AutomationStep::Task(task) => problems.at("group", |problems| groups.look(&task.group, problems)),
                _ => (),
            });
        }
    }
    for (place, policy) in config.sla_policies.iter().enumerate() {
        for (rung_place, rung) in policy.ladder.iter().enumerate() {
            for (step_place, step) in rung.what.iter().enumerate() {
                let path = format!("sla_policies[{place}].ladder[{rung_place}].do[{step_place}]");
                problems.at(&path, |problems| match step {
                    Escalate::Notify(group) => groups.look(group, problems),
                    Escalate::Widen(more) => more.iter().for_each(|group| groups.look(group, problems)),
                    _ => (),
                });
            }
        }
    }
}
