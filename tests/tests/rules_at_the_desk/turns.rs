//! Equally loaded agents take turns.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::Actor;
use aftersync_core::model::config::{Config, QueueConfig};
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::selection::{RouteStep, Strategy};
use aftersync_core::model::time::MINUTE;
use aftersync_core::store::{Table, TicketStore};
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::{MemoryStore, dump};
use aftersync_tests::desk::{configure, engine, opened, ticket, work};

use super::agent;

/// Nine tickets that are ended as soon as they come, in one and the same millisecond: nobody is ever loaded.
fn nine_tickets(store: Arc<dyn TicketStore>) -> Vec<AgentId> {
    let (builder, _clock) = engine(store, 1);
    let desk = builder.build().unwrap().desk("acme");
    for name in ["an", "bo", "chu"] {
        agent(&desk, name, None);
    }
    let one = |n: usize| {
        let id = opened(&desk, &format!("A{n}"), &format!("order-{n}"), Kind::RefundOnly);
        let whose = ticket(&desk, id).assignment.agent.expect("an agent");
        desk.act(Actor::role(Role::Agent)).reject(id, "1", "no").wait().unwrap();
        whose
    };
    (0..9).map(one).collect()
}

#[test]
fn three_idle_agents_get_three_of_nine_tickets_each() {
    let memory: Arc<dyn TicketStore> = Arc::new(MemoryStore::new());
    let order = nine_tickets(memory.clone());
    let mut each: BTreeMap<AgentId, usize> = BTreeMap::new();
    order.iter().for_each(|a| *each.entry(*a).or_default() += 1);
    assert_eq!(each.values().copied().collect::<Vec<_>>(), [3, 3, 3]);
    assert_eq!(order[..3], order[3..6], "in turn");

    let sqlite: Arc<dyn TicketStore> = Arc::new(SqliteStore::in_memory().unwrap());
    assert_eq!(nine_tickets(sqlite.clone()), order);
    let tenant = aftersync_core::model::ids::Tenant::new("acme");
    let (a, b) = (dump(&*memory, &tenant).unwrap(), dump(&*sqlite, &tenant).unwrap());
    assert_eq!(a.without_versions(), b.without_versions());
    assert_eq!(
        memory
            .reader()
            .unwrap()
            .gauges(&tenant, Table::AgentTurn)
            .unwrap()
            .len(),
        3
    );
}

#[test]
fn a_ticket_given_by_hand_is_a_turn_too() {
    let (builder, _clock) = engine(Arc::new(MemoryStore::new()), 2);
    let desk = builder.build().unwrap().desk("acme");
    let (an, bo) = (agent(&desk, "an", None), agent(&desk, "bo", None));
    let first = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    let taken = ticket(&desk, first).assignment.agent.unwrap();
    let other = if taken == an { bo } else { an };
    desk.act(Actor::role(Role::Agent))
        .reject(first, "1", "no")
        .wait()
        .unwrap();
    let second = opened(&desk, "A2", "order-2", Kind::RefundOnly);
    assert_eq!(ticket(&desk, second).assignment.agent, Some(other));
    desk.act(Actor::system()).assign(second, taken).wait().unwrap();
    desk.act(Actor::role(Role::Agent))
        .reject(second, "1", "no")
        .wait()
        .unwrap();
    let third = opened(&desk, "A3", "order-3", Kind::RefundOnly);
    assert_eq!(ticket(&desk, third).assignment.agent, Some(other));
}

/// The step of a queue that goes by load itself.
#[test]
fn a_step_goes_by_who_is_idle_longest() {
    let (builder, clock) = engine(Arc::new(MemoryStore::new()), 5);
    let engine = builder.build().unwrap();
    let desk = engine.desk("acme");
    let step = RouteStep {
        after_ms: MINUTE,
        strategy: Some(Strategy::LongestIdle),
        ..RouteStep::default()
    };
    let queue = QueueConfig {
        steps: vec![step],
        ..QueueConfig::new("aftersales")
    };
    let config = Config {
        queues: vec![queue],
        ..Config::default()
    };
    configure(&desk, config);
    let nine: Vec<TicketId> = (0..9)
        .map(|n| {
            clock.advance(1);
            opened(&desk, &format!("A{n}"), &format!("order-{n}"), Kind::RefundOnly)
        })
        .collect();
    clock.advance(2 * MINUTE);
    work(&engine);
    for name in ["an", "bo", "chu"] {
        agent(&desk, name, None);
    }
    clock.advance(1_000);
    work(&engine);
    let whose: Vec<AgentId> = nine
        .iter()
        .map(|id| ticket(&desk, *id).assignment.agent.expect("an agent"))
        .collect();
    let all: BTreeSet<AgentId> = whose.iter().copied().collect();
    assert_eq!(all.len(), 3);
    assert_eq!((&whose[..3], &whose[..3]), (&whose[3..6], &whose[6..]), "in turn");
}
