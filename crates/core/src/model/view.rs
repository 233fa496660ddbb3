//! What a buyer may see of a ticket: made for them, field by field, so that nothing internal can slip in.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::axes::Headline;
use super::money::Money;
use super::notice::Notice;
use super::number::TicketNumber;
use super::shipment::{Direction, ParcelState};
use super::time::Timestamp;

/// One step on the way to the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// What it is called, in the buyer's language.
    pub label: String,
    /// It is behind us.
    pub done: bool,
    /// It is the one we are at. At most one step is.
    pub current: bool,
}

/// A parcel, as its buyer may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BuyerParcel {
    /// Which way it goes.
    pub direction: Direction,
    /// The tracking number.
    pub tracking: String,
    /// The carrier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// Where it is, as far as the carrier said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ParcelState>,
}

/// A notice of the present episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BuyerNotice {
    /// Which.
    pub notice: Notice,
    /// What it is called, in the buyer's language.
    pub label: String,
}

/// What a buyer may see of a ticket, in the buyer's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BuyerView {
    /// The number to read aloud.
    pub number: TicketNumber,
    /// The state.
    pub headline: Headline,
    /// What the state is called.
    pub headline_label: String,
    /// The steps to the end of this kind of request.
    pub progress: Vec<Step>,
    /// What happens next, and who does it.
    pub next_step: String,
    /// Until when: the platform's deadline of the present step, else what we aim at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_by: Option<Timestamp>,
    /// The money it is about: paid back, else approved, else asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Parcels of the after-sale: the return and the replacement.
    #[serde(default)]
    pub parcels: Vec<BuyerParcel>,
    /// Notices recorded in the present episode.
    #[serde(default)]
    pub notices: Vec<BuyerNotice>,
}
