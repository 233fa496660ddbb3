//! A clock that stands until it is moved.
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use aftersync_core::engine::clock::Clock;
use aftersync_core::model::time::Timestamp;

/// A clock that stands until it is moved. Clones share the time.
#[derive(Clone, Debug, Default)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    /// A clock that stands at this time.
    pub fn new(now: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(now.0)))
    }

    /// Moves it by so many milliseconds (back, if negative) and gives the new time.
    pub fn advance(&self, ms: i64) -> Timestamp {
        Timestamp(self.0.fetch_add(ms, Ordering::SeqCst).saturating_add(ms))
    }

    /// Puts it to this time.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.0, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_the_time() {
        let clock = ManualClock::new(Timestamp(5));
        let other = clock.clone();
        assert_eq!(other.advance(10), Timestamp(15));
        assert_eq!(clock.now(), Timestamp(15));
        clock.set(Timestamp(3));
        assert_eq!(other.now(), Timestamp(3));
    }
}
