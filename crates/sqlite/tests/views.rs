//! The views are a contract: their columns are documented, and real rows fill them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use aftersync_core::model::command::Actor;
use aftersync_core::model::counter::{CounterId, Dim, Grain, Metric};
use aftersync_core::model::event::{AnyEvent, Event, EventBody};
use aftersync_core::model::ids::{AgentId, Tenant, TicketId};
use aftersync_core::model::money::Currency;
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::{Batch, Head, Key, RowChange, Table, TicketStore, index};
use aftersync_sqlite::{SqliteStore, VIEWS, View};
use aftersync_testkit::store_suite::sample;
use rusqlite::Connection;
use rusqlite::types::Value;

/// A store with the sample row of every table, one event and one counter.
fn filled() -> (SqliteStore, Connection) {
    let store = SqliteStore::in_memory().unwrap();
    let rows = Table::ROWS.iter().map(|table| {
        let row = sample::row(*table, 11);
        let add = index::entries(&row);
        let change = RowChange {
            row: Some(Arc::new(row)),
            remove: Vec::new(),
            add,
        };
        (Key::new(*table, sample::id_of(11)), change)
    });
    let counter = CounterId {
        grain: Grain::Month,
        period: 669,
        dim: Dim::HostIssue,
        member: "lin|damaged".to_owned(),
        metric: Metric::RefundMinor,
        currency: Some(Currency::USD),
    };
    let event = Event {
        at: Timestamp(1_760_000_000_123),
        v: 1,
        ticket: Some(TicketId(sample::id_of(11))),
        actor: Actor::agent(AgentId(sample::id_of(9))),
        body: AnyEvent::Known(EventBody::NoteAdded {
            text: "seen".to_owned(),
        }),
    };
    let batch = Batch {
        tenant: Tenant::new("acme"),
        known: Head::default(),
        now: Timestamp(1),
        checks: BTreeMap::new(),
        rows: rows.collect(),
        gauges: BTreeMap::new(),
        counters: BTreeMap::from([(counter, 3)]),
        events: vec![event],
        whose: Default::default(),
        forget: Default::default(),
    };
    store.writer().unwrap().commit(&[batch]).unwrap();
    assert!(store.check().unwrap().is_empty());
    let shell = Connection::open(store.path()).unwrap();
    (store, shell)
}

fn first_row(shell: &Connection, view: &View) -> BTreeMap<String, Value> {
    let mut statement = shell.prepare(&format!("SELECT * FROM {}", view.name)).unwrap();
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    statement
        .query_row([], |r| {
            let values = names.iter().enumerate().map(|(i, n)| Ok((n.clone(), r.get(i)?)));
            values.collect()
        })
        .unwrap()
}

#[test]
fn the_file_has_the_columns_that_are_promised() {
    let (_store, shell) = filled();
    for view in VIEWS {
        let mut info = shell.prepare(&format!("PRAGMA table_info({})", view.name)).unwrap();
        let names: Vec<String> = info.query_map([], |r| r.get(1)).unwrap().map(|n| n.unwrap()).collect();
        let promised: Vec<String> = view.columns().into_iter().map(|c| c.name).collect();
        assert_eq!(names, promised, "{}", view.name);
    }
    let all: Vec<&str> = VIEWS.iter().map(|v| v.name).collect();
    let there: i64 = shell
        .query_row("SELECT count(*) FROM sqlite_schema WHERE type='view'", [], |r| r.get(0))
        .unwrap();
    assert_eq!(there, all.len() as i64);
}

/// Columns that the sample rows leave empty, since they contradict the rest.
const EMPTY: &[(&str, &str)] = &[
    ("v_ticket", "merged_into"),
    ("v_customer", "merged_into"),
    ("v_product", "merged_into"),
    ("v_job", "ticket"),
    ("v_task", "ended_at"),
    ("v_task", "ended_at_iso"),
];

#[test]
fn real_rows_fill_every_column_with_its_type() {
    let (_store, shell) = filled();
    for view in VIEWS {
        let row = first_row(&shell, view);
        for column in view.columns() {
            let value = &row[&column.name];
            let fits = match (value, column.kind) {
                (Value::Integer(_), "integer") | (Value::Text(_), "text") => true,
                (Value::Null, _) => EMPTY.contains(&(view.name, column.name.as_str())),
                _ => false,
            };
            assert!(fits, "{}.{} is {value:?}", view.name, column.name);
        }
    }
}

#[test]
fn values_are_in_plain_forms() {
    let (_store, shell) = filled();
    let one = |sql: &str| -> Value { shell.query_row(sql, [], |r| r.get(0)).unwrap() };
    let text = |s: &str| Value::Text(s.to_owned());
    let id = sample::id_of(11).to_hex();
    assert_eq!(one("SELECT id FROM v_ticket"), text(&id));
    assert_eq!(one("SELECT ticket FROM v_event"), text(&id));
    assert_eq!(one("SELECT cursor FROM v_event"), Value::Integer(1));
    assert_eq!(one("SELECT opened_at FROM v_ticket"), Value::Integer(1_760_000_000_123));
    let iso = Timestamp(1_760_000_000_123).to_string();
    assert_eq!(one("SELECT opened_at_iso FROM v_ticket"), text(&iso));
    assert_eq!(one("SELECT at_iso FROM v_event"), text(&iso));
    assert_eq!(one("SELECT is_open FROM v_ticket"), Value::Integer(1));
    assert_eq!(one("SELECT starts_on FROM v_counter"), text("2025-10-01"));
    assert_eq!(one("SELECT value || ' ' || currency FROM v_counter"), text("3 USD"));
    assert_eq!(one("SELECT state || ':' || platform FROM v_job"), text("leased:douyin"));
    assert_eq!(
        one("SELECT group_concat(host, ',') FROM (SELECT host FROM v_order_line ORDER BY position)"),
        text("lin,mei")
    );
    assert_eq!(one("SELECT sum(paid_minor) FROM v_order_line"), Value::Integer(12_800));
}

#[test]
fn the_page_on_views_says_what_the_views_have() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/sql-views.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (prose, written) = page.split_at(page.find("## v_").unwrap_or(page.len()));
    if written != reference() && std::env::var_os("AFTERSYNC_WRITE_DOCS").is_some() {
        std::fs::write(&path, format!("{prose}{}", reference())).unwrap();
        return;
    }
    assert!(
        written == reference(),
        "run this test with AFTERSYNC_WRITE_DOCS=1 to write docs/sql-views.md anew"
    );
}

fn reference() -> String {
    VIEWS.iter().map(section).collect::<Vec<_>>().join("\n")
}

fn section(view: &View) -> String {
    let columns = view.columns();
    let lines = columns
        .iter()
        .map(|c| format!("| `{}` | {} | {} |\n", c.name, c.kind, c.meaning));
    format!(
        "## {}\n\n{}\n\n| column | type | meaning |\n| --- | --- | --- |\n{}",
        view.name,
        view.meaning,
        lines.collect::<String>()
    )
}
