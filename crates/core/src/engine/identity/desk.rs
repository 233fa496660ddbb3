//! The matching at the desk: through the lane of all else, one commit after the other.
use super::super::desk::Desk;
use super::super::input::{Answer, What};
use super::super::later::Later;
use super::{Ask, Told};
use crate::error::Error;

impl Desk {
    /// Asks something of the matching of accounts: takes an observation in, a decision of a person, or a wish to be
    /// forgotten. What is stored is read with a [`Resolver`](super::Resolver) over the same store, opened with the
    /// engine's key. Facts do not feed it by themselves yet: the host observes.
    ///
    /// # Errors
    /// As of the resolver's calls of those names.
    pub fn identity(&self, ask: Ask) -> Later<Told> {
        self.submit(What::Identity(Box::new(ask)), |done| match done.answer {
            Answer::Identity(told) => Ok(*told),
            _ => Err(Error::internal("another answer than was asked for").during("desk.identity")),
        })
    }
}
