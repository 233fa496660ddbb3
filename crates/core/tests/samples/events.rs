//! One event of every kind.
use std::collections::BTreeSet;

use aftersync_core::model::agent::Presence;
use aftersync_core::model::automation::AutomationStop;
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::bot::HandOffReason;
use aftersync_core::model::conversation::{Channel, Sender};
use aftersync_core::model::event::{AnyEvent, Cursor, Event, EventBody, IdentityVerdict, Recorded, Via};
use aftersync_core::model::handoff::{TaskKind, TaskState};
use aftersync_core::model::ids::{
    AccountId, AgentId, CustomerId, DecisionId, DeviceId, JobId, MessageId, OrderId, ProductId, QuarantineId, QueueId,
    SourceId, TaskId, TicketId,
};
use aftersync_core::model::job::JobKind;
use aftersync_core::model::money::Money;
use aftersync_core::model::notice::Notice;
use aftersync_core::model::number::TicketNumber;
use aftersync_core::model::presence::PresenceCause;
use aftersync_core::model::returns::ReturnAction;
use aftersync_core::model::selection::{AssignCause, ConsideredAgents, Hop, HopCause, OverflowCause, RankKey, Refusal};
use aftersync_core::model::ticket::ClockKind;
use aftersync_core::model::trigger::Trigger;

use super::desk::actor;
use super::{at, cny, platform, shop, text, uid};

pub fn event_bodies() -> Vec<EventBody> {
    [of_sources(), of_tickets(), of_work(), of_jobs(), of_the_desk()].concat()
}

fn of_sources() -> Vec<EventBody> {
    let source = SourceId(uid(5));
    vec![
        EventBody::SourceJoined {
            source,
            platform: platform(),
            object: "aftersale".into(),
            external_id: "as-9001".into(),
        },
        EventBody::SourceUpdated {
            source,
            raw_status: "11".into(),
        },
        EventBody::SourceStale {
            source,
            revision: 1_760_000_000,
        },
        EventBody::UnknownStatus {
            source: Some(source),
            object: "aftersale".into(),
            raw: "99".into(),
        },
        EventBody::OrderUpdated {
            order: OrderId(uid(4)),
            platform: platform(),
            external_id: "6900001".into(),
            new: true,
        },
        EventBody::Quarantined {
            quarantine: QuarantineId(uid(32)),
            platform: platform(),
            reason: "the body is not JSON".into(),
        },
    ]
}

fn of_tickets() -> Vec<EventBody> {
    let other = TicketId(uid(25));
    vec![
        EventBody::TicketOpened {
            number: TicketNumber::from_sequence(33),
            ticket_kind: Kind::ReturnRefund,
            platform: platform(),
            shop: shop(),
        },
        EventBody::StateChanged {
            from: Headline::Requested,
            to: Headline::AwaitingBuyerReturn,
            via: Via::Platform,
            skipped: vec![Headline::AwaitingSeller],
        },
        EventBody::KindChanged {
            from: Kind::RefundOnly,
            to: Kind::ReturnRefund,
        },
        EventBody::TicketMerged {
            into: other,
            by_hand: true,
        },
        EventBody::TicketSplit {
            new: other,
            by_hand: true,
        },
        EventBody::TicketLinked { other },
        EventBody::TicketEdited {
            what: vec!["tags".into()],
        },
        EventBody::MoneyMoved {
            refunded: 100,
            pending: 6_300,
            amount: cny(6_400),
            orders: vec![OrderId(uid(4))],
        },
        EventBody::OverRefund {
            order: OrderId(uid(4)),
            paid: 12_800,
            going_back: 13_000,
        },
    ]
}

fn of_work() -> Vec<EventBody> {
    let agent = AgentId(uid(22));
    vec![
        EventBody::CommandApplied {
            command: "approve_return".into(),
            amount: Some(cny(6_400)),
        },
        EventBody::CommandRefused {
            command: "approve_return".into(),
            state: Some(Headline::Closed),
            reason: "the ticket is closed".into(),
            allowed: vec![Trigger::Reopen],
        },
        EventBody::MessageAdded {
            message: MessageId(uid(10)),
            sender: Sender::Buyer,
            channel: Channel::Chat,
            platform: platform(),
        },
        EventBody::NoteAdded {
            text: "she called twice".into(),
        },
        EventBody::Mentioned {
            agent: AgentId(uid(22)),
        },
        EventBody::NoticeRecorded { notice: Notice::N4 },
        EventBody::NoticeSuppressed {
            notice: Notice::N2,
            because: "a later one says more".into(),
        },
        EventBody::Enqueued {
            queue: QueueId(uid(21)),
            name: "refunds".into(),
            rule: text("big ones first"),
            band: 1,
            version: 3,
            notify: BTreeSet::from(["leads".to_owned()]),
            seen: Some(77),
        },
        EventBody::TierDropped {
            queue: QueueId(uid(21)),
            skills: [("english".to_owned(), 2)].into(),
        },
        EventBody::RouteStepped {
            step: 2,
            queue: QueueId(uid(21)),
            version: 3,
        },
        EventBody::QueueDepthHigh {
            queue: QueueId(uid(21)),
            waiting: 4,
            max_depth: 5,
        },
        EventBody::Overflowed {
            from: QueueId(uid(21)),
            to: Some(QueueId(uid(24))),
            because: OverflowCause::Full,
            version: 3,
        },
        EventBody::Offered {
            agent,
            until: at(9),
            because: AssignCause::Customer,
            version: 3,
            considered: Some(Box::new(considered_agents())),
        },
        EventBody::OfferAccepted { agent },
        EventBody::OfferRejected { agent },
        EventBody::OfferTimedOut { agent },
        EventBody::OfferHeld { agent, until: at(10) },
        EventBody::OfferRescinded { agent },
        EventBody::Assigned {
            agent,
            by_hand: false,
            because: AssignCause::Queue,
            version: 3,
            considered: Some(Box::new(considered_agents())),
        },
        EventBody::Released {
            agent,
            because: "offline".into(),
        },
        EventBody::BotHandedOff {
            bot: agent,
            reason: HandOffReason::LowConfidence,
            to: Some(agent),
            online: true,
        },
        EventBody::ClockPassed {
            clock: ClockKind::FirstResponse,
            breached: true,
        },
        EventBody::Escalated {
            clock: ClockKind::Decision,
            cycle: 2,
            rung: "late".into(),
            did: super::settings::escalations(),
        },
        EventBody::PolicyApplied {
            policy: "clothes".into(),
            action: ReturnAction::Approve,
            amount: Money::cny(4_750),
            fee: Some(Money::cny(250)),
        },
        EventBody::Automated {
            name: "angry buyers".into(),
            did: vec!["tag".into(), "notify".into()],
            notify: vec!["leads".into()],
        },
        EventBody::AutomationStopped {
            name: "angry buyers".into(),
            stop: AutomationStop::Refused,
            reason: Some("too many tags".into()),
        },
        EventBody::TaskMoved {
            task: TaskId(uid(26)),
            task_kind: TaskKind::QcInspection,
            from: Some(TaskState::Open),
            to: TaskState::Assigned,
            agent: Some(AgentId(uid(22))),
        },
        EventBody::TaskOverdue {
            task: TaskId(uid(26)),
            task_kind: TaskKind::QcInspection,
            attempt: 2,
            due_at: at(200),
            agent: Some(AgentId(uid(22))),
        },
        EventBody::TaskEscalated {
            task: TaskId(uid(26)),
            task_kind: TaskKind::QcInspection,
            attempt: 2,
            rung: "late".into(),
            did: super::tasks::task_escalations(),
            agent: Some(AgentId(uid(22))),
        },
        EventBody::TaskUnstaffed {
            task: TaskId(uid(26)),
            task_kind: TaskKind::QcInspection,
            group: "lab".into(),
        },
    ]
}

fn of_jobs() -> Vec<EventBody> {
    let job = JobId(uid(24));
    vec![
        EventBody::JobQueued {
            job,
            job_kind: JobKind::Action,
        },
        EventBody::ActionDone {
            job,
            verb: "approve_return".into(),
            platform: platform(),
        },
        EventBody::ActionFailed {
            job,
            verb: "approve_return".into(),
            platform: platform(),
            reason: "the platform refused the call".into(),
        },
        EventBody::JobDead {
            job,
            job_kind: JobKind::Notify,
            reason: "the platform cannot be reached".into(),
        },
        EventBody::JobRedriven {
            job,
            job_kind: JobKind::Notify,
        },
    ]
}

fn of_the_desk() -> Vec<EventBody> {
    let agent = AgentId(uid(22));
    vec![
        EventBody::CustomersMerged {
            survivor: CustomerId(uid(13)),
            gone: CustomerId(uid(15)),
            cause: AccountId(uid(3)),
        },
        EventBody::CustomerSplit {
            customer: CustomerId(uid(13)),
            part: CustomerId(uid(16)),
            cause: AccountId(uid(3)),
        },
        EventBody::IdentityDecided {
            decision: DecisionId(uid(24)),
            verdict: IdentityVerdict::Apart,
        },
        EventBody::Hairball {
            account: AccountId(uid(3)),
        },
        EventBody::CustomerForgotten {
            customer: CustomerId(uid(13)),
            accounts: 2,
        },
        EventBody::Configured { version: 4 },
        EventBody::AgentChanged { agent },
        EventBody::PresenceChanged {
            agent,
            from: Some(Presence::Away),
            presence: Presence::Online,
            because: Some(PresenceCause::Heartbeat),
        },
        EventBody::AgentRemoved { agent },
        EventBody::AgentOverCapacity {
            agent,
            load: 90,
            capacity: 60,
        },
        EventBody::LoadDrifted {
            agent,
            stored: 70,
            counted: 60,
        },
        EventBody::QueueUnstaffed {
            queue: QueueId(uid(21)),
            waiting: 3,
            because: OverflowCause::NobodyOnline,
        },
        EventBody::StockChanged {
            product: ProductId(uid(1)),
            on_hand: 12,
        },
        EventBody::StockOut {
            product: ProductId(uid(1)),
        },
        EventBody::DeviceRegistered {
            device: DeviceId(uid(40)),
            agent,
        },
        EventBody::DeviceRevoked {
            device: DeviceId(uid(40)),
            agent,
        },
        EventBody::ShopHealth {
            platform: platform(),
            shop: shop(),
            healthy: true,
            reason: "calls work again".into(),
        },
    ]
}

fn event_of(body: AnyEvent) -> Event {
    Event {
        at: at(9),
        v: 1,
        ticket: Some(TicketId(uid(20))),
        actor: actor(),
        body,
    }
}

/// A body this version knows, and one it does not.
pub fn any_events() -> Vec<AnyEvent> {
    vec![
        AnyEvent::Known(EventBody::NoticeRecorded { notice: Notice::N4 }),
        AnyEvent::Unknown(serde_json::json!({ "kind": "of_a_later_version", "colour": "red" })),
    ]
}

pub fn events() -> Vec<Event> {
    any_events().into_iter().map(event_of).collect()
}

pub fn recorded() -> Recorded {
    Recorded {
        cursor: Cursor(7),
        event: event_of(AnyEvent::Known(EventBody::TicketLinked {
            other: TicketId(uid(25)),
        })),
    }
}

pub fn considered_agents() -> ConsideredAgents {
    ConsideredAgents {
        looked_at: 3,
        eligible: 1,
        refusals: [(Refusal::Skill, 2)].into(),
        keys: vec![(RankKey::Load, 120), (RankKey::LastTurn, 5)],
    }
}

pub fn hop() -> Hop {
    Hop {
        from: "aftersales".into(),
        to: "spare".into(),
        step: 1,
        because: HopCause::Full,
    }
}

pub fn refusals() -> Vec<Refusal> {
    vec![
        Refusal::NotOnline,
        Refusal::OffShift,
        Refusal::Scope,
        Refusal::FourEyes,
        Refusal::Skill,
        Refusal::Authority,
        Refusal::Capacity,
        Refusal::QueueCap,
        Refusal::PlatformCap,
        Refusal::ChannelCap,
        Refusal::Bot,
        Refusal::Excluded,
        Refusal::Offered,
    ]
}
