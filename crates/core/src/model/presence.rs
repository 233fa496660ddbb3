//! Whether agents are there: how long a heartbeat counts, and what becomes of the work of those who went.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::time::{MINUTE, SECOND};
use super::words::words;

words! {
    /// What becomes of the tickets of somebody who is no longer there.
    #[derive(Default)]
    pub enum Absence {
        /// They stay with them.
        Keep = "keep",
        /// Those on which their agent did nothing yet go back to the queues.
        #[default]
        RequeueUntouched = "requeue_untouched",
        /// All open ones go back to the queues.
        RequeueAll = "requeue_all",
    }
}

words! {
    /// Why the status of an agent changed without anybody setting it.
    pub enum PresenceCause {
        /// No heartbeat came for the length of a lease.
        LeaseOver = "lease_over",
        /// A heartbeat came from somebody whose lease had run out.
        Heartbeat = "heartbeat",
        /// Offers ran out unanswered, one after the other.
        OffersMissed = "offers_missed",
    }
}

/// How presence is kept, and shifts with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PresenceConfig {
    /// So long after a heartbeat an agent on lease is still taken to be there, in milliseconds.
    pub lease_ms: i64,
    /// What becomes of the tickets of somebody who went offline, or whose shift is over.
    pub on_leave: Absence,
    /// They stay so long first, in milliseconds: who is back by then keeps them.
    pub grace_ms: i64,
    /// So long before a stretch of their shift ends agents get nothing new, in milliseconds.
    pub lead_out_ms: i64,
}

impl Default for PresenceConfig {
    fn default() -> Self {
        Self {
            lease_ms: 60 * SECOND,
            on_leave: Absence::default(),
            grace_ms: 30 * MINUTE,
            lead_out_ms: 0,
        }
    }
}

impl PresenceConfig {
    /// Whether nothing of it was configured.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
