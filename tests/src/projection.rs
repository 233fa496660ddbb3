//! What must be the same whatever order the facts came in: everything but ids, numbers, cursors, clocks and owners.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::insight;
use aftersync_core::model::counter::{CounterId, Dim, Grain, Metric};
use aftersync_core::model::ids::{Tenant, Uid};
use aftersync_core::store::{CounterQuery, Reader, Row, Table, TicketStore};

/// What must be the same in all orders.
#[derive(Debug, PartialEq)]
pub struct Projection {
    /// Tickets, by their sources.
    pub tickets: BTreeMap<Vec<String>, String>,
    /// Customers, as sets of accounts.
    pub customers: BTreeSet<BTreeSet<String>>,
    /// Products, as sets of listings.
    pub products: BTreeSet<BTreeSet<String>>,
    /// Money of orders.
    pub money: Vec<(Uid, i64)>,
    /// Counters whose members are not minted ids and that do not count when we looked.
    pub counters: Vec<(CounterId, i64)>,
}

fn all(reader: &mut dyn Reader, tenant: &Tenant, table: Table) -> Vec<Row> {
    let mut out = Vec::new();
    let mut after = None;
    loop {
        let page = reader.rows(tenant, table, after, 1_000).unwrap();
        let Some(last) = page.last() else { return out };
        after = Some(last.0);
        out.extend(page.into_iter().map(|(_, _, row)| (*row).clone()));
    }
}

/// Every counter that is not 0.
pub fn counters(reader: &mut dyn Reader, tenant: &Tenant) -> BTreeMap<CounterId, i64> {
    let mut out = BTreeMap::new();
    for grain in Grain::ALL {
        for dim in Dim::ALL {
            let query = CounterQuery {
                grain: *grain,
                from: i32::MIN,
                to: i32::MAX,
                dim: *dim,
                member: None,
            };
            out.extend(reader.counters(tenant, &query).unwrap());
        }
    }
    out
}

/// Reads the projection, and checks on the way what must hold of any state by itself.
pub fn projection(store: &dyn TicketStore, tenant: &Tenant) -> Projection {
    let mut reader = store.reader().unwrap();
    let reader = &mut *reader;
    let mut tickets = BTreeMap::new();
    let mut recount: BTreeMap<CounterId, i64> = BTreeMap::new();
    let mut add = |counters: BTreeMap<CounterId, i64>| {
        for (id, by) in counters {
            *recount.entry(id).or_default() += by;
        }
    };
    let mut owed: BTreeMap<Uid, i64> = BTreeMap::new();
    for row in all(reader, tenant, Table::Ticket) {
        let Row::Ticket(t) = row else { unreachable!() };
        add(insight::of_ticket(&t, t.sold_at, t.room.as_deref(), 480));
        if t.merged_into.is_some() {
            continue;
        }
        if let Some(order) = t.order {
            *owed.entry(order.0).or_default() += t.amounts.refunded + t.amounts.pending;
        }
        let key: Vec<String> = t.sources.iter().map(ToString::to_string).collect();
        let lines: Vec<_> = t
            .lines
            .iter()
            .map(|l| (l.line.clone(), l.requested, l.approved, l.refunded, l.amount))
            .collect();
        let seen = format!(
            "{:?} {:?} opened {:?} changed {:?} ended {:?} closed {:?} principal {:?} order {:?} orphan {} {:?} {} {:?} {:?} {:?} account {:?} show {:?} host {:?} room {:?} sold {:?} {:?} {:?} deadline {:?} band {} flags {:?} legs {:?}",
            t.headline,
            t.axes,
            t.opened_at,
            t.changed_at,
            t.ended_at,
            t.closed_at,
            t.principal,
            t.order,
            t.orphan,
            lines,
            t.currency,
            t.amounts,
            t.issue,
            t.platform,
            t.account,
            t.show,
            t.host,
            t.room,
            t.sold_at,
            t.parcels,
            t.waiting_on,
            t.platform_deadline,
            t.own_band(),
            t.flags,
            t.refund_legs
        );
        assert!(tickets.insert(key, seen).is_none(), "two tickets of the same sources");
    }
    for row in all(reader, tenant, Table::Order) {
        let Row::Order(o) = row else { unreachable!() };
        add(insight::of_order(&o, 480));
    }
    recount.retain(|_, n| *n != 0);
    let stored = counters(reader, tenant);
    assert_eq!(stored, recount, "counters equal a recount");
    let money: Vec<(Uid, i64)> = reader.gauges(tenant, Table::OrderMoney).unwrap();
    owed.retain(|_, n| *n != 0);
    assert_eq!(
        money,
        owed.into_iter().collect::<Vec<_>>(),
        "money of orders equals a recount"
    );
    memberships(reader, tenant);
    Projection {
        tickets,
        customers: customers(reader, tenant),
        products: products(reader, tenant),
        money,
        counters: stored.into_iter().filter(|(id, _)| comparable(id)).collect(),
    }
}

/// Members that are minted ids, and what depends on when we heard of it, are compared by recount only.
fn comparable(id: &CounterId) -> bool {
    !matches!(
        id.dim,
        Dim::Product | Dim::HostProduct | Dim::ProductIssue | Dim::Agent | Dim::Queue
    ) && id.metric != Metric::Breaches
}

/// Every member of a docket is in a ticket that knows it, and every ticket's sources say so.
fn memberships(reader: &mut dyn Reader, tenant: &Tenant) {
    let tickets: BTreeMap<Uid, _> = all(reader, tenant, Table::Ticket)
        .into_iter()
        .map(|row| {
            let Row::Ticket(t) = row else { unreachable!() };
            (t.id.0, t)
        })
        .collect();
    for row in all(reader, tenant, Table::Docket) {
        let Row::Docket(d) = row else { unreachable!() };
        for m in &d.members {
            let mut t = &tickets[&m.ticket.expect("a member has a ticket").0];
            while let Some(next) = t.merged_into {
                t = &tickets[&next.0];
            }
            assert!(t.sources.contains(&m.source), "a ticket knows its sources");
        }
    }
}

fn customers(reader: &mut dyn Reader, tenant: &Tenant) -> BTreeSet<BTreeSet<String>> {
    let mut parts: BTreeMap<Uid, BTreeSet<String>> = BTreeMap::new();
    for row in all(reader, tenant, Table::Account) {
        let Row::Account(a) = row else { unreachable!() };
        parts.entry(a.customer.0).or_default().insert(a.id.to_string());
    }
    for row in all(reader, tenant, Table::Customer) {
        let Row::Customer(c) = row else { unreachable!() };
        let members: BTreeSet<String> = c.accounts.iter().map(ToString::to_string).collect();
        if c.merged_into.is_none() {
            assert_eq!(parts.get(&c.id.0), Some(&members), "a customer knows its accounts");
        }
    }
    parts.into_values().collect()
}

fn products(reader: &mut dyn Reader, tenant: &Tenant) -> BTreeSet<BTreeSet<String>> {
    let rows = all(reader, tenant, Table::Product);
    let into: BTreeMap<Uid, Uid> = rows
        .iter()
        .filter_map(|row| match row {
            Row::Product(p) => p.merged_into.map(|m| (p.id.0, m.0)),
            _ => None,
        })
        .collect();
    let mut parts: BTreeMap<Uid, BTreeSet<String>> = BTreeMap::new();
    for row in all(reader, tenant, Table::Listing) {
        let Row::Listing(l) = row else { unreachable!() };
        let mut at = l.product.0;
        while let Some(next) = into.get(&at) {
            at = *next;
        }
        parts.entry(at).or_default().insert(format!("{}/{}", l.platform, l.sku));
    }
    parts.into_values().collect()
}
