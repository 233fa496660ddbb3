//! What changed in a scope since a place. Tickets are told by their versions, so that each goes once however often it
//! changed, and no change can hide; the log tells what left the scope and what happened beside a ticket's row. Where all that
//! was written since is known, only that is looked at (`few.rs`); else all that is seen.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::limits::MAX_PAGE;
use crate::model::customer::{Account, Customer};
use crate::model::event::{AnyEvent, Cursor, EventBody};
use crate::model::ids::{AccountId, CustomerId, DocketId, Tenant, TicketId, Uid};
use crate::model::source::Docket;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::mutation::{self, Mutation};
use crate::store::{Head, Reader};

use super::super::decide::Rules;
use super::super::query::rows;
use super::super::recent::Recent;
use super::bundle::{bundle, card, check_hidden};
use super::protocol::{Bundle, Card, Census, Gone, SyncAnswer, SyncMark, SyncRequest, SyncUser};
use super::scope::{Scope, Sight};

/// A copy that is further behind than so many events begins anew: that is less than telling all of them.
const MAX_BEHIND: i64 = 20_000;
/// Behind every id: all of that version is there.
pub(super) const END: Uid = Uid([0xff; 16]);
/// Most tickets in one answer: each answer costs a look at the whole scope, and so many are about 90 KB on the way.
const MOST: usize = 500;

/// All that one answer is worked out from.
pub(super) struct Pull<'a> {
    pub reader: &'a mut dyn Reader,
    pub tenant: &'a Tenant,
    pub rules: &'a Rules,
    pub recent: &'a Recent,
    pub now: Timestamp,
    pub user: &'a SyncUser,
}

/// What the log says since a place.
#[derive(Default)]
pub(super) struct Told {
    pub tickets: BTreeSet<TicketId>,
    pub gone: Vec<Gone>,
    merged: BTreeMap<TicketId, TicketId>,
    orders: BTreeSet<DocketId>,
    next: Cursor,
    pub more: bool,
}

/// What is to be sent of tickets, and of customers beside them.
#[derive(Default)]
pub(super) struct Changes {
    /// Tickets that are new or changed.
    pub wanted: BTreeSet<TicketId>,
    /// Tickets that are not of the scope, or no longer.
    pub left: BTreeSet<TicketId>,
    /// Customers that changed by themselves.
    pub customers: BTreeSet<CustomerId>,
    /// The place after the tickets; at [`END`] all of them are there.
    pub rev: i64,
    pub id: Uid,
    pub census: Option<Census>,
    pub cut: bool,
}

/// Most tickets in the answer to a request.
pub(super) fn limit(request: &SyncRequest) -> usize {
    match request.limit {
        0 => MOST,
        asked => asked.min(MOST),
    }
}

/// The place of a copy that has all of a commit.
fn whole(head: Head) -> SyncMark {
    SyncMark {
        rev: head.rev,
        id: END,
        people: head.rev,
        cursor: head.cursor,
    }
}

/// Nothing was committed since the copy was whole: nothing of the scope is looked at.
fn unchanged(now: Timestamp, scope: &Scope, mark: SyncMark) -> SyncAnswer {
    SyncAnswer {
        at: now,
        scope: scope.digest,
        resync: false,
        tickets: Vec::new(),
        customers: Vec::new(),
        gone: Vec::new(),
        mark,
        more: false,
        census: None,
        cut: false,
        outcomes: Vec::new(),
        uploaded: None,
    }
}

/// Where to go on: at the beginning when the copy is of another scope, of another store, or too far behind.
fn begin(request: &SyncRequest, scope: &Scope, head: Head) -> (SyncMark, bool) {
    let mark = request.mark;
    let other = request.scope.is_some_and(|known| known != scope.digest);
    let ahead = mark.cursor > head.cursor || mark.people > head.rev || mark.rev > head.rev;
    let behind = head.cursor.0 - mark.cursor.0 > MAX_BEHIND;
    let begun = mark != SyncMark::default();
    if begun && (other || ahead || behind) {
        return (SyncMark::default(), true);
    }
    (mark, !begun)
}

/// The tickets that are to be sent, and the place after them.
fn page_of(
    sight: &Sight,
    told: &Told,
    beside: &BTreeSet<TicketId>,
    mark: SyncMark,
    head: Head,
    limit: usize,
) -> (BTreeSet<TicketId>, i64, Uid) {
    let mut changed: Vec<(i64, Uid)> = sight
        .tickets
        .iter()
        .map(|(id, seen)| (seen.version, id.0))
        .filter(|place| *place > (mark.rev, mark.id))
        .collect();
    changed.sort_unstable();
    let (rev, id) = match limit.checked_sub(1).and_then(|last| changed.get(last)) {
        Some(last) if changed.len() > limit => *last,
        _ => (head.rev, END),
    };
    let mut wanted: BTreeSet<TicketId> = changed.into_iter().take(limit).map(|(_, id)| TicketId(id)).collect();
    wanted.extend(
        told.tickets
            .iter()
            .chain(beside)
            .filter(|id| sight.tickets.contains_key(id)),
    );
    (wanted, rev, id)
}

/// What is no longer to be kept.
fn gone(told: Told, left: &BTreeSet<TicketId>) -> Vec<Gone> {
    let left = left.iter().map(|ticket| match told.merged.get(ticket) {
        Some(into) => Gone::Merged {
            ticket: *ticket,
            into: *into,
        },
        None => Gone::Ticket { ticket: *ticket },
    });
    let left: Vec<Gone> = left.collect();
    told.gone.into_iter().chain(left).collect()
}

fn census(sight: &Sight) -> Census {
    let mut census = Census::default();
    sight.tickets.keys().for_each(|id| census.add(*id));
    census
}

impl Pull<'_> {
    /// The answer to a request, but for what became of its commands.
    pub fn answer(&mut self, request: &SyncRequest) -> Result<SyncAnswer> {
        check_hidden(&self.user.hide)?;
        let head = self.reader.head(self.tenant)?;
        let scope = Scope::of(self.reader, self.tenant, self.user)?;
        let (mut mark, resync) = begin(request, &scope, head);
        if mark == whole(head) && !request.check {
            return Ok(unchanged(self.now, &scope, mark));
        }
        if mark == SyncMark::default() {
            mark.cursor = head.cursor;
            mark.people = head.rev;
        }
        let told = self.told(mark.cursor, head)?;
        let changes = match self.few(&scope, &told, mark, head, request)? {
            Some(few) => few,
            None => self.look(&scope, &told, mark, head, limit(request))?,
        };
        let tickets = self.bundles(&changes.wanted)?;
        let more = told.more || changes.id != END;
        let customers = self.cards(&tickets, &changes.customers)?;
        let next = SyncMark {
            rev: changes.rev,
            id: changes.id,
            people: if more { mark.people } else { head.rev },
            cursor: told.next,
        };
        let quiet = !more && !changes.cut && self.reader.head(self.tenant)?.rev == head.rev;
        Ok(SyncAnswer {
            at: self.now,
            scope: scope.digest,
            resync,
            tickets,
            customers,
            gone: gone(told, &changes.left),
            mark: next,
            more,
            census: changes.census.filter(|_| quiet),
            cut: changes.cut,
            outcomes: Vec::new(),
            uploaded: None,
        })
    }

    /// What changed, by a look at all that is seen.
    fn look(&mut self, scope: &Scope, told: &Told, mark: SyncMark, head: Head, limit: usize) -> Result<Changes> {
        let sight = scope.sight(self.reader, self.tenant)?;
        let mut beside = self.forgotten(told, &sight)?;
        beside.extend(self.of_one_order(told, &told.tickets)?);
        let (wanted, rev, id) = page_of(&sight, told, &beside, mark, head, limit);
        let customers = match told.more || id != END {
            true => BTreeSet::new(),
            false => self.changed_customers(&sight, mark.people)?,
        };
        let untold = mutation::on(Mutation::LeftUntold);
        let left = told
            .tickets
            .iter()
            .filter(|id| !untold && !sight.tickets.contains_key(id));
        Ok(Changes {
            wanted,
            left: left.copied().collect(),
            customers,
            rev,
            id,
            census: Some(census(&sight)),
            cut: sight.cut,
        })
    }

    /// Reads the log on, a page at a time.
    fn told(&mut self, since: Cursor, head: Head) -> Result<Told> {
        let mut told = Told {
            next: since,
            ..Told::default()
        };
        if since >= head.cursor {
            return Ok(told);
        }
        let page = self.reader.events(self.tenant, since, MAX_PAGE)?;
        // What was committed since the head was read may be newer than what was seen of the scope: that is for the next time.
        told.next = page.next.min(head.cursor);
        told.more = told.next < head.cursor;
        for recorded in page.events.into_iter().filter(|e| e.cursor <= head.cursor) {
            told.tickets.extend(recorded.event.ticket);
            let AnyEvent::Known(body) = recorded.event.body else {
                continue;
            };
            match body {
                EventBody::TicketMerged { into, .. } => {
                    told.merged.extend(recorded.event.ticket.map(|ticket| (ticket, into)));
                    told.tickets.insert(into);
                }
                EventBody::TicketSplit { new, .. } => {
                    told.tickets.insert(new);
                }
                EventBody::OrderUpdated { order, .. } => drop(told.orders.insert(DocketId::of_order(order))),
                EventBody::MoneyMoved { orders, .. } => told.orders.extend(orders.into_iter().map(DocketId::of_order)),
                EventBody::CustomerForgotten { customer, .. } => told.gone.push(Gone::Forgotten { customer }),
                EventBody::CustomersMerged { survivor, gone, .. } => told.gone.push(Gone::Joined {
                    customer: gone,
                    into: survivor,
                }),
                _ => {}
            }
        }
        Ok(told)
    }

    /// Tickets of customers who were forgotten: their words are to be sent again, without what was theirs.
    fn forgotten(&mut self, told: &Told, sight: &Sight) -> Result<BTreeSet<TicketId>> {
        let ids: Vec<Uid> = told
            .gone
            .iter()
            .filter_map(|gone| match gone {
                Gone::Forgotten { customer } => Some(customer.0),
                _ => None,
            })
            .collect();
        if ids.is_empty() {
            return Ok(BTreeSet::new());
        }
        let customers = rows::<Customer>(self.reader, self.tenant, &ids)?;
        let accounts: BTreeSet<AccountId> = customers.into_iter().flatten().flat_map(|c| c.item.accounts).collect();
        let theirs = sight
            .tickets
            .iter()
            .filter(|(_, seen)| seen.account.is_some_and(|a| accounts.contains(&a)));
        Ok(theirs.map(|(id, _)| *id).collect())
    }

    /// Tickets of one order with those that changed: what may be done with one hangs on the money of all.
    pub(super) fn of_one_order(&mut self, told: &Told, changed: &BTreeSet<TicketId>) -> Result<BTreeSet<TicketId>> {
        let mut dockets = told.orders.clone();
        let tickets: Vec<Uid> = changed.iter().map(|id| id.0).collect();
        for part in tickets.chunks(MAX_PAGE) {
            for found in rows::<Ticket>(self.reader, self.tenant, part)?.into_iter().flatten() {
                // Merged across orders it moves the money of all of them.
                let legs = found.item.refund_legs.iter().filter_map(|leg| leg.order);
                dockets.insert(found.item.docket);
                dockets.extend(found.item.order.into_iter().chain(legs).map(DocketId::of_order));
            }
        }
        let dockets: Vec<Uid> = dockets.into_iter().map(|id| id.0).collect();
        let mut out = BTreeSet::new();
        for part in dockets.chunks(MAX_PAGE) {
            let found = rows::<Docket>(self.reader, self.tenant, part)?;
            let members = found.into_iter().flatten().flat_map(|docket| docket.item.members);
            out.extend(members.filter_map(|member| member.ticket));
        }
        Ok(out)
    }

    fn bundles(&mut self, wanted: &BTreeSet<TicketId>) -> Result<Vec<Bundle>> {
        let mut out = Vec::with_capacity(wanted.len());
        for id in wanted {
            out.extend(bundle(self.reader, self.tenant, self.rules, self.now, self.user, *id)?);
        }
        Ok(out)
    }

    /// The customers of tickets that are sent, and those that changed by themselves.
    fn cards(&mut self, tickets: &[Bundle], changed: &BTreeSet<CustomerId>) -> Result<Vec<Card>> {
        let accounts: BTreeSet<AccountId> = tickets.iter().filter_map(|b| b.ticket.item.account).collect();
        let mut ids = self.customers(&accounts)?;
        ids.extend(changed);
        let mut out = Vec::with_capacity(ids.len());
        for id in ids {
            out.extend(card(self.reader, self.tenant, self.user, id)?);
        }
        Ok(out)
    }

    /// Customers of the scope that changed by themselves.
    fn changed_customers(&mut self, sight: &Sight, since: i64) -> Result<BTreeSet<CustomerId>> {
        let mut out = BTreeSet::new();
        if self.reader.head(self.tenant)?.rev == since {
            return Ok(out);
        }
        let accounts: BTreeSet<AccountId> = sight.tickets.values().filter_map(|seen| seen.account).collect();
        let ids: Vec<Uid> = self.customers(&accounts)?.into_iter().map(|id| id.0).collect();
        for part in ids.chunks(MAX_PAGE) {
            let found: Vec<_> = rows::<Customer>(self.reader, self.tenant, part)?
                .into_iter()
                .flatten()
                .collect();
            let moved = self.moved_accounts(found.iter().flat_map(|c| &c.item.accounts), since)?;
            let changed = found
                .iter()
                .filter(|c| c.version > since || moved.contains(&c.item.id))
                .map(|c| c.item.id);
            out.extend(changed);
        }
        Ok(out)
    }

    /// The customers one of whose accounts changed: a card shows the accounts too, and their rows go by themselves.
    fn moved_accounts<'a>(
        &mut self,
        accounts: impl Iterator<Item = &'a AccountId>,
        since: i64,
    ) -> Result<BTreeSet<CustomerId>> {
        let ids: Vec<Uid> = accounts.map(|account| account.0).collect();
        let mut out = BTreeSet::new();
        for part in ids.chunks(MAX_PAGE) {
            let found = rows::<Account>(self.reader, self.tenant, part)?;
            let moved = found.into_iter().flatten().filter(|account| account.version > since);
            out.extend(moved.map(|account| account.item.customer));
        }
        Ok(out)
    }

    fn customers(&mut self, accounts: &BTreeSet<AccountId>) -> Result<BTreeSet<CustomerId>> {
        let ids: Vec<Uid> = accounts.iter().map(|account| account.0).collect();
        let mut out = BTreeSet::new();
        for part in ids.chunks(MAX_PAGE) {
            let found = rows::<Account>(self.reader, self.tenant, part)?;
            out.extend(found.into_iter().flatten().map(|account| account.item.customer));
        }
        Ok(out)
    }
}
