//! Bounds of an agent by channel while somebody else decides too: nobody is given more than they say.
use std::path::PathBuf;
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::engine::decide::in_hands;
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::Actor;
use aftersync_core::model::config::Config;
use aftersync_core::model::conversation::Channel;
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::ticket::{Assignment, Ticket};
use aftersync_core::model::time::HOUR;
use aftersync_core::store::{Key, Slot, TicketStore};
use aftersync_sqlite::{Durability, Options, SqliteStore};
use aftersync_testkit::{FaultyStore, ManualClock, MemoryStore, Plan};
use aftersync_tests::desk::{configure, engine, opened, ticket, work};
use aftersync_tests::prng::Prng;

use super::bounds::{owner, put, says, sound};

/// Between the decision to give somebody a call and its commit another call joins a ticket that they have.
#[test]
fn who_was_given_a_call_meanwhile_gets_no_other() {
    let (store, plan) = (MemoryStore::new(), Plan::new());
    let desk_over = |store: Arc<dyn TicketStore>, seed| engine(store, seed).0.build().unwrap().desk("acme");
    let others = desk_over(Arc::new(store.clone()), 1);
    configure(&others, Config::default());
    let an = put(&others, "an", &[(Channel::Call, 1)]);
    let theirs = opened(&others, "A1", "order-1", Kind::RefundOnly);
    assert_eq!(owner(&others, theirs), Some(an));
    let desk = desk_over(Arc::new(FaultyStore::new(store, plan.clone())), 2);
    let first = others.clone();
    plan.overtake(move || assert_eq!(says(&first, "call 1", Channel::Call, Some("order-1")), theirs));
    let second = says(&desk, "call 2", Channel::Call, None);
    assert_eq!(
        ticket(&others, theirs).channels.into_iter().collect::<Vec<_>>(),
        [Channel::Call]
    );
    assert_eq!([theirs, second].map(|id| owner(&others, id)), [Some(an), None]);
    sound(&others);
}

const AGENTS: [(&str, u32); 3] = [("an", 1), ("bo", 2), ("chi", 0)];
/// Threads of each engine.
const THREADS: usize = 3;
const STEPS: usize = 40;

fn desk_on(path: &PathBuf, seed: u64) -> (Arc<dyn TicketStore>, Desk, ManualClock) {
    let options = Options::durable(Durability::Off);
    let store: Arc<dyn TicketStore> = Arc::new(SqliteStore::open(path, options).unwrap());
    let (builder, clock) = engine(store.clone(), seed);
    (store, builder.build().unwrap().desk("acme"), clock)
}

/// What is counted of an agent for calls: what such a ticket counts in when it came through one, and does not without.
fn calls_of(t: &Ticket, agent: AgentId) -> Key {
    let with = |channels: &[Channel]| {
        in_hands(&Ticket {
            channels: channels.iter().copied().collect(),
            assignment: Assignment {
                agent: Some(agent),
                ..Assignment::default()
            },
            ..t.clone()
        })
    };
    let without = with(&[]);
    let mut more = with(&[Channel::Call]);
    more.retain(|key| !without.contains(key));
    assert_eq!(more.len(), 1, "one number for a channel");
    more[0]
}

fn counted(store: &dyn TicketStore, key: Key) -> i64 {
    let loaded = store.reader().unwrap().load(&"acme".into(), &[key]).unwrap();
    match loaded.slots.first() {
        Some(Slot::Gauge(count)) => *count,
        _ => 0,
    }
}

#[test]
fn two_engines_that_give_out_calls_at_once_pass_no_bound() {
    let path = std::env::temp_dir().join(format!("aftersync-bounds-{}.db", std::process::id()));
    let files = ["", "-wal", "-shm"].map(|end| format!("{}{end}", path.display()));
    files.iter().for_each(|file| drop(std::fs::remove_file(file)));
    let (store, first, clock_a) = desk_on(&path, 1);
    let (_, second, clock_b) = desk_on(&path, 2);
    configure(&first, Config::default());
    let sample = ticket(&first, says(&first, "before anybody", Channel::Chat, None));
    for (name, most) in AGENTS {
        put(&first, name, &[(Channel::Call, most)]);
    }
    let bounds = AGENTS.map(|(name, most)| (calls_of(&sample, AgentId::of(name)), i64::from(most)));
    let within = || {
        for (key, most) in bounds {
            let count = counted(&*store, key);
            assert!((0..=most).contains(&count), "{count} calls of {most}");
        }
    };
    let churn = |desk: &Desk, side: usize| {
        let (mut dice, mut mine) = (Prng::new(side as u64), Vec::new());
        for n in 0..STEPS {
            if mine.len() < 2 || dice.chance(60) {
                mine.push(says(desk, &format!("call {side} {n}"), Channel::Call, None));
            } else {
                // Whoever loses a race is told so.
                let id = mine.swap_remove(n % mine.len());
                desk.act(Actor::role(Role::Agent)).answer(id, "done").wait().ok();
            }
            if dice.chance(20) {
                desk.engine().run_due(desk.engine().now()).wait().ok();
            }
            within();
        }
        mine
    };
    let open: Vec<TicketId> = std::thread::scope(|scope| {
        let sides = (0..2 * THREADS).map(|side| {
            let (churn, desk) = (&churn, [&first, &second][side % 2]);
            scope.spawn(move || churn(desk, side))
        });
        let sides: Vec<_> = sides.collect();
        sides.into_iter().flat_map(|side| side.join().unwrap()).collect()
    });
    // A job that lost every race is leased until its time is over; then it is done again.
    for clock in [&clock_a, &clock_b] {
        clock.advance(HOUR);
    }
    [&first, &second].iter().for_each(|desk| work(desk.engine()));
    within();
    sound(&first);
    // More wait than there is room for: nobody has less than they may.
    let full: u32 = AGENTS.iter().map(|(_, most)| most).sum();
    let has = open.iter().filter(|id| owner(&second, **id).is_some()).count();
    assert!(open.len() > full as usize, "{}", open.len());
    assert_eq!(has, full as usize);
    drop((first, second));
    files.iter().for_each(|file| drop(std::fs::remove_file(file)));
}
