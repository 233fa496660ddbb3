//! The worker: takes due jobs, carries them out, and hands in what came of them. One commit holds the facts of an answer
//! and the end of its job.
mod carry;
pub(crate) mod line;
mod local;
pub(crate) mod memory;
mod open;
mod place;
mod select;
mod verdict;

use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures::stream::{FuturesUnordered, Stream, StreamExt};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tracing::Instrument;

use crate::error::Result;
use crate::model::ids::Tenant;
use crate::model::job::JobKind;
use crate::model::time::Timestamp;
use crate::store::Reader;

use super::desk::{LeasedJob, claimed, finished};
use super::engine::Engine;
use super::input::{End, Outcome, What};
use super::later::Later;
use carry::Errand;
use memory::ShopAt;
use select::{earlier, shop_of};
use verdict::Carried;

pub(crate) use carry::{detail, poll_page};
pub(crate) use verdict::heard;

/// Most jobs one [`Engine::run_due`] carries out: work that makes more work ends there.
const MOST: usize = 10_000;

/// How long a renewed token that could not be kept waits before it is handed in again: together less than a lease.
const KEEP_AGAIN_MS: [u64; 8] = [100, 300, 1_000, 3_000, 6_000, 12_000, 24_000, 40_000];

/// What became of jobs of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tally {
    /// Done.
    pub done: usize,
    /// To be tried again.
    pub retried: usize,
    /// Sent, and the answer is lost.
    pub in_doubt: usize,
    /// Refused for good.
    pub failed: usize,
    /// The lease was over before it was settled: somebody else has it now.
    pub lost: usize,
}

/// What a worker did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Worked {
    /// Jobs, by kind.
    pub jobs: BTreeMap<JobKind, Tally>,
    /// When something is due that was not; `None` when nothing waits for a time.
    pub next: Option<Timestamp>,
}

impl Worked {
    /// Jobs carried out, whatever came of them.
    pub fn total(&self) -> usize {
        let each = |t: &Tally| t.done + t.retried + t.in_doubt + t.failed + t.lost;
        self.jobs.values().map(each).sum()
    }
    /// What became of jobs of that kind.
    pub fn of(&self, kind: JobKind) -> Tally {
        self.jobs.get(&kind).copied().unwrap_or_default()
    }
    fn add(&mut self, back: &Back) {
        let tally = self.jobs.entry(back.kind).or_default();
        let slot = match (back.settled, back.end) {
            (false, _) => &mut tally.lost,
            (true, Ended::Done) => &mut tally.done,
            (true, Ended::Retry) => &mut tally.retried,
            (true, Ended::InDoubt) => &mut tally.in_doubt,
            (true, Ended::Failed) => &mut tally.failed,
        };
        *slot += 1;
    }
}

#[derive(Clone, Copy, Debug)]
enum Ended {
    Done,
    Retry,
    InDoubt,
    Failed,
}

/// A job that came back.
struct Back {
    kind: JobKind,
    end: Ended,
    settled: bool,
}

type Flight = FuturesUnordered<Pin<Box<dyn Future<Output = Result<Back>> + Send>>>;

/// When to work.
#[derive(Clone, Copy)]
pub(crate) enum Time {
    /// As if it were then.
    Fixed(Timestamp),
    /// As the clock goes.
    Running,
}

impl Time {
    fn now(self, engine: &Engine) -> Timestamp {
        match self {
            Self::Fixed(now) => now,
            Self::Running => engine.now(),
        }
    }
}

/// One run of the worker.
struct Shift {
    engine: Engine,
    time: Time,
    flight: Flight,
    order: VecDeque<Tenant>,
    /// Merchants with nothing to do: as of which commit, and until when.
    quiet: BTreeMap<Tenant, (i64, Option<Timestamp>)>,
    worked: Worked,
    begun: usize,
}

impl Engine {
    /// Carries out everything that is due, of all merchants in turn, and what becomes due by that. With a fixed clock and a
    /// transport that answers at once it does the same in the same order every time.
    ///
    /// # Errors
    /// The store's own. What a platform says is no error here: it is what came of a job.
    pub fn run_due(&self, now: Timestamp) -> Later<Worked> {
        let mut shift = Shift::new(self.clone(), Time::Fixed(now));
        Later::of(async move {
            while shift.fill().await? > 0 {
                while let Some(back) = shift.flight.next().await {
                    shift.worked.add(&back?);
                }
            }
            Ok(shift.worked)
        })
    }

    /// Works until `shutdown` is over, then brings home what is in flight. Pauses until something is due or written.
    /// A store that fails is waited for.
    ///
    /// # Errors
    /// None while it runs; at the end the store's own, if jobs in flight could not be settled.
    pub fn run(&self, shutdown: impl Future<Output = ()> + Send + 'static) -> Later<Worked> {
        let mut shift = Shift::new(self.clone(), Time::Running);
        Later::of(async move {
            let mut shutdown: Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(shutdown);
            loop {
                shift.begun = 0;
                if let Err(error) = shift.fill().await {
                    tracing::warn!(%error, "no work could be taken");
                }
                let over = shift.engine.0.timer.after(shift.pause());
                let wake = Wake {
                    shift: &mut shift,
                    over,
                    shutdown: &mut shutdown,
                };
                if wake.await {
                    break;
                }
            }
            while let Some(back) = shift.flight.next().await {
                shift.worked.add(&back?);
            }
            Ok(shift.worked)
        })
    }
}

impl Shift {
    fn new(engine: Engine, time: Time) -> Self {
        Self {
            engine,
            time,
            flight: Flight::new(),
            order: VecDeque::new(),
            quiet: BTreeMap::new(),
            worked: Worked::default(),
            begun: 0,
        }
    }

    fn room(&self) -> usize {
        let most = self.engine.0.options.in_flight.max(1);
        most.saturating_sub(self.flight.len())
            .min(MOST.saturating_sub(self.begun))
    }

    /// Puts due jobs in flight, a few of each merchant in turn, as long as there is room; gives how many.
    async fn fill(&mut self) -> Result<usize> {
        let tenants = self.engine.0.readers.run(|reader| reader.tenants()).await?;
        self.order.retain(|tenant| tenants.contains(tenant));
        let new = tenants
            .into_iter()
            .filter(|t| !self.order.contains(t))
            .collect::<Vec<_>>();
        self.order.extend(new);
        let (mut begun, mut next) = (0, None);
        for _ in 0..self.order.len() {
            // Who had its turn goes to the end: with little room everybody comes to it.
            let Some(tenant) = self.order.pop_front() else { break };
            self.order.push_back(tenant.clone());
            if self.room() == 0 {
                break;
            }
            let (jobs, due) = self.take(&tenant).await?;
            next = earlier(next, due);
            begun += jobs;
        }
        self.begun += begun;
        self.worked.next = next;
        Ok(begun)
    }

    /// Takes jobs of one merchant; gives how many, and when more is due.
    async fn take(&mut self, tenant: &Tenant) -> Result<(usize, Option<Timestamp>)> {
        let (engine, now, room) = (self.engine.clone(), self.time.now(&self.engine), self.room());
        let (of, calls) = (tenant.clone(), engine.0.transport.is_some());
        let quiet = self.quiet.remove(tenant);
        let read = move |reader: &mut dyn Reader| {
            let rev = reader.head(&of)?.rev;
            let still = quiet.filter(|(at, next)| *at == rev && next.is_none_or(|next| next > now));
            match still {
                Some((_, next)) => Ok((rev, Err(next))),
                None => select::due(reader, &of, now, calls).map(|due| (rev, Ok(due))),
            }
        };
        let (rev, due) = match engine.0.readers.run(read).await? {
            (rev, Ok(due)) => (rev, due),
            (rev, Err(next)) => {
                self.quiet.insert(tenant.clone(), (rev, next));
                return Ok((0, next));
            }
        };
        // Jobs that are held by their shop are due all the same: they are looked at again.
        let none_due = due.jobs.is_empty();
        let chosen = engine.choose(tenant, due, now, room);
        if chosen.jobs.is_empty() {
            if none_due {
                self.quiet.insert(tenant.clone(), (rev, chosen.next));
            }
            return Ok((0, chosen.next));
        }
        let mut places: BTreeMap<_, ShopAt> = BTreeMap::new();
        places.extend(
            chosen
                .jobs
                .iter()
                .filter_map(|job| shop_of(tenant, job).map(|at| (job.id, at))),
        );
        let what = What::Claim {
            jobs: chosen.jobs.iter().map(|job| job.id).collect(),
            lease_ms: engine.0.options.lease_ms,
        };
        let claim = engine.submit_at(tenant, now, what, claimed).await;
        let jobs = claim.as_ref().map(Vec::as_slice).unwrap_or_default();
        let mut begun = 0;
        for leased in jobs {
            let at = places.remove(&leased.job.id);
            let shop = leased.job.body.shop().map(|(p, s)| (p.clone(), s.clone()));
            let line = match &shop {
                Some((p, s)) => {
                    let state = chosen.lines.get(&(p.clone(), s.clone())).cloned().flatten();
                    engine.line(&chosen.config, p, s, state)
                }
                None => Err(crate::Error::internal("this job has no shop").during("worker.take")),
            };
            let errand = Errand {
                tenant: tenant.clone(),
                job: leased.job.clone(),
                line,
                now,
                time: self.time,
            };
            self.flight
                .push(Box::pin(bring(engine.clone(), self.time, errand, leased.clone(), at)));
            begun += 1;
        }
        // Places of jobs that somebody else has now.
        places.values().for_each(|at| engine.0.memory.back(at, now, None));
        claim.map(|_| (begun, chosen.next))
    }

    /// How long nothing needs to be looked at.
    fn pause(&self) -> Duration {
        let idle = self.engine.0.options.idle_ms.max(1);
        let next = self
            .worked
            .next
            .map_or(idle, |next| next.since(self.time.now(&self.engine)));
        Duration::from_millis(u64::try_from(next.clamp(1, idle)).unwrap_or(1))
    }
}

/// Carries a job out and hands in what came of it.
async fn bring(engine: Engine, time: Time, mut errand: Errand, leased: LeasedJob, at: Option<ShopAt>) -> Result<Back> {
    let kind = leased.job.body.kind();
    // A platform takes the token that renews once. The line was read before the job was leased: somebody else may have
    // used that token up in between, and a shop is given up for it.
    if let (JobKind::Token, Some((platform, shop))) = (kind, leased.job.body.shop()) {
        errand.line = engine.line_of(&errand.tenant, platform, shop).await;
    }
    let mut mark = None;
    let Carried { outcome, answered } = if select::CALLS.contains(&kind) {
        let span = tracing::debug_span!("job", kind = kind.as_str(), attempt = leased.job.attempt);
        errand.carry(&engine).instrument(span).await
    } else {
        let local = engine.settle_locally(&errand.tenant, &leased.job).await?;
        mark = local.mark;
        Carried::local(local.outcome)
    };
    let now = time.now(&engine);
    if let Some(at) = &at {
        engine.0.memory.back(at, now, answered);
    }
    let end = ended(&outcome);
    let settled = hand_in(&engine, time, &errand.tenant, &leased, outcome).await?;
    if kind == JobKind::Attribute {
        engine.0.memory.set_attributed(&errand.tenant, leased.job.id, mark);
    }
    Ok(Back { kind, end, settled })
}

/// Hands in what came of a job. What only reads can be done again when that fails; a renewed token cannot, because a
/// platform takes the old one once: it is handed in again.
async fn hand_in(engine: &Engine, time: Time, tenant: &Tenant, leased: &LeasedJob, outcome: Outcome) -> Result<bool> {
    let again = if outcome.tokens.is_some() {
        &KEEP_AGAIN_MS[..]
    } else {
        &[]
    };
    let mut pauses = again.iter();
    loop {
        let what = What::Finish {
            job: leased.job.id,
            lease: leased.lease,
            outcome: Box::new(outcome.clone()),
        };
        match (
            engine.submit_at(tenant, time.now(engine), what, finished).await,
            pauses.next(),
        ) {
            (Err(error), Some(pause)) => {
                tracing::warn!(%error, "a renewed token is not kept yet");
                engine.0.timer.among_others(Duration::from_millis(*pause)).await;
            }
            (settled, _) => return settled,
        }
    }
}

fn ended(outcome: &Outcome) -> Ended {
    match outcome.end {
        End::Done => Ended::Done,
        End::Retry { .. } => Ended::Retry,
        End::InDoubt { .. } => Ended::InDoubt,
        End::Failed { .. } | End::Unknown { .. } => Ended::Failed,
    }
}

/// Waits for the first of: the end (`true`), a job that comes back, something written, the pause over.
struct Wake<'a, P> {
    shift: &'a mut Shift,
    over: P,
    shutdown: &'a mut Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl<P: Future<Output = ()> + Unpin> Future for Wake<'_, P> {
    type Output = bool;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<bool> {
        let this = self.get_mut();
        if this.shutdown.as_mut().poll(cx).is_ready() {
            return Poll::Ready(true);
        }
        let mut back = false;
        while let Poll::Ready(Some(result)) = Pin::new(&mut this.shift.flight).poll_next(cx) {
            back = true;
            match result {
                Ok(job) => this.shift.worked.add(&job),
                // The lease ends by itself, and then it is done again: read back first, where that matters.
                Err(error) => tracing::warn!(%error, "a job could not be settled"),
            }
        }
        let rang = this.shift.engine.0.memory.rang(cx.waker());
        let over = Pin::new(&mut this.over).poll(cx).is_ready();
        if back || rang || over {
            Poll::Ready(false)
        } else {
            Poll::Pending
        }
    }
}
