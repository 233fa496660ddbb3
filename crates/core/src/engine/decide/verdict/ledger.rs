//! What configurations granted of orders.
use std::collections::BTreeMap;

use crate::model::ids::TicketId;
use crate::model::money::Money;

use super::Came;

/// Minor units that a configuration granted, or may yet, on tickets that came before.
#[derive(Default)]
pub(crate) struct Ledger {
    granted: BTreeMap<TicketId, i64>,
    may_be: BTreeMap<TicketId, i64>,
}

impl Ledger {
    /// What is granted of a ticket goes back of the order, whatever happened to the ticket. What an automation may approve
    /// of it later is held ready for it.
    pub fn enter(&mut self, ticket: TicketId, came: &Came) {
        let minor = |money: Option<Money>| money.map_or(0, |money| money.minor);
        if came.verdict.is_granted() {
            self.granted.insert(ticket, minor(came.verdict.granted));
        }
        let by_hop = came.hopped.iter().map(|hopped| hopped.may_be);
        let later = came.later.iter().map(|(verdict, _)| minor(verdict.granted));
        let later = later.chain(by_hop).max();
        self.may_be.extend(later.map(|minor| (ticket, minor)));
    }

    /// What goes back on a ticket on which history says that this did.
    pub fn of(&self, ticket: TicketId, by_history: i64) -> i64 {
        let may_be = self.may_be.get(&ticket).copied().unwrap_or_default();
        let granted = self.granted.get(&ticket).copied();
        granted.unwrap_or_else(|| by_history.max(may_be))
    }
}
