//! What the story itself remembers of what it did: the other book of the accounting.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::{JobKind, Tally, Worked};
use aftersync_testkit::fake::PumpReport;

use super::site::At;

/// A message that was handed in and must be found again.
pub(super) struct Said {
    /// The channel's platform.
    pub platform: String,
    /// The channel's shop.
    pub shop: String,
    /// The channel's conversation.
    pub conversation: String,
    /// The channel's id of the message.
    pub message: String,
}

/// Everything counted on the way.
#[derive(Default)]
pub(super) struct Ledger {
    /// Messages handed in, each once.
    pub said: Vec<Said>,
    /// Facts handed in by the host, repeats included.
    pub ingested: u64,
    /// Of those, known already.
    pub duplicates: u64,
    /// Return parcels that a carrier or the warehouse saw arrive, by after-sale.
    pub arrived: BTreeSet<At>,
    /// Commands by word.
    pub commands: BTreeMap<String, u64>,
    /// Commands sent a second time with their key, and answered without being done again.
    pub repeated: u64,
    /// Commands refused, by kind of error.
    pub refused: BTreeMap<String, u64>,
    /// Decisions made in the platform's own console, since its interface offers none.
    pub console: u64,
    /// What people did, by name.
    pub by_agent: BTreeMap<String, u64>,
    /// Notices to buyers, by kind.
    pub notices: BTreeMap<String, u64>,
    /// Answers to buyers that were handed to their channel.
    pub replies: u64,
    /// Jobs by kind.
    pub jobs: BTreeMap<JobKind, Tally>,
    /// What the platform's pusher reported.
    pub pushes: PumpReport,
    /// Times the process was stopped with work in flight.
    pub stops: u64,
    /// Leases that were running when it was stopped.
    pub in_flight_at_stop: u64,
    /// Why one ticket is where it is, line by line.
    pub explained: Vec<String>,
    /// What went wrong and must not: each line spoils the accounting.
    pub trouble: Vec<String>,
}

impl Ledger {
    /// Adds what the worker did.
    pub fn worked(&mut self, worked: &Worked) {
        for (kind, more) in &worked.jobs {
            let sum = self.jobs.entry(*kind).or_default();
            sum.done += more.done;
            sum.retried += more.retried;
            sum.in_doubt += more.in_doubt;
            sum.failed += more.failed;
            sum.lost += more.lost;
        }
    }
    /// Counts one in a table of words.
    pub fn count(table: &mut BTreeMap<String, u64>, word: impl Into<String>) {
        *table.entry(word.into()).or_default() += 1;
    }
}
