//! Compares what our code said with what a vector expects, key by key.
use serde_json::{Map, Value};

use super::Outcome;
use super::facts;
use super::found::{Fields, Found, Said};

/// Keys that are there for people who debug, and are no result.
const FOR_DEBUGGING: &[&str] = &["random16"];

/// Differences, and keys that our code says nothing about.
#[derive(Debug, Default)]
pub struct Differences {
    /// What is not so.
    pub wrong: Vec<String>,
    /// What could not be compared.
    pub untold: Vec<String>,
}

impl Differences {
    /// Notes a difference.
    pub fn wrong(&mut self, key: &str, expected: &Value, found: impl std::fmt::Display) {
        self.wrong.push(format!("`{key}` is {found}, expected {expected}"));
    }
}

/// Compares all keys of `expect`.
pub fn compare(expect: &Map<String, Value>, found: &Found) -> Outcome {
    let mut all = Differences::default();
    let keys = expect.iter().filter(|(key, _)| !FOR_DEBUGGING.contains(&key.as_str()));
    for (key, expected) in keys {
        match found.get(key) {
            Some(said) => compare_one(key, expected, said, &mut all),
            None => all.untold.push(format!("`{key}`")),
        }
    }
    if !all.wrong.is_empty() {
        return Outcome::Failed(all.wrong);
    }
    if !all.untold.is_empty() {
        return Outcome::Skipped(format!(
            "not compared, since our code does not tell it: {}",
            all.untold.join(", ")
        ));
    }
    Outcome::Passed
}

fn compare_one(key: &str, expected: &Value, said: &Said, all: &mut Differences) {
    match said {
        Said::One(value) if value == expected => {}
        Said::One(value) => all.wrong(key, expected, value),
        Said::AnyOf(values) if values.contains(expected) => {}
        Said::AnyOf(values) => all.wrong(key, expected, format_args!("one of {}", Value::from(values.clone()))),
        Said::Facts(found) => facts::in_order(key, expected, found, all),
        Said::Tickets(found) => facts::by_id(key, expected, found, all),
        Said::Headers(found) => headers(key, expected, found, all),
        Said::Part(found) => part(key, expected, found, all),
    }
}

fn headers(key: &str, expected: &Value, found: &[(String, String)], all: &mut Differences) {
    let Some(expected) = expected.as_object() else {
        return all.wrong(key, expected, "a list of headers");
    };
    for (name, value) in expected {
        let ours = found
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, v)| v.as_str());
        match ours {
            Some(ours) if value == ours => {}
            ours => all.wrong(&format!("{key}.{name}"), value, ours.unwrap_or("absent")),
        }
    }
}

/// An object: each key that is expected must be said, and be so.
pub fn part(key: &str, expected: &Value, found: &Fields, all: &mut Differences) {
    let Some(expected) = expected.as_object() else {
        return all.wrong(key, expected, Value::from(found.clone()));
    };
    for (name, value) in expected {
        let path = format!("{key}.{name}");
        match found.get(name) {
            Some(ours) if ours == value => {}
            Some(ours) => all.wrong(&path, value, ours),
            None => all.untold.push(format!("`{path}`")),
        }
    }
}
