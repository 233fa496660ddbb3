//! One round of a phone: its commands, a part of a file, and what changed.
use crate::error::{Error, ErrorKind, Result};
use crate::model::ids::DeviceId;

use super::super::desk::Desk;
use super::super::later::Later;
use super::protocol::{MAX_COMMANDS, SyncAnswer, SyncRequest, SyncUser, Uploaded};
use super::pull::Pull;
use super::upload;

impl Desk {
    /// The server half of a phone's copy, before sealing: `aftersync::DeskSync::sync` is what hosts call.
    ///
    /// # Errors
    /// `Malformed` above [`MAX_COMMANDS`]; `NotFound` when the agent is gone; `Config` for a field that cannot be hidden;
    /// the store's own. What is wrong with one command or file is told in the answer.
    pub fn sync_plain(
        &self,
        user: SyncUser,
        device: DeviceId,
        request: SyncRequest,
        bytes: Vec<u8>,
    ) -> Later<SyncAnswer> {
        let desk = self.clone();
        Later::of(async move { desk.round(user, device, request, bytes).await })
    }

    async fn round(
        &self,
        user: SyncUser,
        device: DeviceId,
        mut request: SyncRequest,
        bytes: Vec<u8>,
    ) -> Result<SyncAnswer> {
        let commands = std::mem::take(&mut request.commands);
        if commands.len() > MAX_COMMANDS {
            return Err(Error::malformed("too many commands in one request")
                .during("desk.sync")
                .with("limit", MAX_COMMANDS));
        }
        // A file comes before the commands that name it.
        let uploaded = self.uploaded(&request, bytes).await?;
        let mut outcomes = Vec::with_capacity(commands.len());
        for command in commands {
            outcomes.push(self.push(&user, device, command).await);
        }
        let (rules, recent) = (self.engine().0.rules.clone(), self.engine().0.recent.clone());
        let now = self.engine().now();
        let answer = self.read(move |reader, tenant| {
            let mut pull = Pull {
                reader,
                tenant,
                rules: &rules,
                recent: &recent,
                now,
                user: &user,
            };
            pull.answer(&request)
        });
        Ok(SyncAnswer {
            outcomes,
            uploaded,
            ..answer.await?
        })
    }

    async fn uploaded(&self, request: &SyncRequest, bytes: Vec<u8>) -> Result<Option<Uploaded>> {
        let Some(chunk) = request.upload.clone() else {
            return Ok(None);
        };
        let taken = self.blob(move |blobs, tenant| upload::take(blobs, tenant, &chunk, &bytes));
        match taken.await {
            Ok(uploaded) => Ok(Some(uploaded)),
            Err(error) if error.kind() == ErrorKind::Malformed => Ok(Some(upload::refused(&error))),
            Err(error) => Err(error),
        }
    }
}
