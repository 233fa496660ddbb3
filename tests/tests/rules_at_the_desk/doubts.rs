//! What nobody can ever take, and who is named for what they are not: told of a configuration before it is published.
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

/// Somebody with a capacity, and one skill at a level.
fn somebody(name: &str, group: &str, capacity: i64, skill: (&str, u8)) -> Agent {
    Agent {
        groups: [group.to_owned()].into(),
        capacity,
        skills: [(skill.0.to_owned(), skill.1)].into(),
        ..Agent::new(name)
    }
}

/// The warnings, which a publishing answers with too.
fn warned(desk: &Desk, written: &Value) -> Vec<String> {
    let found = desk.check_config(Document::read(written)).wait().unwrap();
    assert_eq!(found.problems, [], "{written}");
    let told = |warning: &aftersync_core::routing::Problem| warning.allowed.is_some();
    assert!(found.warnings.iter().all(told), "{found:#?}");
    found.warnings.into_iter().map(|warning| warning.path).collect()
}

fn rule(then: Value) -> Value {
    json!({"name": "r", "when": "always", "then": then})
}

/// A group that an escalation lets take tickets serves no queue.
#[test]
fn an_escalation_does_not_hide_that_nobody_serves_a_queue() {
    let desk = desk();
    let document = json!({
        "agents": [{"external_id": "an", "groups": ["night", "aftersales"]}],
        "queues": [
            {"name": "gems", "groups": ["experts"]},
            {"name": "late", "steps": [{"after_ms": 5, "groups": ["night"]}]}],
        "sla_policies": [{"name": "all", "when": "always", "clocks": {"decision": {"target_ms": 1000}},
            "ladder": [{"name": "late", "clock": "decision", "at": "breach", "do": [{"widen": ["night"]}]}]}],
    });
    assert_eq!(warned(&desk, &document), ["queues[0]"]);
}

#[test]
fn a_person_who_is_named_as_a_bot_is_told_of() {
    let desk = desk();
    let id = AgentId::of("bo");
    let document = json!({
        "agents": [{"external_id": "an", "groups": ["aftersales"]}],
        "queues": [{"name": "aftersales", "overflow_bot": id}],
        "rules": [rule(json!({"bot": {"policy": "first", "id": id}}))],
        "automations": [{"name": "tell", "on": {"events": ["overflowed"]}, "then": [{"watch": id}]}],
    });
    put(&desk, somebody("bo", "aftersales", 10, ("gems", 1)));
    assert_eq!(
        warned(&desk, &document),
        ["queues[0].overflow_bot", "rules[0].then.bot.id"]
    );
    put(
        &desk,
        Agent {
            kind: AgentKind::Bot,
            ..somebody("bo", "aftersales", 10, ("gems", 1))
        },
    );
    assert_eq!(warned(&desk, &document), [""; 0]);
}

#[test]
fn a_weight_that_nobody_can_take_is_told_of() {
    let desk = desk();
    put(&desk, somebody("an", "aftersales", 40, ("gems", 1)));
    put(&desk, somebody("bo", "heavy", 500, ("gems", 1)));
    let with = |then: Value, more: Value| {
        let mut document = more;
        document["rules"] = json!([rule(then)]);
        document
    };
    let weight = |weight: i64, more: Value| warned(&desk, &with(json!({"weight": weight}), more));
    let path = ["rules[0].then.weight"];
    assert_eq!(weight(40, json!({})), [""; 0]);
    assert_eq!(weight(41, json!({})), path);
    assert_eq!(
        weight(
            41,
            json!({"agents": [{"external_id": "chu", "groups": ["aftersales"]}]})
        ),
        [""; 0]
    );
    // Wherever it may go, by itself.
    let queue = |queue: Value| json!({"queues": [queue, {"name": "spare", "groups": ["heavy"]}]});
    let step = json!([{"after_ms": 5, "groups": ["heavy"]}]);
    assert_eq!(weight(41, queue(json!({"name": "aftersales", "steps": step}))), [""; 0]);
    assert_eq!(
        weight(41, queue(json!({"name": "aftersales", "overflow": "spare"}))),
        [""; 0]
    );
    assert_eq!(weight(41, queue(json!({"name": "aftersales"}))), path);
    assert_eq!(
        weight(501, queue(json!({"name": "aftersales", "overflow": "spare"}))),
        path
    );
    let adds = |weight: i64| {
        let adds = json!({"name": "r", "when": "always", "stop": false, "then": {"weight": weight}});
        json!({"queues": [{"name": "spare", "groups": ["heavy"]}], "rules": [adds]})
    };
    assert_eq!(warned(&desk, &adds(500)), [""; 0], "any queue may be its queue");
    assert_eq!(warned(&desk, &adds(501)), path);
    let mut off = adds(501);
    off["rules"][0]["enabled"] = json!(false);
    assert_eq!(warned(&desk, &off), [""; 0]);
    // Of a bot a ticket is one talk, where bots may have it.
    let kind = AgentKind::Bot;
    put(
        &desk,
        Agent {
            kind,
            ..somebody("robo", "aftersales", 1, ("gems", 1))
        },
    );
    assert_eq!(weight(41, json!({})), [""; 0]);
    let people = with(json!({"weight": 41, "bot": {"policy": "never"}}), json!({}));
    assert_eq!(warned(&desk, &people), path);
}

#[test]
fn skills_that_nobody_has_are_told_of() {
    let desk = desk();
    put(&desk, somebody("an", "aftersales", 40, ("gems", 3)));
    put(&desk, somebody("bo", "aftersales", 40, ("english", 3)));
    put(&desk, somebody("chu", "others", 40, ("gems", 5)));
    let asks = |then: Value| warned(&desk, &json!({"rules": [rule(then)]}));
    let path = ["rules[0].then.skills.gems"];
    assert_eq!(asks(json!({"skills": {"gems": 3}})), [""; 0]);
    assert_eq!(asks(json!({"skills": {"gems": 4}})), path);
    let floors = json!({"gems": [{"after_ms": 5, "level": 3}]});
    assert_eq!(asks(json!({"skills": {"gems": 4}, "floors": floors})), [""; 0]);
    assert_eq!(
        asks(json!({"skills": {"gems": 4}, "steps": [{"after_ms": 5, "drop_skills": ["gems"]}]})),
        [""; 0]
    );
    assert_eq!(
        asks(json!({"skills": {"gems": 4}, "steps": [{"after_ms": 5, "groups": ["others"]}]})),
        [""; 0]
    );
    assert_eq!(
        asks(json!({"skills": {"gems": 3, "english": 3}})),
        ["rules[0].then.skills"]
    );
    let away = json!([{"after_ms": 5, "queue": "spare", "exclusive": true, "skills": {"gems": 1}}]);
    let document = json!({"queues": [{"name": "spare", "groups": ["others"]}],
        "rules": [rule(json!({"skills": {"glass": 4}, "steps": away}))]});
    assert_eq!(warned(&desk, &document), [""; 0]);
    // What is published is answered with it.
    let document = serde_json::from_value(json!({"rules": [rule(json!({"skills": {"gems": 4}}))]})).unwrap();
    let done = desk.configure(document).wait().unwrap();
    let paths: Vec<&str> = done.warnings.iter().map(|warning| warning.path.as_str()).collect();
    assert_eq!(paths, path);
}

#[test]
fn tasks_that_nobody_can_be_given_are_told_of() {
    let desk = desk();
    put(&desk, somebody("an", "aftersales", 40, ("gems", 3)));
    put(&desk, somebody("bo", "bench", 90, ("gems", 5)));
    let of = |mut with: Value| {
        with["kind"] = json!("evidence");
        warned(&desk, &json!({"tasks": [with]}))
    };
    let path = ["tasks[0].weight"];
    assert_eq!(of(json!({"auto_assign": true, "weight": 41})), path);
    assert_eq!(of(json!({"weight": 41})), [""; 0], "whoever wants takes it");
    assert_eq!(
        of(json!({"auto_assign": true, "weight": 41, "group": "bench"})),
        [""; 0]
    );
    let step = json!([{"after_ms": 5, "groups": ["bench"]}]);
    assert_eq!(of(json!({"auto_assign": true, "weight": 41, "steps": step})), [""; 0]);
    let skills = json!({"gems": 4});
    assert_eq!(
        of(json!({"auto_assign": true, "skills": skills})),
        ["tasks[0].skills.gems"]
    );
    assert_eq!(
        of(json!({"auto_assign": true, "skills": skills, "steps": step})),
        [""; 0]
    );
    let eased = json!([{"after_ms": 5, "drop_skills": ["gems"]}]);
    assert_eq!(
        of(json!({"auto_assign": true, "skills": skills, "steps": eased})),
        [""; 0]
    );
}

/// A platform of nobody's shop; where no shop is declared any platform may be one.
#[test]
fn a_scope_of_no_shop_is_told_of() {
    let desk = desk();
    let with = |shops: Value| {
        json!({"shops": shops, "agents": [
            {"external_id": "an", "groups": ["aftersales"], "scope": {"tiktok": []}, "per_platform": {"phone": 2}},
            {"external_id": "bo", "groups": ["aftersales"], "scope": {"tiktok": [], "duoyin": []}}]})
    };
    let shops = json!([{"platform": "tiktok", "shop": "1"}]);
    assert_eq!(warned(&desk, &with(shops)), ["agents[1].scope.duoyin"]);
    assert_eq!(warned(&desk, &with(json!([]))), [""; 0]);
    let unread = with(json!([{"platform": "tiktok", "shop": "1"}, {"platform": "duoyin", "shp": "1"}]));
    let found = desk.check_config(Document::read(&unread)).wait().unwrap();
    assert_eq!(found.warnings, [], "the shop may be the one that could not be read");
}

/// What was put by hand and goes with the document counts no more; who is kept counts as it says.
#[test]
fn who_is_kept_counts_as_the_document_says() {
    let desk = desk();
    let document = |capacity: i64| {
        json!({"agents": [{"external_id": "an", "groups": ["aftersales"], "capacity": capacity}],
            "rules": [rule(json!({"weight": 200}))]})
    };
    configure(&desk, serde_json::from_value(document(500)).unwrap());
    assert_eq!(warned(&desk, &document(500)), [""; 0]);
    assert_eq!(warned(&desk, &document(50)), ["rules[0].then.weight"]);
}

/// Bots do no tasks, and serve nothing that is for people; what no rule gives to people they may have.
#[test]
fn bots_alone_are_nobody_for_what_is_for_people() {
    let desk = desk();
    let put_one = |name: &str, group: &str, kind: AgentKind| {
        let agent = Agent {
            kind,
            ..somebody(name, group, 10, ("gems", 1))
        };
        put(&desk, agent);
    };
    put_one("robo", "aftersales", AgentKind::Bot);
    let never = json!({"rules": [rule(json!({"bot": {"policy": "never"}}))]});
    let task = json!({"tasks": [{"kind": "evidence", "group": "aftersales"}]});
    assert_eq!(warned(&desk, &json!({})), [""; 0]);
    assert_eq!(warned(&desk, &never), ["rules[0].then.bot"]);
    assert_eq!(warned(&desk, &task), ["tasks[0].group"]);
    let mut on = never.clone();
    on["queues"] = json!([{"name": "aftersales", "overflow": "spare"}, {"name": "spare", "groups": ["aftersales"]}]);
    assert_eq!(warned(&desk, &on), [""; 0], "it goes on");
    let mut kept = never.clone();
    kept["agents"] = json!([{"external_id": "robot", "kind": "bot", "groups": ["aftersales"]}]);
    assert_eq!(warned(&desk, &kept), ["rules[0].then.bot"], "of the document too");
    put_one("an", "aftersales", AgentKind::Human);
    assert_eq!(warned(&desk, &never), [""; 0]);
    assert_eq!(warned(&desk, &task), [""; 0]);
}
