//! Giving a phone's commands to the lane, one after the other, and what each came to.
use crate::error::{Error, ErrorKind, ErrorRecord, Result};
use crate::model::axes::Role;
use crate::model::command::Act;
use crate::model::ids::DeviceId;
use crate::model::task::Task;
use crate::model::ticket::Ticket;

use super::super::desk::{Desk, odd};
use super::super::input::{Answer, Done, FromPhone, What};
use super::super::query::{Versioned, row, ticket};
use super::protocol::{PushOutcome, Pushed, Pushing, SyncUser};
use super::suggest::suggest;

impl Desk {
    /// Gives one command that waited, in the name of the phone's owner whatever it says itself.
    pub(super) async fn push(&self, user: &SyncUser, device: DeviceId, pushed: Pushed) -> PushOutcome {
        let key = pushed.key.clone();
        let outcome = match self.pushing(user, device, pushed).await {
            Ok(outcome) => outcome,
            Err(error) => told(ErrorRecord::from(&error)),
        };
        PushOutcome { key, outcome }
    }

    async fn pushing(&self, user: &SyncUser, device: DeviceId, pushed: Pushed) -> Result<Pushing> {
        if !may_push(&pushed.act, user) {
            return Err(Error::new(ErrorKind::Forbidden, "a phone may not give this command")
                .during("desk.sync")
                .with("command", pushed.act.word()));
        }
        let (act, role) = (pushed.act.clone(), user.role);
        let what = What::Push(Box::new(FromPhone {
            device,
            user: user.clone(),
            pushed,
        }));
        match self.submit(what, came_to).await {
            Err(error) if error.kind() == ErrorKind::Conflict => self.met(&act, role, ErrorRecord::from(&error)).await,
            Ok(Pushing::Refused { error }) if error.kind == ErrorKind::Conflict => self.met(&act, role, error).await,
            answered => answered,
        }
    }

    /// What it met: the ticket as it is now, and what to do about it.
    async fn met(&self, act: &Act, role: Role, error: ErrorRecord) -> Result<Pushing> {
        let asked = act.clone();
        let theirs = self.read(move |reader, tenant| {
            let of_task = match &asked {
                Act::MoveTask { task, .. } => row::<Task>(reader, tenant, task.0)?.map(|task| task.item.ticket),
                _ => None,
            };
            match asked.ticket().or(of_task) {
                Some(named) => ticket(reader, tenant, named),
                None => Ok(None),
            }
        });
        let theirs = theirs.await?;
        Ok(theirs.map_or(Pushing::Refused { error }, |theirs| conflict(act, &theirs, role)))
    }
}

fn came_to(done: Done) -> Result<Pushing> {
    match done.answer {
        Answer::Applied {
            ticket, repeated: true, ..
        } => Ok(Pushing::Duplicate { ticket }),
        Answer::Applied { ticket, .. } => Ok(Pushing::Applied {
            ticket,
            version: done.rev,
        }),
        Answer::Refused(error) => Ok(told(*error)),
        _ => Err(odd("push")),
    }
}

fn conflict(act: &Act, theirs: &Versioned<Ticket>, role: Role) -> Pushing {
    Pushing::Conflict {
        ticket: Some(theirs.item.id),
        version: theirs.version,
        suggestion: suggest(act, &theirs.item, role),
    }
}

fn told(error: ErrorRecord) -> Pushing {
    match error.kind {
        ErrorKind::Unavailable | ErrorKind::RateLimited | ErrorKind::Internal => Pushing::Later { error },
        _ => Pushing::Refused { error },
    }
}

/// What a phone may ask for: work on tickets, and whether its owner takes work. The rest is done at a desk.
fn may_push(act: &Act, user: &SyncUser) -> bool {
    match act {
        Act::SetPresence { agent, .. }
        | Act::Heartbeat { agent }
        | Act::AcceptOffer { agent, .. }
        | Act::HoldOffer { agent, .. }
        | Act::RejectOffer { agent, .. } => *agent == user.agent,
        Act::Move { .. }
        | Act::AskApproval { .. }
        | Act::Reply { .. }
        | Act::Note { .. }
        | Act::Watch { .. }
        | Act::Unwatch { .. }
        | Act::Tell { .. }
        | Act::Assign { .. }
        | Act::Transfer { .. }
        | Act::Edit { .. }
        | Act::OpenTask { .. }
        | Act::MoveTask { .. } => true,
        _ => false,
    }
}
