//! What the platform does on its own.

use crate::lifecycle::row::{Row, only, row};
use crate::model::axes::{Headline as H, Role as R};
use crate::model::notice::Notice as N;
use crate::model::trigger::Trigger as T;

use super::effects::{CANCELLED_BY_PLATFORM, CLOSED, MONEY_PAID, RELEASE, TO_CANCEL, TO_REFUND};
use super::groups::{ENDED, OPEN, OPEN_NOT_ENDED};

pub(super) const ROWS: &[Row] = &[
    row(OPEN, T::ForceRefund, &[R::Platform])
        .sets(&[TO_REFUND, MONEY_PAID])
        .to(H::Refunded)
        .notify(N::N10),
    row(only(&[H::Disputed, H::Closed]), T::ForceRefund, &[R::Platform]).sets(&[TO_REFUND, MONEY_PAID]),
    row(OPEN, T::PlatformCancel, &[R::Platform])
        .sets(&[CANCELLED_BY_PLATFORM, TO_CANCEL])
        .to(H::Cancelled)
        .notify(N::N12),
    row(only(&[H::Disputed, H::Closed]), T::PlatformCancel, &[R::Platform]).sets(&[CANCELLED_BY_PLATFORM, TO_CANCEL]),
    row(OPEN, T::PlatformClosed, &[R::Platform])
        .blocked(false)
        .sets(&[CLOSED, RELEASE])
        .to(H::Closed),
    row(ENDED, T::PlatformClosed, &[R::Platform]).blocked(true),
    row(OPEN_NOT_ENDED, T::PlatformClosed, &[R::Platform])
        .blocked(true)
        .sets(&[CANCELLED_BY_PLATFORM, TO_CANCEL])
        .to(H::Cancelled)
        .notify(N::N12),
];
