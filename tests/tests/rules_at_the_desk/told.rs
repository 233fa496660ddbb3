//! What the log and the rows keep of who got a ticket, why, and by which configuration.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::limits::MAX_VERSIONS;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::{Config, QueueConfig};
use aftersync_core::model::event::EventBody;
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::offer::{OfferTerms, Reservation};
use aftersync_core::model::selection::AssignCause;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{configure, engine, opened, told};

use super::agent;

fn new() -> Desk {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 17);
    builder.build().unwrap().desk("acme")
}

fn assigned(desk: &Desk) -> Vec<(AgentId, AssignCause, u32)> {
    let of = |body| match body {
        EventBody::Assigned {
            agent,
            because,
            version,
            by_hand,
            ..
        } => {
            assert_eq!(by_hand, because == AssignCause::ByHand);
            Some((agent, because, version))
        }
        _ => None,
    };
    told(desk).into_iter().filter_map(of).collect()
}

#[test]
fn why_it_was_this_agent_and_by_which_configuration() {
    let desk = new();
    let an = agent(&desk, "an", None);
    configure(&desk, Config::default());
    let first = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    let bo = agent(&desk, "bo", None);
    configure(&desk, Config::default());
    let give = |ticket, agent| {
        desk.act(Actor::system()).doing(Act::Assign {
            ticket,
            agent: Some(agent),
        })
    };
    give(first, bo).wait().unwrap();
    let terms = OfferTerms {
        max_offers: 2,
        ..OfferTerms::default()
    };
    configure(
        &desk,
        Config {
            queues: vec![QueueConfig {
                reservation: Some(Reservation::Offer(terms)),
                ..QueueConfig::new("aftersales")
            }],
            ..Config::default()
        },
    );
    let second = opened(&desk, "A2", "order-2", Kind::RefundOnly);
    let (ticket, agent) = (second, an);
    desk.act(Actor::system())
        .doing(Act::AcceptOffer { ticket, agent })
        .wait()
        .unwrap();
    assert_eq!(
        assigned(&desk),
        [
            (an, AssignCause::Queue, 1),
            (bo, AssignCause::ByHand, 2),
            (an, AssignCause::Offer, 3)
        ]
    );
}

#[test]
fn more_than_somebody_can_take_is_told() {
    let desk = new();
    let an = Agent {
        capacity: 10,
        groups: ["aftersales".to_owned()].into(),
        presence: Presence::Online,
        ..Agent::new("an")
    };
    let who = an.id;
    let put = Act::PutAgent { agent: Box::new(an) };
    desk.act(Actor::system()).doing(put).wait().unwrap();
    let tickets = ["A1", "A2"].map(|id| opened(&desk, id, &format!("order-{id}"), Kind::RefundOnly));
    let over = |desk: &Desk| {
        let of = |body| match body {
            EventBody::AgentOverCapacity { agent, load, capacity } => Some((agent, load, capacity)),
            _ => None,
        };
        told(desk).into_iter().filter_map(of).collect::<Vec<_>>()
    };
    assert_eq!(over(&desk), [], "one fits, the other waits");
    let (ticket, agent) = (tickets[1], Some(who));
    desk.act(Actor::system())
        .doing(Act::Assign { ticket, agent })
        .wait()
        .unwrap();
    assert_eq!(over(&desk), [(who, 20, 10)]);
}

#[test]
fn earlier_configurations_are_kept_for_a_while() {
    let desk = new();
    let named = |n: u32| Config {
        fallback_queue: format!("queue {n}"),
        ..Config::default()
    };
    for n in 1..=MAX_VERSIONS + 2 {
        configure(&desk, named(n));
    }
    let at = |version| desk.config_at(version).wait().unwrap();
    assert_eq!(at(2), None);
    for n in [3, 50, MAX_VERSIONS + 2] {
        assert_eq!(at(n), Some(Config { version: n, ..named(n) }));
    }
    assert_eq!(at(MAX_VERSIONS + 3), None);
    assert_eq!(at(MAX_VERSIONS + 2), Some(desk.config().wait().unwrap()));
}
