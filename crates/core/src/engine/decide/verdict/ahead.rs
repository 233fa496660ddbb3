//! What will be due of a past ticket as time passes: its clocks, the rungs of its ladder, and what automations do then.
use std::collections::BTreeMap;

use crate::automation::{called, next_at};
use crate::model::automation::{Automation, AutomationOn};
use crate::model::axes::Headline;
use crate::model::bot::{BotTalk, HandOffReason, HandedOver, TalkEnd};
use crate::model::event::EventBody;
use crate::model::sla::Rung;
use crate::model::ticket::{Clock, ClockKind, Ticket};
use crate::model::time::Timestamp;
use crate::routing::{self, Again, Began, Called, Calls, Does, Happened, Subject, Talk, Waiting};
use crate::sla::{self, Plan};

use super::super::Rule;
use super::super::subject::Around;
use super::follow::Did;
use super::{Asking, Known, PolicyVerdict};

/// What automations decide later, each with where the ticket stands then.
pub(crate) type Later = Vec<(PolicyVerdict, Headline)>;

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
        (known, open, talk): (&Known, bool, Option<Talk>),
        later: &mut Later,
    ) -> Rule<Began> {
        let mut t = Ticket { band, ..t.clone() };
        let plan = self.plan(&around.subject(&t).at(t.opened_at, self.config));
        let mut spoken = t.clone();
        spoken.local.bot = talk.map(|talk| had_by(talk, t.opened_at));
        t.clocks = clocks(&spoken, t.opened_at, plan);
        let rungs = sla::rungs(&t, &plan);
        let wrote: Vec<Wrote> = known.again.iter().map(|wrote| Wrote::new(&t, *wrote, plan)).collect();
        let again = wrote.iter().flat_map(|wrote| wrote.rungs(&plan)).collect::<Vec<_>>();
        let called = match open && known.to_decide {
            true => {
                let calls = self.calls(&t, known, &rungs, (&wrote, &again))?;
                self.called(around, &t, known, calls, later)?
            }
            false => Vec::new(),
        };
        Ok(Began {
            clocks: Waiting::of(&t),
            due_at: t.next_due(),
            rungs: rungs.iter().map(|(at, _)| *at).collect(),
            again,
            called,
        })
    }

    /// What automations do that are called as time passes, in the order in which they are asked at one moment.
    fn called(
        &self,
        around: &Around,
        t: &Ticket,
        known: &Known,
        calls: Vec<Call<'a>>,
        later: &mut Later,
    ) -> Rule<Vec<Called>> {
        let in_time = |at: &Timestamp| known.decided_at.is_none_or(|decided| *at <= decided);
        let mut all = Vec::new();
        for (by, at, automation) in calls {
            let does = match at.filter(in_time) {
                Some(at) => does(self.follow(around, t, vec![automation], at, true)?, later),
                None => Does::default(),
            };
            all.push(Called { by, at, does });
        }
        Ok(all)
    }

    /// Every automation that is called as time passes, by what, and when.
    fn calls(
        &self,
        t: &Ticket,
        known: &Known,
        rungs: &[(Option<Timestamp>, &Rung)],
        (wrote, again): (&[Wrote], &[Again]),
    ) -> Rule<Vec<Call<'a>>> {
        let automations = &self.config.automations;
        let mut calls = Vec::new();
        for automation in automations {
            let at = next_at(std::slice::from_ref(automation), t).map(|at| at.max(t.opened_at));
            calls.extend(at.map(|at| (Calls::Time, Some(at), automation)));
        }
        for (kind, clock) in &t.clocks {
            calls.extend(passed(automations, *kind, clock, Calls::Clock(*kind)));
        }
        let first = rungs.iter().map(|(at, rung)| (*at, *rung));
        let more = again.iter().filter_map(|one| Some((one.at, rungs.get(one.rung)?.1)));
        for (which, (at, rung)) in first.chain(more).enumerate() {
            let event = escalated(rung);
            let called = called(automations, &event, None);
            calls.extend(called.map(|automation| (Calls::Rung(which), at, automation)));
        }
        for (at, event) in known.heard.iter().filter(|(at, _)| *at > t.opened_at) {
            let called = self.by_event(event)?;
            calls.extend(
                called
                    .into_iter()
                    .map(|automation| (Calls::Time, Some(*at), automation)),
            );
        }
        for wrote in wrote {
            calls.extend(wrote.calls(automations));
        }
        Ok(calls)
    }
}

/// What calls an automation, and when.
type Call<'c> = (Calls, Option<Timestamp>, &'c Automation);

/// What automations did, as the simulated desk does it.
pub(crate) fn does(did: Did, later: &mut Later) -> Does {
    let grants = did.verdict.map(|verdict| {
        later.push(verdict);
        later.len() - 1
    });
    Does {
        grants,
        over_ms: 0,
        queue: did.queue,
        band: did.band,
        agent: did.agent,
    }
}

/// The talk of a bot that has a ticket as it comes: people have it afterwards, or nobody.
fn had_by(talk: Talk, since: Timestamp) -> BotTalk {
    let over = TalkEnd {
        reason: HandOffReason::AskedHuman,
        at: since.plus(talk.ms.max(0)),
        left: HandedOver::default(),
    };
    BotTalk {
        over: Some(over).filter(|_| talk.handed_over),
        ..BotTalk::begin(talk.bot, since)
    }
}

/// The clocks of a ticket that begin then.
fn clocks(t: &Ticket, at: Timestamp, plan: Plan<'_>) -> BTreeMap<ClockKind, Clock> {
    let mut clocks = BTreeMap::new();
    sla::advance(&mut clocks, None, t, at, plan);
    clocks
}

/// A ticket as its buyer wrote again.
struct Wrote {
    ticket: Ticket,
    answered: Option<Happened>,
}

impl Wrote {
    fn new(t: &Ticket, (at, answered): (Timestamp, Option<Happened>), plan: Plan<'_>) -> Self {
        let mut ticket = Ticket {
            first_response_at: Some(t.opened_at),
            buyer_waits_since: Some(at),
            ..t.clone()
        };
        ticket.clocks = clocks(&ticket, at, plan);
        ticket.clocks.retain(|kind, _| *kind == ClockKind::NextResponse);
        Self { ticket, answered }
    }

    /// The rungs that are due by that.
    fn rungs(&self, plan: &Plan<'_>) -> Vec<Again> {
        let rungs = sla::rungs(&self.ticket, plan).into_iter().enumerate();
        let again = rungs.filter(|(_, (_, rung))| rung.clock == ClockKind::NextResponse);
        again
            .map(|(rung, (at, _))| Again {
                rung,
                at,
                answered: self.answered,
            })
            .collect()
    }

    /// The automations that are called by that.
    fn calls<'c>(&self, automations: &'c [Automation]) -> Vec<Call<'c>> {
        let by = Calls::Again(self.answered);
        let mut calls = Vec::new();
        for automation in automations {
            if matches!(automation.on, AutomationOn::Unanswered(_)) {
                let at = next_at(std::slice::from_ref(automation), &self.ticket);
                calls.push((by, at, automation));
            }
        }
        for (kind, clock) in &self.ticket.clocks {
            calls.extend(passed(automations, *kind, clock, by));
        }
        calls
    }
}

/// The automations that are called as a clock warns and runs out.
fn passed<'c>(automations: &'c [Automation], clock: ClockKind, of: &Clock, by: Calls) -> Vec<Call<'c>> {
    let points = [(of.warn_at(), false), (of.due_at(), true)];
    let each = points.into_iter().flat_map(|(at, breached)| {
        let event = EventBody::ClockPassed { clock, breached };
        let called = called(automations, &event, None).collect::<Vec<_>>();
        called.into_iter().map(move |automation| (by, at, automation))
    });
    each.collect()
}

fn escalated(rung: &Rung) -> EventBody {
    EventBody::Escalated {
        clock: rung.clock,
        cycle: 1,
        rung: rung.name.clone(),
        did: rung.what.clone(),
    }
}
