//! The file: whose it is, what it survives, copies of it, and what a check finds.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
mod common;

use aftersync_core::error::{ErrorKind, Phase, Retry};
use aftersync_core::model::axes::Headline;
use aftersync_core::model::handoff::TaskState;
use aftersync_core::model::ids::{QueueId, Uid};
use aftersync_core::model::task::Task;
use aftersync_core::model::ticket::Ticket;
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::{CommitError, Head, Record, Row, Scan, Slot, Table, TicketStore, Writer, index::Index};
use aftersync_sqlite::{APPLICATION_ID, Options, SCHEMA_VERSION, SqliteStore};
use aftersync_testkit::{dump, store_suite::sample};
use common::{Folder, acme, batch, note, number, number_key, put};
use rusqlite::Connection;

fn open(folder: &Folder) -> SqliteStore {
    SqliteStore::open(folder.file("store.db"), Options::default()).unwrap()
}

fn refused(path: std::path::PathBuf) -> aftersync_core::Error {
    let Err(e) = SqliteStore::open(path, Options::default()) else {
        panic!("the file was taken");
    };
    e
}

/// Two tickets, a show, a number, two events.
fn fill(store: &SqliteStore) -> Head {
    let mut all = batch(Head::default());
    put(&mut all, 1, sample::row(Table::Ticket, 1));
    put(&mut all, 2, sample::row(Table::Ticket, 2));
    put(&mut all, 3, sample::row(Table::Show, 3));
    put(&mut all, 4, number(4));
    all.events = vec![note(1), note(2)];
    store.writer().unwrap().commit(&[all]).unwrap()[0]
}

#[test]
fn a_store_opened_again_has_everything() {
    let folder = Folder::new();
    let store = open(&folder);
    fill(&store);
    let before = dump(&store, &acme()).unwrap();
    drop(store);
    let log = folder.file("store.db-wal");
    assert!(!log.exists(), "the log was moved into the file at the end");
    assert_eq!(dump(&open(&folder), &acme()).unwrap(), before);
    let shell = Connection::open(folder.file("store.db")).unwrap();
    let pragma = |name: &str| -> i64 { shell.pragma_query_value(None, name, |r| r.get(0)).unwrap() };
    assert_eq!(pragma("application_id"), i64::from(APPLICATION_ID));
    assert_eq!(pragma("user_version"), SCHEMA_VERSION);
    assert_eq!(pragma("page_size"), 8_192);
}

#[test]
fn files_of_others_are_refused_and_left_alone() {
    let folder = Folder::new();
    let foreign = folder.file("shop.db");
    Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE stock(sku TEXT)")
        .unwrap();
    assert_eq!(refused(foreign.clone()).kind(), ErrorKind::Config);
    let tables: i64 = Connection::open(&foreign)
        .unwrap()
        .query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))
        .unwrap();
    assert_eq!(tables, 1);

    let text = folder.file("notes.txt");
    std::fs::write(&text, "buy milk ".repeat(1_000)).unwrap();
    let e = refused(text);
    assert_eq!(e.kind(), ErrorKind::Config);
    assert!(e.advice().is_some() && !e.to_string().contains("milk"));

    assert_eq!(
        refused(folder.file("no/such/folder/store.db")).kind(),
        ErrorKind::Config
    );
}

#[test]
fn a_file_of_before_the_lists_of_tasks_by_agent_gets_them() {
    let folder = Folder::new();
    let store = open(&folder);
    let mut all = batch(Head::default());
    put(&mut all, 1, sample::row(Table::Task, 1));
    put(&mut all, 2, sample::row(Table::Task, 2));
    store.writer().unwrap().commit(&[all]).unwrap();
    drop(store);
    let shell = Connection::open(folder.file("store.db")).unwrap();
    let entries = || -> i64 {
        let count = "SELECT count(*) FROM entry WHERE idx = 51";
        shell.query_row(count, [], |r| r.get(0)).unwrap()
    };
    assert_eq!(entries(), 2);
    shell.execute("DELETE FROM entry WHERE idx = 51", []).unwrap();
    shell.pragma_update(None, "user_version", 7).unwrap();
    let store = open(&folder);
    assert_eq!((entries(), store.check().unwrap()), (2, vec![]));
}

#[test]
fn tasks_of_a_file_of_before_they_had_bands_come_into_their_order() {
    let folder = Folder::new();
    let store = open(&folder);
    let mut all = batch(Head::default());
    for n in 1..=3 {
        let Row::Task(task) = sample::row(Table::Task, n) else {
            unreachable!()
        };
        let waits = Task {
            state: TaskState::Open,
            auto_assign: true,
            band: 2,
            also: Default::default(),
            wait: Default::default(),
            due_at: (n != 2).then_some(Timestamp(1_780_000_000_000 - i64::from(n))),
            ended_at: None,
            ..*task
        };
        put(&mut all, n, waits.wrap());
    }
    store.writer().unwrap().commit(&[all]).unwrap();
    drop(store);
    let shell = Connection::open(folder.file("store.db")).unwrap();
    let old = "UPDATE entry SET sort = CASE sort % 281474976710656 WHEN 281474976710655 THEN 9223372036854775807
        ELSE sort % 281474976710656 END WHERE idx = 52";
    assert_eq!(shell.execute(old, []).unwrap(), 3);
    shell.pragma_update(None, "user_version", 8).unwrap();
    assert_eq!(open(&folder).check().unwrap(), Vec::<String>::new());
}

#[test]
fn tickets_that_wait_in_a_file_of_before_are_counted_by_band() {
    let folder = Folder::new();
    let queue = |n: u8| QueueId(Uid([n; 16]));
    let store = open(&folder);
    let mut all = batch(Head::default());
    for (n, band) in [(1, 0), (2, 2), (3, 2), (4, 4)] {
        let Row::Ticket(ticket) = sample::row(Table::Ticket, n) else {
            unreachable!()
        };
        let mut waits = Ticket { band, ..*ticket };
        waits.assignment.queue = Some(queue(if n == 3 { 9 } else { 0xab }));
        waits.assignment.agent = None;
        waits.merged_into = None;
        waits.closed_at = None;
        waits.headline = Headline::AwaitingSeller;
        assert!(waits.is_open());
        put(&mut all, n, waits.wrap());
    }
    store.writer().unwrap().commit(&[all]).unwrap();
    drop(store);
    let shell = Connection::open(folder.file("store.db")).unwrap();
    shell.pragma_update(None, "user_version", 9).unwrap();
    drop(open(&folder));
    let counted = "SELECT hex(key), value FROM gauge WHERE kind = 103 ORDER BY key";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
    let found: Vec<(String, i64)> = shell
        .prepare(counted)
        .unwrap()
        .query_map([], read)
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let key = |byte: &str, band: u8| format!("{}0{band}", byte.repeat(15));
    assert_eq!(
        found,
        [
            (key("09", 2), 1),
            (key("AB", 0), 1),
            (key("AB", 2), 1),
            (key("AB", 4), 1)
        ]
    );
}

#[test]
fn a_newer_file_is_refused_with_a_hint() {
    let folder = Folder::new();
    drop(open(&folder));
    let shell = Connection::open(folder.file("store.db")).unwrap();
    shell.pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    drop(shell);
    let e = refused(folder.file("store.db"));
    assert_eq!(e.kind(), ErrorKind::Config);
    assert!(e.to_string().contains("newer release") && e.advice().is_some());
}

#[test]
fn opening_at_once_from_many_threads_makes_one_store() {
    let folder = Folder::new();
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..6).map(|_| scope.spawn(|| open(&folder).check().unwrap())).collect();
        assert!(all.into_iter().all(|t| t.join().unwrap().is_empty()));
    });
}

#[test]
fn a_store_in_memory_leaves_nothing() {
    let store = SqliteStore::in_memory().unwrap();
    let folder = store.path().parent().unwrap().to_owned();
    fill(&store);
    let reader = store.reader().unwrap();
    drop(store);
    assert!(folder.exists(), "a reader still uses it");
    drop(reader);
    assert!(!folder.exists());
}

#[test]
fn copies_are_whole_and_never_overwrite() {
    let folder = Folder::new();
    let store = open(&folder);
    let head = fill(&store);
    let before = dump(&store, &acme()).unwrap();
    let copies = [folder.file("backup.db"), folder.file("compact.db")];
    store.backup(&copies[0]).unwrap();
    store.export_compact(&copies[1]).unwrap();
    let mut later = batch(head);
    put(&mut later, 9, number(9));
    store.writer().unwrap().commit(&[later]).unwrap();
    for copy in &copies {
        let restored = SqliteStore::open(copy, Options::default()).unwrap();
        assert_eq!(dump(&restored, &acme()).unwrap(), before);
        assert!(restored.check().unwrap().is_empty());
    }
    assert_eq!(store.backup(&copies[0]).unwrap_err().kind(), ErrorKind::Config);
    assert_eq!(store.export_compact(&copies[1]).unwrap_err().kind(), ErrorKind::Config);
}

#[test]
fn a_check_finds_what_is_wrong() {
    let damage = [
        ("DELETE FROM event WHERE id & 7 = 1", "log"),
        ("UPDATE tenant SET cursor = 7", "log"),
        ("SELECT 1", ""),
        ("DELETE FROM entry WHERE idx = 80", "missing from list ShowAll"),
        ("DELETE FROM r_show", "index entries"),
        ("UPDATE entry SET sort = sort + 1 WHERE idx = 80", "missing from list"),
        ("UPDATE r_ticket SET envelope = x'01000000'", "cannot be read"),
        ("UPDATE r_show SET open = NULL", ""),
        ("UPDATE r_sequence SET version = 5", "version 5 of 1"),
        ("UPDATE gauge SET tenant = 9", ""),
        (
            "INSERT INTO gauge VALUES(9, 101, x'00', 1)",
            "tenant that does not exist",
        ),
        ("PRAGMA user_version = 0", "schema"),
    ];
    for (sql, finding) in damage {
        let folder = Folder::new();
        let store = open(&folder);
        fill(&store);
        let shell = Connection::open(folder.file("store.db")).unwrap();
        let done = shell.execute_batch(sql);
        let found = store.check().unwrap();
        if finding.is_empty() {
            assert!(found.is_empty(), "{sql}: {found:?}");
        } else {
            done.unwrap();
            assert!(found.iter().any(|line| line.contains(finding)), "{sql}: {found:?}");
        }
    }
}

#[test]
fn a_row_that_cannot_be_read_is_named_without_its_content() {
    let folder = Folder::new();
    let store = open(&folder);
    fill(&store);
    let shell = Connection::open(folder.file("store.db")).unwrap();
    // An open envelope: its form, open, no private part, not packed, and a body that is none of a number.
    let envelope = [&[1, 0, 0, 0], &br#"{"tickets": "Lin, 13800000000"}"#[..]].concat();
    shell
        .execute("UPDATE r_sequence SET envelope = ?1", [envelope])
        .unwrap();
    let mut reader = store.reader().unwrap();
    let by_key = reader.load(&acme(), &[number_key(4)]).unwrap_err();
    let by_page = reader.rows(&acme(), Table::Sequence, None, 9).unwrap_err();
    for e in [by_key, by_page] {
        assert_eq!(
            (e.kind(), e.context_of("table"), e.context_of("version")),
            (ErrorKind::Internal, Some("sequence"), Some("1"))
        );
        assert!(!format!("{e:?}").contains("Lin"));
    }
    // The connection is fit for more.
    assert!(matches!(
        reader.load(&acme(), &[number_key(5)]).unwrap().slots[0],
        Slot::Absent
    ));
}

#[test]
fn a_busy_file_is_unavailable_and_nothing_is_in_doubt() {
    let folder = Folder::new();
    let options = Options {
        busy_timeout_ms: 20,
        ..Options::default()
    };
    let store = SqliteStore::open(folder.file("store.db"), options).unwrap();
    let head = fill(&store);
    let mut writer = store.writer().unwrap();
    let shell = Connection::open(folder.file("store.db")).unwrap();
    shell.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut more = batch(head);
    put(&mut more, 5, number(5));
    let Err(CommitError::Failed(e)) = writer.commit(&[more.clone()]) else {
        panic!("somebody else holds the lock");
    };
    assert_eq!(
        (e.kind(), e.retry(), e.phase()),
        (ErrorKind::Unavailable, Retry::Backoff, Phase::NotSent)
    );
    // Readers and pure checks do not wait for writers.
    assert_eq!(store.reader().unwrap().head(&acme()).unwrap(), head);
    assert_eq!(writer.commit(&[batch(head)]).unwrap(), [head]);
    shell.execute_batch("ROLLBACK").unwrap();
    assert_eq!(writer.commit(&[more]).unwrap()[0].rev, 2);
}

#[test]
fn a_failure_in_the_middle_writes_nothing() {
    let folder = Folder::new();
    let store = open(&folder);
    let head = fill(&store);
    let before = dump(&store, &acme()).unwrap();
    let mut writer = store.writer().unwrap();
    let shell = Connection::open(folder.file("store.db")).unwrap();
    shell
        .execute_batch("CREATE TRIGGER bad BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'Lin'); END")
        .unwrap();
    let mut more = batch(head);
    put(&mut more, 5, sample::row(Table::Show, 5));
    more.events = vec![note(1)];
    let Err(CommitError::Failed(e)) = writer.commit(&[more.clone()]) else {
        panic!("the event was taken");
    };
    assert_eq!(e.phase(), Phase::NotSent);
    assert!(!format!("{e:?}").contains("Lin"));
    assert_eq!(dump(&store, &acme()).unwrap(), before);
    shell.execute_batch("DROP TRIGGER bad").unwrap();
    assert_eq!(writer.commit(&[more]).unwrap()[0].rev, 2);
    let shows = Scan::all(Index::ShowAll, Uid::ZERO, Table::Show, 9);
    assert_eq!(store.reader().unwrap().list(&acme(), &shows).unwrap().entries.len(), 2);
}

#[test]
fn quantities_have_no_rows() {
    let store = SqliteStore::in_memory().unwrap();
    fill(&store);
    let mut writer: Box<dyn Writer> = store.writer().unwrap();
    assert_eq!(
        writer.rows(&acme(), Table::AgentLoad, None, 1).unwrap_err().kind(),
        ErrorKind::Internal
    );
}
