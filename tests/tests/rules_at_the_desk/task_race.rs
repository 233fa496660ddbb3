//! Two engines on one file give out tasks at the same time: nobody is ever given more than fits, and nothing is lost of what waits.
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::engine::tasks::TaskQuery;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::handoff::{TaskKind, TaskState, TaskTrigger};
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::task::Task;
use aftersync_core::model::task_config::TaskConfig;
use aftersync_core::model::time::HOUR;
use aftersync_core::store::{Key, Slot, Table, TicketStore};
use aftersync_sqlite::{Durability, Options, SqliteStore};
use aftersync_testkit::ManualClock;
use aftersync_tests::desk::{configure, engine, opened, task_moves, work};
use aftersync_tests::prng::Prng;

const AGENTS: [(&str, i64); 3] = [("an", 25), ("bo", 50), ("chi", 40)];
const KINDS: [(TaskKind, i64); 2] = [(TaskKind::WarehouseCheck, 7), (TaskKind::Callback, 10)];
/// Threads of each engine.
const THREADS: usize = 3;
const STEPS: usize = 60;

fn config() -> Config {
    let of = |(kind, weight)| TaskConfig {
        group: Some("dock".to_owned()),
        auto_assign: true,
        weight,
        ..TaskConfig::new(kind)
    };
    Config {
        tasks: KINDS.into_iter().map(of).collect(),
        ..Config::default()
    }
}

/// A desk of an engine of its own over a file.
fn desk_on(path: &PathBuf, seed: u64) -> (Arc<dyn TicketStore>, Desk, ManualClock) {
    let options = Options {
        durability: Durability::Off,
        ..Options::default()
    };
    let store: Arc<dyn TicketStore> = Arc::new(SqliteStore::open(path, options).unwrap());
    let (builder, clock) = engine(store.clone(), seed);
    (store, builder.build().unwrap().desk("acme"), clock)
}

fn load(store: &dyn TicketStore, name: &str) -> i64 {
    let key = Key::new(Table::AgentLoad, AgentId::of(name).0);
    let loaded = store.reader().unwrap().load(&"acme".into(), &[key]).unwrap();
    match loaded.slots.first() {
        Some(Slot::Gauge(load)) => *load,
        _ => 0,
    }
}

fn tasks(desk: &Desk) -> Vec<Task> {
    let query = TaskQuery {
        group: Some("dock".to_owned()),
        limit: 1_000,
        ..TaskQuery::default()
    };
    let page = desk.tasks(query).wait().unwrap();
    page.items.into_iter().map(|row| row.item).collect()
}

#[test]
fn two_engines_that_give_out_tasks_at_once_overload_nobody() {
    let path = std::env::temp_dir().join(format!("aftersync-task-race-{}.db", std::process::id()));
    let ends = ["", "-wal", "-shm"].map(|end| format!("{}{end}", path.display()));
    ends.iter().for_each(|file| drop(std::fs::remove_file(file)));
    let (store, first, clock_a) = desk_on(&path, 1);
    let (_, second, clock_b) = desk_on(&path, 2);
    configure(&first, config());
    for (name, capacity) in AGENTS {
        let agent = Box::new(Agent {
            groups: BTreeSet::from(["dock".to_owned()]),
            capacity,
            presence: Presence::Online,
            ..Agent::new(name)
        });
        first
            .act(Actor::system())
            .doing(Act::PutAgent { agent })
            .wait()
            .unwrap();
    }
    // A ticket each: what is decided for two of them shares nothing but the agents.
    let tickets: Vec<TicketId> = (0..2 * THREADS)
        .map(|side| opened(&first, &format!("A{side}"), &format!("O{side}"), Kind::RefundOnly))
        .collect();
    let churn = |desk: &Desk, side: usize| {
        let (mut dice, ticket) = (Prng::new(side as u64), tickets[side]);
        for _ in 0..STEPS {
            let all = tasks(desk);
            let held: Vec<&Task> = all.iter().filter(|task| task.load().is_some()).collect();
            if held.is_empty() || dice.chance(50) {
                let (kind, _) = *dice.pick(&KINDS);
                desk.act(Actor::system()).open_task(ticket, kind, "", []).wait().ok();
            } else {
                let task = *dice.pick(&held);
                let next = if task.state == TaskState::Assigned {
                    TaskTrigger::Start
                } else {
                    TaskTrigger::Done
                };
                // Whoever loses a race is told so.
                let act = task_moves(task.id, next, None, Vec::new());
                desk.act(Actor::role(Role::Agent)).doing(act).wait().ok();
            }
            if dice.chance(20) {
                desk.engine().run_due(desk.engine().now()).wait().ok();
            }
            for (name, capacity) in AGENTS {
                let load = load(&*store, name);
                assert!((0..=capacity).contains(&load), "{name} has {load} of {capacity}");
            }
        }
    };
    std::thread::scope(|scope| {
        for side in 0..2 * THREADS {
            let (churn, desk) = (&churn, [&first, &second][side % 2]);
            scope.spawn(move || churn(desk, side));
        }
    });
    // A job that lost every race is leased until its time is over; then it is done again.
    for clock in [&clock_a, &clock_b] {
        clock.advance(HOUR);
    }
    [&first, &second].iter().for_each(|desk| work(desk.engine()));
    assert_eq!(first.check().wait().unwrap(), Vec::<String>::new());
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let all = tasks(&second);
    for (name, capacity) in AGENTS {
        let has = |task: &Task| task.load().filter(|(agent, _)| *agent == AgentId::of(name));
        let held: i64 = all.iter().filter_map(has).map(|(_, weight)| weight).sum();
        assert_eq!(load(&*store, name), held, "{name}");
        let fits = |task: &&Task| task.waits_in().is_some() && held + weight_of(task) <= capacity;
        assert_eq!(all.iter().find(fits), None, "{name} has {held} of {capacity}");
    }
    drop((first, second));
    ends.iter().for_each(|file| drop(std::fs::remove_file(file)));
}

fn weight_of(task: &Task) -> i64 {
    let kind = KINDS.iter().find(|(kind, _)| *kind == task.kind);
    kind.map_or(0, |(_, weight)| *weight)
}
