//! Configurations that cannot be read: everything is told at once, at its place in the document.
use aftersync_core::model::config::Config;
use aftersync_core::routing::{Document, Problem};
use serde_json::{Value, json};

fn problems(written: &Value) -> Vec<Problem> {
    Document::read(written).problems()
}

fn told(written: &Value) -> Vec<String> {
    problems(written).iter().map(ToString::to_string).collect()
}

#[test]
fn each_thing_that_cannot_be_read_is_told_with_what_is_allowed() {
    let cases = [
        (
            json!({"quues": []}),
            "quues: there is no such field (allowed: version, zone_minutes, ",
        ),
        (
            json!({"queues": [{"name": "a", "max_depth": "many"}]}),
            "queues[0].max_depth: the text `many` (allowed: a whole number from 0 to 4294967295)",
        ),
        (
            json!({"queues": [{"name": "a", "max_depth": -1}]}),
            "queues[0].max_depth: the number `-1` (allowed: a whole number from 0 to 4294967295)",
        ),
        (
            json!({"queues": [{"name": "a", "max_depth": 1.5}]}),
            "queues[0].max_depth: the number `1.5` (allowed: a whole number from 0 to 4294967295)",
        ),
        (
            json!({"queues": [{}]}),
            "queues[0].name: it is missing (allowed: a value: nothing stands in for it)",
        ),
        (
            json!({"queues": [{"name": "a", "strategy": "best"}]}),
            "queues[0].strategy: there is no word `best` (allowed: least_load, ",
        ),
        (json!({"queues": {"name": "a"}}), "queues: an object (allowed: a list)"),
        (json!({"queues": null}), "queues: nothing (allowed: a list)"),
        (
            json!({"windows": {"cool_off_ms": true}}),
            "windows.cool_off_ms: `true` (allowed: a whole number)",
        ),
        (
            json!({"windows": {"goodwill_cap": "much"}}),
            "windows.goodwill_cap: the text `much` (allowed: a list of amounts",
        ),
        (
            json!({"windows": {"goodwill_cap": [{"minor": 5, "currency": "yuan"}]}}),
            "windows.goodwill_cap[0].currency: the value cannot be read (allowed: a currency is three capital letters)",
        ),
        (
            json!({"sla": {"first_respons": 5}}),
            "sla.first_respons: there is no word `first_respons` (allowed: first_response, ",
        ),
        (
            json!({"fallback_queue": 5}),
            "fallback_queue: the number `5` (allowed: text)",
        ),
        (
            json!({"rules": [{"name": "r", "when": {"alwas": 1}}]}),
            "rules[0].when: there is no word `alwas` (allowed: always, all, ",
        ),
        (
            json!({"rules": [{"name": "r", "when": "all"}]}),
            "rules[0].when: a word without its value (allowed: the value of the word, as {\"word\": value})",
        ),
        (
            json!({"rules": [{"name": "r", "when": {"not": {"kind": ["refnd"]}}}]}),
            "rules[0].when.not.kind[0]: there is no word `refnd` (allowed: refund_only, ",
        ),
        (
            json!({"rules": [{"name": "r", "when": {"all": ["always", {"test": {"of": "kinds", "is": "exists"}}]}}]}),
            "rules[0].when.all[1].test.of: there is no word `kinds` (allowed: ",
        ),
        (
            json!({"rules": [{"name": "r", "when": {"test": {"of": "amount", "is": {"between": [1]}}}}]}),
            "rules[0].when.test.is.between: 1 values (allowed: ",
        ),
        (
            json!({"automations": [{"name": "a", "on": {"events": ["ticket_opened"]}, "then": [{"task": {"kind": "look", "group": "g"}}]}]}),
            "automations[0].then[0].task.kind: there is no word `look` (allowed: ",
        ),
        (
            json!({"automations": [{"name": "a", "on": {"events": ["ticket_opened"]}, "then": [{"task": {"kind": "approval"}}]}]}),
            "automations[0].then[0].task.group: it is missing (allowed: ",
        ),
        (
            json!({"agents": [{"external_id": 13800138000_i64}]}),
            "agents[0].external_id: a value of another type (allowed: text)",
        ),
        (
            json!({"agents": [{"external_id": "e", "138 0013": 1}]}),
            "agents[0].?: there is no such field (allowed: ",
        ),
        (
            json!({"rules": [{"name": "r", "when": {"owner_is": ["wang"]}}]}),
            "rules[0].when.owner_is[0]: the value cannot be read (allowed: an id is 32 hexadecimal digits)",
        ),
        (
            json!({"rules": [{"name": "r", "when": {"custom": {"name": "phone", "is": [138]}}}]}),
            "rules[0].when.custom.is: the value has no form that is read (allowed: true or false, ",
        ),
        (
            json!({"rules": [{"name": "r", "when": {"custom": {"nam": "phone", "is": true}}}]}),
            "rules[0].when.custom.nam: there is no such field (allowed: on, name, is)",
        ),
        (json!([]), "a list (allowed: an object)"),
    ];
    for (written, wanted) in cases {
        let told = told(&written);
        assert!(
            told.first().is_some_and(|told| told.starts_with(wanted)),
            "{written}\n{told:#?}"
        );
        assert!(
            written.is_array() || serde_json::from_value::<Config>(written.clone()).is_err(),
            "{written}: a reader takes it"
        );
    }
}

/// Whatever a reader takes, this one takes, and as the same.
#[test]
fn what_can_be_read_is_read_as_ever() {
    let config = json!({
        "queues": [{"name": "a", "per_agent": 3, "reservation": "auto_accept", "overflow": "b"}, {"name": "b", "max_depth": null}],
        "rules": [
            {"name": "r", "when": {"all": ["always", {"not": {"kind": ["repair"]}}, {"custom": ["vip", true]},
                {"custom": {"on": "product", "name": "fragile", "is": {"minor": 5, "currency": "CNY"}}},
                {"test": {"of": "amount", "is": {"between": [1, 5]}, "or_missing": true}}]},
             "then": {"queue": "a", "skills": {"gems": 3}}}
        ],
        "windows": {"goodwill_cap": 700}, "sla": {"refund": 5}, "quiet_hours": {"from": 1320, "to": 480},
        "calendars": [{"name": "day", "week": {"monday": [{"from": 1, "to": 2}]}}],
    });
    let read = Document::read(&config);
    assert_eq!(read.unread(), []);
    assert_eq!(read.config(), Some(&serde_json::from_value::<Config>(config).unwrap()));
}

#[test]
fn all_of_them_are_told_and_the_rest_is_checked_at_the_places_it_has() {
    let written = json!({
        "queues": [
            {"nam": "gone", "max_depth": 1},
            {"name": "a", "per_agent": 0, "max_depth": "many"},
            5,
            {"name": "b", "max_depth": 0, "overflow": "nowhere"},
        ],
        "rules": [
            {"name": "x", "when": "alway"},
            {"name": "y", "when": {"any": [{"kind": ["refnd"]}, {"tag": []}]}, "then": {"queue": "b", "band": 9}},
            {"name": "z", "when": {"any": [{"kinds": []}]}, "then": {"band": 300}},
        ],
        "calendars": [{"name": "day", "wek": {}, "week": 5}],
        "windows": {"cool_off_ms": -5, "reopen_ms": "soon"},
    });
    let places: Vec<String> = problems(&written).into_iter().map(|problem| problem.path).collect();
    assert_eq!(
        places,
        [
            "calendars[0].week",
            "calendars[0].wek",
            "queues[0].nam",
            "queues[0].name",
            "queues[1].max_depth",
            "queues[2]",
            "rules[0].when",
            "rules[1].when.any[0].kind[0]",
            "rules[2].then.band",
            "rules[2].when.any[0]",
            "windows.reopen_ms",
            "windows.cool_off_ms",
            "queues[1].per_agent",
            "queues[3].max_depth",
            "queues[3].overflow",
            "rules[1].then.band",
            "rules[1].when.any[1].tag",
        ]
    );
}

/// A form that waits for a queue that could not be read is not wrong for that.
#[test]
fn what_follows_from_something_left_out_is_not_told() {
    let written = json!({
        "fallback_queue": 5,
        "groups": [{"name": "g"}],
        "queues": [{"name": "a", "groups": ["g"]}, {"name": "b", "strategy": 1, "groups": ["g"]}],
        "calendars": [{"name": "day", "week": {"monday": [{"from": 1}]}, "made_up": 5}],
        "custom": [{"name": "vip", "on": "ticket", "of": "yes or no"}],
        "rules": [
            {"name": "r", "when": {"in_calendar": "day"}, "then": {"queue": "b"}},
            {"name": "s", "when": {"custom": {"name": "vip", "is": true}}, "then": {"queue": "a"}},
        ],
        "automations": [{"name": "a", "on": {"events": ["ticket_opened"]}, "then": [{"band": "high"}]}],
    });
    let places: Vec<String> = problems(&written).into_iter().map(|problem| problem.path).collect();
    assert_eq!(
        places,
        [
            "automations[0].then[0].band",
            "calendars[0].made_up",
            "calendars[0].week.monday[0].to",
            "custom[0].of",
            "fallback_queue",
            "queues[1].strategy",
        ]
    );
}

#[test]
fn the_error_of_a_document_names_the_first_and_has_all() {
    let written = json!({"queues": [{"name": "a", "overfow": "b"}, {"name": "a", "max_depth": "x"}]});
    let error = Document::read(&written).into_config().unwrap_err();
    assert_eq!(error.context_of("field"), Some("queues[0].overfow"));
    assert!(error.context_of("allowed").unwrap().contains("overflow"));
    let all = error.context_of("problems").unwrap();
    for place in [
        "queues[0].overfow",
        "queues[1].max_depth",
        "queues[1]: queue `a` is declared twice",
    ] {
        assert!(all.contains(place), "{all}");
    }
    let sound = json!({"queues": [{"name": "a"}]});
    assert_eq!(Document::read(&sound).into_config().unwrap().queues.len(), 1);
}

/// A file of another kind does not make a list without end.
#[test]
fn a_hundred_are_told_at_most() {
    let many: Vec<Value> = (0..500).map(|n| json!({"name": 5, "other": n})).collect();
    let read = Document::read(&json!({"queues": many}));
    assert_eq!(read.unread().len(), 100);
    assert_eq!(read.config(), None);
    assert_eq!(read.problems().len(), 100);
}
