//! Questions about return policies: what the one that counts makes of a ticket, and why.
use crate::model::ids::TicketId;

use super::decide::returns::{PolicyExplained, explained};
use super::desk::Desk;
use super::later::Later;
use super::look::Look;

impl Desk {
    /// What the return policies in force make of a ticket now: whether it is eligible and why not, what may be done, for how
    /// much, and what of it needs no person. Nothing is written.
    ///
    /// # Errors
    /// `NotFound` when there is no such ticket.
    pub fn explain_policy(&self, id: TicketId) -> Later<PolicyExplained> {
        let (rules, now) = (self.engine().0.rules.clone(), self.engine().now());
        self.read(move |reader, tenant| {
            let mut look = Look::new(reader, tenant);
            look.ask(|snapshot| explained(&rules, snapshot, now, id))?
                .map_err(|error| error.during("desk.explain_policy"))
        })
    }
}
