//! What a phone asks and what it is answered, before both are sealed.
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::ErrorRecord;
use crate::model::axes::Role;
use crate::model::command::Act;
use crate::model::customer::{Account, Customer};
use crate::model::event::Cursor;
use crate::model::ids::{AgentId, CustomerId, TicketId, Uid};
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;

use super::super::decide::command::Allowed;
use super::super::query::Versioned;
use super::super::timeline::Moment;
use super::suggest::Suggestion;

/// The version both sides must speak.
pub const PROTOCOL: u16 = 1;
/// Most commands in one request.
pub const MAX_COMMANDS: usize = 100;
/// Most bytes of one part of a file.
pub const MAX_PART_BYTES: usize = 256 * 1024;

/// Who asks, as the host knows them, and what they may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SyncUser {
    /// The agent.
    pub agent: AgentId,
    /// In which role their commands are given.
    #[serde(default = "usual_role")]
    pub role: Role,
    /// Every open ticket, not only their own and those that wait in the queues of their groups.
    #[serde(default)]
    pub all: bool,
    /// Fields that are left out, as `table.path`: `customer.name`, `ticket.reason_text`, `message.snapshot.text`.
    #[serde(default)]
    pub hide: BTreeSet<String>,
}

fn usual_role() -> Role {
    Role::Agent
}

impl From<AgentId> for SyncUser {
    fn from(agent: AgentId) -> Self {
        Self {
            agent,
            role: Role::Agent,
            all: false,
            hide: BTreeSet::new(),
        }
    }
}

/// How far a copy has come. The default is the beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SyncMark {
    /// Tickets up to this version are there,
    pub rev: i64,
    /// and of that version those up to this id.
    pub id: Uid,
    /// Customers up to this version are there.
    pub people: i64,
    /// Events up to here were looked at.
    pub cursor: Cursor,
}

/// A command that waited on the phone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pushed {
    /// Its key: applied once, however often it is pushed.
    pub key: String,
    /// When it was given, by the server's clock as far as the phone knew it.
    pub made_at: Timestamp,
    /// The version of the ticket or task it was decided on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<i64>,
    /// Keys of earlier commands of this phone about the same ticket: what they changed is no conflict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// What is wanted.
    pub act: Act,
}

/// A part of a file. Its bytes stand beside the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Chunk {
    /// The SHA-256 of the whole file, in hexadecimal.
    pub file: String,
    /// Which part, from 0; `None` when all parts are there and are to be put together.
    pub part: Option<u32>,
    /// Names of the parts, as they were answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
}

/// What a phone asks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SyncRequest {
    /// What its clock says.
    pub at: Timestamp,
    /// The scope its copy is of; `None` before the first answer.
    #[serde(default)]
    pub scope: Option<Uid>,
    /// How far it has come.
    #[serde(default)]
    pub mark: SyncMark,
    /// Count the whole scope too, which costs a look at all of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub check: bool,
    /// At most so many tickets; 0 means 500, which is the most.
    #[serde(default)]
    pub limit: usize,
    /// What waited, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<Pushed>,
    /// A part of a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload: Option<Chunk>,
}

/// A ticket with all that a phone shows of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bundle {
    /// The ticket.
    pub ticket: Versioned<Ticket>,
    /// Its internal tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Versioned<Task>>,
    /// The last that happened, oldest first.
    pub timeline: Vec<Moment>,
    /// More happened before that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub earlier: bool,
    /// What its reader may do with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<Offer>,
}

/// What may be done: [`Allowed`] without its labels, which a phone knows itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Offer {
    /// What.
    pub trigger: crate::model::trigger::Trigger,
    /// Why not, when it is not possible now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// What must be given with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<String>,
    /// The most money that may be moved by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<crate::model::money::Money>,
}

impl From<Allowed> for Offer {
    fn from(a: Allowed) -> Self {
        Self {
            trigger: a.trigger,
            because: a.because,
            needs: a.needs,
            at_most: a.at_most,
        }
    }
}

/// A customer with their accounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Card {
    /// The person.
    pub customer: Versioned<Customer>,
    /// Their accounts.
    pub accounts: Vec<Account>,
}

/// What is no longer to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Gone {
    /// A ticket that was done, or is somebody else's now.
    Ticket {
        /// Which.
        ticket: TicketId,
    },
    /// A ticket that became part of another.
    Merged {
        /// Which.
        ticket: TicketId,
        /// Of which.
        into: TicketId,
    },
    /// A customer who was forgotten: what is kept of them and of their tickets goes at once.
    Forgotten {
        /// Who.
        customer: CustomerId,
    },
    /// A customer who turned out to be another.
    Joined {
        /// Who.
        customer: CustomerId,
        /// Who they are.
        into: CustomerId,
    },
}

/// What became of a pushed command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Pushing {
    /// It was applied.
    Applied {
        /// The ticket it moved or made.
        ticket: Option<TicketId>,
        /// The version it left.
        version: i64,
    },
    /// It was applied before: the answer was lost.
    Duplicate {
        /// The ticket it moved or made.
        ticket: Option<TicketId>,
    },
    /// The ticket changed since: a person decides.
    Conflict {
        /// The ticket it is about now.
        ticket: Option<TicketId>,
        /// Its version.
        version: i64,
        /// What to do, as far as the rules can tell.
        suggestion: Suggestion,
    },
    /// It is refused for good.
    Refused {
        /// Why.
        error: ErrorRecord,
    },
    /// Not now: it stays in the queue.
    Later {
        /// Why.
        error: ErrorRecord,
    },
}

/// A pushed command with what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PushOutcome {
    /// Its key.
    pub key: String,
    /// What became of it.
    pub outcome: Pushing,
}

/// What became of a part of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Uploaded {
    /// The part is kept under this name.
    Part {
        /// Its name.
        name: String,
    },
    /// The whole file is there.
    Whole,
    /// These parts are to be sent (again).
    Missing {
        /// Which.
        parts: Vec<u32>,
    },
    /// It is refused for good.
    Refused {
        /// Why.
        error: ErrorRecord,
    },
}

/// How many tickets the scope has, and a sum over their ids: a copy that counts otherwise begins anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Census {
    /// How many.
    pub tickets: usize,
    /// All ids, by exclusive or.
    pub sum: Uid,
}

impl Census {
    /// Counts one more.
    pub fn add(&mut self, id: TicketId) {
        self.tickets += 1;
        for (slot, byte) in self.sum.0.iter_mut().zip(id.0.0) {
            *slot ^= byte;
        }
    }
}

/// What a phone is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SyncAnswer {
    /// What the server's clock says.
    pub at: Timestamp,
    /// The scope this is of.
    pub scope: Uid,
    /// Everything before is void: this is the beginning of a new copy.
    pub resync: bool,
    /// Tickets that are new or changed.
    pub tickets: Vec<Bundle>,
    /// Customers that are new or changed.
    pub customers: Vec<Card>,
    /// What is no longer to be kept.
    pub gone: Vec<Gone>,
    /// Ask on from here.
    pub mark: SyncMark,
    /// There is more: ask at once.
    pub more: bool,
    /// What the whole scope counts, when it was looked at and nothing moved meanwhile.
    pub census: Option<Census>,
    /// The scope is larger than what a phone keeps: the most urgent are there. Where the mark is the one that was asked from,
    /// nothing changed, and this neither.
    pub cut: bool,
    /// What became of the commands, in order.
    pub outcomes: Vec<PushOutcome>,
    /// What became of the part of a file.
    pub uploaded: Option<Uploaded>,
}
