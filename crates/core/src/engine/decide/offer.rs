//! Offers: room for a ticket is held with one agent or several until one takes it, they turn it down, let it run out, or it is
//! taken back. All the while nobody has the ticket: it waits in its queue, and keeps its place there whatever comes of the offer.
use crate::error::Error;
use crate::model::agent::{Agent, Presence};
use crate::model::config::Config;
use crate::model::event::{EventBody, Via};
use crate::model::ids::{AgentId, TicketId, Uid};
use crate::model::offer::{OfferTerms, Offered, Reservation};
use crate::model::selection::{AssignCause, ConsideredAgents};
use crate::model::ticket::Ticket;
use crate::model::time::MINUTE;
use crate::routing::{self, Placement, Standing};
use crate::store::{Key, Table};

use super::super::draft::Draft;
use super::{Ctx, Rule, assign, command, effects, presence, quantity, settle};

/// So many offers missed in a row say that somebody is not at their desk.
const MISSED: i64 = 2;

/// So long an offer holds while its agent gets ready, in milliseconds.
const HOLD: i64 = 2 * MINUTE;

/// The key of the number of offers that an agent missed in a row.
fn missed_by(agent: AgentId) -> Key {
    Key::new(Table::AgentPresence, Uid::digest(&["missed", &agent.to_string()]))
}

/// Whether anything is offered by this configuration.
pub(super) fn are_made(config: &Config) -> bool {
    let offers = |said: &Option<Reservation>| matches!(said, Some(Reservation::Offer(_)));
    let by_queue = config.queues.iter().any(|queue| offers(&queue.reservation));
    by_queue || config.rules.iter().any(|rule| offers(&rule.then.reservation))
}

/// The terms on which a ticket is offered; `None` where its agent has it at once. Who waits for somebody outside needs no
/// answer from anybody here.
pub(super) fn terms(config: &Config, t: &Ticket, placement: &Placement, standing: &Standing) -> Option<OfferTerms> {
    routing::offer_terms(config, placement, standing).filter(|_| !routing::is_parked(t))
}

/// Offers a ticket. The load was added under its bounds.
pub(super) fn make(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    t: &mut Ticket,
    (agent, weight): (AgentId, i64),
    terms: OfferTerms,
    (because, considered): (AssignCause, Option<ConsideredAgents>),
) {
    let (at, until) = (draft.now, draft.now.plus(terms.for_ms));
    t.assignment.offers.push(Offered {
        agent,
        weight,
        at,
        until,
        held: false,
    });
    draft.event(
        Some(t.id),
        EventBody::Offered {
            agent,
            until,
            because,
            version: ctx.config.version,
            considered: considered.map(Box::new),
        },
    );
}

/// An agent gets ready to take what is offered to them: their camera, their line. The offer holds longer for that, once, and
/// nobody else is asked meanwhile.
pub(super) fn hold(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, agent: AgentId) -> Rule<TicketId> {
    let before = standing(draft, id, agent)?;
    let mut t = before.clone();
    let until = draft.now.plus(HOLD);
    let offer = t
        .assignment
        .offers
        .iter_mut()
        .find(|offer| offer.agent == agent && !offer.held);
    let Some(offer) = offer else {
        return Err(Error::rejected("this offer is held already")
            .with("agent", agent)
            .with("state", t.headline)
            .hint("accept or reject it")
            .into());
    };
    (offer.held, offer.until) = (true, until);
    answered(draft, agent)?;
    draft.event(Some(t.id), EventBody::OfferHeld { agent, until });
    let others: Vec<AgentId> = t.assignment.offers.iter().map(|offer| offer.agent).collect();
    for other in others.into_iter().filter(|other| *other != agent) {
        take_back(ctx, draft, &mut t, other)?;
    }
    write(ctx, draft, &before, t)
}

/// How many more agents are to be asked for a ticket that is offered to somebody.
pub(super) fn wanted(config: &Config, t: &Ticket, placement: &Placement, standing: &Standing) -> u32 {
    if t.assignment.offers.iter().any(|offer| offer.held) {
        return 0;
    }
    let asked = u32::try_from(t.assignment.offers.len()).unwrap_or(u32::MAX);
    match terms(config, t, placement, standing) {
        Some(terms) if asked > 0 => terms.max_offers.saturating_sub(asked),
        _ => 0,
    }
}

/// Whether somebody who did not take a ticket is not asked again, since it is offered to others who may yet take it.
pub(super) fn is_for_others(t: &Ticket, agent: AgentId) -> bool {
    let (offers, excluded) = (&t.assignment.offers, &t.assignment.excluded);
    excluded.contains(&agent) && offers.iter().any(|offer| !excluded.contains(&offer.agent))
}

/// Ends offers that have run out, or no longer stand.
pub(super) fn review(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    t: &mut Ticket,
    standing: &Standing,
    moved: bool,
) -> Rule<()> {
    let gone = moved || routing::is_parked(t);
    for offer in t.assignment.offers.clone() {
        if offer.until <= draft.now {
            time_out(ctx, draft, t, offer.agent)?;
        } else if gone || !may_answer(draft, offer.agent, standing)? {
            take_back(ctx, draft, t, offer.agent)?;
        }
    }
    Ok(())
}

/// Whether somebody is there to answer an offer.
fn is_there(draft: &Draft<'_>, agent: AgentId) -> Rule<bool> {
    let presence = draft.get::<Agent>(agent)?.map(|agent| agent.presence);
    Ok(presence.is_some_and(|presence| !is_away(presence)))
}

/// Whether somebody can still answer an offer: they are there, in a group that may take the ticket where it stands, and have the
/// skills that it asks for by now.
fn may_answer(draft: &Draft<'_>, agent: AgentId, standing: &Standing) -> Rule<bool> {
    let fits = draft.get::<Agent>(agent)?.is_some_and(|agent| {
        let serves = !agent.groups.is_disjoint(&standing.groups);
        serves && routing::has_skills(agent, &standing.skills)
    });
    Ok(fits && is_there(draft, agent)?)
}

/// Whether what is offered to somebody in this status is taken back.
pub(crate) fn is_away(presence: Presence) -> bool {
    matches!(presence, Presence::Away | Presence::Offline)
}

/// Takes back what is offered.
pub(super) fn rescind(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket) -> Rule<()> {
    let asked: Vec<AgentId> = t.assignment.offers.iter().map(|offer| offer.agent).collect();
    asked.into_iter().try_for_each(|agent| take_back(ctx, draft, t, agent))
}

fn take_back(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket, agent: AgentId) -> Rule<()> {
    end(ctx, draft, t, agent)?;
    draft.event(Some(t.id), EventBody::OfferRescinded { agent });
    Ok(())
}

/// Ends what is offered to one agent, and gives back the room that was held with them.
fn end(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket, agent: AgentId) -> Rule<()> {
    let Some(weight) = strike(t, agent) else { return Ok(()) };
    draft.add(quantity::load_of(agent), -weight, None);
    if weight > 0 {
        assign::freed(ctx, draft, agent)
    } else {
        Ok(())
    }
}

/// The weight of what was offered to an agent, which is offered no more.
fn strike(t: &mut Ticket, agent: AgentId) -> Option<i64> {
    let at = t.assignment.offers.iter().position(|offer| offer.agent == agent)?;
    Some(t.assignment.offers.remove(at).weight)
}

fn time_out(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket, agent: AgentId) -> Rule<()> {
    draft.event(Some(t.id), EventBody::OfferTimedOut { agent });
    let held = t
        .assignment
        .offers
        .iter()
        .any(|offer| offer.agent == agent && offer.held);
    end(ctx, draft, t, agent)?;
    t.assignment.excluded.insert(agent);
    if held {
        // They were at their desk.
        return Ok(());
    }
    let missed = draft.gauge(missed_by(agent))?.saturating_add(1);
    if missed < MISSED {
        draft.add(missed_by(agent), 1, Some(missed));
        return Ok(());
    }
    answered(draft, agent)?;
    presence::missed(ctx, draft, agent)
}

/// Somebody answers offers: those missed before do not count.
fn answered(draft: &mut Draft<'_>, agent: AgentId) -> Rule<()> {
    let missed = draft.gauge(missed_by(agent))?;
    draft.add(missed_by(agent), -missed, None);
    Ok(())
}

/// An agent takes what is offered to them. Nobody else is asked any more.
pub(super) fn accept(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, agent: AgentId) -> Rule<TicketId> {
    let before = standing(draft, id, agent)?;
    let mut t = before.clone();
    let Some(weight) = strike(&mut t, agent) else {
        return Ok(t.id);
    };
    answered(draft, agent)?;
    draft.event(Some(t.id), EventBody::OfferAccepted { agent });
    rescind(ctx, draft, &mut t)?;
    assign::take(ctx, draft, &mut t, agent, weight, (AssignCause::Offer, None))?;
    write(ctx, draft, &before, t)
}

/// An agent turns down what is offered to them.
pub(super) fn reject(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, agent: AgentId) -> Rule<TicketId> {
    let before = standing(draft, id, agent)?;
    let mut t = before.clone();
    draft.event(Some(t.id), EventBody::OfferRejected { agent });
    end(ctx, draft, &mut t, agent)?;
    answered(draft, agent)?;
    t.assignment.excluded.insert(agent);
    write(ctx, draft, &before, t)
}

/// The ticket, if it is offered to this agent and they can still answer. From the moment it has run out, or they went, they
/// cannot, whether or not that was written down yet.
fn standing(draft: &Draft<'_>, id: TicketId, agent: AgentId) -> Rule<Ticket> {
    let t = command::ticket(draft, id)?;
    let offer = t.assignment.offers.iter().find(|offer| offer.agent == agent);
    let why = match offer {
        None => "this ticket is not offered to this agent",
        Some(offer) if offer.until <= draft.now => "the offer has run out",
        Some(_) if !is_there(draft, agent)? => "the offer was taken back: the agent is away",
        Some(_) => return Ok(t),
    };
    Err(Error::rejected(why)
        .with("agent", agent)
        .with("state", t.headline)
        .into())
}

fn write(ctx: &Ctx<'_>, draft: &mut Draft<'_>, before: &Ticket, t: Ticket) -> Rule<TicketId> {
    let id = t.id;
    assign::count(ctx, draft, Some(before), &t)?;
    effects::count(ctx, draft, Some(before), &t);
    draft.put(id, t);
    settle::settle(ctx, draft, id, Via::Command)?;
    Ok(id)
}
