//! Forgetting a customer: the desk looks up what is theirs and hands it in with the command. And keys that are renewed.
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::limits::{MAX_CONFLICTS, MAX_KEYS_OF_A_PERSON, MAX_PAGE};
use crate::model::command::{Act, Actor, Belongings, Command};
use crate::model::conversation::Message;
use crate::model::ids::{CustomerId, JobId, MessageId, OrderId, SourceId, Tenant, TicketId, Uid};
use crate::model::job::Job;
use crate::model::ticket::Ticket;
use crate::store::{Index, Reader, Record, Row, Scan, Table};

use super::customer::{Whom, resolve, whose};
use super::desk::{Applied, Desk};
use super::later::Later;

impl Desk {
    /// Wraps all keys of the store under the present key of its provider, and gives how many were under another. Nothing
    /// else is written anew.
    ///
    /// # Errors
    /// `Unsupported` when the store is not sealed, `Config` when a former key is missing.
    pub fn rotate_keys(&self) -> Later<usize> {
        let store = self.engine().0.store.clone();
        Later::read(self.engine().0.readers.clone(), move |_| store.rotate_keys())
    }

    /// Forgets a customer: names, numbers, addresses, words, files and payloads of all their accounts go, from the store
    /// and out of reach in every copy of it; tickets, orders and figures stay, and belong to nobody. What comes in about
    /// them later is kept like anything else. An event without personal data says that it was done; once more does nothing.
    ///
    /// # Errors
    /// `Rejected` while a ticket of theirs is open, unless `force` is set; `NotFound`; `Conflict` when new things of theirs
    /// kept coming in.
    pub fn forget(&self, actor: Actor, whom: impl Into<Whom>, force: bool) -> Later<Applied> {
        let (desk, whom) = (self.clone(), whom.into());
        Later::of(async move {
            let customer = desk.read(move |reader, tenant| whose(reader, tenant, whom)).await?;
            let customer = customer.ok_or_else(|| Error::not_found("customer", shown(whom)).during("desk.forget"))?;
            let act = Act::Forget {
                customer,
                force,
                found: Box::default(),
            };
            desk.execute_forget(Command {
                key: None,
                expect: None,
                actor,
                act,
            })
            .await
        })
    }

    /// Looks up what is theirs and tries; again when something of theirs came in between.
    pub(crate) fn execute_forget(&self, command: Command) -> Later<Applied> {
        let desk = self.clone();
        Later::of(async move {
            let mut tries = 0;
            loop {
                let mut command = command.clone();
                if let Act::Forget { customer, found, .. } = &mut command.act {
                    let id = *customer;
                    **found = desk.read(move |reader, tenant| belongings(reader, tenant, id)).await?;
                    fits(found)?;
                }
                tries += 1;
                match desk.apply(command).await {
                    Err(e) if e.kind() == ErrorKind::Conflict && tries < MAX_CONFLICTS => {}
                    other => return other,
                }
            }
        })
    }
}

fn shown(whom: Whom) -> Uid {
    match whom {
        Whom::Customer(id) => id.0,
        Whom::Account(id) => id.0,
    }
}

/// What the lists have of a customer's accounts.
fn belongings(reader: &mut dyn Reader, tenant: &Tenant, id: CustomerId) -> Result<Belongings> {
    let Some(customer) = resolve(reader, tenant, id)? else {
        return Ok(Belongings::default());
    };
    let mut out = Belongings::default();
    let mut sources: BTreeSet<SourceId> = BTreeSet::new();
    for account in &customer.accounts {
        let mut all = |index, table| listed(reader, tenant, Scan::all(index, account.0, table, MAX_PAGE));
        for (id, row) in all(Index::TicketAccount, Table::Ticket)? {
            out.tickets.insert(TicketId(id));
            sources.extend(Ticket::of(&row).into_iter().flat_map(|t| &t.sources));
        }
        for (id, row) in all(Index::MessageAccount, Table::Message)? {
            out.messages.insert(MessageId(id));
            sources.extend(Message::of(&row).map(|m| m.source));
        }
        let orders = all(Index::OrderAccount, Table::Order)?;
        out.orders.extend(orders.into_iter().map(|(id, _)| OrderId(id)));
    }
    for source in sources {
        // What we wrote to them stands in the same place, and names no account.
        let scan = Scan::all(Index::MessageSource, source.0, Table::Message, MAX_PAGE);
        let ours =
            |row: &Row| Message::of(row).is_some_and(|m| m.account.is_none_or(|a| customer.accounts.contains(&a)));
        let found = listed(reader, tenant, scan)?.into_iter().filter(|(_, row)| ours(row));
        out.messages.extend(found.map(|(id, _)| MessageId(id)));
    }
    let dead = Scan::all(Index::JobDead, Uid::ZERO, Table::Job, MAX_PAGE);
    for (id, row) in listed(reader, tenant, dead)? {
        let ticket = Job::of(&row).and_then(|job| job.body.ticket());
        if ticket.is_some_and(|ticket| out.tickets.contains(&ticket)) {
            out.jobs.insert(JobId(id));
        }
    }
    Ok(out)
}

/// Whether it can be one commit: all rows of a decision are loaded at once.
fn fits(found: &Belongings) -> Result<()> {
    // Each ticket brings its sources, payloads, docket and parcels; each order its docket; each message its conversation.
    let keys = found.tickets.len() * 8 + (found.orders.len() + found.messages.len()) * 3;
    if keys <= MAX_KEYS_OF_A_PERSON {
        return Ok(());
    }
    Err(Error::rejected("the customer has more than one commit can hold")
        .during("desk.forget")
        .with("tickets", found.tickets.len())
        .with("orders", found.orders.len())
        .with("messages", found.messages.len())
        .hint("nothing was changed; ask for help with a customer of this size"))
}

fn listed(reader: &mut dyn Reader, tenant: &Tenant, mut scan: Scan) -> Result<Vec<(Uid, Arc<Row>)>> {
    let mut out = Vec::new();
    loop {
        let page = reader.list(tenant, &scan)?;
        out.extend(page.entries.into_iter().map(|e| (e.mark.id, e.row)));
        if page.next.is_none() {
            return Ok(out);
        }
        scan.after = page.next;
    }
}
