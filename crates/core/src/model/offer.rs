//! Offers: a ticket that is held for an agent until they take it.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::AgentId;
use super::time::{SECOND, Timestamp};

/// How an agent comes to have a ticket that is chosen for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reservation {
    /// They have it at once.
    #[default]
    AutoAccept,
    /// They are asked first, and it waits for their answer.
    Offer(OfferTerms),
}

/// How long an offer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OfferTerms {
    /// Milliseconds until it has run out.
    pub for_ms: i64,
    /// Agents who are asked at the same time, 1 to 16: the first who takes it has it.
    pub max_offers: u32,
}

impl Default for OfferTerms {
    fn default() -> Self {
        Self {
            for_ms: 30 * SECOND,
            max_offers: 1,
        }
    }
}

/// An offer that stands: room for the ticket is held with that agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Offered {
    /// To whom.
    pub agent: AgentId,
    /// The load it puts on them, in units.
    pub weight: i64,
    /// Since when.
    pub at: Timestamp,
    /// From then on it has run out.
    pub until: Timestamp,
    /// The agent is getting ready to take it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
}
