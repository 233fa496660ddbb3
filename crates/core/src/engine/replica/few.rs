//! A pull that looks at what was written since the last one and at nothing else: it costs what changed, however much is seen.
use std::collections::BTreeSet;

use crate::error::Result;
use crate::limits::MAX_PAGE;
use crate::model::customer::Customer;
use crate::model::ids::{AccountId, CustomerId, TicketId, Uid};
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::store::{Head, Index, Scan, Table};

use super::super::query::{rows, ticket};
use super::super::recent::Touched;
use super::protocol::{Gone, SyncMark, SyncRequest};
use super::pull::{Changes, END, Pull, Told, limit};
use super::scope::{MAX_SCOPE, Scope};

/// Most changed rows that are looked at one by one: for more, a look at all that is seen costs less.
const FEW: usize = 200;
/// Most tickets of one account that are looked at, to see whether one of them is of the scope.
const MOST_OF_ACCOUNT: usize = 50;

impl Pull<'_> {
    /// What changed, from what was written since; `None` when that is not known, or so much that all is to be looked at.
    pub(super) fn few(
        &mut self,
        scope: &Scope,
        told: &Told,
        mark: SyncMark,
        head: Head,
        request: &SyncRequest,
    ) -> Result<Option<Changes>> {
        let forgot = told.gone.iter().any(|gone| matches!(gone, Gone::Forgotten { .. }));
        let Some(touched) = self.recent.between(self.tenant, mark.rev.min(mark.people), head.rev) else {
            return Ok(None);
        };
        let many = touched.len() + told.tickets.len() > FEW;
        if request.check || mark.id != END || told.more || forgot || many || !self.keeps_all(scope)? {
            return Ok(None);
        }
        let (mut tickets, mut people) = (told.tickets.clone(), Vec::new());
        for one in touched {
            match one {
                Touched::Ticket(id) => drop(tickets.insert(id)),
                Touched::Customer(id) => people.push(id),
            }
        }
        self.with_survivors(&mut tickets)?;
        let mut wanted = self.seen(scope, &tickets)?;
        let left = tickets.difference(&wanted).copied().collect();
        let beside = self.of_one_order(told, &tickets)?;
        wanted.extend(self.seen(scope, &beside)?);
        let Some(customers) = self
            .seen_customers(scope, &people)?
            .filter(|_| wanted.len() <= limit(request))
        else {
            return Ok(None);
        };
        Ok(Some(Changes {
            wanted,
            left,
            customers,
            rev: head.rev,
            id: END,
            census: None,
            cut: false,
        }))
    }

    /// Whether a phone keeps all that is seen: what is left out of more than that hangs on the whole.
    fn keeps_all(&mut self, scope: &Scope) -> Result<bool> {
        let mut most = 0;
        for (index, group) in scope.lists() {
            most += self.reader.count(self.tenant, index, group, i64::MIN, i64::MAX)?;
        }
        Ok(usize::try_from(most).is_ok_and(|most| most <= MAX_SCOPE))
    }

    /// Adds what merged tickets became: a task goes on naming the ticket it was opened on.
    fn with_survivors(&mut self, tickets: &mut BTreeSet<TicketId>) -> Result<()> {
        let ids: Vec<Uid> = tickets.iter().map(|id| id.0).collect();
        for part in ids.chunks(MAX_PAGE) {
            let found = rows::<Ticket>(self.reader, self.tenant, part)?;
            for merged in found.into_iter().flatten().filter(|t| t.item.merged_into.is_some()) {
                let survivor = ticket(self.reader, self.tenant, merged.item.id)?;
                tickets.extend(survivor.map(|t| t.item.id));
            }
        }
        Ok(())
    }

    /// Those of some tickets that are of the scope.
    fn seen(&mut self, scope: &Scope, ids: &BTreeSet<TicketId>) -> Result<BTreeSet<TicketId>> {
        let ids: Vec<Uid> = ids.iter().map(|id| id.0).collect();
        let mut out = BTreeSet::new();
        for part in ids.chunks(MAX_PAGE) {
            for ticket in rows::<Ticket>(self.reader, self.tenant, part)?.into_iter().flatten() {
                if self.sees(scope, &ticket.item)? {
                    out.insert(ticket.item.id);
                }
            }
        }
        Ok(out)
    }

    fn sees(&mut self, scope: &Scope, ticket: &Ticket) -> Result<bool> {
        let ids: Vec<Uid> = ticket.local.tasks.iter().map(|task| task.0).collect();
        let tasks = rows::<Task>(self.reader, self.tenant, &ids)?;
        Ok(scope.sees(ticket, tasks.iter().flatten().map(|task| &task.item)))
    }

    /// Those of some customers who have a ticket of the scope; `None` where one has so many tickets that all is to be looked at.
    fn seen_customers(&mut self, scope: &Scope, ids: &[CustomerId]) -> Result<Option<BTreeSet<CustomerId>>> {
        let ids: Vec<Uid> = ids.iter().map(|id| id.0).collect();
        let mut out = BTreeSet::new();
        for customer in rows::<Customer>(self.reader, self.tenant, &ids)?.into_iter().flatten() {
            for account in &customer.item.accounts {
                match self.has_seen(scope, *account)? {
                    None => return Ok(None),
                    Some(false) => {}
                    Some(true) => {
                        out.insert(customer.item.id);
                        break;
                    }
                }
            }
        }
        Ok(Some(out))
    }

    fn has_seen(&mut self, scope: &Scope, account: AccountId) -> Result<Option<bool>> {
        let scan = Scan::all(Index::TicketAccount, account.0, Table::Ticket, MOST_OF_ACCOUNT);
        let page = self.reader.list(self.tenant, &scan)?;
        let ids = page.entries.iter().map(|entry| TicketId(entry.mark.id)).collect();
        let seen = !self.seen(scope, &ids)?.is_empty();
        Ok((seen || page.next.is_none()).then_some(seen))
    }
}
