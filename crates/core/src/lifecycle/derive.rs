//! From axes to headline, to whom is waited for, and to what still blocks the closing.

use super::condition::{
    Condition, answered, asked_buyer, closed, decision, dispute, goods, headline as headline_is, kind, money,
    repair_running, replacement, triaged,
};
use crate::model::axes::{
    Axes, CancelReason as C, Decision as V, DisputeState as D, Goods as G, Headline, Kind as K, MoneyState as M,
    ReplacementState as P, WaitingOn,
};
use crate::model::handoff::TaskKind;
use crate::model::words::words;

/// One line of the derivation: the headline holds if all conditions do and no earlier line held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// The headline.
    pub headline: Headline,
    /// Its conditions.
    pub when: &'static [Condition],
}

const fn line(headline: Headline, when: &'static [Condition]) -> Derivation {
    Derivation { headline, when }
}

const BY_REPLACEMENT: &[K] = &[K::Exchange, K::Repair, K::Resend];
const OWED: &[G] = &[
    G::AwaitingShip,
    G::InTransit,
    G::AtLocker,
    G::Delivered,
    G::PartiallyReceived,
];

/// The derivation as data, first match first: what [`headline`] computes, in a form that can be printed.
pub static DERIVATION: &[Derivation] = &[
    line(Headline::Closed, &[closed()]),
    line(
        Headline::Disputed,
        &[dispute(&[D::Open, D::EvidenceDue, D::Ruling, D::Appealed])],
    ),
    line(
        Headline::Cancelled,
        &[super::condition::cancel_reason(&[C::None]).not()],
    ),
    line(
        Headline::Exchanged,
        &[kind(BY_REPLACEMENT), replacement(&[P::Delivered])],
    ),
    line(
        Headline::ExchangeShipping,
        &[
            kind(BY_REPLACEMENT),
            replacement(&[P::Reserved, P::Shipped]),
            goods(OWED).not(),
            repair_running(false),
        ],
    ),
    line(
        Headline::Refunding,
        &[kind(BY_REPLACEMENT).not(), money(&[M::Pending, M::Partial, M::Failed])],
    ),
    line(Headline::Refunded, &[kind(BY_REPLACEMENT).not(), money(&[M::Paid])]),
    line(Headline::Rejected, &[decision(&[V::Rejected])]),
    line(Headline::Resolved, &[answered()]),
    line(Headline::AwaitingBuyer, &[asked_buyer()]),
    line(Headline::Repairing, &[repair_running(true)]),
    line(
        Headline::AwaitingInspection,
        &[decision(&[V::Approved]), goods(&[G::Delivered, G::PartiallyReceived])],
    ),
    line(
        Headline::ReturnInTransit,
        &[decision(&[V::Approved]), goods(&[G::InTransit, G::AtLocker])],
    ),
    line(
        Headline::AwaitingBuyerReturn,
        &[decision(&[V::Approved]), goods(&[G::AwaitingShip])],
    ),
    line(Headline::AwaitingSeller, &[triaged()]),
    line(Headline::Requested, &[]),
];

/// The headline of these axes.
pub const fn headline(axes: &Axes) -> Headline {
    if axes.closed {
        Headline::Closed
    } else if axes.dispute.is_live() {
        Headline::Disputed
    } else if !matches!(axes.cancel_reason, C::None) {
        Headline::Cancelled
    } else if let Some(outcome) = outcome(axes) {
        outcome
    } else if matches!(axes.decision, V::Rejected) {
        Headline::Rejected
    } else if axes.answered {
        Headline::Resolved
    } else if axes.asked_buyer {
        Headline::AwaitingBuyer
    } else if axes.repair_running {
        Headline::Repairing
    } else if let Some(place) = place_of_goods(axes) {
        place
    } else if axes.triaged {
        Headline::AwaitingSeller
    } else {
        Headline::Requested
    }
}

/// Kinds that end by the replacement never look at the money, and the other way round.
const fn outcome(axes: &Axes) -> Option<Headline> {
    if axes.kind.ends_by_replacement() {
        match axes.replacement {
            P::Delivered => Some(Headline::Exchanged),
            P::Reserved | P::Shipped if !axes.goods.is_owed() && !axes.repair_running => {
                Some(Headline::ExchangeShipping)
            }
            _ => None,
        }
    } else {
        match axes.money {
            M::Pending | M::Partial | M::Failed => Some(Headline::Refunding),
            M::Paid => Some(Headline::Refunded),
            M::None | M::Approved | M::Reversed => None,
        }
    }
}

/// Where the goods are shows only once the seller has agreed.
const fn place_of_goods(axes: &Axes) -> Option<Headline> {
    if !matches!(axes.decision, V::Approved) {
        return None;
    }
    match axes.goods {
        G::Delivered | G::PartiallyReceived => Some(Headline::AwaitingInspection),
        G::InTransit | G::AtLocker => Some(Headline::ReturnInTransit),
        G::AwaitingShip => Some(Headline::AwaitingBuyerReturn),
        _ => None,
    }
}

/// Whom a ticket with this headline waits for.
pub const fn waiting_on(headline: Headline) -> WaitingOn {
    match headline {
        Headline::Requested => WaitingOn::System,
        Headline::AwaitingSeller => WaitingOn::Seller,
        Headline::AwaitingBuyer | Headline::AwaitingBuyerReturn | Headline::Rejected => WaitingOn::Buyer,
        Headline::ReturnInTransit => WaitingOn::Carrier,
        Headline::AwaitingInspection | Headline::ExchangeShipping => WaitingOn::Warehouse,
        Headline::Repairing => WaitingOn::RepairShop,
        Headline::Refunding => WaitingOn::Finance,
        Headline::Disputed => WaitingOn::Platform,
        Headline::Refunded | Headline::Exchanged | Headline::Resolved | Headline::Cancelled | Headline::Closed => {
            WaitingOn::Nobody
        }
    }
}

impl Headline {
    /// The headlines with nothing left to do, from which a ticket is closed or reopened.
    pub const SOFT_TERMINALS: &'static [Self] = &[
        Self::Refunded,
        Self::Exchanged,
        Self::Resolved,
        Self::Rejected,
        Self::Cancelled,
    ];
}

words! {
    /// Why a ticket cannot be closed yet.
    pub enum Blocker {
        /// The goods are on their way back.
        ReceiveGoods = "receive_goods",
        /// The goods arrived and nobody looked at them.
        QcInspection = "qc_inspection",
        /// The outcome came before the goods did.
        ReceiveGoodsRefundedFirst = "receive_goods_refunded_first",
        /// The goods are in our hands though they are not ours.
        DisposeGoods = "dispose_goods",
        /// Money is still to be paid.
        FinanceRefund = "finance_refund",
        /// A replacement is on its way.
        ReplacementParcel = "replacement_parcel",
        /// A repair is under way.
        RepairJob = "repair_job",
    }
}

impl Blocker {
    /// The internal task that removes it.
    pub const fn task(self) -> TaskKind {
        match self {
            Self::ReceiveGoods | Self::ReceiveGoodsRefundedFirst => TaskKind::ReceiveGoods,
            Self::QcInspection => TaskKind::QcInspection,
            Self::DisposeGoods => TaskKind::WarehouseCheck,
            Self::FinanceRefund => TaskKind::FinanceRefund,
            Self::ReplacementParcel => TaskKind::CarrierClaim,
            Self::RepairJob => TaskKind::RepairJob,
        }
    }

    /// What must hold for it, all of it.
    pub const fn when(self) -> &'static [Condition] {
        const OUTCOMES: &[Headline] = &[Headline::Refunded, Headline::Exchanged];
        const IN_HAND: &[G] = &[G::Received, G::InspectedPass, G::InspectedFail, G::InspectedPartial];
        match self {
            Self::ReceiveGoods => const { &[goods(&[G::InTransit, G::AtLocker])] },
            Self::QcInspection => const { &[goods(&[G::Delivered, G::PartiallyReceived])] },
            Self::ReceiveGoodsRefundedFirst => const { &[goods(&[G::AwaitingShip]), headline_is(OUTCOMES)] },
            Self::DisposeGoods => {
                const {
                    &[
                        goods(IN_HAND),
                        headline_is(&[Headline::Refunded, Headline::Exchanged, Headline::Closed]).not(),
                    ]
                }
            }
            Self::FinanceRefund => const { &[money(&[M::Pending, M::Partial, M::Failed])] },
            Self::ReplacementParcel => const { &[replacement(&[P::Shipped])] },
            Self::RepairJob => const { &[repair_running(true)] },
        }
    }

    fn holds(self, axes: &Axes, headline: Headline) -> bool {
        self.when().iter().all(|condition| condition.holds(axes, headline))
    }
}

/// All that keeps this ticket from being closed.
pub fn blockers(axes: &Axes) -> impl Iterator<Item = Blocker> {
    let (axes, headline) = (*axes, headline(axes));
    Blocker::ALL
        .iter()
        .copied()
        .filter(move |blocker| blocker.holds(&axes, headline))
}

/// The internal tasks that keep this ticket from being closed, each once.
pub fn blocking(axes: &Axes) -> Vec<TaskKind> {
    let mut tasks: Vec<_> = blockers(axes).map(Blocker::task).collect();
    tasks.dedup();
    tasks
}

/// True if anything keeps a ticket with these axes and this derived headline from being closed.
pub fn is_blocked(axes: &Axes, headline: Headline) -> bool {
    Blocker::ALL.iter().any(|blocker| blocker.holds(axes, headline))
}
