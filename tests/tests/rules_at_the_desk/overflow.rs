//! Whatever happens to agents and queues, each open ticket is somebody's who is there, or waits where it can be found.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::{Config, QueueConfig};
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::store::{Key, Record, Slot, TicketStore};
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::MemoryStore;
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
