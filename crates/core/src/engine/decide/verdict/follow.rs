//! What automations do about a past ticket: those that something calls, and those that these call, as in a decision.
use std::collections::BTreeSet;

use crate::automation::{called, called_by, called_by_arrival};
use crate::limits::MAX_AUTOMATION_DEPTH;
use crate::model::agent::Agent;
use crate::model::automation::{Automation, AutomationStep, Occasion};
use crate::model::axes::{Headline, Role};
use crate::model::command::Actor;
use crate::model::config::Config;
use crate::model::event::EventBody;
use crate::model::handoff::{TaskKind, TaskState};
use crate::model::ids::{AgentId, QueueId, TaskId, Uid};
use crate::model::money::Money;
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::returns;
use crate::routing::{self, Hop};

use super::super::super::draft::Draft;
use super::super::super::snapshot::Snapshot;
use super::super::automation::step;
use super::super::edit::{Edit, show};
use super::super::returns::{by_limits, wanted};
use super::super::subject::Around;
use super::super::trial::Candidate;
use super::super::{Asked, Ctx, Rule, Rules, answered};
use super::{Asking, Known, PolicyOutcome, PolicyVerdict};

/// What automations did about a ticket.
pub(crate) struct Did {
    /// The ticket with what they changed of it.
    pub ticket: Ticket,
    /// What they decided, and where it stands then.
    pub verdict: Option<(PolicyVerdict, Headline)>,
    /// The queue they put it into.
    pub queue: Option<String>,
    /// The band they gave it.
    pub band: Option<u8>,
    /// Whom they gave it to.
    pub agent: Option<AgentId>,
}

/// What one automation did, and what that calls.
struct Step<'c> {
    did: Did,
    calls: Vec<&'c Automation>,
}

/// A ticket about which automations are asked as the simulated desk does something with it.
pub(crate) struct Hopped {
    ticket: Ticket,
    back: i64,
    /// Minor units that may be granted by that.
    pub(super) may_be: i64,
}

/// What is recorded as the desk does something with a ticket.
const HOPS: [Occasion; 4] = [
    Occasion::Enqueued,
    Occasion::Overflowed,
    Occasion::Assigned,
    Occasion::Released,
];

/// The automations that are called by something that the desk does with a ticket, whatever it is.
fn by_any_hop(config: &Config) -> impl Iterator<Item = &Automation> {
    HOPS.into_iter().flat_map(|hop| called_by(&config.automations, hop))
}

/// The automations that are called by what the desk does with a ticket.
fn by_hop(config: &Config, hop: Hop) -> Vec<&Automation> {
    let all = &config.automations;
    match hop {
        Hop::Enqueued => called_by(all, Occasion::Enqueued).collect(),
        Hop::Assigned => called_by(all, Occasion::Assigned).collect(),
        Hop::Released => called_by(all, Occasion::Released).collect(),
        Hop::Overflowed(because) => {
            let event = EventBody::Overflowed {
                from: QueueId::of(""),
                to: None,
                because,
                version: 0,
            };
            called(all, &event, None).collect()
        }
    }
}

/// What automations do about a past ticket to which this happens at the simulated desk, by the configuration in force or by
/// another one. `may` says of each that is called whether it is done once more.
///
/// # Errors
/// The inner one: what a rule refuses.
pub(crate) fn hopped(
    rules: &Rules,
    snapshot: &Snapshot,
    candidate: Option<&Candidate>,
    of: &Hopped,
    (hop, at): (Hop, Timestamp),
    may: &dyn Fn(&str) -> bool,
) -> Asked<(Did, Vec<String>)> {
    let draft = Draft::new(snapshot, Timestamp::default(), 0, Actor::system());
    answered(Ctx::with(rules, &draft, |ctx| {
        let (config, routing) = match candidate {
            Some(candidate) => (candidate.config(), candidate.rules()),
            None => (ctx.config, ctx.routing()),
        };
        let asking = Asking {
            rules,
            routing,
            config,
            draft: &draft,
            back: of.back,
        };
        let t = &of.ticket;
        let first: Vec<&Automation> = by_hop(config, hop).into_iter().filter(|it| may(&it.name)).collect();
        let names = first.iter().map(|it| it.name.clone()).collect();
        let around = Around::as_of(wanted(config, routing), &draft, t, t.opened_at)?;
        Ok((asking.follow(&around, t, first, at, true)?, names))
    }))
}

impl<'a> Asking<'a> {
    /// What automations are asked about a ticket as the desk does something with it; `None` where none hears of that. Of what
    /// they grant then the most is known now, whether they are called or not.
    pub(super) fn hopped(&self, around: &Around, t: &Ticket) -> Rule<Option<Box<Hopped>>> {
        if by_any_hop(self.config).next().is_none() {
            return Ok(None);
        }
        let mut hopped = Hopped {
            ticket: t.clone(),
            back: self.back,
            may_be: 0,
        };
        // One that is called may call any other.
        for automation in self.config.automations.iter().filter(|automation| automation.enabled) {
            let step = self.carried_out(around, t, automation, (t.opened_at, true))?;
            let granted = step.and_then(|step| step.did.verdict?.0.granted);
            hopped.may_be = hopped.may_be.max(granted.map_or(0, |money| money.minor));
        }
        Ok(Some(Box::new(hopped)))
    }

    /// What automations do as a request comes: by what is recorded of each, and by what else was in truth at that moment.
    pub(super) fn arrived(
        &self,
        around: &Around,
        t: &Ticket,
        known: &Known,
        (open, tagged): (bool, bool),
    ) -> Rule<Did> {
        let mut first: Vec<&Automation> = called_by_arrival(&self.config.automations, t.headline, tagged).collect();
        for (at, event) in &known.heard {
            // What is recorded of each as it comes is known already.
            let is_new = !matches!(event, EventBody::SourceJoined { .. } | EventBody::StateChanged { .. });
            if *at <= t.opened_at && is_new {
                first.extend(self.by_event(event)?);
            }
        }
        self.follow(around, t, first, t.opened_at, open)
    }

    /// The automations that something calls which happened in truth.
    pub(super) fn by_event(&self, event: &EventBody) -> Rule<Vec<&'a Automation>> {
        // The event does not say how a task came out.
        let result = match event {
            EventBody::TaskMoved { task, .. } => self.draft.get::<Task>(*task)?.and_then(|task| task.result),
            _ => None,
        };
        Ok(called(&self.config.automations, event, result).collect())
    }

    /// Lets those do what they do that are called, and those that they call, each once. `open` says that there is anything to
    /// decide. It ends with the first decision.
    pub(super) fn follow(
        &self,
        around: &Around,
        t: &Ticket,
        first: Vec<&'a Automation>,
        at: Timestamp,
        open: bool,
    ) -> Rule<Did> {
        let mut all = Did::nothing(t);
        let (mut calls, mut done) = (first, BTreeSet::new());
        for _ in 0..MAX_AUTOMATION_DEPTH {
            for automation in std::mem::take(&mut calls) {
                let is_new = !done.contains(automation.name.as_str());
                let subject = || around.subject(&all.ticket).at(at, self.config);
                if !is_new || !routing::holds(&automation.when, &subject()) {
                    continue;
                }
                done.insert(automation.name.as_str());
                let Some(step) = self.carried_out(around, &all.ticket, automation, (at, open))? else {
                    continue;
                };
                all = all.then(step.did);
                if all.verdict.is_some() {
                    return Ok(all);
                }
                calls.extend(step.calls);
            }
            if calls.is_empty() {
                break;
            }
        }
        Ok(all)
    }

    /// All of its steps, or none.
    fn carried_out(
        &self,
        around: &Around,
        t: &Ticket,
        automation: &Automation,
        (at, open): (Timestamp, bool),
    ) -> Rule<Option<Step<'a>>> {
        use AutomationStep as S;
        let all = &self.config.automations;
        let (mut did, mut calls) = (Did::nothing(t), Vec::new());
        for step in &automation.then {
            let local = &mut did.ticket.local;
            let by = match step {
                S::Tag(_) | S::Untag(_) | S::Custom(_) | S::Issue(_) | S::Band(_) | S::Watch(_) => {
                    edit(&mut did.ticket, step);
                    Some(Occasion::TicketEdited)
                }
                S::Note(_) => Some(Occasion::NoteAdded),
                S::Assign(agent) => {
                    if self.draft.get::<Agent>(*agent)?.is_none() {
                        return Ok(None);
                    }
                    did.agent = Some(*agent);
                    None
                }
                S::Queue(queue) if self.config.has_queue(queue) => {
                    (local.queue, did.queue) = (Some(queue.clone()), Some(queue.clone()));
                    None
                }
                S::Task(task) => {
                    calls.extend(called(all, &opened(task.kind), None));
                    None
                }
                S::Approve(_) | S::Move(_) if !open => return Ok(None),
                S::Approve(limits) => {
                    let Some(granted) = self.granted(around, &did.ticket, &automation.name, limits, at)? else {
                        return Ok(None);
                    };
                    did.verdict.get_or_insert(granted);
                    None
                }
                S::Move(it) => {
                    let subject = around.subject(&did.ticket).at(at, self.config);
                    let Some(stands) = self.moved(&subject, it.trigger, Role::Agent, 0) else {
                        return Ok(None);
                    };
                    did.verdict.get_or_insert((moved_by(&automation.name), stands));
                    None
                }
                S::Queue(_) => return Ok(None),
                S::Reply(_) | S::Template(_) | S::Notify(_) | S::Tell(_) => None,
            };
            calls.extend(by.into_iter().flat_map(|by| called_by(all, by)));
        }
        did.band = did.ticket.local.band.filter(|band| t.local.band != Some(*band));
        Ok(Some(Step { did, calls }))
    }

    /// What an automation grants, and where the ticket stands then.
    fn granted(
        &self,
        around: &Around,
        t: &Ticket,
        name: &str,
        limits: &[Money],
        at: Timestamp,
    ) -> Rule<Option<(PolicyVerdict, Headline)>> {
        let policy = by_limits(name, limits);
        let subject = around.subject(t).at(at, self.config);
        let (verdict, stands) = self.by_terms(&subject, returns::judge(&policy, &self.case(&policy, &subject)?));
        let verdict = PolicyVerdict {
            automation: verdict.policy.clone(),
            policy: None,
            ..verdict
        };
        Ok(Some((verdict, stands)).filter(|(verdict, _)| verdict.is_granted()))
    }
}

impl Did {
    fn nothing(ticket: &Ticket) -> Self {
        Self {
            ticket: ticket.clone(),
            verdict: None,
            queue: None,
            band: None,
            agent: None,
        }
    }

    /// What was done after that counts.
    fn then(self, next: Self) -> Self {
        Self {
            ticket: next.ticket,
            verdict: self.verdict.or(next.verdict),
            queue: next.queue.or(self.queue),
            band: next.band.or(self.band),
            agent: next.agent.or(self.agent),
        }
    }
}

/// Changes what people keep on a ticket, as the command does that the step is.
fn edit(t: &mut Ticket, step: &AutomationStep) {
    let act = step::act(t, step);
    if let Some(edit) = act.as_ref().and_then(Edit::of) {
        edit.onto(&mut t.local);
        show(t);
    }
}

/// A task was opened.
fn opened(kind: TaskKind) -> EventBody {
    EventBody::TaskMoved {
        task: TaskId(Uid::digest(&["a task that is opened"])),
        task_kind: kind,
        from: None,
        to: TaskState::Open,
        agent: None,
    }
}

fn moved_by(name: &str) -> PolicyVerdict {
    PolicyVerdict {
        automation: Some(name.to_owned()),
        ..PolicyVerdict::of(PolicyOutcome::Moved)
    }
}
