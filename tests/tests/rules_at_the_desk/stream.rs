//! Urgent tickets that keep coming do not keep others waiting for ever, and who is free gets the first in the order of the queue.
use std::sync::Arc;

use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::Actor;
use aftersync_core::model::condition::When;
use aftersync_core::model::config::{Config, QueueConfig, Rule, Then};
use aftersync_core::model::ids::{QueueId, TicketId};
use aftersync_core::model::ticket::Ticket;
use aftersync_core::model::time::HOUR;
use aftersync_core::store::TicketStore;
use aftersync_core::store::index::queue_sort;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{configure, engine, opened, ticket, work};

use super::agent;

/// Everything is urgent but exchanges; each ticket is all that one agent can do.
fn config(age_step_ms: Option<i64>) -> Config {
    let then = |band| Then {
        band: Some(band),
        weight: Some(1_000),
        ..Then::default()
    };
    Config {
        sla: serde_json::from_str("{}").unwrap(),
        queues: vec![QueueConfig {
            age_step_ms,
            ..QueueConfig::new("aftersales")
        }],
        rules: vec![
            Rule::new("low", When::Kind(vec![Kind::Exchange]), then(4)),
            Rule::new("urgent", When::All(Vec::new()), then(0)),
        ],
        ..Config::default()
    }
}

fn place(t: &Ticket) -> i64 {
    queue_sort(t.band, t.next_due().or(t.assignment.due_at))
}

/// How many hours a low ticket waits while two urgent ones come each hour, of which one is done.
fn hours(age_step_ms: Option<i64>) -> Option<usize> {
    let store: Arc<dyn TicketStore> = Arc::new(MemoryStore::new());
    let (builder, clock) = engine(store, 4);
    let engine = builder.build().unwrap();
    let desk = engine.desk("acme");
    configure(&desk, config(age_step_ms));
    agent(&desk, "an", None);
    let mut open: Vec<TicketId> = vec![opened(&desk, "U", "order-u", Kind::RefundOnly)];
    let low = opened(&desk, "L", "order-l", Kind::Exchange);
    assert_eq!(ticket(&desk, low).assignment.queue, Some(QueueId::of("aftersales")));
    open.push(low);
    for hour in 0..60 {
        clock.set(engine.now().plus(HOUR));
        for n in 0..2 {
            open.push(opened(
                &desk,
                &format!("U{hour}-{n}"),
                &format!("order-{hour}-{n}"),
                Kind::RefundOnly,
            ));
        }
        work(&engine);
        let has = |id: &TicketId| ticket(&desk, *id).assignment.agent.is_some();
        let current = open.iter().copied().find(has).expect("somebody works");
        open.retain(|id| *id != current);
        let places: Vec<(TicketId, i64)> = open.iter().map(|id| (*id, place(&ticket(&desk, *id)))).collect();
        let first = places.iter().map(|(_, place)| *place).min();
        desk.act(Actor::role(Role::Agent))
            .reject(current, "1", "no")
            .wait()
            .unwrap();
        work(&engine);
        let next = places.iter().find(|(id, _)| has(id)).map(|(_, place)| *place);
        assert_eq!(next, first, "the first in the order has the agent now");
        if has(&low) {
            return Some(hour);
        }
    }
    None
}

#[test]
fn a_low_ticket_is_served_while_urgent_ones_keep_coming() {
    let waited = hours(None).expect("it is served");
    // Four hours for each of four bands, and then until it is the first of those that are due.
    assert!((16..=36).contains(&waited), "{waited}");
    assert!(hours(Some(HOUR)).unwrap() < waited, "a shorter step serves it sooner");
}

#[test]
fn without_ageing_bands_are_strict() {
    assert_eq!(hours(Some(0)), None);
}
