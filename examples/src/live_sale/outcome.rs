//! What the evening came to: the one object that is printed, as tables or as JSON.
use std::collections::BTreeMap;

use serde::Serialize;

use super::accounting::Accounts;

/// A word, what people read for it, and how many.
#[derive(Clone, Debug, Serialize)]
pub struct Count {
    /// The word.
    pub word: String,
    /// In Chinese and English.
    pub label: (String, String),
    /// How many.
    pub count: u64,
}

/// A time that tickets took, in milliseconds.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Speed {
    /// Tickets measured.
    pub tickets: usize,
    /// Half of them were faster.
    pub median_ms: i64,
    /// Nine of ten were faster.
    pub p90_ms: i64,
}

/// How tickets reached the people who worked on them.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Routed {
    /// Tickets that somebody had.
    pub given: usize,
    /// Of those, in the moment they came.
    pub at_once: usize,
    /// How long tickets waited for the person who had them first.
    pub people: Waited,
    /// How long they waited for a person after the bot left them.
    pub after_bot: Waited,
    /// Open tickets that wait for somebody at the end.
    pub to_nobody: usize,
    /// Tickets that the desk gave to somebody once more.
    pub again: u64,
    /// Tickets that people gave to each other.
    pub by_hand: u64,
    /// How often the desk gave a ticket to somebody who may not approve the amount.
    pub beyond_limit: usize,
    /// Ended tickets that only the bot had.
    pub bot_alone: usize,
    /// Why the bot left tickets to people.
    pub handed_off: BTreeMap<String, u64>,
    /// Tickets by who got them.
    pub shares: BTreeMap<String, u64>,
}

/// How long tickets waited for somebody.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Waited {
    /// How many.
    pub tickets: usize,
    /// Half of them waited no longer than this, in milliseconds.
    pub median_ms: i64,
    /// Nine of ten waited no longer.
    pub p90_ms: i64,
}

impl Waited {
    /// Of all the waits there were.
    pub fn of(mut waits: Vec<i64>) -> Self {
        waits.sort_unstable();
        let part = |tenths: usize| waits.get(waits.len() * tenths / 10).copied().unwrap_or_default();
        Self {
            tickets: waits.len(),
            median_ms: part(5),
            p90_ms: part(9),
        }
    }
}

/// Internal tasks of one group.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GroupTasks {
    /// Whose.
    pub group: String,
    /// Opened in all.
    pub opened: u64,
    /// Done.
    pub done: u64,
    /// Of those, with their form.
    pub forms: u64,
    /// No longer needed.
    pub cancelled: u64,
    /// Neither, at the end.
    pub open: u64,
    /// Somebody had it in the moment it could be begun.
    pub at_once: u64,
    /// Somebody had it later.
    pub after_a_wait: u64,
    /// Half of those waited no longer than this, in milliseconds.
    pub wait_median_ms: i64,
    /// Nobody ever had it.
    pub to_nobody: u64,
    /// Not done when it was due.
    pub overdue: u64,
}

/// Somebody who works for the merchant.
#[derive(Clone, Debug, Serialize)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their groups.
    pub groups: Vec<String>,
    /// The most work that the desk may give them at one time.
    pub capacity: i64,
    /// The most they were seen with.
    pub most_at_once: i64,
    /// Whether a colleague gave them a ticket, which needs no room.
    pub by_hand: bool,
    /// Tickets they got.
    pub tickets: u64,
    /// Tasks they got.
    pub tasks: u64,
}

/// What the scanner at the dock was told.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Scans {
    /// Parcels that were scanned.
    pub parcels: u64,
    /// Scans that led to tickets.
    pub expected: u64,
    /// Scans that led to orders of which nothing is asked back.
    pub no_request: u64,
    /// Scans of numbers that nobody knows.
    pub unknown: u64,
    /// Of those, with the right return as the first candidate.
    pub first_candidate_right: u64,
    /// Parcels that are still aside, since nothing is known of them.
    pub aside: u64,
    /// Parcels taken in as tasks.
    pub taken_in: u64,
    /// Parcels taken in without one.
    pub unannounced: u64,
}

/// What there is to be sent.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Stock {
    /// Articles that were counted.
    pub articles: u64,
    /// Pieces, at the last count.
    pub counted: i64,
    /// Pieces that are there at the end.
    pub on_hand: i64,
    /// Of those, set aside for buyers.
    pub set_aside: i64,
    /// Tickets that waited until there were more.
    pub waited_for: u64,
}

/// How often a clock was kept, on all tickets and as often as it ran on each.
#[derive(Clone, Debug, Serialize)]
pub struct Attainment {
    /// Which clock.
    pub clock: String,
    /// How often it ran.
    pub ran: usize,
    /// In time.
    pub met: usize,
    /// Too late.
    pub missed: usize,
    /// Not over, and in time so far.
    pub running: usize,
    /// Over because the ticket ended, before anybody answered.
    pub moot: usize,
}

/// A line of a return-rate table.
#[derive(Clone, Debug, Serialize)]
pub struct Rate {
    /// Who or what.
    pub name: String,
    /// Pieces sold.
    pub sold: i64,
    /// Tickets.
    pub tickets: i64,
    /// Tickets refunded.
    pub refunds: i64,
    /// What was refunded: an amount for each currency.
    pub refunded: Vec<aftersync::Money>,
    /// Tickets whose goods were to come back.
    pub returns: i64,
    /// Returns for a thousand pieces sold.
    pub return_permille: Option<i64>,
    /// Refunds, with or without a return, for a thousand pieces sold.
    pub refund_permille: Option<i64>,
}

/// How much work it was, and how fast it was done.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Work {
    /// Seconds of real time.
    pub seconds: f64,
    /// Facts taken in: by push, poll, answer and by hand.
    pub facts: u64,
    /// Events recorded.
    pub events: u64,
    /// Jobs carried out.
    pub jobs: u64,
    /// Calls to the platform over HTTP.
    pub calls: u64,
    /// Facts for each second of real time.
    pub facts_per_second: f64,
}

/// What the evening came to.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// Every line of the accounting is right.
    pub clean: bool,
    /// The chance it was run with.
    pub seed: u64,
    /// Orders placed.
    pub orders: usize,
    /// The platforms it was on.
    pub platforms: Vec<&'static str>,
    /// After-sales on the platforms.
    pub platform_after_sales: usize,
    /// Tickets on the desk.
    pub tickets: usize,
    /// Sources that joined a ticket that was open already.
    pub joined: usize,
    /// Of those, from another channel than where it was bought.
    pub joined_across_channels: usize,
    /// Pushes and messages that came again and changed nothing.
    pub duplicates_dropped: u64,
    /// Customers who turned out to be another one.
    pub customers_merged: u64,
    /// After-sales and messages that the desk does not have.
    pub lost: usize,
    /// After-sales paid more than once.
    pub double_refunds: usize,
    /// The desk says of every after-sale what the platform says.
    pub states_agree: bool,
    /// Times the process was stopped with work in flight and started again.
    pub stopped_and_started: u64,
    /// Actions whose answer was lost and that were read back.
    pub read_back: u64,
    /// The accounting, line by line.
    pub accounts: Accounts,
    /// Tickets by state.
    pub states: Vec<Count>,
    /// Until somebody answered first.
    pub first_response: Speed,
    /// From opening to the end.
    pub resolution: Speed,
    /// How tickets reached people.
    pub routed: Routed,
    /// Internal tasks by group.
    pub tasks: Vec<GroupTasks>,
    /// What the scanner at the dock was told.
    pub scans: Scans,
    /// What there is to be sent.
    pub stock: Stock,
    /// Who works for the merchant, and how much each had.
    pub people: Vec<Person>,
    /// How often clocks were kept.
    pub attained: Vec<Attainment>,
    /// Rungs that were done as clocks ran out, by name.
    pub escalated: BTreeMap<String, u64>,
    /// Decisions of return policies, by policy.
    pub by_policy: BTreeMap<String, u64>,
    /// Why one ticket is where it is.
    pub explained: Vec<String>,
    /// Decisions the platform took from us, by verb.
    pub pushed_back: BTreeMap<String, u64>,
    /// Decisions the platform refused, since it had moved on.
    pub refused_by_platform: BTreeMap<String, u64>,
    /// Decisions made in the platform's own console.
    pub in_console: u64,
    /// Notices to buyers.
    pub notices: Vec<Count>,
    /// Answers to buyers.
    pub replies: u64,
    /// Commands by word.
    pub commands: BTreeMap<String, u64>,
    /// Commands refused, by word and kind of error.
    pub commands_refused: BTreeMap<String, u64>,
    /// Commands sent twice, done once.
    pub commands_repeated: u64,
    /// What people did.
    pub by_agent: BTreeMap<String, u64>,
    /// Returns by article.
    pub by_product: Vec<Rate>,
    /// By host.
    pub by_host: Vec<Rate>,
    /// By kind of problem.
    pub by_issue: Vec<Rate>,
    /// Pushes: requests, lost, doubled, forged, refused forgeries, not acknowledged.
    pub pushes: BTreeMap<String, u64>,
    /// Jobs: done, tried again, in doubt, failed.
    pub jobs: BTreeMap<String, [usize; 4]>,
    /// How fast it was.
    pub work: Work,
}
