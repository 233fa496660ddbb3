//! Steps of automations with values of their own: what is wrong with one is named by its place, with what would be right.
use aftersync_core::model::action::ActionVerb;
use aftersync_core::model::automation::{Automation, AutomationMove, AutomationTell};
use aftersync_core::model::config::Config;
use aftersync_core::model::trigger::Trigger;
use aftersync_core::routing::validate;
use serde_json::{Value, json};

fn problems(step: &Value) -> Vec<(String, String)> {
    let automation = json!({"name": "a", "on": {"events": ["note_added"]}, "then": [step]});
    let custom = json!([
        {"on": "ticket", "name": "tier", "of": {"choice": ["gold", "plain"]}},
        {"on": "ticket", "name": "words", "of": "text"},
        {"on": "customer", "name": "vip", "of": "flag"},
    ]);
    let config = Config {
        automations: vec![serde_json::from_value::<Automation>(automation).unwrap()],
        custom: serde_json::from_value(custom).unwrap(),
        ..Config::default()
    };
    let found = validate(&config).into_iter();
    found.map(|it| (it.path, it.allowed.unwrap_or_default())).collect()
}

fn wrong(step: &Value) -> Vec<String> {
    problems(step).into_iter().map(|(path, _)| path).collect()
}

#[test]
fn a_ticket_is_moved_only_by_what_promises_nothing() {
    for trigger in Trigger::ALL {
        let step = json!({"move": {"trigger": trigger}});
        match AutomationMove::TRIGGERS.contains(trigger) {
            true => assert_eq!(wrong(&step), [""; 0], "{trigger}"),
            false => {
                let [(path, allowed)] = &problems(&step)[..] else {
                    panic!("{trigger}")
                };
                assert_eq!(path, "automations[0].then[0].move.trigger");
                assert_eq!(allowed, "ask_buyer, answer, reject, close, reopen");
            }
        }
    }
    for verb in ActionVerb::ALL {
        let told = wrong(&json!({"tell": {"verb": verb}}));
        match AutomationTell::VERBS.contains(verb) {
            true => assert_eq!(told, [""; 0], "{verb}"),
            false => assert_eq!(told, ["automations[0].then[0].tell.verb"], "{verb}"),
        }
        assert!(!AutomationTell::VERBS.contains(verb) || ActionVerb::ASIDES.contains(verb));
    }
}

#[test]
fn words_codes_and_fields_are_looked_at() {
    let at = |step: Value| wrong(&step);
    let moved = |with: Value| {
        let mut it = json!({"trigger": "reject"});
        it.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
        at(json!({"move": it}))
    };
    assert_eq!(
        moved(json!({"reason_code": "7", "text": "{number}: {amount}"})),
        [""; 0]
    );
    assert_eq!(
        moved(json!({"text": "dear {name}"})),
        ["automations[0].then[0].move.text"]
    );
    assert_eq!(moved(json!({"text": " "})), ["automations[0].then[0].move.text"]);
    assert_eq!(
        moved(json!({"reason_code": ""})),
        ["automations[0].then[0].move.reason_code"]
    );
    assert_eq!(
        moved(json!({"reason_code": "7".repeat(129)})),
        ["automations[0].then[0].move.reason_code"]
    );
    let remark = json!({"tell": {"verb": "add_remark", "text": "{name}"}});
    assert_eq!(at(remark), ["automations[0].then[0].tell.text"]);
    let custom = |name: &str, is: Value| at(json!({"custom": {"name": name, "is": is}}));
    assert_eq!(custom("tier", json!("gold")), [""; 0]);
    assert_eq!(custom("tier", json!("silver")), ["automations[0].then[0].custom.is"]);
    assert_eq!(custom("tier", json!(true)), ["automations[0].then[0].custom.is"]);
    assert_eq!(custom("vip", json!(true)), ["automations[0].then[0].custom"]);
    assert_eq!(
        custom("words", json!("w".repeat(4_097))),
        ["automations[0].then[0].custom.is"]
    );
}
