//! One engine process: its engine, the calls that are under way in it, its clock. It dies with all of them.
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use aftersync::replica::Registration;
use aftersync::{Clock, Cursor, Engine, EngineOptions, Error, Receipt, Report, SeededIds, Timestamp, Worked};
use aftersync_core::engine::lane::LaneOptions;
use aftersync_core::store::TicketStore;
use aftersync_testkit::{Fault, FaultyStore, Plan as StorePlan};

use super::net::Net;
use super::site::Site;

/// What a call of a process came to.
pub enum Ended {
    /// The worker stopped.
    Worker(Result<Worked, Error>),
    /// A push was taken in, or not.
    Push(u64, Result<Receipt, Error>),
    /// Somebody's intent was carried out, or not; whether anything was done by it now, and the end of the log after it.
    Intent(usize, Result<(bool, Cursor), Error>),
    /// The host's sender did what it was asked for.
    Host(Result<usize, Error>),
    /// A shop was compared with its platform.
    Compared(usize, usize, Result<Report, Error>),
    /// A shop was connected.
    Connected(Result<(), Error>),
    /// The phone of a place was registered, the so manyth there.
    Registered(usize, u64, Result<Registration, Error>),
    /// It was revoked.
    Revoked(usize, u64, Result<(), Error>),
    /// It asked, and was answered.
    Synced {
        /// The place.
        n: usize,
        /// The so manyth phone there.
        life: u64,
        /// Which of all exchanges.
        exchange: u64,
        /// It had been revoked when it asked.
        revoked: bool,
        /// What came back.
        answer: Result<Vec<u8>, Error>,
    },
}

type Call = Pin<Box<dyn Future<Output = Ended> + Send>>;

/// A call under way.
pub struct Task {
    /// In a word.
    pub name: &'static str,
    call: Call,
    woken: Arc<Flag>,
    /// Something happened, or time passed, since it last went on: a pause of it may be over.
    stirred: bool,
}

impl Task {
    fn pauses(&self) -> bool {
        matches!(self.name, "worker" | "compare")
    }
}

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The clock of a process: the world's time, and how wrong it goes.
#[derive(Clone, Default)]
pub struct SimClock {
    world: Arc<AtomicI64>,
    off: Arc<AtomicI64>,
}

impl SimClock {
    /// Sets the world's time.
    pub fn set(&self, now: i64) {
        self.world.store(now, Ordering::Relaxed);
    }
    /// Lets it go wrong by so many milliseconds more.
    pub fn jump(&self, ms: i64) {
        self.off.fetch_add(ms, Ordering::Relaxed);
    }
    /// Puts it right.
    pub fn correct(&self) {
        self.off.store(0, Ordering::Relaxed);
    }
}

impl Clock for SimClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.world.load(Ordering::Relaxed) + self.off.load(Ordering::Relaxed))
    }
}

/// One engine process.
pub struct Process {
    /// Its place.
    pub place: usize,
    /// Its engine; none while it is down.
    pub engine: Option<Engine>,
    /// Calls under way.
    pub tasks: Vec<Task>,
    /// Its clock.
    pub clock: SimClock,
    /// It is down, or stands still, until then.
    pub until: i64,
    /// What goes wrong with its commits.
    pub commits: StorePlan,
    pending: Option<(u64, Fault)>,
    lives: u64,
}

impl Process {
    /// A process that was not started yet.
    pub fn new(place: usize, now: i64) -> Self {
        let clock = SimClock::default();
        clock.set(now);
        Self {
            place,
            engine: None,
            tasks: Vec::new(),
            clock,
            until: 0,
            commits: StorePlan::new(),
            pending: None,
            lives: 0,
        }
    }

    /// Starts it over what is committed.
    pub fn start(&mut self, seed: u64, batch: usize, store: Arc<dyn TicketStore>, sites: &[Site], net: &Net) {
        self.lives += 1;
        self.commits = StorePlan::new();
        self.pending = None;
        let store = FaultyStore::new(Shared(store), self.commits.clone());
        // Seeds of an earlier life are used up: new ids must be new.
        let seeds = seed ^ (self.place as u64 + 1).rotate_left(20) ^ self.lives.rotate_left(40);
        let mut builder = Engine::builder(Arc::new(store))
            .by_hand()
            .adapters(sites.iter().map(|s| s.selling.adapter()))
            .transport(net.port(self.place))
            .clock(Arc::new(self.clock.clone()))
            .ids(Arc::new(SeededIds::new(seeds)))
            .key([7; 32])
            .options(EngineOptions {
                lane: LaneOptions {
                    max_batch: batch,
                    hints: !seeds.is_multiple_of(3),
                    resident: !seeds.is_multiple_of(5),
                    ..LaneOptions::default()
                },
                ..EngineOptions::default()
            });
        for (place, site) in sites.iter().enumerate() {
            builder = builder.app(site.platform(), site.credentials(place));
        }
        let engine = builder.build().unwrap();
        let worker = engine.clone();
        self.engine = Some(engine);
        self.begin("worker", async move {
            Ended::Worker(worker.run(std::future::pending()).await)
        });
    }

    /// Something happened, or time passed.
    pub fn stir(&mut self) {
        self.tasks.iter_mut().for_each(|task| task.stirred = true);
    }

    /// It dies: what was not committed is gone.
    pub fn die(&mut self, until: i64) {
        self.tasks.clear();
        self.engine = None;
        self.until = until;
    }

    /// Whether it runs and is not standing still.
    pub fn is_awake(&self, now: i64) -> bool {
        self.engine.is_some() && self.until <= now
    }

    /// Puts a call under way.
    pub fn begin(&mut self, name: &'static str, call: impl Future<Output = Ended> + Send + 'static) {
        self.tasks.push(Task {
            name,
            call: Box::pin(call),
            woken: Arc::new(Flag(AtomicBool::new(true))),
            stirred: false,
        });
    }

    /// Calls that can go on, by place. Those that pause now and then look again when something happened.
    pub fn ready(&self) -> impl Iterator<Item = usize> + '_ {
        let ready = |task: &Task| task.woken.0.load(Ordering::Relaxed) || (task.stirred && task.pauses());
        self.tasks
            .iter()
            .enumerate()
            .filter(move |(_, t)| ready(t))
            .map(|(at, _)| at)
    }

    /// Whether a call waits for nothing but time.
    pub fn waits(&self) -> bool {
        self.tasks.iter().any(|task| task.name != "worker" && task.pauses())
    }

    /// Lets a call go on as far as it can; gives what it came to.
    pub fn go_on(&mut self, at: usize) -> Option<Ended> {
        let task = self.tasks.get_mut(at)?;
        task.stirred = false;
        task.woken.0.store(false, Ordering::Relaxed);
        let waker = Waker::from(task.woken.clone());
        match task.call.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Pending => None,
            Poll::Ready(ended) => {
                drop(self.tasks.swap_remove(at));
                Some(ended)
            }
        }
    }

    /// The next commit goes wrong.
    pub fn next_commit(&mut self, fault: Fault) {
        if self.pending.is_none() {
            self.pending = Some((self.commits.commits() + 1, fault));
            self.commits.next(fault);
        }
    }

    /// The fault that was met since the last look.
    pub fn fault_met(&mut self) -> Option<Fault> {
        let (at, fault) = self.pending?;
        if self.commits.commits() < at {
            return None;
        }
        self.pending = None;
        Some(fault)
    }
}

/// A store that several wrappers share.
#[derive(Clone)]
pub struct Shared(pub Arc<dyn TicketStore>);

impl TicketStore for Shared {
    fn writer(&self) -> aftersync::Result<Box<dyn aftersync_core::store::Writer>> {
        self.0.writer()
    }
    fn reader(&self) -> aftersync::Result<Box<dyn aftersync_core::store::Reader>> {
        self.0.reader()
    }
    fn blobs(&self) -> Arc<dyn aftersync_core::store::BlobStore> {
        self.0.blobs()
    }
    fn check(&self) -> aftersync::Result<Vec<String>> {
        self.0.check()
    }
    fn replace_counters(
        &self,
        tenant: &aftersync::Tenant,
        counters: &[(aftersync::CounterId, i64)],
    ) -> aftersync::Result<()> {
        self.0.replace_counters(tenant, counters)
    }
}
