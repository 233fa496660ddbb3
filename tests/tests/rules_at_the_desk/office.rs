//! A desk over memory that does one thing at a time, and what befalls any desk.
use std::sync::Arc;

use aftersync_core::engine::{Desk, Engine, EngineOptions};
use aftersync_core::model::agent::Presence;
use aftersync_core::model::axes::Role;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::ids::{AgentId, QueueId, TicketId};
use aftersync_core::store::{Index, Scan, Table, TicketStore};
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{configure, engine, ticket};

/// The name of an agent by their number.
pub fn name(at: usize) -> String {
    format!("agent-{at}")
}

pub struct Office {
    pub store: Arc<MemoryStore>,
    pub engine: Engine,
    pub desk: Desk,
    pub clock: ManualClock,
    pub open: Vec<TicketId>,
}

impl Office {
    pub fn new(seed: u64, config: Config) -> Self {
        let store = Arc::new(MemoryStore::new());
        let (builder, clock) = engine(store.clone(), seed);
        let options = EngineOptions {
            in_flight: 1,
            ..EngineOptions::default()
        };
        let engine = builder.options(options).build().unwrap();
        let desk = engine.desk("acme");
        configure(&desk, config);
        Self {
            store,
            engine,
            desk,
            clock,
            open: Vec::new(),
        }
    }

    /// What is refused is refused.
    pub fn does(&self, act: Act) {
        drop(self.desk.act(Actor::system()).doing(act).wait());
    }

    /// Turns down a request that is open, if there are so many.
    pub fn end(&mut self, at: usize) {
        if at < self.open.len() {
            let id = self.open.swap_remove(at);
            drop(self.desk.act(Actor::role(Role::Agent)).reject(id, "1", "no").wait());
        }
    }

    pub fn set(&self, at: usize, presence: Presence) {
        self.does(Act::SetPresence {
            agent: AgentId::of(&name(at)),
            presence,
            leased: false,
        });
    }

    /// Who has a ticket.
    pub fn owner(&self, id: TicketId) -> Option<AgentId> {
        ticket(&self.desk, id).assignment.agent
    }

    /// The tickets that wait in a queue, in their order.
    pub fn waiting(&self, queue: &str) -> Vec<TicketId> {
        let scan = Scan::all(Index::TicketWaiting, QueueId::of(queue).0, Table::Ticket, 1_000);
        let page = self.store.reader().unwrap().list(self.desk.tenant(), &scan).unwrap();
        page.entries.iter().map(|entry| TicketId(entry.mark.id)).collect()
    }
}
