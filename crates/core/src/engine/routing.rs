//! Questions about routing: why a ticket stands where it stands, and what is wrong with a configuration.
use crate::model::ids::{TaskId, TicketId};
use crate::routing::{Document, RouteAttributes, RouteOverrides};

use super::decide::checked::{ConfigCheck, checked};
use super::decide::explained::{Explained, explained, imagined};
use super::decide::task::explained::{self as task, TaskExplained};
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

    /// Who would be given an internal task, and why the others would not, agent by agent. Nothing is written.
    ///
    /// # Errors
    /// `NotFound` when there is no such task.
    pub fn explain_task(&self, id: TaskId) -> Later<TaskExplained> {
        let (rules, now) = (self.engine().0.rules.clone(), self.engine().now());
        self.read(move |reader, tenant| {
            let mut look = Look::new(reader, tenant);
            look.ask(|snapshot| task::explained(&rules, snapshot, now, id))?
                .map_err(|error| error.during("desk.explain_task"))
        })
    }

    /// Where the rules in force would put a ticket with these attributes and who would get it now, rule by rule and agent by
    /// agent, as [`explain_routing`](Self::explain_routing) says it of one that is there. `overrides` are taken to be so: another
    /// moment, agents who are there or not and have so much to do, queues in which so many wait. Nothing is written.
    ///
    /// # Errors
    /// `Rejected` with what is wrong with the attributes or the overrides, by path.
    pub fn dry_run(&self, attributes: RouteAttributes, overrides: RouteOverrides) -> Later<Explained> {
        let (rules, now) = (self.engine().0.rules.clone(), self.engine().now());
        self.read(move |reader, tenant| {
            let mut look = Look::new(reader, tenant);
            look.ask(|snapshot| imagined(&rules, snapshot, now, &attributes, &overrides))?
                .map_err(|error| error.during("desk.dry_run"))
        })
    }

    /// Everything that is wrong with a configuration, without publishing it: where, what, and what is allowed instead. Takes a
    /// [`Config`](crate::model::config::Config), or a [`Document`] as it was written, of which nothing is lost that cannot be
    /// read. Besides, what would leave tickets waiting for people who are not there yet.
    ///
    /// # Errors
    /// The store's own.
    pub fn check_config(&self, document: impl Into<Document>) -> Later<ConfigCheck> {
        let (rules, now) = (self.engine().0.rules.clone(), self.engine().now());
        let document = document.into();
        self.read(move |reader, tenant| {
            let mut look = Look::new(reader, tenant);
            look.ask(|snapshot| checked(&rules, snapshot, now, &document))?
                .map_err(|error| error.during("desk.check_config"))
        })
    }
}
