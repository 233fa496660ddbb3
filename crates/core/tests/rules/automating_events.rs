//! Automations that ask what an event says: each list tells apart what it is about, and one that means nothing is refused.
use aftersync_core::automation::called;
use aftersync_core::model::automation::{Automation, Occasion};
use aftersync_core::model::config::Config;
use aftersync_core::model::event::EventBody;
use aftersync_core::model::event_is::EventIs;
use aftersync_core::model::handoff::TaskResult;
use aftersync_core::routing::validate;
use serde_json::{Value, json};

/// The name of a list, what an event says of it, and something that it does not say.
type Asked = (&'static str, Value, Value);

/// Every kind of event that says something which can be asked for, with the lists that are about it.
fn said() -> Vec<(Value, Vec<Asked>)> {
    let task = "00000000000000000000000000000001";
    vec![
        (
            json!({"kind": "task_moved", "task": task, "task_kind": "qc_inspection", "from": "in_progress", "to": "done"}),
            vec![
                ("task_kinds", json!("qc_inspection"), json!("callback")),
                ("task_states", json!("done"), json!("open")),
                ("results", json!("failed"), json!("full")),
            ],
        ),
        (
            json!({"kind": "task_overdue", "task": task, "task_kind": "callback", "attempt": 1, "due_at": 5}),
            vec![("task_kinds", json!("callback"), json!("qc_inspection"))],
        ),
        (
            json!({"kind": "clock_passed", "clock": "decision", "breached": true}),
            vec![
                ("clocks", json!("decision"), json!("refund")),
                ("passed", json!("breach"), json!("warn")),
            ],
        ),
        (
            json!({"kind": "escalated", "clock": "refund", "cycle": 1, "rung": "r", "did": []}),
            vec![("clocks", json!("refund"), json!("decision"))],
        ),
        (
            json!({"kind": "state_changed", "from": "awaiting_seller", "to": "rejected", "via": "command", "skipped": []}),
            vec![
                ("from", json!("awaiting_seller"), json!("rejected")),
                ("to", json!("rejected"), json!("awaiting_seller")),
            ],
        ),
        (
            json!({"kind": "message_added", "message": task, "sender": "buyer", "channel": "chat", "platform": "douyin"}),
            vec![("channels", json!("chat"), json!("email"))],
        ),
        (
            json!({"kind": "overflowed", "from": task, "to": null, "because": "closed"}),
            vec![("because", json!("closed"), json!("full"))],
        ),
    ]
}

fn automation(events: Value, event: Value) -> Automation {
    serde_json::from_value(json!({"name": "a", "on": {"events": events}, "event": event, "then": [{"tag": "t"}]}))
        .unwrap()
}

fn is_called(automation: Automation, body: &EventBody, result: Option<TaskResult>) -> bool {
    called(&[automation], body, result).count() == 1
}

#[test]
fn what_an_event_says_tells_it_apart() {
    let failed = Some(TaskResult::Failed);
    let mut lists = 0;
    for (event, asked) in said() {
        let kind = event["kind"].clone();
        let body: EventBody = serde_json::from_value(event).unwrap();
        let with = |asked: Value| automation(json!([kind]), asked);
        assert!(is_called(with(json!({})), &body, failed), "{kind}");
        for (list, is, is_not) in asked {
            assert!(is_called(with(json!({list: [is]})), &body, failed), "{kind} {list}");
            assert!(
                is_called(with(json!({list: [is_not, is]})), &body, failed),
                "one of them: {list}"
            );
            assert!(
                !is_called(with(json!({list: [is_not]})), &body, failed),
                "{kind} {list}"
            );
            // The same list is about this kind where the configuration is checked.
            assert_eq!(wrong(with(json!({list: [is]}))), [""; 0], "{kind} {list}");
            lists += 1;
        }
    }
    assert_eq!(lists, 11);
}

#[test]
fn only_a_task_that_is_done_has_come_out() {
    let asked = json!({"task_kinds": ["qc_inspection"], "results": ["failed"]});
    let qc = |to: &str| {
        let task = "00000000000000000000000000000001";
        serde_json::from_value(
            json!({"kind": "task_moved", "task": task, "task_kind": "qc_inspection", "from": null, "to": to}),
        )
        .unwrap()
    };
    let asks = || automation(json!(["task_moved"]), asked.clone());
    assert!(is_called(asks(), &qc("done"), Some(TaskResult::Failed)));
    assert!(!is_called(asks(), &qc("done"), Some(TaskResult::Full)));
    assert!(!is_called(asks(), &qc("done"), None));
    assert!(
        !is_called(asks(), &qc("in_progress"), Some(TaskResult::Failed)),
        "in the same decision it was done later"
    );
}

#[test]
fn a_list_leaves_events_alone_that_have_no_such_value() {
    let asked = automation(
        json!(["task_moved", "clock_passed"]),
        json!({"task_kinds": ["callback"]}),
    );
    assert_eq!(wrong(asked.clone()), [""; 0]);
    let passed = EventBody::ClockPassed {
        clock: aftersync_core::model::ticket::ClockKind::Decision,
        breached: false,
    };
    assert!(is_called(asked, &passed, None));
}

fn problems(automation: Automation) -> Vec<(String, String)> {
    let config = Config {
        automations: vec![automation],
        ..Config::default()
    };
    let found = validate(&config).into_iter();
    found
        .map(|problem| (problem.path, problem.allowed.unwrap_or_default()))
        .collect()
}

fn wrong(automation: Automation) -> Vec<String> {
    problems(automation).into_iter().map(|(path, _)| path).collect()
}

#[test]
fn what_would_change_nothing_is_refused() {
    for (event, asked) in said() {
        for (list, is, _) in asked {
            let of_another = automation(json!(["note_added"]), json!({list: [is]}));
            let [(path, allowed)] = &problems(of_another)[..] else {
                panic!("{list}")
            };
            assert_eq!(*path, format!("automations[0].event.{list}"));
            assert!(allowed.contains(event["kind"].as_str().unwrap()), "{allowed}");
        }
    }
    let aged = json!({"name": "a", "on": {"after": {"headlines": ["requested"], "ms": 1}}, "event": {"to": ["requested"]}, "then": [{"tag": "t"}]});
    assert_eq!(
        wrong(serde_json::from_value(aged).unwrap()),
        ["automations[0].event.to"]
    );
    let never = automation(
        json!(["task_moved"]),
        json!({"results": ["full"], "task_states": ["open"]}),
    );
    assert_eq!(
        problems(never),
        [("automations[0].event.task_states".to_owned(), "done".to_owned())]
    );
    let long = automation(json!(["state_changed"]), json!({"to": vec!["rejected"; 4_097]}));
    assert_eq!(wrong(long), ["automations[0].event.to"]);
}

#[test]
fn what_asks_nothing_is_not_written() {
    let written = serde_json::to_value(automation(json!(["note_added"]), json!({}))).unwrap();
    assert!(written.get("event").is_none());
    assert!(EventIs::default().is_any());
    let asked = automation(json!(["state_changed"]), json!({"to": ["rejected"]}));
    let again: Automation = serde_json::from_value(serde_json::to_value(&asked).unwrap()).unwrap();
    assert_eq!(again, asked);
    let slip = json!({"name": "a", "on": {"events": ["task_moved"]}, "event": {"kinds": ["callback"]}, "then": []});
    assert!(serde_json::from_value::<Automation>(slip).is_err());
    assert_eq!(
        asked.on,
        aftersync_core::model::automation::AutomationOn::Events(vec![Occasion::StateChanged])
    );
}
