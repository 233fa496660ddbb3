//! Choosing what is carried out next: due, of a shop that may be called, a few per merchant and shop.
use std::collections::{BTreeMap, BTreeSet};

use crate::engine::engine::Engine;
use crate::error::Result;
use crate::model::ids::{Platform, ShopId, ShopKey, Tenant};
use crate::model::job::{Job, JobKind};
use crate::model::shop::ShopState;
use crate::model::time::Timestamp;
use crate::store::index::group_of;
use crate::store::{Index, Reader, Record, Scan, Table};

use super::line::{Lines, read};
use super::memory::{Held, ShopAt};

/// Jobs of one merchant taken at a time.
const AT_A_TIME: usize = 16;
/// Due jobs looked at per kind: those of shops that may not be called stand in the way of others.
const LOOKED_AT: usize = 400;

/// Kinds that need no network, first those others wait for.
pub(crate) const LOCAL: &[JobKind] = &[
    JobKind::Timer,
    JobKind::Attend,
    JobKind::TaskTimer,
    JobKind::Vacate,
    // Work on tickets that are under way comes before new ones.
    JobKind::DrainTasks,
    JobKind::Drain,
    JobKind::Attribute,
    JobKind::Reapply,
];
/// Kinds that call a platform, first those others wait for.
pub(crate) const CALLS: &[JobKind] = &[JobKind::Token, JobKind::Action, JobKind::Refetch, JobKind::Poll];

/// What is due for one merchant.
pub(crate) struct Due {
    pub jobs: Vec<Job>,
    pub shops: Vec<(Platform, ShopId)>,
    pub lines: Lines,
    /// The earliest moment at which something is due that is not yet.
    pub next: Option<Timestamp>,
}

/// What was chosen, and when to look again.
pub(crate) struct Chosen {
    pub jobs: Vec<Job>,
    pub lines: BTreeMap<(Platform, ShopId), Option<ShopState>>,
    pub config: crate::model::config::Config,
    pub next: Option<Timestamp>,
}

/// Reads the due jobs of a merchant, kind by kind.
pub(crate) fn due(reader: &mut dyn Reader, tenant: &Tenant, now: Timestamp, calls: bool) -> Result<Due> {
    let kinds = LOCAL.iter().chain(CALLS.iter().filter(|_| calls));
    let (mut jobs, mut next) = (Vec::new(), None);
    for kind in kinds {
        let scan = Scan {
            to: now.0,
            ..Scan::all(Index::JobDue, group_of(kind.as_str()), Table::Job, LOOKED_AT)
        };
        let listing = reader.list(tenant, &scan)?;
        jobs.extend(listing.entries.iter().filter_map(|e| Job::of(&e.row).cloned()));
        let later = Scan {
            from: now.0.saturating_add(1),
            to: i64::MAX,
            limit: 1,
            ..scan
        };
        let first = reader
            .list(tenant, &later)?
            .entries
            .first()
            .map(|e| Timestamp(e.mark.sort));
        next = earlier(next, first);
    }
    let mut shops: Vec<_> = jobs
        .iter()
        .filter_map(|j| j.body.shop())
        .map(|(p, s)| (p.clone(), s.clone()))
        .collect();
    shops.sort_unstable();
    shops.dedup();
    let lines = read(reader, tenant, &shops)?;
    Ok(Due {
        jobs,
        shops,
        lines,
        next,
    })
}

pub(crate) fn earlier(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Where the places of a job's shop are counted; jobs without calls have none.
pub(crate) fn shop_of(tenant: &Tenant, job: &Job) -> Option<ShopAt> {
    if !CALLS.contains(&job.body.kind()) {
        return None;
    }
    job.body
        .shop()
        .map(|(platform, shop)| (tenant.clone(), ShopKey::of(platform, shop)))
}

impl Engine {
    /// Chooses up to `room` jobs and takes the places of their calls.
    pub(crate) fn choose(&self, tenant: &Tenant, due: Due, now: Timestamp, room: usize) -> Chosen {
        let Due {
            jobs,
            shops,
            lines,
            mut next,
        } = due;
        let states: BTreeMap<_, _> = shops.into_iter().zip(lines.states).collect();
        let mut chosen = Vec::new();
        let renewals: BTreeSet<ShopAt> = jobs
            .iter()
            .filter(|j| j.body.kind() == JobKind::Token)
            .filter_map(|j| shop_of(tenant, j))
            .collect();
        for job in jobs {
            if chosen.len() >= room.min(AT_A_TIME) {
                break;
            }
            // Others wait for the new token, and the renewal for those that are out with the old one.
            let waits =
                job.body.kind() != JobKind::Token && shop_of(tenant, &job).is_some_and(|at| renewals.contains(&at));
            if waits {
                continue;
            }
            match self.admit(tenant, &job, &states, now) {
                Ok(()) => chosen.push(job),
                Err(Some(until)) => next = earlier(next, Some(until)),
                Err(None) => {}
            }
        }
        Chosen {
            jobs: chosen,
            lines: states,
            config: lines.config,
            next,
        }
    }

    /// Whether a job may go out now; else until when it is held, where that is known.
    fn admit(
        &self,
        tenant: &Tenant,
        job: &Job,
        states: &BTreeMap<(Platform, ShopId), Option<ShopState>>,
        now: Timestamp,
    ) -> std::result::Result<(), Option<Timestamp>> {
        let (Some(at), Some((platform, shop))) = (shop_of(tenant, job), job.body.shop()) else {
            return Ok(());
        };
        let state = states.get(&(platform.clone(), shop.clone())).and_then(Option::as_ref);
        // Its jobs wait until a person connects it again; they are not tried to death meanwhile.
        if state.is_some_and(|s| s.stopped.is_some()) {
            return Err(None);
        }
        let per_second = self.adapter(platform).map_or(0, |a| a.capabilities().calls_per_second);
        let memory = &self.0.memory;
        let held = match job.body.kind() {
            JobKind::Token => memory.admit_renewal(&at, now, per_second),
            _ => memory.admit(&at, now, per_second, self.0.options.per_shop),
        };
        held.map_err(|held| match held {
            Held::Until(until) => Some(until),
            Held::Busy => None,
        })
    }
}
