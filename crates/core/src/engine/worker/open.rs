//! A shop's line for a call from outside of any job, with a token that is good now; and single jobs done here and now.
use crate::engine::engine::Engine;
use crate::engine::input::What;
use crate::error::Result;
use crate::model::ids::{JobId, Platform, ShopId, Tenant};
use crate::model::job::JobBody;

use super::line::Line;
use super::{Errand, Time, bring, claimed};

impl Engine {
    /// The line of a shop as it stands now. A token that has ended is renewed first, unless the worker is at it: a long
    /// walk through a shop outlives many of them.
    ///
    /// # Errors
    /// Those of the store, and `Config` as of any line. A token that cannot be renewed shows in the call.
    pub(crate) async fn open_line(&self, tenant: &Tenant, platform: &Platform, shop: &ShopId) -> Result<Line> {
        let line = self.line_of(tenant, platform, shop).await?;
        if line.call(self.now()).is_ok() {
            return Ok(line);
        }
        let (platform, shop) = (platform.clone(), shop.clone());
        let renewal = JobBody::Token { platform, shop }.id();
        self.do_now(tenant, &line, renewal).await?;
        self.line_of(tenant, &line.platform, &line.shop).await
    }

    /// Does a job of a shop that is due, as the worker would; false when it is not due, or somebody else is at it.
    pub(crate) async fn do_now(&self, tenant: &Tenant, line: &Line, job: JobId) -> Result<bool> {
        let what = What::Claim {
            jobs: vec![job],
            lease_ms: self.0.options.lease_ms,
        };
        let now = self.now();
        let leased = self.submit_at(tenant, now, what, claimed).await?.into_iter().next();
        let Some(leased) = leased else { return Ok(false) };
        let errand = Errand {
            tenant: tenant.clone(),
            job: leased.job.clone(),
            line: Ok(line.clone()),
            now,
            time: Time::Running,
        };
        let done = bring(self.clone(), Time::Running, errand, leased, None);
        self.with_place(tenant, line, done).await.map(|_| true)
    }
}
