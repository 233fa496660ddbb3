//! What is wrong with a configuration at a desk: the hours that are left, who works by them, and who serves the queues.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::engine::decide::checked::ConfigCheck;
use aftersync_core::error::ErrorKind;
use aftersync_core::model::agent::Agent;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::ids::AgentId;
use aftersync_core::routing::{Document, Problem};
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{configure, engine};
use serde_json::{Value, json};

fn desk() -> Desk {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 1);
    builder.build().unwrap().desk("acme")
}

fn read(written: Value) -> Config {
    serde_json::from_value(written).unwrap()
}

fn check(desk: &Desk, written: &Value) -> ConfigCheck {
    desk.check_config(Document::read(written)).wait().unwrap()
}

fn places(of: &[Problem]) -> Vec<&str> {
    of.iter()
        .for_each(|problem| assert!(problem.allowed.is_some(), "{problem:?}"));
    of.iter().map(|problem| problem.path.as_str()).collect()
}

fn put(desk: &Desk, name: &str, groups: &[&str], shift: Option<&str>) {
    let agent = Agent {
        groups: groups.iter().map(|group| (*group).to_owned()).collect(),
        shift: shift.map(str::to_owned),
        ..Agent::new(name)
    };
    let agent = Box::new(agent);
    desk.act(Actor::system()).doing(Act::PutAgent { agent }).wait().unwrap();
}

fn day() -> Value {
    json!({"name": "day", "week": {"monday": [{"from": 0, "to": 600}]}})
}

/// What refuses the publishing is told before, with everything else.
#[test]
fn a_shift_of_somebody_put_by_hand_is_told_like_any_problem() {
    let desk = desk();
    configure(&desk, read(json!({"calendars": [day()]})));
    put(&desk, "an", &["aftersales"], Some("day"));
    put(&desk, "bo", &["aftersales"], Some("day"));
    let without = json!({"windows": {"reopen_ms": -1}});
    let found = check(&desk, &without);
    assert_eq!(places(&found.problems), ["windows.reopen_ms", "calendars"]);
    assert!(
        found.problems[1]
            .wrong
            .contains("`day` is missing, and it is the shift of 2 agents"),
        "{found:?}"
    );
    assert_eq!(found.warnings, []);
    let error = desk.configure(read(without)).wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    let all = error.context_of("problems").unwrap();
    assert!(
        all.contains("windows.reopen_ms") && all.contains("calendars: `day` is missing"),
        "{all}"
    );
}

/// The clock of these desks stands at 2026-06-01.
#[test]
fn a_calendar_that_is_never_open_again_is_refused_where_something_counts_by_it() {
    let desk = desk();
    let over = json!({"name": "fair", "special": {"2026-05-01": [{"from": 0, "to": 600}]}});
    let to_come = json!({"name": "fair", "special": {"2026-06-02": [{"from": 0, "to": 600}]}});
    let with = |calendar: &Value, more: Value| {
        let mut document = more;
        document["calendars"] = json!([day(), calendar]);
        document["agents"] = json!([{"external_id": "an", "groups": ["aftersales"]}]);
        document
    };
    let counted = [
        json!({"queues": [{"name": "aftersales", "first_action_ms": 60000, "calendar": "fair"}]}),
        json!({"sla_policies": [{"name": "p", "when": "always", "calendar": "fair", "clocks": {"refund": {"target_ms": 5}}}]}),
        json!({"sla_policies": [{"name": "p", "when": "always", "clocks": {"refund": {"target_ms": 5, "calendar": "fair"}}}]}),
        json!({"tasks": [{"kind": "callback", "target_ms": 5, "calendar": "fair"}]}),
    ];
    for document in counted {
        let found = check(&desk, &with(&over, document.clone()));
        assert_eq!(places(&found.problems), ["calendars[1].special"], "{document}");
        assert_eq!(found.warnings, [], "{document}");
        let refused = desk.configure(read(with(&over, document.clone()))).wait();
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::Config, "{document}");
        assert_eq!(check(&desk, &with(&to_come, document)), ConfigCheck::default());
    }
    let asked = with(
        &over,
        json!({"rules": [{"name": "r", "when": {"in_calendar": "fair"}}]}),
    );
    let found = check(&desk, &asked);
    assert_eq!(
        (places(&found.problems), places(&found.warnings)),
        (vec![], vec!["calendars[1].special"])
    );
    configure(&desk, read(asked));
}

#[test]
fn a_queue_and_a_task_of_nobody_are_warned_of_and_can_be_published() {
    let desk = desk();
    let document = json!({
        "queues": [
            {"name": "gems", "groups": ["experts", "leads"]},
            {"name": "stars", "overflow": "gems"},
            {"name": "late", "steps": [{"after_ms": 5, "groups": ["aftersales"]}]},
        ],
        "tasks": [{"kind": "qc_inspection", "group": "lab"}],
        "automations": [{"name": "a", "on": {"events": ["ticket_opened"]}, "then": [{"task": {"kind": "callback", "group": "phones"}}]}],
    });
    let nobody = [
        "queues[0]",
        "queues[2]",
        "fallback_queue",
        "tasks[0].group",
        "automations[0].then[0].task.group",
    ];
    let found = check(&desk, &document);
    assert_eq!(
        (places(&found.problems), places(&found.warnings)),
        (vec![], nobody.to_vec())
    );
    assert!(
        found.warnings[0].wrong.contains("no agent is in `experts`, `leads`"),
        "{found:?}"
    );
    configure(&desk, read(document.clone()));
    // Somebody put by hand serves the fallback queue, and the other one by a step of its route.
    put(&desk, "an", &["aftersales", "lab"], None);
    let found = check(&desk, &document);
    assert_eq!(
        places(&found.warnings),
        ["queues[0]", "automations[0].then[0].task.group"]
    );
    // Somebody whom the document keeps.
    let mut kept = document.clone();
    kept["agents"] = json!([{"external_id": "bo", "groups": ["leads", "phones"]}]);
    assert_eq!(check(&desk, &kept), ConfigCheck::default());
    configure(&desk, read(kept));
    // Who is left out of the document goes with it.
    let found = check(&desk, &document);
    assert_eq!(
        places(&found.warnings),
        ["queues[0]", "automations[0].then[0].task.group"]
    );
    let gone = Act::RemoveAgent {
        agent: AgentId::of("an"),
    };
    desk.act(Actor::system()).doing(gone).wait().unwrap();
    assert_eq!(places(&check(&desk, &document).warnings), nobody);
}

/// What cannot be read, what is wrong with the rest, and what may be meant: all in one answer, and nobody is missed who could
/// not be read.
#[test]
fn a_document_is_told_whole() {
    let desk = desk();
    let document = json!({
        "queues": [{"nam": "x"}, {"name": "a", "max_depth": 0}, {"name": "b", "overfow": "a"}],
        "calendars": [{"name": "fair", "special": {"2026-05-01": [{"from": 0, "to": 600}]}}],
        "fallback_queue": "a",
    });
    let found = check(&desk, &document);
    assert_eq!(
        places(&found.problems),
        [
            "queues[0].nam",
            "queues[0].name",
            "queues[2].overfow",
            "queues[1].max_depth"
        ]
    );
    assert_eq!(
        places(&found.warnings),
        ["calendars[0].special", "queues[1]", "queues[2]"]
    );
    let mut unread = document.clone();
    unread["agents"] = json!([{"external_id": "an", "groups": "a"}]);
    assert_eq!(places(&check(&desk, &unread).warnings), ["calendars[0].special"]);
    let nothing = check(&desk, &json!("queues"));
    assert_eq!((places(&nothing.problems), nothing.warnings.len()), (vec![""], 0));
}

/// What is published says what `check_config` would have said of it.
#[test]
fn publishing_answers_with_the_warnings_of_a_check() {
    let desk = desk();
    let doubtful = json!({
        "shops": [],
        "queues": [{"name": "vip", "groups": ["crew"]}],
        "calendars": [{"name": "fair", "special": {"2026-05-01": [{"from": 0, "to": 600}]}}],
    });
    let told = check(&desk, &doubtful);
    assert_eq!(told.problems, []);
    assert!(!told.warnings.is_empty());
    let done = desk.configure(read(doubtful)).wait().unwrap();
    assert_eq!(done.warnings, told.warnings);
    let kept = serde_json::to_value(&done).unwrap();
    assert_eq!(kept["warnings"], json!(told.warnings));

    put(&desk, "an", &["crew"], None);
    let sound = json!({"shops": [], "queues": [{"name": "vip", "groups": ["crew"]}]});
    let told = check(&desk, &sound);
    let done = desk.configure(read(sound)).wait().unwrap();
    assert_eq!(done.warnings, told.warnings);
    let served = |of: &[Problem]| of.iter().all(|problem| !problem.wrong.contains("crew"));
    assert!(served(&done.warnings), "somebody is there by now: {:?}", done.warnings);

    let again = Act::Configure {
        config: Box::new(read(json!({"queues": [{"name": "night", "groups": ["owls"]}]}))),
    };
    let publish = || desk.act(Actor::system()).doing(again.clone()).key("k").wait().unwrap();
    assert!(!publish().warnings.is_empty());
    let repeated = publish();
    assert!(repeated.repeated && repeated.warnings.is_empty());
    assert_eq!(serde_json::to_value(&repeated).unwrap().get("warnings"), None);
}
