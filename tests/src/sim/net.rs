//! The network between engine processes and platforms: every call is on its way until the simulator moves it on.
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aftersync::{Error, ErrorKind, HttpRequest, HttpResponse, Phase, Result, Transport};
use aftersync_testkit::fake::Called;
use async_trait::async_trait;
use futures::channel::oneshot;
use serde_json::Value;

use super::plan::Rates;
use super::site::Site;
use super::trace::Trace;
use crate::prng::Prng;

/// A process waits no longer for an answer.
const DEADLINE: i64 = 15_000;

/// The network. Clones share it.
#[derive(Clone, Default)]
pub struct Net(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    next: u64,
    flights: BTreeMap<u64, Flight>,
    /// What reads were answered before, by site and request line.
    past: BTreeMap<(usize, String), Vec<HttpResponse>>,
    /// Renewed tokens that are on their way into the store: by process, and how many more of its commits that may take.
    renewals: Vec<(usize, u32)>,
    /// Renewed tokens that may have got lost on that way.
    lost_renewals: u64,
    /// What a platform has just shown: the site, and the request for it.
    shown: Option<(usize, String)>,
}

/// So many commits after the answer came home its token is surely kept.
const COMMITS_TO_KEEP: u32 = 4;

/// One call on its way.
struct Flight {
    process: usize,
    request: HttpRequest,
    answer: oneshot::Sender<Result<HttpResponse>>,
    at: At,
}

enum At {
    /// Just sent.
    Sent,
    /// Arrives at the platform then.
    Out(i64, i64),
    /// Arrives back home then.
    Back(i64, Result<HttpResponse>),
}

/// The port of one process.
pub struct Port {
    net: Net,
    process: usize,
}

#[async_trait]
impl Transport for Port {
    async fn send(&self, request: HttpRequest, _deadline: Duration) -> Result<HttpResponse> {
        let (answer, waits) = oneshot::channel();
        {
            let mut state = self.net.lock();
            let id = state.next;
            state.next += 1;
            let flight = Flight {
                process: self.process,
                request,
                answer,
                at: At::Sent,
            };
            state.flights.insert(id, flight);
        }
        waits.await.unwrap_or_else(|_| Err(lost()))
    }
}

fn lost() -> Error {
    Error::new(ErrorKind::Unavailable, "no answer came")
        .during("sim.send")
        .at(Phase::InDoubt)
}

fn refused() -> Error {
    Error::new(ErrorKind::Unavailable, "nobody is there")
        .during("sim.send")
        .at(Phase::NotSent)
}

impl Net {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The port of a process.
    pub fn port(&self, process: usize) -> Arc<Port> {
        Arc::new(Port {
            net: self.clone(),
            process,
        })
    }

    /// Calls that can be moved on now.
    pub fn ready(&self, now: i64) -> Vec<u64> {
        let ready = |flight: &Flight| match flight.at {
            At::Sent => true,
            At::Out(at, _) | At::Back(at, _) => at <= now,
        };
        let state = self.lock();
        state
            .flights
            .iter()
            .filter(|(_, f)| ready(f))
            .map(|(id, _)| *id)
            .collect()
    }

    /// When the next call can be moved on.
    pub fn next(&self) -> Option<i64> {
        let at = |flight: &Flight| match flight.at {
            At::Sent => 0,
            At::Out(at, _) | At::Back(at, _) => at,
        };
        self.lock().flights.values().map(at).min()
    }

    /// Time passed. What a client was about to send is not sent after its deadline: the lease it was sent under is over.
    pub fn passed(&self, now: i64, ms: i64) {
        if ms <= DEADLINE {
            return;
        }
        for flight in self.lock().flights.values_mut() {
            if matches!(flight.at, At::Sent) {
                flight.at = At::Back(now, Err(lost()));
            }
        }
    }

    /// How many renewed tokens may have got lost before they were kept.
    pub fn lost_renewals(&self) -> u64 {
        self.lock().lost_renewals
    }

    /// A process died, stood still, or one of its commits went wrong: what it was about to keep may be lost.
    pub fn disturbed(&self, process: usize) {
        let mut state = self.lock();
        let state = &mut *state;
        let out = state
            .flights
            .values()
            .filter(|f| f.process == process && is_token(&f.request))
            .count();
        let hit = state.renewals.iter().filter(|(p, _)| *p == process).count();
        state.lost_renewals += (out + hit) as u64;
    }

    /// The object that a platform has just shown: its site, and the request that names it.
    pub fn just_shown(&self) -> Option<(usize, String)> {
        self.lock().shown.take()
    }

    /// A process committed.
    pub fn committed(&self, process: usize) {
        let mut state = self.lock();
        for (_, left) in state.renewals.iter_mut().filter(|(p, _)| *p == process) {
            *left = left.saturating_sub(1);
        }
        state.renewals.retain(|(_, left)| *left > 0);
    }

    /// Moves a call on by one step; gives the process that was answered.
    pub fn step(
        &self,
        id: u64,
        now: i64,
        sites: &[Site],
        rates: &Rates,
        dice: &mut Prng,
        trace: &mut Trace,
    ) -> Option<usize> {
        let mut flight = self.lock().flights.remove(&id)?;
        let (process, line) = (flight.process, line(&flight.request));
        let who = format!("net {process}");
        let at = std::mem::replace(&mut flight.at, At::Sent);
        flight.at = match at {
            At::Sent => {
                trace.say("send", &who, format_args!("{line}"));
                leave(now, rates, dice, trace, &who, &line)
            }
            At::Out(_, sent) if now > sent + DEADLINE => {
                trace.fault("request lost", &who, format_args!("{line}"));
                At::Back(now, Err(lost()))
            }
            At::Out(_, sent) => {
                let site = site_of(&flight.request);
                let called = sites.get(site).map(|s| s.fake.call(&flight.request));
                let asked = flight.request.body.len();
                trace.say(
                    "call",
                    &who,
                    format_args!("{line} ({asked} bytes) -> {}", shown(called.as_ref())),
                );
                self.come_back(&flight, site, called, sent, now, rates, dice, trace)
            }
            At::Back(_, result) => {
                if is_token(&flight.request) {
                    self.lock().renewals.push((process, COMMITS_TO_KEEP));
                }
                flight.answer.send(result).ok();
                return Some(process);
            }
        };
        self.lock().flights.insert(id, flight);
        None
    }

    #[allow(clippy::too_many_arguments)] // one step of one call, with all that may happen to it
    fn come_back(
        &self,
        flight: &Flight,
        site: usize,
        called: Option<Called>,
        sent: i64,
        now: i64,
        rates: &Rates,
        dice: &mut Prng,
        trace: &mut Trace,
    ) -> At {
        let (who, line) = (format!("net {}", flight.process), line(&flight.request));
        let given_up = At::Back((sent + DEADLINE).max(now), Err(lost()));
        let token = is_token(&flight.request);
        let lose = |answered: At| {
            if token {
                self.lock().lost_renewals += 1;
            }
            answered
        };
        let Some(Called::Answered(mut answer)) = called else {
            return lose(given_up);
        };
        let mut hits = |rate: usize| rate > 0 && dice.below(1_000) < rate;
        if hits(rates.lose_answer) {
            trace.fault("answer lost", &who, format_args!("{line}"));
            return lose(given_up);
        }
        if hits(rates.gateway) {
            trace.fault(
                "gateway",
                &who,
                format_args!("{line} is answered 502 after it was applied"),
            );
            answer.status = 502;
            answer.body.clear();
            return lose(At::Back(now, Ok(answer)));
        }
        if hits(rates.truncate) && answer.body.len() > 2 {
            trace.fault("truncated", &who, format_args!("{line}"));
            answer.body.truncate(answer.body.len() / 2);
            return lose(At::Back(now, Ok(answer)));
        }
        let reads = reads(&flight.request);
        if !reads && !token && hits(rates.lose_action) {
            trace.fault("answer of an action lost", &who, format_args!("{line}"));
            return given_up;
        }
        if reads && answer.status == 200 {
            let key = (site, question(&flight.request));
            let mut state = self.lock();
            state.shown = Some(key.clone()).filter(|_| !is_list(&flight.request));
            let past = state.past.entry(key).or_default();
            let old = past.iter().rev().find(|old| old.body != answer.body).cloned();
            past.push(answer.clone());
            drop(state);
            if let Some(old) = old.filter(|_| hits(rates.stale)) {
                trace.fault("old snapshot", &who, format_args!("{line}"));
                answer = old;
            } else if is_list(&flight.request) && hits(rates.lie) && lie(&mut answer.body) {
                trace.fault("list lies", &who, format_args!("{line}"));
            }
        }
        let late = if hits(rates.delay) {
            trace.fault("answer delayed", &who, format_args!("{line}"));
            dice.below(10_000) as i64
        } else {
            dice.below(40) as i64
        };
        if now + late > sent + DEADLINE {
            return lose(given_up);
        }
        At::Back(now + late, Ok(answer))
    }
}

fn leave(now: i64, rates: &Rates, dice: &mut Prng, trace: &mut Trace, who: &str, line: &str) -> At {
    let mut hits = |rate: usize| rate > 0 && dice.below(1_000) < rate;
    if hits(rates.refuse) {
        trace.fault("connection refused", who, format_args!("{line}"));
        return At::Back(now, Err(refused()));
    }
    if hits(rates.lose_request) {
        trace.fault("request lost", who, format_args!("{line}"));
        return At::Back(now + DEADLINE, Err(lost()));
    }
    if hits(rates.delay) {
        trace.fault("request delayed", who, format_args!("{line}"));
        return At::Out(now + dice.below(8_000) as i64, now);
    }
    At::Out(now + dice.below(40) as i64, now)
}

fn site_of(request: &HttpRequest) -> usize {
    let host = request.url.split_once("://").map_or("", |(_, rest)| rest);
    host.split('.')
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(usize::MAX)
}

/// Path and method name, without query and body: nothing that changes from run to run by time stands in it.
fn line(request: &HttpRequest) -> String {
    let rest = request.url.split_once(".invalid").map_or("", |(_, rest)| rest);
    let path = rest.split('?').next().unwrap_or("");
    format!("{}{path}", site_of(request))
}

/// What a read asks, signatures and times apart.
fn question(request: &HttpRequest) -> String {
    let body = String::from_utf8_lossy(&request.body);
    let query = request.url.split_once('?').map_or("", |(_, query)| query);
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            !["sign=", "timestamp=", "access_token="]
                .iter()
                .any(|p| pair.starts_with(p))
        })
        .collect();
    format!("{} {} {body}", line(request), kept.join("&"))
}

fn is_token(request: &HttpRequest) -> bool {
    line(request).contains("token")
}

fn is_list(request: &HttpRequest) -> bool {
    let line = line(request).to_ascii_lowercase();
    line.contains("list") || line.contains("search")
}

fn reads(request: &HttpRequest) -> bool {
    let line = line(request).to_ascii_lowercase();
    let words = ["detail", "list", "search", "/get"];
    !is_token(request) && words.iter().any(|word| line.contains(word))
}

fn shown(called: Option<&Called>) -> String {
    match called {
        Some(Called::Answered(answer)) => format!("{} ({} bytes)", answer.status, answer.body.len()),
        Some(Called::Dropped) => "dropped".to_owned(),
        None => "no such platform".to_owned(),
    }
}

/// Changes totals and ends of a list; whether there was anything to change.
fn lie(body: &mut Vec<u8>) -> bool {
    let Ok(mut value) = serde_json::from_slice::<Value>(body) else {
        return false;
    };
    let told = twist(&mut value);
    if told {
        *body = value.to_string().into_bytes();
    }
    told
}

fn twist(value: &mut Value) -> bool {
    match value {
        Value::Object(fields) => {
            let mut told = false;
            for (name, field) in fields.iter_mut() {
                told |= match field {
                    Value::Bool(more) if name.contains("more") || name.contains("next") => {
                        *more = false;
                        true
                    }
                    Value::Number(_) if name.contains("total") => {
                        *field = 1.into();
                        true
                    }
                    other => twist(other),
                };
            }
            told
        }
        Value::Array(items) => {
            let mut told = false;
            for item in items {
                told |= twist(item);
            }
            told
        }
        _ => false,
    }
}
