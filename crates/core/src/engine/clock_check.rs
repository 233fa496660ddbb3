//! Whether the clocks of a ticket and its timer still follow from the rest of its row. A clock is a fold that nothing but a change
//! moves, so to fold it once more changes nothing, whenever that is done.
use std::collections::BTreeMap;

use crate::error::Result;
use crate::json::tree;
use crate::model::config::Config;
use crate::model::ids::{Tenant, TicketId};
use crate::model::job::{Job, JobBody, JobState};
use crate::model::ticket::{Clock, ClockKind, Ticket};
use crate::model::time::Timestamp;
use crate::sla::{self, Plan};
use crate::store::Reader;

use super::check::each;
use super::routes;

/// What the clocks of a tenant's tickets are held against.
pub(super) struct Clocks {
    config: Config,
    now: Timestamp,
    /// When each ticket is looked at next; nothing while somebody does.
    timers: BTreeMap<TicketId, Option<Timestamp>>,
    /// A new configuration has not reached all tickets, so that some still go by the one before.
    settling: bool,
}

impl Clocks {
    /// Reads what is needed for all tickets.
    pub fn read(reader: &mut dyn Reader, tenant: &Tenant, now: Timestamp) -> Result<Self> {
        let config = routes::config(reader, tenant)?.unwrap_or_default();
        let (mut timers, mut settling) = (BTreeMap::new(), false);
        each::<Job>(reader, tenant, |_, job| match (&job.body, &job.state) {
            (JobBody::Reapply, _) => settling = true,
            (JobBody::Timer { .. }, JobState::Dead) => (),
            (JobBody::Timer { ticket }, state) => {
                let held = matches!(state, JobState::Leased(_));
                timers.insert(*ticket, (!held).then_some(job.run_at));
            }
            _ => (),
        })?;
        Ok(Self {
            config,
            now,
            timers,
            settling,
        })
    }

    /// What is wrong with the clocks and the timer of a ticket, in one line each.
    pub fn wrong(&self, t: &Ticket) -> Vec<String> {
        if self.settling || t.merged_into.is_some() {
            return Vec::new();
        }
        let clocks = self.deviating(t).map(|kinds| {
            let words: Vec<String> = kinds.iter().map(|kind| word(*kind)).collect();
            let words = words.join(", ");
            format!("ticket {} has clocks that do not follow from it: {words}", t.number)
        });
        clocks.into_iter().chain(self.late(t)).collect()
    }

    /// The clocks that are not what the state of the ticket and the configuration make of them. Which policy held when they were
    /// last stepped is not kept, so one under which all are right is enough.
    fn deviating(&self, t: &Ticket) -> Option<Vec<ClockKind>> {
        if !t.is_open() {
            let runs = t.clocks.iter().filter(|(_, clock)| clock.running_since.is_some());
            let runs: Vec<ClockKind> = runs.map(|(kind, _)| *kind).collect();
            return (!runs.is_empty()).then_some(runs);
        }
        let policies = self.config.sla_policies.iter();
        let plans = policies.map(|policy| Plan::of(&self.config, None, |other| other.name == policy.name));
        let mut fewest: Option<Vec<ClockKind>> = None;
        for plan in plans.chain([Plan::of(&self.config, None, |_| false)]) {
            let wrong = self.differing(t, plan);
            if wrong.is_empty() {
                return None;
            }
            if fewest.as_ref().is_none_or(|known| wrong.len() < known.len()) {
                fewest = Some(wrong);
            }
        }
        fewest
    }

    fn differing(&self, t: &Ticket, plan: Plan<'_>) -> Vec<ClockKind> {
        let mut again = t.clocks.clone();
        sla::advance(&mut again, Some(t.headline), t, self.now, plan);
        let is_other = |(kind, clock): &(&ClockKind, &Clock)| {
            let stored = t.clocks.get(kind);
            stored.is_none_or(|stored| *stored != of_same_hours(clock, stored))
        };
        again.iter().filter(is_other).map(|(kind, _)| *kind).collect()
    }

    /// A ticket that nobody looks at when its next moment comes would be late unnoticed.
    fn late(&self, t: &Ticket) -> Option<String> {
        let at = sla::next_wake(t, &self.config.windows, self.now)?;
        let wakes = match self.timers.get(&t.id) {
            Some(None) => return None,
            Some(Some(wakes)) if *wakes <= at => return None,
            Some(Some(wakes)) => format!("is looked at only at {wakes}"),
            None => "has no timer".to_owned(),
        };
        Some(format!("ticket {} {wakes}, and its next moment is {at}", t.number))
    }
}

/// A configuration that says the same of tickets leaves them as they are: the version by whose hours a clock counts is no
/// difference.
fn of_same_hours(clock: &Clock, stored: &Clock) -> Clock {
    let same = clock.hours.zip(stored.hours).filter(|(a, b)| a.calendar == b.calendar);
    Clock {
        hours: same.map_or(clock.hours, |(_, stored)| Some(stored)),
        ..*clock
    }
}

/// The stable word of a clock.
fn word(kind: ClockKind) -> String {
    let word = tree(&kind).ok();
    word.and_then(|word| word.as_str().map(str::to_owned))
        .unwrap_or_default()
}
