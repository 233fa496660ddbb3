//! What is told of a ticket is what is done with it: whom the explanation names is who gets it.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::model::affinity::{Affinity, AffinityMode};
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::calendar::{Calendar, Hours, Weekday};
use aftersync_core::model::command::Act;
use aftersync_core::model::config::{Config, QueueConfig, Rule, Then, When};
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::selection::{RouteStep, Strategy as Order};
use aftersync_core::model::time::MINUTE;
use aftersync_tests::desk::{opened, work};
use proptest::prelude::*;

use super::deeds::{any_kind, any_status, knows};
use super::office::{Office, name};

const AGENTS: usize = 4;

/// What befalls a desk.
#[derive(Clone, Debug)]
enum Deed {
    Open(Kind),
    End(usize),
    Back(usize),
    Presence(usize, Presence),
    Put(usize, Staff),
    Pass(i64),
    Work,
}

#[derive(Clone, Debug)]
struct Staff {
    capacity: i64,
    gems: u8,
    calls: Option<u32>,
    shift: bool,
}

fn any_staff() -> impl Strategy<Value = Staff> {
    (1i64..5, 0u8..4, prop::option::weighted(0.2, 1u32..3), any::<bool>()).prop_map(|(capacity, gems, calls, shift)| {
        Staff {
            capacity: capacity * 15,
            gems,
            calls,
            shift,
        }
    })
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => any_kind().prop_map(Deed::Open),
        2 => (0usize..8).prop_map(Deed::End),
        2 => (0usize..8).prop_map(Deed::Back),
        3 => (0..AGENTS, any_status()).prop_map(|(agent, status)| Deed::Presence(agent, status)),
        1 => (0..AGENTS, any_staff()).prop_map(|(agent, staff)| Deed::Put(agent, staff)),
        2 => (1i64..200).prop_map(|minutes| Deed::Pass(minutes * MINUTE)),
        1 => Just(Deed::Work),
    ]
}

fn config(order: Order, per_agent: Option<u32>, mode: AffinityMode) -> Config {
    let gems = Then {
        queue: Some("gems".to_owned()),
        skills: BTreeMap::from([("gems".to_owned(), 2)]),
        steps: vec![RouteStep {
            after_ms: 30 * MINUTE,
            queue: Some("desk".to_owned()),
            drop_skills: BTreeSet::from(["gems".to_owned()]),
            ..RouteStep::default()
        }],
        ..Then::default()
    };
    let affinity = Affinity {
        mode,
        wait_ms: (mode == AffinityMode::Wait).then_some(20 * MINUTE),
        ..Affinity::default()
    };
    let queue = |name: &str| QueueConfig {
        strategy: order,
        per_agent,
        affinity: Some(affinity.clone()),
        ..QueueConfig::new(name)
    };
    let hours = vec![Hours { from: 0, to: 240 }, Hours { from: 480, to: 1_200 }];
    Config {
        calendars: vec![Calendar {
            name: "day".into(),
            week: Weekday::ALL.iter().map(|day| (*day, hours.clone())).collect(),
            ..Calendar::default()
        }],
        queues: vec![queue("desk"), queue("gems")],
        rules: vec![Rule::new("gems", When::Kind(vec![Kind::Repair]), gems)],
        fallback_queue: "desk".to_owned(),
        ..Config::default()
    }
}

fn staffed(config: &Config, staff: &[Staff]) -> Office {
    let office = Office::new(5, config.clone());
    staff.iter().enumerate().for_each(|(at, staff)| office.seat(at, staff));
    office
}

impl Office {
    fn seat(&self, at: usize, staff: &Staff) {
        let agent = Agent {
            groups: [["desk", "gems"][at % 2].to_owned()].into(),
            capacity: staff.capacity,
            skills: knows(staff.gems),
            per_platform: staff.calls.into_iter().map(|most| ("app".into(), most)).collect(),
            shift: staff.shift.then(|| "day".to_owned()),
            presence: Presence::Online,
            ..Agent::new(name(at))
        };
        let agent = Box::new(agent);
        self.does(Act::PutAgent { agent });
    }

    fn befalls(&mut self, n: usize, deed: &Deed) {
        match deed {
            Deed::Open(kind) => {
                // Two tickets of an order now and then: who has the one is asked first for the other.
                let order = format!("order-{}", n / 2);
                self.open.push(opened(&self.desk, &format!("A{n}"), &order, *kind));
            }
            Deed::End(at) => self.end(*at),
            Deed::Back(at) if *at < self.open.len() => {
                let (ticket, agent) = (self.open[*at], None);
                self.does(Act::Assign { ticket, agent });
            }
            Deed::Back(_) => {}
            Deed::Presence(at, presence) => self.set(*at, *presence),
            Deed::Put(at, staff) => self.seat(*at, staff),
            Deed::Pass(ms) => drop(self.clock.advance(*ms)),
            Deed::Work => work(&self.engine),
        }
    }

    fn named(&self, id: TicketId) -> Option<AgentId> {
        let told = self.desk.explain_routing(id).wait().unwrap();
        if told.choice.agent.is_some() {
            assert_eq!(told.ranked.first().map(|first| first.agent), told.choice.agent);
        }
        told.choice.agent
    }

    /// Looks at a ticket again, as a job does that gives out what waits.
    fn settle(&self, id: TicketId) {
        self.does(Act::Refold { ticket: id });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn whom_the_explanation_names_gets_it(
        order in prop::sample::select(Order::ALL.to_vec()),
        per_agent in prop::option::weighted(0.3, 1u32..3),
        mode in prop::sample::select(vec![AffinityMode::Prefer, AffinityMode::Wait, AffinityMode::Strict]),
        staff in prop::collection::vec(any_staff(), AGENTS),
        deeds in prop::collection::vec(any_deed(), 1..30),
    ) {
        let mut office = staffed(&config(order, per_agent, mode), &staff);
        for (n, deed) in deeds.iter().enumerate() {
            office.befalls(n, deed);
            // Whatever is due by now, ticket by ticket, each after it was asked about.
            for queue in ["gems", "desk"] {
                for id in office.waiting(queue) {
                    let told = office.named(id);
                    office.settle(id);
                    prop_assert_eq!(office.owner(id), told, "after {} {:?}", n, deed);
                }
            }
        }
    }

    /// Of what waits for somebody who comes, a drain gives out first what comes first among those that name them.
    #[test]
    fn a_drain_gives_the_first_to_whom_the_explanation_names(
        order in prop::sample::select(Order::ALL.to_vec()),
        mode in prop::sample::select(vec![AffinityMode::Prefer, AffinityMode::Wait, AffinityMode::Strict]),
        staff in prop::collection::vec(any_staff(), AGENTS),
        kinds in prop::collection::vec(prop::sample::select(vec![Kind::RefundOnly, Kind::ReturnRefund]), 1..6),
        comes in 0..AGENTS,
    ) {
        let mut office = staffed(&config(order, None, mode), &staff);
        let presence = |presence| move |at| Deed::Presence(at, presence);
        (0..AGENTS).map(presence(Presence::Offline)).for_each(|deed| office.befalls(0, &deed));
        for (n, kind) in kinds.iter().enumerate() {
            office.befalls(2 * n, &Deed::Open(*kind));
        }
        work(&office.engine);
        office.befalls(0, &presence(Presence::Online)(comes));
        let named: Vec<(TicketId, AgentId)> = office
            .waiting("desk")
            .into_iter()
            .filter_map(|id| office.named(id).map(|agent| (id, agent)))
            .collect();
        work(&office.engine);
        match named.first() {
            Some((id, agent)) => prop_assert_eq!(office.owner(*id), Some(*agent)),
            None => prop_assert!(office.open.iter().all(|id| office.owner(*id).is_none())),
        }
    }
}
