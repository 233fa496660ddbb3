//! Actions: what we can tell a platform.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use super::job::ObjectRef;
use super::money::Money;
use super::shipment::ParcelRef;
use super::time::Timestamp;
use super::words::words;

words! {
    /// What we tell a platform; each adapter declares which of these it can do.
    pub enum ActionVerb {
        /// Agree to pay back without return.
        ApproveRefund = "approve_refund",
        /// Agree that goods come back.
        ApproveReturn = "approve_return",
        /// Agree to exchange.
        ApproveExchange = "approve_exchange",
        /// Agree to repair.
        ApproveRepair = "approve_repair",
        /// Agree to send again.
        ApproveResend = "approve_resend",
        /// Refuse the request.
        Reject = "reject",
        /// The goods are back and fine: pay.
        ConfirmReturn = "confirm_return",
        /// The goods are back and not fine: refuse.
        RejectReturn = "reject_return",
        /// The replacement is on its way.
        ShipReplacement = "ship_replacement",
        /// Hand in evidence.
        SubmitEvidence = "submit_evidence",
        /// The goods came back to the warehouse.
        ReportArrival = "report_arrival",
        /// The shipment was stopped.
        ReportIntercepted = "report_intercepted",
        /// Ask the carrier to stop the parcel.
        InterceptParcel = "intercept_parcel",
        /// Ask for more time.
        ExtendTime = "extend_time",
        /// Propose another settlement to the buyer: part of the money, or a return instead.
        Offer = "offer",
        /// Ask the buyer for proof.
        AskBuyer = "ask_buyer",
        /// Leave a note for sellers.
        AddRemark = "add_remark",
        /// Open the after-sale channel again.
        Reopen = "reopen",
        /// Write to the buyer.
        SendMessage = "send_message",
    }
}

impl ActionVerb {
    /// What can be told by itself, since it moves no ticket.
    pub const ASIDES: [Self; 5] = [
        Self::ReportIntercepted,
        Self::InterceptParcel,
        Self::ExtendTime,
        Self::AddRemark,
        Self::Reopen,
    ];
}

/// One action on one outside object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Action {
    /// What to do.
    pub verb: ActionVerb,
    /// On which object.
    pub object: ObjectRef,
    /// The platform's own type code of that object: some platforms have a verb per type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw_type: Option<String>,
    /// The platform's own status code that we believe in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw_status: Option<String>,
    /// The version the platform gave: it refuses when the object moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version_token: Option<String>,
    /// The platform's revision of the object that this was decided on: what moved on since is not told again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
    /// How much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The platform's reason code, where it demands one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    /// Words the buyer may see. Personal data may stand here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The platform's id of the return address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The parcel concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parcel: Option<ParcelRef>,
    /// Evidence.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// When it happened, for reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// The platform's id of the arbitration, for actions in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dispute: Option<String>,
    /// The order, for actions that name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
}
