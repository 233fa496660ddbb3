//! Agents whom a configuration keeps: what is wrong with them, and what becomes of them.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::limits::{MAX_CHANNELS, MAX_EXTERNAL_ID, MAX_KEPT_AGENTS};
use aftersync_core::model::agent::{Agent, AgentKind, Presence};
use aftersync_core::model::calendar::{Calendar, Hours, Weekday};
use aftersync_core::model::config::Config;
use aftersync_core::model::conversation::Channel;
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::money::Money;
use aftersync_core::model::staff::AgentConfig;
use aftersync_core::routing::{Problem, validate};

fn keeping(agents: Vec<AgentConfig>) -> Config {
    Config {
        agents,
        ..Config::default()
    }
}

fn problems(change: impl FnOnce(&mut AgentConfig)) -> Vec<Problem> {
    let mut agent = AgentConfig::new("emp-1");
    change(&mut agent);
    validate(&keeping(vec![AgentConfig::new("emp-0"), agent]))
}

fn only(path: &str, change: impl FnOnce(&mut AgentConfig)) {
    let found = problems(change);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].path, path);
    assert!(!found[0].to_string().contains("emp-"), "an id of a person: {found:?}");
}

#[test]
fn each_problem_has_its_place() {
    assert_eq!(problems(|_| ()), []);
    only("agents[1].external_id", |a| a.external_id = " ".into());
    only("agents[1].external_id", |a| a.external_id = "é".repeat(MAX_EXTERNAL_ID));
    only("agents[1].external_id", |a| a.external_id = "emp-0".into());
    only("agents[1].id", |a| a.id = Some(AgentId::of("emp-0")));
    only("agents[1].capacity", |a| a.capacity = -1);
    only("agents[1].skills.gems", |a| {
        a.skills = BTreeMap::from([("gems".into(), 6)])
    });
    only("agents[1].skills.gems", |a| {
        a.skills = BTreeMap::from([("gems".into(), 0)])
    });
    only("agents[1].groups[0]", |a| a.groups = BTreeSet::from([" ".into()]));
    only("agents[1].per_platform", |a| {
        a.per_platform = BTreeMap::from([("".into(), 1)])
    });
    only("agents[1].per_platform", |a| {
        a.per_platform = (0..=MAX_CHANNELS)
            .map(|n| (format!("p{n}").as_str().into(), 1))
            .collect()
    });
    assert_eq!(
        problems(|a| a.per_channel = Channel::ALL.iter().map(|channel| (*channel, 0)).collect()),
        []
    );
    only("agents[1].authority.minor", |a| a.authority = Some(Money::cny(-1)));
    only("agents[1].actions[0]", |a| {
        a.actions = Some(BTreeSet::from(["fly".into()]))
    });
    only("agents[1].shift", |a| a.shift = Some("night".into()));
}

#[test]
fn what_is_said_tells_what_is_allowed() {
    let level = problems(|a| a.skills = BTreeMap::from([("gems".into(), 6)]));
    assert_eq!(level[0].to_string(), "agents[1].skills.gems: level 6 (allowed: 1 to 5)");
    let shift = problems(|a| a.shift = Some("night".into()));
    assert_eq!(shift[0].wrong, "calendar `night` is not declared");
}

#[test]
fn a_shift_is_a_calendar_of_the_same_document() {
    let day = Calendar {
        name: "day".into(),
        week: BTreeMap::from([(Weekday::Monday, vec![Hours { from: 540, to: 1_080 }])]),
        ..Calendar::default()
    };
    let agent = AgentConfig {
        shift: Some("day".into()),
        ..AgentConfig::new("emp-1")
    };
    let config = Config {
        calendars: vec![day],
        ..keeping(vec![agent])
    };
    assert_eq!(validate(&config), []);
}

#[test]
fn so_many_and_no_more() {
    let many = |n: usize| keeping((0..n).map(|n| AgentConfig::new(format!("emp-{n}"))).collect());
    assert_eq!(validate(&many(MAX_KEPT_AGENTS)), []);
    let found = validate(&many(MAX_KEPT_AGENTS + 1));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].path, "agents");
}

#[test]
fn all_of_an_agent_is_kept_but_whether_they_are_there() {
    let before = Agent {
        kind: AgentKind::Bot,
        groups: BTreeSet::from(["front".into()]),
        skills: BTreeMap::from([("gems".into(), 2)]),
        capacity: 7,
        per_platform: BTreeMap::from([("phone".into(), 1)]),
        per_channel: BTreeMap::from([(Channel::Call, 2)]),
        authority: Some(Money::cny(5)),
        actions: Some(BTreeSet::from(["reply".into()])),
        presence: Presence::Busy,
        leased: true,
        shift: Some("day".into()),
        ..Agent::new("emp-1")
    };
    let kept = AgentConfig::of(&before);
    assert_eq!(kept.id, None, "it follows from the external one");
    assert_eq!(kept.agent(Some(&before)), before);
    let new = kept.agent(None);
    assert_eq!((new.presence, new.leased), (Presence::Offline, false));
    let named = Agent {
        id: AgentId::of("another"),
        ..before
    };
    assert_eq!(AgentConfig::of(&named).agent_id(), named.id);
}
