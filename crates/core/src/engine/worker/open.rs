//! A shop's line for a call from outside of any job, with a token that is good now; and single jobs done here and now.
use crate::engine::engine::Engine;
use crate::engine::input::What;
use crate::error::{ErrorKind, Phase, Result};
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

    /// A call to a shop's platform, within its bounds. When the platform refuses the token, though it should still be good,
    /// a new one is got and the call made once more.
    ///
    /// # Errors
    /// Those of [`Engine::open_line`], and the call's own.
    pub(crate) async fn call_shop<T, F>(&self, tenant: &Tenant, line: &Line, call: impl Fn(Line) -> F) -> Result<T>
    where
        F: Future<Output = Result<T>>,
    {
        let answer = self.with_place(tenant, line, call(line.clone())).await;
        match answer {
            Err(e) if e.kind() == ErrorKind::Unauthorized && e.phase() == Phase::Answered => {
                let renewed = self.renew(tenant, line).await?;
                let line = self.line_of(tenant, &line.platform, &line.shop).await?;
                match renewed {
                    true => self.with_place(tenant, &line, call(line.clone())).await,
                    false => Err(e),
                }
            }
            answer => answer,
        }
    }

    /// Gets a new token for a shop; false when somebody else is at it, or it was given up.
    async fn renew(&self, tenant: &Tenant, line: &Line) -> Result<bool> {
        let (platform, shop) = (line.platform.clone(), line.shop.clone());
        let wanted = What::Renew(platform.clone(), shop.clone());
        self.submit_at(tenant, self.now(), wanted, |_| Ok(())).await?;
        self.do_now(tenant, line, JobBody::Token { platform, shop }.id()).await
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
