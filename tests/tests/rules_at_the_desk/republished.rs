//! A configuration that is published while tickets stand open: they come in line with it, however many they are, and whatever
//! happens in between.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::condition::When;
use aftersync_core::model::config::{Config, QueueConfig, Rule, Then};
use aftersync_core::model::ids::{QueueId, TicketId};
use aftersync_core::model::job::{Job, JobBody};
use aftersync_core::model::ticket::ClockKind;
use aftersync_core::model::time::{HOUR, MINUTE};
use aftersync_core::store::TicketStore;
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{configure, engine, opened, ticket, work};

/// More than two parts of the job.
const TICKETS: usize = 250;

fn all_to(queue: &str) -> Config {
    let then = Then {
        queue: Some(queue.to_owned()),
        ..Then::default()
    };
    Config {
        queues: vec![
            QueueConfig::new("first"),
            QueueConfig::new("second"),
            QueueConfig::new("third"),
        ],
        rules: vec![Rule::new("all", When::Always, then)],
        ..Config::default()
    }
}

fn stand_in(desk: &Desk, tickets: &[TicketId], queue: &str) -> usize {
    let there = |id: &&TicketId| ticket(desk, **id).assignment.queue == Some(QueueId::of(queue));
    tickets.iter().filter(there).count()
}

fn full(store: Arc<dyn TicketStore>) -> (Desk, aftersync_testkit::ManualClock, Vec<TicketId>) {
    let (builder, clock) = engine(store, 5);
    let desk = builder.build().unwrap().desk("acme");
    configure(&desk, all_to("first"));
    let tickets = (0..TICKETS)
        .map(|n| opened(&desk, &format!("A{n}"), &format!("order-{n}"), Kind::RefundOnly))
        .collect();
    (desk, clock, tickets)
}

fn stores() -> [Arc<dyn TicketStore>; 2] {
    [
        Arc::new(MemoryStore::new()),
        Arc::new(SqliteStore::in_memory().unwrap()),
    ]
}

#[test]
fn every_open_ticket_goes_where_the_new_rules_say() {
    for store in stores() {
        let (desk, _, tickets) = full(store);
        configure(&desk, all_to("second"));
        assert_eq!(stand_in(&desk, &tickets, "first"), TICKETS, "in the background");
        work(desk.engine());
        assert_eq!(stand_in(&desk, &tickets, "second"), TICKETS);
        assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn what_is_published_while_the_job_is_under_way_reaches_all() {
    let (desk, _, tickets) = full(Arc::new(MemoryStore::new()));
    configure(&desk, all_to("second"));
    let engine = desk.engine();
    std::thread::scope(|scope| {
        let working = scope.spawn(|| work(engine));
        while stand_in(&desk, &tickets[..1], "second") == 0 && !working.is_finished() {
            std::thread::yield_now();
        }
        configure(&desk, all_to("third"));
    });
    work(engine);
    assert_eq!(stand_in(&desk, &tickets, "third"), TICKETS);
    assert!(desk.row::<Job>(JobBody::Reapply.id()).wait().unwrap().is_none());
}

#[test]
fn a_queue_that_is_no_more_keeps_nobody() {
    let (desk, _, tickets) = full(Arc::new(MemoryStore::new()));
    for ticket in &tickets[..3] {
        let (ticket, queue) = (*ticket, "third".to_owned());
        desk.act(Actor::system())
            .doing(Act::Transfer { ticket, queue })
            .wait()
            .unwrap();
    }
    assert_eq!(stand_in(&desk, &tickets, "third"), 3);
    let mut without = all_to("first");
    without.queues.pop();
    configure(&desk, without);
    work(desk.engine());
    assert_eq!(stand_in(&desk, &tickets, "first"), TICKETS);
    // Somebody of the team gets them, as they would any other.
    let an = Agent {
        groups: ["first".to_owned()].into(),
        capacity: 100_000,
        presence: Presence::Online,
        ..Agent::new("an")
    };
    let who = an.id;
    let put = Act::PutAgent { agent: Box::new(an) };
    desk.act(Actor::system()).doing(put).wait().unwrap();
    work(desk.engine());
    for id in &tickets[..3] {
        assert_eq!(ticket(&desk, *id).assignment.agent, Some(who));
    }
}

#[test]
fn a_new_target_counts_at_once_and_keeps_what_was_counted() {
    let (desk, clock, tickets) = full(Arc::new(MemoryStore::new()));
    // Before any clock of theirs would make a timer look at them.
    clock.advance(10 * MINUTE);
    let mut sooner = all_to("first");
    sooner.sla.0.insert(ClockKind::FirstResponse, HOUR / 2);
    configure(&desk, sooner);
    work(desk.engine());
    for id in tickets {
        let now = ticket(&desk, id);
        let clock = now.clocks[&ClockKind::FirstResponse];
        assert_eq!(clock.due_at(), Some(now.opened_at.plus(HOUR / 2)));
        assert!(!clock.breached);
    }
}

#[test]
fn what_says_nothing_about_tickets_starts_no_job() {
    let (desk, _, _) = full(Arc::new(MemoryStore::new()));
    let mut other = all_to("first");
    other.windows.goodwill_cap.clear();
    let starts = |desk: &Desk| desk.row::<Job>(JobBody::Reapply.id()).wait().unwrap().is_some();
    configure(
        &desk,
        Config {
            auto: Vec::new(),
            ..all_to("first")
        },
    );
    assert!(!starts(&desk), "the same once more");
    configure(&desk, other);
    assert!(starts(&desk), "windows move the moments of tickets");
}
