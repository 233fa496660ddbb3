//! The columns of each table. Names and meanings are those of the SQL views where there is one; new ones come at the end.
use std::borrow::Cow;

use aftersync::model::order::Attribution;
use aftersync::{CounterId, Grain, OrderState, SoldLine, Ticket};
use aftersync_bindings_common::rows::{EventRow, OrderRow, TicketRow};

use super::column::Form::{Day, Flag, Text, Texts, Time, Whole, Word};
use super::column::{Cell, Column, count, id, maybe, maybe_id};

fn ticket(row: &TicketRow) -> &Ticket {
    &row.ticket
}

/// Distinct products of a ticket's lines.
fn products(ticket: &Ticket) -> Vec<String> {
    let mut ids: Vec<_> = ticket.lines.iter().filter_map(|line| line.product).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.iter().map(ToString::to_string).collect()
}

#[rustfmt::skip]
pub const TICKETS: &[Column<TicketRow>] = &[
    ("id", Text, |r| id(ticket(r).id)),
    ("number", Text, |r| Cell::Text(Some(Cow::Owned(ticket(r).number.to_string())))),
    ("version", Whole, |r| Cell::Whole(Some(r.version))),
    ("kind", Word, |r| Cell::Word(Some(ticket(r).axes.kind.as_str()))),
    ("headline", Word, |r| Cell::Word(Some(ticket(r).headline.as_str()))),
    ("waiting_on", Word, |r| Cell::Word(Some(ticket(r).waiting_on.as_str()))),
    ("is_open", Flag, |r| Cell::Flag(ticket(r).is_open())),
    ("goods", Word, |r| Cell::Word(Some(ticket(r).axes.goods.as_str()))),
    ("money", Word, |r| Cell::Word(Some(ticket(r).axes.money.as_str()))),
    ("replacement", Word, |r| Cell::Word(Some(ticket(r).axes.replacement.as_str()))),
    ("dispute", Word, |r| Cell::Word(Some(ticket(r).axes.dispute.as_str()))),
    ("decision", Word, |r| Cell::Word(Some(ticket(r).axes.decision.as_str()))),
    ("issue", Word, |r| Cell::Word(Some(ticket(r).issue.as_str()))),
    ("reason_code", Text, |r| maybe(&ticket(r).reason_code)),
    ("platform", Word, |r| Cell::Word(Some(ticket(r).platform.as_str()))),
    ("shop", Word, |r| Cell::Word(Some(ticket(r).shop.as_str()))),
    ("order_id", Text, |r| maybe_id(ticket(r).order)),
    ("customer", Text, |r| maybe_id(r.customer)),
    ("products", Texts, |r| Cell::Texts(products(ticket(r)))),
    ("show", Text, |r| maybe_id(ticket(r).show)),
    ("host", Text, |r| maybe(&ticket(r).host)),
    ("room", Text, |r| maybe(&ticket(r).room)),
    ("band", Whole, |r| Cell::Whole(Some(ticket(r).band.into()))),
    ("queue", Text, |r| maybe_id(ticket(r).assignment.queue)),
    ("agent", Text, |r| maybe_id(ticket(r).assignment.agent)),
    ("currency", Word, |r| Cell::Word(Some(ticket(r).currency.as_str()))),
    ("requested_minor", Whole, |r| Cell::Whole(Some(ticket(r).amounts.requested))),
    ("approved_minor", Whole, |r| Cell::Whole(Some(ticket(r).amounts.approved))),
    ("pending_minor", Whole, |r| Cell::Whole(Some(ticket(r).amounts.pending))),
    ("refunded_minor", Whole, |r| Cell::Whole(Some(ticket(r).amounts.refunded))),
    ("compensation_minor", Whole, |r| Cell::Whole(Some(ticket(r).amounts.compensation))),
    ("lines", Whole, |r| count(ticket(r).lines.len())),
    ("sources", Whole, |r| count(ticket(r).sources.len())),
    ("episode", Whole, |r| Cell::Whole(Some(ticket(r).episode.into()))),
    ("opened_at", Time, |r| Cell::Time(Some(ticket(r).opened_at))),
    ("changed_at", Time, |r| Cell::Time(Some(ticket(r).changed_at))),
    ("first_response_at", Time, |r| Cell::Time(ticket(r).first_response_at)),
    ("ended_at", Time, |r| Cell::Time(ticket(r).ended_at)),
    ("closed_at", Time, |r| Cell::Time(ticket(r).closed_at)),
    ("sold_at", Time, |r| Cell::Time(ticket(r).sold_at)),
    ("platform_deadline", Time, |r| Cell::Time(ticket(r).platform_deadline)),
    ("tags", Texts, |r| Cell::Texts(ticket(r).local.tags.iter().cloned().collect())),
];

#[rustfmt::skip]
pub const ORDERS: &[Column<OrderRow>] = &[
    ("id", Text, |r| id(r.id)),
    ("version", Whole, |r| Cell::Whole(Some(r.version))),
    ("platform", Word, |r| Cell::Word(Some(r.order.platform.as_str()))),
    ("shop", Word, |r| Cell::Word(Some(r.order.shop.as_str()))),
    ("state", Word, |r| Cell::Word(Some(state(r.order.snapshot.state)))),
    ("customer", Text, |r| maybe_id(r.customer)),
    ("paid_minor", Whole, |r| Cell::Whole(Some(r.order.snapshot.paid.minor))),
    ("paid_currency", Word, |r| Cell::Word(Some(r.order.snapshot.paid.currency.as_str()))),
    ("lines", Whole, |r| count(r.order.snapshot.lines.len())),
    ("quantity", Whole, |r| Cell::Whole(Some(r.order.snapshot.lines.iter().map(|l| i64::from(l.quantity)).sum()))),
    ("placed_at", Time, |r| Cell::Time(Some(r.order.snapshot.created_at))),
    ("paid_at", Time, |r| Cell::Time(r.order.snapshot.paid_at)),
];

#[rustfmt::skip]
pub const SOLD_LINES: &[Column<SoldLine>] = &[
    ("order_id", Text, |r| id(r.order)),
    ("position", Whole, |r| Cell::Whole(Some(r.position.into()))),
    ("platform", Word, |r| Cell::Word(Some(r.platform.as_str()))),
    ("shop", Word, |r| Cell::Word(Some(r.shop.as_str()))),
    ("state", Word, |r| Cell::Word(Some(state(r.state)))),
    ("sku", Text, |r| Cell::Text(Some(Cow::Borrowed(&r.sku)))),
    ("title", Text, |r| Cell::Text(Some(Cow::Borrowed(&r.title)))),
    ("product", Text, |r| maybe_id(r.product)),
    ("product_title", Text, |r| maybe(&r.product_title)),
    ("category", Word, |r| Cell::Word(r.category.as_deref())),
    ("merchant_code", Text, |r| maybe(&r.merchant_code)),
    ("supplier", Word, |r| Cell::Word(r.supplier.as_deref())),
    ("batch", Text, |r| maybe(&r.batch)),
    ("host", Text, |r| maybe(&r.host)),
    ("attribution", Word, |r| Cell::Word(Some(attribution(r.attribution)))),
    ("show", Text, |r| maybe_id(r.show)),
    ("room", Text, |r| maybe(&r.room)),
    ("customer", Text, |r| maybe_id(r.customer)),
    ("placed_at", Time, |r| Cell::Time(Some(r.placed_at))),
    ("sold_at", Time, |r| Cell::Time(Some(r.sold_at))),
    ("quantity", Whole, |r| Cell::Whole(Some(r.quantity.into()))),
    ("currency", Word, |r| Cell::Word(Some(r.paid.currency.as_str()))),
    ("paid_minor", Whole, |r| Cell::Whole(Some(r.paid.minor))),
    ("tickets", Texts, |r| Cell::Texts(r.tickets.iter().map(ToString::to_string).collect())),
    ("open_tickets", Whole, |r| Cell::Whole(Some(r.open_tickets.into()))),
    ("issue", Word, |r| Cell::Word(r.issue.map(|issue| issue.as_str()))),
    ("returned", Whole, |r| Cell::Whole(Some(r.returned))),
    ("received", Whole, |r| Cell::Whole(Some(r.received))),
    ("refunded_minor", Whole, |r| Cell::Whole(Some(r.refunded.minor))),
    ("age_days", Whole, |r| Cell::Whole(Some(r.age_days))),
    ("mature", Flag, |r| Cell::Flag(r.mature)),
];

#[rustfmt::skip]
pub const EVENTS: &[Column<EventRow>] = &[
    ("cursor", Whole, |r| Cell::Whole(Some(r.recorded.cursor.0))),
    ("at", Time, |r| Cell::Time(Some(r.recorded.event.at))),
    ("kind", Word, |r| Cell::Word(Some(&r.kind))),
    ("v", Whole, |r| Cell::Whole(Some(r.recorded.event.v.into()))),
    ("ticket", Text, |r| maybe_id(r.recorded.event.ticket)),
    ("role", Word, |r| Cell::Word(Some(r.recorded.event.actor.role.as_str()))),
    ("agent", Text, |r| maybe_id(r.recorded.event.actor.agent)),
    ("body", Text, |r| maybe(&r.body)),
];

#[rustfmt::skip]
pub const COUNTERS: &[Column<(CounterId, i64)>] = &[
    ("grain", Word, |r| Cell::Word(Some(r.0.grain.as_str()))),
    ("period", Whole, |r| Cell::Whole(Some(r.0.period.into()))),
    ("starts_on", Day, |r| Cell::Day(first_day(&r.0))),
    ("dim", Word, |r| Cell::Word(Some(r.0.dim.as_str()))),
    ("member", Text, |r| Cell::Text(Some(Cow::Borrowed(&r.0.member)))),
    ("metric", Word, |r| Cell::Word(Some(r.0.metric.as_str()))),
    ("currency", Word, |r| Cell::Word(r.0.currency.as_ref().map(|currency| currency.as_str()))),
    ("value", Whole, |r| Cell::Whole(Some(r.1))),
];

fn state(state: OrderState) -> &'static str {
    match state {
        OrderState::Created => "created",
        OrderState::Paid => "paid",
        OrderState::Shipped => "shipped",
        OrderState::Done => "done",
        OrderState::Cancelled => "cancelled",
    }
}

fn attribution(sure: Attribution) -> &'static str {
    match sure {
        Attribution::Unknown => "unknown",
        Attribution::ByTime => "by_time",
        Attribution::ByRoom => "by_room",
        Attribution::ByPlatform => "by_platform",
    }
}

/// The first day of a period, counted from 1970.
fn first_day(id: &CounterId) -> i32 {
    match id.grain {
        Grain::Day => id.period,
        Grain::Month => aftersync::model::time::Day::first_of_month(id.period).0,
    }
}
