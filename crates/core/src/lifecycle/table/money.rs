//! Payouts.

use crate::lifecycle::condition::money;
use crate::lifecycle::row::{Row, except, only, row};
use crate::model::axes::{Headline as H, MoneyState as M, Role as R};
use crate::model::notice::Notice as N;
use crate::model::trigger::Trigger as T;

use super::effects::{
    MONEY_FAILED, MONEY_NONE, MONEY_PAID, MONEY_PARTIAL, MONEY_PENDING, MONEY_REVERSED, REJECTED, UNDECIDED,
};
use super::groups::{ANY, BY_MONEY};

pub(super) const ROWS: &[Row] = &[
    row(only(&[H::Refunding]), T::PayoutSent, &[R::Finance, R::Platform])
        .kinds(BY_MONEY)
        .sets(&[MONEY_PAID])
        .to(H::Refunded)
        .notify(N::N10),
    row(except(&[H::Refunding]), T::PayoutSent, &[R::Finance, R::Platform])
        .when(&[money(&[M::Pending, M::Partial, M::Failed])])
        .sets(&[MONEY_PAID]),
    row(only(&[H::Refunding]), T::PayoutPart, &[R::Finance])
        .kinds(BY_MONEY)
        .when(&[money(&[M::Pending, M::Partial])])
        .sets(&[MONEY_PARTIAL]),
    row(only(&[H::Refunding, H::Refunded]), T::PayoutFailed, &[R::Finance])
        .kinds(BY_MONEY)
        .when(&[money(&[M::Failed]).not()])
        .sets(&[MONEY_FAILED])
        .to(H::Refunding),
    row(except(&[H::Refunding, H::Refunded]), T::PayoutFailed, &[R::Finance])
        .when(&[money(&[M::Pending, M::Partial])])
        .sets(&[MONEY_FAILED]),
    row(ANY, T::PayoutRetry, &[R::Finance])
        .when(&[money(&[M::Failed])])
        .sets(&[MONEY_PENDING]),
    row(only(&[H::Refunding]), T::PayoutAbandoned, &[R::Finance])
        .kinds(BY_MONEY)
        .when(&[money(&[M::Failed])])
        .sets(&[MONEY_NONE, UNDECIDED])
        .to(H::AwaitingSeller),
    row(except(&[H::Refunding]), T::PayoutAbandoned, &[R::Finance])
        .when(&[money(&[M::Failed])])
        .sets(&[MONEY_NONE]),
    row(only(&[H::Refunded]), T::FundsRecovered, &[R::Finance])
        .kinds(BY_MONEY)
        .sets(&[MONEY_REVERSED, REJECTED])
        .to(H::Rejected),
];
