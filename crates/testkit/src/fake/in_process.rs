//! The same platform without a socket: bytes in, bytes out, on the caller's thread. For simulators, which own the network.

use aftersync_core::platform::{Delivery as Received, HttpRequest, HttpResponse};

use super::dialect::ApiRequest;
use super::platform::FakePlatform;
use super::pump::{receiver, settle, signed};
use super::pusher::{Delivery, PumpReport};
use super::server::{locked, pairs};
use super::state::Leaving;

/// What came of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Called {
    /// An answer of any status.
    Answered(HttpResponse),
    /// The connection ended without one; whether the call was applied is not told.
    Dropped,
}

/// A push on its way: hand [`Push::received`] to the receiver, then tell the platform what came back.
#[derive(Debug)]
pub struct Push {
    /// The receiver's address, as it was set.
    pub to: String,
    /// What the receiver gets.
    pub received: Received,
    /// A forged copy: the receiver must refuse it.
    pub forged: bool,
    /// The second copy of a message.
    pub repeated: bool,
    batch: Vec<Delivery>,
}

impl FakePlatform {
    /// Makes one call of the platform's API.
    #[must_use]
    pub fn call(&self, request: &HttpRequest) -> Called {
        let leaving = locked(&self.state).handle(&read(request));
        match leaving {
            Leaving::Whole(answer) | Leaving::Late(answer) => Called::Answered(HttpResponse {
                status: answer.status,
                headers: vec![("content-type".to_owned(), answer.content_type.to_owned())],
                body: answer.body,
            }),
            Leaving::Never => Called::Dropped,
        }
    }

    /// Takes every push due at `now_ms`, oldest first, and how many were lost on the way. Answer each with
    /// [`FakePlatform::push_answered`], else it is never repeated.
    #[must_use]
    pub fn due_pushes(&self, now_ms: i64) -> (Vec<Push>, u64) {
        let batches = {
            let mut state = locked(&self.state);
            state.push_changes();
            let largest = state.dialect.delivering().largest_batch;
            state.core.pusher.take_due(now_ms, largest)
        };
        let (lost, alive): (Vec<_>, Vec<_>) = batches.into_iter().partition(|batch| batch.iter().any(|it| it.lost));
        let pushes = alive.into_iter().filter_map(|batch| self.push(batch)).collect();
        (pushes, u64::try_from(lost.len()).unwrap_or(u64::MAX))
    }

    fn push(&self, batch: Vec<Delivery>) -> Option<Push> {
        let to = receiver(&self.state, &batch)?;
        let forgery = batch.iter().find_map(|delivery| delivery.forgery);
        let messages: Vec<_> = batch.iter().map(|delivery| delivery.message.clone()).collect();
        let sent = signed(&self.state, &messages, forgery);
        let mut headers = sent.headers;
        headers.push(("content-type".to_owned(), "application/json".to_owned()));
        Some(Push {
            to,
            received: Received {
                path: "/".to_owned(),
                query: sent.query,
                headers,
                body: sent.body,
            },
            forged: forgery.is_some(),
            repeated: batch.iter().any(|delivery| delivery.duplicate || delivery.attempt > 0),
            batch,
        })
    }

    /// Tells the platform how the receiver answered (status and body; `None`: not at all). What was not acknowledged comes
    /// again later, as often as the platform does that. A forged copy is not repeated.
    pub fn push_answered(&self, push: Push, answer: Option<(u16, &[u8])>, now_ms: i64) -> PumpReport {
        let acked = answer.is_some_and(|(status, body)| locked(&self.state).dialect.acknowledged(status, body));
        let mut report = PumpReport {
            requests: 1,
            ..PumpReport::default()
        };
        if push.forged {
            report.forged = 1;
            report.forged_refused = u64::from(!acked);
        } else {
            settle(&self.state, push.batch, acked, now_ms, &mut report);
        }
        report
    }
}

/// The request as the server would have read it.
fn read(request: &HttpRequest) -> ApiRequest {
    let after_host = request
        .url
        .split_once("://")
        .map_or(request.url.as_str(), |(_, rest)| rest);
    let target = after_host
        .find('/')
        .map_or("/", |at| after_host.get(at..).unwrap_or("/"));
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let lower = |(name, value): &(String, String)| (name.to_ascii_lowercase(), value.clone());
    ApiRequest {
        verb: request.method.as_str().to_owned(),
        path: path.to_owned(),
        query: pairs(query),
        headers: request.headers.iter().map(lower).collect(),
        body: request.body.clone(),
    }
}
