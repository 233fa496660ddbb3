//! Automations that ask what an event says: how a task came out, whether a clock warns or is over.

use aftersync_core::engine::Desk;
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::event::{AnyEvent, Cursor, EventBody};
use aftersync_core::model::ids::{TaskId, TicketId};
use aftersync_tests::desk::opened;
use serde_json::{Value, json};

use super::desk_with;

const HOUR: i64 = 3_600_000;

fn act(desk: &Desk, act: Value) {
    let act: Act = serde_json::from_value(act).unwrap();
    desk.act(Actor::role(Role::Agent)).doing(act).wait().unwrap();
}

fn log(desk: &Desk) -> Vec<EventBody> {
    let page = desk.events(Cursor(0), 0).wait().unwrap();
    let known = page.events.into_iter().filter_map(|it| match it.event.body {
        AnyEvent::Known(body) => Some(body),
        AnyEvent::Unknown(_) => None,
    });
    known.collect()
}

/// The automations that were done, in their order.
fn done(desk: &Desk) -> Vec<String> {
    let name = |body| match body {
        EventBody::Automated { name, .. } => Some(name),
        _ => None,
    };
    log(desk).into_iter().filter_map(name).collect()
}

fn task(desk: &Desk, ticket: TicketId, kind: &str) -> TaskId {
    act(
        desk,
        json!({"do": "open_task", "ticket": ticket, "kind": kind, "group": "g"}),
    );
    let last = log(desk).into_iter().rev().find_map(|body| match body {
        EventBody::TaskMoved { task, .. } => Some(task),
        _ => None,
    });
    last.unwrap()
}

fn moved(desk: &Desk, task: TaskId, trigger: &str, result: Value) {
    act(
        desk,
        json!({"do": "move_task", "task": task, "trigger": trigger, "result": result}),
    );
}

/// Only the event that says so calls it, though a task tells of each of its moves.
#[test]
fn a_task_that_came_out_badly_calls_and_no_other_move_of_it() {
    let asks = json!({"task_kinds": ["carrier_claim"], "results": ["failed"]});
    let (desk, _) = desk_with(json!({"automations": [
        {"name": "failed", "on": {"events": ["task_moved"]}, "event": asks, "then": [{"notify": "leads"}]},
        {"name": "begun", "on": {"events": ["task_moved"]}, "event": {"task_states": ["in_progress"]}, "then": [{"tag": "begun"}]},
    ]}));
    let ticket = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    for (kind, result) in [("callback", "failed"), ("carrier_claim", "full")] {
        let other = task(&desk, ticket, kind);
        moved(&desk, other, "assign", Value::Null);
        moved(&desk, other, "start", Value::Null);
        moved(&desk, other, "done", json!(result));
    }
    assert_eq!(done(&desk), ["begun", "begun"]);
    let claim = task(&desk, ticket, "carrier_claim");
    moved(&desk, claim, "assign", Value::Null);
    moved(&desk, claim, "start", Value::Null);
    assert_eq!(done(&desk).len(), 3);
    moved(&desk, claim, "done", json!("failed"));
    assert_eq!(done(&desk), ["begun", "begun", "begun", "failed"]);
}

#[test]
fn a_clock_that_warns_is_another_call_than_one_that_is_over() {
    let on = |name: &str, event: Value| json!({"name": name, "on": {"events": ["clock_passed"]}, "event": event, "then": [{"tag": name}]});
    let (desk, clock) = desk_with(
        json!({"sla": {"decision": 10 * HOUR, "resolution": 5 * HOUR}, "automations": [
            on("near", json!({"clocks": ["decision"], "passed": ["warn"]})),
            on("over", json!({"clocks": ["decision"], "passed": ["breach"]})),
        ]}),
    );
    opened(&desk, "A1", "order-1", Kind::RefundOnly);
    let at = |hours: i64| {
        clock.advance(hours * HOUR);
        desk.engine().run_due(desk.engine().now()).wait().unwrap();
        done(&desk)
    };
    assert_eq!(at(6), [""; 0], "another clock is over by now");
    assert_eq!(at(2), ["near"]);
    assert_eq!(at(2), ["near", "over"]);
}
