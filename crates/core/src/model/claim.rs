//! What a platform says of the axes: a snapshot sets axes, never a headline.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::axes::{CancelReason, Decision, DisputeState, Goods, MoneyState, ReplacementState};

/// The axes a platform's snapshot speaks of; what it does not speak of is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Claim {
    /// Where the goods are, as far as the platform says; the carrier knows better.
    pub goods: Option<Goods>,
    /// What became of the money.
    pub money: Option<MoneyState>,
    /// What became of the replacement.
    pub replacement: Option<ReplacementState>,
    /// Where the arbitration stands.
    pub dispute: Option<DisputeState>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// It was answered; nothing has to move.
    pub answered: Option<bool>,
    /// The buyer was asked for something.
    pub asked_buyer: Option<bool>,
    /// A repair is running.
    pub repair_running: Option<bool>,
    /// It was cancelled, and by whom.
    pub cancel: Option<CancelReason>,
    /// The platform closed it for good.
    pub closed: bool,
    /// The platform paid back all of it: money ends the ticket whatever its kind was.
    pub full_refund: bool,
}
