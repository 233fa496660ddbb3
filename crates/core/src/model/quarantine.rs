//! Payloads that could not be read: kept whole, with the reason.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::Payload;
use super::ids::{Platform, QuarantineId, ShopId};
use super::time::Timestamp;

/// A payload that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quarantine {
    /// Its id: the digest of what it holds, so that a repeat is one.
    pub id: QuarantineId,
    /// The platform.
    pub platform: Platform,
    /// The shop, if one was found.
    pub shop: Option<ShopId>,
    /// What it was meant to be: `webhook`, `poll`, `detail`, `fact`.
    pub from: String,
    /// Why it could not be read.
    pub reason: String,
    /// The bytes, as text where they are UTF-8, else hexadecimal. Personal data.
    pub payload: Payload,
    /// Whether `payload` is hexadecimal.
    pub hex: bool,
    /// When it first came.
    pub at: Timestamp,
    /// How often it came.
    pub times: u32,
}
