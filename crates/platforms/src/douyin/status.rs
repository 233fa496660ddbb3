//! Types, statuses, refund and arbitration states of an after-sale, as data, and the axes they stand for.
//!
//! A status means a headline; the axes are what that headline is made of. The same status means different things for
//! different types and refund states: the first row that fits is taken, and none fitting is an unknown status.
use aftersync_core::lifecycle::claim_for;
use aftersync_core::model::axes::{CancelReason, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState};
use aftersync_core::model::claim::Claim;

use crate::tables::{self, StatusCase};

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

/// The status of an after-sale that came to nothing.
const FAILED: i64 = 28;

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
    ends(row(FAILED, 100, Headline::Closed)),       // failed
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
    if row.status == FAILED && !kind.kind.ends_by_replacement() {
        // Also after a ruling for the buyer, who then did not send the goods: no refund is left to wait for.
        claim.money = Some(MoneyState::None);
    }
    if means(row, beside) == Headline::Cancelled {
        claim.cancel = Some(if buyer_closed(row, beside) {
            CancelReason::Buyer
        } else {
            CancelReason::Platform
        });
    }
    let pays = matches!(
        claim.money,
        Some(MoneyState::Pending | MoneyState::Paid | MoneyState::Failed)
    );
    if kind.cancel.is_some() && !pays {
        claim.cancel = kind.cancel;
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
    row.status == FAILED && beside.buyer_acted_last
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

/// The headline that a raw status means by itself: `None` when there is no such table, `Some(None)` when it changes nothing
/// or is not known.
///
/// Tables are `aftersale_status`, the same with a type (`aftersale_status.0`) and with type and refund state
/// (`aftersale_status.0.3`), and `arbitrate_status`. A status that means one thing here and another there means nothing by
/// itself.
pub fn headline(table: &str, status: &str) -> Option<Option<Headline>> {
    let code: Option<i64> = status.parse().ok();
    if table == "arbitrate_status" {
        return Some(code.filter(|code| is_open(*code)).map(|_| Headline::Disputed));
    }
    let (type_code, refund) = table_key(table)?;
    let mut means = rows_of(code, type_code, refund).map(|row| row.means);
    let first = means.next();
    // With the refund state given, the first row that fits is meant.
    Some(first.filter(|first| refund.is_some() || means.all(|other| other == *first)))
}

/// Whether a table of [`headline`] has that status.
pub fn is_known(table: &str, status: &str) -> bool {
    let code: Option<i64> = status.parse().ok();
    match (table, table_key(table)) {
        // The documents disagree about those that are over.
        ("arbitrate_status", _) => code.is_some(),
        (_, Some((type_code, refund))) => rows_of(code, type_code, refund).next().is_some(),
        _ => false,
    }
}

/// Type and refund state out of `aftersale_status.<type>.<refund>`.
fn table_key(table: &str) -> Option<(Option<i64>, Option<i64>)> {
    let mut parts = table.split('.');
    parts.next().filter(|name| *name == "aftersale_status")?;
    let given: Vec<i64> = parts.map(str::parse).collect::<Result<_, _>>().ok()?;
    Some((given.first().copied(), given.get(1).copied()))
}

fn rows_of(code: Option<i64>, type_code: Option<i64>, refund: Option<i64>) -> impl Iterator<Item = &'static StatusRow> {
    let fits = |allowed: &[i64], given: Option<i64>| allowed.is_empty() || given.is_none_or(|it| allowed.contains(&it));
    STATUSES
        .iter()
        .filter(move |row| Some(row.status) == code && fits(row.types, type_code) && fits(row.refund, refund))
}

/// The kind of after-sale that an `aftersale_type` stands for.
pub fn kind(code: &str) -> Option<Kind> {
    Some(type_of(code.parse().ok()?)?.kind)
}

/// The table, as plain data: each row under each type that it is for, with nothing known beside it.
#[doc(hidden)]
pub fn status_rows() -> Vec<StatusCase> {
    let pairs = STATUSES
        .iter()
        .flat_map(|row| TYPES.iter().map(move |kind| (row, kind)));
    let reached = pairs.filter(|(row, kind)| {
        let refund = row.refund.first().copied().or(Some(1));
        status_of(row.status, kind.code, refund) == Some(*row)
    });
    let case = |(row, kind): (&StatusRow, &TypeRow)| StatusCase {
        name: format!("type {} status {} refund {:?}", kind.code, row.status, row.refund),
        kind: kind.kind,
        claim: claim(row, kind, Beside::default()),
        means: shown(row, kind),
    };
    reached.map(case).collect()
}

/// What a fresh ticket shows: nobody has looked at it yet, and a type may say that it was called off.
fn shown(row: &StatusRow, kind: &TypeRow) -> Headline {
    let called_off = kind.cancel.is_some() && !matches!(row.ends, Ends::Yes);
    match row.means {
        Headline::Refunding | Headline::Refunded => row.means,
        _ if called_off => Headline::Cancelled,
        means => tables::of_a_fresh_ticket(means),
    }
}

#[cfg(test)]
mod tests {
    use aftersync_core::lifecycle::{headline, jump};
    use aftersync_core::model::axes::Axes;

    use super::*;

    /// The headline that a fresh ticket shows under a claim.
    fn shown(kind: Kind, claim: &Claim) -> Headline {
        headline(&jump(&Axes::start(kind), kind, claim))
    }

    fn shown_for(status: i64, type_code: i64, refund: Option<i64>, beside: Beside) -> Option<Headline> {
        let (kind, row) = (type_of(type_code)?, status_of(status, type_code, refund)?);
        Some(shown(kind.kind, &claim(row, kind, beside)))
    }

    #[test]
    fn every_row_is_reached_and_derives_its_headline() {
        for row in STATUSES {
            let types: Vec<i64> = match row.types {
                [] => TYPES.iter().map(|it| it.code).collect(),
                some => some.to_vec(),
            };
            let refunds: Vec<Option<i64>> = match row.refund {
                [] => vec![None, Some(1)],
                some => some.iter().copied().map(Some).collect(),
            };
            let cases = types.iter().flat_map(|t| refunds.iter().map(move |r| (*t, *r)));
            let mut reached = 0;
            for (type_code, refund) in cases.filter(|(t, r)| status_of(row.status, *t, *r) == Some(row)) {
                let kind = type_of(type_code).unwrap();
                let claim = claim(row, kind, Beside::default());
                let cancelled = kind.cancel.is_some() && !claim.closed;
                let paid = matches!(row.means, Headline::Refunding | Headline::Refunded);
                let expected = match row.means {
                    // Nobody has looked at a fresh ticket yet.
                    Headline::AwaitingSeller => Headline::Requested,
                    // Nothing of ours runs, so it can be closed at once.
                    means => means,
                };
                let expected = if cancelled && !paid {
                    Headline::Cancelled
                } else {
                    expected
                };
                assert_eq!(
                    shown(kind.kind, &claim),
                    expected,
                    "status {} type {type_code} {refund:?}",
                    row.status
                );
                reached += 1;
            }
            assert!(reached > 0, "{row:?} is never reached");
        }
    }

    #[test]
    fn ranks_grow_along_every_usual_path() {
        let paths: [(i64, &[(i64, i64)]); 5] = [
            (0, &[(0, 1), (6, 1), (7, 1), (11, 1), (12, 2), (12, 3), (53, 3)]),
            (1, &[(6, 1), (27, 1), (12, 1), (12, 3)]),
            (3, &[(6, 1), (7, 1), (11, 1), (13, 1), (14, 1)]),
            (7, &[(6, 1), (8, 1), (13, 1), (14, 1)]),
            (0, &[(6, 1), (11, 1), (29, 1), (28, 1)]),
        ];
        for (type_code, path) in paths {
            let ranks: Vec<u16> = path
                .iter()
                .map(|(s, r)| status_of(*s, type_code, Some(*r)).unwrap().rank)
                .collect();
            assert!(ranks.is_sorted_by(|a, b| a < b), "{type_code} {ranks:?}");
        }
    }

    #[test]
    fn the_table_of_the_sheet() {
        use Headline as H;
        let cases = [
            (0, 1, None, H::Requested),
            (3, 3, None, H::ExchangeShipping),
            (6, 0, None, H::Requested),
            (7, 0, None, H::AwaitingBuyerReturn),
            (8, 7, None, H::ExchangeShipping),
            (8, 8, None, H::Repairing),
            (11, 0, None, H::ReturnInTransit),
            (11, 3, None, H::ReturnInTransit),
            (12, 0, Some(3), H::Refunded),
            (12, 1, Some(2), H::Refunding),
            (12, 2, Some(1), H::Refunding),
            (12, 6, Some(4), H::Refunding),
            (12, 3, Some(1), H::Exchanged),
            (12, 7, None, H::Exchanged),
            (12, 8, None, H::Exchanged),
            (13, 7, None, H::ExchangeShipping),
            (14, 8, None, H::Exchanged),
            (27, 0, None, H::Rejected),
            (28, 1, Some(1), H::Closed),
            (29, 0, None, H::Rejected),
            (51, 2, Some(3), H::Refunded),
            (51, 2, Some(1), H::Cancelled),
            (53, 0, Some(3), H::Refunded),
            (53, 3, Some(3), H::Refunded),
            (53, 0, Some(1), H::Closed),
        ];
        for (status, type_code, refund, expected) in cases {
            let found = shown_for(status, type_code, refund, Beside::default());
            assert_eq!(found, Some(expected), "{status} {type_code} {refund:?}");
        }
        for (status, type_code, refund) in [
            (99, 0, None),
            (12, 0, Some(5)),
            (12, 0, None),
            (14, 0, None),
            (6, 9, None),
        ] {
            assert_eq!(shown_for(status, type_code, refund, Beside::default()), None);
        }
    }

    #[test]
    fn a_failed_payment_and_a_replacement_to_ship_are_told_apart() {
        let of = |status, type_code, refund, beside| {
            let kind = type_of(type_code).unwrap();
            claim(status_of(status, type_code, refund).unwrap(), kind, beside)
        };
        assert_eq!(of(12, 0, Some(4), Beside::default()).money, Some(MoneyState::Failed));
        assert_eq!(
            of(8, 7, None, Beside::default()).replacement,
            Some(ReplacementState::Reserved)
        );
        let sent = Beside {
            replacement_parcel: true,
            ..Beside::default()
        };
        assert_eq!(of(8, 7, None, sent).replacement, Some(ReplacementState::Shipped));
        assert_eq!(shown_for(8, 8, None, sent), Some(Headline::ExchangeShipping));
        assert_eq!(of(29, 0, None, Beside::default()).goods, Some(Goods::InTransit));
        let back = Beside {
            return_parcel: true,
            ..Beside::default()
        };
        assert_eq!(of(12, 0, Some(3), back).goods, Some(Goods::InTransit));
    }

    #[test]
    fn an_open_arbitration_comes_on_top_and_a_closed_one_leaves_the_status() {
        let with = |arbitration, conclusion| Beside {
            arbitration: Some(arbitration),
            conclusion,
            ..Beside::default()
        };
        for (status, type_code) in [(27, 0), (6, 1), (28, 1), (11, 3)] {
            for open in [1, 4, 5] {
                let found = shown_for(status, type_code, Some(1), with(open, None));
                assert_eq!(found, Some(Headline::Disputed), "{status} {open}");
            }
        }
        for over in [0, 2, 3, 6, 255] {
            assert_eq!(
                shown_for(27, 0, Some(1), with(over, Some(2))),
                Some(Headline::Rejected),
                "{over}"
            );
            assert_eq!(
                shown_for(12, 0, Some(3), with(over, Some(1))),
                Some(Headline::Refunded),
                "{over}"
            );
            assert_eq!(
                shown_for(13, 3, None, with(over, Some(1))),
                Some(Headline::ExchangeShipping),
                "{over}"
            );
        }
        let kind = type_of(0).unwrap();
        let row = status_of(27, 0, None).unwrap();
        assert_eq!(claim(row, kind, with(4, None)).dispute, Some(DisputeState::EvidenceDue));
        assert_eq!(
            claim(row, kind, with(255, Some(2))).dispute,
            Some(DisputeState::RuledSeller)
        );
        assert_eq!(
            claim(row, kind, with(255, Some(3))).dispute,
            Some(DisputeState::RuledBuyer)
        );
        assert_eq!(claim(row, kind, with(255, None)).dispute, Some(DisputeState::None));
    }

    #[test]
    fn a_ruling_for_the_buyer_pays_nothing_once_the_after_sale_failed() {
        let ruled = Beside {
            arbitration: Some(255),
            conclusion: Some(1),
            ..Beside::default()
        };
        assert_eq!(shown_for(28, 0, Some(1), ruled), Some(Headline::Closed));
        let claim = claim(status_of(28, 0, Some(1)).unwrap(), type_of(0).unwrap(), ruled);
        assert_eq!(claim.money, Some(MoneyState::None));
    }

    #[test]
    fn a_buyer_cancels_only_where_the_log_may_be_believed() {
        let by_buyer = Beside {
            buyer_acted_last: true,
            ..Beside::default()
        };
        assert_eq!(shown_for(28, 1, Some(1), by_buyer), Some(Headline::Cancelled));
        let claim = claim(status_of(28, 1, Some(1)).unwrap(), type_of(1).unwrap(), by_buyer);
        assert_eq!(claim.cancel, Some(CancelReason::Buyer));
        assert_eq!(shown_for(53, 1, Some(1), by_buyer), Some(Headline::Closed));
    }
}
