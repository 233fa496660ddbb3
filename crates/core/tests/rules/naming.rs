//! Groups and skills by name: with a list, a name that is not of it is a problem at its place.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::model::automation::{Automation, AutomationOn, AutomationStep, AutomationTask, Occasion};
use aftersync_core::model::config::{Config, QueueConfig, ShopConfig, Then, When};
use aftersync_core::model::handoff::TaskKind;
use aftersync_core::model::selection::{RouteStep, SkillTier};
use aftersync_core::model::sla::{Escalate, Rung, RungAt, SlaPolicy, SlaTarget};
use aftersync_core::model::staff::{AgentConfig, GroupConfig, SkillConfig};
use aftersync_core::model::ticket::ClockKind;
use aftersync_core::routing::validate;

use crate::fixture::rule;

/// Names a group or a skill in every place that may name one.
fn everywhere(group: &str, skill: &str) -> Config {
    let (group, skill) = (group.to_owned(), skill.to_owned());
    let step = |queue: Option<&str>| RouteStep {
        after_ms: 1_000,
        queue: queue.map(str::to_owned),
        groups: vec![group.clone()],
        drop_skills: BTreeSet::from([skill.clone()]),
        ..RouteStep::default()
    };
    let levels = BTreeMap::from([(skill.clone(), 3)]);
    let then = Then {
        skills: levels.clone(),
        tiers: vec![SkillTier {
            tier: 1,
            skills: levels.clone(),
            drop_after_ms: 1_000,
        }],
        steps: vec![step(None)],
        ..Then::default()
    };
    let queue = QueueConfig {
        groups: vec![group.clone()],
        steps: vec![step(None)],
        ..QueueConfig::new("aftersales")
    };
    let agent = AgentConfig {
        groups: BTreeSet::from([group.clone()]),
        skills: levels,
        ..AgentConfig::new("emp-1")
    };
    let task = AutomationTask {
        kind: TaskKind::Callback,
        group: group.clone(),
    };
    let automation = Automation {
        name: "a".into(),
        on: AutomationOn::Events(vec![Occasion::TicketOpened]),
        event: Default::default(),
        when: When::Always,
        then: vec![AutomationStep::Notify(group.clone()), AutomationStep::Task(task)],
        enabled: true,
    };
    let target = SlaTarget {
        target_ms: 1_000,
        bands: Vec::new(),
        calendar: None,
        pauses: None,
    };
    let rung = Rung {
        name: "late".into(),
        clock: ClockKind::Decision,
        at: RungAt::Breach,
        what: vec![Escalate::Notify(group.clone())],
    };
    let policy = SlaPolicy {
        name: "all".into(),
        when: When::Always,
        clocks: BTreeMap::from([(ClockKind::Decision, target)]),
        calendar: None,
        ladder: vec![rung],
    };
    Config {
        shops: vec![ShopConfig {
            team: Some(group.clone()),
            ..ShopConfig::new("douyin", "1")
        }],
        agents: vec![agent],
        queues: vec![queue, QueueConfig::new(&group)],
        rules: vec![rule("r", When::Always, then, true)],
        host_teams: BTreeMap::from([("anchor".to_owned(), group.clone())]),
        automations: vec![automation],
        sla_policies: vec![policy],
        ..Config::default()
    }
}

const GROUPS: [&str; 10] = [
    "agents[0].groups[0]",
    "automations[0].then[0].notify",
    "automations[0].then[1].task.group",
    "host_teams.anchor",
    "queues[0].groups[0]",
    "queues[0].steps[0].groups[0]",
    "queues[1].groups",
    "rules[0].then.steps[0].groups[0]",
    "shops[0].team",
    "sla_policies[0].ladder[0].do[0]",
];
const SKILLS: [&str; 5] = [
    "agents[0].skills.gems",
    "queues[0].steps[0].drop_skills[0]",
    "rules[0].then.skills.gems",
    "rules[0].then.steps[0].drop_skills[0]",
    "rules[0].then.tiers[0].skills.gems",
];

fn paths(config: &Config) -> Vec<String> {
    let mut found: Vec<String> = validate(config).into_iter().map(|problem| problem.path).collect();
    found.sort();
    found
}

#[test]
fn without_lists_any_name_goes() {
    assert_eq!(paths(&everywhere("front", "gems")), [""; 0]);
}

#[test]
fn a_declared_name_goes_everywhere() {
    let mut config = everywhere("front", "gems");
    config.groups = vec![GroupConfig::new("front")];
    config.skills = vec![SkillConfig::new("gems")];
    assert_eq!(validate(&config), []);
}

#[test]
fn an_undeclared_name_is_a_problem_at_each_place() {
    let mut config = everywhere("front", "gems");
    config.groups = vec![GroupConfig::new("back"), GroupConfig::new("night")];
    assert_eq!(paths(&config), GROUPS);
    let problems = validate(&config);
    assert_eq!(problems[0].wrong, "group `front` is not declared");
    assert_eq!(problems[0].allowed.as_deref(), Some("back, night"));
    config.groups.clear();
    config.skills = vec![SkillConfig::new("english")];
    assert_eq!(paths(&config), SKILLS);
}

/// A queue that is not declared has the group of its own name, and tickets that no rule matches would lie there for ever.
#[test]
fn the_fallback_queue_is_served_by_a_declared_group() {
    let mut config = Config {
        groups: vec![GroupConfig::new("front")],
        ..Config::default()
    };
    assert_eq!(paths(&config), ["fallback_queue"]);
    config.fallback_queue = "front".into();
    assert_eq!(paths(&config), [""; 0]);
}

#[test]
fn names_of_lists_are_there_and_once() {
    let config = Config {
        groups: vec![
            GroupConfig::new("aftersales"),
            GroupConfig::new("aftersales"),
            GroupConfig::new(" "),
        ],
        skills: vec![SkillConfig::new("gems"), SkillConfig::new("gems")],
        ..Config::default()
    };
    assert_eq!(paths(&config), ["groups[1]", "groups[2]", "skills[1]"]);
}
