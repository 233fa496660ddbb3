//! One piece of work: the nodes it has loaded and changed, the scores it knows, and what it touched.
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::model::identity::{Edge, IdBucket, IdNode};
use crate::model::ids::Uid;
use crate::store::Record;

use super::buckets;
use super::features::{Features, features};
use super::model::Model;
use super::rows::{self, Rows};
use super::score::{Scored, Shared, common, is_candidate, ordered, score};

struct Slot {
    node: Option<IdNode>,
    dirty: bool,
    features: Option<Rc<Features>>,
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

    fn slot(&mut self, id: Uid) -> Result<&mut Slot, R::Miss> {
        if !self.nodes.contains_key(&id) {
            let node = rows::node(self.rows, id)?;
            let slot = Slot {
                node,
                dirty: false,
                features: None,
            };
            self.nodes.insert(id, slot);
        }
        Ok(self.nodes.entry(id).or_insert(Slot {
            node: None,
            dirty: false,
            features: None,
        }))
    }

    /// A node as it is by now.
    pub fn node(&mut self, id: Uid) -> Result<Option<&IdNode>, R::Miss> {
        Ok(self.slot(id)?.node.as_ref())
    }

    /// Changes a node that exists.
    pub fn change(&mut self, id: Uid, how: impl FnOnce(&mut IdNode)) -> Result<(), R::Miss> {
        let slot = self.slot(id)?;
        if let Some(node) = &mut slot.node {
            how(node);
            slot.dirty = true;
        }
        Ok(())
    }

    /// Puts a node, or takes it away. What it shows is worked out anew.
    pub fn set(&mut self, id: Uid, node: Option<IdNode>) -> Result<(), R::Miss> {
        let slot = self.slot(id)?;
        slot.node = node;
        slot.dirty = true;
        slot.features = None;
        self.scores.retain(|(a, b), _| *a != id && *b != id);
        Ok(())
    }

    /// What a node shows; `None` when there is no such node.
    pub fn features(&mut self, id: Uid) -> Result<Option<Rc<Features>>, R::Miss> {
        let model = self.model;
        let slot = self.slot(id)?;
        if let (None, Some(node)) = (&slot.features, &slot.node) {
            slot.features = Some(Rc::new(features(model, node)));
        }
        Ok(slot.features.clone())
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
            if slot.dirty {
                self.rows.put(IdNode::key(id), slot.node.map(Record::wrap));
            }
        }
    }
}
