//! The words for commands on work give those commands, with what was added.
use std::sync::Arc;

use aftersync_core::engine::act::Doing;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::command::Actor;
use aftersync_core::model::custom::CustomValue;
use aftersync_core::model::evidence::{Evidence, EvidenceKind};
use aftersync_core::model::handoff::{TaskResult, TaskTrigger};
use aftersync_core::model::ids::{AgentId, ListingId, ProductId, TaskId, TicketId, Uid};
use aftersync_core::model::money::Money;
use aftersync_core::model::ticket::LineOutcome;
use aftersync_core::model::trigger::Trigger;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::engine;
use serde_json::{Value, json};

fn said(doing: Doing) -> Value {
    serde_json::to_value(&doing.command().act).unwrap()
}

#[test]
fn each_word_gives_its_command() {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 1);
    let act = builder.build().unwrap().desk("acme").act(Actor::system());
    let (ticket, agent) = (TicketId(Uid([1; 16])), AgentId::of("an"));
    let offers = |word: &str| json!({"do": word, "ticket": ticket, "agent": agent});
    assert_eq!(said(act.accept_offer(ticket, agent)), offers("accept_offer"));
    assert_eq!(said(act.hold_offer(ticket, agent)), offers("hold_offer"));
    assert_eq!(said(act.reject_offer(ticket, agent)), offers("reject_offer"));
    let there = json!({"do": "set_presence", "agent": agent, "presence": "online"});
    assert_eq!(said(act.set_presence(agent, Presence::Online)), there);
    assert_eq!(
        said(act.set_presence(agent, Presence::Online).leased())["leased"],
        json!(true)
    );
    assert_eq!(said(act.heartbeat(agent)), json!({"do": "heartbeat", "agent": agent}));
    assert_eq!(
        said(act.remove_agent(agent)),
        json!({"do": "remove_agent", "agent": agent})
    );
    let an = Agent::new("an");
    assert_eq!(said(act.put_agent(an.clone())), json!({"do": "put_agent", "agent": an}));
    let (listing, product) = (ListingId(Uid([2; 16])), ProductId(Uid([3; 16])));
    assert_eq!(
        said(act.join_listing(listing, product)),
        json!({"do": "join_listing", "listing": listing, "product": product})
    );
    assert_eq!(said(act.set_stock([])), json!({"do": "set_stock", "levels": []}));
}

#[test]
fn a_move_of_a_task_takes_what_goes_with_it() {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 1);
    let act = builder.build().unwrap().desk("acme").act(Actor::system());
    let (task, agent) = (TaskId(Uid([4; 16])), AgentId::of("an"));
    let line = LineOutcome {
        line: "L1".to_owned(),
        ..LineOutcome::default()
    };
    let photo = Evidence {
        kind: EvidenceKind::Image,
        url: Some("https://files.example/1".to_owned()),
        blob: None,
        note: None,
    };
    let plain = said(act.move_task(task, TaskTrigger::Done));
    let whole = act
        .move_task(task, TaskTrigger::Done)
        .agent(agent)
        .reason("broken on the way")
        .result(TaskResult::Partial)
        .raises(Trigger::GoodsArrived)
        .amount(Money::cny(100))
        .lines([line.clone()])
        .field("shelf", CustomValue::Text("b4".to_owned()))
        .evidence(photo.clone());
    let wanted = json!({
        "do": "move_task", "task": task, "trigger": "done", "agent": agent, "reason": "broken on the way",
        "result": "partial", "raises": "goods_arrived", "amount": Money::cny(100), "lines": [line],
        "form": {"shelf": "b4"}, "attachments": [photo],
    });
    assert_eq!(said(whole), wanted);
    // What nobody added is not there, and what is no task has no place for it.
    assert!(plain["agent"].is_null() && plain["amount"].is_null() && plain["form"] == json!({}));
    let other = act.heartbeat(agent).result(TaskResult::Partial).agent(agent).leased();
    assert_eq!(said(other), json!({"do": "heartbeat", "agent": agent}));
}
