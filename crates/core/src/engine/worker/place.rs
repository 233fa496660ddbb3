//! A call from outside of any job: it waits for its place in the shop's limit like all others.
use std::time::Duration;

use crate::engine::engine::Engine;
use crate::error::{Error, ErrorKind, Result};
use crate::model::ids::{ShopKey, Tenant};

use super::line::Line;
use super::memory::Held;

/// Most times a call asks for a place before it gives up.
const MOST_TRIES: usize = 10_000;

impl Engine {
    /// Waits for a place in the shop's limit, then makes the call.
    ///
    /// # Errors
    /// `RateLimited`, not sent, when the shop never had a place; else those of the call.
    pub(crate) async fn with_place<T>(
        &self,
        tenant: &Tenant,
        line: &Line,
        call: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        let shared = &self.0;
        let at = (tenant.clone(), ShopKey::of(&line.platform, &line.shop));
        let per_second = line.adapter.capabilities().calls_per_second;
        // A clock that stands still while we wait (a manual one) must not hold us for ever.
        let (began, mut waited) = (self.now(), 0);
        for _ in 0..MOST_TRIES {
            let now = self.now().max(began.plus(waited));
            match shared.memory.admit(&at, now, per_second, shared.options.per_shop) {
                Ok(()) => {
                    let result = call.await;
                    let answered = result.as_ref().map_or_else(super::heard, |_| Some(true));
                    shared.memory.back(&at, self.now(), answered);
                    return result;
                }
                Err(held) => {
                    let ms = match held {
                        Held::Until(until) => until.since(now).clamp(1, shared.options.idle_ms.max(1)),
                        Held::Busy => 10,
                    };
                    shared
                        .timer
                        .after(Duration::from_millis(u64::try_from(ms).unwrap_or(1)))
                        .await;
                    waited += ms;
                }
            }
        }
        Err(Error::new(ErrorKind::RateLimited, "the shop gave no place for a call").during("worker.place"))
    }
}
