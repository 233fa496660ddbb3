//! How much money somebody may decide on alone.
use crate::error::{Error, ErrorKind};
use crate::model::agent::Agent;
use crate::model::command::Actor;
use crate::model::money::{Currency, Money};
use crate::routing;

use super::super::super::draft::Draft;
use super::super::Rule;

/// Refuses an amount above what the actor may decide on. The host itself, who names no agent, may decide on any; an agent who is
/// not known, or no longer, on none.
pub(super) fn within(draft: &Draft<'_>, actor: &Actor, amount: Money, hint: &'static str) -> Rule<()> {
    let Some(agent) = known(draft, actor)? else {
        return Ok(());
    };
    if routing::may_approve(agent, amount) {
        return Ok(());
    }
    let error = Error::new(ErrorKind::Forbidden, "the amount is above this agent's authority").with("amount", amount);
    let error = match agent.authority {
        Some(limit) => error.with("authority", limit),
        None => error,
    };
    Err(error.hint(hint).into())
}

/// Whether the actor may decide on so much.
pub(super) fn is_within(draft: &Draft<'_>, actor: &Actor, amount: Money) -> Rule<bool> {
    Ok(known(draft, actor)?.is_none_or(|agent| routing::may_approve(agent, amount)))
}

/// The most that the actor may decide on in a currency; `None` where nothing bounds it.
pub(super) fn at_most(draft: &Draft<'_>, actor: &Actor, currency: Currency) -> Rule<Option<i64>> {
    let Some(id) = actor.agent else { return Ok(None) };
    let Some(agent) = draft.get::<Agent>(id)? else {
        return Ok(Some(0));
    };
    // Another currency than that of the limit is above it.
    let minor = |limit: Money| if limit.currency == currency { limit.minor } else { 0 };
    Ok(agent.authority.map(minor))
}

/// The agent who acts, if one is named.
fn known<'d>(draft: &'d Draft<'_>, actor: &Actor) -> Rule<Option<&'d Agent>> {
    let Some(id) = actor.agent else { return Ok(None) };
    match draft.get::<Agent>(id)? {
        Some(agent) => Ok(Some(agent)),
        None => Err(
            Error::new(ErrorKind::Forbidden, "who decides on money is no agent here")
                .with("agent", id)
                .hint("add the agent first, or let somebody decide who is one")
                .into(),
        ),
    }
}
