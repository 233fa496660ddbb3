//! The disk is full or fails once: the caller hears of it, nothing is half written, and the store goes on.
use aftersync_core::store::{CommitError, TicketStore};
use aftersync_core::{ErrorKind, Phase};
use aftersync_sqlite::{Durability, SqliteStore};
use aftersync_testkit::store_suite::random_commits;

use crate::model::{Dice, Disk};
use crate::{everything, open, seeds, states, vfs};

const COMMITS: u32 = 12;

/// Commits a history on a disk with trouble that ends when `relieve` is called; each failed commit is tried again unless it
/// was written after all. Returns the failures.
fn go_on_through(machine: &str, seed: u64, store: &SqliteStore, relieve: fn(&mut Disk)) -> Vec<aftersync_core::Error> {
    let commits = random_commits(seed, COMMITS);
    let states = states(&commits);
    let mut failures = Vec::new();
    let mut writer = store.writer().unwrap();
    for (at, batches) in commits.iter().enumerate() {
        for attempt in 0.. {
            let error = match writer.commit(batches) {
                Ok(_) | Err(CommitError::Conflict) => break,
                Err(CommitError::Failed(error)) => error,
            };
            assert!(attempt < 3, "seed {seed}: {error}");
            let in_doubt = error.phase() == Phase::InDoubt;
            failures.push(error);
            vfs::with_disk(machine, relieve);
            let there = everything(store);
            if there == states[at] {
                continue;
            }
            assert!(in_doubt, "seed {seed}, commit {at}: it said that nothing was written");
            assert_eq!(there, states[at + 1], "seed {seed}, commit {at}: half of it is there");
            break;
        }
    }
    drop(writer);
    assert_eq!(store.check().unwrap(), Vec::<String>::new(), "seed {seed}");
    assert_eq!(everything(store), states[commits.len()], "seed {seed}");
    failures
}

#[test]
fn a_full_disk_is_said_and_left_behind() {
    let mut full = 0;
    for seed in seeds(40) {
        let machine = format!("room-{seed}");
        vfs::start(&machine, Disk::default());
        // Without checkpoints the log only grows.
        let store = open(&machine, Durability::Full, 1_000).unwrap();
        let room = Dice(seed ^ 1).roll(150_000) as usize;
        vfs::with_disk(&machine, |disk| disk.room = Some(room));
        let failures = go_on_through(&machine, seed, &store, |disk| disk.room = None);
        for error in &failures {
            assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
            assert!(error.to_string().contains("full"), "{error}");
        }
        full += failures.len();
        drop(store);
        vfs::scrap(&machine);
    }
    assert!(full > 10, "{full} commits met a full disk");
}

#[test]
fn a_disk_that_fails_once_costs_one_commit_at_most() {
    let mut failed = 0;
    for seed in seeds(60) {
        let machine = format!("fails-{seed}");
        vfs::start(&machine, Disk::default());
        let store = open(&machine, Durability::Full, 1 + Dice(seed).roll(30) as u32).unwrap();
        let ahead = 1 + Dice(seed ^ 2).roll(160);
        vfs::with_disk(&machine, |disk| disk.fails_at = Some(disk.operations + ahead));
        let failures = go_on_through(&machine, seed, &store, |_| {});
        assert!(failures.len() <= 1, "seed {seed}: {failures:?}");
        for error in &failures {
            assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
            assert!(error.advice().is_some());
        }
        failed += failures.len();
        drop(store);
        vfs::scrap(&machine);
    }
    assert!(failed > 10, "{failed} commits met a failing disk");
}
