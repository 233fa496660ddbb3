//! A shop's connection: its tokens and their renewal, how far it was polled, whether its calls work.
use crate::error::Error;
use crate::model::config::Config;
use crate::model::event::EventBody;
use crate::model::ids::{Platform, ShopId, ShopKey};
use crate::model::job::{Job, JobBody, JobKind, JobState};
use crate::model::shop::{ShopState, TokenPair};
use crate::model::time::{MINUTE, Timestamp};
use crate::mutation::{self, Mutation};
use crate::platform::Warning;

use super::super::draft::Draft;
use super::super::input::{Answer, Outcome, Polled};
use super::jobs::at_the_latest;
use super::{Ctx, Rule};

/// A token is renewed so long before it ends.
const RENEW_BEFORE_MS: i64 = 50 * MINUTE;

pub(super) fn health(draft: &mut Draft<'_>, platform: &Platform, shop: &ShopId, healthy: bool, reason: &str) {
    draft.event(
        None,
        EventBody::ShopHealth {
            platform: platform.clone(),
            shop: shop.clone(),
            healthy,
            reason: reason.to_owned(),
        },
    );
}

/// A refused token is renewed at once, whoever met it.
pub(super) fn renew_now(draft: &mut Draft<'_>, job: &Job) -> Rule<()> {
    match job.body.shop().filter(|_| job.body.kind() != JobKind::Token) {
        Some((platform, shop)) => renew(draft, platform, shop),
        None => Ok(()),
    }
}

/// Renews the token of a shop now; not when its renewal was given up already.
pub(super) fn renew(draft: &mut Draft<'_>, platform: &Platform, shop: &ShopId) -> Rule<()> {
    let body = JobBody::Token {
        platform: platform.clone(),
        shop: shop.clone(),
    };
    let dead = draft.get::<Job>(body.id())?.is_some_and(|j| j.state == JobState::Dead);
    if dead {
        return Ok(());
    }
    let now = draft.now;
    at_the_latest(draft, body, now)
}

/// The authorisation ended: no call is made until a person connects the shop again.
pub(super) fn stop_shop(draft: &mut Draft<'_>, platform: &Platform, shop: &ShopId, reason: &str) -> Rule<()> {
    let mut state = state_of(draft, platform, shop)?;
    if state.stopped.is_none() {
        state.stopped = Some(reason.to_owned());
        draft.put(ShopKey::of(platform, shop), state);
        health(draft, platform, shop, false, reason);
    }
    Ok(())
}

/// When a token should be renewed: well before it ends, at half its life when that is short.
pub(super) fn renew_at(pair: &TokenPair, now: Timestamp) -> Timestamp {
    let life = pair.expires_at.since(now).max(0);
    pair.expires_at.plus(-RENEW_BEFORE_MS.min(life / 2))
}

/// How far the shop was polled, and its new tokens.
pub(super) fn shop_state(draft: &mut Draft<'_>, job: &Job, outcome: &Outcome) -> Rule<()> {
    if outcome.tokens.is_none() && outcome.polled.is_none() {
        return Ok(());
    }
    let Some((platform, shop)) = job.body.shop() else {
        return Ok(());
    };
    let mut state = state_of(draft, platform, shop)?;
    if let Some(pair) = outcome
        .tokens
        .as_ref()
        .filter(|_| !mutation::on(Mutation::TokenNotKept))
    {
        state.tokens = Some(pair.clone());
        state.stopped = None;
    }
    if let Some(Polled { to, next }) = &outcome.polled {
        state.poll_page = next.clone();
        state.poll_to = next.is_some().then_some(*to);
        if next.is_none() {
            state.polled_until = Some(state.polled_until.map_or(*to, |u| u.max(*to)));
        }
    }
    draft.put(ShopKey::of(platform, shop), state);
    Ok(())
}

pub(super) fn state_of(draft: &Draft<'_>, platform: &Platform, shop: &ShopId) -> Rule<ShopState> {
    let known = draft.get::<ShopState>(ShopKey::of(platform, shop))?.cloned();
    Ok(known.unwrap_or_else(|| ShopState::new(platform.clone(), shop.clone(), None)))
}

/// A shop was connected: its tokens are kept, polling and renewal begin.
pub(super) fn connect(ctx: &Ctx<'_>, draft: &mut Draft<'_>, given: &ShopState) -> Rule<Answer> {
    let known = state_of(draft, &given.platform, &given.shop)?;
    let state = ShopState {
        tokens: given.tokens.clone().or(known.tokens.clone()),
        polled_until: given.polled_until.or(known.polled_until),
        ..given.clone()
    };
    let key = ShopKey::of(&given.platform, &given.shop);
    renewal_begins(draft, given, &state)?;
    draft.put(key, state);
    poll_begins(ctx.config, ctx, draft, &given.platform, &given.shop)?;
    Ok(Answer::Applied {
        decision: None,
        ticket: None,
        repeated: false,
        over_capacity: None,
        warnings: Vec::new(),
    })
}

/// When the tokens of a shop that was connected just now are renewed.
fn renewal_begins(draft: &mut Draft<'_>, given: &ShopState, state: &ShopState) -> Rule<()> {
    let body = JobBody::Token {
        platform: given.platform.clone(),
        shop: given.shop.clone(),
    };
    let (id, now) = (body.id(), draft.now);
    let old = draft.get::<Job>(id)?.map(|job| job.state);
    let Some(pair) = state.tokens.as_ref().filter(|t| t.refresh.is_some()) else {
        // What was given up before there was a connection says nothing about this one.
        if old == Some(JobState::Dead) {
            draft.delete::<Job>(id);
        }
        return Ok(());
    };
    let at = renew_at(pair, now);
    if given.tokens.is_none() {
        return at_the_latest(draft, body, at);
    }
    // Whoever renews the tokens that were there before does not speak for these: its lease is over.
    draft.put(id, Job::new(body, at, now));
    Ok(())
}

/// A platform warns of something about a shop: people see it once, until it warns of something else.
pub(super) fn warning(draft: &mut Draft<'_>, platform: &Platform, warning: &Warning) -> Rule<Answer> {
    let mut state = state_of(draft, platform, &warning.shop)?;
    if state.warned.as_ref() != Some(&warning.reason) {
        state.warned = Some(warning.reason.clone());
        draft.put(ShopKey::of(platform, &warning.shop), state);
        health(draft, platform, &warning.shop, false, &warning.reason);
    }
    Ok(Answer::Hinted)
}

/// Has a shop polled now, whether it is polled by and by or not.
pub(super) fn poll_now(ctx: &Ctx<'_>, draft: &mut Draft<'_>, platform: &Platform, shop: &ShopId) -> Rule<Answer> {
    if !ctx.rules.adapter(platform).is_some_and(|a| a.capabilities().poll) {
        return Err(Error::unsupported(
            "this platform cannot be polled",
            "read single objects with a hint, or ingest what changed yourself",
        )
        .with("platform", platform)
        .into());
    }
    let now = draft.now;
    let body = JobBody::Poll {
        platform: platform.clone(),
        shop: shop.clone(),
    };
    at_the_latest(draft, body, now)?;
    Ok(Answer::Hinted)
}

/// Starts polling a shop, if its platform can be polled and the merchant wants it.
pub(super) fn poll_begins(
    config: &Config,
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    platform: &Platform,
    shop: &ShopId,
) -> Rule<()> {
    let wanted = config
        .shop(platform, shop)
        .is_some_and(|s| s.poll_every_ms > 0 && s.app.is_some());
    if !wanted || !ctx.rules.adapter(platform).is_some_and(|a| a.capabilities().poll) {
        return Ok(());
    }
    let now = draft.now;
    at_the_latest(
        draft,
        JobBody::Poll {
            platform: platform.clone(),
            shop: shop.clone(),
        },
        now,
    )
}
