//! The end of a ticket and what may follow it.

use crate::lifecycle::condition::replacement;
use crate::lifecycle::row::{Row, except, only, row};
use crate::model::axes::{Headline as H, Kind as K, ReplacementState as P, Role as R};
use crate::model::trigger::Trigger as T;

use super::effects::{BUYER_NOT_ASKED, CLOSED, NEW_EPISODE, NOT_ANSWERED, RELEASE, SEND_IT_BACK, TRIAGED, UNDECIDE};
use super::groups::{BY_MONEY, BY_REPLACEMENT, ENDED, ENDED_OR_CLOSED, NOT_PAYING};

pub(super) const ROWS: &[Row] = &[
    row(ENDED, T::Close, &[R::Agent, R::System])
        .blocked(false)
        .sets(&[CLOSED])
        .to(H::Closed),
    row(except(&[H::Closed]), T::Merge, &[R::Agent])
        .sets(&[CLOSED, RELEASE])
        .to(H::Closed),
    row(only(&[H::Rejected]), T::Amend, &[R::Buyer])
        .sets(&[TRIAGED, BUYER_NOT_ASKED, NOT_ANSWERED, UNDECIDE])
        .to(H::AwaitingSeller),
    row(ENDED_OR_CLOSED, T::Reopen, &[R::Buyer, R::Agent, R::Platform])
        .kinds(BY_MONEY)
        .when(&[NOT_PAYING])
        .sets(&[NEW_EPISODE])
        .to(H::AwaitingSeller),
    row(ENDED_OR_CLOSED, T::Reopen, &[R::Buyer, R::Agent, R::Platform])
        .kinds(&[K::Resend])
        .when(&[replacement(&[P::Shipped]).not()])
        .sets(&[NEW_EPISODE])
        .to(H::AwaitingSeller),
    row(ENDED_OR_CLOSED, T::Reopen, &[R::Buyer, R::Agent, R::Platform])
        .kinds(&[K::Exchange, K::Repair])
        .when(&[replacement(&[P::Shipped, P::Delivered]).not()])
        .sets(&[NEW_EPISODE])
        .to(H::AwaitingSeller),
    row(ENDED_OR_CLOSED, T::Reopen, &[R::Buyer, R::Agent, R::Platform])
        .kinds(&[K::Exchange, K::Repair])
        .when(&[replacement(&[P::Delivered])])
        .sets(&[NEW_EPISODE, SEND_IT_BACK])
        .to(H::AwaitingSeller),
    row(ENDED_OR_CLOSED, T::Reopen, &[R::Buyer, R::Agent, R::Platform])
        .kinds(BY_REPLACEMENT)
        .when(&[replacement(&[P::Shipped])])
        .sets(&[NEW_EPISODE])
        .to(H::ExchangeShipping),
];
