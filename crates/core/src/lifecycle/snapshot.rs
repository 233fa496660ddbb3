//! What a platform's snapshot does to the axes: it sets them past the command table.
//!
//! Each axis is set by its owner's rules. The platform owns decision, dispute, cancellation and the refund; the
//! carrier owns the goods, which a claim can only move forward. What the axes must keep among themselves for the
//! headline to be right (see the command table) is restored afterwards. The same claim twice does nothing more.

use super::derive::{headline, is_blocked};
use super::row::put_all;
use super::table::effects::{CONVERT, NEW_EPISODE, RELEASE, SEND_IT_BACK, TO_CANCEL, TO_REFUND, UNAPPROVE};
use crate::model::axes::{
    Axes, CancelReason, Decision, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState,
};
use crate::model::claim::Claim;

/// The axes after the platform has said that the ticket is of this kind and stands so.
pub fn jump(axes: &Axes, kind: Kind, claim: &Claim) -> Axes {
    let next = step(axes, kind, claim);
    // Money that is taken back can uncover an end that the claim, which says that nothing is decided, takes back too.
    if starts_new_round(&next, claim) {
        return step(&next, kind, claim);
    }
    next
}

fn step(axes: &Axes, kind: Kind, claim: &Claim) -> Axes {
    let mut next = *axes;
    if starts_new_round(axes, claim) {
        reopen(&mut next);
    }
    let pays = pays(kind, claim);
    set_kind(&mut next, kind, claim, pays);
    stop_for_repair(&mut next, claim);
    // Before the axes the claim speaks of: what it says itself wins over what a ruling usually brings.
    set_ruling(&mut next, claim, pays);
    set_decision(&mut next, claim, pays);
    set_goods(&mut next, claim, pays);
    set_replacement(&mut next, claim);
    set_money(&mut next, claim);
    set_flags(&mut next, claim);
    settle(&mut next, claim);
    next
}

/// True if a jump by this claim begins a new episode: the platform is undecided, or agrees, on what we had ended.
pub fn starts_new_round(axes: &Axes, claim: &Claim) -> bool {
    // A dispute that the same claim ends no longer hides how the ticket stands.
    let dispute = claim
        .dispute
        .map_or(axes.dispute, |claimed| claimed_dispute(axes.dispute, claimed));
    let axes = Axes { dispute, ..*axes };
    if !headline(&axes).is_ended() || states_outcome(claim) {
        return false;
    }
    match claim.decision {
        Some(Decision::None) => true,
        Some(Decision::Approved) => match headline(&Axes { closed: false, ..axes }) {
            Headline::Rejected => true,
            Headline::Cancelled => claim.cancel == Some(CancelReason::None),
            _ => false,
        },
        Some(Decision::Rejected) | None => false,
    }
}

/// True if the claim itself says how the ticket ends, or that money moves.
fn states_outcome(claim: &Claim) -> bool {
    claim.closed
        || claim.answered == Some(true)
        || claim.cancel.is_some_and(|reason| reason != CancelReason::None)
        || claim.replacement == Some(ReplacementState::Delivered)
        || claim.money.is_some_and(moves)
        || claim.dispute.is_some_and(|dispute| dispute != DisputeState::None)
}

fn reopen(axes: &mut Axes) {
    let send_back =
        matches!(axes.kind, Kind::Exchange | Kind::Repair) && axes.replacement == ReplacementState::Delivered;
    put_all(axes, NEW_EPISODE);
    if send_back {
        put_all(axes, SEND_IT_BACK);
    }
}

/// A refund that was at least begun.
const fn moves(money: MoneyState) -> bool {
    matches!(
        money,
        MoneyState::Pending | MoneyState::Partial | MoneyState::Paid | MoneyState::Failed
    )
}

/// The kind under which money is the outcome.
const fn kind_of_refund(kind: Kind) -> Kind {
    match kind {
        Kind::Exchange | Kind::Repair => Kind::ReturnRefund,
        Kind::Resend | Kind::Inquiry => Kind::RefundOnly,
        other => other,
    }
}

const fn rules_money(dispute: DisputeState) -> bool {
    matches!(dispute, DisputeState::RuledBuyer | DisputeState::Split)
}

/// True if the claim pays money as the outcome, not only a price difference beside a replacement.
fn pays(kind: Kind, claim: &Claim) -> bool {
    let refund = claim.money.is_some_and(moves) && (claim.full_refund || !kind.ends_by_replacement());
    refund || claim.dispute.is_some_and(rules_money)
}

/// True if the claim is about what the platform's kind asks for: nothing is decided, or a replacement moves.
const fn asks_anew(claim: &Claim) -> bool {
    use ReplacementState::{Delivered, Reserved, Shipped};
    matches!(claim.decision, Some(Decision::None)) || matches!(claim.replacement, Some(Reserved | Shipped | Delivered))
}

/// Sets the kind. Once money has taken the place of what was asked for, the kind stays so, though the platform keeps
/// naming the first one, until it asks for that anew.
fn set_kind(axes: &mut Axes, kind: Kind, claim: &Claim, pays: bool) {
    let refunded = kind_of_refund(kind);
    if pays {
        if axes.kind != refunded && kind_of_refund(axes.kind) != refunded {
            convert(axes, refunded);
        }
        put_all(axes, TO_REFUND);
        return;
    }
    let kept = axes.kind == refunded && !asks_anew(claim);
    if axes.kind != kind && !kept {
        convert(axes, kind);
    }
}

/// Another kind: what does not carry over goes, and the goods start as that kind starts unless they moved.
fn convert(axes: &mut Axes, kind: Kind) {
    axes.kind = kind;
    axes.answered = false;
    put_all(axes, CONVERT);
    if matches!(axes.goods, Goods::NotRequired | Goods::AwaitingShip) {
        axes.goods = kind.initial_goods();
    }
}

fn set_decision(axes: &mut Axes, claim: &Claim, pays: bool) {
    match claim.decision {
        Some(Decision::Approved) => {
            axes.decision = Decision::Approved;
            (axes.triaged, axes.asked_buyer, axes.answered) = (true, false, false);
        }
        // A refund that moves was agreed to, whatever an undecided status next to it says.
        Some(Decision::None) if !pays => {
            axes.decision = Decision::None;
            put_all(axes, RELEASE);
        }
        Some(Decision::Rejected) => {
            axes.decision = Decision::Rejected;
            axes.triaged = true;
            put_all(axes, TO_CANCEL);
        }
        Some(Decision::None) | None => {}
    }
}

/// How far the goods are. Equal ranks are never swapped, except at the start.
const fn rank(goods: Goods) -> u8 {
    match goods {
        Goods::NotRequired | Goods::AwaitingShip => 0,
        Goods::AtLocker => 1,
        Goods::InTransit => 2,
        Goods::PartiallyReceived => 3,
        Goods::Delivered => 4,
        Goods::Received => 5,
        Goods::InspectedPass | Goods::InspectedFail | Goods::InspectedPartial => 6,
        Goods::Lost | Goods::ReturnedToBuyer | Goods::WrittenOff => 7,
    }
}

/// True if the first value of the goods axis is further along than the second.
pub const fn is_further(goods: Goods, than: Goods) -> bool {
    rank(goods) > rank(than)
}

fn set_goods(axes: &mut Axes, claim: &Claim, pays: bool) {
    let Some(goods) = claim.goods else { return };
    let at_start = rank(axes.goods) == 0 && rank(goods) == 0;
    // What has arrived cannot be lost on the way any more.
    let lost_too_late = goods == Goods::Lost && rank(axes.goods) > rank(Goods::InTransit);
    if at_start || is_further(goods, axes.goods) && !lost_too_late {
        axes.goods = goods;
    }
    let fell_through = matches!(axes.goods, Goods::Lost | Goods::InspectedFail | Goods::InspectedPartial);
    if fell_through && claim.decision.is_none() && goods == axes.goods && !pays {
        put_all(axes, UNAPPROVE);
    }
}

fn set_replacement(axes: &mut Axes, claim: &Claim) {
    use ReplacementState as P;
    let Some(claimed) = claim.replacement else { return };
    let claimed = if claimed == P::Shipped && in_repair(axes.kind, claim) {
        P::Reserved
    } else {
        claimed
    };
    axes.replacement = match (axes.replacement, claimed) {
        // Delivered stays until a new episode begins; what is on its way is not taken back to the shelf.
        (P::Delivered, _) => P::Delivered,
        (P::Shipped, P::None | P::Reserved) => P::Shipped,
        (now @ (P::Failed | P::Returned), P::None) => now,
        (_, claimed) => claimed,
    };
    let failed = matches!(axes.replacement, P::Failed | P::Returned);
    if failed && claim.decision.is_none() && axes.kind.ends_by_replacement() {
        put_all(axes, UNAPPROVE);
    }
}

/// True if the claim says that the item is at the repair shop: then it is not on its way to the buyer.
fn in_repair(kind: Kind, claim: &Claim) -> bool {
    claim.repair_running == Some(true) && !claim.closed && kind.ends_by_replacement()
}

fn stop_for_repair(axes: &mut Axes, claim: &Claim) {
    if in_repair(axes.kind, claim) && axes.replacement == ReplacementState::Shipped {
        axes.replacement = ReplacementState::Reserved;
    }
}

/// Sets the dispute. A ruling brings its consequences once, when it is first heard of.
fn set_ruling(axes: &mut Axes, claim: &Claim, pays: bool) {
    let Some(claimed) = claim.dispute else { return };
    let before = axes.dispute;
    axes.dispute = claimed_dispute(before, claimed);
    if axes.dispute == before {
        return;
    }
    if rules_money(axes.dispute) && claim.money.is_none() && !moves(axes.money) {
        axes.money = MoneyState::Pending;
    }
    // Where the same snapshot pays all the same, the seller has won nothing.
    if axes.dispute == DisputeState::RuledSeller && !pays {
        rule_for_seller(axes, claim);
    }
}

fn claimed_dispute(now: DisputeState, claimed: DisputeState) -> DisputeState {
    use DisputeState as D;
    match claimed {
        D::None | D::Withdrawn if now.is_live() => D::Withdrawn,
        D::None | D::Withdrawn => now,
        // Already open says more than open; open after a ruling is an appeal.
        D::Open if now.is_live() => now,
        D::Open if matches!(now, D::RuledBuyer | D::RuledSeller | D::Split) => D::Appealed,
        claimed => claimed,
    }
}

/// Money paid and a replacement on its way stay; everything that was only meant to happen ends.
fn rule_for_seller(axes: &mut Axes, claim: &Claim) {
    axes.triaged = true;
    if claim.decision.is_none() {
        axes.decision = Decision::Rejected;
    }
    axes.answered = false;
    axes.cancel_reason = CancelReason::None;
    put_all(axes, TO_CANCEL);
    if claim.money.is_none() && !axes.kind.ends_by_replacement() {
        axes.money = match axes.money {
            MoneyState::Pending | MoneyState::Failed => MoneyState::None,
            MoneyState::Partial => MoneyState::Paid,
            other => other,
        };
    }
}

fn set_money(axes: &mut Axes, claim: &Claim) {
    axes.money = claimed_money(axes.money, claim.money);
}

/// A promise does not take back what was begun, and nothing takes back what was paid.
const fn claimed_money(now: MoneyState, claimed: Option<MoneyState>) -> MoneyState {
    use MoneyState as M;
    match (now, claimed) {
        (now, None) | (now @ (M::Partial | M::Paid | M::Reversed), Some(M::None)) => now,
        (now @ (M::Pending | M::Partial | M::Paid | M::Failed | M::Reversed), Some(M::Approved)) => now,
        (_, Some(claimed)) => claimed,
    }
}

fn set_flags(axes: &mut Axes, claim: &Claim) {
    // A buyer who has supplied what was asked for puts the ticket before the seller.
    axes.triaged |= axes.asked_buyer && claim.asked_buyer == Some(false);
    axes.answered = claim.answered.unwrap_or(axes.answered);
    if claim.answered == Some(true) {
        answered(axes, claim);
    }
    if claim.closed {
        // Nothing begins with the end: closing looks at what we know ourselves to be running.
        axes.asked_buyer = false;
        axes.cancel_reason = claim
            .cancel
            .filter(|reason| *reason != CancelReason::None)
            .unwrap_or(axes.cancel_reason);
        return;
    }
    axes.asked_buyer = claim.asked_buyer.unwrap_or(axes.asked_buyer);
    axes.repair_running = claim.repair_running.unwrap_or(axes.repair_running);
    axes.cancel_reason = claim.cancel.unwrap_or(axes.cancel_reason);
}

/// Answered means that nothing is left to move: what was promised or asked for before goes.
fn answered(axes: &mut Axes, claim: &Claim) {
    if claim.decision.is_none() {
        put_all(axes, UNAPPROVE);
    }
    put_all(axes, TO_CANCEL);
}

/// Cancels and closes, and restores what a cancelled, rejected or closed ticket may not keep.
fn settle(axes: &mut Axes, claim: &Claim) {
    if claim.closed {
        close(axes);
    }
    if axes.cancel_reason != CancelReason::None {
        put_all(axes, TO_CANCEL);
    }
    if axes.closed || axes.decision == Decision::Rejected {
        put_all(axes, RELEASE);
    }
    clear_hidden(axes);
}

/// Clears the flags that a stronger axis hides: they would come to light, out of date, when that axis moves on.
fn clear_hidden(axes: &mut Axes) {
    let without_end = Axes {
        closed: false,
        dispute: DisputeState::None,
        cancel_reason: CancelReason::None,
        ..*axes
    };
    match headline(&without_end) {
        Headline::Refunding
        | Headline::Refunded
        | Headline::ExchangeShipping
        | Headline::Exchanged
        | Headline::Rejected => (axes.answered, axes.asked_buyer) = (false, false),
        Headline::Resolved => axes.asked_buyer = false,
        _ => {}
    }
}

/// Closes, or cancels as long as a blocking task is open.
fn close(axes: &mut Axes) {
    if axes.dispute.is_live() {
        axes.dispute = DisputeState::Withdrawn;
    }
    if is_blocked(axes, headline(axes)) && !headline(axes).is_ended() {
        axes.cancel_reason = CancelReason::Platform;
    }
    if axes.cancel_reason != CancelReason::None {
        // The platform has ended a repair too, so a running one blocks no longer.
        put_all(axes, TO_CANCEL);
    }
    axes.closed |= !is_blocked(axes, headline(axes));
}

/// What a status says of the axes when it means this headline: the short form for the status tables of adapters.
///
/// It leaves a dispute alone, since most platforms tell of that beside the status, and says of the money of an
/// exchange, repair or resend only that the whole is paid.
pub fn claim_for(headline: Headline, kind: Kind) -> Claim {
    let by_money = !kind.ends_by_replacement();
    let running = Claim {
        answered: Some(false),
        asked_buyer: Some(false),
        repair_running: Some(false),
        cancel: Some(CancelReason::None),
        ..Claim::default()
    };
    let undecided = Claim {
        decision: Some(Decision::None),
        money: by_money.then_some(MoneyState::None),
        ..running
    };
    let approved = Claim {
        decision: Some(Decision::Approved),
        ..running
    };
    let promised = Claim {
        money: by_money.then_some(MoneyState::Approved),
        replacement: (!by_money).then_some(ReplacementState::Reserved),
        ..approved
    };
    let returned = if kind == Kind::Resend {
        Goods::NotRequired
    } else {
        Goods::Received
    };
    match headline {
        Headline::Requested | Headline::AwaitingSeller => undecided,
        Headline::AwaitingBuyer => Claim {
            asked_buyer: Some(true),
            ..undecided
        },
        Headline::AwaitingBuyerReturn => Claim {
            goods: Some(Goods::AwaitingShip),
            ..promised
        },
        Headline::ReturnInTransit => Claim {
            goods: Some(Goods::InTransit),
            ..promised
        },
        Headline::AwaitingInspection => Claim {
            goods: Some(Goods::Delivered),
            ..promised
        },
        Headline::Repairing => Claim {
            repair_running: Some(true),
            goods: Some(Goods::Received),
            ..promised
        },
        Headline::Refunding => Claim {
            money: Some(MoneyState::Pending),
            full_refund: true,
            ..approved
        },
        Headline::Refunded => Claim {
            money: Some(MoneyState::Paid),
            full_refund: true,
            ..approved
        },
        Headline::ExchangeShipping => Claim {
            goods: Some(returned),
            replacement: Some(ReplacementState::Shipped),
            ..approved
        },
        Headline::Exchanged => Claim {
            goods: Some(returned),
            replacement: Some(ReplacementState::Delivered),
            ..approved
        },
        Headline::Disputed => Claim {
            dispute: Some(DisputeState::Open),
            ..Claim::default()
        },
        Headline::Resolved => Claim {
            answered: Some(true),
            ..running
        },
        Headline::Rejected => Claim {
            decision: Some(Decision::Rejected),
            money: by_money.then_some(MoneyState::None),
            ..running
        },
        Headline::Cancelled => Claim {
            cancel: Some(CancelReason::Platform),
            ..Claim::default()
        },
        Headline::Closed => Claim {
            closed: true,
            ..Claim::default()
        },
    }
}
