//! A configuration as it was written: read as far as it can be read, with everything that cannot.
//!
//! A reader stops at the first value that does not fit. Here that value is noted and left out, with no change to the document,
//! and it is read once more, until the rest can be read. So all that is wrong is found at once, each at its place in the
//! document, and what could be read is checked as any configuration is.
mod gone;
mod value;
mod wrong;

use serde::Deserialize;
use serde_json::Value;

use super::problem::{Problem, listed};
use crate::error::{Error, ErrorKind};
use crate::model::config::Config;
use gone::{Gone, Step};
use value::Written;
use wrong::Wrong;

/// Most problems of reading that are told; what is wrong beyond them is found the next time.
const MOST: usize = 100;
/// Most times a document is read: what lacks a part that was left out is left out itself, without a word.
const MOST_ROUNDS: usize = 1_000;

/// A configuration as it was written, with what could not be read of it.
#[derive(Debug, Default)]
pub struct Document {
    /// Nothing where too much is wrong to read on.
    config: Option<Config>,
    unread: Vec<Problem>,
    gone: Gone,
    /// What objects that were left out are called: nothing is said of them, nor that they are missing.
    names: Vec<String>,
}

impl Document {
    /// Reads it.
    ///
    /// ```
    /// use aftersync_core::routing::Document;
    /// let written = serde_json::json!({"queues": [{"name": "a", "overfow": "b"}, {"name": "b", "max_depth": "many"}]});
    /// let read = Document::read(&written);
    /// let places: Vec<&str> = read.unread().iter().map(|problem| problem.path.as_str()).collect();
    /// assert_eq!(places, ["queues[0].overfow", "queues[1].max_depth"]);
    /// assert_eq!(read.config().unwrap().queues.len(), 2);
    /// ```
    pub fn read(written: &Value) -> Self {
        let mut read = Self::default();
        for _ in 0..MOST_ROUNDS {
            match Config::deserialize(Written::new(written, &read.gone)) {
                Ok(config) => {
                    read.config = Some(config);
                    return read;
                }
                Err(wrong) => {
                    if !read.note(written, &wrong) {
                        return read;
                    }
                }
            }
        }
        read
    }

    /// Notes what is wrong and leaves it out; whether there is a point in reading on.
    fn note(&mut self, written: &Value, wrong: &Wrong) -> bool {
        let place = wrong.place();
        self.unread.extend(wrong.problem());
        if place.is_empty() || self.unread.len() >= MOST {
            return false;
        }
        if matches!(place.last(), Some(Step::Place(_))) {
            let name = named(written, place);
            self.names.extend(name);
        }
        self.gone.leave_out(place);
        true
    }

    /// What could be read; nothing where too much is wrong to read on.
    pub fn config(&self) -> Option<&Config> {
        self.config.as_ref()
    }

    /// Whether nothing was left out of a list such as `agents`.
    pub fn has_all_of(&self, list: &str) -> bool {
        self.gone.field(list).is_none()
    }

    /// What could not, each with its place.
    pub fn unread(&self) -> &[Problem] {
        &self.unread
    }

    /// The configuration, where all of it could be read.
    ///
    /// # Errors
    /// `Malformed` with `field` and `allowed` of the first thing that could not, and all of them as `problems`.
    pub fn into_config(self) -> Result<Config, Error> {
        let Some(first) = self.unread.first() else {
            return Ok(self.config.unwrap_or_default());
        };
        let error = Error::new(ErrorKind::Malformed, "the configuration cannot be read")
            .with("field", &first.path)
            .with("problems", listed(&self.problems()));
        Err(match &first.allowed {
            Some(allowed) => error.with("allowed", allowed),
            None => error,
        })
    }

    /// Everything that is wrong with it: what could not be read, and what is wrong with the rest.
    pub fn problems(&self) -> Vec<Problem> {
        let rest = self.config().map(super::validate).unwrap_or_default();
        self.unread.iter().cloned().chain(self.told(rest)).collect()
    }

    /// What was found wrong with what could be read, told of the document: at the places that it has there, and without what
    /// follows only from what was left out.
    pub fn told(&self, found: Vec<Problem>) -> Vec<Problem> {
        if self.unread.is_empty() {
            return found;
        }
        let of_it = |problem: &Problem| {
            let name = |name: &String| problem.wrong.contains(&format!("`{name}`"));
            !self.names.iter().any(name)
        };
        let there = found.into_iter().filter(of_it);
        there
            .filter_map(|problem| {
                let path = self.gone.back(&problem.path)?;
                Some(Problem { path, ..problem })
            })
            .collect()
    }
}

impl From<Config> for Document {
    fn from(config: Config) -> Self {
        Self {
            config: Some(config),
            ..Self::default()
        }
    }
}

impl From<&Value> for Document {
    fn from(written: &Value) -> Self {
        Self::read(written)
    }
}

impl From<&Config> for Document {
    fn from(config: &Config) -> Self {
        Self::from(config.clone())
    }
}

/// What an object of the document is called.
fn named(written: &Value, place: &[Step]) -> Option<String> {
    let mut value = written;
    for step in place {
        value = match step {
            Step::Field(name) => value.get(name)?,
            Step::Place(at) => value.get(at)?,
        };
    }
    value.get("name")?.as_str().map(str::to_owned)
}
