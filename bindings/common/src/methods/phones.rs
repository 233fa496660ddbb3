//! Phones that keep a copy of somebody's work: registered, answered, revoked.
use aftersync::replica::{Device, DeviceId, Registration, SyncUser};
use aftersync::{Actor, AgentId, DeskSync};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::method::{Method, Way, later, with_body};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Registering {
    /// Who says so.
    actor: Actor,
    /// Whose phone it is.
    agent: AgentId,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Revoking {
    /// Who says so.
    actor: Actor,
    /// Which phone.
    device: DeviceId,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Whose {
    /// The agent.
    agent: AgentId,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Asking {
    /// Who asks, as your own login knows them, and what they may see.
    user: SyncUser,
}

/// What a phone is given once, over your own login: keep it in the phone's key store.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DeviceKey {
    /// The phone.
    pub device: DeviceId,
    /// Its key, 32 bytes in base64.
    pub key: String,
}

impl From<Registration> for DeviceKey {
    fn from(given: Registration) -> Self {
        Self {
            device: given.device,
            key: STANDARD.encode(given.key.expose()),
        }
    }
}

pub(super) fn methods() -> Vec<Method> {
    vec![
        later(
            "register_device",
            Way::Lane,
            "Registers a phone of an agent and gives its key, once: hand both over your own login.",
            |desk, p: Registering| desk.register_device(p.actor, p.agent),
            DeviceKey::from,
        ),
        later(
            "revoke_device",
            Way::Lane,
            "Revokes a phone: it wipes its copy when it next asks, and is given nothing any more.",
            |desk, p: Revoking| desk.revoke_device(p.actor, p.device),
            |applied| applied,
        ),
        later(
            "devices",
            Way::Read,
            "The phones of an agent, revoked ones among them.",
            |desk, p: Whose| desk.devices(p.agent),
            |devices: Vec<Device>| devices,
        ),
        with_body(
            "sync",
            Way::Lane,
            "Answers a phone that keeps a copy of somebody's work: the bytes it posted in, the bytes to answer out. An error \
             means that it is no phone of this user.",
            |desk, p: Asking, body| desk.sync(p.user, body),
            |answer| answer.map(Bytes),
        ),
    ]
}
