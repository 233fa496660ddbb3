//! The age of a ticket on its way: whoever has it for however long, and whoever outside it waits for while nobody has it, it is
//! as old as it was when it comes back.
use std::sync::Arc;

use aftersync_core::engine::{Desk, Engine};
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::{Config, QueueConfig};
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::offer::{OfferTerms, Reservation};
use aftersync_core::model::presence::{Absence, PresenceConfig};
use aftersync_core::model::selection::RouteStep;
use aftersync_core::model::time::{HOUR, MINUTE, Timestamp};
use aftersync_core::model::trigger::Trigger;
use aftersync_core::routing::{age, is_parked};
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{START, configure, engine, opened, ticket, work};
use proptest::prelude::*;

const NAMES: [&str; 2] = ["an", "bo"];

/// What befalls a ticket.
#[derive(Clone, Debug)]
enum Deed {
    Give(usize),
    Back,
    Transfer(bool),
    Presence(usize, Presence),
    Remove(usize),
    Put(usize),
    AskBuyer,
    Wake,
    Pass(i64),
    Work,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let who = 0..NAMES.len();
    let presence = prop::sample::select(vec![Presence::Online, Presence::Busy, Presence::Offline]);
    prop_oneof![
        2 => who.clone().prop_map(Deed::Give),
        2 => Just(Deed::Back),
        1 => any::<bool>().prop_map(Deed::Transfer),
        2 => (who.clone(), presence).prop_map(|(who, presence)| Deed::Presence(who, presence)),
        1 => who.clone().prop_map(Deed::Remove),
        1 => who.prop_map(Deed::Put),
        1 => Just(Deed::AskBuyer),
        1 => Just(Deed::Wake),
        3 => (1i64..20 * HOUR).prop_map(Deed::Pass),
        3 => Just(Deed::Work),
    ]
}

fn config(asks: bool) -> Config {
    let step = |after_ms| RouteStep {
        after_ms,
        groups: ["nobody".to_owned()].into(),
        raise_by: u8::from(after_ms > HOUR),
        ..RouteStep::default()
    };
    let queue = |name: &str| QueueConfig {
        first_action_ms: Some(9 * HOUR),
        reservation: asks.then_some(Reservation::Offer(OfferTerms {
            for_ms: 30 * MINUTE,
            ..OfferTerms::default()
        })),
        steps: vec![step(HOUR), step(50 * HOUR)],
        ..QueueConfig::new(name)
    };
    Config {
        queues: vec![queue("desk"), queue("other")],
        fallback_queue: "desk".into(),
        presence: PresenceConfig {
            on_leave: Absence::RequeueAll,
            grace_ms: 3 * HOUR,
            ..PresenceConfig::default()
        },
        ..Config::default()
    }
}

struct Office {
    engine: Engine,
    desk: Desk,
    clock: ManualClock,
    id: TicketId,
    /// So long nobody had it though it waited for us, as far as it was looked at.
    waited: i64,
    looked_at: Timestamp,
}

impl Office {
    fn new(asks: bool) -> Self {
        let (builder, clock) = engine(Arc::new(MemoryStore::new()), 5);
        let engine = builder.build().unwrap();
        let desk = engine.desk("acme");
        configure(&desk, config(asks));
        let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
        let office = Self {
            engine,
            desk,
            clock,
            id,
            waited: 0,
            looked_at: START,
        };
        (0..NAMES.len()).for_each(|who| office.does(put(who)));
        office
    }

    fn does(&self, act: Act) {
        drop(self.desk.act(Actor::role(Role::Agent)).doing(act).wait());
    }

    fn apply(&mut self, deed: &Deed) {
        let (ticket, who) = (self.id, |who: usize| AgentId::of(NAMES[who]));
        match deed {
            Deed::Give(to) => self.does(Act::Assign {
                ticket,
                agent: Some(who(*to)),
            }),
            Deed::Back => self.does(Act::Assign { ticket, agent: None }),
            Deed::Transfer(other) => {
                let queue = if *other { "other" } else { "desk" }.to_owned();
                self.does(Act::Transfer { ticket, queue });
            }
            Deed::Presence(agent, presence) => self.does(Act::SetPresence {
                agent: who(*agent),
                presence: *presence,
                leased: false,
            }),
            Deed::Remove(agent) => self.does(Act::RemoveAgent { agent: who(*agent) }),
            Deed::Put(agent) => self.does(put(*agent)),
            Deed::AskBuyer => drop(self.desk.act(Actor::role(Role::Agent)).ask_buyer(ticket, "how?").wait()),
            Deed::Wake => drop(
                self.desk
                    .act(Actor::role(Role::Buyer))
                    .trigger(ticket, Trigger::Amend)
                    .wait(),
            ),
            Deed::Pass(ms) => drop(self.clock.advance(*ms)),
            Deed::Work => work(&self.engine),
        }
    }

    /// Counts the time since it was last looked at, as one who only sees whether it waits for somebody here to take it.
    fn look(&mut self, stood: bool) {
        let now = self.engine.now();
        self.waited += if stood { 0 } else { now.since(self.looked_at) };
        self.looked_at = now;
    }

    /// Whether its age stands still: somebody has it, or somebody outside is to do something.
    fn stands(&self) -> bool {
        let t = ticket(&self.desk, self.id);
        t.assignment.agent.is_some() || is_parked(&t)
    }
}

fn put(who: usize) -> Act {
    let agent = Agent {
        groups: ["desk".to_owned(), "other".to_owned()].into(),
        presence: Presence::Online,
        ..Agent::new(NAMES[who])
    };
    Act::PutAgent { agent: Box::new(agent) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]
    #[test]
    fn it_is_as_old_as_it_waited(asks in any::<bool>(), deeds in prop::collection::vec(any_deed(), 1..40)) {
        let mut office = Office::new(asks);
        for (n, deed) in deeds.iter().enumerate() {
            // Nobody comes to have it, or has it no longer, while time passes and nothing is done.
            let stood = office.stands();
            office.apply(deed);
            office.look(stood);
            let t = ticket(&office.desk, office.id);
            if !t.is_open() {
                break;
            }
            prop_assert_eq!(age(&t.assignment, office.engine.now()), office.waited, "after {} {:?}", n, deed);
            let standing = office.desk.explain_routing(office.id).wait().unwrap().standing;
            let taken = [HOUR, 50 * HOUR].iter().filter(|step| **step <= office.waited).count();
            prop_assert_eq!(standing.step as usize, taken, "after {} {:?}", n, deed);
        }
    }
}
