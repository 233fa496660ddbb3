//! Commands that waited on a phone: each applied once, on what its giver had seen, or refused for good. The verdict stands in
//! a receipt, so that a repeat that the network kept back gets the same one.
use crate::error::{Error, ErrorKind, ErrorRecord};
use crate::model::agent::Agent;
use crate::model::command::Act;
use crate::model::ids::{ReceiptId, TicketId};
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::mutation::{self, Mutation};
use crate::store::{Key, Receipt, Record, Step};

use super::super::changeset::Need;
use super::super::draft::Draft;
use super::super::input::{Answer, FromPhone};
use super::super::replica::Scope;
use super::after_sale::content_hash;
use super::settle;
use super::{Ctx, Rule, Stop, automation, command};

/// Most earlier commands that one may name.
const MAX_AFTER: usize = 100;

/// Gives the command, or answers as it was answered before.
pub(super) fn push(ctx: &Ctx<'_>, draft: &mut Draft<'_>, from: &FromPhone) -> Rule<Answer> {
    let mut command = from.command();
    let known = draft.get::<Receipt>(receipt_id(from, &from.pushed.key))?;
    match known.map(|receipt| &receipt.refused) {
        Some(Some(error)) => return Ok(Answer::Refused(error.clone())),
        Some(None) if mutation::on(Mutation::PushDedupeDropped) => {
            command.key = command.key.map(|key| format!("{key}.{}", draft.salt()));
        }
        Some(None) => return command::apply(ctx, draft, &command),
        None => stands(ctx, draft, from)?,
    }
    let found = content(draft, &from.pushed.act)?;
    let answer = command::apply(ctx, draft, &command)?;
    automation::follow(ctx, draft)?;
    let left = content(draft, &from.pushed.act)?;
    if let Some(id) = command.key.as_deref().map(ReceiptId::of)
        && let Some(receipt) = draft.get::<Receipt>(id)?.cloned()
    {
        let step = found.zip(left).map(|(found, left)| Step { found, left });
        draft.put(id, Receipt { step, ..receipt });
    }
    Ok(answer)
}

/// What a refused command of a phone leaves: its receipt, and the event that every refused command leaves. Who looks away from
/// what changed meanwhile, or asks for what is not theirs to see, leaves no event.
pub(super) fn refused(draft: &mut Draft<'_>, from: &FromPhone, error: &Error) -> Result<(), Need> {
    let id = receipt_id(from, &from.pushed.key);
    if !is_final(error) || draft.get::<Receipt>(id)?.is_some() {
        return Ok(());
    }
    if !matches!(error.kind(), ErrorKind::Conflict | ErrorKind::NotFound) {
        command::refused(draft, &from.command(), error)?;
    }
    let receipt = Receipt {
        command: from.pushed.act.word().to_owned(),
        content: content_hash(&from.pushed.act),
        ticket: None,
        on: 0,
        decision: None,
        at: draft.now,
        step: None,
        refused: Some(Box::new(ErrorRecord::from(error))),
    };
    draft.put(id, receipt);
    Ok(())
}

/// Whether the same command may not go better later.
fn is_final(error: &Error) -> bool {
    !matches!(
        error.kind(),
        ErrorKind::Unavailable | ErrorKind::RateLimited | ErrorKind::Internal
    )
}

fn receipt_id(from: &FromPhone, key: &str) -> ReceiptId {
    ReceiptId::of(&from.key_here(key))
}

/// A note or somebody who watches adds to what is there, whatever that is.
fn adds_only(act: &Act) -> bool {
    matches!(
        act,
        Act::Note { .. } | Act::Watch { .. } | Act::Unwatch { .. } | Act::SetPresence { .. } | Act::Heartbeat { .. }
    )
}

/// What a command may change, in 64 bits: its task, or else its ticket.
fn content(draft: &Draft<'_>, act: &Act) -> Rule<Option<u64>> {
    if let Act::MoveTask { task, .. } = act {
        return Ok(draft.get::<Task>(*task)?.map(content_hash));
    }
    let Some(ticket) = act.ticket() else { return Ok(None) };
    let root = settle::root(draft, ticket)?;
    Ok(draft.get::<Ticket>(root)?.map(content_hash))
}

/// Whether the command may be given: on something its giver sees, and on what they saw of it.
fn stands(ctx: &Ctx<'_>, draft: &Draft<'_>, from: &FromPhone) -> Rule<()> {
    let pushed = &from.pushed;
    let task = match &pushed.act {
        Act::MoveTask { task, .. } => Some(
            draft
                .get::<Task>(*task)?
                .ok_or_else(|| Error::not_found("task", task))?,
        ),
        _ => None,
    };
    let Some(named) = pushed.act.ticket().or(task.map(|task| task.ticket)) else {
        return Ok(());
    };
    let root = settle::root(draft, named)?;
    let ticket = draft.get::<Ticket>(root)?.ok_or_else(|| absent(named))?;
    let own = own_steps(draft, from)?;
    let now = content_hash(ticket);
    // What an earlier command of this phone ended is still this phone's, until somebody else touches it.
    let version = draft.version::<Ticket>(root)?;
    if !own.iter().any(|step| step.led_to(version, now)) && !sees(ctx, draft, from, ticket)? {
        return Err(if ticket.headline.is_ended() {
            changed("the ticket has ended since you looked")
        } else {
            absent(named)
        });
    }
    let Some(base) = pushed.base.filter(|_| !adds_only(&pushed.act)) else {
        return Ok(());
    };
    let leads = match task {
        Some(task) => {
            // A command that writes a task rests on what it saw of it, so one step back is enough.
            let (now, version) = (content_hash(task), draft.version::<Task>(task.id)?);
            version == base || own.iter().any(|step| step.led_to(version, now))
        }
        None => leads(base, version, now, own),
    };
    if leads || mutation::on(Mutation::BaseUnchecked) {
        Ok(())
    } else {
        Err(changed("the ticket has changed since you looked"))
    }
}

fn sees(ctx: &Ctx<'_>, draft: &Draft<'_>, from: &FromPhone, ticket: &Ticket) -> Rule<bool> {
    draft.want(ticket.local.tasks.iter().map(|task| Task::key(task.0)))?;
    let agent = draft.get::<Agent>(from.user.agent)?;
    let agent = agent.ok_or_else(|| Error::not_found("agent", from.user.agent))?;
    let scope = Scope::new(agent, ctx.config, &from.user);
    let mut tasks = Vec::with_capacity(ticket.local.tasks.len());
    for task in &ticket.local.tasks {
        tasks.extend(draft.get::<Task>(*task)?);
    }
    Ok(scope.sees(ticket, tasks))
}

/// What an earlier command of the phone did: the version its ticket had, the commit it is of, and what it found and left.
#[derive(Clone, Copy, Debug)]
struct OwnStep {
    on: i64,
    commit: i64,
    found: u64,
    left: u64,
}

impl OwnStep {
    /// Whether this is what it left. The version alone may be somebody else's in the same commit, the content alone may be
    /// what somebody else changed and changed back.
    fn led_to(&self, version: i64, content: u64) -> bool {
        self.commit == version && self.left == content
    }
}

fn own_steps(draft: &Draft<'_>, from: &FromPhone) -> Rule<Vec<OwnStep>> {
    let earlier = || {
        from.pushed
            .after
            .iter()
            .take(MAX_AFTER)
            .map(|key| receipt_id(from, key))
    };
    draft.want(earlier().map(|id| Receipt::key(id.0)))?;
    let mut own = Vec::new();
    for id in earlier() {
        let Some(receipt) = draft.get::<Receipt>(id)? else {
            continue;
        };
        let commit = draft.version::<Receipt>(id)?;
        own.extend(receipt.step.map(|Step { found, left }| OwnStep {
            on: receipt.on,
            commit,
            found,
            left,
        }));
    }
    Ok(own)
}

/// Whether steps of the phone's own lead from what it saw to what is there, with nobody else's in between. A note may come
/// upon what somebody else changed, so that its own step alone proves nothing.
fn leads(base: i64, version: i64, now: u64, mut own: Vec<OwnStep>) -> bool {
    if version == base {
        return true;
    }
    let mut at = (version, now);
    while let Some(place) = own.iter().position(|step| step.led_to(at.0, at.1)) {
        let step = own.swap_remove(place);
        if step.on == base {
            return true;
        }
        at = (step.on, step.found);
    }
    false
}

fn changed(what: &'static str) -> Stop {
    Error::new(ErrorKind::Conflict, what)
        .during("desk.sync")
        .hint("read it again and decide anew")
        .into()
}

/// What is not there for this person: said the same way whether it is somebody else's or was never there.
fn absent(id: TicketId) -> Stop {
    Error::not_found("ticket", id)
        .during("desk.sync")
        .hint("it is somebody else's now, or done")
        .into()
}

/// Rows that a phone's command will need.
pub(super) fn hints(from: &FromPhone, add: &mut impl FnMut(Key)) {
    add(Agent::key(from.user.agent.0));
    let keys = std::iter::once(&from.pushed.key).chain(from.pushed.after.iter().take(MAX_AFTER));
    keys.for_each(|key| add(Receipt::key(receipt_id(from, key).0)));
    if let Act::MoveTask { task, .. } = &from.pushed.act {
        add(Task::key(task.0));
    }
}

#[cfg(test)]
mod tests {
    use super::{OwnStep, leads};

    #[test]
    fn own_steps_lead_from_what_was_seen_to_what_is_there() {
        let step = |on, commit, found, left| OwnStep {
            on,
            commit,
            found,
            left,
        };
        assert!(leads(5, 5, 50, Vec::new()));
        assert!(leads(5, 9, 90, vec![step(5, 7, 50, 70), step(7, 9, 70, 90)]));
        // Two in one commit: the second stood on the commit it is part of.
        assert!(leads(5, 9, 90, vec![step(5, 9, 50, 80), step(9, 9, 80, 90)]));
        // One that changed nothing leads nowhere, and not for ever.
        assert!(leads(5, 9, 90, vec![step(9, 9, 90, 90), step(5, 9, 50, 90)]));
        assert!(!leads(5, 9, 90, vec![step(9, 9, 90, 90)]));
        // Somebody else's came first, or last, or between the two, be it in the same commit.
        assert!(!leads(5, 9, 90, vec![step(9, 9, 60, 90)]));
        assert!(!leads(5, 9, 90, vec![step(5, 9, 50, 80)]));
        assert!(!leads(5, 9, 90, vec![step(5, 9, 50, 70), step(9, 9, 80, 90)]));
        // Changed and changed back.
        assert!(!leads(5, 9, 70, vec![step(5, 7, 50, 70)]));
        assert!(!leads(5, 4, 40, Vec::new()));
    }
}
