//! Events: what the engine recorded. One append-only log per tenant.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::json::{of_tree, read, tagged};

use super::agent::Presence;
use super::automation::AutomationStop;
use super::axes::{Headline, Kind};
use super::bot::HandOffReason;
use super::command::Actor;
use super::conversation::{Channel, Sender};
use super::handoff::{TaskKind, TaskState};
use super::ids::{
    AccountId, AgentId, CustomerId, DecisionId, DeviceId, JobId, MessageId, OrderId, Platform, ProductId, QuarantineId,
    QueueId, ShopId, SourceId, TaskId, TicketId,
};
use super::job::JobKind;
use super::money::Money;
use super::notice::Notice;
use super::number::TicketNumber;
use super::presence::PresenceCause;
use super::returns::ReturnAction;
use super::selection::{AssignCause, ConsideredAgents, OverflowCause};
use super::sla::Escalate;
use super::task_config::TaskEscalate;
use super::ticket::ClockKind;
use super::time::Timestamp;
use super::trigger::Trigger;

/// Where an event stands in the log of its tenant: dense, from 1, in commit order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Cursor(pub i64);

/// What somebody decided about who is who.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentityVerdict {
    /// They are one person.
    Same,
    /// They are not.
    Apart,
    /// An earlier decision is taken back.
    Undone,
}

tagged! {
    "kind";
    /// What happened.
    #[derive(Clone, Debug, PartialEq)]
    #[allow(missing_docs)] // the fields are the nouns of the model; each variant says what happened
    pub enum EventBody {
        /// A ticket was opened.
        TicketOpened {
            number: TicketNumber,
            ticket_kind: Kind,
            platform: Platform,
            shop: ShopId,
        },
        /// A ticket's headline moved.
        StateChanged {
            from: Headline,
            to: Headline,
            via: Via,
            skipped: Vec<Headline>,
        },
        /// What the buyer wants changed.
        KindChanged { from: Kind, to: Kind },
        /// A source joined a ticket.
        SourceJoined {
            source: SourceId,
            platform: Platform,
            object: String,
            external_id: String,
        },
        /// A source is now so, and nothing moved by it.
        SourceUpdated { source: SourceId, raw_status: String },
        /// A snapshot came late and was only looked at for what was missing.
        SourceStale { source: SourceId, revision: i64 },
        /// The platform says something our table does not know.
        UnknownStatus {
            source: Option<SourceId>,
            object: String,
            raw: String,
        },
        /// A ticket became part of another.
        TicketMerged { into: TicketId, by_hand: bool },
        /// A ticket fell apart, or was taken apart.
        TicketSplit { new: TicketId, by_hand: bool },
        /// A follow-up was linked.
        TicketLinked { other: TicketId },
        /// A command was applied.
        CommandApplied { command: String, amount: Option<Money> },
        /// A command was refused; nothing else happened.
        CommandRefused {
            command: String,
            state: Option<Headline>,
            reason: String,
            allowed: Vec<Trigger>,
        },
        /// A message came or went.
        MessageAdded {
            message: MessageId,
            sender: Sender,
            channel: Channel,
            platform: Platform,
        },
        /// A note for colleagues. Personal data may stand in it.
        NoteAdded { text: String },
        /// A note names an agent: whom it is for is told by the host. Who wrote it is the actor.
        Mentioned { agent: AgentId },
        /// A notice to the buyer is on its way.
        NoticeRecorded { notice: Notice },
        /// A notice was left out, since a later one says more or it is too old.
        NoticeSuppressed { notice: Notice, because: String },
        /// A ticket stands in a queue. `version` is that of the configuration that put it there; 0 where that was not
        /// written down yet. The host tells who is in the groups of `notify`. `seen` is a digest of what the rules looked
        /// at.
        Enqueued {
            queue: QueueId,
            name: String,
            rule: Option<String>,
            band: u8,
            #[serde(default)]
            version: u32,
            #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
            notify: BTreeSet<String>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            seen: Option<u32>,
        },
        /// Less skill is enough for a ticket that waited: a tier was dropped, or a level fell. `skills` are still asked for.
        TierDropped {
            queue: QueueId,
            skills: BTreeMap<String, u8>,
        },
        /// A ticket that waited took a step of its route: more agents may take it, or it goes on in another queue. `version`
        /// as of `enqueued`.
        RouteStepped {
            step: u32,
            queue: QueueId,
            #[serde(default)]
            version: u32,
        },
        /// So many wait in a queue that it is nearly full: told as its tickets come to four fifths of its greatest depth.
        QueueDepthHigh {
            queue: QueueId,
            waiting: i64,
            max_depth: u32,
        },
        /// A queue had no place for a ticket, which went on to another; where there is none it waits there all the same.
        /// `version` as of `enqueued`.
        Overflowed {
            from: QueueId,
            to: Option<QueueId>,
            because: OverflowCause,
            #[serde(default)]
            version: u32,
        },
        /// A ticket is held for an agent until they take it, or the offer has run out. `because` says why it is this
        /// one; `version` and `considered` are as of `assigned`.
        Offered {
            agent: AgentId,
            until: Timestamp,
            #[serde(default)]
            because: AssignCause,
            #[serde(default)]
            version: u32,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            considered: Option<Box<ConsideredAgents>>,
        },
        /// An agent took a ticket that was offered to them.
        OfferAccepted { agent: AgentId },
        /// An agent turned an offer down. The ticket keeps its place.
        OfferRejected { agent: AgentId },
        /// An offer ran out unanswered. The ticket keeps its place.
        OfferTimedOut { agent: AgentId },
        /// An agent is getting ready to take an offer: it holds until then. Nobody else is asked any more.
        OfferHeld { agent: AgentId, until: Timestamp },
        /// An offer was taken back: the agent went, or the ticket needs them no longer.
        OfferRescinded { agent: AgentId },
        /// A ticket has an agent. `version` is that of the configuration it was decided by; 0 where that was not written
        /// down yet. `considered` says how they were chosen, where all who serve the queue were looked at.
        Assigned {
            agent: AgentId,
            by_hand: bool,
            #[serde(default)]
            because: AssignCause,
            #[serde(default)]
            version: u32,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            considered: Option<Box<ConsideredAgents>>,
        },
        /// A ticket's agent no longer has it.
        Released { agent: AgentId, because: String },
        /// A bot no longer has a ticket. `to` has it now; nobody when absent, and then `online` says whether anybody is
        /// there who may take it once there is room.
        BotHandedOff {
            bot: AgentId,
            reason: HandOffReason,
            to: Option<AgentId>,
            online: bool,
        },
        /// A clock came near its target, or passed it.
        ClockPassed { clock: ClockKind, breached: bool },
        /// A rung of an escalation was done, once in this cycle of its clock. Who is named in it is told by the host.
        Escalated {
            clock: ClockKind,
            cycle: u32,
            rung: String,
            did: Vec<Escalate>,
        },
        /// Something of a ticket was changed by hand.
        TicketEdited { what: Vec<String> },
        /// A return policy let something be done without a person.
        PolicyApplied {
            policy: String,
            action: ReturnAction,
            amount: Money,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            fee: Option<Money>,
        },
        /// An automation was carried out. `notify` names groups that are told by the host.
        Automated {
            name: String,
            did: Vec<String>,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            notify: Vec<String>,
        },
        /// An automation was called and not carried out.
        AutomationStopped {
            name: String,
            stop: AutomationStop,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            reason: Option<String>,
        },
        /// An internal task moved.
        TaskMoved {
            task: TaskId,
            task_kind: TaskKind,
            from: Option<TaskState>,
            to: TaskState,
            /// Who has it now.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            agent: Option<AgentId>,
        },
        /// An internal task was not done when it was due: told once for each attempt.
        TaskOverdue {
            task: TaskId,
            task_kind: TaskKind,
            attempt: u32,
            due_at: Timestamp,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            agent: Option<AgentId>,
        },
        /// A rung of an escalation of a task was done, once in this attempt. Who is named in it is told by the host.
        TaskEscalated {
            task: TaskId,
            task_kind: TaskKind,
            attempt: u32,
            rung: String,
            did: Vec<TaskEscalate>,
            /// Who had it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            agent: Option<AgentId>,
        },
        /// A task that the desk gives out waits, and nobody is in the groups that may do it: told once, until somebody was
        /// there or had it.
        TaskUnstaffed {
            task: TaskId,
            task_kind: TaskKind,
            group: String,
        },
        /// Work for the outside was put down.
        JobQueued { job: JobId, job_kind: JobKind },
        /// The platform took what we told it.
        ActionDone {
            job: JobId,
            verb: String,
            platform: Platform,
        },
        /// The platform refused what we told it.
        ActionFailed {
            job: JobId,
            verb: String,
            platform: Platform,
            reason: String,
        },
        /// A job was given up.
        JobDead {
            job: JobId,
            job_kind: JobKind,
            reason: String,
        },
        /// A dead letter goes again.
        JobRedriven { job: JobId, job_kind: JobKind },
        /// An order is now so.
        OrderUpdated {
            order: OrderId,
            platform: Platform,
            external_id: String,
            new: bool,
        },
        /// Money moved on a ticket, or what it moved counts for another order now. `orders` are those of which another sum
        /// goes back than before.
        MoneyMoved {
            refunded: i64,
            pending: i64,
            amount: Money,
            #[serde(default)]
            orders: Vec<OrderId>,
        },
        /// An order has more money on its way back than was paid.
        OverRefund { order: OrderId, paid: i64, going_back: i64 },
        /// Two customers turned out to be one.
        CustomersMerged {
            survivor: CustomerId,
            gone: CustomerId,
            cause: AccountId,
        },
        /// Some accounts of a customer turned out to be of another person, who has an id of their own from now on.
        CustomerSplit {
            customer: CustomerId,
            part: CustomerId,
            cause: AccountId,
        },
        /// Somebody decided that accounts are, or are not, one person; or took that back.
        IdentityDecided {
            decision: DecisionId,
            verdict: IdentityVerdict,
        },
        /// So many accounts hang together that they were told apart by a stricter measure. One of them is named.
        Hairball { account: AccountId },
        /// A customer was forgotten: all that was personal is gone.
        CustomerForgotten { customer: CustomerId, accounts: u32 },
        /// A payload could not be read and is kept whole.
        Quarantined {
            quarantine: QuarantineId,
            platform: Platform,
            reason: String,
        },
        /// The configuration was published.
        Configured { version: u32 },
        /// An agent was added or changed.
        AgentChanged { agent: AgentId },
        /// An agent takes work, or no longer.
        PresenceChanged {
            agent: AgentId,
            presence: Presence,
            /// What it was before.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            from: Option<Presence>,
            /// Why, where nobody set it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            because: Option<PresenceCause>,
        },
        /// An agent was removed. What they had goes back to the queues.
        AgentRemoved { agent: AgentId },
        /// An agent has more than the capacity: it was lowered, a ticket was given to them by hand, or one of theirs woke.
        /// Nothing is added until there is room.
        AgentOverCapacity { agent: AgentId, load: i64, capacity: i64 },
        /// The load of an agent was not what tickets, tasks and offers add up to, which is an error of ours: it was `stored`
        /// and is `counted` from now on.
        LoadDrifted { agent: AgentId, stored: i64, counted: i64 },
        /// Nobody is left to serve a queue in which tickets wait: nobody belongs to its groups, or nobody of them is online.
        QueueUnstaffed {
            queue: QueueId,
            waiting: i64,
            #[serde(default = "unstaffed")]
            because: OverflowCause,
        },
        /// The warehouse counted an article, and there are more or fewer than were known.
        StockChanged { product: ProductId, on_hand: u32 },
        /// Nothing is left of an article that could be promised: a ticket took the last of it, or it was counted so.
        StockOut { product: ProductId },
        /// A phone may keep a copy of an agent's work.
        DeviceRegistered { device: DeviceId, agent: AgentId },
        /// A phone may no longer: it wipes itself when it next asks.
        DeviceRevoked { device: DeviceId, agent: AgentId },
        /// A shop's calls fail or work again.
        ShopHealth {
            platform: Platform,
            shop: ShopId,
            healthy: bool,
            reason: String,
        },
    }
}

/// How a headline came to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// A command of ours.
    Command,
    /// A snapshot of a platform.
    Platform,
    /// A carrier, locker or warehouse.
    Goods,
    /// A message.
    Message,
    /// A window that passed.
    Timer,
    /// A merge or split.
    Fold,
}

/// An event as it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// The version of this kind of event.
    pub v: u16,
    /// The ticket it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<TicketId>,
    /// Who did it.
    pub actor: Actor,
    /// What happened; readers keep kinds they do not know.
    pub body: AnyEvent,
}

/// An event body, known or from a later version.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum AnyEvent {
    /// One this version knows.
    Known(EventBody),
    /// One it does not know, kept whole.
    Unknown(Value),
}

impl AnyEvent {
    /// Reads it as it was written.
    ///
    /// # Errors
    /// What is no JSON.
    pub fn read(json: &[u8]) -> serde_json::Result<Self> {
        match read(json) {
            Ok(known) => Ok(Self::Known(known)),
            Err(_) => read(json).map(Self::Unknown),
        }
    }
}

impl<'de> Deserialize<'de> for AnyEvent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = Value::deserialize(from)?;
        Ok(match of_tree(&written) {
            Ok(known) => Self::Known(known),
            Err(_) => Self::Unknown(written),
        })
    }
}

/// An event with its place in the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Recorded {
    /// Its place.
    pub cursor: Cursor,
    /// The event.
    #[serde(flatten)]
    pub event: Event,
}

// What was written down before the reason was.
fn unstaffed() -> OverflowCause {
    OverflowCause::Unstaffed
}
