//! Commands that waited on a phone: each applied once, or told why not.
use crate::error::{Error, ErrorKind, ErrorRecord, Result};
use crate::model::axes::Role;
use crate::model::command::{Act, Actor, Command};
use crate::model::ids::{DeviceId, ReceiptId, Tenant, TicketId, Uid};
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::mutation::{self, Mutation};
use crate::store::{Reader, Receipt};

use super::super::desk::Desk;
use super::super::query::{Versioned, row, rows, ticket};
use super::protocol::{PushOutcome, Pushed, Pushing, SyncUser};
use super::scope::Scope;
use super::suggest::suggest;

/// Most earlier commands that one may name.
const MAX_AFTER: usize = 100;

/// What stands before a command is given.
enum Standing {
    /// It was applied before.
    Known,
    /// It may be given, on this version.
    Open(Option<i64>),
    /// It changed since.
    Changed(Box<Versioned<Ticket>>),
}

impl Desk {
    /// Gives one command that waited, in the name of the phone's owner whatever it says itself.
    pub(super) async fn push(&self, user: &SyncUser, device: DeviceId, pushed: Pushed) -> PushOutcome {
        let key = pushed.key.clone();
        let outcome = match self.pushing(user, device, pushed).await {
            Ok(outcome) => outcome,
            Err(error) => told(&error),
        };
        PushOutcome { key, outcome }
    }

    async fn pushing(&self, user: &SyncUser, device: DeviceId, pushed: Pushed) -> Result<Pushing> {
        if !may_push(&pushed.act, user) {
            return Err(Error::new(ErrorKind::Forbidden, "a phone may not give this command")
                .during("desk.sync")
                .with("command", pushed.act.word()));
        }
        let (asked, who) = (pushed.clone(), user.clone());
        let standing = self
            .read(move |reader, tenant| standing(reader, tenant, &who, device, &asked))
            .await?;
        let mut key = receipt_key(device, &pushed.key);
        let expect = match standing {
            Standing::Known => {
                if mutation::on(Mutation::PushDedupeDropped) {
                    key = format!("{key}.{:x}", self.engine().seed());
                }
                None
            }
            Standing::Open(version) => version,
            Standing::Changed(theirs) => return Ok(conflict(&pushed.act, &theirs, user.role)),
        };
        let ticket = pushed.act.ticket();
        let command = Command {
            key: Some(key),
            expect,
            actor: Actor {
                role: user.role,
                agent: Some(user.agent),
            },
            act: pushed.act.clone(),
        };
        match self.execute(command).await {
            Ok(done) if done.repeated => Ok(Pushing::Duplicate { ticket: done.ticket }),
            Ok(done) => Ok(Pushing::Applied {
                ticket: done.ticket,
                version: done.version,
            }),
            Err(error) if error.kind() == ErrorKind::Conflict => self.met(&pushed.act, ticket, user.role, error).await,
            Err(error) => Err(error),
        }
    }

    /// Somebody was faster, between the look and the command.
    async fn met(&self, act: &Act, id: Option<TicketId>, role: Role, error: Error) -> Result<Pushing> {
        let Some(id) = id else { return Err(error) };
        let found = self.ticket(id).await?;
        found.map(|theirs| conflict(act, &theirs, role)).ok_or(error)
    }
}

/// The key a command has here: no two phones share one.
fn receipt_key(device: DeviceId, key: &str) -> String {
    format!("sync.{device}.{key}")
}

fn receipt_id(device: DeviceId, key: &str) -> Uid {
    ReceiptId::of(&receipt_key(device, key)).0
}

fn conflict(act: &Act, theirs: &Versioned<Ticket>, role: Role) -> Pushing {
    Pushing::Conflict {
        ticket: Some(theirs.item.id),
        version: theirs.version,
        suggestion: suggest(act, &theirs.item, role),
    }
}

fn told(error: &Error) -> Pushing {
    let record = ErrorRecord::from(error);
    match error.kind() {
        ErrorKind::Unavailable | ErrorKind::RateLimited | ErrorKind::Internal => Pushing::Later { error: record },
        _ => Pushing::Refused { error: record },
    }
}

/// What a phone may ask for: work on tickets, and whether its owner takes work. The rest is done at a desk.
fn may_push(act: &Act, user: &SyncUser) -> bool {
    match act {
        Act::SetPresence { agent, .. } => *agent == user.agent,
        Act::Move { .. }
        | Act::Reply { .. }
        | Act::Note { .. }
        | Act::Tell { .. }
        | Act::Assign { .. }
        | Act::Transfer { .. }
        | Act::Edit { .. }
        | Act::OpenTask { .. }
        | Act::MoveTask { .. } => true,
        _ => false,
    }
}

/// A note adds to what is there, whatever that is.
fn adds_only(act: &Act) -> bool {
    matches!(act, Act::Note { .. } | Act::SetPresence { .. })
}

fn standing(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    user: &SyncUser,
    device: DeviceId,
    pushed: &Pushed,
) -> Result<Standing> {
    // First what is there, then whether the command was applied: one that is applied in between is known, and no conflict.
    let before = before(reader, tenant, user, device, pushed);
    if row::<Receipt>(reader, tenant, receipt_id(device, &pushed.key))?.is_some() {
        return Ok(Standing::Known);
    }
    before
}

/// How a command stands that was not applied yet.
fn before(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    user: &SyncUser,
    device: DeviceId,
    pushed: &Pushed,
) -> Result<Standing> {
    let task = match &pushed.act {
        Act::MoveTask { task, .. } => Some(
            row::<Task>(reader, tenant, task.0)?.ok_or_else(|| Error::not_found("task", task).during("desk.sync"))?,
        ),
        _ => None,
    };
    let Some(named) = pushed.act.ticket().or(task.as_ref().map(|t| t.item.ticket)) else {
        return Ok(Standing::Open(None));
    };
    let theirs = ticket(reader, tenant, named)?.ok_or_else(|| absent(named))?;
    let earlier = pushed.after.iter().take(MAX_AFTER);
    let earlier: Vec<Uid> = earlier.map(|key| receipt_id(device, key)).collect();
    let own: Vec<Step> = rows::<Receipt>(reader, tenant, &earlier)?
        .into_iter()
        .flatten()
        .map(|receipt| Step {
            from: receipt.item.on,
            to: receipt.version,
        })
        .collect();
    // What an earlier command of this phone ended is still this phone's, until somebody else touches it.
    let seen = own.iter().any(|step| step.to == theirs.version)
        || Scope::of(reader, tenant, user)?.sees(reader, tenant, &theirs.item)?;
    if !seen {
        return if theirs.item.headline.is_ended() {
            Ok(Standing::Changed(Box::new(theirs)))
        } else {
            Err(absent(named))
        };
    }
    let checked = |_: &i64| !adds_only(&pushed.act) && !mutation::on(Mutation::BaseUnchecked);
    let Some(base) = pushed.base.filter(checked) else {
        return Ok(Standing::Open(None));
    };
    let (now, known) = match &task {
        // A command that writes a task rests on what it saw of it, so one step back is enough.
        Some(task) => (task.version, own.iter().any(|step| step.to == task.version)),
        None => (theirs.version, leads(base, theirs.version, &own)),
    };
    if now != base && !known {
        return Ok(Standing::Changed(Box::new(theirs)));
    }
    Ok(Standing::Open(Some(now)))
}

/// What an earlier command of the phone did: the version its ticket had, and the commit it was applied in.
#[derive(Clone, Copy, Debug)]
struct Step {
    from: i64,
    to: i64,
}

/// Whether steps of the phone's own lead from what it saw to what is there, with nobody else's in between. A note may come
/// upon what somebody else changed, so that its own step alone proves nothing.
fn leads(base: i64, now: i64, own: &[Step]) -> bool {
    let mut at = now;
    while at > base {
        let back = own.iter().filter(|step| step.to == at && step.from < at);
        match back.map(|step| step.from).min() {
            Some(before) => at = before,
            None => return false,
        }
    }
    at == base
}

/// What is not there for this person: said the same way whether it is somebody else's or was never there.
fn absent(id: TicketId) -> Error {
    Error::not_found("ticket", id)
        .during("desk.sync")
        .hint("it is somebody else's now, or done")
}

#[cfg(test)]
mod tests {
    use super::{Step, leads};

    #[test]
    fn own_steps_lead_from_what_was_seen_to_what_is_there() {
        let step = |from, to| Step { from, to };
        assert!(leads(5, 5, &[]));
        assert!(leads(5, 9, &[step(5, 7), step(7, 9)]));
        // Two in one commit: the second stood on the commit it is part of.
        assert!(leads(5, 9, &[step(5, 9), step(9, 9)]));
        // Somebody else's 6 came before the phone's own 7.
        assert!(!leads(5, 7, &[step(6, 7)]));
        assert!(!leads(5, 8, &[step(5, 7)]));
        assert!(!leads(5, 4, &[]));
    }
}
