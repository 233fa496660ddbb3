//! Nothing acknowledged is lost: a child commits and says so, and is killed at random moments.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
mod common;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use aftersync_core::model::event::Cursor;
use aftersync_core::store::{Head, Key, Slot, Table, TicketStore};
use aftersync_sqlite::{Options, SqliteStore};
use aftersync_testkit::store_suite::sample;
use common::{Folder, acme, batch, note, number, put};

const CHILD: &str = "AFTERSYNC_DURABILITY_CHILD";
const ROUNDS: usize = 10;

/// Not a test of its own: what the child does. It commits until it is killed.
#[test]
fn child() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    let store = SqliteStore::open(path, Options::default()).unwrap();
    let mut writer = store.writer().unwrap();
    let mut head = writer.head(&acme()).unwrap();
    let mut out = std::io::stdout().lock();
    loop {
        let mut next = batch(head);
        for _ in 0..1 + head.rev % 4 {
            next.events.push(note(head.rev as u32));
        }
        // The row says how far the log is after this commit.
        let after = head.cursor.0 + next.events.len() as i64;
        put(&mut next, 1, number(after as u64));
        put(
            &mut next,
            2 + head.rev as u32,
            sample::row(Table::Receipt, head.rev as u32),
        );
        head = writer.commit(&[next]).unwrap()[0];
        writeln!(out, "acked {}", head.cursor.0).unwrap();
        out.flush().unwrap();
    }
}

/// Starts a child, lets it say `lines` times that it committed, kills it, and returns the last it said.
fn run_and_kill(path: &Path, lines: usize, then: Duration) -> i64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--test-threads=1"])
        .env(CHILD, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    let acked = |line: &str| line.split_once("acked ").and_then(|(_, n)| n.parse::<i64>().ok());
    let mut last = 0;
    for line in said
        .by_ref()
        .map(|l| l.unwrap())
        .filter(|l| l.contains("acked "))
        .take(lines)
    {
        last = acked(&line).unwrap();
    }
    std::thread::sleep(then);
    child.kill().unwrap();
    child.wait().unwrap();
    // What it said between our last look and its death counts too; the last line may be cut.
    for line in said.map_while(Result::ok) {
        last = acked(&line).unwrap_or(last).max(last);
    }
    last
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let folder = Folder::new();
    let path = folder.file("store.db");
    let mut dice = SystemTime::UNIX_EPOCH.elapsed().unwrap().subsec_nanos() as u64;
    let mut acked = 0;
    for round in 0..ROUNDS {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let said = run_and_kill(
            &path,
            (dice >> 33) as usize % 40 + 1,
            Duration::from_micros(dice >> 40 & 0xfff),
        );
        assert!(said > acked, "round {round}: it got on");
        acked = said;
        let store = SqliteStore::open(&path, Options::default()).unwrap();
        let head = whole(&store);
        assert!(
            head.cursor.0 >= acked,
            "round {round}: {acked} was acknowledged, {} is there",
            head.cursor.0
        );
    }
}

/// The store is sound, its log dense, and its rows are of the last commit.
fn whole(store: &SqliteStore) -> Head {
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let mut reader = store.reader().unwrap();
    let head = reader.head(&acme()).unwrap();
    let (mut since, mut seen) = (Cursor(0), 0);
    while since < head.cursor {
        let page = reader.events(&acme(), since, 1_000).unwrap();
        for event in page.events {
            seen += 1;
            assert_eq!(event.cursor.0, seen);
        }
        since = page.next;
    }
    assert_eq!(seen, head.cursor.0);
    let loaded = reader.load(&acme(), &[common::number_key(1)]).unwrap();
    let Some(Slot::Row { version, row }) = loaded.slots.first() else {
        panic!("the row that every commit writes is gone");
    };
    assert_eq!((*version, &**row), (head.rev, &number(head.cursor.0 as u64)));
    let last = Key::new(Table::Receipt, sample::id_of(head.rev as u32 + 1));
    assert!(matches!(
        reader.load(&acme(), &[last]).unwrap().slots[0],
        Slot::Row { .. }
    ));
    head
}
