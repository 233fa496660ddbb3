//! How heavy and how urgent a ticket is when no rule says so.
use crate::model::agent::AgentKind;
use crate::model::axes::{Kind, WaitingOn};
use crate::model::config::Config;
use crate::model::issue::IssueType;
use crate::model::ticket::Ticket;
use crate::model::time::DAY;

/// Units of work by kind; an agent has 100 by default.
const WEIGHTS: &[(Kind, i64)] = &[
    (Kind::RefundOnly, 10),
    (Kind::ReturnRefund, 15),
    (Kind::Exchange, 15),
    (Kind::Repair, 20),
    (Kind::Resend, 15),
    (Kind::PriceProtection, 10),
    (Kind::Complaint, 25),
    (Kind::Inquiry, 10),
];
/// Units of work while the platform arbitrates, whatever the kind.
const DISPUTE_WEIGHT: i64 = 30;
/// Units of work for a kind without a row.
const PLAIN_WEIGHT: i64 = 10;

/// Whom a parked ticket waits for: nobody here can do anything.
const PARKED: &[WaitingOn] = &[
    WaitingOn::Buyer,
    WaitingOn::Carrier,
    WaitingOn::Platform,
    WaitingOn::Nobody,
];

/// Who has a ticket in their hands meanwhile: it weighs on them, by an internal task, and not on its agent.
const HANDED_OFF: &[WaitingOn] = &[WaitingOn::Warehouse, WaitingOn::RepairShop, WaitingOn::Finance];

/// A reason for a band.
type Cause = fn(&Ticket) -> bool;

/// Bands by cause, most urgent first; the first cause that holds counts.
const BANDS: &[(Cause, u8)] = &[
    // The platform decides against whoever is late.
    (|t| t.axes.dispute.is_live(), 1),
    (|t| little_time(t), 1),
    // Money was promised and did not arrive.
    (|t| t.flags.contains("refund_failed"), 1),
    (|t| t.issue == IssueType::FraudThreat, 1),
];
/// The band of all others.
const PLAIN_BAND: u8 = 2;
/// A platform that leaves less than this for a step makes it urgent, in milliseconds.
const LITTLE_TIME: i64 = DAY;

/// The platform leaves little time for the present step, counted from when the step began: the band of a ticket does not
/// depend on when it is looked at. That time runs out is seen by the order inside a band, which is by due time.
fn little_time(ticket: &Ticket) -> bool {
    let deadline = ticket.platform_deadline.filter(|_| ticket.is_open());
    deadline.is_some_and(|deadline| deadline.since(ticket.changed_at) < LITTLE_TIME)
}

/// The band of a ticket when neither a person nor a rule says so: 1 when somebody outside will not wait, else 2.
pub fn default_band(ticket: &Ticket) -> u8 {
    let cause = BANDS.iter().find(|(holds, _)| holds(ticket));
    cause.map_or(PLAIN_BAND, |(_, band)| *band)
}

/// The weight of a ticket in units of work when no rule says so.
pub fn default_weight(ticket: &Ticket) -> i64 {
    if ticket.axes.dispute.is_live() {
        return DISPUTE_WEIGHT;
    }
    let row = WEIGHTS.iter().find(|(kind, _)| *kind == ticket.axes.kind);
    row.map_or(PLAIN_WEIGHT, |(_, weight)| *weight)
}

/// The least that a ticket may weigh by a configuration.
pub fn lightest(config: &Config) -> i64 {
    let usual = WEIGHTS
        .iter()
        .map(|(_, weight)| *weight)
        .chain([DISPUTE_WEIGHT, PLAIN_WEIGHT]);
    let said = config
        .rules
        .iter()
        .filter(|rule| rule.enabled)
        .filter_map(|rule| rule.then.weight);
    usual.chain(said).min().unwrap_or(PLAIN_WEIGHT).max(0)
}

/// Whether a ticket that waits for these is nobody's work here.
pub fn parks(waiting_on: WaitingOn) -> bool {
    PARKED.contains(&waiting_on)
}

/// Whether nobody here has anything to do on a ticket: it ended, or waits for somebody outside.
pub fn is_parked(ticket: &Ticket) -> bool {
    parks(ticket.waiting_on) || !ticket.is_open()
}

/// The load of a ticket of this weight on an agent of this kind: the capacity of a bot counts talks, not units of work.
pub fn weight_on(kind: AgentKind, weight: i64) -> i64 {
    let heaviest = if kind == AgentKind::Bot { 1 } else { i64::MAX };
    weight.clamp(0, heaviest)
}

/// The load a ticket puts on its agent now: the weight it was placed with, and while it is parked, or with the warehouse, the
/// repair shop or finance, no more than parked tickets weigh by the configuration. One that ended weighs nothing.
pub fn weight_now(config: &Config, ticket: &Ticket, placed_weight: i64) -> i64 {
    let on = ticket.waiting_on;
    let most = match (ticket.is_open(), parks(on) || HANDED_OFF.contains(&on)) {
        (false, _) => 0,
        (true, true) => config.parked_weight,
        (true, false) => i64::MAX,
    };
    placed_weight.min(most).max(0)
}
