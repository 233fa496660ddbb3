//! A bot first, then people. A ticket has one owner: while a bot has it no person does, and as soon as a person answers, takes
//! it or has to, the bot is silent in the same commit.
use crate::error::{Error, ErrorKind};
use crate::model::agent::{Agent, AgentKind};
use crate::model::axes::Role;
use crate::model::bot::{BotPolicy, BotTalk, BotUse, HandOffReason, HandedOver, TalkEnd};
use crate::model::command::{Act, Actor};
use crate::model::conversation::{MessageSnapshot, Sender};
use crate::model::event::{EventBody, Via};
use crate::model::ids::{AgentId, TicketId, Uid};
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing::{self, Placement, Standing};

use super::super::draft::Draft;
use super::team::{Case, Team};
use super::{Ctx, Rule, assign, command, effects, first_action, overflow, settle, wait};

/// The bot that acts, if it is one.
pub(super) fn acting(draft: &Draft<'_>, actor: &Actor) -> Rule<Option<Agent>> {
    let Some(id) = actor.agent else { return Ok(None) };
    let row = draft.get::<Agent>(id)?;
    Ok(row.filter(|agent| agent.kind == AgentKind::Bot).cloned())
}

/// Whether a person of ours acts. What an automation does in the part of an agent is done by none.
pub(super) fn is_person(draft: &Draft<'_>, actor: &Actor) -> Rule<bool> {
    let by_itself = draft.actor.role == Role::System;
    Ok(actor.role == Role::Agent && !by_itself && acting(draft, actor)?.is_none())
}

/// Whether a bot may give this command; what anybody else gives is not looked at.
pub(super) fn may(ctx: &Ctx<'_>, draft: &Draft<'_>, actor: &Actor, act: &Act) -> Rule<()> {
    let Some(bot) = acting(draft, actor)? else {
        return Ok(());
    };
    let word = act.word();
    let named = bot.actions.as_ref().is_none_or(|actions| actions.contains(word));
    if !named && !matches!(act, Act::HandOff { .. }) {
        return Err(forbidden("this bot may not do that", "add the command to its actions").into());
    }
    let other = match act {
        Act::Merge { from, .. } => Some(*from),
        _ => None,
    };
    for id in act.ticket().into_iter().chain(other) {
        let id = settle::root(draft, id)?;
        let Some(t) = draft.get::<Ticket>(id)? else { continue };
        let policy = assign::place(ctx, draft, t)?.bot;
        part(t, bot.id, policy.as_ref(), act)?;
    }
    Ok(())
}

/// Whether this bot has a part in a ticket that lets it give this command.
fn part(t: &Ticket, bot: AgentId, policy: Option<&BotPolicy>, act: &Act) -> Result<(), Error> {
    if let Some(over) = t.local.bot.as_ref().and_then(|talk| talk.over.as_ref()) {
        let error = forbidden("the ticket was handed over to a person", "leave it to them");
        return Err(error.with("because", over.reason));
    }
    let aside = matches!(act, Act::Note { .. } | Act::Edit { .. });
    let has = t.assignment.agent;
    match policy.map(|policy| policy.policy) {
        _ if has == Some(bot) => Ok(()),
        Some(BotUse::Never) => Err(forbidden("bots have no part in this ticket", "leave it to people")),
        _ if aside => Ok(()),
        Some(BotUse::Assist) => Err(forbidden(
            "bots only assist on this ticket",
            "leave a note, or fill in fields",
        )),
        Some(BotUse::First) => Err(forbidden(
            "this bot does not have the ticket",
            "wait until it is given it",
        )),
        None if has.is_some() => Err(forbidden("somebody else has the ticket", "leave it to them")),
        None => Ok(()),
    }
}

fn forbidden(why: &'static str, hint: &'static str) -> Error {
    Error::new(ErrorKind::Forbidden, why).during("command.bot").hint(hint)
}

/// Whether what an agent may do as a bot are words of commands.
pub(super) fn known_actions(agent: &Agent) -> Result<(), Error> {
    match agent.actions.iter().flatten().find(|word| !routing::is_action(word)) {
        Some(word) => Err(Error::rejected("an action of a bot is no command on tickets")
            .with("action", word)
            .hint("name triggers of the lifecycle, or reply, note, edit and the like")),
        None => Ok(()),
    }
}

/// A bot that is no longer there hands over what it has; that may be much, so a job does it.
pub(super) fn left(draft: &mut Draft<'_>, agent: &Agent) -> Rule<()> {
    match agent.kind {
        AgentKind::Bot => overflow::vacate(draft, agent.id),
        AgentKind::Human => Ok(()),
    }
}

/// The bot that is to have a ticket before people do, if it may take it now.
pub(super) fn first(ctx: &Ctx<'_>, draft: &Draft<'_>, t: &Ticket, placement: &Placement) -> Rule<Option<Agent>> {
    let Some(id) = placement.bot.as_ref().and_then(BotPolicy::first) else {
        return Ok(None);
    };
    let Some(bot) = beginner(draft, t, id)? else {
        return Ok(None);
    };
    let takes = takes(ctx, draft, t, placement, bot)?;
    Ok(Some(bot.clone()).filter(|_| takes))
}

fn takes(ctx: &Ctx<'_>, draft: &Draft<'_>, t: &Ticket, placement: &Placement, bot: &Agent) -> Rule<bool> {
    let team = Team::bot(ctx, bot.id, t);
    let case = Case {
        ticket: t,
        placement,
        standing: &Standing::default(),
    };
    Ok(team.choose(ctx, draft, case)?.agent.is_some())
}

/// Whether the bot that a queue overflows to begins on a ticket now: if it may take it, and no rule keeps bots from it.
pub(super) fn takes_over(
    ctx: &Ctx<'_>,
    draft: &Draft<'_>,
    t: &Ticket,
    placement: &Placement,
    bot: AgentId,
) -> Rule<bool> {
    let kept = placement
        .bot
        .as_ref()
        .is_some_and(|policy| policy.policy != BotUse::First);
    match beginner(draft, t, bot)?.filter(|_| !kept) {
        Some(bot) => takes(ctx, draft, t, placement, bot),
        None => Ok(false),
    }
}

/// The bot of this id, if it is one that may begin on a ticket.
fn beginner<'d>(draft: &'d Draft<'_>, t: &Ticket, id: AgentId) -> Rule<Option<&'d Agent>> {
    let bot = draft.get::<Agent>(id)?.filter(|agent| agent.kind == AgentKind::Bot);
    Ok(bot.filter(|bot| routing::may_begin(t, bot)))
}

/// Whether only people may take a ticket: a rule says what part bots have, or one had it.
pub(super) fn is_for_people(t: &Ticket, placement: &Placement) -> bool {
    placement.bot.is_some() || t.local.bot.as_ref().is_some_and(|talk| talk.over.is_some())
}

/// Somebody was given a ticket: with a bot a talk begins.
pub(super) fn taken(draft: &Draft<'_>, t: &mut Ticket, agent: AgentId) -> Rule<()> {
    if draft.get::<Agent>(agent)?.is_some_and(|a| a.kind == AgentKind::Bot) {
        t.local.bot = Some(BotTalk::begin(agent, draft.now));
    }
    Ok(())
}

/// The talk that a bot has on a ticket now.
fn talk(t: &Ticket) -> Option<&BotTalk> {
    t.local.bot.as_ref().filter(|talk| talk.over.is_none())
}

/// A bot did something on its ticket, or answered, so sure of it.
pub(super) fn acted(draft: &Draft<'_>, t: &mut Ticket, actor: &Actor) {
    let (now, has) = (draft.now, t.assignment.agent);
    let talk = t.local.bot.as_mut().filter(|talk| talk.over.is_none());
    if let Some(talk) = talk.filter(|talk| actor.agent == Some(talk.bot) && has == Some(talk.bot)) {
        talk.last_at = Some(now);
    }
}

/// The same of a reply, which counts.
pub(super) fn answered(
    ctx: &Ctx<'_>,
    draft: &Draft<'_>,
    t: &mut Ticket,
    actor: &Actor,
    confidence: Option<u8>,
) -> Rule<()> {
    if talk(t).is_none_or(|talk| actor.agent != Some(talk.bot)) {
        return Ok(());
    }
    let least = assign::place(ctx, draft, t)?
        .bot
        .and_then(|policy| policy.min_confidence);
    if let Some(talk) = &mut t.local.bot {
        let unsure = confidence.zip(least).is_some_and(|(is, least)| is < least);
        talk.turns = talk.turns.saturating_add(1);
        talk.unsure = if unsure { talk.unsure.saturating_add(1) } else { 0 };
    }
    acted(draft, t, actor);
    Ok(())
}

/// A person acts on a bot's ticket: from now on it is theirs, or that of whoever is free where nobody is named.
pub(super) fn step_aside(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket, actor: &Actor) -> Rule<()> {
    if talk(t).is_none() || !is_person(draft, actor)? {
        return Ok(());
    }
    let before = t.clone();
    let known = match actor.agent {
        Some(id) => draft.get::<Agent>(id)?.map(|agent| agent.id),
        None => None,
    };
    match known {
        Some(person) => assign::give(ctx, draft, t, person)?,
        None => assign::release(ctx, draft, t, "a person took over")?,
    }
    assign::count(ctx, draft, Some(&before), t)?;
    effects::count(ctx, draft, Some(&before), t);
    Ok(())
}

/// So many of the desk's own words are remembered in a talk.
const SAID: usize = 20;

/// A mark of some words: the same words have the same.
fn mark(text: &str) -> String {
    Uid::digest(&["said", text.trim()]).to_string()
}

/// The desk writes to the buyer, whoever does: a channel that shows it again tells nothing new of anybody.
pub(super) fn says(t: &mut Ticket, text: &str) {
    let said = match t.local.bot.as_mut().filter(|talk| talk.over.is_none()) {
        Some(talk) => &mut talk.said,
        None => &mut t.local.said,
    };
    while said.len() >= SAID {
        said.remove(0);
    }
    said.push(mark(text));
}

/// Whether the desk wrote these words itself.
fn was_said(t: &Ticket, text: &str) -> bool {
    let by_bot = t.local.bot.iter().flat_map(|talk| &talk.said);
    let mark = mark(text);
    t.local.said.iter().chain(by_bot).any(|said| *said == mark)
}

/// A channel shows what was written in its own console. Where a person of ours wrote to a buyer whom a bot serves, the bot is
/// silent from now on; else whoever has the ticket did something on it.
pub(super) fn spoken(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, m: &MessageSnapshot) -> Rule<()> {
    if m.sender != Sender::Agent {
        return Ok(());
    }
    let Some(before) = draft.get::<Ticket>(id)?.filter(|t| !was_said(t, &m.text)) else {
        return Ok(());
    };
    let mut t = before.clone();
    match talk(&t).map(|talk| talk.since) {
        Some(since) if m.at < since => return Ok(()),
        Some(_) => end(draft, &mut t, HandOffReason::HumanTookOver, HandedOver::default()),
        None if m.at < t.opened_at => return Ok(()),
        None => first_action::answered(&mut t, m.at),
    }
    t.local.first_human_at.get_or_insert(m.at);
    if t == *before {
        return Ok(());
    }
    draft.put(id, t);
    settle::settle(ctx, draft, id, Via::Message)
}

/// A bot, or your code for it, hands its ticket over.
pub(super) fn hand_off(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    id: TicketId,
    reason: HandOffReason,
    left: &HandedOver,
) -> Rule<TicketId> {
    let mut t = command::ticket(draft, id)?;
    let id = t.id;
    if reason == HandOffReason::HumanTookOver {
        return Err(Error::rejected("a person takes over by answering or by taking the ticket").into());
    }
    if talk(&t).is_none() || !t.is_open() {
        return Err(Error::rejected("no bot has this ticket")
            .with("state", t.headline)
            .hint("look who has it")
            .into());
    }
    end(draft, &mut t, reason, left.clone());
    draft.put(id, t);
    settle::settle(ctx, draft, id, Via::Command)?;
    Ok(id)
}

fn end(draft: &Draft<'_>, t: &mut Ticket, reason: HandOffReason, left: HandedOver) {
    if let Some(talk) = &mut t.local.bot {
        let at = draft.now;
        talk.over = Some(TalkEnd { reason, at, left });
    }
}

/// Ends a talk that cannot go on, and takes the ticket from a bot whose talk is over. Whether it was handed over by that.
pub(super) fn follow(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket, placement: &Placement) -> Rule<bool> {
    let Some(known) = t.local.bot.clone() else {
        return Ok(false);
    };
    let has = t.assignment.agent == Some(known.bot);
    let bot = draft.get::<Agent>(known.bot)?.cloned();
    let reason = match (&known.over, has, &bot) {
        (Some(_), false, _) => return Ok(false),
        (Some(over), true, _) => Some(over.reason),
        (None, false, bot) => Some(taken_away(draft, t, bot.as_ref())?),
        (None, true, Some(bot)) => routing::over_because(t, &known, bot, placement.bot.as_ref(), draft.now),
        (None, true, None) => Some(HandOffReason::BotError),
    };
    let Some(reason) = reason else { return Ok(false) };
    if known.over.is_none() {
        end(draft, t, reason, HandedOver::default());
    }
    if has {
        assign::release(ctx, draft, t, "handed over to a person")?;
        t.assignment.last_agent = None;
        t.assignment.queue = None;
        routing::begin_anew(&mut t.assignment);
        t.assignment.step = 0;
        t.assignment.eased = 0;
        t.assignment.skipped = None;
        t.assignment.past.clear();
    }
    Ok(true)
}

/// Why a bot has a ticket no longer that it did not hand over itself.
fn taken_away(draft: &Draft<'_>, t: &Ticket, bot: Option<&Agent>) -> Rule<HandOffReason> {
    Ok(match bot {
        None => HandOffReason::BotError,
        // It gave it back.
        Some(_) if acting(draft, &draft.actor)?.is_some() => HandOffReason::NoAnswer,
        // A clock ran out and an escalation moved it; who gives it to somebody, gives it.
        Some(_) if draft.actor.role == Role::System && t.assignment.agent.is_none() => HandOffReason::BotTimeout,
        Some(_) => HandOffReason::HumanTookOver,
    })
}

/// Tells that a ticket was handed over, and whether anybody is there for it.
pub(super) fn tell(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &Ticket, standing: &Standing) -> Rule<()> {
    let Some((bot, over)) = t
        .local
        .bot
        .as_ref()
        .and_then(|talk| talk.over.as_ref().map(|o| (talk.bot, o)))
    else {
        return Ok(());
    };
    let team = Team::of(ctx, standing, t);
    let online = wait::at_work(ctx, draft, &team)? > 0;
    let (reason, to) = (over.reason, t.assignment.agent);
    draft.event(
        Some(t.id),
        EventBody::BotHandedOff {
            bot,
            reason,
            to,
            online: online || to.is_some(),
        },
    );
    Ok(())
}

/// When a bot's ticket has to be looked at again.
pub(super) fn due(t: &Ticket, placement: &Placement) -> Option<Timestamp> {
    routing::bot_due(t, talk(t)?, placement.bot.as_ref())
}
