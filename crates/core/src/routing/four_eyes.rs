//! Four eyes: who decided on a ticket is kept from it while the platform arbitrates over that decision.
use std::collections::BTreeSet;

use super::place::Placement;
use crate::model::ids::AgentId;
use crate::model::ticket::Ticket;
use crate::model::trigger::Trigger;

/// What decides on a request.
const DECISIONS: &[Trigger] = &[
    Trigger::ApproveRefund,
    Trigger::InstantRefund,
    Trigger::ApproveReturn,
    Trigger::ApproveExchange,
    Trigger::ApproveRepair,
    Trigger::ApproveResend,
    Trigger::RefundDifference,
    Trigger::Reject,
    Trigger::InspectFail,
    Trigger::InspectPartial,
];

/// The agents who may not have a ticket now since they decided on it; nobody where no rule asks for four eyes, or nothing is
/// disputed.
pub fn barred(t: &Ticket, placement: &Placement) -> BTreeSet<AgentId> {
    if !placement.four_eyes || !t.axes.dispute.is_live() {
        return BTreeSet::new();
    }
    let decided = t
        .local
        .entries
        .iter()
        .filter(|entry| !entry.void && DECISIONS.contains(&entry.trigger));
    decided.filter_map(|entry| entry.agent).collect()
}
