//! Types and statuses of an after-sale, as data, and the axes they stand for.
//!
//! The names are confirmed (V2); which state of ours each of them is, is our reading (I).
use aftersync_core::lifecycle::claim_for;
use aftersync_core::model::axes::{CancelReason, Goods, Headline, Kind, MoneyState};
use aftersync_core::model::claim::Claim;

use crate::tables::{self, StatusCase};

use super::{dispute, guarantee};

/// What the buyer wants, by `type` (V).
const TYPES: &[(&str, Kind)] = &[
    ("REFUND", Kind::RefundOnly),
    ("RETURN", Kind::ReturnRefund),
    ("EXCHANGE", Kind::Exchange),
];

/// What the buyer wants; `None` for a type that we do not know.
pub(super) fn kind_of(raw_type: &str) -> Option<Kind> {
    TYPES.iter().find(|(name, _)| *name == raw_type).map(|(_, kind)| *kind)
}

/// When a status is the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    No,
    Yes,
    /// Only when the platform names the time of its end: a refused buyer may ask again or complain.
    IfFinal,
}

/// What one raw status means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StatusRow {
    pub status: &'static str,
    /// The number of the same status in orders and in the platform's older interfaces, where it has one (V; I for orders).
    pub code: Option<i64>,
    pub means: Headline,
    /// Distance to the start of the path.
    pub rank: u16,
    pub ends: Ends,
    /// A finer state, kept as a flag.
    pub flag: Option<&'static str>,
}

/// The refund did not go through; the platform tries again or a person must.
pub(super) const REFUND_FAILED: &str = "refund_failed";
/// The seller let the time for the refund pass.
const OVERDUE: &str = "overdue";
/// Refused after the goods had been sent back.
const AFTER_RETURN: &str = "after_return";
const CANCELLED: &str = "USER_CANCELD";

const fn row(status: &'static str, code: i64, rank: u16, means: Headline) -> StatusRow {
    StatusRow {
        status,
        code: if code > 0 { Some(code) } else { None },
        means,
        rank,
        ends: Ends::No,
        flag: None,
    }
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

/// The statuses, along the way.
pub(super) const STATUSES: &[StatusRow] = &[
    // The seller asked for it in the buyer's name.
    row("USER_WAIT_HANDLE_MERCHANT_AFTER_SALE", 0, 5, Headline::AwaitingBuyer),
    row("USER_WAIT_CONFIRM", 17, 8, Headline::AwaitingBuyer),
    row("MERCHANT_PROCESSING", 2, 10, Headline::AwaitingSeller),
    // The seller proposed something else.
    row("USER_WAIT_CONFIRM_UPDATE", 0, 15, Headline::AwaitingBuyer),
    if_final(row("MERCHANT_REJECT_REFUND", 4, 20, Headline::Rejected)),
    if_final(row("MERCHANT_REJECT_RETURN", 5, 20, Headline::Rejected)),
    if_final(row("MERCHANT_REJECT_EXCHANGE", 0, 20, Headline::Rejected)),
    row("USER_WAIT_RETURN", 6, 30, Headline::AwaitingBuyerReturn),
    // The carrier was asked to stop the parcel.
    row("WAIT_PACKAGE_INTERCEPT", 0, 35, Headline::ReturnInTransit),
    row("MERCHANT_WAIT_RECEIPT", 8, 40, Headline::ReturnInTransit),
    flag(
        AFTER_RETURN,
        if_final(row("MERCHANT_REJECT_RESHIP", 0, 60, Headline::Rejected)),
    ),
    flag(OVERDUE, row("MERCHANT_OVERDUE_REFUND", 12, 70, Headline::Refunding)),
    row("USER_WAIT_RECEIPT", 0, 70, Headline::ExchangeShipping),
    row("PLATFORM_REFUNDING", 15, 75, Headline::Refunding),
    flag(REFUND_FAILED, row("PLATFORM_REFUND_FAIL", 16, 78, Headline::Refunding)),
    ends(row("MERCHANT_REFUND_SUCCESS", 13, 90, Headline::Refunded)),
    ends(row("MERCHANT_RETURN_SUCCESS", 14, 90, Headline::Refunded)),
    ends(row("MERCHANT_EXCHANGE_SUCCESS", 0, 90, Headline::Exchanged)),
    ends(row(CANCELLED, 1, 92, Headline::Cancelled)),
    // The goods did not come in time.
    ends(row("RETURN_CLOSED", 7, 95, Headline::Closed)),
    ends(row("MERCHANT_FAIL", 19, 96, Headline::Closed)),
    // The payment failed for good and a clerk closed it.
    ends(row("MERCHANT_REFUND_RETRY_FAIL", 18, 97, Headline::Closed)),
];

/// What a status means; `None` for one that we do not know.
pub(super) fn status_of(status: &str) -> Option<&'static StatusRow> {
    STATUSES.iter().find(|row| row.status == status)
}

/// The axes that a status stands for. A complaint stands beside the after-sale and speaks for itself.
pub(super) fn claim(row: &StatusRow, kind: Kind, return_parcel: bool) -> Claim {
    let mut claim = claim_for(row.means, kind);
    if row.flag == Some(REFUND_FAILED) {
        claim.money = Some(MoneyState::Failed);
    }
    if row.means == Headline::Closed && !kind.ends_by_replacement() {
        // No refund is left to wait for, promised or failed.
        claim.money = Some(MoneyState::None);
    }
    if row.status == CANCELLED {
        claim.cancel = Some(CancelReason::Buyer);
    }
    if claim.goods.is_none() && (return_parcel || row.flag == Some(AFTER_RETURN)) {
        // It was sent at least; the carrier knows how far it came.
        claim.goods = Some(Goods::InTransit);
    }
    claim
}

/// The headline that a raw status means, by the name of its table: `status`, `status_code`, `complaint_status` or
/// `guarantee_status`.
///
/// The outer `None` is an unknown table; the inner one is no change by itself, as for a status that we do not know.
pub fn headline(table: &str, status: &str) -> Option<Option<Headline>> {
    let code = || status.parse::<i64>().ok();
    match table {
        "status" => Some(status_of(status).map(|row| row.means)),
        "status_code" => {
            let row = code().and_then(|code| STATUSES.iter().find(|row| row.code == Some(code)));
            Some(row.map(|row| row.means))
        }
        "complaint_status" => Some(code().and_then(dispute::status_of).and_then(|row| row.means)),
        "guarantee_status" => Some(guarantee::status_of(status).map(|row| row.means)),
        _ => None,
    }
}

/// Whether a table of [`headline`] has that status.
pub fn is_known(table: &str, status: &str) -> bool {
    let code = || status.parse::<i64>().ok();
    match table {
        "status" => status_of(status).is_some(),
        "status_code" => code().is_some_and(|code| STATUSES.iter().any(|row| row.code == Some(code))),
        "complaint_status" => code().and_then(dispute::status_of).is_some(),
        "guarantee_status" => guarantee::status_of(status).is_some(),
        _ => false,
    }
}

/// The tables, as plain data: each row under each kind that can have it.
#[doc(hidden)]
pub fn status_rows() -> Vec<StatusCase> {
    let possible = |row: &StatusRow, kind: Kind| {
        kind == Kind::Exchange || !matches!(row.means, Headline::ExchangeShipping | Headline::Exchanged)
    };
    let pairs = STATUSES
        .iter()
        .flat_map(|row| TYPES.iter().map(move |(_, kind)| (row, *kind)));
    let case = |(row, kind): (&StatusRow, Kind)| StatusCase {
        name: format!("{} of {kind}", row.status),
        kind,
        claim: claim(row, kind, false),
        means: tables::of_a_fresh_ticket(row.means),
    };
    let after_sales = pairs.filter(|(row, kind)| possible(row, *kind)).map(case);
    after_sales
        .chain(dispute::status_rows())
        .chain(guarantee::status_rows())
        .collect()
}

#[cfg(test)]
mod tests {
    use aftersync_core::lifecycle::{headline as derived, jump};
    use aftersync_core::model::axes::Axes;

    use super::*;

    fn shown(row: &StatusRow, kind: Kind) -> Headline {
        derived(&jump(&Axes::start(kind), kind, &claim(row, kind, false)))
    }

    #[test]
    fn every_row_derives_its_headline_for_every_kind_that_can_have_it() {
        for row in STATUSES {
            for (_, kind) in TYPES {
                let impossible = match row.means {
                    Headline::ExchangeShipping | Headline::Exchanged => *kind != Kind::Exchange,
                    _ => false,
                };
                if impossible {
                    continue;
                }
                let expected = match row.means {
                    // Nobody has looked at a fresh ticket yet.
                    Headline::AwaitingSeller => Headline::Requested,
                    means => means,
                };
                assert_eq!(shown(row, *kind), expected, "{} {kind:?}", row.status);
            }
        }
    }

    #[test]
    fn ranks_grow_along_every_usual_path() {
        let paths: [&[&str]; 5] = [
            &["MERCHANT_PROCESSING", "PLATFORM_REFUNDING", "MERCHANT_REFUND_SUCCESS"],
            &["MERCHANT_PROCESSING", "MERCHANT_REJECT_REFUND", "MERCHANT_FAIL"],
            &[
                "USER_WAIT_CONFIRM",
                "MERCHANT_PROCESSING",
                "USER_WAIT_CONFIRM_UPDATE",
                "USER_WAIT_RETURN",
                "MERCHANT_WAIT_RECEIPT",
                "MERCHANT_OVERDUE_REFUND",
                "PLATFORM_REFUNDING",
                "PLATFORM_REFUND_FAIL",
                "MERCHANT_RETURN_SUCCESS",
            ],
            &[
                "USER_WAIT_RETURN",
                "MERCHANT_WAIT_RECEIPT",
                "USER_WAIT_RECEIPT",
                "MERCHANT_EXCHANGE_SUCCESS",
            ],
            &["USER_WAIT_RETURN", "RETURN_CLOSED"],
        ];
        for path in paths {
            let ranks: Vec<u16> = path.iter().map(|s| status_of(s).unwrap().rank).collect();
            assert!(ranks.is_sorted_by(|a, b| a < b), "{path:?} {ranks:?}");
        }
    }

    #[test]
    fn finer_states_are_told_apart() {
        let of = |status: &str, kind| claim(status_of(status).unwrap(), kind, false);
        assert_eq!(
            of("PLATFORM_REFUND_FAIL", Kind::RefundOnly).money,
            Some(MoneyState::Failed)
        );
        assert_eq!(of("USER_CANCELD", Kind::RefundOnly).cancel, Some(CancelReason::Buyer));
        assert_eq!(of("RETURN_CLOSED", Kind::ReturnRefund).money, Some(MoneyState::None));
        assert_eq!(of("MERCHANT_FAIL", Kind::Exchange).money, None);
        assert_eq!(
            of("MERCHANT_REJECT_RESHIP", Kind::Exchange).goods,
            Some(Goods::InTransit)
        );
        let back = claim(status_of("PLATFORM_REFUNDING").unwrap(), Kind::ReturnRefund, true);
        assert_eq!(back.goods, Some(Goods::InTransit));
    }

    #[test]
    fn names_and_numbers_are_unique() {
        for (i, row) in STATUSES.iter().enumerate() {
            for other in STATUSES.iter().skip(i + 1) {
                assert_ne!(row.status, other.status);
                assert!(row.code.is_none() || row.code != other.code, "{}", row.status);
            }
        }
    }
}
