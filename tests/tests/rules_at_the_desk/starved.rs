//! Nobody waits while somebody may take it: whatever befalls a desk, an open ticket is in nobody's hands only where each agent who is
//! there has too little room for it or lacks what it asks for. What agents have is counted here from the tickets alone.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync_core::engine::{Desk, Engine};
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::{Kind, Role, WaitingOn};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::ticket::Ticket;
use aftersync_core::model::time::SECOND;
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{configure, engine, opened, ticket, work};
use proptest::prelude::*;
use serde_json::json;

use super::deeds::{any_kind, any_status, knows};
const AGENTS: usize = 4;

/// What befalls a desk.
#[derive(Clone, Debug)]
enum Deed {
    Open(Kind),
    End(usize),
    /// The buyer is asked: nobody here has anything to do meanwhile.
    Ask(usize),
    Back(usize),
    Presence(usize, Presence),
    Put(usize, Staff),
    Pass(i64),
}

#[derive(Clone, Debug)]
struct Staff {
    capacity: i64,
    gems: u8,
}

fn any_staff() -> impl Strategy<Value = Staff> {
    let room = (0i64..6).prop_map(|units| units * 15);
    (room, 0u8..4).prop_map(|(capacity, gems)| Staff { capacity, gems })
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => any_kind().prop_map(Deed::Open),
        2 => (0usize..8).prop_map(Deed::End),
        1 => (0usize..8).prop_map(Deed::Ask),
        1 => (0usize..8).prop_map(Deed::Back),
        2 => (0..AGENTS, any_status()).prop_map(|(agent, status)| Deed::Presence(agent, status)),
        2 => (0..AGENTS, any_staff()).prop_map(|(agent, staff)| Deed::Put(agent, staff)),
        2 => (1i64..900).prop_map(|s| Deed::Pass(s * SECOND)),
    ]
}

struct Office {
    engine: Engine,
    desk: Desk,
    clock: ManualClock,
    open: Vec<TicketId>,
    staff: BTreeMap<AgentId, (Staff, Presence)>,
}

fn name(at: usize) -> String {
    format!("agent-{at}")
}

/// Units of work by the table of the documents.
fn weight(t: &Ticket) -> i64 {
    match t.axes.kind {
        Kind::Repair => 20,
        Kind::ReturnRefund => 15,
        _ => 10,
    }
}

fn is_parked(t: &Ticket) -> bool {
    t.waiting_on != WaitingOn::Seller
}

impl Office {
    fn new(staff: &[Staff]) -> Self {
        let (builder, clock) = engine(Arc::new(MemoryStore::new()), 7);
        let engine = builder.build().unwrap();
        let desk = engine.desk("acme");
        let config = json!({
            "queues": [{"name": "desk"}], "fallback_queue": "desk",
            "rules": [{"name": "gems", "when": {"kind": ["repair"]}, "then": {"queue": "desk", "skills": {"gems": 2}}}],
        });
        configure(&desk, serde_json::from_value(config).unwrap());
        let mut office = Self {
            engine,
            desk,
            clock,
            open: Vec::new(),
            staff: BTreeMap::new(),
        };
        for (at, staff) in staff.iter().enumerate() {
            office.apply(0, &Deed::Put(at, staff.clone()));
        }
        office
    }

    fn does(&self, act: Act) -> bool {
        self.desk.act(Actor::system()).doing(act).wait().is_ok()
    }

    fn apply(&mut self, n: usize, deed: &Deed) {
        let one = |which: usize| self.open.get(which % self.open.len().max(1)).copied();
        match deed {
            Deed::Open(kind) => {
                let id = opened(&self.desk, &format!("A{n}"), &format!("O{n}"), *kind);
                self.open.push(id);
            }
            Deed::End(which) => {
                // While the buyer is asked it cannot be said no to.
                if let Some(id) = one(*which)
                    && self
                        .desk
                        .act(Actor::role(Role::Agent))
                        .reject(id, "1", "no")
                        .wait()
                        .is_ok()
                {
                    self.open.retain(|open| *open != id);
                }
            }
            Deed::Ask(which) => {
                if let Some(id) = one(*which) {
                    self.desk
                        .act(Actor::role(Role::Agent))
                        .ask_buyer(id, "a photo?")
                        .wait()
                        .ok();
                }
            }
            Deed::Back(which) => {
                if let Some(id) = one(*which) {
                    self.desk.act(Actor::role(Role::Agent)).release(id).wait().ok();
                }
            }
            Deed::Presence(at, presence) => {
                let agent = AgentId::of(&name(*at));
                let set = self.does(Act::SetPresence {
                    agent,
                    presence: *presence,
                    leased: false,
                });
                assert!(set);
                if let Some((_, status)) = self.staff.get_mut(&agent) {
                    *status = *presence;
                }
            }
            Deed::Put(at, staff) => {
                let agent = Agent {
                    groups: ["desk".to_owned()].into(),
                    capacity: staff.capacity,
                    skills: knows(staff.gems),
                    presence: Presence::Online,
                    ..Agent::new(name(*at))
                };
                let id = agent.id;
                assert!(self.does(Act::PutAgent { agent: Box::new(agent) }));
                let row = self.desk.row::<Agent>(id).wait().unwrap().unwrap().item;
                self.staff.insert(id, (staff.clone(), row.presence));
            }
            Deed::Pass(ms) => {
                self.clock.advance(*ms);
            }
        }
        work(&self.engine);
    }

    /// Who might have a ticket that nobody has.
    fn idle(&self) -> Vec<(TicketId, AgentId)> {
        let all: Vec<Ticket> = self.open.iter().map(|id| ticket(&self.desk, *id)).collect();
        let load = |agent: AgentId| -> i64 {
            let theirs = all
                .iter()
                .filter(|t| t.assignment.agent == Some(agent) && !is_parked(t));
            theirs.map(weight).sum()
        };
        let waits = all.iter().filter(|t| t.assignment.agent.is_none() && !is_parked(t));
        let mut idle = Vec::new();
        for t in waits {
            for (agent, (staff, presence)) in &self.staff {
                let able = t.axes.kind != Kind::Repair || staff.gems >= 2;
                let room = load(*agent) + weight(t) <= staff.capacity;
                if *presence == Presence::Online && able && room {
                    idle.push((t.id, *agent));
                }
            }
        }
        idle
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn nobody_waits_while_somebody_may_take_it(
        staff in prop::collection::vec(any_staff(), AGENTS),
        deeds in prop::collection::vec(any_deed(), 1..40),
    ) {
        let mut office = Office::new(&staff);
        for (n, deed) in deeds.iter().enumerate() {
            office.apply(n + 1, deed);
            prop_assert_eq!(office.idle(), vec![], "after {} {:?}", n, deed);
        }
        prop_assert_eq!(office.desk.check().wait().unwrap(), Vec::<String>::new());
    }
}
