//! The ticket: one problem, whatever channels and platforms it runs over.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::automation::AutomationDone;
use super::axes::{Axes, Headline, Role, WaitingOn};
use super::bot::BotTalk;
use super::conversation::Channel;
use super::custom::CustomValue;
use super::evidence::Evidence;
use super::handoff::{Disposition, Grade};
use super::ids::{
    AccountId, AgentId, DocketId, JobId, OrderId, Platform, ProductId, QueueId, ShopId, ShowId, SourceId, TaskId,
    TicketId, Uid,
};
use super::issue::IssueType;
use super::money::{Currency, Money};
use super::notice::Notice;
use super::number::TicketNumber;
use super::offer::Offered;
use super::selection::Skipped;
use super::shipment::{Direction, ParcelRef, ParcelState};
use super::time::Timestamp;
use super::trigger::Trigger;

/// Where money paid back goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RefundChannel {
    /// The way it was paid.
    Original,
    /// A bank transfer.
    Bank,
    /// The platform's wallet.
    Wallet,
    /// Points.
    Points,
    /// Credit in the shop.
    StoreCredit,
    /// A gift card.
    GiftCard,
    /// A coupon.
    Coupon,
}

/// One part of a refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RefundLeg {
    /// Where it goes.
    pub channel: RefundChannel,
    /// How much.
    pub amount: Money,
    /// When it was paid; `None` while it is under way.
    pub paid_at: Option<Timestamp>,
    /// Which source says so; `None` for our own payout.
    pub source: Option<SourceId>,
    /// The order it was paid for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
}

/// One line of a ticket: quantities and outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketLine {
    /// The order line, by the platform's id.
    pub line: String,
    /// The sku.
    pub sku: String,
    /// The title.
    pub title: String,
    /// The product across shops.
    pub product: Option<ProductId>,
    /// Pieces bought.
    pub bought: u32,
    /// Pieces the buyer complains of.
    pub requested: u32,
    /// Pieces approved.
    pub approved: u32,
    /// Pieces that came back.
    pub received: u32,
    /// Pieces that passed inspection.
    pub passed: u32,
    /// Pieces that failed inspection.
    pub damaged: u32,
    /// Pieces of another article that came instead.
    #[serde(default, skip_serializing_if = "is_no_piece")]
    pub wrong: u32,
    /// Pieces with signs of use.
    #[serde(default, skip_serializing_if = "is_no_piece")]
    pub used: u32,
    /// Pieces that should have come back and did not.
    #[serde(default, skip_serializing_if = "is_no_piece")]
    pub missing: u32,
    /// Pieces paid back.
    pub refunded: u32,
    /// Money asked for.
    pub amount: Option<Money>,
    /// What the pieces are worth, as inspected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// What becomes of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Disposition>,
    /// The restocking fee, in percent of the line's money. Nothing is held back by itself: who decides the refund sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee_percent: Option<u8>,
    /// The article that is sent instead of the one bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<ProductId>,
}

/// Money of a ticket, all in one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Amounts {
    /// Asked for.
    pub requested: i64,
    /// Approved by us or the platform.
    pub approved: i64,
    /// On its way, not yet confirmed.
    pub pending: i64,
    /// Paid back.
    pub refunded: i64,
    /// Promised or paid as goodwill, outside the refund balance.
    pub compensation: i64,
}

/// Who works on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Assignment {
    /// The queue it stands in.
    pub queue: Option<QueueId>,
    /// The agent who has it.
    pub agent: Option<AgentId>,
    /// The load it puts on that agent now, in units.
    pub weight: i64,
    /// Since when it stands in that queue.
    pub enqueued_at: Option<Timestamp>,
    /// Since when that agent has it.
    pub assigned_at: Option<Timestamp>,
    /// Since when it waits for somebody outside while nobody has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parked_at: Option<Timestamp>,
    /// Milliseconds that agents had it before, or that it was parked while nobody had it, since it was enqueued: they are none
    /// of its age.
    #[serde(default, skip_serializing_if = "is_no_time")]
    pub held_ms: i64,
    /// Those of them after the first of its clocks was due.
    #[serde(default, skip_serializing_if = "is_no_time")]
    pub held_late_ms: i64,
    /// When that agent first did something on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acted_at: Option<Timestamp>,
    /// The agent who had it before it parked.
    pub last_agent: Option<AgentId>,
    /// Steps of its route that it took while it waited.
    #[serde(default, skip_serializing_if = "is_none")]
    pub step: u32,
    /// Groups that may take it by now, beside those that serve its queue.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub also: BTreeSet<String>,
    /// How often less skill was enough for it since it waits.
    #[serde(default, skip_serializing_if = "is_none")]
    pub eased: u32,
    /// Steps it did not wait for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skipped: Option<Skipped>,
    /// Tags that rules gave it: they are given once, so that one which somebody took away stays away.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tagged: BTreeSet<String>,
    /// Queues that had no place for it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub past: BTreeSet<QueueId>,
    /// When somebody should have it, where no clock says so: its place among those of its band.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// The agents it is offered to, while nobody has it: the first who takes it has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Offered>,
    /// Further agents it would be offered to at the same time, were they there and had they room.
    #[serde(default, skip_serializing_if = "is_none")]
    pub offers_wanted: u32,
    /// Agents who did not take it in this step of its route: it is offered to others first.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub excluded: BTreeSet<AgentId>,
}

// Serde hands over a reference.
fn is_nothing(bands: &u8) -> bool {
    *bands == 0
}

// Serde hands over a reference.
fn is_no_time(ms: &i64) -> bool {
    *ms == 0
}

// Serde hands over a reference.
fn is_none(number: &u32) -> bool {
    *number == 0
}

/// One clock of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// Until somebody answers the first time.
    FirstResponse,
    /// Until the seller decides.
    Decision,
    /// Until goods are inspected.
    Inspection,
    /// Until money is paid.
    Refund,
    /// Until all is done.
    Resolution,
    /// The platform's own deadline: never paused.
    PlatformDeadline,
    /// Until somebody answers a buyer who wrote again after the first answer.
    NextResponse,
    /// Until a person, not an automation, does something on it the first time.
    FirstHumanResponse,
}

/// A running or stopped clock: a fold, so that changing targets keeps the pauses already earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Clock {
    /// When it started.
    pub started_at: Timestamp,
    /// Target in milliseconds.
    pub target_ms: i64,
    /// Milliseconds it ran up to `running_since`.
    pub ran_ms: i64,
    /// Since when it runs; `None` while paused or stopped.
    pub running_since: Option<Timestamp>,
    /// When it was stopped by what it waited for.
    pub met_at: Option<Timestamp>,
    /// Whether the breach was announced.
    pub breached: bool,
    /// Whether the warning was announced.
    pub warned: bool,
    /// Counts its starts on this ticket, from 1.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    #[schemars(extend("default" = 1))]
    pub cycle: u32,
    /// When it warns and is due, where it counts only the hours of a calendar and runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moments: Option<Moments>,
    /// The hours it counts while it runs; every hour when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<CountedHours>,
}

/// The hours of a calendar as they were when a configuration was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CountedHours {
    /// The calendar, by a digest of its name.
    pub calendar: Uid,
    /// The configuration.
    pub version: u32,
}

/// When a running clock warns and is due, worked out by its calendar. Absent where the calendar has not as many hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Moments {
    /// When it warns.
    pub warn_at: Option<Timestamp>,
    /// When it is due.
    pub due_at: Option<Timestamp>,
}

/// A rung of an escalation that was done: its clock, the cycle of that, the name of the rung.
pub type RungDone = (ClockKind, u32, String);

fn first() -> u32 {
    1
}
// Serde hands over a reference.
fn is_no_piece(pieces: &u32) -> bool {
    *pieces == 0
}
// Serde hands over a reference.
fn is_first(cycle: &u32) -> bool {
    *cycle == 1
}

impl Clock {
    /// The part of the target that is left when it warns: a fifth.
    pub const WARNING_PARTS: i64 = 5;

    /// When it warns, if it goes on running.
    pub fn warn_at(&self) -> Option<Timestamp> {
        self.running_since?;
        match self.moments {
            Some(moments) => moments.warn_at,
            None => self
                .due_at()
                .map(|due| due.plus(-(self.target_ms / Self::WARNING_PARTS))),
        }
    }
    /// When it will be due, if it goes on running.
    pub fn due_at(&self) -> Option<Timestamp> {
        let since = self.running_since?;
        match self.moments {
            Some(moments) => moments.due_at,
            None => Some(since.plus(self.target_ms - self.ran_ms)),
        }
    }
}

/// One command that moved the ticket, kept so that the ticket can be folded again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LocalEntry {
    /// When it was applied.
    pub at: Timestamp,
    /// What it was.
    pub trigger: Trigger,
    /// In which role.
    pub role: Role,
    /// By whom, when it was a person or bot.
    pub agent: Option<AgentId>,
    /// The amount, where the command had one.
    pub amount: Option<Money>,
    /// Pieces per line, where the command had them.
    #[serde(default)]
    pub lines: Vec<LineOutcome>,
    /// The job that carries it to the platform.
    pub job: Option<JobId>,
    /// The platform refused it, so it has no effect.
    #[serde(default)]
    pub void: bool,
}

/// What a command says of one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LineOutcome {
    /// The order line.
    pub line: String,
    /// Pieces received.
    #[serde(default)]
    pub received: u32,
    /// Pieces that passed.
    #[serde(default)]
    pub passed: u32,
    /// Pieces that failed.
    #[serde(default)]
    pub damaged: u32,
    /// Pieces of another article that came instead.
    #[serde(default, skip_serializing_if = "is_no_piece")]
    pub wrong: u32,
    /// Pieces with signs of use.
    #[serde(default, skip_serializing_if = "is_no_piece")]
    pub used: u32,
    /// Pieces that should have come back and did not.
    #[serde(default, skip_serializing_if = "is_no_piece")]
    pub missing: u32,
    /// Photos and films of the pieces: at most 100.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Evidence>,
    /// What the pieces are worth, as inspected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// What becomes of them; what is usual for the grade when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Disposition>,
    /// The restocking fee, in percent of the line's money. Nothing is held back by itself: who decides the refund sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee_percent: Option<u8>,
    /// The article to send instead of the one bought, by the merchant's code or its barcode: with the approval of an exchange or
    /// a resend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send: Option<String>,
    /// The article of that code. Worked out when the command comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<ProductId>,
}

/// Goodwill paid outside the refund balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Compensation {
    /// The payout number: a second payout with it is refused.
    pub number: String,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub state: CompensationState,
    /// When it was asked for.
    pub at: Timestamp,
    /// Who asked for it, who cannot approve it; of a draft, who drafted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AgentId>,
    /// Who drafted what somebody asked for later. They cannot approve it either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drafted_by: Option<AgentId>,
    /// The task it waits for: somebody's approval, or the payout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// It may be above what was paid for the order: said by who asked for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub goodwill: bool,
}

/// Where a goodwill payout stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CompensationState {
    /// Noted only: nobody asked for it yet, so that it waits for nothing and counts toward no limit.
    Draft,
    /// Waits for somebody with the authority.
    ToApprove,
    /// Waits to be paid.
    ToPay,
    /// Somebody is paying it.
    Paying,
    /// Paid.
    Paid,
    /// The payout failed.
    Failed,
    /// Refused; a draft that was withdrawn too.
    Refused,
}

impl CompensationState {
    /// Whether the buyer was promised it: it waits to be paid, is being paid, or is paid.
    pub const fn is_promised(self) -> bool {
        matches!(self, Self::ToPay | Self::Paying | Self::Paid)
    }
    /// Whether it counts toward what bounds goodwill: somebody asked for it, and it did not come to nothing.
    pub const fn stands(self) -> bool {
        self.is_promised() || matches!(self, Self::ToApprove)
    }
}

/// What people and automations did here: the part of a ticket that no platform tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Local {
    /// Commands that moved the axes, in order.
    pub entries: Vec<LocalEntry>,
    /// Tickets merged into this one by hand.
    #[serde(default)]
    pub absorbed: Vec<TicketId>,
    /// All tickets that became part of this one, by hand or by the fold.
    #[serde(default)]
    pub merged: BTreeSet<TicketId>,
    /// A person worked on it: from then on only a person splits it.
    #[serde(default)]
    pub touched: bool,
    /// The issue type a person chose.
    #[serde(default)]
    pub issue: Option<IssueType>,
    /// The band a person chose.
    #[serde(default)]
    pub band: Option<u8>,
    /// The band an escalation raised it to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised: Option<u8>,
    /// The queue a person chose.
    #[serde(default)]
    pub queue: Option<String>,
    /// Tags.
    #[serde(default)]
    pub tags: BTreeSet<String>,
    /// The merchant's own fields.
    #[serde(default)]
    pub custom: BTreeMap<String, CustomValue>,
    /// When one of ours first answered the buyer by a command here.
    #[serde(default)]
    pub first_response_at: Option<Timestamp>,
    /// Goodwill.
    #[serde(default)]
    pub compensations: Vec<Compensation>,
    /// Notices recorded: (episode, notice).
    #[serde(default)]
    pub notices: BTreeSet<(u32, Notice)>,
    /// Internal tasks.
    #[serde(default)]
    pub tasks: Vec<TaskId>,
    /// Evidence added here.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// Parcels people named here.
    #[serde(default)]
    pub parcels: Vec<(Direction, ParcelRef)>,
    /// Other tickets it is about.
    #[serde(default)]
    pub linked: BTreeSet<TicketId>,
    /// When one of ours last answered the buyer by a reply here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_response_at: Option<Timestamp>,
    /// When a person of ours first did something on it, here or in a platform's console.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_human_at: Option<Timestamp>,
    /// Marks of what was written to the buyer here while no bot had it, the last twenty: a channel that shows it again shows
    /// nothing that anybody did there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<String>,
    /// Who wants to hear of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub watchers: BTreeSet<AgentId>,
    /// Rungs of escalations that were done.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub rungs: BTreeSet<RungDone>,
    /// Groups that escalations let take it, beside those of its queue.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub widened: BTreeSet<String>,
    /// The talk a bot has or had on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bot: Option<BotTalk>,
    /// Automations that were done, by their names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub automations: BTreeMap<String, AutomationDone>,
}

/// A parcel of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketParcel {
    /// Which way it goes.
    pub direction: Direction,
    /// The parcel.
    pub parcel: ParcelRef,
    /// Where it is, as far as the carrier said.
    pub state: Option<ParcelState>,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ticket {
    /// Its id.
    pub id: TicketId,
    /// Its number, to be read aloud.
    pub number: TicketNumber,
    /// The axes: the truth.
    pub axes: Axes,
    /// The headline derived from them: what people see.
    pub headline: Headline,
    /// On whom it waits.
    pub waiting_on: WaitingOn,
    /// Counts reopenings, from 1.
    pub episode: u32,
    /// When the problem began.
    pub opened_at: Timestamp,
    /// When the headline last changed.
    pub changed_at: Timestamp,
    /// When it last reached an ended headline.
    pub ended_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// The sources it is folded from, sorted.
    pub sources: Vec<SourceId>,
    /// The after-sale that speaks for it, if there is one.
    pub principal: Option<SourceId>,
    /// The docket that owns it.
    pub docket: DocketId,
    /// The platform it began on.
    pub platform: Platform,
    /// The shop it began in.
    pub shop: ShopId,
    /// The order.
    pub order: Option<OrderId>,
    /// The order is not known yet.
    pub orphan: bool,
    /// Where buyers wrote about it: the channels of its conversations.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub channels: BTreeSet<Channel>,
    /// Its lines.
    pub lines: Vec<TicketLine>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Its amounts, in minor units.
    pub amounts: Amounts,
    /// Parts of its refund.
    pub refund_legs: Vec<RefundLeg>,
    /// What the problem is.
    pub issue: IssueType,
    /// The platform's reason code, raw.
    pub reason_code: Option<String>,
    /// The platform's reason text, raw. Personal data may stand here.
    pub reason_text: Option<String>,
    /// The buyer's account; the customer is found through it.
    pub account: Option<AccountId>,
    /// The evening it was sold in.
    pub show: Option<ShowId>,
    /// The host who sold it.
    pub host: Option<String>,
    /// The room it was sold in.
    pub room: Option<String>,
    /// When it was sold.
    pub sold_at: Option<Timestamp>,
    /// Its parcels.
    pub parcels: Vec<TicketParcel>,
    /// Photos and files.
    pub evidence: Vec<Evidence>,
    /// The platform's deadline for the present step.
    pub platform_deadline: Option<Timestamp>,
    /// Our clocks.
    pub clocks: BTreeMap<ClockKind, Clock>,
    /// 0 (now) to 4: the band it stands in, with what it gained by waiting.
    pub band: u8,
    /// Bands it gained by waiting.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub aged: u8,
    /// Who works on it.
    pub assignment: Assignment,
    /// When one of ours first answered the buyer, in whatever channel.
    #[serde(default)]
    pub first_response_at: Option<Timestamp>,
    /// Since when the buyer waits for an answer to what was last written, after a first one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_waits_since: Option<Timestamp>,
    /// Marks such as `refund_failed`, `parcel_lost`.
    pub flags: BTreeSet<String>,
    /// What people did here.
    pub local: Local,
    /// What it was merged into; then it lives on only as a redirect.
    pub merged_into: Option<TicketId>,
}

impl Ticket {
    /// Whether it still needs anybody.
    pub fn is_open(&self) -> bool {
        self.merged_into.is_none() && self.closed_at.is_none() && !self.headline.is_ended()
    }
    /// Whether a bot talks with its buyer.
    pub fn is_with_bot(&self) -> bool {
        self.local.bot.as_ref().is_some_and(|talk| talk.over.is_none())
    }
    /// The band that rules, people and escalations gave it, without what it gained by waiting.
    pub fn own_band(&self) -> u8 {
        self.band.saturating_add(self.aged)
    }

    /// An amount of this ticket's currency.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
    /// The earliest moment something is due: our running clocks and the platform's deadline.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.clocks
            .values()
            .filter_map(Clock::due_at)
            .chain(self.platform_deadline.filter(|_| self.is_open()))
            .min()
    }
}
