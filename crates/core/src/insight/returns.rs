//! What came of each line that was sold: its tickets, pieces and money, by the same rules as the counters.
use std::collections::BTreeSet;

use super::counters::{comes_back, weights};
use super::members::split;
use crate::model::ids::TicketId;
use crate::model::issue::IssueType;
use crate::model::order::Order;
use crate::model::ticket::Ticket;

/// A ticket as one order sees it.
#[derive(Clone, Debug)]
pub struct About<'a> {
    /// The ticket.
    pub ticket: &'a Ticket,
    /// The lines of the ticket's own order, where that is another one: a person merged the tickets of two orders.
    pub elsewhere: BTreeSet<&'a str>,
}

/// What came of one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// The tickets about it, the first opened first.
    pub tickets: Vec<TicketId>,
    /// How many of them are open.
    pub open: u32,
    /// The problem of the first of them.
    pub issue: Option<IssueType>,
    /// Pieces that were to come back.
    pub units: i64,
    /// Pieces that came back.
    pub received: i64,
    /// Minor units paid back, of tickets in the line's currency.
    pub minor: i64,
}

impl Returned {
    fn told(&mut self, ticket: &Ticket) {
        if self.tickets.last() == Some(&ticket.id) {
            return;
        }
        self.tickets.push(ticket.id);
        self.open += u32::from(ticket.is_open());
        self.issue = self.issue.or(Some(ticket.issue));
    }
}

/// What came of an order, line by line in the order of its snapshot. Tickets that were merged away count nothing.
pub fn came_back(order: &Order, tickets: &[About<'_>]) -> Vec<Returned> {
    let mut lines = vec![Returned::default(); order.snapshot.lines.len()];
    let mut tickets: Vec<&About<'_>> = tickets.iter().filter(|a| a.ticket.merged_into.is_none()).collect();
    tickets.sort_by_key(|about| (about.ticket.opened_at, about.ticket.id));
    for about in tickets {
        add(order, about, &mut lines);
    }
    lines
}

fn add(order: &Order, about: &About<'_>, lines: &mut [Returned]) {
    let ticket = about.ticket;
    let money = split(ticket.amounts.refunded, &weights(ticket));
    let units = comes_back(ticket);
    // Of no line of this order: said of the whole order, or of a line its platform no longer shows.
    let (mut unplaced, mut placed) = (0, false);
    if ticket.lines.is_empty() {
        unplaced = ticket.amounts.refunded;
    }
    for (line, minor) in ticket.lines.iter().zip(money) {
        let at = order.snapshot.lines.iter().position(|l| l.external_id == line.line);
        let here = at.filter(|_| !about.elsewhere.contains(line.line.as_str()));
        let Some(back) = here.and_then(|at| lines.get_mut(at)) else {
            unplaced += minor;
            continue;
        };
        placed = true;
        back.told(ticket);
        back.units += if units { i64::from(line.requested) } else { 0 };
        back.received += i64::from(line.received);
        pay(order, at, ticket, minor, back);
    }
    // Of a ticket that two orders share, what is of no line here is of the other order.
    let of_another = !about.elsewhere.is_empty() || placed && !ticket.local.absorbed.is_empty();
    if of_another {
        return;
    }
    whole(order, ticket, unplaced, placed, lines);
}

/// What is of the whole order goes to all of its lines, money by what was paid for them.
fn whole(order: &Order, ticket: &Ticket, minor: i64, placed: bool, lines: &mut [Returned]) {
    let paid: Vec<i64> = order.snapshot.lines.iter().map(|l| l.paid.minor).collect();
    for (at, (share, back)) in split(minor, &paid).into_iter().zip(lines).enumerate() {
        if !placed {
            back.told(ticket);
        }
        pay(order, Some(at), ticket, share, back);
    }
}

fn pay(order: &Order, at: Option<usize>, ticket: &Ticket, minor: i64, back: &mut Returned) {
    let line = at.and_then(|at| order.snapshot.lines.get(at));
    if line.is_some_and(|line| line.paid.currency == ticket.currency) {
        back.minor = back.minor.saturating_add(minor);
    }
}
