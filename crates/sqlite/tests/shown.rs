//! Rows that an older release wrote show less beside themselves: lists read the rest from the row.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
mod common;

use std::sync::Arc;

use aftersync_core::engine::Engine;
use aftersync_core::engine::query::TicketQuery;
use aftersync_core::model::fact::Fact;
use aftersync_core::model::ticket_row::TicketRow;
use aftersync_sqlite::{Options, SqliteStore};
use common::Folder;
use rusqlite::Connection;
use serde_json::{Value, json};

const AT: i64 = 1_780_272_000_000;

fn fact(body: Value) -> Fact {
    let fact = json!({"platform": "douyin", "shop": "1", "revision": 1, "occurred_at": AT, "body": body});
    serde_json::from_value(fact).unwrap()
}

fn facts() -> Vec<Fact> {
    let money = json!({"minor": 100, "currency": "CNY"});
    let line = json!({"external_id": "L1", "sku": "cup", "title": "cup", "quantity": 1, "paid": money});
    let mut facts = Vec::new();
    for n in 0..3 {
        let order = json!({"type": "order", "external_id": format!("o{n}"), "account": {"scope": "1", "uid": "b"},
            "state": "paid", "paid": money, "lines": [line], "created_at": AT});
        let asked = json!({"type": "after_sale", "external_id": format!("a{n}"), "order": format!("o{n}"),
            "lines": [{"line": "L1", "quantity": 1, "amount": money}], "kind": "refund_only", "raw_status": "6",
            "rank": 1, "claim": {}, "requested": money, "created_at": AT + n});
        facts.extend([fact(order), fact(asked)]);
    }
    facts
}

fn rows(store: SqliteStore, ingest: Vec<Fact>) -> Vec<TicketRow> {
    let engine = Engine::builder(Arc::new(store)).key([7; 32]).build().unwrap();
    let desk = engine.desk("acme");
    let answers = desk.ingest(ingest).wait().unwrap();
    assert!(answers.iter().all(Result::is_ok));
    let rows = desk.ticket_rows(TicketQuery::default()).wait().unwrap().items;
    engine.close();
    rows
}

#[test]
fn lists_read_rows_that_show_less_or_more() {
    let folder = Folder::new();
    let path = folder.file("store.db");
    let open = || SqliteStore::open(&path, Options::default()).unwrap();
    let before = rows(open(), facts());
    assert_eq!(before.len(), 3);
    assert!(before.iter().all(|row| row.due_at.is_some()), "a clock runs in each");
    for other in [
        "json_remove(open, '$[37]', '$[36]')",
        "json_insert(open, '$[#]', 'of a newer release')",
        "NULL",
    ] {
        let shell = Connection::open(&path).unwrap();
        let changed = shell
            .execute(&format!("UPDATE r_ticket SET open = {other}"), [])
            .unwrap();
        assert_eq!(changed, 3);
        drop(shell);
        assert_eq!(rows(open(), Vec::new()), before, "{other}");
    }
}
