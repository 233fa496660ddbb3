//! Rows to test with.
use aftersync_core::lifecycle;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::{Axes, Headline, Kind};
use aftersync_core::model::calendar::{Calendar, Hours, Weekday};
use aftersync_core::model::config::{Config, QueueConfig, Rule, Then, When};
use aftersync_core::model::ids::{DocketId, ProductId, TicketId, Uid};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::number::TicketNumber;
use aftersync_core::model::ticket::{Amounts, Assignment, Clock, ClockKind, Local, Ticket, TicketLine};
use aftersync_core::model::time::Timestamp;

/// When tickets of the tests were opened: 2025-10-09T08:53:20Z.
pub const OPENED: Timestamp = Timestamp(1_760_000_000_000);
/// Every headline in which somebody has to do something.
pub const LIVE: [Headline; 10] = [
    Headline::Requested,
    Headline::AwaitingSeller,
    Headline::AwaitingBuyer,
    Headline::AwaitingBuyerReturn,
    Headline::ReturnInTransit,
    Headline::AwaitingInspection,
    Headline::Repairing,
    Headline::Refunding,
    Headline::ExchangeShipping,
    Headline::Disputed,
];

/// A moment as people write it.
pub fn moment(text: &str) -> Timestamp {
    Timestamp::parse(text, 0).unwrap()
}

/// A calendar that is open every day within these minutes.
pub fn daily(zone: &str, hours: &[(u16, u16)]) -> Calendar {
    let hours: Vec<Hours> = hours.iter().map(|(from, to)| Hours { from: *from, to: *to }).collect();
    Calendar {
        name: "desk".into(),
        zone: Some(zone.into()),
        week: Weekday::ALL.iter().map(|day| (*day, hours.clone())).collect(),
        ..Calendar::default()
    }
}

/// A ticket that came into a queue as it was opened.
pub fn waiting() -> Ticket {
    let mut t = ticket(Kind::RefundOnly);
    t.assignment.enqueued_at = Some(OPENED);
    t
}

/// One on which a clock runs since then.
pub fn with_clock(kind: ClockKind, target_ms: i64) -> Ticket {
    let mut t = waiting();
    let clock = Clock {
        started_at: OPENED,
        target_ms,
        ran_ms: 0,
        running_since: Some(OPENED),
        met_at: None,
        breached: false,
        warned: false,
        cycle: 1,
        moments: None,
        hours: None,
    };
    t.clocks.insert(kind, clock);
    t
}

pub fn ticket(kind: Kind) -> Ticket {
    let axes = Axes {
        triaged: true,
        ..Axes::start(kind)
    };
    Ticket {
        id: TicketId(Uid::digest(&["ticket"])),
        number: TicketNumber::from_sequence(12),
        axes,
        headline: lifecycle::headline(&axes),
        waiting_on: lifecycle::waiting_on(lifecycle::headline(&axes)),
        episode: 1,
        opened_at: OPENED,
        changed_at: OPENED,
        ended_at: None,
        closed_at: None,
        sources: Vec::new(),
        principal: None,
        docket: DocketId(Uid::ZERO),
        platform: "douyin".into(),
        shop: "4463".into(),
        order: None,
        orphan: false,
        channels: Default::default(),
        lines: Vec::new(),
        currency: Currency::CNY,
        amounts: Amounts::default(),
        refund_legs: Vec::new(),
        issue: IssueType::Damaged,
        reason_code: None,
        reason_text: None,
        account: None,
        show: None,
        room: None,
        sold_at: None,
        first_response_at: None,
        buyer_waits_since: None,
        host: None,
        parcels: Vec::new(),
        evidence: Vec::new(),
        platform_deadline: None,
        clocks: Default::default(),
        band: 2,
        aged: 0,
        assignment: Assignment::default(),
        flags: Default::default(),
        local: Local::default(),
        merged_into: None,
    }
}

/// The same ticket in another headline since some moment.
pub fn in_headline(ticket: &Ticket, headline: Headline, since: Timestamp) -> Ticket {
    Ticket {
        headline,
        waiting_on: lifecycle::waiting_on(headline),
        changed_at: since,
        ended_at: headline.is_ended().then_some(since).or(ticket.ended_at),
        ..ticket.clone()
    }
}

pub fn line(sku: &str, requested: u32, fen: i64) -> TicketLine {
    TicketLine {
        line: format!("line-{sku}"),
        sku: sku.to_owned(),
        product: Some(product(sku)),
        requested,
        amount: Some(Money::cny(fen)),
        ..TicketLine::default()
    }
}

pub fn product(sku: &str) -> ProductId {
    ProductId(Uid::digest(&["product", sku]))
}

pub fn agent(name: &str) -> Agent {
    Agent {
        presence: Presence::Online,
        ..Agent::new(name)
    }
}

pub fn rule(name: &str, when: When, then: Then, stop: bool) -> Rule {
    Rule {
        stop,
        ..Rule::new(name, when, then)
    }
}

pub fn into_queue(name: &str) -> Then {
    Then {
        queue: Some(name.to_owned()),
        ..Then::default()
    }
}

pub fn config(rules: Vec<Rule>) -> Config {
    Config {
        queues: ["returns", "money", "vip"].map(QueueConfig::new).to_vec(),
        rules,
        ..Config::default()
    }
}
