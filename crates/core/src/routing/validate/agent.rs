//! What is wrong with the agents whom a configuration keeps. Their names and ids stay out of what is said.
use std::collections::BTreeSet;

use super::super::bot::is_action;
use super::condition::{calendar, listed};
use super::named::nobody;
use super::problem::{Problem, Problems};
use super::returns::amount;
use crate::limits::{MAX_CHANNELS, MAX_CUSTOM_BYTES, MAX_EXTERNAL_ID, MAX_KEPT_AGENTS, MAX_TAGS};
use crate::model::config::Config;
use crate::model::staff::AgentConfig;

const TWICE: &str = "an agent with this id is kept already";
/// The highest level of a skill.
const TOP_LEVEL: u8 = 5;

pub(super) fn agents(config: &Config, problems: &mut Problems) {
    if config.agents.len() > MAX_KEPT_AGENTS {
        let agents = config.agents.len();
        problems.at("agents", |problems| {
            problems.say_allowed(format!("{agents} agents"), format!("at most {MAX_KEPT_AGENTS}"));
        });
        return;
    }
    let (mut names, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for (place, agent) in config.agents.iter().enumerate() {
        problems.at_place("agents", place, |problems| {
            own(config, agent, problems);
            if !names.insert(&agent.external_id) {
                problems.at("external_id", |p| p.say_allowed(TWICE, "each agent once"));
            } else if !ids.insert(agent.agent_id()) {
                problems.at("id", |p| p.say_allowed(TWICE, "each agent once"));
            }
            declared(config, agent, problems);
        });
    }
}

/// What is wrong with an agent by themselves, whoever puts them; with the places where it stands.
pub fn agent(config: &Config, agent: &AgentConfig) -> Vec<Problem> {
    let mut problems = Problems::default();
    problems.at("agent", |problems| own(config, agent, problems));
    problems.found
}

fn own(config: &Config, agent: &AgentConfig, problems: &mut Problems) {
    external_id(agent, problems);
    bounds(agent, problems);
    words(config, agent, problems);
}

fn external_id(agent: &AgentConfig, problems: &mut Problems) {
    let id = &agent.external_id;
    if id.trim().is_empty() || id.len() > MAX_EXTERNAL_ID {
        problems.at("external_id", |problems| {
            problems.say_allowed("it is no usable id", format!("1 to {MAX_EXTERNAL_ID} bytes"));
        });
    }
    if agent.name.len() > MAX_CUSTOM_BYTES {
        problems.at("name", |problems| {
            problems.say_allowed("it is too long", format!("at most {MAX_CUSTOM_BYTES} bytes"));
        });
    }
}

fn bounds(agent: &AgentConfig, problems: &mut Problems) {
    if agent.capacity < 0 {
        let capacity = agent.capacity;
        problems.at("capacity", |problems| {
            problems.say_allowed(format!("a capacity of {capacity}"), "0 or more units of work");
        });
    }
    for (skill, level) in agent
        .skills
        .iter()
        .filter(|(_, level)| !(1..=TOP_LEVEL).contains(*level))
    {
        problems.at(&format!("skills.{skill}"), |problems| {
            problems.say_allowed(format!("level {level}"), format!("1 to {TOP_LEVEL}"));
        });
    }
    for (list, length, most) in [
        ("groups", agent.groups.len(), MAX_TAGS),
        ("skills", agent.skills.len(), MAX_TAGS),
        ("per_platform", agent.per_platform.len(), MAX_CHANNELS),
        ("scope", shops_of(agent), MAX_CHANNELS),
    ] {
        if length > most {
            problems.at(list, |p| {
                p.say_allowed(format!("{length} entries"), format!("at most {most}"))
            });
        }
    }
    if let Some(authority) = agent.authority {
        problems.at("authority", |problems| amount(authority, problems));
    }
}

/// Platforms and shops that are named in an agent's scope.
fn shops_of(agent: &AgentConfig) -> usize {
    agent.scope.values().map(|shops| shops.len().max(1)).sum()
}

fn words(config: &Config, agent: &AgentConfig, problems: &mut Problems) {
    let empty = |word: &str| word.trim().is_empty();
    for (place, _) in agent.groups.iter().enumerate().filter(|(_, group)| empty(group)) {
        problems.at_place("groups", place, |problems| nobody(config, problems));
    }
    if agent.per_platform.keys().any(|platform| empty(platform.as_str())) {
        problems.at("per_platform", |problems| {
            problems.say_allowed("a platform has no name", "platforms by name")
        });
    }
    if agent.scope.keys().any(|platform| empty(platform.as_str())) {
        problems.at("scope", |problems| {
            problems.say_allowed("a platform has no name", "platforms by name")
        });
    }
}

/// Words that stand elsewhere: shops, commands and calendars.
fn declared(config: &Config, agent: &AgentConfig, problems: &mut Problems) {
    scope(config, agent, problems);
    for (place, word) in agent.actions.iter().flatten().enumerate() {
        if !is_action(word) {
            problems.at_place("actions", place, |problems| {
                problems.say_allowed(
                    format!("`{word}` is no command on tickets"),
                    "triggers of the lifecycle, or reply, note, edit and the like",
                );
            });
        }
    }
    if let Some(shift) = &agent.shift {
        problems.at("shift", |problems| calendar(config, shift, problems));
    }
}

/// A shop that is not declared is a slip of the pen; a platform is where any shop of it is, or where no shop is named.
fn scope(config: &Config, agent: &AgentConfig, problems: &mut Problems) {
    for (platform, shops) in &agent.scope {
        problems.at(&format!("scope.{platform}"), |problems| {
            for (place, shop) in shops.iter().enumerate() {
                if config.shop(platform, shop).is_none() {
                    let known = config.shops.iter().filter(|known| known.platform == *platform);
                    let wrong = format!("shop `{shop}` of {platform} is not declared");
                    let allowed = listed(known.map(|known| known.shop.as_str()));
                    problems.at(&format!("[{place}]"), |problems| problems.say_allowed(wrong, allowed));
                }
            }
        });
    }
}
