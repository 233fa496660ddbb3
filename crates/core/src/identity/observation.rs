//! What is observed of somebody, as it comes in: plain values that are hashed on the way.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::model::identity::Given;
use crate::model::ids::{AccountId, Platform, Uid};
use crate::model::time::Timestamp;

/// An account: the platform's id of a buyer, in the scope in which it is unique (often one shop).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Handle {
    /// The platform.
    pub platform: Platform,
    /// The scope of the uid.
    pub scope: String,
    /// The platform's id. Personal data.
    pub uid: String,
}

impl Handle {
    /// The node of the account: the same id as everywhere in the engine.
    pub fn node(&self) -> Uid {
        AccountId::of(&self.platform, &self.scope, &self.uid).0
    }
}

/// How much of a phone is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PhoneShown {
    /// As it is: whole or masked, which is told by its form.
    #[default]
    Plain,
    /// A number that the platform lends for one order: no evidence of anything.
    Private,
}

/// A block of name, phone and address: of the account itself, or of whoever a parcel goes to. Personal data throughout.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Block {
    /// A parcel's receiver; else the account's own: registered, or said by a caller.
    pub receiver: bool,
    /// The whole name as written; or the two parts below.
    pub name: String,
    /// The given name.
    pub given: String,
    /// The family name.
    pub surname: String,
    /// The phone, whole or masked.
    pub phone: String,
    /// How much of it is shown.
    pub phone_shown: PhoneShown,
    /// The platform's ciphertext of the phone, equal for equal phones in its scope.
    pub token: String,
    /// The platform's token of this whole block, equal for equal blocks in its scope.
    pub block: String,
    /// The scope of the two tokens.
    pub token_scope: String,
    /// Province or state.
    pub province: String,
    /// City or suburb.
    pub city: String,
    /// District.
    pub district: String,
    /// Road, house, room.
    pub detail: String,
    /// The postcode.
    pub postcode: String,
}

/// One observation: an order, a call, a profile. The same source and id with a newer version replaces it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Observation {
    /// Where it comes from.
    pub source: String,
    /// Its id there; empty for one that has none, which is then the same as any with the same content.
    #[serde(default)]
    pub id: String,
    /// Its version; a lower one than what is known is old news.
    #[serde(default)]
    pub version: u64,
    /// When it was made.
    pub at: Timestamp,
    /// The account; a contact without one is somebody of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Handle>,
    /// `false`: it neither gives nor takes part in any joining.
    #[serde(default = "yes")]
    pub link: bool,
    /// Values.
    #[serde(default)]
    pub values: Vec<Given>,
    /// Blocks.
    #[serde(default)]
    pub blocks: Vec<Block>,
}

fn yes() -> bool {
    true
}

impl Observation {
    /// One with nothing in it yet.
    pub fn new(source: &str, id: &str, at: Timestamp) -> Self {
        Self {
            source: source.to_owned(),
            id: id.to_owned(),
            version: 0,
            at,
            account: None,
            link: true,
            values: Vec::new(),
            blocks: Vec::new(),
        }
    }

    /// Adds a value; an empty one is not said.
    pub fn with(mut self, kind: &str, scope: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.values.push(Given {
                kind: kind.to_owned(),
                scope: scope.to_owned(),
                value: value.to_owned(),
                linkable: None,
            });
        }
        self
    }

    /// The node it is of.
    pub fn node(&self) -> Uid {
        match &self.account {
            Some(handle) => handle.node(),
            None if self.id.is_empty() => Uid::digest(&["contact", &serde_json::to_string(self).unwrap_or_default()]),
            None => Uid::digest(&["contact", &self.source, &self.id]),
        }
    }
}
