//! The store on disks that lose power, are full or fail: nothing acknowledged is lost, nothing is half there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod faults;
mod model;
mod power_cut;
mod shared;
mod vfs;

use aftersync_core::model::ids::Tenant;
use aftersync_core::store::{Batch, CommitError, TicketStore, Writer};
use aftersync_sqlite::{Durability, Options, SqliteStore};
use aftersync_testkit::store_suite::TENANTS;
use aftersync_testkit::{Dump, MemoryStore, dump};

/// Seeds of each test; more with `AFTERSYNC_DISK_SEEDS`.
fn seeds(usual: u64) -> std::ops::Range<u64> {
    let wanted = std::env::var("AFTERSYNC_DISK_SEEDS").ok().and_then(|n| n.parse().ok());
    0..wanted.unwrap_or(usual)
}

/// A store on a machine's disk. Checkpoints come often, so that cuts meet them.
fn open(machine: &str, durability: Durability, checkpoint_pages: u32) -> aftersync_core::Result<SqliteStore> {
    let options = Options {
        mmap_bytes: 0,
        cache_kib: 256,
        busy_timeout_ms: 0,
        autocheckpoint_pages: checkpoint_pages,
        ..Options::durable(durability)
    };
    SqliteStore::open(format!("/{machine}/store.db"), options)
}

/// What a store holds of everybody.
fn everything(store: &dyn TicketStore) -> Vec<Dump> {
    TENANTS
        .iter()
        .map(|tenant| dump(store, &Tenant::new(*tenant)).unwrap())
        .collect()
}

/// What must be there before the first commit, and after each.
fn states(commits: &[Vec<Batch>]) -> Vec<Vec<Dump>> {
    let store = MemoryStore::new();
    let mut writer = store.writer().unwrap();
    let mut states = vec![everything(&store)];
    for batches in commits {
        assert!(!matches!(writer.commit(batches), Err(CommitError::Failed(_))));
        states.push(everything(&store));
    }
    states
}

/// Commits until one fails; how many were answered, and the failure.
fn commit_all(writer: &mut dyn Writer, commits: &[Vec<Batch>]) -> (usize, Option<aftersync_core::Error>) {
    for (at, batches) in commits.iter().enumerate() {
        match writer.commit(batches) {
            Ok(_) | Err(CommitError::Conflict) => {}
            Err(CommitError::Failed(error)) => return (at, Some(error)),
        }
    }
    (commits.len(), None)
}
