//! Automations: what is done by itself when something happens to a ticket, or when it stood still for long.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use super::automation_step::{AutomationField, AutomationMove, AutomationTask, AutomationTell};
use super::axes::Headline;
use super::condition::When;
use super::event_is::EventIs;
use super::ids::AgentId;
use super::issue::IssueType;
use super::money::Money;
use super::template::TemplateUse;
use super::words::words;

/// Does something by itself. Each is done at most once for what called it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Automation {
    /// Its name, unique: what was done is remembered by it.
    pub name: String,
    /// What calls it.
    pub on: AutomationOn,
    /// For which of those events, by what they say.
    #[serde(default, skip_serializing_if = "EventIs::is_any")]
    pub event: EventIs,
    /// For which tickets, as they are then.
    #[serde(default = "always")]
    pub when: When,
    /// What is done, in this order; all of it or nothing.
    pub then: Vec<AutomationStep>,
    /// Whether it is looked at at all.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    #[schemars(extend("default" = true))]
    pub enabled: bool,
}

/// What calls an automation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AutomationOn {
    /// One of these was recorded on a ticket.
    Events(Vec<Occasion>),
    /// A ticket stood in a headline for some time.
    After(StateAge),
    /// A buyer who was answered wrote again, and for some time nobody answered that.
    Unanswered(Span),
    /// The platform's deadline for the present step is no farther away.
    Deadline(Span),
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// So many milliseconds.
    pub ms: i64,
}

/// How long a ticket must have stood in a headline. Coming into it again counts anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateAge {
    /// In one of these.
    pub headlines: Vec<Headline>,
    /// For so many milliseconds.
    pub ms: i64,
}

words! {
    /// What calls an automation: events of the log, by their kinds.
    pub enum Occasion {
        /// A ticket was opened.
        TicketOpened = "ticket_opened",
        /// Its headline moved.
        StateChanged = "state_changed",
        /// The buyer wants something else.
        KindChanged = "kind_changed",
        /// A request or a conversation joined it.
        SourceJoined = "source_joined",
        /// The buyer wrote. What we write calls nothing.
        MessageAdded = "message_added",
        /// A clock of ours came near its target or passed it.
        ClockPassed = "clock_passed",
        /// A rung of an escalation was done.
        Escalated = "escalated",
        /// A task of it moved.
        TaskMoved = "task_moved",
        /// A task of it was not done when it was due.
        TaskOverdue = "task_overdue",
        /// A task of it waits, and nobody is in the groups that may do it.
        TaskUnstaffed = "task_unstaffed",
        /// Money of it moved.
        MoneyMoved = "money_moved",
        /// More goes back than was paid.
        OverRefund = "over_refund",
        /// A platform says what our tables do not know.
        UnknownStatus = "unknown_status",
        /// A platform refused what we told it.
        ActionFailed = "action_failed",
        /// It came into a queue.
        Enqueued = "enqueued",
        /// Its queue had no place.
        Overflowed = "overflowed",
        /// Somebody has it.
        Assigned = "assigned",
        /// Nobody has it any more.
        Released = "released",
        /// Its tags, fields, band, problem or evidence were changed.
        TicketEdited = "ticket_edited",
        /// Somebody left a note.
        NoteAdded = "note_added",
    }
}

/// What an automation does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AutomationStep {
    /// Gives the ticket this tag.
    Tag(String),
    /// Takes this tag away.
    Untag(String),
    /// Leaves a note for colleagues.
    Note(String),
    /// Answers the buyer: `{number}`, `{amount}` and `{approved}` stand for what the ticket says.
    Reply(String),
    /// Answers the buyer by a template.
    Template(TemplateUse),
    /// Puts it into this queue.
    Queue(String),
    /// Gives it this priority, 0 (now) to 4.
    Band(u8),
    /// Opens a task.
    Task(AutomationTask),
    /// Tells a group: the event names it, who is in it is told by the host.
    Notify(String),
    /// Grants the request if no more than this is asked for; one amount for a currency.
    Approve(Vec<Money>),
    /// Gives it to this agent.
    Assign(AgentId),
    /// Lets this agent hear of it.
    Watch(AgentId),
    /// Moves it, by what promises neither money nor goods.
    Move(AutomationMove),
    /// Sets a field of the merchant's on it.
    Custom(AutomationField),
    /// Says what the problem is.
    Issue(IssueType),
    /// Tells the platform something that moves nothing here.
    Tell(AutomationTell),
}

impl AutomationStep {
    /// Its name, as it is written.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Tag(_) => "tag",
            Self::Untag(_) => "untag",
            Self::Note(_) => "note",
            Self::Reply(_) => "reply",
            Self::Template(_) => "template",
            Self::Queue(_) => "queue",
            Self::Band(_) => "band",
            Self::Task(_) => "task",
            Self::Notify(_) => "notify",
            Self::Approve(_) => "approve",
            Self::Assign(_) => "assign",
            Self::Watch(_) => "watch",
            Self::Move(_) => "move",
            Self::Custom(_) => "custom",
            Self::Issue(_) => "issue",
            Self::Tell(_) => "tell",
        }
    }
}

words! {
    /// Why an automation was not carried out.
    pub enum AutomationStop {
        /// A step of it is not possible now; none was done.
        Refused = "refused",
        /// Automations called each other too often.
        TooDeep = "too_deep",
        /// It was done on this ticket too often.
        TooOften = "too_often",
    }
}

/// What is remembered of an automation on a ticket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AutomationDone {
    /// How often it was done.
    pub times: u32,
    /// What was counted from when it was last due by time: since when the ticket stood where it did or the buyer waited, or the
    /// deadline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<super::time::Timestamp>,
}

fn always() -> When {
    When::Always
}
fn yes() -> bool {
    true
}
// Serde hands over a reference.
fn is_true(it: &bool) -> bool {
    *it
}
