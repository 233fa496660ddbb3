//! Disputes, appeals and rulings.

use crate::lifecycle::condition::{dispute, money, replacement};
use crate::lifecycle::row::{Row, only, row};
use crate::model::axes::{DisputeState as D, Headline as H, MoneyState as M, ReplacementState as P, Role as R};
use crate::model::notice::Notice as N;
use crate::model::trigger::Trigger as T;

use super::effects::{
    DISPUTE_APPEALED, DISPUTE_EVIDENCE_DUE, DISPUTE_OPEN, DISPUTE_RULED_BUYER, DISPUTE_RULED_SELLER, DISPUTE_RULING,
    DISPUTE_SPLIT, DISPUTE_WITHDRAWN, MONEY_PAID, MONEY_PENDING, NOT_ANSWERED, NOT_CANCELLED, REJECTED, STOP_PAYING,
    TO_CANCEL, TO_REFUND, TRIAGED,
};
use super::groups::{BY_MONEY, BY_REPLACEMENT, OPEN};

pub(super) const ROWS: &[Row] = &[
    row(OPEN, T::DisputeOpened, &[R::Buyer, R::Platform])
        .when(&[dispute(&[D::None, D::Withdrawn])])
        .sets(&[DISPUTE_OPEN])
        .to(H::Disputed)
        .notify(N::N13),
    row(OPEN, T::Appeal, &[R::Buyer, R::Agent, R::Platform])
        .when(&[dispute(&[D::RuledBuyer, D::RuledSeller, D::Split])])
        .sets(&[DISPUTE_APPEALED])
        .to(H::Disputed)
        .notify(N::N13),
    row(only(&[H::Disputed]), T::EvidenceAsked, &[R::Platform])
        .when(&[dispute(&[D::Open, D::Appealed])])
        .sets(&[DISPUTE_EVIDENCE_DUE]),
    row(only(&[H::Disputed]), T::SubmitEvidence, &[R::Agent])
        .when(&[dispute(&[D::Open, D::EvidenceDue, D::Appealed])])
        .sets(&[DISPUTE_RULING]),
    row(only(&[H::Disputed]), T::Withdrawn, &[R::Buyer, R::Platform])
        .sets(&[DISPUTE_WITHDRAWN])
        .to_prior(),
    row(only(&[H::Disputed]), T::RulingBuyer, &[R::Platform])
        .kinds(BY_MONEY)
        .when(&[money(&[M::Paid])])
        .sets(&[TO_REFUND, DISPUTE_RULED_BUYER])
        .to(H::Refunded)
        .notify(N::N14),
    row(only(&[H::Disputed]), T::RulingBuyer, &[R::Platform])
        .kinds(BY_MONEY)
        .when(&[money(&[M::Paid]).not()])
        .sets(&[TO_REFUND, DISPUTE_RULED_BUYER, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N14),
    row(only(&[H::Disputed]), T::RulingBuyer, &[R::Platform])
        .kinds(BY_REPLACEMENT)
        .sets(&[TO_REFUND, DISPUTE_RULED_BUYER, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N14),
    row(only(&[H::Disputed]), T::RulingSplit, &[R::Platform])
        .kinds(BY_MONEY)
        .when(&[money(&[M::Paid])])
        .sets(&[TO_REFUND, DISPUTE_SPLIT])
        .to(H::Refunded)
        .notify(N::N14),
    row(only(&[H::Disputed]), T::RulingSplit, &[R::Platform])
        .kinds(BY_MONEY)
        .when(&[money(&[M::Paid]).not()])
        .sets(&[TO_REFUND, DISPUTE_SPLIT, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N14),
    row(only(&[H::Disputed]), T::RulingSplit, &[R::Platform])
        .kinds(BY_REPLACEMENT)
        .sets(&[TO_REFUND, DISPUTE_SPLIT, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N14),
    row(only(&[H::Disputed]), T::RulingSeller, &[R::Platform])
        .kinds(BY_MONEY)
        .when(&[money(&[M::Paid, M::Partial])])
        .sets(&[
            TRIAGED,
            DISPUTE_RULED_SELLER,
            REJECTED,
            NOT_ANSWERED,
            NOT_CANCELLED,
            MONEY_PAID,
            TO_CANCEL,
        ])
        .to(H::Refunded)
        .notify(N::N14),
    row(only(&[H::Disputed]), T::RulingSeller, &[R::Platform])
        .kinds(BY_MONEY)
        .when(&[money(&[M::Paid, M::Partial]).not()])
        .sets(&[
            TRIAGED,
            DISPUTE_RULED_SELLER,
            REJECTED,
            NOT_ANSWERED,
            NOT_CANCELLED,
            STOP_PAYING,
            TO_CANCEL,
        ])
        .to(H::Rejected)
        .notify(N::N14),
    row(only(&[H::Disputed]), T::RulingSeller, &[R::Platform])
        .kinds(BY_REPLACEMENT)
        .when(&[replacement(&[P::Shipped, P::Delivered]).not()])
        .sets(&[
            TRIAGED,
            DISPUTE_RULED_SELLER,
            REJECTED,
            NOT_ANSWERED,
            NOT_CANCELLED,
            TO_CANCEL,
        ])
        .to(H::Rejected)
        .notify(N::N14),
    row(only(&[H::Disputed]), T::RulingSeller, &[R::Platform])
        .kinds(BY_REPLACEMENT)
        .when(&[replacement(&[P::Shipped])])
        .sets(&[
            TRIAGED,
            DISPUTE_RULED_SELLER,
            REJECTED,
            NOT_ANSWERED,
            NOT_CANCELLED,
            TO_CANCEL,
        ])
        .to(H::ExchangeShipping)
        .notify(N::N14),
    row(only(&[H::Disputed]), T::RulingSeller, &[R::Platform])
        .kinds(BY_REPLACEMENT)
        .when(&[replacement(&[P::Delivered])])
        .sets(&[
            TRIAGED,
            DISPUTE_RULED_SELLER,
            REJECTED,
            NOT_ANSWERED,
            NOT_CANCELLED,
            TO_CANCEL,
        ])
        .to(H::Exchanged)
        .notify(N::N14),
];
