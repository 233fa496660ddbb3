//! Whether clocks were kept, by what the log told as they ran out: a clock that starts anew on its ticket leaves nothing of how
//! it ended before.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::model::ticket::{Clock, ClockKind};
use aftersync::{Ticket, TicketId, Versioned};

use super::outcome::Attainment;

/// What the log tells of clocks.
#[derive(Default)]
pub(super) struct Clocks {
    late: BTreeMap<(TicketId, ClockKind), usize>,
    rungs: BTreeMap<String, u64>,
}

impl Clocks {
    /// The time of a clock was over.
    pub fn late(&mut self, ticket: TicketId, clock: ClockKind) {
        *self.late.entry((ticket, clock)).or_default() += 1;
    }

    /// A rung of a ladder was done.
    pub fn escalated(&mut self, rung: String) {
        *self.rungs.entry(rung).or_default() += 1;
    }

    /// Rungs by name, and how often each was done.
    pub fn rungs(&self) -> BTreeMap<String, u64> {
        self.rungs.clone()
    }

    /// How many clocks were kept, by kind, each as often as it ran.
    pub fn attained(&self, all: &[Versioned<Ticket>]) -> Vec<Attainment> {
        let mut by: BTreeMap<ClockKind, Attainment> = BTreeMap::new();
        for t in all.iter().map(|t| &t.item) {
            let was_late = self.late.range((t.id, ClockKind::FirstResponse)..);
            let was_late = was_late.take_while(|((ticket, _), _)| *ticket == t.id);
            let kinds: BTreeSet<ClockKind> = was_late
                .map(|((_, kind), _)| *kind)
                .chain(t.clocks.keys().copied())
                .collect();
            for kind in kinds {
                let missed = self.late.get(&(t.id, kind)).copied().unwrap_or_default();
                let row = by.entry(kind).or_insert_with(|| Attainment::of(word(kind)));
                row.add(kind, t.clocks.get(&kind), missed);
            }
        }
        by.into_values().filter(|row| row.met + row.missed > 0).collect()
    }
}

impl Attainment {
    fn of(clock: String) -> Self {
        Self {
            clock,
            ran: 0,
            met: 0,
            missed: 0,
            running: 0,
        }
    }

    /// Adds what a clock came to on a ticket; `last` is its last run.
    fn add(&mut self, kind: ClockKind, last: Option<&Clock>, missed: usize) {
        let running = last.is_some_and(|clock| clock.met_at.is_none() && !clock.breached);
        let kept = last.is_some_and(|clock| clock.met_at.is_some() && !clock.breached);
        let runs = match kind {
            // A platform moves its deadline before it is over: that is no other clock.
            ClockKind::PlatformDeadline => 0,
            _ => last.map_or(0, |clock| usize::try_from(clock.cycle).unwrap_or_default()),
        };
        let ran = runs.max(missed + usize::from(running) + usize::from(kept));
        self.ran += ran;
        self.missed += missed;
        self.running += usize::from(running);
        self.met += ran - missed - usize::from(running);
    }
}

/// The stable word of a clock, as it is written in JSON.
fn word(kind: ClockKind) -> String {
    let word = serde_json::to_value(kind).ok();
    word.and_then(|word| word.as_str().map(str::to_owned))
        .unwrap_or_default()
}
