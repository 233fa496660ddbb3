//! Internal tasks: work on a ticket that runs beside its state.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::handoff::{TaskKind, TaskResult, TaskState};
use super::ids::{AgentId, TaskId, TicketId};
use super::ticket::LineOutcome;
use super::time::Timestamp;

/// An internal task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The ticket it is for.
    pub ticket: TicketId,
    /// What it is.
    pub kind: TaskKind,
    /// Where it stands.
    pub state: TaskState,
    /// The group that does it.
    pub group: String,
    /// Who does it.
    pub agent: Option<AgentId>,
    /// Tasks that must be done first.
    pub after: Vec<TaskId>,
    /// Whether the ticket may be closed before.
    pub blocks_close: bool,
    /// When it should be done.
    pub due_at: Option<Timestamp>,
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// Why it is blocked or failed.
    pub reason: Option<String>,
    /// How it came out, once it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<TaskResult>,
    /// The result per line.
    #[serde(default)]
    pub lines: Vec<LineOutcome>,
    /// The form, as filled in.
    #[serde(default)]
    pub form: BTreeMap<String, String>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was done, failed or cancelled.
    pub ended_at: Option<Timestamp>,
}
