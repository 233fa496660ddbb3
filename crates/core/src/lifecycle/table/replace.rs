//! Repairs, and the parcel that goes to the buyer.

use crate::lifecycle::condition::replacement;
use crate::lifecycle::row::{Row, except, only, row};
use crate::model::axes::{Headline as H, ReplacementState as P, Role as R};
use crate::model::notice::Notice as N;
use crate::model::trigger::Trigger as T;

use super::effects::{
    MONEY_PENDING, REPAIR_ENDS, REPLACEMENT_DELIVERED, REPLACEMENT_FAILED, REPLACEMENT_RETURNED, REPLACEMENT_SHIPPED,
    TO_REFUND, UNAPPROVE, UNDECIDED, WITHDRAW_APPROVAL,
};
use super::groups::{BY_MONEY, BY_REPLACEMENT, REPAIR_RUNNING};

pub(super) const ROWS: &[Row] = &[
    row(only(&[H::Repairing]), T::RepairDone, &[R::Repair])
        .when(&[REPAIR_RUNNING])
        .sets(&[REPAIR_ENDS])
        .to(H::ExchangeShipping)
        .notify(N::N8),
    row(except(&[H::Repairing]), T::RepairDone, &[R::Repair])
        .when(&[REPAIR_RUNNING])
        .sets(&[REPAIR_ENDS]),
    row(only(&[H::Repairing]), T::Unrepairable, &[R::Repair])
        .when(&[REPAIR_RUNNING])
        .sets(&[REPAIR_ENDS, UNAPPROVE])
        .to(H::AwaitingSeller),
    row(except(&[H::Repairing]), T::Unrepairable, &[R::Repair])
        .when(&[REPAIR_RUNNING])
        .sets(&[REPAIR_ENDS, UNAPPROVE]),
    row(
        only(&[H::ExchangeShipping]),
        T::ReplacementShipped,
        &[R::Warehouse, R::Carrier],
    )
    .kinds(BY_REPLACEMENT)
    .when(&[replacement(&[P::Reserved])])
    .sets(&[REPLACEMENT_SHIPPED])
    .notify(N::N8),
    row(only(&[H::ExchangeShipping]), T::ReplacementDelivered, &[R::Carrier])
        .kinds(BY_REPLACEMENT)
        .sets(&[REPLACEMENT_DELIVERED])
        .to(H::Exchanged)
        .notify(N::N8B),
    row(except(&[H::ExchangeShipping]), T::ReplacementDelivered, &[R::Carrier])
        .when(&[replacement(&[P::Shipped])])
        .sets(&[REPLACEMENT_DELIVERED]),
    row(only(&[H::ExchangeShipping]), T::ConfirmReceived, &[R::Buyer])
        .kinds(BY_REPLACEMENT)
        .sets(&[REPLACEMENT_DELIVERED])
        .to(H::Exchanged)
        .notify(N::N8B),
    row(
        only(&[H::ExchangeShipping]),
        T::ReplacementFailed,
        &[R::Carrier, R::Warehouse],
    )
    .kinds(BY_REPLACEMENT)
    .sets(&[UNDECIDED, REPLACEMENT_FAILED])
    .to(H::AwaitingSeller),
    row(
        except(&[H::ExchangeShipping]),
        T::ReplacementFailed,
        &[R::Carrier, R::Warehouse],
    )
    .kinds(BY_REPLACEMENT)
    .when(&[replacement(&[P::Shipped])])
    .sets(&[WITHDRAW_APPROVAL, REPLACEMENT_FAILED]),
    row(
        except(&[H::ExchangeShipping]),
        T::ReplacementFailed,
        &[R::Carrier, R::Warehouse],
    )
    .kinds(BY_MONEY)
    .when(&[replacement(&[P::Shipped])])
    .sets(&[REPLACEMENT_FAILED]),
    row(except(&[H::ExchangeShipping]), T::ReplacementReturned, &[R::Carrier])
        .kinds(BY_REPLACEMENT)
        .when(&[replacement(&[P::Shipped])])
        .sets(&[WITHDRAW_APPROVAL, REPLACEMENT_RETURNED]),
    row(except(&[H::ExchangeShipping]), T::ReplacementReturned, &[R::Carrier])
        .kinds(BY_MONEY)
        .when(&[replacement(&[P::Shipped])])
        .sets(&[REPLACEMENT_RETURNED]),
    row(only(&[H::ExchangeShipping]), T::ReplacementReturned, &[R::Carrier])
        .kinds(BY_REPLACEMENT)
        .when(&[replacement(&[P::Shipped])])
        .sets(&[UNDECIDED, REPLACEMENT_RETURNED])
        .to(H::AwaitingSeller),
    row(only(&[H::ExchangeShipping]), T::OutOfStockRefund, &[R::Agent])
        .kinds(BY_REPLACEMENT)
        .when(&[replacement(&[P::Reserved])])
        .sets(&[TO_REFUND, REPLACEMENT_FAILED, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N2),
];
