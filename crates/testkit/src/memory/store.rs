//! The store and its readers and writers.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aftersync_core::model::counter::CounterId;
use aftersync_core::model::event::Cursor;
use aftersync_core::model::ids::{Tenant, TicketId, Uid};
use aftersync_core::store::{
    Batch, BlobStore, CommitError, CounterQuery, EventPage, Head, Index, Key, Listing, Loaded, Reader, Row, Scan,
    Table, TicketStore, Writer,
};
use aftersync_core::{Error, Result};

use super::blobs::MemoryBlobs;
use super::tenant::TenantState;

type Tenants = BTreeMap<Tenant, TenantState>;

/// A store in memory. Clones, readers and writers share it; any number of writers is right.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    tenants: Arc<Mutex<Tenants>>,
    blobs: MemoryBlobs,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn lock(&self) -> MutexGuard<'_, Tenants> {
        self.tenants.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a tenant; one that never wrote is empty.
    fn read<T>(&self, tenant: &Tenant, look: impl FnOnce(&TenantState) -> T) -> Result<T> {
        let tenants = self.lock();
        Ok(match tenants.get(tenant) {
            Some(state) => look(state),
            None => look(&TenantState::default()),
        })
    }
}

impl TicketStore for MemoryStore {
    fn writer(&self) -> Result<Box<dyn Writer>> {
        Ok(Box::new(self.clone()))
    }

    fn reader(&self) -> Result<Box<dyn Reader>> {
        Ok(Box::new(self.clone()))
    }

    fn blobs(&self) -> Arc<dyn BlobStore> {
        Arc::new(self.blobs.clone())
    }

    fn check(&self) -> Result<Vec<String>> {
        let named = |(tenant, state): (&Tenant, &TenantState)| {
            let faults = state.faults().into_iter();
            faults.map(|fault| format!("{tenant}: {fault}")).collect::<Vec<_>>()
        };
        Ok(self.lock().iter().flat_map(named).collect())
    }

    fn replace_counters(&self, tenant: &Tenant, counters: &[(CounterId, i64)]) -> Result<()> {
        let counters = counters.iter().filter(|(_, value)| *value != 0).cloned().collect();
        self.lock().entry(tenant.clone()).or_default().counters = counters;
        Ok(())
    }
}

impl Writer for MemoryStore {
    fn commit(&mut self, batches: &[Batch]) -> std::result::Result<Vec<Head>, CommitError> {
        let distinct: BTreeSet<&Tenant> = batches.iter().map(|batch| &batch.tenant).collect();
        if distinct.len() != batches.len() {
            let error = Error::internal("two batches of one tenant in a commit").during("store.commit");
            return Err(CommitError::Failed(error));
        }
        let mut tenants = self.lock();
        let empty = TenantState::default();
        let admitted = |batch: &Batch| tenants.get(&batch.tenant).unwrap_or(&empty).admits(batch);
        if !batches.iter().all(admitted) {
            return Err(CommitError::Conflict);
        }
        let write = |batch: &Batch| {
            if batch.is_empty() {
                return tenants
                    .get(&batch.tenant)
                    .map_or_else(Head::default, |state| state.head);
            }
            let state = tenants.entry(batch.tenant.clone()).or_default();
            state.apply(batch);
            state.head
        };
        let heads = batches.iter().map(write).collect();
        for batch in batches {
            for hash in &batch.forget.blobs {
                self.blobs.delete(&batch.tenant, hash).map_err(CommitError::Failed)?;
            }
        }
        Ok(heads)
    }
}

impl Reader for MemoryStore {
    fn head(&mut self, tenant: &Tenant) -> Result<Head> {
        self.read(tenant, |state| state.head)
    }

    fn load(&mut self, tenant: &Tenant, keys: &[Key]) -> Result<Loaded> {
        self.read(tenant, |state| Loaded {
            head: state.head,
            slots: keys.iter().map(|key| state.slot(key)).collect(),
        })
    }

    fn events(&mut self, tenant: &Tenant, since: Cursor, limit: usize) -> Result<EventPage> {
        self.read(tenant, |state| state.events(since, limit))
    }

    fn ticket_events(&mut self, tenant: &Tenant, ticket: TicketId, since: Cursor, limit: usize) -> Result<EventPage> {
        self.read(tenant, |state| state.ticket_events(ticket, since, limit))
    }

    fn list(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing> {
        self.read(tenant, |state| state.list(scan))
    }

    fn count(&mut self, tenant: &Tenant, index: Index, group: Uid, from: i64, to: i64) -> Result<u64> {
        self.read(tenant, |state| state.count(index, group, from, to))
    }

    fn rows(
        &mut self,
        tenant: &Tenant,
        table: Table,
        after: Option<Uid>,
        limit: usize,
    ) -> Result<Vec<(Uid, i64, Arc<Row>)>> {
        self.read(tenant, |state| state.rows(table, after, limit))
    }

    fn gauges(&mut self, tenant: &Tenant, table: Table) -> Result<Vec<(Uid, i64)>> {
        self.read(tenant, |state| state.gauges(table))
    }

    fn counters(&mut self, tenant: &Tenant, query: &CounterQuery) -> Result<Vec<(CounterId, i64)>> {
        self.read(tenant, |state| state.counters(query))
    }

    fn tenants(&mut self) -> Result<Vec<Tenant>> {
        Ok(self.lock().keys().cloned().collect())
    }
}
