//! Waking who waits for news: the ends of the logs, published by the lanes.
use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use crate::model::event::Cursor;
use crate::model::ids::Tenant;

/// Where the logs of the tenants end, and who waits for them to grow. Clones share it.
///
/// A wake carries no data: who wakes pages the log again. So nothing queues up for a slow reader.
#[derive(Clone, Default)]
pub struct Heads(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    heads: BTreeMap<Tenant, Cursor>,
    waiting: BTreeMap<Tenant, BTreeMap<u64, Waker>>,
    tickets: u64,
    closed: bool,
}

impl State {
    /// What a waiter is told: news, or the end. `None`: wait on.
    fn news(&self, tenant: &Tenant, since: Cursor) -> Option<Cursor> {
        let head = self.heads.get(tenant).copied().unwrap_or_default();
        (head > since || self.closed).then_some(head.max(since))
    }
}

impl Heads {
    /// No tenant yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the ends of logs known and wakes who waits for them. An end never moves back.
    pub fn publish(&self, heads: &[(Tenant, Cursor)]) {
        let mut wakers = Vec::new();
        {
            let mut state = self.lock();
            for (tenant, cursor) in heads {
                let known = state.heads.entry(tenant.clone()).or_default();
                if *cursor > *known {
                    *known = *cursor;
                    wakers.extend(state.waiting.remove(tenant).into_iter().flat_map(BTreeMap::into_values));
                }
            }
        }
        // Outside the lock: a waker runs code of the host.
        self.0.moved.notify_all();
        wakers.into_iter().for_each(Waker::wake);
    }

    /// The end of a tenant's log as far as it was published here.
    pub fn head(&self, tenant: &Tenant) -> Option<Cursor> {
        self.lock().heads.get(tenant).copied()
    }

    /// Waits until a tenant's log reaches beyond `since`, and gives its end. After [`close`](Self::close) it gives
    /// what is known at once, which may be `since` itself.
    pub fn changed(&self, tenant: &Tenant, since: Cursor) -> Changed {
        Changed {
            heads: self.clone(),
            tenant: tenant.clone(),
            since,
            ticket: None,
        }
    }

    /// The same for a thread; gives `since` back when the time is over.
    pub fn wait_changed(&self, tenant: &Tenant, since: Cursor, timeout: Duration) -> Cursor {
        let end = Instant::now().checked_add(timeout);
        let mut state = self.lock();
        loop {
            if let Some(head) = state.news(tenant, since) {
                return head;
            }
            let left = match end {
                Some(end) => end.saturating_duration_since(Instant::now()),
                None => timeout,
            };
            if left.is_zero() {
                return since;
            }
            let waited = self.0.moved.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Nothing will be published any more: everybody who waits is let go.
    pub fn close(&self) {
        let waiting = {
            let mut state = self.lock();
            state.closed = true;
            std::mem::take(&mut state.waiting)
        };
        self.0.moved.notify_all();
        waiting
            .into_values()
            .flat_map(BTreeMap::into_values)
            .for_each(Waker::wake);
    }

    /// Whether it was closed.
    pub fn is_closed(&self) -> bool {
        self.lock().closed
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Heads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("Heads")
            .field("tenants", &state.heads.len())
            .field("waiting", &state.waiting.values().map(BTreeMap::len).sum::<usize>())
            .finish()
    }
}

/// Waits for a tenant's log to grow; made by [`Heads::changed`].
#[derive(Debug)]
pub struct Changed {
    heads: Heads,
    tenant: Tenant,
    since: Cursor,
    ticket: Option<u64>,
}

impl Future for Changed {
    type Output = Cursor;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Cursor> {
        let this = self.get_mut();
        // Looking and registering happen under the lock under which heads are published: no wake is lost between.
        let mut state = this.heads.lock();
        if let Some(head) = state.news(&this.tenant, this.since) {
            return Poll::Ready(head);
        }
        let ticket = this.ticket.unwrap_or_else(|| {
            state.tickets += 1;
            state.tickets
        });
        let waiting = state.waiting.entry(this.tenant.clone()).or_default();
        waiting.insert(ticket, cx.waker().clone());
        drop(state);
        this.ticket = Some(ticket);
        Poll::Pending
    }
}

impl Drop for Changed {
    fn drop(&mut self) {
        let Some(ticket) = self.ticket else { return };
        let mut state = self.heads.lock();
        if let Some(waiting) = state.waiting.get_mut(&self.tenant) {
            waiting.remove(&ticket);
            if waiting.is_empty() {
                state.waiting.remove(&self.tenant);
            }
        }
    }
}
