//! Agents that are named by their ids: of one that is not there, nothing is given and nothing told. No problem, for they may be
//! put later by command.
use std::collections::BTreeSet;

use super::problem::{Problem, Problems};
use crate::model::automation::AutomationStep;
use crate::model::bot::BotPolicy;
use crate::model::config::Config;
use crate::model::ids::AgentId;
use crate::model::sla::Escalate;
use crate::model::task_config::TaskEscalate;

/// The places that name somebody who is none of these agents, nor one that the configuration keeps.
pub fn strangers(config: &Config, known: &BTreeSet<AgentId>) -> Vec<Problem> {
    let kept: BTreeSet<AgentId> = config.agents.iter().map(|agent| agent.agent_id()).collect();
    let mut problems = Problems::default();
    for (path, id) in places(config) {
        if !kept.contains(&id) && !known.contains(&id) {
            problems.at(&path, |problems| {
                problems.say_allowed("nobody here has this id", "the id of an agent");
            });
        }
    }
    problems.found
}

/// Everybody whom a configuration names by an id.
pub fn named_agents(config: &Config) -> BTreeSet<AgentId> {
    places(config).into_iter().map(|(_, id)| id).collect()
}

fn places(config: &Config) -> Vec<(String, AgentId)> {
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
