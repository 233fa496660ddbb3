//! One run: who may move next is drawn from the seed, again and again, until the plan is over and all is quiet.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync::model::config::AutoPolicy;
use aftersync::{Act, Actor, Command, Config, Currency, Kind, Tenant, Ticket, Timestamp, When};
use aftersync_core::model::task::Task;
use aftersync_core::store::TicketStore;
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::fake::Push;
use aftersync_testkit::{Fault, MemoryStore};

use super::agents::{self, Intent, Wish};
use super::check::{Watch, each};
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
    next_push: u64,
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

    /// Somebody wants something.
    fn wish(&mut self) {
        let tenant = self.dice.below(self.tenants.len());
        let mut reader = self.store.reader().unwrap();
        let tickets: Vec<(i64, Ticket)> = each::<Ticket>(&mut *reader, &self.tenants[tenant]);
        let (n, now) = (self.intents.len(), Timestamp(self.now));
        let what = match self.plan.tight && self.dice.chance(12) {
            true => Some(own::asks(n, now, &mut self.dice)),
            false => agents::wish(&tickets, n, now, self.plan.tight, &mut self.dice),
        };
        let Some(what) = what else { return };
        self.want(tenant, what);
    }

    /// People answer offers, do tasks, come and go.
    fn floor_round(&mut self) {
        if self.plan.floor.is_none() {
            return;
        }
        for _ in 0..2 {
            let tenant = self.dice.below(self.tenants.len());
            let (mut reader, of) = (self.store.reader().unwrap(), &self.tenants[tenant]);
            let tickets = each::<Ticket>(&mut *reader, of).into_iter().map(|(_, t)| t);
            let tasks = each::<Task>(&mut *reader, of).into_iter().map(|(_, task)| task);
            let (tickets, tasks): (Vec<Ticket>, Vec<Task>) = (tickets.collect(), tasks.collect());
            if let Some(what) = floor::wish(&tickets, &tasks, self.intents.len(), &mut self.dice) {
                self.want(tenant, what);
            }
        }
    }

    /// An agent goes home.
    fn shift_ends(&mut self) {
        let tenant = self.dice.below(self.tenants.len());
        let tickets: Vec<(i64, Ticket)> = each::<Ticket>(&mut *self.store.reader().unwrap(), &self.tenants[tenant]);
        for what in agents::goes_home(&tickets, self.intents.len(), &mut self.dice) {
            self.want(tenant, what);
        }
    }

    fn want(&mut self, tenant: usize, what: Wish) {
        let n = self.intents.len();
        let intent = Intent::new(tenant, what);
        self.trace.say("wish", "people", format_args!("{n}: {}", intent.word()));
        self.intents.push(intent);
        let place = self.dice.below(self.processes.len());
        self.send(n, place);
        if self.dice.chance(10) {
            let place = self.dice.below(self.processes.len());
            self.trace
                .fault("sent twice", "people", format_args!("{n} to process {place}"));
            self.send(n, place);
        }
    }

    /// Hands an intent to a process.
    pub(super) fn send(&mut self, at: usize, place: usize) {
        let Some(engine) = self.processes[place].engine.clone() else {
            return;
        };
        let intent = &mut self.intents[at];
        intent.under_way += 1;
        let call = intent.call(at, &engine, &self.tenants[intent.tenant]);
        self.processes[place].begin("intent", call);
    }

    /// Whoever got no answer asks again.
    pub(super) fn retry(&mut self) {
        for at in 0..self.intents.len() {
            let intent = &self.intents[at];
            if !intent.over && intent.under_way == 0 {
                let place = self.dice.below(self.processes.len());
                self.send(at, place);
            }
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

    /// One step of whoever is drawn; `false` when nobody can move.
    fn step(&mut self) -> bool {
        let mut moves: Vec<Move> = Vec::new();
        for (place, process) in self.processes.iter().enumerate() {
            if !process.is_awake(self.now) {
                continue;
            }
            if process.engine.as_ref().is_some_and(|e| e.waiting() > 0) {
                moves.push(Move::Lane(place));
            }
            moves.extend(process.ready().map(|task| Move::Task(place, task)));
        }
        moves.extend(self.net.ready(self.now).into_iter().map(Move::Net));
        for (place, site) in self.sites.iter().enumerate() {
            if site.fake.next_push_ms().is_some_and(|at| at <= self.now) {
                moves.push(Move::Push(place));
            }
        }
        if moves.is_empty() {
            // A call on its way is waited for.
            let next = self.net.next().map(|next| next - self.now);
            let waits = self
                .processes
                .iter()
                .any(|p| p.is_awake(self.now) && p.waits())
                .then_some(250);
            let Some(ms) = next.into_iter().chain(waits).min() else {
                return false;
            };
            self.pass(ms);
            return true;
        }
        match *self.dice.pick(&moves) {
            Move::Lane(place) => self.lane(place),
            Move::Task(place, task) => {
                if let Some(ended) = self.processes[place].go_on(task) {
                    self.ended(place, ended);
                }
            }
            Move::Net(id) => self.carry(id),
            Move::Push(place) => self.push(place),
        }
        true
    }

    /// A process decides and commits what waits.
    fn lane(&mut self, place: usize) {
        let rates = self.plan.rates;
        if self.hits(rates.commit) {
            let fault = *self.dice.pick(&[
                Fault::Conflict,
                Fault::Conflict,
                Fault::Fail,
                Fault::LostBefore,
                Fault::LostAfter,
                Fault::DieBefore,
                Fault::DieAfter,
            ]);
            self.processes[place].next_commit(fault);
        }
        if self.hits(rates.load) {
            self.processes[place].commits.fail_loads(1);
            self.trace
                .fault("load fails", format_args!("process {place}"), format_args!(""));
        }
        let overtaking = self.overtakes(place);
        let process = &mut self.processes[place];
        let Some(engine) = process.engine.clone() else { return };
        let inputs = engine.step();
        process.commits.nobody_overtakes();
        process.stir();
        self.trace.say(
            "commit",
            format_args!("process {place}"),
            format_args!("{inputs} inputs"),
        );
        self.met(place);
        if let Some(other) = overtaking {
            self.processes[other].stir();
            self.met(other);
            self.net.committed(other);
        }
        for tenant in &self.tenants {
            if let Err(what) = self.watch.look(&*self.store, tenant) {
                self.wrong.push(format!("{tenant}: {what}"));
            }
        }
        self.phones_look();
        self.net.committed(place);
        if self.may_stop + self.net.lost_renewals() == 0
            && let Some(shop) = self.watch.stopped.first()
        {
            self.wrong
                .push(format!("a shop was given up, though its authorisation is good: {shop}"));
        }
    }

    /// Another process decides and commits what waits there, between a decision of this one and its commit.
    fn overtakes(&mut self, place: usize) -> Option<usize> {
        let waits = |p: &Process| p.is_awake(self.now) && p.engine.as_ref().is_some_and(|e| e.waiting() > 0);
        let other = (0..self.processes.len()).find(|other| *other != place && waits(&self.processes[*other]))?;
        if !self.hits(self.plan.rates.overtake) {
            return None;
        }
        self.trace
            .fault("overtaken", format_args!("process {place}"), format_args!(""));
        let engine = self.processes[other].engine.clone()?;
        self.processes[place].commits.overtake(move || {
            engine.step();
        });
        Some(other)
    }

    /// What was wrong with the last commit of a process.
    fn met(&mut self, place: usize) {
        let Some(fault) = self.processes[place].fault_met() else {
            return;
        };
        let name = match fault {
            Fault::Conflict => "commit: conflict",
            Fault::Fail => "commit: error",
            Fault::LostBefore => "commit: answer lost, not written",
            Fault::LostAfter => "commit: answer lost, written",
            Fault::DieBefore | Fault::Panic => "commit: death before",
            Fault::DieAfter => "commit: death after",
        };
        self.trace
            .fault(name, format_args!("process {place}"), format_args!(""));
        // Renewed tokens are handed in again after any other fault.
        if matches!(fault, Fault::DieBefore | Fault::DieAfter) {
            self.crash(place);
        }
    }

    /// The network moves a call on.
    fn carry(&mut self, id: u64) {
        let rates = if self.stormy {
            self.plan.rates
        } else {
            Default::default()
        };
        let answered = self
            .net
            .step(id, self.now, &self.sites, &rates, &mut self.dice, &mut self.trace);
        if let Some(place) = answered {
            self.processes[place].stir();
        }
        if let Some((at, request)) = self.net.just_shown()
            && self.hits(self.plan.rates.moves)
            && let Some(what) = buyers::on_named(&self.sites[at], &request, &mut self.dice)
        {
            self.trace.fault(
                "moved after it was read",
                format_args!("site {at}"),
                format_args!("{what}"),
            );
        }
    }

    /// A platform sends the pushes that are due.
    fn push(&mut self, place: usize) {
        let (pushes, lost) = self.sites[place].fake.due_pushes(self.now);
        for _ in 0..lost {
            self.trace
                .fault("push lost", format_args!("site {place}"), format_args!(""));
        }
        for push in pushes {
            let to = self.dice.below(self.processes.len());
            let name = if push.forged { "forged push" } else { "push repeated" };
            if push.forged || push.repeated {
                self.trace
                    .fault(name, format_args!("site {place}"), format_args!("to process {to}"));
            } else {
                self.trace
                    .say("push", format_args!("site {place}"), format_args!("to process {to}"));
            }
            let awake = self.processes[to].is_awake(self.now);
            let Some(engine) = self.processes[to].engine.clone().filter(|_| awake) else {
                self.pushed(place, push, None);
                continue;
            };
            let receiving = engine.receive(push.to.as_str(), push.received.clone());
            let id = self.next_push;
            self.next_push += 1;
            self.receiving.insert(id, (to, place, push));
            self.processes[to].begin("receive", async move { Ended::Push(id, receiving.await) });
        }
    }

    pub(super) fn pushed(&mut self, place: usize, push: Push, reply: Option<(u16, &[u8])>) {
        let report = self.sites[place].fake.push_answered(push, reply, self.now);
        self.given_up += report.gave_up;
        if report.forged > report.forged_refused {
            self.wrong.push("a forged push was taken in".to_owned());
        }
    }
}

/// Who may move next.
#[derive(Clone, Copy)]
enum Move {
    Lane(usize),
    Task(usize, usize),
    Net(u64),
    Push(usize),
}
