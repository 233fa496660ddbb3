//! What happened in a run: counted always, told line by line when asked for.
use std::collections::BTreeMap;
use std::fmt;

/// What happened in a run.
#[derive(Debug, Default)]
pub struct Trace {
    /// Lines so far; empty unless they are kept.
    pub lines: Vec<String>,
    /// How often each thing happened, by name.
    pub tally: BTreeMap<&'static str, u64>,
    /// How often each fault was really injected, by name.
    pub faults: BTreeMap<&'static str, u64>,
    /// Milliseconds since the run began.
    pub at: i64,
    keep: bool,
}

impl Trace {
    /// Keeps lines, or only counts.
    pub fn new(keep: bool) -> Self {
        Self {
            keep,
            ..Self::default()
        }
    }

    /// Something happened.
    pub fn say(&mut self, name: &'static str, who: impl fmt::Display, what: fmt::Arguments<'_>) {
        *self.tally.entry(name).or_default() += 1;
        self.line(who, name, what, "");
    }

    /// A fault was injected.
    pub fn fault(&mut self, name: &'static str, who: impl fmt::Display, what: fmt::Arguments<'_>) {
        *self.faults.entry(name).or_default() += 1;
        self.line(who, name, what, " !");
    }

    fn line(&mut self, who: impl fmt::Display, name: &str, what: fmt::Arguments<'_>, mark: &str) {
        if self.keep {
            let (s, ms) = (self.at / 1_000, self.at % 1_000);
            let clock = format!("{:02}:{:02}:{:02}.{ms:03}", s / 3_600, s / 60 % 60, s % 60);
            self.lines.push(format!("{clock} {who:<10}{mark} {name}: {what}"));
        }
    }
}
