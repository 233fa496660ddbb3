//! A store that remembers what it was given to write.
use std::sync::{Arc, Mutex};

use aftersync_core::error::Result;
use aftersync_core::model::counter::CounterId;
use aftersync_core::model::event::Cursor;
use aftersync_core::model::ids::{Tenant, TicketId, Uid};
use aftersync_core::store::{
    Batch, BlobStore, CommitError, CounterQuery, EventPage, Head, Index, Key, Listing, Loaded, Reader, Row, Scan,
    Table, TicketStore, Writer,
};

/// What was written, commit by commit.
pub type Commits = Vec<Vec<Batch>>;

/// A store that remembers what it was given to write.
pub struct Recorder {
    inner: Arc<dyn TicketStore>,
    commits: Arc<Mutex<Commits>>,
}

impl Recorder {
    /// Over another store.
    pub fn new(inner: Arc<dyn TicketStore>) -> Self {
        Self {
            inner,
            commits: Arc::default(),
        }
    }
    /// What was written so far; it begins anew.
    pub fn take(&self) -> Commits {
        std::mem::take(&mut self.commits.lock().unwrap())
    }
}

impl TicketStore for Recorder {
    fn writer(&self) -> Result<Box<dyn Writer>> {
        Ok(Box::new(Recording {
            inner: self.inner.writer()?,
            commits: self.commits.clone(),
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

struct Recording {
    inner: Box<dyn Writer>,
    commits: Arc<Mutex<Commits>>,
}

impl Writer for Recording {
    fn commit(&mut self, batches: &[Batch]) -> std::result::Result<Vec<Head>, CommitError> {
        let heads = self.inner.commit(batches)?;
        self.commits.lock().unwrap().push(batches.to_vec());
        Ok(heads)
    }
}

impl Reader for Recording {
    fn head(&mut self, tenant: &Tenant) -> Result<Head> {
        self.inner.head(tenant)
    }
    fn load(&mut self, tenant: &Tenant, keys: &[Key]) -> Result<Loaded> {
        self.inner.load(tenant, keys)
    }
    fn events(&mut self, tenant: &Tenant, since: Cursor, limit: usize) -> Result<EventPage> {
        self.inner.events(tenant, since, limit)
    }
    fn ticket_events(&mut self, tenant: &Tenant, ticket: TicketId, since: Cursor, limit: usize) -> Result<EventPage> {
        self.inner.ticket_events(tenant, ticket, since, limit)
    }
    fn list(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing> {
        self.inner.list(tenant, scan)
    }
    fn list_open(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing<String>> {
        self.inner.list_open(tenant, scan)
    }
    fn count(&mut self, tenant: &Tenant, index: Index, group: Uid, from: i64, to: i64) -> Result<u64> {
        self.inner.count(tenant, index, group, from, to)
    }
    fn rows(
        &mut self,
        tenant: &Tenant,
        table: Table,
        after: Option<Uid>,
        limit: usize,
    ) -> Result<Vec<(Uid, i64, Arc<Row>)>> {
        self.inner.rows(tenant, table, after, limit)
    }
    fn gauges(&mut self, tenant: &Tenant, table: Table) -> Result<Vec<(Uid, i64)>> {
        self.inner.gauges(tenant, table)
    }
    fn counters(&mut self, tenant: &Tenant, query: &CounterQuery) -> Result<Vec<(CounterId, i64)>> {
        self.inner.counters(tenant, query)
    }
    fn tenants(&mut self) -> Result<Vec<Tenant>> {
        self.inner.tenants()
    }
}
