//! Why somebody got a ticket is told later, too: by what was written then, and by the rules of then.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::error::ErrorKind;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::{Config, QueueConfig, Rule, Then, When};
use aftersync_core::model::event::{AnyEvent, Cursor, EventBody};
use aftersync_core::model::ids::{AgentId, TicketId, Uid};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::offer::{OfferTerms, Reservation};
use aftersync_core::model::selection::{AssignCause, RankKey, Refusal};
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{configure, engine, opened};

fn new() -> Desk {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 29);
    builder.build().unwrap().desk("acme")
}

fn does(desk: &Desk, act: Act) {
    desk.act(Actor::system()).doing(act).wait().unwrap();
}

fn staff(desk: &Desk, name: &str, group: &str, presence: Presence) -> AgentId {
    let agent = Agent {
        groups: [group.to_owned()].into(),
        capacity: 40,
        presence,
        ..Agent::new(name)
    };
    does(desk, Act::PutAgent { agent: Box::new(agent) });
    AgentId::of(name)
}

fn by(rule: &str, kind: Kind, queue: &str) -> Config {
    let then = Then {
        queue: Some(queue.to_owned()),
        ..Then::default()
    };
    Config {
        queues: vec![QueueConfig::new("gems"), QueueConfig::new("desk")],
        rules: vec![Rule::new(rule, When::Kind(vec![kind]), then)],
        fallback_queue: "desk".to_owned(),
        ..Config::default()
    }
}

fn assignments(desk: &Desk, id: TicketId) -> Vec<Cursor> {
    let page = desk.events(Cursor(0), 1_000).wait().unwrap();
    let assigned = |body: &AnyEvent| matches!(body, AnyEvent::Known(EventBody::Assigned { .. }));
    let of = page.events.iter().filter(|one| one.event.ticket == Some(id));
    of.filter(|one| assigned(&one.event.body))
        .map(|one| one.cursor)
        .collect()
}

#[test]
fn a_decision_is_told_by_what_was_written_and_by_the_rules_of_then() {
    let desk = new();
    configure(&desk, by("repairs", Kind::Repair, "gems"));
    let an = staff(&desk, "an", "gems", Presence::Online);
    staff(&desk, "bo", "gems", Presence::Busy);
    let first = opened(&desk, "A1", "order-1", Kind::Repair);
    let second = opened(&desk, "A2", "order-2", Kind::Repair);
    let chu = staff(&desk, "chu", "desk", Presence::Online);
    // Other rules, and another who has it.
    configure(&desk, by("none of these", Kind::Exchange, "gems"));
    does(
        &desk,
        Act::Assign {
            ticket: second,
            agent: Some(chu),
        },
    );
    let [then, by_hand] = assignments(&desk, second)[..] else {
        panic!("{:?}", assignments(&desk, second));
    };
    let told = desk.explain_decision(second, Some(then)).wait().unwrap();
    assert_eq!((told.cursor, told.agent, told.because), (then, an, AssignCause::Queue));
    assert_eq!(told.version, 1);
    assert_eq!(
        (told.queue.as_deref(), told.rule.as_deref()),
        (Some("gems"), Some("repairs"))
    );
    let figures = told.considered.unwrap();
    assert_eq!((figures.looked_at, figures.eligible), (2, 1));
    assert_eq!(figures.refusals, [(Refusal::NotOnline, 1)].into());
    // They had one of 20 already.
    let [(key, load), (last, turn)] = figures.keys[..] else {
        panic!("{figures:?}")
    };
    assert_eq!((key, load), (RankKey::Load, 500));
    assert!(last == RankKey::LastTurn && turn > 0);
    let today = told.today.unwrap();
    assert_eq!((today.queue.as_str(), today.rule.as_deref()), ("gems", Some("repairs")));
    assert!(today.considered.iter().any(|one| one.rule == "repairs" && one.matched));
    let kinds = told.way.iter().map(|one| &one.event.body);
    assert!(matches!(
        kinds.collect::<Vec<_>>()[..],
        [AnyEvent::Known(EventBody::Enqueued { .. })]
    ));

    // The last one, by the rules that were in force by then.
    let last = desk.explain_decision(second, None).wait().unwrap();
    assert_eq!(
        (last.cursor, last.agent, last.because),
        (by_hand, chu, AssignCause::ByHand)
    );
    assert_eq!((last.version, last.considered), (2, None));
    assert_eq!(last.today.unwrap().queue, "desk");
    let other = desk.explain_decision(first, None).wait().unwrap();
    assert_eq!(other.considered.unwrap().keys[0], (RankKey::Load, 0));
}

/// What a rule looks at is as it was, until it is not; what no rule looks at does not matter.
#[test]
fn whether_the_rules_see_the_ticket_of_then() {
    let desk = new();
    let mut config = by("repairs", Kind::Repair, "gems");
    config.rules[0].when = When::All(vec![
        When::Kind(vec![Kind::Repair]),
        When::Not(Box::new(When::Tag(vec!["x".into()]))),
    ]);
    configure(&desk, config.clone());
    staff(&desk, "an", "gems", Presence::Online);
    let id = opened(&desk, "A1", "order-1", Kind::Repair);
    let unchanged = || desk.explain_decision(id, None).wait().unwrap().unchanged;
    assert_eq!(unchanged(), Some(true));
    let edit = || desk.act(Actor::system()).edit(id);
    edit().issue(IssueType::Damaged).wait().unwrap();
    assert_eq!(unchanged(), Some(true));
    edit().tag("x").wait().unwrap();
    assert_eq!(unchanged(), Some(false));
}

#[test]
fn what_nobody_decided_is_not_found() {
    let desk = new();
    let waits = opened(&desk, "A1", "order-1", Kind::Repair);
    for id in [waits, TicketId(Uid([9; 16]))] {
        let error = desk.explain_decision(id, None).wait().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
    }
    let an = staff(&desk, "an", "aftersales", Presence::Online);
    does(
        &desk,
        Act::Assign {
            ticket: waits,
            agent: Some(an),
        },
    );
    assert_eq!(desk.explain_decision(waits, None).wait().unwrap().agent, an);
    let early = desk.explain_decision(waits, Some(Cursor(1))).wait().unwrap_err();
    assert_eq!(early.kind(), ErrorKind::NotFound);
}

#[test]
fn an_offer_that_was_taken_is_explained_by_how_it_was_made() {
    let desk = new();
    let mut config = by("repairs", Kind::Repair, "gems");
    config.queues[0].reservation = Some(Reservation::Offer(OfferTerms::default()));
    configure(&desk, config);
    let an = staff(&desk, "an", "gems", Presence::Online);
    let id = opened(&desk, "A1", "order-1", Kind::Repair);
    does(&desk, Act::AcceptOffer { ticket: id, agent: an });
    let told = desk.explain_decision(id, None).wait().unwrap();
    assert_eq!((told.agent, told.because, told.version), (an, AssignCause::Offer, 1));
    let figures = told.considered.expect("figures of the offer");
    assert_eq!((figures.looked_at, figures.eligible), (1, 1));
    let offers = told.way.iter().filter_map(|one| match &one.event.body {
        AnyEvent::Known(EventBody::Offered { because, version, .. }) => Some((*because, *version)),
        _ => None,
    });
    assert_eq!(offers.collect::<Vec<_>>(), [(AssignCause::Queue, 1)]);
}
