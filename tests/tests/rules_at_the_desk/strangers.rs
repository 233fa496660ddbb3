//! Whom a configuration names and who is not there is told before it is published; what would change nothing is refused.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::model::agent::{Agent, AgentKind};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::ids::AgentId;
use aftersync_core::routing::Document;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{configure, engine};
use serde_json::{Value, json};

fn desk() -> Desk {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 1);
    builder.build().unwrap().desk("acme")
}

fn put(desk: &Desk, agent: Agent) {
    let agent = Box::new(agent);
    desk.act(Actor::system()).doing(Act::PutAgent { agent }).wait().unwrap();
}

/// The places of the warnings; nothing is a problem.
fn warned(desk: &Desk, written: &Value) -> Vec<String> {
    let found = desk.check_config(Document::read(written)).wait().unwrap();
    assert_eq!(found.problems, [], "{written}");
    found.warnings.into_iter().map(|warning| warning.path).collect()
}

fn document(watcher: &str, bot: &str) -> Value {
    let (watcher, bot) = (AgentId::of(watcher), AgentId::of(bot));
    json!({
        "agents": [{"external_id": "an", "groups": ["aftersales"]}],
        "queues": [{"name": "aftersales", "overflow_bot": bot}],
        "rules": [{"name": "bots", "when": "always", "stop": true,
            "then": {"queue": "aftersales", "bot": {"policy": "first", "id": bot}}}],
        "sla_policies": [{"name": "all", "when": "always", "clocks": {"decision": {"target_ms": 1000}},
            "ladder": [{"name": "late", "clock": "decision", "at": "breach", "do": [{"band": 0}, {"watch": watcher}]}]}],
        "automations": [{"name": "tell", "on": {"events": ["overflowed"]}, "then": [{"tag": "late"}, {"watch": watcher}]}],
        "tasks": [{"kind": "callback", "group": "aftersales", "target_ms": 1000,
            "ladder": [{"name": "late", "at": "breach", "do": [{"watch": watcher}]}]}],
    })
}

#[test]
fn agents_named_by_an_id_that_is_nobodys_are_told_of() {
    let desk = desk();
    let (watches, asks) = (
        vec![
            "sla_policies[0].ladder[0].do[1].watch",
            "automations[0].then[1].watch",
            "tasks[0].ladder[0].do[0].watch",
        ],
        vec!["queues[0].overflow_bot", "rules[0].then.bot.id"],
    );
    let both = document("bo", "botty");
    assert_eq!(warned(&desk, &both), [asks.clone(), watches.clone()].concat());
    // Whom the document keeps is there.
    assert_eq!(warned(&desk, &document("an", "botty")), asks);
    put(&desk, Agent::new("bo"));
    assert_eq!(warned(&desk, &both), asks, "put by hand");
    let kind = AgentKind::Bot;
    put(
        &desk,
        Agent {
            kind,
            ..Agent::new("botty")
        },
    );
    assert_eq!(warned(&desk, &both), [""; 0]);
    // Whom the configuration in force keeps goes with it.
    let keeps = json!({"agents": [{"external_id": "chu", "groups": ["aftersales"]}]});
    configure(&desk, serde_json::from_value(keeps).unwrap());
    assert_eq!(warned(&desk, &document("chu", "botty")), watches);
}

#[test]
fn groups_that_are_to_do_tasks_and_in_which_nobody_is_are_told_of_wherever_they_stand() {
    let desk = desk();
    let written = json!({
        "agents": [{"external_id": "an", "groups": ["aftersales"]}],
        "tasks": [
            {"kind": "callback", "group": "aftersales", "auto_assign": true, "target_ms": 1000,
             "retry": {"attempts": 1, "escalate_to": "makers"},
             "steps": [{"after_ms": 1000, "groups": ["aftersales", "bench"]}],
             "ladder": [{"name": "late", "at": "breach", "do": [{"notify": "chat"}, {"group": "leads"}]}]},
            {"kind": "qc_inspection", "auto_assign": true},
            {"kind": "evidence", "auto_assign": true},
            {"kind": "approval"},
            {"kind": "custom", "auto_assign": true},
            {"kind": "repair_job", "group": "repair"}],
    });
    let all = [
        "tasks[0].steps[0].groups[1]",
        "tasks[0].ladder[0].do[1].group",
        "tasks[0].retry.escalate_to",
        "tasks[1].group",
        "tasks[5].group",
    ];
    assert_eq!(warned(&desk, &written), all);
    let groups = ["bench", "leads", "qc"].map(str::to_owned).into();
    put(
        &desk,
        Agent {
            groups,
            ..Agent::new("bo")
        },
    );
    assert_eq!(warned(&desk, &written), [all[2], all[4]]);
}

/// A setting that changes nothing is refused where it stands.
#[test]
fn the_clock_of_the_next_answer_takes_no_pauses() {
    let desk = desk();
    let with = |clock: &str, pauses: &[&str]| {
        let clocks = json!({clock: {"target_ms": 1000, "pauses": pauses}});
        let written = json!({"sla_policies": [{"name": "all", "when": "always", "clocks": clocks}]});
        desk.check_config(Document::read(&written)).wait().unwrap().problems
    };
    assert_eq!(with("decision", &["disputed"]), []);
    assert_eq!(with("next_response", &[]), []);
    let found = with("next_response", &["disputed"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].path, "sla_policies[0].clocks.next_response.pauses");
    assert!(
        found[0].wrong.contains("never pauses") && found[0].allowed.is_some(),
        "{found:?}"
    );
}
