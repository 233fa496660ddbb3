//! What belongs to the steps of automations that give a command with values of its own.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::action::ActionVerb;
use super::custom::CustomValue;
use super::handoff::TaskKind;
use super::trigger::Trigger;

/// A task that an automation opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AutomationTask {
    /// What is to be done.
    pub kind: TaskKind,
    /// By which group.
    pub group: String,
}

/// How an automation moves a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AutomationMove {
    /// How: one of [`AutomationMove::TRIGGERS`].
    pub trigger: Trigger,
    /// The platform's reason code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    /// Words to the buyer, with the places of an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl AutomationMove {
    /// What can be done without a person, since it promises neither money nor goods. What does is granted by `approve`, within
    /// its limit.
    pub const TRIGGERS: [Trigger; 5] = [
        Trigger::AskBuyer,
        Trigger::Answer,
        Trigger::Reject,
        Trigger::Close,
        Trigger::Reopen,
    ];
}

/// A field of the merchant's on the ticket that an automation sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AutomationField {
    /// The name of the field.
    pub name: String,
    /// The value.
    pub is: CustomValue,
}

/// What an automation tells a platform beside all moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AutomationTell {
    /// What: one of [`AutomationTell::VERBS`].
    pub verb: ActionVerb,
    /// The words, with the places of an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl AutomationTell {
    /// What needs nothing but words: of which parcel is meant only a person knows.
    pub const VERBS: [ActionVerb; 3] = [ActionVerb::ExtendTime, ActionVerb::AddRemark, ActionVerb::Reopen];
}
