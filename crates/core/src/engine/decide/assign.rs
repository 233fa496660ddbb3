//! Who works on a ticket: rules choose a queue, the least loaded eligible agent of it takes the ticket.
use std::collections::BTreeSet;

use crate::model::agent::{Agent, Roster};
use crate::model::event::EventBody;
use crate::model::ids::{AgentId, QueueId};
use crate::model::job::{Job, JobBody};
use crate::model::selection::{AssignCause, ConsideredAgents, Hop, HopCause, Strategy};
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::mutation::{self, Mutation};
use crate::routing::{self, Placement, Standing};
use crate::store::index::group_of;
use crate::store::{Key, Record};

use super::super::draft::Draft;
use super::overflow::Spill;
use super::quantity::{idle_of, load_of, turn_in, turn_of, waiting_in};
use super::subject::Around;
use super::team::{Case, Pick, Team};
use super::{Ctx, Rule, affinity, ageing, bot, first_action, hands, jobs, offer, overflow, shift, skip, task, wait};

/// What was found out as a ticket was put where it belongs.
pub(super) struct Routed {
    /// When to look again, since more agents may take it then.
    pub look_again: Option<Timestamp>,
    /// The band that rules or people gave it, and that steps raised it to.
    pub band: u8,
}

/// Puts a ticket where the rules say and keeps load and waiting counts in step with what it is now.
pub(super) fn route(ctx: &Ctx<'_>, draft: &mut Draft<'_>, before: Option<&Ticket>, after: &mut Ticket) -> Rule<Routed> {
    let placement = place(ctx, draft, after)?;
    tag(draft, after, &placement);
    let band = after.local.band.unwrap_or(placement.band);
    ageing::begin(after, band);
    overflow::leave_gone(ctx, draft, after)?;
    leave_decider(ctx, draft, before, after, &placement)?;
    routing::rest(after, draft.now);
    let standing = if after.is_open() {
        let handed_over = bot::follow(ctx, draft, after, &placement)?;
        let standing = queue_up(ctx, draft, before, after, &placement, &mut Vec::new())?;
        if handed_over {
            bot::tell(ctx, draft, after, &standing)?;
        }
        standing
    } else {
        put_down(ctx, draft, after)?;
        standing(ctx, after, &placement, draft.now)
    };
    routing::rest(after, draft.now);
    count(ctx, draft, before, after)?;
    Ok(Routed {
        look_again: looked_at_again(ctx, after, &placement, &standing, draft.now),
        band: band.saturating_sub(standing.raise_by),
    })
}

/// Gives a ticket the tags that rules have for it.
fn tag(draft: &mut Draft<'_>, t: &mut Ticket, placement: &Placement) {
    let new = placement.new_tags(t);
    if new.is_empty() || !t.is_open() {
        return;
    }
    t.assignment.tagged.extend(new.iter().cloned());
    t.local.tags.extend(new);
    let what = vec!["tags".to_owned()];
    draft.event(Some(t.id), EventBody::TicketEdited { what });
}

/// What the rules looked at as they placed a ticket, as a digest: whether it looks the same to them later.
pub(super) fn seen(ctx: &Ctx<'_>, draft: &Draft<'_>, t: &Ticket) -> Rule<u32> {
    let around = Around::of(ctx, draft, t)?;
    Ok(ctx.routing().seen(&around.subject(t).at(draft.now, ctx.config)))
}

/// What somebody decided is disputed from now on: where a rule asks for four eyes, somebody else has it.
fn leave_decider(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    before: Option<&Ticket>,
    t: &mut Ticket,
    placement: &Placement,
) -> Rule<()> {
    let disputed = t.axes.dispute.is_live() && !before.is_some_and(|before| before.axes.dispute.is_live());
    let owner = t.assignment.agent.filter(|_| disputed && t.is_open());
    if owner.is_some_and(|owner| routing::barred(t, placement).contains(&owner)) {
        release(ctx, draft, t, "four_eyes")?;
        t.assignment.last_agent = None;
    }
    Ok(())
}

/// When something else may come of a ticket where it stands, if nothing happens before.
pub(super) fn looked_at_again(
    ctx: &Ctx<'_>,
    t: &Ticket,
    placement: &Placement,
    standing: &Standing,
    now: Timestamp,
) -> Option<Timestamp> {
    let held = affinity::until(ctx, t, placement).filter(|at| waits_in(t).is_some() && *at > now);
    let moments = [
        changes_at(t, standing),
        bot::due(t, placement),
        held,
        t.assignment.offers.iter().map(|offer| offer.until).min(),
        first_action::due(ctx.config, t),
    ];
    moments.into_iter().flatten().min()
}

/// Puts a ticket into its queue and gives it to somebody; what has no place there goes on to where the queue overflows. Each
/// queue is left at most once, so this ends. Where it went on is told in `hops`.
pub(super) fn queue_up(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    before: Option<&Ticket>,
    t: &mut Ticket,
    placement: &Placement,
    hops: &mut Vec<Hop>,
) -> Rule<Standing> {
    let mut left: Option<(String, HopCause)> = None;
    loop {
        let standing = standing(ctx, t, placement, draft.now);
        hops.extend(left.take().map(|(from, because)| Hop {
            from,
            to: standing.queue.clone(),
            step: standing.step,
            because,
        }));
        let stood = t.assignment.queue;
        enter_queue(ctx, draft, t, placement, &standing)?;
        t.assignment.also = standing.beside(ctx.config);
        offer::review(ctx, draft, t, &standing, stood != t.assignment.queue)?;
        reweigh(ctx, draft, t, placement)?;
        if t.assignment.agent.is_some() {
            return Ok(standing);
        }
        let team = Team::of(ctx, &standing, t);
        if t.assignment.offers.is_empty() {
            match bot::first(ctx, draft, t, placement)? {
                Some(bot) => {
                    let team = Team::bot(ctx, bot.id, t);
                    find_agent(ctx, draft, t, placement, &standing, &team)?;
                }
                None => find_agent(ctx, draft, t, placement, &standing, &team)?,
            }
        }
        ask_others(ctx, draft, t, placement, &standing)?;
        let waits = t.assignment.agent.is_none() && t.assignment.offers.is_empty();
        if !waits {
            return Ok(standing);
        }
        let because = if skip::next(ctx, draft, before, t, placement, &standing, &team)? {
            Some(HopCause::Skipped)
        } else {
            match overflow::spill(ctx, draft, before, t, (placement, &standing), &team)? {
                Spill::Goes(because) => Some(because.into()),
                Spill::Bot(bot) => {
                    let team = Team::bot(ctx, bot, t);
                    find_agent(ctx, draft, t, placement, &standing, &team)?;
                    None
                }
                Spill::Stays => None,
            }
        };
        let Some(because) = because else {
            if t.assignment.agent.is_none() {
                let opens = team.opens_at(ctx, draft)?;
                shift::awaited(draft, QueueId::of(&standing.queue), opens)?;
            }
            return Ok(standing);
        };
        left = Some((standing.queue, because));
    }
}

/// Asks further agents for a ticket that is offered to some, as many at a time as its terms say.
fn ask_others(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    t: &mut Ticket,
    placement: &Placement,
    standing: &Standing,
) -> Rule<()> {
    loop {
        let wanted = offer::wanted(ctx.config, t, placement, standing);
        t.assignment.offers_wanted = wanted;
        if wanted == 0 {
            return Ok(());
        }
        let asked = t.assignment.offers.len();
        // The team as it is by now: who was asked has a turn behind them.
        let team = Team::of(ctx, standing, t);
        find_agent(ctx, draft, t, placement, standing, &team)?;
        if t.assignment.offers.len() == asked {
            return Ok(());
        }
    }
}

/// Where the rules put a ticket, with what is around it in view.
pub(super) fn place(ctx: &Ctx<'_>, draft: &Draft<'_>, t: &Ticket) -> Rule<Placement> {
    let around = Around::of(ctx, draft, t)?;
    let subject = around.subject(t).at(draft.now, ctx.config);
    Ok(routing::place_by(ctx.routing(), ctx.config, &subject))
}

/// Where a ticket stands by now: the queue a person or a rule chose, and what its steps made of that.
pub(super) fn standing(ctx: &Ctx<'_>, t: &Ticket, placement: &Placement, now: Timestamp) -> Standing {
    let chosen = routing::chosen(ctx.config, t).unwrap_or(&placement.queue);
    let (past, skipped) = (&t.assignment.past, t.assignment.skipped);
    let age = routing::age(&t.assignment, now);
    let mut at = routing::stand_past(ctx.config, placement, chosen, age, past, skipped);
    // Groups that no ladder widens to any more have no part in it: nobody would look for it as they have room.
    let widened = routing::still_widened(ctx.config, &t.local.widened);
    at.groups.extend(widened.cloned());
    at
}

pub(super) fn enter_queue(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    t: &mut Ticket,
    placement: &Placement,
    standing: &Standing,
) -> Rule<()> {
    let queue = QueueId::of(&standing.queue);
    t.assignment.enqueued_at.get_or_insert(draft.now);
    let (was, step) = (t.assignment.step, standing.step);
    t.assignment.step = step;
    if step != was || t.assignment.queue != Some(queue) {
        t.assignment.excluded.clear();
    }
    if step > was {
        let version = ctx.config.version;
        draft.event(Some(t.id), EventBody::RouteStepped { step, queue, version });
    }
    let (eased, asked_less) = (standing.eased, t.assignment.eased);
    t.assignment.eased = eased;
    if eased > asked_less && t.assignment.agent.is_none() {
        let skills = standing.skills.clone();
        draft.event(Some(t.id), EventBody::TierDropped { queue, skills });
    }
    if t.assignment.queue == Some(queue) {
        return Ok(());
    }
    let seen = seen(ctx, draft, t)?;
    t.assignment.queue = Some(queue);
    let rule = placement.rule.clone();
    draft.event(
        Some(t.id),
        EventBody::Enqueued {
            queue,
            name: standing.queue.clone(),
            rule,
            band: t.band,
            version: ctx.config.version,
            notify: placement.notify.clone(),
            seen: Some(seen),
        },
    );
    Ok(())
}

/// What it weighs on its agent follows what it is: a ticket that waits for somebody outside weighs nothing.
fn reweigh(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket, placement: &Placement) -> Rule<()> {
    let Some(agent) = t.assignment.agent else { return Ok(()) };
    let weight = weight_on(ctx, draft, agent, t, placement)?;
    let by = weight - t.assignment.weight;
    t.assignment.weight = weight;
    // A ticket that wakes goes back to its owner even above capacity: no bound here.
    draft.add(load_of(agent), by, None);
    match by.signum() {
        -1 => freed(ctx, draft, agent),
        1 => overflow::added(draft, agent),
        _ => Ok(()),
    }
}

/// What a ticket weighs on this agent now.
fn weight_on(ctx: &Ctx<'_>, draft: &Draft<'_>, agent: AgentId, t: &Ticket, placement: &Placement) -> Rule<i64> {
    let kind = draft.get::<Agent>(agent)?.map_or_else(Default::default, |a| a.kind);
    Ok(routing::weight_on(
        kind,
        routing::weight_now(ctx.config, t, placement.weight),
    ))
}

/// When something changes for a ticket that waits: then it is looked at again.
fn changes_at(t: &Ticket, standing: &Standing) -> Option<Timestamp> {
    waits_in(t).filter(|_| t.assignment.parked_at.is_none())?;
    let since = routing::waits_since(&t.assignment)?;
    standing.next_at.map(|age| since.plus(age))
}

/// Gives a ticket to the best agent of its queue, if one is eligible now.
fn find_agent(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    t: &mut Ticket,
    placement: &Placement,
    standing: &Standing,
    team: &Team,
) -> Rule<()> {
    let case = Case {
        ticket: t,
        placement,
        standing,
    };
    let Some(Pick {
        agent,
        because,
        latest,
        latest_in_queue,
        considered,
    }) = team.pick(ctx, draft, case)?
    else {
        return Ok(());
    };
    if offer::is_for_others(t, agent) {
        return Ok(());
    }
    let weight = weight_on(ctx, draft, agent, t, placement)?;
    let chosen = draft.arc(Agent::key(agent.0))?;
    let chosen = chosen.as_deref().and_then(Agent::of);
    let bounded = !mutation::on(Mutation::CapacityIgnored);
    let capacity = chosen.map_or(0, |chosen| chosen.capacity);
    draft.add(load_of(agent), weight, Some(capacity).filter(|_| bounded));
    if let Some(chosen) = chosen.filter(|_| bounded) {
        team.guard(draft, chosen, t);
    }
    turn(draft, turn_of(agent), latest)?;
    if team.goes_by_turns() {
        turn(draft, turn_in(&standing.queue, agent), latest_in_queue)?;
    }
    busy(ctx, draft, agent)?;
    match offer::terms(ctx.config, t, placement, standing).filter(|_| team.is_of_people()) {
        Some(terms) => {
            offer::make(ctx, draft, t, (agent, weight), terms, (because, considered));
            Ok(())
        }
        None => take(ctx, draft, t, agent, weight, (because, considered)),
    }
}

/// Remembers that this agent was the last to get a ticket: the time, but always after the turns of those it was chosen
/// among, so that equal milliseconds and clocks that disagree cannot flip the order. The bound keeps two processes from
/// adding to it at once.
pub(super) fn turn(draft: &mut Draft<'_>, of: Key, latest: i64) -> Rule<()> {
    let was = draft.gauge(of)?;
    let is = draft.now.0.max(latest.max(was).saturating_add(1));
    let bound = Some(is).filter(|_| !mutation::on(Mutation::CapacityIgnored));
    draft.add(of, is.saturating_sub(was), bound);
    Ok(())
}

/// Something was given to an agent or taken from them: idle since now. Kept only where a queue or a step asks for it.
pub(super) fn busy(ctx: &Ctx<'_>, draft: &mut Draft<'_>, agent: AgentId) -> Rule<()> {
    if !routing::goes_by(ctx.config, Strategy::LongestIdle) {
        return Ok(());
    }
    let was = draft.gauge(idle_of(agent))?;
    // Several of one moment are kept apart, so that not one agent gets all of them.
    let is = draft.now.0.max(was.saturating_add(1));
    draft.add(idle_of(agent), is.saturating_sub(was), Some(is));
    Ok(())
}

/// Writes down who has a ticket from now on.
pub(super) fn take(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    t: &mut Ticket,
    agent: AgentId,
    weight: i64,
    (because, considered): (AssignCause, Option<ConsideredAgents>),
) -> Rule<()> {
    t.assignment.excluded.clear();
    t.assignment.offers_wanted = 0;
    t.assignment.agent = Some(agent);
    t.assignment.last_agent = Some(agent);
    t.assignment.weight = weight;
    t.assignment.assigned_at = Some(draft.now);
    t.assignment.acted_at = None;
    draft.event(
        Some(t.id),
        EventBody::Assigned {
            agent,
            by_hand: because == AssignCause::ByHand,
            because,
            version: ctx.config.version,
            considered: considered.map(Box::new),
        },
    );
    bot::taken(draft, t, agent)
}

/// Gives a ticket to somebody by hand: may exceed the capacity, as people may decide so.
pub(super) fn give(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket, agent: AgentId) -> Rule<()> {
    release(ctx, draft, t, "assigned to another")?;
    let placement = place(ctx, draft, t)?;
    let weight = weight_on(ctx, draft, agent, t, &placement)?;
    draft.add(load_of(agent), weight, None);
    let standing = standing(ctx, t, &placement, draft.now);
    draft.want([turn_of(agent)])?;
    let latest = Team::of(ctx, &standing, t).latest(ctx, draft)?;
    turn(draft, turn_of(agent), latest)?;
    busy(ctx, draft, agent)?;
    overflow::added(draft, agent)?;
    take(ctx, draft, t, agent, weight, (AssignCause::ByHand, None))
}

/// Takes a ticket from whoever has it, or whom it is offered to.
pub(super) fn release(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket, because: &str) -> Rule<()> {
    offer::rescind(ctx, draft, t)?;
    let Some(agent) = t.assignment.agent.take() else {
        return Ok(());
    };
    let weight = std::mem::take(&mut t.assignment.weight);
    routing::given_back(t, draft.now);
    t.assignment.acted_at = None;
    draft.event(
        Some(t.id),
        EventBody::Released {
            agent,
            because: because.to_owned(),
        },
    );
    draft.add(load_of(agent), -weight, None);
    if weight > 0 { freed(ctx, draft, agent) } else { Ok(()) }
}

/// An ended ticket weighs nothing; its agent stays named, so that it returns there when it is opened again. If it is, it
/// waits anew.
fn put_down(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket) -> Rule<()> {
    routing::begin_anew(&mut t.assignment);
    t.assignment.step = 0;
    t.assignment.also.clear();
    t.assignment.eased = 0;
    t.local.widened.clear();
    t.assignment.skipped = None;
    t.assignment.past.clear();
    t.assignment.excluded.clear();
    t.assignment.offers_wanted = 0;
    offer::rescind(ctx, draft, t)?;
    let Some(agent) = t
        .assignment
        .agent
        .filter(|_| t.assignment.weight != 0 && !mutation::on(Mutation::LoadNotGivenBack))
    else {
        return Ok(());
    };
    let weight = std::mem::take(&mut t.assignment.weight);
    draft.add(load_of(agent), -weight, None);
    freed(ctx, draft, agent)
}

/// Somebody has room again: if tickets wait in a queue this agent serves, or tasks for a group they are in, jobs give them out.
pub(super) fn freed(ctx: &Ctx<'_>, draft: &mut Draft<'_>, agent: AgentId) -> Rule<()> {
    busy(ctx, draft, agent)?;
    match draft.get::<Agent>(agent)?.map(|a| a.groups.clone()) {
        Some(groups) => room_in(ctx, draft, &groups),
        None => Ok(()),
    }
}

/// Somebody of these groups may have room, or takes nothing any more: what waits for them is looked at by jobs.
pub(super) fn room_in(ctx: &Ctx<'_>, draft: &mut Draft<'_>, groups: &BTreeSet<String>) -> Rule<()> {
    if mutation::on(Mutation::RoomUntold) {
        return Ok(());
    }
    task::freed(ctx, draft, groups)?;
    let queues: Vec<QueueId> = ctx.routing().queues_for(groups).map(QueueId::of).collect();
    draft.want(queues.iter().map(|q| waiting_in(*q)))?;
    let mut waited_in = Vec::new();
    for queue in queues {
        if draft.gauge(waiting_in(queue))? > 0 {
            waited_in.push(JobBody::Drain { queue });
        }
    }
    draft.want(waited_in.iter().map(|drain| Job::key(drain.id().0)))?;
    let now = draft.now;
    waited_in
        .into_iter()
        .try_for_each(|drain| jobs::at_the_latest(draft, drain, now))
}

/// The agents of these groups, sorted.
pub(super) fn roster(draft: &Draft<'_>, groups: &BTreeSet<String>) -> Rule<BTreeSet<AgentId>> {
    draft.want(groups.iter().map(|g| Roster::key(group_of(g))))?;
    let mut out = BTreeSet::new();
    for g in groups {
        if let Some(row) = draft.get::<Roster>(group_of(g))? {
            out.extend(row.agents.iter().copied());
        }
    }
    Ok(out)
}

/// The queue a ticket waits in, if it waits for somebody to take it.
pub fn waits_in(t: &Ticket) -> Option<QueueId> {
    t.assignment
        .queue
        .filter(|_| t.is_open() && t.assignment.agent.is_none())
}

/// Keeps the numbers of waiting tickets and of those in hands in step with what a ticket is now.
pub(super) fn count(ctx: &Ctx<'_>, draft: &mut Draft<'_>, before: Option<&Ticket>, after: &Ticket) -> Rule<()> {
    let (was, is) = (before.and_then(waits_in), waits_in(after));
    if was != is {
        overflow::fills(ctx, draft, is)?;
        for (queue, by) in [(was, -1), (is, 1)] {
            if let Some(queue) = queue {
                draft.add(waiting_in(queue), by, None);
            }
        }
    }
    wait::handled(draft, before, after)?;
    let freer = hands::recount(draft, before, after);
    freer.into_iter().try_for_each(|agent| freed(ctx, draft, agent))
}
