//! Sealed files: what stands in them, what opens them, and how older ones become one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
mod common;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use aftersync_core::model::axes::Headline;
use aftersync_core::model::counter::{CounterId, Dim, Grain, Metric};
use aftersync_core::model::event::{AnyEvent, Cursor, EventBody};
use aftersync_core::model::ids::{AccountId, AgentId, Uid};
use aftersync_core::model::money::Currency;
use aftersync_core::model::ticket::Ticket;
use aftersync_core::store::{BlobHash, CounterQuery, Forget, Head, Record, Row, Table, TicketStore};
use aftersync_core::{Error, ErrorKind};
use aftersync_seal::{Fault, LocalKeys, Sealing, TokenVault};
use aftersync_sqlite::{Options, SCHEMA_VERSION, SqliteStore, is_sealed};
use aftersync_testkit::dump;
use aftersync_testkit::store_suite::sample;
use common::{Folder, acme, batch, note, put};
use rusqlite::Connection;

const EXEMPLAR: &str = include_str!("exemplars/version-1.sql");
const SECOND: &str = include_str!("exemplars/version-2.sql");
const PHOTO: &[u8] = b"a photo of Lin Yue";

fn key(n: u8) -> Options {
    Options::sealed(Sealing::local([n; 32]))
}

fn fault<T>(result: Result<T, Error>) -> Fault {
    let Err(e) = result else { panic!("it was taken") };
    assert!(e.advice().is_some());
    Fault::of(&e).unwrap()
}

/// A row of every table, an event and a file.
fn fill(store: &SqliteStore) -> Head {
    let mut all = batch(Head::default());
    for table in Table::ROWS {
        put(&mut all, 11, sample::row(*table, 11));
    }
    all.events = vec![note(11)];
    store.blobs().put(&acme(), PHOTO).unwrap();
    store.writer().unwrap().commit(&[all]).unwrap()[0]
}

fn old_file(folder: &Folder) -> PathBuf {
    let path = folder.file("old.db");
    let shell = Connection::open(&path).unwrap();
    shell.execute_batch(EXEMPLAR).unwrap();
    path
}

fn all_bytes(folder: &Folder) -> Vec<u8> {
    let files = std::fs::read_dir(&folder.0)
        .unwrap()
        .map(|e| std::fs::read(e.unwrap().path()).unwrap());
    files.collect::<Vec<_>>().concat()
}

fn has(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|part| part == word.as_bytes())
}

/// The tables an exemplar has: others came later.
fn tables_of(exemplar: &str) -> impl Iterator<Item = &'static Table> {
    let has = |table: &&Table| exemplar.contains(&format!("CREATE TABLE r_{}(", table.as_str()));
    Table::ROWS.iter().filter(has)
}

/// What the exemplar holds, read from its plain bodies.
fn plain_rows() -> Vec<(Table, Uid, Row)> {
    let shell = Connection::open_in_memory().unwrap();
    shell.execute_batch(EXEMPLAR).unwrap();
    let mut out = Vec::new();
    for table in tables_of(EXEMPLAR) {
        let text = format!("SELECT key, body FROM r_{}", table.as_str());
        let mut statement = shell.prepare(&text).unwrap();
        let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get::<_, String>(1)?)));
        for (id, body) in rows.unwrap().map(|r| r.unwrap()) {
            out.push((*table, Uid(id), Row::from_json(*table, body.as_bytes()).unwrap()));
        }
    }
    out
}

fn same_as_the_exemplar(store: &SqliteStore) {
    let mut reader = store.reader().unwrap();
    let rows = plain_rows();
    assert!(rows.len() > 30);
    for (table, id, row) in rows {
        let found = reader.rows(&acme(), table, None, 99).unwrap();
        let (_, version, found) = found.into_iter().find(|(at, ..)| *at == id).unwrap();
        assert_eq!((version, &*found), (3, &row), "{}", table.as_str());
    }
    let events = reader.events(&acme(), Cursor(0), 9).unwrap().events;
    let text = serde_json::to_string(&events).unwrap();
    assert_eq!(events.len(), 4);
    for word in ["Lin Yue called back", "as-4711", "\"grams\":12"] {
        assert!(text.contains(word), "{word}");
    }
    let hash = BlobHash::of(PHOTO).unwrap();
    assert_eq!(store.blobs().get(&acme(), &hash).unwrap().as_deref(), Some(PHOTO));
}

#[test]
fn a_file_of_the_first_release_becomes_an_open_one() {
    let folder = Folder::new();
    let path = old_file(&folder);
    let store = SqliteStore::open(&path, Options::default()).unwrap();
    same_as_the_exemplar(&store);
    drop(store);
    assert!(!is_sealed(&path).unwrap());
    let shell = Connection::open(&path).unwrap();
    let version: i64 = shell.pragma_query_value(None, "user_version", |r| r.get(0)).unwrap();
    assert_eq!(version, SCHEMA_VERSION);
    let open: i64 = shell
        .query_row("SELECT count(*) FROM v_ticket WHERE number IS NOT NULL", [], |r| {
            r.get(0)
        })
        .unwrap();
    assert_eq!(open, 1);
}

#[test]
fn a_file_of_the_first_release_becomes_a_sealed_one_without_a_trace() {
    let folder = Folder::new();
    let path = old_file(&folder);
    for word in ["Lin Yue called back", "as-4711", "a photo of Lin Yue"] {
        assert!(has(&all_bytes(&folder), word), "{word} is not there to begin with");
    }
    let store = SqliteStore::open(&path, key(1)).unwrap();
    same_as_the_exemplar(&store);
    for _ in 0..2 {
        for word in ["Lin Yue", "as-4711", "\"grams\""] {
            assert!(!has(&all_bytes(&folder), word), "{word} is left");
        }
        same_as_the_exemplar(&SqliteStore::open(&path, key(1)).unwrap());
    }
}

/// Every figure of a file, as the view has shown it from the first release on.
fn figures(shell: &Connection) -> Vec<String> {
    let columns = [
        "tenant",
        "grain",
        "period",
        "starts_on",
        "dim",
        "member",
        "metric",
        "value",
        "currency",
    ];
    let text = format!("SELECT json_array({}) FROM v_counter ORDER BY 1", columns.join(", "));
    let mut statement = shell.prepare(&text).unwrap();
    let rows = statement.query_map([], |r| r.get(0)).unwrap();
    rows.map(|r| r.unwrap()).collect()
}

#[test]
fn a_file_of_the_second_release_keeps_every_figure_and_goes_on_counting() {
    for options in [Options::default, || key(1)] {
        let folder = Folder::new();
        let path = folder.file("old.db");
        let shell = Connection::open(&path).unwrap();
        shell.execute_batch(SECOND).unwrap();
        let before = figures(&shell);
        assert_eq!(before.len(), 42);
        drop(shell);
        let store = SqliteStore::open(&path, options()).unwrap();
        let shell = Connection::open(&path).unwrap();
        assert_eq!(figures(&shell), before);
        assert!(store.check().unwrap().is_empty());
        let mut reader = store.reader().unwrap();
        for table in tables_of(SECOND) {
            let rows = reader.rows(&acme(), *table, None, 9).unwrap();
            assert!(
                rows.iter().any(|(_, _, row)| **row == sample::row(*table, 11)),
                "{}",
                table.as_str()
            );
        }
        let query = CounterQuery {
            grain: Grain::Day,
            from: 20_376,
            to: 20_377,
            dim: Dim::HostIssue,
            member: Some("h1|damaged".to_owned()),
        };
        let known = reader.counters(&acme(), &query).unwrap();
        assert_eq!(known.len(), 14);
        // What has no currency goes into the row of an amount; what was there keeps its own.
        let mut more = batch(reader.head(&acme()).unwrap());
        more.counters = known.iter().map(|(id, _)| (id.clone(), 1)).collect();
        store.writer().unwrap().commit(&[more]).unwrap();
        let raised: Vec<_> = known.iter().map(|(id, value)| (id.clone(), value + 1)).collect();
        assert_eq!(store.reader().unwrap().counters(&acme(), &query).unwrap(), raised);
    }
}

#[test]
fn a_figure_has_a_column_and_a_row_of_the_view() {
    let folder = Folder::new();
    let path = folder.file("store.db");
    let store = SqliteStore::open(&path, Options::default()).unwrap();
    let id = |metric: &Metric| CounterId {
        grain: Grain::Day,
        period: 20_376,
        dim: Dim::All,
        member: "all".to_owned(),
        metric: *metric,
        currency: metric.is_money().then_some(Currency::CNY),
    };
    let mut all = batch(Head::default());
    all.counters = Metric::ALL.iter().zip(1..).map(|(m, by)| (id(m), by)).collect();
    store.writer().unwrap().commit(&[all]).unwrap();
    let shell = Connection::open(&path).unwrap();
    let rows: i64 = shell
        .query_row("SELECT count(*) FROM counter", [], |r| r.get(0))
        .unwrap();
    assert_eq!(rows, 1, "all figures of a member stand in one row");
    for (metric, by) in Metric::ALL.iter().zip(1..) {
        let text = "SELECT value, currency FROM v_counter WHERE metric=?1";
        let found: (i64, Option<String>) = shell
            .query_row(text, [metric.as_str()], |r| Ok((r.get(0)?, r.get(1)?)))
            .unwrap();
        assert_eq!(found, (by, metric.is_money().then(|| "CNY".to_owned())), "{metric}");
    }
}

#[test]
fn an_open_file_is_sealed_when_a_key_comes() {
    let folder = Folder::new();
    let path = folder.file("store.db");
    let store = SqliteStore::open(&path, Options::default()).unwrap();
    let head = fill(&store);
    let before = dump(&store, &acme()).unwrap();
    drop(store);
    let store = SqliteStore::open(&path, key(1)).unwrap();
    assert!(is_sealed(&path).unwrap());
    assert_eq!(dump(&store, &acme()).unwrap(), before);
    assert!(store.check().unwrap().is_empty());
    let mut more = batch(head);
    put(&mut more, 12, sample::row(Table::Account, 12));
    store.writer().unwrap().commit(&[more]).unwrap();
    drop(store);
    assert_eq!(fault(SqliteStore::open(&path, Options::default())), Fault::MissingKey);
    assert_eq!(fault(SqliteStore::open(&path, key(2))), Fault::WrongKey);
}

/// Refuses the file for a reason a person can act on, and leaves every byte of it alone.
fn refused(path: &Path, options: Options) -> Fault {
    let before = std::fs::read(path).unwrap();
    let fault = fault(SqliteStore::open(path, options));
    assert!(std::fs::read(path).unwrap() == before, "the file was changed");
    fault
}

#[test]
fn rotation_is_for_all_merchants_and_needs_the_former_key_once() {
    let folder = Folder::new();
    let path = folder.file("store.db");
    let store = SqliteStore::open(&path, key(1)).unwrap();
    fill(&store);
    let before = dump(&store, &acme()).unwrap();
    store.backup(folder.file("copy.db")).unwrap();
    drop(store);
    let both = Options::sealed(Sealing::by(LocalKeys::new([2; 32]).and_old([1; 32])));
    let store = SqliteStore::open(&path, both.clone()).unwrap();
    assert_eq!(store.rotate().unwrap(), 1);
    drop(store);
    assert_eq!(refused(&path, key(1)), Fault::WrongKey);
    assert_eq!(
        dump(&SqliteStore::open(&path, key(2)).unwrap(), &acme()).unwrap(),
        before
    );
    let copy = |options: Options| Options {
        people: Some(folder.file("store.db.people")),
        ..options
    };
    assert_eq!(
        fault(SqliteStore::open(folder.file("copy.db"), copy(key(2)))),
        Fault::WrongKey
    );
    assert_eq!(
        fault(SqliteStore::open(folder.file("copy.db"), both.clone())),
        Fault::MissingPeople
    );
    assert_eq!(
        dump(&SqliteStore::open(folder.file("copy.db"), copy(both)).unwrap(), &acme()).unwrap(),
        before
    );
    let open = SqliteStore::in_memory().unwrap();
    assert_eq!(open.rotate().unwrap_err().kind(), ErrorKind::Unsupported);
}

#[test]
fn a_merchant_left_under_a_former_key_is_said() {
    let folder = Folder::new();
    let path = folder.file("store.db");
    let store = SqliteStore::open(&path, key(1)).unwrap();
    fill(&store);
    drop(store);
    let shell = Connection::open(&path).unwrap();
    shell
        .execute_batch("CREATE TABLE kept AS SELECT * FROM data_key")
        .unwrap();
    let both = Options::sealed(Sealing::by(LocalKeys::new([2; 32]).and_old([1; 32])));
    SqliteStore::open(&path, both).unwrap().rotate().unwrap();
    shell
        .execute_batch("UPDATE data_key SET (key_id, wrapped) = (SELECT key_id, wrapped FROM kept)")
        .unwrap();
    let store = SqliteStore::open(&path, key(2)).unwrap();
    let read = store.reader().unwrap().rows(&acme(), Table::Ticket, None, 9).map(drop);
    assert_eq!(fault(read), Fault::RotatedAway);
}

#[test]
fn what_was_tampered_with_is_not_believed() {
    let folder = Folder::new();
    let store = SqliteStore::open(folder.file("store.db"), key(1)).unwrap();
    fill(&store);
    let shell = Connection::open(folder.file("store.db")).unwrap();
    let other = SqliteStore::open(folder.file("other.db"), Options::default()).unwrap();
    fill(&other);
    drop(other);
    let attach = format!("ATTACH '{}' AS other", folder.file("other.db").display());
    shell.execute_batch(&attach).unwrap();
    let read = |table: Table| store.reader().unwrap().rows(&acme(), table, None, 9).map(drop);
    let tampered = [
        (
            "UPDATE r_order SET envelope = substr(envelope, 1, length(envelope) - 1)",
            Table::Order,
        ),
        (
            "UPDATE r_show SET envelope = (SELECT envelope FROM r_agent)",
            Table::Show,
        ),
        (
            "UPDATE r_ticket SET envelope = (SELECT envelope FROM other.r_ticket)",
            Table::Ticket,
        ),
        (
            "UPDATE r_shop_state SET key = x'00000000000000000000000000000001'",
            Table::ShopState,
        ),
    ];
    for (sql, table) in tampered {
        read(table).unwrap();
        assert!(shell.execute(sql, []).unwrap() > 0);
        let e = read(table).unwrap_err();
        assert_eq!(
            (e.kind(), Fault::of(&e)),
            (ErrorKind::Signature, Some(Fault::Tampered)),
            "{sql}"
        );
        assert_eq!(e.context_of("table"), Some(table.as_str()));
    }
    let found = store.check().unwrap();
    assert!(
        found
            .iter()
            .any(|line| line.contains("order") && line.contains("cannot be read")),
        "{found:?}"
    );
}

#[test]
fn tokens_of_an_open_store_may_be_in_the_hosts_vault() {
    let folder = Folder::new();
    let path = folder.file("store.db");
    let with = |vault: Option<TokenVault>| Options {
        vault,
        ..Options::default()
    };
    let body = r#"{"platform":"douyin","shop":"shop-1","tokens":{"access":"canary-access-9q","refresh":null,"expires_at":5},
        "polled_until":null,"stopped":null}"#;
    let row = Row::from_json(Table::ShopState, body.as_bytes()).unwrap();
    let store = SqliteStore::open(&path, with(Some(TokenVault::new([3; 32])))).unwrap();
    let mut one = batch(Head::default());
    put(&mut one, 1, row.clone());
    store.writer().unwrap().commit(&[one]).unwrap();
    assert!(!has(&all_bytes(&folder), "canary-access-9q"));
    let read = |store: &SqliteStore| store.reader().unwrap().rows(&acme(), Table::ShopState, None, 9);
    assert_eq!(*read(&store).unwrap()[0].2, row);
    drop(store);
    let without = SqliteStore::open(&path, with(None)).unwrap();
    assert_eq!(fault(read(&without)), Fault::MissingKey);
    let another = SqliteStore::open(&path, with(Some(TokenVault::new([4; 32])))).unwrap();
    assert_eq!(fault(read(&another)), Fault::Tampered);
}

#[test]
fn forgetting_that_was_cut_off_is_done_at_the_next_opening() {
    let folder = Folder::new();
    let path = folder.file("store.db");
    let store = SqliteStore::open(&path, key(1)).unwrap();
    let head = fill(&store);
    store.backup(folder.file("copy.db")).unwrap();
    let who = AccountId(sample::id_of(3));
    let mut gone = batch(head);
    gone.forget = Forget {
        owners: [who.0].into(),
        blobs: [BlobHash::of(PHOTO).unwrap()].into(),
    };
    // The lists still name rows of theirs that this batch does not know of.
    assert!(store.writer().unwrap().commit(&[gone.clone()]).is_err());
    for table in [Table::Ticket, Table::Order, Table::Message] {
        let (_, version, row) = store.reader().unwrap().rows(&acme(), table, None, 1).unwrap().remove(0);
        let id = aftersync_core::store::Key::new(table, sample::id_of(11));
        gone.checks.insert(id, version);
        drop(Arc::clone(&row));
    }
    // As if the process ended between the commit and the wiping out: the people's file is as it was.
    let people = std::fs::read(folder.file("store.db.people")).unwrap();
    store.writer().unwrap().commit(&[gone]).unwrap();
    drop(store);
    let wiped = std::fs::read(folder.file("store.db.people")).unwrap();
    assert_ne!(wiped, people);
    std::fs::write(folder.file("store.db.people"), &people).unwrap();
    let shell = Connection::open(&path).unwrap();
    let number = people
        .chunks(32)
        .zip(wiped.chunks(32))
        .position(|(a, b)| a != b)
        .unwrap()
        + 1;
    shell.execute("INSERT INTO shred VALUES(?1)", [number as i64]).unwrap();
    drop(SqliteStore::open(&path, key(1)).unwrap());
    let again = std::fs::read(folder.file("store.db.people")).unwrap();
    assert_eq!(again[number.saturating_sub(1) * 32..number * 32], [0; 32]);
    let left: i64 = shell.query_row("SELECT count(*) FROM shred", [], |r| r.get(0)).unwrap();
    assert_eq!(left, 0);
}

#[test]
fn a_restored_file_goes_on_without_those_who_were_forgotten() {
    let folder = Folder::new();
    let store = SqliteStore::open(folder.file("store.db"), key(1)).unwrap();
    fill(&store);
    store.backup(folder.file("copy.db")).unwrap();
    drop(store);
    // Everybody was forgotten since the copy was made.
    let people = std::fs::read(folder.file("store.db.people")).unwrap();
    let wiped = [&people[..32], &vec![0; people.len() - 32]].concat();
    std::fs::write(folder.file("copy.db.people"), wiped).unwrap();
    let copy = SqliteStore::open(folder.file("copy.db"), key(1)).unwrap();
    assert!(copy.check().unwrap().is_empty());
    let read = |table| copy.reader().unwrap().rows(&acme(), table, None, 9).unwrap().remove(0);
    let (_, version, account) = read(Table::Account);
    let Row::Account(a) = &*account else {
        panic!("not an account")
    };
    assert_eq!((a.uid.as_str(), a.platform.as_str()), ("", "douyin"));
    let event = copy
        .reader()
        .unwrap()
        .events(&acme(), Cursor(0), 9)
        .unwrap()
        .events
        .remove(0);
    assert_eq!(
        event.event.body,
        AnyEvent::Known(EventBody::NoteAdded { text: String::new() })
    );
    // What is written of them now has a share of its own.
    let head = copy.reader().unwrap().head(&acme()).unwrap();
    let mut more = batch(head);
    put(&mut more, 11, sample::row(Table::Account, 11));
    assert_eq!(version, head.rev);
    copy.writer().unwrap().commit(&[more]).unwrap();
    let Row::Account(a) = &*read(Table::Account).2 else {
        panic!("not an account")
    };
    assert_eq!(a.uid, "u11");
}

#[test]
fn tickets_watched_in_a_file_of_before_are_listed_by_who_watches_them() {
    for options in [Options::default, || key(1)] {
        let folder = Folder::new();
        let open = || SqliteStore::open(folder.file("store.db"), options()).unwrap();
        let store = open();
        let mut all = batch(Head::default());
        for n in [1_u8, 2] {
            let Row::Ticket(ticket) = sample::row(Table::Ticket, n.into()) else {
                unreachable!()
            };
            let mut watched = Ticket {
                headline: Headline::AwaitingSeller,
                ..*ticket
            };
            watched.local.watchers = [AgentId(Uid([n; 16])), AgentId(Uid([9; 16]))].into();
            put(&mut all, n.into(), watched.wrap());
        }
        store.writer().unwrap().commit(&[all]).unwrap();
        drop(store);
        let shell = Connection::open(folder.file("store.db")).unwrap();
        assert_eq!(shell.execute("DELETE FROM entry WHERE idx = 15", []).unwrap(), 4);
        shell.pragma_update(None, "user_version", 9).unwrap();
        let store = open();
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
        let count = "SELECT count(*) FROM entry WHERE idx = 15";
        assert_eq!(shell.query_row(count, [], |r| r.get::<_, i64>(0)).unwrap(), 4);
    }
}
