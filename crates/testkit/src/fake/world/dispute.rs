//! Disputes before the platform's staff.

use super::{ChangeKind, WorldError};

/// Where a dispute before the platform's staff stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArbitrationState {
    /// The staff look at it.
    Open,
    /// The seller must hand in evidence.
    EvidenceWanted,
    /// Both sides may still agree.
    Negotiation,
    /// Over.
    Ended,
}

/// What the platform's staff decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The buyer is right: the request goes on as if agreed.
    ForBuyer,
    /// The seller is right: the request is closed.
    ForSeller,
    /// The buyer is right and gets the money at once.
    ForBuyerRefundNow,
}

impl TryFrom<i64> for Verdict {
    type Error = WorldError;

    /// 1 buyer, 2 seller, 3 buyer and refund now.
    fn try_from(code: i64) -> Result<Self, WorldError> {
        match code {
            1 => Ok(Self::ForBuyer),
            2 => Ok(Self::ForSeller),
            3 => Ok(Self::ForBuyerRefundNow),
            _ => Err(WorldError::BadInput("verdict must be 1, 2 or 3")),
        }
    }
}

/// One step of a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputeStep {
    /// When, epoch ms.
    pub at_ms: i64,
    /// What happened.
    pub kind: ChangeKind,
    /// What was written.
    pub text: String,
    /// Picture URLs or media numbers.
    pub images: Vec<String>,
}

/// A dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arbitration {
    /// How many disputes this after-sale has had, from 1.
    pub number: u32,
    /// Where it stands.
    pub state: ArbitrationState,
    /// The decision once made.
    pub verdict: Option<Verdict>,
    /// Opened, epoch ms.
    pub opened_ms: i64,
    /// Until when evidence is accepted, epoch ms.
    pub deadline_ms: Option<i64>,
    /// URLs the seller handed in.
    pub evidence: Vec<String>,
    /// What the seller wrote beside them.
    pub comment: String,
    /// What happened so far, oldest first.
    pub steps: Vec<DisputeStep>,
}
