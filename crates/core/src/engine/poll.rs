//! Polling a shop by hand: what changed since the last poll, now.
use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::model::ids::{Platform, ShopId};
use crate::model::job::{Job, JobBody};
use crate::model::time::Timestamp;

use super::desk::Desk;
use super::input::What;
use super::later::Later;
use super::query;

const OPERATION: &str = "desk.poll";
/// Most pages one call reads: a list that does not end.
const MOST_PAGES: usize = 10_000;
/// How often it is looked whether a worker that is at it has come further.
const LOOK_MS: u64 = 50;

/// How far a poll came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PollReport {
    /// Up to when changes had been read before; `None` for a shop that was never polled.
    pub since: Option<Timestamp>,
    /// Up to when they are read now.
    pub until: Option<Timestamp>,
    /// Pages that were read for it by this call.
    pub pages: usize,
}

impl Desk {
    /// Reads what changed at a shop since it was last polled, page by page, and takes it in; returns when it has caught up
    /// with now. A shop that is polled by and by anyway goes on as before. Where a worker is at it, its pages are waited for.
    ///
    /// # Errors
    /// `Unsupported` when the platform cannot be polled; `Config` for an unknown platform or application; `Unavailable` with
    /// the reason when a page could not be read: what was read until then is kept, and the page is tried again.
    pub fn poll(&self, platform: impl Into<Platform>, shop: impl Into<ShopId>) -> Later<PollReport> {
        let (desk, platform, shop) = (self.clone(), platform.into(), shop.into());
        Later::of(async move { desk.poll_now(platform, shop).await })
    }

    async fn poll_now(&self, platform: Platform, shop: ShopId) -> Result<PollReport> {
        let (engine, tenant) = (self.engine(), self.tenant());
        let begun = engine.now();
        let job = JobBody::Poll {
            platform: platform.clone(),
            shop: shop.clone(),
        };
        let mut report = PollReport::default();
        for round in 0..MOST_PAGES {
            let line = engine.open_line(tenant, &platform, &shop).await?;
            let state = line.state.as_ref();
            report.until = state.and_then(|s| s.polled_until);
            if round == 0 {
                report.since = report.until;
            }
            let between = state.is_some_and(|s| s.poll_page.is_some());
            if round > 0 && !between && report.until >= Some(begun) {
                return Ok(report);
            }
            self.submit(What::Poll(platform.clone(), shop.clone()), |_| Ok(()))
                .await?;
            if engine.do_now(tenant, &line, job.id()).await? {
                report.pages += 1;
                self.page_was_read(&job).await?;
            } else {
                engine.0.timer.after(Duration::from_millis(LOOK_MS)).await;
            }
        }
        Err(Error::malformed("the platform's list does not end").during(OPERATION))
    }

    /// The failure of the page that was just read, if it was one.
    async fn page_was_read(&self, job: &JobBody) -> Result<()> {
        let id = job.id();
        let found = self
            .read(move |reader, tenant| query::row::<Job>(reader, tenant, id.0))
            .await?;
        match found.and_then(|job| job.item.failure) {
            None => Ok(()),
            Some(reason) => Err(Error::new(ErrorKind::Unavailable, "the shop could not be polled")
                .during(OPERATION)
                .with("reason", reason)
                .hint("call again to go on where it stopped; a worker tries it by itself")),
        }
    }
}
