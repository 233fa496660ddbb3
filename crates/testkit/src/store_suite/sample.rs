//! One row of every table, with every field filled: what stores and views are tried on.
use aftersync_core::model::ids::Uid;
use aftersync_core::store::{Row, Table};
use serde_json::{Value, json};

use super::kit::id;

/// A moment: 2025-10-09T08:53:20.123Z.
const AT: i64 = 1_760_000_000_123;

fn hex(n: u32) -> String {
    id(n).to_hex()
}

/// The id under which the suite keeps its row number `n`.
pub fn id_of(n: u32) -> Uid {
    id(n)
}

/// The sample row of a table. Rows of different numbers differ; the id in the row, where it has one, is [`id_of`] it.
///
/// Panics for a quantity, which has no rows.
pub fn row(table: Table, n: u32) -> Row {
    let json = body(table, n);
    let row = Row::from_json(table, json.to_string().as_bytes());
    row.unwrap_or_else(|e| refuse(table, &e.to_string()))
}

#[allow(clippy::panic)] // a suite fails by panicking
fn refuse(table: Table, why: &str) -> ! {
    panic!("the sample row of {} is out of date: {why}", table.as_str())
}

/// A show that starts then.
pub fn show(n: u32, starts_at: i64) -> Row {
    match row(Table::Show, n) {
        Row::Show(mut show) => {
            show.starts_at.0 = starts_at;
            Row::Show(show)
        }
        other => other,
    }
}

fn money(minor: i64) -> Value {
    json!({ "minor": minor, "currency": "CNY" })
}

fn revision(n: u32) -> Value {
    json!({ "number": n, "rank": 1, "hash": 7 })
}

fn shop(mut fields: Value) -> Value {
    if let Some(map) = fields.as_object_mut() {
        map.insert("platform".into(), json!("douyin"));
        map.insert("shop".into(), json!("shop-1"));
    }
    fields
}

fn body(table: Table, n: u32) -> Value {
    match table {
        Table::Ticket => ticket(n),
        Table::Source => source(n),
        Table::Docket => json!({ "members": [{
            "created": AT, "source": hex(n), "ended": null, "lines": ["L1"], "after_sale": true, "ticket": hex(n),
        }] }),
        Table::Order => order(n),
        Table::Parcel => json!({
            "snapshot": { "number": format!("SF{n}"), "state": "in_transit", "at": AT },
            "revision": revision(n), "named_by": [[hex(n), "return"]],
        }),
        Table::Message => message(n),
        Table::Conversation => shop(json!({
            "external_id": format!("c{n}"), "channel": "chat", "account": hex(3), "named": [], "loose": [],
            "last_buyer_at": AT,
        })),
        Table::Account => json!({
            "id": hex(n), "platform": "douyin", "scope": "shop-1", "uid": format!("u{n}"), "nickname": "小林",
            "customer": hex(4), "keys": [hex(5)], "first_seen": AT,
        }),
        Table::Customer => json!({
            "id": hex(n), "accounts": [hex(3), hex(6)], "name": "Lin", "custom": { "level": "gold" }, "tags": ["vip"],
            "first_seen": AT + i64::from(n), "merged_into": null,
        }),
        Table::Product => json!({
            "id": hex(n), "title": "Scarf", "merchant_code": "SC-1", "barcode": "690", "supplier": "Hui",
            "category": "accessory", "listings": [hex(1)],
        }),
        Table::Listing => shop(json!({
            "sku": format!("sku{n}"), "title": "Scarf", "product": hex(1), "joined_by": "merchant_code",
        })),
        Table::ProductCode => json!({ "product": hex(n) }),
        Table::Show => show_body(n),
        Table::ShowIndex => json!({ "shows": [[hex(n), AT, AT + 1]] }),
        Table::Agent => json!({ "id": hex(n), "external_id": format!("a{n}"), "name": "Mei", "presence": "online" }),
        Table::Roster => json!({ "agents": [hex(n)] }),
        Table::Config => config(n),
        Table::Job => job(n),
        Table::Receipt => json!({ "command": "approve_refund", "ticket": hex(n), "at": AT }),
        Table::Task => task(n),
        Table::Raw => json!({ "object": object(n), "payload": "{}", "received_at": AT }),
        Table::ShopState => shop(json!({
            "tokens": null, "polled_until": AT, "stopped": null, "warned": n.to_string(),
        })),
        Table::Quarantine => json!({
            "id": hex(n), "platform": "douyin", "shop": "shop-1", "from": "webhook", "reason": "no JSON",
            "payload": "{", "hex": false, "at": AT, "times": 1,
        }),
        Table::Sequence => json!({ "tickets": n }),
        Table::Mention => json!({ "by": [[hex(n), hex(2)]] }),
        Table::IdNode | Table::IdBucket | Table::IdPage | Table::IdEntity | Table::IdDecision => identity(table, n),
        Table::Device => json!({ "id": hex(n), "agent": hex(2), "registered_at": AT, "revoked_at": AT + 1 }),
        Table::Stock => json!({ "product": hex(n), "on_hand": n, "counted_at": AT }),
        Table::AgentLoad
        | Table::OrderMoney
        | Table::QueueWaiting
        | Table::AgentTurn
        | Table::AgentTickets
        | Table::AgentPresence
        | Table::StockHeld
        | Table::QueueHandled
        | Table::TaskWaiting
        | Table::AgentMends => Value::Null,
    }
}

fn identity(table: Table, n: u32) -> Value {
    use aftersync_core::model::identity::{IdBucket, IdDecision, IdEntity, IdNode, IdPage};
    use aftersync_core::model::ids::Uid;
    let id = Uid::digest(&[&n.to_string()]);
    let of = |row: serde_json::Result<Value>| row.unwrap_or_default();
    match table {
        Table::IdNode => of(serde_json::to_value(IdNode {
            scope: n.into(),
            must: vec![(id, id)],
            ..IdNode::default()
        })),
        Table::IdBucket => of(serde_json::to_value(IdBucket {
            size: 1,
            members: vec![id],
            blocked: false,
        })),
        Table::IdPage => of(serde_json::to_value(IdPage {
            entries: vec![(id, vec![1])],
            children: Vec::new(),
        })),
        Table::IdEntity => of(serde_json::to_value(IdEntity {
            members: vec![id],
            ..IdEntity::default()
        })),
        _ => of(serde_json::to_value(IdDecision {
            same: true,
            pairs: vec![(id, id)],
            undone: false,
        })),
    }
}

fn object(n: u32) -> Value {
    shop(json!({ "object": "aftersale", "external_id": format!("as{n}") }))
}

fn config(n: u32) -> Value {
    let config = aftersync_core::model::config::Config {
        version: n,
        ..Default::default()
    };
    serde_json::to_value(config).unwrap_or_default()
}

fn ticket(n: u32) -> Value {
    shop(json!({
        "id": hex(n), "number": aftersync_core::model::number::TicketNumber::from_sequence(u64::from(n)),
        "axes": {
            "kind": "return_refund", "goods": "in_transit", "money": "approved", "replacement": "none",
            "dispute": "none", "decision": "approved", "triaged": true, "answered": false, "asked_buyer": false,
            "repair_running": false, "cancel_reason": "none", "closed": false,
        },
        "headline": "return_in_transit", "waiting_on": "carrier", "episode": 1,
        "opened_at": AT, "changed_at": AT + 5_000, "ended_at": AT + 6_000, "closed_at": null,
        "sources": [hex(1), hex(2)], "principal": hex(1), "docket": hex(2), "order": hex(2), "orphan": false,
        "lines": [{
            "line": "L1", "sku": "sku1", "title": "Scarf", "product": hex(1), "bought": 2, "requested": 1,
            "approved": 1, "received": 0, "passed": 0, "damaged": 0, "refunded": 0, "amount": money(12_800),
        }],
        "currency": "CNY",
        "amounts": { "requested": 12_800, "approved": 12_000, "pending": 0, "refunded": 300, "compensation": 200 },
        "refund_legs": [], "issue": "damaged", "reason_code": "17", "reason_text": "broken", "account": hex(3),
        "show": hex(7), "host": "lin", "parcels": [], "evidence": [], "platform_deadline": AT + 86_400_000,
        "clocks": {}, "band": 2,
        "assignment": {
            "queue": hex(8), "agent": hex(9), "weight": 10, "enqueued_at": AT, "assigned_at": AT, "last_agent": null,
        },
        "flags": ["refund_failed"], "local": { "entries": [], "tags": ["vip"] }, "merged_into": null,
    }))
}

fn source(n: u32) -> Value {
    let claim = serde_json::to_value(aftersync_core::model::claim::Claim::default()).unwrap_or_default();
    let after_sale = json!({
        "external_id": format!("as{n}"), "order": "o1", "kind": "refund_only", "raw_status": "6", "claim": claim,
        "rank": 3, "requested": money(12_800), "created_at": AT,
    });
    shop(json!({
        "id": hex(n), "body": { "after_sale": after_sale }, "revision": revision(n), "docket": hex(2),
        "order": hex(2), "account": hex(3), "first_seen": AT, "at": AT,
    }))
}

fn order(n: u32) -> Value {
    let line = |external: &str, host: Value| {
        json!({
            "external_id": external, "sku": "sku1", "title": "Scarf", "quantity": 2, "paid": money(6_400),
            "merchant_code": "SC-1", "host": host,
        })
    };
    let facts = |host: Value| json!({ "product": hex(1), "show": hex(7), "host": host, "attribution": "by_room" });
    shop(json!({
        "snapshot": {
            "external_id": format!("o{n}"), "state": "shipped", "paid": money(13_000),
            "lines": [line("L1", json!({ "id": "lin" })), line("L2", Value::Null)],
            "created_at": AT, "paid_at": AT + 1_000,
        },
        "revision": revision(n), "account": hex(3), "lines": [facts(json!("lin")), facts(json!("mei"))],
    }))
}

fn message(n: u32) -> Value {
    shop(json!({
        "id": hex(n), "conversation": hex(2), "revision": revision(n), "account": hex(3), "source": hex(1),
        "delivery": "sent",
        "snapshot": {
            "external_id": format!("m{n}"), "conversation": "c2", "channel": "form", "sender": "agent",
            "text": "It is on its way", "issue": "damaged", "at": AT,
        },
    }))
}

fn show_body(n: u32) -> Value {
    json!({
        "id": hex(n), "title": format!("Evening {n}"), "host": { "id": "lin", "name": "Lin" },
        "rooms": [shop(json!({ "external_id": "r1" })), shop(json!({ "external_id": "r2" }))],
        "starts_at": AT, "ends_at": AT + 3_600_000,
    })
}

fn job(n: u32) -> Value {
    json!({
        "id": hex(n), "body": { "kind": "refetch", "object": object(n), "claimed": 5 }, "run_at": AT + i64::from(n),
        "attempt": 2, "state": { "leased": hex(1) }, "again": true, "doubt": false, "failure": "timeout",
        "created_at": AT,
    })
}

fn task(n: u32) -> Value {
    let mut task = json!({
        "id": hex(n), "ticket": hex(1), "kind": "qc_inspection", "state": "in_progress", "group": "warehouse",
        "agent": hex(9), "after": [], "blocks_close": true, "due_at": AT + 60_000, "attempt": 1,
        "reason": "waits for a lamp", "opened_at": AT, "ended_at": null,
    });
    // Every other one as files of earlier releases do not have it.
    if n.is_multiple_of(2) {
        let newer = json!({
            "state": "open", "overdue": true, "auto_assign": true, "weight": n, "declined": [hex(8)],
            "form": { "colour": "red", "weight": n, "whole": true },
        });
        task.as_object_mut()
            .into_iter()
            .for_each(|task| task.extend(newer.as_object().cloned().unwrap_or_default()));
    }
    task
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_row_of_every_table() {
        for table in Table::ROWS {
            assert_eq!(row(*table, 3).table(), *table);
            assert_ne!(row(*table, 3), row(*table, 4), "{table:?}");
        }
    }
}
