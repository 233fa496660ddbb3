//! What nobody can ever take: tickets and tasks that weigh more than anybody can have, or ask for skills that nobody has; and scopes
//! of which no ticket comes. No problem, for agents may be put later by command.
use std::collections::{BTreeMap, BTreeSet};

use super::super::steps::reaching;
use super::super::weight::weight_on;
use super::problem::{Problem, Problems};
use crate::lifecycle::handoff::usual_group;
use crate::model::agent::{Agent, AgentKind};
use crate::model::automation::AutomationStep;
use crate::model::config::{Config, Rule};
use crate::model::selection::{Floor, RouteStep};
use crate::model::task_config::{TaskConfig, TaskEscalate};

/// Weights above all capacities, and skills that nobody has, of those who may take tickets of a rule or tasks of a kind. `staff` are
/// all who are there. Where nobody is, that is told by [`unserved`](super::unserved).
pub fn out_of_reach(config: &Config, staff: &[Agent]) -> Vec<Problem> {
    let mut problems = Problems::default();
    let reaching = reaching(config);
    for (place, rule) in config.rules.iter().enumerate().filter(|(_, rule)| rule.enabled) {
        let wanted = of_rule(config, &reaching, rule);
        problems.at(&format!("rules[{place}].then"), |problems| wanted.look(staff, problems));
    }
    for (place, of) in config.tasks.iter().enumerate().filter(|(_, of)| of.auto_assign) {
        let wanted = of_task(config, of);
        problems.at_place("tasks", place, |problems| wanted.look(staff, problems));
    }
    problems.found
}

/// Platforms in the scopes of agents of which no shop is declared, where any is: no ticket of theirs comes from there.
pub fn scopes_of_no_shop(config: &Config) -> Vec<Problem> {
    let mut problems = Problems::default();
    let known: BTreeSet<&str> = config.shops.iter().map(|shop| shop.platform.as_str()).collect();
    if known.is_empty() {
        return problems.found;
    }
    for (place, agent) in config.agents.iter().enumerate() {
        let platforms = agent.scope.keys().filter(|platform| !known.contains(platform.as_str()));
        for platform in platforms {
            problems.at(&format!("agents[{place}].scope.{platform}"), |problems| {
                let shops: Vec<&str> = known.iter().copied().collect();
                problems.say_allowed(
                    format!("no shop of platform `{platform}` is declared"),
                    shops.join(", "),
                );
            });
        }
    }
    problems.found
}

/// What is asked of those who may take something.
struct Wanted {
    /// Who it is, for people.
    who: String,
    groups: BTreeSet<String>,
    people_only: bool,
    weight: Option<i64>,
    /// The lowest levels that are ever enough.
    skills: BTreeMap<String, u8>,
}

fn of_rule(config: &Config, reaching: &BTreeMap<String, BTreeSet<String>>, rule: &Rule) -> Wanted {
    let then = &rule.then;
    let queue = then.queue.as_ref().unwrap_or(&config.fallback_queue);
    let (who, groups) = match rule.stop {
        true => (
            format!("who may take tickets of queue `{queue}`"),
            along(config, reaching, queue),
        ),
        // What it adds counts wherever another rule puts the ticket.
        false => ("here".to_owned(), reaching.values().flatten().cloned().collect()),
    };
    let steps = steps_after(config, rule, queue);
    // In another queue something else may be asked for.
    let leaves = steps.iter().any(|step| step.exclusive);
    let dropped = steps.iter().flat_map(|step| &step.drop_skills).collect();
    Wanted {
        who,
        groups,
        people_only: then.bot.is_some(),
        weight: then.weight,
        skills: match leaves {
            true => BTreeMap::new(),
            false => lowest(&then.skills, &then.floors, &dropped),
        },
    }
}

/// The steps that tickets of a rule may take.
fn steps_after<'c>(config: &'c Config, rule: &'c Rule, queue: &str) -> Vec<&'c RouteStep> {
    if rule.stop && !rule.then.steps.is_empty() {
        return rule.then.steps.iter().collect();
    }
    let of_queues = config.queues.iter().filter(|known| !rule.stop || known.name == queue);
    let of_rules = config
        .rules
        .iter()
        .filter(|_| !rule.stop)
        .flat_map(|other| &other.then.steps);
    of_queues.flat_map(|queue| &queue.steps).chain(of_rules).collect()
}

/// The groups of a queue, and of those that it overflows to.
fn along(config: &Config, reaching: &BTreeMap<String, BTreeSet<String>>, queue: &str) -> BTreeSet<String> {
    let (mut groups, mut been) = (BTreeSet::new(), BTreeSet::new());
    let mut next = Some(queue);
    while let Some(name) = next.filter(|name| been.insert(*name)) {
        groups.extend(reaching.get(name).into_iter().flatten().cloned());
        let at = config.queues.iter().find(|known| known.name == name);
        next = at.and_then(|queue| queue.overflow.as_deref());
    }
    groups
}

fn of_task(config: &Config, of: &TaskConfig) -> Wanted {
    let usual = of.group.as_deref().or(usual_group(of.kind));
    let by_steps = of.steps.iter().flat_map(|step| &step.groups).map(String::as_str);
    let by_rungs = of
        .ladder
        .iter()
        .flat_map(|rung| &rung.what)
        .filter_map(|step| match step {
            TaskEscalate::Group(group) => Some(group.as_str()),
            _ => None,
        });
    let again = of.retry.as_ref().and_then(|retry| retry.escalate_to.as_deref());
    let opened = config.automations.iter().flat_map(|automation| &automation.then);
    let opened = opened.filter_map(|step| match step {
        AutomationStep::Task(task) if task.kind == of.kind => Some(task.group.as_str()),
        _ => None,
    });
    let groups = usual
        .into_iter()
        .chain(by_steps)
        .chain(by_rungs)
        .chain(again)
        .chain(opened);
    let dropped = of.steps.iter().flat_map(|step| &step.drop_skills).collect();
    Wanted {
        who: "who may be given such a task".to_owned(),
        groups: groups.map(str::to_owned).collect(),
        people_only: true,
        weight: Some(of.weight),
        skills: lowest(&of.skills, &of.floors, &dropped),
    }
}

/// The levels that are enough in the end, of skills that no step drops.
fn lowest(
    skills: &BTreeMap<String, u8>,
    floors: &BTreeMap<String, Vec<Floor>>,
    dropped: &BTreeSet<&String>,
) -> BTreeMap<String, u8> {
    let asked = skills.iter().filter(|(skill, _)| !dropped.contains(skill));
    let at_last = |skill: &String| {
        floors
            .get(skill)
            .and_then(|floors| floors.last())
            .map(|floor| floor.level)
    };
    asked
        .map(|(skill, level)| (skill.clone(), at_last(skill).unwrap_or(*level)))
        .collect()
}

impl Wanted {
    fn look(&self, staff: &[Agent], problems: &mut Problems) {
        let of_people = |agent: &&Agent| !self.people_only || agent.kind == AgentKind::Human;
        let may = staff.iter().filter(|agent| !agent.groups.is_disjoint(&self.groups));
        let may: Vec<&Agent> = may.filter(of_people).collect();
        // Of nobody it is told that nobody is there; who is given nothing at all is meant to take it by hand.
        if may.iter().all(|agent| agent.capacity == 0) {
            return;
        }
        self.weight(&may, problems);
        self.skills(&may, problems);
    }

    fn weight(&self, may: &[&Agent], problems: &mut Problems) {
        let Some(weight) = self.weight else { return };
        if may.iter().any(|agent| weight_on(agent.kind, weight) <= agent.capacity) {
            return;
        }
        let most = may.iter().map(|agent| agent.capacity).max().unwrap_or_default();
        problems.at("weight", |problems| {
            problems.say_allowed(
                format!("nobody {} has room for a weight of {weight}", self.who),
                format!("up to {most}, or somebody with that capacity"),
            );
        });
    }

    fn skills(&self, may: &[&Agent], problems: &mut Problems) {
        let has =
            |agent: &Agent, skill: &String, least: u8| agent.skills.get(skill).is_some_and(|level| *level >= least);
        if may
            .iter()
            .any(|agent| self.skills.iter().all(|(skill, least)| has(agent, skill, *least)))
        {
            return;
        }
        let nobodys = |(skill, least): &(&String, &u8)| !may.iter().any(|agent| has(agent, skill, **least));
        let nobodys: Vec<(&String, &u8)> = self.skills.iter().filter(nobodys).collect();
        for (skill, least) in &nobodys {
            problems.at(&format!("skills.{skill}"), |problems| {
                problems.say_allowed(
                    format!("nobody {} has skill `{skill}` at level {least}", self.who),
                    "a level that somebody has, one that falls or a step that drops it, or somebody who has it",
                );
            });
        }
        if nobodys.is_empty() {
            problems.at("skills", |problems| {
                problems.say_allowed(
                    format!("nobody {} has all of these skills", self.who),
                    "skills that one person has, or a step that drops one",
                );
            });
        }
    }
}
