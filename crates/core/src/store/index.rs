//! Index entries: how people find rows. Worked out from a row by core, kept by the store.
use crate::model::ids::Uid;
use crate::model::job::JobState;
use crate::model::time::Timestamp;

use super::row::Row;

/// A list that can be paged in order: entries of one group, sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Index {
    /// All tickets, by the time they were opened. Group: zero.
    TicketOpened = 1,
    /// Tickets that are not ended, by the time they were opened. Group: zero.
    TicketOpen = 2,
    /// Open tickets of a queue by band, then due time. Group: queue.
    TicketQueue = 3,
    /// Open tickets of a queue that nobody has, by band, then due time. Group: queue.
    TicketWaiting = 4,
    /// Open tickets of an agent by band, then due time. Group: agent.
    TicketAgent = 5,
    /// Tickets of a buyer's account, by the time they were opened. Group: account.
    TicketAccount = 6,
    /// Tickets in a headline, by the time they came into it. Group: digest of the word.
    TicketState = 7,
    /// Tickets of a product, by the time they were opened. Group: product.
    TicketProduct = 8,
    /// Tickets of a host. Group: digest of the host.
    TicketHost = 9,
    /// Tickets of a show. Group: show.
    TicketShow = 10,
    /// Tickets of an issue type. Group: digest of the word.
    TicketIssue = 11,
    /// Tickets of a shop. Group: shop key.
    TicketShop = 12,
    /// Tickets by their number: sort is the sequence. Group: zero.
    TicketNumber = 13,
    /// Tickets that are offered to an agent, by when the offer runs out. Group: agent.
    TicketOffered = 14,
    /// Open tickets that an agent watches, by band, then due time. Group: agent.
    TicketWatched = 15,
    /// Open tickets that nobody has and that agents of a group may take though it does not serve their queue, by band, then due
    /// time. Group: digest of the group's name.
    TicketAsked = 16,
    /// Orders of a buyer's account, by the time they were placed. Group: account.
    OrderAccount = 20,
    /// Orders of a shop, by the time they were placed. Group: shop key.
    OrderShop = 21,
    /// Messages of a source, by time. Group: source.
    MessageSource = 30,
    /// Messages of a buyer's account, by time. Group: account.
    MessageAccount = 31,
    /// Jobs that wait, by kind. Group: digest of the kind. Sort: when.
    JobDue = 40,
    /// Dead letters. Group: zero. Sort: when they were made.
    JobDead = 41,
    /// Tasks of a group that are not done. Group: digest of the group's name.
    TaskGroup = 50,
    /// Tasks of an agent that are not done, by the time they were opened. Group: agent.
    TaskAgent = 51,
    /// Tasks of a group that the desk is to give to somebody, by band, then by when they are due. Group: digest of the group's
    /// name.
    TaskWaiting = 52,
    /// After-sale sources of a shop, by when they were opened on the platform. Group: shop key.
    SourceShop = 60,
    /// Quarantined payloads. Group: zero.
    QuarantineAll = 70,
    /// Shows, by start. Group: zero.
    ShowAll = 80,
    /// Customers, by when they were first heard of. Group: zero.
    CustomerAll = 90,
    /// Phones of an agent, by when they were registered. Group: agent.
    DeviceAgent = 100,
}

impl Index {
    /// The stable number.
    pub fn number(self) -> u8 {
        self as u8
    }
}

/// One entry of one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndexEntry {
    /// Which list.
    pub index: Index,
    /// Which group of it.
    pub group: Uid,
    /// Where in the group.
    pub sort: i64,
}

/// The group of a word.
pub fn group_of(word: &str) -> Uid {
    Uid::digest(&[word])
}

/// Sort value of a queue: band first, then the due time; a ticket that is never due stands last in its band.
pub fn queue_sort(band: u8, due: Option<Timestamp>) -> i64 {
    const SPAN: i64 = 1 << 48;
    i64::from(band.min(7)) * SPAN + due.map_or(SPAN - 1, |t| t.0.clamp(0, SPAN - 2))
}

/// The index entries of a row, in a fixed order. A pure function of the row.
pub fn entries(row: &Row) -> Vec<IndexEntry> {
    let mut out = Vec::new();
    let mut add = |index, group, sort: i64| out.push(IndexEntry { index, group, sort });
    match row {
        Row::Ticket(t) => ticket_entries(t, &mut add),
        Row::Order(o) => {
            let at = o.snapshot.created_at.0;
            if let Some(account) = o.account {
                add(Index::OrderAccount, account.0, at);
            }
            add(
                Index::OrderShop,
                crate::model::ids::ShopKey::of(&o.platform, &o.shop).0,
                at,
            );
        }
        Row::Message(m) => {
            add(Index::MessageSource, m.source.0, m.snapshot.at.0);
            if let Some(account) = m.account {
                add(Index::MessageAccount, account.0, m.snapshot.at.0);
            }
        }
        Row::Job(j) if j.state == JobState::Dead => add(Index::JobDead, Uid::ZERO, j.created_at.0),
        Row::Job(j) => add(Index::JobDue, group_of(j.body.kind().as_str()), j.run_at.0),
        Row::Task(t) if t.ended_at.is_none() => {
            let also = t.also.iter().filter(|group| **group != t.group);
            for group in also.chain([&t.group]) {
                add(Index::TaskGroup, group_of(group), t.opened_at.0);
            }
            if let Some(agent) = t.agent {
                add(Index::TaskAgent, agent.0, t.opened_at.0);
            }
            for group in t.asks() {
                add(Index::TaskWaiting, group_of(group), queue_sort(t.band, t.turn_at()));
            }
        }
        Row::Source(s) if s.after_sale().is_some() => {
            add(
                Index::SourceShop,
                crate::model::ids::ShopKey::of(&s.platform, &s.shop).0,
                s.created().0,
            );
        }
        Row::Quarantine(q) => add(Index::QuarantineAll, Uid::ZERO, q.at.0),
        Row::Show(s) => add(Index::ShowAll, Uid::ZERO, s.starts_at.0),
        Row::Customer(c) if c.merged_into.is_none() => add(Index::CustomerAll, Uid::ZERO, c.first_seen.0),
        Row::Device(d) => add(Index::DeviceAgent, d.agent.0, d.registered_at.0),
        _ => {}
    }
    out
}

fn ticket_entries(t: &crate::model::ticket::Ticket, add: &mut impl FnMut(Index, Uid, i64)) {
    add(
        Index::TicketNumber,
        Uid::ZERO,
        i64::try_from(t.number.sequence()).unwrap_or(i64::MAX),
    );
    if t.merged_into.is_some() {
        return;
    }
    let opened = t.opened_at.0;
    add(Index::TicketOpened, Uid::ZERO, opened);
    add(Index::TicketState, group_of(t.headline.as_str()), t.changed_at.0);
    add(Index::TicketIssue, group_of(t.issue.as_str()), opened);
    add(
        Index::TicketShop,
        crate::model::ids::ShopKey::of(&t.platform, &t.shop).0,
        opened,
    );
    if let Some(account) = t.account {
        add(Index::TicketAccount, account.0, opened);
    }
    let mut products: Vec<_> = t.lines.iter().filter_map(|l| l.product).collect();
    products.sort_unstable();
    products.dedup();
    products.iter().for_each(|p| add(Index::TicketProduct, p.0, opened));
    if let Some(host) = &t.host {
        add(Index::TicketHost, group_of(host), opened);
    }
    if let Some(show) = t.show {
        add(Index::TicketShow, show.0, opened);
    }
    if !t.is_open() {
        return;
    }
    add(Index::TicketOpen, Uid::ZERO, opened);
    let sort = queue_sort(t.band, t.next_due().or(t.assignment.due_at));
    if let Some(queue) = t.assignment.queue {
        add(Index::TicketQueue, queue.0, sort);
        if t.assignment.agent.is_none() {
            add(Index::TicketWaiting, queue.0, sort);
            let also = t.assignment.also.iter();
            also.for_each(|group| add(Index::TicketAsked, group_of(group), sort));
        }
    }
    if let Some(agent) = t.assignment.agent {
        add(Index::TicketAgent, agent.0, sort);
    }
    let watch = t.local.watchers.iter();
    watch.for_each(|agent| add(Index::TicketWatched, agent.0, sort));
    for offer in &t.assignment.offers {
        add(Index::TicketOffered, offer.agent.0, offer.until.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_come_before_due_times() {
        let soon = queue_sort(2, Some(Timestamp(1)));
        assert!(queue_sort(1, None) < soon);
        assert!(soon < queue_sort(2, Some(Timestamp(2))));
        assert!(queue_sort(2, Some(Timestamp(i64::MAX))) < queue_sort(2, None));
        assert!(queue_sort(2, None) < queue_sort(3, Some(Timestamp(i64::MIN))));
    }
}
