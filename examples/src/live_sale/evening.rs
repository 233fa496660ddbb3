//! The evening itself: one clock for the platform and the desk, moved from one thing that happens to the next.
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use aftersync::model::time::{DAY, HOUR, MINUTE, SECOND};
use aftersync::{Act, Actor, Agent, Fact, Presence, SourceId, Timestamp};
use aftersync_testkit::ManualClock;
use aftersync_testkit::fake::Chaos;
use aftersync_testkit::fake::world::World;

use super::buyers::Life;
use super::cast::{self, Buyer, OPEN_FOR, START};
use super::crew::Board;
use super::dock::Dock;
use super::ledger::Ledger;
use super::office::Office;
use super::outcome::Outcome;
use super::progress::Bar;
use super::script::Script;
use super::site::{At, Site};
use super::webhook::WebServer;
use super::{Options, Result, accounting, report, staff};

/// Buyers stop doing new things after this; what runs is brought to its end.
const LONGEST: i64 = 16 * DAY;

/// All that takes part, and the books.
pub(super) struct Evening {
    pub options: Options,
    pub now: i64,
    pub sites: Vec<Site>,
    pub web: WebServer,
    pub office: Office,
    pub buyers: Vec<Buyer>,
    pub agents: Vec<Agent>,
    pub at_work: bool,
    pub ledger: Ledger,
    pub board: Board,
    pub dock: Dock,
    pub script: Script,
    pub life: Life,
    /// Who placed an order, by place in the cast.
    pub buyer_of: BTreeMap<At, usize>,
    /// Where an after-sale is, by the desk's id of the source.
    pub numbers: BTreeMap<SourceId, At>,
    pub messages: u64,
    /// Orders that replace something and are on the warehouse's list.
    pub replacements: BTreeSet<At>,
    /// What the carrier has not told us yet.
    pub carrier_keeps: Vec<Fact>,
    /// When the engine wants to work next.
    pub wake: Option<i64>,
    clock: ManualClock,
    bar: Bar,
    began: Instant,
}

impl Evening {
    /// Sets the stage: platform, web server, process, file.
    pub fn open(options: &Options) -> Result<Self> {
        let buyers = cast::buyers(options.size);
        let phones: Vec<String> = buyers.iter().map(|b| b.phone.clone()).collect();
        let open = |selling: &_| Site::open(*selling, options.seed, &phones);
        let sites = options.platforms.iter().map(open).collect::<Result<Vec<_>>>()?;
        let clock = ManualClock::new(Timestamp(START - HOUR));
        let web = WebServer::start()?;
        let apps = sites.iter().map(|site| (site.platform(), site.credentials())).collect();
        let office = Office::open(&options.db, options.seed, clock.clone(), apps, web.slot.clone())?;
        Ok(Self {
            now: START - HOUR,
            agents: staff::agents(options.size),
            at_work: false,
            ledger: Ledger::default(),
            board: Board::default(),
            dock: Dock::default(),
            script: Script::of_evening(options.seed, options.size, &sites),
            life: Life::default(),
            buyer_of: BTreeMap::new(),
            numbers: BTreeMap::new(),
            messages: 0,
            replacements: BTreeSet::new(),
            carrier_keeps: Vec::new(),
            wake: None,
            bar: Bar::new(options.progress, LONGEST),
            began: Instant::now(),
            options: options.clone(),
            sites,
            web,
            office,
            buyers,
            clock,
        })
    }

    /// Runs it to the accounting.
    pub fn run(mut self) -> Result<Outcome> {
        self.prepare()?;
        let mut busy = self.now;
        // What is over on the platform is tidied up in the house.
        while self.now < START + LONGEST && (self.now < START + 6 * DAY || self.now < busy + 10 * HOUR) {
            let until = self.now + self.step();
            self.advance(until)?;
            if !self.is_over() {
                busy = self.now;
            }
            self.bar.at(self.now - START, &super::report::when(self.now));
        }
        self.quiet_down()?;
        let simulated = self.began.elapsed();
        self.bar.say("accounting");
        let accounts = accounting::close(&mut self)?;
        let outcome = report::gather(&self, accounts, simulated)?;
        self.bar.end();
        Ok(outcome)
    }

    /// How far one step goes: people look at their screens this often.
    fn step(&self) -> i64 {
        match self.now - START {
            t if t < OPEN_FOR => MINUTE,
            t if t < 2 * DAY => 5 * MINUTE,
            _ => 20 * MINUTE,
        }
    }

    /// Connects the shop and sets the desk up.
    fn prepare(&mut self) -> Result<()> {
        let desk = self.office.desk()?;
        desk.configure(cast::config(&self.sites, self.options.size)).wait()?;
        // People say that they are there when their day begins; the bot always is.
        let always = Act::SetPresence {
            agent: staff::bot_id(),
            presence: Presence::Online,
            leased: false,
        };
        desk.act(Actor::system()).doing(always).wait()?;
        for site in &self.sites {
            desk.connect(site.platform(), site.shop(), Some(site.tokens())).wait()?;
            site.fake.set_webhook(&self.web.url(site));
            if !site.fake.probe_webhook() {
                return Err(format!("{}: the check of our address failed", site.platform()).into());
            }
            site.fake.set_chaos(Chaos {
                seed: self.options.seed,
                lose_permille: 60,
                duplicate_permille: 80,
                reorder_permille: 80,
                max_delay_ms: 20 * SECOND,
                corrupt_permille: 20,
                batch_permille: 150,
            });
        }
        self.hand_in(cast::shows(&self.sites))?;
        self.wake = Some(self.now);
        self.advance(START)
    }

    /// Moves on to a time: everything that happens until then, then what people do.
    fn advance(&mut self, until: i64) -> Result<()> {
        let grain = if self.now < START + OPEN_FOR {
            5 * SECOND
        } else {
            20 * SECOND
        };
        while self.now < until {
            let pushes = self.sites.iter().filter_map(|site| site.fake.next_push_ms());
            let next = [self.script.next_ms(), self.wake].into_iter().flatten().chain(pushes);
            let next = next.min().unwrap_or(until);
            self.go_to(next.max(self.now + grain).min(until))?;
            self.work()?;
        }
        self.buyers_and_staff()?;
        self.work()?;
        if self.office.is_open() {
            if self.at_work {
                self.bot_works()?;
                self.agents_work()?;
            }
            self.house_works()?;
            self.work()?;
        }
        Ok(())
    }

    /// Sets both clocks and does what was planned until then, each at its time.
    fn go_to(&mut self, now: i64) -> Result<()> {
        while let Some((at, deed)) = self.script.due(now) {
            self.set_now(at);
            self.perform(deed)?;
        }
        self.set_now(now);
        Ok(())
    }

    fn set_now(&mut self, now: i64) {
        self.now = self.now.max(now);
        self.clock.set(Timestamp(self.now));
        self.sites.iter().for_each(|site| site.fake.set_now(self.now));
    }

    /// Pushes arrive, jobs are carried out, buyers get what was written to them; until nothing is left for now.
    fn work(&mut self) -> Result<()> {
        loop {
            let mut requests = 0;
            for site in &self.sites {
                let pushed = site.fake.pump(self.now);
                requests += pushed.requests;
                self.ledger.pushes.add(&pushed);
            }
            if !self.office.is_open() {
                return Ok(());
            }
            let worked = self.office.engine()?.run_due(Timestamp(self.now)).wait()?;
            self.wake = worked.next.map(|at| at.0);
            self.ledger.worked(&worked);
            let told = self.tell_buyers()?;
            if worked.total() + told == 0 && requests == 0 {
                return Ok(());
            }
        }
    }

    /// The platform something is on.
    pub fn site(&self, at: At) -> Option<&Site> {
        self.sites.get(at.site)
    }
    /// Moves or looks at the world something is in.
    pub fn world<R>(&self, at: At, moves: impl FnOnce(&mut World) -> R) -> Option<R> {
        Some(self.site(at)?.fake.world(moves))
    }

    /// Lets time pass, with nothing done meanwhile.
    pub fn wait_for(&mut self, ms: i64) {
        self.set_now(self.now + ms);
    }

    /// Waits for something that itself waits for its turn at the platform: time goes on meanwhile.
    pub fn meanwhile<T: Send>(&mut self, what: impl FnOnce() -> T + Send) -> Result<T> {
        std::thread::scope(|scope| {
            let running = scope.spawn(what);
            while !running.is_finished() {
                self.set_now(self.now + SECOND);
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
            running
                .join()
                .map_err(|_| "a thread of the accounting broke off".into())
        })
    }

    /// Nobody has anything left to do on the platform.
    fn is_over(&self) -> bool {
        self.sites.iter().enumerate().all(|(site, it)| {
            it.fake
                .world(|w| w.aftersales().all(|it| self.life.is_done(At { site, id: it.id }, it)))
        })
    }

    /// Lets everything under way arrive: pushes, polls, refetches.
    fn quiet_down(&mut self) -> Result<()> {
        self.sites.iter().for_each(|site| site.fake.clear_faults());
        self.go_through()?;
        for _ in 0..60 {
            let until = self.now + MINUTE;
            while self.now < until {
                self.go_to((self.now + 5 * SECOND).min(until))?;
                self.work()?;
            }
            let busy = self.wake.is_some_and(|at| at <= self.now + MINUTE);
            if self.sites.iter().all(|site| site.fake.queued_pushes() == 0) && !busy {
                break;
            }
        }
        Ok(())
    }
}
