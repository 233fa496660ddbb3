//! The handle a test holds.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, mpsc};

use tokio::sync::oneshot;

use super::accounts::{Accounts, Tokens};
use super::dialect::Dialect;
use super::douyin::{Douyin, DouyinOptions};
use super::faults::{Faults, How};
use super::log::{MethodCount, RequestLog, RequestRecord};
use super::pump::{client, deliver, probe};
use super::pusher::{Chaos, PumpReport, Pusher};
use super::server::{Server, locked};
use super::state::{Core, State};
use super::tiktok::{Tiktok, TiktokOptions};
use super::wechat::{Wechat, WechatOptions};
use super::world::{ActionRecord, Currency, Kind, TruthAfterSale, World};

/// A fake platform that is running. Dropping it stops it.
pub struct FakePlatform {
    pub(super) state: Arc<Mutex<State>>,
    /// Where it can be called from outside; none when it is called [in process](FakePlatform::call).
    wire: Option<Wire>,
}

struct Wire {
    server: Server,
    client: reqwest::Client,
}

impl FakePlatform {
    /// Starts a Douyin shop platform.
    ///
    /// # Errors
    /// When no port can be bound or no thread started.
    pub fn douyin(options: DouyinOptions) -> io::Result<Self> {
        Self::douyin_in_process(options).listen()
    }

    /// The same platform without a socket: calls and pushes go through [`FakePlatform::call`] and [`FakePlatform::due_pushes`].
    #[must_use]
    pub fn douyin_in_process(options: DouyinOptions) -> Self {
        let mut accounts = Accounts::new(options.seed, options.access_life_ms, options.refresh_life_ms);
        accounts.add_app(&options.app_key, &options.app_secret);
        for (shop_id, name) in &options.shops {
            accounts.add_shop(*shop_id, name);
        }
        let world = World::new(options.seed, options.now_ms);
        Self::of(world, accounts, Box::new(Douyin::new(options)))
    }

    /// Starts a WeChat shop platform.
    ///
    /// # Errors
    /// When no port can be bound or no thread started.
    pub fn wechat(options: WechatOptions) -> io::Result<Self> {
        Self::wechat_in_process(options).listen()
    }

    /// The same platform without a socket: calls and pushes go through [`FakePlatform::call`] and [`FakePlatform::due_pushes`].
    #[must_use]
    pub fn wechat_in_process(options: WechatOptions) -> Self {
        // Without refresh tokens: apps ask with their secret.
        let mut accounts = Accounts::new(options.seed, options.access_life_ms, options.access_life_ms);
        for shop in &options.shops {
            accounts.add_app(&shop.app_id, &shop.app_secret);
            accounts.add_shop(shop.shop_id, &shop.name);
        }
        let world = World::with_rules(options.seed, options.now_ms, WechatOptions::rules());
        Self::of(world, accounts, Box::new(Wechat::new(options)))
    }

    /// Starts a TikTok Shop platform.
    ///
    /// # Errors
    /// When no port can be bound or no thread started.
    pub fn tiktok(options: TiktokOptions) -> io::Result<Self> {
        Self::tiktok_in_process(options).listen()
    }

    /// The same platform without a socket: calls and pushes go through [`FakePlatform::call`] and [`FakePlatform::due_pushes`].
    #[must_use]
    pub fn tiktok_in_process(options: TiktokOptions) -> Self {
        let mut accounts = Accounts::new(options.seed, options.access_life_ms, options.refresh_life_ms);
        accounts.add_app(&options.app_key, &options.app_secret);
        let mut world = World::with_rules(options.seed, options.now_ms, TiktokOptions::rules());
        for shop in &options.shops {
            accounts.add_shop(shop.shop_id, &shop.name);
            world.set_currency(shop.shop_id, shop.currency);
        }
        Self::of(world, accounts, Box::new(Tiktok::new(options)))
    }

    /// The kinds of after-sale that a buyer can ask for here; the world refuses the others.
    #[must_use]
    pub fn kinds(&self) -> &'static [Kind] {
        locked(&self.state).core.world.rules().kinds
    }

    fn of(world: World, accounts: Accounts, dialect: Box<dyn Dialect>) -> Self {
        let core = Core {
            world,
            accounts,
            faults: Faults::default(),
            log: RequestLog::default(),
            pusher: Pusher::default(),
        };
        let state = Arc::new(Mutex::new(State { core, dialect }));
        Self { state, wire: None }
    }

    fn listen(mut self) -> io::Result<Self> {
        let server = Server::start(Arc::clone(&self.state))?;
        let client = client().map_err(io::Error::other)?;
        self.wire = Some(Wire { server, client });
        Ok(self)
    }

    /// Where it listens, such as `http://127.0.0.1:40123`, without a slash at the end; in process a name nobody resolves.
    #[must_use]
    pub fn base_url(&self) -> &str {
        let wire = self.wire.as_ref();
        wire.map_or("http://platform.invalid", |wire| &wire.server.base_url)
    }

    /// Stops serving; later calls find nobody.
    pub fn stop(&mut self) {
        if let Some(wire) = &mut self.wire {
            wire.server.stop();
        }
    }

    // ---- world -------------------------------------------------------------------------------------------------------

    /// Moves the world and queues the push messages that follow. Make no HTTP call to this fake inside: it waits for the same lock.
    pub fn world<R>(&self, moves: impl FnOnce(&mut World) -> R) -> R {
        let mut state = locked(&self.state);
        let result = moves(&mut state.core.world);
        state.push_changes();
        result
    }

    /// Sets the world's time, epoch ms; never backwards.
    pub fn set_now(&self, now_ms: i64) {
        locked(&self.state).core.world.set_now(now_ms);
    }

    /// The world's time, epoch ms.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        locked(&self.state).core.world.now_ms()
    }

    /// Every after-sale as it truly stands, by number.
    #[must_use]
    pub fn truth(&self) -> Vec<TruthAfterSale> {
        let state = locked(&self.state);
        state.core.world.truth(state.dialect.codes())
    }

    /// Every action of a seller that was applied, oldest first.
    #[must_use]
    pub fn actions(&self) -> Vec<ActionRecord> {
        locked(&self.state).core.world.actions().to_vec()
    }

    // ---- accounts ----------------------------------------------------------------------------------------------------

    /// Adds another app.
    pub fn add_app(&self, app_key: &str, secret: &str) {
        locked(&self.state).core.accounts.add_app(app_key, secret);
    }

    /// Adds another shop, authorised at once.
    pub fn add_shop(&self, shop_id: i64, name: &str) {
        locked(&self.state).core.accounts.add_shop(shop_id, name);
    }

    /// Lets a shop sell in another currency than the platform's usual one; for orders placed from now on.
    pub fn set_currency(&self, shop_id: i64, currency: Currency) {
        locked(&self.state).core.world.set_currency(shop_id, currency);
    }

    /// A fresh pair of tokens for an app and a shop, without asking by HTTP. Earlier access tokens of the two die.
    #[must_use]
    pub fn issue_tokens(&self, app_key: &str, shop_id: i64) -> Tokens {
        let mut state = locked(&self.state);
        let now_ms = state.core.world.now_ms();
        state.core.accounts.issue(app_key, shop_id, now_ms)
    }

    /// A code as the shop's owner brings it back from the authorisation page; it lives ten minutes and works once.
    #[must_use]
    pub fn authorization_code(&self, app_key: &str, shop_id: i64) -> String {
        let mut state = locked(&self.state);
        let now_ms = state.core.world.now_ms();
        state.core.accounts.authorization_code(app_key, shop_id, now_ms)
    }

    /// Sets how long tokens handed out from now on live, ms.
    pub fn set_token_life(&self, access_ms: i64, refresh_ms: i64) {
        locked(&self.state).core.accounts.set_life(access_ms, refresh_ms);
    }

    /// Lets the access tokens of a shop die now.
    pub fn expire_access_tokens(&self, shop_id: i64) {
        let mut state = locked(&self.state);
        let now_ms = state.core.world.now_ms();
        state.core.accounts.expire_access(shop_id, now_ms);
    }

    /// The shop's owner takes the authorisation back (`false`) or gives it again.
    pub fn set_authorized(&self, shop_id: i64, authorized: bool) {
        let mut state = locked(&self.state);
        state.core.accounts.authorise(shop_id, authorized);
        if !authorized {
            state.core.world.deauthorised(shop_id);
            state.push_changes();
        }
    }

    // ---- faults ------------------------------------------------------------------------------------------------------

    /// Answers nothing useful from `from_ms` until before `to_ms` of world time: in turn HTTP 502 and a closed connection.
    pub fn outage(&self, from_ms: i64, to_ms: i64) {
        locked(&self.state).core.faults.add_outage(from_ms, to_ms);
    }

    /// Limits each app to so many calls per method and second of world time; `None` lifts the limit.
    pub fn rate_limit(&self, per_second: Option<u32>) {
        locked(&self.state).core.faults.set_rate_limit(per_second);
    }

    /// Lets the next `times` calls of `method` (`*` for any) fail in this way.
    pub fn fail_next(&self, method: &str, times: usize, how: How) {
        locked(&self.state).core.faults.fail_next(method, times, &how);
    }

    /// Takes all outages, limits and waiting failures away.
    pub fn clear_faults(&self) {
        locked(&self.state).core.faults.clear();
    }

    // ---- what was asked ----------------------------------------------------------------------------------------------

    /// The last hundred thousand requests, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<RequestRecord> {
        locked(&self.state).core.log.records()
    }

    /// Counters per method.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<String, MethodCount> {
        locked(&self.state).core.log.counts()
    }

    /// How often a method was called.
    #[must_use]
    pub fn calls(&self, method: &str) -> u64 {
        self.counts().get(method).map_or(0, |count| count.calls)
    }

    /// Forgets requests and counters.
    pub fn clear_requests(&self) {
        locked(&self.state).core.log.clear();
    }

    // ---- pushes ------------------------------------------------------------------------------------------------------

    /// Pushes go to this address from now on. What happened before is not pushed.
    pub fn set_webhook(&self, url: &str) {
        locked(&self.state).core.pusher.url = Some(url.to_owned());
    }

    /// The pushes of one shop go to this address from now on, whatever [`FakePlatform::set_webhook`] says.
    pub fn set_shop_webhook(&self, shop_id: i64, url: &str) {
        let mut state = locked(&self.state);
        state.core.pusher.shop_urls.insert(shop_id, url.to_owned());
    }

    /// Pushes stop; what happens meanwhile is never pushed.
    pub fn clear_webhook(&self) {
        let mut state = locked(&self.state);
        state.core.pusher.url = None;
        state.core.pusher.shop_urls.clear();
    }

    /// Sets what goes wrong with pushes queued from now on.
    pub fn set_chaos(&self, chaos: Chaos) {
        locked(&self.state).core.pusher.chaos = chaos;
    }

    /// When the next queued push is due, epoch ms.
    #[must_use]
    pub fn next_push_ms(&self) -> Option<i64> {
        locked(&self.state).core.pusher.next_due_ms()
    }

    /// How many pushes wait, forged ones included.
    #[must_use]
    pub fn queued_pushes(&self) -> usize {
        locked(&self.state).core.pusher.len()
    }

    /// Sends every push due at `now_ms` over HTTP and waits for the answers. Not for use on the thread that runs the receiver.
    /// Nothing is sent from a platform in process.
    #[must_use]
    pub fn pump(&self, now_ms: i64) -> PumpReport {
        let Some(wire) = &self.wire else {
            return PumpReport::default();
        };
        let work = deliver(Arc::clone(&self.state), wire.client.clone(), now_ms);
        let (done, report) = mpsc::channel();
        wire.server.handle.spawn(async move {
            let _ = done.send(work.await);
        });
        report.recv().unwrap_or_default()
    }

    /// The same as [`FakePlatform::pump`], to be awaited in any runtime.
    pub async fn pump_async(&self, now_ms: i64) -> PumpReport {
        let Some(wire) = &self.wire else {
            return PumpReport::default();
        };
        let work = deliver(Arc::clone(&self.state), wire.client.clone(), now_ms);
        let (done, report) = oneshot::channel();
        wire.server.handle.spawn(async move {
            let _ = done.send(work.await);
        });
        report.await.unwrap_or_default()
    }

    /// Asks the receiver whether it is there, as the platform does when the address is saved; true when it answered as it must, and
    /// where the platform asks nothing.
    #[must_use]
    pub fn probe_webhook(&self) -> bool {
        self.probe(None)
    }

    /// The same as [`FakePlatform::probe_webhook`] for the address of one shop.
    #[must_use]
    pub fn probe_shop_webhook(&self, shop_id: i64) -> bool {
        self.probe(Some(shop_id))
    }

    fn probe(&self, shop_id: Option<i64>) -> bool {
        let Some(wire) = &self.wire else { return false };
        let work = probe(Arc::clone(&self.state), wire.client.clone(), shop_id);
        let (done, answer) = mpsc::channel();
        wire.server.handle.spawn(async move {
            let _ = done.send(work.await);
        });
        answer.recv().unwrap_or_default()
    }
}

impl std::fmt::Debug for FakePlatform {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("FakePlatform")
            .field("base_url", &self.base_url())
            .finish_non_exhaustive()
    }
}
