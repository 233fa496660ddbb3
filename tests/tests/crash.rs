//! A store that dies at any commit: repeating what was not answered ends like a run without a crash. Two engines that
//! race for the same agents never give one more than fits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aftersync_core::ErrorKind;
use aftersync_core::engine::clock::SeededIds;
use aftersync_core::engine::{Desk, Engine};
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::{Act, Actor, Details};
use aftersync_core::model::fact::{Fact, FactBody};
use aftersync_core::model::ids::{AgentId, QueueId, Tenant, TicketId};
use aftersync_core::model::ticket::Ticket;
use aftersync_core::model::time::{HOUR, MINUTE, Timestamp};
use aftersync_core::model::trigger::Trigger;
use aftersync_core::store::{Key, Slot, Table, TicketStore};
use aftersync_sqlite::{Durability, Options, SqliteStore};
use aftersync_testkit::{Fault, FaultyStore, ManualClock, MemoryStore, Plan};
use aftersync_tests::desk::{engine, fact, opened, order, request, ticket_of};
use aftersync_tests::history::history;
use aftersync_tests::prng::Prng;
use aftersync_tests::projection::projection;

/// Histories; each dies at a few of its commits.
const HISTORIES: u64 = 40;
const DEATHS: u64 = 4;

/// One thing that is handed in.
#[derive(Clone)]
enum Step {
    Fact(Fact),
    /// On the ticket of that after-sale, with that key.
    Command(String, String, Trigger, String),
}

fn steps(seed: u64) -> Vec<Step> {
    let mut r = Prng::new(seed ^ 0xc0de);
    let mut out = Vec::new();
    for (i, fact) in history(seed).into_iter().enumerate() {
        let after_sale = match &fact.body {
            FactBody::AfterSale(a) => Some((fact.platform.to_string(), a.external_id.clone())),
            _ => None,
        };
        out.push(Step::Fact(fact));
        if let Some((platform, id)) = after_sale.filter(|_| r.chance(60)) {
            use Trigger as T;
            let trigger = *r.pick(&[
                T::ApproveRefund,
                T::ApproveReturn,
                T::ApproveExchange,
                T::Reject,
                T::AskBuyer,
                T::Compensate,
                T::GoodsArrived,
                T::InspectPass,
                T::PayoutSent,
            ]);
            out.push(Step::Command(platform, id, trigger, format!("key-{i}")));
        }
    }
    out
}

fn desk_over(store: Arc<dyn TicketStore>, clock: &ManualClock, seed: u64, tenant: &Tenant) -> Desk {
    let builder = Engine::builder(store)
        .key([7; 32])
        .clock(Arc::new(clock.clone()))
        .ids(Arc::new(SeededIds::new(seed)));
    builder.build().unwrap().desk(tenant.clone())
}

/// Whether it was done, refused, or the store failed.
#[derive(Debug, PartialEq)]
enum Came {
    Done,
    Refused,
    Failed,
}

fn came(result: Result<(), aftersync_core::Error>) -> Came {
    match result {
        Ok(()) => Came::Done,
        Err(e) if e.kind() == ErrorKind::Unavailable => Came::Failed,
        Err(e) if matches!(e.kind(), ErrorKind::Rejected | ErrorKind::Forbidden) => Came::Refused,
        Err(e) => panic!("{e:?}"),
    }
}

fn hand_in(desk: &Desk, step: &Step) -> Came {
    match step {
        Step::Fact(f) => came(desk.ingest([f.clone()]).wait().unwrap().remove(0).map(|_| ())),
        Step::Command(platform, id, trigger, key) => {
            let Some(ticket) = ticket_of(desk, platform, "880011", id) else {
                return Came::Refused;
            };
            let details = Box::new(Details {
                amount: (*trigger == Trigger::Compensate)
                    .then(|| aftersync_core::model::money::Money::new(100, ticket.currency)),
                payout: Some(key.clone()),
                ..Details::default()
            });
            let row = aftersync_core::lifecycle::rows(&ticket.axes, *trigger);
            let role = Role::ALL.iter().find(|role| row.is_none_or(|row| row.is_for(**role)));
            let act = Act::Move {
                ticket: ticket.id,
                trigger: *trigger,
                details,
            };
            let doing = desk.act(Actor::role(*role.unwrap())).doing(act).key(key.clone());
            came(doing.wait().map(|_| ()))
        }
    }
}

/// Runs all steps. When the store dies a new engine takes over: the step in doubt and all that were answered are repeated.
fn run(seed: u64, tenant: &Tenant, plan: Plan) -> (MemoryStore, u64, usize) {
    let inner = MemoryStore::new();
    let store = FaultyStore::new(inner.clone(), plan.clone());
    let clock = ManualClock::new(Timestamp(0));
    let mut desk = desk_over(Arc::new(store.clone()), &clock, seed, tenant);
    let (mut done, mut deaths): (Vec<Step>, usize) = (Vec::new(), 0);
    for (i, step) in steps(seed).iter().enumerate() {
        clock.set(Timestamp(1_761_000_000_000 + i as i64 * MINUTE));
        let mut got = hand_in(&desk, step);
        while got == Came::Failed {
            deaths += 1;
            desk = desk_over(Arc::new(store.clone()), &clock, seed ^ deaths as u64, tenant);
            got = hand_in(&desk, step);
            for again in &done {
                assert_eq!(
                    hand_in(&desk, again),
                    Came::Done,
                    "seed {seed}: what was answered is answered again"
                );
            }
        }
        if got == Came::Done {
            done.push(step.clone());
        }
    }
    assert_eq!(inner.check().unwrap(), Vec::<String>::new());
    (inner, plan.commits(), deaths)
}

#[test]
fn a_death_at_any_commit_changes_nothing_in_the_end() {
    let mut commands = 0;
    for seed in 0..HISTORIES {
        let tenant = Tenant::new("acme");
        let (store, commits, _) = run(seed, &tenant, Plan::new());
        let expected = projection(&store, &tenant);
        commands += expected
            .tickets
            .values()
            .filter(|t| t.contains("decision: Approved"))
            .count();
        let mut r = Prng::new(seed);
        for _ in 0..DEATHS {
            let at = 1 + r.below(commits as usize) as u64;
            let fault = *r.pick(&[
                Fault::DieBefore,
                Fault::DieAfter,
                Fault::LostBefore,
                Fault::LostAfter,
                Fault::Fail,
            ]);
            let (store, _, deaths) = run(seed, &tenant, Plan::new().at(at, fault));
            assert!(deaths > 0, "seed {seed}: {fault:?} at {at} was not met");
            let got = projection(&store, &tenant);
            assert!(
                got == expected,
                "seed {seed}: {fault:?} at {at}: {got:#?}\nexpected {expected:#?}"
            );
        }
    }
    assert!(commands > 20, "the histories have too little in them: {commands}");
}

const AGENTS: [(&str, i64); 3] = [("an", 25), ("bo", 50), ("chi", 40)];

fn agent(name: &str, capacity: i64) -> Agent {
    Agent {
        groups: BTreeSet::from(["aftersales".to_owned()]),
        capacity,
        presence: Presence::Online,
        ..Agent::new(name)
    }
}

fn gauge(store: &dyn TicketStore, key: Key) -> i64 {
    let loaded = store.reader().unwrap().load(&"acme".into(), &[key]).unwrap();
    match loaded.slots.first() {
        Some(Slot::Gauge(n)) => *n,
        _ => 0,
    }
}

fn tickets(desk: &Desk) -> Vec<Ticket> {
    let query = aftersync_core::engine::query::TicketQuery {
        limit: 1_000,
        ..Default::default()
    };
    desk.tickets(query)
        .wait()
        .unwrap()
        .items
        .into_iter()
        .map(|t| t.item)
        .collect()
}

/// Loads and waiting counts equal a recount; nobody has more than fits.
fn recount(store: &dyn TicketStore, desk: &Desk) -> usize {
    let all = tickets(desk);
    for (name, capacity) in AGENTS {
        let id = AgentId::of(name);
        let held: i64 = all
            .iter()
            .filter(|t| t.assignment.agent == Some(id))
            .map(|t| t.assignment.weight)
            .sum();
        assert_eq!(gauge(store, Key::new(Table::AgentLoad, id.0)), held, "{name}");
        assert!(held <= capacity, "{name} has {held} of {capacity}");
    }
    let waiting = all
        .iter()
        .filter(|t| t.is_open() && t.assignment.agent.is_none())
        .count();
    let queue = QueueId::of("aftersales");
    assert_eq!(gauge(store, Key::new(Table::QueueWaiting, queue.0)), waiting as i64);
    waiting
}

/// A file that is not there yet.
fn new_file(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("aftersync-{name}-{}.db", std::process::id()));
    for end in ["", "-wal", "-shm"] {
        std::fs::remove_file(format!("{}{end}", path.display())).ok();
    }
    path
}

/// An engine of its own over a file.
fn engine_on(path: &Path, seed: u64) -> (Arc<dyn TicketStore>, Desk, ManualClock) {
    let options = Options {
        durability: Durability::Off,
        ..Options::default()
    };
    let store: Arc<dyn TicketStore> = Arc::new(SqliteStore::open(path, options).unwrap());
    let (builder, clock) = engine(store.clone(), seed);
    (store, builder.build().unwrap().desk("acme"), clock)
}

fn staff(desk: &Desk) {
    for (name, capacity) in AGENTS {
        let agent = Box::new(agent(name, capacity));
        let put = Act::PutAgent { agent };
        desk.act(Actor::system()).doing(put).wait().unwrap();
    }
}

/// Threads of each engine.
const THREADS: usize = 3;

#[test]
fn a_thousand_commits_that_race_for_room_never_pass_the_capacity() {
    let path = new_file("room");
    let (store, first, clock) = engine_on(&path, 1);
    let (_, second, _) = engine_on(&path, 2);
    staff(&first);
    let ids: Vec<TicketId> = (0..30)
        .map(|n| opened(&first, &format!("A{n}"), &format!("O{n}"), Kind::RefundOnly))
        .collect();
    clock.advance(MINUTE);
    // Each gives tickets back, and whoever has room then has them again, or another that waits: room comes and goes all the time.
    let commits = || store.reader().unwrap().head(first.tenant()).unwrap().rev;
    let goal = commits() + 1_000;
    let churn = |desk: &Desk, side: usize| {
        let mut r = Prng::new(side as u64);
        while commits() < goal {
            let ticket = *r.pick(&ids);
            let back = Act::Assign { ticket, agent: None };
            // Whoever loses the race too often is told so, and may try again.
            desk.act(Actor::role(Role::Agent)).doing(back).wait().ok();
            if r.chance(10) {
                desk.engine().run_due(desk.engine().now()).wait().ok();
            }
            for (name, capacity) in AGENTS {
                let load = gauge(&*store, Key::new(Table::AgentLoad, AgentId::of(name).0));
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
    for desk in [&first, &second] {
        desk.engine().run_due(desk.engine().now()).wait().unwrap();
    }
    assert_eq!(recount(&*store, &first), ids.len() - 11);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    drop((first, second));
    std::fs::remove_file(&path).ok();
}

#[test]
fn two_engines_on_one_file_never_overload_an_agent() {
    let path = new_file("race");
    let (store, first, clock_a) = engine_on(&path, 1);
    let (_, second, clock_b) = engine_on(&path, 2);
    staff(&first);
    let desks = [&first, &second];
    let side = |desk: &Desk, side: usize| {
        for n in (side..60).step_by(2) {
            opened(desk, &format!("A{n}"), &format!("O{n}"), Kind::RefundOnly);
        }
    };
    race(&desks, &side);
    let waiting = recount(&*store, &first);
    // 2 + 5 + 4 tickets of 10 units fit.
    assert_eq!(waiting, 60 - 11);
    // Each side ends every other ticket that somebody has and gives out what waits.
    clock_a.advance(HOUR);
    clock_b.advance(HOUR);
    let end = |desk: &Desk, side: usize| {
        for _ in 0..6 {
            let held = tickets(desk)
                .into_iter()
                .filter(|t| t.assignment.agent.is_some() && t.is_open());
            for t in held.skip(side).step_by(2).collect::<Vec<_>>() {
                // The other side may have ended it meanwhile.
                desk.act(Actor::role(Role::Agent)).reject(t.id, "", "").wait().ok();
            }
            desk.engine().run_due(desk.engine().now()).wait().unwrap();
        }
    };
    race(&desks, &end);
    first.engine().run_due(first.engine().now()).wait().unwrap();
    let left = recount(&*store, &first);
    let open = tickets(&first).iter().filter(|t| t.is_open()).count();
    assert!(open < 40, "{open} are open: nothing was given out");
    assert_eq!(left, open.saturating_sub(11), "whoever has room has work");
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    drop((first, second));
    std::fs::remove_file(&path).ok();
}

fn race(desks: &[&Desk; 2], work: &(dyn Fn(&Desk, usize) + Sync)) {
    std::thread::scope(|scope| {
        for (side, desk) in desks.iter().enumerate() {
            scope.spawn(move || work(desk, side));
        }
    });
}

#[test]
fn an_order_and_its_request_may_die_between() {
    // The smallest case, spelled out: the order is in, the request dies after it was written, and is sent again.
    let plan = Plan::new().at(2, Fault::DieAfter);
    let inner = MemoryStore::new();
    let store = FaultyStore::new(inner.clone(), plan);
    let clock = ManualClock::new(Timestamp(0));
    let tenant = Tenant::new("acme");
    let at = Timestamp(1_000);
    let first = desk_over(Arc::new(store.clone()), &clock, 1, &tenant);
    let facts = [
        fact(at, FactBody::Order(Box::new(order("O1", at)))),
        fact(
            at,
            FactBody::AfterSale(Box::new(request("A1", "O1", Kind::RefundOnly, at))),
        ),
    ];
    assert_eq!(hand_in(&first, &Step::Fact(facts[0].clone())), Came::Done);
    assert_eq!(hand_in(&first, &Step::Fact(facts[1].clone())), Came::Failed);
    let second = desk_over(Arc::new(store), &clock, 2, &tenant);
    let again = second.ingest(facts).wait().unwrap();
    use aftersync_core::engine::input::Effect;
    assert!(again.iter().all(|a| a.as_ref().unwrap().effect == Effect::Duplicate));
    assert_eq!(tickets(&second).len(), 1);
}
