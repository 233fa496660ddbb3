//! What will be due of a past ticket as time passes: its clocks, the rungs of its ladder, and what automations approve then.
use std::collections::BTreeMap;

use crate::automation::{called, next_at};
use crate::model::automation::Automation;
use crate::model::axes::Headline;
use crate::model::event::EventBody;
use crate::model::sla::Rung;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing::{self, Approval, Began, Calls, Subject, Waiting};
use crate::sla::{self, Plan};

use super::super::Rule;
use super::super::subject::Around;
use super::{Asking, Known, PolicyVerdict, limits};

/// What automations approve later, each with where the ticket stands then.
type Later = Vec<(PolicyVerdict, Headline)>;

impl<'a> Asking<'a> {
    fn plan(&self, subject: &Subject<'_>) -> Plan<'a> {
        let placed = || routing::place_by(self.routing, self.config, subject);
        let named = self
            .routing
            .names_sla()
            .then(placed)
            .and_then(|placement| placement.sla);
        Plan::of(self.config, named.as_deref(), |policy| {
            routing::holds(&policy.when, subject)
        })
    }

    /// The rungs of the ladder of a ticket.
    pub(super) fn ladder(&self, subject: &Subject<'_>) -> Vec<Rung> {
        self.plan(subject).ladder().to_vec()
    }

    /// The bands that are more urgent than this one, the nearest first, where targets hang on the band.
    pub(super) fn raised_bands(&self, band: u8) -> impl Iterator<Item = u8> + use<> {
        let policies = &self.config.sla_policies;
        let mut clocks = policies.iter().flat_map(|policy| policy.clocks.values());
        let asks = clocks.any(|clock| !clock.bands.is_empty());
        (0..band).rev().filter(move |_| asks)
    }

    /// The clocks of a ticket that begin as it comes, where it stands in a band, and what is due by them. Whether it is open
    /// to automations is known already.
    pub(super) fn began(
        &self,
        around: &Around,
        t: &Ticket,
        band: u8,
        (known, open): (Known, bool),
        later: &mut Later,
    ) -> Rule<Began> {
        let mut t = Ticket { band, ..t.clone() };
        let plan = self.plan(&around.subject(&t).at(t.opened_at, self.config));
        let mut clocks = BTreeMap::new();
        sla::advance(&mut clocks, None, &t, t.opened_at, plan);
        t.clocks = clocks;
        let rungs = sla::rungs(&t, &plan);
        let approvals = match open && known.to_decide {
            true => self.approvals(around, &t, (&rungs, known.decided_at), later)?,
            false => Vec::new(),
        };
        Ok(Began {
            clocks: Waiting::of(&t),
            due_at: t.next_due(),
            rungs: rungs.iter().map(|(at, _)| *at).collect(),
            approvals,
        })
    }

    /// What automations may approve as time passes, in the order in which they are asked at one moment.
    fn approvals(
        &self,
        around: &Around,
        t: &Ticket,
        (rungs, decided_at): (&[(Option<Timestamp>, &Rung)], Option<Timestamp>),
        later: &mut Later,
    ) -> Rule<Vec<Approval>> {
        let mut approvals = Vec::new();
        for (by, at, automation) in calls(&self.config.automations, t, rungs) {
            let in_time = |at: &Timestamp| decided_at.is_none_or(|decided| *at <= decided);
            let grants = match at.filter(in_time) {
                Some(at) => self.approved(automation, &around.subject(t).at(at, self.config))?,
                None => None,
            };
            let which = later.len();
            approvals.push(Approval {
                by,
                at,
                grants: grants.is_some().then_some(which),
                over_ms: 0,
            });
            later.extend(grants);
        }
        Ok(approvals)
    }
}

/// Every automation that approves and is called as time passes, by what, and when.
fn calls<'c>(
    automations: &'c [Automation],
    t: &Ticket,
    rungs: &[(Option<Timestamp>, &Rung)],
) -> Vec<(Calls, Option<Timestamp>, &'c Automation)> {
    let approves = |automation: &&Automation| limits(automation).is_some();
    let mut calls = Vec::new();
    for automation in automations.iter().filter(approves) {
        let at = next_at(std::slice::from_ref(automation), t).map(|at| at.max(t.opened_at));
        calls.extend(at.map(|at| (Calls::Time, Some(at), automation)));
    }
    for (kind, clock) in &t.clocks {
        for (at, breached) in [(clock.warn_at(), false), (clock.due_at(), true)] {
            let passed = EventBody::ClockPassed { clock: *kind, breached };
            let called = called(automations, &passed, None).filter(approves);
            calls.extend(called.map(|automation| (Calls::Clock(*kind), at, automation)));
        }
    }
    for (which, (at, rung)) in rungs.iter().enumerate() {
        let escalated = EventBody::Escalated {
            clock: rung.clock,
            cycle: 1,
            rung: rung.name.clone(),
            did: rung.what.clone(),
        };
        let called = called(automations, &escalated, None).filter(approves);
        calls.extend(called.map(|automation| (Calls::Rung(which), *at, automation)));
    }
    calls
}
