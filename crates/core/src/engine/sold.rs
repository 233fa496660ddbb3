//! What was sold, line by line, with what came back of it: the table that rates are made of.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::insight::{About, Returned, came_back, sold_on};
use crate::model::ids::{AccountId, CustomerKey, OrderId, Platform, ProductId, ShopId, ShowId, Tenant, TicketId, Uid};
use crate::model::issue::IssueType;
use crate::model::money::Money;
use crate::model::order::{Attribution, LineFacts, Order, OrderLine, OrderState};
use crate::model::product::Product;
use crate::model::source::Docket;
use crate::model::ticket::Ticket;
use crate::model::time::{DAY, Timestamp};
use crate::store::{Reader, Record, Scan, Table};

use super::decide::Rules;
use super::desk::Desk;
use super::later::Later;
use super::orders::OrderQuery;
use super::pseudonyms;
use super::query::{self, Page, filtered, page_size, parse_mark, rows};

/// Returns come for weeks: a line that was sold so long ago has most of them behind it.
const USUAL_MATURITY_DAYS: u32 = 30;

/// Which sold lines. What is absent does not filter; all that is present must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SoldLineQuery {
    /// On this platform.
    pub platform: Option<Platform>,
    /// In this shop.
    pub shop: Option<ShopId>,
    /// Of this product.
    pub product: Option<ProductId>,
    /// Sold by this host.
    pub host: Option<String>,
    /// Sold in this show.
    pub show: Option<ShowId>,
    /// Placed then or later.
    pub placed_from: Option<Timestamp>,
    /// Placed then or earlier.
    pub placed_to: Option<Timestamp>,
    /// So many days after the sale a line counts as mature; 0 means 30.
    pub mature_days: u32,
    /// The lines of at most so many orders; 0 means 50, the most is [`MAX_PAGE`](crate::limits::MAX_PAGE).
    pub limit: usize,
    /// Go on after a page's `next`.
    pub after: Option<String>,
}

/// One line of an order that was paid, and what came of it. Holds nothing that names a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SoldLine {
    /// The order.
    pub order: OrderId,
    /// Its place in the order, from 0.
    pub position: u32,
    /// The platform.
    pub platform: Platform,
    /// The shop.
    pub shop: ShopId,
    /// How far the order is.
    pub state: OrderState,
    /// The article's id in that shop.
    pub sku: String,
    /// Its title there.
    pub title: String,
    /// The article across shops.
    pub product: Option<ProductId>,
    /// Its title across shops.
    pub product_title: Option<String>,
    /// Its category.
    pub category: Option<String>,
    /// The merchant's own code for it.
    pub merchant_code: Option<String>,
    /// Who supplied it.
    pub supplier: Option<String>,
    /// The batch it came from.
    pub batch: Option<String>,
    /// The host who sold it.
    pub host: Option<String>,
    /// How sure the host is.
    pub attribution: Attribution,
    /// The evening it was sold in.
    pub show: Option<ShowId>,
    /// The room the platform names.
    pub room: Option<String>,
    /// Who bought it: a pseudonym, the same for all accounts of one customer.
    pub customer: Option<CustomerKey>,
    /// When the order was placed.
    pub placed_at: Timestamp,
    /// When it was paid.
    pub sold_at: Timestamp,
    /// Pieces.
    pub quantity: u32,
    /// What was paid for all pieces.
    pub paid: Money,
    /// The tickets about it, the first opened first.
    pub tickets: Vec<TicketId>,
    /// How many of them are open.
    pub open_tickets: u32,
    /// The problem of the first of them.
    pub issue: Option<IssueType>,
    /// Pieces that were to come back, of tickets that were neither rejected nor taken back.
    pub returned: i64,
    /// Pieces that came back.
    pub received: i64,
    /// What was paid back; of a ticket that is said of several lines, this line's share.
    pub refunded: Money,
    /// Whole days since it was sold.
    pub age_days: i64,
    /// Whether most of its returns are behind it: it was sold long enough ago, and no ticket about it is open.
    pub mature: bool,
}

impl SoldLineQuery {
    fn orders(&self) -> OrderQuery {
        OrderQuery {
            platform: self.platform.clone(),
            shop: self.shop.clone(),
            product: self.product,
            placed_from: self.placed_from,
            placed_to: self.placed_to,
            ..OrderQuery::default()
        }
    }

    fn admits(&self, line: &OrderLine, facts: Option<&LineFacts>) -> bool {
        let known = facts.cloned().unwrap_or_default();
        (self.product.is_none() || self.product == known.product)
            && (self.show.is_none() || self.show == known.show)
            && (self.host.is_none() || self.host.as_deref() == host(line, facts))
    }

    /// The places of the lines that fit; none when the order was never paid.
    fn wanted(&self, order: &Order) -> Vec<usize> {
        if sold_on(order).is_none() {
            return Vec::new();
        }
        let lines = order.snapshot.lines.iter().enumerate();
        let fit = lines.filter(|(at, line)| self.admits(line, order.lines.get(*at)));
        fit.map(|(at, _)| at).collect()
    }
}

/// The host who sold a line: the one we worked out, else the one the platform names.
fn host<'a>(line: &'a OrderLine, facts: Option<&'a LineFacts>) -> Option<&'a str> {
    let named = line.host.as_ref().map(|host| host.id.as_str());
    facts.and_then(|facts| facts.host.as_deref()).or(named)
}

impl Desk {
    /// A page of sold lines with their returns, those of the last placed order first. Without a shop: of all configured
    /// shops. A page holds all lines that fit of each of its orders.
    ///
    /// Returns come for weeks: compare lines that are `mature`, or of one age.
    ///
    /// # Errors
    /// `Malformed` for an `after` that is no place in a list, `Unsupported` without a shop or a configured shop.
    pub fn sold_lines(&self, query: SoldLineQuery) -> Later<Page<SoldLine>> {
        let (rules, now) = (self.engine().0.rules.clone(), self.engine().now());
        self.read(move |reader, tenant| page(reader, tenant, &rules, now, &query))
    }
}

/// An order and the places of its lines that are wanted.
type Placed = (OrderId, Order, Vec<usize>);

fn page(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    rules: &Arc<Rules>,
    now: Timestamp,
    query: &SoldLineQuery,
) -> Result<Page<SoldLine>> {
    let (asked, limit) = (query.orders(), page_size(query.limit));
    let (index, groups) = asked.lists(reader, tenant)?;
    let scan = Scan {
        from: query.placed_from.map_or(i64::MIN, |t| t.0),
        to: query.placed_to.map_or(i64::MAX, |t| t.0),
        descending: true,
        after: query.after.as_deref().map(parse_mark).transpose()?,
        ..Scan::all(index, Uid::ZERO, Table::Order, limit)
    };
    let placed: Page<Placed> = filtered(reader, tenant, scan, &groups, limit, |_, entry| {
        let order = Order::of(&entry.row).filter(|order| asked.admits(order));
        let wanted = order.map(|order| (OrderId(entry.mark.id), order.clone(), query.wanted(order)));
        Ok(wanted.filter(|(_, _, lines)| !lines.is_empty()))
    })?;
    let around = Around::load(reader, tenant, rules, &placed.items)?;
    let after = match query.mature_days {
        0 => USUAL_MATURITY_DAYS,
        days => days,
    };
    let lines = placed.items.iter().flat_map(|one| around.lines(one, now, after));
    Ok(Page {
        items: lines.collect(),
        next: placed.next,
    })
}

/// What stands around the orders of a page, read a table at a time.
struct Around {
    customers: BTreeMap<AccountId, CustomerKey>,
    products: BTreeMap<ProductId, Product>,
    /// By order.
    tickets: BTreeMap<OrderId, Vec<Ticket>>,
    /// Orders of other pages that share a ticket with one here.
    others: BTreeMap<OrderId, Order>,
}

impl Around {
    fn load(reader: &mut dyn Reader, tenant: &Tenant, rules: &Rules, placed: &[Placed]) -> Result<Self> {
        let accounts = placed.iter().filter_map(|(_, order, _)| order.account);
        let customers = pseudonyms::of_accounts(reader, tenant, rules, accounts)?;
        let products = placed.iter().flat_map(|(_, order, _)| &order.lines);
        let products: BTreeSet<Uid> = products.filter_map(|facts| facts.product).map(|id| id.0).collect();
        let products = rows::<Product>(reader, tenant, &products.into_iter().collect::<Vec<_>>())?;
        let products = products.into_iter().flatten().map(|row| (row.item.id, row.item));
        let tickets = tickets(reader, tenant, placed)?;
        Ok(Self {
            customers,
            products: products.collect(),
            others: others(reader, tenant, &tickets)?,
            tickets,
        })
    }

    fn lines(&self, (id, order, wanted): &Placed, now: Timestamp, after: u32) -> Vec<SoldLine> {
        let tickets = self.tickets.get(id).map(Vec::as_slice).unwrap_or_default();
        let about: Vec<About<'_>> = tickets.iter().map(|ticket| self.about(*id, ticket)).collect();
        let back = came_back(order, &about);
        let line = |at: &usize| self.line((*id, order), *at, back.get(*at)?, now, after);
        wanted.iter().filter_map(line).collect()
    }

    fn about<'a>(&'a self, order: OrderId, ticket: &'a Ticket) -> About<'a> {
        let other = ticket.order.filter(|own| *own != order);
        let other = other.and_then(|own| self.others.get(&own));
        let lines = other.into_iter().flat_map(|own| &own.snapshot.lines);
        About {
            ticket,
            elsewhere: lines.map(|line| line.external_id.as_str()).collect(),
        }
    }

    fn line(
        &self,
        (id, order): (OrderId, &Order),
        at: usize,
        back: &Returned,
        now: Timestamp,
        after: u32,
    ) -> Option<SoldLine> {
        let (line, facts) = (order.snapshot.lines.get(at)?, order.lines.get(at));
        let sold_at = sold_on(order)?;
        let age_days = now.since(sold_at).div_euclid(DAY);
        let product = facts.and_then(|facts| self.products.get(&facts.product?));
        let of_product = |field: fn(&Product) -> &Option<String>| product.and_then(|p| field(p).clone());
        Some(SoldLine {
            order: id,
            position: u32::try_from(at).unwrap_or(u32::MAX),
            platform: order.platform.clone(),
            shop: order.shop.clone(),
            state: order.snapshot.state,
            sku: line.sku.clone(),
            title: line.title.clone(),
            product: facts.and_then(|facts| facts.product),
            product_title: product.map(|p| p.title.clone()),
            category: of_product(|p| &p.category),
            merchant_code: line.merchant_code.clone().or_else(|| of_product(|p| &p.merchant_code)),
            supplier: line.supplier.clone().or_else(|| of_product(|p| &p.supplier)),
            batch: line.batch.clone(),
            host: host(line, facts).map(str::to_owned),
            attribution: facts.map(|facts| facts.attribution).unwrap_or_default(),
            show: facts.and_then(|facts| facts.show),
            room: line.room.clone(),
            customer: order.account.and_then(|account| self.customers.get(&account).copied()),
            placed_at: order.snapshot.created_at,
            sold_at,
            quantity: line.quantity,
            paid: line.paid,
            tickets: back.tickets.clone(),
            open_tickets: back.open,
            issue: back.issue,
            returned: back.units,
            received: back.received,
            refunded: Money::new(back.minor, line.paid.currency),
            age_days,
            mature: age_days >= i64::from(after) && back.open == 0,
        })
    }
}

/// The tickets about each order, redirects followed.
fn tickets(reader: &mut dyn Reader, tenant: &Tenant, placed: &[Placed]) -> Result<BTreeMap<OrderId, Vec<Ticket>>> {
    let orders: Vec<Uid> = placed.iter().map(|(id, ..)| id.0).collect();
    let dockets = rows::<Docket>(reader, tenant, &orders)?;
    let mut named: BTreeSet<(OrderId, TicketId)> = BTreeSet::new();
    for (order, docket) in orders.iter().zip(dockets) {
        let members = docket.into_iter().flat_map(|row| row.item.members);
        named.extend(members.filter_map(|m| m.ticket).map(|ticket| (OrderId(*order), ticket)));
    }
    let ids: BTreeSet<Uid> = named.iter().map(|(_, ticket)| ticket.0).collect();
    let ids: Vec<Uid> = ids.into_iter().collect();
    let mut found: BTreeMap<TicketId, Ticket> = BTreeMap::new();
    for (id, row) in ids.iter().zip(rows::<Ticket>(reader, tenant, &ids)?) {
        let row = match row {
            Some(row) if row.item.merged_into.is_some() => query::ticket(reader, tenant, TicketId(*id))?,
            row => row,
        };
        found.extend(row.map(|row| (TicketId(*id), row.item)));
    }
    let mut out: BTreeMap<OrderId, Vec<Ticket>> = BTreeMap::new();
    for (order, ticket) in named {
        let of_order = out.entry(order).or_default();
        if let Some(ticket) = found
            .get(&ticket)
            .filter(|t| of_order.iter().all(|known| known.id != t.id))
        {
            of_order.push(ticket.clone());
        }
    }
    Ok(out)
}

/// The orders that tickets here are really of, where a person merged what was of two.
fn others(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    tickets: &BTreeMap<OrderId, Vec<Ticket>>,
) -> Result<BTreeMap<OrderId, Order>> {
    let all = tickets
        .iter()
        .flat_map(|(of, all)| all.iter().map(move |t| (*of, t.order)));
    let other: BTreeSet<Uid> = all
        .filter_map(|(of, own)| own.filter(|own| *own != of))
        .map(|id| id.0)
        .collect();
    let other: Vec<Uid> = other.into_iter().collect();
    let found = rows::<Order>(reader, tenant, &other)?;
    let found = other
        .iter()
        .zip(found)
        .filter_map(|(id, row)| Some((OrderId(*id), row?.item)));
    Ok(found.collect())
}
