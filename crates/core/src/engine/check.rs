//! Whether what is stored agrees with itself: counters and quantities with a recount, dockets with their tickets, tickets with
//! what they are folded from, their clocks and their timers with the rest of them.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::insight;
use crate::limits::MAX_PAGE;
use crate::model::counter::{CounterId, Dim, Grain};
use crate::model::ids::{ProductId, SourceId, Tenant, TicketId, Uid};
use crate::model::order::Order;
use crate::model::product::Product;
use crate::model::source::Docket;
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::store::index::group_of;
use crate::store::{CounterQuery, Reader, Record, Table};

use super::clock_check::Clocks;
use super::decide::{going_back, held, in_hands, stands_at, waits_in};
use super::desk::Desk;
use super::identity::people;
use super::later::Later;
use super::{replay, routes};

/// Most steps from a merged ticket to what it became.
const MAX_REDIRECTS: usize = 32;

/// What a tenant's rows add up to.
#[derive(Default)]
struct Recount {
    counters: BTreeMap<CounterId, i64>,
    gauges: BTreeMap<(Table, Uid), i64>,
    tickets: BTreeMap<TicketId, (BTreeSet<SourceId>, Option<TicketId>)>,
    /// What is wrong with clocks and timers.
    clocks: Vec<String>,
}

impl Desk {
    /// Checks that the store is sound and agrees with itself; each line names one thing that is wrong. Reads everything.
    /// Run it while nothing is written, else a line may only say that something changed meanwhile.
    ///
    /// # Errors
    /// The store's own.
    pub fn check(&self) -> Later<Vec<String>> {
        let engine = self.engine().clone();
        self.read(move |reader, tenant| {
            let mut wrong = engine.0.store.check()?;
            let clocks = Clocks::read(reader, tenant, engine.now())?;
            let mut recount = recount(reader, tenant, Some(&clocks))?;
            wrong.append(&mut recount.clocks);
            counters(reader, tenant, &recount, &mut wrong)?;
            gauges(reader, tenant, &recount, &mut wrong)?;
            dockets(reader, tenant, &recount, &mut wrong)?;
            people(reader, tenant, &mut wrong)?;
            for (number, fields) in replay::deviating(reader, tenant, &engine.0.rules, engine.now())? {
                let fields = fields.join(", ");
                wrong.push(format!("ticket {number} no longer follows from its sources: {fields}"));
            }
            Ok(wrong)
        })
    }

    /// Counts everything anew and replaces the counters; gives how many there are. Run it while nothing is written.
    ///
    /// # Errors
    /// The store's own.
    pub fn rebuild_counters(&self) -> Later<usize> {
        let store = self.engine().0.store.clone();
        self.read(move |reader, tenant| {
            let all: Vec<_> = recount(reader, tenant, None)?
                .counters
                .into_iter()
                .filter(|(_, n)| *n != 0)
                .collect();
            store.replace_counters(tenant, &all)?;
            Ok(all.len())
        })
    }
}

/// Every row of a table.
pub(super) fn each<R: Record>(reader: &mut dyn Reader, tenant: &Tenant, mut visit: impl FnMut(Uid, &R)) -> Result<()> {
    let mut after = None;
    loop {
        let rows = reader.rows(tenant, R::TABLE, after, MAX_PAGE)?;
        let Some((last, _, _)) = rows.last() else {
            return Ok(());
        };
        after = Some(*last);
        for (id, _, row) in &rows {
            if let Some(row) = R::of(row) {
                visit(*id, row);
            }
        }
    }
}

fn recount(reader: &mut dyn Reader, tenant: &Tenant, clocks: Option<&Clocks>) -> Result<Recount> {
    let zone = routes::config(reader, tenant)?.unwrap_or_default().zone_minutes;
    let mut sums = Recount::default();
    let mut redirects: BTreeMap<ProductId, ProductId> = BTreeMap::new();
    each::<Product>(reader, tenant, |_, p| {
        redirects.extend(p.merged_into.map(|into| (p.id, into)))
    })?;
    let survivor = |id: ProductId| {
        let chain = std::iter::successors(Some(id), |id| redirects.get(id).copied());
        chain.take(MAX_REDIRECTS).last().unwrap_or(id)
    };
    each::<Order>(reader, tenant, |_, order| {
        add(&mut sums.counters, insight::of_order(order, zone))
    })?;
    each::<Ticket>(reader, tenant, |id, t| {
        let sources = t.sources.iter().copied().collect();
        sums.tickets.insert(TicketId(id), (sources, t.merged_into));
        add(
            &mut sums.counters,
            insight::of_ticket(t, t.sold_at, t.room.as_deref(), zone),
        );
        sums.clocks
            .extend(clocks.into_iter().flat_map(|clocks| clocks.wrong(t)));
        let mut gauge = |table, id, by| *sums.gauges.entry((table, id)).or_default() += by;
        for (order, minor) in going_back(t) {
            gauge(Table::OrderMoney, order.0, minor);
        }
        for (product, n) in held(t) {
            gauge(Table::StockHeld, survivor(product).0, n);
        }
        if t.merged_into.is_some() {
            return;
        }
        if let Some(queue) = waits_in(t) {
            gauge(Table::QueueWaiting, queue.0, 1);
        }
        if let Some(at) = stands_at(t) {
            gauge(at.table, at.id, 1);
        }
        if let Some(agent) = t.assignment.agent {
            gauge(Table::AgentLoad, agent.0, t.assignment.weight);
        }
        for offer in &t.assignment.offers {
            gauge(Table::AgentLoad, offer.agent.0, offer.weight);
        }
        in_hands(t).iter().for_each(|key| gauge(key.table, key.id, 1));
    })?;
    each::<Task>(reader, tenant, |_, task| {
        let mut gauge = |table, id, by| *sums.gauges.entry((table, id)).or_default() += by;
        if let Some((agent, weight)) = task.load() {
            gauge(Table::AgentLoad, agent.0, weight);
        }
        for group in task.asks() {
            gauge(Table::TaskWaiting, group_of(group), 1);
        }
    })?;
    Ok(sums)
}

fn add(sums: &mut BTreeMap<CounterId, i64>, more: BTreeMap<CounterId, i64>) {
    for (id, by) in more {
        *sums.entry(id).or_default() += by;
    }
}

fn counters(reader: &mut dyn Reader, tenant: &Tenant, recount: &Recount, wrong: &mut Vec<String>) -> Result<()> {
    let mut stored: BTreeMap<CounterId, i64> = BTreeMap::new();
    for grain in Grain::ALL {
        for dim in Dim::ALL {
            let query = CounterQuery {
                grain: *grain,
                from: i32::MIN,
                to: i32::MAX,
                dim: *dim,
                member: None,
            };
            stored.extend(reader.counters(tenant, &query)?);
        }
    }
    differing(&stored, &recount.counters, |id, is, should| {
        let CounterId {
            grain,
            period,
            dim,
            metric,
            currency,
            ..
        } = id;
        let unit = currency.map_or_else(String::new, |c| format!(" {c}"));
        wrong.push(format!(
            "counter {metric} by {dim} of {grain} {period} is {is}{unit}, a recount gives {should}{unit}"
        ));
    });
    Ok(())
}

fn gauges(reader: &mut dyn Reader, tenant: &Tenant, recount: &Recount, wrong: &mut Vec<String>) -> Result<()> {
    let mut stored = BTreeMap::new();
    // A turn is a moment, which no recount gives; nor is what is remembered of presence a sum, nor how long work took, nor
    // how often loads were put right.
    let sums = |t: &&Table| {
        let none = matches!(t, Table::AgentTurn | Table::AgentPresence | Table::QueueHandled);
        !none && **t != Table::AgentMends
    };
    for table in Table::GAUGES.iter().filter(sums) {
        stored.extend(
            reader
                .gauges(tenant, *table)?
                .into_iter()
                .map(|(id, value)| ((*table, id), value)),
        );
    }
    differing(&stored, &recount.gauges, |(table, id), is, should| {
        wrong.push(format!("{} of {id} is {is}, a recount gives {should}", table.as_str()));
    });
    Ok(())
}

/// Where two sums differ; what is missing counts as 0.
fn differing<K: Ord>(stored: &BTreeMap<K, i64>, recount: &BTreeMap<K, i64>, mut tell: impl FnMut(&K, i64, i64)) {
    let keys: BTreeSet<&K> = stored.keys().chain(recount.keys()).collect();
    for key in keys {
        let value = |of: &BTreeMap<K, i64>| of.get(key).copied().unwrap_or_default();
        let (is, should) = (value(stored), value(recount));
        if is != should {
            tell(key, is, should);
        }
    }
}

/// Every member of a docket names a ticket that is there and names it back; one merged away stands for what it became.
fn dockets(reader: &mut dyn Reader, tenant: &Tenant, recount: &Recount, wrong: &mut Vec<String>) -> Result<()> {
    each::<Docket>(reader, tenant, |docket, row| {
        for member in &row.members {
            let mut says = |what: String| wrong.push(format!("docket {docket}: source {} {what}", member.source));
            let Some(id) = member.ticket else {
                says("is in no ticket".to_owned());
                continue;
            };
            match recount.standing(id) {
                None => says(format!("names ticket {id}, which leads to none")),
                Some(sources) if !sources.contains(&member.source) => {
                    says(format!("names ticket {id}, which does not name it"));
                }
                Some(_) => {}
            }
        }
    })
}

impl Recount {
    /// The sources of a ticket, or of the one it was merged into.
    fn standing(&self, id: TicketId) -> Option<&BTreeSet<SourceId>> {
        let mut at = self.tickets.get(&id)?;
        for _ in 0..MAX_REDIRECTS {
            match at.1 {
                Some(next) => at = self.tickets.get(&next)?,
                None => return Some(&at.0),
            }
        }
        None
    }
}
