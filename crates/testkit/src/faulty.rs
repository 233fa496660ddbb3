//! A store that fails at chosen commits.
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aftersync_core::model::counter::CounterId;
use aftersync_core::model::event::Cursor;
use aftersync_core::model::ids::{Tenant, TicketId, Uid};
use aftersync_core::store::{
    Batch, BlobStore, CommitError, CounterQuery, EventPage, Head, Index, Key, Listing, Loaded, Reader, Row, Scan,
    Table, TicketStore, Writer,
};
use aftersync_core::{Error, ErrorKind, Phase, Result};

/// What goes wrong at a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is a conflict, though nobody interfered.
    Conflict,
    /// It fails and says that nothing was written.
    Fail,
    /// Its answer is lost, and nothing was written.
    LostBefore,
    /// Its answer is lost, and it was written.
    LostAfter,
    /// The writer dies before anything was written: all it is asked from now on fails.
    DieBefore,
    /// The writer dies after it was written.
    DieAfter,
    /// It panics before anything was written.
    Panic,
}

/// Which commits go wrong. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Plan(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    commits: u64,
    loads: u64,
    faults: BTreeMap<u64, Fault>,
    failing_loads: u64,
    overtaking: Overtaking,
}

/// What happens before the next commit.
#[derive(Default)]
struct Overtaking(Option<Box<dyn FnOnce() + Send>>);

impl std::fmt::Debug for Overtaking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Overtaking").field(&self.0.is_some()).finish()
    }
}

impl Plan {
    /// Nothing goes wrong.
    pub fn new() -> Self {
        Self::default()
    }

    /// The commit with that number, counted from 1 over all writers, goes wrong.
    pub fn at(self, commit: u64, fault: Fault) -> Self {
        self.lock().faults.insert(commit, fault);
        self
    }

    /// The next commit goes wrong.
    pub fn next(&self, fault: Fault) {
        let mut state = self.lock();
        let next = state.commits + 1;
        state.faults.insert(next, fault);
    }

    /// So many of the next loads of writers fail.
    pub fn fail_loads(&self, n: u64) {
        self.lock().failing_loads = n;
    }

    /// Does this between the next decision and its commit: somebody else commits first.
    pub fn overtake(&self, by: impl FnOnce() + Send + 'static) {
        self.lock().overtaking = Overtaking(Some(Box::new(by)));
    }

    /// Takes that back, if no commit came.
    pub fn nobody_overtakes(&self) {
        self.lock().overtaking = Overtaking(None);
    }

    /// Commits asked for so far.
    pub fn commits(&self) -> u64 {
        self.lock().commits
    }

    /// Loads asked of writers so far.
    pub fn loads(&self) -> u64 {
        self.lock().loads
    }

    fn commit(&self) -> Option<Fault> {
        // Without the lock: whoever overtakes may have the same plan.
        let overtaking = self.lock().overtaking.0.take();
        if let Some(by) = overtaking {
            by();
        }
        let mut state = self.lock();
        state.commits += 1;
        let now = state.commits;
        state.faults.remove(&now)
    }

    /// Whether this load fails.
    fn load(&self) -> bool {
        let mut state = self.lock();
        state.loads += 1;
        let fails = state.failing_loads > 0;
        state.failing_loads = state.failing_loads.saturating_sub(1);
        fails
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A store whose writers fail as planned. Its readers are those of the store within.
#[derive(Clone, Debug)]
pub struct FaultyStore<S> {
    inner: S,
    plan: Plan,
}

impl<S: TicketStore> FaultyStore<S> {
    /// Wraps a store.
    pub fn new(inner: S, plan: Plan) -> Self {
        Self { inner, plan }
    }

    /// Which commits go wrong.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The store within.
    pub fn inner(&self) -> &S {
        &self.inner
    }
}

impl<S: TicketStore> TicketStore for FaultyStore<S> {
    fn writer(&self) -> Result<Box<dyn Writer>> {
        Ok(Box::new(FaultyWriter {
            inner: self.inner.writer()?,
            plan: self.plan.clone(),
            dead: false,
        }))
    }
    fn reader(&self) -> Result<Box<dyn Reader>> {
        self.inner.reader()
    }
    fn blobs(&self) -> Arc<dyn BlobStore> {
        self.inner.blobs()
    }
    fn check(&self) -> Result<Vec<String>> {
        self.inner.check()
    }
    fn replace_counters(&self, tenant: &Tenant, counters: &[(CounterId, i64)]) -> Result<()> {
        self.inner.replace_counters(tenant, counters)
    }
}

struct FaultyWriter {
    inner: Box<dyn Writer>,
    plan: Plan,
    dead: bool,
}

fn failure(phase: Phase) -> Error {
    Error::new(ErrorKind::Unavailable, "the store fails, as planned")
        .during("store.commit")
        .at(phase)
}

impl FaultyWriter {
    fn alive(&mut self) -> Result<&mut dyn Writer> {
        if self.dead {
            Err(failure(Phase::NotSent))
        } else {
            Ok(&mut *self.inner)
        }
    }

    fn lost(&mut self, batches: &[Batch], written: bool, dies: bool) -> CommitError {
        let error = CommitError::Failed(failure(Phase::InDoubt));
        self.dead = dies;
        if written {
            return self.inner.commit(batches).err().unwrap_or(error);
        }
        error
    }
}

impl Writer for FaultyWriter {
    fn commit(&mut self, batches: &[Batch]) -> std::result::Result<Vec<Head>, CommitError> {
        self.alive().map_err(CommitError::Failed)?;
        match self.plan.commit() {
            None => self.inner.commit(batches),
            Some(Fault::Conflict) => Err(CommitError::Conflict),
            Some(Fault::Fail) => Err(CommitError::Failed(failure(Phase::NotSent))),
            Some(Fault::LostBefore) => Err(self.lost(batches, false, false)),
            Some(Fault::LostAfter) => Err(self.lost(batches, true, false)),
            Some(Fault::DieBefore) => Err(self.lost(batches, false, true)),
            Some(Fault::DieAfter) => Err(self.lost(batches, true, true)),
            // Unwinds like a panic, without the message on the screen.
            Some(Fault::Panic) => std::panic::resume_unwind(Box::new("the store panics, as planned")),
        }
    }
}

impl Reader for FaultyWriter {
    fn head(&mut self, tenant: &Tenant) -> Result<Head> {
        self.alive()?.head(tenant)
    }
    fn load(&mut self, tenant: &Tenant, keys: &[Key]) -> Result<Loaded> {
        if self.plan.load() {
            return Err(failure(Phase::NotSent));
        }
        self.alive()?.load(tenant, keys)
    }
    fn events(&mut self, tenant: &Tenant, since: Cursor, limit: usize) -> Result<EventPage> {
        self.alive()?.events(tenant, since, limit)
    }
    fn ticket_events(&mut self, tenant: &Tenant, ticket: TicketId, since: Cursor, limit: usize) -> Result<EventPage> {
        self.alive()?.ticket_events(tenant, ticket, since, limit)
    }
    fn list(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing> {
        self.alive()?.list(tenant, scan)
    }
    fn list_open(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing<String>> {
        self.alive()?.list_open(tenant, scan)
    }
    fn count(&mut self, tenant: &Tenant, index: Index, group: Uid, from: i64, to: i64) -> Result<u64> {
        self.alive()?.count(tenant, index, group, from, to)
    }
    fn rows(
        &mut self,
        tenant: &Tenant,
        table: Table,
        after: Option<Uid>,
        limit: usize,
    ) -> Result<Vec<(Uid, i64, Arc<Row>)>> {
        self.alive()?.rows(tenant, table, after, limit)
    }
    fn gauges(&mut self, tenant: &Tenant, table: Table) -> Result<Vec<(Uid, i64)>> {
        self.alive()?.gauges(tenant, table)
    }
    fn counters(&mut self, tenant: &Tenant, query: &CounterQuery) -> Result<Vec<(CounterId, i64)>> {
        self.alive()?.counters(tenant, query)
    }
    fn tenants(&mut self) -> Result<Vec<Tenant>> {
        self.alive()?.tenants()
    }
}
