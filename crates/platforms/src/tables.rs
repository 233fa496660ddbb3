//! The tables of the adapters as plain data, for the suites that every adapter must pass.
use aftersync_core::error::{ErrorKind, Retry};
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::claim::Claim;

/// One row of a status table, for one kind of after-sale that it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusCase {
    /// The table, type and status, for people.
    pub name: String,
    /// The kind.
    pub kind: Kind,
    /// What the row does to the axes.
    pub claim: Claim,
    /// The headline that a fresh ticket must show under it.
    pub means: Headline,
}

/// One row of an error table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorCase {
    /// The code.
    pub code: &'static str,
    /// How the sub code begins, where the platform has one.
    pub sub: &'static str,
    /// What kind of failure it is.
    pub kind: ErrorKind,
    /// How to try again.
    pub retry: Retry,
    /// Whether a write may have taken effect all the same.
    pub unclear: bool,
}

/// What a fresh ticket shows: nobody has looked at it yet.
pub(crate) fn of_a_fresh_ticket(means: Headline) -> Headline {
    match means {
        Headline::AwaitingSeller => Headline::Requested,
        means => means,
    }
}
