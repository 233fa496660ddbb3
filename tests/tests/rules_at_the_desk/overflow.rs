//! Whatever happens to agents and queues, each open ticket is somebody's who is there, or waits where it can be found.
use std::sync::Arc;

use aftersync_core::engine::{Desk, Engine};
use aftersync_core::model::agent::{Agent, OverCapacity, Presence};
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::calendar::{Calendar, Hours, Weekday};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::{Config, QueueConfig, Rule, Then, When};
use aftersync_core::model::event::{AnyEvent, Cursor, EventBody};
use aftersync_core::model::ids::{AgentId, QueueId, TicketId};
use aftersync_core::model::selection::OverflowWhen;
use aftersync_core::model::time::{HOUR, MINUTE};
use aftersync_core::store::{Key, Record, Slot, TicketStore};
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{configure, engine, opened, ticket, work};
use proptest::prelude::*;

const NAMES: [&str; 3] = ["an", "bo", "chu"];

/// What befalls a desk.
#[derive(Clone, Debug)]
enum Deed {
    Put(usize, bool, i64),
    Remove(usize),
    Presence(usize, bool),
    Open,
    End(usize),
    Work,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (0usize..3, any::<bool>(), 0i64..5).prop_map(|(who, spare, tens)| Deed::Put(who, spare, tens * 10)),
        (0usize..3).prop_map(Deed::Remove),
        (0usize..3, any::<bool>()).prop_map(|(who, on)| Deed::Presence(who, on)),
        Just(Deed::Open),
        Just(Deed::Open),
        (0usize..8).prop_map(Deed::End),
        Just(Deed::Work),
    ]
}

fn config() -> Config {
    Config {
        queues: vec![
            QueueConfig {
                max_depth: Some(1),
                overflow: Some("spare".into()),
                ..QueueConfig::new("aftersales")
            },
            QueueConfig::new("spare"),
        ],
        ..Config::default()
    }
}

fn put(who: usize, spare: bool, capacity: i64) -> Act {
    let name = NAMES[who];
    Act::PutAgent {
        agent: Box::new(Agent {
            groups: [if spare { "spare" } else { "aftersales" }.to_owned()].into(),
            capacity,
            presence: Presence::Online,
            ..Agent::new(name)
        }),
    }
}

fn play(store: Arc<dyn TicketStore>, deeds: &[Deed]) {
    let (builder, _clock) = engine(store.clone(), 3);
    let engine = builder.build().unwrap();
    let desk = engine.desk("acme");
    configure(&desk, config());
    let mut open: Vec<TicketId> = Vec::new();
    for (n, deed) in deeds.iter().enumerate() {
        let act = |act: Act| drop(desk.act(Actor::system()).doing(act).wait());
        match deed {
            Deed::Put(who, spare, capacity) => act(put(*who, *spare, *capacity)),
            Deed::Remove(who) => act(Act::RemoveAgent {
                agent: AgentId::of(NAMES[*who]),
            }),
            Deed::Presence(who, on) => act(Act::SetPresence {
                agent: AgentId::of(NAMES[*who]),
                presence: if *on { Presence::Online } else { Presence::Away },
                leased: false,
            }),
            Deed::Open => open.push(opened(&desk, &format!("A{n}"), &format!("order-{n}"), Kind::RefundOnly)),
            Deed::End(at) if *at < open.len() => {
                let id = open.swap_remove(*at);
                desk.act(Actor::role(Role::Agent)).reject(id, "1", "no").wait().unwrap();
            }
            Deed::End(_) => {}
            Deed::Work => work(&engine),
        }
    }
    work(&engine);
    for id in open {
        settled(&*store, &desk, id);
    }
    assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());
}

/// A ticket is somebody's who is there, or waits, counted, and nobody could take it.
fn settled(store: &dyn TicketStore, desk: &Desk, id: TicketId) {
    let t = ticket(desk, id);
    assert!(t.assignment.queue.is_some());
    let choice = desk.explain_routing(id).wait().unwrap().choice;
    match t.assignment.agent {
        Some(agent) => {
            let key: Key = Agent::key(agent.0);
            let slots = store.reader().unwrap().load(desk.tenant(), &[key]).unwrap().slots;
            assert!(matches!(slots[..], [Slot::Row { .. }]), "{agent} is gone and has {id}");
        }
        None => assert_eq!(choice.agent, None, "{id} waits, though somebody has room"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn no_ticket_is_lost_or_stuck(deeds in prop::collection::vec(any_deed(), 1..24)) {
        play(Arc::new(MemoryStore::new()), &deeds);
        play(Arc::new(SqliteStore::in_memory().unwrap()), &deeds);
    }
}

/// Somebody who is online, but at work from 9 to 17 in Berlin only; a ticket that comes while nobody is there goes elsewhere.
fn by_day(capacity: i64) -> (Engine, Desk, ManualClock) {
    let (builder, clock) = engine(Arc::new(MemoryStore::new()), 4);
    let engine = builder.build().unwrap();
    let desk = engine.desk("acme");
    let mut config = config();
    config.queues[0].max_depth = None;
    config.queues[0].overflow_when = Some(OverflowWhen {
        nobody_online: true,
        ..OverflowWhen::default()
    });
    let hours = vec![Hours { from: 540, to: 1_020 }];
    config.calendars = vec![Calendar {
        name: "day".into(),
        zone: Some("Europe/Berlin".into()),
        week: Weekday::ALL.iter().map(|day| (*day, hours.clone())).collect(),
        ..Calendar::default()
    }];
    configure(&desk, config);
    let Act::PutAgent { mut agent } = put(0, false, capacity) else {
        panic!("no agent")
    };
    agent.shift = Some("day".into());
    desk.act(Actor::system()).doing(Act::PutAgent { agent }).wait().unwrap();
    (engine, desk, clock)
}

#[test]
fn who_is_online_but_off_shift_is_not_there() {
    let (_, desk, clock) = by_day(100);
    let queue = |id: &str| {
        let id = opened(&desk, id, &format!("order-{id}"), Kind::RefundOnly);
        ticket(&desk, id).assignment.queue
    };
    // It is 2:00 in Berlin.
    assert_eq!(queue("A"), Some(QueueId::of("spare")));
    clock.advance(7 * HOUR);
    assert_eq!(queue("B"), Some(QueueId::of("aftersales")));
}

#[test]
fn the_expected_wait_counts_whose_shift_it_is() {
    let (engine, desk, clock) = by_day(0);
    desk.act(Actor::system()).doing(put(1, false, 10)).wait().unwrap();
    let open = |id: String| opened(&desk, &id, &format!("order-{id}"), Kind::RefundOnly);
    for n in 0..5 {
        let id = open(format!("A{n}"));
        clock.advance(MINUTE);
        desk.act(Actor::role(Role::Agent)).reject(id, "1", "no").wait().unwrap();
        work(&engine);
    }
    let opened: Vec<TicketId> = (0..4).map(|n| open(format!("B{n}"))).collect();
    let last = opened[3];
    let expected = || {
        let told = desk.explain_routing(last).wait().unwrap();
        (told.ahead, told.expected_wait_ms.unwrap())
    };
    let (ahead, alone) = expected();
    clock.advance(7 * HOUR);
    let (still, both) = expected();
    assert_eq!((ahead, still), (2, 2));
    assert_eq!(alone, 2 * both, "one is there at night and two by day");
}

#[test]
fn the_last_on_shift_who_goes_leaves_a_queue_unstaffed() {
    let (engine, desk, clock) = by_day(0);
    let chu = put(1, false, 0);
    desk.act(Actor::system()).doing(chu).wait().unwrap();
    // Nobody has room, so it waits; at 2:00 the other one, who is online, is not on shift.
    let id = opened(&desk, "A", "order-A", Kind::RefundOnly);
    assert_eq!(ticket(&desk, id).assignment.queue, Some(QueueId::of("aftersales")));
    let goes = |who: usize| {
        let set = Act::SetPresence {
            agent: AgentId::of(NAMES[who]),
            presence: Presence::Away,
            leased: false,
        };
        desk.act(Actor::system()).doing(set).wait().unwrap();
    };
    goes(1);
    let unstaffed = |event: &AnyEvent| matches!(event, AnyEvent::Known(EventBody::QueueUnstaffed { waiting: 1, .. }));
    let told = |desk: &Desk| {
        let page = desk.events(Cursor(0), 0).wait().unwrap();
        page.events.iter().filter(|one| unstaffed(&one.event.body)).count()
    };
    assert_eq!(told(&desk), 1);
    clock.advance(8 * HOUR);
    work(&engine);
    assert_eq!(told(&desk), 1, "somebody is there by day");
}

#[test]
fn a_queue_that_is_nearly_full_is_told_of_once_as_it_fills() {
    let (builder, _clock) = engine(Arc::new(MemoryStore::new()), 4);
    let desk = builder.build().unwrap().desk("acme");
    let mut config = config();
    config.queues[0].max_depth = Some(5);
    configure(&desk, config);
    desk.act(Actor::system()).doing(put(0, false, 0)).wait().unwrap();
    let high = || {
        let page = desk.events(Cursor(0), 0).wait().unwrap();
        let told = page.events.into_iter().filter_map(|one| match one.event.body {
            AnyEvent::Known(EventBody::QueueDepthHigh { waiting, max_depth, .. }) => Some((waiting, max_depth)),
            _ => None,
        });
        told.collect::<Vec<_>>()
    };
    let open = |n: usize| opened(&desk, &format!("A{n}"), &format!("order-{n}"), Kind::RefundOnly);
    let first: Vec<TicketId> = (0..3).map(open).collect();
    assert_eq!(high(), []);
    open(3);
    assert_eq!(high(), [(4, 5)]);
    open(4);
    assert_eq!(high(), [(4, 5)]);
    // It empties, and fills again.
    for id in first {
        desk.act(Actor::role(Role::Agent)).reject(id, "1", "no").wait().unwrap();
    }
    for n in 5..7 {
        open(n);
    }
    assert_eq!(high(), [(4, 5), (4, 5)]);
}

#[test]
fn who_is_given_more_than_they_can_take_is_named_in_the_answer() {
    let (builder, _clock) = engine(Arc::new(MemoryStore::new()), 4);
    let desk = builder.build().unwrap().desk("acme");
    configure(&desk, config());
    desk.act(Actor::system()).doing(put(0, false, 15)).wait().unwrap();
    let agent = AgentId::of(NAMES[0]);
    let give = |n: usize| {
        let id = opened(&desk, &format!("A{n}"), &format!("order-{n}"), Kind::RefundOnly);
        let give = Act::Assign {
            ticket: id,
            agent: Some(agent),
        };
        desk.act(Actor::system()).doing(give).wait().unwrap().over_capacity
    };
    assert_eq!(give(0), None);
    let over = OverCapacity {
        agent,
        load: 20,
        capacity: 15,
    };
    assert_eq!(give(1), Some(over));
}

#[test]
fn the_less_urgent_are_not_ahead() {
    let (builder, _clock) = engine(Arc::new(MemoryStore::new()), 4);
    let desk = builder.build().unwrap().desk("acme");
    let then = Then {
        band: Some(1),
        ..Then::default()
    };
    let config = Config {
        rules: vec![Rule::new("urgent", When::Kind(vec![Kind::Repair]), then)],
        ..Config::default()
    };
    configure(&desk, config);
    desk.act(Actor::system()).doing(put(0, false, 0)).wait().unwrap();
    let open = |n: usize, kind| opened(&desk, &format!("A{n}"), &format!("order-{n}"), kind);
    let plain: Vec<TicketId> = (0..4).map(|n| open(n, Kind::RefundOnly)).collect();
    let urgent: Vec<TicketId> = (4..6).map(|n| open(n, Kind::Repair)).collect();
    let ahead = |id: TicketId| desk.explain_routing(id).wait().unwrap().ahead;
    assert_eq!((ahead(urgent[0]), ahead(plain[0])), (1, 5));
    // A person says that one of them is as urgent.
    desk.act(Actor::system()).edit(plain[0]).band(1).wait().unwrap();
    assert_eq!((ahead(urgent[0]), ahead(plain[0]), ahead(plain[1])), (2, 2, 5));
    desk.act(Actor::role(Role::Agent))
        .reject(urgent[0], "1", "no")
        .wait()
        .unwrap();
    assert_eq!((ahead(plain[0]), ahead(plain[1])), (1, 4));
    assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());
}
