//! What goes into a lane and what comes back.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorRecord};
use crate::model::agent::OverCapacity;
use crate::model::command::{Actor, Command};
use crate::model::event::Cursor;
use crate::model::fact::Fact;
use crate::model::ids::{
    AgentId, DecisionId, DeviceId, JobId, OrderId, Platform, ShopId, TaskId, Tenant, TicketId, Uid,
};
use crate::model::job::Job;
use crate::model::quarantine::Quarantine;
use crate::model::shop::{ShopState, TokenPair};
use crate::model::time::Timestamp;
use crate::platform::{Signal, Warning};
use crate::routing::Problem;

use super::replica::{Pushed, SyncUser};

/// One input: what happened or is wanted, with all that deciding needs from outside.
#[derive(Clone, Debug)]
pub struct Input {
    /// The merchant.
    pub tenant: Tenant,
    /// When the engine took it in; never earlier than what the tenant saw before.
    pub now: Timestamp,
    /// 128 bits from which all new ids are derived; kept through every retry.
    pub seed: u128,
    /// What it is.
    pub what: What,
}

/// What an input is.
#[derive(Clone, Debug)]
pub enum What {
    /// Something happened outside.
    Fact(Box<Fact>),
    /// Somebody wants something.
    Command(Box<Command>),
    /// Somebody wanted something, and their phone kept it until now.
    Push(Box<FromPhone>),
    /// Something may have happened: look there.
    Hint(Signal),
    /// Changes of a shop are to be looked for now.
    Poll(Platform, ShopId),
    /// A platform refused a shop's token: a new one is wanted now.
    Renew(Platform, ShopId),
    /// A payload could not be read.
    Quarantine(Box<Quarantine>),
    /// A worker takes these jobs, those of them that are still due.
    Claim {
        /// What the due list gave.
        jobs: Vec<JobId>,
        /// How long the worker may keep them.
        lease_ms: i64,
    },
    /// A worker is through with a job.
    Finish {
        /// Which.
        job: JobId,
        /// The lease it was taken under.
        lease: Uid,
        /// What came of it.
        outcome: Box<Outcome>,
    },
    /// A shop was connected, or its tokens were handed over.
    Connect(Box<ShopState>),
    /// A platform warns of something about a shop.
    Warning(Platform, Warning),
    /// Something is asked of the matching of accounts.
    Identity(Box<super::identity::Ask>),
    /// These loads are not what a recount gave: those that are still as they were seen are put right.
    Loads(Vec<SeenLoad>),
}

/// The load of an agent and a recount of it, of one commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenLoad {
    /// Whose.
    pub agent: AgentId,
    /// What it said.
    pub stored: i64,
    /// What the recount gave.
    pub counted: i64,
    /// How often it had been put right by then.
    pub mends: i64,
}

/// A command that waited on a phone, and whose it is.
#[derive(Clone, Debug)]
pub struct FromPhone {
    /// The phone.
    pub device: DeviceId,
    /// Its owner, as the host knows them.
    pub user: SyncUser,
    /// The command.
    pub pushed: Pushed,
}

impl FromPhone {
    /// The key a command of this phone has here: no two phones share one.
    pub fn key_here(&self, key: &str) -> String {
        format!("sync.{}.{key}", self.device)
    }
    /// Its owner, whatever the phone says.
    pub fn actor(&self) -> Actor {
        Actor {
            role: self.user.role,
            agent: Some(self.user.agent),
        }
    }
    /// The command as if it were given here.
    pub fn command(&self) -> Command {
        Command {
            key: Some(self.key_here(&self.pushed.key)),
            expect: None,
            actor: self.actor(),
            act: self.pushed.act.clone(),
        }
    }
}

/// What came of a job.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Outcome {
    /// What the answer tells: taken in with the end of the job, in one commit.
    pub facts: Vec<Fact>,
    /// Where to look next.
    pub signals: Vec<Signal>,
    /// What could not be read.
    pub unreadable: Vec<Quarantine>,
    /// How it ended.
    pub end: End,
    /// A new token pair.
    pub tokens: Option<TokenPair>,
    /// The pair it was got with: the worker knows it, nobody else says it.
    #[serde(skip)]
    pub renewed_from: Option<TokenPair>,
    /// How far a poll came.
    pub polled: Option<Polled>,
    /// Waiting tickets that may be given to somebody now, first come first.
    pub assign: Vec<TicketId>,
    /// Open tasks that may be given to somebody now, the first due first.
    pub tasks: Vec<TaskId>,
    /// Orders whose host is to be worked out again.
    pub attribute: Vec<OrderId>,
    /// The place in a list up to which a full part of it came: the worker knows it, nobody else says it.
    #[serde(skip)]
    pub place: Option<String>,
}

/// How far a poll came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Polled {
    /// The upper end of the window that is being read.
    pub to: Timestamp,
    /// The next page; `None` when the window is read to its end.
    pub next: Option<String>,
}

/// How a job ended.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum End {
    /// Done.
    #[default]
    Done,
    /// Not yet: try again.
    Retry {
        /// Not before so many milliseconds from now.
        after_ms: i64,
        /// Why.
        error: ErrorRecord,
    },
    /// Sent, and the answer is lost: read back first.
    InDoubt {
        /// Not before so many milliseconds from now.
        after_ms: i64,
        /// Why.
        error: ErrorRecord,
    },
    /// Refused for good: a person should know.
    Failed {
        /// Why.
        error: ErrorRecord,
    },
    /// Perhaps done, and nothing tells: a person must look, and then set it going again or drop it.
    Unknown {
        /// Why.
        error: ErrorRecord,
    },
}

/// What came of an input.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A fact was taken in.
    Ingested {
        /// What it did.
        effect: Effect,
        /// The ticket it belongs to, if it belongs to one.
        ticket: Option<TicketId>,
    },
    /// A command was applied.
    Applied {
        /// What was decided about who is who.
        decision: Option<DecisionId>,
        /// The ticket it moved or made.
        ticket: Option<TicketId>,
        /// The ticket's version is the commit number of this answer.
        repeated: bool,
        /// Somebody has more than they can take by it.
        over_capacity: Option<OverCapacity>,
        /// What is probably a slip in the configuration that was published.
        warnings: Vec<Problem>,
    },
    /// A command of a phone was refused before, for this reason.
    Refused(Box<ErrorRecord>),
    /// A look was scheduled, or already was.
    Hinted,
    /// A payload is kept.
    Quarantined,
    /// These jobs are yours now.
    Claimed(Vec<Job>),
    /// The job is settled. `false`: the lease was no longer yours, and nothing was written but a token that a
    /// platform renews once.
    Finished(bool),
    /// What came of a question to the matching of accounts.
    Identity(Box<super::identity::Told>),
    /// Whose loads were put right; the others moved meanwhile.
    Mended(Vec<AgentId>),
}

/// What a fact did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// The first of its object.
    New,
    /// Newer than what was known.
    Updated,
    /// Known already: nothing was written.
    Duplicate,
    /// Older than what is known.
    Stale,
}

/// An answer with its place: everything up to it is in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// What came of it.
    pub answer: Answer,
    /// The end of the log after it.
    pub cursor: Cursor,
    /// The commit number after it: the version of every row it wrote.
    pub rev: i64,
}

/// What deciding gives: what to write, and what to answer. A refusal may write too (its event).
#[derive(Debug)]
pub struct Decision {
    /// What to write.
    pub changes: super::changeset::Changeset,
    /// What to answer.
    pub answer: Result<Answer, Error>,
}
