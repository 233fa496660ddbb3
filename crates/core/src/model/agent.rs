//! People and bots who work on tickets, and the queues they serve.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::conversation::Channel;
use super::ids::{AgentId, Platform, ShopId};
use super::money::Money;

/// Person or program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgentKind {
    /// A person.
    #[default]
    Human,
    /// A program.
    Bot,
}

/// Whether somebody takes work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Takes work.
    Online,
    /// Finishes what is there, takes nothing new.
    Busy,
    /// Finishes what was just done, and takes nothing new until that is over.
    WrappingUp,
    /// Away for a moment.
    Away,
    /// Not there.
    #[default]
    Offline,
}

/// Who works on tickets. The load is not here: it is a bounded quantity beside the row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Agent {
    /// The id.
    pub id: AgentId,
    /// The host's own id for that person or bot.
    pub external_id: String,
    /// The name shown to colleagues.
    pub name: String,
    /// Person or program.
    #[serde(default)]
    pub kind: AgentKind,
    /// Groups; a queue is served by groups.
    #[serde(default)]
    pub groups: BTreeSet<String>,
    /// Skills with level 1 to 5.
    #[serde(default)]
    pub skills: BTreeMap<String, u8>,
    /// Units of work at a time; of a bot, talks at a time.
    #[serde(default = "hundred")]
    pub capacity: i64,
    /// Most tickets at a time of a platform: a telephone or a form of the merchant's own may be one too. A platform that is
    /// not named has no bound of its own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub per_platform: BTreeMap<Platform, u32>,
    /// Most tickets at a time about which the buyer wrote through a channel. A ticket of several channels counts in each of
    /// them, one without any in none. A channel that is not named has no bound of its own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub per_channel: BTreeMap<Channel, u32>,
    /// Whose tickets the desk gives them: of these platforms, and of each of the shops that are named there, of all of them
    /// where none is. Everything when empty. A person may give them others by hand.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scope: BTreeMap<Platform, BTreeSet<ShopId>>,
    /// The most money this agent may approve; `None` means no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Money>,
    /// The commands a bot may give, by their words; any when absent. People are not bound by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<BTreeSet<String>>,
    /// Whether work is taken.
    #[serde(default)]
    pub presence: Presence,
    /// Whether that lasts only as long as heartbeats come; else it was set by hand, and stays until it is set again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leased: bool,
    /// The calendar of their shift: nothing new outside it. They take work at any hour when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift: Option<String>,
}

impl Agent {
    /// A person who serves nothing yet, known to the host by that id, and not there.
    pub fn new(external_id: impl Into<String>) -> Self {
        let external_id = external_id.into();
        Self {
            id: AgentId::of(&external_id),
            name: external_id.clone(),
            external_id,
            kind: AgentKind::default(),
            groups: BTreeSet::new(),
            skills: BTreeMap::new(),
            capacity: hundred(),
            per_platform: BTreeMap::new(),
            per_channel: BTreeMap::new(),
            scope: BTreeMap::new(),
            authority: None,
            actions: None,
            presence: Presence::default(),
            leased: false,
            shift: None,
        }
    }
}

impl Agent {
    /// Whether the desk gives them tickets of this shop.
    pub fn works_for(&self, platform: &Platform, shop: &ShopId) -> bool {
        let shops = self.scope.get(platform);
        self.scope.is_empty() || shops.is_some_and(|shops| shops.is_empty() || shops.contains(shop))
    }
}

fn hundred() -> i64 {
    100
}

/// More than an agent can take came to them: a person gave it, it woke, or their capacity was lowered. They keep it, and get
/// nothing new until there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OverCapacity {
    /// Who.
    pub agent: AgentId,
    /// What they have, in units of work.
    pub load: i64,
    /// What they can take.
    pub capacity: i64,
}

/// The agents that serve a queue: a row the rules keep themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Roster {
    /// The agents, sorted.
    pub agents: BTreeSet<AgentId>,
}
