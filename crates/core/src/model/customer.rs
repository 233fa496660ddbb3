//! Buyers: accounts on platforms, and the person behind them.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::affinity::Served;
use super::custom::CustomValue;
use super::ids::{AccountId, ConversationId, CustomerId, Platform, TicketId};
use super::time::Timestamp;

/// What a key says about the person who has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// A union id, exact in its scope.
    UnionId,
    /// A phone proven by the merchant's own channel (registered, caller id).
    ProvenPhone,
    /// A member number of the merchant.
    Member,
}

/// A key that was attested for an account. The value is personal data and is kept only as a keyed hash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct AttestedKey {
    /// What it is.
    pub kind: KeyKind,
    /// The scope in which it is unique; empty means everywhere.
    #[serde(default)]
    pub scope: String,
    /// The value as given. Personal data: hashed on the way in, never stored.
    pub value: String,
    /// Whether the platform's terms allow joining by it.
    #[serde(default = "yes")]
    pub linkable: bool,
}

fn yes() -> bool {
    true
}

/// What accounts of buyers are joined by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum JoinBy {
    /// By nothing but what people decide.
    Nothing,
    /// By keys that were attested for them.
    Keys,
    /// By what orders and messages show as well: receivers, nicknames, the number of an order that a buyer quotes.
    #[default]
    Records,
}

/// How the accounts of a person are found. A change holds for what comes after it; what was observed stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct IdentityConfig {
    /// What they are joined by.
    pub by: JoinBy,
    /// Whole phones of receivers are compared as they are. Without it only what a platform's mask would leave of them is:
    /// the terms of platforms that hand out whole ones do not always allow to join people by them.
    pub whole_phones: bool,
}

impl IdentityConfig {
    /// Nothing differs from the defaults.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A buyer's account on one platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The platform.
    pub platform: Platform,
    /// The scope of the uid.
    pub scope: String,
    /// The platform's id of the buyer. Personal data.
    pub uid: String,
    /// The nickname last seen. Personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// The customer it belongs to.
    pub customer: CustomerId,
    /// Conversations with it, newest known last; bounded.
    #[serde(default)]
    pub conversations: BTreeSet<ConversationId>,
    /// When it was first heard of.
    pub first_seen: Timestamp,
    /// Tickets of it on which money went back, with the time of it; bounded, the newest stay.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub refunds: BTreeSet<(TicketId, Timestamp)>,
}

/// A customer: one person, several accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Customer {
    /// The id, stable for ever; an id merged away redirects.
    pub id: CustomerId,
    /// The accounts.
    pub accounts: BTreeSet<AccountId>,
    /// The name to show. Personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The merchant's own fields.
    #[serde(default)]
    pub custom: BTreeMap<String, CustomValue>,
    /// Tags.
    #[serde(default)]
    pub tags: BTreeSet<String>,
    /// When the first account was first heard of.
    pub first_seen: Timestamp,
    /// What this id was merged into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<CustomerId>,
    /// Ids that were merged into this one.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub absorbed: BTreeSet<CustomerId>,
    /// Who last served them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served: Option<Served>,
}
