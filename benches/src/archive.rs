//! Files with many tickets, written by the engine's own lane, a thousand cases at a time.
use std::fs;
use std::path::{Path, PathBuf};

use aftersync_core::engine::lane::Lane;
use aftersync_core::store::TicketStore;
use aftersync_sqlite::{Durability, Options, SqliteStore};

use crate::merchant::{of_fact, rules, setup_inputs};
use crate::traffic::archived;

/// Cases in one commit: fewer than the most inputs a lane commits together.
const STRIDE: u64 = 400;

/// A file with so many tickets; made when there is none yet, which takes a while.
pub fn archive(folder: &Path, tickets: u64) -> PathBuf {
    let path = folder.join(format!("archive-{tickets}.db"));
    if !path.exists() {
        let draft = folder.join(format!("archive-{tickets}.draft"));
        fs::remove_file(&draft).ok();
        fill(&draft, tickets);
        fs::rename(&draft, &path).unwrap();
    }
    path
}

/// Fills a new file. Nobody would miss it after a power cut, so it does not wait for the disk.
fn fill(path: &Path, tickets: u64) {
    let options = Options {
        cache_kib: 2 * 1024 * 1024,
        ..Options::durable(Durability::Off)
    };
    let store = SqliteStore::open(path, options).unwrap();
    let mut lane = Lane::new(store.writer().unwrap(), rules());
    for done in lane.step(&setup_inputs()) {
        done.unwrap();
    }
    for from in (0..tickets).step_by(STRIDE as usize) {
        let cases = from..tickets.min(from + STRIDE);
        let facts = cases.flat_map(archived);
        let inputs: Vec<_> = facts.zip(from * 4..).map(|(fact, n)| of_fact(fact, n)).collect();
        for done in lane.step(&inputs) {
            done.unwrap();
        }
    }
}
