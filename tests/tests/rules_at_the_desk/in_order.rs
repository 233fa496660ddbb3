//! Teams kept in their order and teams that are looked at whole: two desks with the same history are the same to the last row.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aftersync_core::engine::decide::Rules;
use aftersync_core::engine::{Desk, EngineOptions};
use aftersync_core::model::affinity::{Affinity, AffinityMode};
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::{Config, QueueConfig, Rule, ShopConfig, Then, When};
use aftersync_core::model::conversation::Channel;
use aftersync_core::model::event::{AnyEvent, EventBody};
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::selection::{RouteStep, Strategy as Order};
use aftersync_core::model::time::{MINUTE, SECOND};
use aftersync_testkit::{Dump, ManualClock, MemoryStore, dump};
use aftersync_tests::desk::{APP, SHOP, engine, opened, ticket};
use proptest::prelude::*;

use super::bounds::says;
use super::deeds::{any_kind, any_status, knows};

const AGENTS: usize = 9;
const THROUGH: [Channel; 2] = [Channel::Call, Channel::Chat];

/// What befalls a desk.
#[derive(Clone, Debug)]
enum Deed {
    Open(Kind),
    /// The buyer of an order that was opened, or of another, writes through a channel.
    Writes(usize, Channel),
    End(usize),
    Back(usize),
    Give(usize, usize),
    Presence(usize, Presence),
    Put(usize, Staff),
    Remove(usize),
    Pass(i64),
    Work,
}

#[derive(Clone, Debug)]
struct Staff {
    capacity: i64,
    gems: u8,
    calls: Option<u32>,
    /// Most of calls and of chats.
    through: [Option<u32>; 2],
    groups: u8,
}

fn any_staff() -> impl Strategy<Value = Staff> {
    let most = || prop::option::weighted(0.2, 0u32..3);
    (0i64..6, 0u8..4, most(), [most(), most()], 1u8..8).prop_map(|(capacity, gems, calls, through, groups)| Staff {
        capacity: capacity * 15,
        gems,
        calls,
        through,
        groups,
    })
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => any_kind().prop_map(Deed::Open),
        4 => (0usize..20, prop::sample::select(THROUGH.to_vec())).prop_map(|(order, by)| Deed::Writes(order, by)),
        2 => (0usize..8).prop_map(Deed::End),
        2 => (0usize..8).prop_map(Deed::Back),
        1 => (0usize..8, 0..AGENTS).prop_map(|(ticket, agent)| Deed::Give(ticket, agent)),
        2 => (0..AGENTS, any_status()).prop_map(|(agent, status)| Deed::Presence(agent, status)),
        2 => (0..AGENTS, any_staff()).prop_map(|(agent, staff)| Deed::Put(agent, staff)),
        1 => (0..AGENTS).prop_map(Deed::Remove),
        2 => (1i64..90).prop_map(|s| Deed::Pass(s * SECOND)),
        3 => Just(Deed::Work),
    ]
}

fn config(order: Order, per_agent: Option<u32>, mode: AffinityMode) -> Config {
    let gems = Then {
        queue: Some("gems".to_owned()),
        skills: BTreeMap::from([("gems".to_owned(), 2)]),
        steps: vec![RouteStep {
            after_ms: MINUTE,
            queue: Some("desk".to_owned()),
            drop_skills: BTreeSet::from(["gems".to_owned()]),
            ..RouteStep::default()
        }],
        ..Then::default()
    };
    let affinity = Affinity {
        mode,
        wait_ms: (mode == AffinityMode::Wait).then_some(MINUTE),
        ..Affinity::default()
    };
    let queue = |name: &str| QueueConfig {
        strategy: order,
        per_agent,
        affinity: Some(affinity.clone()),
        ..QueueConfig::new(name)
    };
    Config {
        shops: vec![ShopConfig {
            team: Some("host".to_owned()),
            ..ShopConfig::new(APP, SHOP)
        }],
        queues: vec![queue("desk"), queue("gems")],
        rules: vec![Rule::new("gems", When::Kind(vec![Kind::Repair]), gems)],
        fallback_queue: "desk".to_owned(),
        ..Config::default()
    }
}

fn agent(at: usize, staff: &Staff) -> Agent {
    let groups = ["desk", "gems", "host"].into_iter().enumerate();
    Agent {
        groups: groups
            .filter(|(bit, _)| staff.groups >> bit & 1 == 1)
            .map(|(_, group)| group.to_owned())
            .collect(),
        capacity: staff.capacity,
        skills: knows(staff.gems),
        per_channel: THROUGH
            .into_iter()
            .zip(staff.through)
            .filter_map(|(channel, most)| Some((channel, most?)))
            .collect(),
        per_platform: staff.calls.into_iter().map(|most| (APP.into(), most)).collect(),
        presence: Presence::Online,
        ..Agent::new(name(at))
    }
}

fn name(at: usize) -> String {
    format!("agent-{at}")
}

struct Office {
    desk: Desk,
    store: Arc<MemoryStore>,
    clock: ManualClock,
    open: Vec<TicketId>,
}

impl Office {
    fn new(in_order_from: usize, config: &Config, staff: &[Staff]) -> Self {
        let store = Arc::new(MemoryStore::new());
        let (builder, clock) = engine(store.clone(), 5);
        let rules = Rules::new(BTreeMap::new(), BTreeMap::new(), [7; 32]).keeping_order_from(in_order_from);
        // One job at a time: what is due at one moment is done in the same order on both desks.
        let options = EngineOptions {
            in_flight: 1,
            ..EngineOptions::default()
        };
        let builder = builder.rules(Arc::new(rules)).options(options);
        let desk = builder.build().unwrap().desk("acme");
        let mut office = Self {
            desk,
            store,
            clock,
            open: Vec::new(),
        };
        let config = Box::new(config.clone());
        assert!(office.does(Act::Configure { config }));
        for (at, staff) in staff.iter().enumerate() {
            office.apply(0, &Deed::Put(at, staff.clone()));
        }
        office
    }

    /// Whether it was applied.
    fn does(&self, act: Act) -> bool {
        self.desk.act(Actor::system()).doing(act).wait().is_ok()
    }

    fn apply(&mut self, n: usize, deed: &Deed) {
        let id = |at: usize| AgentId::of(&name(at));
        match deed {
            Deed::Open(kind) => {
                // Two tickets of an order now and then: who has the one is asked first for the other.
                let order = format!("order-{}", n / 2);
                self.open.push(opened(&self.desk, &format!("A{n}"), &order, *kind));
            }
            Deed::Writes(order, by) => {
                let talk = format!("{by} {n}");
                let id = says(&self.desk, &talk, *by, Some(&format!("order-{order}")));
                if !self.open.contains(&id) {
                    self.open.push(id);
                }
            }
            Deed::End(at) if *at < self.open.len() => {
                let id = self.open.swap_remove(*at);
                let by = Actor::role(Role::Agent);
                drop(self.desk.act(by).reject(id, "1", "no").wait());
            }
            Deed::Back(at) if *at < self.open.len() => {
                let (ticket, agent) = (self.open[*at], None);
                self.does(Act::Assign { ticket, agent });
            }
            Deed::Give(at, whom) if *at < self.open.len() => {
                let (ticket, agent) = (self.open[*at], Some(id(*whom)));
                self.does(Act::Assign { ticket, agent });
            }
            Deed::End(_) | Deed::Back(_) | Deed::Give(..) => {}
            Deed::Presence(at, presence) => {
                let (agent, presence, leased) = (id(*at), *presence, false);
                self.does(Act::SetPresence {
                    agent,
                    presence,
                    leased,
                });
            }
            Deed::Put(at, staff) => {
                let agent = Box::new(agent(*at, staff));
                assert!(self.does(Act::PutAgent { agent }));
            }
            Deed::Remove(at) => drop(self.does(Act::RemoveAgent { agent: id(*at) })),
            Deed::Pass(ms) => drop(self.clock.advance(*ms)),
            Deed::Work => {
                let engine = self.desk.engine();
                while engine.run_due(engine.now()).wait().unwrap().total() > 0 {}
            }
        }
    }

    fn owners(&self) -> Vec<Option<AgentId>> {
        self.open
            .iter()
            .map(|id| ticket(&self.desk, *id).assignment.agent)
            .collect()
    }
}

/// The first row, quantity or event in which two stores differ.
fn first_difference(a: &Dump, b: &Dump) -> Option<String> {
    let rows = a
        .rows
        .keys()
        .chain(b.rows.keys())
        .find(|key| a.rows.get(*key) != b.rows.get(*key));
    let gauges = a
        .gauges
        .keys()
        .chain(b.gauges.keys())
        .find(|key| a.gauges.get(*key) != b.gauges.get(*key));
    let events = a.events.iter().zip(&b.events).find(|(a, b)| a != b);
    let row = rows.map(|key| format!("{key:?}: {:?} {:?}", a.rows.get(key), b.rows.get(key)));
    let gauge = gauges.map(|key| format!("{key:?}: {:?} {:?}", a.gauges.get(key), b.gauges.get(key)));
    row.or(gauge)
        .or(events.map(|found| format!("{found:?}")))
        .or((a != b).then(|| "something else".to_owned()))
}

/// How many were looked at is written down only where all were.
fn uncounted(mut dump: Dump) -> Dump {
    for recorded in &mut dump.events {
        if let AnyEvent::Known(EventBody::Assigned { considered, .. }) = &mut recorded.event.body {
            *considered = None;
        }
    }
    dump
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
    #[test]
    fn the_order_decides_nothing(
        order in prop::sample::select(Order::ALL.to_vec()),
        per_agent in prop::option::weighted(0.3, 1u32..3),
        mode in prop::sample::select(vec![AffinityMode::Prefer, AffinityMode::Wait, AffinityMode::Strict]),
        staff in prop::collection::vec(any_staff(), AGENTS),
        deeds in prop::collection::vec(any_deed(), 1..40),
    ) {
        let config = config(order, per_agent, mode);
        let [mut kept, mut looked] = [1, usize::MAX].map(|from| Office::new(from, &config, &staff));
        for (n, deed) in deeds.iter().enumerate() {
            kept.apply(n, deed);
            looked.apply(n, deed);
            prop_assert_eq!(kept.owners(), looked.owners(), "after {} {:?}", n, deed);
        }
        let [kept_rows, looked_rows] = [&kept, &looked].map(|office| uncounted(dump(&*office.store, office.desk.tenant()).unwrap().without_versions()));
        prop_assert_eq!(first_difference(&kept_rows, &looked_rows), None);
        prop_assert_eq!(kept.desk.check().wait().unwrap(), Vec::<String>::new());
    }
}
