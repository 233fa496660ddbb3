//! Sends what is due to the receiver, over real HTTP.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::dialect::{Message, PushRequest};
use super::pusher::{Delivery, Forgery, PumpReport};
use super::server::locked;
use super::state::State;

/// A receiver that has not answered by then has not acknowledged. Generous, because it is real time on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A client for loopback: no proxy, no certificates.
pub(crate) fn client() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .no_proxy()
        .tls_built_in_root_certs(false)
        .timeout(PATIENCE)
        .build()
}

/// Delivers everything due at `now_ms`, one request after the other.
pub(crate) async fn deliver(state: Arc<Mutex<State>>, client: reqwest::Client, now_ms: i64) -> PumpReport {
    let mut report = PumpReport::default();
    let (url, batches) = {
        let mut state = locked(&state);
        state.push_changes();
        (state.core.pusher.url.clone(), state.core.pusher.take_due(now_ms))
    };
    let Some(url) = url else { return report };
    for batch in batches {
        if batch.iter().any(|delivery| delivery.lost) {
            report.lost += 1;
            continue;
        }
        let forgery = batch.iter().find_map(|delivery| delivery.forgery);
        let messages: Vec<Message> = batch.iter().map(|delivery| delivery.message.clone()).collect();
        let push = signed(&state, &messages, forgery);
        report.requests += 1;
        let acked = send(&state, &client, &url, push).await;
        if forgery.is_some() {
            report.forged += 1;
            report.forged_refused += u64::from(!acked);
        } else {
            settle(&state, batch, acked, now_ms, &mut report);
        }
    }
    report
}

/// Asks the receiver whether it is there, as the platform does when the address is saved.
pub(crate) async fn probe(state: Arc<Mutex<State>>, client: reqwest::Client) -> bool {
    let (url, message) = {
        let state = locked(&state);
        (state.core.pusher.url.clone(), state.dialect.probe())
    };
    let Some(url) = url else { return false };
    let push = signed(&state, &[message], None);
    send(&state, &client, &url, push).await
}

fn settle(state: &Mutex<State>, batch: Vec<Delivery>, acked: bool, now_ms: i64, report: &mut PumpReport) {
    for delivery in batch {
        report.sent += 1;
        report.duplicated += u64::from(delivery.duplicate);
        if acked {
            report.acked += 1;
            continue;
        }
        report.failed += 1;
        let again = locked(state).core.pusher.again(delivery, now_ms);
        report.gave_up += u64::from(!again);
    }
}

fn signed(state: &Mutex<State>, messages: &[Message], forgery: Option<Forgery>) -> PushRequest {
    let state = locked(state);
    let mut push = state.dialect.push(&state.core, messages);
    let name = state.dialect.signature_header();
    match forgery {
        None => {}
        Some(Forgery::ChangedBody) => push.body.push(b' '),
        Some(Forgery::NoSignature) => push.headers.retain(|(header, _)| header != name),
        Some(Forgery::WrongSignature) => {
            for (_, value) in push.headers.iter_mut().filter(|(header, _)| header == name) {
                *value = value.chars().rev().collect::<String>().replace('0', "1");
                value.replace_range(..1, if value.starts_with('f') { "e" } else { "f" });
            }
        }
    }
    push
}

async fn send(state: &Mutex<State>, client: &reqwest::Client, url: &str, push: PushRequest) -> bool {
    let mut request = client
        .post(url)
        .header("content-type", "application/json")
        .body(push.body);
    for (name, value) in push.headers {
        request = request.header(name, value);
    }
    let Ok(response) = request.send().await else {
        return false;
    };
    let status = response.status().as_u16();
    let Ok(body) = response.bytes().await else { return false };
    locked(state).dialect.acknowledged(status, &body)
}
