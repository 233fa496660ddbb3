//! Who gets a ticket: the order of the agents of a queue, and how much is asked of them as a ticket waits.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words::words;

words! {
    /// In which order the agents of a queue are asked; the first who may take the ticket gets it. Each order is total: its
    /// last word is the agent's id.
    #[derive(Default)]
    pub enum Strategy {
        /// Who has least to do, in thousandths of the capacity; then whose turn is longest ago.
        #[default]
        LeastLoad = "least_load",
        /// Who has fewest tickets that wait for us, whatever they weigh; then whose turn is longest ago.
        FewestOpen = "fewest_open",
        /// Who has been without a new ticket, and with an unchanged desk, for longest.
        LongestIdle = "longest_idle",
        /// Whose turn in this queue is longest ago: equal counts, whatever the load.
        RoundRobin = "round_robin",
        /// Who is farthest above the levels asked for, all skills together; then as `least_load`.
        BestSkill = "best_skill",
    }
}

/// Skills that are wanted for a while: a ticket waits for somebody who has them, but not for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SkillTier {
    /// 1 to 3; 3 is dropped first.
    pub tier: u8,
    /// The skills, with the lowest level.
    pub skills: BTreeMap<String, u8>,
    /// Wanted until the ticket has waited so long, in milliseconds.
    pub drop_after_ms: i64,
}

/// A lower level is enough once the ticket has waited so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// Milliseconds it has waited.
    pub after_ms: i64,
    /// The level from then on.
    pub level: u8,
}
