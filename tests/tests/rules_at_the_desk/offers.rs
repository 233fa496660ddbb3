//! Offers, leases and absences in any order: nobody has more than they can carry, nobody who is gone gets anything, a ticket
//! is one agent's at most, keeps its age, and is somebody's in the end.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::{Config, QueueConfig};
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::offer::{OfferTerms, Reservation};
use aftersync_core::model::presence::{Absence, PresenceConfig};
use aftersync_core::model::time::{MINUTE, SECOND, Timestamp};
use aftersync_core::store::{Key, Slot, Table, TicketStore};
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{engine, opened, ticket};
use proptest::prelude::*;

const NAMES: [&str; 3] = ["an", "bo", "chu"];
const CAPACITY: [i64; 3] = [10, 20, 30];
const OFFER: i64 = 30 * SECOND;

/// What befalls a desk.
#[derive(Clone, Debug)]
enum Deed {
    Open,
    End(usize),
    Answer(usize, usize, bool),
    Presence(usize, Presence, bool),
    Heartbeat(usize),
    Act(usize),
    Pass(i64),
    Work,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let status = prop::sample::select(vec![
        Presence::Online,
        Presence::Online,
        Presence::Away,
        Presence::WrappingUp,
        Presence::Offline,
    ]);
    prop_oneof![
        3 => Just(Deed::Open),
        1 => (0usize..6).prop_map(Deed::End),
        3 => (0usize..6, 0usize..3, any::<bool>()).prop_map(|(at, whose, takes)| Deed::Answer(at, whose, takes)),
        2 => (0usize..3, status, any::<bool>()).prop_map(|(who, status, leased)| Deed::Presence(who, status, leased)),
        1 => (0usize..3).prop_map(Deed::Heartbeat),
        1 => (0usize..6).prop_map(Deed::Act),
        3 => (1i64..50).prop_map(|s| Deed::Pass(s * SECOND)),
        3 => Just(Deed::Work),
    ]
}

fn config(on_leave: Absence, max_offers: u32) -> Config {
    Config {
        queues: vec![QueueConfig {
            reservation: Some(Reservation::Offer(OfferTerms {
                for_ms: OFFER,
                max_offers,
            })),
            first_action_ms: Some(2 * MINUTE),
            ..QueueConfig::new("aftersales")
        }],
        presence: PresenceConfig {
            on_leave,
            grace_ms: MINUTE,
            ..PresenceConfig::default()
        },
        ..Config::default()
    }
}

struct Office {
    desk: Desk,
    store: Arc<dyn TicketStore>,
    clock: ManualClock,
    open: Vec<TicketId>,
    /// Whose each ticket was, and to whom it was offered, when last looked at.
    held: BTreeSet<(TicketId, AgentId)>,
    max_offers: u32,
    online: [bool; 3],
    since: BTreeMap<TicketId, Option<Timestamp>>,
}

impl Office {
    fn new(store: Arc<dyn TicketStore>, on_leave: Absence, max_offers: u32) -> Self {
        let (builder, clock) = engine(store.clone(), 3);
        let desk = builder.build().unwrap().desk("acme");
        let office = Self {
            desk,
            store,
            clock,
            open: Vec::new(),
            held: BTreeSet::new(),
            max_offers,
            online: [true; 3],
            since: BTreeMap::new(),
        };
        let config = Box::new(config(on_leave, max_offers));
        assert!(office.does(Act::Configure { config }));
        for (name, capacity) in NAMES.into_iter().zip(CAPACITY) {
            let agent = Box::new(Agent {
                groups: ["aftersales".to_owned()].into(),
                capacity,
                presence: Presence::Online,
                ..Agent::new(name)
            });
            assert!(office.does(Act::PutAgent { agent }));
        }
        office
    }

    /// Whether it was applied.
    fn does(&self, act: Act) -> bool {
        self.desk.act(Actor::system()).doing(act).wait().is_ok()
    }

    fn work(&self) {
        let engine = self.desk.engine();
        while engine.run_due(engine.now()).wait().unwrap().total() > 0 {}
    }

    /// One of those who are asked answers.
    fn answer(&self, id: TicketId, whose: usize, takes: bool) {
        let offers = ticket(&self.desk, id).assignment.offers;
        let Some(offer) = offers.get(whose % offers.len().max(1)) else {
            return;
        };
        let agent = offer.agent;
        let stands = offer.until > self.desk.engine().now() && self.presence(agent) != Presence::Offline;
        let done = match takes {
            true => self.does(Act::AcceptOffer { ticket: id, agent }),
            false => self.does(Act::RejectOffer { ticket: id, agent }),
        };
        assert_eq!(done, stands && self.presence(agent) != Presence::Away, "{offer:?}");
        if done && takes {
            // Who was first has it, and nobody is asked any more.
            let given = ticket(&self.desk, id).assignment;
            assert_eq!((given.agent, given.offers), (Some(agent), Vec::new()));
        }
    }

    fn presence(&self, agent: AgentId) -> Presence {
        let row = self.desk.row::<Agent>(agent).wait().unwrap();
        row.expect("an agent").item.presence
    }

    fn apply(&mut self, n: usize, deed: &Deed) {
        let agent = |who: usize| AgentId::of(NAMES[who]);
        match deed {
            Deed::Open => {
                let id = opened(&self.desk, &format!("A{n}"), &format!("order-{n}"), Kind::RefundOnly);
                self.since.insert(id, ticket(&self.desk, id).assignment.enqueued_at);
                self.open.push(id);
            }
            Deed::End(at) if *at < self.open.len() => {
                let id = self.open.swap_remove(*at);
                let by = Actor::role(Role::Agent);
                self.desk.act(by).reject(id, "1", "no").wait().unwrap();
            }
            Deed::Answer(at, whose, takes) if *at < self.open.len() => self.answer(self.open[*at], *whose, *takes),
            Deed::Act(at) if *at < self.open.len() => {
                let (ticket, text) = (self.open[*at], "on it".to_owned());
                let act = Act::Note {
                    ticket,
                    text,
                    mentions: Default::default(),
                };
                self.desk.act(Actor::role(Role::Agent)).doing(act).wait().unwrap();
            }
            Deed::End(_) | Deed::Answer(..) | Deed::Act(_) => {}
            Deed::Presence(who, presence, leased) => {
                let (agent, presence, leased) = (agent(*who), *presence, *leased);
                assert!(self.does(Act::SetPresence {
                    agent,
                    presence,
                    leased
                }));
            }
            Deed::Heartbeat(who) => assert!(self.does(Act::Heartbeat { agent: agent(*who) })),
            Deed::Pass(ms) => {
                self.clock.advance(*ms);
            }
            Deed::Work => self.work(),
        }
        self.look();
    }

    /// What holds at every moment.
    fn look(&mut self) {
        let online = NAMES.map(|name| self.presence(AgentId::of(name)) == Presence::Online);
        for (name, most) in NAMES.iter().zip(CAPACITY) {
            let key = Key::new(Table::AgentLoad, AgentId::of(name).0);
            let slots = self
                .store
                .reader()
                .unwrap()
                .load(self.desk.tenant(), &[key])
                .unwrap()
                .slots;
            assert!(
                matches!(slots[..], [Slot::Gauge(load)] if load <= most),
                "{name} carries too much"
            );
        }
        let mut held = BTreeSet::new();
        for id in &self.open {
            let given = ticket(&self.desk, *id).assignment;
            assert!(
                given.agent.is_none() || given.offers.is_empty(),
                "{id} is had and offered"
            );
            let asked: BTreeSet<AgentId> = given.offers.iter().map(|offer| offer.agent).collect();
            assert_eq!(asked.len(), given.offers.len(), "{id} is offered twice to one agent");
            let (standing, open) = (given.offers.len() as u32, given.offers_wanted);
            assert!(standing + open <= self.max_offers, "{id} is offered to too many");
            assert!(
                standing + open == self.max_offers || standing == 0,
                "{id} is offered to too few"
            );
            held.extend(given.agent.into_iter().chain(asked).map(|whose| (*id, whose)));
            assert_eq!(given.enqueued_at, self.since[id], "{id} lost its age");
        }
        for (id, whose) in held.difference(&self.held) {
            let who = NAMES.iter().position(|name| AgentId::of(name) == *whose).unwrap();
            assert!(
                online[who] || self.online[who],
                "{id} went to {}, who takes nothing",
                NAMES[who]
            );
        }
        (self.held, self.online) = (held, online);
    }

    /// Everybody is there and takes what is offered: then each ticket is somebody's, or nobody may take it.
    fn settle(&mut self) {
        for name in NAMES {
            let (agent, presence) = (AgentId::of(name), Presence::Online);
            assert!(self.does(Act::SetPresence {
                agent,
                presence,
                leased: false
            }));
        }
        for _ in 0..self.open.len() + 2 {
            self.clock.advance(SECOND);
            self.work();
            self.look();
            for id in self.open.clone() {
                self.answer(id, 0, true);
            }
        }
        self.work();
        for id in &self.open {
            let given = ticket(&self.desk, *id).assignment;
            assert_eq!(given.offers, []);
            if given.agent.is_none() {
                let choice = self.desk.explain_routing(*id).wait().unwrap().choice;
                assert_eq!(choice.agent, None, "{id} waits, though somebody has room");
            }
        }
        assert_eq!(self.desk.check().wait().unwrap(), Vec::<String>::new());
    }
}

fn play(store: Arc<dyn TicketStore>, on_leave: Absence, max_offers: u32, deeds: &[Deed]) {
    let mut office = Office::new(store, on_leave, max_offers);
    for (n, deed) in deeds.iter().enumerate() {
        office.apply(n, deed);
    }
    office.settle();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn whatever_comes_of_an_offer(
        on_leave in prop::sample::select(Absence::ALL),
        max_offers in 1u32..4,
        deeds in prop::collection::vec(any_deed(), 1..40),
    ) {
        play(Arc::new(MemoryStore::new()), on_leave, max_offers, &deeds);
        play(Arc::new(SqliteStore::in_memory().unwrap()), on_leave, max_offers, &deeds);
    }
}
