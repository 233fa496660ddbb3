//! The power goes at any moment, and comes back.
use aftersync_core::ErrorKind;
use aftersync_core::store::{Batch, TicketStore};
use aftersync_sqlite::Durability;
use aftersync_testkit::Dump;
use aftersync_testkit::store_suite::random_commits;

use crate::model::{Dice, Disk};
use crate::{commit_all, everything, open, seeds, states, vfs};

const COMMITS: u32 = 12;

/// How a machine ended, and what was found on its disk by the next one.
struct Cut {
    /// Commits that were answered before the power went.
    answered: usize,
    /// Commits that are there afterwards; `None` when it is none of the states there were.
    found: Option<usize>,
    /// What the store says about its own structure; `None` when it could not be opened.
    complaints: Option<Vec<String>>,
}

/// Runs a history on a machine whose power goes at a random operation, and opens what is left of its disk.
fn cut(name: &str, seed: u64, durability: Durability) -> Cut {
    let commits = random_commits(seed, COMMITS);
    let mut dice = Dice(seed ^ 0x5eed);
    let pages = 1 + dice.roll(40) as u32;
    let machine = format!("{name}-{seed}");
    let states = states(&commits);
    let whole = operations(&machine, durability, pages, &commits, &states[commits.len()]);
    let last = 1 + dice.roll(whole);
    vfs::start(&machine, Disk::with_power_until(last));
    let answered = match open(&machine, durability, pages) {
        Ok(store) => store
            .writer()
            .map_or(0, |mut writer| commit_all(&mut *writer, &commits).0),
        Err(_) => 0,
    };
    let disk = vfs::scrap(&machine);
    let next = format!("{machine}-next");
    vfs::start(&next, disk.after_power_cut(&mut dice));
    let opened = open(&next, durability, pages);
    let complaints = opened
        .as_ref()
        .ok()
        .map(|store| store.check().unwrap_or_else(|e| vec![e.to_string()]));
    let sound = opened.ok().filter(|_| complaints.as_ref().is_some_and(Vec::is_empty));
    let found = sound.and_then(|store| {
        let there = everything(&store);
        // From the newest: commits that change nothing leave equal states.
        states.iter().rposition(|state| *state == there)
    });
    vfs::scrap(&next);
    Cut {
        answered,
        found,
        complaints,
    }
}

/// How many operations the whole history takes.
fn operations(machine: &str, durability: Durability, pages: u32, commits: &[Vec<Batch>], end: &[Dump]) -> u64 {
    vfs::start(machine, Disk::default());
    let store = open(machine, durability, pages).unwrap();
    let (answered, error) = commit_all(&mut *store.writer().unwrap(), commits);
    assert!(error.is_none() && answered == commits.len());
    assert_eq!(everything(&store), end);
    drop(store);
    vfs::scrap(machine).operations
}

#[test]
fn nothing_that_was_acknowledged_is_lost() {
    let mut in_doubt = 0;
    for seed in seeds(80) {
        let cut = cut("full", seed, Durability::Full);
        assert_eq!(cut.complaints, Some(Vec::new()), "seed {seed}");
        let found = cut
            .found
            .unwrap_or_else(|| panic!("seed {seed}: what is there was never a state"));
        assert!(
            found >= cut.answered,
            "seed {seed}: {} were acknowledged, {found} are there",
            cut.answered
        );
        in_doubt += usize::from(found > cut.answered);
    }
    assert!(in_doubt > 0, "some cuts fall between a commit and its answer");
}

#[test]
fn with_less_durability_only_the_last_commits_are_lost() {
    let mut lost = 0;
    for seed in seeds(80) {
        let cut = cut("normal", seed, Durability::Normal);
        assert_eq!(cut.complaints, Some(Vec::new()), "seed {seed}");
        let found = cut
            .found
            .unwrap_or_else(|| panic!("seed {seed}: what is there was never a state"));
        lost += usize::from(found < cut.answered);
    }
    assert!(lost > 0, "the disk does lose what was not synced");
}

/// The test of the tests: without syncs the same cuts do harm, so the disk is as bad as it says.
#[test]
fn without_syncs_files_break() {
    let harmed = seeds(30)
        .map(|seed| cut("off", seed, Durability::Off))
        .filter(|cut| {
            cut.complaints.as_ref().is_none_or(|c| !c.is_empty()) || cut.found.is_none_or(|f| f < cut.answered)
        })
        .count();
    assert!(harmed > 0);
}

#[test]
fn a_store_without_power_says_so() {
    vfs::start("dark", Disk::with_power_until(0));
    let error = open("dark", Durability::Full, 1_000).err().unwrap();
    assert!(
        matches!(error.kind(), ErrorKind::Unavailable | ErrorKind::Config),
        "{error}"
    );
    assert!(error.advice().is_some());
    vfs::scrap("dark");
}
