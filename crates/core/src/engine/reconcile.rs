//! Going through what a platform has: to find what was missed, and to take in what was before us.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::model::aftersale::{AfterSale, ObjectName};
use crate::model::fact::{Fact, FactBody};
use crate::model::ids::{Platform, ShopId, ShopKey, SourceId, Tenant};
use crate::model::job::ObjectRef;
use crate::model::source::Source;
use crate::model::time::Timestamp;
use crate::platform::{Parsed, PollCursor};
use crate::store::{Index, Scan, Table};

use super::desk::Desk;
use super::input::Effect;
use super::later::Later;
use super::query::{listed, rows};
use super::worker::line::Line;
use super::worker::memory::ShopAt;
use super::worker::{detail, poll_page};

/// Most pages of one window: a platform that never ends is a fault.
const MOST_PAGES: usize = 10_000;

/// How one after-sale differs between a platform and us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// The platform has it, we had not.
    MissingHere,
    /// The platform's status is another.
    State,
    /// The amount asked for or paid back is another.
    Amount,
    /// We have it, the platform has not.
    OnlyHere,
    /// The platform would not show it.
    Refused,
}

/// A difference, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// What the platform has it as.
    pub object: String,
    /// The platform's id of the after-sale.
    pub external_id: String,
    /// How it differs.
    pub difference: Difference,
    /// Our status before, as the platform words it.
    pub ours: Option<String>,
    /// The platform's status.
    pub theirs: Option<String>,
    /// What the platform shows was taken in.
    pub healed: bool,
    /// Why it was not, or why the platform would not show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// What a comparison found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReconcileReport")]
pub struct Report {
    /// After-sales compared.
    pub compared: usize,
    /// Where they differ, by id.
    pub findings: Vec<Finding>,
    /// Answers that could not be read: kept in the quarantine.
    pub unreadable: usize,
}

/// How far a comparison is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reconciling {
    /// The platform's list was read up to here.
    pub until: Timestamp,
    /// After-sales read so far, in lists and one by one.
    pub read: usize,
}

/// How far a back-fill came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Backfilled {
    /// Where it began.
    pub since: Timestamp,
    /// Everything up to here was read.
    pub until: Timestamp,
    /// Facts taken in so far.
    pub facts: usize,
    /// Objects scheduled to be read one by one so far.
    pub hints: usize,
    /// Parts that could not be read so far: kept in the quarantine.
    pub unreadable: usize,
}

/// A shop gone through from outside of any job.
struct Walk {
    desk: Desk,
    line: Line,
    at: ShopAt,
}

impl Desk {
    /// Compares the after-sales that changed in a window on a platform with ours, takes in what the platform shows where
    /// they differ, and says what differed and why.
    ///
    /// # Errors
    /// `Config` for an unknown platform or app, `Unsupported` when the platform cannot be polled, `Unauthorized` without a
    /// valid token, and the platform's own.
    pub fn reconcile(
        &self,
        platform: impl Into<Platform>,
        shop: impl Into<ShopId>,
        from: Timestamp,
        to: Timestamp,
    ) -> Later<Report> {
        self.reconcile_telling(platform, shop, from, to, |_| {})
    }

    /// The same, and says after each step how far it is. Stopped on the way it has taken in nothing but what could not be
    /// read, which is kept.
    ///
    /// # Errors
    /// As of [`reconcile`](Self::reconcile).
    pub fn reconcile_telling(
        &self,
        platform: impl Into<Platform>,
        shop: impl Into<ShopId>,
        from: Timestamp,
        to: Timestamp,
        progress: impl FnMut(Reconciling) + Send + 'static,
    ) -> Later<Report> {
        let (desk, platform, shop) = (self.clone(), platform.into(), shop.into());
        Later::of(async move {
            let walk = Walk::new(desk, platform, shop).await?;
            walk.reconcile(from, to, progress).await
        })
    }

    /// Takes in what a shop has since a time, window by window, and says after each how far it came: to go on after a
    /// stop, begin at the last `until`. Taking something in twice does nothing.
    ///
    /// # Errors
    /// As of [`reconcile`](Self::reconcile).
    pub fn backfill(
        &self,
        platform: impl Into<Platform>,
        shop: impl Into<ShopId>,
        since: Timestamp,
        progress: impl FnMut(Backfilled) + Send + 'static,
    ) -> Later<Backfilled> {
        let (desk, platform, shop) = (self.clone(), platform.into(), shop.into());
        Later::of(async move { Walk::new(desk, platform, shop).await?.backfill(since, progress).await })
    }
}

impl Walk {
    async fn new(desk: Desk, platform: Platform, shop: ShopId) -> Result<Self> {
        let line = desk.engine().line_of(desk.tenant(), &platform, &shop).await?;
        if !line.adapter.capabilities().poll {
            return Err(
                Error::unsupported("this platform cannot be polled", "read single objects with a hint")
                    .during("desk.reconcile")
                    .with("platform", &platform),
            );
        }
        let at = (desk.tenant().clone(), ShopKey::of(&platform, &shop));
        Ok(Self { desk, line, at })
    }

    fn now(&self) -> Timestamp {
        self.desk.engine().now()
    }

    /// The shop's line for the next call: its token may have been renewed since the last one.
    async fn line(&self) -> Result<Line> {
        let (engine, tenant) = (self.desk.engine(), self.desk.tenant());
        engine.open_line(tenant, &self.line.platform, &self.line.shop).await
    }

    /// The windows between two times, as wide as the platform allows.
    fn windows(&self, from: Timestamp, to: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> + use<> {
        let width = self.line.adapter.capabilities().poll_window_ms.max(1);
        let mut next = from;
        std::iter::from_fn(move || {
            let start = next;
            next = start.plus(width).min(to);
            (start < to).then_some((start, next))
        })
    }

    /// All pages of one window.
    async fn window(&self, from: Timestamp, to: Timestamp) -> Result<Parsed> {
        let mut all = Parsed::default();
        let mut cursor = PollCursor { from, to, page: None };
        for _ in 0..MOST_PAGES {
            let line = self.line().await?;
            let (engine, now) = (self.desk.engine(), self.now());
            let page = |line: Line| {
                let cursor = cursor.clone();
                async move { poll_page(engine, &line, &cursor, now).await }
            };
            let page = engine.call_shop(self.desk.tenant(), &line, page).await?;
            all.facts.extend(page.parsed.facts);
            all.signals.extend(page.parsed.signals);
            all.unreadable.extend(page.parsed.unreadable);
            match page.next {
                Some(next) => cursor.page = Some(next),
                None => return Ok(all),
            }
        }
        Err(Error::malformed("the platform's list does not end").during("desk.reconcile"))
    }

    async fn backfill(&self, since: Timestamp, mut progress: impl FnMut(Backfilled)) -> Result<Backfilled> {
        let mut so_far = Backfilled {
            since,
            until: since,
            facts: 0,
            hints: 0,
            unreadable: 0,
        };
        for (from, to) in self.windows(since, self.now()) {
            let parsed = self.window(from, to).await?;
            so_far.facts += parsed.facts.len();
            so_far.hints += parsed.signals.len();
            so_far.unreadable += parsed.unreadable.len();
            self.keep(parsed.unreadable).await?;
            let taken = self.desk.ingest(parsed.facts).await?;
            taken.into_iter().collect::<Result<Vec<_>>>()?;
            let hints = parsed.signals.into_iter().map(|signal| self.desk.hint(signal));
            futures::future::try_join_all(hints).await?;
            so_far.until = to;
            progress(so_far);
        }
        Ok(so_far)
    }

    async fn keep(&self, unreadable: Vec<crate::platform::Unreadable>) -> Result<()> {
        for part in unreadable {
            let kept = super::keep::quarantine(&self.line.platform, "poll", part, self.now());
            let what = super::input::What::Quarantine(Box::new(kept));
            self.desk.submit(what, |_| Ok(())).await?;
        }
        Ok(())
    }

    async fn reconcile(&self, from: Timestamp, to: Timestamp, mut progress: impl FnMut(Reconciling)) -> Result<Report> {
        let mut report = Report::default();
        let mut theirs: BTreeMap<ObjectName, Fact> = BTreeMap::new();
        let mut named: BTreeSet<ObjectName> = BTreeSet::new();
        let mut tell = |until, read| progress(Reconciling { until, read });
        for (from, to) in self.windows(from, to) {
            let parsed = self.window(from, to).await?;
            report.unreadable += parsed.unreadable.len();
            self.keep(parsed.unreadable).await?;
            take_newest(&mut theirs, parsed.facts);
            named.extend(
                parsed
                    .signals
                    .into_iter()
                    .map(|s| s.object)
                    .filter(|o| {
                        self.line
                            .adapter
                            .capabilities()
                            .after_sales
                            .contains(&o.object.as_str())
                    })
                    .map(|o| ObjectName {
                        object: o.object,
                        external_id: o.external_id,
                    }),
            );
            tell(to, theirs.len());
        }
        // A list may be thin or lag behind: what it only names is read one by one, and so is what it leaves out.
        let ours = self.ours(from, to).await?;
        let left_out: Vec<ObjectName> = ours.into_iter().filter(|id| !theirs.contains_key(id)).collect();
        let mut gone: Vec<(ObjectName, Option<Error>)> = Vec::new();
        named.extend(left_out);
        for id in named
            .into_iter()
            .filter(|id| !theirs.contains_key(id))
            .collect::<Vec<_>>()
        {
            match self.read_one(&id).await {
                Ok(parsed) => {
                    report.unreadable += parsed.unreadable.len();
                    self.keep(parsed.unreadable).await?;
                    take_newest(&mut theirs, parsed.facts);
                    tell(to, theirs.len());
                }
                Err(e) if e.kind() == ErrorKind::NotFound => gone.push((id, None)),
                // It is about this one only: the others are compared all the same.
                Err(e) if matches!(e.kind(), ErrorKind::Rejected | ErrorKind::Malformed) => gone.push((id, Some(e))),
                Err(e) => return Err(e),
            }
        }
        self.compare(theirs, gone, report).await
    }

    /// One after-sale as the platform shows it.
    async fn read_one(&self, id: &ObjectName) -> Result<Parsed> {
        let object = self.object(id);
        let line = self.line().await?;
        let (engine, now) = (self.desk.engine(), self.now());
        let read = |line: Line| {
            let object = object.clone();
            async move { detail(engine, &line, &object, now).await }
        };
        engine.call_shop(self.desk.tenant(), &line, read).await
    }

    fn object(&self, name: &ObjectName) -> ObjectRef {
        ObjectRef {
            platform: self.line.platform.clone(),
            shop: self.line.shop.clone(),
            object: name.object.clone(),
            external_id: name.external_id.clone(),
        }
    }

    /// Ids of our after-sales of the shop that were opened in the window.
    async fn ours(&self, from: Timestamp, to: Timestamp) -> Result<Vec<ObjectName>> {
        let shop = self.at.1.0;
        let read = move |reader: &mut dyn crate::store::Reader, tenant: &Tenant| {
            let scan = Scan {
                from: from.0,
                to: to.0,
                ..Scan::all(Index::SourceShop, shop, Table::Source, 500)
            };
            listed::<Source>(reader, tenant, scan, usize::MAX)
        };
        let sources = self.desk.read(read).await?;
        Ok(sources
            .into_iter()
            .filter_map(|(_, s)| s.item.after_sale().map(AfterSale::name))
            .collect())
    }

    async fn compare(
        &self,
        theirs: BTreeMap<ObjectName, Fact>,
        gone: Vec<(ObjectName, Option<Error>)>,
        mut report: Report,
    ) -> Result<Report> {
        let ids: Vec<_> = theirs.keys().map(|id| self.source(id).0).collect();
        let ours = self
            .desk
            .read(move |reader, tenant| rows::<Source>(reader, tenant, &ids))
            .await?;
        report.compared = theirs.len() + gone.len();
        for ((id, fact), ours) in theirs.into_iter().zip(ours) {
            let FactBody::AfterSale(shown) = &fact.body else {
                continue;
            };
            let known = ours.as_ref().and_then(|s| s.item.after_sale());
            let Some(difference) = differs(known, shown) else {
                continue;
            };
            let mut finding = Finding {
                object: id.object,
                external_id: id.external_id,
                difference,
                ours: known.map(|k| k.raw_status.clone()),
                theirs: Some(shown.raw_status.clone()),
                healed: false,
                because: None,
            };
            match self.desk.take_fact(fact).await {
                Ok(taken) if matches!(taken.effect, Effect::Stale | Effect::Duplicate) => {
                    finding.because = Some("what we have is newer than what the platform shows".to_owned());
                }
                Ok(_) => finding.healed = true,
                Err(e) => finding.because = Some(e.message().to_owned()),
            }
            report.findings.push(finding);
        }
        for (id, refused) in gone {
            let source = self.source(&id).0;
            let ours = self.desk.row::<Source>(source).await?;
            let ours = ours
                .as_ref()
                .and_then(|s| s.item.after_sale())
                .map(|a| a.raw_status.clone());
            report.findings.push(Finding {
                object: id.object,
                external_id: id.external_id,
                difference: refused.as_ref().map_or(Difference::OnlyHere, |_| Difference::Refused),
                ours,
                theirs: None,
                healed: false,
                because: refused.map(|e| e.message().to_owned()),
            });
        }
        report
            .findings
            .sort_by(|a, b| (&a.object, &a.external_id).cmp(&(&b.object, &b.external_id)));
        Ok(report)
    }

    fn source(&self, name: &ObjectName) -> SourceId {
        SourceId::of(&self.line.platform, &self.line.shop, &name.object, &name.external_id)
    }
}

fn take_newest(all: &mut BTreeMap<ObjectName, Fact>, facts: Vec<Fact>) {
    for fact in facts {
        let FactBody::AfterSale(shown) = &fact.body else {
            continue;
        };
        let name = shown.name();
        let known = all.get(&name).map(|f| f.revision);
        if known.is_none_or(|revision| revision <= fact.revision) {
            all.insert(name, fact);
        }
    }
}

fn differs(ours: Option<&AfterSale>, theirs: &AfterSale) -> Option<Difference> {
    let Some(ours) = ours else {
        return Some(Difference::MissingHere);
    };
    if ours.raw_status != theirs.raw_status || ours.kind != theirs.kind {
        return Some(Difference::State);
    }
    let same = ours.requested == theirs.requested && ours.refunded == theirs.refunded;
    (!same).then_some(Difference::Amount)
}
