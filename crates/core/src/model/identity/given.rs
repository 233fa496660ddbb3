//! A value as it comes in, on its way to be hashed.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A value of a kind: an e-mail address, a member number, a nickname.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Given {
    /// The word of the kind.
    pub kind: String,
    /// The scope in which it is unique; empty means everywhere.
    #[serde(default)]
    pub scope: String,
    /// The value as given. Personal data: hashed on the way in, never stored.
    pub value: String,
    /// Whether the platform's terms allow joining by it; without a word the kind tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linkable: Option<bool>,
}
