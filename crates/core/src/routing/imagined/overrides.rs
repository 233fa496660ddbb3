//! What is taken to be otherwise than it is, where it is asked what would be then.
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::validate::Problem;
use crate::model::agent::Presence;
use crate::model::config::Config;
use crate::model::ids::AgentId;
use crate::model::time::Timestamp;

/// What is taken to be otherwise than it is. What is left out is as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RouteOverrides {
    /// It is asked at that moment: seasons, calendars, shifts and ages are as of then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Agents who are otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agents: Vec<AgentOverride>,
    /// Queues that are otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub queues: Vec<QueueOverride>,
}

/// An agent who is taken to be otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgentOverride {
    /// Who.
    pub agent: AgentId,
    /// Whether they take work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
    /// Units of work they have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load: Option<i64>,
}

/// A queue that is taken to be otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QueueOverride {
    /// Its name.
    pub queue: String,
    /// Tickets that wait in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<i64>,
}

impl RouteOverrides {
    /// What is wrong with them under a configuration: where, what, and what is allowed instead.
    pub fn problems(&self, config: &Config) -> Vec<Problem> {
        let (mut agents, mut queues) = (BTreeSet::new(), BTreeSet::new());
        let mut found = Vec::new();
        let mut check = |holds: bool, path: String, wrong: &str, allowed: Option<String>| {
            let wrong = wrong.to_owned();
            found.extend(holds.then_some(Problem { path, wrong, allowed }));
        };
        for (place, one) in self.agents.iter().enumerate() {
            let twice = !agents.insert(one.agent);
            check(twice, format!("agents[{place}].agent"), "named twice", None);
            let below = one.load.is_some_and(|load| load < 0);
            check(
                below,
                format!("agents[{place}].load"),
                "less than nothing",
                Some("0 and above".to_owned()),
            );
        }
        for (place, one) in self.queues.iter().enumerate() {
            let path = format!("queues[{place}].queue");
            check(!queues.insert(&one.queue), path.clone(), "named twice", None);
            let names = || {
                config
                    .queues
                    .iter()
                    .map(|queue| queue.name.as_str())
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let unknown = !config.has_queue(&one.queue);
            check(unknown, path, "there is no such queue", unknown.then(names));
            let below = one.waiting.is_some_and(|waiting| waiting < 0);
            check(
                below,
                format!("queues[{place}].waiting"),
                "less than nothing",
                Some("0 and above".to_owned()),
            );
        }
        found
    }
}
