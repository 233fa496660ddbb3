//! Triage, the buyer's part in the decision, and the decision of the seller.

use crate::lifecycle::condition::{goods, money, replacement};
use crate::lifecycle::row::{Row, only, row};
use crate::model::axes::{Goods as G, Headline as H, Kind as K, MoneyState as M, ReplacementState as P, Role as R};
use crate::model::notice::Notice as N;
use crate::model::trigger::Trigger as T;

use super::effects::{
    ANSWERED, APPROVED, BUYER_ASKED, BUYER_NOT_ASKED, CANCELLED_AS_EXPIRED, CANCELLED_BY_BUYER, CONVERT,
    GOODS_AWAITING_SHIP, GOODS_NOT_REQUIRED, KIND_EXCHANGE, KIND_REFUND_ONLY, KIND_REPAIR, KIND_RESEND,
    KIND_RETURN_REFUND, MONEY_APPROVED, MONEY_PENDING, NOTHING_TO_RETURN, REJECTED, RELEASE, REPAIR_STARTS,
    REPLACEMENT_RESERVED, RETURN_EXPECTED, TO_CANCEL, TO_REFUND, TRIAGED, UNDECIDE,
};
use super::groups::{ARRIVED, BY_REPLACEMENT, IN_HAND, MOVING, NOT_PAYING, OWED};

pub(super) const ROWS: &[Row] = &[
    row(only(&[H::Requested]), T::Triaged, &[R::System])
        .sets(&[TRIAGED])
        .to(H::AwaitingSeller),
    row(only(&[H::Requested, H::AwaitingSeller]), T::AutoPolicy, &[R::System])
        .kinds(&[K::RefundOnly, K::PriceProtection])
        .sets(&[TRIAGED, BUYER_NOT_ASKED, APPROVED, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N2),
    row(only(&[H::Requested, H::AwaitingSeller]), T::AutoPolicy, &[R::System])
        .kinds(&[K::ReturnRefund])
        .when(&[goods(&[G::AwaitingShip])])
        .sets(&[TRIAGED, BUYER_NOT_ASKED, APPROVED, MONEY_APPROVED])
        .to(H::AwaitingBuyerReturn)
        .notify(N::N4),
    row(only(&[H::Requested, H::AwaitingSeller]), T::AutoPolicy, &[R::System])
        .kinds(&[K::Exchange, K::Repair])
        .when(&[goods(&[G::AwaitingShip])])
        .sets(&[TRIAGED, BUYER_NOT_ASKED, APPROVED, REPLACEMENT_RESERVED])
        .to(H::AwaitingBuyerReturn)
        .notify(N::N4),
    row(
        only(&[H::Requested, H::AwaitingSeller, H::AwaitingBuyer]),
        T::AutoApproved,
        &[R::Platform],
    )
    .kinds(&[K::RefundOnly, K::PriceProtection])
    .sets(&[TRIAGED, BUYER_NOT_ASKED, APPROVED, MONEY_PENDING])
    .to(H::Refunding)
    .notify(N::N2),
    row(
        only(&[H::Requested, H::AwaitingSeller, H::AwaitingBuyer]),
        T::AutoApproved,
        &[R::Platform],
    )
    .kinds(&[K::ReturnRefund])
    .when(&[goods(&[G::AwaitingShip])])
    .sets(&[TRIAGED, BUYER_NOT_ASKED, APPROVED, MONEY_APPROVED])
    .to(H::AwaitingBuyerReturn)
    .notify(N::N4),
    row(
        only(&[H::Requested, H::AwaitingSeller, H::AwaitingBuyer]),
        T::AutoApproved,
        &[R::Platform],
    )
    .kinds(&[K::Exchange, K::Repair])
    .when(&[goods(&[G::AwaitingShip])])
    .sets(&[TRIAGED, BUYER_NOT_ASKED, APPROVED, REPLACEMENT_RESERVED])
    .to(H::AwaitingBuyerReturn)
    .notify(N::N4),
    row(
        only(&[
            H::Requested,
            H::AwaitingSeller,
            H::AwaitingBuyer,
            H::AwaitingBuyerReturn,
        ]),
        T::Cancel,
        &[R::Buyer],
    )
    .when(&[money(&[M::None, M::Approved])])
    .sets(&[CANCELLED_BY_BUYER, TO_CANCEL])
    .to(H::Cancelled)
    .notify(N::N12),
    row(only(&[H::AwaitingSeller]), T::AskBuyer, &[R::Agent])
        .sets(&[BUYER_ASKED])
        .to(H::AwaitingBuyer)
        .notify(N::N3),
    row(only(&[H::AwaitingSeller]), T::Offer, &[R::Agent])
        .when(&[NOT_PAYING])
        .sets(&[BUYER_ASKED])
        .to(H::AwaitingBuyer)
        .notify(N::N3),
    row(only(&[H::AwaitingBuyer]), T::Amend, &[R::Buyer])
        .sets(&[TRIAGED, BUYER_NOT_ASKED, UNDECIDE])
        .to(H::AwaitingSeller),
    row(only(&[H::AwaitingBuyer]), T::AcceptOffer, &[R::Buyer])
        .when(&[NOT_PAYING])
        .sets(&[TO_REFUND, NOTHING_TO_RETURN, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N2),
    row(only(&[H::AwaitingBuyer]), T::TimerFired, &[R::System])
        .sets(&[CANCELLED_AS_EXPIRED, TO_CANCEL])
        .to(H::Cancelled)
        .notify(N::N12),
    row(only(&[H::AwaitingSeller]), T::ApproveRefund, &[R::Agent])
        .kinds(&[K::RefundOnly, K::PriceProtection, K::Complaint])
        .sets(&[APPROVED, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N2),
    row(only(&[H::AwaitingSeller]), T::ApproveRefund, &[R::Agent])
        .kinds(&[K::ReturnRefund])
        .when(&[goods(OWED).not()])
        .sets(&[APPROVED, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N2),
    row(only(&[H::AwaitingSeller]), T::InstantRefund, &[R::Agent, R::System])
        .kinds(&[K::ReturnRefund])
        .when(&[goods(&[G::AwaitingShip])])
        .sets(&[APPROVED, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N2),
    // A return policy lets the buyer keep what it would cost more to send.
    row(only(&[H::Requested, H::AwaitingSeller]), T::WaiveReturn, &[R::System])
        .kinds(&[K::ReturnRefund])
        .when(&[goods(&[G::AwaitingShip])])
        .sets(&[TRIAGED, BUYER_NOT_ASKED, APPROVED, GOODS_NOT_REQUIRED, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N2),
    row(only(&[H::AwaitingSeller]), T::ApproveReturn, &[R::Agent])
        .kinds(&[K::ReturnRefund])
        .when(&[goods(&[G::InTransit, G::AtLocker, G::Delivered, G::PartiallyReceived]).not()])
        .sets(&[APPROVED, MONEY_APPROVED, GOODS_AWAITING_SHIP])
        .to(H::AwaitingBuyerReturn)
        .notify(N::N4),
    row(only(&[H::AwaitingSeller]), T::ApproveReturn, &[R::Agent])
        .kinds(&[K::ReturnRefund])
        .when(&[goods(MOVING)])
        .sets(&[APPROVED, MONEY_APPROVED])
        .to(H::ReturnInTransit),
    row(only(&[H::AwaitingSeller]), T::ApproveReturn, &[R::Agent])
        .kinds(&[K::ReturnRefund])
        .when(&[goods(ARRIVED)])
        .sets(&[APPROVED, MONEY_APPROVED])
        .to(H::AwaitingInspection),
    row(only(&[H::AwaitingSeller]), T::ApproveExchange, &[R::Agent])
        .kinds(&[K::Exchange])
        .when(&[goods(MOVING)])
        .sets(&[APPROVED, REPLACEMENT_RESERVED])
        .to(H::ReturnInTransit),
    row(only(&[H::AwaitingSeller]), T::ApproveExchange, &[R::Agent])
        .kinds(&[K::Exchange])
        .when(&[goods(ARRIVED)])
        .sets(&[APPROVED, REPLACEMENT_RESERVED])
        .to(H::AwaitingInspection),
    row(only(&[H::AwaitingSeller]), T::ApproveRepair, &[R::Agent])
        .kinds(&[K::Repair])
        .when(&[goods(MOVING)])
        .sets(&[APPROVED, REPLACEMENT_RESERVED])
        .to(H::ReturnInTransit),
    row(only(&[H::AwaitingSeller]), T::ApproveRepair, &[R::Agent])
        .kinds(&[K::Repair])
        .when(&[goods(ARRIVED)])
        .sets(&[APPROVED, REPLACEMENT_RESERVED])
        .to(H::AwaitingInspection),
    row(only(&[H::AwaitingSeller]), T::ApproveExchange, &[R::Agent])
        .kinds(&[K::Exchange])
        .when(&[goods(&[
            G::AwaitingShip,
            G::InTransit,
            G::AtLocker,
            G::Delivered,
            G::PartiallyReceived,
            G::ReturnedToBuyer,
        ])
        .not()])
        .sets(&[APPROVED, REPLACEMENT_RESERVED])
        .to(H::ExchangeShipping)
        .notify(N::N8),
    row(only(&[H::AwaitingSeller]), T::ApproveExchange, &[R::Agent])
        .kinds(&[K::Exchange])
        .when(&[goods(&[G::AwaitingShip, G::ReturnedToBuyer])])
        .sets(&[APPROVED, REPLACEMENT_RESERVED, GOODS_AWAITING_SHIP])
        .to(H::AwaitingBuyerReturn)
        .notify(N::N4),
    row(only(&[H::AwaitingSeller]), T::ApproveRepair, &[R::Agent])
        .kinds(&[K::Repair])
        .when(&[goods(&[G::AwaitingShip, G::ReturnedToBuyer])])
        .sets(&[APPROVED, REPLACEMENT_RESERVED, GOODS_AWAITING_SHIP])
        .to(H::AwaitingBuyerReturn)
        .notify(N::N4),
    row(only(&[H::AwaitingSeller]), T::ApproveRepair, &[R::Agent])
        .kinds(&[K::Repair])
        .when(&[goods(IN_HAND)])
        .sets(&[APPROVED, REPLACEMENT_RESERVED, REPAIR_STARTS])
        .to(H::Repairing),
    row(only(&[H::AwaitingSeller]), T::ApproveResend, &[R::Agent])
        .kinds(&[K::Resend])
        .sets(&[APPROVED, REPLACEMENT_RESERVED])
        .to(H::ExchangeShipping)
        .notify(N::N8),
    row(only(&[H::AwaitingSeller]), T::Answer, &[R::Agent])
        .kinds(&[K::Inquiry, K::Complaint])
        .sets(&[ANSWERED])
        .to(H::Resolved)
        .notify(N::N11),
    row(only(&[H::AwaitingSeller]), T::Compensate, &[R::Agent]).notify(N::N6),
    row(only(&[H::AwaitingSeller]), T::Reject, &[R::Agent])
        .sets(&[REJECTED, RELEASE])
        .to(H::Rejected)
        .notify(N::N5),
    row(
        only(&[
            H::AwaitingSeller,
            H::AwaitingBuyerReturn,
            H::ReturnInTransit,
            H::AwaitingInspection,
            H::Repairing,
            H::ExchangeShipping,
            H::Exchanged,
        ]),
        T::RefundDifference,
        &[R::Agent],
    )
    .kinds(BY_REPLACEMENT)
    .when(&[money(&[M::None])])
    .sets(&[MONEY_PENDING])
    .notify(N::N6),
    row(only(&[H::AwaitingSeller]), T::ConvertToRefundOnly, &[R::Agent])
        .not_kinds(&[K::RefundOnly])
        .when(&[NOT_PAYING])
        .sets(&[KIND_REFUND_ONLY, CONVERT, NOTHING_TO_RETURN]),
    row(only(&[H::AwaitingSeller]), T::ConvertToReturnRefund, &[R::Agent])
        .not_kinds(&[K::ReturnRefund])
        .when(&[NOT_PAYING])
        .sets(&[KIND_RETURN_REFUND, CONVERT, RETURN_EXPECTED]),
    row(only(&[H::AwaitingSeller]), T::ConvertToExchange, &[R::Agent])
        .not_kinds(&[K::Exchange])
        .when(&[NOT_PAYING, replacement(&[P::Shipped]).not()])
        .sets(&[KIND_EXCHANGE, CONVERT, RETURN_EXPECTED]),
    row(only(&[H::AwaitingSeller]), T::ConvertToRepair, &[R::Agent])
        .not_kinds(&[K::Repair])
        .when(&[NOT_PAYING, replacement(&[P::Shipped]).not()])
        .sets(&[KIND_REPAIR, CONVERT, RETURN_EXPECTED]),
    row(only(&[H::AwaitingSeller]), T::ConvertToResend, &[R::Agent])
        .not_kinds(&[K::Resend])
        .when(&[
            NOT_PAYING,
            replacement(&[P::Shipped]).not(),
            goods(&[G::InTransit, G::AtLocker, G::Delivered, G::PartiallyReceived]).not(),
        ])
        .sets(&[KIND_RESEND, CONVERT, NOTHING_TO_RETURN]),
];
