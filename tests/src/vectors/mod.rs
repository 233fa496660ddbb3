//! Runs files of known-answer vectors, format `aftersync-vectors/1`, against the adapters.
//!
//! [`mod@file`] reads a file, [`platforms`] says for each algorithm which of our code answers it, that code tells what it
//! [`found`], and [`check`] compares it with what the vector expects. Nothing passes by silence: a vector passes when
//! every key of its `expect` was compared and was right.
pub mod check;
pub mod deliver;
pub mod douyin;
pub mod facts;
pub mod file;
pub mod found;
pub mod input;
pub mod platforms;
pub mod tiktok;
pub mod wechat;

use std::path::Path;

use serde_json::Value;

use check::compare;
use file::Vector;
use platforms::{PLATFORMS, Platform};

/// What became of one vector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All that it expects was compared and is so.
    Passed,
    /// What is not so.
    Failed(Vec<String>),
    /// Why it was not run, or what of it could not be compared.
    Skipped(String),
}

/// One vector and what became of it.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its name in the file.
    pub name: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// How many did what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Right in everything.
    pub passed: usize,
    /// Wrong in something.
    pub failed: usize,
    /// Not run, or not compared in full.
    pub skipped: usize,
}

impl Counts {
    /// Adds what became of one vector.
    pub fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Passed => self.passed += 1,
            Outcome::Failed(_) => self.failed += 1,
            Outcome::Skipped(_) => self.skipped += 1,
        }
    }
    /// Of all these lines.
    pub fn of(lines: &[Line]) -> Self {
        let mut counts = Self::default();
        lines.iter().for_each(|line| counts.add(&line.outcome));
        counts
    }
}

/// Runs all vectors of a file. The error says why the file is of no use.
pub fn run_file(path: &Path) -> Result<Vec<Line>, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("cannot be read: {e}"))?;
    Ok(run_all(&file::read(&bytes)?))
}

/// Runs all vectors.
pub fn run_all(vectors: &[Value]) -> Vec<Line> {
    let one = |(at, raw): (usize, &Value)| {
        let name = raw["name"]
            .as_str()
            .map_or_else(|| format!("vector {at}"), str::to_owned);
        let outcome = match Vector::read(raw) {
            Ok(vector) => run(&vector),
            Err(why) => Outcome::Failed(vec![format!("the vector cannot be read: {why}")]),
        };
        Line { name, outcome }
    };
    vectors.iter().enumerate().map(one).collect()
}

/// Runs one vector.
pub fn run(vector: &Vector) -> Outcome {
    let owner = vector.owner();
    let Some(platform) = PLATFORMS.iter().find(|platform| platform.owner == owner) else {
        return Outcome::Skipped(format!("no adapter for `{owner}`"));
    };
    run_on(platform, vector)
}

/// Runs one vector on one platform.
pub fn run_on(platform: &Platform, vector: &Vector) -> Outcome {
    let fits = |row: &&platforms::Row| row.case == vector.case && vector.algorithm.starts_with(row.algorithm);
    let Some(row) = platform.rows.iter().find(fits) else {
        return Outcome::Skipped(format!(
            "the adapter for `{}` has nothing for case `{}` of `{}`",
            platform.owner, vector.case, vector.algorithm
        ));
    };
    if vector.expect.is_empty() {
        return Outcome::Skipped("there is nothing to check in it".to_owned());
    }
    match (row.run)(platform, vector) {
        Ok(found) => compare(&vector.expect, &found),
        Err(why) => Outcome::Failed(vec![why]),
    }
}
