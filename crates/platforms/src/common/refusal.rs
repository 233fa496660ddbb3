//! What a platform's error codes mean, as data: code and sub code to kind, retry, phase, hint.
use aftersync_core::error::{Error, ErrorKind, Phase, Retry, Upstream};

use crate::tables::ErrorCase;

/// What a call does to the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It only reads and can be repeated at will.
    Read,
    /// It changes something: without a clear answer it must be read back.
    Write,
}

impl Effect {
    /// How far a call came whose answer does not say whether it took effect.
    pub fn unclear(self) -> Phase {
        match self {
            Self::Read => Phase::Answered,
            Self::Write => Phase::InDoubt,
        }
    }
}

/// One line of a platform's error table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ErrorRow {
    /// The code.
    pub code: &'static str,
    /// How the sub code begins; empty fits every one. The longest that fits is taken.
    pub sub: &'static str,
    /// What kind of failure it is.
    pub kind: ErrorKind,
    /// How to try again.
    pub retry: Retry,
    /// Whether the call may have taken effect all the same.
    pub unclear: bool,
    /// What to do about it.
    pub hint: &'static str,
}

impl ErrorRow {
    /// The same, only for sub codes that begin so.
    pub const fn sub(self, sub: &'static str) -> Self {
        Self { sub, ..self }
    }
    /// A failure after which a write may have taken effect all the same.
    pub const fn unclear(self) -> Self {
        Self { unclear: true, ..self }
    }
    /// The same, as plain data.
    pub fn case(&self) -> ErrorCase {
        ErrorCase {
            code: self.code,
            sub: self.sub,
            kind: self.kind,
            retry: self.retry,
            unclear: self.unclear,
        }
    }
}

/// A line for a code with any sub code: a failure without effect.
pub(crate) const fn row(code: &'static str, kind: ErrorKind, retry: Retry, hint: &'static str) -> ErrorRow {
    ErrorRow {
        code,
        sub: "",
        kind,
        retry,
        unclear: false,
        hint,
    }
}

/// What a platform said in an answer that is not a success.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Said<'a> {
    /// HTTP status.
    pub status: u16,
    /// The code.
    pub code: &'a str,
    /// The sub code.
    pub sub: &'a str,
    /// The platform's words.
    pub message: &'a str,
    /// The platform's id of the request.
    pub request_id: &'a str,
}

/// The line for a code and sub code.
pub(crate) fn pick(rows: &'static [ErrorRow], code: &str, sub: &str) -> Option<&'static ErrorRow> {
    rows.iter()
        .filter(|row| row.code == code && sub.starts_with(row.sub))
        .max_by_key(|row| row.sub.len())
}

/// The error for what a platform said. A code that no line knows is unavailable, and unclear for a write.
pub(crate) fn error(rows: &'static [ErrorRow], said: Said<'_>, effect: Effect, operation: &'static str) -> Error {
    let upstream = upstream(said);
    let Some(row) = pick(rows, said.code, said.sub) else {
        return Error::new(
            ErrorKind::Unavailable,
            "the platform answered with a code that is not known",
        )
        .during(operation)
        .at(effect.unclear())
        .upstream(upstream)
        .hint("look the code up in the platform's documents and add it to the table");
    };
    Error::new(row.kind, "the platform refused the call")
        .during(operation)
        .with("code", upstream.code.as_deref().unwrap_or_default())
        .retry_as(row.retry)
        .at(if row.unclear { effect.unclear() } else { Phase::Answered })
        .upstream(upstream)
        .hint(row.hint)
}

/// What was said, cut and without numbers that could be a phone or a token.
pub(crate) fn upstream(said: Said<'_>) -> Upstream {
    let some = |text: String| (!text.is_empty()).then_some(text);
    let code = [said.code, said.sub].into_iter().filter(|part| !part.is_empty());
    Upstream {
        status: Some(said.status),
        code: some(cut(&code.collect::<Vec<_>>().join("/"), 100)),
        message: some(cut(&masked(said.message), 200)),
        request_id: some(cut(said.request_id, 100)),
    }
}

fn cut(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}

/// Stars for every word that looks like a phone (7 digits or more) or like a token (16 characters or more with a digit).
fn masked(text: &str) -> String {
    let of_a_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '/' | '=');
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars().chain(std::iter::once('\n')) {
        if of_a_word(c) {
            word.push(c);
            continue;
        }
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let secret = digits >= 7 || (digits > 0 && word.len() >= 16);
        out.push_str(if secret { "***" } else { &word });
        word.clear();
        out.push(c);
    }
    out.pop();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &[ErrorRow] = &[
        ErrorRow {
            code: "5",
            sub: "",
            kind: ErrorKind::Rejected,
            retry: Retry::Never,
            unclear: false,
            hint: "any",
        },
        ErrorRow {
            code: "5",
            sub: "a:1",
            kind: ErrorKind::Conflict,
            retry: Retry::Reload,
            unclear: true,
            hint: "one",
        },
    ];

    #[test]
    fn the_longest_sub_code_wins() {
        assert_eq!(pick(ROWS, "5", "a:12").unwrap().hint, "one");
        assert_eq!(pick(ROWS, "5", "b").unwrap().hint, "any");
        assert!(pick(ROWS, "6", "a:1").is_none());
    }

    #[test]
    fn an_unknown_code_leaves_a_write_in_doubt() {
        let said = Said {
            status: 200,
            code: "77",
            ..Said::default()
        };
        assert_eq!(error(ROWS, said, Effect::Write, "x.y").phase(), Phase::InDoubt);
        assert_eq!(error(ROWS, said, Effect::Read, "x.y").phase(), Phase::Answered);
    }

    #[test]
    fn phones_and_tokens_are_masked() {
        assert_eq!(masked("手机号13800138000格式"), "手机号***格式");
        assert_eq!(masked("token act-0123456789abcdef bad"), "token *** bad");
        assert_eq!(masked("code 20309541? no: 203"), "code ***? no: 203");
        assert_eq!(masked("access-token-expired"), "access-token-expired");
    }
}
