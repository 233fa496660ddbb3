//! Who works for a merchant, as the configuration keeps it: groups, skills and agents by name.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::agent::{Agent, AgentKind, Presence};
use super::conversation::Channel;
use super::ids::{AgentId, Platform, ShopId};
use super::money::Money;

/// A group of agents. Where any is declared, every group that is named anywhere must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupConfig {
    /// Its name, as queues, tasks and agents name it.
    pub name: String,
    /// What people call it; its name when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl GroupConfig {
    /// A group of that name.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: String::new(),
            description: None,
        }
    }
}

/// A skill. Where any is declared, every skill that is named anywhere must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SkillConfig {
    /// Its name, as rules and agents name it.
    pub name: String,
    /// What people call it; its name when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
}

impl SkillConfig {
    /// A skill of that name.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: String::new(),
        }
    }
}

/// An agent whom the configuration keeps: all that is known of them but whether they are there, which people say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgentConfig {
    /// Your own id of that person or bot.
    pub external_id: String,
    /// The id here; it follows from `external_id` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<AgentId>,
    /// The name shown to colleagues; `external_id` when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Person or program.
    #[serde(default, skip_serializing_if = "is_human")]
    pub kind: AgentKind,
    /// Groups; a queue is served by groups.
    #[serde(default)]
    pub groups: BTreeSet<String>,
    /// Skills with level 1 to 5.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub skills: BTreeMap<String, u8>,
    /// Units of work at a time; of a bot, talks at a time.
    #[serde(default = "hundred")]
    pub capacity: i64,
    /// Most tickets at a time of a platform: a telephone or a form of the merchant's own may be one too.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub per_platform: BTreeMap<Platform, u32>,
    /// Most tickets at a time about which the buyer wrote through a channel.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub per_channel: BTreeMap<Channel, u32>,
    /// Whose tickets the desk gives them: of these platforms, and of each of the shops that are named there, of all of them
    /// where none is. Everything when empty.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scope: BTreeMap<Platform, BTreeSet<ShopId>>,
    /// The most money this agent may approve; no limit when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Money>,
    /// The commands a bot may give, by their words; any when absent. People are not bound by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<BTreeSet<String>>,
    /// The calendar of their shift; they take work at any hour when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift: Option<String>,
}

impl AgentConfig {
    /// A person who serves nothing yet.
    pub fn new(external_id: impl Into<String>) -> Self {
        Self::of(&Agent::new(external_id))
    }

    /// What is to be kept of an agent.
    pub fn of(agent: &Agent) -> Self {
        let own = AgentId::of(&agent.external_id) == agent.id;
        Self {
            external_id: agent.external_id.clone(),
            id: (!own).then_some(agent.id),
            name: agent.name.clone(),
            kind: agent.kind,
            groups: agent.groups.clone(),
            skills: agent.skills.clone(),
            capacity: agent.capacity,
            per_platform: agent.per_platform.clone(),
            per_channel: agent.per_channel.clone(),
            scope: agent.scope.clone(),
            authority: agent.authority,
            actions: agent.actions.clone(),
            shift: agent.shift.clone(),
        }
    }

    /// The id of the agent.
    pub fn agent_id(&self) -> AgentId {
        self.id.unwrap_or_else(|| AgentId::of(&self.external_id))
    }

    /// The agent, with the status that the one before had; not there when there was none.
    pub fn agent(&self, before: Option<&Agent>) -> Agent {
        let name = if self.name.is_empty() {
            &self.external_id
        } else {
            &self.name
        };
        Agent {
            id: self.agent_id(),
            external_id: self.external_id.clone(),
            name: name.clone(),
            kind: self.kind,
            groups: self.groups.clone(),
            skills: self.skills.clone(),
            capacity: self.capacity,
            per_platform: self.per_platform.clone(),
            per_channel: self.per_channel.clone(),
            scope: self.scope.clone(),
            authority: self.authority,
            actions: self.actions.clone(),
            presence: before.map_or(Presence::default(), |agent| agent.presence),
            leased: before.is_some_and(|agent| agent.leased),
            shift: self.shift.clone(),
        }
    }
}

fn hundred() -> i64 {
    100
}
// Serde hands over a reference.
fn is_human(kind: &AgentKind) -> bool {
    *kind == AgentKind::Human
}
