//! Finds what a code names, by exact key: nothing is searched for.
use std::collections::BTreeSet;

use crate::error::Result;
use crate::model::config::Config;
use crate::model::ids::{OrderId, ParcelId, Platform, ShopId, SourceId, Tenant, TicketId, Uid};
use crate::model::number::TicketNumber;
use crate::model::order::Order;
use crate::model::shipment::{Direction, Parcel, ParcelSnapshot};
use crate::model::source::{Docket, Source};
use crate::model::ticket::Ticket;
use crate::store::Reader;

use super::super::query::{self, Versioned, row, rows};
use super::super::routes;
use super::Scan;
use super::answer::FoundBy;

/// What a code names.
#[derive(Default)]
pub(super) struct Found {
    /// What it turned out to be; `None` when it names nothing.
    pub by: Option<FoundBy>,
    /// What the carrier says of a parcel with this number.
    pub parcel: Option<ParcelSnapshot>,
    /// The orders, with their ids.
    pub orders: Vec<(OrderId, Order)>,
    /// The tickets, the first opened in front.
    pub tickets: Vec<Versioned<Ticket>>,
    /// The configuration in force.
    pub config: Config,
}

impl Scan {
    /// What the code names. A return's parcel says more than the parcel that went out under the same number, and that more than a
    /// number that some platform gave.
    pub(super) fn find(&self, reader: &mut dyn Reader, tenant: &Tenant) -> Result<Found> {
        let config = routes::config(reader, tenant)?.unwrap_or_default();
        let parcel = row::<Parcel>(reader, tenant, ParcelId::of(&self.code).0)?.map(|p| p.item);
        let mut found = Found {
            parcel: parcel.as_ref().and_then(|p| p.snapshot.clone()),
            config,
            ..Found::default()
        };
        if let Some(parcel) = &parcel {
            found.of_parcel(reader, tenant, parcel)?;
        }
        if found.is_nothing() {
            self.of_requests(reader, tenant, &mut found)?;
        }
        if found.is_nothing() {
            let orders: Vec<OrderId> = self.orders(&found.config);
            found.of_orders(reader, tenant, FoundBy::Order, &orders)?;
        }
        if found.is_nothing()
            && let Ok(number) = TicketNumber::parse(&self.code)
        {
            let ticket = query::ticket_by_number(reader, tenant, number)?;
            found.take(reader, tenant, FoundBy::Ticket, ticket.into_iter().collect())?;
        }
        Ok(found)
    }

    /// The code as it may have been registered: as it is, and plain.
    fn spellings(&self) -> BTreeSet<&str> {
        BTreeSet::from([self.code.as_str(), self.number.as_str()])
    }

    fn orders(&self, config: &Config) -> Vec<OrderId> {
        let platforms: BTreeSet<&Platform> = config.shops.iter().map(|s| &s.platform).collect();
        let of = |platform: &&Platform| {
            self.spellings()
                .into_iter()
                .map(|n| OrderId::of(platform, n))
                .collect::<Vec<_>>()
        };
        platforms.iter().flat_map(of).collect()
    }

    fn of_requests(&self, reader: &mut dyn Reader, tenant: &Tenant, found: &mut Found) -> Result<()> {
        let shops: BTreeSet<(&Platform, &ShopId)> = found.config.shops.iter().map(|s| (&s.platform, &s.shop)).collect();
        let mut ids = Vec::new();
        for (platform, shop) in shops {
            for object in self.rules.after_sales(platform) {
                let named = self.spellings().into_iter();
                ids.extend(named.map(|number| SourceId::of(platform, shop, object, number)));
            }
        }
        let tickets = tickets_of(reader, tenant, &ids)?;
        found.take(reader, tenant, FoundBy::Request, tickets)
    }
}

impl Found {
    fn is_nothing(&self) -> bool {
        self.tickets.is_empty() && self.orders.is_empty()
    }

    fn of_parcel(&mut self, reader: &mut dyn Reader, tenant: &Tenant, parcel: &Parcel) -> Result<()> {
        for (direction, by) in [
            (Direction::Return, FoundBy::ReturnParcel),
            (Direction::Replacement, FoundBy::ReplacementParcel),
        ] {
            let named = parcel.named_by.iter().filter(|(_, d)| *d == direction);
            let sources: Vec<SourceId> = named.map(|(source, _)| *source).collect();
            if self.is_nothing() && !sources.is_empty() {
                let tickets = tickets_of(reader, tenant, &sources)?;
                self.take(reader, tenant, by, tickets)?;
            }
        }
        match parcel.order {
            Some(order) if self.is_nothing() => self.of_orders(reader, tenant, FoundBy::OutboundParcel, &[order]),
            _ => Ok(()),
        }
    }

    /// The orders that exist, and all tickets about any of them.
    fn of_orders(&mut self, reader: &mut dyn Reader, tenant: &Tenant, by: FoundBy, ids: &[OrderId]) -> Result<()> {
        let keys: Vec<Uid> = ids.iter().map(|id| id.0).collect();
        let dockets = rows::<Docket>(reader, tenant, &keys)?;
        let members = dockets.iter().flatten().flat_map(|d| &d.item.members);
        let tickets: BTreeSet<TicketId> = members.filter_map(|m| m.ticket).collect();
        self.tickets = alive(reader, tenant, tickets)?;
        self.read_orders(reader, tenant, ids)?;
        self.by = (!self.is_nothing()).then_some(by);
        Ok(())
    }

    fn take(
        &mut self,
        reader: &mut dyn Reader,
        tenant: &Tenant,
        by: FoundBy,
        tickets: Vec<Versioned<Ticket>>,
    ) -> Result<()> {
        if tickets.is_empty() {
            return Ok(());
        }
        let orders: BTreeSet<OrderId> = tickets.iter().filter_map(|t| t.item.order).collect();
        (self.by, self.tickets) = (Some(by), tickets);
        self.read_orders(reader, tenant, &Vec::from_iter(orders))
    }

    fn read_orders(&mut self, reader: &mut dyn Reader, tenant: &Tenant, ids: &[OrderId]) -> Result<()> {
        let keys: Vec<Uid> = ids.iter().map(|id| id.0).collect();
        let found = rows::<Order>(reader, tenant, &keys)?;
        let known = ids
            .iter()
            .zip(found)
            .filter_map(|(id, order)| order.map(|o| (*id, o.item)));
        self.orders = known.collect();
        Ok(())
    }
}

/// The tickets that these sources are in.
pub(super) fn tickets_of(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    sources: &[SourceId],
) -> Result<Vec<Versioned<Ticket>>> {
    let keys: Vec<Uid> = sources.iter().map(|id| id.0).collect();
    let known: Vec<Source> = rows::<Source>(reader, tenant, &keys)?
        .into_iter()
        .flatten()
        .map(|s| s.item)
        .collect();
    let homes: BTreeSet<Uid> = known.iter().map(|s| s.docket.0).collect();
    let dockets = rows::<Docket>(reader, tenant, &Vec::from_iter(homes))?;
    let members = dockets.iter().flatten().flat_map(|d| &d.item.members);
    let of_those = members.filter(|m| known.iter().any(|s| s.id == m.source));
    alive(reader, tenant, of_those.filter_map(|m| m.ticket).collect())
}

/// Tickets, or those they were merged into, each once, the first opened in front.
fn alive(reader: &mut dyn Reader, tenant: &Tenant, ids: BTreeSet<TicketId>) -> Result<Vec<Versioned<Ticket>>> {
    let mut tickets = Vec::with_capacity(ids.len());
    for id in ids {
        tickets.extend(query::ticket(reader, tenant, id)?);
    }
    tickets.sort_by_key(|t| (t.item.opened_at, t.item.id));
    tickets.dedup_by_key(|t| t.item.id);
    Ok(tickets)
}
