//! One piece of work: the nodes it has loaded and changed, the scores it knows, and what it touched.
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use crate::model::identity::{Edge, IdBucket, IdNode};
use crate::model::ids::Uid;
use crate::store::{Record, Row};

use super::buckets;
use super::features::{Features, features};
use super::model::Model;
use super::rows::{Rows, bucket};
use super::score::{Scored, Shared, common, is_candidate, ordered, score};

/// Most keys that are asked for ahead; what is still missing then is asked for when it is looked up.
const MOST_AHEAD: usize = 2_000;

/// A node: as it is stored, or as it was changed.
enum Kept {
    Stored(Option<Arc<Row>>),
    Changed(Option<IdNode>),
}

struct Slot {
    kept: Kept,
    features: Option<Rc<Features>>,
}

impl Slot {
    fn node(&self) -> Option<&IdNode> {
        match &self.kept {
            Kept::Stored(row) => row.as_deref().and_then(IdNode::of),
            Kept::Changed(node) => node.as_ref(),
        }
    }

    /// The node to change: a copy, the first time.
    fn owned(&mut self) -> Option<&mut IdNode> {
        if let Kept::Stored(row) = &self.kept {
            self.kept = Kept::Changed(Some(row.as_deref().and_then(IdNode::of)?.clone()));
        }
        match &mut self.kept {
            Kept::Changed(node) => node.as_mut(),
            Kept::Stored(_) => None,
        }
    }
}

/// One piece of work.
pub struct Work<'a, R: Rows> {
    /// The rows.
    pub rows: &'a mut R,
    /// The weights.
    pub model: &'a Model,
    nodes: BTreeMap<Uid, Slot>,
    scores: BTreeMap<(Uid, Uid), Option<Scored>>,
    /// Nodes whose component must be looked at again.
    pub touched: BTreeSet<Uid>,
    /// Observation or decision that brought it about.
    pub cause: (Uid, i64),
}

impl<'a, R: Rows> Work<'a, R> {
    /// Work on these rows.
    pub fn new(rows: &'a mut R, model: &'a Model, cause: (Uid, i64)) -> Self {
        Self {
            rows,
            model,
            nodes: BTreeMap::new(),
            scores: BTreeMap::new(),
            touched: BTreeSet::new(),
            cause,
        }
    }

    /// Asks for nodes at once.
    pub fn want(&self, ids: &mut dyn Iterator<Item = Uid>) -> Result<(), R::Miss> {
        self.rows
            .want(&mut ids.filter(|id| !self.nodes.contains_key(id)).map(IdNode::key))
    }

    /// Asks for all that scores of these pairs are made of at once: one key that is not loaded does not hide the next.
    pub fn want_pairs(&mut self, pairs: &BTreeSet<(Uid, Uid)>) -> Result<(), R::Miss> {
        self.want(&mut pairs.iter().flat_map(|(a, b)| [*a, *b]))?;
        let mut keys = BTreeSet::new();
        for (a, b) in pairs {
            if self.scores.contains_key(&(*a, *b)) {
                continue;
            }
            if let (Some(x), Some(y)) = (self.features(*a)?, self.features(*b)?) {
                keys.extend(common(&x.keys, &y.keys).map(|key| key.id));
            }
        }
        self.rows
            .want(&mut keys.into_iter().take(MOST_AHEAD).map(IdBucket::key))
    }

    /// The same for every pair of these nodes.
    pub fn want_all_pairs(&mut self, nodes: &BTreeSet<Uid>) -> Result<(), R::Miss> {
        self.want(&mut nodes.iter().copied())?;
        let (mut once, mut twice) = (BTreeSet::new(), BTreeSet::new());
        for id in nodes {
            let features = self.features(*id)?;
            for key in features.as_deref().map_or(&[][..], |f| &f.keys) {
                if !once.insert(key.id) {
                    twice.insert(key.id);
                }
            }
        }
        self.rows
            .want(&mut twice.into_iter().take(MOST_AHEAD).map(IdBucket::key))
    }

    fn slot(&mut self, id: Uid) -> Result<&mut Slot, R::Miss> {
        Ok(match self.nodes.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(Slot {
                kept: Kept::Stored(self.rows.row(IdNode::key(id))?),
                features: None,
            }),
        })
    }

    /// A node as it is by now.
    pub fn node(&mut self, id: Uid) -> Result<Option<&IdNode>, R::Miss> {
        Ok(self.slot(id)?.node())
    }

    /// Changes a node that exists.
    pub fn change(&mut self, id: Uid, how: impl FnOnce(&mut IdNode)) -> Result<(), R::Miss> {
        if let Some(node) = self.slot(id)?.owned() {
            how(node);
        }
        Ok(())
    }

    /// Puts a node, or takes it away. What it shows is worked out anew.
    pub fn set(&mut self, id: Uid, node: Option<IdNode>) -> Result<(), R::Miss> {
        let slot = self.slot(id)?;
        slot.kept = Kept::Changed(node);
        slot.features = None;
        self.scores.retain(|(a, b), _| *a != id && *b != id);
        Ok(())
    }

    /// What a node shows; `None` when there is no such node.
    pub fn features(&mut self, id: Uid) -> Result<Option<Rc<Features>>, R::Miss> {
        let model = self.model;
        let slot = self.slot(id)?;
        if slot.features.is_none() {
            slot.features = slot.node().map(|node| Rc::new(features(model, node)));
        }
        Ok(slot.features.clone())
    }

    /// Accounts that share something with this one that names somebody.
    pub fn candidates(&mut self, id: Uid) -> Result<BTreeSet<Uid>, R::Miss> {
        let mut found = BTreeSet::new();
        let features = self.features(id)?;
        let keys = features.as_deref().map_or(&[][..], |f| &f.keys);
        self.rows.want(&mut keys.iter().map(|key| IdBucket::key(key.id)))?;
        for key in keys {
            let row = bucket(self.rows, key.id)?;
            if !row.blocked && row.size <= key.kind.cap(self.model) {
                found.extend(row.members.iter().copied().filter(|member| *member != id));
            }
        }
        Ok(found)
    }

    /// Keys that both have, as they are by now.
    pub fn shared(&self, a: &Features, b: &Features) -> Result<Vec<Shared>, R::Miss> {
        let keys: Vec<_> = common(&a.keys, &b.keys).collect();
        self.rows.want(&mut keys.iter().map(|k| IdBucket::key(k.id)))?;
        keys.into_iter()
            .map(|key| buckets::shared(self.rows, self.model, key))
            .collect()
    }

    /// The score of a pair; `None` when it shares nothing that names anybody.
    pub fn pair(&mut self, a: Uid, b: Uid) -> Result<Option<Scored>, R::Miss> {
        let key = ordered(a, b);
        if let Some(known) = self.scores.get(&key) {
            return Ok(*known);
        }
        let (x, y) = (self.features(key.0)?, self.features(key.1)?);
        let scored = match (x, y) {
            (Some(x), Some(y)) => {
                let shared = self.shared(&x, &y)?;
                is_candidate(&shared).then(|| score(self.model, &x, &y, &shared, &mut |_, _| {}))
            }
            _ => None,
        };
        self.scores.insert(key, scored);
        Ok(scored)
    }

    /// Scores a pair again and keeps its edge where it is worth one. What changes is touched.
    pub fn rescore(&mut self, a: Uid, b: Uid) -> Result<(), R::Miss> {
        let scored = self.pair(a, b)?;
        let worth = |s: &Scored| !s.barred && (s.anchor || s.score >= self.model.review);
        let edge = scored.filter(worth).map(|s| Edge {
            other: b,
            score: s.score,
            anchor: s.anchor,
        });
        let known = self.node(a)?.and_then(|n| n.edge(b).copied());
        if known == edge {
            return Ok(());
        }
        self.touched.extend([a, b]);
        for (from, to) in [(a, b), (b, a)] {
            self.change(from, |node| {
                let at = node.edges.binary_search_by_key(&to, |e| e.other);
                match (at, edge) {
                    (Ok(at), Some(edge)) => {
                        if let Some(slot) = node.edges.get_mut(at) {
                            *slot = Edge { other: to, ..edge };
                        }
                    }
                    (Ok(at), None) => drop(node.edges.remove(at)),
                    (Err(at), Some(edge)) => node.edges.insert(at, Edge { other: to, ..edge }),
                    (Err(_), None) => {}
                }
            })?;
        }
        Ok(())
    }

    /// Writes what changed.
    pub fn flush(self) {
        for (id, slot) in self.nodes {
            if let Kept::Changed(node) = slot.kept {
                self.rows.put(IdNode::key(id), node.map(Record::wrap));
            }
        }
    }
}
