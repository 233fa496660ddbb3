//! Types, statuses, refund and arbitration states of an after-sale, as data, and the axes they stand for.
//!
//! A status means a headline; the axes are what that headline is made of. The same status means different things for
//! different types and refund states: the first row that fits is taken, and none fitting is an unknown status.
use aftersync_core::lifecycle::claim_for;
use aftersync_core::model::axes::{CancelReason, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState};
use aftersync_core::model::claim::Claim;

/// What the buyer wants, by `aftersale_type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TypeRow {
    pub code: i64,
    pub kind: Kind,
    /// The type itself says that it was called off, and by whom.
    pub cancel: Option<CancelReason>,
}

const fn of_type(code: i64, kind: Kind) -> TypeRow {
    TypeRow {
        code,
        kind,
        cancel: None,
    }
}

/// The types, in order.
pub(super) const TYPES: &[TypeRow] = &[
    of_type(0, Kind::ReturnRefund),
    of_type(1, Kind::RefundOnly), // after shipping
    of_type(2, Kind::RefundOnly), // before shipping
    of_type(3, Kind::Exchange),
    TypeRow {
        cancel: Some(CancelReason::Platform),
        ..of_type(4, Kind::RefundOnly)
    },
    TypeRow {
        cancel: Some(CancelReason::Buyer),
        ..of_type(5, Kind::RefundOnly)
    },
    of_type(6, Kind::PriceProtection),
    of_type(7, Kind::Resend),
    of_type(8, Kind::Repair),
];

/// The row of a type; `None` for a type that we do not know.
pub(super) fn type_of(code: i64) -> Option<&'static TypeRow> {
    TYPES.iter().find(|row| row.code == code)
}

/// When a status is the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    No,
    Yes,
    /// Only when the platform names the time of its final state: a refused buyer may ask again.
    IfFinal,
}

/// What one raw status means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StatusRow {
    pub status: i64,
    /// For these types; empty means any.
    pub types: &'static [i64],
    /// In these refund states; empty means any.
    pub refund: &'static [i64],
    pub means: Headline,
    /// Distance to the start of the path.
    pub rank: u16,
    pub ends: Ends,
    /// A finer state, kept as a flag.
    pub flag: Option<&'static str>,
}

/// The refund did not go through; the platform tries again or a person must.
pub(super) const REFUND_FAILED: &str = "refund_failed";
/// Refused after the goods had been sent back.
pub(super) const AFTER_RETURN: &str = "after_return";
/// The seller has to send the replacement.
pub(super) const TO_SHIP: &str = "to_ship";

const MONEY: &[i64] = &[0, 1, 2, 4, 5, 6];
const REPLACEMENT: &[i64] = &[3, 7, 8];
const REPAIR: &[i64] = &[8];

const fn row(status: i64, rank: u16, means: Headline) -> StatusRow {
    StatusRow {
        status,
        types: &[],
        refund: &[],
        means,
        rank,
        ends: Ends::No,
        flag: None,
    }
}
const fn types(types: &'static [i64], row: StatusRow) -> StatusRow {
    StatusRow { types, ..row }
}
const fn refund(refund: &'static [i64], row: StatusRow) -> StatusRow {
    StatusRow { refund, ..row }
}
const fn ends(row: StatusRow) -> StatusRow {
    StatusRow { ends: Ends::Yes, ..row }
}
const fn if_final(row: StatusRow) -> StatusRow {
    StatusRow {
        ends: Ends::IfFinal,
        ..row
    }
}
const fn flag(flag: &'static str, row: StatusRow) -> StatusRow {
    StatusRow {
        flag: Some(flag),
        ..row
    }
}

/// The statuses, in order; of rows with one status the first that fits is taken.
pub(super) const STATUSES: &[StatusRow] = &[
    row(0, 0, Headline::Requested),                                            // being set up
    types(REPLACEMENT, row(3, 70, Headline::ExchangeShipping)),                // lists only: on its way to the buyer
    row(6, 10, Headline::AwaitingSeller),                                      // the seller has to agree
    row(7, 30, Headline::AwaitingBuyerReturn),                                 // the buyer has to send the goods
    types(REPAIR, row(8, 60, Headline::Repairing)), // the seller has to send it back repaired
    flag(TO_SHIP, types(REPLACEMENT, row(8, 60, Headline::ExchangeShipping))), // the seller has to send the replacement
    row(11, 40, Headline::ReturnInTransit),         // the buyer sent the goods
    types(REPLACEMENT, ends(row(12, 90, Headline::Exchanged))), // success
    types(MONEY, refund(&[1, 2], row(12, 80, Headline::Refunding))), // success, money waits or moves
    types(MONEY, refund(&[3], ends(row(12, 90, Headline::Refunded)))), // success, money paid
    flag(
        REFUND_FAILED,
        types(MONEY, refund(&[4], row(12, 80, Headline::Refunding))),
    ), // success, payment failed
    types(REPLACEMENT, row(13, 70, Headline::ExchangeShipping)), // on its way to the buyer
    types(REPLACEMENT, ends(row(14, 90, Headline::Exchanged))), // the buyer has it
    if_final(row(27, 20, Headline::Rejected)),      // refused; the buyer may ask again
    ends(row(28, 100, Headline::Closed)),           // failed
    flag(AFTER_RETURN, if_final(row(29, 50, Headline::Rejected))), // refused after the return
    refund(&[3], ends(row(51, 95, Headline::Refunded))), // order cancelled, money paid
    ends(row(51, 92, Headline::Cancelled)),         // order cancelled
    refund(&[3], ends(row(53, 100, Headline::Refunded))), // all done, money paid
    ends(row(53, 98, Headline::Closed)),            // all done
];

/// What a status means for a type in a refund state; `None` for a combination that we do not know.
pub(super) fn status_of(status: i64, type_code: i64, refund: Option<i64>) -> Option<&'static StatusRow> {
    let fits =
        |allowed: &[i64], code: Option<i64>| allowed.is_empty() || code.is_some_and(|code| allowed.contains(&code));
    STATUSES
        .iter()
        .find(|row| row.status == status && fits(row.types, Some(type_code)) && fits(row.refund, refund))
}

/// What is known beside the status.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beside {
    /// The buyer has sent a parcel.
    pub return_parcel: bool,
    /// The seller has sent a parcel.
    pub replacement_parcel: bool,
    /// The newest line of the log is the buyer's, and that may be believed.
    pub buyer_acted_last: bool,
    /// `arbitrate_status`.
    pub arbitration: Option<i64>,
    /// `arbitrate_conclusion`.
    pub conclusion: Option<i64>,
}

/// The axes that a status stands for.
pub(super) fn claim(row: &StatusRow, kind: &TypeRow, beside: Beside) -> Claim {
    let mut claim = claim_for(means(row, beside), kind.kind);
    if row.flag == Some(TO_SHIP) && !beside.replacement_parcel {
        claim.replacement = Some(ReplacementState::Reserved);
    }
    if row.flag == Some(REFUND_FAILED) {
        claim.money = Some(MoneyState::Failed);
    }
    if means(row, beside) == Headline::Cancelled {
        claim.cancel = Some(if buyer_closed(row, beside) {
            CancelReason::Buyer
        } else {
            CancelReason::Platform
        });
    }
    if let (Some(by), false) = (kind.cancel, claim.money.is_some_and(|money| money != MoneyState::None)) {
        claim.cancel = Some(by);
    }
    if claim.goods.is_none() && (beside.return_parcel || row.flag == Some(AFTER_RETURN)) {
        // It was sent at least; the carrier knows how far it came.
        claim.goods = Some(Goods::InTransit);
    }
    claim.dispute = dispute(kind.kind, beside);
    if claim.dispute.is_some_and(DisputeState::is_live) {
        // An open arbitration keeps the after-sale open, whatever its status says.
        claim.closed = false;
    }
    claim
}

/// The headline that a status means, given what is known beside it. An arbitration that is open comes on top.
fn means(row: &StatusRow, beside: Beside) -> Headline {
    match row.means {
        Headline::Repairing if beside.replacement_parcel => Headline::ExchangeShipping,
        Headline::Closed if buyer_closed(row, beside) => Headline::Cancelled,
        means => means,
    }
}

fn buyer_closed(row: &StatusRow, beside: Beside) -> bool {
    row.status == 28 && beside.buyer_acted_last
}

/// Open arbitrations, by `arbitrate_status`; the documents disagree about all others, but in all of them those are over.
const OPEN: &[(i64, DisputeState)] = &[
    (1, DisputeState::Open),        // a clerk looks at it
    (4, DisputeState::EvidenceDue), // our evidence is wanted
    (5, DisputeState::Open),        // negotiation
];

/// Rulings, by `arbitrate_conclusion`.
const RULINGS: &[(i64, DisputeState)] = &[
    (1, DisputeState::RuledBuyer),
    (2, DisputeState::RuledSeller),
    (3, DisputeState::RuledBuyer), // with an immediate refund
];

/// A ruling for the buyer turns an exchange into a refund only when it says so: otherwise its status tells how it goes on.
const RULES_FOR_MONEY: i64 = 3;

fn dispute(kind: Kind, beside: Beside) -> Option<DisputeState> {
    let status = beside.arbitration?;
    if let Some((_, open)) = OPEN.iter().find(|(code, _)| *code == status) {
        return Some(*open);
    }
    let conclusion = beside.conclusion.filter(|_| status != 0);
    let counts = |code: i64| code == RULES_FOR_MONEY || code == 2 || !kind.ends_by_replacement();
    let ruling = RULINGS
        .iter()
        .find(|(code, _)| Some(*code) == conclusion && counts(*code));
    Some(ruling.map_or(DisputeState::None, |(_, ruling)| *ruling))
}

/// Whether an `arbitrate_status` is one in which the arbitration still runs.
pub(super) fn is_open(arbitration: i64) -> bool {
    OPEN.iter().any(|(code, _)| *code == arbitration)
}
