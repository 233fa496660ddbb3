//! Settings of internal tasks, kind by kind: who does them and until when, what is filled in, what comes first.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::custom::CustomType;
use super::handoff::TaskKind;

/// What holds for tasks of one kind. A kind without settings is done as it always was: by whoever takes it, in two days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskConfig {
    /// For which kind.
    pub kind: TaskKind,
    /// The group that does it where the desk opens it by itself, or where who opens it names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Milliseconds from when it can be begun until it is due; what it waited for other tasks does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_ms: Option<i64>,
    /// The calendar in whose hours that is counted; every hour when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// Whether the desk gives it to the best agent of its group; else whoever wants it takes it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub auto_assign: bool,
    /// Units of work it weighs on a person who has it.
    #[serde(default = "ten")]
    pub weight: i64,
    /// Skills with their lowest level, of whom the desk gives it to.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub skills: BTreeMap<String, u8>,
    /// Whether the ticket stays open until it is done; as is usual for the kind when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocks_close: Option<bool>,
    /// What is filled in; anything when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub form: Vec<TaskField>,
    /// It waits for tasks of these kinds that are not done when it is opened, on the same ticket.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub after: BTreeSet<TaskKind>,
}

/// A field of the form of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskField {
    /// Its name: lower-case letters, digits and underscores.
    pub name: String,
    /// Its type.
    pub of: CustomType,
    /// Whether the task cannot be done without it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
}

impl TaskConfig {
    /// Settings that change nothing but the weight.
    pub fn new(kind: TaskKind) -> Self {
        Self {
            kind,
            group: None,
            target_ms: None,
            calendar: None,
            auto_assign: false,
            weight: ten(),
            skills: BTreeMap::new(),
            blocks_close: None,
            form: Vec::new(),
            after: BTreeSet::new(),
        }
    }
}

fn ten() -> i64 {
    10
}
