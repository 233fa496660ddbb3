//! Commands on what is not there, that carry too much, or that are not allowed.
use aftersync_core::ErrorKind;
use aftersync_core::limits::{MAX_EXTERNAL_ID, MAX_LINES, MAX_MESSAGE_CHARS};
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::event::Cursor;
use aftersync_core::model::ids::Uid;
use aftersync_core::model::money::Money;
use aftersync_core::model::trigger::Trigger;
use aftersync_tests::desk::{opened, ticket};
use serde_json::{Value, json};

use super::{Bench, stores};

#[test]
fn commands_on_what_is_not_there() {
    for store in stores() {
        let b = Bench::configured(store);
        let known = opened(&b.desk, "A1", "O1", Kind::RefundOnly);
        let nobody = Uid([9; 16]);
        let n = nobody.to_hex();
        let t = known.to_string();
        let acts = [
            (
                json!({"do": "move", "ticket": n, "trigger": "approve_refund"}),
                "ticket",
            ),
            (json!({"do": "reply", "ticket": n, "text": "请快点退款"}), "ticket"),
            (json!({"do": "note", "ticket": n, "text": "请快点退款"}), "ticket"),
            (json!({"do": "assign", "ticket": n, "agent": null}), "ticket"),
            (json!({"do": "assign", "ticket": t, "agent": n}), "agent"),
            (json!({"do": "transfer", "ticket": t, "queue": "nowhere"}), "queue"),
            (json!({"do": "edit", "ticket": n}), "ticket"),
            (json!({"do": "merge", "into": t, "from": n}), "ticket"),
            (json!({"do": "split", "ticket": n, "sources": [n]}), "ticket"),
            (
                json!({"do": "open_task", "ticket": n, "kind": "callback", "group": "g"}),
                "ticket",
            ),
            (
                json!({"do": "open_task", "ticket": t, "kind": "callback", "group": "g", "after": [n]}),
                "task",
            ),
            (json!({"do": "move_task", "task": n, "trigger": "start"}), "task"),
            (json!({"do": "remove_agent", "agent": n}), "agent"),
            (json!({"do": "set_presence", "agent": n, "presence": "online"}), "agent"),
            (json!({"do": "heartbeat", "agent": n}), "agent"),
            (json!({"do": "accept_offer", "ticket": n, "agent": n}), "ticket"),
            (json!({"do": "reject_offer", "ticket": n, "agent": n}), "ticket"),
            (json!({"do": "join_listing", "listing": n, "product": n}), "listing"),
            (json!({"do": "edit_customer", "customer": n}), "customer"),
            (json!({"do": "merge_customers", "one": n, "other": n}), "customer"),
            (
                json!({"do": "split_customer", "customer": n, "accounts": [n]}),
                "customer",
            ),
            (json!({"do": "undo_decision", "decision": n}), "decision"),
            (json!({"do": "redrive", "job": n}), "job"),
            (json!({"do": "drop", "job": n}), "job"),
            (json!({"do": "release", "quarantine": n}), "quarantined"),
        ];
        for (act, what) in acts {
            let before = b.head();
            let act: Act = serde_json::from_value(act).unwrap();
            let answer = b.desk.act(Actor::role(Role::Agent)).doing(act).key("k").wait();
            let error = b.refused(answer, ErrorKind::NotFound, what);
            assert!(error.context_of("id").is_some(), "{error:?}");
            assert_eq!(b.head().0, before.0 + 1, "one event and nothing else: {error:?}");
        }
        b.refused(
            b.desk
                .redrive_quarantined(aftersync_core::model::ids::QuarantineId(nobody))
                .wait(),
            ErrorKind::NotFound,
            "",
        );
        let unknown = aftersync_core::model::ids::TicketId(nobody);
        assert!(b.desk.ticket(unknown).wait().unwrap().is_none());
        b.refused(b.desk.timeline(unknown, None, 0).wait(), ErrorKind::NotFound, "ticket");
        b.refused(
            b.desk.allowed(unknown, &Actor::system()).wait(),
            ErrorKind::NotFound,
            "ticket",
        );
    }
}

/// A command with each of its parts longer than is taken, and how that part is called.
fn too_much(ticket: &str, task: &str) -> Vec<(Value, &'static str)> {
    let words = "长".repeat(MAX_MESSAGE_CHARS + 1);
    let long = "x".repeat(5_000);
    let moved = |details: Value| json!({"do": "move", "ticket": ticket, "trigger": "reject", "details": details});
    let piece = json!({"kind": "image", "url": "https://a.example/1"});
    let lines: Vec<Value> = (0..=MAX_LINES).map(|n| json!({"line": n.to_string()})).collect();
    vec![
        (json!({"do": "note", "ticket": ticket, "text": words}), "text"),
        (json!({"do": "reply", "ticket": ticket, "text": words}), "text"),
        (moved(json!({"text": words})), "text"),
        (moved(json!({"reason_code": long})), "reason_code"),
        (moved(json!({"address": long})), "address"),
        (moved(json!({"parcel": {"number": long}})), "parcel"),
        (moved(json!({"lines": lines})), "lines"),
        (moved(json!({"evidence": vec![piece.clone(); 101]})), "evidence"),
        (moved(json!({"evidence": [{"kind": "image", "url": long}]})), "evidence"),
        (
            json!({"do": "tell", "ticket": ticket, "verb": "add_remark", "details": {"text": words}}),
            "text",
        ),
        (json!({"do": "transfer", "ticket": ticket, "queue": long}), "queue"),
        (
            json!({"do": "block_value", "value": {"kind": "phone", "value": long}, "blocked": true}),
            "value",
        ),
        (
            json!({"do": "edit", "ticket": ticket, "evidence": vec![piece; 101]}),
            "evidence",
        ),
        (
            json!({"do": "edit", "ticket": ticket, "remove_tags": vec!["t"; 65]}),
            "remove_tags",
        ),
        (
            json!({"do": "move_task", "task": task, "trigger": "fail", "reason": words}),
            "reason",
        ),
        (
            json!({"do": "move_task", "task": task, "trigger": "start", "form": {"a": long}}),
            "form",
        ),
    ]
}

#[test]
fn commands_that_carry_too_much_are_refused_by_name_and_nothing_is_cut() {
    for store in stores() {
        let b = Bench::configured(store);
        let id = opened(&b.desk, "A1", "O1", Kind::RefundOnly);
        let agent = || b.desk.act(Actor::role(Role::Agent));
        for (act, field) in too_much(&id.to_string(), &id.to_string()) {
            let act: Act = serde_json::from_value(act).unwrap();
            let error = b.refused(agent().doing(act).key("k").wait(), ErrorKind::Rejected, "");
            assert_eq!(error.context_of("field"), Some(field), "{error:?}");
            assert!(error.context_of("limit").is_some(), "{error:?}");
        }
        let key = "k".repeat(MAX_EXTERNAL_ID + 1);
        let error = b.refused(agent().note(id, "n").key(key).wait(), ErrorKind::Rejected, "long");
        assert_eq!(error.context_of("field"), Some("key"));
        // As many characters as are taken, of three bytes each, are kept whole.
        let words = "长".repeat(MAX_MESSAGE_CHARS);
        agent().note(id, words.clone()).wait().unwrap();
        let kept = b.desk.events(Cursor(0), 0).wait().unwrap();
        assert!(serde_json::to_string(&kept.events).unwrap().contains(&words));
    }
}

#[test]
fn moves_that_are_not_allowed_name_what_is() {
    for store in stores() {
        let b = Bench::configured(store);
        let id = opened(&b.desk, "A1", "O1", Kind::RefundOnly);
        let agent = b.desk.act(Actor::role(Role::Agent));
        let error = b.refused(agent.inspect_pass(id).wait(), ErrorKind::Rejected, "not possible");
        assert_eq!(error.context_of("state"), Some("awaiting_seller"));
        assert_eq!(error.context_of("trigger"), Some("inspect_pass"));
        let allowed: Vec<&str> = error.context_of("allowed").unwrap().split(',').collect();
        assert!(
            allowed.contains(&"approve_refund") && allowed.contains(&"reject"),
            "{allowed:?}"
        );
        let version = b.desk.ticket(id).wait().unwrap().unwrap().version;
        agent.note(id, "13800001111").wait().unwrap();
        agent.edit(id).tag("vip").wait().unwrap();
        let stale = agent.approve_refund(id).expect(version).wait();
        let error = b.refused(stale, ErrorKind::Conflict, "changed");
        assert!(error.is_retryable() && error.advice().is_some());
        assert_eq!(error.context_of("state"), Some("awaiting_seller"));
        let much = agent
            .approve_refund(id)
            .amount(Money::cny(5_001))
            .text("请快点退款")
            .wait();
        b.refused(much, ErrorKind::Rejected, "above what was asked");
        let paid = agent
            .approve_refund(id)
            .amount(Money::cny(10_001))
            .text("张小明")
            .wait();
        b.refused(paid, ErrorKind::Rejected, "above");
        let reply = agent.reply(id, "请快点退款 13800001111").wait();
        b.refused(reply, ErrorKind::Unsupported, "no channel");
        let trigger = agent.trigger(id, Trigger::ForceRefund).wait();
        b.refused(trigger, ErrorKind::Rejected, "not possible");
        let config = Config {
            queues: serde_json::from_value(json!([{"name": "a"}, {"name": "a"}])).unwrap(),
            ..Config::default()
        };
        let error = b.refused(b.desk.configure(config).wait(), ErrorKind::Config, "problems");
        assert!(error.context_of("problems").is_some());
        assert_eq!(ticket(&b.desk, id).headline.as_str(), "awaiting_seller");
    }
}
