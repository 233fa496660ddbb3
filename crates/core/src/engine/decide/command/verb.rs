//! Which of our decisions a platform is told, and as what.
use crate::model::action::{Action, ActionVerb};
use crate::model::aftersale::AfterSale;
use crate::model::axes::{Axes, Goods, Kind};
use crate::model::command::Details;
use crate::model::job::ObjectRef;
use crate::model::source::Source;
use crate::model::time::Timestamp;
use crate::model::trigger::Trigger;

/// The verb a trigger is told by; `None` when the platform has nothing to do with it.
pub(crate) fn verb(trigger: Trigger, axes: &Axes) -> Option<ActionVerb> {
    use ActionVerb as V;
    use Trigger as T;
    let back = !matches!(axes.goods, Goods::NotRequired | Goods::AwaitingShip | Goods::Lost);
    let asked = axes.goods == Goods::AwaitingShip || axes.goods == Goods::NotRequired;
    match (trigger, axes.kind) {
        (T::AutoPolicy, Kind::ReturnRefund) | (T::ApproveReturn, _) => asked.then_some(V::ApproveReturn),
        (T::AutoPolicy, Kind::Exchange) | (T::ApproveExchange, _) => asked.then_some(V::ApproveExchange),
        (T::AutoPolicy, Kind::Repair) | (T::ApproveRepair, _) => asked.then_some(V::ApproveRepair),
        (T::ApproveResend, _) => Some(V::ApproveResend),
        (T::ApproveRefund, Kind::ReturnRefund) if back => Some(V::ConfirmReturn),
        (T::ApproveRefund | T::InstantRefund | T::AutoPolicy | T::WaiveReturn, _) => Some(V::ApproveRefund),
        (T::InspectPass | T::AcceptUnchecked, Kind::ReturnRefund | Kind::Exchange) => Some(V::ConfirmReturn),
        (T::Reject, _) => Some(if back { V::RejectReturn } else { V::Reject }),
        (T::ReplacementShipped, _) => Some(V::ShipReplacement),
        (T::SubmitEvidence, _) => Some(V::SubmitEvidence),
        // Paid by another way than the platform's: some want to see that it was.
        (T::PayoutSent, _) => (!axes.dispute.is_live()).then_some(V::SubmitEvidence),
        (T::GoodsArrived, _) => Some(V::ReportArrival),
        (T::Offer, _) => Some(V::Offer),
        (T::AskBuyer, _) => Some(V::AskBuyer),
        _ => None,
    }
}

/// Verbs that a ticket does not hang on. Where a platform does not take an offer or a question, the buyer hears of it from
/// us; that the goods of an exchange are fine most platforms learn by the replacement, and that a refund was paid otherwise
/// by nothing.
pub(in super::super) fn is_courtesy(verb: ActionVerb, axes: &Axes) -> bool {
    match verb {
        ActionVerb::ReportArrival | ActionVerb::Offer | ActionVerb::AskBuyer => true,
        ActionVerb::ConfirmReturn => axes.kind == Kind::Exchange,
        ActionVerb::SubmitEvidence => !axes.dispute.is_live(),
        _ => false,
    }
}

/// Whom a decision is told about: evidence is handed in at the arbitration, where that is an object of its own beside the
/// one that speaks for the ticket, and takes it.
pub(super) fn addressee<'a>(
    verb: ActionVerb,
    principal: &'a Source,
    sources: impl IntoIterator<Item = &'a Source>,
    takes: impl Fn(&AfterSale) -> bool,
) -> &'a Source {
    if verb != ActionVerb::SubmitEvidence {
        return principal;
    }
    let named = principal.after_sale().map(|a| (&a.object, &a.external_id));
    let beside = |source: &&Source| {
        let of = source.after_sale().and_then(|a| a.beside.as_ref());
        let here = (&source.platform, &source.shop) == (&principal.platform, &principal.shop);
        here && of.is_some() && of.map(|of| (&of.object, &of.external_id)) == named
    };
    let found = sources
        .into_iter()
        .filter(beside)
        .find(|source| source.after_sale().is_some_and(&takes));
    found.unwrap_or(principal)
}

/// The action on an after-sale.
pub(super) fn action(
    verb: ActionVerb,
    source: &Source,
    a: &AfterSale,
    details: &Details,
    address: Option<String>,
    now: Timestamp,
) -> Action {
    Action {
        verb,
        object: ObjectRef {
            platform: source.platform.clone(),
            shop: source.shop.clone(),
            object: a.object.clone(),
            external_id: a.external_id.clone(),
        },
        raw_type: a.raw_type.clone(),
        raw_status: Some(a.raw_status.clone()),
        version_token: a.version_token.clone(),
        revision: Some(source.revision.number),
        // Some platforms want to hear with a question how much it is about.
        amount: details.amount.or(a.requested.filter(|_| verb == ActionVerb::AskBuyer)),
        reason_code: details.reason_code.clone(),
        text: details.text.clone(),
        address: details.address.clone().or(address),
        parcel: details.parcel.clone(),
        evidence: details.evidence.clone(),
        at: Some(now),
        dispute: a.dispute.as_ref().and_then(|d| d.id.clone()),
        order: a.order.clone(),
    }
}
