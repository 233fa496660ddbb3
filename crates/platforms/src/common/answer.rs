//! Answers that carry no usable envelope: told apart by their HTTP status.
use aftersync_core::error::{Error, ErrorKind, Phase, Upstream};
use aftersync_core::platform::HttpResponse;

use super::refusal::Effect;

/// The error for an answer that cannot be read; `reason` holds nothing of its content.
pub(crate) fn unreadable(answer: &HttpResponse, reason: &str, effect: Effect, operation: &'static str) -> Error {
    let (kind, phase) = match answer.status {
        429 => (ErrorKind::RateLimited, Phase::Answered),
        500.. => (ErrorKind::Unavailable, effect.unclear()),
        401 => (ErrorKind::Unauthorized, Phase::Answered),
        403 => (ErrorKind::Forbidden, Phase::Answered),
        400..=499 => (ErrorKind::Rejected, Phase::Answered),
        _ => (ErrorKind::Malformed, effect.unclear()),
    };
    let upstream = Upstream {
        status: Some(answer.status),
        ..Upstream::default()
    };
    Error::new(kind, "the answer of the platform cannot be read")
        .during(operation)
        .with("reason", reason)
        .at(phase)
        .upstream(upstream)
}
