//! What one row counts for. Every figure is a function of the row alone: the change of a figure is the difference between
//! the row after and the row before, so a repeated or late fact cannot count twice and a merge undoes itself.
use std::collections::BTreeMap;

use super::members::{Article, Place, Share, Shares, add, split};
use crate::model::axes::{CancelReason, Decision, Goods, Kind};
use crate::model::counter::{CounterId, Dim, Grain, Metric};
use crate::model::money::Currency;
use crate::model::order::{LineFacts, Order, OrderLine, OrderState};
use crate::model::ticket::{Clock, Ticket, TicketLine};
use crate::model::time::{Day, MINUTE, Timestamp};

/// What a row counts for.
type Counters = BTreeMap<CounterId, i64>;

/// Dimensions of workload: figures of speed make sense for these only.
const WORKLOAD: &[Dim] = &[Dim::All, Dim::Issue, Dim::Platform, Dim::Shop, Dim::Queue, Dim::Agent];
/// Dimensions of our own people: what was sold has no place there.
const PEOPLE: &[Dim] = &[Dim::Queue, Dim::Agent];

/// Buckets of the first-response histogram by their upper bound in minutes; the last has none.
const BUCKETS: &[(i64, Metric)] = &[
    (1, Metric::Response0),
    (4, Metric::Response1),
    (16, Metric::Response2),
    (64, Metric::Response3),
    (256, Metric::Response4),
];

/// When an order was sold: when it was paid; `None` for one that never was.
pub fn sold_on(order: &Order) -> Option<Timestamp> {
    let paid = matches!(
        order.snapshot.state,
        OrderState::Paid | OrderState::Shipped | OrderState::Done
    );
    let placed = Some(order.snapshot.created_at).filter(|_| paid);
    order.snapshot.paid_at.or(placed)
}

/// What an order counts for: pieces and minor units sold, on the day it was paid, each line in its own currency. An unpaid
/// order counts nothing; one that is cancelled after payment stays sold, and its refund is a ticket.
pub fn of_order(order: &Order, zone_minutes: i32) -> Counters {
    let mut out = Counters::new();
    let Some(day) = sold_on(order).map(|at| at.day(zone_minutes)) else {
        return out;
    };
    for (at, line) in order.snapshot.lines.iter().enumerate() {
        for ((dim, member), share) in line_shares(order, line, order.lines.get(at)) {
            let mut on = |metric, by| count(&mut out, day, dim, &member, (metric, line.paid.currency), by);
            on(Metric::SoldUnits, share.units);
            on(Metric::SoldMinor, share.minor);
        }
    }
    out
}

fn line_shares(order: &Order, line: &OrderLine, facts: Option<&LineFacts>) -> Shares {
    let mut shares = Shares::new();
    let place = Place {
        platform: &order.platform,
        shop: &order.shop,
    };
    let named = line.host.as_ref().map(|host| host.id.as_str());
    let host = facts.and_then(|facts| facts.host.as_deref()).or(named);
    let share = Share {
        units: i64::from(line.quantity),
        minor: line.paid.minor,
    };
    place.add(&mut shares, share);
    place.add_room(&mut shares, line.room.as_deref(), share);
    if let Some(host) = host {
        add(&mut shares, Dim::Host, &[host], share);
    }
    if let Some(show) = facts.and_then(|facts| facts.show) {
        add(&mut shares, Dim::Show, &[&show.to_string()], share);
    }
    let article = Article {
        sku: &line.sku,
        product: facts.and_then(|facts| facts.product),
        host,
        issue: None,
    };
    place.add_article(&mut shares, &article, share);
    shares
}

/// What a ticket counts for, in days and months of the tenant's zone.
///
/// `sold_on` is when its order was sold, `None` while the order is unknown: then nothing is counted by day of sale. `room` is
/// the platform's id of the room it was sold in. A ticket with two articles counts once for each; its money is split between
/// them by the amounts asked for, so that it adds up, and is in the ticket's currency. A ticket that was merged away counts nothing.
pub fn of_ticket(ticket: &Ticket, sold_on: Option<Timestamp>, room: Option<&str>, zone_minutes: i32) -> Counters {
    let mut out = Counters::new();
    if ticket.merged_into.is_some() {
        return out;
    }
    let opened = ticket.opened_at.day(zone_minutes);
    let ended = ticket.ended_at.filter(|_| ticket.headline.is_ended());
    for ((dim, member), share) in ticket_shares(ticket, room) {
        let mut on =
            |day: Day, metric: Metric, by: i64| count(&mut out, day, dim, &member, (metric, ticket.currency), by);
        on(opened, Metric::Opened, 1);
        on(opened, Metric::RefundMinor, share.minor);
        if let Some(ended) = ended {
            on(ended.day(zone_minutes), Metric::Ended, 1);
        }
        if WORKLOAD.contains(&dim) {
            speed(ticket, opened, zone_minutes, &mut on);
        }
        if let Some(sold) = sold_on.filter(|_| !PEOPLE.contains(&dim)) {
            by_sale(ticket, share, sold.day(zone_minutes), &mut on);
        }
    }
    out
}

/// Whether both count the same for sure: all that [`of_ticket`] reads is equal, so that no difference need be worked out.
pub fn same_figures(a: &Ticket, b: &Ticket) -> bool {
    let times = |t: &Ticket| {
        (
            t.opened_at,
            t.ended_at,
            t.headline.is_ended(),
            t.first_response_at,
            t.sold_at,
        )
    };
    let axes = |t: &Ticket| {
        (
            t.axes.kind,
            t.axes.decision,
            t.axes.cancel_reason,
            t.merged_into.is_some(),
        )
    };
    let people = |t: &Ticket| {
        (
            t.assignment.queue,
            t.assignment.agent.or(t.assignment.last_agent),
            breaches(t),
        )
    };
    let place = |t: &Ticket| (t.issue, t.show, t.amounts.refunded, t.currency);
    times(a) == times(b)
        && axes(a) == axes(b)
        && people(a) == people(b)
        && place(a) == place(b)
        && (&a.host, &a.room, &a.platform, &a.shop) == (&b.host, &b.room, &b.platform, &b.shop)
        && a.lines == b.lines
}

fn speed(ticket: &Ticket, opened: Day, zone_minutes: i32, on: &mut impl FnMut(Day, Metric, i64)) {
    on(opened, Metric::Breaches, breaches(ticket));
    if let Some(first) = ticket.first_response_at {
        let ms = first.since(ticket.opened_at).max(0);
        on(opened, Metric::Responded, 1);
        on(opened, Metric::ResponseMs, ms);
        on(opened, bucket(ms), 1);
    }
    if let Some(ended) = ticket.ended_at.filter(|_| ticket.headline.is_ended()) {
        // On the day of the end, so that it can be divided by the tickets ended.
        on(
            ended.day(zone_minutes),
            Metric::ResolutionMs,
            ended.since(ticket.opened_at).max(0),
        );
    }
}

fn by_sale(ticket: &Ticket, share: Share, sold: Day, on: &mut impl FnMut(Day, Metric, i64)) {
    on(sold, Metric::TicketsBySale, 1);
    on(sold, Metric::RefundsBySale, i64::from(ticket.amounts.refunded > 0));
    on(sold, Metric::RefundMinorBySale, share.minor);
    let axes = &ticket.axes;
    let stands = axes.decision != Decision::Rejected && axes.cancel_reason == CancelReason::None;
    if !stands {
        return;
    }
    on(sold, Metric::ReturnsBySale, i64::from(axes.kind == Kind::ReturnRefund));
    on(sold, Metric::ExchangesBySale, i64::from(axes.kind == Kind::Exchange));
    if axes.kind.initial_goods() != Goods::NotRequired {
        on(sold, Metric::UnitsBySale, share.units);
    }
}

fn breaches(ticket: &Ticket) -> i64 {
    // A clock that was met too late before anybody was told is a breach as well.
    let passed = |clock: &&Clock| clock.breached || clock.ran_ms >= clock.target_ms;
    i64::try_from(ticket.clocks.values().filter(passed).count()).unwrap_or(i64::MAX)
}

fn bucket(ms: i64) -> Metric {
    let row = BUCKETS.iter().find(|(minutes, _)| ms < minutes.saturating_mul(MINUTE));
    row.map_or(Metric::Response5, |(_, metric)| *metric)
}

fn ticket_shares(ticket: &Ticket, room: Option<&str>) -> Shares {
    let mut shares = Shares::new();
    let place = Place {
        platform: &ticket.platform,
        shop: &ticket.shop,
    };
    let pieces = |line: &TicketLine| i64::from(line.requested);
    let whole = Share {
        units: ticket.lines.iter().map(pieces).sum(),
        minor: ticket.amounts.refunded,
    };
    let (host, issue) = (ticket.host.as_deref(), ticket.issue.as_str());
    place.add(&mut shares, whole);
    place.add_room(&mut shares, room, whole);
    add(&mut shares, Dim::Issue, &[issue], whole);
    if let Some(host) = host {
        add(&mut shares, Dim::Host, &[host], whole);
        add(&mut shares, Dim::HostIssue, &[host, issue], whole);
    }
    if let Some(show) = ticket.show {
        add(&mut shares, Dim::Show, &[&show.to_string()], whole);
    }
    if let Some(queue) = ticket.assignment.queue {
        add(&mut shares, Dim::Queue, &[&queue.to_string()], whole);
    }
    if let Some(agent) = ticket.assignment.agent.or(ticket.assignment.last_agent) {
        add(&mut shares, Dim::Agent, &[&agent.to_string()], whole);
    }
    let money = split(whole.minor, &weights(ticket));
    for (line, minor) in ticket.lines.iter().zip(money) {
        let article = Article {
            sku: &line.sku,
            product: line.product,
            host,
            issue: Some(issue),
        };
        let units = pieces(line);
        place.add_article(&mut shares, &article, Share { units, minor });
    }
    shares
}

/// The refund is split by the amounts asked for; where a line names none in the ticket's currency, by pieces.
fn weights(ticket: &Ticket) -> Vec<i64> {
    let asked = |line: &TicketLine| line.amount.filter(|amount| amount.currency == ticket.currency);
    let amounts: Option<Vec<i64>> = ticket.lines.iter().map(|line| Some(asked(line)?.minor)).collect();
    amounts.unwrap_or_else(|| ticket.lines.iter().map(|line| i64::from(line.requested)).collect())
}

/// Adds to a day and to its month; nothing is kept of a zero.
fn count(out: &mut Counters, day: Day, dim: Dim, member: &str, (metric, currency): (Metric, Currency), by: i64) {
    if by == 0 {
        return;
    }
    let currency = Some(currency).filter(|_| metric.is_money());
    for (grain, period) in [(Grain::Day, day.0), (Grain::Month, day.month())] {
        let id = CounterId {
            grain,
            period,
            dim,
            member: member.to_owned(),
            metric,
            currency,
        };
        *out.entry(id).or_default() += by;
    }
}

/// What has to be added to the counters when a row changes: after less before, without zeros, sorted.
pub fn delta(before: &BTreeMap<CounterId, i64>, after: &BTreeMap<CounterId, i64>) -> Vec<(CounterId, i64)> {
    let mut sums = after.clone();
    for (id, by) in before {
        *sums.entry(id.clone()).or_default() -= by;
    }
    sums.into_iter().filter(|(_, by)| *by != 0).collect()
}
