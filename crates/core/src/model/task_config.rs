//! Settings of internal tasks, kind by kind: who does them and until when, what is filled in, what comes first.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::custom::CustomType;
use super::handoff::TaskKind;
use super::ids::AgentId;
use super::selection::Floor;
use super::sla::RungAt;

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
    /// How urgent it is, 0 (now) to 4; as its ticket is when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<u8>,
    /// It gains a band for each time it waited so long, in milliseconds: after it was due, or from the start where it has no
    /// target. Four hours when absent, and none where it has neither a target nor `auto_assign`; with 0 it gains none at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_step_ms: Option<i64>,
    /// Units of work it weighs on a person who has it.
    #[serde(default = "ten")]
    pub weight: i64,
    /// Skills with their lowest level, of whom the desk gives it to.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub skills: BTreeMap<String, u8>,
    /// Levels of those that are enough after some time.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub floors: BTreeMap<String, Vec<Floor>>,
    /// What changes as it waits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<TaskStep>,
    /// What happens as its time runs out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ladder: Vec<TaskRung>,
    /// What becomes of one that failed; a person decides when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry: Option<TaskRetry>,
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

/// What changes for a task that still waits: more agents may take it, or it becomes more urgent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskStep {
    /// Milliseconds it has waited.
    pub after_ms: i64,
    /// Agents of these groups may take it too.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub groups: BTreeSet<String>,
    /// These skills are no longer asked for.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub drop_skills: BTreeSet<String>,
    /// So many bands more urgent, never past 0.
    #[serde(default, skip_serializing_if = "is_none_more")]
    pub raise_by: u8,
}

/// A step of the escalation of a task: done once in each attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskRung {
    /// Its name, unique in its kind: what was done is remembered by it.
    pub name: String,
    /// At which point of the time it may take.
    pub at: RungAt,
    /// What is done.
    #[serde(rename = "do")]
    pub what: Vec<TaskEscalate>,
}

/// What an escalation of a task does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaskEscalate {
    /// Raises the task to this band, if it is not as urgent already.
    Band(u8),
    /// Tells a group: the event names it, who is in it is told by the host.
    Notify(String),
    /// Lets somebody watch its ticket.
    Watch(AgentId),
    /// Takes it from whoever has it and hands it to this group, which does it from now on.
    Group(String),
}

/// How a task that failed goes on by itself: as a new attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskRetry {
    /// Attempts of its group in all.
    pub attempts: u32,
    /// The group that tries once more when those are used up; it stays failed when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalate_to: Option<String>,
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
            band: None,
            age_step_ms: None,
            weight: ten(),
            skills: BTreeMap::new(),
            floors: BTreeMap::new(),
            steps: Vec::new(),
            ladder: Vec::new(),
            retry: None,
            blocks_close: None,
            form: Vec::new(),
            after: BTreeSet::new(),
        }
    }
}

fn ten() -> i64 {
    10
}

// Serde hands over a reference.
fn is_none_more(bands: &u8) -> bool {
    *bands == 0
}
