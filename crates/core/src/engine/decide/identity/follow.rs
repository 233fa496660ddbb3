//! Customers follow the matching: who moved, who became part of whom, who came off.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::Error;
use crate::identity::Changes;
use crate::model::customer::{Account, Customer};
use crate::model::event::EventBody;
use crate::model::ids::{AccountId, CustomerId};
use crate::model::time::Timestamp;
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::Rule;

/// A customer with nothing kept on it yet.
pub(super) fn customer(
    id: CustomerId,
    accounts: BTreeSet<AccountId>,
    name: Option<String>,
    first_seen: Timestamp,
) -> Customer {
    Customer {
        id,
        accounts,
        name,
        custom: BTreeMap::new(),
        tags: BTreeSet::new(),
        first_seen,
        merged_into: None,
        absorbed: BTreeSet::new(),
        served: None,
    }
}

/// A customer, or the one it became part of.
pub(in super::super) fn survivor(draft: &Draft<'_>, id: CustomerId) -> Rule<Customer> {
    let mut at = id;
    loop {
        let found = draft
            .get::<Customer>(at)?
            .ok_or_else(|| Error::not_found("customer", id))?;
        match found.merged_into {
            Some(next) => at = next,
            None => return Ok(found.clone()),
        }
    }
}

/// Brings accounts, customers and the log in step with what the matching changed. `but` are accounts that are forgotten:
/// they stay where they are, without anything that is known of them.
pub(super) fn changes(
    draft: &mut Draft<'_>,
    changes: &Changes,
    cause: AccountId,
    but: &BTreeSet<AccountId>,
) -> Rule<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut to: BTreeMap<AccountId, CustomerId> = BTreeMap::new();
    for (account, _, customer) in &changes.moved {
        to.insert(AccountId(*account), *customer);
    }
    to.retain(|account, _| !but.contains(account));
    load(draft, &to, changes)?;
    for (gone, into) in &changes.merged {
        merged(draft, *gone, *into, cause)?;
    }
    let moved = moves(draft, &to)?;
    for (from, part) in &changes.split {
        if moved.contains(part) {
            came_off(draft, *from, *part, cause)?;
        }
    }
    if !to.is_empty() {
        for account in &changes.hairballs {
            let account = AccountId(*account);
            draft.event(None, EventBody::Hairball { account });
        }
    }
    Ok(())
}

/// Asks for everything at once.
fn load(draft: &Draft<'_>, to: &BTreeMap<AccountId, CustomerId>, changes: &Changes) -> Rule<()> {
    let accounts = to.keys().map(|a| Account::key(a.0));
    let merged = changes.merged.iter().flat_map(|(a, b)| [*a, *b]);
    let split = changes.split.iter().flat_map(|(a, b)| [*a, *b]);
    let customers = merged.chain(split).chain(to.values().copied());
    draft.want(accounts.chain(customers.map(|c| Customer::key(c.0))))?;
    for (gone, _) in &changes.merged {
        let theirs = draft.get::<Customer>(*gone)?.map(|c| c.accounts.clone());
        draft.want(theirs.into_iter().flatten().map(|a| Account::key(a.0)))?;
    }
    Ok(())
}

/// Two customers to change; `None` when the desk knows one of them not at all.
fn both(draft: &Draft<'_>, a: CustomerId, b: CustomerId) -> Rule<Option<(Customer, Customer)>> {
    let (a, b) = (draft.get::<Customer>(a)?.cloned(), draft.get::<Customer>(b)?.cloned());
    Ok(a.zip(b))
}

/// One customer becomes part of another: what people keep on it goes along, and stays on its own row for the day it
/// comes off again.
fn merged(draft: &mut Draft<'_>, gone: CustomerId, into: CustomerId, cause: AccountId) -> Rule<()> {
    let Some((mut lost, mut heir)) = both(draft, gone, into)? else {
        return Ok(());
    };
    if lost.merged_into.is_some() {
        return Ok(());
    }
    for id in &lost.accounts {
        if let Some(account) = draft.get::<Account>(*id)?.cloned() {
            draft.put(
                *id,
                Account {
                    customer: into,
                    ..account
                },
            );
        }
    }
    heir.accounts.append(&mut lost.accounts);
    heir.first_seen = heir.first_seen.min(lost.first_seen);
    inherit(&mut heir, &lost);
    heir.absorbed.extend(lost.absorbed.iter().copied().chain([gone]));
    lost.merged_into = Some(into);
    lost.absorbed.clear();
    draft.put(gone, lost);
    draft.put(into, heir);
    draft.event(
        None,
        EventBody::CustomersMerged {
            survivor: into,
            gone,
            cause,
        },
    );
    Ok(())
}

fn inherit(heir: &mut Customer, from: &Customer) {
    heir.tags.extend(from.tags.iter().cloned());
    for (name, value) in &from.custom {
        heir.custom.entry(name.clone()).or_insert_with(|| value.clone());
    }
    heir.name = heir.name.take().or_else(|| from.name.clone());
    heir.served = [heir.served, from.served]
        .into_iter()
        .flatten()
        .max_by_key(|it| (it.at, it.by));
}

/// Moves accounts to their customers. Gives the customers that got any.
fn moves(draft: &mut Draft<'_>, to: &BTreeMap<AccountId, CustomerId>) -> Rule<BTreeSet<CustomerId>> {
    let mut touched = BTreeSet::new();
    for (id, customer) in to {
        if belongs(draft, *id, *customer)? {
            touched.insert(*customer);
        }
    }
    Ok(touched)
}

/// Puts an account to a customer. Whether it was elsewhere.
pub(super) fn belongs(draft: &mut Draft<'_>, id: AccountId, to: CustomerId) -> Rule<bool> {
    let Some(account) = draft.get::<Account>(id)?.filter(|a| a.customer != to).cloned() else {
        return Ok(false);
    };
    draft.want([account.customer, to].map(|c| Customer::key(c.0)))?;
    if let Some(mut from) = draft.get::<Customer>(account.customer)?.cloned() {
        from.accounts.remove(&id);
        draft.put(from.id, from);
    }
    let mut new = match draft.get::<Customer>(to)?.cloned() {
        Some(known) => known,
        None => customer(to, BTreeSet::new(), account.nickname.clone(), account.first_seen),
    };
    new.accounts.insert(id);
    new.first_seen = new.first_seen.min(account.first_seen);
    draft.put(to, new);
    draft.put(
        id,
        Account {
            customer: to,
            ..account
        },
    );
    Ok(true)
}

/// A part has come off: what was kept on a customer that is wholly in it comes back to it.
fn came_off(draft: &mut Draft<'_>, from: CustomerId, part: CustomerId, cause: AccountId) -> Rule<()> {
    let Some((mut rest, mut new)) = both(draft, from, part)? else {
        return Ok(());
    };
    draft.want(rest.absorbed.iter().map(|c| Customer::key(c.0)))?;
    // A customer has its id from its first account.
    let theirs: Vec<CustomerId> = rest
        .absorbed
        .iter()
        .filter(|c| new.accounts.contains(&AccountId(c.0)))
        .copied()
        .collect();
    for id in theirs {
        if let Some(old) = draft.get::<Customer>(id)? {
            inherit(&mut new, old);
        }
        rest.absorbed.remove(&id);
        new.absorbed.insert(id);
    }
    draft.put(from, rest);
    draft.put(part, new);
    draft.event(
        None,
        EventBody::CustomerSplit {
            customer: from,
            part,
            cause,
        },
    );
    Ok(())
}
