//! Past tickets given out again with automations that something calls which happened in truth: a message, an edit, a note, a task,
//! a buyer who wrote again; and that automations call each other. What the model grants a desk grants that lives with them.
use aftersync_core::engine::simulate::GivenOut;
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::conversation::MessageSnapshot;
use aftersync_core::model::event::{AnyEvent, Cursor, EventBody};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::money::Money;
use aftersync_tests::desk::{fact, opened, ticket, work};
use serde_json::{Value, json};

use super::simulate_later::{Lived, config, rung};

const MINUTE: i64 = 60_000;

fn approving(name: &str, on: Value, more: Value) -> Value {
    let mut it = json!({"name": name, "on": on, "then": [{"approve": [{"minor": 5_000, "currency": "CNY"}]}]});
    it.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    it
}

fn by(events: &[&str], more: Value) -> Value {
    json!([approving("a", json!({"events": events}), more)])
}

fn does(name: &str, on: Value, then: Value) -> Value {
    json!({"name": name, "on": on, "then": [then]})
}

fn writes(lived: &Lived, n: u32) {
    let at = lived.engine.now();
    let message: MessageSnapshot = serde_json::from_value(json!({
        "external_id": format!("m{n}"), "conversation": "talk", "sender": "buyer", "text": "hello", "at": at,
        "account": {"scope": "own", "uid": "buyer-1"}, "about": {"order": "order-A1", "platform": "app"},
    }))
    .unwrap();
    let message = FactBody::Message(Box::new(message));
    lived
        .desk
        .ingest([fact(at, message)])
        .wait()
        .unwrap()
        .remove(0)
        .unwrap();
}

fn act(lived: &Lived, act: Value) {
    let act: Act = serde_json::from_value(act).unwrap();
    let an = Actor::agent(AgentId::of("an"));
    lived.desk.act(an).doing(act).wait().unwrap();
    work(&lived.engine);
}

/// A task that is done well.
fn task(lived: &Lived, id: TicketId) {
    act(
        lived,
        json!({"do": "open_task", "ticket": id, "kind": "callback", "group": "leads"}),
    );
    let page = lived.desk.events(Cursor(0), 0).wait().unwrap();
    let task = page.events.iter().rev().find_map(|it| match &it.event.body {
        AnyEvent::Known(EventBody::TaskMoved { task, .. }) => Some(*task),
        _ => None,
    });
    lived.pass(2);
    for trigger in ["assign", "start", "done"] {
        let result = (trigger == "done").then_some("full");
        act(
            lived,
            json!({"do": "move_task", "task": task, "trigger": trigger, "result": result}),
        );
    }
}

fn open(lived: &Lived, id: TicketId) -> bool {
    matches!(
        ticket(&lived.desk, id).headline,
        Headline::Requested | Headline::AwaitingSeller
    )
}

/// The buyer writes after five minutes and is answered after eight; an edit, a note and a task follow; they write again after
/// twenty and are answered after thirty. Unless it is decided by then, a person says no after forty.
fn live(lived: &Lived) -> bool {
    let id = opened(&lived.desk, "A1", "order-A1", Kind::RefundOnly);
    lived.pass(5);
    writes(lived, 1);
    lived.pass(3);
    act(lived, json!({"do": "reply", "ticket": id, "text": "we look into it"}));
    lived.pass(2);
    act(lived, json!({"do": "edit", "ticket": id, "add_tags": ["vip"]}));
    lived.pass(2);
    act(lived, json!({"do": "note", "ticket": id, "text": "they called"}));
    lived.pass(2);
    task(lived, id);
    lived.pass(4);
    writes(lived, 2);
    lived.pass(10);
    act(lived, json!({"do": "reply", "ticket": id, "text": "tomorrow"}));
    lived.pass(10);
    let by_itself = !open(lived, id);
    match ticket(&lived.desk, id).headline {
        Headline::Rejected => (),
        _ => lived.end(id),
    }
    by_itself
}

/// How late the answer to whoever wrote again may be, in minutes, with a rung that notes that it is.
fn answered(minutes: i64) -> Value {
    let clocks = json!({"next_response": {"target_ms": minutes * MINUTE}});
    let mut late = rung("late", json!("breach"), json!({"band": 1}));
    late["clock"] = json!("next_response");
    json!([{"name": "all", "when": {"all": []}, "clocks": clocks, "ladder": [late]}])
}

fn cases() -> Vec<(Value, bool)> {
    let event = |it: Value| json!({"event": it});
    let tagged = |tag: &str| json!({"when": {"test": {"of": "tags", "is": {"has_any": [tag]}}}});
    let aged = |minutes: i64| json!({"when": {"test": {"of": "age", "is": {"ge": minutes * MINUTE}}}});
    let young = |minutes: i64| json!({"when": {"test": {"of": "age", "is": {"lt": minutes * MINUTE}}}});
    let unanswered = |minutes: i64| {
        json!([approving(
            "a",
            json!({"unanswered": {"ms": minutes * MINUTE}}),
            json!({})
        )])
    };
    let stood = |minutes: i64| json!({"after": {"headlines": ["awaiting_seller"], "ms": minutes * MINUTE}});
    let comes = || json!({"events": ["ticket_opened"]});
    let all = |all: &[Value]| json!(all);
    let edited = |more: Value| approving("edited", json!({"events": ["ticket_edited"]}), more);
    vec![
        (by(&["message_added"], json!({})), true),
        (by(&["message_added"], aged(21)), false),
        (by(&["message_added"], event(json!({"channels": ["call"]}))), false),
        (by(&["message_added"], event(json!({"channels": ["chat"]}))), true),
        (by(&["ticket_edited"], json!({})), true),
        (by(&["ticket_edited"], aged(11)), false),
        (by(&["note_added"], json!({})), true),
        (by(&["note_added"], young(12)), false),
        (by(&["task_moved"], event(json!({"results": ["full"]}))), true),
        (by(&["task_moved"], event(json!({"results": ["failed"]}))), false),
        (
            by(&["task_moved"], event(json!({"task_kinds": ["qc_inspection"]}))),
            false,
        ),
        (by(&["task_overdue", "kind_changed", "money_moved"], json!({})), false),
        (unanswered(5), true),
        (unanswered(11), false),
        (by(&["assigned"], json!({})), true),
        (by(&["assigned"], aged(1)), false),
        (by(&["released", "overflowed"], json!({})), false),
        // One calls another, at once and later.
        (
            all(&[does("t", comes(), json!({"tag": "x"})), edited(tagged("x"))]),
            true,
        ),
        (
            all(&[does("t", comes(), json!({"tag": "x"})), edited(tagged("y"))]),
            false,
        ),
        (
            all(&[
                does("t", stood(3), json!({"note": "slow"})),
                approving("a", json!({"events": ["note_added"]}), young(4)),
            ]),
            true,
        ),
        (
            all(&[
                does("t", comes(), json!({"task": {"kind": "callback", "group": "leads"}})),
                approving("a", json!({"events": ["task_moved"]}), young(1)),
            ]),
            true,
        ),
        // All of it or nothing: there is more to pay than it may.
        (
            all(&[
                json!({"name": "t", "on": comes(), "then": [{"tag": "x"}, {"approve": [{"minor": 10, "currency": "CNY"}]}]}),
                edited(tagged("x")),
            ]),
            false,
        ),
        // It is said no to.
        (
            all(&[does(
                "no",
                stood(20),
                json!({"move": {"trigger": "reject", "reason_code": "1", "text": "no"}}),
            )]),
            true,
        ),
        (
            all(&[does(
                "no",
                stood(45),
                json!({"move": {"trigger": "reject", "reason_code": "1", "text": "no"}}),
            )]),
            false,
        ),
    ]
}

#[test]
fn what_happened_in_truth_calls_automations() {
    let by_hand = Lived::by(config(json!({})));
    assert!(!live(&by_hand));
    for (automations, decided) in cases() {
        check(
            &by_hand,
            || config(json!({"automations": automations})),
            decided,
            &automations,
        );
    }
}

/// The clock of the next answer begins as the buyer writes again, and its rungs are due then.
#[test]
fn clocks_that_begin_as_the_buyer_writes_again_call_automations() {
    let by_hand = Lived::by(config(json!({})));
    assert!(!live(&by_hand));
    let passed = |point: &str| {
        by(
            &["clock_passed"],
            json!({"event": {"clocks": ["next_response"], "passed": [point]}}),
        )
    };
    let cases = [
        (passed("breach"), 6, true),
        (passed("breach"), 11, false),
        (passed("warn"), 11, true),
        (passed("warn"), 15, false),
        (by(&["escalated"], json!({})), 6, true),
        (by(&["escalated"], json!({})), 11, false),
    ];
    for (automations, minutes, decided) in cases {
        let of = || config(json!({"automations": automations, "sla_policies": answered(minutes)}));
        check(&by_hand, of, decided, &json!([automations, minutes]));
    }
}

fn check(by_hand: &Lived, of: impl Fn() -> aftersync_core::model::config::Config, decided: bool, case: &Value) {
    let would = by_hand.against(of()).would;
    assert_eq!(would.decided, u32::from(decided), "{case}");
    let living = Lived::by(of());
    assert_eq!(live(&living), decided, "lived with: {case}");
    let same = living.same(of());
    assert_eq!(
        (same.is.decided, &same.is.granted),
        (u32::from(decided), &would.granted),
        "{case}"
    );
    let rejects = case.to_string().contains("reject");
    let money = if decided && !rejects {
        vec![Money::cny(5_000)]
    } else {
        vec![]
    };
    assert_eq!(would.granted, money, "{case}");
    let without = living.against(config(json!({}))).would;
    assert_eq!((without.decided, without.granted), (0, vec![]), "{case}");
}

/// What is told of it: who did it, and that it is no grant.
#[test]
fn what_an_automation_refuses_is_decided_and_no_money() {
    let by_hand = Lived::by(config(json!({})));
    live(&by_hand);
    let stood = json!({"after": {"headlines": ["awaiting_seller"], "ms": 20 * MINUTE}});
    let no = does(
        "no",
        stood,
        json!({"move": {"trigger": "reject", "reason_code": "1", "text": "no"}}),
    );
    let simulation = by_hand.against(config(json!({"automations": [no]})));
    let GivenOut { verdict, .. } = &simulation.differing[0].would;
    assert_eq!(
        (verdict.outcome.as_str(), verdict.automation.as_deref()),
        ("moved", Some("no"))
    );
    assert_eq!(verdict.granted, None);
    // It was in hand for twenty minutes of forty, and nothing is left to do.
    let minutes = |of: &aftersync_core::engine::simulate::Attained| of.agents[0].minutes;
    assert_eq!((minutes(&simulation.is), minutes(&simulation.would)), (40, 20));
}

/// What an automation changed in truth is heard of as one changes it in the model, and by no other configuration.
#[test]
fn what_an_automation_changed_in_truth_calls_nothing() {
    let stood = json!({"after": {"headlines": ["awaiting_seller"], "ms": 3 * MINUTE}});
    let tags = does("t", stood, json!({"tag": "x"}));
    let hears = approving("a", json!({"events": ["ticket_edited"]}), json!({}));
    let lived = Lived::by(config(json!({"automations": [tags]})));
    let id = opened(&lived.desk, "A1", "order-A1", Kind::RefundOnly);
    lived.pass(10);
    lived.end(id);
    let decided = |automations: Value| lived.against(config(json!({"automations": automations}))).would.decided;
    assert_eq!(decided(json!([hears])), 0);
    assert_eq!(decided(json!([tags, hears])), 1);
}
