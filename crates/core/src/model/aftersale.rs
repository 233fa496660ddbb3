//! One after-sale as its platform shows it: a snapshot, never a delta.
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::axes::Kind;
use super::claim::Claim;
use super::evidence::Evidence;
use super::issue::IssueType;
use super::money::Money;
use super::shipment::ParcelRef;
use super::time::Timestamp;

/// Who the buyer is on a platform, in the scope in which that platform keeps the id stable.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct AccountRef {
    /// The scope: a shop, an app, or the whole platform, as the adapter declares.
    pub scope: String,
    /// The platform's id of the buyer in that scope.
    pub uid: String,
    /// The nickname shown, if any. Personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
}

/// One line of an order that an after-sale is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AfterSaleLine {
    /// The platform's id of the order line.
    pub line: String,
    /// Pieces it is about; `None` when the platform does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// Money asked for this line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}

/// What an arbitration is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DisputeInfo {
    /// The platform's id of the arbitration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When evidence must be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence_due: Option<Timestamp>,
    /// The raw status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw_status: Option<String>,
}

/// One after-sale as its platform shows it now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AfterSale {
    /// The platform's id.
    pub external_id: String,
    /// The order it belongs to; `None` when the platform does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// The lines it is about; empty means the whole order.
    #[serde(default)]
    pub lines: Vec<AfterSaleLine>,
    /// The buyer, when the platform names one here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountRef>,
    /// What the buyer wants.
    pub kind: Kind,
    /// The platform's own type code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw_type: Option<String>,
    /// The platform's own status code.
    pub raw_status: String,
    /// Whether our table knows that status; an unknown one moves nothing.
    #[serde(default = "yes")]
    pub known: bool,
    /// The axes the status stands for.
    pub claim: Claim,
    /// Distance to the start of the path: of two snapshots with one revision the higher wins.
    pub rank: u16,
    /// Money asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested: Option<Money>,
    /// Money the platform says was paid back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refunded: Option<Money>,
    /// The problem, from the platform's reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<IssueType>,
    /// The platform's reason code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    /// The platform's reason text. What the buyer wrote may stand here: personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_text: Option<String>,
    /// When the buyer opened it.
    pub created_at: Timestamp,
    /// When it ended, for a final state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// Until when the platform waits for the present step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// The parcel on its way back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_parcel: Option<ParcelRef>,
    /// The replacement's parcel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement_parcel: Option<ParcelRef>,
    /// What the platform wants to see with the next action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version_token: Option<String>,
    /// Photos and files.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// The arbitration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dispute: Option<DisputeInfo>,
    /// Marks such as `refund_failed`.
    #[serde(default)]
    pub flags: BTreeSet<String>,
    /// Fields of the platform that the model has no place for, kept as text.
    #[serde(default)]
    pub extra: std::collections::BTreeMap<String, String>,
}

fn yes() -> bool {
    true
}
