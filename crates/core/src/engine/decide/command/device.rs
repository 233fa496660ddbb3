//! Phones: registered for one agent, revoked for good.
use crate::error::Error;
use crate::model::agent::Agent;
use crate::model::device::Device;
use crate::model::event::EventBody;
use crate::model::ids::{AgentId, DeviceId, TicketId};

use super::super::super::draft::Draft;
use super::super::Rule;

/// Registers a phone. The same one again changes nothing; one that was revoked never comes back.
pub(super) fn register(draft: &mut Draft<'_>, id: DeviceId, agent: AgentId) -> Rule<Option<TicketId>> {
    if draft.get::<Agent>(agent)?.is_none() {
        return Err(Error::not_found("agent", agent).into());
    }
    if let Some(known) = draft.get::<Device>(id)?.copied() {
        if known.agent == agent && known.revoked_at.is_none() {
            return Ok(None);
        }
        return Err(Error::rejected("this device was registered before")
            .hint("register it under a new id")
            .into());
    }
    let registered_at = draft.now;
    draft.put(
        id,
        Device {
            id,
            agent,
            registered_at,
            revoked_at: None,
        },
    );
    draft.event(None, EventBody::DeviceRegistered { device: id, agent });
    Ok(None)
}

/// Revokes a phone that was lost, or whose owner left.
pub(super) fn revoke(draft: &mut Draft<'_>, id: DeviceId) -> Rule<Option<TicketId>> {
    let Some(known) = draft.get::<Device>(id)?.copied() else {
        return Err(Error::not_found("device", id).into());
    };
    if known.revoked_at.is_none() {
        let revoked_at = Some(draft.now);
        draft.put(id, Device { revoked_at, ..known });
        let agent = known.agent;
        draft.event(None, EventBody::DeviceRevoked { device: id, agent });
    }
    Ok(None)
}
