//! What the calls of a process came to, and which ends nobody foresees.
use aftersync::{Cursor, Difference, ErrorKind, Finding};

use super::agents::Wish;
use super::process::Ended;
use super::run::Sim;

impl Sim {
    /// A call of a process came to its end.
    pub(super) fn ended(&mut self, place: usize, ended: Ended) {
        match ended {
            Ended::Push(id, Ok(receipt)) => {
                let reply = (receipt.reply.status, &receipt.reply.body[..]);
                if let Some((_, site, push)) = self.receiving.remove(&id) {
                    self.pushed(site, push, Some(reply));
                }
            }
            Ended::Push(id, Err(error)) => {
                self.unexpected(
                    "a push",
                    &error,
                    &[ErrorKind::Signature, ErrorKind::Malformed, ErrorKind::Unavailable],
                );
                let reply = aftersync::Engine::refusal(&error);
                if let Some((_, site, push)) = self.receiving.remove(&id) {
                    self.pushed(site, push, Some((reply.status, &reply.body)));
                }
            }
            Ended::Intent(at, result) => self.answered(at, result),
            Ended::Host(Ok(n)) => {
                for _ in 0..self.ledger.lost() {
                    self.trace.fault("notice answer lost", "host", format_args!(""));
                }
                if n > 0 {
                    self.trace.say("notices", "host", format_args!("{n}"));
                }
                self.wrong.extend(self.ledger.wrong());
                // With larger batches a job may be settled and taken again in one commit.
                if self.plan.batch == 1 && self.ledger.settled_under(self.watch.run_out.iter()) {
                    self.wrong
                        .push("a job was settled under a lease that somebody else had followed".to_owned());
                }
            }
            Ended::Host(Err(error)) => self.unexpected("the host's sender", &error, TROUBLE),
            Ended::Worker(result) => {
                let what = format!("the worker of process {place} stopped: {result:?}");
                self.wrong.push(what);
            }
            Ended::Compared(site, shop, Ok(report)) => {
                // The fake platform forgets a complaint when a second one is raised; nothing can be compared with it.
                let forgotten = |f: &Finding| f.object == "complaint" && f.difference == Difference::OnlyHere;
                let found = report.findings.iter().filter(|f| !forgotten(f)).count();
                self.trace.say(
                    "compared",
                    format_args!("site {site}"),
                    format_args!("shop {shop}: {} objects, {found} differ", report.compared),
                );
                for f in &report.findings {
                    let (object, id, how) = (&f.object, &f.external_id, f.difference);
                    let (ours, theirs, why) = (&f.ours, &f.theirs, f.because.as_deref().unwrap_or_default());
                    self.trace.say(
                        "differs",
                        site,
                        format_args!("{object} {id}: {how:?}, {ours:?} here, {theirs:?} there {why}"),
                    );
                }
                self.differences = Some(self.differences.unwrap_or(0) + found);
            }
            Ended::Compared(_, _, Err(error)) => {
                let more = [
                    ErrorKind::Unauthorized,
                    ErrorKind::Forbidden,
                    ErrorKind::RateLimited,
                    ErrorKind::Malformed,
                    ErrorKind::Rejected,
                ];
                self.unexpected("a comparison", &error, &[TROUBLE, &more].concat());
            }
            Ended::Registered(n, life, given) => self.registered(n, life, given),
            Ended::Revoked(n, life, done) => self.revoked(n, life, done),
            Ended::Synced {
                n,
                life,
                exchange,
                revoked,
                answer,
            } => self.synced((n, life), (exchange, revoked), answer),
            Ended::Connected(Ok(())) => {}
            Ended::Connected(Err(error)) => {
                self.trace.fault(
                    "not connected",
                    format_args!("people"),
                    format_args!("{:?}", error.kind()),
                );
                self.unconnected += 1;
                self.unexpected("connecting", &error, TROUBLE);
            }
        }
    }

    fn unexpected(&mut self, of: &str, error: &aftersync::Error, fine: &[ErrorKind]) {
        if !fine.contains(&error.kind()) {
            self.wrong.push(format!("{of} ended with {error:?}"));
        }
    }

    /// Somebody's intent was answered.
    fn answered(&mut self, at: usize, result: Result<(bool, Cursor), aftersync::Error>) {
        if let Ok((_, cursor)) = &result
            && *cursor
                > self
                    .store
                    .reader()
                    .unwrap()
                    .head(&self.tenants[self.intents[at].tenant])
                    .unwrap()
                    .cursor
        {
            self.wrong.push(format!(
                "intent {at} was answered with a place that the log does not have"
            ));
        }
        let intent = &mut self.intents[at];
        intent.under_way = intent.under_way.saturating_sub(1);
        let word = match &result {
            Ok((true, _)) => "done".to_owned(),
            Ok((false, _)) => "known already".to_owned(),
            Err(error) => format!("{:?}: {}", error.kind(), error.message()),
        };
        self.trace.say("answer", "people", format_args!("{at}: {word}"));
        match result {
            Ok((fresh, _)) => {
                intent.over = true;
                intent.applied += u32::from(fresh);
                if intent.applied > 1 && matches!(intent.what, Wish::Do(_)) {
                    self.wrong
                        .push(format!("intent {at} was applied {} times", intent.applied));
                }
            }
            Err(error) => match error.kind() {
                ErrorKind::Unavailable => {}
                ErrorKind::Rejected
                | ErrorKind::Conflict
                | ErrorKind::Forbidden
                | ErrorKind::Unsupported
                | ErrorKind::NotFound => intent.over = true,
                _ => self.wrong.push(format!("intent {at} ended with {error:?}")),
            },
        }
    }
}

/// What a storm may bring about.
const TROUBLE: &[ErrorKind] = &[ErrorKind::Unavailable, ErrorKind::Conflict];
