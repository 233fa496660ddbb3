//! What people decide: these are one person, these are not, this value names nobody. A decision is kept and can be undone.
use std::collections::BTreeSet;

use crate::error::{Error, Result};
use crate::model::identity::IdDecision;
use crate::model::ids::Uid;
use crate::store::Record;

use super::assign::{Changes, settle};
use super::blocking::BlockKey;
use super::buckets;
use super::model::Model;
use super::rows::{Rows, owned};
use super::work::Work;

/// Most pairs of one decision: a split of two large customers bars each of the one from each of the other.
const MOST_PAIRS: usize = 4_000;
/// Most accounts that what people said joins.
const MOST_SAID: usize = 400;

/// A decision that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Its id: what undoes it.
    pub decision: Uid,
    /// What changed.
    pub changes: Changes,
}

fn unknown(id: Uid) -> Error {
    Error::not_found("account", id).during("identity.decide")
}

/// Everybody that what people said joins to an account.
fn said<R: Rows>(work: &mut Work<'_, R>, start: Uid) -> std::result::Result<BTreeSet<Uid>, R::Miss> {
    let (mut found, mut todo) = (BTreeSet::from([start]), vec![start]);
    while !todo.is_empty() && found.len() <= MOST_SAID {
        work.want(&mut todo.iter().copied())?;
        let mut next = Vec::new();
        for id in todo {
            let must = work.node(id)?.map(|n| n.must.clone()).unwrap_or_default();
            next.extend(must.into_iter().map(|m| m.0).filter(|m| found.insert(*m)));
        }
        todo = next;
    }
    Ok(found)
}

/// What holds against joining two groups: the decision that says they are not one.
fn against<R: Rows>(
    work: &mut Work<'_, R>,
    a: &BTreeSet<Uid>,
    b: &BTreeSet<Uid>,
) -> std::result::Result<Option<Uid>, R::Miss> {
    for id in a {
        let found = work
            .node(*id)?
            .and_then(|n| n.cannot.iter().find(|c| b.contains(&c.0)).map(|c| c.1));
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Says that two accounts are one person. The inner error is a refusal: somebody said the opposite.
///
/// # Errors
/// What must be loaded first; then ask again.
pub fn merge<R: Rows>(
    rows: &mut R,
    model: &Model,
    a: Uid,
    b: Uid,
    at: i64,
) -> std::result::Result<Result<Decided>, R::Miss> {
    let mut work = Work::new(rows, model, (a, at));
    work.want(&mut [a, b].into_iter())?;
    if a == b || work.node(a)?.is_none() || work.node(b)?.is_none() {
        return Ok(Err(unknown(b)));
    }
    let (x, y) = (said(&mut work, a)?, said(&mut work, b)?);
    if let Some(decision) = against(&mut work, &x, &y)? {
        return Ok(Err(Error::rejected("somebody decided that these are two people")
            .during("identity.merge")
            .with("decision", decision)
            .hint("undo that decision first")));
    }
    if x.len() + y.len() > MOST_SAID {
        return Ok(Err(
            Error::rejected("too many accounts would be one person").during("identity.merge")
        ));
    }
    decide(work, true, vec![(a, b)], at)
}

/// Says that each account of the one list is another person than each of the other. The inner error is a refusal.
///
/// # Errors
/// What must be loaded first; then ask again.
pub fn split<R: Rows>(
    rows: &mut R,
    model: &Model,
    a: &[Uid],
    b: &[Uid],
    at: i64,
) -> std::result::Result<Result<Decided>, R::Miss> {
    let mut work = Work::new(rows, model, (a.first().copied().unwrap_or_default(), at));
    let (a, b): (BTreeSet<Uid>, BTreeSet<Uid>) = (a.iter().copied().collect(), b.iter().copied().collect());
    if a.is_empty() || b.is_empty() || !a.is_disjoint(&b) || a.len() * b.len() > MOST_PAIRS {
        return Ok(Err(Error::rejected(
            "a split needs two lists without an account in common",
        )
        .during("identity.split")));
    }
    work.want(&mut a.iter().chain(&b).copied())?;
    for id in a.iter().chain(&b) {
        if work.node(*id)?.is_none() {
            return Ok(Err(unknown(*id)));
        }
    }
    for id in &a {
        let joined = said(&mut work, *id)?;
        if let Some(other) = joined.intersection(&b).next() {
            let decision = work
                .node(*other)?
                .and_then(|n| n.must.first().map(|m| m.1))
                .unwrap_or_default();
            return Ok(Err(Error::rejected("somebody decided that these are one person")
                .during("identity.split")
                .with("decision", decision)
                .hint("undo that decision first")));
        }
    }
    let pairs = a.iter().flat_map(|x| b.iter().map(|y| (*x, *y))).collect();
    decide(work, false, pairs, at)
}

fn decide<R: Rows>(
    mut work: Work<'_, R>,
    same: bool,
    pairs: Vec<(Uid, Uid)>,
    at: i64,
) -> std::result::Result<Result<Decided>, R::Miss> {
    let decision = work.rows.mint();
    work.cause = (decision, at);
    for (a, b) in &pairs {
        for (from, to) in [(*a, *b), (*b, *a)] {
            work.change(from, |n| {
                let list = if same { &mut n.must } else { &mut n.cannot };
                list.push((to, decision));
                list.sort_unstable();
            })?;
        }
        work.touched.extend([*a, *b]);
    }
    let row = IdDecision {
        same,
        pairs,
        undone: false,
    };
    work.rows.put(IdDecision::key(decision), Some(row.wrap()));
    let changes = settle(&mut work)?;
    work.flush();
    Ok(Ok(Decided { decision, changes }))
}

/// Takes a decision back; everything it touched is worked out again. The inner error: there is no such decision, or it
/// was taken back already.
///
/// # Errors
/// What must be loaded first; then ask again.
pub fn undo<R: Rows>(
    rows: &mut R,
    model: &Model,
    decision: Uid,
    at: i64,
) -> std::result::Result<Result<Decided>, R::Miss> {
    let Some(mut row) = owned::<R, IdDecision>(rows, decision)?.filter(|d| !d.undone) else {
        return Ok(Err(Error::not_found("decision", decision).during("identity.undo")));
    };
    row.undone = true;
    let mut work = Work::new(rows, model, (decision, at));
    work.want(&mut row.pairs.iter().flat_map(|(a, b)| [*a, *b]))?;
    for (a, b) in &row.pairs {
        for id in [*a, *b] {
            work.change(id, |n| {
                n.must.retain(|m| m.1 != decision);
                n.cannot.retain(|c| c.1 != decision);
            })?;
            work.touched.insert(id);
        }
    }
    work.rows.put(IdDecision::key(decision), Some(row.wrap()));
    let changes = settle(&mut work)?;
    work.flush();
    Ok(Ok(Decided { decision, changes }))
}

/// Takes an account that is forgotten out of a decision; one that names nobody any more goes.
///
/// # Errors
/// What must be loaded first; then ask again.
pub fn strike<R: Rows>(rows: &mut R, decision: Uid, id: Uid) -> std::result::Result<(), R::Miss> {
    if let Some(mut row) = owned::<R, IdDecision>(rows, decision)? {
        row.pairs.retain(|(a, b)| *a != id && *b != id);
        let gone = row.pairs.is_empty();
        rows.put(IdDecision::key(decision), (!gone).then(|| row.wrap()));
    }
    Ok(())
}

/// Says that a value names nobody (a front desk, a courier), or that it counts again.
///
/// # Errors
/// What must be loaded first; then ask again.
pub fn block<R: Rows>(
    rows: &mut R,
    model: &Model,
    keys: &[BlockKey],
    blocked: bool,
    at: i64,
) -> std::result::Result<Changes, R::Miss> {
    let mut pairs = BTreeSet::new();
    let mut touched = BTreeSet::new();
    for key in keys {
        let affected = buckets::block(rows, model, key, blocked)?;
        for (n, a) in affected.iter().enumerate() {
            pairs.extend(affected.iter().skip(n + 1).map(|b| super::score::ordered(*a, *b)));
        }
        touched.extend(affected);
    }
    let mut work = Work::new(rows, model, (keys.first().map(|k| k.id).unwrap_or_default(), at));
    work.want(&mut touched.iter().copied())?;
    work.touched = touched;
    scored_anew(work, pairs)
}

/// Scores these pairs anew, and works out whose everything touched is.
pub(super) fn scored_anew<R: Rows>(
    mut work: Work<'_, R>,
    pairs: BTreeSet<(Uid, Uid)>,
) -> std::result::Result<Changes, R::Miss> {
    work.want_pairs(&pairs)?;
    for (a, b) in pairs {
        work.rescore(a, b)?;
    }
    let changes = settle(&mut work)?;
    work.flush();
    Ok(changes)
}
