//! The engine: one store, one lane, the adapters and the way out, for many merchants.
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::error::{Error, ErrorKind, Result};
use crate::model::ids::{AppId, Platform, ShopId, Tenant};
use crate::model::time::{DAY, MINUTE, SECOND, Timestamp};
use crate::platform::{AppCredentials, PlatformAdapter, Transport};
use crate::store::TicketStore;

use super::clock::{Clock, Ids, SeededIds, SystemClock};
use super::decide::Rules;
use super::desk::Desk;
use super::handle::{HandleOptions, LaneHandle};
use super::input::{Done, Input, What};
use super::lane::{Lane, LaneOptions};
use super::later::Later;
use super::readers::Readers;
use super::recent::Recent;
use super::routes::{self, Routes};
use super::rules::Decide;
use super::subscribe::Heads;
use super::timer::Timer;
use super::worker::memory::Memory;

/// Where what belongs to no known shop is kept: a tenant of its own, so that nothing that came is lost. Connect the shop,
/// then take it in with [`Desk::redrive_quarantined`].
pub const UNROUTED: &str = "_unrouted";

/// How an engine works. The defaults are right for a server with one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EngineOptions {
    /// How the lane works.
    pub lane: LaneOptions,
    /// How the lane is driven.
    pub handle: HandleOptions,
    /// Readers of the store, and threads for reads that are awaited.
    pub readers: usize,
    /// Every call to a platform ends within this, in milliseconds.
    pub deadline_ms: i64,
    /// How long a job is leased, in milliseconds: more than a read-back and a call together.
    pub lease_ms: i64,
    /// Most jobs in flight.
    pub in_flight: usize,
    /// Most jobs in flight for one shop.
    pub per_shop: usize,
    /// How far the first poll of a shop looks back, in milliseconds.
    pub first_poll_ms: i64,
    /// The longest pause between two looks for work, in milliseconds: what other processes queue is found this late.
    pub idle_ms: i64,
}

impl Default for EngineOptions {
    fn default() -> Self {
        Self {
            lane: LaneOptions::default(),
            handle: HandleOptions::default(),
            readers: 4,
            deadline_ms: 15 * SECOND,
            lease_ms: 2 * MINUTE,
            in_flight: 32,
            per_shop: 4,
            first_poll_ms: DAY,
            idle_ms: 500,
        }
    }
}

/// An application and the platform it is registered with.
#[derive(Clone, Debug)]
pub(crate) struct App {
    pub platform: Platform,
    pub credentials: Arc<AppCredentials>,
}

/// What an engine is made of.
pub struct EngineBuilder {
    store: Arc<dyn TicketStore>,
    adapters: BTreeMap<Platform, Arc<dyn PlatformAdapter>>,
    apps: Vec<(Platform, AppCredentials)>,
    transport: Option<Arc<dyn Transport>>,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    key: Option<[u8; 32]>,
    rules: Option<Arc<dyn Decide>>,
    options: EngineOptions,
    by_hand: bool,
}

impl fmt::Debug for EngineBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EngineBuilder")
            .field("adapters", &self.adapters.keys())
            .field("apps", &self.apps.len())
            .finish_non_exhaustive()
    }
}

impl EngineBuilder {
    /// An engine over this store: no platform yet, the clock of this machine, unforeseen seeds.
    pub fn new(store: Arc<dyn TicketStore>) -> Self {
        Self {
            store,
            adapters: BTreeMap::new(),
            apps: Vec::new(),
            transport: None,
            clock: Arc::new(SystemClock),
            ids: Arc::new(SeededIds::unforeseen()),
            key: None,
            rules: None,
            options: EngineOptions::default(),
            by_hand: false,
        }
    }
    /// Adds platforms.
    pub fn adapters(mut self, adapters: impl IntoIterator<Item = Arc<dyn PlatformAdapter>>) -> Self {
        self.adapters.extend(adapters.into_iter().map(|a| (a.platform(), a)));
        self
    }
    /// Adds an application that is registered with a platform. Its secrets stay in memory.
    pub fn app(mut self, platform: impl Into<Platform>, credentials: AppCredentials) -> Self {
        self.apps.push((platform.into(), credentials));
        self
    }
    /// Sends requests this way. Without one, jobs that need the network wait.
    pub fn transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }
    /// Takes the time from here.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }
    /// Takes seeds from here.
    pub fn ids(mut self, ids: Arc<dyn Ids>) -> Self {
        self.ids = ids;
        self
    }
    /// The key under which phone numbers and the like are hashed. Keep it: with another one the same buyer is not found
    /// again.
    pub fn key(mut self, key: [u8; 32]) -> Self {
        self.key = Some(key);
        self
    }
    /// Decides by these rules instead of the built-in ones: for tests.
    pub fn rules(mut self, rules: Arc<dyn Decide>) -> Self {
        self.rules = Some(rules);
        self
    }
    /// Works like this.
    pub fn options(mut self, options: EngineOptions) -> Self {
        self.options = options;
        self
    }

    /// Starts no thread at all: whoever holds the engine polls what its calls return and steps its lane with
    /// [`Engine::step`], in an order of their own. For simulators; never wait for a call there, nobody would answer.
    pub fn by_hand(mut self) -> Self {
        self.by_hand = true;
        self
    }

    /// Starts it: its lane's thread runs, its worker does not until [`Engine::run`] or [`Engine::run_due`].
    ///
    /// # Errors
    /// `Config` when an app names a platform without an adapter or two apps share a name, or no key was given; the
    /// store's own when it cannot be opened.
    pub fn build(self) -> Result<Engine> {
        let apps = self.checked_apps()?;
        let known = apps
            .iter()
            .map(|(id, app)| (id.clone(), app.credentials.clone()))
            .collect();
        if self.key.is_none() && self.rules.is_none() {
            return Err(
                Error::new(ErrorKind::Config, "no key was given to hash personal values with")
                    .during("engine.build")
                    .hint("give 32 random bytes, and the same ones every time"),
            );
        }
        let built_in = Arc::new(Rules::new(self.adapters.clone(), known, self.key.unwrap_or_default()));
        let rules = self.rules.unwrap_or_else(|| built_in.clone());
        let (heads, recent) = (Heads::new(), Recent::default());
        let lane = Lane::new(self.store.writer()?, rules)
            .with_options(self.options.lane)
            .publishing_to(heads.clone())
            .remembering_in(recent.clone());
        let lane = match self.by_hand {
            true => LaneHandle::by_hand(lane, self.options.handle),
            false => LaneHandle::start_with(lane, self.options.handle)?,
        };
        Ok(Engine(Arc::new(Shared {
            readers: Readers::new(self.store.clone(), self.options.readers, self.by_hand),
            store: self.store,
            rules: built_in,
            lane: Arc::new(lane),
            heads,
            recent,
            adapters: self.adapters,
            apps,
            transport: self.transport,
            clock: self.clock,
            ids: self.ids,
            options: self.options,
            routes: Routes::default(),
            memory: Memory::default(),
            timer: if self.by_hand {
                Timer::by_hand()
            } else {
                Timer::default()
            },
        })))
    }

    fn checked_apps(&self) -> Result<BTreeMap<AppId, App>> {
        let mut apps = BTreeMap::new();
        for (platform, credentials) in &self.apps {
            if !self.adapters.contains_key(platform) {
                return Err(unknown_platform(platform, &self.adapters).with("app", &credentials.app));
            }
            let app = App {
                platform: platform.clone(),
                credentials: Arc::new(credentials.clone()),
            };
            if apps.insert(credentials.app.clone(), app).is_some() {
                return Err(Error::new(ErrorKind::Config, "two applications have the same name")
                    .during("engine.build")
                    .with("app", &credentials.app));
            }
        }
        Ok(apps)
    }
}

fn unknown_platform(platform: &Platform, adapters: &BTreeMap<Platform, Arc<dyn PlatformAdapter>>) -> Error {
    let known: Vec<&str> = adapters.keys().map(Platform::as_str).collect();
    Error::new(ErrorKind::Config, "no adapter is registered for this platform")
        .during("engine.adapter")
        .with("platform", platform)
        .hint(format!("registered are: {}", known.join(", ")))
}

pub(crate) struct Shared {
    pub readers: Readers,
    pub store: Arc<dyn TicketStore>,
    pub rules: Arc<Rules>,
    pub lane: Arc<LaneHandle>,
    pub heads: Heads,
    pub recent: Recent,
    pub adapters: BTreeMap<Platform, Arc<dyn PlatformAdapter>>,
    pub apps: BTreeMap<AppId, App>,
    pub transport: Option<Arc<dyn Transport>>,
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn Ids>,
    pub options: EngineOptions,
    pub routes: Routes,
    pub memory: Memory,
    pub timer: Timer,
}

/// The engine. Clones are cheap and share everything.
#[derive(Clone)]
pub struct Engine(pub(crate) Arc<Shared>);

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine")
            .field("platforms", &self.0.adapters.keys())
            .field("apps", &self.0.apps.len())
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// What an engine over this store is made of.
    pub fn builder(store: Arc<dyn TicketStore>) -> EngineBuilder {
        EngineBuilder::new(store)
    }

    /// The desk of one merchant.
    pub fn desk(&self, tenant: impl Into<Tenant>) -> Desk {
        Desk::new(self.clone(), tenant.into())
    }

    /// What came for shops that nobody configured.
    pub fn unrouted(&self) -> Desk {
        self.desk(UNROUTED)
    }

    /// All merchants that something was ever written for, sorted.
    pub fn tenants(&self) -> Later<Vec<Tenant>> {
        Later::read(self.0.readers.clone(), |reader| reader.tenants())
    }

    /// Says by hand which merchant a shop belongs to. Goes before what is configured, and lasts as long as the engine.
    pub fn route_shop(&self, platform: impl Into<Platform>, shop: impl Into<ShopId>, tenant: impl Into<Tenant>) {
        self.0.routes.set(platform.into(), shop.into(), tenant.into());
    }

    /// Platforms with an adapter, sorted.
    pub fn platforms(&self) -> Vec<Platform> {
        self.0.adapters.keys().cloned().collect()
    }

    /// What a platform can do, as its adapter declares.
    ///
    /// # Errors
    /// `Config` when no adapter is registered for it.
    pub fn capabilities(&self, platform: &Platform) -> Result<crate::platform::Capabilities> {
        self.adapter(platform).map(|a| a.capabilities().clone())
    }

    /// Where a merchant connects a shop to this application; `None` when the platform needs no page.
    ///
    /// # Errors
    /// `NotFound` for an application that is not registered here.
    pub fn authorize_url(&self, app: &AppId, state: &str) -> Result<Option<String>> {
        let app = self.app(app)?;
        Ok(self.adapter(&app.platform)?.authorize_url(&app.credentials, state))
    }

    /// Where the ends of the logs are published.
    pub fn heads(&self) -> &Heads {
        &self.0.heads
    }

    /// The engine's time.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Inputs that wait for the lane.
    pub fn waiting(&self) -> usize {
        self.0.lane.waiting()
    }

    /// Steps the lane once, on this thread: decides and commits what waits, at most one batch. Gives how many waited.
    /// Only an engine that was built [by hand](EngineBuilder::by_hand) needs it.
    pub fn step(&self) -> usize {
        self.0.lane.step()
    }

    /// Takes no more, decides what waits, and lets subscribers go.
    pub fn close(&self) {
        self.0.lane.close();
        self.0.heads.close();
    }

    pub(crate) fn adapter(&self, platform: &Platform) -> Result<&Arc<dyn PlatformAdapter>> {
        let adapters = &self.0.adapters;
        adapters
            .get(platform)
            .ok_or_else(|| unknown_platform(platform, adapters))
    }

    pub(crate) fn app(&self, app: &AppId) -> Result<&App> {
        self.0.apps.get(app).ok_or_else(|| {
            Error::new(ErrorKind::NotFound, "no such application is registered here")
                .during("engine.app")
                .with("app", app)
        })
    }

    /// Hands an input in, as of now.
    /// A seed that was never given before.
    pub(crate) fn seed(&self) -> u128 {
        self.0.ids.seed()
    }

    pub(crate) fn submit<T: Send + 'static>(
        &self,
        tenant: &Tenant,
        what: What,
        answered: impl FnOnce(Done) -> Result<T> + Send + 'static,
    ) -> Later<T> {
        self.submit_at(tenant, self.now(), what, answered)
    }

    pub(crate) fn submit_at<T: Send + 'static>(
        &self,
        tenant: &Tenant,
        now: Timestamp,
        what: What,
        answered: impl FnOnce(Done) -> Result<T> + Send + 'static,
    ) -> Later<T> {
        let input = Input {
            tenant: tenant.clone(),
            now,
            seed: self.0.ids.seed(),
            what,
        };
        let engine = self.clone();
        Later::input(self.0.lane.clone(), input, move |result| {
            let done = result?;
            engine.0.memory.ring();
            answered(done)
        })
    }

    /// The merchants of these shops. Shops nobody configured are not in it.
    pub(crate) async fn route(&self, shops: &[(Platform, ShopId)]) -> Result<routes::Map> {
        let now = self.now();
        if let Some(found) = self.0.routes.find(shops, now) {
            return Ok(found);
        }
        let read = self.0.readers.run(routes::read).await?;
        self.0.routes.replace(read, now);
        Ok(self.0.routes.find(shops, now).unwrap_or_default())
    }

    pub(crate) fn deadline(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.options.deadline_ms).unwrap_or(0))
    }
}
