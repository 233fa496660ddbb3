//! Who a buyer is: one account is one customer; accounts that share an attested key are one person.
//!
//! The partition is a function of the set of accounts and keys: connected components over keys that are not shared by too
//! many. Customer ids are given by history. Probabilistic matching takes this place later, behind the same row shapes.
use std::collections::{BTreeMap, BTreeSet};

use crate::limits::MAX_BUCKET;
use crate::model::aftersale::AccountRef;
use crate::model::customer::{Account, AttestedKey, Bucket, Customer};
use crate::model::event::EventBody;
use crate::model::ids::{AccountId, BucketId, CustomerId, Platform};
use crate::model::time::Timestamp;
use crate::store::Record;

use super::super::draft::Draft;
use super::{Ctx, Rule};

/// Makes sure the account exists and carries these keys; joins customers where keys say so.
pub(super) fn link(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    platform: &Platform,
    who: &AccountRef,
    keys: &[AttestedKey],
    seen_at: Timestamp,
) -> Rule<AccountId> {
    let id = AccountId::of(platform, &who.scope, &who.uid);
    let buckets: BTreeSet<BucketId> = keys.iter().filter_map(|k| bucket_of(ctx, k)).collect();
    draft.want(
        [Account::key(id.0)]
            .into_iter()
            .chain(buckets.iter().map(|b| Bucket::key(b.0))),
    )?;
    let known = draft.get::<Account>(id)?.cloned();
    let mut account = match &known {
        Some(a) => a.clone(),
        None => open(draft, id, platform, who, seen_at),
    };
    account.first_seen = account.first_seen.min(seen_at);
    // Of several nicknames the largest text stays: any rule does that does not depend on arrival.
    account.nickname = account.nickname.max(who.nickname.clone());
    let new: Vec<BucketId> = buckets.iter().filter(|b| !account.keys.contains(b)).copied().collect();
    account.keys.extend(&new);
    if known.as_ref() != Some(&account) {
        draft.put(id, account.clone());
    }
    let mut touched = Vec::new();
    for key in keys {
        if let Some(b) = bucket_of(ctx, key).filter(|b| new.contains(b)) {
            touched.push(join_bucket(draft, b, key, id)?);
        }
    }
    if !touched.is_empty() {
        recompute(draft, id, &touched)?;
    }
    Ok(id)
}

fn bucket_of(ctx: &Ctx<'_>, key: &AttestedKey) -> Option<BucketId> {
    let value = normal(key)?;
    let kind = format!("{:?}", key.kind);
    key.linkable
        .then(|| BucketId(ctx.rules.hash(&["attested", &kind, &key.scope, &value])))
}

/// Phones are compared as normalised; anything else without blanks at its ends. Empty values say nothing.
fn normal(key: &AttestedKey) -> Option<String> {
    use crate::model::customer::KeyKind;
    match key.kind {
        KeyKind::ProvenPhone => crate::text::phone_normalize(&key.value),
        _ => Some(key.value.trim().to_owned()).filter(|v| !v.is_empty()),
    }
}

fn open(draft: &mut Draft<'_>, id: AccountId, platform: &Platform, who: &AccountRef, seen_at: Timestamp) -> Account {
    let customer = CustomerId(draft.mint());
    draft.put(
        customer,
        Customer {
            id: customer,
            accounts: BTreeSet::from([id]),
            name: who.nickname.clone(),
            custom: BTreeMap::new(),
            tags: BTreeSet::new(),
            first_seen: seen_at,
            merged_into: None,
            absorbed: BTreeSet::new(),
        },
    );
    Account {
        id,
        platform: platform.clone(),
        scope: who.scope.clone(),
        uid: who.uid.clone(),
        nickname: who.nickname.clone(),
        customer,
        keys: BTreeSet::new(),
        conversations: BTreeSet::new(),
        first_seen: seen_at,
    }
}

fn join_bucket(draft: &mut Draft<'_>, id: BucketId, key: &AttestedKey, account: AccountId) -> Rule<BucketId> {
    let mut row = draft.get::<Bucket>(id)?.cloned().unwrap_or_default();
    row.kind = Some(key.kind);
    row.accounts.insert(account);
    row.generic = row.accounts.len() > MAX_BUCKET;
    if row.generic {
        // A value this many share names nobody; the smallest ids stand for all, so that arrival does not matter.
        while row.accounts.len() > MAX_BUCKET + 1 {
            row.accounts.pop_last();
        }
    }
    draft.put(id, row);
    Ok(id)
}

/// Works out the customers of everybody who could be touched: all accounts reachable over these keys, and the present
/// customers of those. Bounded by the bucket bound at each step.
fn recompute(draft: &mut Draft<'_>, start: AccountId, keys: &[BucketId]) -> Rule<()> {
    let mut accounts: BTreeMap<AccountId, Account> = BTreeMap::new();
    let mut buckets: BTreeMap<BucketId, Bucket> = BTreeMap::new();
    let mut customers: BTreeMap<CustomerId, Customer> = BTreeMap::new();
    let mut todo: BTreeSet<AccountId> = BTreeSet::from([start]);
    let mut ask: BTreeSet<BucketId> = keys.iter().copied().collect();
    while !todo.is_empty() || !ask.is_empty() {
        draft.want(
            todo.iter()
                .map(|a| Account::key(a.0))
                .chain(ask.iter().map(|b| Bucket::key(b.0))),
        )?;
        for b in std::mem::take(&mut ask) {
            let row = draft.get::<Bucket>(b)?.cloned().unwrap_or_default();
            todo.extend(row.accounts.iter().filter(|a| !accounts.contains_key(a)));
            buckets.insert(b, row);
        }
        for a in std::mem::take(&mut todo) {
            let Some(row) = draft.get::<Account>(a)?.cloned() else {
                continue;
            };
            ask.extend(row.keys.iter().filter(|k| !buckets.contains_key(k)));
            if let std::collections::btree_map::Entry::Vacant(slot) = customers.entry(row.customer)
                && let Some(c) = draft.get::<Customer>(row.customer)?.cloned()
            {
                todo.extend(c.accounts.iter().filter(|x| **x != a && !accounts.contains_key(x)));
                slot.insert(c);
            }
            accounts.insert(a, row);
            todo.retain(|t| !accounts.contains_key(t));
        }
    }
    assign(draft, start, &components(&accounts, &buckets), accounts, customers)
}

/// Connected components over keys that are not generic, each sorted; the components in the order of their first member.
fn components(accounts: &BTreeMap<AccountId, Account>, buckets: &BTreeMap<BucketId, Bucket>) -> Vec<Vec<AccountId>> {
    let mut out: Vec<Vec<AccountId>> = Vec::new();
    let mut seen: BTreeSet<AccountId> = BTreeSet::new();
    for first in accounts.keys() {
        if !seen.insert(*first) {
            continue;
        }
        let (mut group, mut todo) = (vec![*first], vec![*first]);
        while let Some(a) = todo.pop() {
            let keys = accounts.get(&a).map(|x| &x.keys).into_iter().flatten();
            for b in keys.filter_map(|k| buckets.get(k)).filter(|b| !b.generic) {
                for next in b.accounts.iter().filter(|n| accounts.contains_key(n)) {
                    if seen.insert(*next) {
                        group.push(*next);
                        todo.push(*next);
                    }
                }
            }
        }
        group.sort_unstable();
        out.push(group);
    }
    out
}

/// Gives each component its customer: the one with the oldest first account; a part without one of its own gets a new id.
fn assign(
    draft: &mut Draft<'_>,
    cause: AccountId,
    components: &[Vec<AccountId>],
    accounts: BTreeMap<AccountId, Account>,
    customers: BTreeMap<CustomerId, Customer>,
) -> Rule<()> {
    let mut taken: BTreeSet<CustomerId> = BTreeSet::new();
    let mut heirs: BTreeMap<CustomerId, CustomerId> = BTreeMap::new();
    for group in components {
        let rows: Vec<&Account> = group.iter().filter_map(|a| accounts.get(a)).collect();
        let held: BTreeSet<CustomerId> = rows.iter().map(|a| a.customer).collect();
        let oldest = |c: &CustomerId| customers.get(c).map(|x| (x.first_seen, x.id));
        let survivor = held
            .iter()
            .filter(|c| !taken.contains(c))
            .min_by_key(|c| oldest(c))
            .copied();
        let survivor = survivor.unwrap_or_else(|| CustomerId(draft.mint()));
        taken.insert(survivor);
        for c in &held {
            heirs.entry(*c).or_insert(survivor);
        }
        write(draft, survivor, group, &rows, &held, &customers)?;
    }
    for (gone, survivor) in heirs.iter().filter(|(g, _)| !taken.contains(g)) {
        if let Some(mut c) = customers.get(gone).cloned() {
            c.merged_into = Some(*survivor);
            c.accounts.clear();
            let absorbed = std::mem::take(&mut c.absorbed);
            draft.put(*gone, c);
            if let Some(mut heir) = draft.get::<Customer>(*survivor)?.cloned() {
                heir.absorbed.extend(absorbed);
                heir.absorbed.insert(*gone);
                draft.put(*survivor, heir);
            }
            draft.event(
                None,
                EventBody::CustomersMerged {
                    survivor: *survivor,
                    gone: *gone,
                    cause,
                },
            );
        }
    }
    Ok(())
}

fn write(
    draft: &mut Draft<'_>,
    id: CustomerId,
    group: &[AccountId],
    rows: &[&Account],
    held: &BTreeSet<CustomerId>,
    customers: &BTreeMap<CustomerId, Customer>,
) -> Rule<()> {
    let first_seen = rows.iter().map(|a| a.first_seen).min().unwrap_or_default();
    let known = customers.get(&id);
    let mut customer = known.cloned().unwrap_or_else(|| Customer {
        id,
        accounts: BTreeSet::new(),
        name: None,
        custom: BTreeMap::new(),
        tags: BTreeSet::new(),
        first_seen,
        merged_into: None,
        absorbed: BTreeSet::new(),
    });
    customer.accounts = group.iter().copied().collect();
    customer.first_seen = first_seen;
    for other in held.iter().filter(|c| **c != id).filter_map(|c| customers.get(c)) {
        customer.tags.extend(other.tags.iter().cloned());
        for (name, value) in &other.custom {
            customer.custom.entry(name.clone()).or_insert_with(|| value.clone());
        }
        customer.name = customer.name.take().or_else(|| other.name.clone());
    }
    if known != Some(&customer) {
        draft.put(id, customer);
    }
    for account in rows.iter().filter(|a| a.customer != id) {
        draft.put(
            account.id,
            Account {
                customer: id,
                ..(*account).clone()
            },
        );
    }
    Ok(())
}
