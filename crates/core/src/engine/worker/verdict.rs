//! What an error means for the job it happened in.
use crate::engine::backoff::pause_after;
use crate::engine::clock::SplitMix64;
use crate::engine::input::{End, Outcome};
use crate::error::{Error, ErrorKind, Phase, Retry};

/// What a job did to the outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It only reads: doing it twice harms nothing.
    Reads,
    /// It changes something there: a lost answer must be read back.
    Writes,
}

/// What came of a job, and what it says about the other side.
#[derive(Debug)]
pub(crate) struct Carried {
    pub outcome: Outcome,
    /// Whether the other side answered; `None` when it was not asked.
    pub answered: Option<bool>,
}

impl Carried {
    pub fn done(outcome: Outcome) -> Self {
        Self {
            outcome,
            answered: Some(true),
        }
    }

    /// Without a call.
    pub fn local(outcome: Outcome) -> Self {
        Self {
            outcome,
            answered: None,
        }
    }

    pub fn failed(error: &Error, effect: Effect, attempt: u32, random: &mut SplitMix64) -> Self {
        let outcome = Outcome {
            end: end(error, effect, attempt, random),
            ..Outcome::default()
        };
        Self {
            outcome,
            answered: heard(error),
        }
    }
}

/// Whether an error tells that the other side is there: a refusal is an answer, an outage is none.
pub(crate) fn heard(error: &Error) -> Option<bool> {
    let down =
        matches!(error.kind(), ErrorKind::Unavailable | ErrorKind::RateLimited) || error.phase() == Phase::InDoubt;
    match error.phase() {
        _ if down => Some(false),
        Phase::Answered => Some(true),
        Phase::NotSent | Phase::InDoubt => None,
    }
}

/// How a job ends that met this error.
pub(crate) fn end(error: &Error, effect: Effect, attempt: u32, random: &mut SplitMix64) -> End {
    let after_ms = pause_after(error, attempt, random);
    let record = error.into();
    if effect == Effect::Writes && error.phase() == Phase::InDoubt {
        return End::InDoubt {
            after_ms,
            error: record,
        };
    }
    if again(error, effect) {
        End::Retry {
            after_ms,
            error: record,
        }
    } else {
        End::Failed { error: record }
    }
}

/// Whether the same job may end better later.
fn again(error: &Error, effect: Effect) -> bool {
    match error.kind() {
        // A refused token is renewed meanwhile.
        ErrorKind::Unavailable | ErrorKind::RateLimited | ErrorKind::Unauthorized => true,
        // The platform moved on: what we wanted to tell it was decided on something older.
        ErrorKind::Conflict => effect == Effect::Reads,
        ErrorKind::Unsupported | ErrorKind::Forbidden | ErrorKind::Rejected => false,
        _ => matches!(error.retry(), Retry::After(_) | Retry::Backoff) || error.phase() == Phase::InDoubt,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(error: Error, effect: Effect) -> &'static str {
        match end(&error, effect, 0, &mut SplitMix64::new(1)) {
            End::Done => "done",
            End::Retry { .. } => "retry",
            End::InDoubt { .. } => "in doubt",
            End::Failed { .. } => "failed",
            End::Unknown { .. } => "unknown",
        }
    }

    #[test]
    fn each_kind_ends_as_it_should() {
        use ErrorKind as K;
        let table = [
            (K::Unavailable, Phase::NotSent, "retry", "retry"),
            (K::Unavailable, Phase::InDoubt, "in doubt", "retry"),
            (K::RateLimited, Phase::Answered, "retry", "retry"),
            (K::Unauthorized, Phase::Answered, "retry", "retry"),
            (K::Conflict, Phase::Answered, "failed", "retry"),
            (K::Rejected, Phase::Answered, "failed", "failed"),
            (K::Forbidden, Phase::Answered, "failed", "failed"),
            (K::Unsupported, Phase::NotSent, "failed", "failed"),
            (K::Malformed, Phase::InDoubt, "in doubt", "retry"),
            (K::Malformed, Phase::Answered, "failed", "failed"),
            (K::Config, Phase::NotSent, "failed", "failed"),
        ];
        for (kind, phase, writes, reads) in table {
            let error = || Error::new(kind, "x").at(phase);
            assert_eq!(ends(error(), Effect::Writes), writes, "{kind:?} {phase:?}");
            assert_eq!(ends(error(), Effect::Reads), reads, "{kind:?} {phase:?}");
        }
    }

    #[test]
    fn a_refusal_is_an_answer_and_an_outage_is_none() {
        let of = |kind, phase| heard(&Error::new(kind, "x").at(phase));
        assert_eq!(of(ErrorKind::Rejected, Phase::Answered), Some(true));
        assert_eq!(of(ErrorKind::Unavailable, Phase::Answered), Some(false));
        assert_eq!(of(ErrorKind::Unavailable, Phase::NotSent), Some(false));
        assert_eq!(of(ErrorKind::Unsupported, Phase::NotSent), None);
    }
}
