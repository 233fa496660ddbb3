//! What comes of a simulated ticket by itself as time passes: rungs of its ladder, and what automations do about it.
use super::super::ageing::Waiting;
use super::Arrival;
use crate::model::ids::AgentId;
use crate::model::selection::OverflowCause;
use crate::model::ticket::ClockKind;
use crate::model::time::Timestamp;

/// The clocks that begin as a ticket comes, where it stands in some band, and what is due by them.
#[derive(Clone, Debug, Default)]
pub struct Began {
    /// What it gains bands by.
    pub clocks: Waiting,
    /// The first of its due times: of its clocks, and that of its platform.
    pub due_at: Option<Timestamp>,
    /// When each rung of its ladder is due; never where absent.
    pub rungs: Vec<Option<Timestamp>>,
    /// Rungs of the clock that counts each time the buyer writes again.
    pub again: Vec<Again>,
    /// The automations that are called later: as many in each band, in the order in which they are asked.
    pub called: Vec<Called>,
}

/// A rung that is due after the buyer wrote again.
#[derive(Clone, Copy, Debug)]
pub struct Again {
    /// Which of the ladder.
    pub rung: usize,
    /// When; never where absent.
    pub at: Option<Timestamp>,
    /// When they were answered.
    pub answered: Option<Happened>,
}

/// An automation is called, with those that it calls itself.
#[derive(Clone, Debug)]
pub struct Called {
    /// What calls it.
    pub by: Calls,
    /// When; never where absent.
    pub at: Option<Timestamp>,
    /// What it does then.
    pub does: Does,
}

/// What automations do about a ticket, if nobody decided it by then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Does {
    /// What is decided with it, as whoever asks knows it; nothing where absent.
    pub grants: Option<usize>,
    /// So long after that somebody here has something to do on it, in milliseconds.
    pub over_ms: i64,
    /// The queue it is put into.
    pub queue: Option<String>,
    /// The band it is given.
    pub band: Option<u8>,
    /// Who is given it.
    pub agent: Option<AgentId>,
}

/// What calls an automation later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calls {
    /// Its time, or what happened then in truth.
    Time,
    /// This clock warned or ran out.
    Clock(ClockKind),
    /// The buyer wrote again, and was not answered until then; in truth they were by this.
    Again(Option<Happened>),
    /// The rung of its ladder in this place was done. Those of [`Began::again`] stand behind the ladder.
    Rung(usize),
}

/// What became of a ticket at the simulated desk, where automations may be called by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hop {
    /// It came into another queue than that it came into first.
    Enqueued,
    /// Its queue had no place.
    Overflowed(OverflowCause),
    /// Somebody has it.
    Assigned,
    /// It was taken from somebody.
    Released,
}

impl Began {
    /// The place in the ladder of a rung, counted with those that are due again.
    pub(super) fn place_of(&self, which: usize) -> Option<usize> {
        match which.checked_sub(self.rungs.len()) {
            None => Some(which),
            Some(again) => self.again.get(again).map(|one| one.rung),
        }
    }
}

/// When a past ticket was answered and decided: what its clocks wait for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Truth {
    /// Somebody, or a bot, answered the buyer.
    pub answered: Option<Happened>,
    /// A person did something on it.
    pub by_person: Option<Happened>,
    /// It was decided, by whomever but our policies and automations. Unknown where absent: when its agent is through with
    /// it.
    pub decided: Option<Happened>,
}

/// When something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// So many milliseconds after it came, before anybody had it: whoever has it.
    Anyway(i64),
    /// When people had had it in hand for so many milliseconds.
    InHand(i64),
}

impl Arrival {
    /// The automations that are called later, in each band.
    pub fn called(&mut self) -> impl Iterator<Item = &mut Called> {
        let began = std::iter::once(&mut self.began).chain(&mut self.raised);
        began.flat_map(|began| &mut began.called)
    }

    /// What began as it came, where it stands in this band.
    pub(super) fn began_in(&self, band: u8) -> &Began {
        let more = usize::from(self.band.saturating_sub(band));
        let raised = more.checked_sub(1).and_then(|at| self.raised.get(at));
        raised.unwrap_or(&self.began)
    }
}
