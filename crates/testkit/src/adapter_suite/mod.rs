//! The suite every platform adapter passes: each law of the port, driven by what the adapter declares.
//!
//! A [`Subject`] is a table per adapter: who signs, genuine answers, what its tables say. [`run`] tries every law on it;
//! [`check`] gives back what it found, so that the suite itself can be tried on adapters that are broken on purpose.
mod capabilities;
mod deeds;
mod errors;
mod noise_laws;
mod pushes;
mod readers;
mod secrets;
mod subject;
mod tables;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use subject::{Deed, ErrorRow, Field, ReasonSample, Sample, Signer, StatusRow, Subject, TOKEN};

/// One law of the port.
#[derive(Clone, Copy)]
pub struct Law {
    /// What holds when it is kept.
    pub name: &'static str,
    /// Looks for a breach.
    pub run: fn(&Subject, &mut Findings),
}

/// A breach of a law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The law.
    pub law: &'static str,
    /// What was seen.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.law, self.what)
    }
}

/// What one law has found so far.
#[derive(Debug, Default)]
pub struct Findings(Vec<String>);

impl Findings {
    /// Notes a breach. The first twenty of a law are kept: one is enough to fail.
    pub fn note(&mut self, what: impl Into<String>) {
        if self.0.len() < 20 {
            self.0.push(what.into());
        }
    }
    /// Notes a breach unless it holds.
    pub fn want(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.note(what());
        }
    }
}

/// All laws.
pub fn laws() -> Vec<Law> {
    [
        capabilities::LAWS,
        pushes::LAWS,
        readers::LAWS,
        noise_laws::LAWS,
        deeds::LAWS,
        tables::LAWS,
        errors::LAWS,
        secrets::LAWS,
    ]
    .concat()
}

/// Everything that is not as it should be.
pub fn check(subject: &Subject) -> Vec<Finding> {
    laws().into_iter().flat_map(|law| try_law(subject, law)).collect()
}

/// What one law finds. A panic of the adapter is a finding of the law that met it.
pub fn try_law(subject: &Subject, law: Law) -> Vec<Finding> {
    let mut found = Findings::default();
    if catch_unwind(AssertUnwindSafe(|| (law.run)(subject, &mut found))).is_err() {
        found.note("the adapter panicked");
    }
    found
        .0
        .into_iter()
        .map(|what| Finding { law: law.name, what })
        .collect()
}

/// Tries every law.
///
/// # Panics
/// When one is not kept, with all that was found.
pub fn run(subject: &Subject) {
    let found = check(subject);
    let lines: Vec<String> = found.iter().map(Finding::to_string).collect();
    assert!(
        found.is_empty(),
        "{} does not keep the port:\n{}",
        subject.adapter.platform(),
        lines.join("\n")
    );
}
