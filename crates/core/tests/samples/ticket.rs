//! After-sales, the sources and dockets made of them, and the ticket.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::model::aftersale::{AfterSale, AfterSaleLine, DisputeInfo, ObjectName};
use aftersync_core::model::axes::{
    Axes, CancelReason, Decision, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState, Role, WaitingOn,
};
use aftersync_core::model::bot::{BotTalk, HandOffReason, HandedOver, TalkEnd};
use aftersync_core::model::claim::Claim;
use aftersync_core::model::conversation::Channel;
use aftersync_core::model::handoff::{Disposition, Grade};
use aftersync_core::model::ids::{
    AccountId, AgentId, DocketId, JobId, OrderId, ProductId, QueueId, RawId, ShowId, SourceId, TaskId, TicketId,
};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::Currency;
use aftersync_core::model::notice::Notice;
use aftersync_core::model::number::TicketNumber;
use aftersync_core::model::offer::Offered;
use aftersync_core::model::selection::Skipped;
use aftersync_core::model::shipment::{Direction, ParcelState};
use aftersync_core::model::source::{Constraint, Docket, Member, Source, SourceBody};
use aftersync_core::model::ticket::{
    Amounts, Assignment, Clock, ClockKind, Compensation, CompensationState, CountedHours, LineOutcome, Local,
    LocalEntry, Moments, RefundChannel, RefundLeg, Ticket, TicketLine, TicketParcel,
};
use aftersync_core::model::trigger::Trigger;

use super::chat::segment;
use super::trade::{account_ref, custom, evidence, parcel_ref};
use super::{at, cny, platform, revision, shop, text, uid};

pub fn claim() -> Claim {
    Claim {
        goods: Some(Goods::InTransit),
        money: Some(MoneyState::Approved),
        replacement: Some(ReplacementState::None),
        dispute: Some(DisputeState::EvidenceDue),
        decision: Some(Decision::Approved),
        answered: Some(true),
        asked_buyer: Some(false),
        repair_running: Some(false),
        cancel: Some(CancelReason::None),
        closed: true,
        full_refund: true,
    }
}

pub fn after_sale_line() -> AfterSaleLine {
    AfterSaleLine {
        line: "6900001-1".into(),
        quantity: Some(1),
        amount: Some(cny(6_400)),
    }
}

pub fn dispute_info() -> DisputeInfo {
    DisputeInfo {
        id: text("arb-5"),
        evidence_due: Some(at(300)),
        raw_status: text("2"),
    }
}

pub fn object_name() -> ObjectName {
    ObjectName {
        object: "return".into(),
        external_id: "R-0".into(),
    }
}

pub fn after_sale() -> AfterSale {
    AfterSale {
        object: "return".to_owned(),
        instead_of: vec![object_name()],
        beside: Some(object_name()),
        external_id: "as-9001".into(),
        order: text("6900001"),
        lines: vec![after_sale_line()],
        account: Some(account_ref()),
        kind: Kind::ReturnRefund,
        raw_type: text("0"),
        raw_status: "11".into(),
        known: true,
        claim: claim(),
        rank: 3,
        requested: Some(cny(6_400)),
        refunded: Some(cny(100)),
        issue: Some(IssueType::Damaged),
        reason_code: text("107"),
        reason_text: text("收到时拉链坏了"),
        created_at: at(5),
        ended_at: Some(at(500)),
        deadline: Some(at(400)),
        return_parcel: Some(parcel_ref()),
        replacement_parcel: Some(parcel_ref()),
        version_token: text("1760000000"),
        evidence: vec![evidence()],
        dispute: Some(dispute_info()),
        flags: BTreeSet::from(["refund_failed".into()]),
        extra: BTreeMap::from([("remark".into(), "call me in the evening".into())]),
    }
}

fn source_of(body: SourceBody) -> Source {
    Source {
        id: SourceId(uid(5)),
        platform: platform(),
        shop: shop(),
        body,
        revision: revision(),
        at: at(5),
        docket: DocketId(uid(12)),
        order: Some(OrderId(uid(4))),
        account: Some(AccountId(uid(3))),
        return_parcel: Some((revision(), parcel_ref())),
        replacement_parcel: Some((revision(), parcel_ref())),
        raw: Some(RawId(uid(16))),
        first_seen: at(6),
    }
}

/// A source of either kind.
pub fn sources() -> Vec<Source> {
    source_bodies().into_iter().map(source_of).collect()
}

pub fn source_bodies() -> Vec<SourceBody> {
    vec![
        SourceBody::AfterSale(Box::new(after_sale())),
        SourceBody::Segment(Box::new(segment())),
    ]
}

pub fn member() -> Member {
    Member {
        instead_of: vec![SourceId(uid(8))],
        beside: Some(SourceId(uid(9))),
        created: at(5),
        source: SourceId(uid(5)),
        ended: Some(at(500)),
        lines: vec!["6900001-1".into()],
        after_sale: true,
        ticket: Some(TicketId(uid(20))),
    }
}

pub fn constraint() -> Constraint {
    Constraint {
        a: SourceId(uid(5)),
        b: SourceId(uid(17)),
        together: true,
    }
}

pub fn docket() -> Docket {
    Docket {
        members: vec![member()],
        constraints: vec![constraint()],
    }
}

pub fn axes() -> Axes {
    Axes {
        kind: Kind::ReturnRefund,
        goods: Goods::InTransit,
        money: MoneyState::Approved,
        replacement: ReplacementState::None,
        dispute: DisputeState::None,
        decision: Decision::Approved,
        triaged: true,
        answered: true,
        asked_buyer: true,
        repair_running: true,
        cancel_reason: CancelReason::Expired,
        closed: true,
    }
}

pub fn refund_leg() -> RefundLeg {
    RefundLeg {
        channel: RefundChannel::Original,
        amount: cny(6_400),
        paid_at: Some(at(480)),
        source: Some(SourceId(uid(5))),
        order: Some(OrderId(uid(4))),
    }
}

pub fn ticket_line() -> TicketLine {
    TicketLine {
        line: "6900001-1".into(),
        sku: "sku-11".into(),
        title: "羊毛围巾".into(),
        product: Some(ProductId(uid(1))),
        bought: 9,
        requested: 8,
        approved: 7,
        received: 6,
        passed: 5,
        damaged: 1,
        wrong: 1,
        used: 2,
        missing: 3,
        refunded: 4,
        amount: Some(cny(6_400)),
        grade: Some(Grade::B),
        disposition: Some(Disposition::Restock),
        fee_percent: Some(15),
        instead: Some(ProductId(uid(2))),
    }
}

pub fn amounts() -> Amounts {
    Amounts {
        requested: 6_400,
        approved: 6_300,
        pending: 6_200,
        refunded: 100,
        compensation: 500,
    }
}

pub fn assignment() -> Assignment {
    Assignment {
        due_at: Some(at(90)),
        queue: Some(QueueId(uid(21))),
        agent: Some(AgentId(uid(22))),
        weight: 20,
        enqueued_at: Some(at(7)),
        assigned_at: Some(at(8)),
        parked_at: Some(at(12)),
        held_ms: 11,
        held_late_ms: 4,
        acted_at: Some(at(9)),
        last_agent: Some(AgentId(uid(23))),
        step: 2,
        also: ["leads".to_owned()].into(),
        eased: 1,
        skipped: Some(skipped()),
        tagged: ["live".to_owned()].into(),
        past: [QueueId(uid(24))].into(),
        offers: vec![offered()],
        offers_wanted: 1,
        excluded: [AgentId(uid(25))].into(),
    }
}

pub fn skipped() -> Skipped {
    Skipped {
        route: QueueId(uid(21)),
        steps: 1,
    }
}

pub fn offered() -> Offered {
    Offered {
        agent: AgentId(uid(23)),
        weight: 20,
        at: at(8),
        until: at(9),
        held: true,
    }
}

pub fn clock() -> Clock {
    Clock {
        started_at: at(7),
        target_ms: 900_000,
        ran_ms: 60_000,
        running_since: Some(at(8)),
        met_at: Some(at(9)),
        breached: true,
        warned: true,
        cycle: 2,
        moments: Some(moments()),
        hours: Some(counted_hours()),
    }
}

pub fn counted_hours() -> CountedHours {
    CountedHours {
        calendar: uid(27),
        version: 3,
    }
}

pub fn moments() -> Moments {
    Moments {
        warn_at: Some(at(10)),
        due_at: Some(at(11)),
    }
}

pub fn line_outcome() -> LineOutcome {
    LineOutcome {
        line: "6900001-1".into(),
        received: 3,
        passed: 2,
        damaged: 1,
        wrong: 1,
        used: 2,
        missing: 4,
        photos: vec![evidence()],
        grade: Some(Grade::C),
        disposition: Some(Disposition::ReturnToVendor),
        fee_percent: Some(10),
        send: Some("CUP-2".into()),
        instead: Some(ProductId(uid(2))),
    }
}

pub fn local_entry() -> LocalEntry {
    LocalEntry {
        at: at(9),
        trigger: Trigger::ApproveReturn,
        role: Role::Agent,
        agent: Some(AgentId(uid(22))),
        amount: Some(cny(6_400)),
        lines: vec![line_outcome()],
        job: Some(JobId(uid(24))),
        void: true,
    }
}

pub fn compensation() -> Compensation {
    Compensation {
        number: "pay-1".into(),
        amount: cny(500),
        state: CompensationState::ToPay,
        at: at(30),
        by: Some(AgentId(uid(22))),
        drafted_by: Some(AgentId(uid(23))),
        task: Some(TaskId(uid(26))),
        goodwill: true,
    }
}

pub fn local() -> Local {
    Local {
        entries: vec![local_entry()],
        absorbed: vec![TicketId(uid(25))],
        merged: [TicketId(uid(25))].into(),
        touched: true,
        issue: Some(IssueType::QualityDefect),
        band: Some(1),
        raised: Some(0),
        queue: text("refunds"),
        tags: BTreeSet::from(["vip".into()]),
        custom: custom(),
        first_response_at: Some(at(8)),
        compensations: vec![compensation()],
        notices: BTreeSet::from([(1, Notice::N8B)]),
        tasks: vec![TaskId(uid(26))],
        evidence: vec![evidence()],
        parcels: vec![(Direction::Return, parcel_ref())],
        linked: BTreeSet::from([TicketId(uid(27))]),
        last_response_at: Some(at(9)),
        first_human_at: Some(at(8)),
        said: vec!["c0ffee".to_owned()],
        watchers: BTreeSet::from([AgentId(uid(22))]),
        rungs: BTreeSet::from([(ClockKind::Decision, 2, "late".into())]),
        widened: BTreeSet::from(["leads".to_owned()]),
        bot: Some(bot_talk()),
        automations: [("angry buyers".into(), super::settings::automation_done())].into(),
    }
}

pub fn bot_talk() -> BotTalk {
    BotTalk {
        said: vec!["c0ffee".to_owned()],
        turns: 3,
        unsure: 2,
        last_at: Some(at(9)),
        over: Some(hand_off()),
        ..BotTalk::begin(AgentId(uid(28)), at(7))
    }
}

pub fn hand_off() -> TalkEnd {
    TalkEnd {
        reason: HandOffReason::LowConfidence,
        at: at(9),
        left: handed_over(),
    }
}

pub fn handed_over() -> HandedOver {
    HandedOver {
        summary: text("the cup came broken"),
        fields: BTreeMap::from([("wish".into(), "a new cup".into())]),
        tried: vec!["How to send it back".into()],
        transcript: text("talk-7"),
    }
}

pub fn ticket_parcel() -> TicketParcel {
    TicketParcel {
        direction: Direction::Return,
        parcel: parcel_ref(),
        state: Some(ParcelState::InTransit),
    }
}

pub fn ticket() -> Ticket {
    Ticket {
        id: TicketId(uid(20)),
        number: TicketNumber::from_sequence(33),
        axes: axes(),
        headline: Headline::ReturnInTransit,
        waiting_on: WaitingOn::Carrier,
        episode: 2,
        opened_at: at(5),
        changed_at: at(9),
        ended_at: Some(at(500)),
        closed_at: Some(at(600)),
        sources: vec![SourceId(uid(5))],
        principal: Some(SourceId(uid(5))),
        docket: DocketId(uid(12)),
        platform: platform(),
        shop: shop(),
        order: Some(OrderId(uid(4))),
        orphan: true,
        channels: BTreeSet::from([Channel::Chat, Channel::Call]),
        lines: vec![ticket_line()],
        currency: Currency::CNY,
        amounts: amounts(),
        refund_legs: vec![refund_leg()],
        issue: IssueType::Damaged,
        reason_code: text("107"),
        reason_text: text("收到时拉链坏了"),
        account: Some(AccountId(uid(3))),
        show: Some(ShowId(uid(2))),
        host: text("anchor-3"),
        room: text("room-8"),
        sold_at: Some(at(0)),
        first_response_at: Some(at(8)),
        buyer_waits_since: Some(at(10)),
        parcels: vec![ticket_parcel()],
        evidence: vec![evidence()],
        platform_deadline: Some(at(400)),
        clocks: BTreeMap::from([(ClockKind::PlatformDeadline, clock())]),
        aged: 1,
        band: 1,
        assignment: assignment(),
        flags: BTreeSet::from(["parcel_lost".into()]),
        local: local(),
        merged_into: Some(TicketId(uid(28))),
    }
}

pub fn ticket_row() -> aftersync_core::model::ticket_row::TicketRow {
    #[allow(clippy::unwrap_used)] // a sample that cannot be shown fails the test
    aftersync_core::store::open_ticket::row(&ticket(), 7).unwrap()
}
