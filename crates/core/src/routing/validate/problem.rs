//! One thing that is wrong with a configuration: where, what, and what would be right.
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::limits::MAX_SPAN_MS;

/// One thing that is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// Where it stands, as `rules[3].when.all[1].test.is.ge`. Empty when it is about the whole.
    pub path: String,
    /// What is wrong, with the value that is. Values of fields that may be personal stay out of it.
    pub wrong: String,
    /// What is allowed there instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.wrong)?,
            path => write!(f, "{path}: {}", self.wrong)?,
        }
        match &self.allowed {
            Some(allowed) => write!(f, " (allowed: {allowed})"),
            None => Ok(()),
        }
    }
}

/// What is said of a text that is empty or too long.
pub(super) fn of_no_use(what: &str, length: usize) -> String {
    format!("a {what} of no use: its length is {length}")
}

/// Problems in one line, as errors tell them.
pub fn listed(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Collects problems at places.
#[derive(Debug, Default)]
pub(super) struct Problems {
    path: String,
    pub found: Vec<Problem>,
}

impl Problems {
    /// Looks at something one step further in.
    pub fn at(&mut self, step: &str, look: impl FnOnce(&mut Self)) {
        let before = self.path.len();
        if before > 0 && !step.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(step);
        look(self);
        self.path.truncate(before);
    }

    /// Looks at a part of a list one step further in.
    pub fn at_place(&mut self, list: &str, place: usize, look: impl FnOnce(&mut Self)) {
        self.at(&format!("{list}[{place}]"), look);
    }

    /// Says that a time of so many milliseconds is longer than anything lasts, if it is.
    pub fn span(&mut self, ms: i64) {
        if ms > MAX_SPAN_MS {
            self.say_allowed(
                format!("{ms} milliseconds are more than ten years"),
                format!("at most {MAX_SPAN_MS}"),
            );
        }
    }

    /// Something is wrong here, and this would be right.
    pub fn say_allowed(&mut self, wrong: impl Into<String>, allowed: impl Into<String>) {
        self.found.push(Problem {
            path: self.path.clone(),
            wrong: wrong.into(),
            allowed: Some(allowed.into()),
        });
    }
}
