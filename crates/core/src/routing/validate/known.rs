//! Agents that are named by their ids: of one that is not there, nothing is given and nothing told, and no person begins as a bot
//! does. Of those whom a configuration does not keep it is no problem, for they may be put later by command.
use std::collections::{BTreeMap, BTreeSet};

use super::problem::{Problem, Problems};
use crate::model::agent::AgentKind;
use crate::model::automation::AutomationStep;
use crate::model::bot::BotPolicy;
use crate::model::config::Config;
use crate::model::ids::AgentId;
use crate::model::sla::Escalate;
use crate::model::task_config::TaskEscalate;

/// A bot that is kept has to be one.
pub(super) fn person(config: &Config, bot: AgentId, problems: &mut Problems) {
    let kept = config.agents.iter().find(|agent| agent.agent_id() == bot);
    if kept.is_some_and(|agent| agent.kind != AgentKind::Bot) {
        problems.say_allowed(format!("agent {bot} is a person"), "the id of a bot");
    }
}

/// The places that name somebody who is none of these agents, nor one that the configuration keeps; and those that name a person
/// among these agents where only a bot is of use.
pub fn strangers(config: &Config, known: &BTreeMap<AgentId, AgentKind>) -> Vec<Problem> {
    let kept: BTreeSet<AgentId> = config.agents.iter().map(|agent| agent.agent_id()).collect();
    let mut problems = Problems::default();
    for (path, id, of) in places(config) {
        // What is wrong with those whom it keeps is a problem.
        if kept.contains(&id) {
            continue;
        }
        problems.at(&path, |problems| match (known.get(&id), of) {
            (None, _) => problems.say_allowed("nobody here has this id", "the id of an agent"),
            (Some(AgentKind::Human), Wanted::Bot) => {
                problems.say_allowed("who has this id is a person", "the id of a bot");
            }
            _ => (),
        });
    }
    problems.found
}

/// Everybody whom a configuration names by an id.
pub fn named_agents(config: &Config) -> BTreeSet<AgentId> {
    places(config).into_iter().map(|(_, id, _)| id).collect()
}

/// Who is of use at a place.
#[derive(Clone, Copy)]
enum Wanted {
    Anybody,
    Bot,
}

fn places(config: &Config) -> Vec<(String, AgentId, Wanted)> {
    let bots = bots(config).into_iter().map(|(path, id)| (path, id, Wanted::Bot));
    let others = others(config).into_iter();
    bots.chain(others.map(|(path, id)| (path, id, Wanted::Anybody)))
        .collect()
}

fn bots(config: &Config) -> Vec<(String, AgentId)> {
    let mut found = Vec::new();
    for (place, queue) in config.queues.iter().enumerate() {
        found.extend(
            queue
                .overflow_bot
                .map(|bot| (format!("queues[{place}].overflow_bot"), bot)),
        );
    }
    for (place, rule) in config.rules.iter().enumerate() {
        let bot = rule.then.bot.as_ref().and_then(|policy: &BotPolicy| policy.id);
        found.extend(bot.map(|bot| (format!("rules[{place}].then.bot.id"), bot)));
    }
    found
}

fn others(config: &Config) -> Vec<(String, AgentId)> {
    let mut found = Vec::new();
    for (place, policy) in config.sla_policies.iter().enumerate() {
        for (rung_place, rung) in policy.ladder.iter().enumerate() {
            for (at, step) in rung.what.iter().enumerate() {
                if let Escalate::Watch(agent) = step {
                    let path = format!("sla_policies[{place}].ladder[{rung_place}].do[{at}].watch");
                    found.push((path, *agent));
                }
            }
        }
    }
    for (place, automation) in config.automations.iter().enumerate() {
        for (at, step) in automation.then.iter().enumerate() {
            if let AutomationStep::Assign(agent) | AutomationStep::Watch(agent) = step {
                found.push((format!("automations[{place}].then[{at}].{}", step.name()), *agent));
            }
        }
    }
    for (place, of) in config.tasks.iter().enumerate() {
        for (rung_place, rung) in of.ladder.iter().enumerate() {
            for (at, step) in rung.what.iter().enumerate() {
                if let TaskEscalate::Watch(agent) = step {
                    found.push((format!("tasks[{place}].ladder[{rung_place}].do[{at}].watch"), *agent));
                }
            }
        }
    }
    found
}
