//! A shop's line for a call from outside of any job: with a token that is good now.
use crate::engine::engine::Engine;
use crate::engine::input::What;
use crate::error::Result;
use crate::model::ids::{Platform, ShopId, Tenant};
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
        self.renew_now(tenant, line).await?;
        self.line_of(tenant, platform, shop).await
    }

    /// Does the renewal that is due, as the worker would.
    async fn renew_now(&self, tenant: &Tenant, line: Line) -> Result<()> {
        let (platform, shop) = (line.platform.clone(), line.shop.clone());
        let what = What::Claim {
            jobs: vec![JobBody::Token { platform, shop }.id()],
            lease_ms: self.0.options.lease_ms,
        };
        let now = self.now();
        for leased in self.submit_at(tenant, now, what, claimed).await? {
            let place = line.clone();
            let errand = Errand {
                tenant: tenant.clone(),
                job: leased.job.clone(),
                line: Ok(line.clone()),
                now,
            };
            let renewal = bring(self.clone(), Time::Running, errand, leased, None);
            self.with_place(tenant, &place, renewal).await?;
        }
        Ok(())
    }
}
