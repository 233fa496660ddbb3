//! What became of all tickets, in figures.
use std::collections::BTreeMap;

use crate::model::ids::AgentId;
use crate::model::money::{Currency, Money};
use crate::routing::Served;

use super::super::decide::verdict::PolicyVerdict;
use super::{AgentWork, Attained};

/// Milliseconds of a minute.
const MINUTE: i64 = 60_000;

/// What one configuration makes of all of them.
pub(super) fn attained<'a>(all: impl Iterator<Item = (&'a Served, &'a PolicyVerdict)>) -> Attained {
    let mut attained = Attained::default();
    let mut waits = Vec::new();
    let mut work: BTreeMap<AgentId, (u32, i64)> = BTreeMap::new();
    let mut granted: BTreeMap<Currency, i64> = BTreeMap::new();
    for (served, verdict) in all {
        *attained.queues.entry(served.queue.clone()).or_default() += 1;
        if let Some(money) = verdict.granted {
            *granted.entry(money.currency).or_default() += money.minor;
        }
        match verdict.is_decided() {
            true => attained.decided += 1,
            false => waits.extend(served.wait_ms),
        }
        attained.escalated += u32::from(!served.rungs.is_empty());
        let last = served.agent.map(|agent| (agent, served.work_ms));
        let before = served.before.iter().map(|had| (had.agent, had.work_ms));
        for (agent, worked) in before.chain(last) {
            let (tickets, ms) = work.entry(agent).or_default();
            *tickets += 1;
            *ms = ms.saturating_add(worked);
        }
        match served.agent {
            Some(_) => attained.assigned += 1,
            None if verdict.is_decided() => (),
            None => attained.unassigned += 1,
        }
    }
    waits.sort_unstable();
    let reached = |tenths: usize| {
        let place = (waits.len() * tenths).div_ceil(10).saturating_sub(1);
        waits.get(place).copied().unwrap_or_default()
    };
    let of = |(agent, (tickets, ms)): (AgentId, (u32, i64))| AgentWork {
        agent,
        tickets,
        minutes: ms / MINUTE,
    };
    Attained {
        wait_median_ms: reached(5),
        wait_p90_ms: reached(9),
        wait_longest_ms: waits.last().copied().unwrap_or_default(),
        agents: work.into_iter().map(of).collect(),
        granted: granted
            .into_iter()
            .map(|(currency, minor)| Money::new(minor, currency))
            .collect(),
        ..attained
    }
}
