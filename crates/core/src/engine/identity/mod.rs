//! Who is who, as inputs of the engine: what is asked, and what comes of it, in one commit.
mod check;
mod desk;
mod draft_rows;
mod questions;
mod read_rows;
mod resolver;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::error::{Error, Result};
use crate::identity::blocking::{BlockKey, keys, keys_of};
use crate::identity::epoch::rescore;
use crate::identity::people::{block, merge, split, strike, undo};
use crate::identity::resolve::{forget, is_known, observe};
use crate::identity::{Changes, Evidence, Given, Keys, Model, Observation, Resolution};
use crate::model::identity::{IdBucket, IdEntity, IdNode, Item, Sight};
use crate::model::ids::{AccountId, CustomerId, Uid};
use crate::store::{Key, Record};

use super::changeset::Need;
use super::draft::{Draft, peek};
use super::snapshot::Snapshot;
pub(in crate::engine) use draft_rows::DraftRows;

pub(in crate::engine) use check::people;
pub use desk::{CustomerChange, Likely, Observed};
pub use questions::{IdentityStats, Known, OfSize, Questions, ReviewPair};
pub use read_rows::ReadRows;
pub use resolver::Resolver;

/// An observation on its way in; it is hashed once, however often it is decided.
#[derive(Clone, Debug)]
pub struct Seen {
    /// As it came.
    pub plain: Observation,
    hashed: OnceLock<Evidence>,
}

impl Seen {
    /// An observation that was not hashed yet.
    pub fn new(plain: Observation) -> Self {
        Self {
            plain,
            hashed: OnceLock::new(),
        }
    }
    fn evidence(&self, keys: &Keys, model: &Model) -> &Evidence {
        self.hashed.get_or_init(|| keys.evidence(model, &self.plain))
    }
}

/// What is asked of the matching.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Take this in.
    Observe(Seen),
    /// These two accounts are one person.
    Merge(Uid, Uid),
    /// Each account of the one list is another person than each of the other.
    Split(Vec<Uid>, Vec<Uid>),
    /// Take a decision back.
    Undo(Uid),
    /// Forget these accounts.
    Forget(Vec<Uid>),
    /// This value names nobody, or counts again.
    Block(Given, bool),
    /// Score these accounts anew, under the weights that hold now.
    Rescore(Vec<Uid>),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// An observation was taken in.
    Observed(Resolution),
    /// A decision was taken or taken back: what undoes it, and what changed.
    Decided(Uid, Changes),
    /// It was done.
    Done(Changes),
}

/// Decides what was asked, over a draft.
///
/// # Errors
/// What must be loaded first. The inner error is a refusal.
pub(super) fn decide(
    keys: &Keys,
    model: &Model,
    draft: &mut Draft<'_>,
    ask: &Ask,
) -> std::result::Result<Result<Told>, Need> {
    let at = draft.now.secs();
    let mut rows = DraftRows(draft);
    let decided = |found: Result<crate::identity::Decided>| found.map(|d| Told::Decided(d.decision, d.changes));
    Ok(match ask {
        Ask::Observe(seen) => {
            let evidence = seen.evidence(keys, model);
            Ok(Told::Observed(observe(
                &mut rows,
                model,
                evidence,
                CustomerId(evidence.node),
            )?))
        }
        Ask::Merge(a, b) => decided(merge(&mut rows, model, *a, *b, at)?),
        Ask::Split(a, b) => decided(split(&mut rows, model, a, b, at)?),
        Ask::Undo(decision) => decided(undo(&mut rows, model, *decision, at)?),
        Ask::Forget(ids) => {
            let mut all = Changes::default();
            for id in ids {
                let (changes, decisions) = forget(&mut rows, model, *id)?;
                for decision in decisions {
                    strike(&mut rows, decision, *id)?;
                }
                all.join(changes);
            }
            Ok(Told::Done(all))
        }
        Ask::Rescore(ids) => Ok(Told::Done(rescore(&mut rows, model, ids, at)?)),
        Ask::Block(given, blocked) => match block_keys(keys, model, given) {
            Some(found) => Ok(Told::Done(block(&mut rows, model, &found, *blocked, at)?)),
            None => Err(Error::rejected("the value says nothing that could be blocked").during("identity.block")),
        },
    })
}

/// Whether the matching knows an account.
pub(super) fn knows(draft: &Draft<'_>, id: AccountId) -> std::result::Result<bool, Need> {
    Ok(draft.arc(IdNode::key(id.0))?.is_some())
}

/// The keys a value stands in by itself. `phone` blocks a phone in every form.
fn block_keys(hashes: &Keys, model: &Model, given: &Given) -> Option<Vec<BlockKey>> {
    let item = if given.kind == "phone" {
        let block = crate::identity::Block {
            phone: given.value.clone(),
            ..Default::default()
        };
        Item::Party(Box::new(hashes.party(&block)))
    } else {
        Item::Value(hashes.value(model, given)?)
    };
    let sight = Sight {
        unit: 0,
        version: 0,
        at: 0,
        items: vec![item],
    };
    Some(keys(model, [&sight])).filter(|found| !found.is_empty())
}

/// Keys that deciding will likely look up: the account, the values, then who shares them.
pub(super) fn hints(hashes: &Keys, model: &Model, snapshot: &Snapshot, ask: &Ask, want: &mut BTreeSet<Key>) {
    let mut add = |key: Key| {
        if snapshot.slot(&key).is_none() {
            want.insert(key);
        }
    };
    if let Ask::Observe(seen) = ask {
        hints_of(model, snapshot, seen.evidence(hashes, model), &mut add);
    }
}

/// The same for one observation that is hashed already: its account and who shares its keys, then whose those are and whom
/// they are joined with.
pub(super) fn hints_of(model: &Model, snapshot: &Snapshot, evidence: &Evidence, add: &mut impl FnMut(Key)) {
    add(IdNode::key(evidence.node));
    let known = peek::<IdNode>(snapshot, evidence.node);
    match known {
        Some(node) if is_known(node, evidence) => return,
        Some(node) => around(model, node, add),
        None => add(IdEntity::key(evidence.node)),
    }
    let mut all = Vec::new();
    keys_of(model, &evidence.items, &mut all);
    known
        .iter()
        .flat_map(|node| &node.sights)
        .for_each(|sight| keys_of(model, &sight.items, &mut all));
    for key in all {
        add(IdBucket::key(key.id));
        let Some(row) = peek::<IdBucket>(snapshot, key.id) else {
            continue;
        };
        for member in &row.members {
            add(IdNode::key(*member));
            if let Some(node) = peek::<IdNode>(snapshot, *member) {
                around(model, node, add);
            }
        }
    }
}

/// The customer of an account, and the accounts it is joined with.
fn around(model: &Model, node: &IdNode, add: &mut impl FnMut(Key)) {
    add(IdEntity::key(node.customer.0));
    let active = node.edges.iter().filter(|e| e.anchor || e.score >= model.auto);
    active.for_each(|edge| add(IdNode::key(edge.other)));
}
