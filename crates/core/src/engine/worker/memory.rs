//! What the worker remembers: limits, breakers and jobs in flight per shop. In memory only, and never the truth.
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Waker;

use crate::engine::breaker::{Breaker, Gate};
use crate::engine::limiter::Bucket;
use crate::model::ids::{JobId, ShopKey, Tenant};
use crate::model::time::Timestamp;
use crate::store::Mark;

pub(crate) type ShopAt = (Tenant, ShopKey);

/// Shared by all workers of one engine.
#[derive(Default)]
pub(crate) struct Memory {
    state: Mutex<State>,
    rung: AtomicBool,
    waker: Mutex<Option<Waker>>,
}

#[derive(Default)]
struct State {
    shops: BTreeMap<ShopAt, Shop>,
    /// How far the orders of a show were handed over for attribution.
    attributed: BTreeMap<(Tenant, JobId), Mark>,
}

#[derive(Default)]
struct Shop {
    bucket: Option<Bucket>,
    breaker: Breaker,
    in_flight: usize,
    /// Its token is being renewed: a call with the old one would only be refused.
    renewing: bool,
}

/// Why no call may be made now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// Until then.
    Until(Timestamp),
    /// Until a call in flight is back.
    Busy,
}

impl Memory {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the place of one call to a shop: an open breaker, a full shop or an empty bucket hold it.
    pub fn admit(&self, shop: &ShopAt, now: Timestamp, per_second: u32, per_shop: usize) -> Result<(), Held> {
        self.take(shop, now, per_second, per_shop, false)
    }

    /// The same for the renewal of its token, which has the shop for itself.
    pub fn admit_renewal(&self, shop: &ShopAt, now: Timestamp, per_second: u32) -> Result<(), Held> {
        self.take(shop, now, per_second, 1, true)
    }

    fn take(&self, shop: &ShopAt, now: Timestamp, per_second: u32, per_shop: usize, renewal: bool) -> Result<(), Held> {
        let mut state = self.lock();
        let shop = state.shops.entry(shop.clone()).or_default();
        let places = match shop.breaker.gate(now) {
            Gate::Open(until) => return Err(Held::Until(until)),
            Gate::Trial => 1,
            Gate::Closed => per_shop.max(1),
        };
        if shop.renewing || shop.in_flight >= places {
            return Err(Held::Busy);
        }
        let bucket = shop.bucket.get_or_insert_with(|| Bucket::new(per_second, now));
        bucket.take(now).map_err(Held::Until)?;
        shop.in_flight += 1;
        shop.renewing = renewal;
        Ok(())
    }

    /// The call is back. `answered`: whether the other side answered; `None` when no call was made.
    pub fn back(&self, shop: &ShopAt, now: Timestamp, answered: Option<bool>) {
        let mut state = self.lock();
        let Some(shop) = state.shops.get_mut(shop) else { return };
        shop.in_flight = shop.in_flight.saturating_sub(1);
        // A renewal is alone: whoever comes back while it runs is the renewal.
        shop.renewing = false;
        match answered {
            Some(true) => shop.breaker.succeeded(),
            Some(false) => shop.breaker.failed(now),
            None => {}
        }
    }

    pub fn attributed(&self, tenant: &Tenant, job: JobId) -> Option<Mark> {
        self.lock().attributed.get(&(tenant.clone(), job)).copied()
    }

    pub fn set_attributed(&self, tenant: &Tenant, job: JobId, mark: Option<Mark>) {
        let mut state = self.lock();
        match mark {
            Some(mark) => drop(state.attributed.insert((tenant.clone(), job), mark)),
            None => drop(state.attributed.remove(&(tenant.clone(), job))),
        }
    }

    /// Something was written: there may be work.
    pub fn ring(&self) {
        self.rung.store(true, Ordering::Release);
        let waker = self.waker.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Whether it rang since the last time; if not, wakes this waker when it does.
    pub fn rang(&self, waker: &Waker) -> bool {
        *self.waker.lock().unwrap_or_else(PoisonError::into_inner) = Some(waker.clone());
        self.rung.swap(false, Ordering::AcqRel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::breaker::FAILURES;
    use crate::model::ids::{Platform, ShopId};

    #[test]
    fn a_shop_takes_so_many_at_a_time_and_one_on_trial() {
        let memory = Memory::default();
        let shop = (Tenant::from("t"), ShopKey::of(&Platform::from("p"), &ShopId::from("s")));
        let at = Timestamp;
        assert_eq!(memory.admit(&shop, at(0), 0, 2), Ok(()));
        assert_eq!(memory.admit(&shop, at(0), 0, 2), Ok(()));
        assert_eq!(memory.admit(&shop, at(0), 0, 2), Err(Held::Busy));
        (0..FAILURES).for_each(|_| memory.back(&shop, at(0), Some(false)));
        assert_eq!(memory.admit(&shop, at(1), 0, 2), Err(Held::Until(at(15_000))));
        assert_eq!(memory.admit(&shop, at(15_000), 0, 2), Ok(()));
        assert_eq!(memory.admit(&shop, at(15_000), 0, 2), Err(Held::Busy), "one to try");
        memory.back(&shop, at(15_000), Some(true));
        assert_eq!(memory.admit_renewal(&shop, at(15_000), 0), Ok(()));
        assert_eq!(
            memory.admit(&shop, at(15_000), 0, 2),
            Err(Held::Busy),
            "with which token?"
        );
        memory.back(&shop, at(15_000), Some(true));
        assert_eq!([(); 2].map(|()| memory.admit(&shop, at(15_000), 0, 2)), [Ok(()); 2]);
        assert_eq!(
            memory.admit_renewal(&shop, at(15_000), 0),
            Err(Held::Busy),
            "a call with the old one is out"
        );
    }
}
