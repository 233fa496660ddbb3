//! Jobs as ordinary rows: one per piece of work, claimed under a lease, settled with what came of them.
use std::collections::BTreeSet;

use crate::error::{Error, ErrorKind, ErrorRecord};
use crate::limits::MAX_ATTEMPTS;
use crate::model::event::{EventBody, Via};
use crate::model::ids::{AgentId, JobId, Platform, ShopId, ShopKey, SourceId, Uid};
use crate::model::job::{Job, JobBody, JobState};
use crate::model::order::Order;
use crate::model::source::Source;
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::model::time::{DAY, SECOND, Timestamp};
use crate::mutation::{self, Mutation};
use crate::platform::Signal;
use crate::store::Record;

use super::super::draft::Draft;
use super::super::input::{Answer, End, Outcome};
use super::connection::{health, renew_at, renew_now, shop_state, state_of, stop_shop};
use super::{Ctx, Rule, Stop, attribution, command, drain, ingest, presence, quarantine, settle, shift, task};

/// How soon a stale answer is asked again, and how often.
const STALE_AGAIN_MS: [i64; 3] = [10 * SECOND, 30 * SECOND, 80 * SECOND];
/// So long after it was made a job still waits for a platform that is down.
const OUTAGE_MS: i64 = DAY;

/// Puts down a job whose key cannot exist yet: it carries an episode or a time of this very decision.
pub(super) fn add_new(draft: &mut Draft<'_>, body: JobBody, run_at: Timestamp) {
    let job = Job::new(body, run_at, draft.now);
    draft.put_blind(job.id, job);
}

/// Sees to it that a job runs no later than this. A waiting one keeps its earlier time; one that somebody works on runs again.
pub(super) fn at_the_latest(draft: &mut Draft<'_>, body: JobBody, run_at: Timestamp) -> Rule<()> {
    let id = body.id();
    let job = match draft.get::<Job>(id)? {
        None => Job::new(body, run_at, draft.now),
        Some(job) => match job.state {
            // What it is past was looked at before: it begins anew when it is through.
            JobState::Waiting if job.place.is_some() && !job.again && run_at <= draft.now => Job {
                again: true,
                ..job.clone()
            },
            JobState::Waiting | JobState::InDoubt if job.run_at <= run_at => return Ok(()),
            JobState::Waiting | JobState::InDoubt => Job { run_at, ..job.clone() },
            JobState::Leased(_) if job.again => return Ok(()),
            JobState::Leased(_) => Job {
                again: true,
                ..job.clone()
            },
            JobState::Dead => Job {
                created_at: job.created_at,
                ..Job::new(body, run_at, draft.now)
            },
        },
    };
    draft.put(id, job);
    Ok(())
}

/// A hint: look at that object again. A known one costs nothing.
pub(super) fn hint(ctx: &Ctx<'_>, draft: &mut Draft<'_>, signal: &Signal) -> Rule<Answer> {
    refetch(ctx, draft, signal)?;
    Ok(Answer::Hinted)
}

/// Schedules a refetch, unless the object is known to be newer than what the signal claims.
pub(super) fn refetch(ctx: &Ctx<'_>, draft: &mut Draft<'_>, signal: &Signal) -> Rule<()> {
    let object = &signal.object;
    if !ctx
        .rules
        .can_read(ctx.config, &object.platform, &object.shop, &object.object)
    {
        return Err(Error::unsupported(
            "objects of this type cannot be read from that shop",
            "configure the shop with an application whose platform can read them, or ingest them yourself",
        )
        .with("object", &object.object)
        .with("platform", &object.platform)
        .into());
    }
    let source = SourceId::of(&object.platform, &object.shop, &object.object, &object.external_id);
    let body = JobBody::Refetch {
        object: object.clone(),
        claimed: signal.revision,
        stale: 0,
    };
    draft.want([Source::key(source.0), Job::key(body.id().0)])?;
    let known = draft.get::<Source>(source)?.map(|s| s.revision.number);
    if known
        .zip(signal.revision)
        .is_some_and(|(known, claimed)| known > claimed)
    {
        return Ok(());
    }
    let now = draft.now;
    let Some(job) = draft.get::<Job>(body.id())?.cloned() else {
        return at_the_latest(draft, body, now);
    };
    let JobBody::Refetch { claimed, .. } = &job.body else {
        return Ok(());
    };
    let again = matches!(job.state, JobState::Leased(_));
    if again && mutation::on(Mutation::AgainLost) {
        return Ok(());
    }
    if signal.revision > *claimed && job.state != JobState::Dead {
        let run_at = if again { job.run_at } else { job.run_at.min(now) };
        draft.put(
            job.id,
            Job {
                body,
                again,
                run_at,
                ..job
            },
        );
        return Ok(());
    }
    at_the_latest(draft, body, now)
}

/// A worker takes jobs. Those that are no longer due, or that somebody took meanwhile, are left out.
pub(super) fn claim(draft: &mut Draft<'_>, ids: &[JobId], lease_ms: i64) -> Rule<Answer> {
    draft.want(ids.iter().map(|id| Job::key(id.0)))?;
    let mut taken = Vec::new();
    let now = draft.now;
    for id in ids.iter().collect::<BTreeSet<_>>() {
        let Some(job) = draft.get::<Job>(*id)?.cloned() else {
            continue;
        };
        if job.state == JobState::Dead || job.run_at > now {
            continue;
        }
        let expired = matches!(job.state, JobState::Leased(_));
        let lease = draft.mint();
        let job = Job {
            state: JobState::Leased(lease),
            doubt: job.doubt
                || job.state == JobState::InDoubt
                || (expired && has_effect(&job.body) && !mutation::on(Mutation::DoubtForgotten)),
            attempt: job.attempt.saturating_add(1),
            run_at: now.plus(lease_ms.max(SECOND)),
            ..job
        };
        draft.put(job.id, job.clone());
        taken.push(job);
    }
    Ok(Answer::Claimed(taken))
}

/// Work that does something outside: when its lease ran out, it may have been done.
fn has_effect(body: &JobBody) -> bool {
    matches!(
        body,
        JobBody::Action { .. } | JobBody::Notify { .. } | JobBody::Reply { .. }
    )
}

/// A worker is through with a job: what the answer tells and the end of the job are one changeset.
pub(super) fn finish(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: JobId, lease: Uid, outcome: &Outcome) -> Rule<Answer> {
    let Some(job) = draft.get::<Job>(id)?.cloned() else {
        return Ok(Answer::Finished(false));
    };
    if job.state != JobState::Leased(lease) && !mutation::on(Mutation::LostLeaseCheck) {
        keep_late(draft, &job, outcome)?;
        return Ok(Answer::Finished(false));
    }
    take_in(ctx, draft, &job, outcome)?;
    shop_state(draft, &job, outcome)?;
    match &outcome.end {
        End::Done => done(ctx, draft, &job, outcome)?,
        End::Retry { after_ms, error } => again(draft, job, *after_ms, error, false)?,
        End::InDoubt { after_ms, error } => again(draft, job, *after_ms, error, true)?,
        End::Failed { error } => failed(ctx, draft, &job, error)?,
        // A person looks, and then says whether it is to be sent: the doubt ends with that.
        End::Unknown { error } => give_up(draft, &Job { doubt: false, ..job }, &error.message)?,
    }
    Ok(Answer::Finished(true))
}

/// A renewed token that comes after its lease. The platform took the one before, which works once: whoever has the job now
/// can only be refused, and the shop would be given up for it. It is kept as long as the shop has no other tokens since, and
/// the lease of the other ends with that.
fn keep_late(draft: &mut Draft<'_>, job: &Job, outcome: &Outcome) -> Rule<()> {
    let (JobBody::Token { platform, shop }, Some(pair)) = (&job.body, &outcome.tokens) else {
        return Ok(());
    };
    let mut state = state_of(draft, platform, shop)?;
    let works_once = outcome.renewed_from.as_ref().is_some_and(|old| old.refresh.is_some());
    if !works_once || state.tokens != outcome.renewed_from || mutation::on(Mutation::TokenNotKept) {
        return Ok(());
    }
    let stopped = state.stopped.take().is_some();
    state.tokens = Some(pair.clone());
    draft.put(ShopKey::of(platform, shop), state);
    if stopped {
        health(draft, platform, shop, true, "its token was renewed after all");
    }
    let at = renew_at(pair, draft.now);
    requeue(draft, job, at)
}

/// Facts that cannot be taken in are kept in quarantine; the others and the job's end go on.
fn take_in(ctx: &Ctx<'_>, draft: &mut Draft<'_>, job: &Job, outcome: &Outcome) -> Rule<()> {
    for q in &outcome.unreadable {
        quarantine(draft, q)?;
    }
    for fact in outcome
        .facts
        .iter()
        .filter(|_| !mutation::on(Mutation::SettleWithoutFacts))
    {
        let saved = draft.save();
        match ingest(ctx, draft, fact) {
            Ok(_) => {}
            Err(Stop::Refuse(error)) => {
                draft.restore(saved);
                super::keep(draft, fact, &error)?;
            }
            Err(need) => return Err(need),
        }
    }
    for signal in &outcome.signals {
        match refetch(ctx, draft, signal) {
            Ok(()) | Err(Stop::Refuse(_)) => {}
            Err(need) => return Err(need),
        }
    }
    for ticket in &outcome.assign {
        if let JobBody::Vacate { agent } = job.body {
            presence::take_back(ctx, draft, agent, *ticket)?;
        }
        let id = settle::root(draft, *ticket)?;
        if draft.get::<Ticket>(id)?.is_some() {
            settle::settle(ctx, draft, id, Via::Fold)?;
        }
        if job.body == JobBody::Reapply {
            task::reapplied(ctx, draft, id)?;
        }
    }
    for task in &outcome.tasks {
        match job.body {
            JobBody::Vacate { agent } => task::take_back(ctx, draft, agent, *task)?,
            _ => task::give_out(ctx, draft, *task)?,
        }
    }
    for order in &outcome.attribute {
        attribution::again(ctx, draft, *order)?;
    }
    Ok(())
}

fn done(ctx: &Ctx<'_>, draft: &mut Draft<'_>, job: &Job, outcome: &Outcome) -> Rule<()> {
    match &job.body {
        JobBody::Refetch { object, claimed, stale } => {
            let source = SourceId::of(&object.platform, &object.shop, &object.object, &object.external_id);
            let seen = outcome
                .facts
                .iter()
                .filter(|f| f.body.object() == object.object)
                .map(|f| f.revision)
                .max();
            let known = draft.get::<Source>(source)?.map(|s| s.revision.number).max(seen);
            let old = claimed.zip(known).is_some_and(|(claimed, known)| known < claimed);
            if let Some(wait) = STALE_AGAIN_MS.get(*stale as usize).filter(|_| old && !job.again) {
                let body = JobBody::Refetch {
                    object: object.clone(),
                    claimed: *claimed,
                    stale: stale + 1,
                };
                let run_at = draft.now.plus(*wait);
                draft.put(
                    job.id,
                    Job {
                        body,
                        run_at,
                        state: JobState::Waiting,
                        ..job.clone()
                    },
                );
                return Ok(());
            }
        }
        JobBody::Action { ticket, action, .. } => {
            let (verb, platform) = (action.verb.as_str().to_owned(), action.object.platform.clone());
            draft.event(
                Some(*ticket),
                EventBody::ActionDone {
                    job: job.id,
                    verb,
                    platform,
                },
            );
        }
        JobBody::Poll { platform, shop } => {
            if job.attempt > MAX_ATTEMPTS {
                health(draft, platform, shop, true, "the platform answers again");
            }
            let more = outcome.polled.as_ref().is_some_and(|p| p.next.is_some());
            let pause = ctx.config.shop(platform, shop).map_or(0, |s| s.poll_every_ms);
            if more || pause > 0 {
                let behind = outcome.polled.as_ref().is_some_and(|p| p.to.plus(pause) < draft.now);
                let run_at = if more || behind {
                    draft.now
                } else {
                    draft.now.plus(pause)
                };
                return requeue(draft, job, run_at);
            }
        }
        JobBody::Token { .. } => {
            if let Some(pair) = &outcome.tokens {
                return requeue(draft, job, renew_at(pair, draft.now));
            }
        }
        JobBody::Timer { ticket } => {
            draft.delete::<Job>(job.id);
            return command::timer(ctx, draft, *ticket);
        }
        JobBody::TaskTimer { task } => {
            draft.delete::<Job>(job.id);
            return task::timer(ctx, draft, *task);
        }
        JobBody::Attend { agent } => {
            draft.delete::<Job>(job.id);
            return presence::timer(ctx, draft, *agent);
        }
        JobBody::Reply {
            ticket,
            message,
            platform,
            ..
        } => {
            command::delivered(draft, *message, true)?;
            // The message is no row of the ticket: who follows the log learns of it all the same.
            let (verb, platform) = ("reply".to_owned(), platform.clone());
            draft.event(
                Some(*ticket),
                EventBody::ActionDone {
                    job: job.id,
                    verb,
                    platform,
                },
            );
        }
        // A part of the orders at a time: it goes on until none are left.
        JobBody::Attribute { .. } if !outcome.attribute.is_empty() => {
            go_on(draft, job);
            return Ok(());
        }
        // A part of the tickets at a time, as long as any could be taken.
        JobBody::Vacate { agent } if taken_from(draft, *agent, outcome)? => {
            let now = draft.now;
            return requeue(draft, job, now);
        }
        // A full part of what waits, or of what is open: behind it may be more to do.
        JobBody::Drain { .. } | JobBody::DrainTasks { .. } | JobBody::Reapply
            if drain::goes_on(ctx, draft, &job.body, outcome)? =>
        {
            let place = outcome.place.clone();
            go_on(draft, &Job { place, ..job.clone() });
            return Ok(());
        }
        JobBody::DrainTasks { group } => {
            if let Some(at) = task::opens(ctx, draft, group)?.filter(|_| !job.again) {
                return requeue(draft, job, at);
            }
        }
        JobBody::Drain { queue } => {
            if let Some(at) = shift::opens(ctx, draft, *queue)?.filter(|_| !job.again) {
                return requeue(draft, job, at);
            }
        }
        JobBody::Notify { .. } | JobBody::Vacate { .. } | JobBody::Attribute { .. } | JobBody::Reapply => {}
    }
    if job.again {
        let now = draft.now;
        return requeue(draft, job, now);
    }
    draft.delete::<Job>(job.id);
    Ok(())
}

/// Whether an agent has one of the tickets or tasks no longer that they had.
fn taken_from(draft: &Draft<'_>, agent: AgentId, found: &Outcome) -> Rule<bool> {
    for id in &found.assign {
        let ticket = draft.get::<Ticket>(*id)?;
        if ticket.is_some_and(|t| t.assignment.agent != Some(agent)) {
            return Ok(true);
        }
    }
    for id in &found.tasks {
        if draft.get::<Task>(*id)?.is_some_and(|t| t.agent != Some(agent)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Puts down the next part of a job that is done a part at a time. What was asked for meanwhile is done when it is through.
fn go_on(draft: &mut Draft<'_>, job: &Job) {
    let next = Job {
        again: job.again,
        place: job.place.clone(),
        ..fresh_from(job, draft.now)
    };
    draft.put(job.id, next);
}

fn requeue(draft: &mut Draft<'_>, job: &Job, run_at: Timestamp) -> Rule<()> {
    let body = match &job.body {
        JobBody::Refetch { object, claimed, .. } => JobBody::Refetch {
            object: object.clone(),
            claimed: *claimed,
            stale: 0,
        },
        other => other.clone(),
    };
    draft.put(
        job.id,
        Job {
            body,
            ..fresh_from(job, run_at)
        },
    );
    Ok(())
}

fn fresh_from(job: &Job, run_at: Timestamp) -> Job {
    Job {
        id: job.id,
        ..Job::new(job.body.clone(), run_at, job.created_at)
    }
}

fn again(draft: &mut Draft<'_>, job: Job, after_ms: i64, error: &ErrorRecord, doubt: bool) -> Rule<()> {
    if job.attempt >= MAX_ATTEMPTS {
        if !outlives(&job, error.kind, draft.now) {
            return give_up(draft, &job, &error.message);
        }
        if job.attempt == MAX_ATTEMPTS
            && let Some((platform, shop)) = job.body.shop().filter(|_| recurs(&job.body))
        {
            health(draft, platform, shop, false, &error.message);
        }
    }
    if error.kind == ErrorKind::Unauthorized {
        renew_now(draft, &job)?;
    }
    let state = if doubt { JobState::InDoubt } else { JobState::Waiting };
    let run_at = draft.now.plus(after_ms.max(0));
    let failure = Some(error.message.clone());
    draft.put(
        job.id,
        Job {
            state,
            run_at,
            failure,
            doubt: doubt || job.doubt,
            again: false,
            ..job
        },
    );
    Ok(())
}

/// Work that comes again and again for as long as a shop is connected.
fn recurs(body: &JobBody) -> bool {
    matches!(body, JobBody::Poll { .. } | JobBody::Token { .. })
}

/// Whether a job goes on after so many tries in vain. An outage says nothing of the job: what recurs goes on for as long
/// as it takes, or a shop would stay blind after it; other work goes on for a day.
fn outlives(job: &Job, why: ErrorKind, now: Timestamp) -> bool {
    let outage = matches!(
        why,
        ErrorKind::Unavailable | ErrorKind::RateLimited | ErrorKind::Unauthorized
    );
    outage && (recurs(&job.body) || now.since(job.created_at) < OUTAGE_MS)
}

/// Refused for good. An action that the platform refuses had no effect: the command it carried is taken back and the
/// object read again. Anything else becomes a dead letter that a person can see.
fn failed(ctx: &Ctx<'_>, draft: &mut Draft<'_>, job: &Job, error: &ErrorRecord) -> Rule<()> {
    let reason = error.message.as_str();
    match &job.body {
        JobBody::Action {
            ticket, action, entry, ..
        } => {
            let (verb, platform) = (action.verb.as_str().to_owned(), action.object.platform.clone());
            let id = settle::root(draft, *ticket)?;
            let reason = reason.to_owned();
            draft.event(
                Some(id),
                EventBody::ActionFailed {
                    job: job.id,
                    verb,
                    platform,
                    reason,
                },
            );
            draft.delete::<Job>(job.id);
            // What is in our house stays so, whatever the platform says to being told: it was a courtesy.
            let courtesy = |t: &Ticket| command::is_courtesy(action.verb, &t.axes);
            if !draft.get::<Ticket>(id)?.is_some_and(courtesy) {
                command::take_back(ctx, draft, id, job.id, *entry)?;
            }
            let signal = Signal {
                object: action.object.clone(),
                revision: None,
                status: None,
                dedupe: None,
            };
            match refetch(ctx, draft, &signal) {
                Ok(()) | Err(Stop::Refuse(_)) => Ok(()),
                Err(need) => Err(need),
            }
        }
        JobBody::Token { platform, shop } => {
            stop_shop(draft, platform, shop, reason)?;
            give_up(draft, job, reason)
        }
        // The platform takes no calls for this shop any more: to go on asking makes it worse.
        JobBody::Poll { platform, shop } if error.kind == ErrorKind::Forbidden => {
            stop_shop(draft, platform, shop, reason)?;
            give_up(draft, job, reason)
        }
        _ => give_up(draft, job, reason),
    }
}

fn give_up(draft: &mut Draft<'_>, job: &Job, reason: &str) -> Rule<()> {
    let (id, kind) = (job.id, job.body.kind());
    draft.event(
        job.body.ticket(),
        EventBody::JobDead {
            job: id,
            job_kind: kind,
            reason: reason.to_owned(),
        },
    );
    if let JobBody::Reply { message, .. } = &job.body {
        command::delivered(draft, *message, false)?;
    }
    draft.put(
        id,
        Job {
            state: JobState::Dead,
            failure: Some(reason.to_owned()),
            again: false,
            ..job.clone()
        },
    );
    Ok(())
}

/// Asks for an order that a request names and that is not here yet.
pub(super) fn want_order(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    platform: &Platform,
    shop: &ShopId,
    order: &str,
) -> Rule<()> {
    let id = crate::model::ids::OrderId::of(platform, order);
    if draft.get::<Order>(id)?.is_some() || !ctx.rules.can_read(ctx.config, platform, shop, "order") {
        return Ok(());
    }
    let object = crate::model::job::ObjectRef {
        platform: platform.clone(),
        shop: shop.clone(),
        object: "order".to_owned(),
        external_id: order.to_owned(),
    };
    refetch(
        ctx,
        draft,
        &Signal {
            object,
            revision: None,
            status: None,
            dedupe: None,
        },
    )
}
