//! The host's own sender of notices and answers: takes jobs, sends, reports; looks up what it sent when it is in doubt.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aftersync::{Clock, End, Error, ErrorKind, JobKind, Outcome, Phase, TenantDesk, Uid};

use super::process::SimClock;

/// How long the host keeps a job.
const LEASE: i64 = 60_000;

/// What was sent, by job: the buyer's phone, so to say. Clones share it.
#[derive(Clone, Default)]
pub struct Ledger(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    sent: BTreeMap<Uid, u32>,
    /// Leases under which something was settled.
    settled: BTreeSet<Uid>,
    /// Answers that got lost.
    lost: u64,
}

impl Ledger {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Jobs that were sent more than once.
    pub fn wrong(&self) -> Vec<String> {
        let state = self.lock();
        let twice = state.sent.iter().filter(|(_, n)| **n > 1);
        twice
            .map(|(job, n)| format!("job {job} was sent to the buyer {n} times"))
            .collect()
    }
    /// Whether the engine believed what was said under one of these leases.
    pub fn settled_under<'a>(&self, mut leases: impl Iterator<Item = &'a Uid>) -> bool {
        let state = self.lock();
        leases.any(|lease| state.settled.contains(lease))
    }
    /// Answers that got lost since the last look.
    pub fn lost(&self) -> u64 {
        std::mem::take(&mut self.lock().lost)
    }
    /// How many were sent.
    pub fn sent(&self) -> usize {
        self.lock().sent.len()
    }
}

/// Takes what is due, sends it, and reports. `loses`: the sender's answer to the first one gets lost. Gives how many.
pub async fn work(desk: TenantDesk, ledger: Ledger, clock: SimClock, loses: bool) -> Result<usize, Error> {
    let began = clock.now();
    let kinds = [JobKind::Notify, JobKind::Reply];
    let jobs = desk.claim_jobs(&kinds, 4, LEASE).await?;
    let mut done = 0;
    for (place, job) in jobs.iter().enumerate() {
        let id = job.job.id.0;
        let sent = ledger.lock().sent.contains_key(&id);
        // Whoever has been away too long no longer owns the job.
        let late = clock.now().since(began) > LEASE / 2;
        if late {
            // It reports all the same: the engine must not believe it when somebody else has the job.
        } else if !(job.job.doubt && sent) {
            *ledger.lock().sent.entry(id).or_default() += 1;
        }
        let mut outcome = Outcome::default();
        if late {
            let error = Error::new(ErrorKind::Unavailable, "too late").at(Phase::NotSent);
            outcome.end = End::Retry {
                after_ms: 1_000,
                error: (&error).into(),
            };
        } else if loses && place == 0 {
            ledger.lock().lost += 1;
            let error = Error::new(ErrorKind::Unavailable, "the sender did not answer").at(Phase::InDoubt);
            outcome.end = End::InDoubt {
                after_ms: 1_000,
                error: (&error).into(),
            };
        }
        if desk.finish_job(job.job.id, job.lease, outcome).await? {
            ledger.lock().settled.insert(job.lease);
        }
        done += 1;
    }
    Ok(done)
}
