//! What is shown of tickets and orders that were found.
use crate::error::Result;
use crate::lifecycle::{self, handoff::task_has_ended};
use crate::model::axes::Role;
use crate::model::customer::Account;
use crate::model::handoff::TaskKind;
use crate::model::ids::{OrderId, Tenant, Uid};
use crate::model::order::{LineFacts, Order, OrderLine};
use crate::model::task::Task;
use crate::model::ticket::{Ticket, TicketLine};
use crate::model::trigger::Trigger;
use crate::store::Reader;

use super::super::query::{Versioned, row, rows};
use super::answer::{
    ExpectedLine, ExpectedParcel, ExpectedReturn, FoundBy, InspectionTask, KnownOrder, KnownParcel, OtherTicket,
};
use super::find::Found;

/// A parcel with the returns that are to come in it.
pub(super) fn expected(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    found: &Found,
    tickets: &[&Versioned<Ticket>],
) -> Result<ExpectedParcel> {
    let mut returns = Vec::with_capacity(tickets.len());
    for t in tickets {
        let order = found
            .orders
            .iter()
            .find(|(id, _)| t.item.order == Some(*id))
            .map(|(_, o)| o);
        returns.push(ExpectedReturn {
            inspection: inspection(reader, tenant, &t.item)?,
            ..coming(t, order)
        });
    }
    Ok(ExpectedParcel {
        by: found.by.unwrap_or(FoundBy::ReturnParcel),
        parcel: found.parcel.clone(),
        returns,
    })
}

fn coming(t: &Versioned<Ticket>, order: Option<&Order>) -> ExpectedReturn {
    let ticket = &t.item;
    ExpectedReturn {
        ticket: ticket.id,
        version: t.version,
        number: ticket.number,
        platform: ticket.platform.clone(),
        shop: ticket.shop.clone(),
        order: order.map(|o| o.snapshot.external_id.clone()),
        kind: ticket.axes.kind,
        headline: ticket.headline,
        goods: ticket.axes.goods,
        issue: ticket.issue,
        reason: ticket.reason_text.clone(),
        evidence: ticket.evidence.clone(),
        lines: lines_of(ticket, order),
        inspection: None,
        moves: moves(ticket),
    }
}

/// The lines of a ticket, with what the order says of them.
pub(super) fn lines_of(ticket: &Ticket, order: Option<&Order>) -> Vec<ExpectedLine> {
    let line = |l: &TicketLine| {
        let sold = order.and_then(|o| o.snapshot.lines.iter().find(|sold| sold.external_id == l.line));
        ExpectedLine {
            line: l.line.clone(),
            sku: l.sku.clone(),
            title: l.title.clone(),
            product: l.product,
            expected: l.requested,
            received: l.received,
            missing: l.requested.saturating_sub(l.received),
            ..sold.map(printed).unwrap_or_default()
        }
    };
    ticket.lines.iter().map(line).collect()
}

/// What is printed on an article.
fn printed(sold: &OrderLine) -> ExpectedLine {
    ExpectedLine {
        merchant_code: sold.merchant_code.clone(),
        barcode: sold.barcode.clone(),
        batch: sold.batch.clone(),
        ..ExpectedLine::default()
    }
}

/// What the people who take goods in may do with it.
fn moves(ticket: &Ticket) -> Vec<Trigger> {
    let mut all: Vec<Trigger> = Vec::new();
    for role in [Role::Warehouse, Role::Qc] {
        all.extend(lifecycle::allowed(&ticket.axes, role).iter().map(|row| row.trigger));
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn inspection(reader: &mut dyn Reader, tenant: &Tenant, ticket: &Ticket) -> Result<Option<InspectionTask>> {
    let ids: Vec<Uid> = ticket.local.tasks.iter().map(|id| id.0).collect();
    let tasks = rows::<Task>(reader, tenant, &ids)?
        .into_iter()
        .flatten()
        .map(|t| t.item);
    let mut open = tasks.filter(|task| task.kind == TaskKind::QcInspection && !task_has_ended(task.state));
    Ok(open.next().map(|task| InspectionTask {
        task: task.id,
        group: task.group,
        agent: task.agent,
        due_at: task.due_at,
    }))
}

/// A parcel that nobody asked for: whose it is.
pub(super) fn known(reader: &mut dyn Reader, tenant: &Tenant, found: &Found) -> Result<KnownParcel> {
    let mut orders = Vec::with_capacity(found.orders.len());
    for (id, order) in &found.orders {
        orders.push(sold(reader, tenant, *id, order)?);
    }
    let other = |t: &Versioned<Ticket>| OtherTicket {
        ticket: t.item.id,
        number: t.item.number,
        kind: t.item.axes.kind,
        headline: t.item.headline,
        goods: t.item.axes.goods,
    };
    Ok(KnownParcel {
        by: found.by.unwrap_or(FoundBy::Order),
        parcel: found.parcel.clone(),
        orders,
        tickets: found.tickets.iter().map(other).collect(),
    })
}

fn sold(reader: &mut dyn Reader, tenant: &Tenant, id: OrderId, order: &Order) -> Result<KnownOrder> {
    let customer = match order.account {
        Some(account) => row::<Account>(reader, tenant, account.0)?.map(|a| a.item.customer),
        None => None,
    };
    let facts = order.lines.iter().map(Some).chain(std::iter::repeat(None));
    let line = |(line, facts): (&OrderLine, Option<&LineFacts>)| ExpectedLine {
        line: line.external_id.clone(),
        sku: line.sku.clone(),
        title: line.title.clone(),
        product: facts.and_then(|f| f.product),
        ..printed(line)
    };
    Ok(KnownOrder {
        order: id,
        number: order.snapshot.external_id.clone(),
        platform: order.platform.clone(),
        shop: order.shop.clone(),
        customer,
        placed_at: order.snapshot.created_at,
        lines: order.snapshot.lines.iter().zip(facts).map(line).collect(),
    })
}
