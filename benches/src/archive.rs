//! Files with many tickets, written by the engine's own lane, a thousand cases at a time.
use std::fs;
use std::path::{Path, PathBuf};

use aftersync_core::engine::lane::Lane;
use aftersync_core::store::TicketStore;
use aftersync_seal::Sealing;
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
        fill(&draft, tickets, Sealing::Unsealed);
        fs::rename(&draft, &path).unwrap();
    }
    path
}

/// Fills a new file. Nobody would miss it after a power cut, so it does not wait for the disk.
pub fn fill(path: &Path, tickets: u64, sealing: Sealing) {
    let options = Options {
        sealing,
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

/// Bytes of the file, and of its largest tables and indexes.
pub fn sizes(path: &Path, most: usize) -> Vec<(String, u64)> {
    let conn = rusqlite::Connection::open(path).unwrap();
    let sql = "SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get::<_, i64>(1)?.unsigned_abs())));
    let all: Vec<(String, u64)> = rows.unwrap().map(Result::unwrap).collect();
    let whole = all.iter().map(|(_, bytes)| bytes).sum();
    std::iter::once(("all".to_owned(), whole))
        .chain(all.into_iter().take(most))
        .collect()
}
