//! What happens at a simulated desk, and where a ticket got to by that.
use std::collections::BTreeSet;

use crate::model::ids::QueueId;
use crate::model::selection::Skipped;
use crate::model::time::Timestamp;

/// What comes next; of what comes at one moment, agents are freed first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    Done {
        agent: usize,
        ticket: usize,
    },
    /// Nobody here has anything to do on it any more.
    Over {
        ticket: usize,
    },
    /// Somebody's status is another.
    Went {
        which: usize,
    },
    /// The shift of somebody begins for whom tickets wait.
    Opens,
    Came {
        ticket: usize,
    },
    /// Its bot hands it over to people.
    HandedOver {
        bot: usize,
        ticket: usize,
    },
    /// A step of its route is due, a skill falls, or it gains a band.
    Older {
        ticket: usize,
    },
}

/// Where a ticket got to.
#[derive(Clone, Default)]
pub(super) struct Course {
    pub past: BTreeSet<QueueId>,
    pub skipped: Option<Skipped>,
    pub queue: Option<String>,
    pub agent: Option<usize>,
    pub wait_ms: Option<i64>,
    pub work_ms: i64,
    /// When people heard of it.
    pub came_at: Timestamp,
    /// Its place among those that wait.
    pub waits: Option<Place>,
    /// When it is looked at again for its age.
    pub older_at: Option<Timestamp>,
    pub over: bool,
}

/// By urgency, by what is due first, then by time; then by place in the list.
pub(super) type Place = (u8, Timestamp, Timestamp, usize);
