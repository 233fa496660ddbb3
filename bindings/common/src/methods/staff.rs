//! Who does what: internal tasks, and the agents with what they have in hand.
use aftersync::{AgentId, AgentQuery, TaskId, TaskQuery};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::method::{Method, Way, later};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfTask {
    /// The task.
    id: TaskId,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Tasks {
    /// Which.
    query: TaskQuery,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfAgent {
    /// The agent.
    id: AgentId,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Agents {
    /// Which.
    #[serde(default)]
    query: AgentQuery,
}

pub(super) fn methods() -> Vec<Method> {
    vec![
        later(
            "task",
            Way::Read,
            "An internal task, whether it has ended or not: its state, group, agent, due time, form and result.",
            |desk, p: OfTask| desk.task(p.id),
            |task| task,
        ),
        later(
            "explain_task",
            Way::Read,
            "Who would be given an internal task if nobody had it, and why the others would not, agent by agent; what it waits for.",
            |desk, p: OfTask| desk.explain_task(p.id),
            |explained| explained,
        ),
        later(
            "tasks",
            Way::Read,
            "A page of internal tasks, what is due first first: all of one `ticket`, or those that have not ended of one \
             `group` or one `agent`. Exactly one of the three says which.",
            |desk, p: Tasks| desk.tasks(p.query),
            |page| page,
        ),
        later(
            "agent",
            Way::Read,
            "An agent, with what they have in hand now: load, tickets, and whether they are off shift.",
            |desk, p: OfAgent| desk.agent(p.id),
            |view| view,
        ),
        later(
            "agents",
            Way::Read,
            "A page of the agents that fit a query, in the order of their ids, with what each has in hand now.",
            |desk, p: Agents| desk.agents(p.query),
            |page| page,
        ),
    ]
}
