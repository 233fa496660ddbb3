//! What changed in a scope since a place. Tickets are told by their versions, so that each goes once however often it
//! changed, and no change can hide; the log tells what left the scope and what happened beside a ticket's row.
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
use super::bundle::{bundle, card, check_hidden};
use super::protocol::{Bundle, Card, Census, Gone, SyncAnswer, SyncMark, SyncRequest, SyncUser};
use super::scope::{Scope, Sight};

/// A copy that is further behind than so many events begins anew: that is less than telling all of them.
const MAX_BEHIND: i64 = 20_000;
/// Behind every id: all of that version is there.
const END: Uid = Uid([0xff; 16]);
/// Most tickets in one answer: each answer costs a look at the whole scope, and so many are about 90 KB on the way.
const MOST: usize = 500;

/// All that one answer is worked out from.
struct Pull<'a> {
    reader: &'a mut dyn Reader,
    tenant: &'a Tenant,
    rules: &'a Rules,
    now: Timestamp,
    user: &'a SyncUser,
}

/// What the log says since a place.
#[derive(Default)]
struct Told {
    tickets: BTreeSet<TicketId>,
    gone: Vec<Gone>,
    merged: BTreeMap<TicketId, TicketId>,
    orders: BTreeSet<DocketId>,
    next: Cursor,
    more: bool,
}

/// The answer to a request, but for what became of its commands.
pub(super) fn pull(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    rules: &Rules,
    now: Timestamp,
    user: &SyncUser,
    request: &SyncRequest,
) -> Result<SyncAnswer> {
    check_hidden(&user.hide)?;
    let head = reader.head(tenant)?;
    let scope = Scope::of(reader, tenant, user)?;
    let (mut mark, resync) = begin(request, &scope, head);
    if mark == whole(head) {
        return Ok(unchanged(now, &scope, mark));
    }
    let fresh = mark == SyncMark::default();
    if fresh {
        mark.cursor = head.cursor;
        mark.people = head.rev;
    }
    let sight = scope.sight(reader, tenant)?;
    let mut pull = Pull {
        reader,
        tenant,
        rules,
        now,
        user,
    };
    let told = pull.told(mark.cursor, head)?;
    let mut beside = pull.forgotten(&told, &sight)?;
    beside.extend(pull.of_one_order(&told)?);
    let limit = match request.limit {
        0 => MOST,
        asked => asked.min(MOST),
    };
    let (wanted, next) = wanted(&sight, &told, &beside, mark, head, limit);
    let tickets = pull.bundles(&wanted)?;
    let more = told.more || next.id != END;
    let mut customers = pull.customers_of(&tickets)?;
    let mut next = SyncMark {
        cursor: told.next,
        ..next
    };
    if !more {
        pull.changed_customers(&sight, mark.people, &mut customers)?;
        next.people = head.rev;
    }
    let quiet = !more && !sight.cut && pull.reader.head(tenant)?.rev == head.rev;
    Ok(SyncAnswer {
        at: now,
        scope: scope.digest,
        resync,
        tickets,
        customers: customers.into_values().collect(),
        gone: gone(told, &sight),
        mark: next,
        more,
        census: quiet.then(|| census(&sight)),
        cut: sight.cut,
        outcomes: Vec::new(),
        uploaded: None,
    })
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
fn wanted(
    sight: &Sight,
    told: &Told,
    beside: &BTreeSet<TicketId>,
    mark: SyncMark,
    head: Head,
    limit: usize,
) -> (BTreeSet<TicketId>, SyncMark) {
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
    (wanted, SyncMark { rev, id, ..mark })
}

/// What left the scope.
fn gone(told: Told, sight: &Sight) -> Vec<Gone> {
    let untold = mutation::on(Mutation::LeftUntold);
    let left = told
        .tickets
        .iter()
        .filter(|id| !untold && !sight.tickets.contains_key(id));
    let left = left.map(|ticket| match told.merged.get(ticket) {
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

    /// Tickets of one order with those that were told of: what may be done with one hangs on the money of all.
    fn of_one_order(&mut self, told: &Told) -> Result<BTreeSet<TicketId>> {
        let mut dockets = told.orders.clone();
        let tickets: Vec<Uid> = told.tickets.iter().map(|id| id.0).collect();
        for part in tickets.chunks(MAX_PAGE) {
            let found = rows::<Ticket>(self.reader, self.tenant, part)?;
            dockets.extend(found.into_iter().flatten().map(|t| t.item.docket));
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

    fn customers_of(&mut self, tickets: &[Bundle]) -> Result<BTreeMap<CustomerId, Card>> {
        let accounts: BTreeSet<AccountId> = tickets.iter().filter_map(|b| b.ticket.item.account).collect();
        let mut out = BTreeMap::new();
        for id in self.customers(&accounts)? {
            if let Some(card) = card(self.reader, self.tenant, self.user, id)? {
                out.insert(id, card);
            }
        }
        Ok(out)
    }

    /// Customers of the scope that changed by themselves.
    fn changed_customers(&mut self, sight: &Sight, since: i64, out: &mut BTreeMap<CustomerId, Card>) -> Result<()> {
        if self.reader.head(self.tenant)?.rev == since {
            return Ok(());
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
            for id in changed.filter(|id| !out.contains_key(id)).collect::<Vec<_>>() {
                if let Some(card) = card(self.reader, self.tenant, self.user, id)? {
                    out.insert(id, card);
                }
            }
        }
        Ok(())
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
