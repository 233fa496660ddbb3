//! Which customer is which: stable ids for clusters that come and go.
use std::collections::{BTreeMap, BTreeSet};

use crate::model::identity::{Change, IdEntity, Verb};
use crate::model::ids::{CustomerId, Uid};
use crate::store::Record;

use super::cluster::{Clusters, clusters, component};
use super::rows::{Rows, owned};
use super::work::Work;

/// Most changes a customer remembers.
const MOST_CHANGES: usize = 64;

/// What changed by a piece of work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Customers that became part of others: the one that is gone, and the one that stays.
    pub merged: Vec<(CustomerId, CustomerId)>,
    /// Customers that lost a part: what it was part of, and what the part is now.
    pub split: Vec<(CustomerId, CustomerId)>,
    /// Accounts that moved: from which customer to which.
    pub moved: Vec<(Uid, CustomerId, CustomerId)>,
    /// Components that were too large, by one of their accounts.
    pub hairballs: Vec<Uid>,
}

impl Changes {
    /// Nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What changed by this and then by that.
    pub fn join(&mut self, then: Self) {
        self.merged.extend(then.merged);
        self.split.extend(then.split);
        self.moved.extend(then.moved);
        self.hairballs.extend(then.hairballs);
    }
}

/// A cluster on its way to a customer.
struct Cluster {
    nodes: Vec<Uid>,
    /// When its first account was first seen, and which that is.
    first: (i64, Uid),
}

/// Works out the clusters of all components that were touched, and gives each its customer.
pub fn settle<R: Rows>(work: &mut Work<'_, R>) -> Result<Changes, R::Miss> {
    let mut changes = Changes::default();
    let mut todo = std::mem::take(&mut work.touched);
    let mut groups: Vec<Vec<Uid>> = Vec::new();
    work.want(&mut todo.iter().copied())?;
    while let Some(start) = todo.pop_first() {
        let nodes = component(work, start, work.model.auto)?;
        todo.retain(|n| !nodes.contains(n));
        let Clusters {
            groups: found,
            hairball,
            ..
        } = clusters(work, &nodes)?;
        changes.hairballs.extend(hairball.then_some(start));
        groups.extend(found);
    }
    let mut all = Vec::new();
    for nodes in groups {
        let mut first = None;
        for id in &nodes {
            if let Some(node) = work.node(*id)? {
                first = first.into_iter().chain([(node.first, *id)]).min();
            }
        }
        all.extend(first.map(|first| Cluster { nodes, first }));
    }
    all.sort_unstable_by_key(|c| c.first);
    give(work, &all, &mut changes)?;
    Ok(changes)
}

/// For each customer that is held: its oldest account, and the cluster that account is in.
type Homes = BTreeMap<CustomerId, ((i64, Uid), usize)>;

fn give<R: Rows>(work: &mut Work<'_, R>, all: &[Cluster], changes: &mut Changes) -> Result<(), R::Miss> {
    let mut homes: Homes = BTreeMap::new();
    for (at, cluster) in all.iter().enumerate() {
        for id in &cluster.nodes {
            let Some(node) = work.node(*id)? else { continue };
            let here = ((node.first, *id), at);
            let home = homes.entry(node.customer).or_insert(here);
            *home = (*home).min(here);
        }
    }
    work.rows
        .want(&mut homes.keys().map(|customer| IdEntity::key(customer.0)))?;
    for (at, cluster) in all.iter().enumerate() {
        let home = |(id, (first, of)): (&CustomerId, &((i64, Uid), usize))| (*of == at).then_some((first.0, *id));
        let mut held: Vec<(i64, CustomerId)> = homes.iter().filter_map(home).collect();
        held.sort_unstable();
        let before = work.node(cluster.first.1)?.map(|n| n.customer).unwrap_or_default();
        let (survivor, new) = match held.first() {
            Some((_, id)) => (*id, false),
            None => (CustomerId(work.rows.mint()), true),
        };
        for (_, gone) in held.iter().skip(1) {
            merged(work, *gone, survivor)?;
            changes.merged.push((*gone, survivor));
        }
        if new {
            changes.split.push((before, survivor));
            note(work, before, Verb::Lost, survivor)?;
        }
        members(work, cluster, survivor, new.then_some(before), changes)?;
    }
    Ok(())
}

fn change<R: Rows>(work: &Work<'_, R>, verb: Verb, other: CustomerId) -> Change {
    Change {
        verb,
        other,
        cause: work.cause.0,
        at: work.cause.1,
    }
}

fn remember(entity: &mut IdEntity, change: Change) {
    let over = (entity.changes.len() + 1).saturating_sub(MOST_CHANGES);
    entity.changes.drain(..over);
    entity.changes.push(change);
}

fn note<R: Rows>(work: &mut Work<'_, R>, id: CustomerId, verb: Verb, other: CustomerId) -> Result<(), R::Miss> {
    let mut entity: IdEntity = owned(work.rows, id.0)?.unwrap_or_default();
    remember(&mut entity, change(work, verb, other));
    work.rows.put(IdEntity::key(id.0), Some(entity.wrap()));
    Ok(())
}

fn merged<R: Rows>(work: &mut Work<'_, R>, gone: CustomerId, survivor: CustomerId) -> Result<(), R::Miss> {
    let mut entity: IdEntity = owned(work.rows, gone.0)?.unwrap_or_default();
    entity.members.clear();
    entity.alias = Some(survivor);
    remember(&mut entity, change(work, Verb::Joined, survivor));
    work.rows.put(IdEntity::key(gone.0), Some(entity.wrap()));
    note(work, survivor, Verb::Absorbed, gone)
}

/// Writes who belongs to a customer.
fn members<R: Rows>(
    work: &mut Work<'_, R>,
    cluster: &Cluster,
    id: CustomerId,
    former: Option<CustomerId>,
    changes: &mut Changes,
) -> Result<(), R::Miss> {
    for node in &cluster.nodes {
        let from = work.node(*node)?.map(|n| n.customer).unwrap_or_default();
        if from != id {
            changes.moved.push((*node, from, id));
            work.change(*node, |n| n.customer = id)?;
        }
    }
    let known: Option<IdEntity> = owned(work.rows, id.0)?;
    if known.is_none() && former.is_none() && cluster.nodes.len() == 1 {
        return Ok(());
    }
    let mut entity = known.clone().unwrap_or_default();
    entity.members.clone_from(&cluster.nodes);
    if former.is_some() {
        entity.former = former;
        let left = former.map(|f| change(work, Verb::Left, f));
        left.into_iter().for_each(|c| remember(&mut entity, c));
    }
    if known.as_ref() != Some(&entity) {
        work.rows.put(IdEntity::key(id.0), Some(entity.wrap()));
    }
    Ok(())
}

/// A customer, or the one it became part of, with its accounts. A customer of one account has its id from the account.
pub fn resolve<R: Rows>(rows: &R, id: CustomerId) -> Result<Option<(CustomerId, Vec<Uid>)>, R::Miss> {
    let (mut id, mut seen) = (id, BTreeSet::new());
    while seen.insert(id) {
        match owned::<R, IdEntity>(rows, id.0)? {
            Some(IdEntity { alias: Some(next), .. }) => id = next,
            Some(entity) if !entity.members.is_empty() => return Ok(Some((id, entity.members))),
            _ => break,
        }
    }
    let node = super::rows::node(rows, id.0)?;
    Ok(node.filter(|n| n.customer == id).map(|_| (id, vec![id.0])))
}
