//! What automations do as the simulated desk does something with a ticket.
use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::limits::MAX_AUTOMATED;
use crate::model::ids::TicketId;
use crate::model::time::Timestamp;
use crate::routing::{Does, Hop};

use super::super::decide::Rules;
use super::super::decide::trial::Candidate;
use super::super::decide::verdict::{Later, PolicyVerdict, does, hopped};
use super::super::look::Look;
use super::history::Usual;
use super::{Past, Side};

/// Asks them, by one configuration.
pub(super) struct Hops<'a> {
    look: Look<'a>,
    rules: &'a Rules,
    /// The other configuration; that in force where absent.
    candidate: Option<&'a Candidate>,
    usual: &'a Usual,
    /// Tickets keep their agents for so long, whatever history says.
    wanted: Option<i64>,
    /// How often each was called on each ticket.
    times: BTreeMap<TicketId, BTreeMap<String, u32>>,
    /// What was decided by that.
    decided: Later,
    failed: Option<Error>,
}

impl<'a> Hops<'a> {
    pub fn new(
        look: Look<'a>,
        rules: &'a Rules,
        candidate: Option<&'a Candidate>,
        (usual, wanted): (&'a Usual, Option<i64>),
    ) -> Self {
        Self {
            look,
            rules,
            candidate,
            usual,
            wanted,
            times: BTreeMap::new(),
            decided: Later::new(),
            failed: None,
        }
    }

    /// What they do about a ticket to which this happens. After an error they do nothing any more.
    pub fn ask(&mut self, past: &Past, side: Side, hop: (Hop, Timestamp)) -> Does {
        self.asked(past, side, hop).unwrap_or_else(|error| {
            self.failed.get_or_insert(error);
            Does::default()
        })
    }

    fn asked(&mut self, past: &Past, side: Side, hop: (Hop, Timestamp)) -> Result<Does> {
        let came = side(past);
        let Some(of) = came.hopped.as_deref().filter(|_| self.failed.is_none()) else {
            return Ok(Does::default());
        };
        let (rules, candidate) = (self.rules, self.candidate);
        let times = self.times.entry(past.ticket).or_default();
        let may = |name: &str| times.get(name).is_none_or(|times| *times < MAX_AUTOMATED);
        let (did, called) = self
            .look
            .ask(|snapshot| hopped(rules, snapshot, candidate, of, hop, &may))??;
        for name in called {
            *times.entry(name).or_default() += 1;
        }
        let mut does = does(did, &mut self.decided);
        if let Some((_, stands)) = does.grants.and_then(|which| self.decided.get(which)) {
            let most = self.wanted.unwrap_or(i64::MAX);
            does.over_ms = self.usual.over_ms(&past.told, *stands).min(most);
        }
        // They stand behind what was known before.
        does.grants = does.grants.map(|which| came.later.len() + which);
        Ok(does)
    }

    /// What was decided, in the order it was.
    ///
    /// # Errors
    /// The first of asking.
    pub fn decided(self) -> Result<Vec<PolicyVerdict>> {
        match self.failed {
            Some(error) => Err(error),
            None => Ok(self.decided.into_iter().map(|(verdict, _)| verdict).collect()),
        }
    }
}
