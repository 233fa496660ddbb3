//! Commands that wait: kept through a crash, pushed with their keys, drawn over what is shown.
use aftersync_core::engine::replica::{MAX_COMMANDS, PushOutcome, Pushed, Pushing, Suggestion};
use aftersync_core::error::{Error, ErrorKind, ErrorRecord, Result};
use aftersync_core::model::command::Act;
use aftersync_core::model::ids::{TaskId, TicketId, Uid};
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::verified::to_hex;
use aftersync_seal::Key;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::file::{CopyFile, Kind, failed};
use crate::replica::{Place, Replica};
use crate::{uploads, view};

/// Most commands that may wait.
const MAX_WAITING: i64 = 10_000;

/// Where a command stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum PendingState {
    /// It waits to be pushed; nobody knows whether it was, if the app was killed meanwhile, and that does not matter.
    Waiting,
    /// It waits for its file to be there.
    Uploading,
    /// It was applied; what it changed is on its way.
    Applied,
    /// The ticket changed since: a person decides.
    Conflict {
        /// The ticket it is about now.
        ticket: Option<TicketId>,
        /// What the rules propose.
        suggestion: Suggestion,
    },
    /// It was refused for good.
    Refused {
        /// Why.
        error: ErrorRecord,
    },
}

impl PendingState {
    fn number(&self) -> i64 {
        match self {
            Self::Waiting => 0,
            Self::Uploading => 1,
            Self::Applied => 2,
            Self::Conflict { .. } => 3,
            Self::Refused { .. } => 4,
        }
    }
    /// Whether what it does is drawn over the ticket.
    pub fn is_drawn(&self) -> bool {
        self.number() < 3
    }
}

/// A command that waits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pending {
    /// The command, as it is pushed.
    #[serde(flatten)]
    pub command: Pushed,
    /// Where it stands.
    pub state: PendingState,
}

/// What a person decides about a conflict or a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// Mine: give the command again, on the ticket as it is now.
    Mine,
    /// Theirs: drop it.
    Theirs,
}

impl Replica {
    /// Queues a command and gives its key. It shows at once, and is pushed with the next sync. `at` is the phone's clock.
    ///
    /// # Errors
    /// `NotFound` when the ticket or task is not in the copy, `Rejected` when too much waits.
    pub fn execute(&self, act: Act, at: Timestamp) -> Result<String> {
        self.with(|file| file.transaction(true, || queue(file, act, at, None)))
    }

    /// All that waits, in order.
    ///
    /// # Errors
    /// As of every read.
    pub fn pending(&self) -> Result<Vec<Pending>> {
        self.with(|file| waiting(file, None).map(|all| all.into_iter().map(|(_, pending)| pending).collect()))
    }

    /// Decides about a conflict or a refusal. Gives the new key, when the command goes again.
    ///
    /// # Errors
    /// `NotFound` when nothing of that key waits; `Rejected` when it is under way.
    pub fn resolve(&self, key: &str, resolution: Resolution, at: Timestamp) -> Result<Option<String>> {
        self.with(|file| {
            file.transaction(true, || {
                let (_, mut found) = by_key(file, key)?.ok_or_else(|| {
                    Error::new(ErrorKind::NotFound, "nothing of that key waits").during("replica.resolve")
                })?;
                let at_now = match &found.state {
                    PendingState::Conflict { ticket, .. } => *ticket,
                    PendingState::Refused { .. } => None,
                    _ => return Err(Error::rejected("it is still under way").during("replica.resolve")),
                };
                drop_key(file, key)?;
                if resolution == Resolution::Theirs {
                    return Ok(None);
                }
                if let Some(ticket) = at_now {
                    onto(&mut found.command.act, ticket);
                }
                queue(file, found.command.act, at, None).map(Some)
            })
        })
    }
}

/// Turns a command to the ticket its own became part of.
fn onto(act: &mut Act, now: TicketId) {
    match act {
        Act::Move { ticket, .. }
        | Act::Reply { ticket, .. }
        | Act::Note { ticket, .. }
        | Act::Watch { ticket, .. }
        | Act::Unwatch { ticket, .. }
        | Act::Tell { ticket, .. }
        | Act::Assign { ticket, .. }
        | Act::Transfer { ticket, .. }
        | Act::Edit { ticket, .. }
        | Act::OpenTask { ticket, .. } => *ticket = now,
        _ => {}
    }
}

/// Queues a command, within a transaction; behind a file when it names one that is not there yet.
pub(crate) fn queue(file: &CopyFile, act: Act, at: Timestamp, behind: Option<Uid>) -> Result<String> {
    let count = |r: &rusqlite::Row<'_>| r.get::<_, i64>(0);
    let waits = file
        .conn
        .query_row("SELECT count(*) FROM outbox", [], count)
        .map_err(failed)?;
    if waits >= MAX_WAITING {
        return Err(Error::rejected("too many commands wait")
            .during("replica.execute")
            .with("limit", MAX_WAITING));
    }
    let place: Place = file.meta("place")?;
    let (ticket, base) = base(file, &act)?;
    let after = match ticket {
        Some(ticket) => waiting(file, Some(ticket))?
            .into_iter()
            .filter(|(_, p)| p.state.is_drawn())
            .map(|(_, p)| p.command.key)
            .collect(),
        None => Vec::new(),
    };
    let random = Key::random()?;
    let key = to_hex(random.expose().first_chunk::<16>().map_or(&[][..], |part| part));
    let pending = Pending {
        command: Pushed {
            key: key.clone(),
            made_at: at.plus(place.ahead_ms),
            base,
            after,
            act,
        },
        state: if behind.is_some() {
            PendingState::Uploading
        } else {
            PendingState::Waiting
        },
    };
    let body = file.seal(Kind::Command, digest(&key), &pending)?;
    let insert = "INSERT INTO outbox(key, ticket, file, state, body) VALUES(?1, ?2, ?3, ?4, ?5)";
    let (ticket, behind) = (ticket.map(|t| t.0.0), behind.map(|f| f.0));
    let values = params![key, ticket, behind, pending.state.number(), body];
    file.conn.execute(insert, values).map_err(failed)?;
    Ok(key)
}

/// The ticket a command is about, and the version it is decided on.
fn base(file: &CopyFile, act: &Act) -> Result<(Option<TicketId>, Option<i64>)> {
    if let Act::MoveTask { task, .. } = act {
        let (ticket, version) = task_of(file, *task)?;
        return Ok((Some(ticket), Some(version)));
    }
    let Some(ticket) = act.ticket() else {
        return Ok((None, None));
    };
    let found = view::stored(file, ticket)?.ok_or_else(|| absent("ticket", ticket.0))?;
    Ok((Some(ticket), Some(found.ticket.version)))
}

fn task_of(file: &CopyFile, task: TaskId) -> Result<(TicketId, i64)> {
    let all = view::all_stored(file)?;
    let found = all.iter().find_map(|b| b.tasks.iter().find(|t| t.item.id == task));
    found
        .map(|t| (t.item.ticket, t.version))
        .ok_or_else(|| absent("task", task.0))
}

fn absent(what: &'static str, id: Uid) -> Error {
    Error::not_found(what, id)
        .during("replica.execute")
        .hint("it is not in the copy on this phone")
}

fn digest(key: &str) -> Uid {
    Uid::digest(&["command", key])
}

/// What waits, of one ticket or of all, in order.
pub(crate) fn waiting(file: &CopyFile, ticket: Option<TicketId>) -> Result<Vec<(i64, Pending)>> {
    let sql = match ticket {
        Some(_) => "SELECT seq, key, body FROM outbox WHERE ticket = ?1 ORDER BY seq",
        None => "SELECT seq, key, body FROM outbox WHERE ?1 IS NULL ORDER BY seq",
    };
    let mut statement = file.conn.prepare_cached(sql).map_err(failed)?;
    let read = |r: &rusqlite::Row<'_>| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?, r.get::<_, Vec<u8>>(2)?));
    let rows = statement
        .query_map(params![ticket.map(|t| t.0.0)], read)
        .map_err(failed)?;
    rows.map(|row| {
        let (seq, key, body) = row.map_err(failed)?;
        Ok((seq, file.unseal(Kind::Command, digest(&key), &body)?))
    })
    .collect()
}

fn by_key(file: &CopyFile, key: &str) -> Result<Option<(i64, Pending)>> {
    let read = |r: &rusqlite::Row<'_>| Ok((r.get::<_, i64>(0)?, r.get::<_, Vec<u8>>(1)?));
    let found = file
        .conn
        .query_row("SELECT seq, body FROM outbox WHERE key = ?1", [key], read);
    match found.optional().map_err(failed)? {
        Some((seq, body)) => Ok(Some((seq, file.unseal(Kind::Command, digest(key), &body)?))),
        None => Ok(None),
    }
}

fn drop_key(file: &CopyFile, key: &str) -> Result<()> {
    file.conn
        .execute("DELETE FROM outbox WHERE key = ?1", [key])
        .map(|_| ())
        .map_err(failed)
}

fn set(file: &CopyFile, pending: &Pending) -> Result<()> {
    let key = &pending.command.key;
    let body = file.seal(Kind::Command, digest(key), pending)?;
    let update = "UPDATE outbox SET state = ?2, body = ?3 WHERE key = ?1";
    let values = params![key, pending.state.number(), body];
    file.conn.execute(update, values).map(|_| ()).map_err(failed)
}

/// What is to be pushed now. A command whose file is not there yet holds back later ones of its ticket.
pub(crate) fn to_push(file: &CopyFile) -> Result<Vec<Pushed>> {
    let mut held = Vec::new();
    let mut out = Vec::new();
    for (_, pending) in waiting(file, None)? {
        let ticket = pending.command.act.ticket();
        match pending.state {
            PendingState::Uploading => held.extend(ticket),
            PendingState::Waiting if !ticket.is_some_and(|t| held.contains(&t)) => out.push(pending.command),
            _ => {}
        }
        if out.len() == MAX_COMMANDS {
            break;
        }
    }
    Ok(out)
}

/// Takes in what became of commands. What was decided meanwhile by a person stands.
pub(crate) fn take(file: &CopyFile, outcomes: &[PushOutcome]) -> Result<()> {
    for PushOutcome { key, outcome } in outcomes {
        let Some((_, mut pending)) = by_key(file, key)? else {
            continue;
        };
        pending.state = match outcome {
            Pushing::Applied { .. } | Pushing::Duplicate { .. } => PendingState::Applied,
            Pushing::Conflict { ticket, suggestion, .. } => PendingState::Conflict {
                ticket: *ticket,
                suggestion: suggestion.clone(),
            },
            Pushing::Refused { error } => PendingState::Refused { error: error.clone() },
            Pushing::Later { .. } => continue,
        };
        set(file, &pending)?;
    }
    Ok(())
}

/// The copy is in step: what applied commands did is in it.
pub(crate) fn settle(file: &CopyFile) -> Result<()> {
    let applied = PendingState::Applied.number();
    file.conn
        .execute("DELETE FROM outbox WHERE state = ?1", [applied])
        .map(|_| ())
        .map_err(failed)
}

/// A file is there, or refused for good: the commands behind it go on.
pub(crate) fn release(file: &CopyFile, upload: Uid, refused: Option<&ErrorRecord>) -> Result<()> {
    for (_, mut pending) in waiting(file, None)? {
        let read = |r: &rusqlite::Row<'_>| r.get::<_, Option<[u8; 16]>>(0);
        let behind = file
            .conn
            .query_row("SELECT file FROM outbox WHERE key = ?1", [&pending.command.key], read);
        if pending.state != PendingState::Uploading || behind.map_err(failed)? != Some(upload.0) {
            continue;
        }
        pending.state = match refused {
            Some(error) => PendingState::Refused { error: error.clone() },
            None => PendingState::Waiting,
        };
        set(file, &pending)?;
    }
    uploads::forget(file, upload)
}
