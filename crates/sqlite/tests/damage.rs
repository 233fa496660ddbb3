//! Files that were cut off, overwritten or had bits flipped: a clear error or a finding of the check, never a panic, never an
//! answer that was not there before, and nothing is made worse by looking.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
mod common;

use std::path::Path;

use aftersync_core::store::{Key, Slot, TicketStore};
use aftersync_core::{Error, ErrorKind, Result};
use aftersync_sqlite::{Options, SqliteStore};
use aftersync_testkit::store_suite::{TENANTS, random_commits};
use aftersync_testkit::{Dump, dump};
use common::Folder;

const PAGE: usize = 8_192;

/// Numbers from a seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }
}

/// A file with a history in it, closed, and what it holds.
fn whole(folder: &Folder) -> (Vec<u8>, Vec<Dump>) {
    let path = folder.file("whole.db");
    let store = SqliteStore::open(&path, Options::default()).unwrap();
    let mut writer = store.writer().unwrap();
    for batches in random_commits(7, 40) {
        let _ = writer.commit(&batches);
    }
    drop(writer);
    let all = everything(&store).unwrap();
    drop(store);
    (std::fs::read(path).unwrap(), all)
}

fn everything(store: &SqliteStore) -> Result<Vec<Dump>> {
    TENANTS
        .iter()
        .map(|t| dump(store, &aftersync_core::model::ids::Tenant::new(*t)))
        .collect()
}

/// Opens a damaged file and looks at all of it: what it says, or what it shows.
fn look(path: &Path) -> Result<(Vec<String>, Vec<Dump>)> {
    let store = SqliteStore::open(path, Options::default())?;
    let findings = store.check()?;
    Ok((findings, everything(&store)?))
}

fn is_clear(error: &Error) {
    let usual = [ErrorKind::Internal, ErrorKind::Config, ErrorKind::Unavailable];
    // What sealing says of bytes that are not what it wrote.
    let sealed = [ErrorKind::Signature, ErrorKind::Unsupported, ErrorKind::Malformed];
    assert!(usual.iter().chain(&sealed).any(|kind| *kind == error.kind()), "{error}");
    assert!(error.advice().is_some(), "{error}");
}

/// Damages a copy in some way and looks at it, many times; counts what came of it.
fn damage(name: &str, rounds: u64, harm: impl Fn(&mut Dice, &mut Vec<u8>)) -> (usize, usize) {
    let folder = Folder::new();
    let (bytes, expected) = whole(&folder);
    let (mut refused, mut found) = (0, 0);
    for seed in 0..rounds {
        let path = folder.file(&format!("{name}-{seed}.db"));
        let mut copy = bytes.clone();
        harm(&mut Dice(seed), &mut copy);
        std::fs::write(&path, &copy).unwrap();
        match look(&path) {
            Err(error) => {
                is_clear(&error);
                refused += 1;
            }
            Ok((findings, _)) if !findings.is_empty() => found += 1,
            // What neither opening nor the check objects to is what it was. Sums are not looked at here: the engine's own
            // check recounts them from the rows.
            Ok((_, there)) => assert!(
                is_what_it_was(&there, &expected),
                "{name} {seed}: other rows, and nobody says so"
            ),
        }
        let after = std::fs::read(&path).unwrap();
        let pages = changed(&copy, &after);
        assert_eq!(pages, [] as [usize; 0], "{name} {seed}: looking changed these pages");
        std::fs::remove_file(&path).unwrap();
    }
    (refused, found)
}

/// Whether it is what it was, but for rows that no list names and that are gone with their page: nothing can miss them.
fn is_what_it_was(there: &[Dump], before: &[Dump]) -> bool {
    there.iter().zip(before).all(|(there, before)| {
        let same = |(key, row): (&(&str, _), _)| before.rows.get(key) == Some(row);
        let all = (there.head, &there.events, &there.listed) == (before.head, &before.events, &before.listed);
        all && there.rows.iter().all(same)
    })
}

/// Pages that differ. The header may: looking at a file moves a counter in it.
fn changed(before: &[u8], after: &[u8]) -> Vec<usize> {
    let pages = before.len().max(after.len()).div_ceil(PAGE);
    let page = |bytes: &[u8], n: usize| -> Vec<u8> {
        let from = if n == 0 { 100 } else { n * PAGE };
        bytes
            .get(from..bytes.len().min((n + 1) * PAGE))
            .unwrap_or_default()
            .to_vec()
    };
    (0..pages).filter(|n| page(before, *n) != page(after, *n)).collect()
}

#[test]
fn a_file_that_was_cut_off() {
    let (refused, found) = damage("cut", 40, |dice, bytes| {
        let keep = dice.roll(bytes.len());
        bytes.truncate(keep);
    });
    assert!(refused + found >= 38, "{refused} refused, {found} found");
}

#[test]
fn a_page_that_is_zeros_or_another_page() {
    let (refused, found) = damage("page", 60, |dice, bytes| {
        let pages = bytes.len() / PAGE;
        let (to, from) = (dice.roll(pages) * PAGE, dice.roll(pages) * PAGE);
        if dice.roll(2) == 0 {
            bytes[to..to + PAGE].fill(0);
        } else {
            bytes.copy_within(from..from + PAGE, to);
        }
    });
    assert!(refused + found > 30, "{refused} refused, {found} found");
}

#[test]
fn flipped_bits_never_panic() {
    let folder = Folder::new();
    let (bytes, _) = whole(&folder);
    let mut noticed = 0;
    for seed in 0..60 {
        let mut dice = Dice(seed ^ 0xb17);
        let mut copy = bytes.clone();
        for _ in 0..=dice.roll(20) {
            let at = dice.roll(copy.len());
            copy[at] ^= 1 << dice.roll(8);
        }
        let path = folder.file("flipped.db");
        std::fs::write(&path, &copy).unwrap();
        match look(&path) {
            Err(error) => {
                is_clear(&error);
                noticed += 1;
            }
            Ok((findings, _)) => noticed += usize::from(!findings.is_empty()),
        }
        std::fs::remove_file(&path).unwrap();
    }
    assert!(noticed > 10, "{noticed} of 60 were noticed");
}

#[test]
fn a_log_that_was_cut_off_loses_its_end_only() {
    let folder = Folder::new();
    let path = folder.file("store.db");
    let store = SqliteStore::open(&path, Options::default()).unwrap();
    let mut writer = store.writer().unwrap();
    let tenant = common::acme();
    let mut head = writer.head(&tenant).unwrap();
    for n in 0..30 {
        let mut next = common::batch(head);
        common::put(&mut next, n, common::number(u64::from(n)));
        head = writer.commit(&[next]).unwrap()[0];
    }
    // As a copy of a running store is, when somebody copies its files one by one.
    let (db, wal) = (
        std::fs::read(&path).unwrap(),
        std::fs::read(folder.file("store.db-wal")).unwrap(),
    );
    drop(writer);
    drop(store);
    for keep in (0..wal.len()).step_by(wal.len() / 50 + 1) {
        let copy = folder.file("copy.db");
        std::fs::write(&copy, &db).unwrap();
        std::fs::write(folder.file("copy.db-wal"), &wal[..keep]).unwrap();
        match SqliteStore::open(&copy, Options::default()) {
            Err(error) => is_clear(&error),
            Ok(store) => {
                assert_eq!(store.check().unwrap(), Vec::<String>::new(), "{keep} bytes of the log");
                let mut reader = store.reader().unwrap();
                let commits = reader.head(&tenant).unwrap().rev as u32;
                let keys: Vec<Key> = (0..30).map(common::number_key).collect();
                let slots = reader.load(&tenant, &keys).unwrap().slots;
                let there = slots.iter().take_while(|slot| matches!(slot, Slot::Row { .. })).count();
                assert_eq!(there as u32, commits, "the first commits, whole, and none after them");
                assert!(slots.iter().skip(there).all(|slot| matches!(slot, Slot::Absent)));
            }
        }
        for name in ["copy.db", "copy.db-wal", "copy.db-shm"] {
            std::fs::remove_file(folder.file(name)).ok();
        }
    }
}
