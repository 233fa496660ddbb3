//! Jobs: what remains to be done outside, or later.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::json::tagged;

use super::action::Action;
use super::conversation::Channel;
use super::ids::{
    AgentId, ConversationId, JobId, MessageId, Platform, QueueId, ShopId, ShopKey, ShowId, TaskId, TicketId, Uid,
};
use super::notice::Notice;
use super::time::Timestamp;
use super::words::words;

words! {
    /// What kind of work a job is.
    pub enum JobKind {
        /// Read an outside object again.
        Refetch = "refetch",
        /// Tell a platform what we decided.
        Action = "action",
        /// Tell the buyer how far it is.
        Notify = "notify",
        /// Send the buyer an answer of ours.
        Reply = "reply",
        /// Ask a shop what changed.
        Poll = "poll",
        /// Get a new access token.
        Token = "token",
        /// A moment a ticket waits for.
        Timer = "timer",
        /// The moment at which a task is due.
        TaskTimer = "task_timer",
        /// Give waiting tickets of a queue to agents who became free.
        Drain = "drain",
        /// Give open tasks of a group to agents who became free.
        DrainTasks = "drain_tasks",
        /// Take tickets from an agent who is no longer there.
        Vacate = "vacate",
        /// A moment the presence of an agent waits for.
        Attend = "attend",
        /// Work out again which host sold the orders of a show.
        Attribute = "attribute",
        /// Bring open tickets in line with the configuration that was published.
        Reapply = "reapply",
    }
}

/// An outside object that can be read again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct ObjectRef {
    /// The platform.
    pub platform: Platform,
    /// The shop.
    pub shop: ShopId,
    /// What it is: `aftersale`, `order`.
    pub object: String,
    /// The platform's id.
    pub external_id: String,
}

tagged! {
    "kind";
    /// What is to be done.
    #[derive(Clone, Debug, PartialEq)]
    pub enum JobBody {
        /// Read an outside object again.
        Refetch {
            /// Which.
            object: ObjectRef,
            /// The newest revision a webhook claimed; an older answer is asked again.
            claimed: Option<i64>,
            /// How often an older answer came.
            #[serde(default)]
            stale: u32,
        },
        /// Tell a platform what we decided.
        Action {
            /// The ticket it is for.
            ticket: TicketId,
            /// The episode in which it was decided.
            episode: u32,
            /// What to tell.
            action: Box<Action>,
            /// Which of the ticket's commands it carries: the time of its local entry.
            entry: Timestamp,
        },
        /// Tell the buyer how far it is.
        Notify {
            /// The ticket.
            ticket: TicketId,
            /// The episode.
            episode: u32,
            /// Which notice.
            notice: Notice,
        },
        /// Send the buyer an answer of ours.
        Reply {
            /// The ticket.
            ticket: TicketId,
            /// Through which channel.
            channel: Channel,
            /// On which platform.
            platform: Platform,
            /// In which shop.
            shop: ShopId,
            /// In which conversation, if one is open.
            conversation: Option<ConversationId>,
            /// The message that holds the words.
            message: MessageId,
        },
        /// Ask a shop what changed.
        Poll {
            /// The platform.
            platform: Platform,
            /// The shop.
            shop: ShopId,
        },
        /// Get a new access token.
        Token {
            /// The platform.
            platform: Platform,
            /// The shop.
            shop: ShopId,
        },
        /// A moment a ticket waits for.
        Timer {
            /// The ticket.
            ticket: TicketId,
        },
        /// The moment at which a task is due.
        TaskTimer {
            /// The task.
            task: TaskId,
        },
        /// Give waiting tickets of a queue to agents who became free.
        Drain {
            /// The queue.
            queue: QueueId,
        },
        /// Give open tasks of a group to agents who became free.
        DrainTasks {
            /// The group.
            group: String,
        },
        /// Take tickets from an agent who is no longer there.
        Vacate {
            /// Who that was.
            agent: AgentId,
        },
        /// A moment the presence of an agent waits for: a lease runs out, a grace is over, a shift begins or ends.
        Attend {
            /// Whose.
            agent: AgentId,
        },
        /// Work out again which host sold the orders of a show.
        Attribute {
            /// The show.
            show: ShowId,
            /// Where it stood before it changed: orders there are looked at too.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            formerly: Vec<(ShopKey, Timestamp, Timestamp)>,
        },
        /// Bring open tickets in line with the configuration that was published: a part at a time, until all were looked at.
        Reapply,
    }
}

impl JobBody {
    /// What kind of work it is.
    pub fn kind(&self) -> JobKind {
        match self {
            Self::Refetch { .. } => JobKind::Refetch,
            Self::Action { .. } => JobKind::Action,
            Self::Notify { .. } => JobKind::Notify,
            Self::Reply { .. } => JobKind::Reply,
            Self::Poll { .. } => JobKind::Poll,
            Self::Token { .. } => JobKind::Token,
            Self::Timer { .. } => JobKind::Timer,
            Self::TaskTimer { .. } => JobKind::TaskTimer,
            Self::Drain { .. } => JobKind::Drain,
            Self::DrainTasks { .. } => JobKind::DrainTasks,
            Self::Vacate { .. } => JobKind::Vacate,
            Self::Attend { .. } => JobKind::Attend,
            Self::Attribute { .. } => JobKind::Attribute,
            Self::Reapply => JobKind::Reapply,
        }
    }

    /// The id of the one job for this piece of work.
    pub fn id(&self) -> JobId {
        let key = match self {
            Self::Refetch { object, .. } => Uid::digest(&[
                object.platform.as_str(),
                object.shop.as_str(),
                &object.object,
                &object.external_id,
            ])
            .to_hex(),
            Self::Action {
                ticket,
                episode,
                action,
                entry,
            } => {
                format!(
                    "{ticket}/{episode}/{}/{}/{}",
                    action.verb.as_str(),
                    action.object.external_id,
                    entry.0
                )
            }
            Self::Notify {
                ticket,
                episode,
                notice,
            } => format!("{ticket}/{episode}/{notice}"),
            Self::Reply { message, .. } => message.to_string(),
            Self::Poll { platform, shop } | Self::Token { platform, shop } => {
                Uid::digest(&[platform.as_str(), shop.as_str()]).to_hex()
            }
            Self::Timer { ticket } => ticket.to_string(),
            Self::TaskTimer { task } => task.to_string(),
            Self::Drain { queue } => queue.to_string(),
            Self::DrainTasks { group } => group.clone(),
            Self::Vacate { agent } | Self::Attend { agent } => agent.to_string(),
            Self::Attribute { show, .. } => show.to_string(),
            Self::Reapply => String::new(),
        };
        JobId::of(self.kind().as_str(), &key)
    }

    /// The shop whose calls it uses, for leases, limits and breakers per shop.
    pub fn shop(&self) -> Option<(&Platform, &ShopId)> {
        match self {
            Self::Refetch { object, .. } => Some((&object.platform, &object.shop)),
            Self::Action { action, .. } => Some((&action.object.platform, &action.object.shop)),
            Self::Poll { platform, shop } | Self::Token { platform, shop } | Self::Reply { platform, shop, .. } => {
                Some((platform, shop))
            }
            Self::Notify { .. }
            | Self::Timer { .. }
            | Self::TaskTimer { .. }
            | Self::Drain { .. }
            | Self::DrainTasks { .. }
            | Self::Vacate { .. }
            | Self::Attend { .. }
            | Self::Attribute { .. }
            | Self::Reapply => None,
        }
    }

    /// The ticket it is for, if it is for one.
    pub fn ticket(&self) -> Option<TicketId> {
        match self {
            Self::Action { ticket, .. }
            | Self::Notify { ticket, .. }
            | Self::Reply { ticket, .. }
            | Self::Timer { ticket } => Some(*ticket),
            _ => None,
        }
    }
}

/// Where a job stands. A job that is done is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Waits for its time.
    Waiting,
    /// Somebody works on it until `run_at`; the lease must match when it is settled.
    Leased(Uid),
    /// It was sent and no answer is known; it is read back before anything else.
    InDoubt,
    /// It was given up: a person sees it and may set it going again.
    Dead,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Job {
    /// Its id: one job per piece of work.
    pub id: JobId,
    /// What is to be done.
    pub body: JobBody,
    /// When: for a leased job, when the lease ends.
    pub run_at: Timestamp,
    /// How often it was tried.
    pub attempt: u32,
    /// Where it stands.
    pub state: JobState,
    /// It was asked for again while somebody worked on it.
    pub again: bool,
    /// A read-back comes first: the last try may have taken effect.
    pub doubt: bool,
    /// The last failure, as one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// How far a list is looked at that is done a part at a time: the next part begins after this place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// When it was first asked for.
    pub created_at: Timestamp,
}

impl Job {
    /// A job that nobody tried yet: what is to be done, when, and when it was asked for.
    pub fn new(body: JobBody, run_at: Timestamp, created_at: Timestamp) -> Self {
        Self {
            id: body.id(),
            body,
            run_at,
            attempt: 0,
            state: JobState::Waiting,
            again: false,
            doubt: false,
            failure: None,
            place: None,
            created_at,
        }
    }
}
