//! Loads that drifted: told, put right once, and never found where nothing is wrong, however much goes on meanwhile.
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};

use aftersync_core::engine::Desk;
use aftersync_core::engine::loads::LoadDrift;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::event::{AnyEvent, Cursor, EventBody};
use aftersync_core::model::handoff::{TaskKind, TaskTrigger};
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::task_config::TaskConfig;
use aftersync_core::store::{Batch, GaugeChange, Key, Table, TicketStore};
use aftersync_sqlite::{Durability, Options, SqliteStore};
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{configure, engine, opened, task_moves, ticket, work};
use aftersync_tests::prng::Prng;

/// What the writing of somebody else, or a bug of ours, does to a load.
pub(crate) fn fault(store: &dyn TicketStore, name: &str, by: i64) {
    let mut writer = store.writer().unwrap();
    let head = writer.head(&"acme".into()).unwrap();
    let mut batch = Batch::new("acme".into(), head);
    let load = Key::new(Table::AgentLoad, AgentId::of(name).0);
    batch.gauges.insert(load, GaugeChange { by, ceiling: None });
    writer.commit(&[batch]).unwrap();
}

pub(crate) fn load(desk: &Desk, name: &str) -> i64 {
    desk.agent(AgentId::of(name)).wait().unwrap().unwrap().load
}

pub(crate) fn person(desk: &Desk, name: &str, capacity: i64) {
    let agent = Box::new(Agent {
        groups: ["aftersales".to_owned(), "dock".to_owned()].into(),
        capacity,
        presence: Presence::Online,
        ..Agent::new(name)
    });
    desk.act(Actor::system()).doing(Act::PutAgent { agent }).wait().unwrap();
}

fn config() -> Config {
    let of = TaskConfig {
        group: Some("dock".to_owned()),
        weight: 7,
        ..TaskConfig::new(TaskKind::Callback)
    };
    Config {
        tasks: vec![of],
        ..Config::default()
    }
}

/// What was told of loads, in the order of the log.
pub(crate) fn told(desk: &Desk) -> Vec<LoadDrift> {
    let (mut all, mut at) = (Vec::new(), Cursor(0));
    loop {
        let page = desk.events(at, 0).wait().unwrap();
        if page.events.is_empty() {
            return all;
        }
        at = page.next;
        all.extend(page.events.iter().filter_map(|recorded| match recorded.event.body {
            AnyEvent::Known(EventBody::LoadDrifted { agent, stored, counted }) => {
                Some(LoadDrift { agent, stored, counted })
            }
            _ => None,
        }));
    }
}

fn revision(store: &dyn TicketStore) -> i64 {
    store.reader().unwrap().head(&"acme".into()).unwrap().rev
}

fn found_told_and_put_right(store: Arc<dyn TicketStore>) {
    let (builder, _) = engine(store.clone(), 1);
    let desk = builder.build().unwrap().desk("acme");
    configure(&desk, config());
    person(&desk, "an", 20);
    person(&desk, "bo", 0);
    let first = opened(&desk, "T1", "O1", Kind::RefundOnly);
    let an = AgentId::of("an");
    assert_eq!(ticket(&desk, first).assignment.agent, Some(an));
    desk.act(Actor::system())
        .open_task(first, TaskKind::Callback, "", [])
        .wait()
        .unwrap();
    let task = ticket(&desk, first).local.tasks[0];
    let claim = task_moves(task, TaskTrigger::Assign, None, Vec::new());
    desk.act(Actor::agent(an)).doing(claim).wait().unwrap();
    let right = load(&desk, "an");
    assert!(right > 7, "a ticket and a task of 7: {right}");

    let before = revision(&*store);
    assert_eq!(desk.verify_loads().wait().unwrap(), []);
    assert_eq!(revision(&*store), before, "nothing is written where nothing drifted");

    // Too much: nothing fits any more, though there is room.
    fault(&*store, "an", 30);
    fault(&*store, "bo", -4);
    let second = opened(&desk, "T2", "O2", Kind::RefundOnly);
    assert_eq!(ticket(&desk, second).assignment.agent, None);
    let mut drifts = vec![
        LoadDrift {
            agent: an,
            stored: right + 30,
            counted: right,
        },
        LoadDrift {
            agent: AgentId::of("bo"),
            stored: -4,
            counted: 0,
        },
    ];
    drifts.sort_by_key(|drift| drift.agent);
    assert_eq!(desk.verify_loads().wait().unwrap(), drifts);
    assert_eq!((load(&desk, "an"), load(&desk, "bo")), (right, 0));
    let mut events = told(&desk);
    events.sort_by_key(|drift| drift.agent);
    assert_eq!(events, drifts);
    assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());

    let before = revision(&*store);
    assert_eq!(desk.verify_loads().wait().unwrap(), []);
    assert_eq!(revision(&*store), before);
    let drained = Act::PutAgent {
        agent: Box::new(Agent {
            capacity: 200,
            ..desk.agent(an).wait().unwrap().unwrap().agent
        }),
    };
    desk.act(Actor::system()).doing(drained).wait().unwrap();
    work(desk.engine());
    assert_eq!(ticket(&desk, second).assignment.agent, Some(an));

    // It happens again: that it was put right before is no reason not to.
    fault(&*store, "an", -3);
    assert_eq!(desk.verify_loads().wait().unwrap().len(), 1);
    assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());
}

#[test]
fn a_load_that_drifted_is_told_and_put_right() {
    found_told_and_put_right(Arc::new(MemoryStore::new()));
    found_told_and_put_right(Arc::new(SqliteStore::in_memory().unwrap()));
}

#[test]
fn whoever_waited_for_room_that_was_there_gets_it() {
    let store = Arc::new(MemoryStore::new());
    let (builder, _) = engine(store.clone(), 1);
    let desk = builder.build().unwrap().desk("acme");
    configure(&desk, Config::default());
    person(&desk, "an", 10);
    fault(&*store, "an", 10);
    let id = opened(&desk, "T1", "O1", Kind::RefundOnly);
    assert_eq!(ticket(&desk, id).assignment.agent, None);
    assert_eq!(desk.verify_loads().wait().unwrap().len(), 1);
    work(desk.engine());
    assert_eq!(ticket(&desk, id).assignment.agent, Some(AgentId::of("an")));
}

const NAMES: [&str; 3] = ["an", "bo", "chi"];
const FAULTS: usize = 25;

fn desk_on(path: &PathBuf, seed: u64) -> (Arc<dyn TicketStore>, Desk) {
    let options = Options::durable(Durability::Off);
    let store: Arc<dyn TicketStore> = Arc::new(SqliteStore::open(path, options).unwrap());
    let (builder, _) = engine(store.clone(), seed);
    (store, builder.build().unwrap().desk("acme"))
}

/// Two engines on one file look for the same faults at once, while people are given tickets and tickets are taken from them.
#[test]
fn two_who_look_at_once_put_right_once_while_people_work() {
    let path = std::env::temp_dir().join(format!("aftersync-loads-{}.db", std::process::id()));
    let ends = ["", "-wal", "-shm"].map(|end| format!("{}{end}", path.display()));
    ends.iter().for_each(|file| drop(std::fs::remove_file(file)));
    let (store, first) = desk_on(&path, 1);
    let (_, second) = desk_on(&path, 2);
    configure(&first, Config::default());
    NAMES.iter().for_each(|name| person(&first, name, 1_000));
    let tickets: Vec<_> = (0..4)
        .map(|n| opened(&first, &format!("A{n}"), &format!("O{n}"), Kind::RefundOnly))
        .collect();
    let (over, ready) = (AtomicBool::new(false), Barrier::new(2));
    let looks = |desk: &Desk| {
        let mut found = 0;
        for n in 0..FAULTS {
            if ready.wait().is_leader() {
                fault(
                    &*store,
                    NAMES[n % NAMES.len()],
                    if n.is_multiple_of(2) { 9 } else { -9 },
                );
            }
            ready.wait();
            // Where people are quicker than the count, it is asked for again.
            found += desk.verify_loads().wait().map_or(0, |drifts| drifts.len());
        }
        found
    };
    let works = |desk: &Desk, side: usize| {
        let mut dice = Prng::new(side as u64);
        while !over.load(Ordering::Relaxed) {
            let name: &str = dice.pick::<&str>(&NAMES);
            let agent = dice.chance(70).then(|| AgentId::of(name));
            let ticket = tickets[2 * side + usize::from(dice.chance(50))];
            let assign = Act::Assign { ticket, agent };
            desk.act(Actor::system()).doing(assign).wait().ok();
        }
    };
    let found = std::thread::scope(|scope| {
        let workers = [scope.spawn(|| works(&first, 0)), scope.spawn(|| works(&second, 1))];
        let lookers = [scope.spawn(|| looks(&first)), scope.spawn(|| looks(&second))];
        let found: usize = lookers.into_iter().map(|looker| looker.join().unwrap()).sum();
        over.store(true, Ordering::Relaxed);
        workers.into_iter().for_each(|worker| worker.join().unwrap());
        found
    });
    let last = first.verify_loads().wait().unwrap().len();
    let events = told(&first).len();
    assert!(found > 0 && events >= found + last, "{found} and {last} of {events}");
    assert!(events <= FAULTS, "{events} were put right of {FAULTS} faults");
    assert_eq!(first.check().wait().unwrap(), Vec::<String>::new());
    ends.iter().for_each(|file| drop(std::fs::remove_file(file)));
}
