//! What a platform can do, as its adapter declares it and the suite proves it.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::action::ActionVerb;
use crate::model::axes::Kind;
use crate::model::order::Attribution;

/// How sure we are that something works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// Seen in independent sources.
    Confirmed,
    /// Inferred or seen once: behind a switch, off by default.
    Unconfirmed,
    /// The platform offers nothing for it, as far as we know.
    Unsupported,
}

/// How news of a platform comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaysIn {
    /// Pushed, proven and complete.
    VerifiedWebhook,
    /// Pushed, but only a hint.
    HintWebhook,
    /// Nothing is pushed.
    None,
}

/// An id of a buyer that a platform gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IdentityKey {
    /// What the platform calls it.
    pub name: &'static str,
    /// In which scope it is stable: `shop`, `app`, `platform`.
    pub scope: &'static str,
    /// Whether it may join accounts across platforms.
    pub linkable: bool,
    /// How sure the scope is.
    pub support: Support,
}

/// What a platform can do.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Capabilities {
    /// How news is pushed.
    pub webhook: WaysIn,
    /// Whether it can be polled.
    pub poll: bool,
    /// The widest window of one poll, in milliseconds.
    pub poll_window_ms: i64,
    /// How much windows overlap, in milliseconds.
    pub poll_overlap_ms: i64,
    /// Object types that are after-sales, those that stand beside one included.
    pub after_sales: &'static [&'static str],
    /// Objects that can be read one by one: `aftersale`, `order`.
    pub detail: &'static [&'static str],
    /// Kinds of after-sale it has.
    pub kinds: &'static [Kind],
    /// What it can be told.
    pub actions: &'static [(ActionVerb, Support)],
    /// Whether it says which reasons it accepts with a refusal.
    pub reasons: bool,
    /// Whether buyers can be written to through its API.
    pub chat: bool,
    /// How a host is found.
    pub live: Attribution,
    /// The ids of buyers.
    pub identity: &'static [IdentityKey],
    /// Calls a second and shop that it takes without complaint.
    pub calls_per_second: u32,
    /// Whether access tokens end and must be renewed.
    pub tokens_expire: bool,
}

impl Capabilities {
    /// How well an action is supported.
    pub fn action(&self, verb: ActionVerb) -> Support {
        self.actions
            .iter()
            .find(|(v, _)| *v == verb)
            .map_or(Support::Unsupported, |(_, s)| *s)
    }
    /// Whether objects of that type can be read one by one.
    pub fn can_read(&self, object: &str) -> bool {
        self.detail.contains(&object)
    }
}
