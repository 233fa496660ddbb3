//! A desk for tests: a clock that stands until it is moved, seeds that repeat, a store in memory.
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use aftersync::{
    AgentId, AppCredentials, Clock, Engine, Error, JobKind, OrderId, QueueId, Result, SeededIds, SqliteStore,
    TicketStore, Timestamp,
};
use aftersync_core::store::index::group_of;
use aftersync_core::store::{Index, Key, Scan, Slot, Table};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::method::Settings;
use crate::session::{Live, Session};

/// Stands until it is moved.
#[derive(Debug)]
pub(crate) struct StillClock(AtomicI64);

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// How a desk for tests is set up.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TestOptions {
    /// When its time begins.
    pub start: Timestamp,
    /// What its ids follow from.
    pub seed: u32,
    /// The merchant.
    pub tenant: String,
    /// Whether platforms are known, with one application `app-1` of `douyin`.
    pub adapters: bool,
}

impl Settings for TestOptions {
    const NAME: &'static str = "open_for_tests";
}

impl Default for TestOptions {
    fn default() -> Self {
        Self {
            start: Timestamp(1_780_272_000_000),
            seed: 1,
            tenant: "acme".to_owned(),
            adapters: false,
        }
    }
}

impl Session {
    /// A desk for tests, in memory: nothing is sent, the time stands, the same steps give the same ids.
    ///
    /// # Errors
    /// `Unavailable` when there is no place for the store.
    pub fn for_tests(options: &TestOptions) -> Result<Self> {
        let store: Arc<dyn TicketStore> = Arc::new(SqliteStore::in_memory()?);
        let clock = Arc::new(StillClock(AtomicI64::new(options.start.0)));
        let mut builder = Engine::builder(store.clone())
            .key([7; 32])
            .clock(clock.clone())
            .ids(Arc::new(SeededIds::new(options.seed.into())));
        if options.adapters {
            let app = AppCredentials::new("app-1", "no secret");
            builder = builder.adapters(aftersync::platforms::all()).app("douyin", app);
        }
        let desk = builder.build()?.desk(options.tenant.as_str());
        Ok(Self::of(Live {
            desk,
            store: Some(store),
            clock: Some(clock),
        }))
    }

    /// Moves the clock of a desk for tests.
    ///
    /// # Errors
    /// `Unsupported` for any other desk.
    pub fn set_clock(&self, now: i64) -> Result<()> {
        let clock = self.live()?.clock.ok_or_else(only_for_tests)?;
        clock.0.store(now, Ordering::SeqCst);
        Ok(())
    }

    /// A quantity of a desk for tests: `agent_load` of an agent, `queue_waiting` of a queue, by their names, or
    /// `order_money` of an order (`"douyin 69…"`).
    ///
    /// # Errors
    /// `Unsupported` for any other desk, `Malformed` for another quantity.
    pub fn gauge(&self, what: &str, name: &str) -> Result<i64> {
        let live = self.live()?;
        let store = live.store.ok_or_else(only_for_tests)?;
        let key = match (what, name.split_once(' ')) {
            ("agent_load", _) => Key::new(Table::AgentLoad, AgentId::of(name).0),
            ("queue_waiting", _) => Key::new(Table::QueueWaiting, QueueId::of(name).0),
            ("order_money", Some((platform, number))) => {
                Key::new(Table::OrderMoney, OrderId::of(&platform.into(), number).0)
            }
            _ => return Err(Error::malformed("there is no such quantity").during("testing.gauge")),
        };
        let loaded = store.reader()?.load(live.desk.tenant(), &[key])?;
        Ok(match loaded.slots.first() {
            Some(Slot::Gauge(value)) => *value,
            _ => 0,
        })
    }

    /// How many jobs of a kind wait in a desk for tests.
    ///
    /// # Errors
    /// `Unsupported` for any other desk, `Malformed` for a kind there is not.
    pub fn jobs_waiting(&self, kind: &str) -> Result<usize> {
        let live = self.live()?;
        let store = live.store.ok_or_else(only_for_tests)?;
        let kind = JobKind::parse(kind).ok_or_else(|| Error::malformed("there is no such kind of job"))?;
        let scan = Scan::all(Index::JobDue, group_of(kind.as_str()), Table::Job, 1_000);
        Ok(store.reader()?.list(live.desk.tenant(), &scan)?.entries.len())
    }

    /// What the store of a desk for tests finds wrong with itself.
    ///
    /// # Errors
    /// `Unsupported` for any other desk.
    pub fn store_faults(&self) -> Result<Vec<String>> {
        self.live()?.store.ok_or_else(only_for_tests)?.check()
    }
}

fn only_for_tests() -> Error {
    Error::unsupported("this desk was not opened for tests", "use the desk's own methods").during("testing.look")
}
