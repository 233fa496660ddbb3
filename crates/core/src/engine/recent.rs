//! What the last commits wrote of what phones show, so that a pull looks at what changed and not at all its owner sees.
use std::collections::{BTreeSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use crate::model::ids::{CustomerId, Tenant, TicketId};
use crate::store::{Batch, Row, Table};

/// Most changes remembered of a tenant: who is further behind looks at everything.
const MOST_CHANGES: usize = 4_096;
/// Most tenants whose changes are remembered. Beyond that all are forgotten, which costs each phone one look at everything.
const MOST_TENANTS: usize = 1_000;

/// What a commit wrote: a ticket or its tasks, a customer or their accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Touched {
    /// A ticket, or a task of it.
    Ticket(TicketId),
    /// A customer, or an account of theirs.
    Customer(CustomerId),
}

/// All changes of the commits after `from`, up to `to`.
#[derive(Debug, Default)]
struct Trail {
    from: i64,
    to: i64,
    changes: VecDeque<(i64, Touched)>,
}

impl Trail {
    fn begin(&mut self, at: i64) {
        self.changes.clear();
        (self.from, self.to) = (at, at);
    }

    fn note(&mut self, rev: i64, batch: &Batch) {
        if rev != self.to + 1 {
            // Another process wrote in between, and what it wrote is not known here.
            self.begin(rev - 1);
        }
        self.to = rev;
        for (key, change) in &batch.rows {
            let touched = match change.row.as_deref() {
                Some(Row::Ticket(t)) => Touched::Ticket(t.id),
                Some(Row::Task(t)) => Touched::Ticket(t.ticket),
                Some(Row::Customer(c)) => Touched::Customer(c.id),
                Some(Row::Account(a)) => Touched::Customer(a.customer),
                // Whose it was is not known any more.
                None if is_shown(key.table) => return self.begin(rev),
                _ => continue,
            };
            self.changes.push_back((rev, touched));
        }
        while self.changes.len() > MOST_CHANGES {
            if let Some((rev, _)) = self.changes.pop_front() {
                self.from = rev;
            }
        }
    }
}

fn is_shown(table: Table) -> bool {
    matches!(table, Table::Ticket | Table::Task | Table::Customer | Table::Account)
}

/// What the last commits of this process wrote, for the tenants that somebody asked about. Clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recent(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    asked: AtomicBool,
    trails: Mutex<FxHashMap<Tenant, Trail>>,
}

impl Recent {
    /// Notes a commit. Nothing is kept of tenants that nobody asked about.
    pub fn note(&self, batch: &Batch, rev: i64) {
        if !self.0.asked.load(Ordering::Relaxed) || batch.is_empty() {
            return;
        }
        if let Some(trail) = self.lock().get_mut(&batch.tenant) {
            trail.note(rev, batch);
        }
    }

    /// What was written after one commit, up to another; `None` when it is not known here. From the first time on that a
    /// tenant is asked about, its changes are remembered.
    pub fn between(&self, tenant: &Tenant, after: i64, to: i64) -> Option<BTreeSet<Touched>> {
        self.0.asked.store(true, Ordering::Relaxed);
        let mut trails = self.lock();
        let Some(trail) = trails.get(tenant) else {
            if trails.len() >= MOST_TENANTS {
                trails.clear();
            }
            let mut trail = Trail::default();
            trail.begin(to);
            trails.insert(tenant.clone(), trail);
            return None;
        };
        if after < trail.from || to > trail.to {
            return None;
        }
        let within = trail.changes.iter().filter(|(rev, _)| (after + 1..=to).contains(rev));
        Some(within.map(|(_, touched)| *touched).collect())
    }

    fn lock(&self) -> MutexGuard<'_, FxHashMap<Tenant, Trail>> {
        self.0.trails.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
