//! What calls an automation, told apart by what an event says, beside its kind.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::automation::Occasion;
use super::axes::Headline;
use super::conversation::Channel;
use super::handoff::{TaskKind, TaskResult, TaskState};
use super::selection::OverflowCause;
use super::ticket::ClockKind;
use super::words::words;

words! {
    /// What a clock of ours passed.
    pub enum ClockPoint {
        /// It came near its target.
        Warn = "warn",
        /// It passed it.
        Breach = "breach",
    }
}

/// Asks what an event says. Each list speaks of the kinds of events that have such a value, and leaves the others as they are;
/// an empty one asks nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EventIs {
    /// Of `task_moved`, `task_overdue` and `task_unstaffed`: what the task is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub task_kinds: Vec<TaskKind>,
    /// Of `task_moved`: where the task stands now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub task_states: Vec<TaskState>,
    /// Of `task_moved`: how the task came out. Only one that is done has come out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<TaskResult>,
    /// Of `clock_passed` and `escalated`: which clock.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<ClockKind>,
    /// Of `clock_passed`: what it passed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passed: Vec<ClockPoint>,
    /// Of `state_changed`: where the ticket stood.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<Headline>,
    /// Of `state_changed`: where it came to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Headline>,
    /// Of `message_added`: through which channel.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// Of `overflowed`: why its queue had no place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<OverflowCause>,
}

/// A list of what is asked: its name, how many values it has, and the kinds of events that have such a value.
pub type Asked = (&'static str, usize, &'static [Occasion]);

impl EventIs {
    /// Whether it asks nothing.
    pub fn is_any(&self) -> bool {
        self.asked().next().is_none()
    }

    /// The lists that ask something.
    pub fn asked(&self) -> impl Iterator<Item = Asked> + use<> {
        use Occasion as O;
        let all: [Asked; 9] = [
            (
                "task_kinds",
                self.task_kinds.len(),
                &[O::TaskMoved, O::TaskOverdue, O::TaskUnstaffed],
            ),
            ("task_states", self.task_states.len(), &[O::TaskMoved]),
            ("results", self.results.len(), &[O::TaskMoved]),
            ("clocks", self.clocks.len(), &[O::ClockPassed, O::Escalated]),
            ("passed", self.passed.len(), &[O::ClockPassed]),
            ("from", self.from.len(), &[O::StateChanged]),
            ("to", self.to.len(), &[O::StateChanged]),
            ("channels", self.channels.len(), &[O::MessageAdded]),
            ("because", self.because.len(), &[O::Overflowed]),
        ];
        all.into_iter().filter(|(_, values, _)| *values > 0)
    }
}
