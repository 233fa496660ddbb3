//! The terms of a ticket under a policy: eligible or not and why, what may be done, for how much, and what of it at once.
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::lists::refusals;
use super::window::{Delivery, ends_at};
use crate::model::axes::{Headline, Kind, MoneyState};
use crate::model::money::Money;
use crate::model::returns::{ReturnAction, ReturnPolicy, ReturnReason, Trust};
use crate::model::time::Timestamp;
use crate::routing::Subject;

/// Thousandths of a whole.
const MILLE: i128 = 1_000;

/// A ticket and what is known around it.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// The ticket with its order, products and customer.
    pub subject: &'a Subject<'a>,
    /// Whether the goods are with the buyer.
    pub delivery: Delivery,
    /// What is left of what was paid for the order; `None` when nobody knows what was paid.
    pub left: Option<i64>,
    /// The platform pays what is approved, by itself and whole.
    pub platform_pays: bool,
}

/// What may be done under a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReturnOffer {
    /// What.
    pub action: ReturnAction,
    /// How much the buyer gets.
    pub amount: Money,
    /// How much is held back of what was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
    /// It needs no person.
    pub automatic: bool,
}

/// What a policy makes of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReturnTerms {
    /// The policy.
    pub policy: String,
    /// Whether it grants what is asked for.
    pub eligible: bool,
    /// Why not; or why a person has to look.
    pub reasons: BTreeSet<ReturnReason>,
    /// What may be done, the best for the buyer first; nothing when it is not eligible.
    pub offers: Vec<ReturnOffer>,
    /// The last moment for a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window_ends_at: Option<Timestamp>,
    /// Refunds of the customer in the 90 days before it was opened, where the policy asks for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refunds_90d: Option<u32>,
}

impl ReturnTerms {
    /// What needs no person, the best for the buyer first.
    pub fn automatic(&self) -> impl Iterator<Item = &ReturnOffer> {
        self.offers.iter().filter(|offer| offer.automatic)
    }
}

/// What a policy makes of a ticket.
pub fn judge(policy: &ReturnPolicy, case: &Case<'_>) -> ReturnTerms {
    let mut reasons = refusals(&policy.allow, &policy.block, case.subject);
    let window = policy
        .window
        .map(|window| ends_at(window, case.subject.order, case.delivery));
    let window_ends_at = match window {
        Some(Ok(ends)) => ends,
        Some(Err(unknown)) => {
            reasons.insert(unknown);
            None
        }
        None => None,
    };
    if window_ends_at.is_some_and(|ends| case.subject.ticket.opened_at > ends) {
        reasons.insert(ReturnReason::OutsideWindow);
    }
    let refunds_90d = policy.serial_from.map(|_| case.subject.refunds_90d);
    if policy.serial_from.is_some_and(|from| case.subject.refunds_90d >= from) {
        reasons.insert(ReturnReason::SerialReturner);
    }
    reasons.extend(doubts(case));
    let eligible = !reasons.iter().any(|reason| reason.refuses());
    let offers = if eligible {
        offers(policy, case, reasons.is_empty())
    } else {
        Vec::new()
    };
    ReturnTerms {
        policy: policy.name.clone(),
        eligible,
        reasons,
        offers,
        window_ends_at,
        refunds_90d,
    }
}

/// Why a person has to look, whatever the policy says.
fn doubts(case: &Case<'_>) -> impl Iterator<Item = ReturnReason> {
    let t = case.subject.ticket;
    let asked = t.amounts.requested;
    let waits = matches!(t.headline, Headline::Requested | Headline::AwaitingSeller);
    let fresh = waits && t.axes.money == MoneyState::None && t.local.entries.is_empty();
    let all = [
        (ReturnReason::AlreadyDecided, !fresh),
        (ReturnReason::AmountUnknown, asked <= 0 && t.axes.kind.pays()),
        (ReturnReason::OrderUnknown, case.left.is_none()),
        (ReturnReason::AbovePaid, case.left.is_some_and(|left| asked > left)),
    ];
    all.into_iter().filter_map(|(reason, holds)| holds.then_some(reason))
}

/// What may be done, the best for the buyer first.
fn offers(policy: &ReturnPolicy, case: &Case<'_>, clear: bool) -> Vec<ReturnOffer> {
    let t = case.subject.ticket;
    let asked = t.money(
        case.left
            .map_or(t.amounts.requested, |left| t.amounts.requested.clamp(0, left.max(0))),
    );
    let offer = |action, fee: Option<Money>, automatic: bool| ReturnOffer {
        action,
        amount: t.money(asked.minor - fee.map_or(0, |fee| fee.minor)),
        fee,
        automatic: automatic && clear,
    };
    let mut out = Vec::new();
    if t.axes.kind == Kind::ReturnRefund {
        if covers(&policy.keep_item, asked) {
            out.push(offer(ReturnAction::KeepItem, None, true));
        }
        let instant = policy.instant.as_ref();
        if instant.is_some_and(|instant| trusted(&instant.trusted, case.subject) && covers(&instant.at_most, asked)) {
            out.push(offer(ReturnAction::InstantRefund, None, true));
        }
    }
    if is_granted(t.axes.kind) {
        let automatic = covers(&policy.auto_approve, asked);
        out.push(offer(ReturnAction::Approve, fee(policy, case, asked), automatic));
    }
    out
}

/// Kinds that a policy can grant: for the others somebody has to find out first what would help.
fn is_granted(kind: Kind) -> bool {
    kind.pays() || matches!(kind, Kind::Exchange | Kind::Repair)
}

/// Whether one of the amounts is in that currency and is enough.
fn covers(limits: &[Money], asked: Money) -> bool {
    limits
        .iter()
        .any(|limit| limit.currency == asked.currency && asked.minor <= limit.minor)
}

fn trusted(signs: &[Trust], of: &Subject<'_>) -> bool {
    signs.iter().any(|sign| match sign {
        Trust::Tag(tag) => of.customer.is_some_and(|customer| customer.tags.contains(tag)),
        Trust::Custom(field) => of.has(field),
    })
}

/// The restocking fee, rounded down. A platform that pays by itself pays whole: nothing is held back there.
fn fee(policy: &ReturnPolicy, case: &Case<'_>, asked: Money) -> Option<Money> {
    if case.platform_pays || case.subject.ticket.axes.kind != Kind::ReturnRefund {
        return None;
    }
    let minor = i128::from(asked.minor) * i128::from(policy.restocking_per_mille) / MILLE;
    let minor = i64::try_from(minor).unwrap_or(asked.minor).clamp(0, asked.minor);
    (minor > 0).then(|| Money::new(minor, asked.currency))
}
