//! What automations do beside tags and tasks: give a ticket to somebody, move it, keep fields on it. By the code that does it
//! for a person, all or nothing, and never in a person's name.

use aftersync_core::engine::Desk;
use aftersync_core::model::agent::{Agent, AgentKind, Presence};
use aftersync_core::model::axes::{Headline, Kind, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::custom::CustomValue;
use aftersync_core::model::event::{AnyEvent, Cursor, Event, EventBody};
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::issue::IssueType;
use aftersync_testkit::ManualClock;
use aftersync_tests::desk::{opened, ticket};
use serde_json::{Value, json};

use super::{agent, desk_with};

fn desk(config: Value) -> (Desk, ManualClock) {
    let mut whole = json!({"custom": [{"on": "ticket", "name": "tier", "of": {"choice": ["gold", "plain"]}}]});
    whole
        .as_object_mut()
        .unwrap()
        .extend(config.as_object().unwrap().clone());
    desk_with(whole)
}

fn on(name: &str, event: &str, then: Value) -> Value {
    json!({"name": name, "on": {"events": [event]}, "then": then})
}

fn log(desk: &Desk) -> Vec<Event> {
    let page = desk.events(Cursor(0), 0).wait().unwrap();
    page.events.into_iter().map(|recorded| recorded.event).collect()
}

/// Why automations were not carried out.
fn stopped(desk: &Desk) -> Vec<String> {
    let reason = |event: Event| match event.body {
        AnyEvent::Known(EventBody::AutomationStopped { reason, .. }) => reason,
        _ => None,
    };
    log(desk).into_iter().filter_map(reason).collect()
}

#[test]
fn it_gives_keeps_and_moves_and_nobody_of_ours_did() {
    let then = json!([
        {"assign": AgentId::of("an")},
        {"watch": AgentId::of("bo")},
        {"custom": {"name": "tier", "is": "gold"}},
        {"issue": "quality_defect"},
        {"move": {"trigger": "ask_buyer", "text": "which one of {number}?"}},
    ]);
    let (desk, _) = desk(json!({"automations": [on("all", "ticket_opened", then)]}));
    let (an, bo) = (agent(&desk, "an", None), agent(&desk, "bo", None));
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    let t = ticket(&desk, id);
    assert_eq!(stopped(&desk), [""; 0]);
    assert_eq!((t.headline, t.assignment.agent), (Headline::AwaitingBuyer, Some(an)));
    assert!(t.local.watchers.contains(&bo));
    assert_eq!(t.local.custom["tier"], CustomValue::Text("gold".into()));
    assert_eq!(t.issue, IssueType::QualityDefect);
    assert!(!t.local.touched, "no person worked on it");
    assert_eq!(t.local.first_human_at, None);
    let entry = t.local.entries.last().unwrap();
    assert_eq!((entry.role, entry.agent, entry.amount), (Role::Agent, None, None));
    let by = log(&desk).into_iter().find_map(|event| match event.body {
        AnyEvent::Known(EventBody::CommandApplied { .. }) => Some(event.actor),
        _ => None,
    });
    assert_eq!(by, Some(Actor::system()));
}

#[test]
fn it_refuses_closes_and_opens_again() {
    let (desk, _) = desk(json!({"automations": [
        on("no", "ticket_opened", json!([{"move": {"trigger": "reject", "reason_code": "7", "text": "too late"}}])),
        {"name": "over", "on": {"events": ["state_changed"]}, "event": {"to": ["rejected"]}, "then": [{"move": {"trigger": "close"}}]},
        on("again", "note_added", json!([{"move": {"trigger": "reopen"}}])),
    ]}));
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    assert_eq!(ticket(&desk, id).headline, Headline::Closed);
    let note = json!({"do": "note", "ticket": id, "text": "look once more"});
    let act: Act = serde_json::from_value(note).unwrap();
    desk.act(Actor::role(Role::Agent)).doing(act).wait().unwrap();
    let t = ticket(&desk, id);
    assert_eq!((t.headline, t.episode), (Headline::AwaitingSeller, 2));
    assert_eq!(stopped(&desk), [""; 0]);
}

#[test]
fn what_is_not_possible_then_is_refused_with_its_reason_and_leaves_nothing() {
    let nobody = AgentId::of("nobody");
    let refused = [
        (json!({"assign": nobody}), "agent"),
        (json!({"watch": nobody}), "agent"),
        (json!({"move": {"trigger": "close"}}), "close is not possible now"),
        (json!({"move": {"trigger": "answer"}}), "answer is not possible now"),
        (json!({"tell": {"verb": "extend_time"}}), "no platform is to be told"),
    ];
    for (step, why) in refused {
        let then = json!([{"tag": "new"}, {"issue": "quality_defect"}, step]);
        let (desk, _) = desk(json!({"automations": [on("all", "ticket_opened", then)]}));
        let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
        let t = ticket(&desk, id);
        let reasons = stopped(&desk);
        assert!(
            matches!(&reasons[..], [reason] if reason.contains(why)),
            "{step}: {reasons:?}"
        );
        assert!(
            t.local.tags.is_empty() && t.local.issue.is_none() && t.local.entries.is_empty(),
            "{step}"
        );
        assert_eq!(t.headline, Headline::AwaitingSeller);
    }
}

/// Who has it already is not given it once more, which would take it from them first.
#[test]
fn who_has_it_keeps_it() {
    let then = json!([{"assign": AgentId::of("an")}]);
    let (desk, _) = desk(json!({"automations": [on("an", "note_added", then)]}));
    agent(&desk, "an", None);
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    for _ in 0..2 {
        let act = json!({"do": "note", "ticket": id, "text": "n"});
        let act: Act = serde_json::from_value(act).unwrap();
        desk.act(Actor::role(Role::Agent)).doing(act).wait().unwrap();
    }
    let released = |event: &Event| matches!(event.body, AnyEvent::Known(EventBody::Released { .. }));
    assert_eq!(log(&desk).iter().filter(|event| released(event)).count(), 0);
    assert_eq!(ticket(&desk, id).assignment.agent, Some(AgentId::of("an")));
}

#[test]
fn a_bot_is_not_silenced_by_what_is_done_by_itself() {
    let then = json!([{"move": {"trigger": "ask_buyer"}}]);
    let (desk, _) = desk(json!({
        "rules": [{"name": "bot first", "when": {"all": []}, "then": {"bot": {"policy": "first", "id": AgentId::of("bot")}}}],
        "automations": [on("ask", "note_added", then)],
    }));
    agent(&desk, "an", None);
    let bot = Agent {
        kind: AgentKind::Bot,
        groups: ["aftersales".to_owned()].into(),
        capacity: 20,
        presence: Presence::Online,
        ..Agent::new("bot")
    };
    let put = Act::PutAgent { agent: Box::new(bot) };
    desk.act(Actor::system()).doing(put).wait().unwrap();
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    let talks = |t: &aftersync_core::model::ticket::Ticket| {
        t.assignment.agent == Some(AgentId::of("bot")) && t.local.bot.as_ref().is_some_and(|talk| talk.over.is_none())
    };
    assert!(talks(&ticket(&desk, id)));
    let act: Act = serde_json::from_value(json!({"do": "note", "ticket": id, "text": "n"})).unwrap();
    desk.act(Actor::system()).doing(act).wait().unwrap();
    let t = ticket(&desk, id);
    assert_eq!((t.headline, talks(&t)), (Headline::AwaitingBuyer, true));
}
