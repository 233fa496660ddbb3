//! Rows kept in memory between steps.
use rustc_hash::FxHashMap;

use crate::model::ids::Tenant;
use crate::store::Head;

use super::snapshot::Snapshot;

/// What is known of a tenant: rows of one commit.
#[derive(Debug)]
pub(super) struct View {
    /// The commit.
    pub head: Head,
    /// The rows.
    pub snapshot: Snapshot,
}

impl View {
    /// Nothing but the commit is known.
    pub fn empty(head: Head) -> Self {
        Self {
            head,
            snapshot: Snapshot::at(head.now),
        }
    }
}

/// Views of tenants, bounded by the number of their rows. What was used longest ago goes first.
#[derive(Debug)]
pub(super) struct Residents {
    views: FxHashMap<Tenant, (u64, View)>,
    rows: usize,
    limit: usize,
    used: u64,
}

impl Residents {
    pub fn new(limit: usize) -> Self {
        Self {
            views: FxHashMap::default(),
            rows: 0,
            limit,
            used: 0,
        }
    }

    /// Hands a view out; who takes it and fails does not bring it back.
    pub fn take(&mut self, tenant: &Tenant) -> Option<View> {
        let (_, view) = self.views.remove(tenant)?;
        self.rows = self.rows.saturating_sub(view.snapshot.len());
        Some(view)
    }

    /// Keeps a view, and lets the oldest go while there are too many rows.
    pub fn keep(&mut self, tenant: Tenant, view: View) {
        self.take(&tenant);
        self.used += 1;
        self.rows += view.snapshot.len();
        self.views.insert(tenant, (self.used, view));
        while self.rows > self.limit {
            let oldest = self
                .views
                .iter()
                .min_by_key(|(_, (used, _))| *used)
                .map(|(t, _)| t.clone());
            match oldest {
                Some(tenant) => drop(self.take(&tenant)),
                None => return,
            }
        }
    }

    /// Rows kept.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Lets everything go.
    pub fn clear(&mut self) {
        self.views.clear();
        self.rows = 0;
    }
}
