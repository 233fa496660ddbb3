//! The merchant's own software around the desk: it sends what the desk cannot, hands in what comes by other ways, and goes
//! through its list of orders.
use aftersync::model::time::MINUTE;
use aftersync::{AccountRef, Fact, JobBody, JobKind, Outcome, Signal};
use aftersync_testkit::fake::world::OrderStage;
use futures::executor::block_on;
use futures::future::join_all;

use super::Result;
use super::evening::Evening;
use super::ledger::Ledger;
use super::site::At;

impl Evening {
    /// Texts and chats: the host sends them itself. Gives how many.
    pub(super) fn tell_buyers(&mut self) -> Result<usize> {
        let desk = self.office.desk()?;
        let jobs = desk
            .claim_jobs(&[JobKind::Notify, JobKind::Reply], 200, MINUTE)
            .wait()?;
        for leased in &jobs {
            match &leased.job.body {
                JobBody::Notify { notice, .. } => Ledger::count(&mut self.ledger.notices, notice.as_str()),
                _ => self.ledger.replies += 1,
            }
        }
        let done = jobs
            .iter()
            .map(|leased| desk.finish_job(leased.job.id, leased.lease, Outcome::default()));
        let settled = block_on(join_all(done));
        for settled in settled {
            if !settled? {
                self.ledger
                    .trouble
                    .push("a notice was sent and could not be settled".to_owned());
            }
        }
        Ok(jobs.len())
    }

    /// Hands facts in, and counts what was known already.
    pub fn hand_in(&mut self, facts: Vec<Fact>) -> Result<()> {
        let results = self.office.desk()?.ingest(facts).wait()?;
        for result in results {
            let ingested = result?;
            self.ledger.ingested += 1;
            let known = matches!(ingested.effect, aftersync::Effect::Duplicate | aftersync::Effect::Stale);
            self.ledger.duplicates += u64::from(known);
        }
        Ok(())
    }

    /// Who bought an order, as the platform names them; `None` while the order is not here yet.
    pub fn account_of(&self, order: Option<At>) -> Result<Option<AccountRef>> {
        let Some((order, site)) = order.and_then(|order| Some((order, self.site(order)?))) else {
            return Ok(None);
        };
        let found = self
            .office
            .desk()?
            .order(site.platform(), order.id.to_string())
            .wait()?;
        Ok(found.and_then(|view| view.order.item.order.snapshot.account))
    }

    /// The merchant's own list of orders, as its stock system keeps it, is the backstop for order pushes that were lost.
    pub fn go_through(&mut self) -> Result<()> {
        if !self.office.is_open() {
            return Ok(());
        }
        let desk = self.office.desk()?;
        for site in &self.sites {
            let paid = site.fake.world(|w| {
                let sold = w.orders().filter(|o| o.stage != OrderStage::Placed);
                sold.map(|o| (o.id, o.update_time)).collect::<Vec<_>>()
            });
            for (order, version) in paid {
                let known = desk.row::<aftersync::Order>(site.order(order)).wait()?;
                if known.is_some_and(|row| row.item.revision.number >= version) {
                    continue;
                }
                let object = site.order_object(order);
                let signal = Signal {
                    object,
                    revision: Some(version),
                    status: None,
                    dedupe: None,
                };
                desk.hint(signal).wait()?;
            }
        }
        self.wake = Some(self.now);
        Ok(())
    }
}
