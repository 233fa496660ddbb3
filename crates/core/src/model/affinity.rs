//! Who is asked before others, since they know the ticket, the buyer or the order.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::AgentId;
use super::time::Timestamp;
use super::words::words;

words! {
    /// How much it matters that somebody knows a ticket already.
    #[derive(Default)]
    pub enum AffinityMode {
        /// They have it if they may take it now.
        #[default]
        Prefer = "prefer",
        /// It waits for them for some time, if they are merely busy.
        Wait = "wait",
        /// It waits for them until they have room, are back, begin their shift or are removed.
        Strict = "strict",
    }
}

/// Who is asked before others, and how long a ticket waits for them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Affinity {
    /// How much it matters.
    pub mode: AffinityMode,
    /// So long it waits in mode `wait`, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_ms: Option<i64>,
    /// Who served a customer is asked again within so many days: 14 when absent, and 0 for never.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_days: Option<u32>,
}

/// Who last served a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Served {
    /// The person.
    pub by: AgentId,
    /// When; kept to the hour.
    pub at: Timestamp,
}
