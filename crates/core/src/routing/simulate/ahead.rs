//! What comes of a simulated ticket by itself as time passes: rungs of its ladder, and what automations approve of it.
use super::super::ageing::Waiting;
use super::Arrival;
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
    /// What automations may approve later: as many in each band, in the order in which they are asked.
    pub approvals: Vec<Approval>,
}

/// What an automation approves of a ticket if nobody decided it by then.
#[derive(Clone, Copy, Debug)]
pub struct Approval {
    /// What calls it.
    pub by: Calls,
    /// When; never where absent.
    pub at: Option<Timestamp>,
    /// What it grants then, as whoever asks knows it; nothing where absent.
    pub grants: Option<usize>,
    /// So long after that somebody here has something to do on it, in milliseconds.
    pub over_ms: i64,
}

/// What calls an automation that approves later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calls {
    /// Its time.
    Time,
    /// This clock warned or ran out.
    Clock(ClockKind),
    /// The rung of its ladder in this place was done.
    Rung(usize),
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
    /// What automations may approve of it later, in each band.
    pub fn approvals(&mut self) -> impl Iterator<Item = &mut Approval> {
        let began = std::iter::once(&mut self.began).chain(&mut self.raised);
        began.flat_map(|began| &mut began.approvals)
    }

    /// What began as it came, where it stands in this band.
    pub(super) fn began_in(&self, band: u8) -> &Began {
        let more = usize::from(self.band.saturating_sub(band));
        let raised = more.checked_sub(1).and_then(|at| self.raised.get(at));
        raised.unwrap_or(&self.began)
    }
}
