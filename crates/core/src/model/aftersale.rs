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

/// The name of an outside object in its shop.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct ObjectName {
    /// What it is: `aftersale`, `return`, `complaint`.
    pub object: String,
    /// The platform's id.
    pub external_id: String,
}

/// The object type of an after-sale on a platform that has one type only.
pub const AFTERSALE: &str = "aftersale";

/// One after-sale as its platform shows it now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AfterSale {
    /// What the platform has it as. Ids are unique within a type: a platform may have returns and cancellations.
    #[serde(default = "aftersale", skip_serializing_if = "is_aftersale")]
    #[schemars(extend("default" = "aftersale"))]
    pub object: String,
    /// The platform's id.
    pub external_id: String,
    /// Objects that are the same request: what it was before the buyer edited it, or what an older interface shows of it.
    /// Where one of those is known too, this one speaks for both.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instead_of: Vec<ObjectName>,
    /// The after-sale beside which it stands: such an object (a complaint) speaks of the axes it names and of nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<ObjectName>,
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
fn aftersale() -> String {
    AFTERSALE.to_owned()
}
fn is_aftersale(object: &str) -> bool {
    object == AFTERSALE
}

impl AfterSale {
    /// An after-sale of which nothing more is known than this.
    pub fn new(
        external_id: impl Into<String>,
        kind: Kind,
        raw_status: impl Into<String>,
        created_at: Timestamp,
    ) -> Self {
        Self {
            object: aftersale(),
            external_id: external_id.into(),
            instead_of: Vec::new(),
            beside: None,
            order: None,
            lines: Vec::new(),
            account: None,
            kind,
            raw_type: None,
            raw_status: raw_status.into(),
            known: true,
            claim: Claim::default(),
            rank: 0,
            requested: None,
            refunded: None,
            issue: None,
            reason_code: None,
            reason_text: None,
            created_at,
            ended_at: None,
            deadline: None,
            return_parcel: None,
            replacement_parcel: None,
            version_token: None,
            evidence: Vec::new(),
            dispute: None,
            flags: BTreeSet::new(),
            extra: std::collections::BTreeMap::new(),
        }
    }

    /// Its name in its shop.
    pub fn name(&self) -> ObjectName {
        ObjectName {
            object: self.object.clone(),
            external_id: self.external_id.clone(),
        }
    }
}
