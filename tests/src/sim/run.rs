//! One run: who may move next is drawn from the seed, again and again, until the plan is over and all is quiet.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync::model::config::AutoPolicy;
use aftersync::{Act, Actor, Command, Config, Currency, Kind, Tenant, Timestamp, When};
use aftersync_core::store::TicketStore;
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::MemoryStore;
use aftersync_testkit::fake::Push;

use super::agents::{self, Intent, Wish};
use super::check::Watch;
use super::host::{self, Ledger};
use super::net::Net;
use super::phones::Fleet;
use super::plan::Plan;
use super::process::{Ended, Process};
use super::site::Site;
use super::trace::Trace;
use super::{Options, Report, START, Store, buyers, floor, own};
use crate::prng::Prng;

/// Steps one round may take: a world that never comes to rest is a fault.
const MOST_STEPS: usize = 400_000;

/// Whoever is on the way for so long comes too late, in milliseconds.
const LONG: i64 = 60_000;

/// One run.
pub struct Sim {
    pub(super) seed: u64,
    pub(super) plan: Plan,
    pub(super) dice: Prng,
    pub(super) now: i64,
    pub(super) store: Arc<dyn TicketStore>,
    pub(super) tenants: Vec<Tenant>,
    pub(super) sites: Vec<Site>,
    pub(super) net: Net,
    pub(super) processes: Vec<Process>,
    pub(super) intents: Vec<Intent>,
    /// Pushes that a process is taking in: the process, the site, the push.
    pub(super) receiving: BTreeMap<u64, (usize, usize, Push)>,
    pub(super) next_push: u64,
    pub(super) ledger: Ledger,
    pub(super) fleet: Fleet,
    pub(super) watch: Watch,
    pub(super) trace: Trace,
    pub(super) wrong: Vec<String>,
    /// Authorisations that were taken back, or may have been lost with a token.
    pub(super) may_stop: u64,
    /// Shops that a person could not connect for some trouble of the moment.
    pub(super) unconnected: usize,
    /// Differences found by the last comparison of each shop.
    pub(super) differences: Option<usize>,
    /// Pushes that the platform gave up: only a comparison can heal what they told.
    pub(super) given_up: u64,
    /// Faults go on.
    pub(super) stormy: bool,
    pub(super) rounds: usize,
}

impl Sim {
    /// The run of a seed, before it begins.
    pub fn new(seed: u64, options: Options) -> Self {
        let plan = Plan::of(seed, &options);
        let sites: Vec<Site> = plan
            .sites
            .iter()
            .map(|s| Site::open(*s, seed, plan.neighbour))
            .collect();
        for site in &sites {
            site.fake.set_chaos(plan.chaos(seed));
            site.fake.world(|w| w.set_forgiving(plan.forgiving));
        }
        let store: Arc<dyn TicketStore> = match options.store {
            Store::Memory => Arc::new(MemoryStore::new()),
            Store::Sqlite => Arc::new(SqliteStore::in_memory().unwrap()),
        };
        let tenants = match plan.neighbour {
            true => vec![Tenant::new("acme"), Tenant::new("beta")],
            false => vec![Tenant::new("acme")],
        };
        Self {
            seed,
            dice: Prng::new(seed),
            now: START,
            store,
            tenants,
            sites,
            net: Net::default(),
            processes: (0..plan.processes).map(|place| Process::new(place, START)).collect(),
            intents: Vec::new(),
            receiving: BTreeMap::new(),
            next_push: 0,
            ledger: Ledger::default(),
            fleet: Fleet::new(seed, plan.phones.as_ref()),
            watch: Watch::default(),
            trace: Trace::new(options.trace),
            wrong: Vec::new(),
            may_stop: 0,
            unconnected: 0,
            differences: None,
            given_up: 0,
            stormy: false,
            rounds: options.rounds.unwrap_or(plan.rounds).min(plan.rounds),
            plan,
        }
    }

    /// Runs to the end; gives what was wrong.
    pub fn all(&mut self) -> Vec<String> {
        let plan = format!("{:?}", self.plan);
        self.trace.say("plan", "sim", format_args!("seed {} {plan}", self.seed));
        self.open();
        self.stormy = true;
        for _ in 0..self.rounds {
            if !self.wrong.is_empty() {
                return std::mem::take(&mut self.wrong);
            }
            self.round();
        }
        self.quiet();
        if self.wrong.is_empty() {
            self.wrong = self.judge();
        }
        std::mem::take(&mut self.wrong)
    }

    /// What came of it.
    pub fn report(self, wrong: Vec<String>) -> Report {
        let mut tally = self.trace.tally;
        tally.insert("events", self.watch.events);
        tally.extend(self.watch.met.iter().map(|(name, n)| (*name, *n)));
        tally.insert("notices sent", self.ledger.sent() as u64);
        Report {
            seed: self.seed,
            wrong,
            trace: self.trace.lines,
            tally,
            faults: self.trace.faults,
            rounds: self.rounds,
        }
    }

    /// The first process starts; merchants configure, agents come, shops are connected.
    fn open(&mut self) {
        for place in 0..self.processes.len() {
            self.start(place);
        }
        self.connect();
        self.settle();
        let groups: &[&str] = match self.plan.floor {
            Some(_) => &["aftersales", floor::DOCK],
            None => &["aftersales"],
        };
        for tenant in 0..self.tenants.len() {
            let config = Box::new(self.config(tenant));
            let configure = Command {
                key: Some(format!("configure {tenant}")),
                expect: None,
                actor: Actor::system(),
                act: Act::Configure { config },
            };
            let team = agents::team(self.plan.tight, groups);
            let bot = self.plan.floor.map(|_| floor::bot());
            for command in std::iter::once(configure).chain(team).chain(bot) {
                self.intents.push(Intent::new(tenant, Wish::Do(Box::new(command))));
            }
        }
        if self.plan.tight {
            self.intents.push(Intent::new(0, own::ordered(Timestamp(self.now))));
        }
        for at in 0..self.intents.len() {
            self.send(at, 0);
        }
        self.settle();
    }

    fn config(&self, tenant: usize) -> Config {
        let shops = self.sites.iter().flat_map(|site| {
            let own = site.shops.iter().filter(move |shop| shop.tenant == tenant);
            own.map(|shop| site.config(*shop, self.plan.backstop))
        });
        let plain = Config {
            shops: shops.collect(),
            fallback_queue: "aftersales".into(),
            auto: vec![AutoPolicy {
                when: When::Kind(vec![Kind::RefundOnly]),
                at_most: 1_500,
                currency: Currency::CNY,
            }],
            ..Config::default()
        };
        match &self.plan.floor {
            Some(floor) => floor.over(plain),
            None => plain,
        }
    }

    /// Every shop is connected with fresh tokens.
    pub(super) fn connect(&mut self) {
        for site in &self.sites {
            for shop in &site.shops {
                site.fake.set_authorized(shop.number, true);
                let tokens = site.tokens(*shop);
                let Some(engine) = self.processes[0].engine.clone() else {
                    return;
                };
                let desk = engine.desk(self.tenants[shop.tenant].clone());
                let connecting = desk.connect(site.platform(), site.shop(*shop), Some(tokens));
                self.processes[0].begin("connect", async move { Ended::Connected(connecting.await) });
            }
        }
    }

    /// Starts a process over what is committed.
    pub(super) fn start(&mut self, place: usize) {
        let process = &mut self.processes[place];
        process.until = 0;
        process.clock.set(self.now);
        process.start(self.seed, self.plan.batch, self.store.clone(), &self.sites, &self.net);
        self.trace
            .say("start", format_args!("process {place}"), format_args!(""));
    }

    pub(super) fn hits(&mut self, rate: usize) -> bool {
        self.stormy && rate > 0 && self.dice.below(1_000) < rate
    }

    /// Time passes, somebody outside does something, then the house works on it for a while.
    fn round(&mut self) {
        let pause = buyers::pause(&mut self.dice);
        self.pass(pause);
        self.mishaps();
        let site = self.dice.below(self.sites.len());
        buyers::deadlines(&self.sites[site], self.now);
        if let Some(what) = buyers::something(&self.sites[site], &mut self.dice) {
            self.trace
                .say("world", format_args!("site {site}"), format_args!("{what}"));
        }
        // Two at once get in each other's way.
        let wishes = if self.plan.tight {
            2
        } else {
            usize::from(self.dice.chance(45))
        };
        for _ in 0..wishes {
            self.wish();
        }
        if self.plan.tight && self.dice.chance(15) {
            self.shift_ends();
        }
        self.floor_round();
        if self.dice.chance(20) {
            self.send_notices();
        }
        if self.plan.backstop && self.dice.chance(3) {
            self.compare();
        }
        self.phones_round();
        self.retry();
        let steps = self.dice.below(60);
        for _ in 0..steps {
            if !self.wrong.is_empty() || !self.step() {
                break;
            }
        }
    }

    /// Lets time pass.
    pub(super) fn pass(&mut self, ms: i64) {
        self.now += ms.max(0);
        if ms > LONG {
            (0..self.processes.len()).for_each(|place| self.net.disturbed(place));
        }
        self.net.passed(self.now, ms);
        self.trace.at = self.now - START;
        for process in &mut self.processes {
            process.clock.set(self.now);
            process.stir();
        }
        for site in &self.sites {
            site.fake.set_now(self.now);
        }
    }

    /// The host's own sender takes a look.
    pub(super) fn send_notices(&mut self) {
        let (place, tenant) = (
            self.dice.below(self.processes.len()),
            self.dice.below(self.tenants.len()),
        );
        let loses = self.hits(self.plan.rates.host);
        let process = &mut self.processes[place];
        let Some(engine) = &process.engine else { return };
        let desk = engine.desk(self.tenants[tenant].clone());
        let work = host::work(desk, self.ledger.clone(), process.clock.clone(), loses);
        process.begin("host", async move { Ended::Host(work.await) });
    }

    /// A shop is compared with its platform.
    pub(super) fn compare(&mut self) {
        let (place, site) = (self.dice.below(self.processes.len()), self.dice.below(self.sites.len()));
        for shop in 0..self.sites[site].shops.len() {
            self.compare_shop(place, site, shop);
        }
    }

    pub(super) fn compare_shop(&mut self, place: usize, at: usize, shop: usize) {
        let site = &self.sites[at];
        let given = site.shops[shop];
        let (platform, name) = (site.platform(), site.shop(given));
        let Some(engine) = self.processes[place].engine.clone() else {
            return;
        };
        let desk = engine.desk(self.tenants[given.tenant].clone());
        let (from, to) = (Timestamp(START - 3_600_000), Timestamp(self.now + 60_000));
        self.processes[place].begin("compare", async move {
            Ended::Compared(at, shop, desk.reconcile(platform, name, from, to).await)
        });
    }

    /// Works until nothing can move without time passing, and a little time at that.
    pub(super) fn settle(&mut self) {
        for _ in 0..MOST_STEPS {
            if !self.wrong.is_empty() || !self.step() {
                return;
            }
        }
        self.wrong.push("it does not come to rest".to_owned());
    }
}
