//! When a bot has a ticket first, and when it no longer may.
use super::select::{may_approve, to_decide};
use super::weight::is_parked;
use crate::model::action::ActionVerb;
use crate::model::agent::{Agent, Presence};
use crate::model::bot::{BotPolicy, BotTalk, HandOffReason};
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::model::trigger::Trigger;

/// So many unsure replies in a row end a talk.
const UNSURE: u32 = 2;

/// Commands a bot may be allowed beside moves of the lifecycle and what platforms are told.
const ACTIONS: &[&str] = &[
    "reply",
    "note",
    "edit",
    "assign",
    "transfer",
    "open_task",
    "move_task",
    "ask_approval",
    "merge",
    "split",
];

/// Whether a word is a command on tickets that a bot may be allowed.
pub fn is_action(word: &str) -> bool {
    let told = ActionVerb::ASIDES.iter().any(|verb| verb.as_str() == word);
    told || ACTIONS.contains(&word) || Trigger::parse(word).is_some()
}

/// Whether a bot may begin on a ticket: nobody has answered it or had it yet, and no person chose where it stands.
pub fn may_begin(t: &Ticket, bot: &Agent) -> bool {
    let people = t.local.first_human_at.is_some() || t.local.queue.is_some();
    let had = t.assignment.last_agent.is_some_and(|last| last != bot.id);
    let over = t.local.bot.as_ref().is_some_and(|talk| talk.over.is_some());
    !(people || had || over) && out_of_reach(t, bot).is_none()
}

/// Why a bot that has a ticket has to hand it over now.
pub fn over_because(
    t: &Ticket,
    talk: &BotTalk,
    bot: &Agent,
    policy: Option<&BotPolicy>,
    now: Timestamp,
) -> Option<HandOffReason> {
    let most = policy.and_then(|policy| policy.max_turns);
    let late = bot_due(t, talk, policy).is_some_and(|due| due <= now);
    let reasons = [
        (most.is_some_and(|most| talk.turns >= most), HandOffReason::MaxTurns),
        (talk.unsure >= UNSURE, HandOffReason::LowConfidence),
        (late, HandOffReason::BotTimeout),
    ];
    let bound = reasons.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason);
    out_of_reach(t, bot).or(bound)
}

/// What no bot does, by whatever rule it has the ticket.
fn out_of_reach(t: &Ticket, bot: &Agent) -> Option<HandOffReason> {
    if matches!(bot.presence, Presence::Offline | Presence::Away) {
        Some(HandOffReason::BotError)
    } else if t.axes.dispute.is_live() {
        Some(HandOffReason::Dispute)
    } else if to_decide(t).is_some_and(|asked| !may_approve(bot, asked)) {
        Some(HandOffReason::MoneyOverAuthority)
    } else {
        None
    }
}

/// When a bot is late: the buyer has waited too long since it took the ticket, or since they last wrote.
pub fn bot_due(t: &Ticket, talk: &BotTalk, policy: Option<&BotPolicy>) -> Option<Timestamp> {
    let most = policy.and_then(|policy| policy.timeout_ms)?;
    let waits = match talk.last_at {
        None => Some(talk.since),
        Some(_) => t.buyer_waits_since.map(|since| since.max(talk.since)),
    };
    waits.filter(|_| !is_parked(t)).map(|since| since.plus(most))
}
