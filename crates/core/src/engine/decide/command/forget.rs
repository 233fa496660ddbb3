//! Forgetting a person: what is stored of them is emptied, and what copies hold can never be opened again.
use std::collections::BTreeSet;

use crate::error::Error;
use crate::model::command::Belongings;
use crate::model::conversation::{Conversation, Message};
use crate::model::customer::{Account, Customer};
use crate::model::event::EventBody;
use crate::model::evidence::Evidence;
use crate::model::ids::{AccountId, CustomerId, DocketId, ParcelId, TicketId, Uid};
use crate::model::job::Job;
use crate::model::order::Order;
use crate::model::shipment::Parcel;
use crate::model::source::{Docket, Source, SourceBody};
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::store::erase::{Forget, erase};
use crate::store::{BlobHash, Key, Raw, Record, Row};

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule, identity};

/// Everything that is somebody's.
#[derive(Default)]
struct Theirs {
    customers: BTreeSet<CustomerId>,
    accounts: BTreeSet<AccountId>,
    /// Rows to be emptied.
    rows: BTreeSet<Key>,
    /// Ids under which private words are kept.
    owners: BTreeSet<Uid>,
    blobs: BTreeSet<BlobHash>,
    open: Vec<String>,
}

/// Forgets a customer: all accounts and what the lists have of them. Refused while a ticket of theirs is open, unless forced.
pub(super) fn forget(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    id: CustomerId,
    force: bool,
    found: &Belongings,
) -> Rule<Option<TicketId>> {
    let mut theirs = Theirs::default();
    people(draft, id, &mut theirs)?;
    belongings(draft, found, &mut theirs)?;
    if !force && !theirs.open.is_empty() {
        return Err(Error::rejected("the customer has open tickets")
            .with("tickets", theirs.open.join(", "))
            .hint("close them first, or ask to force it: then they go on without knowing whose they are")
            .into());
    }
    // Nobody who comes later is taken for them.
    let mut changed = identity::forget(ctx, draft, &theirs.accounts)?;
    let salt = draft.salt();
    for key in &theirs.rows {
        changed |= empty(draft, *key, &salt)?;
    }
    let accounts = u32::try_from(theirs.accounts.len()).unwrap_or(u32::MAX);
    let Some(customer) = theirs.customers.first().copied().filter(|_| changed) else {
        draft.forget(owners(theirs));
        return Ok(None);
    };
    let customer = identity::survivor(draft, customer)?.id;
    draft.event(None, EventBody::CustomerForgotten { customer, accounts });
    draft.forget(owners(theirs));
    Ok(None)
}

fn owners(theirs: Theirs) -> Forget {
    Forget {
        owners: theirs.owners,
        blobs: theirs.blobs,
    }
}

/// The person: the customer, those who were merged into it, and the accounts.
fn people(draft: &Draft<'_>, id: CustomerId, theirs: &mut Theirs) -> Rule<()> {
    let customer = identity::survivor(draft, id)?;
    theirs.accounts.extend(&customer.accounts);
    theirs.customers.insert(customer.id);
    theirs.customers.extend(&customer.absorbed);
    let accounts: Vec<Key> = theirs.accounts.iter().map(|a| Account::key(a.0)).collect();
    let customers: Vec<Key> = theirs.customers.iter().map(|c| Customer::key(c.0)).collect();
    draft.want(accounts.iter().chain(&customers).copied())?;
    theirs
        .owners
        .extend(accounts.iter().chain(&customers).map(|key| key.id));
    for account in &theirs.accounts {
        let conversations = draft.get::<Account>(*account)?.map(|a| &a.conversations);
        theirs
            .rows
            .extend(conversations.into_iter().flatten().map(|c| Conversation::key(c.0)));
    }
    theirs.rows.extend(accounts.into_iter().chain(customers));
    Ok(())
}

/// What the lists have, and what hangs on it.
fn belongings(draft: &Draft<'_>, found: &Belongings, theirs: &mut Theirs) -> Rule<()> {
    let tickets = found.tickets.iter().map(|t| Ticket::key(t.0));
    let orders = found.orders.iter().flat_map(|o| [Order::key(o.0), Docket::key(o.0)]);
    let messages = found.messages.iter().map(|m| Message::key(m.0));
    let jobs = found.jobs.iter().map(|j| Job::key(j.0));
    let keys: Vec<Key> = tickets.chain(orders).chain(messages).chain(jobs).collect();
    draft.want(keys.iter().copied())?;
    for id in &found.tickets {
        if let Some(t) = draft.get::<Ticket>(*id)? {
            ticket(t, theirs);
            draft.want(t.local.tasks.iter().map(|task| Task::key(task.0)))?;
            for task in &t.local.tasks {
                files(draft.get::<Task>(*task)?.map_or(&[], |task| &task.attachments), theirs);
            }
        }
    }
    for id in &found.orders {
        if let Some(o) = draft.get::<Order>(*id)? {
            theirs
                .rows
                .extend(o.snapshot.parcels.iter().map(|p| Parcel::key(p.id().0)));
        }
    }
    for id in &found.messages {
        if let Some(m) = draft.get::<Message>(*id)? {
            theirs
                .rows
                .extend([Conversation::key(m.conversation.0), Source::key(m.source.0)]);
            files(&m.snapshot.evidence, theirs);
        }
    }
    theirs.owners.extend(found.orders.iter().map(|o| o.0));
    theirs.rows.extend(keys);
    sources(draft, theirs)
}

fn ticket(t: &Ticket, theirs: &mut Theirs) {
    if t.is_open() {
        theirs.open.push(t.number.to_string());
    }
    theirs.owners.insert(t.id.0);
    theirs.rows.extend(t.sources.iter().map(|s| Source::key(s.0)));
    theirs.rows.insert(Docket::key(t.docket.0));
    theirs.rows.extend(t.local.tasks.iter().map(|task| Task::key(task.0)));
    let parcels = t
        .parcels
        .iter()
        .map(|p| &p.parcel)
        .chain(t.local.parcels.iter().map(|(_, p)| p));
    theirs.rows.extend(parcels.map(|p| Parcel::key(p.id().0)));
    files(&t.evidence, theirs);
    files(&t.local.evidence, theirs);
}

/// Sources of the tickets and orders, unless they are known to be somebody else's, with their payloads and parcels.
fn sources(draft: &Draft<'_>, theirs: &mut Theirs) -> Rule<()> {
    draft.want(theirs.rows.iter().copied())?;
    let mut ids: BTreeSet<Uid> = BTreeSet::new();
    for key in &theirs.rows {
        match draft.arc(*key)?.as_deref() {
            Some(Row::Docket(d)) => ids.extend(d.members.iter().map(|m| m.source.0)),
            Some(Row::Source(s)) => drop(ids.insert(s.id.0)),
            _ => {}
        }
    }
    draft.want(ids.iter().flat_map(|id| [Source::key(*id), Raw::key(*id)]))?;
    let mut parcels: BTreeSet<ParcelId> = BTreeSet::new();
    for id in ids {
        let Some(s) = draft.get::<Source>(id)? else { continue };
        if s.account.is_some_and(|a| !theirs.accounts.contains(&a)) {
            theirs.rows.remove(&Source::key(id));
            continue;
        }
        parcels.extend(s.parcels());
        theirs.owners.insert(id);
        theirs
            .rows
            .extend([Source::key(id), Raw::key(id), Docket::key(s.docket.0)]);
        match &s.body {
            SourceBody::AfterSale(a) => files(&a.evidence, theirs),
            SourceBody::Segment(g) => drop(theirs.rows.insert(Conversation::key(g.conversation.0))),
        }
    }
    theirs.rows.extend(parcels.into_iter().map(|p| Parcel::key(p.0)));
    let conversations = theirs.rows.iter().filter(|key| key.table == Conversation::TABLE);
    let kept: Vec<Uid> = conversations.map(|key| key.id).collect();
    theirs.rows.extend(kept.iter().map(|id| {
        let docket = DocketId::of_conversation(crate::model::ids::ConversationId(*id));
        Docket::key(docket.0)
    }));
    theirs.owners.extend(kept);
    let parcels = theirs.rows.iter().filter(|key| key.table == Parcel::TABLE);
    theirs.owners.extend(parcels.map(|key| key.id).collect::<Vec<_>>());
    draft.want(theirs.rows.iter().copied())?;
    Ok(())
}

fn files(evidence: &[Evidence], theirs: &mut Theirs) {
    let hashes = evidence.iter().filter_map(|e| e.blob.as_deref());
    theirs.blobs.extend(hashes.filter_map(BlobHash::parse));
}

/// Empties one row; whether anything was in it.
fn empty(draft: &mut Draft<'_>, key: Key, salt: &str) -> Rule<bool> {
    let Some(before) = draft.arc(key)? else {
        return Ok(false);
    };
    if key.table == Raw::TABLE {
        draft.delete::<Raw>(key.id);
        return Ok(true);
    }
    let mut row = (*before).clone();
    erase(&mut row, salt);
    if row == *before {
        return Ok(false);
    }
    draft.rewrite(key, row);
    Ok(true)
}
