//! One evening of live selling: several rooms on several platforms, one show.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{Platform, ShopId, ShowId};
use super::order::HostRef;
use super::time::Timestamp;

/// One room of a show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Room {
    /// The platform it runs on.
    pub platform: Platform,
    /// The shop that sells in it.
    pub shop: ShopId,
    /// The platform's id of the room.
    pub external_id: String,
}

/// What was on screen from some moment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OnScreen {
    /// From when.
    pub from: Timestamp,
    /// Until when; `None` while it still is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// The sku shown.
    pub sku: String,
    /// The link number the host calls out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<u32>,
}

/// A line the host said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Caption {
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: String,
}

/// One evening of live selling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Show {
    /// Its id.
    pub id: ShowId,
    /// What it is called.
    pub title: String,
    /// Who sells.
    pub host: HostRef,
    /// The rooms it runs in.
    pub rooms: Vec<Room>,
    /// Planned or real start.
    pub starts_at: Timestamp,
    /// Planned or real end.
    pub ends_at: Timestamp,
    /// What was on screen when.
    #[serde(default)]
    pub on_screen: Vec<OnScreen>,
    /// Caption lines.
    #[serde(default)]
    pub captions: Vec<Caption>,
    /// The revision of the fact it was told by.
    #[serde(default)]
    pub revision: i64,
}

/// Which shows use a room, and which run in a shop: rows the rules look up by key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShowIndex {
    /// Shows with their start and end, sorted by start.
    pub shows: Vec<(ShowId, Timestamp, Timestamp)>,
}
