//! Long lists on pages: however many share a value, one more costs one or two small rows.
//!
//! A page holds entries until it is full, then hands them to pages of the next byte of their keys. As long as nothing is
//! taken out its form is a function of the set of entries.
use crate::model::identity::IdPage;
use crate::model::ids::Uid;
use crate::store::{Key, Record};

use super::rows::{Rows, owned};

/// Most entries on a page.
const FULL: usize = 48;

fn page_id(owner: Uid, prefix: &[u8]) -> Uid {
    Uid::digest(&[
        "page",
        &owner.to_hex(),
        &prefix.iter().map(|b| format!("{b:02x}")).collect::<String>(),
    ])
}

fn page<R: Rows>(rows: &R, owner: Uid, prefix: &[u8]) -> Result<IdPage, R::Miss> {
    Ok(owned(rows, page_id(owner, prefix))?.unwrap_or_default())
}

fn put<R: Rows>(rows: &mut R, owner: Uid, prefix: &[u8], page: IdPage) {
    let gone = page.entries.is_empty() && page.children.is_empty();
    let key: Key = IdPage::key(page_id(owner, prefix));
    rows.put(key, (!gone).then(|| page.wrap()));
}

/// The bytes of the key that lead to the page it is on.
fn place<R: Rows>(rows: &R, owner: Uid, key: Uid) -> Result<(Vec<u8>, IdPage), R::Miss> {
    let mut prefix = Vec::new();
    loop {
        let here = page(rows, owner, &prefix)?;
        match key.0.get(prefix.len()) {
            Some(next) if !here.children.is_empty() => prefix.push(*next),
            _ => return Ok((prefix, here)),
        }
    }
}

/// The entry of a key.
pub fn get<R: Rows>(rows: &R, owner: Uid, key: Uid) -> Result<Option<Vec<u8>>, R::Miss> {
    let (_, here) = place(rows, owner, key)?;
    let at = here.entries.binary_search_by_key(&key, |e| e.0).ok();
    Ok(at.and_then(|at| here.entries.get(at)).map(|e| e.1.clone()))
}

/// Puts an entry; whether it is new.
pub fn insert<R: Rows>(rows: &mut R, owner: Uid, key: Uid, body: Vec<u8>) -> Result<bool, R::Miss> {
    let (prefix, mut here) = place(rows, owner, key)?;
    let new = match here.entries.binary_search_by_key(&key, |e| e.0) {
        Ok(at) => {
            if let Some(slot) = here.entries.get_mut(at) {
                slot.1 = body;
            }
            false
        }
        Err(at) => {
            here.entries.insert(at, (key, body));
            true
        }
    };
    if new {
        announce(rows, owner, &prefix)?;
    }
    spread(rows, owner, prefix, here)?;
    Ok(new)
}

/// Makes the pages above know this one.
fn announce<R: Rows>(rows: &mut R, owner: Uid, prefix: &[u8]) -> Result<(), R::Miss> {
    let Some((last, above)) = prefix.split_last() else {
        return Ok(());
    };
    let mut parent = page(rows, owner, above)?;
    if let Err(at) = parent.children.binary_search(last) {
        parent.children.insert(at, *last);
        put(rows, owner, above, parent);
    }
    Ok(())
}

/// Writes a page, or hands its entries on when it is full.
fn spread<R: Rows>(rows: &mut R, owner: Uid, prefix: Vec<u8>, mut here: IdPage) -> Result<(), R::Miss> {
    if here.entries.len() <= FULL || prefix.len() >= 15 {
        put(rows, owner, &prefix, here);
        return Ok(());
    }
    let entries = std::mem::take(&mut here.entries);
    let byte = |key: &Uid| key.0.get(prefix.len()).copied().unwrap_or_default();
    here.children = entries.iter().map(|e| byte(&e.0)).collect();
    here.children.dedup();
    let children = here.children.clone();
    put(rows, owner, &prefix, here);
    for child in children {
        let below = [&prefix[..], &[child]].concat();
        // Read, as every row that is written.
        page(rows, owner, &below)?;
        let part = entries.iter().filter(|e| byte(&e.0) == child).cloned().collect();
        let part = IdPage {
            entries: part,
            children: Vec::new(),
        };
        spread(rows, owner, below, part)?;
    }
    Ok(())
}

/// Takes an entry out; whether it was there. Pages that become empty go; half-full ones are not joined again.
pub fn remove<R: Rows>(rows: &mut R, owner: Uid, key: Uid) -> Result<bool, R::Miss> {
    let (mut prefix, mut here) = place(rows, owner, key)?;
    let Ok(at) = here.entries.binary_search_by_key(&key, |e| e.0) else {
        return Ok(false);
    };
    here.entries.remove(at);
    let mut empty = here.entries.is_empty();
    put(rows, owner, &prefix, here);
    while empty && let Some(last) = prefix.pop() {
        let mut above = page(rows, owner, &prefix)?;
        above.children.retain(|c| *c != last);
        empty = above.children.is_empty();
        put(rows, owner, &prefix, above);
    }
    Ok(true)
}

/// All entries, in the order of their keys.
pub fn all<R: Rows>(rows: &R, owner: Uid) -> Result<Vec<(Uid, Vec<u8>)>, R::Miss> {
    let mut out = Vec::new();
    let mut level = vec![Vec::new()];
    while !level.is_empty() {
        rows.want(&mut level.iter().map(|prefix: &Vec<u8>| IdPage::key(page_id(owner, prefix))))?;
        let mut next = Vec::new();
        for prefix in level {
            let here = page(rows, owner, &prefix)?;
            out.extend(here.entries);
            next.extend(here.children.iter().map(|c| [&prefix[..], &[*c]].concat()));
        }
        level = next;
    }
    out.sort_unstable();
    Ok(out)
}

/// Takes all entries out.
pub fn clear<R: Rows>(rows: &mut R, owner: Uid) -> Result<(), R::Miss> {
    let mut level = vec![Vec::new()];
    while !level.is_empty() {
        rows.want(&mut level.iter().map(|prefix: &Vec<u8>| IdPage::key(page_id(owner, prefix))))?;
        let mut next = Vec::new();
        for prefix in level {
            let here = page(rows, owner, &prefix)?;
            next.extend(here.children.iter().map(|c| [&prefix[..], &[*c]].concat()));
            put(rows, owner, &prefix, IdPage::default());
        }
        level = next;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::rows::MemoryRows;
    use super::*;

    #[test]
    fn any_order_and_any_number_give_the_same_pages_and_all_of_them_go() {
        let owner = Uid([9; 16]);
        let keys: Vec<Uid> = (0..3_000).map(|n| Uid::digest(&[&n.to_string()])).collect();
        let (mut a, mut b) = (MemoryRows::default(), MemoryRows::default());
        for key in &keys {
            assert!(insert(&mut a, owner, *key, vec![1]).unwrap());
            assert!(!insert(&mut a, owner, *key, vec![1]).unwrap());
        }
        for key in keys.iter().rev() {
            insert(&mut b, owner, *key, vec![1]).unwrap();
        }
        assert_eq!(a.rows, b.rows);
        assert_eq!(all(&a, owner).unwrap().len(), 3_000);
        assert_eq!(get(&a, owner, keys[7]).unwrap(), Some(vec![1]));
        for key in &keys {
            assert!(remove(&mut a, owner, *key).unwrap());
            assert!(!remove(&mut a, owner, *key).unwrap());
        }
        assert!(a.rows.is_empty());
        clear(&mut b, owner).unwrap();
        assert!(b.rows.is_empty());
    }
}
