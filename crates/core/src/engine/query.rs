//! Finding tickets: the best list for the filters, the rest looked at row by row, within a bound.
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::axes::{Headline, Kind};
use crate::model::custom::{CustomIs, CustomOn};
use crate::model::ids::{
    AccountId, AgentId, CustomerId, Platform, ProductId, QueueId, ShopId, ShopKey, ShowId, Tenant, TicketId, Uid,
};
use crate::model::issue::IssueType;
use crate::model::number::TicketNumber;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::store::index::group_of;
use crate::store::{Index, Reader, Record, Scan, Table};

use super::customer;
use super::decide::has_all;
use super::look::Look;
pub(super) use super::paging::{Fetch, merged};
pub use super::paging::{Page, Versioned};
pub(crate) use super::paging::{filtered, listed, page, page_size, parse_mark, row, rows};

/// Most steps from a merged ticket or customer to what it became.
const MAX_REDIRECTS: usize = 32;
/// Rows fetched at a time for a filtered list.
const CHUNK: usize = 256;

/// In which order tickets are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TicketOrder {
    /// The last opened first.
    Newest,
    /// The first opened first.
    Oldest,
    /// By band, then by what is due first. Needs a queue or an agent.
    Urgent,
    /// The last to come into its headline first. Needs one headline.
    Changed,
}

/// Which tickets. What is absent does not filter; all that is present must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TicketQuery {
    /// In one of these headlines.
    pub headlines: Vec<Headline>,
    /// Not ended, or ended.
    pub open: Option<bool>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Begun on this platform.
    pub platform: Option<Platform>,
    /// Begun in this shop (with its platform, the shop's own list is used).
    pub shop: Option<ShopId>,
    /// In this queue.
    pub queue: Option<QueueId>,
    /// With nobody working on it.
    pub unassigned: bool,
    /// With this agent.
    pub agent: Option<AgentId>,
    /// About this product.
    pub product: Option<ProductId>,
    /// Sold by this host.
    pub host: Option<String>,
    /// Sold in this show.
    pub show: Option<ShowId>,
    /// With this problem.
    pub issue: Option<IssueType>,
    /// Of this account.
    pub account: Option<AccountId>,
    /// Of this customer, on all platforms.
    pub customer: Option<CustomerId>,
    /// With this tag.
    pub tag: Option<String>,
    /// With these values in the merchant's own fields, of the ticket or of what it is about.
    pub custom: Vec<CustomIs>,
    /// Opened then or later.
    pub opened_from: Option<Timestamp>,
    /// Opened then or earlier.
    pub opened_to: Option<Timestamp>,
    /// In this order; without it `Urgent` for a queue or an agent, else `Newest`.
    pub order: Option<TicketOrder>,
    /// At most so many; 0 means 50, the most is [`MAX_PAGE`](crate::limits::MAX_PAGE).
    pub limit: usize,
    /// Go on after a page's `next`.
    pub after: Option<String>,
}

/// The list that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Choice {
    index: Index,
    groups: Vec<Uid>,
}

impl TicketQuery {
    fn order(&self) -> TicketOrder {
        let people = self.queue.is_some() || self.agent.is_some();
        // Only open tickets stand in a queue's or an agent's list.
        let natural = if people && self.open != Some(false) && self.account.is_none() && self.customer.is_none() {
            TicketOrder::Urgent
        } else {
            TicketOrder::Newest
        };
        self.order.unwrap_or(natural)
    }

    /// The shortest list that holds all it asks for, in that order. The lists are tried from narrow to wide.
    fn choose(&self, accounts: Option<Vec<AccountId>>) -> Result<Choice> {
        let one = |index, group| {
            Some(Choice {
                index,
                groups: vec![group],
            })
        };
        let choice = match self.order() {
            TicketOrder::Urgent => self.urgent(),
            TicketOrder::Changed => match self.headlines.as_slice() {
                [headline] => one(Index::TicketState, group_of(headline.as_str())),
                _ => None,
            },
            TicketOrder::Newest | TicketOrder::Oldest => {
                let mut accounts = accounts.unwrap_or_default();
                accounts.extend(self.account);
                let groups: Vec<Uid> = accounts.into_iter().map(|a| a.0).collect();
                if self.account.is_some() || self.customer.is_some() {
                    Some(Choice {
                        index: Index::TicketAccount,
                        groups,
                    })
                } else {
                    self.by_opening()
                }
            }
        };
        choice.ok_or_else(|| {
            Error::unsupported(
                "these tickets cannot be listed in this order",
                "urgent needs a queue or an agent, changed needs exactly one headline; newest and oldest always work",
            )
            .during("query.tickets")
        })
    }

    fn urgent(&self) -> Option<Choice> {
        let (index, group) = match (self.agent, self.queue) {
            (Some(agent), _) => (Index::TicketAgent, agent.0),
            (None, Some(queue)) if self.unassigned => (Index::TicketWaiting, queue.0),
            (None, Some(queue)) => (Index::TicketQueue, queue.0),
            (None, None) => return None,
        };
        Some(Choice {
            index,
            groups: vec![group],
        })
    }

    fn by_opening(&self) -> Option<Choice> {
        let shop = self.platform.as_ref().zip(self.shop.as_ref());
        let open =
            self.open == Some(true) || (!self.headlines.is_empty() && !self.headlines.iter().any(|h| h.is_ended()));
        let narrow = [
            self.show.map(|show| (Index::TicketShow, show.0)),
            self.product.map(|product| (Index::TicketProduct, product.0)),
            self.host.as_deref().map(|host| (Index::TicketHost, group_of(host))),
            open.then_some((Index::TicketOpen, Uid::ZERO)),
            self.issue.map(|issue| (Index::TicketIssue, group_of(issue.as_str()))),
            shop.map(|(platform, shop)| (Index::TicketShop, ShopKey::of(platform, shop).0)),
        ];
        let (index, group) = narrow
            .into_iter()
            .flatten()
            .next()
            .unwrap_or((Index::TicketOpened, Uid::ZERO));
        Some(Choice {
            index,
            groups: vec![group],
        })
    }

    /// The list to look through, and its groups.
    pub(super) fn list(&self, reader: &mut dyn Reader, tenant: &Tenant) -> Result<(Scan, Vec<Uid>)> {
        let accounts = match self.customer {
            Some(id) => {
                Some(customer::resolve(reader, tenant, id)?.map_or_else(Vec::new, |c| c.accounts.into_iter().collect()))
            }
            None => None,
        };
        let choice = self.choose(accounts)?;
        let by_opening = matches!(self.order(), TicketOrder::Newest | TicketOrder::Oldest);
        let bound = |at: Option<Timestamp>, open: i64| at.filter(|_| by_opening).map_or(open, |t| t.0);
        let scan = Scan {
            index: choice.index,
            group: Uid::ZERO,
            table: Table::Ticket,
            from: bound(self.opened_from, i64::MIN),
            to: bound(self.opened_to, i64::MAX),
            descending: matches!(self.order(), TicketOrder::Newest | TicketOrder::Changed),
            after: self.after.as_deref().map(parse_mark).transpose()?,
            // A page of rows and one to see whether there are more; a filter that lets few through asks again.
            limit: (page_size(self.limit) + 1).min(CHUNK),
        };
        Ok((scan, choice.groups))
    }

    fn own_fields(&self, on: CustomOn) -> impl Iterator<Item = &CustomIs> {
        self.custom.iter().filter(move |asked| asked.on == on)
    }

    /// Whether it asks for something that stands in the ticket itself only, and in nothing that is shown of it.
    pub(super) fn looks_inside(&self) -> bool {
        self.product.is_some() || !self.custom.is_empty()
    }

    fn admits(&self, t: &Ticket) -> bool {
        self.admits_shown(&Shown::of(t))
            && self
                .product
                .is_none_or(|p| t.lines.iter().any(|l| l.product == Some(p)))
            && self
                .own_fields(CustomOn::Ticket)
                .all(|asked| t.local.custom.get(&asked.name) == Some(&asked.is))
    }

    pub(super) fn admits_shown(&self, t: &Shown<'_>) -> bool {
        (self.headlines.is_empty() || self.headlines.contains(&t.headline))
            && self.open.is_none_or(|open| open == t.is_open)
            && self.kind.is_none_or(|kind| kind == t.kind)
            && self.platform.as_ref().is_none_or(|p| p == t.platform)
            && self.shop.as_ref().is_none_or(|s| s == t.shop)
            && self.queue.is_none_or(|q| t.queue == Some(q))
            && !(self.unassigned && t.agent.is_some())
            && self.agent.is_none_or(|a| t.agent == Some(a))
            && self.host.as_deref().is_none_or(|host| t.host == Some(host))
            && self.show.is_none_or(|s| t.show == Some(s))
            && self.issue.is_none_or(|i| i == t.issue)
            && self.account.is_none_or(|a| t.account == Some(a))
            && self.tag.as_ref().is_none_or(|tag| t.tags.contains(tag))
            && self.opened_from.is_none_or(|from| t.opened_at >= from)
            && self.opened_to.is_none_or(|to| t.opened_at <= to)
            && !t.is_merged
    }
}

/// What filters look at, of a ticket or of what is shown of it.
pub(super) struct Shown<'a> {
    pub kind: Kind,
    pub headline: Headline,
    pub is_open: bool,
    pub is_merged: bool,
    pub issue: IssueType,
    pub platform: &'a Platform,
    pub shop: &'a ShopId,
    pub account: Option<AccountId>,
    pub show: Option<ShowId>,
    pub host: Option<&'a str>,
    pub queue: Option<QueueId>,
    pub agent: Option<AgentId>,
    pub opened_at: Timestamp,
    pub tags: &'a BTreeSet<String>,
}

impl<'a> Shown<'a> {
    fn of(t: &'a Ticket) -> Self {
        Self {
            kind: t.axes.kind,
            headline: t.headline,
            is_open: t.is_open(),
            is_merged: t.merged_into.is_some(),
            issue: t.issue,
            platform: &t.platform,
            shop: &t.shop,
            account: t.account,
            show: t.show,
            host: t.host.as_deref(),
            queue: t.assignment.queue,
            agent: t.assignment.agent,
            opened_at: t.opened_at,
            tags: &t.local.tags,
        }
    }
}

/// One page of tickets.
pub(crate) fn tickets(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    query: &TicketQuery,
) -> Result<Page<Versioned<Ticket>>> {
    let (scan, groups) = query.list(reader, tenant)?;
    let limit = page_size(query.limit);
    filtered(reader, tenant, scan, &groups, limit, |reader, entry| {
        let Some(ticket) = Ticket::of(&entry.row).filter(|t| query.admits(t)) else {
            return Ok(None);
        };
        Ok(
            around_admits(reader, tenant, &query.custom, ticket)?.then(|| Versioned {
                version: entry.version,
                item: ticket.clone(),
            }),
        )
    })
}

/// Whether what stands around a ticket has the values asked for; nothing is read where only the ticket's own are.
fn around_admits(reader: &mut dyn Reader, tenant: &Tenant, asked: &[CustomIs], ticket: &Ticket) -> Result<bool> {
    if asked.iter().all(|field| field.on == CustomOn::Ticket) {
        return Ok(true); // looked at with the rest of the ticket
    }
    Look::new(reader, tenant).ask(|snapshot| has_all(snapshot, asked, ticket))?
}

/// A ticket, or the one it was merged into.
pub(crate) fn ticket(reader: &mut dyn Reader, tenant: &Tenant, id: TicketId) -> Result<Option<Versioned<Ticket>>> {
    let mut id = id;
    for _ in 0..MAX_REDIRECTS {
        let found = row::<Ticket>(reader, tenant, id.0)?;
        match found.as_ref().and_then(|t| t.item.merged_into) {
            Some(next) => id = next,
            None => return Ok(found),
        }
    }
    Err(Error::internal("a merged ticket leads round in a circle")
        .during("query.ticket")
        .with("ticket", id))
}

/// The ticket with that number, or the one it was merged into.
pub(crate) fn ticket_by_number(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    number: TicketNumber,
) -> Result<Option<Versioned<Ticket>>> {
    let sort = i64::try_from(number.sequence()).unwrap_or(i64::MAX);
    let scan = Scan {
        from: sort,
        to: sort,
        ..Scan::all(Index::TicketNumber, Uid::ZERO, Table::Ticket, 1)
    };
    let entry = reader.list(tenant, &scan)?.entries.into_iter().next();
    let found = entry.and_then(|e| Ticket::of(&e.row).map(|t| (e.version, t.clone())));
    match found {
        Some((_, item)) if item.merged_into.is_some() => ticket(reader, tenant, item.id),
        Some((version, item)) => Ok(Some(Versioned { version, item })),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_list_is_chosen() {
        let index = |q: TicketQuery| q.choose(None).map(|c| c.index).ok();
        let agent = Some(AgentId(Uid::ZERO));
        let queue = Some(QueueId(Uid::ZERO));
        assert_eq!(index(TicketQuery::default()), Some(Index::TicketOpened));
        assert_eq!(
            index(TicketQuery {
                agent,
                ..Default::default()
            }),
            Some(Index::TicketAgent)
        );
        assert_eq!(
            index(TicketQuery {
                queue,
                ..Default::default()
            }),
            Some(Index::TicketQueue)
        );
        assert_eq!(
            index(TicketQuery {
                queue,
                unassigned: true,
                ..Default::default()
            }),
            Some(Index::TicketWaiting)
        );
        let newest = Some(TicketOrder::Newest);
        let open = TicketQuery {
            agent,
            order: newest,
            open: Some(true),
            ..Default::default()
        };
        assert_eq!(index(open), Some(Index::TicketOpen));
        let headlines = vec![Headline::AwaitingSeller];
        assert_eq!(
            index(TicketQuery {
                headlines: headlines.clone(),
                ..Default::default()
            }),
            Some(Index::TicketOpen)
        );
        let changed = Some(TicketOrder::Changed);
        assert_eq!(
            index(TicketQuery {
                headlines,
                order: changed,
                ..Default::default()
            }),
            Some(Index::TicketState)
        );
        assert_eq!(
            index(TicketQuery {
                order: changed,
                ..Default::default()
            }),
            None
        );
        assert_eq!(
            index(TicketQuery {
                order: Some(TicketOrder::Urgent),
                ..Default::default()
            }),
            None
        );
    }
}
