//! Who knows a ticket of a simulated desk: who served its customer last, who has another of its order, its team.
use std::collections::BTreeMap;

use crate::model::affinity::{Affinity, Served as LastServed};
use crate::model::ids::{AgentId, CustomerId, OrderId};
use crate::model::time::Timestamp;

use super::super::affinity::{Familiar, Knows};
use super::Arrival;

/// What people have to do with customers and orders by now.
pub(super) struct Ties {
    served: BTreeMap<CustomerId, LastServed>,
    /// Tickets in hands.
    orders: BTreeMap<OrderId, BTreeMap<usize, AgentId>>,
}

impl Ties {
    pub fn new(served: BTreeMap<CustomerId, LastServed>) -> Self {
        let orders = BTreeMap::new();
        Self { served, orders }
    }

    /// Who is asked before others for a ticket that is so old.
    pub fn familiar(&self, arrival: &Arrival, affinity: &Affinity, age: i64, now: Timestamp) -> Familiar {
        let mut familiar = Familiar {
            teams: arrival.teams.clone(),
            hold: affinity.hold(age),
            ..Familiar::default()
        };
        let within = affinity.customer_ms();
        let served = arrival.customer.and_then(|customer| self.served.get(&customer));
        if let Some(served) = served.filter(|served| now.since(served.at) < within) {
            familiar.add(served.by, Knows::Customer);
        }
        let others = arrival.order.and_then(|order| self.orders.get(&order));
        for owner in others.into_iter().flat_map(BTreeMap::values) {
            familiar.add(*owner, Knows::Order);
        }
        familiar
    }

    /// A person has a ticket.
    pub fn taken(&mut self, ticket: usize, arrival: &Arrival, by: AgentId) {
        if let Some(order) = arrival.order {
            self.orders.entry(order).or_default().insert(ticket, by);
        }
    }

    /// They have it no more.
    pub fn put_down(&mut self, ticket: usize, arrival: &Arrival) {
        if let Some(others) = arrival.order.and_then(|order| self.orders.get_mut(&order)) {
            others.remove(&ticket);
        }
    }

    /// They decided it: they served its customer.
    pub fn served(&mut self, arrival: &Arrival, by: AgentId, now: Timestamp) {
        if let Some(customer) = arrival.customer {
            self.served.insert(customer, LastServed { by, at: now });
        }
    }
}
