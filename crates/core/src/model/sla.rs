//! Policies of our clocks: targets, the hours they count in, what pauses them, and what happens as they run out.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::axes::Headline;
use super::condition::When;
use super::ids::AgentId;
use super::ticket::ClockKind;

/// The clocks of tickets that match. The first policy that matches counts; without one the plain targets (`sla`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SlaPolicy {
    /// Its name.
    pub name: String,
    /// For which tickets.
    pub when: When,
    /// The clocks that run on them.
    #[serde(default)]
    pub clocks: BTreeMap<ClockKind, SlaTarget>,
    /// The calendar whose hours are counted; every hour when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// What happens as clocks run out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ladder: Vec<Rung>,
}

/// The target of one clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SlaTarget {
    /// Milliseconds it may run.
    pub target_ms: i64,
    /// Other targets by band.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<BandTarget>,
    /// The calendar whose hours this clock counts, instead of the policy's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// The headlines in which it pauses, instead of the usual ones. A headline that ends what it waits for ends it still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pauses: Option<Vec<Headline>>,
}

/// The target of a clock in one band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BandTarget {
    /// The band, 0 (now) to 4.
    pub band: u8,
    /// Milliseconds it may run there.
    pub target_ms: i64,
}

/// A step of an escalation: done once in each cycle of a clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// Its name, unique in its policy: what was done is remembered by it.
    pub name: String,
    /// The clock it belongs to.
    pub clock: ClockKind,
    /// At which point of it.
    pub at: RungAt,
    /// What is done.
    #[serde(rename = "do")]
    pub what: Vec<Escalate>,
}

/// A point of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RungAt {
    /// When four fifths of the target have passed.
    Warn,
    /// When the target has passed.
    Breach,
    /// So many milliseconds after that, counted as the clock counts.
    AfterBreach(i64),
}

/// What an escalation does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Escalate {
    /// Raises the ticket to this band, if it is not as urgent already.
    Band(u8),
    /// Tells a group: the event names it, who is in it is told by the host.
    Notify(String),
    /// Lets somebody watch the ticket.
    Watch(AgentId),
    /// Lets agents of these groups take it too: one more step of its route.
    Widen(BTreeSet<String>),
    /// Takes it from whoever has it and puts it into this queue.
    Queue(String),
}
