//! Whether clocks were kept, by what the log told as they ran out: a clock that starts anew on its ticket leaves nothing of how
//! it ended before.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::model::ticket::ClockKind;
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
                row.add(kind, t, missed);
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
            moot: 0,
        }
    }

    /// Adds what a clock came to on a ticket.
    fn add(&mut self, kind: ClockKind, t: &Ticket, missed: usize) {
        let last = t.clocks.get(&kind);
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
        let in_time = ran - missed - usize::from(running);
        match is_answered(kind, t) {
            true => self.met += in_time,
            false => self.moot += in_time,
        }
    }
}

/// Whether a clock that asks for an answer got one; the others ask for none.
fn is_answered(kind: ClockKind, t: &Ticket) -> bool {
    match kind {
        ClockKind::FirstResponse => t.first_response_at.is_some(),
        ClockKind::FirstHumanResponse => t.local.first_human_at.is_some(),
        _ => true,
    }
}

/// The stable word of a clock, as it is written in JSON.
fn word(kind: ClockKind) -> String {
    let word = serde_json::to_value(kind).ok();
    word.and_then(|word| word.as_str().map(str::to_owned))
        .unwrap_or_default()
}
