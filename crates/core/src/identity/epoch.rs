//! Epochs: other weights for what is stored already. What they would do is told first, and then done in bounded steps.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::ids::{CustomerId, Uid};

use super::assign::Changes;
use super::model::{Kind, Model};
use super::people::scored_anew;
use super::rows::{MemoryRows, Rows};
use super::score::ordered;
use super::verify::{again, groups};
use super::work::Work;

/// Most examples of a kind that a dry run gives.
const EXAMPLES: usize = 20;

/// Customers that other weights would make one, or the parts one would come apart into.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Example {
    /// The customers as they are: several would become one, or one would come apart.
    pub customers: Vec<CustomerId>,
    /// The accounts as they would be together.
    pub accounts: Vec<Vec<Uid>>,
}

/// What other weights would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Trial {
    /// Customers now.
    pub customers: u64,
    /// Customers then.
    pub then: u64,
    /// Customers that would become part of others.
    pub merged: u64,
    /// Parts that would come off.
    pub split: u64,
    /// Some that would become one, those of the most customers first.
    pub merges: Vec<Example>,
    /// Some that would come apart, those of the most parts first.
    pub splits: Vec<Example>,
}

/// The cause of what an epoch changed, in the history of a customer.
pub fn cause(epoch: u64) -> Uid {
    Uid::digest(&["epoch", &epoch.to_string()])
}

/// Whether what was stored under one model can be scored anew under another: weights and thresholds may differ, what is
/// hashed and who shares it may not. Kinds may be added at the end.
///
/// # Errors
/// `Rejected`, with what differs.
pub fn fits(stored: &Model, new: &Model) -> Result<()> {
    let sharing = |k: &Kind| (k.word.clone(), k.form, k.block, k.cap);
    let caps = |m: &Model| (m.phone_cap, m.address_cap, m.name_cap);
    let kept = stored
        .kinds
        .iter()
        .zip(&new.kinds)
        .all(|(a, b)| sharing(a) == sharing(b));
    let what = if new.kinds.len() < stored.kinds.len() || !kept {
        "kinds"
    } else if caps(stored) != caps(new) {
        "caps"
    } else if stored.weights.len() != new.weights.len() {
        "levels"
    } else {
        return Ok(());
    };
    Err(Error::rejected("an epoch changes weights and thresholds alone")
        .during("identity.epoch")
        .with("differs", what)
        .hint("observe everything anew into another store"))
}

/// What would come of scoring everything anew. Works in memory, from observations and decisions alone.
pub fn trial(stored: &MemoryRows, model: &Model) -> Trial {
    let (now, then) = (groups(stored), groups(&again(stored, model)));
    let whose: BTreeMap<Uid, CustomerId> = each(&now).collect();
    let place: BTreeMap<Uid, usize> = (0..)
        .zip(then.keys())
        .flat_map(|(n, ids)| ids.iter().map(move |id| (*id, n)))
        .collect();
    let mut out = Trial {
        customers: now.len() as u64,
        then: then.len() as u64,
        ..Trial::default()
    };
    for accounts in then.keys() {
        let customers: BTreeSet<CustomerId> = accounts.iter().filter_map(|id| whose.get(id)).copied().collect();
        if customers.len() > 1 {
            out.merged += customers.len() as u64 - 1;
            out.merges.push(Example {
                customers: customers.into_iter().collect(),
                accounts: vec![accounts.iter().copied().collect()],
            });
        }
    }
    for (accounts, customer) in &now {
        let mut parts: BTreeMap<Option<&usize>, Vec<Uid>> = BTreeMap::new();
        for id in accounts {
            parts.entry(place.get(id)).or_default().push(*id);
        }
        if parts.len() > 1 {
            out.split += parts.len() as u64 - 1;
            out.splits.push(Example {
                customers: vec![*customer],
                accounts: parts.into_values().collect(),
            });
        }
    }
    out.merges
        .sort_by_key(|e| (std::cmp::Reverse(e.customers.len()), e.clone()));
    out.splits
        .sort_by_key(|e| (std::cmp::Reverse(e.accounts.len()), e.clone()));
    out.merges.truncate(EXAMPLES);
    out.splits.truncate(EXAMPLES);
    out
}

fn each(groups: &BTreeMap<BTreeSet<Uid>, CustomerId>) -> impl Iterator<Item = (Uid, CustomerId)> + '_ {
    groups
        .iter()
        .flat_map(|(ids, customer)| ids.iter().map(|id| (*id, *customer)))
}

/// Scores these accounts anew with all whom they share something with, and works out whose they are. Once every account
/// was among them, all is as if it had been observed under these weights; what is known again changes nothing.
///
/// # Errors
/// What must be loaded first; then ask again.
pub fn rescore<R: Rows>(rows: &mut R, model: &Model, ids: &[Uid], at: i64) -> std::result::Result<Changes, R::Miss> {
    let mut work = Work::new(rows, model, (cause(model.epoch), at));
    work.want(&mut ids.iter().copied())?;
    let mut pairs = BTreeSet::new();
    for id in ids {
        let candidates = work.candidates(*id)?;
        let Some(node) = work.node(*id)? else { continue };
        let partners = node.edges.iter().map(|e| e.other);
        pairs.extend(candidates.into_iter().chain(partners).map(|other| ordered(*id, other)));
        work.touched.insert(*id);
    }
    scored_anew(work, pairs)
}
