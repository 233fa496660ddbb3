//! Tickets found by what stands around them: fields of their customer, order lines and products.
use crate::error::Result;
use crate::model::custom::{CustomIs, CustomOn};
use crate::model::customer::{Account, Customer};
use crate::model::ids::{Tenant, Uid};
use crate::model::order::Order;
use crate::model::product::Product;
use crate::model::ticket::Ticket;
use crate::routing::Subject;
use crate::store::Reader;

use super::customer::resolve;
use super::query::{row, rows};

/// Most steps from a merged product to what it became.
const MAX_REDIRECTS: usize = 32;

/// Whether all that is asked for holds. Reads only what is asked for: nothing, for fields of the ticket itself.
pub(super) fn admits(reader: &mut dyn Reader, tenant: &Tenant, asked: &[CustomIs], ticket: &Ticket) -> Result<bool> {
    let wants = |on| asked.iter().any(|field| field.on == on);
    if asked.iter().all(|field| field.on == CustomOn::Ticket) {
        return Ok(true); // looked at with the rest of the ticket
    }
    let order = match ticket.order {
        Some(id) if wants(CustomOn::Line) || wants(CustomOn::Product) => row::<Order>(reader, tenant, id.0)?,
        _ => None,
    };
    let order = order.map(|found| found.item);
    let products = match &order {
        Some(order) if wants(CustomOn::Product) => sold(reader, tenant, order, ticket)?,
        _ => Vec::new(),
    };
    let customer = if wants(CustomOn::Customer) {
        person(reader, tenant, ticket)?
    } else {
        None
    };
    let subject = Subject {
        ticket,
        order: order.as_ref(),
        customer: customer.as_ref(),
        products: products.iter().collect(),
    };
    Ok(asked.iter().all(|field| subject.has(field)))
}

fn person(reader: &mut dyn Reader, tenant: &Tenant, ticket: &Ticket) -> Result<Option<Customer>> {
    let Some(account) = ticket.account else { return Ok(None) };
    match row::<Account>(reader, tenant, account.0)? {
        Some(account) => resolve(reader, tenant, account.item.customer),
        None => Ok(None),
    }
}

/// The products of the lines a ticket is about, each as what it was merged into.
fn sold(reader: &mut dyn Reader, tenant: &Tenant, order: &Order, ticket: &Ticket) -> Result<Vec<Product>> {
    let lines = order.lines_of(ticket);
    let mut ids: Vec<Uid> = lines.filter_map(|(_, facts)| Some(facts?.product?.0)).collect();
    let mut out = Vec::new();
    for _ in 0..MAX_REDIRECTS {
        if ids.is_empty() {
            break;
        }
        ids.sort_unstable();
        ids.dedup();
        let found = rows::<Product>(reader, tenant, &ids)?;
        let (gone, here): (Vec<_>, Vec<_>) = found
            .into_iter()
            .flatten()
            .map(|found| found.item)
            .partition(|product| product.merged_into.is_some());
        out.extend(here);
        ids = gone.iter().filter_map(|product| Some(product.merged_into?.0)).collect();
    }
    Ok(out)
}
