//! The server's half: one sealed request in, one sealed answer out.
use aftersync_core::engine::replica::{PROTOCOL, SyncRequest, SyncUser};
use aftersync_core::engine::{Desk, Later};
use aftersync_core::error::{Error, ErrorKind, ErrorRecord, Result};
use aftersync_core::json;
use aftersync_seal::Key;

use crate::wire::{self, Asked, Status};

/// Answers a phone. Who speaks through it (`user`) is what the host's own login says; the phone must be theirs.
///
/// Whatever the phone is to learn comes as bytes: what changed, that it was revoked, that this server speaks another
/// version, that nobody registered it, or an error. Post it back as it is.
///
/// # Errors
/// `Malformed` for what is no request, `Signature` for one that is forged or changed, `Forbidden` for a phone of another
/// agent: answer those with a status of refusal.
pub fn serve(desk: &Desk, user: impl Into<SyncUser>, request: Vec<u8>) -> Later<Vec<u8>> {
    let (desk, user) = (desk.clone(), user.into());
    Later::of(async move { round(&desk, user, &request).await })
}

async fn round(desk: &Desk, user: SyncUser, request: &[u8]) -> Result<Vec<u8>> {
    let (asked, sealed) = wire::asked(request)?;
    if asked.version != PROTOCOL {
        return Ok(wire::open_answer(Status::OtherVersion));
    }
    let device = match desk.device_of(asked.device, user.agent).await {
        Ok(device) => device,
        Err(error) if error.kind() == ErrorKind::Unauthorized => return Ok(wire::open_answer(Status::Unknown)),
        Err(error) => return Err(error),
    };
    let key = Key::new(desk.device_key(asked.device));
    // Opened before a word is said of revocation: only who has the key learns of it.
    let (json, bytes) = wire::open_request(&key, &asked, sealed)?;
    if device.revoked_at.is_some() {
        return wire::seal_answer(&key, &asked, Status::Revoked, b"{}");
    }
    match answered(desk, user, &asked, &json, bytes).await {
        Ok(json) => wire::seal_answer(&key, &asked, Status::Changes, &json),
        Err(error) => {
            let record = serde_json::to_vec(&ErrorRecord::from(&error)).map_err(unwritten)?;
            wire::seal_answer(&key, &asked, Status::Failed, &record)
        }
    }
}

async fn answered(desk: &Desk, user: SyncUser, asked: &Asked, json: &[u8], bytes: Vec<u8>) -> Result<Vec<u8>> {
    let request: SyncRequest = json::read(json).map_err(|e| {
        Error::malformed("the request of a phone cannot be read")
            .during("desk.sync")
            .because(e)
    })?;
    let answer = desk.sync_plain(user, asked.device, request, bytes).await?;
    serde_json::to_vec(&answer).map_err(unwritten)
}

fn unwritten(e: serde_json::Error) -> Error {
    Error::internal("an answer cannot be written")
        .during("desk.sync")
        .because(e)
}
