//! The one error type: what went wrong, whether to try again, and what is known about the effect.
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Shorthand for results of this library.
pub type Result<T> = std::result::Result<T, Error>;

/// What kind of failure this is. Callers decide by this, never by message text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting is missing or contradicts another.
    Config,
    /// A signature or decryption did not verify.
    Signature,
    /// Bytes or values do not have the shape they must have.
    Malformed,
    /// The platform or this build cannot do that.
    Unsupported,
    /// Credentials are missing, expired or refused.
    Unauthorized,
    /// The caller or the app may not do that.
    Forbidden,
    /// The thing named does not exist here.
    NotFound,
    /// Somebody else changed it first.
    Conflict,
    /// Too many calls.
    RateLimited,
    /// A rule of the desk or of the platform refuses it.
    Rejected,
    /// The other side or the store cannot be reached now.
    Unavailable,
    /// Code of the host failed.
    Host,
    /// A bug in this library.
    Internal,
}

impl ErrorKind {
    /// The stable word for this kind, as used in every language.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Signature => "signature",
            Self::Malformed => "malformed",
            Self::Unsupported => "unsupported",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
            Self::RateLimited => "rate_limited",
            Self::Rejected => "rejected",
            Self::Unavailable => "unavailable",
            Self::Host => "host",
            Self::Internal => "internal",
        }
    }
}

/// Whether and when trying again makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// Trying again gives the same answer.
    Never,
    /// Try again after so many milliseconds.
    After(i64),
    /// Try again with growing pauses.
    Backoff,
    /// Read the fresh state, decide anew, then try.
    Reload,
}

/// How far the operation came: what may have taken effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nothing left this process; nothing happened.
    NotSent,
    /// It was sent and no answer is known: read back before doing it again.
    InDoubt,
    /// The other side answered: the outcome is known.
    Answered,
}

/// What the other side said, without payload or personal data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Upstream {
    /// HTTP status, where there was one.
    pub status: Option<u16>,
    /// The platform's own code, with its sub code after a slash.
    pub code: Option<String>,
    /// The platform's own words, cut to 200 characters.
    pub message: Option<String>,
    /// The platform's id of the request, for its support.
    pub request_id: Option<String>,
}

/// The one error of the library.
///
/// `Display` is one line; `Debug` adds context, upstream and source. Neither holds a secret or personal data.
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    retry: Retry,
    phase: Phase,
    operation: &'static str,
    message: String,
    context: Vec<(&'static str, String)>,
    upstream: Option<Upstream>,
    hint: Option<String>,
    source: Option<std::sync::Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// A new error of this kind: not retryable, nothing sent, until said otherwise.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let retry = match kind {
            ErrorKind::Unavailable | ErrorKind::RateLimited => Retry::Backoff,
            ErrorKind::Conflict => Retry::Reload,
            _ => Retry::Never,
        };
        Self(Box::new(Inner {
            kind,
            retry,
            phase: Phase::NotSent,
            operation: "",
            message: message.into(),
            context: Vec::new(),
            upstream: None,
            hint: None,
            source: None,
        }))
    }

    /// Bytes or values of a wrong shape.
    pub fn malformed(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Malformed, message)
    }
    /// A rule refuses it.
    pub fn rejected(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Rejected, message)
    }
    /// The thing named does not exist here.
    pub fn not_found(what: &'static str, id: impl fmt::Display) -> Self {
        Self::new(ErrorKind::NotFound, format!("no such {what}")).with("id", id)
    }
    /// The platform or this build cannot do that; `instead` says what can be done.
    pub fn unsupported(message: impl Into<String>, instead: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unsupported, message).hint(instead)
    }
    /// A bug of this library.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Internal, message)
    }

    /// Names the operation that failed, as `module.verb`.
    pub fn during(mut self, operation: &'static str) -> Self {
        self.0.operation = operation;
        self
    }
    /// Adds a context pair. Never pass a secret or personal data.
    pub fn with(mut self, key: &'static str, value: impl fmt::Display) -> Self {
        self.0.context.push((key, value.to_string()));
        self
    }
    /// Sets how to try again.
    pub fn retry_as(mut self, retry: Retry) -> Self {
        self.0.retry = retry;
        self
    }
    /// Sets how far the operation came.
    pub fn at(mut self, phase: Phase) -> Self {
        self.0.phase = phase;
        self
    }
    /// Adds what the other side said.
    pub fn upstream(mut self, upstream: Upstream) -> Self {
        self.0.upstream = Some(upstream);
        self
    }
    /// Says what the reader can do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }
    /// Keeps the underlying error.
    pub fn because(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.0.source = Some(std::sync::Arc::new(source));
        self
    }

    /// What kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }
    /// Whether and when to try again.
    pub fn retry(&self) -> Retry {
        self.0.retry
    }
    /// How far the operation came.
    pub fn phase(&self) -> Phase {
        self.0.phase
    }
    /// The operation that failed, as `module.verb`; empty when not named.
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }
    /// The message alone, without operation, context or hint.
    pub fn message(&self) -> &str {
        &self.0.message
    }
    /// The context pairs, in the order they were added.
    pub fn context(&self) -> &[(&'static str, String)] {
        &self.0.context
    }
    /// The value of one context pair.
    pub fn context_of(&self, key: &str) -> Option<&str> {
        self.0.context.iter().find(|(k, _)| *k == key).map(|(_, v)| v.as_str())
    }
    /// What the other side said, if it answered.
    pub fn upstream_said(&self) -> Option<&Upstream> {
        self.0.upstream.as_ref()
    }
    /// What the reader can do about it.
    pub fn advice(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }
    /// Whether trying again can help at all.
    pub fn is_retryable(&self) -> bool {
        self.0.retry != Retry::Never
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.kind.as_str())?;
        if !self.0.operation.is_empty() {
            write!(f, " in {}", self.0.operation)?;
        }
        write!(f, ": {}", self.0.message)?;
        for (i, (key, value)) in self.0.context.iter().enumerate() {
            write!(f, "{}{key}={value}", if i == 0 { " (" } else { ", " })?;
        }
        if !self.0.context.is_empty() {
            write!(f, ")")?;
        }
        match &self.0.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{self}")?;
        writeln!(f, "  retry: {:?}, phase: {:?}", self.0.retry, self.0.phase)?;
        if let Some(upstream) = &self.0.upstream {
            writeln!(f, "  upstream: {upstream:?}")?;
        }
        let mut source = std::error::Error::source(self);
        while let Some(cause) = source {
            writeln!(f, "  caused by: {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0
            .source
            .as_ref()
            .map(|s| &**s as &(dyn std::error::Error + 'static))
    }
}

impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        self.0.kind == other.0.kind && self.0.message == other.0.message && self.0.context == other.0.context
    }
}

/// An error as data: what crosses a language border or is kept beside a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ErrorRecord {
    /// What kind of failure.
    pub kind: ErrorKind,
    /// Whether and when to try again.
    pub retry: Retry,
    /// How far the operation came.
    pub phase: Phase,
    /// The operation that failed.
    #[serde(default)]
    pub operation: String,
    /// What happened, in one line.
    pub message: String,
    /// Context pairs.
    #[serde(default)]
    pub context: Vec<(String, String)>,
    /// What the other side said.
    pub upstream: Option<Upstream>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl From<&Error> for ErrorRecord {
    fn from(e: &Error) -> Self {
        Self {
            kind: e.kind(),
            retry: e.retry(),
            phase: e.phase(),
            operation: e.operation().to_owned(),
            message: e.message().to_owned(),
            context: e.context().iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect(),
            upstream: e.upstream_said().cloned(),
            hint: e.advice().map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_says_kind_operation_context_and_hint() {
        let e = Error::rejected("refund is above what was paid")
            .during("command.approve_refund")
            .with("paid", 12800)
            .hint("lower the amount or mark it as goodwill");
        assert_eq!(
            e.to_string(),
            "rejected in command.approve_refund: refund is above what was paid (paid=12800); lower the amount or mark it as goodwill"
        );
        assert!(!e.is_retryable());
        assert_eq!(e.context_of("paid"), Some("12800"));
    }

    #[test]
    fn kinds_choose_a_sensible_retry() {
        assert_eq!(Error::new(ErrorKind::Conflict, "x").retry(), Retry::Reload);
        assert_eq!(Error::new(ErrorKind::Unavailable, "x").retry(), Retry::Backoff);
        assert_eq!(Error::malformed("x").retry(), Retry::Never);
    }
}
