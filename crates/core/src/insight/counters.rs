//! What one row counts for. Every figure is a function of the row alone: the change of a figure is the difference between
//! the row after and the row before, so a repeated or late fact cannot count twice and a merge undoes itself.
use std::collections::BTreeMap;

use super::members::{Article, Member, Part, Place, Share, split};
use super::tally::{Period, Tally, changes};
use crate::model::axes::{CancelReason, Decision, Goods, Kind};
use crate::model::counter::{CounterId, Dim, Metric};
use crate::model::order::{Order, OrderLine, OrderState};
use crate::model::ticket::{Clock, Ticket, TicketLine};
use crate::model::time::{MINUTE, Timestamp};

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
    summed(order_change(None, order, zone_minutes))
}

/// What an order after the change counts for, less what it did before; in no order, a counter may come more than once.
pub fn order_change(before: Option<&Order>, after: &Order, zone_minutes: i32) -> Vec<(CounterId, i64)> {
    let mut sales = Vec::new();
    for (sign, order) in before.map(|b| (-1, b)).into_iter().chain([(1, after)]) {
        if let Some(at) = sold_on(order) {
            let on = Period::of(at, zone_minutes);
            lines(order, &mut |member, line| sales.push((member, (sign, on, line))));
        }
    }
    changes(sales, |_, sales, tally| {
        for (_, (sign, on, line)) in sales {
            let mut add = |metric, by: i64| tally.add(*on, metric, line.paid.currency, sign * by);
            add(Metric::SoldUnits, i64::from(line.quantity));
            add(Metric::SoldMinor, line.paid.minor);
        }
    })
}

/// Every line under each of its members.
fn lines<'a>(order: &'a Order, add: &mut impl FnMut(Member<'a>, &'a OrderLine)) {
    let place = Place {
        platform: &order.platform,
        shop: &order.shop,
    };
    for (at, line) in order.snapshot.lines.iter().enumerate() {
        let mut add = |member| add(member, line);
        let facts = order.lines.get(at);
        let named = line.host.as_ref().map(|host| host.id.as_str());
        let host = facts.and_then(|facts| facts.host.as_deref()).or(named);
        place.each(line.room.as_deref(), &mut add);
        if let Some(host) = host {
            add(Member::one(Dim::Host, Part::Text(host)));
        }
        if let Some(show) = facts.and_then(|facts| facts.show) {
            add(Member::one(Dim::Show, Part::Id(show.0)));
        }
        let article = Article {
            sku: &line.sku,
            product: facts.and_then(|facts| facts.product),
            host,
            issue: None,
        };
        article.each(&place, &mut add);
    }
}

/// What a ticket counts for, in days and months of the tenant's zone.
///
/// `sold_on` is when its order was sold, `None` while the order is unknown: then nothing is counted by day of sale. `room` is
/// the platform's id of the room it was sold in. A ticket with two articles counts once for each; its money is split between
/// them by the amounts asked for, so that it adds up, and is in the ticket's currency. A ticket that was merged away counts
/// nothing.
pub fn of_ticket(ticket: &Ticket, sold_on: Option<Timestamp>, room: Option<&str>, zone_minutes: i32) -> Counters {
    summed(compare(&[Counted::new(1, ticket, sold_on, room, zone_minutes)]))
}

/// What a ticket after the change counts for, less what it did before; in no order, a counter may come more than once.
pub fn ticket_change(before: Option<&Ticket>, after: &Ticket, zone_minutes: i32) -> Vec<(CounterId, i64)> {
    if before.is_some_and(|before| same_figures(before, after)) {
        return Vec::new();
    }
    let of = |sign, t| Counted::new(sign, t, t.sold_at, t.room.as_deref(), zone_minutes);
    let before = before.map(|before| of(-1, before));
    compare(&before.into_iter().chain([of(1, after)]).collect::<Vec<_>>())
}

fn compare(tickets: &[Counted<'_>]) -> Vec<(CounterId, i64)> {
    let mut shares = Vec::new();
    for counted in tickets.iter().filter(|counted| counted.ticket.merged_into.is_none()) {
        counted.shares(&mut |member, share| shares.push((member, (counted.sign, share))));
    }
    changes(shares, |dim, shares, tally| {
        for counted in tickets {
            // Once for each member, however many of the lines are under it.
            let own = shares.iter().filter(|(_, (sign, _))| *sign == counted.sign);
            if let Some(share) = own.map(|(_, (_, share))| *share).reduce(Share::plus) {
                counted.figures(dim, share, tally);
            }
        }
    })
}

/// Whether both count the same for sure: all that is counted of them is equal, so that no difference need be worked out.
fn same_figures(a: &Ticket, b: &Ticket) -> bool {
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

/// A ticket that is counted (sign 1) or taken back (sign -1).
struct Counted<'a> {
    sign: i64,
    ticket: &'a Ticket,
    room: Option<&'a str>,
    opened: Period,
    ended: Option<Period>,
    sold: Option<Period>,
}

impl<'a> Counted<'a> {
    fn new(sign: i64, ticket: &'a Ticket, sold_on: Option<Timestamp>, room: Option<&'a str>, zone: i32) -> Self {
        let ended = ticket.ended_at.filter(|_| ticket.headline.is_ended());
        Self {
            sign,
            ticket,
            room,
            opened: Period::of(ticket.opened_at, zone),
            ended: ended.map(|at| Period::of(at, zone)),
            sold: sold_on.map(|at| Period::of(at, zone)),
        }
    }

    /// Its members, those of its lines once for each line.
    fn shares(&self, add: &mut impl FnMut(Member<'a>, Share)) {
        let ticket = self.ticket;
        let place = Place {
            platform: &ticket.platform,
            shop: &ticket.shop,
        };
        let pieces = |line: &TicketLine| i64::from(line.requested);
        let whole = Share {
            units: ticket.lines.iter().map(pieces).sum(),
            minor: ticket.amounts.refunded,
        };
        let (host, issue) = (ticket.host.as_deref(), Part::Text(ticket.issue.as_str()));
        let mut all = |member| add(member, whole);
        place.each(self.room, &mut all);
        all(Member::one(Dim::Issue, issue));
        if let Some(host) = host.map(Part::Text) {
            all(Member::one(Dim::Host, host));
            all(Member::pair(Dim::HostIssue, host, issue));
        }
        let assigned = &ticket.assignment;
        let ids = [
            (Dim::Show, ticket.show.map(|show| show.0)),
            (Dim::Queue, assigned.queue.map(|queue| queue.0)),
            (Dim::Agent, assigned.agent.or(assigned.last_agent).map(|agent| agent.0)),
        ];
        for (dim, id) in ids {
            id.into_iter().for_each(|id| all(Member::one(dim, Part::Id(id))));
        }
        let money = split(whole.minor, &weights(ticket));
        for (line, minor) in ticket.lines.iter().zip(money) {
            let units = pieces(line);
            let article = Article {
                sku: &line.sku,
                product: line.product,
                host,
                issue: Some(ticket.issue.as_str()),
            };
            article.each(&place, &mut |member| add(member, Share { units, minor }));
        }
    }

    /// Its figures for one member.
    fn figures(&self, dim: Dim, share: Share, tally: &mut Tally) {
        let ticket = self.ticket;
        let mut on = |on, metric, by: i64| tally.add(on, metric, ticket.currency, self.sign * by);
        on(self.opened, Metric::Opened, 1);
        on(self.opened, Metric::RefundMinor, share.minor);
        if let Some(ended) = self.ended {
            on(ended, Metric::Ended, 1);
        }
        if WORKLOAD.contains(&dim) {
            self.speed(&mut on);
        }
        if let Some(sold) = self.sold.filter(|_| !PEOPLE.contains(&dim)) {
            by_sale(ticket, share, &mut |metric, by| on(sold, metric, by));
        }
    }

    fn speed(&self, on: &mut impl FnMut(Period, Metric, i64)) {
        let ticket = self.ticket;
        on(self.opened, Metric::Breaches, breaches(ticket));
        if let Some(first) = ticket.first_response_at {
            let ms = first.since(ticket.opened_at).max(0);
            on(self.opened, Metric::Responded, 1);
            on(self.opened, Metric::ResponseMs, ms);
            on(self.opened, bucket(ms), 1);
        }
        if let Some((period, ended)) = self.ended.zip(ticket.ended_at) {
            // On the day of the end, so that it can be divided by the tickets ended.
            on(period, Metric::ResolutionMs, ended.since(ticket.opened_at).max(0));
        }
    }
}

fn by_sale(ticket: &Ticket, share: Share, on: &mut impl FnMut(Metric, i64)) {
    on(Metric::TicketsBySale, 1);
    on(Metric::RefundsBySale, i64::from(ticket.amounts.refunded > 0));
    on(Metric::RefundMinorBySale, share.minor);
    if !stands(ticket) {
        return;
    }
    let kind = ticket.axes.kind;
    on(Metric::ReturnsBySale, i64::from(kind == Kind::ReturnRefund));
    on(Metric::ExchangesBySale, i64::from(kind == Kind::Exchange));
    if comes_back(ticket) {
        on(Metric::UnitsBySale, share.units);
    }
}

/// Neither rejected nor taken back.
fn stands(ticket: &Ticket) -> bool {
    ticket.axes.decision != Decision::Rejected && ticket.axes.cancel_reason == CancelReason::None
}

/// Whether its goods are to come back, or did.
pub(super) fn comes_back(ticket: &Ticket) -> bool {
    stands(ticket) && ticket.axes.kind.initial_goods() != Goods::NotRequired
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

/// The refund is split by the amounts asked for; where a line names none in the ticket's currency, by pieces.
pub(super) fn weights(ticket: &Ticket) -> Vec<i64> {
    let asked = |line: &TicketLine| line.amount.filter(|amount| amount.currency == ticket.currency);
    let amounts: Option<Vec<i64>> = ticket.lines.iter().map(|line| Some(asked(line)?.minor)).collect();
    amounts.unwrap_or_else(|| ticket.lines.iter().map(|line| i64::from(line.requested)).collect())
}

fn summed(changes: Vec<(CounterId, i64)>) -> Counters {
    let mut sums = Counters::new();
    for (id, by) in changes {
        *sums.entry(id).or_default() += by;
    }
    sums
}
