//! Carrying one job out: request, send, read. What comes of it is an outcome; the rules do the rest.
use crate::engine::clock::SplitMix64;
use crate::engine::engine::Engine;
use crate::engine::input::{End, Outcome, Polled};
use crate::engine::keep::quarantine;
use crate::error::{Error, ErrorKind, Phase, Result};
use crate::model::action::Action;
use crate::model::aftersale::AfterSale;
use crate::model::fact::{Fact, FactBody};
use crate::model::ids::Tenant;
use crate::model::job::{Job, JobBody, ObjectRef};
use crate::model::time::Timestamp;
use crate::mutation::{self, Mutation};
use crate::platform::{Parsed, PollCursor, Signal, TokenRequest};
use crate::secret::Secret;

use super::Time;
use super::line::Line;
use super::verdict::{Carried, Effect};

/// A job that needs the network, with all it needs.
pub(crate) struct Errand {
    pub tenant: Tenant,
    pub job: Job,
    pub line: Result<Line>,
    pub now: Timestamp,
    /// When is now, later on.
    pub time: Time,
}

impl Errand {
    fn random(&self) -> SplitMix64 {
        let id = self
            .job
            .id
            .0
            .0
            .iter()
            .fold(0u64, |n, byte| n.rotate_left(7) ^ u64::from(*byte));
        SplitMix64::new(id ^ u64::from(self.job.attempt).rotate_left(32))
    }

    fn effect(&self) -> Effect {
        match self.job.body {
            JobBody::Action { .. } => Effect::Writes,
            // A lost token answer can only be asked for again.
            _ => Effect::Reads,
        }
    }

    /// Carries it out. Never fails: an error is an outcome too.
    pub async fn carry(&self, engine: &Engine) -> Carried {
        if let Some(late) = self.too_late(engine) {
            return late;
        }
        match self.attempt(engine).await {
            Ok(carried) => carried,
            Err(error) => Carried::failed(&error, self.effect(), self.job.attempt, &mut self.random()),
        }
    }

    /// What is still to be sent is left to others when the lease ends before an answer could come: this process stood
    /// still meanwhile, and somebody else may have the job by then.
    fn too_late(&self, engine: &Engine) -> Option<Carried> {
        let options = &engine.0.options;
        let margin = options.deadline_ms.min(options.lease_ms / 2);
        if self.time.now(engine).plus(margin) <= self.job.run_at {
            return None;
        }
        let error = Error::new(ErrorKind::Unavailable, "the lease ends before an answer could come")
            .during("worker.carry")
            .at(Phase::NotSent);
        let late = Carried::failed(&error, self.effect(), self.job.attempt, &mut self.random());
        // It says nothing about the platform.
        Some(Carried::local(late.outcome))
    }

    async fn attempt(&self, engine: &Engine) -> Result<Carried> {
        let line = self.line.as_ref().map_err(Clone::clone)?;
        match &self.job.body {
            JobBody::Refetch { object, .. } => {
                let parsed = detail(engine, line, object, self.now).await?;
                Ok(Carried::done(taken(line, "detail", parsed, self.now)))
            }
            JobBody::Action { action, .. } => self.act(engine, line, action).await,
            JobBody::Poll { .. } => poll(engine, line, self.now).await.map(Carried::done),
            JobBody::Token { .. } => renew(engine, line, self.now).await.map(Carried::done),
            _ => Err(Error::internal("this job is not carried out here").during("worker.carry")),
        }
    }

    /// An action that is in doubt is read back first, and sent again only when it surely did not happen.
    async fn act(&self, engine: &Engine, line: &Line, action: &Action) -> Result<Carried> {
        let mut seen = Outcome::default();
        if self.job.doubt && !mutation::on(Mutation::BlindResend) {
            // A read-back that fails leaves the doubt as it was.
            let in_doubt = |e: Error| e.at(Phase::InDoubt);
            let parsed = detail(engine, line, &action.object, self.now).await.map_err(in_doubt)?;
            let now = after_sale(&parsed.facts, action);
            let happened = now.and_then(|(_, it)| line.adapter.action_happened(action, it));
            // Such as a refusal that arrived, and a buyer who asked again since: the new request was never decided on.
            let moved = now.is_some_and(|(revision, _)| action.revision.is_some_and(|old| revision > old));
            seen = taken(line, "detail", parsed, self.now);
            match happened {
                Some(true) => return Ok(Carried::done(seen)),
                Some(false) if moved => return Ok(self.told_nothing(&moved_on(action), seen)),
                Some(false) => {}
                None => {
                    seen.end = End::Unknown {
                        error: (&cannot_tell(action)).into(),
                    };
                    return Ok(Carried::done(seen));
                }
            }
        }
        if let Some(mut late) = self.too_late(engine) {
            late.outcome.facts = seen.facts;
            return Ok(late);
        }
        match self.tell(engine, line, action).await {
            Ok(mut outcome) => {
                seen.facts.append(&mut outcome.facts);
                seen.signals.append(&mut outcome.signals);
                Ok(Carried::done(seen))
            }
            Err(error) => Ok(self.told_nothing(&error, seen)),
        }
    }

    /// The end that an error means for an action, with what was read meanwhile.
    fn told_nothing(&self, error: &Error, seen: Outcome) -> Carried {
        let mut carried = Carried::failed(error, Effect::Writes, self.job.attempt, &mut self.random());
        carried.outcome = Outcome {
            end: carried.outcome.end,
            ..seen
        };
        carried
    }

    async fn tell(&self, engine: &Engine, line: &Line, action: &Action) -> Result<Outcome> {
        let call = line.call(self.now)?;
        let request = line.adapter.action_request(&call, action)?;
        let answer = engine.send(request).await?;
        let said = line.adapter.action_read(&call, action, &answer)?;
        let look = Signal {
            object: action.object.clone(),
            revision: None,
            status: None,
            dedupe: None,
        };
        Ok(Outcome {
            facts: said.facts,
            signals: said.refetch.then_some(look).into_iter().collect(),
            ..Outcome::default()
        })
    }
}

/// Reads one object.
pub(crate) async fn detail(engine: &Engine, line: &Line, object: &ObjectRef, now: Timestamp) -> Result<Parsed> {
    let call = line.call(now)?;
    let request = line.adapter.detail_request(&call, object)?;
    let answer = engine.send(request).await?;
    line.adapter.detail_read(&call, object, &answer)
}

/// Reads one page of changes.
pub(crate) async fn poll_page(
    engine: &Engine,
    line: &Line,
    cursor: &PollCursor,
    now: Timestamp,
) -> Result<crate::platform::PollPage> {
    let call = line.call(now)?;
    let request = line.adapter.poll_request(&call, cursor)?;
    let answer = engine.send(request).await?;
    line.adapter.poll_read(&call, cursor, &answer)
}

async fn poll(engine: &Engine, line: &Line, now: Timestamp) -> Result<Outcome> {
    let cursor = cursor(line, now, engine.0.options.first_poll_ms);
    let page = poll_page(engine, line, &cursor, now).await?;
    let polled = Some(Polled {
        to: cursor.to,
        next: page.next,
    });
    Ok(Outcome {
        polled,
        ..taken(line, "poll", page.parsed, now)
    })
}

/// Where a poll goes on: inside its window, or in the next one, which reaches back by the overlap.
fn cursor(line: &Line, now: Timestamp, first_ms: i64) -> PollCursor {
    let can = line.adapter.capabilities();
    let window = can.poll_window_ms.max(1);
    let state = line.state.as_ref();
    let until = state.and_then(|s| s.polled_until).map(|t| t.plus(-can.poll_overlap_ms));
    let running = state.and_then(|s| s.poll_to.zip(s.poll_page.clone()));
    match (until, running) {
        (Some(from), Some((to, page))) => PollCursor {
            from,
            to,
            page: Some(page),
        },
        // The first window of all: its lower end follows from its upper end, so that all its pages share it.
        (None, Some((to, page))) => PollCursor {
            from: to.plus(-first_ms.min(window)),
            to,
            page: Some(page),
        },
        (until, None) => {
            let from = until.unwrap_or(now.plus(-first_ms));
            let to = if from.plus(window) < now {
                from.plus(window)
            } else {
                now.max(from)
            };
            PollCursor { from, to, page: None }
        }
    }
}

async fn renew(engine: &Engine, line: &Line, now: Timestamp) -> Result<Outcome> {
    let old = line.state.as_ref().and_then(|s| s.tokens.clone());
    let refresh = old.as_ref().and_then(|t| t.refresh.clone());
    let ask = refresh.map_or(TokenRequest::SelfUse, |token| TokenRequest::Refresh(Secret::new(token)));
    let call = line.bare(now);
    let request = line.adapter.token_request(&call, &ask)?;
    let answer = engine.send(request).await?;
    // A refused refresh token is not renewed by waiting: a person must connect the shop again.
    let for_good = |e: Error| match e.kind() {
        ErrorKind::Unauthorized => refused(&e),
        _ => e,
    };
    let tokens = line.adapter.token_read(&call, &answer).map_err(for_good)?;
    Ok(Outcome {
        tokens: Some(tokens),
        renewed_from: old,
        ..Outcome::default()
    })
}

fn refused(e: &Error) -> Error {
    let error = Error::new(ErrorKind::Forbidden, e.message())
        .during("worker.token")
        .at(Phase::Answered);
    let error = error.hint("connect the shop again");
    match e.upstream_said() {
        Some(said) => error.upstream(said.clone()),
        None => error,
    }
}

/// What was read, as an outcome that is done.
pub(crate) fn taken(line: &Line, from: &str, parsed: Parsed, now: Timestamp) -> Outcome {
    let keep = |part| quarantine(&line.platform, from, part, now);
    Outcome {
        facts: parsed.facts,
        signals: parsed.signals,
        unreadable: parsed.unreadable.into_iter().map(keep).collect(),
        ..Outcome::default()
    }
}

fn cannot_tell(action: &Action) -> Error {
    Error::new(
        ErrorKind::Rejected,
        "it cannot be told whether the platform took the action",
    )
    .during("worker.act")
    .at(Phase::Answered)
    .with("verb", action.verb.as_str())
    .hint("look on the platform, then set the job going again or drop it")
}

fn moved_on(action: &Action) -> Error {
    Error::new(
        ErrorKind::Conflict,
        "no answer came, and the object moved on since: it is not told again",
    )
    .during("worker.act")
    .at(Phase::Answered)
    .with("verb", action.verb.as_str())
    .hint("look at the ticket as it is now and decide again")
}

/// The after-sale an action is on, among what was read, with its revision.
fn after_sale<'a>(facts: &'a [Fact], action: &Action) -> Option<(i64, &'a AfterSale)> {
    facts.iter().find_map(|fact| match &fact.body {
        FactBody::AfterSale(seen)
            if seen.object == action.object.object && seen.external_id == action.object.external_id =>
        {
            Some((fact.revision, &**seen))
        }
        _ => None,
    })
}
