//! Bots: what they may do by rule, the talk one has with a buyer, and how it ends with a person.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::AgentId;
use super::time::Timestamp;
use super::words::words;

words! {
    /// What part bots have in a ticket.
    pub enum BotUse {
        /// The bot has it first, people after it.
        First = "first",
        /// A person has it; bots leave notes and fill in fields.
        Assist = "assist",
        /// Bots have no part in it.
        Never = "never",
    }
}

words! {
    /// Why a bot no longer has a ticket.
    pub enum HandOffReason {
        /// The buyer asked for a person.
        AskedHuman = "asked_human",
        /// The bot was unsure of its answers.
        LowConfidence = "low_confidence",
        /// The bot knew no answer.
        NoAnswer = "no_answer",
        /// The buyer is upset.
        NegativeSentiment = "negative_sentiment",
        /// Something is at risk that a person has to look at.
        Risk = "risk",
        /// More money is asked for than the bot may approve.
        MoneyOverAuthority = "money_over_authority",
        /// The platform arbitrates.
        Dispute = "dispute",
        /// It answered as often as it may.
        MaxTurns = "max_turns",
        /// The bot failed, or is no longer there.
        BotError = "bot_error",
        /// The bot did not answer in time.
        BotTimeout = "bot_timeout",
        /// A person answered, or took the ticket.
        HumanTookOver = "human_took_over",
    }
}

/// What part bots have in the tickets of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BotPolicy {
    /// Which part.
    pub policy: BotUse,
    /// Which bot has them first: an agent of that kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<AgentId>,
    /// After so many replies it hands over; no bound when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_turns: Option<u32>,
    /// Replies of which it is less sure than this are unsure, in percent; two of them in a row and it hands over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_confidence: Option<u8>,
    /// A buyer waits no longer than this for the bot, in milliseconds; no bound when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout_ms: Option<i64>,
}

impl BotPolicy {
    /// The part, without any bound.
    pub const fn new(policy: BotUse) -> Self {
        Self {
            policy,
            id: None,
            max_turns: None,
            min_confidence: None,
            timeout_ms: None,
        }
    }

    /// The bot that has tickets first, if one does.
    pub fn first(&self) -> Option<AgentId> {
        self.id.filter(|_| self.policy == BotUse::First)
    }
}

/// What a bot leaves to the person after it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct HandedOver {
    /// What it was about. Personal data may stand here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What the buyer said, by name. Personal data may stand in the values.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// Answers that did not help, in order. Personal data may stand here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tried: Vec<String>,
    /// Where your code keeps the whole talk. Personal data may stand here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcript: Option<String>,
}

/// How a bot's talk ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TalkEnd {
    /// Why.
    pub reason: HandOffReason,
    /// When.
    pub at: Timestamp,
    /// What it left.
    #[serde(default)]
    pub left: HandedOver,
}

/// The talk a bot has on a ticket. As long as it is not over, the bot has the ticket and nobody else; afterwards no bot does
/// anything on it, until a person gives it to one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BotTalk {
    /// The bot.
    pub bot: AgentId,
    /// Since when it has the ticket.
    pub since: Timestamp,
    /// Replies it gave.
    #[serde(default)]
    pub turns: u32,
    /// Of those the last ones in a row of which it was unsure.
    #[serde(default)]
    pub unsure: u32,
    /// When it last did something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_at: Option<Timestamp>,
    /// Marks of what the desk wrote to the buyer meanwhile, the last twenty: a channel that shows it again shows no person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<String>,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<TalkEnd>,
}

impl BotTalk {
    /// A talk that begins.
    pub const fn begin(bot: AgentId, since: Timestamp) -> Self {
        Self {
            bot,
            since,
            turns: 0,
            unsure: 0,
            last_at: None,
            said: Vec::new(),
            over: None,
        }
    }
}
