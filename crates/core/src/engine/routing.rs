//! Questions about routing: why a ticket stands where it stands, and what is wrong with a configuration.
use crate::model::config::Config;
use crate::model::ids::TicketId;
use crate::routing::{Problem, validate};

use super::decide::assign::{Explained, explained};
use super::desk::Desk;
use super::later::Later;
use super::look::Look;

impl Desk {
    /// Where the rules in force put a ticket now and who would get it, rule by rule and agent by agent. Nothing is written.
    ///
    /// # Errors
    /// `NotFound` when there is no such ticket.
    pub fn explain_routing(&self, id: TicketId) -> Later<Explained> {
        let (rules, now) = (self.engine().0.rules.clone(), self.engine().now());
        self.read(move |reader, tenant| {
            let mut look = Look::new(reader, tenant);
            look.ask(|snapshot| explained(&rules, snapshot, now, id))?
                .map_err(|error| error.during("desk.explain_routing"))
        })
    }

    /// Everything that is wrong with a configuration, without publishing it: where, what, and what is allowed instead.
    pub fn check_config(&self, config: &Config) -> Vec<Problem> {
        validate(config)
    }
}
