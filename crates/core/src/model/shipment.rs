//! Parcels: where goods are, as carriers and lockers say.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{OrderId, ParcelId, SourceId};
use super::revision::Revision;
use super::time::Timestamp;

/// A parcel as an order or after-sale names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct ParcelRef {
    /// The tracking number.
    pub number: String,
    /// The carrier's code or name, as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
}

impl ParcelRef {
    /// The key of that parcel.
    pub fn id(&self) -> ParcelId {
        ParcelId::of(&self.number)
    }
}

/// Which way a parcel goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To the buyer, the original goods.
    Outbound,
    /// Back to us.
    Return,
    /// To the buyer, the replacement or the repaired piece.
    Replacement,
}

/// Where a parcel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ParcelState {
    /// Known by number only.
    Announced,
    /// Handed to the carrier.
    PickedUp,
    /// Dropped into a locker.
    AtLocker,
    /// Moving.
    InTransit,
    /// Handed over at its destination.
    Delivered,
    /// Going back to its sender.
    Returned,
    /// Lost.
    Lost,
}

/// What a carrier or locker says of a parcel now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ParcelSnapshot {
    /// The tracking number.
    pub number: String,
    /// The carrier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// Where it is.
    pub state: ParcelState,
    /// Since when.
    pub at: Timestamp,
    /// The carrier's last words. Personal data may stand here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_scan: Option<String>,
}

/// A parcel, and the sources and orders that speak of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Parcel {
    /// What the carrier says; `None` until it said anything.
    pub snapshot: Option<ParcelSnapshot>,
    /// How new that is.
    pub revision: Revision,
    /// The order whose goods it brought to the buyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// The sources that name this number, with the direction they give it.
    pub named_by: Vec<(SourceId, Direction)>,
}
