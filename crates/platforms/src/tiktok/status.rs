//! Statuses of returns, cancellations, requests and packages, as data, and the axes they stand for.
//!
//! The platform's pages, its search and its software development kits spell statuses differently, so each row has other
//! spellings. A status that no row knows moves nothing and is kept as it came. `AWAITING_SELLER_RESPONSE` for
//! cancellations was seen once and has no row: nobody says what it means.
use aftersync_core::lifecycle::claim_for;
use aftersync_core::model::axes::{DisputeState, Goods, Headline, Kind};
use aftersync_core::model::claim::Claim;

use crate::tables::{self, StatusCase};

/// What one status means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StatusRow {
    /// How the platform's search spells it.
    pub status: &'static str,
    /// Other spellings.
    pub aliases: &'static [&'static str],
    /// What it means; `None` changes nothing by itself.
    pub means: Option<Headline>,
    /// Distance to the start of the path.
    pub rank: u16,
    /// Whether it is the end.
    pub ends: bool,
    /// A finer state, kept as a flag.
    pub flag: Option<&'static str>,
}

const fn row(status: &'static str, rank: u16, means: Headline) -> StatusRow {
    StatusRow {
        status,
        aliases: &[],
        means: Some(means),
        rank,
        ends: false,
        flag: None,
    }
}
const fn spelled(aliases: &'static [&'static str], row: StatusRow) -> StatusRow {
    StatusRow { aliases, ..row }
}
const fn ends(row: StatusRow) -> StatusRow {
    StatusRow { ends: true, ..row }
}
const fn flag(flag: &'static str, row: StatusRow) -> StatusRow {
    StatusRow {
        flag: Some(flag),
        ..row
    }
}

/// Refused after the goods had been sent back.
pub(super) const AFTER_RETURN: &str = "after_return";
/// The seller offered a part of the money and the buyer has to answer.
pub(super) const PARTIAL_OFFER: &str = "partial_refund_offered";
/// Nobody asks the seller for an answer: the platform looks at it.
pub(super) const PLATFORM_REVIEWS: &str = "platform_reviews";

pub(super) const PENDING: &str = "RETURN_OR_REFUND_REQUEST_PENDING";
/// Part of the money was offered, and the buyer is to answer.
pub(super) const OFFERED: &str = "AWAITING_BUYER_RESPONSE";
pub(super) const REJECTED: &str = "REFUND_OR_RETURN_REQUEST_REJECT";
pub(super) const TO_SHIP_BACK: &str = "AWAITING_BUYER_SHIP";
pub(super) const SHIPPED_BACK: &str = "BUYER_SHIPPED_ITEM";
pub(super) const PACKAGE_REJECTED: &str = "REJECT_RECEIVE_PACKAGE";
pub(super) const SUCCESS: &str = "RETURN_OR_REFUND_REQUEST_SUCCESS";
pub(super) const COMPLETE: &str = "RETURN_OR_REFUND_REQUEST_COMPLETE";
pub(super) const REPLACE_PENDING: &str = "REPLACEMENT_REQUEST_PENDING";
pub(super) const REPLACE_REJECTED: &str = "REPLACEMENT_REQUEST_REJECT";
pub(super) const REPLACE_REFUNDED: &str = "REPLACEMENT_REQUEST_REFUND_SUCCESS";
pub(super) const REPLACE_COMPLETE: &str = "REPLACEMENT_REQUEST_COMPLETE";

/// `return_status`.
pub(super) const RETURNS: &[StatusRow] = &[
    row(PENDING, 10, Headline::AwaitingSeller),
    spelled(
        &[
            "RETURN_OR_REFUND_REQUEST_REJECT",
            "REFUND_OR_RETURN_REQUEST_REJECTED",
            "RETURN_OR_REFUND_REQUEST_REJECTED",
            "REQUEST_REJECTED",
        ],
        row(REJECTED, 20, Headline::Rejected), // the buyer may dispute it
    ),
    row(TO_SHIP_BACK, 30, Headline::AwaitingBuyerReturn),
    row(SHIPPED_BACK, 40, Headline::ReturnInTransit),
    spelled(
        &["RECEIVE_REJECTED"],
        flag(AFTER_RETURN, row(PACKAGE_REJECTED, 50, Headline::Rejected)), // the buyer may dispute it
    ),
    spelled(&["REQUEST_SUCCESS"], row(SUCCESS, 80, Headline::Refunding)),
    ends(row(COMPLETE, 90, Headline::Refunded)),
    spelled(
        &[
            "RETURN_OR_REFUND_REQUEST_CANCELLED",
            "RETURN_OR_REFUND__REQUEST_CANCELLED",
            "RETURN_OR_REFUND_CANCEL",
            "RETURN_OR_REFUND_CANCELLED",
        ],
        ends(row("RETURN_OR_REFUND_REQUEST_CANCEL", 95, Headline::Cancelled)),
    ),
    flag(PARTIAL_OFFER, row(OFFERED, 15, Headline::AwaitingBuyer)),
    spelled(
        &["REPLACMENT_REQUEST_PENDING"],
        row(REPLACE_PENDING, 10, Headline::AwaitingSeller),
    ),
    spelled(
        &["REPLACMENT_REQUEST_REJECT", "REPLACEMENT_REQUEST_REJECTED"],
        row(REPLACE_REJECTED, 20, Headline::Rejected), // may become complete after a dispute
    ),
    spelled(
        &["REPLACMENT_REQUEST_REFUND_SUCCESS"],
        ends(row(REPLACE_REFUNDED, 90, Headline::Refunded)),
    ),
    spelled(
        &["REPLACMENT_REQUEST_CANCEL", "REPLACEMENT_REQUEST_CANCELLED"],
        ends(row("REPLACEMENT_REQUEST_CANCEL", 95, Headline::Cancelled)),
    ),
    spelled(
        &["REPLACMENT_REQUEST_COMPLETE"],
        row(REPLACE_COMPLETE, 70, Headline::ExchangeShipping), // a new order goes out: that one tells when it arrived
    ),
];

pub(super) const CANCEL_PENDING: &str = "CANCELLATION_REQUEST_PENDING";
pub(super) const CANCEL_SUCCESS: &str = "CANCELLATION_REQUEST_SUCCESS";
pub(super) const CANCEL_COMPLETE: &str = "CANCELLATION_REQUEST_COMPLETE";

/// `cancel_status`.
pub(super) const CANCELLATIONS: &[StatusRow] = &[
    row(CANCEL_PENDING, 10, Headline::AwaitingSeller),
    row(CANCEL_SUCCESS, 80, Headline::Refunding),
    ends(row(CANCEL_COMPLETE, 90, Headline::Refunded)),
    spelled(
        &["CANCELLATION_REQUEST_CANCELLED"], // in pushed messages
        ends(row("CANCELLATION_REQUEST_CANCEL", 95, Headline::Cancelled)),
    ),
];

pub(super) const REVIEW_PENDING: &str = "PENDING_REQUEST_REVIEW";

/// `aftersales_request_status`.
pub(super) const REQUESTS: &[StatusRow] = &[
    row("INIT", 0, Headline::Requested),
    row(REVIEW_PENDING, 10, Headline::AwaitingSeller),
    StatusRow {
        means: None,
        ..row("REQUEST_REVIEW_COMPLETED", 0, Headline::Requested)
    },
];

/// `rma_status`. Further ones are not documented.
pub(super) const PACKAGES: &[StatusRow] = &[spelled(
    &["RMA_CREATED"],
    row("AWAITING_BUYER_RETURN", 30, Headline::AwaitingBuyerReturn),
)];

/// The row of a status; `None` for one that we do not know.
pub(super) fn of(table: &'static [StatusRow], status: &str) -> Option<&'static StatusRow> {
    table
        .iter()
        .find(|row| row.status == status || row.aliases.contains(&status))
}

/// `refund_status` of pushed messages: money of a package went back.
const REFUNDS: &[StatusRow] = &[ends(row("REFUND_SUCCESS", 90, Headline::Refunded))];

fn table(name: &str) -> Option<&'static [StatusRow]> {
    match name {
        "return_status" => Some(RETURNS),
        "cancel_status" => Some(CANCELLATIONS),
        "aftersales_request_status" => Some(REQUESTS),
        "rma_status" => Some(PACKAGES),
        "refund_status" => Some(REFUNDS),
        _ => None,
    }
}

/// What a status means by itself: `None` when there is no such table, `Some(None)` when it changes nothing.
///
/// Tables: `return_status`, `cancel_status`, `aftersales_request_status`, `rma_status`, and `refund_status` of pushed
/// messages, which is only ever a claim: the object is read.
pub fn headline(name: &str, status: &str) -> Option<Option<Headline>> {
    Some(of(table(name)?, status).and_then(|row| row.means))
}

/// Whether a table of [`headline`] has that status.
pub fn is_known(name: &str, status: &str) -> bool {
    table(name).is_some_and(|rows| of(rows, status).is_some())
}

/// The tables, as plain data: each row that means a headline, under each kind that can have it.
#[doc(hidden)]
pub fn status_rows() -> Vec<StatusCase> {
    let kinds = |row: &StatusRow| -> &'static [Kind] {
        let awaits = matches!(
            row.means,
            Some(Headline::AwaitingBuyerReturn | Headline::ReturnInTransit)
        );
        match () {
            () if row.status.starts_with("REPLACEMENT") => &[Kind::Exchange],
            // Goods are expected back of a return only.
            () if awaits => &[Kind::ReturnRefund],
            () => &[Kind::RefundOnly, Kind::ReturnRefund],
        }
    };
    let rows = [RETURNS, CANCELLATIONS, REQUESTS, PACKAGES].into_iter().flatten();
    let pairs = rows.flat_map(|row| kinds(row).iter().map(move |kind| (row, *kind)));
    let case = |(row, kind): (&StatusRow, Kind)| {
        Some(StatusCase {
            name: format!("{} of {kind}", row.status),
            kind,
            claim: claim(row, kind, Beside::default()),
            means: tables::of_a_fresh_ticket(row.means?),
        })
    };
    pairs.filter_map(case).collect()
}

/// What the buyer wants, by `return_type`.
pub(super) const TYPES: &[(&str, Kind)] = &[
    (REFUND, Kind::RefundOnly),
    (RETURN_AND_REFUND, Kind::ReturnRefund),
    (REPLACEMENT, Kind::Exchange),
];
pub(super) const REFUND: &str = "REFUND";
pub(super) const RETURN_AND_REFUND: &str = "RETURN_AND_REFUND";
pub(super) const REPLACEMENT: &str = "REPLACEMENT";

/// The kind of a type; `None` for one that we do not know.
pub(super) fn kind_of(return_type: &str) -> Option<Kind> {
    TYPES
        .iter()
        .find(|(known, _)| *known == return_type)
        .map(|(_, kind)| *kind)
}

/// What the platform asks the seller for: the package that came back has to be judged.
pub(super) const RESPOND_PACKAGE: &str = "SELLER_RESPOND_RECEIVE_PACKAGE";
/// How all that the platform asks the seller for begins.
pub(super) const RESPOND: &str = "SELLER_RESPOND_";

/// What is known beside the status.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beside<'a> {
    /// The package that came back has to be judged, so it has come back.
    pub package_waits: bool,
    /// The buyer has sent a parcel.
    pub return_parcel: bool,
    /// `arbitration_status`, when the object has one at all.
    pub arbitration: Option<&'a str>,
}

/// The axes that a status stands for.
pub(super) fn claim(row: &StatusRow, kind: Kind, beside: Beside<'_>) -> Claim {
    let means = match row.means {
        Some(Headline::ReturnInTransit) if beside.package_waits => Headline::AwaitingInspection,
        Some(means) => means,
        None => return Claim::default(),
    };
    let mut claim = claim_for(means, kind);
    let sent = beside.return_parcel || row.flag == Some(AFTER_RETURN);
    if kind == Kind::Exchange && !sent {
        // A replacement is an identical piece that is sent besides: nothing comes back.
        claim.goods = Some(Goods::NotRequired);
    } else if claim.goods.is_none() && sent {
        // It was sent at least; the carrier knows how far it came.
        claim.goods = Some(Goods::InTransit);
    }
    claim.dispute = beside.arbitration.and_then(|status| dispute(status, kind));
    claim
}

const IN_PROGRESS: &str = "IN_PROGRESS";

/// Arbitrations, by `arbitration_status`. One that is over leaves the status to tell how it goes on.
const ARBITRATIONS: &[(&str, DisputeState)] = &[
    ("", DisputeState::None),
    (IN_PROGRESS, DisputeState::Open),
    ("SUPPORT_BUYER", DisputeState::RuledBuyer),
    ("SUPPORT_SELLER", DisputeState::RuledSeller),
    ("CLOSED", DisputeState::None),
];

fn dispute(status: &str, kind: Kind) -> Option<DisputeState> {
    let found = ARBITRATIONS.iter().find(|(known, _)| *known == status);
    let state = found.map(|(_, state)| *state)?;
    // Of a replacement the buyer wins the new piece, not the money.
    let of_money = state != DisputeState::RuledBuyer || !kind.ends_by_replacement();
    Some(if of_money { state } else { DisputeState::None })
}

/// Of two snapshots of one second the one further along wins: first by status, then by arbitration.
pub(super) fn rank(row: &StatusRow, beside: Beside<'_>) -> u16 {
    let arbitration = match beside.arbitration {
        None | Some("") => 0,
        Some(IN_PROGRESS) => 1,
        Some(_) => 2,
    };
    let arrived = u16::from(beside.package_waits);
    row.rank
        .saturating_mul(10)
        .saturating_add(arrived * 3)
        .saturating_add(arbitration)
}

/// Whether an arbitration still runs: then nothing has ended, whatever the status says.
pub(super) fn is_open(arbitration: Option<&str>) -> bool {
    arbitration == Some(IN_PROGRESS)
}

#[cfg(test)]
mod tests {
    use aftersync_core::lifecycle::{headline as derived, jump};
    use aftersync_core::model::axes::{Axes, MoneyState};

    use super::*;

    /// The headline that a fresh ticket shows under a claim.
    fn shown(kind: Kind, claim: &Claim) -> Headline {
        derived(&jump(&Axes::start(kind), kind, claim))
    }

    fn kinds(status: &str) -> &'static [Kind] {
        match status.starts_with("REPLACEMENT") {
            true => &[Kind::Exchange],
            false => &[Kind::RefundOnly, Kind::ReturnRefund],
        }
    }

    #[test]
    fn every_row_derives_its_headline() {
        for row in [RETURNS, CANCELLATIONS, REQUESTS, PACKAGES].into_iter().flatten() {
            let Some(means) = row.means else { continue };
            let expected = match means {
                // Nobody has looked at a fresh ticket yet.
                Headline::AwaitingSeller => Headline::Requested,
                means => means,
            };
            for kind in kinds(row.status) {
                // Goods are expected back of a return only.
                let awaits = matches!(means, Headline::AwaitingBuyerReturn | Headline::ReturnInTransit);
                if awaits && *kind == Kind::RefundOnly {
                    continue;
                }
                let found = shown(*kind, &claim(row, *kind, Beside::default()));
                assert_eq!(found, expected, "{} {kind}", row.status);
            }
        }
    }

    #[test]
    fn spellings_are_unique_and_lead_to_their_row() {
        for table in [RETURNS, CANCELLATIONS, REQUESTS, PACKAGES] {
            let all: Vec<&str> = table
                .iter()
                .flat_map(|row| [row.status].into_iter().chain(row.aliases.iter().copied()))
                .collect();
            for (i, spelling) in all.iter().enumerate() {
                assert!(!all[i + 1..].contains(spelling), "{spelling} stands twice");
            }
            for row in table {
                for alias in row.aliases {
                    assert_eq!(of(table, alias), Some(row), "{alias}");
                }
            }
        }
        assert_eq!(headline("return_status", "SOMETHING_NEW"), Some(None));
        assert_eq!(headline("order_status", "UNPAID"), None);
    }

    #[test]
    fn a_package_that_waits_for_the_seller_has_arrived() {
        let row = of(RETURNS, SHIPPED_BACK).unwrap();
        let beside = Beside {
            package_waits: true,
            return_parcel: true,
            arbitration: Some(""),
        };
        let kind = Kind::ReturnRefund;
        assert_eq!(shown(kind, &claim(row, kind, beside)), Headline::AwaitingInspection);
        let underway = Beside {
            package_waits: false,
            ..beside
        };
        assert_eq!(shown(kind, &claim(row, kind, underway)), Headline::ReturnInTransit);
        assert!(rank(row, beside) > rank(row, underway));
    }

    #[test]
    fn an_open_arbitration_comes_on_top_and_a_closed_one_leaves_the_status() {
        let with = |arbitration| Beside {
            arbitration: Some(arbitration),
            ..Beside::default()
        };
        for row in RETURNS {
            for kind in kinds(row.status) {
                let found = shown(*kind, &claim(row, *kind, with("IN_PROGRESS")));
                assert_eq!(found, Headline::Disputed, "{} {kind}", row.status);
            }
        }
        let cases = [
            (REJECTED, Kind::ReturnRefund, Headline::Rejected),
            (TO_SHIP_BACK, Kind::ReturnRefund, Headline::AwaitingBuyerReturn),
            (SUCCESS, Kind::RefundOnly, Headline::Refunding),
            (COMPLETE, Kind::ReturnRefund, Headline::Refunded),
            ("RETURN_OR_REFUND_CANCEL", Kind::RefundOnly, Headline::Cancelled),
            (REPLACE_REJECTED, Kind::Exchange, Headline::Rejected),
            (REPLACE_COMPLETE, Kind::Exchange, Headline::ExchangeShipping),
        ];
        for (status, kind, expected) in cases {
            let row = of(RETURNS, status).unwrap();
            for over in ["SUPPORT_BUYER", "CLOSED", ""] {
                assert_eq!(shown(kind, &claim(row, kind, with(over))), expected, "{status} {over}");
            }
        }
        let row = of(RETURNS, REJECTED).unwrap();
        let ruled = |status, kind| claim(row, kind, with(status)).dispute;
        assert_eq!(ruled("SUPPORT_BUYER", Kind::RefundOnly), Some(DisputeState::RuledBuyer));
        assert_eq!(ruled("SUPPORT_BUYER", Kind::Exchange), Some(DisputeState::None));
        assert_eq!(
            ruled("SUPPORT_SELLER", Kind::RefundOnly),
            Some(DisputeState::RuledSeller)
        );
        assert_eq!(ruled("SOMETHING_NEW", Kind::RefundOnly), None);
        assert_eq!(claim(row, Kind::RefundOnly, Beside::default()).dispute, None);
    }

    #[test]
    fn a_dispute_leads_from_a_refusal_back_to_what_was_refused() {
        let paths = [
            (
                Kind::Exchange,
                REPLACE_REJECTED,
                REPLACE_COMPLETE,
                Headline::ExchangeShipping,
            ),
            (
                Kind::ReturnRefund,
                REJECTED,
                TO_SHIP_BACK,
                Headline::AwaitingBuyerReturn,
            ),
            (Kind::ReturnRefund, PACKAGE_REJECTED, SUCCESS, Headline::Refunding),
        ];
        for (kind, refused, then, expected) in paths {
            let mut axes = Axes::start(kind);
            for (status, arbitration) in [(refused, ""), (refused, "IN_PROGRESS"), (then, "SUPPORT_BUYER")] {
                let beside = Beside {
                    arbitration: Some(arbitration),
                    ..Beside::default()
                };
                axes = jump(&axes, kind, &claim(of(RETURNS, status).unwrap(), kind, beside));
            }
            assert_eq!(derived(&axes), expected, "{refused} {then}");
        }
    }

    #[test]
    fn money_in_place_of_a_replacement_waits_for_no_goods() {
        let kind = Kind::Exchange;
        let claim = claim(of(RETURNS, REPLACE_REFUNDED).unwrap(), kind, Beside::default());
        let axes = jump(&Axes::start(kind), kind, &claim);
        assert_eq!((axes.money, axes.goods), (MoneyState::Paid, Goods::NotRequired));
        assert_eq!(derived(&axes), Headline::Refunded);
    }

    #[test]
    fn ranks_grow_along_every_usual_path() {
        let paths: [&[&str]; 4] = [
            &[PENDING, TO_SHIP_BACK, SHIPPED_BACK, SUCCESS, COMPLETE],
            &[
                PENDING,
                REJECTED,
                TO_SHIP_BACK,
                SHIPPED_BACK,
                PACKAGE_REJECTED,
                SUCCESS,
                COMPLETE,
            ],
            &[REPLACE_PENDING, REPLACE_REJECTED, REPLACE_COMPLETE],
            &[PENDING, OFFERED, SUCCESS, COMPLETE],
        ];
        for path in paths {
            let ranks: Vec<u16> = path.iter().map(|s| of(RETURNS, s).unwrap().rank).collect();
            assert!(ranks.is_sorted_by(|a, b| a < b), "{path:?} {ranks:?}");
        }
    }
}
