//! What the story itself remembers of what it did: the other book of the accounting.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::{AgentId, JobKind, Tally, TicketId, Worked};
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

/// What the dock's scanner was told.
#[derive(Default)]
pub(super) struct Scans {
    /// Numbers of parcels that were scanned.
    pub parcels: BTreeSet<String>,
    /// Scans that led to tickets which wait for goods.
    pub expected: u64,
    /// To orders of which nothing is asked back.
    pub no_request: u64,
    /// To nothing, or to returns it may be.
    pub unknown: u64,
    /// Of those, with the right return in front.
    pub first_candidate_right: u64,
    /// Parcels taken in as tasks.
    pub taken_in: u64,
    /// Parcels taken in without one, since the desk heard of them too late.
    pub unannounced: u64,
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
    /// What the dock's scanner was told.
    pub scans: Scans,
    /// Pieces counted, by code of the article: the last count.
    pub counted: BTreeMap<String, u32>,
    /// Tickets whose replacement was not promised at first, since none was left.
    pub out_of_stock: BTreeSet<TicketId>,
    /// The most work that was seen on somebody at one time.
    pub peaks: BTreeMap<AgentId, i64>,
    /// Who was given a ticket by a colleague, with or without room for it.
    pub by_hand: BTreeSet<AgentId>,
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
    /// For how many reasons colleagues were passed over in it.
    pub explained_reasons: usize,
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
