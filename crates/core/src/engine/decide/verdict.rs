//! A past ticket as it came: where a configuration puts it, and what its policies decide before a person looks at it.
mod ahead;
mod follow;
mod ledger;

pub(crate) use ahead::{Later, does};
pub(crate) use follow::{Hopped, hopped};
pub(crate) use ledger::Ledger;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lifecycle::{apply_as, headline, waiting_on};
use crate::model::axes::{Axes, Headline, MoneyState, Role};
use crate::model::command::Actor;
use crate::model::config::Config;
use crate::model::event::EventBody;
use crate::model::ids::{AgentId, DocketId, TicketId};
use crate::model::money::Money;
use crate::model::returns::{ReturnAction, ReturnPolicy, ReturnReason};
use crate::model::source::Docket;
use crate::model::ticket::{Amounts, Assignment, Local, Ticket};
use crate::model::time::Timestamp;
use crate::model::trigger::Trigger;
use crate::model::words::words;
use crate::returns::{self, Case, ReturnTerms};
use crate::routing::{self, Arrival, Happened, Placement, Ruleset, Subject, Talk, Truth};

use super::super::draft::Draft;
use super::super::snapshot::Snapshot;
use super::returns::{delivery, trigger, wanted};
use super::subject::Around;
use super::trial::Candidate;
use super::{Asked, Ctx, Rule, Rules, affinity, answered, command, effects, settle};

words! {
    /// Who decides a request as it comes.
    pub enum PolicyOutcome {
        /// It came decided already: no policy is asked.
        NotAsked = "not_asked",
        /// A person does, since no policy speaks for it or the one that does leaves it to them.
        LeftToPerson = "left_to_person",
        /// The policy that speaks for it does not grant it: a person refuses it or makes an exception.
        NotEligible = "not_eligible",
        /// A policy or an automation granted it without a person.
        Granted = "granted",
        /// An automation asked the buyer, answered, refused or closed it without a person.
        Moved = "moved",
    }
}

/// What a configuration makes of a request as it comes, before a person looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PolicyVerdict {
    /// Who decides it.
    pub outcome: PolicyOutcome,
    /// The return policy that speaks for it; absent for the short form `auto`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// The automation that granted it, where no policy did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automation: Option<String>,
    /// What is done without a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<ReturnAction>,
    /// How much money is granted with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted: Option<Money>,
    /// How much is held back of what was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
    /// Why the policy does not grant it, or leaves it to a person.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub reasons: BTreeSet<ReturnReason>,
}

impl PolicyVerdict {
    /// Nobody but people has said anything.
    fn of(outcome: PolicyOutcome) -> Self {
        Self {
            outcome,
            policy: None,
            automation: None,
            action: None,
            granted: None,
            fee: None,
            reasons: BTreeSet::new(),
        }
    }

    /// It was granted without a person.
    pub fn is_granted(&self) -> bool {
        self.outcome == PolicyOutcome::Granted
    }

    /// It was decided without a person.
    pub fn is_decided(&self) -> bool {
        self.is_granted() || self.outcome == PolicyOutcome::Moved
    }
}

/// What history tells of a ticket, beside its row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// It stood here for a decision at some time.
    pub to_decide: bool,
    /// The talk its bot had on it before people.
    pub talk: Option<Talk>,
    /// The queue it has now was chosen by an escalation or an automation.
    pub queue_by_itself: bool,
    /// The band it has now was given by an automation.
    pub band_by_itself: bool,
    /// When its clocks were met.
    pub truth: Truth,
    /// When it was first decided by somebody: not by a policy, nor by an automation.
    pub decided_at: Option<Timestamp>,
    /// What automations may hear of before that, beside what the desk does with it: what was written, edited, noted, done.
    pub heard: Vec<(Timestamp, EventBody)>,
    /// Each time the buyer wrote again after an answer, and when that was answered.
    pub again: Vec<(Timestamp, Option<Happened>)>,
    /// Who did not take it where it was offered to them, each after how many milliseconds.
    pub turned_down: BTreeMap<AgentId, Vec<i64>>,
}

impl Known {
    /// When its clocks were met: what came decided waited for nothing.
    fn of_clocks(&self) -> Truth {
        let decided = (!self.to_decide).then_some(Happened::Anyway(0));
        Truth {
            decided: decided.or(self.truth.decided),
            ..self.truth
        }
    }
}

/// A ticket as it came, by one configuration.
pub(crate) struct Came {
    /// How it is given out. How long it keeps an agent is not known here.
    pub arrival: Arrival,
    /// What its policies decide.
    pub verdict: PolicyVerdict,
    /// Where it stands after that.
    pub stands: Headline,
    /// What automations decide of it later, if nobody did by then, and where it stands after that.
    pub later: Later,
    /// What automations are asked about that hear of what the desk does with it, where there are any.
    pub hopped: Option<Box<Hopped>>,
}

impl Came {
    /// What is decided without a person, where an automation decided it later: one that was known of, or one of those that
    /// were asked as the desk did something with it.
    pub fn verdict_by<'a>(&'a self, granted: Option<usize>, asked: &'a [PolicyVerdict]) -> &'a PolicyVerdict {
        let known = |which: usize| self.later.get(which).map(|(verdict, _)| verdict);
        let later = granted.and_then(|which| known(which).or_else(|| asked.get(which.checked_sub(self.later.len())?)));
        later.unwrap_or(&self.verdict)
    }
}

/// How one ticket came, by the configuration in force and by another one.
///
/// # Errors
/// The inner one: what a rule refuses.
pub(crate) fn came(
    rules: &Rules,
    snapshot: &Snapshot,
    candidate: &Candidate,
    id: TicketId,
    known: &Known,
    ledgers: [&Ledger; 2],
) -> Asked<Option<(Came, Came)>> {
    let draft = Draft::new(snapshot, Timestamp::default(), 0, Actor::system());
    answered(Ctx::with(rules, &draft, |ctx| {
        let Some(t) = draft.get::<Ticket>(id)?.map(|t| as_it_came(t, known)) else {
            return Ok(None);
        };
        let earlier = before(&draft, &t)?;
        let asking = |config, routing, ledger: &Ledger| {
            let back = earlier.iter().map(|(id, minor)| ledger.of(*id, *minor)).sum();
            let asking = Asking {
                rules,
                routing,
                config,
                draft: &draft,
                back,
            };
            asking.came(&t, known)
        };
        let [is, would] = ledgers;
        Ok(Some((
            asking(ctx.config, ctx.routing(), is)?,
            asking(candidate.config(), candidate.rules(), would)?,
        )))
    }))
}

/// A ticket as it came: a request that nobody has looked at. What was learned of it since stays, what was done about it does not.
fn as_it_came(t: &Ticket, known: &Known) -> Ticket {
    let axes = Axes {
        triaged: !t.orphan,
        ..Axes::start(t.axes.kind)
    };
    let shown = headline(&axes);
    let local = Local {
        issue: t.local.issue,
        band: t.local.band.filter(|_| !known.band_by_itself),
        queue: t.local.queue.clone().filter(|_| !known.queue_by_itself),
        tags: t.local.tags.clone(),
        custom: t.local.custom.clone(),
        ..Local::default()
    };
    Ticket {
        axes,
        headline: shown,
        waiting_on: waiting_on(shown),
        episode: 1,
        changed_at: t.opened_at,
        ended_at: None,
        closed_at: None,
        amounts: Amounts {
            requested: t.amounts.requested,
            ..Amounts::default()
        },
        refund_legs: Vec::new(),
        clocks: BTreeMap::new(),
        aged: 0,
        assignment: Assignment::default(),
        first_response_at: None,
        buyer_waits_since: None,
        flags: BTreeSet::new(),
        local,
        ..t.clone()
    }
}

/// What went back, or is on its way, of the order of a ticket on those that were opened before it.
fn before(draft: &Draft<'_>, t: &Ticket) -> Rule<BTreeMap<TicketId, i64>> {
    let mut back = BTreeMap::new();
    let Some(order) = t.order else { return Ok(back) };
    let docket = draft.get::<Docket>(DocketId::of_order(order))?;
    let members = docket.map(|row| row.members.clone()).unwrap_or_default();
    for ticket in members.into_iter().filter_map(|member| member.ticket) {
        let root = settle::root(draft, ticket)?;
        let earlier = |other: &&Ticket| (other.opened_at, other.id) < (t.opened_at, t.id);
        if let Some(other) = draft.get::<Ticket>(root)?.filter(earlier) {
            back.insert(
                root,
                effects::going_back(other).get(&order).copied().unwrap_or_default(),
            );
        }
    }
    Ok(back)
}

/// One configuration that is asked about a ticket.
struct Asking<'a> {
    rules: &'a Rules,
    routing: &'a Ruleset,
    config: &'a Config,
    draft: &'a Draft<'a>,
    /// What went back of the order before.
    back: i64,
}

impl Asking<'_> {
    fn came(&self, t: &Ticket, known: &Known) -> Rule<Came> {
        let around = Around::as_of(wanted(self.config, self.routing), self.draft, t, t.opened_at)?;
        let subject = around.subject(t).at(t.opened_at, self.config);
        let by_policy = match known.to_decide {
            true => self.by_policy(&subject)?,
            false => (PolicyVerdict::of(PolicyOutcome::NotAsked), t.headline),
        };
        let tagged = !self.place(&around, t).tags.is_empty();
        let did = self.arrived(&around, t, known, (is_open(&by_policy.0), tagged))?;
        let (given_to, t) = (did.agent, did.ticket);
        let (verdict, stands) = did.verdict.unwrap_or(by_policy);
        let subject = around.subject(&t).at(t.opened_at, self.config);
        let placement = self.place(&around, &t);
        // What came decided, or is decided as it comes, goes to anybody.
        let open = is_open(&verdict);
        let band = t.local.band.unwrap_or(placement.band);
        let first = placement.bot.as_ref().and_then(|policy| policy.first());
        let talk = known
            .talk
            .filter(|talk| first == Some(talk.bot) && t.local.queue.is_none());
        let mut later = Vec::new();
        let began = talk.filter(|_| given_to.is_none());
        let mut began = |band| self.began(&around, &t, band, (known, open, began), &mut later);
        let raised = self.raised_bands(band);
        let (began, raised) = (began(band)?, raised.map(began));
        let raised = raised.collect::<Rule<Vec<_>>>()?;
        let chosen = routing::chosen(self.config, &t);
        let hopped = match open && known.to_decide {
            true => self.hopped(&around, &t)?,
            false => None,
        };
        Ok(Came {
            arrival: Arrival {
                at: t.opened_at,
                queue: chosen.unwrap_or(&placement.queue).clone(),
                is_chosen: chosen.is_some(),
                band,
                platform: t.platform.clone(),
                channels: t.channels.clone(),
                amount: routing::to_decide(&t).filter(|_| open),
                work_ms: 0,
                over_ms: None,
                began,
                raised,
                ladder: self.ladder(&subject),
                truth: known.of_clocks(),
                talk,
                turned_down: known.turned_down.clone(),
                given_to,
                teams: routing::teams_of(self.config, &t),
                customer: affinity::customer(self.draft, &t)?,
                order: t.order,
                placement,
            },
            verdict,
            stands,
            later,
            hopped,
        })
    }

    fn place(&self, around: &Around, t: &Ticket) -> Placement {
        routing::place_by(
            self.routing,
            self.config,
            &around.subject(t).at(t.opened_at, self.config),
        )
    }

    /// What policies decide without a person, and where the ticket stands then.
    fn by_policy(&self, subject: &Subject<'_>) -> Rule<(PolicyVerdict, Headline)> {
        Ok(match returns::first(&self.config.return_policies, subject) {
            Some(policy) => self.by_terms(subject, returns::judge(policy, &self.case(policy, subject)?)),
            None => self.by_short_form(subject),
        })
    }

    fn case<'s>(&self, policy: &ReturnPolicy, subject: &'s Subject<'s>) -> Rule<Case<'s>> {
        let t = subject.ticket;
        let left = self.left(subject).filter(|left| left.currency == t.currency);
        Ok(Case {
            delivery: delivery(self.draft, policy, subject.order)?,
            left: left.map(|left| left.minor),
            platform_pays: t.principal.is_some() && self.rules.adapter(&t.platform).is_some(),
            subject,
        })
    }

    /// What is left of what was paid for the order.
    fn left(&self, subject: &Subject<'_>) -> Option<Money> {
        let paid = subject.order?.snapshot.paid;
        Some(Money::new(paid.minor - self.back, paid.currency))
    }

    fn by_terms(&self, subject: &Subject<'_>, terms: ReturnTerms) -> (PolicyVerdict, Headline) {
        let t = subject.ticket;
        let done = terms.automatic().find_map(|offer| {
            Some((
                offer,
                self.moved(subject, trigger(offer.action), Role::System, offer.amount.minor)?,
            ))
        });
        match done {
            Some((offer, stands)) => {
                let verdict = PolicyVerdict {
                    action: Some(offer.action),
                    granted: paid(t, offer.amount.minor),
                    fee: offer.fee,
                    ..PolicyVerdict::of(PolicyOutcome::Granted)
                };
                (
                    PolicyVerdict {
                        policy: Some(terms.policy),
                        ..verdict
                    },
                    stands,
                )
            }
            None => {
                let outcome = match terms.eligible {
                    true => PolicyOutcome::LeftToPerson,
                    false => PolicyOutcome::NotEligible,
                };
                let verdict = PolicyVerdict {
                    policy: Some(terms.policy),
                    reasons: terms.reasons,
                    ..PolicyVerdict::of(outcome)
                };
                (verdict, t.headline)
            }
        }
    }

    fn by_short_form(&self, subject: &Subject<'_>) -> (PolicyVerdict, Headline) {
        let t = subject.ticket;
        let mut auto = self.config.auto.iter();
        let fits = auto.any(|policy| command::may_decide(policy, t) && routing::holds(&policy.when, subject));
        match self
            .moved(subject, Trigger::AutoPolicy, Role::System, t.amounts.requested)
            .filter(|_| fits)
        {
            Some(stands) => {
                let verdict = PolicyVerdict {
                    action: Some(ReturnAction::Approve),
                    granted: paid(t, t.amounts.requested),
                    ..PolicyVerdict::of(PolicyOutcome::Granted)
                };
                (verdict, stands)
            }
            None => (PolicyVerdict::of(PolicyOutcome::LeftToPerson), t.headline),
        }
    }

    /// Where a command that nobody gave brings the ticket, in the role in which it is done; nowhere where the lifecycle or the money of the order is in its way.
    fn moved(&self, subject: &Subject<'_>, trigger: Trigger, role: Role, minor: i64) -> Option<Headline> {
        let axes = apply_as(&subject.ticket.axes, trigger, role).ok()?.axes;
        let goes = axes.money == MoneyState::Pending && minor > 0;
        let above = goes && self.left(subject).is_some_and(|left| minor > left.minor);
        (!above).then(|| headline(&axes))
    }
}

/// The money of a grant, where it is one of money.
fn paid(t: &Ticket, minor: i64) -> Option<Money> {
    Some(t.money(minor)).filter(|money| money.minor > 0 && t.axes.kind.pays())
}

/// Whether somebody has to decide it yet.
fn is_open(verdict: &PolicyVerdict) -> bool {
    matches!(
        verdict.outcome,
        PolicyOutcome::LeftToPerson | PolicyOutcome::NotEligible
    )
}
