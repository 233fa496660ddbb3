//! Automations that time calls: a buyer who waits for an answer, a deadline of the platform that comes near.
use aftersync_core::automation::{due, next_at};
use aftersync_core::model::automation::{Automation, AutomationDone};
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::config::Config;
use aftersync_core::model::ticket::Ticket;
use aftersync_core::model::time::Timestamp;
use aftersync_core::routing::validate;
use serde_json::{Value, json};

use crate::fixture::{OPENED, ticket};

fn automation(on: Value) -> Automation {
    serde_json::from_value(json!({"name": "a", "on": on, "then": [{"tag": "t"}]})).unwrap()
}

fn done(t: &mut Ticket, since: Timestamp) {
    let done = AutomationDone {
        times: 1,
        since: Some(since),
    };
    t.local.automations.insert("a".into(), done);
}

fn ended(t: &Ticket) -> Ticket {
    Ticket {
        headline: Headline::Closed,
        ended_at: Some(OPENED),
        closed_at: Some(OPENED),
        ..t.clone()
    }
}

#[test]
fn a_buyer_who_waits_is_one_call_for_each_wait() {
    let all = [automation(json!({"unanswered": {"ms": 1_000}}))];
    let mut t = ticket(Kind::RefundOnly);
    assert_eq!(next_at(&all, &t), None, "nobody wrote");
    let wrote = OPENED.plus(500);
    t.buyer_waits_since = Some(wrote);
    assert_eq!(next_at(&all, &t), Some(wrote.plus(1_000)));
    assert_eq!(due(&all, &t, wrote.plus(999)).count(), 0);
    assert_eq!(due(&all, &t, wrote.plus(1_000)).count(), 1);
    assert_eq!(next_at(&all, &ended(&t)), None);
    done(&mut t, wrote);
    assert_eq!(next_at(&all, &t), None, "once for this wait");
    t.buyer_waits_since = Some(wrote.plus(9_000));
    assert_eq!(
        next_at(&all, &t),
        Some(wrote.plus(10_000)),
        "they were answered and wrote again"
    );
    t.buyer_waits_since = None;
    assert_eq!(next_at(&all, &t), None, "they were answered");
}

#[test]
fn a_deadline_that_comes_near_is_one_call_for_each_deadline() {
    let all = [automation(json!({"deadline": {"ms": 2_000}}))];
    let mut t = ticket(Kind::RefundOnly);
    t.platform_deadline = None;
    assert_eq!(next_at(&all, &t), None, "the platform names none");
    let deadline = OPENED.plus(10_000);
    t.platform_deadline = Some(deadline);
    assert_eq!(next_at(&all, &t), Some(OPENED.plus(8_000)));
    assert_eq!(due(&all, &t, OPENED.plus(7_999)).count(), 0);
    assert_eq!(due(&all, &t, OPENED.plus(8_000)).count(), 1);
    assert_eq!(next_at(&all, &ended(&t)), None);
    done(&mut t, deadline);
    assert_eq!(next_at(&all, &t), None);
    t.platform_deadline = Some(deadline.plus(5_000));
    assert_eq!(next_at(&all, &t), Some(OPENED.plus(13_000)), "it was put off");
}

#[test]
fn what_is_switched_off_or_merged_away_waits_for_nothing() {
    for on in [json!({"unanswered": {"ms": 1}}), json!({"deadline": {"ms": 1}})] {
        let mut all = [automation(on)];
        let mut t = ticket(Kind::RefundOnly);
        (t.buyer_waits_since, t.platform_deadline) = (Some(OPENED), Some(OPENED));
        assert!(next_at(&all, &t).is_some());
        let merged = Ticket {
            merged_into: Some(t.id),
            ..t.clone()
        };
        assert_eq!(next_at(&all, &merged), None);
        all[0].enabled = false;
        assert_eq!(next_at(&all, &t), None);
    }
}

#[test]
fn a_time_of_nothing_is_refused() {
    for on in ["unanswered", "deadline"] {
        let config = Config {
            automations: vec![automation(json!({on: {"ms": 0}}))],
            ..Config::default()
        };
        let paths: Vec<String> = validate(&config).into_iter().map(|problem| problem.path).collect();
        assert_eq!(paths, [format!("automations[0].on.{on}.ms")]);
        let slip = json!({"name": "a", "on": {on: {"hours": 1}}, "then": []});
        assert!(serde_json::from_value::<Automation>(slip).is_err());
    }
}
