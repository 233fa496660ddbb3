//! Sends what is due to the receiver, over real HTTP.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::dialect::{Message, PushRequest, PushVerb, SignaturePlace};
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
    let batches = {
        let mut state = locked(&state);
        state.push_changes();
        let largest = state.dialect.delivering().largest_batch;
        state.core.pusher.take_due(now_ms, largest)
    };
    for batch in batches {
        // A receiver that was taken away meanwhile gets nothing.
        let Some(url) = receiver(&state, &batch) else { continue };
        if batch.iter().any(|delivery| delivery.lost) {
            report.lost += 1;
            continue;
        }
        let forgery = batch.iter().find_map(|delivery| delivery.forgery);
        let messages: Vec<Message> = batch.iter().map(|delivery| delivery.message.clone()).collect();
        let push = signed(&state, &messages, forgery);
        report.requests += 1;
        let answer = send(&client, &url, push).await;
        let acked = answer.is_some_and(|(status, body)| locked(&state).dialect.acknowledged(status, &body));
        if forgery.is_some() {
            report.forged += 1;
            report.forged_refused += u64::from(!acked);
        } else {
            settle(&state, batch, acked, now_ms, &mut report);
        }
    }
    report
}

pub(super) fn receiver(state: &Mutex<State>, batch: &[Delivery]) -> Option<String> {
    let shop_id = batch.first()?.message.shop_id;
    locked(state).core.pusher.url_of(shop_id).map(str::to_owned)
}

/// Asks the receiver whether it is there, as the platform does when the address is saved.
pub(crate) async fn probe(state: Arc<Mutex<State>>, client: reqwest::Client, shop_id: Option<i64>) -> bool {
    let (url, push) = {
        let state = locked(&state);
        let pusher = &state.core.pusher;
        let url = shop_id.map_or(pusher.url.as_deref(), |shop_id| pusher.url_of(shop_id));
        (url.map(str::to_owned), state.dialect.probe(&state.core, shop_id))
    };
    let Some(url) = url else { return false };
    let Some(push) = push else { return true };
    let answer = send(&client, &url, push.clone()).await;
    answer.is_some_and(|(status, body)| locked(&state).dialect.probe_answered(&push, status, &body))
}

pub(super) fn settle(state: &Mutex<State>, batch: Vec<Delivery>, acked: bool, now_ms: i64, report: &mut PumpReport) {
    for delivery in batch {
        report.sent += 1;
        report.duplicated += u64::from(delivery.duplicate);
        if acked {
            report.acked += 1;
            continue;
        }
        report.failed += 1;
        let mut state = locked(state);
        let waits = state.dialect.delivering().repeat_after_ms;
        let again = state.core.pusher.again(delivery, now_ms, waits);
        report.gave_up += u64::from(!again);
    }
}

pub(super) fn signed(state: &Mutex<State>, messages: &[Message], forgery: Option<Forgery>) -> PushRequest {
    let state = locked(state);
    let mut push = state.dialect.push(&state.core, messages);
    let place = state.dialect.delivering().signature;
    match forgery {
        None => {}
        Some(Forgery::ChangedBody) => state.dialect.tamper(&mut push.body),
        Some(Forgery::NoSignature) => push.remove(place),
        Some(Forgery::WrongSignature) => {
            if let Some(value) = push.signature(place) {
                *value = another(value);
            }
        }
    }
    push
}

impl PushRequest {
    fn fields(&mut self, place: SignaturePlace) -> (&'static str, &mut Vec<(String, String)>) {
        match place {
            SignaturePlace::Header(name) => (name, &mut self.headers),
            SignaturePlace::Query(name) => (name, &mut self.query),
        }
    }

    fn signature(&mut self, place: SignaturePlace) -> Option<&mut String> {
        let (wanted, fields) = self.fields(place);
        let found = fields.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value)
    }

    fn remove(&mut self, place: SignaturePlace) {
        let (wanted, fields) = self.fields(place);
        fields.retain(|(name, _)| !name.eq_ignore_ascii_case(wanted));
    }
}

/// A signature of the same shape that is wrong for certain.
fn another(signature: &str) -> String {
    let mut wrong: String = signature.chars().rev().collect::<String>().replace('0', "1");
    if wrong.is_empty() {
        return wrong;
    }
    let first = if signature.starts_with('f') { "e" } else { "f" };
    wrong.replace_range(..1, first);
    wrong
}

/// Status and body of the answer, or nothing when there was none.
async fn send(client: &reqwest::Client, url: &str, push: PushRequest) -> Option<(u16, Vec<u8>)> {
    let mut request = match push.verb {
        PushVerb::Get => client.get(url),
        PushVerb::Post => client
            .post(url)
            .header("content-type", "application/json")
            .body(push.body),
    };
    if !push.query.is_empty() {
        request = request.query(&push.query);
    }
    for (name, value) in push.headers {
        request = request.header(name, value);
    }
    let response = request.send().await.ok()?;
    let status = response.status().as_u16();
    Some((status, response.bytes().await.ok()?.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::another;

    #[test]
    fn another_signature_differs_from_the_true_one() {
        for signature in ["", "0", "f", "e", "f00f", "0ff0", "abc0", "e1"] {
            let wrong = another(signature);
            assert_eq!(wrong.len(), signature.len());
            assert!(signature.is_empty() || wrong != signature, "{signature}");
        }
    }
}
