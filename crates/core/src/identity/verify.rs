//! The check of the whole: everything is worked out again from what was observed and decided, and compared.
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::identity::{IdBucket, IdDecision, IdNode};
use crate::model::ids::{CustomerId, Uid};
use crate::store::{Key, Record, Table};

use super::assign::settle;
use super::keys::Evidence;
use super::model::Model;
use super::resolve::{observe, sights};
use super::rows::MemoryRows;
use super::work::Work;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentityDifference {
    /// The pairs of an account differ.
    Pairs(Uid),
    /// Who shares a value differs.
    Sharing(Uid),
    /// The accounts of a customer differ.
    Customer(CustomerId),
}

fn infallible<T>(found: Result<T, Infallible>) -> T {
    match found {
        Ok(found) => found,
        Err(never) => match never {},
    }
}

fn of<T: Record + 'static>(rows: &MemoryRows) -> impl Iterator<Item = (Uid, &T)> {
    let all = rows.rows.iter().filter(|(key, _)| key.table == T::TABLE);
    all.filter_map(|(key, row)| Some((key.id, T::of(row)?)))
}

/// Works everything out again in an empty store.
pub fn again(stored: &MemoryRows, model: &Model) -> MemoryRows {
    let mut rows = MemoryRows::default();
    for (id, row) in of::<IdBucket>(stored).filter(|(_, b)| b.blocked) {
        let blocked = IdBucket {
            blocked: row.blocked,
            ..IdBucket::default()
        };
        rows.rows.insert(IdBucket::key(id), Arc::new(blocked.wrap()));
    }
    for (id, node) in of::<IdNode>(stored) {
        for sight in infallible(sights(stored, id, node)) {
            let seen = Evidence {
                node: id,
                scope: node.scope,
                platform: node.platform,
                unit: sight.unit,
                version: sight.version,
                at: sight.at,
                items: sight.items,
            };
            infallible(observe(&mut rows, model, &seen, CustomerId(id)));
        }
    }
    let mut work = Work::new(&mut rows, model, (Uid::ZERO, 0));
    for (id, decision) in of::<IdDecision>(stored).filter(|(_, d)| !d.undone) {
        for (a, b) in &decision.pairs {
            for (from, to) in [(*a, *b), (*b, *a)] {
                infallible(work.change(from, |n| {
                    let list = if decision.same { &mut n.must } else { &mut n.cannot };
                    list.push((to, id));
                    list.sort_unstable();
                }));
                work.touched.insert(from);
            }
        }
    }
    infallible(settle(&mut work));
    work.flush();
    rows
}

/// The groups of a partition.
pub fn groups(rows: &MemoryRows) -> BTreeMap<BTreeSet<Uid>, CustomerId> {
    let mut by: BTreeMap<CustomerId, BTreeSet<Uid>> = BTreeMap::new();
    for (id, node) in of::<IdNode>(rows) {
        by.entry(node.customer).or_default().insert(id);
    }
    by.into_iter().map(|(customer, nodes)| (nodes, customer)).collect()
}

/// What differs from what it should be; empty when nothing does.
pub fn verify(stored: &MemoryRows, model: &Model) -> Vec<IdentityDifference> {
    let fresh = again(stored, model);
    let mut out = BTreeSet::new();
    let keys: BTreeSet<&Key> = stored.rows.keys().chain(fresh.rows.keys()).collect();
    for key in keys {
        let (a, b) = (stored.rows.get(key), fresh.rows.get(key));
        match key.table {
            Table::IdNode => {
                let edges = |row: Option<&Arc<_>>| row.and_then(|r| IdNode::of(r)).map(|n| n.edges.clone());
                if edges(a) != edges(b) {
                    out.insert(IdentityDifference::Pairs(key.id));
                }
            }
            Table::IdBucket if a != b => {
                out.insert(IdentityDifference::Sharing(key.id));
            }
            _ => {}
        }
    }
    let (have, should) = (groups(stored), groups(&fresh));
    out.extend(
        have.iter()
            .filter(|(nodes, _)| !should.contains_key(*nodes))
            .map(|(_, c)| IdentityDifference::Customer(*c)),
    );
    out.into_iter().collect()
}
