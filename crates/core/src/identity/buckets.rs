//! The accounts that share a key: who joins and leaves, and when a value comes to name nobody.
use crate::model::identity::IdBucket;
use crate::model::ids::Uid;
use crate::store::Record;

use super::blocking::{BlockKey, KeyKind};
use super::model::Model;
use super::pages;
use super::rows::{Rows, bucket, owned};
use super::score::Shared;

/// What a key says at present.
pub fn shared<R: Rows>(rows: &R, model: &Model, key: BlockKey) -> Result<Shared, R::Miss> {
    let row = bucket(rows, key.id)?;
    Ok(Shared {
        key,
        size: row.size,
        generic: row.blocked || row.size > key.kind.cap(model),
    })
}

/// Classes of how many share a phone: crossing from one to another changes scores.
fn class(kind: KeyKind, size: u64, cap: u64, blocked: bool) -> u8 {
    if blocked || size > cap {
        return 9;
    }
    match (kind, size) {
        (KeyKind::Phone | KeyKind::Masked | KeyKind::Token | KeyKind::Block, 3) => 1,
        (KeyKind::Phone | KeyKind::Masked | KeyKind::Token | KeyKind::Block, 4 | 5) => 2,
        (KeyKind::Phone | KeyKind::Masked | KeyKind::Token | KeyKind::Block, 6..) => 3,
        _ => 0,
    }
}

/// Adds a node. Gives the members whose scores may change by it: none in the usual case.
pub fn join<R: Rows>(rows: &mut R, model: &Model, key: &BlockKey, node: Uid) -> Result<Vec<Uid>, R::Miss> {
    let mut row: IdBucket = owned(rows, key.id)?.unwrap_or_default();
    let cap = key.kind.cap(model);
    if row.size > cap {
        if pages::insert(rows, key.id, node, Vec::new())? {
            row.size += 1;
            rows.put(IdBucket::key(key.id), Some(row.wrap()));
        }
        return Ok(Vec::new());
    }
    let Err(at) = row.members.binary_search(&node) else {
        return Ok(Vec::new());
    };
    let before = class(key.kind, row.size, cap, row.blocked);
    row.members.insert(at, node);
    row.size += 1;
    let crossed = before != class(key.kind, row.size, cap, row.blocked);
    let affected = if crossed { row.members.clone() } else { Vec::new() };
    if row.size > cap {
        for member in std::mem::take(&mut row.members) {
            pages::insert(rows, key.id, member, Vec::new())?;
        }
    }
    rows.put(IdBucket::key(key.id), Some(row.wrap()));
    Ok(affected)
}

/// Takes a node out. Gives the members whose scores may change by it.
pub fn leave<R: Rows>(rows: &mut R, model: &Model, key: &BlockKey, node: Uid) -> Result<Vec<Uid>, R::Miss> {
    let mut row: IdBucket = owned(rows, key.id)?.unwrap_or_default();
    let cap = key.kind.cap(model);
    let before = class(key.kind, row.size, cap, row.blocked);
    if row.size > cap {
        if !pages::remove(rows, key.id, node)? {
            return Ok(Vec::new());
        }
        row.size -= 1;
        if row.size <= cap {
            row.members = pages::all(rows, key.id)?.into_iter().map(|e| e.0).collect();
            pages::clear(rows, key.id)?;
        }
    } else {
        let Ok(at) = row.members.binary_search(&node) else {
            return Ok(Vec::new());
        };
        row.members.remove(at);
        row.size -= 1;
    }
    let crossed = before != class(key.kind, row.size, cap, row.blocked);
    let affected = if crossed { row.members.clone() } else { Vec::new() };
    let gone = row.size == 0 && !row.blocked;
    rows.put(IdBucket::key(key.id), (!gone).then(|| row.wrap()));
    Ok(affected)
}

/// Blocks a value, or lets it count again. Gives the members whose scores change.
pub fn block<R: Rows>(rows: &mut R, model: &Model, key: &BlockKey, blocked: bool) -> Result<Vec<Uid>, R::Miss> {
    let mut row: IdBucket = owned(rows, key.id)?.unwrap_or_default();
    if row.blocked == blocked {
        return Ok(Vec::new());
    }
    row.blocked = blocked;
    let affected = if row.size > key.kind.cap(model) {
        Vec::new()
    } else {
        row.members.clone()
    };
    let gone = row.size == 0 && !row.blocked;
    rows.put(IdBucket::key(key.id), (!gone).then(|| row.wrap()));
    Ok(affected)
}
