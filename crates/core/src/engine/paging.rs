//! Pages of lists: groups merged in order, places in them, rows by their ids.
use std::collections::VecDeque;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::limits::{MAX_EXAMINED, MAX_PAGE};
use crate::model::ids::{Tenant, Uid};
use crate::store::{Entry, Index, Key, Listing, Mark, Reader, Record, Row, Scan, Slot};

/// A row with the commit that wrote it: name it in a command's `expect`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Versioned{T}")]
pub struct Versioned<T> {
    /// The commit number that wrote it.
    pub version: i64,
    /// The row.
    pub item: T,
}

/// A page of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "{T}Page")]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
    /// looked at for one.
    pub next: Option<String>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            next: None,
        }
    }
}

/// Pages through one or more groups of a list, merged in order, keeping what `keep` makes something of.
pub(crate) fn filtered<T>(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    scan: Scan,
    groups: &[Uid],
    limit: usize,
    mut keep: impl FnMut(&mut dyn Reader, &Entry) -> Result<Option<T>>,
) -> Result<Page<T>> {
    let fetch: Fetch<Arc<Row>> = |reader, tenant, scan| reader.list(tenant, scan);
    merged(reader, tenant, (scan, groups), limit, fetch, |reader, entry| {
        keep(reader, &entry)
    })
}

/// How a page of a list is read: with rows, or with what is shown of them.
pub(super) type Fetch<R> = fn(&mut dyn Reader, &Tenant, &Scan) -> Result<Listing<R>>;

/// The same for whatever a list is read as.
pub(super) fn merged<R, T>(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    (scan, groups): (Scan, &[Uid]),
    limit: usize,
    fetch: Fetch<R>,
    mut keep: impl FnMut(&mut dyn Reader, Entry<R>) -> Result<Option<T>>,
) -> Result<Page<T>> {
    let mut heads: Vec<Stream<R>> = groups.iter().map(|group| Stream::new(&scan, *group)).collect();
    let mut page = Page::default();
    let mut examined = 0;
    while page.items.len() < limit && examined < MAX_EXAMINED {
        for head in &mut heads {
            head.fill(reader, tenant, fetch)?;
        }
        let places = heads
            .iter()
            .enumerate()
            .filter_map(|(at, s)| s.next_mark().map(|mark| (mark, at)));
        let first = if scan.descending { places.max() } else { places.min() };
        let Some((mark, at)) = first else {
            page.next = None;
            return Ok(page);
        };
        if let Some(entry) = heads.get_mut(at).and_then(|s| s.waiting.pop_front()) {
            examined += 1;
            page.items.extend(keep(reader, entry)?);
        }
        page.next = Some(write_mark(mark));
    }
    // No next page when nothing is left to look at.
    for head in &mut heads {
        head.fill(reader, tenant, fetch)?;
    }
    if heads.iter().all(|s| s.waiting.is_empty()) {
        page.next = None;
    }
    Ok(page)
}

/// One group of a list, read in chunks.
struct Stream<R> {
    scan: Option<Scan>,
    waiting: VecDeque<Entry<R>>,
}

impl<R> Stream<R> {
    fn new(scan: &Scan, group: Uid) -> Self {
        Self {
            scan: Some(Scan { group, ..scan.clone() }),
            waiting: VecDeque::new(),
        }
    }
    fn fill(&mut self, reader: &mut dyn Reader, tenant: &Tenant, fetch: Fetch<R>) -> Result<()> {
        while self.waiting.is_empty() {
            let Some(scan) = &mut self.scan else { break };
            let listing = fetch(reader, tenant, scan)?;
            self.waiting.extend(listing.entries);
            match listing.next {
                Some(next) => scan.after = Some(next),
                None => self.scan = None,
            }
        }
        Ok(())
    }
    fn next_mark(&self) -> Option<Mark> {
        self.waiting.front().map(|entry| entry.mark)
    }
}

/// A page size within bounds; 0 means the usual one.
pub(crate) fn page_size(limit: usize) -> usize {
    if limit == 0 { 50 } else { limit.min(MAX_PAGE) }
}

pub(crate) fn write_mark(mark: Mark) -> String {
    format!("{}.{}", mark.sort, mark.id)
}

pub(crate) fn parse_mark(text: &str) -> Result<Mark> {
    let parsed = text.split_once('.').and_then(|(sort, id)| {
        let (sort, id) = (sort.parse().ok()?, id.parse().ok()?);
        Some(Mark { sort, id })
    });
    parsed.ok_or_else(not_a_place)
}

fn not_a_place() -> Error {
    Error::malformed("this is no place in a list")
        .during("query.after")
        .hint("pass the `next` of the page before, unchanged")
}

/// One row.
pub(crate) fn row<R: Record + Clone>(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    id: Uid,
) -> Result<Option<Versioned<R>>> {
    Ok(rows::<R>(reader, tenant, &[id])?.into_iter().flatten().next())
}

/// Rows of one table, all of one commit, in the order asked.
pub(crate) fn rows<R: Record + Clone>(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    ids: &[Uid],
) -> Result<Vec<Option<Versioned<R>>>> {
    let keys: Vec<Key> = ids.iter().map(|id| R::key(*id)).collect();
    let found = |slot: &Slot| match slot {
        Slot::Row { version, row } => R::of(row).map(|row| Versioned {
            version: *version,
            item: row.clone(),
        }),
        Slot::Absent | Slot::Gauge(_) => None,
    };
    Ok(reader.load(tenant, &keys)?.slots.iter().map(found).collect())
}

/// All rows of a group of a list, up to a number of them.
pub(crate) fn listed<R: Record + Clone>(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    scan: Scan,
    most: usize,
) -> Result<Vec<(Uid, Versioned<R>)>> {
    let mut scan = scan;
    scan.limit = scan.limit.clamp(1, MAX_PAGE);
    let mut out = Vec::new();
    loop {
        let listing = reader.list(tenant, &scan)?;
        for entry in listing.entries {
            if out.len() == most {
                return Ok(out);
            }
            if let Some(row) = R::of(&entry.row) {
                let row = Versioned {
                    version: entry.version,
                    item: row.clone(),
                };
                out.push((entry.mark.id, row));
            }
        }
        match listing.next {
            Some(next) => scan.after = Some(next),
            None => return Ok(out),
        }
    }
}

/// A page of a list without filters.
pub(crate) fn page<R: Record + Clone>(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    index: Index,
    limit: usize,
    after: Option<String>,
) -> Result<Page<R>> {
    let scan = Scan {
        descending: true,
        after: after.as_deref().map(parse_mark).transpose()?,
        ..Scan::all(index, Uid::ZERO, R::TABLE, page_size(limit))
    };
    let listing = reader.list(tenant, &scan)?;
    Ok(Page {
        items: listing.entries.iter().filter_map(|e| R::of(&e.row).cloned()).collect(),
        next: listing.next.map(write_mark),
    })
}

/// A page of rows in the order of their ids: one part of them after the other, until so many were kept or looked at. `part`
/// gives rows after an id, at most so many, each with what is kept of it.
pub(crate) fn by_id<T>(
    after: Option<&str>,
    limit: usize,
    mut part: impl FnMut(Option<Uid>, usize) -> Result<Vec<(Uid, Option<T>)>>,
) -> Result<Page<T>> {
    let mut after = after
        .map(|text| text.parse::<Uid>().map_err(|_| not_a_place()))
        .transpose()?;
    let (mut page, mut examined) = (Page::default(), 0);
    loop {
        // A page and one to see whether there are more.
        let rows = part(after, limit + 1)?;
        let ended = rows.len() <= limit;
        let mut rows = rows.into_iter();
        while page.items.len() < limit {
            let Some((id, kept)) = rows.next() else { break };
            after = Some(id);
            examined += 1;
            page.items.extend(kept);
        }
        if ended && rows.len() == 0 {
            return Ok(page);
        }
        if page.items.len() == limit || examined >= MAX_EXAMINED {
            page.next = after.map(|id| id.to_hex());
            return Ok(page);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_by_id_hold_each_row_once_and_end_with_the_last() {
        for (count, limit) in (0..8_u8).flat_map(|count| (1..9).map(move |limit| (count, limit))) {
            let rows: Vec<Uid> = (0..count).map(|n| Uid([n; 16])).collect();
            let part = |after: Option<Uid>, most| {
                let rest = rows.iter().filter(|id| after.is_none_or(|after| **id > after));
                // Every third one is not kept.
                Ok(rest
                    .take(most)
                    .map(|id| (*id, (id.0[0] % 3 != 0).then_some(*id)))
                    .collect())
            };
            let (mut found, mut after) = (Vec::new(), None);
            loop {
                let page = by_id(after.as_deref(), limit, part).unwrap();
                assert!(page.items.len() <= limit);
                found.extend(page.items);
                match page.next {
                    Some(next) => assert!(after.replace(next) < after, "{count} {limit}: it goes on"),
                    None => break,
                }
            }
            let wanted: Vec<Uid> = rows.iter().filter(|id| id.0[0] % 3 != 0).copied().collect();
            assert_eq!(found, wanted, "{count} rows, {limit} on a page");
        }
        assert!(by_id::<()>(Some("7"), 1, |_, _| Ok(Vec::new())).is_err());
    }

    #[test]
    fn a_place_in_a_list_is_found_again() {
        let mark = Mark {
            sort: -7,
            id: Uid::digest(&["x"]),
        };
        assert_eq!(parse_mark(&write_mark(mark)).unwrap(), mark);
        assert!(parse_mark("7").is_err() && parse_mark("x.y").is_err());
    }
}
