//! Internal tasks: work on a ticket that runs beside its state.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::custom::CustomValue;
use super::evidence::Evidence;
use super::handoff::{TaskKind, TaskResult, TaskState};
use super::ids::{AgentId, TaskId, TicketId};
use super::money::Money;
use super::ticket::LineOutcome;
use super::time::{DAY, Timestamp};
use super::trigger::Trigger;

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
    /// 0 (now) to 4: the band it stands in, with what it gained by waiting.
    #[serde(default = "plain_band")]
    #[schemars(extend("default" = 2))]
    pub band: u8,
    /// The band that its kind or its ticket gave it.
    #[serde(default = "plain_band", skip_serializing_if = "is_plain_band")]
    #[schemars(extend("default" = 2))]
    pub own_band: u8,
    /// The band an escalation raised it to in this attempt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised: Option<u8>,
    /// Groups that are asked beside its own by now.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub also: BTreeSet<String>,
    /// How long it is on its way to somebody.
    #[serde(default, skip_serializing_if = "TaskWait::is_new")]
    pub wait: TaskWait,
    /// When four fifths of the target of its kind have passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn_at: Option<Timestamp>,
    /// When it should be done.
    pub due_at: Option<Timestamp>,
    /// Whether that has passed in this attempt, and was told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
    /// Rungs of its escalation that were done in this attempt, by their names.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub rungs: BTreeSet<String>,
    /// Whether the desk gives it to somebody by itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub auto_assign: bool,
    /// Units of work it weighs on who has it.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(extend("default" = 0))]
    pub weight: i64,
    /// Who gave it back in this attempt: the desk does not give it to them again.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub declined: BTreeSet<AgentId>,
    /// How much is decided or paid by it: the desk gives it to nobody whose authority is below that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Who asked for the money or agreed to it: the desk gives it to somebody else.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub not_by: BTreeSet<AgentId>,
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
    pub form: BTreeMap<String, CustomValue>,
    /// The move it is asked to approve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approves: Option<Box<AskedMove>>,
    /// Photos, films and files of the result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Evidence>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was done, failed or cancelled.
    pub ended_at: Option<Timestamp>,
}

/// A move of a ticket that waits for approval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AskedMove {
    /// How the ticket moves.
    pub trigger: Trigger,
    /// How much, in the ticket's currency.
    pub amount: Money,
    /// The platform's reason code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    /// Pieces per line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineOutcome>,
    /// The platform's id of the return address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Above what was paid, out of goodwill.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub goodwill: bool,
    /// Who asks: somebody else approves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AgentId>,
}

impl Task {
    /// Who has it in their hands, and how much it adds to their load. A function of the row, so that a recount gives it too.
    pub fn load(&self) -> Option<(AgentId, i64)> {
        use TaskState::{Assigned, Blocked, InProgress};
        let held = matches!(self.state, Assigned | InProgress | Blocked);
        self.agent.filter(|_| held).map(|agent| (agent, self.weight))
    }

    /// The group in which it waits for the desk to give it to somebody.
    pub fn waits_in(&self) -> Option<&str> {
        let waits = self.auto_assign && self.state == TaskState::Open;
        waits.then_some(self.group.as_str())
    }

    /// The groups whose agents the desk may give it to now: its own, and those that are asked beside it; none where it does not
    /// wait for the desk.
    pub fn asks(&self) -> BTreeSet<&str> {
        let own = self.waits_in();
        let also = self.also.iter().map(String::as_str);
        own.into_iter().chain(also.filter(|_| own.is_some())).collect()
    }

    /// When its time has come among others of its band: when it is due, else as if that were two days after it could be begun.
    pub fn turn_at(&self) -> Option<Timestamp> {
        self.due_at.or(self.wait.since.map(|since| since.plus(2 * DAY)))
    }
}

/// How long a task is on its way to somebody: since it could be begun, without the time in which somebody had it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TaskWait {
    /// Since when this attempt can be begun.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Since when whoever has it has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<Timestamp>,
    /// Milliseconds in which somebody had it, before that.
    #[serde(skip_serializing_if = "is_zero")]
    pub held_ms: i64,
    /// Those of them that were after it was due.
    #[serde(skip_serializing_if = "is_zero")]
    pub held_late_ms: i64,
    /// Steps that its kind took for it by now.
    #[serde(skip_serializing_if = "is_none_taken")]
    pub step: u32,
    /// Nobody is in the groups that may do it, which was told.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unstaffed: bool,
}

impl TaskWait {
    fn is_new(&self) -> bool {
        *self == Self::default()
    }
}

/// The band of a task that was written before tasks had bands.
const fn plain_band() -> u8 {
    2
}

// Serde hands over a reference.
fn is_plain_band(band: &u8) -> bool {
    *band == plain_band()
}

// Serde hands over a reference.
fn is_none_taken(steps: &u32) -> bool {
    *steps == 0
}

// Serde hands over a reference.
fn is_zero(it: &i64) -> bool {
    *it == 0
}
