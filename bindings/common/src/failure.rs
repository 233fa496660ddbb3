//! Errors as data: what crosses a language border.
use std::collections::BTreeMap;

use aftersync::{Error, ErrorKind, Phase, Retry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An error as every language gets it. Holds no secret and no personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Failure {
    /// What kind of failure. Decide by this, never by the message.
    pub kind: ErrorKind,
    /// What happened, in one line.
    pub message: String,
    /// The operation that failed, as `module.verb`; empty when not named.
    pub operation: String,
    /// Whether trying again can help at all.
    pub retryable: bool,
    /// Whether and when to try again.
    pub retry: Retry,
    /// Milliseconds to wait before trying again, where the other side said so.
    pub retry_after_ms: Option<i64>,
    /// How far it came: what may have taken effect.
    pub phase: Phase,
    /// What the reader can do about it.
    pub hint: Option<String>,
    /// The argument that is wrong, as a path such as `command.act.trigger`.
    pub field: Option<String>,
    /// What would be allowed there, or instead.
    pub allowed: Vec<String>,
    /// The platform it is about.
    pub platform: Option<String>,
    /// The platform's id of the request, for its support.
    pub request_id: Option<String>,
    /// HTTP status of the platform's answer, where there was one.
    pub upstream_status: Option<u16>,
    /// The platform's own code.
    pub upstream_code: Option<String>,
    /// The platform's own words.
    pub upstream_message: Option<String>,
    /// Everything else that is known, by name.
    pub context: BTreeMap<String, String>,
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        let upstream = error.upstream_said().cloned().unwrap_or_default();
        let known = |key| error.context_of(key).map(str::to_owned);
        Self {
            kind: error.kind(),
            message: error.message().to_owned(),
            operation: error.operation().to_owned(),
            retryable: error.is_retryable(),
            retry: error.retry(),
            retry_after_ms: match error.retry() {
                Retry::After(ms) => Some(ms),
                Retry::Never | Retry::Backoff | Retry::Reload => None,
            },
            phase: error.phase(),
            hint: error.advice().map(str::to_owned),
            field: known("field"),
            allowed: error.context_of("allowed").map(listed).unwrap_or_default(),
            platform: known("platform"),
            request_id: upstream.request_id,
            upstream_status: upstream.status,
            upstream_code: upstream.code,
            upstream_message: upstream.message,
            context: error
                .context()
                .iter()
                .map(|(key, value)| ((*key).to_owned(), value.clone()))
                .collect(),
        }
    }
}

fn listed(text: &str) -> Vec<String> {
    text.split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use aftersync::{ErrorKind, Retry};

    #[test]
    fn nothing_of_an_error_is_lost() {
        let error = Error::new(ErrorKind::RateLimited, "too fast")
            .during("worker.send")
            .retry_as(Retry::After(1_500))
            .at(Phase::Answered)
            .with("platform", "douyin")
            .with("allowed", "a, b")
            .hint("wait");
        let failure = Failure::from(&error);
        assert!(failure.retryable);
        assert_eq!(failure.retry_after_ms, Some(1_500));
        assert_eq!(failure.platform.as_deref(), Some("douyin"));
        assert_eq!(failure.allowed, ["a", "b"]);
        let json = serde_json::to_value(&failure).unwrap_or_default();
        assert_eq!(json.get("kind").and_then(|k| k.as_str()), Some("rate_limited"));
        assert_eq!(json.get("phase").and_then(|k| k.as_str()), Some("answered"));
    }
}
