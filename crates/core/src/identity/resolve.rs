//! Taking an observation in, and taking accounts out: recompute what was touched, and nothing else.
use std::collections::BTreeSet;

use crate::model::identity::codec::{Packed, Reader, Writer};
use crate::model::identity::{IdBucket, IdEntity, IdNode, Sight};
use crate::model::ids::{CustomerId, Uid};
use crate::store::Record;

use super::assign::{Changes, settle};
use super::blocking::{BlockKey, keys};
use super::buckets::{join, leave};
use super::keys::Evidence;
use super::model::Model;
use super::pages;
use super::rows::{Rows, node as load};
use super::score::ordered;
use super::work::Work;

/// More observations than this are kept on pages; these many, those with the smallest keys, stand for all.
pub const MOST_SIGHTS: usize = 64;

/// What came of an observation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// The account.
    pub node: Uid,
    /// Whose it is.
    pub customer: CustomerId,
    /// It was known already: nothing was written.
    pub known: bool,
    /// What changed.
    pub changes: Changes,
}

/// The place of an observation on the pages of its node.
fn page_key(unit: u64) -> Uid {
    let mut id = [0; 16];
    id.iter_mut()
        .zip(unit.to_be_bytes())
        .for_each(|(slot, byte)| *slot = byte);
    Uid(id)
}

fn packed(sight: &Sight) -> Vec<u8> {
    let mut out = Writer::default();
    sight.pack(&mut out);
    out.0
}

fn unpacked(bytes: &[u8]) -> Option<Sight> {
    Sight::unpack(&mut Reader(bytes))
}

/// All observations of a node.
pub fn sights<R: Rows>(rows: &R, id: Uid, node: &IdNode) -> Result<Vec<Sight>, R::Miss> {
    if !node.paged {
        return Ok(node.sights.clone());
    }
    Ok(pages::all(rows, id)?
        .iter()
        .filter_map(|(_, body)| unpacked(body))
        .collect())
}

fn known_sight<R: Rows>(rows: &R, id: Uid, node: &IdNode, unit: u64) -> Result<Option<Sight>, R::Miss> {
    if let Some(found) = node.sights.iter().find(|s| s.unit == unit) {
        return Ok(Some(found.clone()));
    }
    if !node.paged {
        return Ok(None);
    }
    Ok(pages::get(rows, id, page_key(unit))?.and_then(|body| unpacked(&body)))
}

/// Whether the second is to take the place of the first. A tie is broken by content, so that arrival does not matter; of
/// two that differ in time alone the earlier one stays.
fn newer(old: &Sight, new: &Sight) -> bool {
    (new.version, &new.items, std::cmp::Reverse(new.at)) > (old.version, &old.items, std::cmp::Reverse(old.at))
}

/// Whether an account is known to have shown that already, as far as its row tells: nothing is to be done then.
pub fn is_known(node: &IdNode, seen: &Evidence) -> bool {
    let old = node.sights.iter().find(|s| s.unit == seen.unit);
    old.is_some_and(|old| {
        let new = (seen.version, &seen.items, std::cmp::Reverse(seen.at));
        new <= (old.version, &old.items, std::cmp::Reverse(old.at))
    })
}

/// Takes an observation in. `initial` is the customer of an account that was never seen before.
///
/// # Errors
/// What must be loaded first; then ask again.
pub fn observe<R: Rows>(
    rows: &mut R,
    model: &Model,
    seen: &Evidence,
    initial: CustomerId,
) -> Result<Resolution, R::Miss> {
    let id = seen.node;
    let before = load(rows, id)?;
    let mut node = match before {
        Some(node) => node,
        None => IdNode {
            scope: seen.scope,
            platform: seen.platform,
            customer: unheld(rows, initial)?,
            first: seen.at,
            ..IdNode::default()
        },
    };
    let sight = Sight {
        unit: seen.unit,
        version: seen.version,
        at: seen.at,
        items: seen.items.clone(),
    };
    let old = known_sight(rows, id, &node, sight.unit)?;
    if old.as_ref().is_some_and(|old| !newer(old, &sight)) {
        return Ok(Resolution {
            node: id,
            customer: node.customer,
            known: true,
            changes: Changes::default(),
        });
    }
    let (gone, come) = put_sight(rows, model, id, &mut node, old, sight)?;
    let mut work = Work::new(rows, model, (id, seen.at));
    work.set(id, Some(node))?;
    moved(&mut work, id, &gone, &come)?;
    let changes = settle(&mut work)?;
    let customer = work.node(id)?.map(|n| n.customer).unwrap_or_default();
    work.flush();
    Ok(Resolution {
        node: id,
        customer,
        known: false,
        changes,
    })
}

/// That id, unless others have it: of an account that was forgotten and comes back, those it had joined keep the id.
fn unheld<R: Rows>(rows: &mut R, initial: CustomerId) -> Result<CustomerId, R::Miss> {
    let held = super::rows::owned::<R, IdEntity>(rows, initial.0)?.is_some();
    Ok(if held { CustomerId(rows.mint()) } else { initial })
}

type Keys = Vec<BlockKey>;

/// Puts an observation into its node. Gives the keys that go and those that come.
fn put_sight<R: Rows>(
    rows: &mut R,
    model: &Model,
    id: Uid,
    node: &mut IdNode,
    old: Option<Sight>,
    sight: Sight,
) -> Result<(Keys, Keys), R::Miss> {
    let had = match (&old, node.paged) {
        // What a paged node showed before is not at hand; its keys are put in again, which does no harm.
        (None, true) => Vec::new(),
        _ => keys(model, &sights(rows, id, node)?),
    };
    node.first = node.first.min(sight.at);
    node.count += u64::from(old.is_none());
    let new_keys = keys(model, [&sight]);
    if node.paged {
        pages::insert(rows, id, page_key(sight.unit), packed(&sight))?;
    }
    match (old.is_some(), node.paged) {
        (false, true) => stand_in(node, sight),
        (true, true) => represent(node, sights(rows, id, node)?),
        (_, false) => {
            node.sights.retain(|s| s.unit != sight.unit);
            stand_in_all(node, sight);
            // What was replaced may have been the first of it.
            node.first = node.sights.iter().map(|s| s.at).min().unwrap_or(node.first);
            if node.sights.len() > MOST_SIGHTS {
                for s in std::mem::take(&mut node.sights) {
                    pages::insert(rows, id, page_key(s.unit), packed(&s))?;
                    stand_in(node, s);
                }
                node.paged = true;
            }
        }
    }
    if had.is_empty() {
        return Ok((Vec::new(), new_keys));
    }
    let has = if node.paged && old.is_none() {
        let mut has = had.clone();
        has.extend(new_keys);
        has
    } else {
        keys(model, &sights(rows, id, node)?)
    };
    let without = |all: &[BlockKey], other: &[BlockKey]| -> Keys {
        all.iter()
            .filter(|k| !other.iter().any(|o| o.id == k.id))
            .copied()
            .collect()
    };
    Ok((without(&had, &has), without(&has, &had)))
}

fn stand_in_all(node: &mut IdNode, sight: Sight) {
    let at = node.sights.partition_point(|s| s.unit < sight.unit);
    node.sights.insert(at, sight);
}

/// Keeps the observations with the smallest keys.
fn stand_in(node: &mut IdNode, sight: Sight) {
    stand_in_all(node, sight);
    node.sights.truncate(MOST_SIGHTS);
}

fn represent(node: &mut IdNode, mut all: Vec<Sight>) {
    node.first = all.iter().map(|s| s.at).min().unwrap_or(node.first);
    all.sort_unstable_by_key(|s| s.unit);
    all.truncate(MOST_SIGHTS);
    node.sights = all;
}

/// Follows a change of a node's keys: buckets, then all pairs whose score may differ by it.
fn moved<R: Rows>(work: &mut Work<'_, R>, id: Uid, gone: &[BlockKey], come: &[BlockKey]) -> Result<(), R::Miss> {
    let features = work.features(id)?;
    let keys: &[BlockKey] = features.as_deref().map_or(&[], |f| &f.keys);
    let all = keys.iter().chain(gone).chain(come);
    work.rows.want(&mut all.map(|k| IdBucket::key(k.id)))?;
    let mut pairs: BTreeSet<(Uid, Uid)> = BTreeSet::new();
    for (keys, leaving) in [(gone, true), (come, false)] {
        for key in keys {
            let affected = if leaving {
                leave(work.rows, work.model, key, id)?
            } else {
                join(work.rows, work.model, key, id)?
            };
            all_pairs(&affected, &mut pairs);
            work.touched.extend(affected);
        }
    }
    pairs.extend(work.candidates(id)?.into_iter().map(|other| ordered(id, other)));
    let partners: Vec<Uid> = work
        .node(id)?
        .map(|n| n.edges.iter().map(|e| e.other).collect())
        .unwrap_or_default();
    pairs.extend(partners.iter().map(|p| ordered(id, *p)));
    work.want_pairs(&pairs)?;
    for (a, b) in pairs {
        work.rescore(a, b)?;
    }
    // What it shows counts in the means of its component, whether or not an edge changed.
    if work
        .node(id)?
        .is_some_and(|n| !n.edges.is_empty() || !n.must.is_empty())
    {
        work.touched.insert(id);
    }
    Ok(())
}

fn all_pairs(members: &[Uid], pairs: &mut BTreeSet<(Uid, Uid)>) {
    for (at, a) in members.iter().enumerate() {
        pairs.extend(members.iter().skip(at + 1).map(|b| ordered(*a, *b)));
    }
}

/// Takes one observation of an account back. `None` when it was not known.
///
/// # Errors
/// What must be loaded first; then ask again.
pub fn withdraw<R: Rows>(rows: &mut R, model: &Model, id: Uid, unit: u64) -> Result<Option<Changes>, R::Miss> {
    let Some(mut node) = load(rows, id)? else {
        return Ok(None);
    };
    let mut all = sights(rows, id, &node)?;
    let had = keys(model, &all);
    let before = all.len();
    all.retain(|s| s.unit != unit);
    if all.len() == before {
        return Ok(None);
    }
    if all.is_empty() {
        return forget(rows, model, id).map(|(changes, _)| Some(changes));
    }
    let has = keys(model, &all);
    node.count -= 1;
    if node.paged && all.len() > MOST_SIGHTS {
        pages::remove(rows, id, page_key(unit))?;
    } else if node.paged {
        pages::clear(rows, id)?;
        node.paged = false;
    }
    represent(&mut node, all);
    let gone: Keys = had
        .iter()
        .filter(|k| !has.iter().any(|h| h.id == k.id))
        .copied()
        .collect();
    let mut work = Work::new(rows, model, (id, node.first));
    work.set(id, Some(node))?;
    work.touched.insert(id);
    moved(&mut work, id, &gone, &[])?;
    let changes = settle(&mut work)?;
    work.flush();
    Ok(Some(changes))
}

/// Forgets an account: all that was observed of it, its pairs, and what people decided about it. Those it joined come
/// apart where nothing else joins them. Gives the decisions that named it, too.
///
/// # Errors
/// What must be loaded first; then ask again.
pub fn forget<R: Rows>(rows: &mut R, model: &Model, id: Uid) -> Result<(Changes, Vec<Uid>), R::Miss> {
    let Some(node) = load(rows, id)? else {
        return Ok(Default::default());
    };
    let all = sights(rows, id, &node)?;
    let gone = keys(model, &all);
    if node.paged {
        pages::clear(rows, id)?;
    }
    let decisions: Vec<Uid> = node.must.iter().chain(&node.cannot).map(|(_, d)| *d).collect();
    let mut work = Work::new(rows, model, (id, node.first));
    let others: BTreeSet<Uid> = node.must.iter().chain(&node.cannot).map(|(other, _)| *other).collect();
    work.want(&mut others.iter().copied())?;
    for other in &others {
        work.change(*other, |n| {
            n.must.retain(|m| m.0 != id);
            n.cannot.retain(|c| c.0 != id);
        })?;
    }
    let partners: Vec<Uid> = node.edges.iter().map(|e| e.other).collect();
    work.want(&mut partners.iter().copied())?;
    for other in &partners {
        work.change(*other, |n| n.edges.retain(|e| e.other != id))?;
    }
    work.touched.extend(partners);
    work.touched.extend(others);
    work.set(id, None)?;
    moved(&mut work, id, &gone, &[])?;
    leave_entity(&mut work, id, node.customer)?;
    let changes = settle(&mut work)?;
    work.flush();
    Ok((changes, decisions))
}

/// Takes an account out of the list of its customer.
fn leave_entity<R: Rows>(work: &mut Work<'_, R>, id: Uid, customer: CustomerId) -> Result<(), R::Miss> {
    if let Some(mut entity) = super::rows::owned::<R, IdEntity>(work.rows, customer.0)? {
        entity.members.retain(|m| *m != id);
        work.touched.extend(entity.members.iter().copied());
        let gone = entity.members.is_empty() && entity.alias.is_none() && entity.changes.is_empty();
        work.rows.put(IdEntity::key(customer.0), (!gone).then(|| entity.wrap()));
    }
    Ok(())
}
