//! Commands: what one of our people or automations wants.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::json::tagged;

use super::action::ActionVerb;
use super::agent::{Agent, Presence};
use super::axes::Role;
use super::bot::{HandOffReason, HandedOver};
use super::config::Config;
use super::conversation::Channel;
use super::custom::CustomValue;
use super::evidence::Evidence;
use super::handoff::{TaskKind, TaskResult, TaskTrigger};
use super::identity::Given;
use super::ids::{
    AccountId, AgentId, CustomerId, DecisionId, DeviceId, JobId, ListingId, MessageId, OrderId, Platform, ProductId,
    QuarantineId, SourceId, TaskId, TicketId,
};
use super::issue::IssueType;
use super::labels::Lang;
use super::money::Money;
use super::product::Product;
use super::shipment::ParcelRef;
use super::stock::StockCount;
use super::ticket::LineOutcome;
use super::trigger::Trigger;

/// Who commands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// In which role.
    pub role: Role,
    /// Which agent, when it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<AgentId>,
}

impl Actor {
    /// An agent of the desk.
    pub fn agent(id: AgentId) -> Self {
        Self {
            role: Role::Agent,
            agent: Some(id),
        }
    }
    /// The desk itself.
    pub fn system() -> Self {
        Self {
            role: Role::System,
            agent: None,
        }
    }
    /// Somebody in that role whose name does not matter.
    pub fn role(role: Role) -> Self {
        Self { role, agent: None }
    }
}

/// What goes with a trigger of the lifecycle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Details {
    /// How much, in the ticket's currency; the amount asked for when absent.
    pub amount: Option<Money>,
    /// The platform's reason code.
    pub reason_code: Option<String>,
    /// Words to the buyer. Personal data may stand here.
    pub text: Option<String>,
    /// The parcel concerned.
    pub parcel: Option<ParcelRef>,
    /// Pieces per line.
    pub lines: Vec<LineOutcome>,
    /// Evidence.
    pub evidence: Vec<Evidence>,
    /// The platform's id of the return address; the shop's default when absent.
    pub address: Option<String>,
    /// Above what was paid, out of goodwill.
    pub goodwill: bool,
    /// The payout number of a compensation.
    pub payout: Option<String>,
    /// A compensation is only noted down: the same payout number without this asks for it, and with an amount of 0 the draft
    /// is withdrawn.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
}

/// What lists have of a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Belongings {
    /// Their tickets.
    pub tickets: BTreeSet<TicketId>,
    /// Their orders.
    pub orders: BTreeSet<OrderId>,
    /// What they wrote and were answered.
    pub messages: BTreeSet<MessageId>,
    /// Work for their tickets that was given up.
    pub jobs: BTreeSet<JobId>,
}

tagged! {
    "do";
    /// What is wanted.
    #[derive(Clone, Debug, PartialEq)]
    #[schemars(transform = text_is_named)]
    pub enum Act {
        /// Move a ticket.
        Move {
            /// Which.
            ticket: TicketId,
            /// How.
            trigger: Trigger,
            /// With what.
            #[serde(default)]
            details: Box<Details>,
        },
        /// Ask for a move that promises more money than one may decide on alone: it waits in a task of kind `approval`, and
        /// is made when somebody else with that authority does the task.
        AskApproval {
            /// Which.
            ticket: TicketId,
            /// How it would move.
            trigger: Trigger,
            /// With what: an amount, pieces, a reason. Words and evidence are given to the ticket itself.
            #[serde(default)]
            details: Box<Details>,
        },
        /// Answer the buyer.
        Reply {
            /// On which ticket.
            ticket: TicketId,
            /// The words; empty with a template. Personal data may stand here.
            #[serde(default)]
            text: String,
            /// The name of a template of the configuration, instead of words.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            template: Option<String>,
            /// The language of the template; the first that it has when absent, Chinese before English.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            lang: Option<Lang>,
            /// Through which channel; the best one when absent.
            #[serde(default)]
            channel: Option<(Platform, Channel)>,
            /// How sure a bot is of it, in percent.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            confidence: Option<u8>,
        },
        /// A bot hands its ticket over to a person.
        HandOff {
            /// Which ticket.
            ticket: TicketId,
            /// Why.
            reason: HandOffReason,
            /// What it leaves.
            #[serde(default)]
            left: Box<HandedOver>,
        },
        /// Leave a note for colleagues.
        Note {
            /// On which ticket.
            ticket: TicketId,
            /// The words. Personal data may stand here.
            text: String,
            /// Colleagues it is for: each is told of by an event of its own.
            #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
            mentions: BTreeSet<AgentId>,
        },
        /// Let an agent hear of a ticket: who watches it stands on it, the host tells them.
        Watch {
            /// Which ticket.
            ticket: TicketId,
            /// Who.
            agent: AgentId,
        },
        /// Let an agent hear of it no longer.
        Unwatch {
            /// Which ticket.
            ticket: TicketId,
            /// Who.
            agent: AgentId,
        },
        /// Tell the platform something that moves nothing here: a parcel was stopped, more time is needed, a note, the
        /// channel is open again. What a move tells is told by the move.
        Tell {
            /// About which ticket.
            ticket: TicketId,
            /// What: one of [`ActionVerb::ASIDES`].
            verb: ActionVerb,
            /// What belongs to it: a text, a parcel.
            #[serde(default)]
            details: Box<Details>,
        },
        /// Give a ticket to an agent, or back to its queue.
        Assign {
            /// Which.
            ticket: TicketId,
            /// To whom; `None` means back to the queue.
            agent: Option<AgentId>,
        },
        /// Take a ticket that is offered.
        AcceptOffer {
            /// Which.
            ticket: TicketId,
            /// To whom it is offered.
            agent: AgentId,
        },
        /// Get ready to take a ticket that is offered (a camera, a line): the offer holds for two minutes more, once, and
        /// nobody else is asked meanwhile.
        HoldOffer {
            /// Which.
            ticket: TicketId,
            /// To whom it is offered.
            agent: AgentId,
        },
        /// Turn down a ticket that is offered. It is offered to others first from then on.
        RejectOffer {
            /// Which.
            ticket: TicketId,
            /// To whom it is offered.
            agent: AgentId,
        },
        /// Put a ticket into another queue.
        Transfer {
            /// Which.
            ticket: TicketId,
            /// Into which queue.
            queue: String,
        },
        /// Change what people keep on a ticket.
        Edit {
            /// Which.
            ticket: TicketId,
            /// Tags to add.
            #[serde(default)]
            add_tags: Vec<String>,
            /// Tags to take away.
            #[serde(default)]
            remove_tags: Vec<String>,
            /// Custom fields to set.
            #[serde(default)]
            custom: BTreeMap<String, CustomValue>,
            /// What the problem is.
            #[serde(default)]
            issue: Option<IssueType>,
            /// The priority.
            #[serde(default)]
            band: Option<u8>,
            /// Evidence to add.
            #[serde(default)]
            evidence: Vec<Evidence>,
        },
        /// Make two tickets one.
        Merge {
            /// The one that goes on.
            into: TicketId,
            /// The one that becomes part of it.
            from: TicketId,
        },
        /// Take sources out of a ticket into one of their own.
        Split {
            /// Which ticket.
            ticket: TicketId,
            /// Which sources leave it.
            sources: Vec<SourceId>,
        },
        /// Fold a ticket anew from its sources and from what was done on it: for one that `replay` finds deviating.
        Refold {
            /// Which ticket.
            ticket: TicketId,
        },
        /// Open an internal task.
        OpenTask {
            /// For which ticket.
            ticket: TicketId,
            /// What.
            kind: TaskKind,
            /// For which group; when empty, for the one that is configured for the kind.
            #[serde(default)]
            group: String,
            /// After which other tasks of the same ticket.
            #[serde(default)]
            after: Vec<TaskId>,
        },
        /// Move an internal task.
        MoveTask {
            /// Which.
            task: TaskId,
            /// How.
            trigger: TaskTrigger,
            /// To or by whom.
            #[serde(default)]
            agent: Option<AgentId>,
            /// Why, for block and fail.
            #[serde(default)]
            reason: Option<String>,
            /// How it came out, when it is done: all as wanted when absent. What that means for the ticket says a table.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            result: Option<TaskResult>,
            /// What the ticket is moved by when it is done, instead of what the table says.
            #[serde(default)]
            raises: Option<Trigger>,
            /// How much was paid, when that is not all of it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            amount: Option<Money>,
            /// Pieces per line.
            #[serde(default)]
            lines: Vec<LineOutcome>,
            /// The form: fields of the types that are configured for the kind.
            #[serde(default)]
            form: BTreeMap<String, CustomValue>,
            /// Photos, films and files, beside those that were given before.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            attachments: Vec<Evidence>,
        },
        /// Publish a configuration.
        Configure {
            /// The whole document.
            #[serde(deserialize_with = "super::config::object")]
            config: Box<Config>,
        },
        /// Add or change an agent.
        PutAgent {
            /// The agent.
            agent: Box<Agent>,
        },
        /// Remove an agent. Open tickets they have go back to the queues.
        RemoveAgent {
            /// Which.
            agent: AgentId,
        },
        /// Say whether an agent takes work.
        SetPresence {
            /// Which.
            agent: AgentId,
            /// Whether.
            presence: Presence,
            /// Only for as long as heartbeats come. Otherwise it is set by hand: it stays, whatever heartbeats come or fail
            /// to.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            leased: bool,
        },
        /// Say that an agent is still there: to be told well within the length of a lease. Who was set on lease stays as
        /// they are, and is online again if the lease had run out; to a status set by hand it does nothing.
        Heartbeat {
            /// Whose.
            agent: AgentId,
        },
        /// Let a phone keep a copy of an agent's work. Its key is given by `register_device`.
        RegisterDevice {
            /// The phone, by an id that was never used.
            device: DeviceId,
            /// Whose work.
            agent: AgentId,
        },
        /// Let it no longer: it is not answered again, and wipes itself when it next asks.
        RevokeDevice {
            /// The phone.
            device: DeviceId,
        },
        /// Add or change a product.
        PutProduct {
            /// The product.
            product: Box<Product>,
        },
        /// Say how many pieces of articles the warehouse has. From then on no more of them are promised than are there.
        SetStock {
            /// Article by article; those that are not named stay as they were.
            levels: Vec<StockCount>,
        },
        /// Join a listing to a product by hand.
        JoinListing {
            /// The listing.
            listing: ListingId,
            /// The product.
            product: ProductId,
        },
        /// Change what people keep on a customer.
        EditCustomer {
            /// Which.
            customer: CustomerId,
            /// Custom fields to set.
            #[serde(default)]
            custom: BTreeMap<String, CustomValue>,
            /// Tags to add.
            #[serde(default)]
            add_tags: Vec<String>,
        },
        /// Say that two customers are one person. No later observation takes them apart again.
        MergeCustomers {
            /// The one.
            one: CustomerId,
            /// The other.
            other: CustomerId,
        },
        /// Say that accounts of a customer are another person than its others. No later observation brings them together.
        SplitCustomer {
            /// Which.
            customer: CustomerId,
            /// The accounts that are somebody else's.
            accounts: BTreeSet<AccountId>,
        },
        /// Take back what was decided about who is who: all is as if it had not been.
        UndoDecision {
            /// Which.
            decision: DecisionId,
        },
        /// Say that a value names nobody (a front desk, a courier, the own warehouse), or that it counts again.
        BlockValue {
            /// The value; kind `phone` stands for a phone. Personal data, hashed on the way in.
            value: Given,
            /// Whether it names nobody.
            blocked: bool,
        },
        /// Change what the merchant keeps on an order line.
        EditLine {
            /// The order.
            order: OrderId,
            /// The platform's id of the line.
            line: String,
            /// Custom fields to set.
            custom: BTreeMap<String, CustomValue>,
        },
        /// Forget a customer: all that is personal goes, here and out of every copy; the figures stay.
        Forget {
            /// Which.
            customer: CustomerId,
            /// Even while tickets of theirs are open.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            force: bool,
            /// What is theirs: the desk looks it up when the command is given.
            #[serde(skip)]
            found: Box<Belongings>,
        },
        /// Set a dead letter going again.
        Redrive {
            /// Which job.
            job: JobId,
        },
        /// Throw a dead letter away.
        Drop {
            /// Which job.
            job: JobId,
        },
        /// Forget a quarantined payload (after it was read, or as useless).
        Release {
            /// Which.
            quarantine: QuarantineId,
        },
    }
}

/// The words of an answer may be left out beside a template. The calls of all languages have them as a parameter of their
/// own all the same, as they always had.
fn text_is_named(schema: &mut schemars::Schema) {
    let acts = schema.get_mut("oneOf").and_then(Value::as_array_mut);
    let is_reply = |act: &&mut Value| act.pointer("/properties/do/const").is_some_and(|word| word == "reply");
    let Some(reply) = acts.and_then(|acts| acts.iter_mut().find(is_reply)) else {
        return;
    };
    let text = reply.pointer_mut("/properties/text").and_then(Value::as_object_mut);
    if let Some(text) = text {
        text.remove("default");
    }
    let required = reply.get_mut("required").and_then(Value::as_array_mut);
    if let Some(required) = required.filter(|required| !required.iter().any(|name| name == "text")) {
        required.push("text".into());
    }
}

impl Act {
    /// The ticket it is about, if it is about one.
    pub fn ticket(&self) -> Option<TicketId> {
        match self {
            Self::Move { ticket, .. }
            | Self::Reply { ticket, .. }
            | Self::HandOff { ticket, .. }
            | Self::Note { ticket, .. }
            | Self::Assign { ticket, .. }
            | Self::AcceptOffer { ticket, .. }
            | Self::HoldOffer { ticket, .. }
            | Self::AskApproval { ticket, .. }
            | Self::RejectOffer { ticket, .. }
            | Self::Transfer { ticket, .. }
            | Self::Edit { ticket, .. }
            | Self::Split { ticket, .. }
            | Self::Tell { ticket, .. }
            | Self::Watch { ticket, .. }
            | Self::Unwatch { ticket, .. }
            | Self::Refold { ticket }
            | Self::OpenTask { ticket, .. } => Some(*ticket),
            Self::Merge { into, .. } => Some(*into),
            _ => None,
        }
    }

    /// The stable word for it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Move { trigger, .. } => trigger.as_str(),
            Self::Reply { .. } => "reply",
            Self::HandOff { .. } => "hand_off",
            Self::Note { .. } => "note",
            Self::Tell { verb, .. } => verb.as_str(),
            Self::Watch { .. } => "watch",
            Self::Unwatch { .. } => "unwatch",
            Self::Assign { .. } => "assign",
            Self::AcceptOffer { .. } => "accept_offer",
            Self::HoldOffer { .. } => "hold_offer",
            Self::AskApproval { .. } => "ask_approval",
            Self::RejectOffer { .. } => "reject_offer",
            Self::Transfer { .. } => "transfer",
            Self::Edit { .. } => "edit",
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Refold { .. } => "refold",
            Self::OpenTask { .. } => "open_task",
            Self::MoveTask { .. } => "move_task",
            Self::Configure { .. } => "configure",
            Self::PutAgent { .. } => "put_agent",
            Self::RemoveAgent { .. } => "remove_agent",
            Self::SetPresence { .. } => "set_presence",
            Self::Heartbeat { .. } => "heartbeat",
            Self::RegisterDevice { .. } => "register_device",
            Self::RevokeDevice { .. } => "revoke_device",
            Self::PutProduct { .. } => "put_product",
            Self::SetStock { .. } => "set_stock",
            Self::JoinListing { .. } => "join_listing",
            Self::EditCustomer { .. } => "edit_customer",
            Self::MergeCustomers { .. } => "merge_customers",
            Self::SplitCustomer { .. } => "split_customer",
            Self::UndoDecision { .. } => "undo_decision",
            Self::BlockValue { .. } => "block_value",
            Self::EditLine { .. } => "edit_line",
            Self::Forget { .. } => "forget",
            Self::Redrive { .. } => "redrive",
            Self::Drop { .. } => "drop",
            Self::Release { .. } => "release",
        }
    }
}

/// A command: who wants what, with the key that makes it happen once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Command {
    /// The same key is applied once, and answered the same way again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The version it was decided on: of the ticket, of the task where it moves one, of the configuration in force where it
    /// publishes one. A newer one refuses it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<i64>,
    /// Who wants it.
    pub actor: Actor,
    /// What is wanted.
    pub act: Act,
}
