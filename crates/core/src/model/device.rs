//! Phones that keep a copy of somebody's work.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{AgentId, DeviceId};
use super::time::Timestamp;

/// A phone that keeps a copy of somebody's work. Its key is not here: it follows from the engine's key and the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Whose it is.
    pub agent: AgentId,
    /// When it was registered.
    pub registered_at: Timestamp,
    /// When it was revoked: it wipes itself when it next asks, and is never answered again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Timestamp>,
}
