//! What is wrong with a mapping, said before any row is read.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::mapping::{Format, Keep, Mapping, Read, Source, What};
use super::target::{Shape, Target, find, targets};
use super::value;
use crate::error::{Error, ErrorKind};
use crate::model::money::Currency;

/// One thing that is wrong with a mapping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// The field concerned; `None` when it is the document.
    pub field: Option<String>,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Problem {
    fn new(field: &str, reason: impl Into<String>) -> Self {
        Self {
            field: (!field.is_empty()).then(|| field.to_owned()),
            reason: reason.into(),
            hint: None,
        }
    }
    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(field) = &self.field {
            write!(f, "{field}: ")?;
        }
        f.write_str(&self.reason)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

/// One error that tells all problems; `None` when there are none.
pub(super) fn as_error(problems: &[Problem]) -> Option<Error> {
    if problems.is_empty() {
        return None;
    }
    let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
    Some(
        Error::new(
            ErrorKind::Config,
            format!("the mapping does not fit: {}", all.join("; ")),
        )
        .during("import.mapping"),
    )
}

impl Mapping {
    /// All that is wrong with it, whatever the file; empty when it can be used.
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = self.document_problems();
        for target in targets(self.what).iter().filter(|t| t.required) {
            if !self.fields.contains_key(target.name) {
                let hint = format!("map it to a column or give a constant: {}", target.means);
                found.push(Problem::new(target.name, "this field is required").hint(hint));
            }
        }
        for (name, source) in &self.fields {
            match find(self.what, name) {
                Some(target) => field_problems(name, target, source, &mut found),
                None => found.push(Problem::new(name, "no such field").hint(self.names())),
            }
        }
        self.money_problems(&mut found);
        found
    }

    /// All that is wrong with it for a file with these columns.
    pub fn problems_with(&self, header: &[String]) -> Vec<Problem> {
        let mut found = self.problems();
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for name in header {
            *times.entry(name).or_default() += 1;
        }
        let used = self.fields.iter().filter_map(|(f, s)| Some((f, s.column.as_deref()?)));
        for (field, column) in used {
            match times.get(column) {
                None => found.push(
                    Problem::new(field, format!("the file has no column {column:?}"))
                        .hint(format!("its columns are: {}", header.join(", "))),
                ),
                Some(1) => {}
                Some(n) => found.push(Problem::new(field, format!("column {column:?} stands there {n} times"))),
            }
        }
        found
    }

    fn names(&self) -> String {
        let names: Vec<&str> = targets(self.what).iter().map(|t| t.name).collect();
        format!("the fields are: {}", names.join(", "))
    }

    fn document_problems(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        if let Format::Csv { delimiter, quote } = self.format {
            let fine = |c: char| c.is_ascii() && !matches!(c, '\r' | '\n');
            if !fine(delimiter) || !fine(quote) || delimiter == quote {
                found.push(Problem::new(
                    "",
                    "delimiter and quote must be two different ASCII characters",
                ));
            }
        }
        if self.zone_minutes.abs() > 14 * 60 {
            found.push(Problem::new("", "zone_minutes is beyond 14 hours").hint("480 for China"));
        }
        let nested = self.what == What::Orders && self.format == Format::JsonLines;
        if self.lines_at.is_some() && !nested {
            found.push(Problem::new("", "lines_at is for orders in JSON lines"));
        }
        if self.lines_at.as_ref().is_some_and(|at| !at.starts_with('/')) {
            found.push(Problem::new("", "lines_at must be a JSON pointer").hint("it begins with /"));
        }
        if self.collect && self.what != What::Orders {
            found.push(Problem::new("", "collect is for orders"));
        }
        if let Keep::Only(names) = &self.keep {
            let distinct: BTreeSet<&String> = names.iter().collect();
            if distinct.len() != names.len() {
                found.push(Problem::new("", "keep names a column twice"));
            }
        }
        found
    }

    fn money_problems(&self, found: &mut Vec<Problem>) {
        let has = |name: &str| self.fields.contains_key(name);
        if self.what == What::Orders && !has("paid") && !has("line_paid") {
            let hint = "map what was paid for the order, for each line, or both";
            found.push(Problem::new("paid", "neither paid nor line_paid is mapped").hint(hint));
        }
        let money = self.fields.iter().any(|(name, source)| {
            let by_shape = find(self.what, name).is_some_and(|t| t.shape == Shape::Money);
            by_shape || matches!(source.read, Some(Read::MoneyMinor | Read::MoneyDecimal))
        });
        if money && !has("currency") {
            let hint = r#"for example {"constant": "CNY"}"#;
            found.push(Problem::new("currency", "amounts need a currency").hint(hint));
        }
    }
}

fn field_problems(name: &str, target: Target, source: &Source, found: &mut Vec<Problem>) {
    match (&source.column, &source.constant) {
        (Some(_), Some(_)) => found.push(Problem::new(name, "it has a column and a constant").hint("keep one of them")),
        (None, None) => found.push(Problem::new(name, "it has neither a column nor a constant")),
        _ => {}
    }
    let reads = target.shape.reads();
    if source.read.is_some_and(|read| !reads.contains(&read)) {
        found
            .push(Problem::new(name, "it cannot be read that way").hint(format!("it can be read as {}", words(reads))));
        return;
    }
    if source.split.is_some() && target.shape != Shape::List {
        found.push(Problem::new(name, "split is for lists"));
    }
    if source.split.as_deref() == Some("") {
        found.push(Problem::new(name, "split is empty"));
    }
    let read = source.read.or_else(|| reads.first().copied());
    let given = source.values.values().chain(&source.default).chain(&source.constant);
    for text in given {
        if !admits(name, target, read, text) {
            let hint = match target.shape {
                Shape::Word(vocabulary) => format!("the words are: {}", vocabulary.words().join(", ")),
                _ => "it must read as the file's own values do".to_owned(),
            };
            found.push(Problem::new(name, format!("{text:?} is no value of this field")).hint(hint));
        }
    }
}

fn words(reads: &[Read]) -> String {
    let word = |read: &Read| serde_json::to_string(read).unwrap_or_default();
    reads.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// Whether a text of the mapping itself can be read. Words are checked strictly: a constant too must be one of ours,
/// unless `values` translates it.
fn admits(name: &str, target: Target, read: Option<Read>, text: &str) -> bool {
    if let Shape::Word(vocabulary) = target.shape {
        return vocabulary.has(text);
    }
    if name == "currency" {
        return Currency::parse(text).is_some();
    }
    match read {
        Some(Read::Integer) => value::integer(text).is_ok(),
        Some(Read::MoneyDecimal) => value::money_decimal(text, Currency::CNY).is_ok(),
        Some(Read::MoneyMinor) => value::money_minor(text, Currency::CNY).is_ok(),
        Some(Read::TimeText) => value::time_text(text, 0).is_ok(),
        Some(Read::TimeSecs) => value::time_secs(text).is_ok(),
        Some(Read::TimeMs) => value::time_ms(text).is_ok(),
        _ => true,
    }
}
