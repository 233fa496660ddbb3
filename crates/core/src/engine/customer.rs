//! One person across platforms: accounts, orders, tickets and messages in one view.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::conversation::Message;
use crate::model::customer::{Account, Customer};
use crate::model::ids::{AccountId, CustomerId, OrderId, Platform, Tenant, Uid};
use crate::model::order::Order;
use crate::model::source::Docket;
use crate::model::ticket::Ticket;
use crate::store::{Index, Reader, Record, Scan};

use super::query::{Page, Versioned, filtered, page_size, row, rows, ticket};

/// Most steps from a merged customer to the one it became.
const MAX_REDIRECTS: usize = 32;

/// How a customer is named: by the person, or by one of their accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// The person.
    Customer(CustomerId),
    /// An account on some platform.
    Account(AccountId),
}

impl From<CustomerId> for Whom {
    fn from(id: CustomerId) -> Self {
        Self::Customer(id)
    }
}
impl From<AccountId> for Whom {
    fn from(id: AccountId) -> Self {
        Self::Account(id)
    }
}

/// An order with its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlacedOrder {
    /// Its id.
    pub id: OrderId,
    /// The order.
    pub order: Order,
}

/// One person across platforms. Each list holds the newest first, up to the number asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CustomerView {
    /// The person.
    pub customer: Versioned<Customer>,
    /// Their accounts, by platform.
    pub accounts: Vec<Account>,
    /// Their orders.
    pub orders: Vec<PlacedOrder>,
    /// Their tickets.
    pub tickets: Vec<Versioned<Ticket>>,
    /// What was written.
    pub messages: Vec<Message>,
    /// Some list is longer than what is shown.
    pub more: bool,
}

/// An order and the tickets about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OrderView {
    /// The order.
    pub order: Versioned<PlacedOrder>,
    /// The tickets about it, the first opened first.
    pub tickets: Vec<Versioned<Ticket>>,
}

/// A customer, or the one it was merged into.
pub(crate) fn resolve(reader: &mut dyn Reader, tenant: &Tenant, id: CustomerId) -> Result<Option<Customer>> {
    Ok(survivor(reader, tenant, id)?.map(|c| c.item))
}

fn survivor(reader: &mut dyn Reader, tenant: &Tenant, id: CustomerId) -> Result<Option<Versioned<Customer>>> {
    let mut id = id;
    for _ in 0..MAX_REDIRECTS {
        let found = row::<Customer>(reader, tenant, id.0)?;
        match found.as_ref().and_then(|c| c.item.merged_into) {
            Some(next) => id = next,
            None => return Ok(found),
        }
    }
    Err(Error::internal("a merged customer leads round in a circle")
        .during("query.customer")
        .with("customer", id))
}

/// The customer who is meant, before redirects.
pub(crate) fn whose(reader: &mut dyn Reader, tenant: &Tenant, whom: Whom) -> Result<Option<CustomerId>> {
    match whom {
        Whom::Customer(id) => Ok(Some(id)),
        Whom::Account(account) => Ok(row::<Account>(reader, tenant, account.0)?.map(|a| a.item.customer)),
    }
}

/// The person and all that is theirs.
pub(crate) fn view(reader: &mut dyn Reader, tenant: &Tenant, whom: Whom, limit: usize) -> Result<Option<CustomerView>> {
    let Some(id) = whose(reader, tenant, whom)? else {
        return Ok(None);
    };
    let Some(customer) = survivor(reader, tenant, id)? else {
        return Ok(None);
    };
    let ids: Vec<Uid> = customer.item.accounts.iter().map(|a| a.0).collect();
    let found = rows::<Account>(reader, tenant, &ids)?;
    let mut accounts: Vec<Account> = found.into_iter().flatten().map(|a| a.item).collect();
    accounts.sort_by(|a, b| (&a.platform, a.id).cmp(&(&b.platform, b.id)));
    let limit = page_size(limit);
    let tickets = newest(
        reader,
        tenant,
        Index::TicketAccount,
        &ids,
        limit,
        |version, _, t: &Ticket| Versioned {
            version,
            item: t.clone(),
        },
    )?;
    let orders = newest(reader, tenant, Index::OrderAccount, &ids, limit, |_, id, o: &Order| {
        PlacedOrder {
            id: OrderId(id),
            order: o.clone(),
        }
    })?;
    let messages = newest(
        reader,
        tenant,
        Index::MessageAccount,
        &ids,
        limit,
        |_, _, m: &Message| m.clone(),
    )?;
    Ok(Some(CustomerView {
        customer,
        accounts,
        more: tickets.next.is_some() || orders.next.is_some() || messages.next.is_some(),
        tickets: tickets.items,
        orders: orders.items,
        messages: messages.items,
    }))
}

fn newest<R: Record, T>(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    index: Index,
    groups: &[Uid],
    limit: usize,
    make: impl Fn(i64, Uid, &R) -> T,
) -> Result<Page<T>> {
    let scan = Scan {
        descending: true,
        ..Scan::all(index, Uid::ZERO, R::TABLE, limit)
    };
    filtered(reader, tenant, scan, groups, limit, |_, entry| {
        Ok(R::of(&entry.row).map(|row| make(entry.version, entry.mark.id, row)))
    })
}

/// An order by its number, with the tickets about it.
pub(crate) fn order(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    platform: &Platform,
    number: &str,
) -> Result<Option<OrderView>> {
    let id = OrderId::of(platform, number);
    let Some(found) = row::<Order>(reader, tenant, id.0)? else {
        return Ok(None);
    };
    let docket = row::<Docket>(reader, tenant, id.0)?.map(|d| d.item).unwrap_or_default();
    let ids: std::collections::BTreeSet<_> = docket.members.iter().filter_map(|m| m.ticket).collect();
    let mut tickets = Vec::new();
    for id in ids {
        tickets.extend(ticket(reader, tenant, id)?);
    }
    tickets.sort_by_key(|t| (t.item.opened_at, t.item.id));
    tickets.dedup_by_key(|t| t.item.id);
    Ok(Some(OrderView {
        order: Versioned {
            version: found.version,
            item: PlacedOrder { id, order: found.item },
        },
        tickets,
    }))
}
