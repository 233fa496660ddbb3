//! Phones of the desk: registered, listed, revoked.
use crate::error::{Error, ErrorKind};
use crate::model::agent::Agent;
use crate::model::command::{Act, Actor};
use crate::model::device::Device;
use crate::model::ids::{AgentId, DeviceId, Uid};
use crate::secret::Secret;
use crate::store::{Index, Scan, Table};

use super::super::desk::{Applied, Desk};
use super::super::later::Later;
use super::super::query::{listed, row};

/// Most phones of one agent that are listed.
const MAX_DEVICES: usize = 100;

/// What a phone is given once, over the host's own login: keep the key in the phone's key store.
#[derive(Clone, Debug)]
pub struct Registration {
    /// The phone.
    pub device: DeviceId,
    /// Its key. It follows one way from the engine's key; no merchant's key ever leaves the server.
    pub key: Secret<[u8; 32]>,
}

impl Desk {
    /// Registers a phone of an agent, and gives its key. Ask it anew for another phone; the key is not shown again.
    ///
    /// # Errors
    /// `NotFound` when there is no such agent.
    pub fn register_device(&self, actor: Actor, agent: AgentId) -> Later<Registration> {
        let desk = self.clone();
        let device = DeviceId(Uid(self.engine().seed().to_be_bytes()));
        Later::of(async move {
            desk.act(actor).doing(Act::RegisterDevice { device, agent }).await?;
            Ok(Registration {
                device,
                key: Secret::new(desk.device_key(device)),
            })
        })
    }

    /// Revokes a phone: it wipes its copy when it next asks, and is given nothing any more.
    ///
    /// # Errors
    /// `NotFound` when there is no such phone.
    pub fn revoke_device(&self, actor: Actor, device: DeviceId) -> Later<Applied> {
        self.act(actor).doing(Act::RevokeDevice { device }).apply()
    }

    /// The phones of an agent, the first registered first, revoked ones among them.
    pub fn devices(&self, agent: AgentId) -> Later<Vec<Device>> {
        self.read(move |reader, tenant| {
            let scan = Scan::all(Index::DeviceAgent, agent.0, Table::Device, MAX_DEVICES);
            let found = listed::<Device>(reader, tenant, scan, MAX_DEVICES)?;
            Ok(found.into_iter().map(|(_, device)| device.item).collect())
        })
    }

    /// The phone that asks, if this user may speak through it. The phone of an agent who was removed is as one revoked.
    ///
    /// # Errors
    /// `Unauthorized` for a phone nobody registered, `Forbidden` for one of another agent.
    pub fn device_of(&self, device: DeviceId, agent: AgentId) -> Later<Device> {
        self.read(move |reader, tenant| {
            let found = row::<Device>(reader, tenant, device.0)?;
            let mut found = found.ok_or_else(unknown)?.item;
            if found.agent != agent {
                return Err(foreign());
            }
            if row::<Agent>(reader, tenant, agent.0)?.is_none() {
                found.revoked_at.get_or_insert(found.registered_at);
            }
            Ok(found)
        })
    }

    /// The key of a phone. For the sealing of what it is answered, and for nothing else.
    pub fn device_key(&self, device: DeviceId) -> [u8; 32] {
        self.engine().0.rules.device_key(self.tenant(), device)
    }
}

fn unknown() -> Error {
    Error::new(ErrorKind::Unauthorized, "nobody registered this device")
        .during("desk.sync")
        .hint("register it again")
}

fn foreign() -> Error {
    Error::new(ErrorKind::Forbidden, "this device is somebody else's").during("desk.sync")
}
